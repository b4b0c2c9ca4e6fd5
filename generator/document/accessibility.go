package document

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"provtryck/generator/problem"
)

var (
	emptyColumnHeading = &problem.Rule{ID: "tabell-rubrik", Family: problem.Accessibility,
		Severity: problem.Warning, Draft: problem.Tip,
		Demand: "Varje kolumn i en tabell har en rubrik.",
		Bad:    "Tabellen visar stegen.\n\n| Steg | |\n| --- | --- |\n| Ett | Gör så |",
		Good:   "Tabellen visar stegen.\n\n| Steg | Gör så |\n| --- | --- |\n| Ett | Fråga |"}
	tableWithoutIntroduction = &problem.Rule{ID: "tabell-ingress", Family: problem.Accessibility,
		Severity: problem.Tip, Draft: problem.Silent,
		Demand: "En mening före tabellen säger vad den visar.",
		Bad:    "### Steg\n\n| Steg | Gör så |\n| --- | --- |\n| Ett | Fråga |",
		Good:   "### Steg\n\nTabellen visar stegen.\n\n| Steg | Gör så |\n| --- | --- |\n| Ett | Fråga |"}
)

// describedTable checks that every column has a heading, except the first, whose
// cells are headings themselves, and that a sentence before the table says what it
// shows.
func (s *state) describedTable(t *extast.Table, headings []string) {
	if i := slices.Index(headings[1:], ""); i >= 0 {
		s.doc.fault(emptyColumnHeading, s.place(t), fmt.Sprintf("kolumn %d i tabellen har ingen rubrik", i+2),
			"skriv vad kolumnen visar i tabellens första rad")
	}
	before := t.PreviousSibling()
	if before == nil || before.Kind() == ast.KindHeading || before.Kind() == extast.KindTable {
		s.doc.fault(tableWithoutIntroduction, s.place(t), "tabellen presenteras inte",
			"skriv en mening före den som säger vad den visar")
	}
}

// manyLinks is how many links after each other are better a list.
const manyLinks = 3

var linksInRow = &problem.Rule{ID: "lanklista", Family: problem.Accessibility,
	Severity: problem.Tip, Draft: problem.Silent,
	Demand: "Flera länkar efter varandra är en punktlista.",
	Bad:    "[Ett](https://a.se), [Två](https://b.se), [Tre](https://c.se)",
	Good:   "- [Ett](https://a.se)\n- [Två](https://b.se)\n- [Tre](https://c.se)"}

// linksInARow reports a paragraph that is nothing but links.
func (s *state) linksInARow(p *ast.Paragraph) {
	links := 0
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Link:
			links++
		case *ast.Text:
			switch strings.Trim(string(c.Value(s.body)), " ,;|·–-./\u00a0") {
			case "", "och", "eller", "samt":
			default:
				return
			}
		default:
			return
		}
	}
	if links >= manyLinks {
		s.doc.fault(linksInRow, s.place(p), fmt.Sprintf("%d länkar står efter varandra", links),
			"gör dem till en punktlista")
	}
}

var (
	pictureWithoutText = &problem.Rule{ID: "bild-utan-text", Family: problem.Accessibility,
		Severity: problem.Error, Draft: problem.Warning,
		Demand: "En bild har en text som säger vad den visar.",
		Bad:    "![](../../../bilder/steg.svg)",
		Good:   "![Fyra steg, från egenvård till specialistvård](../../../bilder/steg.svg)"}
	pictureText = &problem.Rule{ID: "bild-text", Family: problem.Accessibility,
		Severity: problem.Warning, Draft: problem.Tip,
		Demand: "Bildens text är inget filnamn och börjar inte med ”bild på”.",
		Bad:    "![steg.svg](../../../bilder/steg.svg)",
		Good:   "![Fyra steg, från egenvård till specialistvård](../../../bilder/steg.svg)"}
)

// describedPicture checks that the text of a picture says what it shows.
func (s *state) describedPicture(l Link) {
	low, file := strings.ToLower(l.Text), path.Base(l.Dest)
	switch {
	case l.Text == "":
		s.doc.fault(pictureWithoutText, l.Pos, "bilden har ingen text för den som inte ser den",
			"skriv vad bilden visar mellan hakparenteserna: ![Fyra steg, från egenvård till specialistvård](…)")
	case strings.EqualFold(l.Text, file), strings.EqualFold(l.Text, strings.TrimSuffix(file, path.Ext(file))),
		fileName.MatchString(low):
		s.doc.fault(pictureText, l.Pos, "bildens text är ett filnamn: "+l.Text, "skriv vad bilden visar")
	case emptyText.MatchString(low):
		s.doc.fault(pictureText, l.Pos, "bildens text säger inte vad den visar: "+l.Text, "skriv vad bilden visar")
	case pictureOf.MatchString(low):
		s.doc.fault(pictureText, l.Pos, "bildens text börjar med att det är en bild, vilket läses upp ändå",
			"börja med vad den visar")
	}
}

// Texts of pictures in small letters: the name of a file, words that only say that
// it is a picture, and a beginning that does.
var (
	fileName  = regexp.MustCompile(`^[^ ]*\.(png|jpe?g|gif|svg|webp)$`)
	emptyText = regexp.MustCompile(`^((bild|figur)(en)?|foto|diagram|graf|illustration|image|picture|(alt[ -])?text|alt)$`)
	pictureOf = regexp.MustCompile(`^(bild (på|av|som)|foto på) `)
)
