package browsertest

import (
	"context"
	"encoding/xml"
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// A sheet is a page of paper with its words, in points.
type sheet struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []struct {
		XMin float64 `xml:"xMin,attr"`
		YMin float64 `xml:"yMin,attr"`
		XMax float64 `xml:"xMax,attr"`
		YMax float64 `xml:"yMax,attr"`
		Text string  `xml:",chardata"`
	} `xml:"word"`
}

// printSheets prints the page that is shown and returns where its words are.
func printSheets(t testing.TB, ctx context.Context) []sheet {
	t.Helper()
	out, err := exec.Command("pdftotext", "-bbox", onPaper(t, ctx).file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Sheets []sheet `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	return all.Sheets
}

// wideTable returns a table with long words, and a number in every other column.
func wideTable(columns int) string {
	words := []string{"Kontraindikationer", "Läkemedelsbehandling", "Blodtryckskontroller", "Uppföljningsansvar"}
	var head, rule, row strings.Builder
	for i := range columns {
		fmt.Fprintf(&head, "| %s ", words[i%len(words)])
		rule.WriteString("| --- ")
		if i%2 == 0 {
			fmt.Fprintf(&row, "| %d0 mg ", i+1)
		} else {
			fmt.Fprintf(&row, "| Läkemedelsbehandlingsuppföljning%d ", i)
		}
	}
	return head.String() + "|\n" + rule.String() + "|\n" + strings.Repeat(row.String()+"|\n", 3)
}

// TestTablesOnPaper checks that no column of a table is outside a sheet, and that
// none is too small to read.
func TestTablesOnPaper(t *testing.T) {
	t.Parallel()
	var tables strings.Builder
	for _, n := range []int{2, 3, 4, 5, 6, 7, 8, 9, 12, 16} {
		fmt.Fprintf(&tables, "\n## Tabell %d\n\n%s", n, wideTable(n))
	}
	p := serve(t, map[string]string{
		samplePath:                                  sample + tables.String(),
		"vard-och-insatsprogram/adhd/index.md":      "---\ntitel: Adhd\nmall: program\n---\n\n## Om\n" + tables.String(),
		"vard-och-insatsprogram/adhd/01-k/index.md": "---\ntitel: K\nmall: kapitel\n---\n\n## Om\n" + tables.String(),
	})
	site := site(t)
	changes := serveFolder(t, compared(t))
	ctx, _ := browser(t)
	for _, c := range []struct {
		address string
		right   float64 // margin of an upright sheet
		want    string
	}{
		{p.address + sampleURL, 56, "Läkemedelsbehandlingsuppföljning15"},
		{p.address + printed, 175, "Läkemedelsbehandlingsuppföljning15"},
		{p.address + "/granskning/", 56, "Anmärkningar"},

		{site.URL + "/granskning/", 56, "Suicidriskbedömning"},
		{site.URL + "/granskning/anmarkningar/", 56, "Läsbarhet"},
		{site.URL + "/granskning/malgrupper/", 56, "Boendestödjare"},
		{site.URL + "/granskning/malgrupper/verksamhet/", 56, "Elevhälsa"},
		{site.URL + "/granskning/malgrupper/program/adhd/", 56, "Programmetsförstasida"},
		{changes.URL + "/granskning/andringar/", 56, "Ändringar"},
	} {
		open(t, ctx, c.address)
		var text strings.Builder
		for i, s := range printSheets(t, ctx) {
			right := s.Width - c.right
			if s.Width > s.Height {
				right = s.Width - 56
			}
			for _, w := range s.Words {
				if w.YMin < 50 || w.YMin > s.Height-77 || w.Text == "Anteckningar" {
					continue // in the margin
				}
				text.WriteString(w.Text)
				if w.XMax > right+1 || w.YMax-w.YMin < 7 {
					t.Errorf("%s, sheet %d: %q ends at %.0f of %.0f, and is %.1f high", c.address, i+1, w.Text, w.XMax, right,
						w.YMax-w.YMin)
				}
			}
		}
		if !strings.Contains(letters(text.String()), letters(c.want)) {
			t.Errorf("%s: %q is not on paper", c.address, c.want)
		}
	}
}

// letters leaves out what is put in where words are divided.
func letters(s string) string {
	return strings.NewReplacer("-", "", "\u2010", "", "\u00ad", "").Replace(squeeze(s))
}
