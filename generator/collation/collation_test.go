package collation

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const ours = `<h2>Vad du gör</h2><p>Fråga alltid om suicidtankar och skriv ned vad personen svarar.</p>
<p>Läs mer om <a href="https://vard.example/krisplan">krisplanen</a> innan du börjar.</p>
<ol><li>Höj dosen till 50 mg.</li><li>Följ upp inom två veckor.</li></ol>
<table><tr><th>Ålder</th><th>Dos</th></tr><tr><td>Vuxna</td><td>50 mg</td></tr><tr><td>Äldre</td><td>25 mg</td></tr></table>
<p><img alt="En trappa med tre steg"></p>`

func text(t *testing.T) *Text {
	t.Helper()
	read, err := NewText([]byte(ours), Fields{Name: "stod.md", Title: "Stöd vid kris", Lead: "Så hjälper du någon i kris.",
		Keywords: []string{"kris", "stöd"}, Address: "https://vard.example/stod"})
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func pageOf(body string) string {
	return `<!doctype html><html><head><meta charset="utf-8"><title>Stöd vid kris – Vård</title></head><body><nav><a href="/">Start</a></nav><main>
<h1>Stöd vid kris</h1><p>Så hjälper du någon i kris.</p><div>` + body + `</div></main><footer><p>Om oss</p></footer></body></html>`
}

func compare(t *testing.T, src string) (*Result, error) {
	t.Helper()
	p, err := ReadPage([]byte(src), "")
	if err != nil {
		return nil, err
	}
	return Compare(text(t), p, "")
}

// TestDifferences checks what is said about single changes of a page.
func TestDifferences(t *testing.T) {
	for _, test := range []struct{ was, is, want string }{
		{"", "", ""},
		{"50 mg.", "5 mg.", "skiljer sig punkt i lista Höj dosen till [-50-]{+5+} mg. [dos eller enhet]"},
		{"inom två veckor", "<s>inom två veckor</s>", "skiljer sig punkt i lista"},
		{"veckor.", "veckor. <del>Eller inte.</del>", "skiljer sig punkt i lista"},
		{"alltid", "aldrig", "skiljer sig stycke Fråga [-alltid-]{+aldrig+} om"},
		{"<li>Följ upp inom två veckor.</li>", "", "saknas punkt i lista"},
		{"<ol>", "<ul>", "listan är onumrerad på sidan, ska vara numrerad"},
		{"<ol>", `<ol start="3">`, "numreringen börjar inte där den ska"},
		{"<h2>Vad du gör</h2>", "<p>Vad du gör</p>", "är stycke på sidan, ska vara rubrik"},
		{"<h2>Vad du gör</h2>", "<h3>Vad du gör</h3>", "rubriknivån är 3 på sidan, ska vara 2"},
		{"/krisplan", "/krisplanen", "leder till https://vard.example/krisplanen, ska leda till https://vard.example/krisplan"},
		{`<a href="https://vard.example/krisplan">krisplanen</a>`, "krisplanen", "länken ”krisplanen” till https://vard.example/krisplan saknas"},
		{">krisplanen</a> innan", ">krisplanen innan</a>", "länken är på orden ”krisplanen innan”"},
		{"<td>25 mg</td>", "<td>52 mg</td>", "[-25-]{+52+} mg"},
		{"<td>50 mg</td></tr><tr>", `<td rowspan="2">50 mg</td></tr><tr>`, "storleken (kolumner × rader) är 1 × 2"},
		{"<th>Dos</th>", "<td>Dos</td>", "cellen är en vanlig cell"},
		{"<tr><td>Äldre</td><td>25 mg</td></tr>", "", "saknas tabellcell"},
		{"tre steg", "fyra steg", "skiljer sig bild"},
		{"<li>Följ upp", `<li value="7">Följ upp`, "numreringen börjar inte där den ska"},
		{"<li>Följ upp", "</ol><ol><li>Följ upp", "börjar en egen lista, men hör till listan före"},
		{"<tr><td>Äldre", "</table><table><tr><td>Äldre", "börjar en egen tabell, men hör till tabellen före"},
		{`<img alt="En trappa med tre steg">`, `<a href="/stor"><img alt="En trappa med tre steg"></a>`, "länken ”En trappa med tre steg” till /stor finns bara på sidan"},
		{`<p><img alt="En trappa med tre steg"></p>`, "", "saknas bild"},
		{"</ol>", "</ol><p>Skickas till kollegor.</p>", "extra stycke"},
		{"</ol>", "</ol><h2>Vad du gör</h2>", "dubblerad rubrik"},
		{"steg\"></p>", "steg\"></p><p>Skickas till kollegor.</p>", "extra stycke"},
		{"Så hjälper du någon i kris.", "Så hjälper du alla i kris.", "skiljer sig ingress"},
		{"<p>Så hjälper du någon i kris.</p>", "", "saknas ingress"},
		{"<h1>Stöd vid kris</h1>", "<h1>Stöd vid kriser</h1>", "skiljer sig titel"},
		{"<title>Stöd vid kris", "<title>Stod", "skiljer sig titel i webbläsarens flik"},
		{"</head>", `<meta name="keywords" content="kris, hjälp"></head>`, "skiljer sig sökord"},
	} {
		src := pageOf(ours)
		if test.was != "" && !strings.Contains(src, test.was) {
			t.Fatalf("%q is not in the page", test.was)
		}
		r, err := compare(t, strings.Replace(src, test.was, test.is, 1))
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, d := range r.Differences {
			fmt.Fprintln(&got, d.Kind, d.What, Marks(d.Marked), d.Matters, d.Details)
		}
		if test.want == "" && got.Len() > 0 || !strings.Contains(got.String(), test.want) {
			t.Errorf("%q → %q: %s, want %q", test.was, test.is, got.String(), test.want)
		}
	}
}

// TestJoined checks that lists and tables that have become one are told, and a raised figure that is read with the one before.
func TestJoined(t *testing.T) {
	const words = "<p>Fråga alltid om suicidtankar och skriv ned vad personen svarar.</p>"
	for _, test := range []struct{ text, page, want string }{
		{"<ul><li>Oro</li></ul><ul><li>Sömn</li></ul>", "<ul><li>Oro</li><li>Sömn</li></ul>", "Sömn [sitter ihop med listan före]"},
		{"<ul><li>Oro<ul><li>Stark</li></ul></li></ul><ul><li>Sömn</li></ul>", "<ul><li>Oro<ul><li>Stark</li></ul></li><li>Sömn</li></ul>",
			"Sömn [sitter ihop med listan före]"},
		{"<ul><li>Oro</li><li>Sömn</li></ul>", "<ul><li>Oro</li></ul><ul><li>Sömn</li></ul>", "Sömn [börjar en egen lista, men hör till listan före]"},
		{"<table><tr><th>Barn</th></tr></table><table><tr><th>Vuxna</th></tr></table>", "<table><tr><th>Barn</th></tr><tr><th>Vuxna</th></tr></table>",
			"Vuxna [sitter ihop med tabellen före]"},
		{"<table><thead><tr><th>Barn</th></tr></thead><tbody><tr><td>2</td></tr></tbody></table>", "<table><tr><th>Barn</th></tr><tr><td>2</td></tr></table>", ""},
		{"<p>Ge 2<sup>1</sup> mg.</p>", "<p>Ge 21 mg.</p>", "Ge 2^1 mg. []"},
		{"<p>Ge 10<sup>9</sup> celler.</p>", "<p>Ge 10<sup><b>9</b></sup> celler.</p>", ""},
	} {
		text, err := NewText([]byte(words+test.text), Fields{})
		if err != nil {
			t.Fatal(err)
		}
		page, err := ReadPage([]byte("<main>"+words+test.page+"</main>"), "")
		if err != nil {
			t.Fatal(err)
		}
		r, err := Compare(text, page, "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range r.Differences {
			got = append(got, fmt.Sprint(d.Text, " ", d.Details))
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: %q, want %q", test.page, got, test.want)
		}
	}
}

// TestHostilePages checks that pages that are made to take long are read, or refused, and act on no terminal.
func TestHostilePages(t *testing.T) {
	for name, body := range map[string]string{
		"one link of many parts": `<a href="/">` + strings.Repeat("<b>x</b>", 1<<18) + "</a>",
		"one paragraph again":    strings.Repeat("<p>Fråga alltid om suicidtankar och skriv ned vad personen svarar.</p>", 9000),
		"half like it":           strings.Repeat("<p>Fråga aldrig om suicidtankar och skriv ned vad ni svarar.</p>", 9000),
		"one long paragraph":     "<p>" + strings.Repeat("Fråga alltid om annat. ", 20000) + "</p>",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := compare(t, pageOf(ours+body)); err != nil && !strings.Contains(err.Error(), "orimligt lång") {
				t.Error(err)
			}
		})
	}
	r, err := compare(t, pageOf(ours+"<p>Ring &#27;[2J\u202ecba nu.</p>"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteText(&b, []Outcome{{File: "a.md", Page: "a.html", Result: r}}); err != nil || strings.ContainsAny(b.String(), "\x1b\u202e") ||
		!strings.Contains(b.String(), "<U+001B>") {
		t.Errorf("%v, written: %q", err, b.String())
	}
}

// TestCosmetic checks that what readers do not see is counted and no difference.
func TestCosmetic(t *testing.T) {
	for _, change := range [][2]string{
		{"50 mg.", "50&nbsp;mg."}, {"suicidtankar", "suicid&shy;tankar"}, {"ned", "\u200bned"},
		{"Höj", "Ho\u0308j"}, {"/krisplan\"", "/krisplan/\""},
	} {
		r, err := compare(t, strings.Replace(pageOf(ours), change[0], change[1], 1))
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Differences) > 0 || r.Cosmetic != 1 {
			t.Errorf("%q: %d cosmetic, %+v", change[1], r.Cosmetic, r.Differences)
		}
	}
	for _, change := range [][2]string{{"50 mg.", "50mg."}, {"50 mg.", "5 0 mg."}, {"Fråga", "fråga"}, {"två", "tva"}} {
		r, err := compare(t, strings.Replace(pageOf(ours), change[0], change[1], 1))
		if err != nil || len(r.Differences) == 0 {
			t.Errorf("%q is no difference (%v)", change[1], err)
		}
	}
}

// TestBadPages checks that each page that cannot be compared is said to be what it is.
func TestBadPages(t *testing.T) {
	foreign := strings.Repeat("<p>Något helt annat om trädgårdar, fåglar, båtar och äpplen på hösten.</p>", 8)
	for name, test := range map[string]struct{ src, want string }{
		"empty":         {"", "tom"},
		"blanks":        {" \n\t", "tom"},
		"large":         {strings.Repeat("<p>x</p>", 50<<20/8), "större än 20 MB"},
		"pdf":           {"%PDF-1.7 <p>", "pdf"},
		"plain text":    {"Fråga alltid om suicidtankar.", "ingen webbsida"},
		"json":          {`{"titel": "Stöd"}`, "ingen webbsida"},
		"zip":           {"PK\x03\x04abc", "ingen webbsida"},
		"mht":           {"From: x\nContent-Type: multipart/related;\n\n<html>", ".mht"},
		"login":         {`<html><title>Välkommen</title><form><input type="password"></form>` + foreign, "inloggningssida"},
		"login by name": {"<html><title>Logga in</title>" + foreign, "inloggningssida"},
		"404":           {"<html><title>Sidan hittades inte</title><h1>Hoppsan</h1>" + foreign, "felsida"},
		"404 heading":   {"<html><title>Vård</title><h1>404</h1>" + foreign, "felsida"},
		"script":        {`<html><body><div id="app"></div><script src="a.js"></script></body></html>`, "skript"},
		"another page":  {"<html><title>Trädgård</title>" + foreign, "kan inte vara textens sida"},
		"deep":          {strings.Repeat("<div>", 100000), "delar i varandra"},
		"mojibake":      {strings.NewReplacer("å", "Ã¥", "ä", "Ã¤", "ö", "Ã¶").Replace(pageOf(ours)), "teckenkodning är fel"},
		"lost letters":  {strings.NewReplacer("å", "\ufffd", "ä", "\ufffd", "ö", "\ufffd").Replace(pageOf(ours)), "teckenkodning är fel"},
	} {
		if _, err := compare(t, test.src); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}

// TestEncodings checks that pages are read as what they are stored as.
func TestEncodings(t *testing.T) {
	latin, err := charmap.Windows1252.NewEncoder().String(strings.ReplaceAll(strings.Replace(pageOf(ours), `charset="utf-8"`, `charset="iso-8859-1"`, 1), "→", ""))
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(pageOf(ours))
	if err != nil {
		t.Fatal(err)
	}
	for name, src := range map[string]string{"Windows-1252": latin, "UTF-16": wide, "mark": "\ufeff" + pageOf(ours)} {
		if r, err := compare(t, src); err != nil || len(r.Differences) > 0 {
			t.Errorf("%s: %v %+v", name, err, r)
		}
	}
}

// TestBroken checks that broken markup neither hides nor makes up words.
func TestBroken(t *testing.T) {
	r, err := compare(t, strings.NewReplacer("</li>", "", "</p>", "", "</td>", "", "</tr>", "", "</div></main>", "").Replace(pageOf(ours)))
	if err != nil || len(r.Differences) > 0 {
		t.Errorf("%v %+v", err, r)
	}
	cut := pageOf(ours)
	if r, err = compare(t, cut[:strings.Index(cut, "<table>")]); err != nil || len(r.Differences) == 0 {
		t.Errorf("a page that is cut off is the same (%v)", err)
	}
	if r, err = compare(t, strings.Replace(cut, "<ol>", "<!-- <ol>", 1)); err == nil && len(r.Differences) == 0 {
		t.Error("a page with an open comment is the same")
	}
}

// TestSelector checks that a part of the page can be named.
func TestSelector(t *testing.T) {
	src := strings.Replace(pageOf(ours), "<div>", `<div id="text" class="a rich">`, 1)
	p, err := ReadPage([]byte(src), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, selector := range []string{"#text", ".rich", "div.rich", "div", "DIV#text"} {
		if r, err := Compare(text(t), p, selector); err != nil || len(r.Differences) > 0 {
			t.Errorf("%s: %v %+v", selector, err, r)
		}
	}
	for _, selector := range []string{"#nej", ".ric", "section", "p.rich"} {
		if _, err := Compare(text(t), p, selector); err == nil {
			t.Errorf("%s fits", selector)
		}
	}
	if r, err := Compare(text(t), p, "nav"); err != nil || len(r.Differences) < 5 {
		t.Errorf("the menu has the text: %v %+v", err, r)
	}
}

// TestHostile checks that large pages are compared within reason.
func TestHostile(t *testing.T) {
	for name, body := range map[string]string{
		"paragraphs":      strings.Repeat("<p>Fråga alltid om suicidtankar.</p>", 3000),
		"cells":           "<table>" + strings.Repeat("<tr><td>50 mg</td></tr>", 3000) + "</table>",
		"long paragraph":  "<p>" + strings.Repeat("Fråga alltid om suicidtankar. ", 5000) + "</p>",
		"many paragraphs": strings.Repeat("<p>Fråga alltid om suicidtankar.</p>", 100000),
		"many cells":      "<table><tr>" + strings.Repeat("<td>50 mg</td>", 100000) + "</tr></table>",
		"many words":      "<p>" + strings.Repeat("Fråga alltid om suicidtankar. ", 100000) + "</p>",
		"wide span":       `<table><tr><td colspan="999999999">50 mg</td></tr></table>`,
		"nested":          strings.Repeat("<div><p>Fråga alltid</p>", 400),
		"many links":      "<p>" + strings.Repeat(`<a href="x">a</a>`, 100000) + "</p>",
	} {
		t.Run(name, func(t *testing.T) {
			r, err := compare(t, pageOf(ours+body))
			if refused := strings.HasPrefix(name, "many"); refused != (err != nil) || !refused && len(r.Differences) == 0 {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestWriteText lists compared pages first, and texts that have no page together after them, so that these
// do not hide what differs.
func TestWriteText(t *testing.T) {
	const why = "ingen sida i sidor är textens; spara den dit från webbläsaren"
	all := []Outcome{
		{File: "a.md", Title: "A", Fault: why},
		{File: "b.md", Title: "B", Page: "b.html", Fault: "sidan är tom"},
		{File: "c.md", Title: "C", Fault: why},
		{File: "d.md", Title: "D", Fault: "texten har ingen adress"},
		{Page: "x.html", Fault: "sidan är inte någon av texternas"},
	}
	var b strings.Builder
	if err := WriteText(&b, all); err != nil {
		t.Fatal(err)
	}
	want := `b.md – B
  jämförd med b.html
  Inte jämförd: sidan är tom.

x.html
  Inte jämförd: sidan är inte någon av texternas.

2 texter är inte jämförda: ` + why + `.
  a.md – A
  c.md – C

1 text är inte jämförd: texten har ingen adress.
  d.md – D

5 jämförelser: 0 lika, 0 skiljer sig, 5 kunde inte jämföras.
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// TestJudgeNoText checks that a page of no text is said to be what it is, where that can be seen.
func TestJudgeNoText(t *testing.T) {
	for src, want := range map[string]string{
		`<title>Välkommen</title><form><input type="password"></form><p>Skriv lösenordet.</p>`: "inloggningssida",
		"<title>Logga in</title><p>Välj sätt.</p>":                                             "inloggningssida",
		"<title>Sidan finns inte</title><h1>Sidan finns inte</h1>":                             "felsida",
		"<title>Recept</title><p>Vispa ägg och mjölk.</p>":                                     "inte någon av texternas",
	} {
		p, err := ReadPage([]byte("<!doctype html><html>"+src), "")
		if err != nil {
			t.Fatal(err)
		}
		if o := Judge(p, "a.html", nil, ""); !strings.Contains(o.Fault, want) {
			t.Errorf("%s is said to be %q", src, o.Fault)
		}
	}
}
