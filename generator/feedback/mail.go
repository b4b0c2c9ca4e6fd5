package feedback

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"provtryck/generator/spelling"
)

// How deep and how many the parts of a mail may be.
const (
	maxDepth = 10
	maxParts = 200
)

// ReadMail reads the comments in a mail: in its text, or as a file that comes with it.
func ReadMail(src []byte) (Delivery, error) {
	if len(src) > MaxFile {
		return Delivery{}, errTooLarge
	}
	r := mailReader{room: maxParts}
	title, err := r.mail(src, maxDepth)
	switch {
	case err != nil && !r.found:
		return r.Delivery, err
	case err != nil:
		r.refuse("%v", err)
	case !r.found && len(r.Refused) > 0:
		return r.Delivery, errors.New(r.Refused[0])
	case !r.found:
		return r.Delivery, fmt.Errorf("mejlet %q: %w", title, ErrNone)
	}
	return r.Delivery, nil
}

// mail reads a mail, or one that comes with it, and returns its subject.
func (r *mailReader) mail(src []byte, depth int) (title string, err error) {
	m, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(src, "\r\n\ufeff")))
	if err != nil {
		return "", errors.New("mejlet går inte att läsa; spara det på nytt som .eml")
	}
	return subject(m.Header.Get("Subject")), r.part(textproto.MIMEHeader(m.Header), m.Body, depth)
}

func subject(s string) string {
	words, err := (&mime.WordDecoder{CharsetReader: func(name string, in io.Reader) (io.Reader, error) {
		data, err := io.ReadAll(in)
		return strings.NewReader(decode(data, name)), err
	}}).DecodeHeader(s)
	if err != nil {
		words = s
	}
	return spelling.Shorten(line(words), 80, "…")
}

// A mailReader reads the parts of a mail.
type mailReader struct {
	Delivery
	found bool // something from the preview
	room  int  // for parts
}

var errParts = errors.New("mejlet har fler delar än som kan läsas")

// part reads a part and the parts in it, so deep at most.
func (r *mailReader) part(header textproto.MIMEHeader, body io.Reader, depth int) error {
	if r.room--; r.room < 0 || depth == 0 {
		return errParts
	}
	kind, parameters, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") {
		return r.parts(multipart.NewReader(body, parameters["boundary"]), kind == "multipart/alternative", depth)
	}
	data, err := io.ReadAll(encoded(header.Get("Content-Transfer-Encoding"), body))
	if err != nil {
		r.note("en del av mejlet är skadad eller avkortad")
	}
	_, disposition, _ := mime.ParseMediaType(header.Get("Content-Disposition"))
	name := strings.ToLower(cmp.Or(disposition["filename"], parameters["name"]))
	switch {
	case kind == "message/rfc822":
		_, err := r.mail(data, depth-1)
		return err
	case kind == "application/json" || kind == "application/ld+json" || path.Ext(name) == ".json":
		d, err := ReadJSON(data)
		if err != nil {
			r.refuse("den bifogade filen: %v", err)
		}
		r.take(d, err)
	case kind == "text/html":
		d, err := ReadText(htmlText(decode(data, parameters["charset"])))
		r.take(d, err)
	case kind == "text/plain":
		d, err := ReadText(decode(data, parameters["charset"]))
		r.take(d, err)
	}
	return nil
}

func (r *mailReader) take(d Delivery, err error) {
	r.found = r.found || err == nil
	r.Add(d)
}

// parts reads what is in a part. Of the same in several forms, the first that has
// comments is enough.
func (r *mailReader) parts(m *multipart.Reader, alternative bool, depth int) error {
	for {
		p, err := m.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errors.New("mejlet tar slut mitt i; be om det igen")
		}
		before := len(r.Comments)
		if err := r.part(p.Header, p, depth-1); err != nil {
			return err
		}
		if alternative && len(r.Comments) > before {
			return nil
		}
	}
}

// encoded returns a reader of a body as it was before it was sent.
func encoded(how string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(how)) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}

// decode returns a text in UTF-8. What says that it is UTF-8 and is not, is most likely
// what Windows writes.
func decode(src []byte, charset string) string {
	if e, err := htmlindex.Get(charset); err == nil && !strings.EqualFold(charset, "utf-8") {
		if text, err := e.NewDecoder().Bytes(src); err == nil {
			return string(text)
		}
	}
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		text, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(src) // what is wrong is U+FFFD
		return string(text)
	}
	if !utf8.Valid(src) {
		text, _ := charmap.Windows1252.NewDecoder().Bytes(src) // knows every byte
		return string(text)
	}
	return string(src)
}

// htmlText returns the text of HTML, a line for each block.
func htmlText(src string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(src))
	skip, pre := atom.Atom(0), false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.ReplaceAll(b.String(), "\u00a0", " ")
		case html.TextToken:
			if words := string(z.Text()); skip == 0 && pre {
				b.WriteString(words)
			} else if skip == 0 {
				writeWords(&b, words)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			switch tag := atom.Lookup(name); tag {
			case atom.Script, atom.Style, atom.Head, atom.Title:
				if skip == 0 {
					skip = tag
				}
			case atom.Br, atom.P, atom.Div, atom.Li, atom.Tr, atom.Blockquote, atom.Pre, atom.Table, atom.Body:
				skip, pre = 0, pre || tag == atom.Pre
				b.WriteByte('\n')
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch tag := atom.Lookup(name); tag {
			case skip:
				skip = 0
			case atom.P, atom.Div, atom.Li, atom.Tr, atom.Blockquote, atom.Pre:
				pre = pre && tag != atom.Pre
				b.WriteByte('\n')
			}
		}
	}
}

var blanks = regexp.MustCompile(`[ \t\r\n]+`)

// writeWords writes the words of HTML as a browser shows them, blanks collapsed.
func writeWords(b *strings.Builder, words string) {
	text := blanks.ReplaceAllString(words, " ")
	if s := b.String(); s == "" || strings.HasSuffix(s, "\n") {
		text = strings.TrimLeft(text, " ")
	}
	b.WriteString(text)
}

// ReadMbox reads the comments in a folder of mails, saved as one file. A mail without is
// passed over.
func ReadMbox(src []byte) (Delivery, error) {
	var all Delivery
	if len(src) > 10*MaxFile {
		return all, fmt.Errorf("filen är större än %d MB: dela upp den", 10*MaxFile>>20)
	}
	found := false
	for i, m := range mails(src) {
		d, err := ReadMail(m)
		switch {
		case err == nil:
			found = true
		case errors.Is(err, ErrNone):
			all.note("%v", err)
		default:
			d.Refused = []string{fmt.Sprintf("mejl %d: %v", i+1, err)}
		}
		all.Add(d)
	}
	if !found && len(all.Refused) == 0 {
		return all, ErrNone
	}
	return all, nil
}

// Where a mail begins in a folder, and what is written for a line that looks so.
var (
	mailBegins = regexp.MustCompile(`(?m)^From .*\d\d:\d\d.*\r?\n`)
	fromLine   = regexp.MustCompile(`(?m)^>(>*From )`)
)

// mails returns the mails of a folder.
func mails(src []byte) [][]byte {
	var list [][]byte
	var starts [][]int
	for _, at := range mailBegins.FindAllIndex(src, -1) {
		if at[0] == 0 || bytes.HasSuffix(src[:at[0]], []byte("\n\n")) || bytes.HasSuffix(src[:at[0]], []byte("\n\r\n")) {
			starts = append(starts, at)
		}
	}
	for i, at := range starts {
		end := len(src)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		list = append(list, fromLine.ReplaceAll(src[at[1]:end], []byte("$1")))
	}
	return list
}
