package redirect

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"provtryck/generator/sheet"
)

// Statuses are those of a redirect: for good, and for the time being.
var Statuses = []int{301, 302}

// Formats write rules with a status, by the name of the server.
var Formats = map[string]func(w io.Writer, rules []Rule, status int) error{
	"nginx":    text(nginx),
	"apache":   text(apache),
	"iis":      text(iis),
	"netlify":  text(netlify),
	"geta-xml": text(geta),
	"csv":      writeCSV,
	"json":     writeJSON,
}

func text(make func([]Rule, int) string) func(io.Writer, []Rule, int) error {
	return func(w io.Writer, rules []Rule, status int) error {
		_, err := io.WriteString(w, make(rules, status))
		return err
	}
}

// writeCSV writes a table for a Swedish Excel.
func writeCSV(w io.Writer, rules []Rule, status int) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	_ = out.Write([]string{"Gammal adress", "Ny adress", "Status", "Står i"}) // the writer keeps the first error
	for _, r := range rules {
		_ = out.Write([]string{sheet.Cell(old(r.From)), sheet.Cell(r.To), strconv.Itoa(status), sheet.Cell(r.Pos.String())})
	}
	out.Flush()
	return out.Error()
}

func writeJSON(w io.Writer, rules []Rule, status int) error {
	type item struct {
		From   string `json:"from"`
		To     string `json:"to"`
		Status int    `json:"status"`
		Source string `json:"source"`
	}
	list := []item{}
	for _, r := range rules {
		list = append(list, item{old(r.From), r.To, status, r.Pos.String()})
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode(list); err != nil {
		return fmt.Errorf("omdirigeringarna: %w", err)
	}
	return nil
}
