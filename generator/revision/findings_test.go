package revision

import "testing"

// TestFindings edits texts that break rules, and counts what is new and what is fixed: a
// finding with other words, on another line or in a file with another name is not fixed.
func TestFindings(t *testing.T) {
	all := taxonomy(t)
	const (
		broken = "Läs om [planen](planen.md).\n"
		other  = "Läs om [vården](varden.md).\n"
		long   = "Patienten följs upp på mottagningen efter fyra veckor tillsammans med sina närstående.\n\n"
		fine   = "Läs om planen.\n"
	)
	text := func(body string) map[string]string { return map[string]string{"a.md": "---\ntitel: A\n---\n\n" + body} }
	for _, c := range []struct {
		name          string
		before, after map[string]string
		fresh, fixed  int
	}{
		{"same", text(broken), text(broken), 0, 0},
		{"other words", text(broken), text(other), 1, 0},
		{"other line", text(broken), text("Nytt stycke.\n\n" + broken), 0, 0},
		{"other words and line", text("## Om\n\n" + broken), text("Nytt stycke.\n\n## Om\n\nNytt.\n\n" + other), 1, 0},
		{"other name of the file", text(long + broken), map[string]string{"b.md": text(long + other)["a.md"]}, 1, 0},
		{"other heading of the section", text("## Om\n\n" + fine), text("## Av\n\n" + broken), 1, 0},
		{"fixed", text(broken), text(fine), 0, 1},
		{"one of two fixed", text(broken + "\n" + other), text(broken), 0, 1},
		{"one of two fixed, the other reworded", text(broken + "\n" + broken), text(other), 1, 1},
		{"fixed here, broken there", text("## Om\n\n" + broken + "\n## Av\n\n" + fine), text("## Om\n\n" + fine + "\n## Av\n\n" + other), 1, 1},
		{"another rule", text(broken), text("Läs om <b>planen</b>.\n"), 2, 1},
		{"before the first heading", text(broken + "\n## Om\n\n" + fine), text(other + "\n## Om\n\n" + fine), 1, 0},
		{"text removed", text(broken), map[string]string{"b.md": "---\ntitel: B\n---\n\nNågot annat.\n"}, 1, 2}, // with the place of the file
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Compare(makeSite(all, c.before), makeSite(all, c.after))
			if len(r.New) != c.fresh || len(r.Fixed) != c.fixed {
				t.Errorf("new: %v\nfixed: %v", r.New, r.Fixed)
			}
		})
	}
}
