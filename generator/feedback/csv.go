package feedback

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"provtryck/generator/sheet"
	"provtryck/generator/spelling"
)

// columnNames are what surveys and forms call what a comment is made of, by its key.
var columnNames = map[string][]string{
	"id":           {"id"},
	"från":         {"från", "namn", "name", "roll", "yrke", "yrkesroll"},
	"organisation": {"organisation", "region", "kommun", "arbetsplats"},
	"e-post":       {"e-post", "epost", "email", "e-mail", "e-postadress", "mejl"},
	"datum":        {"datum", "created_at", "date", "tidsstämpel", "timestamp", "starttid", "slutförd"},
	"slag":         {"slag", "kind", "typ"},
	"sida":         {"text", "sida", "adress", "page", "url", "vilken sida"},
	"avsnitt":      {"avsnitt", "section"},
	"citat":        {"citat", "quote"},
	"synpunkt":     {"synpunkt", "synpunkter", "kommentar", "comment", "message", "meddelande", "fritext", "svar"},
	"förslag":      {"förslag", "suggestion"},
}

// ReadCSV reads a table of comments on a round: what Netlify Forms or a survey exports.
// columns are the headings of its columns by the keys of a comment, text for its page;
// for keys that are not there, the usual headings are looked for. A row with a whole answer
// from the preview in a cell is read as that. A row gets an id that is made of what it says, not
// of who says it, see [seed]: the numbers of a survey are not its own, and may be a person's. Rows
// that say the same are numbered in their order. One of [WriteCSV] keeps the id it has.
func ReadCSV(src []byte, round string, columns map[string]string) (Delivery, error) {
	var d Delivery
	if len(src) > MaxFile {
		return d, errTooLarge
	}
	text := strings.TrimPrefix(decode(src, ""), "\ufeff")
	in := csv.NewReader(strings.NewReader(text))
	in.FieldsPerRecord = -1
	in.Comma = separator(text)
	head, err := in.Read()
	if err == nil && strings.HasPrefix(head[0], "sep=") {
		head, err = in.Read()
	}
	if err != nil {
		return d, errors.New("filen är ingen tabell: den första raden ska ha kolumnernas rubriker")
	}
	t := table{head: head, round: round, at: findColumns(head, columns), own: slices.Contains(head, ownColumn), times: map[string]int{}}
	if t.own {
		t.at[ownColumn] = slices.Index(head, ownColumn)
		t.of = slices.Index(head, "omgång")
	}
	for n := 1; ; n++ {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var fault *csv.ParseError
			errors.As(err, &fault)
			d.refuse("rad %d och det som följer: citattecknen går inte ihop; exportera tabellen igen", fault.StartLine)
			break
		}
		at, _ := in.FieldPos(0)
		if n > maxCount {
			d.refuse("rad %d och det som följer: filen har fler än %d rader", at, maxCount)
			break
		}
		err = t.read(&d, row)
		if errors.Is(err, errNoRound) {
			return d, err
		}
		if err != nil {
			d.refuse("rad %d: %v", at, err)
		}
	}
	if _, has := t.at["synpunkt"]; !has && !t.whole {
		return d, fmt.Errorf("ingen kolumn är synpunkten; filens kolumner är %s: skriv vilken under kolumner: i omgångens fil",
			strings.Join(head, ", "))
	}
	if left := t.left(); len(left) > 0 {
		d.note("kolumner som inte togs med: %s", strings.Join(left, ", "))
	}
	return d, nil
}

// errNoRound is the error for a table of no round: the ids of its comments are made of it.
var errNoRound = errors.New("en tabell säger inte vilken omgång den hör till; ange den med --omgang")

// separator returns what is between the cells of the first line: what it has most of.
func separator(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	if s, found := strings.CutPrefix(first, "sep="); found && s != "" && strings.ContainsAny(s[:1], ";,\t") {
		return rune(s[0])
	}
	best := ';'
	for _, r := range ",\t" {
		if strings.Count(first, string(r)) > strings.Count(first, string(best)) {
			best = r
		}
	}
	return best
}

// ownColumn is a column that [WriteCSV] writes and no survey has.
const ownColumn = "svar-id"

// A table is what is known of a table while its rows are read.
type table struct {
	head  []string
	round string
	at    map[string]int // columns by the keys of a comment
	own   bool           // [WriteCSV] has written it
	of    int            // the column of the round in such a table; negative for none
	times map[string]int // how often what a row says has been met
	used  []bool         // the columns that have something
	whole bool           // a cell has been a whole answer
}

// findColumns returns the columns with the given headings, else with those that are usual.
// No column is for two keys.
func findColumns(head []string, columns map[string]string) map[string]int {
	at := map[string]int{}
	taken := make([]bool, len(head))
	find := func(key, heading string) {
		if _, found := at[key]; found {
			return
		}
		for i, h := range head {
			if !taken[i] && spelling.Fold(strings.TrimSpace(h)) == spelling.Fold(heading) {
				at[key], taken[i] = i, true
				return
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(columns)) {
		heading := columns[key]
		if key == "text" {
			key = "sida"
		}
		find(key, heading)
	}
	for key, headings := range columnNames {
		for _, heading := range headings {
			find(key, heading)
		}
	}
	return at
}

// read reads a row.
func (t *table) read(d *Delivery, row []string) error {
	if len(t.used) == 0 {
		t.used = make([]bool, len(t.head))
	}
	empty := true
	for i, cell := range row {
		switch {
		case strings.TrimSpace(cell) == "":
			continue
		case i >= len(t.head):
			return errors.New("raden har fler celler än det finns rubriker")
		}
		t.used[i], empty = true, false
		if whole, err := answerIn(cell); !errors.Is(err, ErrNone) {
			t.used[i], t.whole = false, true
			d.Add(whole)
			return err
		}
	}
	if empty {
		return nil
	}
	if t.round == "" && !t.own {
		return errNoRound
	}
	c := Comment{Round: t.round}
	for _, e := range c.entries() {
		if i, found := t.at[e.key]; found && i < len(row) {
			*e.value = row[i]
			if t.own {
				*e.value = sheet.Written(row[i])
			}
		}
	}
	if t.own && t.of >= 0 && t.of < len(row) {
		c.Round = row[t.of]
	}
	c.Page, c.Section = strings.TrimSpace(c.Page), strings.TrimSpace(c.Section)
	if page, section, found := strings.Cut(c.Page, "#"); found && c.Section == "" {
		c.Page, c.Section = page, section
	}
	if !t.own {
		said := seed(c, 0)
		t.times[said]++
		c.ID = seed(c, t.times[said])
		c.Answer = c.ID
	}
	return d.take(c)
}

// answerIn reads a cell that is a whole answer from the preview; [ErrNone] says that it is none.
func answerIn(cell string) (Delivery, error) {
	switch {
	case strings.Contains(cell, `"AnnotationPage"`):
		return ReadJSON([]byte(cell))
	case strings.Contains(cell, "Synpunkter från förhandsvisningen"):
		return ReadText(cell)
	}
	return Delivery{}, ErrNone
}

// left returns the headings of columns that have something and have not been read.
func (t *table) left() []string {
	var left []string
	for i, used := range t.used {
		read := t.own && i == t.of
		for _, at := range t.at {
			read = read || at == i
		}
		if used && !read {
			left = append(left, line(t.head[i]))
		}
	}
	return left
}

// WriteCSV writes comments for a Swedish Excel: UTF-8 with a mark, semicolons. place
// returns which text each is about.
func WriteCSV(w io.Writer, comments []Comment, place func(Comment) string) error {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	out := csv.NewWriter(&b)
	out.Comma = ';'
	out.UseCRLF = true
	head := []string{"omgång", "text"}
	for _, e := range new(Comment).entries() {
		if e.key != "sida" {
			head = append(head, e.key)
		}
	}
	_ = out.Write(head) // to memory
	for _, c := range comments {
		c.Kind = KindWord(c.Kind)
		row := []string{sheet.Cell(c.Round), sheet.Cell(place(c))}
		for _, e := range c.entries() {
			if e.key != "sida" {
				row = append(row, sheet.Cell(*e.value))
			}
		}
		_ = out.Write(row)
	}
	out.Flush()
	_, err := w.Write(b.Bytes())
	return errors.Join(err, out.Error())
}
