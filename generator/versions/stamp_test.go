package versions

import (
	"slices"
	"testing"
)

func TestStampParts(t *testing.T) {
	at := Stamp{Commit: "12b7be7", Date: "2026-11-23"}
	with := func(change func(s *Stamp)) Stamp {
		s := at
		change(&s)
		return s
	}
	for _, c := range []struct {
		stamp Stamp
		want  []string
	}{
		{Stamp{}, nil},
		{at, []string{"version 12b7be7", "2026-11-23"}},
		{Stamp{Sum: "5f3a2b1c0d"}, []string{"kontrollsumma 5f3a2b1c0d"}},
		{with(func(s *Stamp) { s.Name = "Ändringsförslag 12" }), []string{"Ändringsförslag 12", "version 12b7be7", "2026-11-23"}},
		{with(func(s *Stamp) { s.Edited, s.Sum = "22 texter", "5f3a2b1c0d" }),
			[]string{"version 12b7be7 + ändringar som inte är sparade i git, 22 texter", "kontrollsumma 5f3a2b1c0d"}},
		{with(func(s *Stamp) { s.Missing = "2 texter" }), []string{"version 12b7be7, utan 2 texter som git inte har lagt i mappen"}},
	} {
		if got := c.stamp.Parts(); !slices.Equal(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestAmount(t *testing.T) {
	for _, c := range []struct {
		want  string
		names []string
	}{
		{"", nil},
		{"", []string{"anteckningar.docx", "a.md.swp", ".obsidian/a.md", "~$a.md", "_projekt/a.md", "_projekt/mallar/a.txt"}},
		{"1 text", []string{"a.md"}},
		{"2 texter", []string{"a.md", "b/c.md", "Thumbs.db"}},
		{"1 annan fil", []string{"bilder/a.PNG"}},
		{"1 text och 3 andra filer", []string{"a.md", "inre/", "_projekt/malgrupper.yaml", "_projekt/mallar/insats.yaml"}},
	} {
		if got := amount(c.names); got != c.want {
			t.Errorf("%q: %q, want %q", c.names, got, c.want)
		}
	}
}
