package ledger

import (
	"fmt"
	"strings"
	"testing"
)

// TestLoad checks which tables are read, and what is said of others.
func TestLoad(t *testing.T) {
	const row = "https://vardochinsats.se/a/"
	for _, c := range []struct{ name, src, rows, said string }{
		{"semicolons", "adress;blev;till;anmärkning\n" + row + ";struken;;Skäl", row + " struken [] Skäl", ""},
		{"commas", "adress,blev,till,anmärkning\r\n" + row + ",flyttad,a.md,\r\n", row + " flyttad [a.md] ", ""},
		{"tabs", "adress\tblev\ttill\n" + row + "\tflyttad\ta.md\n", row + " flyttad [a.md] ", ""},
		{"mark and quotes", "\ufeff\"Adress\";\"Blev\"\n\"" + row + "\";\"Utanför\"\n", row + " utanför [] ", ""},
		{"other order and own columns", "ansvarig;anmarkning;ADRESS;till;blev\nvi;Skäl;" + row + ";a.md|b.md, c.md;delad\n", row + " delad [a.md b.md c.md] Skäl", ""},
		{"guarded cell", "adress;anmärkning\n" + row + ";'=1\n", row + " obesvarad [] =1", ""},
		{"empty lines", "\nadress;blev\n;;\n\n" + row + ";obesvarad\n", row + " obesvarad [] ", ""},
		{"only a heading", "adress;blev;till;anmärkning\n", "", ""},
		{"nothing", " \n", "", ""},
		{"no addresses", "blev;till\nflyttad;a.md\n", "", "1:1 kolumnen adress saknas, så tabellen läses inte"},
		{"misspelt column", "adress;blev;til\n" + row + ";struken;\n", row + " struken [] ", `1:13 okänd kolumn "til"`},
		{"no address", "adress\nexempel\n", "", `2:1 "exempel" är ingen webbadress`},
		{"path only", "adress\n/exempel/\n", "", `2:1 "/exempel/" är ingen webbadress`},
		{"unknown word", "adress;blev\n" + row + ";flytad\n", row + " obesvarad [] ", `2:29 okänt ord "flytad" under blev`},
		{"open quote", "adress;blev\n" + row + ";\"flyttad\n", "", "2:1 raden går inte att läsa: ett citattecken är inte på sin plats"},
		{"quote within", "adress;anmärkning\n" + row + ";a\"b\n" + row + ";c\n", row + " obesvarad [] c", "2:1 raden går inte att läsa: ett citattecken är inte på sin plats"},
		{"rows within a quote", "adress;anmärkning\n" + row + ";\"Skäl\n" + row + ";c\"\n", row + " obesvarad [] Skäl\n" + row + ";c",
			"2:29 anmärkningen går över flera rader, och en av dem börjar med en adress, som inte läses som en egen rad"},
		{"addresses on a line each", "adress;till\n" + row + ";\"https://a.se\nhttps://b.se\"\n", row + " obesvarad [https://a.se https://b.se] ", ""},
		{"other encoding", "adress;anm\xe4rkning\n", "", "0:0 filen är inte sparad som UTF-8 och läses inte"},
	} {
		rows, found := Load("i.csv", []byte(c.src))
		var got, said []string
		for _, r := range rows {
			var to []string
			for _, t := range r.To {
				to = append(to, t.Text)
			}
			got = append(got, fmt.Sprintf("%s %s %v %s", r.Address.Text, r.Fate, to, r.Note.Text))
		}
		for _, p := range found {
			said = append(said, fmt.Sprintf("%d:%d %s", p.Pos.Line, p.Pos.Column, p.Message))
		}
		if strings.Join(got, "|") != c.rows || strings.Join(said, "|") != c.said {
			t.Errorf("%s: %q, %q; want %q, %q", c.name, got, said, c.rows, c.said)
		}
	}
}

// TestLoadIsBounded checks that a hostile table does not give any number of findings or rows.
func TestLoadIsBounded(t *testing.T) {
	_, found := Load("i.csv", []byte("adress\n"+strings.Repeat("x\n", 10_000)))
	if len(found) > mostFaults+1 {
		t.Errorf("%d findings", len(found))
	}
	rows, found := Load("i.csv", []byte("adress\n"+strings.Repeat("https://a.se/\n", MaxRows+10)))
	if len(rows) != MaxRows || len(found) != 1 {
		t.Errorf("%d rows, %v", len(rows), found)
	}
}

// TestLongChain checks that old addresses that lead to each other all get what the last leads to.
func TestLongChain(t *testing.T) {
	var b strings.Builder
	b.WriteString("adress;blev;till\n")
	const n = 20_000
	for i := range n {
		fmt.Fprintf(&b, "https://a.se/%d/;flyttad;https://a.se/%d/\n", i, i+1)
	}
	fmt.Fprintf(&b, "https://a.se/%d/;flyttad;https://b.se/x\n", n)
	rows, found := Load("i.csv", []byte(b.String()))
	l := New(nil, rows, func(string) (Target, string) { return Target{}, "" })
	if len(found)+len(l.Problems) > 0 || len(l.Entries) != n+1 {
		t.Fatal(len(l.Entries), found, l.Problems)
	}
	for _, e := range l.Entries {
		if to, _ := e.Target(); to.Address != "https://b.se/x" {
			t.Fatalf("%s leads to %v", e.Address, to)
		}
	}
	if e := l.Find("http://www.a.se/7?section=2"); e == nil || e.Address != "https://a.se/7/" {
		t.Errorf("a part of a page is at %v", e)
	}
	if e := l.Exactly("http://www.a.se/7?section=2"); e != nil {
		t.Errorf("a part of a page that is not known is %v", e)
	}
}
