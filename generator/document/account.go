package document

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// A fate is what has become of a byte of the body.
type fate uint8

const (
	unaccounted fate = iota // nothing, or one of the signs of Markdown
	shown                   // it is on the page
	consumed                // it is Markdown: an address, a footnote's label, the tags of a heading
	told                    // it is not on the page, and a problem says so
)

// An account holds the fate of every byte of the body. It is filled in while the tokens
// are made. What has none after that, and is no sign of Markdown, has vanished: see
// [state.vanished].
type account []fate

// settle sets the fate of those bytes from begin to end that have none.
func (a account) settle(begin, end int, f fate) {
	for i := max(begin, 0); i < min(end, len(a)); i++ {
		if a[i] == unaccounted {
			a[i] = f
		}
	}
}

// lastOf returns where the last line ends of a block and of the blocks in it.
func lastOf(n ast.Node) int {
	end := 0
	if n.Type() == ast.TypeInline {
		return end
	}
	if lines := n.Lines().Len(); lines > 0 {
		end = n.Lines().At(lines - 1).Stop
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		end = max(end, lastOf(c))
	}
	return end
}

// signs are the characters that Markdown takes for markup at the beginning of a line,
// around words and between cells.
var signs = [256]bool{'#': true, '*': true, '_': true, '`': true, '>': true, '|': true, '-': true, '=': true, '~': true,
	':': true, '+': true, '\\': true, '[': true, ']': true}

var vanishedText = &problem.Rule{ID: "text-borta", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "Allt som är skrivet visas.",
	Bad: "Text.\n\n``` Ge 5 mg\nMer.\n```", Good: "Ge 5 mg.\n\n```\nMer.\n```"}

// vanished reports what is in the body but neither on the page nor Markdown.
func (s *state) vanished() {
	for i := 0; i < len(s.body); i++ {
		if c := s.body[i]; s.fates[i] != unaccounted || signs[c] || c == ' ' || c == '\n' || c == '\t' {
			continue
		}
		end := i
		for end < len(s.body) && s.fates[end] == unaccounted && s.body[end] != '\n' {
			end++
		}
		words := string(bytes.TrimSpace(s.body[i:end]))
		s.doc.fault(vanishedText, s.pos(i), fmt.Sprintf("”%s” visas inte på sidan", spelling.Shorten(words, 40, "…")),
			"Markdown tar det för något annat än text: skriv det på en egen rad, utan tecken runt")
		s.fates.settle(i, end, told)
		i = end
	}
}

// labelEnd returns the offset of the bracket that ends the label of a link or picture,
// which begins at an offset; its content has been accounted for.
func (s *state) labelEnd(begin int) int {
	for i := begin; i < len(s.body); i++ {
		if s.body[i] == ']' && s.fates[i] == unaccounted {
			return i
		}
	}
	return len(s.body)
}

// consumeTarget accounts for where a link or picture leads: what follows the label
// that begins at an offset. It returns where the address is written, unless that is elsewhere.
func (s *state) consumeTarget(begin int, reference *ast.ReferenceLink) (address span) {
	open := s.labelEnd(begin)
	end := open + 1
	switch {
	case reference == nil:
		var title int
		title, end = inlineTarget(s.body, open+1)
		s.hiddenTitle(title, end)
		if end > open+1 {
			address = addressAt(s.body, skipQuote(s.body, open+2))
		}
	case reference.Type != ast.ReferenceLinkShortcut:
		if n := bytes.IndexByte(s.body[min(end, len(s.body)):], ']'); n >= 0 {
			end += n + 1
		}
	}
	s.fates.settle(open, end, consumed)
	return address
}

var hiddenTitle = &problem.Rule{ID: "titel-dold", Family: problem.Accessibility, Severity: problem.Error,
	Draft: problem.Warning, Demand: "En länk eller bild har inga ord som bara syns när någon pekar på den.",
	Bad: `Läs om [programmet](../index.md "Hela programmet").`, Good: "Läs om [hela programmet](../index.md)."}

// hiddenTitle reports the title of a link or picture, if it has one, between two offsets: it
// is shown only to who points at it with a mouse.
func (s *state) hiddenTitle(begin, end int) {
	if begin >= end || !strings.ContainsRune(`"'(`, rune(s.body[begin])) {
		return
	}
	stop := closing(s.body, begin+1, closingOf(s.body[begin]))
	if words := strings.TrimSpace(unescape(s.body[begin+1 : max(begin+1, stop-1)])); words != "" {
		s.doc.fault(hiddenTitle, s.pos(begin), fmt.Sprintf("”%s” syns bara för den som pekar med en mus, "+
			"inte på papper eller i en telefon", shorten(words)), "skriv orden i texten om de behövs, och ta bort dem här")
	}
}

// closingOf returns the sign that ends a title that begins with a sign.
func closingOf(sign byte) byte {
	if sign == '(' {
		return ')'
	}
	return sign
}

// inlineTarget returns where "(address "title")" ends that begins at an offset, and
// that the parser has taken for one, and where what follows the address begins: the title,
// if there is one.
func inlineTarget(body []byte, i int) (title, end int) {
	if i >= len(body) || body[i] != '(' {
		return i, i
	}
	title = afterAddress(body, skipBlank(body, i+1))
	i = title
	if i < len(body) && strings.ContainsRune(`"'(`, rune(body[i])) {
		i = closing(body, i+1, closingOf(body[i]))
	}
	i = skipBlank(body, i)
	if i < len(body) && body[i] == ')' {
		i++
	}
	return title, min(i, len(body))
}

// afterAddress returns where what follows an address begins.
func afterAddress(body []byte, i int) int {
	if i < len(body) && body[i] == '<' {
		return skipQuote(body, closing(body, i+1, '>'))
	}
	return skipQuote(body, bareAddress(body, i))
}

// bareAddress returns where an address ends that is not in angle brackets.
func bareAddress(body []byte, i int) int {
	for depth := 0; i < len(body) && body[i] > ' '; i++ {
		switch body[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 {
			break
		}
	}
	return min(i, len(body))
}

// skipQuote is like [skipBlank] where a line may end within a quotation.
func skipQuote(body []byte, i int) int {
	for i = skipBlank(body, i); i < len(body) && body[i] == '>'; {
		i = skipBlank(body, i+1)
	}
	return i
}

// closing returns the offset after the next sign that no backslash precedes.
func closing(body []byte, i int, sign byte) int {
	for ; i < len(body) && body[i] != sign; i++ {
		if body[i] == '\\' {
			i++
		}
	}
	return min(i+1, len(body))
}

func skipBlank(body []byte, i int) int {
	for i < len(body) && (body[i] == ' ' || body[i] == '\n' || body[i] == '\t') {
		i++
	}
	return i
}

// runeBefore returns the character before an offset in the body, utf8.RuneError at its beginning.
func (s *state) runeBefore(i int) rune {
	r, _ := utf8.DecodeLastRune(s.body[:i])
	return r
}

// runeAt returns the character at an offset in the body, utf8.RuneError at its end.
func (s *state) runeAt(i int) rune {
	r, _ := utf8.DecodeRune(s.body[min(i, len(s.body)):])
	return r
}
