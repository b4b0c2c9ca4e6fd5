package feedback

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"
)

func quotedPrintable(text string) string {
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func base64Lines(text string) string {
	var b strings.Builder
	for s := base64.StdEncoding.EncodeToString([]byte(text)); s != ""; {
		n := min(76, len(s))
		b.WriteString(s[:n] + "\r\n")
		s = s[n:]
	}
	return b.String()
}

// TestMailHostile checks that no mail is read without end, that the comments of those that can be read
// are taken in once, and that the others are refused with a reason.
func TestMailHostile(t *testing.T) {
	const plain = "Content-Type: text/plain; charset=utf-8\n\n"
	part := func(boundary string, parts ...string) string {
		return "Content-Type: multipart/mixed;\n boundary=\"" + boundary + "\"\n\n--" + boundary + "\n" +
			strings.Join(parts, "\n--"+boundary+"\n") + "\n--" + boundary + "--\n"
	}
	deep := func(levels int) string {
		src := plain + mailed
		for i := range levels {
			src = part(fmt.Sprintf("b%d", i), src)
		}
		return src
	}
	same := strings.NewReplacer("11111111-aaaa", "22222222-aaaa", `"Hej"`, `"Tack"`).Replace(answer(item))
	const inText = "Synpunkter från förhandsvisningen\nOmgång: adhd\nSvar: aaaaaaaa-bbbb\n\n--- Synpunkt 11111111-aaaa\n" +
		"Text: /a/\nDatum: 2027-03-04\nSynpunkt:\n| Hej\n--- Slut\n"
	for _, c := range []struct {
		name, src string
		want      int    // comments
		refused   string // the error, or what is refused
	}{
		{"folded header", "Subject: Synpunkter\n på texten\n" + plain + mailed, 1, ""},
		{"CRLF", strings.ReplaceAll(plain+mailed, "\n", "\r\n"), 1, ""},
		{"nested alternative", part("a", strings.Replace(part("b", plain+mailed, plain+mailed), "mixed", "alternative", 1)), 1, ""},
		{"text and file of other comments", part("a", plain+mailed, "Content-Type: application/json\n\n"+same), 2, ""},
		{"text and file of the same", part("a", plain+inText, "Content-Type: application/json\n\n"+answer(item)), 1, ""},
		{"missing last boundary", strings.TrimSuffix(part("a", plain+mailed), "\n--a--\n"), 1, ""},
		{"no boundary said", strings.Replace(part("a", plain+mailed), "\n boundary=\"a\"", "", 1), 1, ""},
		{"few levels", deep(5), 1, ""},
		{"fifty levels", deep(50), 0, "mejlet har fler delar än som kan läsas"},
		{"a line of 10 MB", plain + mailed + strings.Repeat("x", MaxFile), 0, "filen är större än 10 MB"},
		{"a long line", plain + strings.Repeat("x", MaxFile/2) + "\n" + mailed, 1, ""},
		{"NUL bytes", plain + strings.Replace(mailed, "Ge 3 mg", "Ge\x00 3 mg", 1), 1, ""},
		{"original message of Outlook", plain + "Hej!\n\n-----Ursprungligt meddelande-----\nFrån: Kim\nSkickat: den 4 mars\n\n" + mailed, 1, ""},
		{"quoted by Gmail", plain + "Den 4 mars skrev Kim:\n\n> " + strings.ReplaceAll(mailed, "\n", "\n> "), 1, ""},
		{"quoted and answered below", plain + "> " + strings.ReplaceAll(mailed, "\n", "\n> ") + "\n\nTack!\n", 1, ""},
		{"quoted below itself", plain + mailed + "\n\n> " + strings.ReplaceAll(mailed, "\n", "\n> "), 1, ""},
	} {
		d, err := ReadMail([]byte(c.src))
		said := strings.Join(d.Refused, "; ")
		if err != nil {
			said = err.Error()
		}
		if len(d.Comments) != c.want || c.want > 0 && said != "" || c.want == 0 && (said == "" || !strings.Contains(said, c.refused)) {
			t.Errorf("%s: %d comments, want %d; %.200s", c.name, len(d.Comments), c.want, said)
		}
	}
}

// TestMailForms checks that the comments of a mail are taken in as they were written, once, whatever
// programs and servers on its way have made of it.
func TestMailForms(t *testing.T) {
	const (
		plain    = "Content-Type: text/plain; charset=utf-8\n"
		unnamed  = "Content-Type: application/octet-stream; name=\"NAME\"\n\n"
		combined = "Content-Type: multipart/KIND; boundary=\"a\"\n\n"
	)
	combine := func(kind string, parts ...string) string {
		return strings.Replace(combined, "KIND", kind, 1) + "--a\n" + strings.Join(parts, "\n--a\n") + "\n--a--\n"
	}
	named := func(name, data string) string { return strings.Replace(unnamed, "NAME", name, 1) + data }
	asHTML := "<p>" + strings.NewReplacer("\n", "<br>", ">", "&gt;", "  ", " &nbsp;").Replace(mailed) + "</p>"
	other := strings.ReplaceAll(answer(item), "11111111", "22222222")
	inner := strings.NewReplacer(`"a"`, `"i"`, "--a", "--i").
		Replace(combine("mixed", "Content-Type: text/html; charset=utf-8\n\n"+asHTML, "Content-Type: application/json\n\n"+other))
	flowed := strings.NewReplacer("värdet är", "vär \ndet  \när", "Region Exempel", "Re \ngion Exempel").Replace(mailed)
	outlook := "Hej!\n\nFrån: Kim <kim@exempel.se>\nSkickat: den 4 mars 2027 10:00\nTill: Redaktionen\nÄmne: Synpunkter\n\n"
	gmail := "Tack!\n\nDen tors 4 mars 2027 kl 10:00 skrev Kim <kim@exempel.se>:\n\n"
	apple := "> 4 mars 2027 kl. 10:00 skrev Kim <kim@exempel.se>:\n> \n"
	quote := func(s string) string { return "> " + strings.ReplaceAll(s, "\n", "\n> ") }
	want, err := ReadText(mailed)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, src string
		more      int    // comments besides the one
		noted     string // in the notes
	}{
		{"said to be ASCII", "Content-Type: text/plain; charset=us-ascii\n\n" + mailed, 0, ""},
		{"said to be ISO-8859-1", "Content-Type: text/plain; charset=iso-8859-1\n\n" + mailed, 0, ""},
		{"an unknown charset", "Content-Type: text/plain; charset=x-okänd\n\n" + mailed, 0, ""},
		{"a mark at the beginning", plain + "\n\ufeff" + mailed, 0, ""},
		{"long quoted-printable", plain + "Content-Transfer-Encoding: quoted-printable\n\n" + strings.Repeat("x", 9000) + "\n" + quotedPrintable(mailed), 0, ""},
		{"base64 without its last marks", plain + "Content-Transfer-Encoding: base64\n\n" + strings.TrimRight(base64Lines(mailed+" "), "=\r\n"), 0, ""},
		{"a line below base64", plain + "Content-Transfer-Encoding: base64\n\n" + base64Lines(mailed+" ") + "\n_____\nlistan\n", 0, "skadad"},
		{"hard blanks", plain + "\n" + strings.NewReplacer("Synpunkter från ", "Synpunkter\u00a0från\u00a0", "--- ", "---\u00a0", "Synpunkt 1", "Synpunkt\u00a01").Replace(mailed), 0, ""},
		{"flowed", "Content-Type: text/plain; charset=utf-8; format=flowed\n\n" + strings.Replace(mailed, "värdet är", "värdet \när", 1), 0, ""},
		{"flowed within words", "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n" + flowed, 0, ""},
		{"flowed and quoted", "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n" + quote(flowed), 0, ""},
		{"no boundary", strings.Replace(combine("mixed", plain+"\n"+mailed), "; boundary=\"a\"", "", 1), 0, ""},
		{"another boundary", strings.Replace(combine("mixed", plain+"\n"+mailed), "boundary=\"a\"", "boundary=b", 1), 0, ""},
		{"a type with a fault", "Content-Type: text/html; charset=\n\n" + asHTML, 0, ""},
		{"a mail as a file", combine("mixed", plain+"\nSe bilagan.", named("a.EML", "Subject: a\n"+plain+"\n"+mailed)), 0, ""},
		{"a text as a file", combine("mixed", plain+"\nSe bilagan.", named("a.txt", mailed)), 0, ""},
		{"a name in another form", combine("mixed", plain+"\n"+mailed, named("=?utf-8?q?synp=C3=A5.json?=", other)), 1, ""},
		{"a table", combine("mixed", plain+"\n"+mailed, named("a.csv", "synpunkt\nHej\n")), 0, "den bifogade tabellen a.csv läses inte"},
		{"forwarded in base64", combine("mixed", "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"+base64Lines(plain+"\n"+mailed)), 0, ""},
		{"a file in the other form", combine("alternative", plain+"\n"+mailed, inner), 1, ""},
		{"answered in Outlook", plain + "\n" + outlook + mailed, 0, ""},
		{"answered in Gmail", plain + "\n" + gmail + quote(mailed), 0, ""},
		{"answered in Mail", plain + "\n" + apple + quote(mailed), 0, ""},
		{"answered twice", plain + "\n" + gmail + quote(apple+quote(mailed)), 0, ""},
		{"quoted below itself", plain + "\n" + mailed + "\n" + gmail + quote(mailed), 0, ""},
	} {
		d, err := ReadMail([]byte(c.src))
		notes := strings.Join(d.Notes, "; ")
		if err != nil || len(d.Refused) > 0 || len(d.Comments) != 1+c.more || d.Comments[0] != want.Comments[0] {
			t.Errorf("%s: %v %q\n%+v, want %d more than\n%+v", c.name, err, d.Refused, d.Comments, c.more, want.Comments[0])
		}
		if (notes != "") != (c.noted != "") || !strings.Contains(notes, c.noted) {
			t.Errorf("%s: %q", c.name, notes)
		}
	}
	lost := strings.Replace(combine("mixed", plain+"Content-Transfer-Encoding: base64\n\n"+base64Lines(mailed)), "; boundary=\"a\"", "", 1)
	if _, err := ReadMail([]byte(lost)); err == nil || err.Error() != "mejlets delar går inte att skilja åt; spara det på nytt som .eml" {
		t.Errorf("no boundary, and no text: %v", err)
	}
	for name, src := range map[string]string{"marked": "\ufeff" + mailed, "marked, in 16 bits": "\xff\xfe" + utf16(mailed)} {
		if d, err := Read("a.txt", []byte(src), "", nil); err != nil || len(d.Comments) != 1 || d.Comments[0] != want.Comments[0] {
			t.Errorf("a text, %s: %v %+v", name, err, d)
		}
	}
	if d, err := Read("a.json", []byte("\ufeff"+answer(item)), "", nil); err != nil || len(d.Comments) != 1 {
		t.Errorf("an answer with a mark: %v %+v", err, d)
	}
}

// utf16 returns a text of Latin letters as Windows writes it.
func utf16(text string) string {
	var b []byte
	for _, r := range text {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

// TestMboxForms checks that the mails of a folder are told apart however it has been saved.
func TestMboxForms(t *testing.T) {
	second := strings.ReplaceAll(mailed, "11111111", "22222222")
	box := "From - Thu Mar 04 10:00:00 2027\nSubject: a\n\n" + strings.Replace(mailed, "| Ge 3 mg", "| Ge 3 mg\n>From 5 mg 10:00", 1) +
		"\nFrom kim@exempel.se Thu Mar  4 10:00:00 2027 +0100\nSubject: b\n\n" + second + "\n"
	for name, src := range map[string]string{"LF": box, "CRLF": strings.ReplaceAll(box, "\n", "\r\n"), "no last line": strings.TrimRight(box, "\n")} {
		d, err := ReadMbox([]byte(src))
		if err != nil || len(d.Comments) != 2 || len(d.Refused) > 0 || d.Comments[0].Suggestion != "Ge 3 mg From 5 mg 10:00" ||
			d.Comments[1].ID != "22222222-aaaa" {
			t.Errorf("%s: %v %+v", name, err, d)
		}
	}
}
