package document

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"provtryck/generator/field"
	"provtryck/generator/problem"
)

// maxCharacters is how many characters of a kind are reported in one file: after five
// an editor searches for the rest.
const maxCharacters = 5

// characters reports control characters and those that change the direction of the
// writing, which it makes visible (U+FFFD), other invisible ones, and letters of
// other alphabets that look like ours, written as they are or as a reference,
// "&#x202E;". It replaces rune by rune, so that every place stays the same.
func (d *Document) characters(src []byte) []byte {
	counts := map[*problem.Rule]int{}
	var out bytes.Buffer
	from := 0 // of what is not yet in out
	for i := 0; i < len(src); {
		c := src[i]
		if c >= ' ' && c < 0x7F && c != '&' || c == '\n' || c == '\t' {
			i++
			continue
		}
		if c == 0xC3 && i+1 < len(src) { // À to ÿ: å, ä and ö
			i += 2
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		if c == '&' {
			r = referred(src[i:])
		}
		rule, message, hint := character(r, src, i)
		if rule != nil && !(d.Damaged && (rule == WrongEncoding || rule == mixedAlphabets)) {
			if counts[rule]++; counts[rule] <= maxCharacters {
				d.fault(rule, d.place(src, i), message, hint)
			}
		}
		if with := replacement(rule, r); with != 0 {
			out.Write(src[from:i])
			out.WriteRune(with)
			from = i + size
		}
		i += size
	}
	if from == 0 {
		return src
	}
	out.Write(src[from:])
	return out.Bytes()
}

// replacement is what replaces a character; 0 when it may stay. Unicode's own line
// ends become blanks: only YAML takes them for line ends.
func replacement(rule *problem.Rule, r rune) rune {
	switch {
	case rule == field.ControlCharacter:
		return utf8.RuneError
	case r == '\u2028' || r == '\u2029':
		return ' '
	}
	return 0
}

// escaped is a backslash before punctuation, or a character reference.
var escaped = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]|" + referenceForm)

var reference = regexp.MustCompile("^" + referenceForm)

const referenceForm = `&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});`

// unescape resolves the backslashes and character references of a text.
func unescape(s []byte) string {
	if bytes.IndexByte(s, '&') < 0 && bytes.IndexByte(s, '\\') < 0 {
		return string(s)
	}
	return string(escaped.ReplaceAllFunc(s, func(m []byte) []byte {
		if m[0] == '\\' {
			return m[1:]
		}
		return util.ResolveEntityNames(util.ResolveNumericReferences(m))
	}))
}

// referred returns the character of the reference at the beginning of src; '&' when
// there is none, or when it is only a tab or line end.
func referred(src []byte) rune {
	m := reference.Find(src)
	r, _ := utf8.DecodeRuneInString(unescape(m))
	if m == nil || r == '\n' || r == '\t' {
		return '&'
	}
	return r
}

var (
	invisibleCharacter = &problem.Rule{ID: "osynligt-tecken", Family: problem.Language, Severity: problem.Warning,
		Demand: "Texten har inga osynliga tecken.",
		Bad:    "Kris\u200bplan.", Good: "Krisplan."}
	mixedAlphabets = &problem.Rule{ID: "blandade-alfabet", Family: problem.Language, Severity: problem.Warning,
		Demand: "Ett ord har bokstäver ur ett alfabet.",
		Bad:    "Krisplаn.", Good: "β-blockerare."}
)

// character returns what is wrong with the rune r at offset i; no rule if nothing is.
func character(r rune, src []byte, i int) (rule *problem.Rule, message, hint string) {
	switch {
	case r == utf8.RuneError && src[i] != '&':
		return WrongEncoding, "ett tecken har gått förlorat när texten sparades i en annan teckenkodning",
			"skriv om ordet som \uFFFD står i"
	case unicode.IsControl(r):
		rule, message = field.ControlCharacter, "här står ett styrtecken (U+%04X)"
	case unicode.Is(unicode.Bidi_Control, r):
		rule, message = field.ControlCharacter, "här står ett osynligt tecken som vänder skrivriktningen (U+%04X)"
	case joinsEmoji(r, src, i):
	case unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point):
		rule, message = invisibleCharacter, "här står ett osynligt tecken (U+%04X)"
		hint = ": sökning hittar det inte så här"
	case foreign(r) && firstForeign(src, i):
		if word := wordAt(src, i); mixed(word) {
			return mixedAlphabets, fmt.Sprintf("ordet %s blandar bokstäver ur olika alfabet", word),
				"skriv om ordet för hand: en bokstav ser ut som en annan"
		}
	}
	if rule == nil {
		return nil, "", ""
	}
	if strings.ContainsRune("\v\f\u0085\u2028\u2029", r) { // ends of lines in other programs
		return rule, fmt.Sprintf(message, r), "skriv ett mellanslag eller en vanlig radbrytning i stället"
	}
	return rule, fmt.Sprintf(message, r), "ta bort det och skriv om ordet" + hint
}

// joinsEmoji reports whether the character r at i belongs to a picture sign: it joins two of
// them, or chooses the form of one.
func joinsEmoji(r rune, src []byte, i int) bool {
	if r != '\u200d' && r != '\ufe0f' {
		return false
	}
	before, _ := utf8.DecodeLastRune(src[:i])
	return unicode.In(before, unicode.So, unicode.Sk) || before == '\ufe0f'
}

// foreign reports whether r is a letter of another alphabet than ours.
func foreign(r rune) bool {
	return r >= 0x80 && unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Common)
}

// firstForeign reports whether the letter at i is the first foreign one of its word,
// so that a word is reported once.
func firstForeign(src []byte, i int) bool {
	i = bytes.LastIndexFunc(src[:i], func(r rune) bool { return !unicode.IsLetter(r) || foreign(r) })
	r, _ := utf8.DecodeRune(src[max(i, 0):])
	return i < 0 || !foreign(r)
}

func wordAt(src []byte, i int) string {
	begin := len(bytes.TrimRightFunc(src[:i], unicode.IsLetter))
	end := len(src) - len(bytes.TrimLeftFunc(src[i:], unicode.IsLetter))
	return string(src[begin:end])
}

// twins are the Greek letters that look like Latin ones.
const twins = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧινορυχ"

// mixed reports whether a word has both Latin and foreign letters. A Greek letter
// that looks like no Latin one is a symbol at the beginning or end of a word: μg,
// β-blockerare, IgGκ.
func mixed(word string) bool {
	latin, others := false, false
	runes := []rune(word)
	for i, r := range runes {
		edge := i == 0 || i == len(runes)-1
		switch {
		case !foreign(r):
			latin = latin || unicode.Is(unicode.Latin, r)
		case edge && unicode.Is(unicode.Greek, r) && !strings.ContainsRune(twins, r):
		default:
			others = true
		}
	}
	return latin && others
}
