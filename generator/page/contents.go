package page

import (
	"html"
	"html/template"

	"provtryck/generator/audience"
	"provtryck/generator/document"
)

// contentsDepth is how many levels of headings "Innehåll på sidan" lists.
const contentsDepth = 2

// contents lists the sections of a text as links. As a template this list alone
// cost a third of the page.
func contents(t *audience.Taxonomy, sections []*document.Section) template.HTML {
	return template.HTML(appendContents(nil, t, sections, contentsDepth))
}

func appendContents(b []byte, t *audience.Taxonomy, sections []*document.Section, depth int) []byte {
	if len(sections) == 0 || depth == 0 {
		return b
	}
	b = append(b, `<ul class="contents__list">`...)
	for _, s := range sections {
		b = append(b, `<li><a class="contents__link" href="#`...)
		b = append(b, s.ID...)
		b = append(b, `">`...)
		b = append(b, html.EscapeString(s.Title)...)
		b = append(b, `</a>`...)
		if len(s.Target.Tags) > 0 {
			b = append(b, ` <span class="contents__audience">För `...)
			b = append(b, html.EscapeString(audienceText(t, s.Target))...)
			b = append(b, `</span>`...)
		}
		b = appendContents(b, t, s.Children, depth-1)
		b = append(b, `</li>`...)
	}
	return append(b, "</ul>\n"...)
}
