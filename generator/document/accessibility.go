package document

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"provtryck/generator/problem"
)

// accessible reports what the form of the text keeps from those who do not see it.
func (s *state) accessible(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *extast.Table:
			s.describedTable(n)
			return ast.WalkSkipChildren, nil
		case *ast.Paragraph:
			s.linksInARow(n)
			return ast.WalkSkipChildren, nil
		case *extast.FootnoteList:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

var (
	emptyColumnHeading = &problem.Rule{ID: "tabell-rubrik", Family: problem.Accessibility, Severity: problem.Warning, Draft: problem.Tip,
		Demand: "Varje kolumn i en tabell har en rubrik.",
		Bad:    "Tabellen visar stegen.\n\n| Steg | |\n| --- | --- |\n| Ett | Gör så |",
		Good:   "Tabellen visar stegen.\n\n| Steg | Gör så |\n| --- | --- |\n| Ett | Fråga |"}
	tableWithoutIntroduction = &problem.Rule{ID: "tabell-ingress", Family: problem.Accessibility, Severity: problem.Tip, Draft: problem.Silent,
		Demand: "En mening före tabellen säger vad den visar.",
		Bad:    "### Steg\n\n| Steg | Gör så |\n| --- | --- |\n| Ett | Fråga |",
		Good:   "### Steg\n\nTabellen visar stegen.\n\n| Steg | Gör så |\n| --- | --- |\n| Ett | Fråga |"}
)

// describedTable: every column has a heading, except the first, whose cells are
// headings themselves; and a sentence before the table says what it shows.
func (s *state) describedTable(t *extast.Table) {
	column := 0
	for c := t.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		if column++; column > 1 && s.plain(c) == "" {
			s.doc.fault(emptyColumnHeading, s.place(t), fmt.Sprintf("kolumn %d i tabellen har ingen rubrik", column), "skriv vad kolumnen visar i tabellens första rad")
			break
		}
	}
	before := t.PreviousSibling()
	if before == nil || before.Kind() == ast.KindHeading || before.Kind() == extast.KindTable {
		s.doc.fault(tableWithoutIntroduction, s.place(t), "tabellen presenteras inte", "skriv en mening före den som säger vad den visar")
	}
}

// manyLinks is how many links after each other are better a list.
const manyLinks = 3

var linksInRow = &problem.Rule{ID: "lanklista", Family: problem.Accessibility, Severity: problem.Tip, Draft: problem.Silent,
	Demand: "Flera länkar efter varandra är en punktlista.",
	Bad:    "[Ett](https://a.se), [Två](https://b.se), [Tre](https://c.se)",
	Good:   "- [Ett](https://a.se)\n- [Två](https://b.se)\n- [Tre](https://c.se)"}

// linksInARow finds paragraphs that are nothing but links.
func (s *state) linksInARow(p *ast.Paragraph) {
	links := 0
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Link:
			links++
		case *ast.Text:
			word := strings.Trim(string(c.Value(s.body)), " ,;|·–-./\u00a0")
			if word != "" && word != "och" && word != "eller" && word != "samt" {
				return
			}
		default:
			return
		}
	}
	if links >= manyLinks {
		s.doc.fault(linksInRow, s.place(p), fmt.Sprintf("%d länkar står efter varandra", links), "gör dem till en punktlista")
	}
}

var (
	pictureWithoutText = &problem.Rule{ID: "bild-utan-text", Family: problem.Accessibility, Severity: problem.Error, Draft: problem.Warning,
		Demand: "En bild har en text som säger vad den visar.",
		Bad:    "![](../../../bilder/steg.svg)", Good: "![Fyra steg, från egenvård till specialistvård](../../../bilder/steg.svg)"}
	pictureText = &problem.Rule{ID: "bild-text", Family: problem.Accessibility, Severity: problem.Warning, Draft: problem.Tip,
		Demand: "Bildens text är inget filnamn och börjar inte med ”bild på”.",
		Bad:    "![steg.svg](../../../bilder/steg.svg)",
		Good:   "![Fyra steg, från egenvård till specialistvård](../../../bilder/steg.svg)"}
)

// describedPicture: a picture has a text that stands in for it.
func (s *state) describedPicture(l Link) {
	low := strings.ToLower(l.Text)
	switch {
	case l.Text == "":
		s.doc.fault(pictureWithoutText, l.Pos, "bilden har ingen text för den som inte ser den", "skriv vad bilden visar mellan hakparenteserna: ![Fyra steg, från egenvård till specialistvård](…)")
	case strings.EqualFold(l.Text, path.Base(l.Dest)), strings.EqualFold(l.Text, strings.TrimSuffix(path.Base(l.Dest), path.Ext(l.Dest))), fileName(low):
		s.doc.fault(pictureText, l.Pos, fmt.Sprintf("bildens text är ett filnamn: %s", l.Text), "skriv vad bilden visar")
	case slices.Contains(emptyTexts, low):
		s.doc.fault(pictureText, l.Pos, fmt.Sprintf("bildens text säger inte vad den visar: %s", l.Text), "skriv vad bilden visar")
	case strings.HasPrefix(low, "bild på "), strings.HasPrefix(low, "bild av "), strings.HasPrefix(low, "bild som "), strings.HasPrefix(low, "foto på "):
		s.doc.fault(pictureText, l.Pos, "bildens text börjar med att det är en bild, vilket läses upp ändå", "börja med vad den visar")
	}
}

// emptyTexts are texts of pictures that only say that they are pictures.
var emptyTexts = []string{"bild", "bilden", "figur", "figuren", "foto", "diagram", "graf", "illustration", "image", "picture", "alt", "alt text", "alt-text", "text"}

// fileName says whether words look like the name of a picture's file.
func fileName(low string) bool {
	switch path.Ext(low) {
	case ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp":
		return !strings.Contains(low, " ")
	}
	return false
}
