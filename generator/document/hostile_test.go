package document

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"provtryck/generator/problem"
)

const head = "---\ntitel: A\n---\n\n"

// TestHostile reads texts that editors should never send but some day do. Each has
// the problem listed, at its place, and nothing in it acts on the page.
func TestHostile(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"typographic quotes", "---\ntitel: ”A”\n---\n",
			"a.md:2:8: varning: värdet står inom typografiska citattecken, som blir en del av det [yaml-citattecken]"},
		{"hard blank as indent", "---\nmålgrupp:\n\u00a0\u00a0huvudman: [Region]\n---\n",
			"a.md:3:1: fel: raden är indragen med ett hårt mellanslag (från Word eller webben) [yaml-blanktecken]"},
		{"deep brackets", "---\ntitel: " + strings.Repeat("[", 10000) + "\n---\n", "yaml-syntax"},
		{"many keys", "---\n" + numbered("k%d: 1\n", 1500) + "---\n",
			"a.md:2:1: fel: fler än 200 uppgifter [yaml-nycklar]"},
		{"hyphens in a block", "---\ntitel: A\ningress: |\n  rad\n  ---\n  rad\n---\n",
			"a.md:5:1: fel: tre bindestreck bland uppgifterna överst i filen skulle avsluta dem [frontmatter]"},
		{"five-digit year", "---\ntitel: A\ngranskad: 99999-01-01\n---\n",
			`a.md:3:11: fel: "99999-01-01" är inte ett datum som finns [fel-datum]`},
		{"year 0", "---\ntitel: A\ngranskad: 0000-01-01\n---\n", "a.md:3:11: fel: året 0 är orimligt [fel-datum]"},
		{"escape in a title", "---\ntitel: \"\\e[31mA\"\n---\n",
			"a.md:2:8: fel: värdet innehåller ett styrtecken [styrtecken]"},
		{"turned title", "---\ntitel: A\u202eB\n---\n",
			"a.md:2:9: fel: här står ett osynligt tecken som vänder skrivriktningen (U+202E) [styrtecken]"},
		{"unclosed code", head + "```\nallt\n\n## Rubrik\n",
			"a.md:5:1: varning: raden med ``` saknar slut, så resten av texten visas som kod [kod-oavslutad]"},
		{"script", head + "<script>alert(1)</script>\n",
			"a.md:5:1: fel: HTML visas som text: <script>alert(1)</script> [html]"},
		{"picture that acts", head + "hej <img src=x onerror=alert(1)> du\n",
			"a.md:5:5: fel: HTML visas som text: <img src=x onerror=alert(1)> [html]"},
		{"refresh", head + "<meta http-equiv=refresh content=0>\n", "html"},
		{"base", head + "<base href=x>\n", "html"},
		{"frame", head + "<iframe src=x></iframe>\n", "html"},
		{"form", head + "<form action=x>\n", "html"},
		{"drawing that acts", head + "<svg onload=alert(1)>\n", "html"},
		{"comment", head + "Text <!-- intern --> här.\n",
			"a.md:5:6: fel: kommentaren visas som text: <!-- intern --> [html]"},
		{"script link", head + "[a](javascript:x)\n",
			`a.md:5:1: fel: adressen "javascript:x" går inte att använda: javascript: är inte tillåtet [farlig-lank]`},
		{"script link in mixed case", head + "[a](JaVaScRiPt:x)\n", "farlig-lank"},
		{"script link with a tab", head + "[a](java&Tab;script:x)\n", "farlig-lank"},
		{"script link with an entity", head + "[a](javascript&colon;x)\n", "farlig-lank"},
		{"script link with a number", head + "[a](&#106;avascript:x)\n", "farlig-lank"},
		{"script link by itself", head + "<javascript:x>\n", "farlig-lank"},
		{"data link", head + "[a](data:text/html,x)\n", "farlig-lank"},
		{"data picture", head + "![a](data:image/svg+xml,x)\n", "farlig-lank"},
		{"program link", head + "[a](ms-msdt:/id)\n", "farlig-lank"},
		{"blob link", head + "[a](blob:x)\n", "farlig-lank"},
		{"link without scheme", head + "[a](//host/x)\n",
			`a.md:5:1: fel: adressen "//host/x" går inte att använda: den saknar https: [farlig-lank]`},
		{"link with backslashes", head + `[a](\\\\host\\x)` + "\n", "farlig-lank"},
		{"link with both slashes", head + `[a](/\\host)` + "\n", "farlig-lank"},
		{"picture without scheme", head + "![a](//host/x.png)\n", "farlig-lank"},
		{"program link by itself", head + "<intent:x>\n", "farlig-lank"},
		{"very many keys", "---\n" + numbered("k%d: 1\n", 200000) + "---\n",
			"a.md:1:1: fel: texten visas inte: filen är större än 256 kB [for-stort]"},
		{"very long value", "---\ntitel: " + strings.Repeat("a", 10<<20) + "\n---\n",
			"a.md:1:1: fel: texten visas inte: filen är större än 256 kB [for-stort]"},
		{"very long line", head + strings.Repeat("a", 200<<10),
			"a.md:5:1: fel: texten visas inte: stycket är längre än 16 kB [for-stort]"},
		{"attributes", head + "## Rubrik {onclick=alert(1)}\n\nText\n",
			`a.md:5:12: fel: okänd målgrupp "onclick=alert(1)" [okand-malgrupp]`},
		{"turned text", head + "Text \u202e omvänd.\n",
			"a.md:5:6: fel: här står ett osynligt tecken som vänder skrivriktningen (U+202E) [styrtecken]"},
		{"terminal code", head + "## \x1b[31mRöd\n\nText\n",
			"a.md:5:4: fel: här står ett styrtecken (U+001B) [styrtecken]"},
		{"invisible blank", head + "par\u200bacetamol\n",
			"a.md:5:4: varning: här står ett osynligt tecken (U+200B) [osynligt-tecken]"},
		{"soft hyphen", head + "## Be\u00adhandling\n\nText\n",
			"a.md:5:6: varning: här står ett osynligt tecken (U+00AD) [osynligt-tecken]"},
		{"look-alike letter", head + "Ta раracetamol.\n",
			"a.md:5:4: varning: ordet раracetamol blandar bokstäver ur olika alfabet [blandade-alfabet]"},
		{"turned text by reference", head + "Text &#x202e; omvänd.\n",
			"a.md:5:6: fel: här står ett osynligt tecken som vänder skrivriktningen (U+202E) [styrtecken]"},
		{"turned text by name", head + "Text &rlm; omvänd.\n",
			"a.md:5:6: fel: här står ett osynligt tecken som vänder skrivriktningen (U+200F) [styrtecken]"},
		{"turned address", head + "[a](b&#8238;c.md)\n", "styrtecken"},
		{"terminal code by reference", head + "## &#27;[31mRöd\n\nText\n",
			"a.md:5:4: fel: här står ett styrtecken (U+001B) [styrtecken]"},
		{"invisible blank by name", head + "par&ZeroWidthSpace;acetamol\n",
			"a.md:5:4: varning: här står ett osynligt tecken (U+200B) [osynligt-tecken]"},
		{"invisible joiner", head + "par\u034facetamol\n",
			"a.md:5:4: varning: här står ett osynligt tecken (U+034F) [osynligt-tecken]"},
		{"invisible letter", head + "par\u3164acetamol\n",
			"a.md:5:4: varning: här står ett osynligt tecken (U+3164) [osynligt-tecken]"},
		{"invisible tag", head + "a\U000e0041b\n",
			"a.md:5:2: varning: här står ett osynligt tecken (U+E0041) [osynligt-tecken]"},
		{"Greek look-alike", head + "Ta ρaracetamol.\n",
			"a.md:5:4: varning: ordet ρaracetamol blandar bokstäver ur olika alfabet [blandade-alfabet]"},
		{"Armenian look-alike", head + "Ta օxazepam.\n",
			"a.md:5:4: varning: ordet օxazepam blandar bokstäver ur olika alfabet [blandade-alfabet]"},
		{"titles that grow", head + "[a]: x '" + strings.Repeat("y", 10000) + "'\n\n" + strings.Repeat("[a] ", 900),
			"a.md:7:1: fel: texten visas inte: sidan blir större än 4 MB [for-stort]"},
		{"pictures that grow", head + "[a]: " + strings.Repeat("x", 10000) + "\n\n" + strings.Repeat("![a] ", 900),
			"a.md:7:1: fel: texten visas inte: sidan blir större än 4 MB [for-stort]"},
		{"blocks without end", head + strings.Repeat("::: viktigt\n\n", 19000),
			"a.md:69:1: fel: fler än 32 rutor inuti varandra [block-djup]"},
		{"invalid byte after CRLF", "---\r\ntitel: A\r\n---\r\n\xe1\r\n",
			"a.md:4:1: fel: byte 21 är inte UTF-8 [teckenkodning]"},
		{"lines that Unicode ends", "---\ntitel: A\u2028B\nstatus: klart\n---\n",
			"a.md:3:9: fel: okänd status \"klart\" [okand-status]"},
		{"script as text alternative", head + "![<script>x</script>](a.png)\n",
			"a.md:5:3: fel: HTML i bildens text visas inte: <script> [html]"},
		{"addresses that grow", head + "[a]: " + strings.Repeat("x", 10000) + "\n\n" + strings.Repeat("[a] ", 900),
			"a.md:7:1: fel: texten visas inte: sidan blir större än 4 MB [for-stort]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Parse("a.md", []byte(c.src), Options{Taxonomy: taxonomy(t), Deadline: deadline})
			found := false
			for _, p := range d.Problems {
				found = found || p.String() == c.want || p.Rule.ID == c.want
				if p.Hint == "" || p.Pos.Line == 0 {
					t.Errorf("%v lacks a place or a hint", p)
				}
			}
			if !found {
				t.Errorf("got %v, want %s", d.Problems, c.want)
			}
			wellFormed(t, d)
		})
	}
}

// TestHarmless checks that nothing is found in texts that only look dangerous.
func TestHarmless(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"words that YAML knows", "---\ntitel: no\nversion: 1:30\nnag: 010\n---\n", ""},
		{"markup in a title", "---\ntitel: </script><b>\n---\n", ""},
		{"template marks", head + "{{ .Env }} {% x %} ${z}\n", "{{ .Env }} {% x %} ${z}"},
		{"reference by halves", head + "Text &\\#x202e; [a](b.md \"&\\#8238;\")\n", "&#x202e;"},
		{"quote in the language of code", head + "```c++\nkod\n```\n", `"c++"`},
		{"quotes in titles", head + "![a\" onerror=\"x](a.png 'b\" onload=\"y') [l](a.md '\" onclick=\"x')\n",
			"<a 1>l</a>"},
		{"attributes after a link", head + "[a](b.md){onclick=x}\n", "{onclick=x}"},
		{"closed code", head + "```\nkod\n```\n", "kod"},
		{"headings with names of the browser's own", head + "## Location\n\na\n\n## Location\n\nb\n", "a"},
		{"commands of a build log", head + "::set-output name=a::b\n", "::set-output name=a::b"},
		{"Greek letters of medicine", head + "10\u00a0μg β-blockerare, β2-agonist, TNFα, IgGκ, αβ-fas, λmax och Δ.\n",
			"β-blockerare"},
		{"brackets without end", head + strings.Repeat("[ ", 7500) + "\n", "["},
	} {
		d := Parse("a.md", []byte(c.src), Options{Taxonomy: taxonomy(t)})
		found := slices.DeleteFunc(d.Problems, func(p problem.Problem) bool { return p.Rule == hiddenTitle })
		if len(found) > 0 || !strings.Contains(spellAll(d), c.want) {
			t.Errorf("%s: %v in %.300s", c.name, found, spellAll(d))
		}
		wellFormed(t, d)
	}
}

// TestManyHeadings checks that thousands of headings with the same words get
// different ids without trying every number for each.
func TestManyHeadings(t *testing.T) {
	d := Parse("a.md", []byte(head+strings.Repeat("# a\n\n", 50000)), Options{Taxonomy: taxonomy(t)})
	if len(d.Sections) != 50000 || d.Sections[49999].ID != "a-50000" {
		t.Errorf("%d sections, %v", len(d.Sections), d.Problems)
	}
}

// FuzzNormalise checks that any bytes become UTF-8 with LF, without characters that
// act unseen, and that doing so twice changes nothing.
func FuzzNormalise(f *testing.F) {
	for _, s := range []string{good, "\xff\xfea\x00", "\xfe\xff\x00a", "\ufeff\r\r\n\x00\xff", "\u202e\u200bрa\x1b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		d := &Document{Name: "a.md"}
		text, ok := d.normalise(bytes.Clone(src))
		if !ok {
			return
		}
		if !utf8.Valid(text) || bytes.IndexFunc(text, unseen) >= 0 {
			t.Errorf("%q became %q", src, text)
		}
		inside(t, text, d.Problems)
		if again, _ := (&Document{}).normalise(bytes.Clone(text)); !bytes.Equal(again,
			bytes.TrimPrefix(text, utf8Mark)) {
			t.Errorf("%q became %q the second time", text, again)
		}
	})
}

// FuzzFrontMatter checks that anything between two fences is read without harm:
// places are within it, and none of it becomes text of the page.
func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"titel: A", "målgrupp:\n  huvudman: [Region, alltid]",
		"ändringar: [{version: 1, datum: 2026-02-30}]", "a: &b c\nd: *b", "x: |\n  y", "\"", "? a\n: b", "- 1\n- 2"} {
		f.Add(s)
	}
	tax := taxonomy(f)
	f.Fuzz(func(t *testing.T, yaml string) {
		if !utf8.ValidString(yaml) || strings.Contains(yaml, "---") || strings.ContainsAny(yaml, "\r\x00") ||
			len(yaml) > maxFrontMatter {
			return
		}
		src := "---\n" + yaml + "\n---\n\n## Avsnitt\n\nBrödtext.\n"
		d := Parse("a.md", []byte(src), Options{Taxonomy: tax})
		inside(t, []byte(src), d.Problems)
		if slices.ContainsFunc(d.Problems, func(p problem.Problem) bool { return p.Rule.ID == "frontmatter" }) {
			return // the fences are not whole, and that is reported
		}
		if len(d.Sections) != 1 || len(d.Intro) != 0 || d.Sections[0].Words != 1 {
			t.Errorf("%q leaks into the text: %v", yaml, spellAll(d))
		}
	})
}
