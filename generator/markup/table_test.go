package markup_test

import (
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
)

// TestTableClass checks which tables are made to fit on paper.
func TestTableClass(t *testing.T) {
	const dense, turned = "table-scroll table-scroll--dense", "table-scroll table-scroll--dense table-scroll--turned"
	row := func(n int, cell string) string { return strings.Repeat("| "+cell+" ", n) + "|\n" }
	table := func(n int, cell string) string { return row(n, "Dos") + row(n, "---") + row(n, cell) }
	long := "Läkemedelsbehandlingsuppföljning" // 32 characters
	for _, c := range []struct{ name, table, want string }{
		{"one column", table(1, long), "table-scroll"},
		{"two with long words", table(2, long), dense},
		{"two with many short words", table(2, strings.Repeat("kort ", 30)), "table-scroll"},
		{"five", table(5, "10 mg"), "table-scroll"},
		{"five with longer words", table(5, "Uppföljning"), dense},
		{"a long word in parts", table(2, "Läkemedels**behandlings**uppföljning"), dense},
		{"six", table(6, "1"), dense},
		{"eight", table(8, "1"), dense},
		{"nine", table(9, "1"), turned},
		{"twelve", table(12, "1"), turned},
	} {
		d := document.Parse("a.md", []byte(front+c.table), document.Options{Taxonomy: &audience.Taxonomy{}})
		if got := whole(d); !strings.Contains(got, `<div class="`+c.want+`" role`) {
			t.Errorf("%s: %s has not the class %q", c.name, got, c.want)
		}
	}
}
