package source

import (
	"strconv"
	"strings"
)

// An instruction is what a field is told to show.
type instruction struct {
	kind     string            // in upper case: HYPERLINK
	args     []string          // without quotation marks
	switches map[string]string // what each is given, by its letter or sign
}

// given are the switches that are given something: a place, a word of help, where a link opens, a font, a size,
// and the forms of text, dates and numbers.
const given = "lotfs*@#"

// parseInstruction reads the code of a field. A switch that misses what it is given has "".
func parseInstruction(code string) instruction {
	in := instruction{switches: map[string]string{}}
	open := "" // a switch that waits for what it is given
	for code != "" {
		word, quotedWord, rest := nextWord(code)
		code = rest
		switch {
		case word == "" && !quotedWord:
		case in.kind == "":
			in.kind = strings.ToUpper(word)
		case !quotedWord && len(word) > 1 && word[0] == '\\':
			key, value := strings.ToLower(word[1:2]), word[2:]
			in.switches[key], open = value, ""
			if value == "" && strings.Contains(given, key) {
				open = key
			}
		case open != "":
			in.switches[open], open = word, ""
		default:
			in.args = append(in.args, word)
		}
	}
	return in
}

// nextWord returns the first word of a code, whether it is in quotation marks, and what follows. In
// quotation marks a backslash stands before a mark or another backslash.
func nextWord(code string) (word string, quotedWord bool, rest string) {
	code = strings.TrimSpace(code)
	if !strings.HasPrefix(code, `"`) {
		end := strings.IndexAny(code, " \t\n\r\u00a0\"")
		if end < 0 {
			return code, false, ""
		}
		return code[:end], false, code[end:]
	}
	var b strings.Builder
	for i := 1; i < len(code); i++ {
		switch {
		case code[i] == '"':
			return b.String(), true, code[i+1:]
		case code[i] == '\\' && i+1 < len(code) && (code[i+1] == '"' || code[i+1] == '\\'):
			i++
		}
		b.WriteByte(code[i])
	}
	return b.String(), true, ""
}

// arg returns the first of what the field is given, which is all that most kinds heed.
func (in instruction) arg() string {
	if len(in.args) == 0 {
		return ""
	}
	return in.args[0]
}

// sign returns the sign that a SYMBOL shows, "" where it is not known.
func (in instruction) sign() string {
	c, err := strconv.ParseUint(in.arg(), 0, 21)
	if err != nil || c < ' ' || c >= 0x7F && c < 0xA0 { // those differ between encodings
		return ""
	}
	s, known := sign(in.switches["f"], rune(c))
	if !known {
		return ""
	}
	return string(s)
}
