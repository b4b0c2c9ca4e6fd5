package page

import (
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

const (
	printFolder = "utskrift/"            // below a programme's own address
	printSheet  = printFolder + "a4.css" // the style sheet of its paper
)

// printPages adds each programme whole on one page, to be printed. Every text and
// section has a number, so that people can refer to it with the paper in hand.
func printPages(r *Renderer, add adder) {
	for _, p := range r.site.Programmes {
		add(p.URL+printFolder, func() any { return r.printView(p) })
		add(p.URL+printSheet, func() any { return r.printSheet(p) })
	}
}

// A printView is a whole programme on one page.
type printView struct {
	base
	Sheet  string // address of the style sheet for its paper
	Sample bool
	Lead   string
	Parts  []printPart
}

// A printPart is one text of a programme in print.
type printPart struct {
	ID       string
	For      string // for whom the text is; see textLink
	Number   string // "4", "4.2"
	Title    string
	Chapter  bool // begins a chapter
	Within   int  // the number of its chapter; 0 before the chapters
	Lead     string
	Audience []audienceGroup
	Sample   bool
	Version  string
	Reviewed string
	Status   string
	Body     template.HTML
}

// printView shows a whole programme on one page.
func (r *Renderer) printView(p *site.CareProgramme) any {
	v := printView{
		base: r.base(p.Title+": hela programmet", p.Doc.Front.Lead.Text, p.URL+printFolder,
			productLink(site.Programmes), link{p.Title, p.URL}),
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

// printedTexts returns the texts of a programme in their order. The programme's own
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

// printNumbers returns the numbers of texts and sections by their ids in print.
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

// printID returns the id of an article among the others of its programme.
func printID(a *site.Article) string {
	return "text-" + strings.ReplaceAll(strings.Trim(strings.TrimPrefix(a.URL, site.Programmes.URL), "/"), "/", "--")
}

func (r *Renderer) printPart(p *site.CareProgramme, t printedText, numbers map[string]string) printPart {
	front := t.Doc.Front
	part := printPart{
		ID: printID(t.Article), For: r.forWhom(t.Article), Number: t.number, Title: t.title,
		Chapter: t.Chapter != nil && t.IsFront(), Within: t.within,
		Audience: audienceGroups(r.site.Taxonomy, front.Target), Sample: front.Sample,
		Version: front.Version.Text, Reviewed: front.Reviewed.Text, Status: spelling.Capital(front.Status.String()),
	}
	if t.Article != p.Article { // whose lead is at the top of the page
		part.Lead = front.Lead.Text
	}
	article := withinPrint(p, t.Article)
	b := &body{article: article, taxonomy: r.site.Taxonomy, prefix: part.ID + "--", top: 3, numbers: numbers}
	part.Body = b.render()
	return part
}

// withinPrint returns the article with its links to texts of the same programme
// leading to their places on the page.
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

// paper is the style sheet of a programme's paper. It is apart from the site's own,
// since the text in the margins differs between programmes and only a style sheet
// can write there. The right margin is for notes. The verb is for the text at the
// foot.
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
@page liggande {
  size: A4 landscape;
  margin: 20mm 20mm 27mm;
  @right-top {
    content: none;
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
			fmt.Fprintf(&b, "@page kapitel-%[1]d { @top-left { content: %[2]s; } }\n"+
				"[data-chapter=\"%[1]d\"] { page: kapitel-%[1]d; }\n", c.Number, head)
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// printFoot returns the foot of every page of paper: two lines, or one where the
// version of the texts is not known.
func (r *Renderer) printFoot(p *site.CareProgramme) string {
	foot := "Förhandsvisning – inte publicerad · " + oneLine(p.Title)
	if version := oneLine(p.Doc.Front.Version.Text); version != "" {
		foot += ", version " + version
	}
	if known := r.options.Stamp.Parts(); len(known) > 0 {
		foot += "\n" + oneLine(strings.Join(known, " · "))
	}
	return foot
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// cssString writes a text as a string of CSS, with escapes for whatever could end
// the string or the element around it.
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
