package feedback

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/field"
)

// TestMarshal checks that what is written is read as it was, whatever is in it.
func TestMarshal(t *testing.T) {
	for _, text := range []string{
		"Ge 5 mg.", "null", "~", "ja", "010", "- a", "a: b", "a #b", "# a\nb", "'a'", `"a" \n`, "”a”", "{a}", "[a", "*a", "&a", "!a",
		"| a", "> a", "%a", "@a", "a\nb", "a\n\n\nb", "a\n  b\n\tc", "a\n\tb", "a\n\u00a0b", "a\u200bb\nc", "a\tb\nc", "😀", "a\n---\nb",
		"<script>alert(1)</script>", "=HYPERLINK(\"x\")", "a:\nb:", "?", "? a", "synpunkter:\n  - id: x", "a\n: b", "\uFFFD", "a\u00adb\nc",
		strings.Repeat("långt ", 10_000), "-", "a -", "…", "e\u0301", "2027-03-04", "a\u3000b\nc", "\uE000", "true", "No", "1e3", "1.5", "0x1F",
	} {
		kept := Comment{ID: "11111111-aaaa", Date: "2027-03-04", Kind: "bra", Text: Clean(text), Quote: line(text), Reply: Clean(text),
			Status: New, From: line(text)}
		src := Marshal([]Comment{kept})
		got, found := Load("a.yaml", src)
		if len(got) != 1 || got[0] != kept || len(found) > 0 {
			t.Errorf("%.40q is written as\n%.300s\nand read as %+v, %v", text, src, got, found)
		}
	}
}

// TestMarshalQuotes checks that what could be another value than text is quoted, and nothing else.
func TestMarshalQuotes(t *testing.T) {
	for text, quoted := range map[string]bool{
		"true": true, "False": true, "no": true, "y": true, "null": true, "010": true, "5": true, "1e3": true, "1.5": true, "1_000": true,
		"0x1F": true, "0o7": true, "ja": false, "2027-03-04": false, "5 mg": false, "5f3a2b1c0d": false, "1 e3": false, "Nej": false,
		"11111111-aaaa": false, "e3": false,
	} {
		if got := field.YAML(text); got != text != quoted {
			t.Errorf("%s is written as %s", text, got)
		}
	}
}

// TestStatusIsOneLine checks that git shows a changed status as one line.
func TestStatusIsOneLine(t *testing.T) {
	a := []Comment{{ID: "a", Text: "b\nc", Status: New}, {ID: "b", Text: "d", Status: New}}
	before := strings.Split(string(Marshal(a)), "\n")
	a[0].Status = "avvisad"
	differ := 0
	for i, l := range strings.Split(string(Marshal(a)), "\n") {
		if l != before[i] {
			differ++
		}
	}
	if differ != 1 {
		t.Errorf("%d lines differ", differ)
	}
}

// TestLoadProblems checks that each mistake is found where it is.
func TestLoadProblems(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"synpunkter:\n  - synpunkt: Hej", "a.yaml:2:5: fel: synpunkten saknar id och visas inte [synpunkt-ofullstandig]"},
		{"synpunkter:\n  - id: a\n    status: ny", "a.yaml:2:5: fel: synpunkten säger ingenting [synpunkt-ofullstandig]"},
		{"synpunkter:\n  - {id: a, synpunkt: b}\n  - {id: a, synpunkt: c}", "a.yaml:3:5: fel: två synpunkter har id a [synpunkt-dubbel]"},
		{"synpunkter:\n  - {id: a, synpunkt: b, slag: sakfell}", "a.yaml:2:32: fel: ordet \"sakfell\" finns inte [synpunkt-ord]"},
		{"synpunkter:\n  - {id: a, synpunkt: b, status: avisad}", "a.yaml:2:34: fel: ordet \"avisad\" finns inte [synpunkt-ord]"},
		{"synpunkter:\n  - id: a\n    synpunkt: Om 19121212-1212.", "a.yaml:3:15: fel: här står något som ser ut som ett personnummer [synpunkt-personnummer]"},
		{"synpunkter:\n  - id: a\n    synpunkt: |-\n      Om\n      19121212-1212.", "a.yaml:3:15: fel: här står något som ser ut som ett personnummer [synpunkt-personnummer]"},
		{"synpunkter:\n  - {id: a, synpunkt: b, från: 121212-1212}", "a.yaml:2:32: fel: här står något som ser ut som ett personnummer [synpunkt-personnummer]"},
		{"synpunkter:\n  - {id: a, synpunkt: b, datum: 2027-02-30}", "a.yaml:2:33: fel: \"2027-02-30\" är inte ett datum som finns [fel-datum]"},
		{"synpunkter:\n  - {id: a, synpunkt: Ring 08-123 45 67, status: NY, slag: Språk}", ""},
		{"", ""},
	} {
		_, found := Load("a.yaml", []byte(c.src))
		got := ""
		if len(found) > 0 {
			got = found[0].String()
		}
		if got != c.want || len(found) > 1 {
			t.Errorf("%s\n%v, want %s", c.src, found, c.want)
		}
	}
}

// TestKindWords checks that a kind is written as people write it, by the program and in the letters of
// the preview, and read as that and as its id.
func TestKindWords(t *testing.T) {
	src, err := os.ReadFile("../../assets/js/feedback/store.js")
	if err != nil {
		t.Fatal(err)
	}
	_, words, found := strings.Cut(string(src), "const KIND_WORDS = new Map([")
	words, _, closed := strings.Cut(words, "]);")
	if !found || !closed {
		t.Fatal("the preview has no words for kinds")
	}
	labels := map[string]string{"malgrupp": "Fel målgrupp", "saknas": "Något saknas", "sprak": "Språk", "fraga": "Fråga", "sakfel": "Sakfel", "otydligt": "Otydligt", "bra": "Bra"}
	var differ []string
	for i, kind := range Kinds {
		word := KindWords()[i]
		if word != kind {
			differ = append(differ, fmt.Sprintf("[%q, %q]", kind, word))
		}
		kept := Comment{ID: "11111111-aaaa", Kind: kind, Text: "Hej", Status: New}
		if src := string(Marshal([]Comment{kept})); !strings.Contains(src, "slag: "+word+"\n") {
			t.Errorf("%s is kept as\n%s", kind, src)
		}
		var table strings.Builder
		if err := WriteCSV(&table, []Comment{kept}, func(Comment) string { return "" }); err != nil || !strings.Contains(table.String(), ";"+word+";") {
			t.Errorf("%v: %s is in a table\n%s", err, kind, table.String())
		}
		for _, written := range []string{kind, word, strings.ToUpper(word), norm.NFD.String(word), labels[kind]} {
			fromFile, problems := Load("a.yaml", []byte("synpunkter:\n  - {id: a, synpunkt: b, slag: "+written+"}"))
			fromMail, _ := ReadText(strings.Replace(mailed, "Slag: sakfel", "Slag: "+written, 1))
			fromTable, _ := ReadCSV([]byte("synpunkt;slag\nHej;"+written+"\n"), "v1", nil)
			fromJSON, _ := ReadJSON([]byte(answer(strings.Replace(item, `[{`, `[{"purpose": "classifying", "value": "`+written+`"}, {`, 1))))
			for i, read := range [][]Comment{fromFile, fromMail.Comments, fromTable.Comments, fromJSON.Comments} {
				if len(read) != 1 || read[0].Kind != kind || len(problems) > 0 {
					t.Errorf("%d: %q is read as %+v, %v", i, written, read, problems)
				}
			}
		}
	}
	if want := strings.Join(differ, ", "); words != want {
		t.Errorf("the preview has the words %s, want %s", words, want)
	}
	_, problems := Load("a.yaml", []byte("synpunkter:\n  - {id: a, synpunkt: b, slag: malgrup}"))
	if len(problems) != 1 || !strings.Contains(problems[0].Hint, "målgrupp") {
		t.Errorf("%v", problems)
	}
	if d, _ := ReadText(strings.Replace(mailed, "Slag: sakfel", "Slag: malgrup", 1)); len(d.Notes) == 0 || !strings.Contains(d.Notes[0], "målgrupp") {
		t.Errorf("%q", d.Notes)
	}
}

const item = `{"id": "urn:uuid:11111111-aaaa", "type": "Annotation", "created": "2027-03-04T10:00:00Z", "body": [{"purpose": "commenting", "value": "Hej"}], "target": {"source": "/a/"}}`

func answer(items string) string {
	return `{"id": "urn:uuid:aaaaaaaa-bbbb", "type": "AnnotationPage", "provtryck:round": "adhd", "items": [` + items + `]}`
}

// TestReadJSON checks what is taken of an answer and what is refused, and why.
func TestReadJSON(t *testing.T) {
	with := func(old, new string) string { return answer(strings.Replace(item, old, new, 1)) }
	for _, c := range []struct{ src, want string }{
		{answer(item), "1 "},
		{answer(""), "0 "},
		{answer(item + "," + item), "1 "},
		{with(`"Hej"`, `"Hej", "okänt": {"a": [1]}`), "1 "},
		{with(`[{"purpose": "commenting", "value": "Hej"}]`, `{"purpose": "commenting", "value": "Hej"}`), "1 "},
		{with(`"Hej"`, `5`), "0 synpunkt 1 av 1: värdet av body.value är av fel slag"},
		{with(`"Hej"`, `" \u0000 "`), "0 synpunkt 1 av 1: den säger ingenting"},
		{with(`"/a/"`, `["/a/"]`), "0 synpunkt 1 av 1: värdet av target.source är av fel slag"},
		{with(`"Annotation"`, `"Note"`), `0 synpunkt 1 av 1: typen är "Note", inte Annotation`},
		{with("urn:uuid:11111111-aaaa", "../../x"), "0 synpunkt 1 av 1: den har inget id som kan användas"},
		{with("urn:uuid:11111111-aaaa", `a\"><script>`), "0 synpunkt 1 av 1: den har inget id som kan användas"},
		{with("2027-03-04T10:00:00Z", "2027-13-04"), `1 synpunkten 11111111-aaaa: tiden "2027-13-04" finns inte och är struken`},
		{with("Hej", strings.Repeat("a", maxComment)), "0 synpunkt 1 av 1: den är längre än 1 MB"},
		{answer("5"), "0 synpunkt 1 av 1: det är inte vad förhandsvisningen skriver"},
		{answer(`5, ` + item), "1 synpunkt 1 av 2: det är inte vad förhandsvisningen skriver"},
		{`{"type": "AnnotationPage"}`, "- filen är inget svar från förhandsvisningen; be om filen som heter synpunkter-….json"},
		{`{"type": "Invoice", "provtryck:round": ""}`, "- filen är inget svar från förhandsvisningen; be om filen som heter synpunkter-….json"},
		{`{"type": "AnnotationPage", "provtryck:round": "../x"}`, `- "../x" kan inte vara en omgång`},
		{`[]`, "- det är inte vad förhandsvisningen skriver"},
		{`{"type": "AnnotationPage", "items": 5}`, "- värdet av items är av fel slag"},
		{answer(item)[:100], "- filen är skadad eller ingen JSON: det tar stopp efter 100 byte; be om filen igen"},
		{"", "- filen är skadad eller ingen JSON: det tar stopp efter 0 byte; be om filen igen"},
		{strings.Repeat("[", 100_000), "- filen är skadad eller ingen JSON: det tar stopp efter 10001 byte; be om filen igen"},
		{strings.Repeat(" ", MaxFile+1), "- filen är större än 10 MB"},
		{answer(strings.TrimSuffix(strings.Repeat("5,", maxCount+1), ",")), "- filen har fler än 10000 synpunkter"},
	} {
		d, err := ReadJSON([]byte(c.src))
		got := fmt.Sprintf("%d %s", len(d.Comments), strings.Join(append(d.Refused, d.Notes...), "; "))
		if err != nil {
			got = "- " + err.Error()
		}
		if got != c.want {
			t.Errorf("%.200s\n%s, want %s", c.src, got, c.want)
		}
	}
}

// TestHostile checks that what somebody sends is text and no more.
func TestHostile(t *testing.T) {
	d, err := ReadJSON([]byte(answer(strings.ReplaceAll(strings.ReplaceAll(item, "Hej", `a\u0000\u001b[2J\u202e\ufeff\r\nb\u2028c`), "/a/",
		`../../etc\n- id: x`))))
	if err != nil || len(d.Comments) != 1 {
		t.Fatal(err, d)
	}
	c := d.Comments[0]
	if c.Text != "a[2J\nb\nc" || c.Page != "../../etc - id: x" {
		t.Errorf("%q %q", c.Text, c.Page)
	}
	if got, found := Load("a", Marshal(d.Comments)); len(got) != 1 || len(found) > 0 {
		t.Errorf("%v %v", got, found)
	}
}

const mailed = `Synpunkter från förhandsvisningen (del 1 av 2)
Omgång: adhd
Svar: aaaaaaaa-bbbb
Från: Kurator
Organisation: Region Exempel
E-post: a@exempel.se

--- Synpunkt 11111111-aaaa
Text: /a/#dos
Avsnitt: Dos
Slag: sakfel
Version: 5f3a
Läsare: kurator
Datum: 2027-03-04
Citat: Ge 5 mg: till natten
Före: a
Efter: b
Synpunkt:
| Om värdet är över
|
| > 5 så ge
|   mindre. Text: inte.
Förslag:
| Ge 3 mg
--- Slut
`

// TestReadText checks that a comment is read whatever mail has done to it.
func TestReadText(t *testing.T) {
	want := Comment{ID: "11111111-aaaa", Answer: "aaaaaaaa-bbbb", Round: "adhd", From: "Kurator", Organisation: "Region Exempel",
		Email: "a@exempel.se", Page: "/a/", Section: "dos", Kind: "sakfel", Version: "5f3a", Reader: "kurator", Date: "2027-03-04",
		Quote: "Ge 5 mg: till natten", Before: "a", After: "b", Text: "Om värdet är över\n\n> 5 så ge\n  mindre. Text: inte.",
		Suggestion: "Ge 3 mg", Status: New}
	for name, text := range map[string]string{
		"as it is":        mailed,
		"greeting":        "Hej!\nText: här.\n\n" + mailed + "\n-- \nKurator\nText: sist\n",
		"CRLF":            strings.ReplaceAll(mailed, "\n", "\r\n"),
		"quoted":          "> " + strings.ReplaceAll(mailed, "\n", "\n> "),
		"twice quoted":    ">> " + strings.ReplaceAll(mailed, "\n", "\n>> "),
		"quoted by blank": "> > " + strings.ReplaceAll(mailed, "\n", "\n> > "),
		"quoted bare":     ">" + strings.ReplaceAll(strings.ReplaceAll(mailed, "\n", "\n>"), ">\n", ">\n"),
		"indented":        "    " + strings.ReplaceAll(mailed, "\n", "\n    "),
		"broken quote":    strings.Replace(mailed, "mg: till", "mg:\ntill", 1),
		"broken names":    strings.Replace(mailed, "mg: till natten\n", "mg:\ntill natten\n", 1),
		"broken comment":  strings.Replace(mailed, "över", "\növer", 1),
		"broken before >": strings.Replace(mailed, "| > 5 så", "| >\n5 så", 1),
		"broken at >":     strings.Replace(mailed, "| > 5 så", "|\n> 5 så", 1),
		"broken at name":  strings.Replace(mailed, " Text: inte", "\nText: inte", 1),
		"broken id":       strings.Replace(mailed, "Synpunkt 1", "Synpunkt\n1", 1),
		"empty lines":     strings.ReplaceAll(mailed, "\n", "\n\n"),
		"long dashes":     strings.ReplaceAll(mailed, "---", "—"),
		"no last blank":   strings.ReplaceAll(mailed, "|\n", "| \n"),
		"one line":        strings.Replace(mailed, "a\nEfter", "a / Efter", 1),
		"next begins":     strings.Replace(mailed, "--- Slut\n", "--- Synpunkt 2\n--- Slut", 1),
		"twice":           mailed + "\n" + mailed,
	} {
		d, err := ReadText(text)
		if err != nil || len(d.Comments) == 0 {
			t.Errorf("%s: %v %v", name, err, d.Refused)
			continue
		}
		got := d.Comments[0]
		if name == "broken at >" {
			got.Text = strings.Replace(got.Text, "\n > 5", "\n> 5", 1)
		}
		if got != want || len(d.Comments) != 1 {
			t.Errorf("%s:\n%+v, want\n%+v", name, got, want)
		}
		if missing := d.Missing(); !slices.Equal(missing, []string{"del 2 av 2 av svaret aaaaaaaa-bbbb finns inte bland filerna"}) {
			t.Errorf("%s: %q", name, missing)
		}
	}
	d, _ := ReadText(strings.Replace(mailed, "--- Slut", "", 1))
	if len(d.Comments) > 0 || !slices.Equal(d.Refused, []string{"synpunkten 11111111-aaaa saknar slut; be om den igen"}) {
		t.Errorf("cut off: %v %q", d.Comments, d.Refused)
	}
	if _, err := ReadText("Hej!"); err != ErrNone {
		t.Error(err)
	}
}

// inMail returns a text as a mail of some form.
func inMail(form, text string) string {
	var b strings.Builder
	b.WriteString("From: a@exempel.se\r\nSubject: Synpunkter\r\nMIME-Version: 1.0\r\n")
	asHTML := func() string {
		s := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
		return "<html><head><title>x</title><style>p{}</style></head><body><div>" +
			strings.ReplaceAll(strings.ReplaceAll(s, "  ", " &nbsp;"), "\n", "</div>\n<div>") + "</div></body></html>"
	}
	latin := func(s string) string {
		var b []byte
		for _, r := range s {
			b = append(b, byte(r))
		}
		return string(b)
	}
	switch form {
	case "plain":
		b.WriteString("Content-Type: text/plain; charset=utf-8\r\n\r\n" + text)
	case "no type":
		b.WriteString("\r\n" + text)
	case "latin-1":
		b.WriteString("Content-Type: text/plain; charset=iso-8859-1\r\n\r\n" + latin(text))
	case "windows, said to be utf-8":
		b.WriteString("Content-Type: text/plain; charset=utf-8\r\n\r\n" + latin(text))
	case "quoted-printable":
		b.WriteString("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
		b.WriteString(quotedPrintable(text))
	case "base64":
		b.WriteString("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: BASE64\r\n\r\n" + base64Lines(text))
	case "html":
		b.WriteString("Content-Type: text/html; charset=utf-8\r\n\r\n" + asHTML())
	case "alternative":
		b.WriteString("Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
			text + "\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + asHTML() + "\r\n--x--\r\n")
	case "forwarded":
		b.WriteString("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSe nedan.\r\n" +
			"--x\r\nContent-Type: message/rfc822\r\n\r\n" + inMail("alternative", text) + "\r\n--x--\r\n")
	case "text attached":
		b.WriteString("Content-Type: multipart/mixed; boundary=\"x y\"\r\n\r\n--x y\r\nContent-Type: text/plain; name=a.txt\r\n\r\n" +
			text + "\r\n--x y--\r\n")
	}
	return b.String()
}

var mailForms = []string{"plain", "no type", "latin-1", "windows, said to be utf-8", "quoted-printable", "base64", "html",
	"alternative", "forwarded", "text attached"}

// TestReadMail checks that comments are read from every form of mail.
func TestReadMail(t *testing.T) {
	want, _ := ReadText(mailed)
	for _, form := range mailForms {
		d, err := ReadMail([]byte(inMail(form, mailed)))
		if err != nil || !slices.Equal(d.Comments, want.Comments) || len(d.Refused) > 0 {
			t.Errorf("%s: %v %v\n%+v, want\n%+v", form, err, d.Refused, d.Comments, want.Comments)
		}
	}
	attached := "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/octet-stream\n" +
		"Content-Disposition: attachment; filename=synpunkter.json\nContent-Transfer-Encoding: base64\n\n" + base64Lines(answer(item)) + "\n--x--\n"
	if d, err := ReadMail([]byte(attached)); err != nil || len(d.Comments) != 1 {
		t.Errorf("attached: %v %v", err, d)
	}
	named := strings.Replace(attached, "application/octet-stream", "application/octet-stream; name=synpunkter.json", 1)
	for _, src := range []string{named, strings.Replace(named, "; filename=synpunkter.json", "", 1),
		strings.Replace(attached, "filename=synpunkter.json", "filename=SVAR.JSON", 1)} {
		if d, err := ReadMail([]byte(src)); err != nil || len(d.Comments) != 1 {
			t.Errorf("%.200s: %v %v", src, err, d)
		}
	}
	text := strings.Replace(strings.Replace(named, "name=synpunkter.json", "name=a.json", 1), "filename=synpunkter.json", "filename=b.bin", 1)
	if d, err := ReadMail([]byte(text)); err == nil {
		t.Errorf("the name of a file is not the one that it is sent as: %v", d)
	}
	deep := strings.Repeat("Content-Type: message/rfc822\n\n", 10_000)
	for src, want := range map[string]string{
		"x":                                  "mejlet går inte att läsa; spara det på nytt som .eml",
		"Subject: =?utf-8?q?=C3=A5?=\n\nHej": `mejlet "å": här finns inga synpunkter från förhandsvisningen`,
		deep:                                 "mejlet har fler delar än som kan läsas",
		"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nHej": `mejlet "": här finns inga synpunkter från förhandsvisningen`,
	} {
		if _, err := ReadMail([]byte(src)); err == nil || err.Error() != want {
			t.Errorf("%.60q: %v, want %s", src, err, want)
		}
	}
}

// TestReadMbox checks that the mails of a folder are read, and the others named.
func TestReadMbox(t *testing.T) {
	second := strings.ReplaceAll(strings.Replace(mailed, "del 1", "del 2", 1), "11111111", "22222222")
	box := "From a@exempel.se Thu Mar  4 10:00:00 2027\n" + inMail("plain", mailed) + "\n\nFrom b@exempel.se Thu Mar  4 10:00:00 2027\n" +
		"Subject: Lunch\n\nFrom kl. 12?\n\nFrom c@exempel.se Thu Mar  4 10:00:00 2027\n" +
		inMail("plain", strings.Replace(second, "\n\n---", "\n\n>From Kim 10:00\n\n---", 1)) + "\n"
	d, err := ReadMbox([]byte(box))
	if err != nil || len(d.Comments) != 2 || len(d.Missing()) > 0 || len(d.Refused) > 0 ||
		!slices.Equal(d.Notes, []string{`mejlet "Lunch": här finns inga synpunkter från förhandsvisningen`}) {
		t.Errorf("%v %+v", err, d)
	}
}

// TestReadCSV checks that tables are read with whatever separator and encoding they have.
func TestReadCSV(t *testing.T) {
	columns := map[string]string{"synpunkt": "Vad tycker du?", "text": "Vilken sida?"}
	for _, c := range []struct{ src, want string }{
		{"Vad tycker du?;Vilken sida?\nBra, å;/a/#b\n", "Bra, å @/a/#b"},
		{"\ufeffsep=;\r\nvad tycker du?;Vilken sida?\r\n\"Två\nrader\";/a/\r\n", "Två\nrader @/a/#"},
		{"Vilken sida?,\"Vad tycker du?\"\n/a/,\"\"\"x\"\"\"\n", "\"x\" @/a/#"},
		{"Vilken sida?\tVad tycker du?\n/a/\tx;y\n", "x;y @/a/#"},
		{"Vad tycker du?;Vilken sida?\nBr\xe5;/a/\n", "Brå @/a/#"},
		{"\xff\xfem\x00e\x00s\x00s\x00a\x00g\x00e\x00\n\x00\xe5\x00", "å @#"},
		{"name,email,message,created_at,page\nKim,a@b.se,Hej,2027-03-04 10:00:00 UTC,/a/\n", "Hej @/a/# Kim a@b.se 2027-03-04"},
		{"synpunkt\nx\nx\n", "x @#|x @#"},
		{"synpunkt;a\nx;1\n;\ny;2\n", "x @#|y @#|kolumner som inte togs med: a"},
		{"synpunkt\nx;y\nz\n", "z @#|rad 2: raden har fler celler än det finns rubriker"},
		{"synpunkt\nx\n\"y\n", "x @#|rad 3 och det som följer: citattecknen går inte ihop; exportera tabellen igen"},
		{"a;b\nx;y\n", "ingen kolumn är synpunkten; filens kolumner är a, b: skriv vilken under kolumner: i omgångens fil"},
		{"", "filen är ingen tabell: den första raden ska ha kolumnernas rubriker"},
		{"id,payload\n1,\"" + strings.ReplaceAll(answer(item), `"`, `""`) + "\"\n", "Hej @/a/# 2027-03-04"},
		{"Vad tycker du?;text;Vilken sida?\nx;y;\n", "x @#|kolumner som inte togs med: text"},
		{"slag;synpunkt\nBra;\n", " @#"},
		{"synpunkt\n'=x\n", "'=x @#"},
		{"payload\n\"" + strings.ReplaceAll(answer(item)[:150], `"`, `""`) + "\"\n", "rad 2: filen är skadad eller ingen JSON: det tar stopp efter 150 byte; be om filen igen"},
		{"svaret\n\"" + mailed + "\"\n", "Om värdet är över\n\n> 5 så ge\n  mindre. Text: inte. @/a/#dos Kurator a@exempel.se 2027-03-04"},
	} {
		d, err := ReadCSV([]byte(c.src), "adhd", columns)
		var got []string
		ids := map[string]bool{}
		for _, c := range d.Comments {
			ids[c.ID] = true
			words := fmt.Sprintf("%s @%s#%s", c.Text, c.Page, c.Section)
			for _, more := range []string{c.From, c.Email, c.Date} {
				if more != "" {
					words += " " + more
				}
			}
			got = append(got, words)
		}
		got = append(append(got, d.Refused...), d.Notes...)
		if err != nil {
			got = []string{err.Error()}
		}
		if strings.Join(got, "|") != c.want || err == nil && len(ids) != len(d.Comments) {
			t.Errorf("%.60q: %q, want %q", c.src, strings.Join(got, "|"), c.want)
		}
		again, _ := ReadCSV([]byte(c.src), "adhd", columns)
		if !slices.Equal(again.Comments, d.Comments) {
			t.Errorf("%.60q is read in two ways", c.src)
		}
	}
}

// TestNoRound checks that a table without a round is refused, unless it says itself.
func TestNoRound(t *testing.T) {
	if _, err := ReadCSV([]byte("synpunkt\nx\n"), "", nil); err != errNoRound {
		t.Error(err)
	}
	whole := "payload\n\"" + strings.ReplaceAll(answer(item), `"`, `""`) + "\"\n"
	if d, err := ReadCSV([]byte(whole), "", nil); err != nil || len(d.Comments) != 1 || d.Comments[0].Round != "adhd" {
		t.Errorf("%v %+v", err, d)
	}
}

// TestTableIDs checks that the ids of a table are made of its round and what its rows say, not of
// who says it, and that a table of the program keeps those it has.
func TestTableIDs(t *testing.T) {
	idsOf := func(round, src string) (ids []string) {
		d, err := ReadCSV([]byte(src), round, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range d.Comments {
			ids = append(ids, c.ID)
			if c.Answer != c.ID {
				t.Errorf("%q: the answer %s is not %s", src, c.Answer, c.ID)
			}
		}
		return ids
	}
	const said = "namn;e-post;region;id;datum;text;avsnitt;citat;synpunkt;förslag;slag\n"
	row := "Kim;kim@exempel.se;Region Exempel;10000001;2027-03-04 10:00:01;/a/?svarande=kim;dos;Ge 5 mg;Hej;Ge 3 mg;sakfel\n"
	same := idsOf("v1", said+row)
	for _, hidden := range [][2]string{{"Kim;", "Robin;"}, {"Kim;", ";"}, {"kim@", "robin@"}, {"Region Exempel", "Region Annan"},
		{"10000001", "10000002"}, {"=kim", "=robin"}, {"Hej", " Hej  "}} {
		if got := idsOf("v1", said+strings.Replace(row, hidden[0], hidden[1], 1)); !slices.Equal(got, same) {
			t.Errorf("the id tells %q from %q", hidden[1], hidden[0])
		}
	}
	met := map[string]bool{same[0]: true}
	for _, c := range [][3]string{{"v2", "Kim", "Kim"}, {"v1", "10:00:01", "10:00:02"}, {"v1", "/a/", "/b/"}, {"v1", "dos", "barn"},
		{"v1", "5 mg", "7 mg"}, {"v1", "Hej", "Hopp"}, {"v1", "3 mg", "2 mg"}, {"v1", "sakfel", "bra"}} {
		id := idsOf(c[0], said+strings.Replace(row, c[1], c[2], 1))[0]
		if met[id] {
			t.Errorf("%v is taken for another", c)
		}
		met[id] = true
	}
	// Two people who say the same are two, whatever the order, and each time again.
	other := strings.NewReplacer("Kim", "Robin", "kim", "robin").Replace(row)
	both := idsOf("v1", said+row+other)
	if len(both) != 2 || both[0] != same[0] || both[1] == both[0] || !slices.Equal(both, idsOf("v1", said+other+row)) {
		t.Errorf("%q of %q", both, same)
	}
	// A comment that somebody wrote into a file of the project without an id is offered one by the same rule.
	hint := func(name string) string {
		_, found := Load("a.yaml", []byte("synpunkter:\n  - synpunkt: Hej\n    från: "+name+"\n    e-post: "+name+"@exempel.se\n"))
		return found[0].Hint
	}
	if hint("Kim") != hint("Robin") {
		t.Errorf("%s tells who it is", hint("Kim"))
	}
	d, err := ReadCSV([]byte("omgång;id;synpunkt;svar-id\nv2;11111111-aaaa;Hej;aaaaaaaa-bbbb\n"), "v1", nil)
	want := Comment{ID: "11111111-aaaa", Answer: "aaaaaaaa-bbbb", Round: "v2", Text: "Hej", Status: New}
	if err != nil || len(d.Comments) != 1 || d.Comments[0] != want || len(d.Notes) > 0 {
		t.Errorf("%v %+v", err, d)
	}
}

// TestColumnsAreTakenOnce checks that no column is for two things.
func TestColumnsAreTakenOnce(t *testing.T) {
	for _, c := range []struct {
		head    string
		columns map[string]string
		want    string
	}{
		{"Text", map[string]string{"synpunkt": "Text"}, "map[synpunkt:0]"},
		{"Text;Sida", map[string]string{"synpunkt": "text"}, "map[sida:1 synpunkt:0]"},
		{"Region;Kommentar", map[string]string{"från": "Region"}, "map[från:0 synpunkt:1]"},
		{"Svar", map[string]string{"synpunkt": "Svar", "förslag": "Svar"}, "map[förslag:0]"},
		{"Text;Synpunkt", nil, "map[sida:0 synpunkt:1]"},
	} {
		if got := fmt.Sprint(findColumns(strings.Split(c.head, ";"), c.columns)); got != c.want {
			t.Errorf("%s: %s, want %s", c.head, got, c.want)
		}
	}
}

// TestMailedPerson checks that a name is no organisation, and that no name becomes one.
func TestMailedPerson(t *testing.T) {
	for _, c := range []struct{ lines, from, organisation string }{
		{"Från: Andersson, Kim\nOrganisation: Region Exempel", "Andersson, Kim", "Region Exempel"},
		{"Från: Andersson, Kim", "Andersson, Kim", ""},
		{"Från: Kurator, Region Exempel", "Kurator, Region Exempel", ""},
		{"Från:\nOrganisation: Region Exempel", "", "Region Exempel"},
		{"Från:\nOrganisation: Region\nExempel, öst", "", "Region Exempel, öst"},
		{"Från:", "", ""},
	} {
		d, err := ReadText(strings.Replace(mailed, "Från: Kurator\nOrganisation: Region Exempel", c.lines, 1))
		if err != nil || len(d.Comments) != 1 || d.Comments[0].From != c.from || d.Comments[0].Organisation != c.organisation {
			t.Errorf("%s: %v %+v", c.lines, err, d.Comments)
		}
	}
}

// TestMailedEdit checks that a comment that is mailed again after an edit replaces the one that is kept.
func TestMailedEdit(t *testing.T) {
	edited := strings.Replace(strings.Replace(mailed, "Ge 3 mg", "Ge 2 mg", 1), "\nCitat:", "\nÄndrad: 2027-03-05T09:00:00.000Z\nCitat:", 1)
	for name, earlier := range map[string]string{
		"never changed": mailed,
		"changed":       strings.Replace(mailed, "\nCitat:", "\nÄndrad: 2027-03-04T09:00:00.000Z\nCitat:", 1),
	} {
		kept, err := ReadText(earlier)
		if err != nil {
			t.Fatal(err)
		}
		sent, err := ReadText(edited)
		if err != nil || len(sent.Comments) != 1 || sent.Comments[0].Modified != "2027-03-05T09:00:00.000Z" {
			t.Fatalf("%v %+v", err, sent)
		}
		if got, changed, err := Update(kept.Comments[0], sent.Comments[0]); err != nil || !changed || got.Suggestion != "Ge 2 mg" {
			t.Errorf("%s: %+v %t %v", name, got, changed, err)
		}
		if _, changed, err := Update(sent.Comments[0], kept.Comments[0]); err != nil || changed {
			t.Errorf("%s: an earlier delivery replaces a later one: %v", name, err)
		}
	}
}

// TestLongText checks that no more of a text is kept while it is read than may be taken.
func TestLongText(t *testing.T) {
	r := textReader{}
	for l := range strings.Lines(strings.Replace(mailed, "| Om", strings.Repeat("| Om\n", maxComment/2)+"| Om", 1)) {
		r.line(strings.TrimSuffix(l, "\n"))
		if n := len(r.values.get("Synpunkt")); n > maxComment {
			t.Fatalf("%d bytes are kept", n)
		}
	}
	if len(r.Comments) > 0 || !slices.Equal(r.Refused, []string{"synpunkten 11111111-aaaa: den är längre än 1 MB"}) {
		t.Errorf("%d comments, %.200q", len(r.Comments), r.Refused)
	}
	for _, long := range []string{"Kurator " + strings.Repeat("a", maxHead), strings.Repeat("Kurator\n", maxHead/4)} {
		d, err := ReadText(strings.Replace(mailed, "Kurator", long, 1))
		want := []string{"raderna överst i svaret aaaaaaaa-bbbb är för långa, och slutet av dem togs inte med"}
		if err != nil || len(d.Comments) != 1 || !slices.Equal(d.Notes, want) {
			t.Errorf("%v %d comments, %.200q", err, len(d.Comments), d.Notes)
		}
	}
}

// TestLongQuote checks that a quote is taken so far as it can be looked for, and that its sender is told.
func TestLongQuote(t *testing.T) {
	for _, c := range []struct {
		quote, after     string
		length, afterNow int
		notes            int
	}{
		{strings.Repeat("å", maxQuote), "b", maxQuote, 1, 0},
		{strings.Repeat("å", maxQuote+1), "b", maxQuote, 0, 1},
		{"a", strings.Repeat("å", maxAround+1), 1, maxAround, 0},
	} {
		var d Delivery
		err := d.take(Comment{ID: "11111111-aaaa", Text: "x", Quote: c.quote, Before: c.after, After: c.after})
		if err != nil {
			t.Fatal(err)
		}
		got := d.Comments[0]
		if n := len([]rune(got.Quote)); n != c.length || len([]rune(got.After)) != c.afterNow || len(d.Notes) != c.notes {
			t.Errorf("%d characters, after them %d, %q", n, len([]rune(got.After)), d.Notes)
		}
		if n := len([]rune(got.Before)); n != min(len([]rune(c.after)), maxAround) {
			t.Errorf("before: %d characters", n)
		}
	}
	for _, c := range []struct {
		s    string
		most int
		want string
	}{{"", 2, ""}, {"å", 2, "å"}, {"åäö", 2, "äö"}, {"åä", 2, "åä"}, {"åä", 0, ""}} {
		if got := last(c.s, c.most); got != c.want {
			t.Errorf("the last %d of %q are %q", c.most, c.s, got)
		}
	}
}

// TestPraise checks that what is good needs no words, in whatever form it comes.
func TestPraise(t *testing.T) {
	for name, read := range map[string]func() (Delivery, error){
		"json": func() (Delivery, error) {
			return ReadJSON([]byte(answer(strings.Replace(strings.Replace(item, "commenting", "classifying", 1), "Hej", "Bra", 1))))
		},
		"text": func() (Delivery, error) {
			return ReadText(mailed[:strings.Index(mailed, "--- ")] + "--- Synpunkt 11111111-aaaa\nText: /a/\nSlag: bra\n--- Slut\n")
		},
		"table": func() (Delivery, error) { return ReadCSV([]byte("slag;synpunkt\nbra;\n"), "adhd", nil) },
	} {
		if d, err := read(); err != nil || len(d.Comments) != 1 || d.Comments[0].Kind != "bra" || len(d.Refused) > 0 {
			t.Errorf("%s: %v %+v", name, err, d)
		}
	}
	if d, err := ReadCSV([]byte("slag;synpunkt\nfråga;\n"), "adhd", nil); err != nil || len(d.Comments) > 0 ||
		!slices.Equal(d.Refused, []string{"rad 2: den säger ingenting"}) {
		t.Errorf("%v %+v", err, d)
	}
}

// TestMissingParts checks that parts are missed of each time that an answer was sent.
func TestMissingParts(t *testing.T) {
	part := func(n, of int) string {
		return strings.Replace(mailed, "del 1 av 2", fmt.Sprintf("del %d av %d", n, of), 1)
	}
	missing := func(n string, of int) string {
		return fmt.Sprintf("del %s av %d av svaret aaaaaaaa-bbbb finns inte bland filerna", n, of)
	}
	for _, c := range []struct {
		sent string
		want []string
	}{
		{part(1, 2) + part(2, 2), nil},
		{part(1, 2) + part(2, 2) + part(1, 3) + part(2, 3), []string{missing("3", 3)}},
		{part(1, 3) + part(2, 3) + part(1, 2) + part(2, 2), []string{missing("3", 3)}},
		{part(1, 2) + part(2, 2) + part(1, 3) + part(2, 3) + part(3, 3), nil},
		{part(1, 2) + part(3, 3), []string{missing("2", 2), missing("1, 2", 3)}},
		{part(2, 9999), []string{"9998 av 9999 delar av svaret aaaaaaaa-bbbb finns inte bland filerna"}},
	} {
		d, err := ReadText(c.sent)
		var all Delivery
		all.Add(d)
		if got := all.Missing(); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%v: %q, want %q", err, got, c.want)
		}
	}
}

// TestBalance checks who is said to have answered.
func TestBalance(t *testing.T) {
	for _, c := range []struct {
		from, expected string
		awaited        bool
	}{
		{"Dale kommun", "Ale kommun", true},
		{"Ale kommun", "Ale kommun", false},
		{"ale  kommun, skolan", "Ale kommun", false},
		{"Region Skåne, psykiatri", "Region Skåne", false},
		{"Region Skånes", "Region Skåne", true},
		{"Skåne", "Region Skåne", true},
		{"Region Skåne", "", false},
		{"–", "Region Skåne", true},
	} {
		b := BalanceOf(map[string][]Comment{"a.md": {{Round: "v1", Organisation: c.from}}}, "v1", []string{c.expected})
		if got := len(b.Awaited) == 1; got != c.awaited {
			t.Errorf("%q has answered for %q: %v", c.from, c.expected, !got)
		}
	}
	if b := BalanceOf(nil, "v1", []string{"Region Skåne", ""}); !slices.Equal(b.Awaited, []string{"Region Skåne"}) {
		t.Errorf("%q", b.Awaited)
	}
}

// TestUpdate checks when a comment that is sent again replaces the one that is kept.
func TestUpdate(t *testing.T) {
	kept := Comment{ID: "a", Answer: "b", Text: "Hej", Date: "2027-03-04", Status: New, From: "Kim"}
	changed := func(change func(c *Comment)) Comment {
		c := kept
		change(&c)
		return c
	}
	for _, c := range []struct {
		name       string
		kept, sent Comment
		changed    bool
		err        error
	}{
		{"same", kept, kept, false, nil},
		{"blanks", kept, changed(func(c *Comment) { c.Text = " Hej\n" }), false, nil},
		{"later", kept, changed(func(c *Comment) { c.Text, c.Modified = "Hopp", "2027-03-04T10:00:00.000Z" }), true, nil},
		{"later day", kept, changed(func(c *Comment) { c.Text, c.Date = "Hopp", "2027-03-05" }), true, nil},
		{"earlier", changed(func(c *Comment) { c.Modified = "2027-03-04T10:00:00.000Z" }), changed(func(c *Comment) { c.Text = "Hopp" }), false, nil},
		{"unknown", kept, changed(func(c *Comment) { c.Text = "Hopp" }), false, errUnknown},
		{"handled", changed(func(c *Comment) { c.Status = "avvisad" }),
			changed(func(c *Comment) { c.Text, c.Date = "Hopp", "2027-03-05" }), false, errHandled},
		{"other", kept, changed(func(c *Comment) { c.Text, c.Answer, c.Date = "Hopp", "c", "2027-03-05" }), false, errOther},
	} {
		got, changed, err := Update(c.kept, c.sent)
		want := c.kept
		if c.changed {
			want = c.sent
		}
		if got != want || changed != c.changed || err != c.err {
			t.Errorf("%s: %+v %t %v", c.name, got, changed, err)
		}
	}
}

// TestRoundTrip checks that what forty people say reaches the project once, whichever way
// it goes and however often.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("ge 5 mg till > natten | Text: å ”citat” --- Slut 10–20 % (prioritet 3) Synpunkt: <b> é 'x' \"y\" ; , = From")
	some := func(n int) string {
		var b strings.Builder
		for range 1 + r.IntN(n) {
			b.WriteString(words[r.IntN(len(words))] + []string{" ", " ", " ", "\n", "\n\n", ", "}[r.IntN(6)])
		}
		return Clean("a" + b.String())
	}
	first := func() string { return []string{"", "", "=", "+", "-", "@", "'", "'=", "''-"}[r.IntN(9)] }
	type key struct{ id, text, suggestion, quote, page string }
	sent := map[key]bool{}
	keyOf := func(c Comment) key { return key{c.ID, line(c.Text), line(c.Suggestion), line(c.Quote), c.Page} }
	ways := map[string]*Delivery{}
	take := func(way string, d Delivery, err error) {
		t.Helper()
		if err != nil || len(d.Refused) > 0 {
			t.Errorf("%s: %v %q", way, err, d.Refused)
		}
		if ways[way] == nil {
			ways[way] = &Delivery{}
		}
		ways[way].Add(d)
	}
	for a := range 40 {
		var comments []Comment
		for i := range 12 + a%2 {
			comments = append(comments, Comment{Round: "adhd", ID: fmt.Sprintf("%08d-%04d", a, i), Kind: Kinds[r.IntN(len(Kinds))], Page: "/a/",
				Section: "b", Quote: line(first() + some(8)), Text: first() + some(60), Suggestion: some(20), Date: "2027-03-04",
				Answer: fmt.Sprintf("%08d-svar", a)})
			sent[keyOf(comments[i])] = true
		}
		id := fmt.Sprintf("%08d-svar", a)
		d, err := ReadJSON(asJSON(id, comments))
		take("json", d, err)
		half := len(comments) / 2
		for n, part := range [][]Comment{comments[:half], comments[half:]} {
			text := asText(id, n+1, part)
			form := mailForms[(a+n)%len(mailForms)]
			if strings.Contains(form, "latin") || strings.Contains(form, "windows") {
				form = "plain"
			}
			for range 2 {
				d, err := ReadMail([]byte(inMail(form, text)))
				take("mail", d, err)
			}
			d, err := ReadMail([]byte(inMail("quoted-printable", quotedAndBroken(text))))
			take("broken mail", d, err)
		}
		var b bytes.Buffer
		if err := WriteCSV(&b, comments, func(c Comment) string { return c.Page }); err != nil {
			t.Fatal(err)
		}
		d, err = ReadCSV(b.Bytes(), "adhd", nil)
		take("table", d, err)
		for i, c := range d.Comments {
			if c.ID != comments[i].ID || c.Answer != comments[i].Answer {
				t.Errorf("table: %+v is of another answer", c)
			}
		}
	}
	if len(sent) != 500 {
		t.Fatalf("%d comments", len(sent))
	}
	for way, d := range ways {
		got := map[key]bool{}
		for _, c := range d.Comments {
			if got[keyOf(c)] = true; !sent[keyOf(c)] {
				t.Errorf("%s: %+v was not sent", way, c)
			}
		}
		if len(d.Comments) != len(sent) || len(got) != len(sent) || len(d.Missing()) > 0 {
			t.Errorf("%s: %d comments, %d different, %q", way, len(d.Comments), len(got), d.Missing())
		}
		back, found := Load("a.yaml", Marshal(d.Comments))
		if len(back) != len(sent) || len(found) > 0 {
			t.Errorf("%s: %d kept, %v", way, len(back), found)
		}
	}
}

// asJSON and asText are what the browser does.
func asJSON(id string, comments []Comment) []byte {
	var items []any
	for _, c := range comments {
		items = append(items, map[string]any{"id": "urn:uuid:" + c.ID, "type": "Annotation", "created": c.Date + "T10:00:00Z",
			"body": []any{map[string]string{"purpose": "classifying", "value": c.Kind},
				map[string]string{"purpose": "commenting", "value": c.Text}, map[string]string{"purpose": "editing", "value": c.Suggestion}},
			"target": map[string]any{"source": c.Page, "selector": []any{map[string]string{"type": "FragmentSelector", "value": c.Section},
				map[string]string{"type": "TextQuoteSelector", "exact": c.Quote}}}})
	}
	src, err := json.Marshal(map[string]any{"type": "AnnotationPage", "id": "urn:uuid:" + id, "provtryck:round": "adhd", "items": items})
	if err != nil {
		panic(err)
	}
	return src
}

func asText(id string, part int, comments []Comment) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Synpunkter från förhandsvisningen (del %d av 2)\nOmgång: adhd\nSvar: %s\nFrån: Kurator\nOrganisation: Region Exempel\n", part, id)
	bar := func(s string) string { return "| " + strings.ReplaceAll(s, "\n", "\n| ") }
	for _, c := range comments {
		fmt.Fprintf(&b, "\n--- Synpunkt %s\nText: %s#%s\nSlag: %s\nDatum: %s\nCitat: %s\nSynpunkt:\n%s\nFörslag:\n%s\n--- Slut\n", c.ID,
			c.Page, c.Section, KindWord(c.Kind), c.Date, c.Quote, bar(c.Text), bar(c.Suggestion))
	}
	return b.String()
}

// quotedAndBroken returns a text as a program for mail answers it: in lines of at most 72
// characters that are quoted.
func quotedAndBroken(text string) string {
	var b strings.Builder
	for _, l := range strings.Split(text, "\n") {
		width := 0
		b.WriteString("> ")
		for i, word := range strings.Split(l, " ") {
			if n := len([]rune(word)); i > 0 && width+n > 70 && !strings.HasPrefix(word, "|") {
				b.WriteString("\n> ")
				width = 0
			} else if i > 0 {
				b.WriteString(" ")
			}
			b.WriteString(word)
			width += len([]rune(word)) + 1
		}
		b.WriteString("\n")
	}
	return "Kim skrev:\n" + b.String()
}
