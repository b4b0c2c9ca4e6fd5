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
		{"no boundary said", strings.Replace(part("a", plain+mailed), "\n boundary=\"a\"", "", 1), 0, ""},
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
