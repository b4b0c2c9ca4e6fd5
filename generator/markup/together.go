package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"provtryck/generator/document"
	"provtryck/generator/prose"
)

// units are the words that a line must not divide from the number before them.
var units = func() map[string]bool {
	all := map[string]bool{}
	for _, unit := range strings.Fields(prose.DoseUnits + " m km ms kr år % °c") {
		all[unit] = true
	}
	return all
}()

// words writes running text, with each number and its unit in an element that no line end
// divides. The blank between them stays what was written, so that searching and copying
// find it.
func (w writer) words(text string) {
	for at := 0; ; {
		blank := strings.IndexByte(text[at:], ' ')
		if blank < 0 {
			break
		}
		blank += at
		at = blank + 1
		if blank == 0 || text[blank-1] < '0' || text[blank-1] > '9' {
			continue
		}
		unit := unitAt(text[blank+1:])
		if unit == 0 {
			continue
		}
		number := numberBefore(text[:blank])
		w.escape(text[:number])
		w.WriteString(`<span class="nowrap">`)
		w.escape(text[number : blank+1+unit])
		w.WriteString("</span>")
		text, at = text[blank+1+unit:], 0
	}
	w.escape(text)
}

// numberBefore returns where the number begins that a text ends with; its thousands may be
// divided by blanks.
func numberBefore(text string) int {
	begin := len(strings.TrimRight(text, "0123456789,."))
	for begin > 1 && text[begin-1] == ' ' && figures(text[begin:]) == 3 {
		group := len(strings.TrimRight(text[:begin-1], "0123456789"))
		if n := begin - 1 - group; n < 1 || n > 3 {
			break
		}
		begin = group
	}
	return begin
}

// figures returns how many figures a text begins with.
func figures(text string) int { return len(text) - len(strings.TrimLeft(text, "0123456789")) }

// unitAt returns the length of the unit that a text begins with, 0 if it begins with none.
func unitAt(text string) int {
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '°' && r != '%' })
	if end < 0 {
		end = len(text)
	}
	next, _ := utf8.DecodeRuneInString(text[end:])
	if next == '-' || unicode.IsDigit(next) || !units[strings.ToLower(text[:end])] {
		return 0
	}
	return end
}

// literal reports whether the words of an element are shown as they are written.
func literal(kind document.TokenKind) bool {
	switch kind {
	case document.CodeToken, document.CodeBlockToken, document.RawToken, document.RawBlockToken:
		return true
	}
	return false
}
