package revision

import (
	"slices"
	"strings"
	"testing"

	"provtryck/generator/document"
)

// TestThematicBreak adds and removes thematic breaks: each is a change, at its section.
func TestThematicBreak(t *testing.T) {
	all := taxonomy(t)
	for _, c := range []struct{ name, before, after, want string }{
		{"added", "Ett.\n\nTvå.\n", "Ett.\n\n---\n\nTvå.\n", `inserted linje "": [--]{+(vågrät linje)+}`},
		{"removed", "Ett.\n\n---\n\nTvå.\n", "Ett.\n\nTvå.\n", `deleted linje "": [-(vågrät linje)-]{++}`},
		{"in a section", "## Om\n\nEtt.\n", "## Om\n\nEtt.\n\n***\n", `inserted linje "Om": [--]{+(vågrät linje)+}`},
		{"in a box", "::: viktigt\nEtt.\n\n---\n\nTvå.\n:::\n", "::: viktigt\nEtt.\n\nTvå.\n:::\n",
			`deleted linje "": [-(vågrät linje)-]{++} (varning)`},
		{"one of two", "Ett.\n\n---\n\nTvå.\n\n---\n\nTre.\n", "Ett.\n\nTvå.\n\n---\n\nTre.\n",
			`deleted linje "": [-(vågrät linje)-]{++}`},
		{"in a list", "- Ett.\n\n  Två.\n", "- Ett.\n\n  ---\n\n  Två.\n", `inserted linje "": [--]{+(vågrät linje)+}`},
		{"moved", "Ett.\n\n---\n\nTvå.\n\nTre.\n", "Ett.\n\nTvå.\n\nTre.\n\n---\n",
			`deleted linje "": [-(vågrät linje)-]{++}; inserted linje "": [--]{+(vågrät linje)+}`},
		{"with a section", "Ett.\n", "Ett.\n\n## Om\n\nTvå.\n\n---\n\nTre.\n",
			`inserted avsnitt "Om": [--]{+Två. Tre.+} (tal)`},
		{"written in another way", "Ett.\n\n---\n\nTvå.\n", "Ett.\n\n* * *\n\nTvå.\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := func(text string) map[string]string {
				return map[string]string{"a.md": "---\ntitel: A\n---\n\n" + text}
			}
			r := Compare(makeSite(all, file(c.before)), makeSite(all, file(c.after)))
			var got []string
			for line := range strings.Lines(describe(r)) {
				_, change, is := strings.Cut(strings.TrimSpace(line), " ")
				if is && strings.HasPrefix(line, "  andring-") {
					got = append(got, change)
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got %s\nwant %s", s, c.want)
			}
			for _, text := range r.Texts {
				for _, change := range text.Changes {
					if change.What == "linje" && !noted(text.Merged.Doc, change.ID) {
						t.Errorf("nothing on the page says %+v", change)
					}
				}
			}
		})
	}
}

// noted reports whether there is a note on a change among the blocks of a text.
func noted(d *document.Document, id string) bool {
	var in func(b document.Block) bool
	in = func(b document.Block) bool {
		isNote := func(t document.Token) bool { return t.Kind == document.NoteToken && !t.End && t.Text == id }
		return slices.ContainsFunc(b.Tokens, isNote) || slices.ContainsFunc(b.Blocks, in)
	}
	found := slices.ContainsFunc(d.Intro, in)
	d.All(func(s *document.Section, _ []*document.Section) { found = found || slices.ContainsFunc(s.Blocks, in) })
	return found
}
