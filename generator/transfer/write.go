package transfer

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"provtryck/generator/problem"
	"provtryck/generator/sheet"
)

// An Entry is a text with how far it has come where it is published.
type Entry struct {
	File    string // as people write it
	Title   string
	Address string // where it is published; "" when that is not known
	Entered string // the day, "2026-05-12"; "" when it has not been entered
	Unknown bool   // it has been entered, and what was entered is not known
	Changes []Change
	Text    Text
}

// State returns in Swedish how far an entry has come.
func (e Entry) State() string {
	switch {
	case e.Entered == "" && !e.Unknown:
		return "inte inlagd"
	case e.Unknown:
		return "inlagd " + e.Entered + ", okänt om den har ändrats sedan dess"
	case len(e.Changes) > 0:
		return "inlagd " + e.Entered + ", ändrad sedan dess"
	}
	return "inlagd " + e.Entered
}

// WriteText writes entries for people to read.
func WriteText(w io.Writer, entries []Entry) error {
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "%s: %s\n", e.File, e.State())
		for _, c := range e.Changes {
			if c.Field != "" {
				fmt.Fprintf(&b, "  %s\n", c.Words)
			} else {
				fmt.Fprintf(&b, "  rad %d: %s\n", c.Pos.Line, c.Words)
			}
		}
		for _, l := range e.Text.Missing {
			fmt.Fprintf(&b, "  rad %d: länken ”%s” väntar på adressen till %s\n", l.Pos.Line, l.Words, l.Target)
		}
		for _, m := range e.Text.Misfits {
			fmt.Fprintf(&b, "  rad %d: %s\n", m.Pos.Line, m.What)
		}
	}
	count := func(in func(Entry) bool) int {
		n := 0
		for _, e := range entries {
			if in(e) {
				n++
			}
		}
		return n
	}
	fmt.Fprintf(&b, "%s: %s, %s\n", problem.Amount(len(entries), "text", "texter"),
		problem.Amount(count(func(e Entry) bool { return e.Entered == "" && !e.Unknown }), "inte inlagd", "inte inlagda"),
		problem.Amount(count(func(e Entry) bool { return len(e.Changes) > 0 }), "ändrad sedan den lades in", "ändrade sedan de lades in"))
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteCSV writes a row for each text, each change and each link without address, for spreadsheets.
func WriteCSV(w io.Writer, entries []Entry) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // Excel takes it for Windows-1252 otherwise
		return err
	}
	table := csv.NewWriter(w)
	table.Comma, table.UseCRLF = ';', true
	rows := [][]string{{"Text", "Titel", "Adress", "Läge", "Rad", "Vad", "Ord"}}
	for _, e := range entries {
		row := func(line int, what, words string) {
			rows = append(rows, []string{e.File, e.Title, e.Address, e.State(), number(line), what, words})
		}
		row(0, "text", "")
		for _, c := range e.Changes {
			if c.Field != "" {
				row(0, "ändrat fält", c.Words)
			} else {
				row(c.Pos.Line, "ändrat stycke", c.Words)
			}
		}
		for _, l := range e.Text.Missing {
			row(l.Pos.Line, "länk utan adress: "+l.Target, l.Words)
		}
		for _, m := range e.Text.Misfits {
			row(m.Pos.Line, "går inte att föra över", m.What)
		}
	}
	for _, row := range rows {
		for i := range row {
			row[i] = sheet.Cell(row[i])
		}
		if err := table.Write(row); err != nil {
			return err
		}
	}
	table.Flush()
	return table.Error()
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// reserved reports whether every page has a property of its own with a name.
func reserved(property string) bool {
	return slices.Contains([]string{"name", "contentType", "language", "status", "parentLink", "contentLink"}, property)
}

// An object is values under names, as JSON writes them.
type object map[string]any

// WriteJSON writes every text as a draft in the form of Optimizely's Content Management API, with what
// editors do by hand. Nothing is ever published: the status is CheckedOut.
func WriteJSON(w io.Writer, p *Profile, entries []Entry) error {
	drafts := []object{}
	for _, e := range entries {
		drafts = append(drafts, object{"file": e.File, "state": e.State(), "byHand": handwork(e), "content": content(p, e)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(object{"version": 1, "profile": p.Name, "drafts": drafts})
}

// content returns the page of a draft.
func content(p *Profile, e Entry) object {
	page := object{"name": e.Title, "contentType": []string{p.ContentType}, "language": object{"name": "sv"}, "status": "CheckedOut"}
	for _, f := range e.Text.Fields {
		switch {
		case f.Body():
			page[f.Property] = object{"value": e.Text.HTML()}
		case f.several():
			page[f.Property] = object{"value": append([]string{}, f.Items...)}
		default:
			page[f.Property] = object{"value": f.Value}
		}
	}
	return page
}

// several reports whether a field may have several values.
func (f Field) several() bool {
	return slices.Contains([]string{keywordsKey, targetKey, formerKey, picturesKey}, f.Key)
}

// handwork lists what editors do by hand with the blocks of an entry.
func handwork(e Entry) []object {
	list := []object{}
	for _, block := range e.Text.Blocks {
		for _, h := range block.Hand {
			list = append(list, object{"line": block.Pos.Line, "kind": h.Kind, "text": h.Text})
		}
	}
	return list
}
