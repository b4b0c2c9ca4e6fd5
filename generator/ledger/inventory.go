package ledger

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/sheet"
	"provtryck/generator/spelling"
)

// A Fate is what becomes of an address of the old site.
type Fate int

// The fates. Outside is for an address that nobody has to answer for.
const (
	Unanswered Fate = iota
	Moved
	Merged
	Split
	Dropped
	Outside
)

var fates = [...]string{"obesvarad", "flyttad", "sammanslagen", "delad", "struken", "utanför"}

// Fates are all fates, in the order in which they are listed.
var Fates = []Fate{Unanswered, Moved, Merged, Split, Dropped, Outside}

// String returns the Swedish word.
func (f Fate) String() string { return fates[f] }

// A Row is a line of the inventory.
type Row struct {
	Address field.Text
	Key     Key
	Fate    Fate
	FatePos problem.Pos
	To      []field.Text // texts by their paths, or addresses; the first is where the old address leads
	Note    field.Text
}

// Columns are those of the inventory.
var Columns = []string{"adress", "blev", "till", "anmärkning"}

// MaxRows is how many addresses an inventory may have.
const MaxRows = 50_000

// mostFaults is how many lines of one inventory are said to be unreadable, one by one.
const mostFaults = 100

var (
	badForm = &problem.Rule{ID: "inventering-form", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Inventeringen av gamla adresser är en tabell med kolumnerna adress, blev, till och anmärkning.",
		Bad:    "exempel.se/sida;flyttad", Good: "https://www.exempel.se/sida/;flyttad;kliniska-kunskapsstod/krisplan.md;"}
	unknownFate = &problem.Rule{ID: "inventering-ord", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Under blev står flyttad, sammanslagen, delad, struken eller utanför, eller ingenting.",
		Bad:    "borttagen", Good: "struken"}
)

// Load reads an inventory from src, the content of file: comma or semicolon between cells, with or
// without a byte order mark. What cannot be read is left out and reported.
func Load(file string, src []byte) ([]Row, problem.List) {
	var found problem.List
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if len(bytes.TrimSpace(src)) == 0 {
		return nil, nil
	}
	if !utf8.Valid(src) {
		found.Add(badForm, problem.Pos{File: file}, "filen är inte sparad som UTF-8 och läses inte", "spara den i Excel som CSV UTF-8")
		return nil, found
	}
	first, _, _ := bytes.Cut(bytes.TrimLeft(src, "\r\n"), []byte("\n"))
	in := csv.NewReader(bytes.NewReader(src))
	in.FieldsPerRecord = -1
	for _, sign := range []rune{'\t', ',', ';'} { // the last that is there
		if bytes.ContainsRune(first, sign) {
			in.Comma = sign
		}
	}
	l := loader{file: file, in: in, found: &found}
	l.read()
	return l.rows, found
}

type loader struct {
	file    string
	in      *csv.Reader
	columns map[string]int // by name; nil before the first line
	rows    []Row
	found   *problem.List
}

func (l *loader) read() {
	for {
		cells, err := l.in.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if len(*l.found) >= mostFaults || len(l.rows) >= MaxRows {
			line, _ := l.in.FieldPos(0)
			l.found.Add(badForm, problem.Pos{File: l.file, Line: line}, "resten av tabellen läses inte", "rätta det som står ovan, eller dela upp tabellen")
			return
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			l.found.Add(badForm, problem.Pos{File: l.file, Line: wrong.StartLine, Column: 1}, "raden går inte att läsa: ett citattecken är inte på sin plats",
				`sätt citattecken runt hela rutan, och skriv "" för ett citattecken i den`)
			continue
		}
		if l.columns == nil {
			if !l.head(cells) {
				return
			}
			continue
		}
		l.row(cells)
	}
}

// head reads the names of the columns, and reports whether there is one with addresses.
func (l *loader) head(cells []string) bool {
	l.columns = map[string]int{}
	var unknown []int
	for i, cell := range cells {
		known := false
		for _, name := range Columns {
			if _, taken := l.columns[name]; !taken && spelling.Fold(strings.TrimSpace(cell)) == spelling.Fold(name) {
				l.columns[name], known = i, true
				break
			}
		}
		if !known && strings.TrimSpace(cell) != "" {
			unknown = append(unknown, i)
		}
	}
	if len(l.columns) < len(Columns) {
		for _, i := range unknown { // else it is a column of the editors' own
			l.found.Add(badForm, l.pos(i), fmt.Sprintf("okänd kolumn %q", cells[i]), spelling.DidYouMean(cells[i], Columns))
		}
	}
	_, there := l.columns["adress"]
	if !there {
		l.found.Add(badForm, l.pos(0), "kolumnen adress saknas, så tabellen läses inte", "skriv överst: adress;blev;till;anmärkning")
	}
	return there
}

func (l *loader) pos(cell int) problem.Pos {
	line, column := l.in.FieldPos(cell)
	return problem.Pos{File: l.file, Line: line, Column: column}
}

// cell returns a cell of the line that was read last; empty for one that is not there.
func (l *loader) cell(cells []string, column string) field.Text {
	i, known := l.columns[column]
	if !known || i >= len(cells) {
		return field.Text{Pos: l.pos(0)}
	}
	return field.Text{Text: strings.TrimSpace(sheet.Written(cells[i])), Pos: l.pos(i)}
}

func (l *loader) row(cells []string) {
	if strings.TrimSpace(strings.Join(cells, "")) == "" {
		return
	}
	word := l.cell(cells, "blev")
	r := Row{Address: l.cell(cells, "adress"), FatePos: word.Pos, Note: l.cell(cells, "anmärkning")}
	key, ok := Fold(r.Address.Text)
	if !ok || key.Host == "" {
		l.found.Add(badForm, r.Address.Pos, fmt.Sprintf("%q är ingen webbadress", r.Address.Text),
			"kopiera hela adressen från webbläsaren; den börjar med https://")
		return
	}
	r.Key = key
	if strings.Contains(r.Note.Text, "\nhttp") { // under till, addresses may be on a line each
		l.found.Add(badForm, r.Note.Pos, "anmärkningen går över flera rader, och en av dem börjar med en adress, som inte läses som en egen rad",
			"ta bort citattecknet som anmärkningen börjar med, eller skriv den på en rad")
	}
	to := l.cell(cells, "till")
	for word := range strings.FieldsFuncSeq(to.Text, func(c rune) bool { return strings.ContainsRune(" \t\r\n|\u00a0", c) }) {
		if word = strings.TrimRight(word, ","); word != "" {
			r.To = append(r.To, field.Text{Text: word, Pos: to.Pos})
		}
	}
	if word.Text != "" {
		if r.Fate = fateOf(word.Text); r.Fate == Unanswered && spelling.Fold(word.Text) != Unanswered.String() {
			l.found.Add(unknownFate, word.Pos, fmt.Sprintf("okänt ord %q under blev", word.Text), spelling.DidYouMean(word.Text, fates[1:]))
		}
	}
	l.rows = append(l.rows, r)
}

func fateOf(word string) Fate {
	for _, f := range Fates {
		if spelling.Fold(word) == spelling.Fold(f.String()) {
			return f
		}
	}
	return Unanswered
}
