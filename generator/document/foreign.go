package document

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/language"
)

var kindLanguage = ast.NewNodeKind("Language")

// A languageSpan is words in another language, marked so that they are read aloud
// as such (WCAG 2.2, 3.1.2).
type languageSpan struct {
	ast.BaseInline
	code  string // BCP 47: "en"
	start int    // in the body
	end   int    // of the words
	stop  int    // after it
}

func (l *languageSpan) Kind() ast.NodeKind            { return kindLanguage }
func (l *languageSpan) Dump(source []byte, level int) { ast.DumpHelper(l, source, level, nil, nil) }

var languageForm = regexp.MustCompile(`^\[([^\[\]]+)\]\{([a-z]{2,3}(?:-[A-Z]{2})?)\}`)

// languageParser reads "[shared decision making]{en}".
type languageParser struct{}

func (languageParser) Trigger() []byte { return []byte{'['} }

func (languageParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.Contains(line, []byte("]{")) {
		return nil
	}
	m := languageForm.FindSubmatch(line)
	if m == nil || bytes.IndexFunc(m[1], unicode.IsLetter) < 0 || !knownLanguage(string(m[2])) { // "[5]{mg}" is no language
		return nil
	}
	block.Advance(len(m[0]))
	start := segment.Start
	return &languageSpan{code: string(m[2]), start: start, end: start + 1 + len(m[1]),
		stop: start + len(m[0])}
}

// knownLanguage reports whether a code is one of BCP 47: "sma", and "en" but not "eng", which is
// a longer code for the same.
func knownLanguage(code string) bool {
	name, region, _ := strings.Cut(code, "-")
	base, err := language.ParseBase(name)
	if err != nil || base.String() != name || name == "und" {
		return false
	}
	if region != "" {
		_, err = language.ParseRegion(region)
	}
	return err == nil
}
