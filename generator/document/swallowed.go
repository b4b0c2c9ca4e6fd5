package document

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"provtryck/generator/problem"
)

// conserve checks that everything that was written is on the page or is Markdown that
// its writer can have meant, and reports the rest. The tokens have been made.
func (s *state) conserve() {
	if slices.ContainsFunc(s.doc.Problems, func(p problem.Problem) bool { return p.Rule == TooLarge }) {
		return // the rest is left out, and that is reported
	}
	s.unusedDefinitions()
	s.swallowedComparisons()
	s.vanished()
}

var swallowedSign = &problem.Rule{ID: "tecken-borta", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "Tecken som ska synas är inte skrivna så att Markdown tar dem.",
	Bad: "Ge 2*3 tabletter dag 1 och 1*2 tabletter dag 2.", Good: `Ge 2\*3 tabletter dag 1 och 1\*2 tabletter dag 2.`}

// withinWord reports signs around an element that begins within a word or number, or is a
// sign in parentheses, where nobody begins emphasis or code: "2*3 … 1*2", "läkare`s", "(*)".
func (t *tokenizer) withinWord(n ast.Node) {
	begin, length := n.Pos(), 1
	if emphasis, ok := n.(*ast.Emphasis); ok {
		length = emphasis.Level
	}
	before, after := t.runeBefore(begin), t.runeAt(begin+length)
	alone := before == '(' && after == ')' && t.body[begin] != '`'
	if !alone && !(wordRune(before) && wordRune(after)) {
		return
	}
	t.swallowed(begin, length)
	if n.Kind() == ast.KindCodeSpan {
		return // with that one shown, the other begins nothing
	}
	if end := contentEnd(n); end >= 0 && end+length <= len(t.body) && t.body[end] == t.body[begin] {
		t.swallowed(end, length)
	}
}

// contentEnd returns where the content of an element ends in the body, -1 where that is not
// certain.
func contentEnd(n ast.Node) int {
	switch last := n.LastChild().(type) {
	case *ast.Text:
		return last.Segment.Stop
	case *ast.Emphasis:
		if end := contentEnd(last); end >= 0 {
			return end + last.Level
		}
	}
	return -1
}

func (t *tokenizer) swallowed(begin, length int) {
	signs := string(t.body[begin : begin+length])
	escaped := `\` + strings.Join(strings.Split(signs, ""), `\`)
	t.doc.Problems.AddFix(swallowedSign, t.pos(begin),
		fmt.Sprintf("tecknet %s visas inte: Markdown tar det för betoning eller kod", signs),
		fmt.Sprintf("skriv %s så syns det", escaped), problem.Fix{Old: signs, New: escaped})
	t.fates.settle(begin, begin+length, told)
}

// lostIn reports what a run of the body has written so that it is not shown: backslashes of
// a path, which escape what follows, and references to no character.
func (t *tokenizer) lostIn(start, stop int) {
	for _, m := range escaped.FindAllIndex(t.body[start:stop], -1) {
		begin, end := start+m[0], start+m[1]
		written := t.doc.body[begin:end]
		switch {
		case written[0] == '\\' && t.inPath(begin):
			with := `\\\` + written[1:]
			t.doc.Problems.AddFix(swallowedSign, t.pos(begin), `ett omvänt snedstreck (\) visas inte: det säger att tecknet `+
				"efter är ett vanligt tecken", fmt.Sprintf("skriv %s så syns det", with), problem.Fix{Old: written, New: with})
		case written[0] == '&' && unescape(t.body[begin:end]) == "\uFFFD" && !replacementReference.MatchString(written):
			t.doc.fault(swallowedSign, t.pos(begin), fmt.Sprintf("%s visas som \uFFFD: inget tecken har det numret", written),
				"skriv tecknet som det är, eller ta bort numret")
		}
	}
}

var replacementReference = regexp.MustCompile(`^&#(?:[xX]0*[fF]{3}[dD]|0*65533);$`)

// diskPath is the beginning of a path on a disk or a server, up to a backslash.
var diskPath = regexp.MustCompile(`(?:^|[^\pL\d])(?:[A-Za-z]:|\\\\[\pL\d._-]+)(?:\\+[^\\\s]+)*$`)

// maxPath is how many bytes of a path are looked at.
const maxPath = 200

// inPath reports whether a backslash is one of a path: the first of two, as in "\\server", or
// one before a sign, as in "C:\_arkiv".
func (t *tokenizer) inPath(begin int) bool {
	if !wordRune(t.runeAt(begin + 2)) {
		return false
	}
	before := t.runeBefore(begin)
	switch {
	case before == '\\':
		return false
	case t.body[begin+1] == '\\':
		return before != ':' && !wordRune(before)
	}
	word := t.body[max(0, begin-maxPath):begin]
	return diskPath.Match(word[bytes.LastIndexAny(word, " \n\t|")+1:])
}

var comparisonMark = &problem.Rule{ID: "storre-an", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "Ett > först på en rad är inte menat som större än.",
	Bad: "- >18 år: ge 10 mg", Good: `- \>18 år: ge 10 mg`}

// swallowedComparisons reports each ">" that has become a quotation though a number follows,
// on its first line or below one that has been reported. Only where the number follows at
// once is it certainly no quotation.
func (s *state) swallowedComparisons() {
	quoted := -1 // the latest line with a ">" that is a quotation
	for i, c := range s.body {
		if c != '>' || s.fates[i] != unaccounted {
			continue
		}
		line := bytes.LastIndexByte(s.body[:i], '\n')
		above := -1
		if line >= 0 {
			above = bytes.LastIndexByte(s.body[:line], '\n')
		}
		if quoted >= 0 && (quoted == line || quoted == above) || !compared(s.body[i:]) {
			quoted = line
			continue
		}
		const message = "tecknet > visas inte: Markdown tar raden för ett citat"
		const hint = `skriv \> eller ord, till exempel ”över 18 år”`
		if next := s.body[i+1]; next == ' ' || next == '\t' {
			s.doc.fault(comparisonMark, s.pos(i), message, hint)
		} else {
			s.doc.Problems.AddFix(comparisonMark, s.pos(i), message, hint, problem.Fix{Old: ">", New: `\>`})
		}
		s.fates[i] = told
	}
}

var comparison = regexp.MustCompile(`^>[ \t]*(=?)[ \t]*(\d+)([.)][ \t])?`)

// compared reports whether a text begins with ">" and a number that is neither that of a point
// in a list nor a year.
func compared(text []byte) bool {
	m := comparison.FindSubmatch(text)
	if m == nil {
		return false
	}
	year := len(m[2]) == 4 && (bytes.HasPrefix(m[2], []byte("19")) || bytes.HasPrefix(m[2], []byte("20")))
	return len(m[1]) > 0 || len(m[3]) == 0 && !year
}

var unusedDefinition = &problem.Rule{ID: "rad-borta", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "En rad som börjar med [ord]: är en adress som en länk använder.",
	Bad: "Ring.\n\n[Akut]: 112", Good: "Ring.\n\nAkut: 112"}

// use notes that a link refers to a definition.
func (t *tokenizer) use(reference *ast.ReferenceLink) {
	if reference == nil {
		return
	}
	if t.used == nil {
		t.used = map[string]bool{}
	}
	t.used[util.ToLinkReference(reference.Value)] = true
}

// unusedDefinitions reports lines that Markdown takes for the address of a link though
// no link uses them, or an earlier line is used instead.
func (s *state) unusedDefinitions() {
	defined := map[string]bool{}
	for _, n := range s.out.definitions {
		label, begin := util.ToLinkReference(n.Label), n.Lines().At(0).Start
		address := bytes.ContainsAny(n.Destination, "/.#:@") || len(n.Destination) == 0
		if s.out.used[label] && !defined[label] && address {
			defined[label] = true
			s.define(label, begin)
			if len(n.Title) > 0 {
				address := skipBlank(s.body, begin+bytes.Index(s.body[begin:], []byte("]:"))+len("]:"))
				s.hiddenTitle(afterAddress(s.body, address), lastOf(n))
			}
			s.fates.settle(begin, lastOf(n), consumed)
			continue
		}
		line := s.doc.line(begin)
		hint := fmt.Sprintf(`skriv utan hakparenteser, eller \%s`, shorten(line))
		if s.out.used[label] && defined[label] {
			hint = "samma namn står på en rad ovanför, och den gäller: ta bort den ena"
		}
		s.doc.Problems.AddFix(unusedDefinition, s.pos(begin),
			fmt.Sprintf("raden ”%s” visas inte: Markdown tar den för en länks adress", shorten(line)), hint,
			problem.Fix{Old: "[", New: `\[`})
		s.fates.settle(begin, lastOf(n), told)
	}
}

var underlinedHeading = &problem.Rule{ID: "rubrik-understruken", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "Rubriker är skrivna med #, inte med streck under.",
	Bad: "Gör så.\n\nRing 112\n---\n\nMer.", Good: "Gör så.\n\nRing 112\n\n---\n\nMer."}

// headingSigns reports a heading that is one only because of the line below it, and
// signs at its end that are not shown.
func (s *state) headingSigns(h *ast.Heading) {
	if h.Lines().Len() == 0 {
		return
	}
	last := h.Lines().At(h.Lines().Len() - 1)
	if s.body[h.Pos()] != '#' {
		s.doc.fault(underlinedHeading, s.place(h), "raden blir en rubrik av strecken under den",
			"är det en rubrik: skriv ## framför och ta bort strecken; annars: lägg en tom rad före strecken")
		return
	}
	rest := s.doc.line(last.Stop)
	if signs := strings.TrimSpace(rest); signs != "" && strings.Trim(signs, "#") == "" {
		s.doc.fault(swallowedSign, s.pos(last.Stop+strings.IndexByte(rest, '#')),
			fmt.Sprintf("%s sist i rubriken visas inte", signs), `ta bort det, eller skriv \# så syns det`)
	}
}

// ConflictMark is broken by a text in which git has left two versions.
var ConflictMark = &problem.Rule{ID: "konflikt", Family: problem.Files, Severity: problem.Error,
	Demand: "Texten har inga märken efter två versioner som inte gick ihop.",
	Bad:    "<<<<<<< HEAD\nGör så.\n\n>>>>>>> annas", Good: "Gör så."}

// conflictLine is a line that git leaves where two versions could not be merged.
var conflictLine = regexp.MustCompile(`(?m)^(?:<{7}|>{7}) \S.*$`)

// conflicts reports the first line that git has left.
func (d *Document) conflicts() {
	if !strings.Contains(d.body, "<<<<<<<") && !strings.Contains(d.body, ">>>>>>>") {
		return
	}
	if m := conflictLine.FindStringIndex(d.body); m != nil {
		d.fault(ConflictMark, d.posOf(m[0]), "här står två versioner av texten efter varandra: "+shorten(d.body[m[0]:]),
			"behåll den version som gäller, och ta bort raderna som börjar med <<<<<<<, ======= och >>>>>>>")
	}
}

var wrongNumber = &problem.Rule{ID: "lista-nummer", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "Punkterna i en numrerad lista visas med de nummer som är skrivna.",
	Bad: "1. Ring.\n3. Vänta.", Good: "1. Ring.\n2. Vänta."}

// itemMarker accounts for the number of an item, and reports one that is not the one
// that is shown. A list where every number is the same is numbered by Markdown.
func (t *tokenizer) itemMarker(n *ast.ListItem) {
	list, ok := n.Parent().(*ast.List)
	if !ok {
		return
	}
	begin := n.Pos()
	if before := n.PreviousSibling(); before != nil && t.column(begin) > t.column(before.Pos()) &&
		t.column(before.Pos()) == t.column(list.FirstChild().Pos()) {
		t.misplaced(begin, before)
	}
	if !list.IsOrdered() {
		return
	}
	written, end := number(t.body, begin)
	t.fates.settle(begin, end+1, consumed)
	if n.PreviousSibling() == nil {
		t.places[list] = list.Start
		if list.Start >= 1000 {
			t.doc.Problems.AddFix(wrongNumber, t.pos(begin), fmt.Sprintf("raden blir punkt %d i en lista", list.Start),
				fmt.Sprintf(`skriv %d\. om det inte är en lista`, list.Start),
				problem.Fix{Old: fmt.Sprintf("%d.", list.Start), New: fmt.Sprintf(`%d\.`, list.Start)})
		}
		return
	}
	t.places[list]++
	if place := t.places[list]; written != place && !lazy(t.body, list) {
		t.doc.fault(wrongNumber, t.pos(begin),
			fmt.Sprintf("punkten är skriven med nummer %d men visas med %d", written, place),
			"numrera i följd; ska ett nummer hoppas över, så börja en ny lista efter ett stycke text")
	}
}

// lazy reports whether the first two items of a list have the same number.
func lazy(body []byte, list *ast.List) bool {
	first := list.FirstChild()
	n, _ := number(body, first.NextSibling().Pos())
	return n == list.Start
}

// noteMark matches a word or number with a star that refers to a note, as it is shown.
var noteMark = regexp.MustCompile(`[\p{L}\d)]\*(?:[\s.,;:|)]|$)`)

// starredNote reports a line that is a point in a list though its star is that of a note
// to a word above, and a plus before a number that is one.
func (t *tokenizer) starredNote(l *ast.List) {
	begin := l.FirstChild().Pos()
	star := l.Marker == '*' && t.hasNoteBefore(begin)
	plus := l.Marker == '+' && unicode.IsDigit(t.runeAt(skipBlank(t.body, begin+1)))
	if l.ChildCount() > 1 || !star && !plus {
		return
	}
	sign := string(l.Marker)
	t.doc.Problems.AddFix(swallowedSign, t.pos(begin),
		fmt.Sprintf("tecknet %s visas inte: raden blir en punkt i en lista", sign),
		fmt.Sprintf(`skriv \%s så syns det`, sign), problem.Fix{Old: sign, New: `\` + sign})
}

// hasNoteBefore reports whether a word above an offset has the star of a note.
func (t *tokenizer) hasNoteBefore(offset int) bool {
	if t.firstNote == nil {
		t.firstNote = noteMark.FindIndex(t.body)
		if t.firstNote == nil {
			t.firstNote = []int{len(t.body)}
		}
	}
	return t.firstNote[0] < offset
}

// number returns the number at an offset and where it ends.
func number(body []byte, i int) (n, end int) {
	for ; i < len(body) && '0' <= body[i] && body[i] <= '9'; i++ {
		n = 10*n + int(body[i]-'0')
	}
	return n, i
}

var tableCells = &problem.Rule{ID: "tabell-celler", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "Varje rad i en tabell har lika många celler som rubrikraden.",
	Bad:  "Tabellen visar stegen.\n\n| Steg | Tid |\n| --- | --- |\n| Ett | 5|8 | 10 |",
	Good: "Tabellen visar stegen.\n\n| Steg | Tid |\n| --- | --- |\n| Ett | 5\\|8 |"}

// cells reports a row of a table that has more or fewer cells than the headings.
func (t *tokenizer) cells(row *extast.TableRow) {
	var last ast.Node // the last cell that is written
	written, columns := 0, 0
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		if columns++; c.Pos() >= 0 {
			last, written = c, written+1
		}
	}
	if last == nil {
		return
	}
	if written < columns {
		what := fmt.Sprintf("raden har %s men tabellen %d kolumner", problem.Amount(written, "cell", "celler"), columns)
		hint := "skriv | för varje cell, också för de tomma"
		if line := t.doc.line(row.Pos()); written == 1 && !strings.Contains(line, "|") {
			what, hint = "raden har blivit en rad i tabellen ovanför", "lägg en tom rad före den"
		}
		t.doc.fault(tableCells, t.pos(row.Pos()), what, hint)
		return
	}
	end := last.Pos()
	if last.Lines().Len() > 0 {
		end = last.Lines().At(last.Lines().Len() - 1).Stop
	}
	rest := t.doc.line(end)
	surplus := strings.TrimLeft(rest, "| \t")
	if words := strings.TrimRight(surplus, "| \t"); words != "" {
		begin := end + len(rest) - len(surplus)
		t.doc.fault(tableCells, t.pos(begin),
			fmt.Sprintf("raden har fler celler än tabellens %d kolumner: ”%s” visas inte", columns, shorten(words)),
			`ta bort ett |, eller ge tabellen en rubrik till; ett | som hör till texten skrivs \|`)
		t.fates.settle(begin, end+len(rest), told)
	}
}
