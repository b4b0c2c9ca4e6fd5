package document

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/problem"
)

// TestWritten checks of texts in which Markdown takes, drops or shows something that its
// writer did not mean, that a problem says so where it is, and that texts alike have none.
func TestWritten(t *testing.T) {
	const top = "---\ntitel: A\n---\n\n"
	for _, c := range []struct{ name, text, want string }{
		{"comparison in a list", "- <18 år: ge 5 mg\n- >18 år: ge 10 mg\n- >= 65 år: ge 5 mg\n", "6:3 storre-an 7:3 storre-an"},
		{"comparison first", ">30 kg/m² är fetma.\n", "5:1 storre-an"},
		{"comparison with a blank", "> 40 grader: ring.\n", "5:1 storre-an"},
		{"comparison in a box", "::: viktigt\n>3 dygn: ring.\n:::\n", "6:1 storre-an"},
		{"comparison on a later line", "Ring om febern är\n>39 grader.\n", "6:1 storre-an"},
		{"comparison in a footnote", "Ord.[^a]\n\n[^a]: >5 år.\n", "7:7 storre-an"},
		{"comparisons in a row", "> 18 år: 5 mg\n> 30 år: 10 mg\n", "5:1 storre-an 6:1 storre-an"},
		{"quotation with numbers", "> Patienten sade:\n> 18 år är ingen ålder.\n\n> Först\n> 2 tabletter.\n", ""},
		{"list in a quotation", "> 1. Ring.\n> 2. Vänta.\n\n> 2023 kom nya riktlinjer.\n", ""},
		{"quotation", "> Jag mår bra.\n>\n> - ett\n\nA > 5 och \\>18.\n", ""},

		{"times", "Ge 2*3 tabletter dag 1 och 1*2 tabletter dag 2.\n", "5:5 tecken-borta 5:29 tecken-borta"},
		{"powers", "Under 1,5 x 10*9/L eller 3,0 x 10*9/L.\n", "5:15 tecken-borta 5:34 tecken-borta"},
		{"powers doubled", "Under 10**9 och 10**6.\n", "5:9 tecken-borta 5:19 tecken-borta"},
		{"letters between", "Skriv a*b och c*d.\n", "5:8 tecken-borta 5:16 tecken-borta"},
		{"accents", "Patient`s bok och läkare`s bok.\n", "5:8 tecken-borta"},
		{"emphasis between", "Ge 2*3 tabletter, *inte* 1*2.\n", "5:5 tecken-borta 5:27 tecken-borta"},
		{"runs of stars", "Text ***,b**c*", ""},
		{"code of signs", "Skriv `.md`-filen, `:::` och *.se*, **/kg**.\n", ""},
		{"emphasis", "Ge *2* och **3** mg, **O**rdna `kod` 2\\*3 och snake_case_ord.\n", ""},
		{"one star", "Ge 2*3 tabletter.\n", ""},

		{"surplus cell", "Så här.\n\n| Namn | Start | Max |\n| --- | --- | --- |\n| A | 0,5|0,8 | 1,0 |\n", "9:17 tabell-celler"},
		{"surplus cells without end", "Så här.\n\n| A | B |\n| - | - |\n| 1 | 2 | 3 | 4\n", "9:11 tabell-celler"},
		{"term between bars", "Så här.\n\n| A | B |\n| - | - |\n| 5239 |term| | 2 |\n", "9:17 tabell-celler"},
		{"surplus cell without bars", "Så här.\n\nA | B\n--- | ---\n1 | 2 | 3\n", "9:9 tabell-celler"},
		{"empty surplus cell", "Så här.\n\n| A | B |\n| - | - |\n| 1 | 2 | |\n", ""},
		{"cell too few", "Så här.\n\n| A | B |\n| - | - |\n| 1 |\n", "9:1 tabell-celler"},
		{"text below a table", "Så här.\n\n| A | B |\n| - | - |\n| 1 | 2 |\nRing 112.\n", "10:1 tabell-celler"},
		{"escaped bar", "Så här.\n\n| A | B |\n| - | - |\n| 5\\|8 | 2 |\n", ""},
		{"lines in a cell", "Så här.\n\n| A | B |\n| - | - |\n| 5 mg<br>10 mg<br/>15 mg | 2 |\n", ""},
		{"line of HTML", "Ett<br>två.\n", "5:4 html"},
		{"row without a table", "| A | B |\n| 1 | 2 |\n", "5:1 tabell-form"},
		{"row after a blank line", "Så här.\n\n| A | B |\n| - | - |\n| 1 | 2 |\n\n| 3 | 4 |\n", "11:1 tabell-form"},
		{"hard blanks", "##\u00a0Steg\n\n-\u00a0ring\n\n1.\u00a0ring\n", "5:1 rubrik-form 7:1 lista-form 9:1 lista-form"},
		{"star of a note", "Dos* i mg.\n\n* Gäller inte barn.\n", "7:1 tecken-borta"},
		{"plus of a number", "Gränsen är:\n\n+ 5 dioptrier\n", "7:1 tecken-borta"},
		{"stars in parentheses", "Värde (*) och gräns (*).\n", "5:8 tecken-borta 5:22 tecken-borta"},
		{"stars of significance", "Nivå 0,01** och 0,001***.\n\nGäller p\\*, ** p lågt, *** p lägst.\n", ""},
		{"heading too deep", "####### Steg\n", "5:1 rubrik-form"},
		{"emoji", "Bra 👩‍⚕️ och ❤️ 👍🏽 alla.\n", ""},
		{"joiner in a word", "Lä\u200dkare.\n", "5:3 osynligt-tecken"},
		{"one hyphen", "| A | B |\n| - |\n| 1 | 2 |\n", "5:1 tabell-form"},
		{"dashes of Word", "| A | B |\n| — | — |\n| 1 | 2 |\n", "6:1 tabell-form"},
		{"tabs", "Läkemedel\tDos\nA\t5 mg\n", "5:1 tabell-form 6:1 tabell-form"},
		{"tabs without headings", "5 mg\t6 år\n10 mg\t12 år\n", "5:1 tabell-form"},
		{"tabs below a sentence", "Text före:\nDos\tÅlder\n5 mg\t6 år\n", "6:1 tabell-form"},
		{"one row of tabs", "Dos\tÅlder\n\n5 mg\t6 år\n", "5:1 tabell-form 7:1 tabell-form"},
		{"bars without a frame", "Dos | Ålder\n5 mg | 6 år\n", "5:1 tabell-form"},
		{"hard blanks between dashes", "| A | B |\n| ---\u00a0| --- |\n| 1 | 2 |\n", "6:1 tabell-form"},
		{"section sign", "§\tRing\n§\tVänta\n", "5:1 lista-form"},
		{"dash in a point", "- Ge 5 mg till vuxna\n– Ge 10 mg till barn\n", "6:1 lista-form"},
		{"wrapped points", "- Se punkten\n  (1) och (2).\n- Gör så\n  – om det går – och\n  vänta.\n- Text\n  a) eller b).\n", ""},
		{"line joined to a point", "- Ring.\nGäller inte gravida.\n", "6:1 rader-ihop"},
		{"Roman numbers", "i) Ge 5 mg\nii) Ge 10 mg\n", "5:1 lista-form"},
		{"numbers in parentheses", "(1) Ge 5 mg\n(2) Ge 10 mg\n", "5:1 lista-form"},
		{"number that goes on", "Dosen höjs till\n10. Därefter 20.\n", ""},
		{"one blank before a point", "- Punkt\n - Under\n", "6:2 lista-indrag"},
		{"definition of no address", "Ring [Akut] vid behov.\n\n[Akut]: 112\n", "7:1 rad-borta"},
		{"brackets of a link in the wrong order", "Se (krisplan)[krisplan.md] och [krisplan] [krisplan.md].\n", "5:4 lank-otolkad 5:32 lank-otolkad"},
		{"blanks in a telephone link", "Ring [08](tel:08-123 45).\n", "5:6 lank-otolkad"},
		{"always in the wrong brackets", "### Risk (alltid)\n\nRing {alltid}.\n", "5:10 malgrupp-form 7:6 malgrupp-form"},
		{"tabs, uneven", "Läkemedel\tDos\nA\t5 mg\t10 mg\n", "5:1 tabell-form"},

		{"bullet of Word's font", "\uf0b7 Ett\n", "5:1 lista-form"},
		{"o and a tab", "o\tEtt\no\tTvå\n", "5:1 lista-form"},
		{"dashes", "– Ett\n– Två\n", "5:1 lista-form"},
		{"letters", "a) ring\nb) vänta\n", "5:1 lista-form"},
		{"letters with stops", "Gör så:\na. ring\nb. vänta\n", "6:1 lista-form"},
		{"no blank after the hyphen", "-ring\n-vänta\n", "5:1 lista-form"},
		{"no blank after the number", "1.Ring.\n2.Vänta.\n", "5:1 lista-form"},
		{"a list that begins at 2", "Gör så:\n2. ring\n3. vänta\n", "6:1 lista-form"},
		{"indented item", "Gör så:\n     - ring\n", "6:6 lista-form"},
		{"skipped number", "1. Ring.\n3. Vänta.\n5. Gå.\n", "6:1 lista-nummer 7:1 lista-nummer"},
		{"numbers down", "3. Ring.\n2. Vänta.\n", "6:1 lista-nummer"},
		{"year", "2026. Det året.\n", "5:1 lista-nummer"},
		{"the same number", "1. Ring.\n1. Vänta.\n", ""},
		{"in order", "Gör så:\n\n3. ring\n4. vänta\n", ""},
		{"outside its step", "10. Tio\n  - under\n", "6:3 lista-indrag"},
		{"within its step", "1. Ett\n   - under\n\n- två\n  - under\n", ""},
		{"telephone list", "Akuten 010-111 11 11\nBakjour 010-222 22 22\n", "5:1 rader-ihop"},
		{"address", "Vårdcentralen\nStorgatan 1\n111 11 Staden\n", "5:1 rader-ihop"},
		{"broken lines", "Vårdcentralen\\\nStorgatan 1\\\n111 11 Staden\n", ""},
		{"wrapped prose", "En rad som bryts\nmitt i meningen.\nEn till.\n", ""},

		{"tab first", "\tGe 5 mg.\n", "5:2 indrag"},
		{"blanks first", "    Ge 5 mg (prioritet 3).\n\n     Mer.\n", "5:5 indrag 7:6 indrag"},

		{"bold in bold", "**Obs!**5 mg och **5 mg**/dag och 5**mg**\n", "5:1 betoning-form 5:7 betoning-form"},
		{"units as languages", "Ge [5]{mg} eller [10]{ml}.\n", "5:6 markdown-okand"},
		{"glued", "**Viktigt!**för alla.\n", "5:1 betoning-form"},
		{"blank inside", "Ge ** 5 mg ** nu.\n", "5:4 betoning-form"},
		{"unclosed", "Ge **5 mg nu.\n", "5:4 betoning-form"},
		{"struck", "Ge ~~5~~ 10 mg.\n", "5:4 markdown-okand"},
		{"marked", "Ge ==5 mg== nu.\n", "5:4 markdown-okand"},
		{"boxes to tick", "- [ ] ring\n", "5:3 markdown-okand"},
		{"note of another program", "> [!NOTE]\n> Ring.\n", "5:3 markdown-okand"},
		{"wiki link", "Se [[Sida]].\n", "5:4 markdown-okand"},
		{"language in capitals", "Se [word]{EN}.\n", "5:9 markdown-okand"},
		{"escaped", "Ge \\*\\*5\\*\\* mg, \\[\\[a]] och a = b.\n", ""},
		{"bold line", "Gör så.\n\n**Steg**\n\nMer.\n", "7:1 rubrik-fet"},
		{"bold sentence", "Gör så.\n\n**Ring 112!**\n\n**Steg** Mer.\n", ""},

		{"definition", "Ring.\n\n[Akut]: 112\n", "7:1 rad-borta"},
		{"definitions", "[a]: 1\n[b]: 2\n", "5:1 rad-borta 6:1 rad-borta"},
		{"definition used", "Se [a] och [b][a].\n\n[a]: ../x.md\n", ""},
		{"definition twice", "Se [a].\n\n[a]: x.md\n[a]: y.md\n", "8:1 rad-borta"},
		{"footnote twice", "Ord.[^a]\n\n[^a]: Ett.\n[^a]: Två.\n", "8:1 fotnot-oanvand"},
		{"hash after a heading", "## Vitamin #\n\nText.\n", "5:12 tecken-borta"},
		{"words after code", "``` Ge 5 mg\nkod\n```\n", "5:5 text-borta"},
		{"underlined", "Ring 112\n---\n\nMer.\n", "5:1 rubrik-understruken"},
		{"underlined twice", "Ring\n112\n===\n", "5:1 rubrik-understruken"},
		{"rule", "Ring 112\n\n---\n\nMer.\n", ""},
		{"conflict", "<<<<<<< HEAD\nEtt.\n=======\nTvå.\n>>>>>>> gren\n", "5:1 konflikt 5:1 rubrik-understruken"},

		{"tag in parentheses", "### Stöd (Kommun)\n\nText.\n", "5:10 malgrupp-form"},
		{"tag in brackets", "### Stöd [Kommun]\n\nText.\n", "5:10 malgrupp-form"},
		{"tag in the middle", "### Stöd {Kommun} för alla\n\nText.\n", "5:10 malgrupp-form"},
		{"tags in text", "Det här är {Kommun} bara.\n", "5:12 malgrupp-form"},
		{"tag of a box", "::: viktigt {Kommun}\nText.\n:::\n", "5:13 malgrupp-form"},
		{"tag of a box with a title", "::: faktaruta Hej {Kommun}\nText.\n:::\n", "5:19 malgrupp-form"},
		{"several lists", "### Stöd {Kommun} {#stod}\n\n### Mer {Kommun}{Region}\n\n### Sist {alltid} {#sist}\n\nText.\n", ""},
		{"no tag", "### Stöd (vid behov)\n\nText {x}.\n", ""},
		{"two colons", ":: viktigt\nRing.\n", "5:1 block-form"},
		{"indented colons", "     ::: viktigt\n", "5:6 block-form 5:6 indrag"},

		{"title of a link", "Se [planen](a.md \"Planen för alla\").\n", "5:18 titel-dold"},
		{"titles of pictures", "![Steg](a.png 'Fyra steg') och ![Ett](<b c.png>\n  (Ett steg)).\n", "5:15 titel-dold 6:3 titel-dold"},
		{"titles in a list and a cell", "- [a](a.md \"x\")\n\nSå här.\n\n| A |\n| - |\n| [b](a_(1).md \"y\") |\n", "5:12 titel-dold 11:16 titel-dold"},
		{"title of a definition", "Se [a], [b][a] och ![c][a].\n\n[a]: a.md\n  \"Planen\"\n", "8:3 titel-dold"},
		{"title of a picture within a link", "[![Steg](a.png \"Fyra\")](b.md 'Sida')\n", "5:16 titel-dold 5:30 titel-dold"},
		{"titles in a quotation", "> Se [a](a.md\n> \"x\") och [b].\n>\n> [b]: b.md\n>   'y'\n", "6:3 titel-dold 9:5 titel-dold"},
		{"titles in a heading, a note and a box", "## Se [a](a.md \"x\")\n\nOrd.[^n]\n\n[^n]: [b](b.md (y)).\n\n::: viktigt\n![c [d](d.md \"z \\\" z\") c](c.png)\n:::\n",
			"5:16 titel-dold 9:16 titel-dold 12:14 titel-dold"},
		{"no title", "Se [a](a.md \"\"), [”b”](<a \"b\".md>) och [c].\n\n[c]: a.md\n", ""},

		{"share", "Filen finns på \\\\server\\mapp och (\\\\10.0.0.1\\c$).\n", "5:16 tecken-borta 5:35 tecken-borta"},
		{"share first, in bold, in a cell", "- \\\\server\\a\n\n**\\\\server\\b** är\n\n| A |\n| - |\n| \\\\server\\c |\n", "5:3 tecken-borta 7:3 tecken-borta 11:3 tecken-borta"},
		{"folder with a sign first", "Se C:\\_arkiv, G:\\Gemensam\\-gamla och \\\\\\\\server\\$dold.\n", "5:6 tecken-borta 5:26 tecken-borta 5:48 tecken-borta"},
		{"folders in a row", "Se K:\\Vård\\(gammalt)\\-x\\_y och K:\\a\\\\\\_b\\!c.\n", "5:11 tecken-borta 5:21 tecken-borta 5:24 tecken-borta 5:41 tecken-borta"},
		{"share in the text of a picture", "![Mappen \\\\server\\a](a.png)\n", "5:10 tecken-borta"},
		{"paths as they should be", "Se C:\\arkiv, C:\\\\_a, `\\\\server\\_a`, \\\\\\\\server\\\\_b, 2\\*3, A:\\* och a\\\\b.\n", ""},
		{"references to no character", "A &#0; &#xD800; &#x110000; **&#xDFFF;** ![&#1114112;](a.png)\n", "5:3 tecken-borta 5:8 tecken-borta 5:17 tecken-borta 5:30 tecken-borta 5:43 tecken-borta"},
		{"references to characters", "A &#229; &#x1F600; &amp; &#xFFFD; `&#0;` &#xFFFFFFF; \\&#0;\n", ""},
		{"languages that do not exist", "[ord]{eng}, [ord]{xx}, [ord]{en-EN}, [ord]{swe} och [ord]{sv-se}.\n", "5:5 markdown-okand"},
		{"languages on lines of their own", "[a]{eng}\n[b]{nds}\n[c]{zzz}\n[d]{und}\n[e]{xx}\n", "5:3 markdown-okand 7:3 markdown-okand 8:3 markdown-okand 9:3 markdown-okand"},
		{"languages", "[a]{en} [b]{fi} [c]{se} [d]{sma} [e]{smj} [f]{fit} [g]{rmy} [h]{en-GB} [i]{ar}\n", ""},
	} {
		var got []string
		for _, p := range Parse("a.md", []byte(top+c.text), Options{Taxonomy: taxonomy(t)}).Problems.Sorted() {
			if p.Rule != tableWithoutIntroduction && slices.Contains(Rules(), p.Rule) {
				got = append(got, fmt.Sprintf("%d:%d %s", p.Pos.Line, p.Pos.Column, p.Rule.ID))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q: %v, want %q", c.name, c.text, got, c.want)
		}
	}
}

// TestWrittenFixed checks that a text whose problems the program fixes has none left of
// the rules that were broken.
func TestWrittenFixed(t *testing.T) {
	for text, want := range map[string]string{
		"- >18 år: ge 10 mg\n":              "- \\>18 år: ge 10 mg\n",
		"Ge 2*3 och 1*2.\n":                 "Ge 2\\*3 och 1\\*2.\n",
		"Se \\\\server\\a och G:\\_b.\n":    "Se \\\\\\\\server\\a och G:\\\\\\_b.\n",
		"2026. Det året.\n":                 "2026\\. Det året.\n",
		"[Akut]: 112\n":                     "\\[Akut]: 112\n",
		"| A | B |\n| — | – |\n| 1 | 2 |\n": "| A | B |\n| --- | --- |\n| 1 | 2 |\n",
		"Namn\tDos\nA\t5|8 mg\n":            "| Namn | Dos |\n| --- | --- |\n| A | 5\\|8 mg |\n",
	} {
		problems := Parse("a.md", []byte(head+text), Options{Taxonomy: taxonomy(t)}).Problems
		got, _ := problem.Apply([]byte(head+text), problems)
		if string(got) != head+want {
			t.Errorf("%q becomes %q, want %q", text, strings.TrimPrefix(string(got), head), want)
		}
		left := Parse("a.md", got, Options{Taxonomy: taxonomy(t)}).Problems
		for _, p := range left {
			for _, before := range problems {
				if p.Rule == before.Rule {
					t.Errorf("%q: %v is left", text, p)
				}
			}
		}
	}
}

// TestAdvice checks that who does what the hint of a problem says has nothing left to do, and
// has lost nothing.
func TestAdvice(t *testing.T) {
	const note = "\n\n[^1]: Källa."
	for _, c := range []struct{ text, hint, mended, shown string }{
		{"Ring\u2028112.", "skriv ett mellanslag eller en vanlig radbrytning i stället", "Ring\n112.", "Ring⏎112."},
		{"Ring\u2029112.", "skriv ett mellanslag eller en vanlig radbrytning i stället", "Ring 112.", "Ring 112."},
		{"Ring&#x2028;112.", "skriv ett mellanslag eller en vanlig radbrytning i stället", "Ring 112.", "Ring 112."},
		{"Ring\v112.", "skriv ett mellanslag eller en vanlig radbrytning i stället", "Ring 112.", "Ring 112."},
		{"Ring\u0085112.", "skriv ett mellanslag eller en vanlig radbrytning i stället", "Ring 112.", "Ring 112."},
		{"Kris\u200bplan.", "ta bort det och skriv om ordet", "Krisplan.", "Krisplan."},

		{"Gör så (prioritet 3–5).", "(prioritet 3)–(prioritet 5)", "Gör så (prioritet 3)–(prioritet 5).", "prioritet 5"},
		{"Gör så (prio 3–5).", "(prioritet 3)–(prioritet 5)", "Gör så (prioritet 3)–(prioritet 5).", "prioritet 5"},
		{"Gör så (prio3–5).", "(prioritet 3)–(prioritet 5)", "Gör så (prioritet 3)–(prioritet 5).", "prioritet 5"},
		{"Gör så (prioritet 3 och 5).", "(prioritet 3) och (prioritet 5)", "Gör så (prioritet 3) och (prioritet 5).", "prioritet 5"},
		{"Gör så (prioritet 3, 4 eller 5).", "(prioritet 3), (prioritet 4) eller (prioritet 5)",
			"Gör så (prioritet 3), (prioritet 4) eller (prioritet 5).", "prioritet 5"},
		{"Gör så (för vuxna prioritet 3/5).", "(prioritet 3)/(prioritet 5)", "Gör så, för vuxna (prioritet 3)/(prioritet 5).", "prioritet 5"},
		{"Gör så (se prioritet 3, 5 mg).", "inom egen parentes: (prioritet 3)", "Gör så (prioritet 3), 5 mg.", ", 5 mg"},
		{"Gör så (prioritet 3, 2024).", "inom egen parentes: (prioritet 3)", "Gör så (prioritet 3), 2024.", "2024"},

		{"Ge 5 mg<sup>1</sup>.", "en fotnot: [^1]", "Ge 5 mg.[^1]" + note, "Källa"},
		{"Under 3 x 10<sup>9</sup>/l.", "⁹", "Under 3 x 10⁹/l.", "10⁹"},
		{"Ge O<sub>2</sub>.", "₂", "Ge O₂.", "O₂"},
		{"Ge <u>aldrig</u> mer.", "**orden**", "Ge **aldrig** mer.", "aldrig"},
		{"Ge <b>aldrig</b> mer.", "**orden**", "Ge **aldrig** mer.", "aldrig"},
		{"Ge <i>aldrig</i> mer.", "*orden*", "Ge *aldrig* mer.", "aldrig"},
		{"Ge <s>5</s> 10 mg.", "ta bort orden som inte gäller", "Ge 10 mg.", "10 mg"},
		{"Se <a href=\"https://www.1177.se\">Råd om vård</a>.", "[orden](adressen)", "Se [Råd om vård](https://www.1177.se).", "Råd om vård"},
		{"Ge <5 mg>.", "", "Ge \\<5 mg>.", "<5"},
	} {
		parse := func(text string) *Document {
			return Parse("a.md", []byte(head+text+"\n"), Options{Taxonomy: taxonomy(t)})
		}
		if found := parse(c.text).Problems; c.hint != "" && !slices.ContainsFunc(found, func(p problem.Problem) bool { return strings.Contains(p.Hint, c.hint) }) {
			t.Errorf("%q: %v, without the hint %q", c.text, found, c.hint)
			for _, p := range found {
				t.Log(p.Hint)
			}
		}
		if d := parse(c.mended); len(d.Problems) > 0 || !strings.Contains(spellAll(d), c.shown) {
			t.Errorf("%q: mended: %v in %s, want %q", c.text, d.Problems, spellAll(d), c.shown)
		}
	}
}

// TestNFC checks that a text whose letters and accents are characters of their own, as
// some programs save it, is the same text: its problems have the same places, and fixes
// fit.
func TestNFC(t *testing.T) {
	tax := taxonomy(t)
	const text = "---\ntitel: Å\nmålgrupp: [Elevhälsa]\n---\n\n## Överväg stöd {Elevhälsa}\n\nFör äldre >5 år, se [här](#överväg).\n\n" +
		"::: målgrupp Elevhälsa\nÅtgärd: ge 2*3 och 2*4 på fältet.\n:::\n\n- >18 år på köpet\n"
	want, got := Parse("a.md", []byte(text), Options{Taxonomy: tax}), Parse("a.md", norm.NFD.Bytes([]byte(text)), Options{Taxonomy: tax})
	if outline(got, tax) != outline(want, tax) {
		t.Errorf("got\n%s\nwant\n%s", outline(got, tax), outline(want, tax))
	}
	fixed, _ := problem.Apply(norm.NFD.Bytes([]byte(text)), got.Problems)
	same, _ := problem.Apply([]byte(text), want.Problems)
	if norm.NFC.String(string(fixed)) != string(same) {
		t.Errorf("fixed\n%s\nwant\n%s", fixed, same)
	}
}

// TestOnDisk checks that a picture or file on the writer's own computer is said to be one.
func TestOnDisk(t *testing.T) {
	for text, want := range map[string]string{
		`![Steg](file:///C:/Users/a/steg.png)`: "bilden ligger på din dator",
		`![Steg](C:\Users\a\steg.png)`:         "bilden ligger på din dator",
		`![Steg](<D:/Mina bilder/steg.png>)`:   "bilden ligger på din dator",
		`![Steg](\\\\server\bilder\steg.png)`:  "bilden ligger på din dator",
		`[planen](file:///home/a/plan.docx)`:   "filen ligger på din dator",
		`[planen](c:/plan.docx)`:               "filen ligger på din dator",
	} {
		problems := Parse("a.md", []byte(head+text+"\n"), Options{}).Problems
		if len(problems) == 0 || !strings.Contains(problems[0].Message, want) || strings.Contains(problems[0].Hint, "mailto") {
			t.Errorf("%s: %v", text, problems)
		}
	}
}
