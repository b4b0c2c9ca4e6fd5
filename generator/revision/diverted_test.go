package revision

import (
	"fmt"
	"strings"
	"testing"
)

// TestDiverted checks which links are said to lead elsewhere: those whose address is the
// same and whose section is another.
func TestDiverted(t *testing.T) {
	const vuxna = "## Vuxna\n\n### Dos\n\nGe åtta droppar till den som är vuxen, med mat, varje morgon i tre veckor.\n\n"
	const barn = "## Barn\n\n### Dos\n\nGe två droppar till barnet, efter samråd med mottagningen, högst en gång om dagen.\n\n"
	const gravida = "## Gravida\n\n### Dos\n\nGe ingenting utan att först ha talat med specialist på området om varje enskilt fall.\n\n"
	see := func(dest string) string { return "Se [dosen](" + dest + ").\n\n" }
	for _, c := range []struct{ name, before, after, want string }{
		{"a heading above", see("#dos-2") + vuxna + barn, see("#dos-2") + vuxna + gravida + barn, "Barn › Dos → Gravida › Dos"},
		{"a heading above the first", see("#dos") + vuxna, see("#dos") + gravida + vuxna, "Vuxna › Dos → Gravida › Dos"},
		{"a heading removed above", see("#dos-2") + vuxna + gravida + barn, see("#dos-2") + vuxna + barn, "Gravida › Dos → Barn › Dos"},
		{"sections that change places", see("#dos-2") + vuxna + barn, see("#dos-2") + barn + vuxna, "Barn › Dos → Vuxna › Dos"},
		{"the same words elsewhere", see("#dos") + vuxna, see("#dos") + vuxna + barn, ""},
		{"a link that was changed too", see("#dos-2") + vuxna + barn, see("#dos-3") + vuxna + gravida + barn, ""},
		{"an anchor of its own", see("#barn-dos") + vuxna + strings.Replace(barn, "### Dos", "### Dos {#barn-dos}", 1),
			see("#barn-dos") + vuxna + gravida + strings.Replace(barn, "### Dos", "### Dos {#barn-dos}", 1), ""},
		{"a section that is edited", see("#dos-2") + vuxna + barn, see("#dos-2") + vuxna + strings.Replace(barn, "två", "tre", 1), ""},
	} {
		tax := taxonomy(t)
		front := "---\ntitel: A\n---\n\n"
		files := func(body string) map[string]string {
			own := strings.Index(body, "## ")
			other := strings.ReplaceAll(body[:own], "(#", "(a.md#")
			return map[string]string{
				"kliniska-kunskapsstod/a.md": front + body, "kliniska-kunskapsstod/b.md": front + other,
			}
		}
		r := Compare(makeSite(tax, files(c.before)), makeSite(tax, files(c.after)))
		var got []string
		for _, d := range r.Diverted {
			got = append(got, fmt.Sprintf("%s → %s", d.Was, d.Is))
		}
		want := c.want // from the text itself and from the other
		if want != "" {
			want += "; " + want
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: %q, want %q", c.name, got, want)
		}
	}
}
