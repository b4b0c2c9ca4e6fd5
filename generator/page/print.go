package page

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// The whole programme on one page, to be printed: every text and section has a
// number, so that it can be spoken of with the paper in hand.

const (
	printPart  = "utskrift/"          // below a programme's own address
	printSheet = printPart + "a4.css" // the style sheet of its paper
)

func printPages(r *Renderer) iter.Seq2[string, func() any] {
	return func(yield func(string, func() any) bool) {
		for _, p := range r.site.Programmes {
			if !yield(p.URL+printPart, func() any { return r.printView(p) }) {
				return
			}
		}
	}
}

func printSheets(r *Renderer) iter.Seq2[string, func() any] {
	return func(yield func(string, func() any) bool) {
		for _, p := range r.site.Programmes {
			if !yield(p.URL+printSheet, func() any { return r.printSheet(p) }) {
				return
			}
		}
	}
}

// printView shows a whole programme on one page.
func (r *Renderer) printView(p *site.CareProgramme) any {
	v := PrintView{
		Base:   r.base(p.Title+": hela programmet", p.Doc.Front.Lead.Text, p.URL+printPart, productLink(site.Programmes), Link{p.Title, p.URL}),
		Sheet:  p.URL + printSheet,
		Sample: p.Doc.Front.Sample,
		Lead:   p.Doc.Front.Lead.Text,
	}
	texts := printedTexts(p)
	numbers := printNumbers(texts)
	for _, t := range texts {
		v.Parts = append(v.Parts, r.printPart(p, t, numbers))
	}
	return v
}

// A printedText is a text in its place in print.
type printedText struct {
	*site.Article
	title  string
	number string // its own, "4.2"
	inner  string // what the numbers of its sections begin with
	within int    // the number of its chapter; 0 before the chapters
}

// printedTexts is the texts of a programme in their order. The programme's own
// text is number 0, and its pages go on where its sections end. The text of
// chapter 4 has sections 4.0.1, 4.0.2, since 4.1 is the first page of the chapter.
func printedTexts(p *site.CareProgramme) []printedText {
	texts := []printedText{{p.Article, "Om programmet", "0", "0", 0}}
	for i, a := range p.Pages {
		number := "0." + strconv.Itoa(len(p.Doc.Sections)+i+1)
		texts = append(texts, printedText{a, a.Title, number, number, 0})
	}
	for _, c := range p.Chapters {
		chapter := strconv.Itoa(c.Number)
		texts = append(texts, printedText{c.Article, c.Title, chapter, chapter + ".0", c.Number})
		for i, a := range c.Pages {
			number := chapter + "." + strconv.Itoa(i+1)
			texts = append(texts, printedText{a, a.Title, number, number, c.Number})
		}
	}
	return texts
}

// printNumbers is the numbers of texts and their sections by their ids in print.
func printNumbers(texts []printedText) map[string]string {
	numbers := map[string]string{}
	for _, t := range texts {
		id := printID(t.Article)
		numbers[id] = t.number
		numberSections(numbers, id+"--", t.inner, t.Doc.Sections)
	}
	return numbers
}

func numberSections(numbers map[string]string, prefix, outer string, sections []*document.Section) {
	for i, s := range sections {
		number := outer + "." + strconv.Itoa(i+1)
		numbers[prefix+s.ID] = number
		numberSections(numbers, prefix, number, s.Children)
	}
}

// printID is the id of an article among the others of its programme.
func printID(a *site.Article) string {
	return "text-" + strings.ReplaceAll(strings.Trim(strings.TrimPrefix(a.URL, site.Programmes.URL), "/"), "/", "--")
}

func (r *Renderer) printPart(p *site.CareProgramme, t printedText, numbers map[string]string) PrintPart {
	front := t.Doc.Front
	part := PrintPart{
		ID: printID(t.Article), For: r.forWhom(t.Article), Number: t.number, Title: t.title,
		Chapter: t.Chapter != nil && t.IsFront(), Within: t.within,
		Audience: audienceGroups(r.site.Taxonomy, front.Target), Sample: front.Sample,
		Version: front.Version.Text, Reviewed: front.Reviewed.Text, Status: spelling.Capital(front.Status.String()),
	}
	if t.Article != p.Article { // whose lead stands at the top of the page
		part.Lead = front.Lead.Text
	}
	b := &body{article: withinPrint(p, t.Article), taxonomy: r.site.Taxonomy, prefix: part.ID + "--", top: 3, numbers: numbers}
	part.Body = b.render()
	return part
}

// withinPrint is the article with its links to texts of the same programme
// leading to where those are on the page.
func withinPrint(p *site.CareProgramme, a *site.Article) *site.Article {
	moved := *a
	moved.Links = slices.Clone(a.Links)
	for i, l := range a.Links {
		if l.Target == nil || l.Target.Programme == nil || l.Target.Programme.Article != p.Article {
			continue
		}
		moved.Links[i].URL = "#" + printID(l.Target)
		if l.Anchor != "" {
			moved.Links[i].URL += "--" + l.Anchor
		}
	}
	return &moved
}

// paper is the style sheet of a programme's paper. It is no part of the site's
// own, since what stands in the margins differs between programmes and only a
// style sheet can write there. At the right is room for notes. The places are the
// text at the foot and what begins the page of each chapter.
const paper = `@page {
  size: A4;
  margin: 20mm 62mm 27mm 20mm;
  @top-left {
    width: 100%%;
    padding-bottom: 4mm;
    font: 8pt/1.4 system-ui, sans-serif;
    vertical-align: bottom;
  }
  @right-top {
    content: "Anteckningar";
    margin-left: 6mm;
    padding-left: 2mm;
    border-left: 0.4pt solid #999;
    color: #555;
    font: 8pt/1 system-ui, sans-serif;
    text-align: left;
    vertical-align: top;
  }
  @bottom-left {
    content: %s;
    width: 80%%;
    margin-top: 4mm;
    padding-top: 1.5mm;
    border-top: 0.4pt solid #000;
    font: 8pt/1.4 system-ui, sans-serif;
    text-align: left;
    vertical-align: top;
    white-space: pre-line;
  }
  @bottom-right {
    content: "sida " counter(page) " av " counter(pages);
    width: 20%%;
    margin-top: 4mm;
    padding-top: 1.5mm;
    border-top: 0.4pt solid #000;
    font: 8pt/1.4 system-ui, sans-serif;
    text-align: right;
    vertical-align: top;
  }
}
`

// printSheet is the style sheet of a programme's paper.
func (r *Renderer) printSheet(p *site.CareProgramme) any {
	return fileView(func(w io.Writer) error {
		var b strings.Builder
		fmt.Fprintf(&b, paper, cssString(r.printFoot(p)))
		for _, c := range p.Chapters {
			head := cssString(strconv.Itoa(c.Number) + " " + c.Title)
			fmt.Fprintf(&b, "@page kapitel-%[1]d { @top-left { content: %[2]s; } }\n[data-chapter=\"%[1]d\"] { page: kapitel-%[1]d; }\n", c.Number, head)
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// printFoot is what stands at the foot of every page of paper: two lines, or one
// where it is not known which version of the texts this is.
func (r *Renderer) printFoot(p *site.CareProgramme) string {
	foot := "Provtryck – inte publicerad · " + oneLine(p.Title)
	if version := oneLine(p.Doc.Front.Version.Text); version != "" {
		foot += ", version " + version
	}
	if known := r.options.Stamp.Parts(); len(known) > 0 {
		foot += "\n" + oneLine(strings.Join(known, " · "))
	}
	return foot
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// cssString writes a text as a string of CSS, with escapes for all that could
// end it, or the element around it.
func cssString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`"\<>`, r) {
			fmt.Fprintf(&b, `\%x `, r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
