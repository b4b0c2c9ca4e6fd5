package intake

import (
	"fmt"
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, html, want, remarks string }{
		{"bullets of Word", "<p>·  Ring</p><p>·\tVänta</p><p>Sedan.</p>", "- Ring\n- Vänta\n\nSedan.", "2"},
		{"bullet of a font", "<p>\uf0b7 Ring</p>", "- Ring", "2"},
		{"a section of a law", "<p>§ 5 gäller.</p><p>§ 7 gäller inte.</p>", "§ 5 gäller.\n\n§ 7 gäller inte.", ""},
		{"a bullet of a font as a letter", "<p>§\tRing</p><p>§\u00a0\u00a0Vänta</p>", "- Ring\n- Vänta", "2"},
		{"bold words in parts", "<p><strong>Dos</strong><strong> vuxna: </strong></p><p>Ge 5 mg.</p>", "## Dos vuxna\n\nGe 5 mg.", "2"},
		{"levels", "<p>• Ring</p><p>o\tförst</p><p>o\tsedan</p><p>• Vänta</p>", "- Ring\n  - först\n  - sedan\n- Vänta", "2"},
		{"lines of one paragraph", "<p>Ta med:<br>- blanketten<br>- ett id-kort</p>", "Ta med:\n\n- blanketten\n- ett id-kort", "2"},
		{"one dash is a reply", "<p>– Hej!</p><p>Svar.</p>", "– Hej!\n\nSvar.", ""},
		{"numbers", "<p>1. Ring</p><p>2. Vänta</p><p>3.\tGå</p>", "1. Ring\n2. Vänta\n3. Gå", "2"},
		{"numbers in parentheses", "<p>(1) Ring</p><p>(2) Vänta</p>", "1. Ring\n2. Vänta", "2"},
		{"years are no list", "<p>1. Ring</p><p>5. Vänta</p>", "1\\. Ring\n\n5\\. Vänta", ""},
		{"letters", "<p>a) Ring</p><p>b) Vänta</p>", "1. Ring\n2. Vänta", "2"},
		{"bold bullet", "<p>• <strong>Dos</strong> 5 mg</p><p><strong>• </strong>Vänta</p>", "- **Dos** 5 mg\n- Vänta", "2"},
		{"minus five", "<p>-5 °C</p><p>-7 °C</p>", "-5 °C\n\n-7 °C", ""},
		{"tabs", "<p>Läkemedel\tDos</p><p>Alfa\t5 mg</p><p>Beta\t10 mg</p>", "| Läkemedel | Dos |\n| --- | --- |\n| Alfa | 5 mg |\n| Beta | 10 mg |", "2 2"},
		{"telephone numbers", "<p>Mottagningen\t08-12 34 56<br>Jouren\t08-65 43 21</p>", "| Mottagningen | 08-12 34 56 |\n| --- | --- |\n| Jouren | 08-65 43 21 |", "2 2"},
		{"one tab", "<p>\tFörsta raden har indrag.</p><p>Andra.</p>", "Första raden har indrag.\n\nAndra.", ""},
		{"bold heading", "<p><strong>Dosering:</strong></p><p>Ge 5 mg.</p>", "## Dosering\n\nGe 5 mg.", "2"},
		{"bold sentence", "<p><strong>Ring alltid 112.</strong></p><p>Ge 5 mg.</p>", "**Ring alltid 112.**\n\nGe 5 mg.", ""},
		{"bold below a heading", "<h1>A</h1><h2>Behandling</h2><p><strong>Dos</strong></p><p>Ge 5 mg.</p>", "## A\n\n### Behandling\n\n#### Dos\n\nGe 5 mg.", "2"},
		{"levels that skip", "<h1>A</h1><h4>B</h4><p>x</p><h2>C</h2>", "## A\n\n### B\n\nx\n\n### C", ""},
		{"priority", "<p>KBT (prio 3) och (prio1).</p>", "KBT (prioritet 3) och (prioritet 1).", "1 1"},
		{"invisible", "<p>be\u00adhand\u00adling</p><p>a\u200bb</p>", "behandling\n\nab", "1"},
		{"other blanks", "<p>a\vb\u2009c\u2028d\u0085e</p>", "a b c d e", ""},
		{"marks of direction", "<p>\u202ba\u202c b\u2066c\u2069</p>", "a bc", "1"},
		{"joined emoji", "<p>\U0001f469\u200d\u2695</p>", "\U0001f469\u200d\u2695", ""},
		{"apart letters", "<p>a\u030a</p>", "å", ""},
		{"only a dash", "<h2>Kompetenskrav</h2><p>-</p><h2>Syfte</h2><p>x</p>", "## Kompetenskrav\n\n## Syfte\n\nx", "3"},
		{"dose in a list", "<ul><li>• ring</li></ul>", "- • ring", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			body := tree(t, c.html)
			cleaner := &cleaner{}
			cleaner.clean(body, Options{})
			remarks := cleaner.remarks
			got, more := markdown(body, "")
			if got := strings.TrimSuffix(got, "\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			var fates []string
			for _, r := range append(remarks, more...) {
				fates = append(fates, fmt.Sprint(r.Fate+1))
			}
			if got := strings.Join(fates, " "); got != c.remarks {
				t.Errorf("remarks %q, want %q: %v", got, c.remarks, remarks)
			}
		})
	}
}
