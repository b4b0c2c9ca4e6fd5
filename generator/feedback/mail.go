package feedback

import (
	"bufio"
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
	"slices"
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

func subject(s string) string { return spelling.Shorten(line(inWords(s)), 80, "…") }

// inWords returns the value of a header with the letters that it stands for.
func inWords(s string) string {
	words, err := (&mime.WordDecoder{CharsetReader: func(name string, in io.Reader) (io.Reader, error) {
		data, err := io.ReadAll(in)
		return strings.NewReader(decode(data, name)), err
	}}).DecodeHeader(s)
	if err != nil {
		return s
	}
	return words
}

// A mailReader reads the parts of a mail.
type mailReader struct {
	Delivery
	found bool // something from the preview
	again bool // what is being read is another form of what has been read
	room  int  // for parts
}

var errParts = errors.New("mejlet har fler delar än som kan läsas")

// part reads a part and the parts in it, so deep at most.
func (r *mailReader) part(header textproto.MIMEHeader, body io.Reader, depth int) error {
	if r.room--; r.room < 0 || depth == 0 {
		return errParts
	}
	kind, parameters, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		kind = "text/plain"
	}
	data, cut := io.ReadAll(body)
	if strings.HasPrefix(kind, "multipart/") {
		some, err := r.parts(data, parameters["boundary"], kind == "multipart/alternative", depth)
		if some || err != nil || len(bytes.TrimSpace(data)) == 0 {
			return err
		}
		d, err := ReadText(decode(data, ""))
		if r.take(d, err); err != nil {
			r.refuse("mejlets delar går inte att skilja åt; spara det på nytt som .eml")
		}
		return nil
	}
	if data, err = encoded(header.Get("Content-Transfer-Encoding"), data); err != nil || cut != nil {
		r.note("en del av mejlet är skadad eller avkortad")
	}
	disposition, of, _ := mime.ParseMediaType(header.Get("Content-Disposition"))
	name := inWords(cmp.Or(of["filename"], parameters["name"]))
	ending := strings.ToLower(path.Ext(name))
	text := kind == "text/plain" || kind == "text/html" || ending == ".txt"
	switch {
	case text && r.again && disposition != "attachment":
	case kind == "message/rfc822" || ending == ".eml":
		_, err := r.mail(data, depth-1)
		return err
	case kind == "application/json" || kind == "application/ld+json" || ending == ".json":
		d, err := ReadJSON(data)
		if err != nil {
			r.refuse("den bifogade filen: %v", err)
		}
		r.take(d, err)
	case ending == ".csv":
		r.note("den bifogade tabellen %s läses inte; spara den för sig och ta in den", spelling.Shorten(line(name), 80, "…"))
	case kind == "text/html":
		d, err := ReadText(htmlText(decode(data, parameters["charset"])))
		r.take(d, err)
	case text:
		words := decode(data, parameters["charset"])
		if strings.EqualFold(parameters["format"], "flowed") && strings.EqualFold(parameters["delsp"], "yes") {
			words = unbroken(words)
		}
		d, err := ReadText(words)
		r.take(d, err)
	}
	return nil
}

func (r *mailReader) take(d Delivery, err error) {
	r.found = r.found || err == nil
	r.Add(d)
}

// parts reads what is in a part, and reports whether there is anything. Of the same text in several
// forms, the first that has comments is enough; the files that come with the others are read too.
func (r *mailReader) parts(src []byte, boundary string, alternative bool, depth int) (some bool, err error) {
	if boundary == "" {
		return false, nil
	}
	outer, found := r.again, false
	defer func() { r.again = outer }()
	m := multipart.NewReader(bytes.NewReader(src), boundary)
	for ; ; some = true {
		p, err := m.NextRawPart()
		if errors.Is(err, io.EOF) {
			return some, nil
		}
		if err != nil {
			return some, errors.New("mejlet tar slut mitt i; be om det igen")
		}
		before := len(r.Comments)
		r.again = outer || alternative && found
		if err := r.part(p.Header, p, depth-1); err != nil {
			return true, err
		}
		found = found || len(r.Comments) > before
	}
}

// encoded returns a body as it was before it was sent. What can be read of one that is damaged
// comes with the error.
func encoded(how string, body []byte) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(how)) {
	case "quoted-printable":
		longest := 0
		for l := range bytes.Lines(body) {
			longest = max(longest, len(l))
		}
		// The reader takes no line that its buffer has no room for.
		return io.ReadAll(quotedprintable.NewReader(bufio.NewReaderSize(bytes.NewReader(body), longest+1)))
	case "base64":
		letters, rest, _ := strings.Cut(strings.Join(strings.Fields(string(body)), ""), "=")
		data := make([]byte, base64.RawStdEncoding.DecodedLen(len(letters)))
		n, err := base64.RawStdEncoding.Decode(data, []byte(letters))
		if err == nil && strings.Trim(rest, "=") != "" {
			err = base64.CorruptInputError(len(letters))
		}
		return data[:n], err
	}
	return body, nil
}

// unbroken joins the lines that a program for mail has broken, also within words, where it says so
// by a blank at their end (RFC 3676, format=flowed with delsp=yes). Quotation marks (>) before
// the rest of a broken line are dropped. The lines of a comment are never the rest of another.
func unbroken(text string) string {
	var b strings.Builder
	open, depth := false, ""
	for l := range strings.Lines(text) {
		l = strings.TrimRight(l, "\r\n")
		marks := quoted.FindString(l)
		words := l[len(marks):]
		marks = strings.Repeat(">", strings.Count(marks, ">"))
		if goesOn := open && marks == depth && words != "" && words[0] != '|' && !strings.HasPrefix(words, "---"); goesOn {
			l = words
		} else if b.Len() > 0 {
			b.WriteByte('\n')
		}
		open, depth = strings.HasSuffix(l, " ") && words != "-- ", marks
		b.WriteString(strings.TrimSuffix(l, " "))
	}
	return b.String()
}

// decode returns a text in UTF-8, without a mark at its beginning. What says that it is UTF-8 and is
// not, is most likely what Windows writes; what says that it is not, and is, has been changed on its way.
func decode(src []byte, charset string) string {
	return strings.TrimPrefix(decodeMarked(src, charset), "\ufeff")
}

func decodeMarked(src []byte, charset string) string {
	if utf8.Valid(src) && slices.ContainsFunc(src, func(b byte) bool { return b >= utf8.RuneSelf }) &&
		!strings.HasPrefix(strings.ToLower(charset), "utf-16") {
		return string(src)
	}
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
