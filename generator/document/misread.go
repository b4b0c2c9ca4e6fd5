package document

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"provtryck/generator/problem"
	"provtryck/generator/prose"
)

var falseList = &problem.Rule{ID: "lista-form", Family: problem.Accessibility,
	Severity: problem.Warning, Draft: problem.Tip,
	Demand: "En punktlista är skriven som en sådan, inte med punkttecken.",
	Bad:    "Ta med:\n\n• blanketten\n• ett id-kort", Good: "Ta med:\n\n- blanketten\n- ett id-kort\n\n– eller ring."}

// misread finds what an editor meant as a heading, a list or a table but Markdown
// takes for running text. It reports whether the words are a table: its cells are
// no sentences.
func (d *Document) misread(words []Token) (table bool) {
	var bullets []int // where lines begin that look like items of a list
	lines := d.linesOf(words)
	for i, start := range lines {
		line := strings.TrimRight(d.line(start), " \t")
		first, size := utf8.DecodeRuneInString(line)
		switch {
		case first == '#':
			d.headingWithoutBlank(line, start)
		case strings.ContainsRune("•▪◦●‣·", first):
			bullets = append(bullets, start, start) // one is enough
		case strings.ContainsRune("–—", first) && len(line) > size && line[size] == ' ':
			bullets = append(bullets, start) // one may be a reply
		case strings.Contains(line, "--") && tableLine.MatchString(line):
			d.brokenTable(lines, i)
			return true
		}
	}
	if len(bullets) > 1 {
		sign, _ := utf8.DecodeRuneInString(d.body[bullets[0]:])
		d.fault(falseList, d.posOf(bullets[0]),
			fmt.Sprintf("raden börjar med %c och blir ingen punkt i en lista", sign),
			"börja varje punkt med ett bindestreck och ett mellanslag, på en egen rad")
	}
	return false
}

// linesOf returns the offsets at which the lines of words begin.
func (d *Document) linesOf(words []Token) []int {
	var starts []int
	begins := true
	for _, t := range words {
		switch {
		case t.Kind == SoftBreakToken || t.Kind == HardBreakToken:
			begins = true
		case begins && t.Offset >= 0:
			starts = append(starts, int(t.Offset))
			begins = false
		}
	}
	return starts
}

// line returns the body from an offset to the end of the line.
func (d *Document) line(start int) string {
	line, _, _ := strings.Cut(d.body[start:], "\n")
	return line
}

var headingWithoutBlank = &problem.Rule{ID: "rubrik-form", Family: problem.Structure,
	Severity: problem.Error, Draft: problem.Warning,
	Demand: "Mellan #-tecknen och rubriken är det ett mellanslag.",
	Bad:    "Gör så.\n\n###Steg\n\nText.", Good: "Gör så.\n\n### Steg\n\nText om #hälsa och ##."}

// headingWithoutBlank reports "##Rubrik", which is no heading, but not "#hälsa", which
// was never meant as one.
func (d *Document) headingWithoutBlank(line string, start int) {
	title := strings.TrimLeft(line, "#")
	level := len(line) - len(title)
	if first, _ := utf8.DecodeRuneInString(title); level < 2 || level > 6 || !unicode.IsLetter(first) {
		return
	}
	marks := strings.Repeat("#", level)
	d.Problems.AddFix(headingWithoutBlank, d.posOf(start),
		fmt.Sprintf("raden blir ingen rubrik: mellanslag saknas efter %s", marks),
		fmt.Sprintf("skriv %s %s", marks, title),
		problem.Fix{Old: marks, New: marks + " "})
}

// tableLine is the line of hyphens below the headings of a table.
var tableLine = regexp.MustCompile(`^(?:\|\s*:?-{2,}:?\s*)+\|?$|^:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?$`)

var brokenTable = &problem.Rule{ID: "tabell-form", Family: problem.Structure,
	Severity: problem.Error, Draft: problem.Warning,
	Demand: "Under en tabells rubrikrad har raden med streck lika många kolumner.",
	Bad:    "Tabellen visar stegen.\n\n| Steg | Gör så |\n| --- |\n| Ett | Fråga |",
	Good:   "Tabellen visar stegen.\n\n| Steg | Gör så |\n| --- | --- |\n| Ett | Fråga |"}

// brokenTable reports lines that do not make a table; the i-th is that of hyphens.
func (d *Document) brokenTable(lines []int, i int) {
	const hint = "skriv raden med streck direkt under rubrikraden, med ett | --- för varje kolumn"
	if i == 0 {
		d.fault(brokenTable, d.posOf(lines[0]), "tabellen har ingen rubrikrad", hint)
		return
	}
	d.fault(brokenTable, d.posOf(lines[i-1]),
		fmt.Sprintf("tabellen visas som text: rubrikraden har %d kolumner och raden med streck %d",
			columns(d.line(lines[i-1])), columns(d.line(lines[i]))), hint)
}

// columns returns how many cells a line of a table has.
func columns(line string) int {
	return strings.Count(strings.ReplaceAll(strings.Trim(line, "| \t"), `\|`, ""), "|") + 1
}

// linkForm matches a link that Markdown takes for text: one with a blank in its
// address or before it, or without an end.
var linkForm = regexp.MustCompile(`\]\(|\] \((?:https?:|www\.|[^\s()]*\.md\b)`)

var misreadLink = &problem.Rule{ID: "lank-otolkad", Family: problem.Links,
	Severity: problem.Error, Draft: problem.Warning,
	Demand: "En länk är skriven så att den går att följa.",
	Bad:    "Läs om [programmet](../index fil.md).",
	Good:   "Läs om [programmet](../index.md) (se även [1](../index.md))."}

// unfollowed reports text in a passage that was meant as a link.
func (d *Document) unfollowed(p prose.Passage) {
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
			hint = "en adress har inga mellanslag och slutar med ): " +
				"byt namn på filen, eller kopiera adressen från webbläsaren"
		}
		d.fault(misreadLink, p.At(begin),
			fmt.Sprintf("%s visas som text och blir ingen länk", shorten(p.Text[begin:m[0]+1])), hint)
	}
}
