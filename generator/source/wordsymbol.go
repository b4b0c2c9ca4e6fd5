package source

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Fonts of signs have no letters: a sign of theirs is a number, in Word above this.
const privateSigns = 0xF000

// signs are those of the fonts Symbol and Wingdings that texts have, by their numbers.
var signs = map[string]map[rune]rune{
	"symbol": symbolSigns(),
	"wingdings": {
		0x22: '✂', 0x28: '☎', 0x2A: '✉', 0x46: '☞', 0x4A: '☺', 0x4C: '☹', 0x6C: '●', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x73: '⬧', 0x74: '⧫',
		0x75: '◆', 0x76: '❖', 0x77: '⬥', 0x78: '☒', 0x9F: '•', 0xA0: '▪', 0xA1: '○', 0xA7: '▪', 0xA8: '□', 0xAB: '★', 0xD8: '➢', 0xDF: '←', 0xE0: '→', 0xE1: '↑', 0xE2: '↓',
		0xE8: '➔', 0xEF: '⇦', 0xF0: '⇨', 0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑',
	},
}

// symbolSigns are the Greek letters and the signs of Symbol.
func symbolSigns() map[rune]rune {
	all := map[rune]rune{
		0x22: '∀', 0x24: '∃', 0x27: '∋', 0x2A: '∗', 0x2D: '−', 0x40: '≅', 0x5C: '∴', 0x5E: '⊥', 0x6D: 'µ', 0x7E: '∼', 0xA0: '€', 0xA1: 'ϒ', 0xA2: '′', 0xA3: '≤', 0xA4: '⁄', 0xA5: '∞', 0xA6: 'ƒ', 0xA7: '♣', 0xA8: '♦', 0xA9: '♥', 0xAA: '♠', 0xAB: '↔', 0xAC: '←', 0xAD: '↑',
		0xAE: '→', 0xAF: '↓', 0xB0: '°', 0xB1: '±', 0xB2: '″', 0xB3: '≥', 0xB4: '×', 0xB5: '∝', 0xB7: '•', 0xB8: '÷', 0xB9: '≠', 0xBA: '≡', 0xBB: '≈', 0xBC: '…', 0xBF: '↵', 0xC4: '⊗', 0xC5: '⊕',
		0xC6: '∅', 0xC7: '∩', 0xC8: '∪', 0xC9: '⊃', 0xCA: '⊇', 0xCB: '⊄', 0xCC: '⊂', 0xCD: '⊆', 0xCE: '∈', 0xCF: '∉', 0xD0: '∠', 0xD1: '∇', 0xD2: '®', 0xD3: '©',
		0xD4: '™', 0xD5: '∏', 0xD6: '√', 0xD7: '⋅', 0xD8: '¬', 0xDB: '⇔', 0xDC: '⇐', 0xDD: '⇑', 0xDE: '⇒', 0xD9: '∧', 0xDA: '∨', 0xDF: '⇓', 0xE0: '◊', 0xE2: '®', 0xE3: '©', 0xE4: '™', 0xE5: '∑', 0xF2: '∫',
	}
	for i, letter := range []rune("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ") {
		all[rune('A'+i)] = letter
	}
	for i, letter := range []rune("αβχδεφγηιϕκλ") {
		all[rune('a'+i)] = letter
	}
	for i, letter := range []rune("νοπθρστυϖωξψζ") {
		all[rune('n'+i)] = letter
	}
	for _, c := range " !#%&()+,./0123456789:;<=>?[]_{|}" {
		all[c] = c
	}
	return all
}

// unknownSign is what remarks have in place of an unknown sign.
const unknownSign = "□"

// symbolic returns the name that a font of signs has in signs, and reports whether it is one: what is
// written as a letter in it is seen as something else.
func symbolic(font string) (string, bool) {
	font = strings.ToLower(strings.TrimSpace(font))
	switch font {
	case "symbol", "symbolmt", "symbol mt":
		return "symbol", true
	}
	return font, strings.Contains(font, "dings") || strings.Contains(font, "dingbats")
}

// private reports whether a number means something in a font only.
func private(c rune) bool { return unicode.Is(unicode.Co, c) }

// sign returns the sign that a number means in a font, false where that is not known.
func sign(font string, c rune) (rune, bool) {
	name, is := symbolic(font)
	if c >= privateSigns && c <= privateSigns+0xFF {
		s, known := signs[name][c-privateSigns]
		return s, known
	}
	if !is || c > 0xFF || unicode.IsSpace(c) {
		return c, !private(c)
	}
	s, known := signs[name][c]
	return s, known
}

// signOf returns the sign of an element, unknownSign where that is not known.
func signOf(n *xmlNode) string {
	c, err := strconv.ParseUint(n.attr("w:char"), 16, 21)
	if s, known := sign(n.attr("w:font"), rune(c)); err == nil && known && s >= ' ' {
		return string(s)
	}
	return unknownSign
}

// symbol writes a sign that is a number in a font.
func (r *wordReader) symbol(n *xmlNode, form wordForm) {
	if s := signOf(n); s != unknownSign || r.unshown(form) {
		r.write(s, form)
		return
	}
	r.unknown(n.attr("w:char"), n.attr("w:font"))
}

// letters writes words; those in a font of signs as the signs that they are seen as.
func (r *wordReader) letters(words string, form wordForm) {
	if !form.fonts.signs() && !strings.ContainsFunc(words, private) {
		r.write(words, form)
		return
	}
	var seen strings.Builder
	var said []string
	var unknown []func()
	met := map[rune]bool{}
	for _, c := range words {
		font := form.fonts.of(c)
		s, known := sign(font, c)
		switch {
		case !known && r.unshown(form):
			seen.WriteString(unknownSign)
		case !known && !met[c]:
			met[c] = true
			unknown = append(unknown, func() { r.unknown(fmt.Sprintf("%04X", c), font) })
		case !known:
		case s != c && !private(c):
			said = []string{saidSigns}
			fallthrough
		default:
			seen.WriteRune(s)
		}
	}
	r.write(seen.String(), form, said...)
	for _, say := range unknown {
		say()
	}
}

// unknown says that a sign is not taken in.
func (r *wordReader) unknown(number, font string) {
	r.closeSayings(nil)
	r.remark(Dropped, beginning(r.now.paragraph), "ett tecken (%s i typsnittet %s) togs inte med; skriv det för hand",
		quoted(number), quoted(cmp.Or(font, "som saknar namn")))
}
