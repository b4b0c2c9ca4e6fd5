package document

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"provtryck/generator/problem"
	"provtryck/generator/prose"
)

var falseList = &problem.Rule{ID: "lista-form", Family: problem.Accessibility, Severity: problem.Warning, Draft: problem.Tip,
	Demand: "En punktlista är skriven som en sådan, inte med punkttecken.",
	Bad:    "Ta med:\n\n• blanketten\n• ett id-kort", Good: "Ta med:\n\n- blanketten\n- ett id-kort\n\n– eller ring."}

// misread reports what an editor meant as a heading, a list or a table and what
// Markdown takes for running text. It says whether the block is a table: its
// cells are no sentences.
func (s *state) misread(n ast.Node) (table bool) {
	var bullets []int // where lines begin that look like items of a list
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		line := bytes.TrimSpace(segment.Value(s.body))
		if len(line) == 0 {
			continue
		}
		start := segment.Start + bytes.Index(segment.Value(s.body), line)
		first, size := utf8.DecodeRune(line)
		switch {
		case first == '#':
			s.headingWithoutBlank(line, start)
		case strings.ContainsRune("•▪◦●‣·", first):
			bullets = append(bullets, start, start) // one is enough
		case strings.ContainsRune("–—", first) && len(line) > size && line[size] == ' ':
			bullets = append(bullets, start) // one may be a reply
		case bytes.Contains(line, []byte("--")) && tableLine.Match(line):
			s.brokenTable(n, i)
			return true
		}
	}
	if len(bullets) > 1 {
		sign, _ := utf8.DecodeRune(s.body[bullets[0]:])
		s.doc.fault(falseList, s.pos(bullets[0]), fmt.Sprintf("raden börjar med %c och blir ingen punkt i en lista", sign), "börja varje punkt med ett bindestreck och ett mellanslag, på en egen rad")
	}
	return false
}

var headingWithoutBlank = &problem.Rule{ID: "rubrik-form", Family: problem.Structure, Severity: problem.Error, Draft: problem.Warning,
	Demand: "Mellan #-tecknen och rubriken är det ett mellanslag.",
	Bad:    "Gör så.\n\n###Steg\n\nText.", Good: "Gör så.\n\n### Steg\n\nText om #hälsa och ##."}

// headingWithoutBlank: "##Rubrik" is no heading, and "#hälsa" was never meant as one.
func (s *state) headingWithoutBlank(line []byte, start int) {
	title := bytes.TrimLeft(line, "#")
	level := len(line) - len(title)
	if first, _ := utf8.DecodeRune(title); level < 2 || level > 6 || !unicode.IsLetter(first) {
		return
	}
	marks := strings.Repeat("#", level)
	s.doc.Problems.AddFix(headingWithoutBlank, s.pos(start), fmt.Sprintf("raden blir ingen rubrik: mellanslag saknas efter %s", marks), fmt.Sprintf("skriv %s %s", marks, title),
		problem.Fix{Old: marks, New: marks + " "})
}

// tableLine is the line of hyphens below the headings of a table.
var tableLine = regexp.MustCompile(`^(?:\|\s*:?-{2,}:?\s*)+\|?$|^:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?$`)

var brokenTable = &problem.Rule{ID: "tabell-form", Family: problem.Structure, Severity: problem.Error, Draft: problem.Warning,
	Demand: "Under en tabells rubrikrad har raden med streck lika många kolumner.",
	Bad:    "Tabellen visar stegen.\n\n| Steg | Gör så |\n| --- |\n| Ett | Fråga |",
	Good:   "Tabellen visar stegen.\n\n| Steg | Gör så |\n| --- | --- |\n| Ett | Fråga |"}

// brokenTable reports a table that is none, whose i-th line is that of hyphens.
func (s *state) brokenTable(n ast.Node, i int) {
	line := n.Lines().At(i)
	const hint = "skriv raden med streck direkt under rubrikraden, med ett | --- för varje kolumn"
	if i == 0 {
		s.doc.fault(brokenTable, s.pos(line.Start), "tabellen har ingen rubrikrad", hint)
		return
	}
	head := n.Lines().At(i - 1)
	s.doc.fault(brokenTable, s.pos(head.Start), fmt.Sprintf("tabellen visas som text: rubrikraden har %d kolumner och raden med streck %d", columns(head.Value(s.body)), columns(line.Value(s.body))), hint)
}

// columns is how many cells a line of a table has.
func columns(line []byte) int {
	return strings.Count(strings.ReplaceAll(strings.Trim(string(line), "| \t\n"), `\|`, ""), "|") + 1
}

// linkForm is what a link looks like that Markdown takes for text: with a blank in
// its address, with one before it, or without an end.
var linkForm = regexp.MustCompile(`\]\(|\] \((?:https?:|www\.|[^\s()]*\.md\b)`)

var misreadLink = &problem.Rule{ID: "lank-otolkad", Family: problem.Links, Severity: problem.Error, Draft: problem.Warning,
	Demand: "En länk är skriven så att den går att följa.",
	Bad:    "Läs om [programmet](../index fil.md).", Good: "Läs om [programmet](../index.md) (se även [1](../index.md))."}

// unfollowed reports what was meant as a link in a passage.
func (s *state) unfollowed(p prose.Passage) {
	if !strings.Contains(p.Text, "](") && !strings.Contains(p.Text, "] (") {
		return
	}
	for _, m := range linkForm.FindAllStringIndex(p.Text, maxCharacters) {
		begin := strings.LastIndexByte(p.Text[:m[0]], '[')
		if begin < 0 {
			continue
		}
		hint := "ta bort mellanslaget mellan ] och ("
		if p.Text[m[0]+1] == '(' {
			hint = "en adress har inga mellanslag och slutar med ): byt namn på filen, eller kopiera adressen från webbläsaren"
		}
		s.doc.fault(misreadLink, p.At(begin), fmt.Sprintf("%s visas som text och blir ingen länk", shorten(p.Text[begin:m[0]+1])), hint)
	}
}
