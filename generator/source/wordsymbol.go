package source

import (
	"strconv"
	"strings"
)

// Fonts of signs have no letters: a sign of theirs is a number, in Word above this.
const privateSigns = 0xF000

// signs are those of the fonts Symbol and Wingdings that texts have, by their numbers.
var signs = map[string]map[rune]rune{
	"symbol": symbolSigns(),
	"wingdings": {
		0x22: '✂', 0x28: '☎', 0x2A: '✉', 0x46: '☞', 0x4A: '☺', 0x4C: '☹', 0x6C: '●', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x73: '⬧', 0x74: '⧫',
		0x75: '◆', 0x76: '❖', 0x77: '⬥', 0x9F: '•', 0xA0: '▪', 0xA1: '○', 0xA7: '▪', 0xA8: '□', 0xAB: '★', 0xD8: '➢', 0xDF: '←', 0xE0: '→', 0xE1: '↑', 0xE2: '↓',
		0xE8: '➔', 0xEF: '⇦', 0xF0: '⇨', 0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑',
	},
}

// symbolSigns are the Greek letters and the signs of Symbol.
func symbolSigns() map[rune]rune {
	all := map[rune]rune{
		0x22: '∀', 0x2A: '∗', 0x2D: '−', 0x40: '≅', 0x5C: '∴', 0x5E: '⊥', 0x6D: 'µ', 0x7E: '∼', 0xA2: '′', 0xA3: '≤', 0xA5: '∞', 0xAB: '↔', 0xAC: '←', 0xAD: '↑',
		0xAE: '→', 0xAF: '↓', 0xB0: '°', 0xB1: '±', 0xB2: '″', 0xB3: '≥', 0xB4: '×', 0xB5: '∝', 0xB7: '•', 0xB8: '÷', 0xB9: '≠', 0xBA: '≡', 0xBB: '≈', 0xBC: '…',
		0xC6: '∅', 0xCE: '∈', 0xD6: '√', 0xD8: '¬', 0xDB: '⇔', 0xDC: '⇐', 0xDD: '⇑', 0xDE: '⇒', 0xDF: '⇓', 0xE5: '∑',
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
	for c := rune(' '); c <= '?'; c++ {
		if all[c] == 0 && strings.ContainsRune(" !#%&()+,./0123456789:;<=>?", c) {
			all[c] = c
		}
	}
	return all
}

// sign returns the sign that a number means in a font, false where that is not known.
func sign(font string, c rune) (rune, bool) {
	if c >= privateSigns && c <= privateSigns+0xFF {
		c -= privateSigns
	}
	s, known := signs[strings.ToLower(font)][c]
	return s, known
}

// symbols returns words with the signs that they have in a font of signs.
func symbols(words, font string) string {
	if signs[strings.ToLower(font)] == nil {
		return words
	}
	return strings.Map(func(c rune) rune {
		if s, known := sign(font, c); known && c >= privateSigns {
			return s
		}
		return c
	}, words)
}

// symbol writes a sign that is a number in a font.
func (r *wordReader) symbol(n *xmlNode, form wordForm) {
	font, char := n.attr("w:font"), n.attr("w:char")
	c, err := strconv.ParseUint(char, 16, 16)
	if s, known := sign(font, rune(c)); err == nil && known {
		r.write(string(s), form)
		return
	}
	if err == nil && c >= ' ' && c < privateSigns && signs[strings.ToLower(font)] == nil && !strings.Contains(strings.ToLower(font), "dings") {
		r.write(string(rune(c)), form)
		return
	}
	r.closeSayings(nil)
	r.remark(Dropped, beginning(r.now.paragraph), "ett tecken (%s i typsnittet %s) togs inte med; skriv det för hand", quoted(char), quoted(font))
}
