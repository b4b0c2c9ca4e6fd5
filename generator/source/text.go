package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// MaxText is how many bytes a file of plain text may have: four times what a text of ours can.
const MaxText = 1 << 20

// atxHeading is a heading as Markdown has them, which no other text has.
var atxHeading = regexp.MustCompile(`(?m)^ {0,3}#{1,6} +\S.*`)

// Text reads plain text: words between empty lines are a paragraph, in which lines are kept. Text that
// has headings of Markdown is read as that. Errors are in Swedish.
func Text(src []byte) (Source, error) {
	text, err := decoded(src)
	if err != nil {
		return Source{}, err
	}
	if atxHeading.MatchString(text) {
		s, err := readMarkdown(text)
		s.Remarks = append(s.Remarks, Remark{Guessed, quoted(atxHeading.FindString(text)), "texten är läst som Markdown, eftersom den har rubriker med #"})
		return s, err
	}
	body := element("body")
	var p *html.Node
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \r\n")
		switch {
		case strings.TrimSpace(line) == "":
			p = nil
			continue
		case p == nil:
			p = element("p")
			body.AppendChild(p)
		default:
			p.AppendChild(element("br"))
		}
		p.AppendChild(&html.Node{Type: html.TextNode, Data: line})
	}
	return Source{Body: body, Plain: true, Facts: map[string]string{}}, nil
}

// decoded returns what is in a file of plain text: UTF-8 or UTF-16, else what Windows has in Sweden.
func decoded(src []byte) (string, error) {
	if len(src) > MaxText {
		return "", fmt.Errorf("filen är större än %d MB", MaxText>>20)
	}
	encoding := "windows-1252"
	switch {
	case bytes.HasPrefix(src, []byte("\xff\xfe")):
		encoding = "utf-16le"
	case bytes.HasPrefix(src, []byte("\xfe\xff")):
		encoding = "utf-16be"
	case utf8.Valid(src):
		encoding = "utf-8"
	}
	r, err := charset.NewReaderLabel(encoding, bytes.NewReader(src))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return "", errors.New("filens teckenkodning går inte att läsa; spara den som UTF-8")
	}
	s := strings.TrimPrefix(string(text), "\ufeff")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
	switch {
	case strings.TrimSpace(s) == "":
		return "", errors.New("filen är tom")
	case strings.Contains(s, "\x00"):
		return "", errors.New("filen är ingen text")
	}
	return s, nil
}
