package intake

import (
	"strings"
	"testing"

	"provtryck/generator/source"
)

// madeOf returns what is made of a page below a title, in the sample blueprint.
func madeOf(t *testing.T, page string, o Options) Draft {
	t.Helper()
	in, err := source.HTML([]byte("<h1>Stöd</h1>"+page), nil)
	if err != nil {
		t.Fatal(err)
	}
	d := Make(in, o)
	if len(d.Lost) > 0 {
		t.Errorf("not shown: %q", d.Lost)
	}
	return d
}

// has reports what is not said of a draft.
func has(d Draft, words string) bool {
	for _, r := range d.Remarks {
		if strings.Contains(Said(r), words) {
			return true
		}
	}
	return words == ""
}

func TestBlueprint(t *testing.T) {
	for _, c := range []struct{ name, html, want, said string }{
		{"its own", "<h2>Syfte</h2><p>a</p>", "## Syfte\n\na", ""},
		{"old", "<h2>Mål</h2><p>a</p>", "## Syfte\n\na", "Ändrat vid ”Mål”: Rubriken är Syfte."},
		{"with a comma", "<h2>Mål, syfte</h2><p>a</p>", "## Syfte\n\na", "Rubriken är Syfte."},
		{"number, colon and capitals", "<h2>2.1 MÅL:</h2><p>a</p>", "## Syfte\n\na", "Rubriken är Syfte."},
		{"bold", "<h2><strong>Mål</strong></h2><p>a</p>", "## Syfte\n\na", "Rubriken är Syfte."},
		{"referred to", "<h2>Mål</h2><p>a</p><h2>Genomförande</h2><p>Läs ”Mål”.</p>", "## Syfte\n\na\n\n## Genomförande\n\nLäs ”Mål”.", "Gissat vid ”Mål”: Texten nämner rubriken vid dess gamla namn; skriv Syfte där."},
		{"no place", "<h2>Historik</h2><p>a</p>", "## Historik\n\na", "Gissat vid ”Historik”: Rubriken har ingen plats i mallen och står kvar."},
		{"a word of it", "<h2>Mål för gruppen</h2><p>a</p>", "## Mål för gruppen\n\na", "ingen plats"},
		{"below another", "<h2>Historik</h2><h3>Mål</h3><p>a</p>", "## Historik\n\n### Mål\n\na", "ingen plats"},
		{"before the first", "<p>x</p><p>y</p><h2>Mål</h2><p>a</p>", "x\n\ny\n\n## Syfte\n\na", ""},
		{"two old ones", "<h2>Mål</h2><p>a</p><h2>Mål, syfte</h2><h3>c</h3><p>b</p>", "## Syfte\n\n### Mål\n\na\n\n### Mål, syfte\n\n#### c\n\nb", "”Mål, syfte”: Avsnittet är en del av Syfte"},
		{"old after its own", "<h2>Syfte</h2><p>a</p><h2>Mål</h2><p>b</p>", "## Syfte\n\na\n\n### Mål\n\nb", "Avsnittet är en del av Syfte"},
		{"old before its own", "<h2>Mål</h2><p>b</p><h2>Syfte</h2><p>a</p>", "## Syfte\n\na\n\n### Mål\n\nb", "Avsnittet är en del av Syfte"},
		{"joined across another", "<h2>Mål</h2><p>a</p><h2>Historik</h2><p>h</p><h2>Mål, syfte</h2><p>b</p>", "## Syfte\n\n### Mål\n\na\n\n### Mål, syfte\n\nb\n\n## Historik\n\nh", ""},
		{"twice", "<h2>Syfte</h2><p>a</p><h2>Syfte</h2><p>b</p>", "## Syfte\n\na\n\nb", "Två avsnitt blir Syfte och är ett."},
		{"two with no place", "<h2>X</h2><p>a</p><h2>X</h2><p>b</p>", "## X\n\na\n\n## X\n\nb", ""},
		{"other order", "<h2>Genomförande</h2><p>g</p><h2>Mål</h2><p>a</p>", "## Syfte\n\na\n\n## Genomförande\n\ng", "Ändrat: Avsnitten står i mallens ordning."},
		{"order that words refer to", "<h2>Genomförande</h2><p>Se ovan.</p><h2>Mål</h2><p>a</p>", "## Genomförande\n\nSe ovan.\n\n## Syfte\n\na", "annan ordning"},
		{"order with one of no place", "<h2>Genomförande</h2><p>g</p><h2>X</h2><p>x</p><h2>Mål</h2><p>a</p>", "## Genomförande\n\ng\n\n## X\n\nx\n\n## Syfte\n\na", "annan ordning"},
		{"deep", "<h2>Syfte</h2><h3>a</h3><p>x</p><h4>b</h4><p>x</p><h5>c</h5><p>x</p>", "## Syfte\n\n### a\n\nx\n\n#### b\n\nx\n\n#### c\n\nx", "lägsta nivå"},
		{"deep below an empty one", "<h2>Syfte</h2><h3>a</h3><h4>b</h4><h5>c</h5><p>x</p>", "## Syfte\n\n### a\n\n#### b\n\n##### c\n\nx", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := madeOf(t, c.html, sampleOptions(t))
			if got := strings.TrimSpace(d.Body); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if !has(d, c.said) {
				t.Errorf("%q is not said: %v", c.said, d.Remarks)
			}
		})
	}
}

func TestFacts(t *testing.T) {
	for _, c := range []struct{ name, html, key, value, body string }{
		{"version", "<p>Version: 2.1</p>", "version", `"2.1"`, ""},
		{"version without colon", "<p>Version 2</p>", "version", `"2"`, ""},
		{"version in words", "<p>Version: den andra</p>", "version", "", "Version: den andra"},
		{"version in a sentence", "<p>Version 2 av planen är kort.</p>", "version", "", "Version 2 av planen är kort."},
		{"two versions", "<p>Version: 2.1</p><p>Version: 3</p>", "version", `"2.1"`, "Version: 3"},
		{"group", "<p>NAG: Depression och ångest</p>", "nag", `"Depression och ångest"`, ""},
		{"group with longer label", "<p>Nationell arbetsgrupp: ADHD</p>", "nag", `"ADHD"`, ""},
		{"group in a sentence", "<p>NAG har skrivit texten.</p>", "nag", "", "NAG har skrivit texten."},
		{"person as group", "<p>NAG: Nils Exempelsson</p>", "nag", "", "NAG: Nils Exempelsson"},
		{"person with particle", "<p>NAG: Nils von Exempel</p>", "nag", "", "NAG: Nils von Exempel"},
		{"person with initial", "<p>NAG: N. Exempelsson</p>", "nag", "", "NAG: N. Exempelsson"},
		{"double name", "<p>NAG: Anna-Lisa Exempelsson, ordförande</p>", "nag", "", "NAG: Anna-Lisa Exempelsson, ordförande"},
		{"address of a person", "<p>NAG: n@exempel.se</p>", "nag", "", "NAG: n@exempel.se"},
		{"reviewed", "<p>Senast granskad: 2020-05-12</p>", "granskad", "2020-05-12", ""},
		{"reviewed in words", "<p>Senast granskad 3 maj 2020.</p>", "granskad", "2020-05-03", ""},
		{"no such day", "<p>Senast granskad: 2020-02-31</p>", "granskad", "", "Senast granskad: 2020-02-31"},
		{"approved", "<p>Fastställt av NPO psykisk hälsa 2019-05-09</p>", "ändringar", `[{datum: 2019-05-09, text: "Fastställt av NPO psykisk hälsa 2019-05-09"}]`, ""},
		{"approved by a person", "<p>Fastställt av Nils Exempelsson 2019-05-09</p>", "ändringar", "", "Fastställt av Nils Exempelsson 2019-05-09"},
		{"approved without a day", "<p>Fastställt av NPO psykisk hälsa</p>", "ändringar", "", "Fastställt av NPO psykisk hälsa"},
		{"approved on a day, by a group", "<p>Uppdaterad den 3 maj 2020, av programområdet.</p>", "ändringar", `[{datum: 2020-05-03, text: "Uppdaterad den 3 maj 2020, av programområdet"}]`, ""},
		{"approved by a first name", "<p>Uppdaterad av Nils 2019-05-09</p>", "ändringar", "", "Uppdaterad av Nils 2019-05-09"},
		{"a sentence with a day", "<p>Uppdaterad plan skickas 2019-05-09.</p>", "ändringar", "", "Uppdaterad plan skickas 2019-05-09."},
		{"a sentence after a day", "<p>Uppdaterad 2019-05-09 efter nya rön.</p>", "ändringar", "", "Uppdaterad 2019-05-09 efter nya rön."},
		{"two days", "<p>Uppdaterad 2019-05-09 och 2020-05-09</p>", "ändringar", "", "Uppdaterad 2019-05-09 och 2020-05-09"},
		{"lines of a paragraph", "<p>Version: 2<br>Ring oss.<br>Uppdaterad: 2020-01-02</p>", "version", `"2"`, "Ring oss."},
		{"in bold", "<p><strong>Version:</strong> 2</p>", "version", `"2"`, ""},
		{"a label that begins a word", "<p>Versioner: 2</p>", "version", "", "Versioner: 2"},
		{"audiences", "<p>Verksamhet: Primärvård, Specialistvård, öppen</p>", "målgrupp", `{verksamhet: ["Primärvård", "Öppenvård"]}`, ""},
		{"audiences by old names", "<p>Yrkesroll: Socionom; Kurator, skola; Vårdcentral</p>", "målgrupp", `{verksamhet: ["Primärvård"], roll: ["Kurator"]}`, ""},
		{"an unknown audience in a text", "<p>Verksamhet: Primärvård, Hemtjänst</p>", "målgrupp", "", "Verksamhet: Primärvård, Hemtjänst"},
		{"a nearly known audience", "<h2>Märkning</h2><p>Verksamhet: Primärvåd</p>", "målgrupp", "", "## Märkning\n\nVerksamhet: Primärvåd"},
		{"half of a name with a comma", "<h2>Märkning</h2><p>Verksamhet: Specialistvård, Kurator</p>", "målgrupp", `{roll: ["Kurator"]}`, "## Märkning\n\nVerksamhet: Specialistvård"},
		{"lines that have no place", "<h2>Märkning</h2><p>Verksamhet: Primärvård<br>Roll: Skötare<br>Yrkesroll: Skötare</p>", "målgrupp", `{verksamhet: ["Primärvård"]}`, "## Märkning\n\nRoll: Skötare\\\nYrkesroll: Skötare"},
		{"paragraphs that have no place", "<h2>Märkning</h2><p>Vårdcentral</p><p>Yrkesroll: Kurator, Skötare</p><p>Samordnad: Nej</p>", "målgrupp", `{verksamhet: ["Primärvård"], roll: ["Kurator"]}`, "## Märkning\n\nYrkesroll: Skötare\n\nSamordnad: Nej"},
		{"a list item that has no place", "<h2>Märkning</h2><ul><li>Yrkesroll: Kurator, Skötare</li><li>Socionom</li></ul>", "målgrupp", `{roll: ["Kurator"]}`, "## Märkning\n\n- Yrkesroll: Skötare"},
		{"a row that has no place", "<h2>Märkning</h2><table><tr><td>Yrkesroll</td><td>Kurator, Skötare</td></tr></table>", "målgrupp", `{roll: ["Kurator"]}`, "## Märkning\n\n- Yrkesroll: Skötare"},
		{"audiences in a list", "<h2>Märkning</h2><ul><li>Vårdcentral</li><li>Socionom</li></ul>", "målgrupp", `{verksamhet: ["Primärvård"], roll: ["Kurator"]}`, ""},
		{"a link among them", `<h2>Märkning</h2><p>Kurator, <a href="https://a.se/">mer</a></p>`, "målgrupp", "", "## Märkning\n\nKurator, [mer](https://a.se/)"},
		{"audiences in a text", "<h2>Syfte</h2><p>Primärvård, Kurator</p>", "målgrupp", "", "## Syfte\n\nPrimärvård, Kurator"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := madeOf(t, c.html, sampleOptions(t))
			if d.Front[c.key] != c.value || strings.TrimSpace(d.Body) != c.body {
				t.Errorf("got %s and\n%s\nwant %s and\n%s", d.Front[c.key], d.Body, c.value, c.body)
			}
		})
	}
}

// TestFactsOnALine takes lines with several facts if they are nothing else, and says so of others.
func TestFactsOnALine(t *testing.T) {
	const said = "aden har en uppgift som kan stå överst i filen"
	approved := `[{datum: 2019-05-09, text: "Fastställt av NPO psykisk hälsa 2019-05-09"}]`
	for _, c := range []struct{ name, line, version, changes, group, lead, said string }{
		{"sentences", "Fastställt av NPO psykisk hälsa 2019-05-09. Version 1.3", "1.3", approved, "", "Kort.", ""},
		{"sentences to the end", "Version: 1.3. Fastställt av NPO psykisk hälsa 2019-05-09.", "1.3", approved, "", "Kort.", ""},
		{"semicolons", "NAG: Adhd; Version 2", "2", "", "Adhd", "Kort.", ""},
		{"commas", "Fastställt av NPO psykisk hälsa 2019-05-09, version 1.3", "1.3", approved, "", "Kort.", ""},
		{"bars", "Version 1.3 | Fastställt av NPO psykisk hälsa 2019-05-09 | NAG: Adhd", "1.3", approved, "Adhd", "Kort.", ""},
		{"long dashes", "Version 1.3 – Fastställt av NPO psykisk hälsa 2019-05-09", "1.3", approved, "", "Kort.", ""},
		{"a sentence after", "Version 1.3. Läs planen först.", "", "", "", "", said},
		{"a sentence between", "Version 1.3. Ring först. NAG: Adhd", "", "", "", "", said},
		{"two versions", "Version 1.3. Version 1.4", "", "", "", "", said},
		{"a person", "Version 1.3. Fastställt av Nils Exempelsson 2019-05-09", "", "", "", "", "personnamn"},
		{"no fact", "Ring först. Läs sedan planen.", "", "", "", "", ""},
		{"a fact that has commas", "Fastställt av NPO psykisk hälsa, 2019-05-09", "", `[{datum: 2019-05-09, text: "Fastställt av NPO psykisk hälsa, 2019-05-09"}]`, "", "Kort.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := madeOf(t, "<p>"+c.line+"</p><p>Kort.</p><h2>Syfte</h2><p>a</p>", sampleOptions(t))
			quote := func(s string) string {
				if s == "" {
					return ""
				}
				return `"` + s + `"`
			}
			if d.Front["version"] != quote(c.version) || d.Front["ändringar"] != c.changes || d.Front["nag"] != quote(c.group) || d.Lead != c.lead {
				t.Errorf("got %v and the lead %q", d.Front, d.Lead)
			}
			if kept := strings.Contains(d.Body, c.line); kept != (c.lead == "") {
				t.Errorf("the text is\n%s", d.Body)
			}
			if c.said != "" && !has(d, c.said) || c.said == "" && has(d, said) {
				t.Errorf("want %q said: %v", c.said, d.Remarks)
			}
			if !strings.Contains(d.Original, c.line[:8]) {
				t.Errorf("the original lacks the line:\n%s", d.Original)
			}
		})
	}
}

func TestMeaning(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"line", "<p>Syfte:</p><p>a</p>", "## Syfte\n\na"},
		{"line with an old heading", "<p>Mål:</p><p>a</p>", "## Syfte\n\na"},
		{"line in bold with words after", "<h2>Historik</h2><p>h</p><p><strong>Syfte:</strong> a</p>", "## Historik\n\nh\n\n### Syfte\n\na"},
		{"colon outside the bold", "<p><strong>Syfte</strong>: <em>a</em></p>", "## Syfte\n\n*a*"},
		{"words after, in a text without headings", "<p>Syfte: a</p><p>b</p>", "## Syfte\n\na\n\nb"},
		{"words after, in a text with headings", "<h2>Historik</h2><p>Syfte: a</p>", "## Historik\n\nSyfte: a"},
		{"before a list", "<p>Gör så här:</p><ul><li>a</li></ul>", "Gör så här:\n\n- a"},
		{"nothing after", "<p>a</p><p>Syfte:</p>", "a\n\nSyfte:"},
		{"telephone numbers", "<p>Jouren: 08-12 34 56<br>Växeln 010 765 43 21</p>", "- Jouren: 08-12 34 56\n- Växeln 010 765 43 21"},
		{"telephone numbers in paragraphs", "<p>Jouren ..... 08-12 34 56</p><p>Rådgivning – 1177</p>", "- Jouren ..... 08-12 34 56\n- Rådgivning – 1177"},
		{"country code", "<p>Jouren +46 8 12 34 56</p><p>SOS 112</p>", "- Jouren +46 8 12 34 56\n- SOS 112"},
		{"one number", "<p>Jouren 08-12 34 56</p>", "Jouren 08-12 34 56"},
		{"a sentence with a number", "<p>Ring 1177.</p><p>Ring 112.</p>", "Ring 1177.\n\nRing 112."},
		{"years", "<p>Rapport 2019</p><p>Rapport 2020</p>", "Rapport 2019\n\nRapport 2020"},
		{"dash", "<h2>Syfte</h2><p>-</p>", "## Syfte"},
		{"dash in a list", "<h2>Syfte</h2><ul><li>–</li></ul>", "## Syfte"},
		{"bold dash", "<h2>Syfte</h2><p><strong>—</strong></p>", "## Syfte"},
		{"minus", "<h2>Syfte</h2><p>−</p>", "## Syfte"},
		{"dashes with a hard blank", "<h2>Syfte</h2><p>-\u00a0-</p>", "## Syfte"},
		{"picture", `<h2>Syfte</h2><p><img src="data:image/png;base64,iVBORw0KGgo=" alt="-"></p>`, "## Syfte\n\n![-](bild-1.png)"},
		{"brackets", "<h2>Syfte</h2><p>A [1], b [2].</p><h2>Referenser</h2><ol><li>x</li><li>y</li></ol>", "## Syfte\n\nA[^1], b[^2].\n\n## Referenser\n\n[^1]: x\n\n[^2]: y"},
		{"several", "<h2>Syfte</h2><p>A [1, 2].</p><h2>Litteratur</h2><ol><li>x</li><li>y</li></ol>", "## Syfte\n\nA[^1][^2].\n\n## Litteratur\n\n[^1]: x\n\n[^2]: y"},
		{"range with a hyphen", "<h2>Syfte</h2><p>A (1-2).</p><h2>Källor</h2><ol><li>x</li><li>y</li></ol>", "## Syfte\n\nA[^1][^2].\n\n## Källor\n\n[^1]: x\n\n[^2]: y"},
		{"one that is not referred to", "<h2>Syfte</h2><p>A [1].</p><h2>Referenser</h2><ol><li>x</li><li>y</li></ol>", "## Syfte\n\nA [1].\n\n## Referenser\n\n1. x\n2. y"},
		{"one that is not there", "<h2>Syfte</h2><p>A [1–3].</p><h2>Referenser</h2><ol><li>x</li><li>y</li></ol>", "## Syfte\n\nA [1–3].\n\n## Referenser\n\n1. x\n2. y"},
		{"a code", "<h2>Syfte</h2><p>A [1, 2], kod [366979004].</p><h2>Referenser</h2><ol><li>x</li><li>y</li></ol>", "## Syfte\n\nA[^1][^2], kod [366979004].\n\n## Referenser\n\n[^1]: x\n\n[^2]: y"},
		{"no list of sources", "<h2>Syfte</h2><p>A [1, 2].</p><ol><li>x</li><li>y</li></ol>", "## Syfte\n\nA [1, 2].\n\n1. x\n2. y"},
		{"sources in another section", "<h2>Referenser</h2><ol><li>x</li><li>y</li></ol><h2>Mål</h2><p>A [1, 2].</p>", "## Syfte\n\nA[^1][^2].\n\n## Referenser\n\n[^1]: x\n\n[^2]: y"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := madeOf(t, c.html, sampleOptions(t))
			if got := strings.TrimSpace(d.Body); got != c.want {
				t.Errorf("got\n%s\nwant\n%s\n%v", got, c.want, d.Remarks)
			}
		})
	}
}
