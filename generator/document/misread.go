package document

import (
	"fmt"
	"regexp"
	"slices"
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

// A listSign is what a line begins with that was meant as an item of a list.
type listSign struct {
	form   *regexp.Regexp
	enough int  // so many lines must begin like it
	later  bool // only lines after the first of a paragraph
	hint   string
}

const (
	dashHint   = "börja varje punkt med ett bindestreck och ett mellanslag, på en egen rad"
	numberHint = "skriv siffra, punkt och mellanslag, och lägg en tom rad före listan"
	letterHint = "numrera med 1. 2. 3. eller skriv bindestreck: listor med bokstäver finns inte här"
)

// listSigns are the bullets of Word and of people, numbers that begin no list, and letters.
var listSigns = []listSign{
	{regexp.MustCompile(`^[•▪◦●‣·■□➢✓\x{F0B7}\x{F0A7}\x{F0D8}]`), 1, false, dashHint},
	{regexp.MustCompile(`^[o§]\t`), 1, false, dashHint},
	{regexp.MustCompile(`^[–—]\s`), 2, false, dashHint}, // one may be a reply
	{regexp.MustCompile(`^[-+][\p{L}\d]`), 2, false, dashHint},
	{regexp.MustCompile(`^-\p{Lu}\pL+\s`), 1, false, dashHint},
	{regexp.MustCompile(`^[-+*]\x{A0}`), 1, false, "skriv ett vanligt mellanslag efter strecket: här står ett hårt"},
	{regexp.MustCompile(`^\d{1,3}[.)]\x{A0}`), 1, false, "skriv ett vanligt mellanslag efter siffran: här står ett hårt"},
	{regexp.MustCompile(`^[-+*]\s`), 1, true, "lägg en tom rad före listan, och börja punkten vid vänsterkanten"},
	{regexp.MustCompile(`^\d{1,3}[.)]\s`), 1, true, numberHint},
	{regexp.MustCompile(`^\d{1,2}[.)]\p{Lu}`), 1, false, numberHint},
	{regexp.MustCompile(`^(?:[a-h]|[ivx]{1,4})[.)]\s|^\((?:[a-h]|[ivx]{1,4}|\d{1,2})\)\s`), 2, false, letterHint},
}

// misread finds what an editor meant as a heading, a list or a table but Markdown
// takes for running text; item says that the words are those of a point in a list. It
// reports whether they are a table: its cells are no sentences.
func (d *Document) misread(words []Token, item bool) (table bool) {
	lines := d.linesOf(words)
	for i, start := range lines {
		switch line := strings.TrimRight(d.line(start), " \t"); {
		case line == "":
		case line[0] == '#':
			d.headingWithoutBlank(line, start)
		case line[0] == '[' && tickBox.MatchString(line):
			d.fault(otherMarkdown, d.posOf(start), "listor att bocka av finns inte här, så rutan visas som text",
				"ta bort hakparenteserna")
		case line[0] == '[' && noteLine.MatchString(line):
			d.fault(otherMarkdown, d.posOf(start), "en sådan ruta finns inte här, så raden visas som text",
				"skriv ::: viktigt före rutan och ::: efter den, och ta bort >")
		case line[0] == ':' && boxLine.MatchString(line) && !d.colons[d.posOf(start).Line]:
			hint := "skriv tre kolon vid vänsterkanten: ::: viktigt"
			if strings.Trim(line, ":") == "" {
				hint = "skriv ::: vid vänsterkanten"
			}
			d.fault(blockForm, d.posOf(start), "raden visas som text och börjar eller avslutar ingen ruta", hint)
		case (line[0] == '|' || line[0] == ':' || line[0] == '-' || line[0] == 0xE2) && tableLine.MatchString(line):
			d.brokenTable(lines, i)
			return true
		}
	}
	switch {
	case d.meantAsList(lines, item):
		return false
	case d.tabbedTable(lines), d.barredTable(lines):
		return true
	case item:
		d.joinedToItem(lines)
	default:
		d.joined(lines)
	}
	return false
}

// barredTable reports rows of a table that is not shown as one.
func (d *Document) barredTable(lines []int) bool {
	inner := 0 // lines with a bar between blanks
	for _, start := range lines {
		line := strings.TrimSpace(d.line(start))
		if strings.Contains(line, " | ") {
			inner++
		}
		if framed := len(line) > 2 && line[0] == '|' && line[len(line)-1] == '|'; framed || inner > 1 {
			d.fault(brokenTable, d.posOf(lines[0]), "raden hör till en tabell som visas som text",
				"en tabell har ingen tom rad i sig, och under rubrikraden står | --- | för varje kolumn")
			return true
		}
	}
	return false
}

// joinedToItem reports a line at the left margin that Markdown joins to the point above it.
func (d *Document) joinedToItem(lines []int) {
	for _, start := range lines[min(1, len(lines)):] {
		above := strings.TrimRight(d.body[:max(start-1, 0)], " \t")
		last, _ := utf8.DecodeLastRuneInString(above)
		first, _ := utf8.DecodeRuneInString(d.body[start:])
		if d.body[start-1] == '\n' && unicode.IsUpper(first) && strings.ContainsRune(".!?:", last) {
			d.fault(joinedLines, d.posOf(start), "raden visas i samma stycke som punkten ovanför",
				"lägg en tom rad före den; hör den till punkten, så dra in den också")
			return
		}
	}
}

var blockForm = &problem.Rule{ID: "block-form", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "En ruta börjar med tre kolon vid vänsterkanten.",
	Bad: ":: viktigt\nRing 112.", Good: "::: viktigt\nRing 112.\n:::"}

// Lines that other programs take for a point to tick off and for the beginning of a box.
var (
	tickBox  = regexp.MustCompile(`^\[[ xX]\] `)
	noteLine = regexp.MustCompile(`^\[![A-Za-z]+\]`)
)

// boxLine is a line that was meant to begin or end a box.
var boxLine = regexp.MustCompile(`^(?i:::\s*(?:målgrupp|faktaruta|viktigt|regionalt)|:::)|^::$`)

// meantAsList reports lines of a paragraph that were meant as a list, at the first of them.
func (d *Document) meantAsList(lines []int, item bool) bool {
	if !slices.ContainsFunc(lines, func(start int) bool { return listLike(d.line(start)) }) {
		return false
	}
	for _, sign := range listSigns {
		first, found := 0, 0
		for i, start := range lines {
			if line := d.line(start); (i > 0 || !sign.later) && sign.form.MatchString(line) && !(sign.later && d.goesOn(start)) {
				if found++; found == 1 {
					first = start
				}
			}
		}
		alone := found > 0 && item && first > lines[0] && d.body[first-1] == '\n' // at the margin, below a point
		if found >= sign.enough || alone {
			d.fault(falseList, d.posOf(first), fmt.Sprintf("raden börjar med %s och blir ingen punkt i en lista",
				strings.TrimSpace(sign.form.FindString(d.line(first)))), sign.hint)
			return true
		}
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
	rest := strings.TrimLeft(line, "#")
	marks, title := line[:len(line)-len(rest)], strings.TrimLeft(rest, " \u00a0")
	first, _ := utf8.DecodeRuneInString(title)
	switch hard := strings.HasPrefix(rest, "\u00a0"); {
	case !unicode.IsLetter(first) || len(marks) < 2 && !hard:
	case len(marks) > 6:
		d.fault(headingWithoutBlank, d.posOf(start), "raden blir ingen rubrik: så många nivåer finns inte",
			"skriv högst fyra #")
	default:
		d.Problems.AddFix(headingWithoutBlank, d.posOf(start),
			fmt.Sprintf("raden blir ingen rubrik: ett vanligt mellanslag saknas efter %s", marks),
			fmt.Sprintf("skriv %s %s", marks, title),
			problem.Fix{Old: line[:len(line)-len(title)], New: marks + " "})
	}
}

// goesOn reports whether a line that begins with a number goes on with the sentence above it,
// "höjs till" and "10. Därefter": a list that was cut off begins with a lower one.
func (d *Document) goesOn(start int) bool {
	above := strings.TrimRight(d.body[:max(start-1, 0)], " \t")
	last, _ := utf8.DecodeLastRuneInString(above)
	n, _ := number([]byte(d.line(start)), 0)
	return n > 4 && (unicode.IsLetter(last) || last == ',')
}

// listLike reports whether a line begins with neither a word nor a sign of words.
func listLike(line string) bool {
	if len(line) < 2 {
		return false
	}
	first := line[0]
	return !('a' <= first && first <= 'z' || 'A' <= first && first <= 'Z' || first == 0xC3) ||
		strings.ContainsAny(line[1:min(len(line), 5)], ".)\t")
}

// tableLine is the line of hyphens below the headings of a table; Word makes dashes of them.
var tableLine = regexp.MustCompile("^(?:" + dashedCell + `)+\|?$|^:?[-–—]+:?[\s\x{A0}]*(?:` + dashedCell + `)+\|?$`)

const dashedCell = `\|[\s\x{A0}]*:?[-–—]+:?[\s\x{A0}]*`

var dashes = regexp.MustCompile(`[-–—]+`)

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
	if line := d.line(lines[i]); strings.ContainsAny(line, "–—\u00a0") {
		d.Problems.AddFix(brokenTable, d.posOf(lines[i]),
			"tabellen visas som text: raden med streck har tankstreck eller hårda mellanslag", hint,
			problem.Fix{Old: line, New: dashes.ReplaceAllString(strings.ReplaceAll(line, "\u00a0", " "), "---")})
		return
	}
	d.fault(brokenTable, d.posOf(lines[i-1]),
		fmt.Sprintf("tabellen visas som text: rubrikraden har %d kolumner och raden med streck %d",
			columns(d.line(lines[i-1])), columns(d.line(lines[i]))), hint)
}

// columns returns how many cells a line of a table has.
func columns(line string) int {
	line = strings.TrimSuffix(strings.TrimPrefix(strings.Trim(line, " \t"), "|"), "|")
	return strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") + 1
}

// linkForm matches a link that Markdown takes for text: one with a blank in its
// address or before it, or without an end.
var linkForm = regexp.MustCompile(`\]\(|\] \((?:https?:|www\.|[^\s()]*\.md\b)|[)\]] ?\[[^\]\s]*(?:\.md|://)|\}\([^\s()]*\.md`)

// linkSigns are signs of which linkForm has one.
var linkSigns = []string{"](", "] (", ")[", ") [", "] [", "}("}

var misreadLink = &problem.Rule{ID: "lank-otolkad", Family: problem.Links,
	Severity: problem.Error, Draft: problem.Warning,
	Demand: "En länk är skriven så att den går att följa.",
	Bad:    "Läs om [programmet](../index fil.md).",
	Good:   "Läs om [programmet](../index.md) (se även [1](../index.md))."}

// unfollowed reports text in a passage that was meant as a link.
func (d *Document) unfollowed(p prose.Passage) {
	if !slices.ContainsFunc(linkSigns, func(sign string) bool { return strings.Contains(p.Text, sign) }) {
		return
	}
	for _, m := range linkForm.FindAllStringIndex(p.Text, maxCharacters) {
		begin := strings.LastIndexAny(p.Text[:m[0]], "[({")
		if begin < 0 {
			continue
		}
		hint := "ta bort mellanslaget mellan ] och ("
		if strings.HasPrefix(p.Text[m[0]:], "](tel:") {
			hint = "ett telefonnummer i en länk har inga mellanslag: tel:08-1234567"
		} else if p.Text[m[0]] != ']' || strings.Contains(p.Text[m[0]:m[1]], "[") {
			hint = "skriv [orden](adressen): hakparenteser om orden, vanliga om adressen"
		} else if p.Text[m[0]+1] == '(' {
			hint = "en adress har inga mellanslag och slutar med ): " +
				"byt namn på filen, eller kopiera adressen från webbläsaren"
		}
		d.fault(misreadLink, p.At(begin),
			fmt.Sprintf("%s visas som text och blir ingen länk", shorten(p.Text[begin:m[0]+1])), hint)
	}
}

// tabbedTable reports lines that were meant as a table, with a tab between the cells, as
// they are pasted from a spreadsheet or from Word.
func (d *Document) tabbedTable(lines []int) bool {
	var rows [][]string
	first := -1
	even := true
	for i, start := range lines {
		cells := tabbed(d.line(start))
		switch {
		case len(cells) < 2 && first >= 0, len(cells) > 1 && first >= 0 && len(cells) != len(rows[0]):
			even = false
		case len(cells) > 1 && first < 0:
			first, even = i, i == 0
		}
		rows = append(rows, cells)
	}
	if first < 0 {
		return false
	}
	const message = "tabellen visas som ett stycke"
	const hint = "skriv | före, mellan och efter cellerna, och | --- | under rubrikraden"
	if !even || len(rows) < 2 || !headed(rows) {
		d.fault(brokenTable, d.posOf(lines[first]), message, hint)
		return true
	}
	for i, start := range lines {
		row := "| " + strings.Join(rows[i], " | ") + " |"
		if i == 0 {
			row += "\n" + strings.Repeat("| --- ", len(rows[0])) + "|"
			d.Problems.AddFix(brokenTable, d.posOf(start), message, hint, problem.Fix{Old: d.line(start), New: row})
			continue
		}
		d.Problems.AddFix(brokenTable, d.posOf(start), "raden hör till en tabell som visas som ett stycke", hint,
			problem.Fix{Old: d.line(start), New: row})
	}
	return true
}

// headed reports whether the first row is certainly one of headings: it has no figures, and a
// later one has.
func headed(rows [][]string) bool {
	figures := func(row []string) bool { return strings.ContainsAny(strings.Join(row, ""), "0123456789") }
	return !figures(rows[0]) && slices.ContainsFunc(rows[1:], figures)
}

// tabbed returns the cells of a line that are divided by tabs.
func tabbed(line string) []string {
	cells := strings.Split(strings.Trim(line, " \t"), "\t")
	for i, cell := range cells {
		cells[i] = strings.ReplaceAll(strings.TrimSpace(cell), "|", `\|`)
	}
	return cells
}
