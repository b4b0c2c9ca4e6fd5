// Package spelling compares and rewrites Swedish words: [Fold] makes two ways of
// writing the same word equal, [Slug] makes an address of a heading, and
// [DidYouMean] answers "menade du …?".
package spelling

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form in which words are compared: lower case, without accents
// (å ä → a, ö → o), in one Unicode form, blanks collapsed. "Målgrupp", "malgrupp"
// and a decomposed "MÅLGRUPP" fold to the same word.
func Fold(s string) string {
	if plain(s) {
		return s
	}
	if folded, ok := foldLatin(s); ok {
		return folded
	}
	return foldAny(s)
}

// foldAny folds whatever Unicode has.
func foldAny(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range norm.NFD.String(strings.ToValidUTF8(s, "\uFFFD")) {
		switch {
		case unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case unicode.Is(unicode.Mn, r):
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteString(base(unicode.ToLower(r)))
	}
	return b.String()
}

// plain says whether s is its own folded form at a glance; most keys and tags are.
func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 || c >= 'A' && c <= 'Z' || c <= ' ' {
			return false
		}
	}
	return true
}

// latin is the folded forms of À (U+00C0) to ÿ; a stop stands for a letter that
// does not become one letter from a to z.
const latin = "aaaaaaaceeeeiiii.nooooo.ouuuuy.." + "aaaaaaaceeeeiiii.nooooo.ouuuuy.y"

// foldLatin folds ASCII and the letters of latin, which is nearly all that there
// is, ten times as fast; ok is false if s has anything else.
func foldLatin(s string) (folded string, ok bool) {
	b := make([]byte, 0, len(s))
	blank := false
	for _, r := range s {
		switch {
		case r == ' ' || '\t' <= r && r <= '\r':
			blank = len(b) > 0
			continue
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case 'À' <= r && r <= 'ÿ' && latin[r-'À'] != '.':
			r = rune(latin[r-'À'])
		case r >= 0x80:
			return "", false
		}
		if blank {
			b = append(b, ' ')
			blank = false
		}
		b = append(b, byte(r))
	}
	return string(b), true
}

// base replaces the letters that do not come apart in Unicode.
func base(r rune) string {
	switch r {
	case 'æ':
		return "a"
	case 'ø':
		return "o"
	case 'ß':
		return "ss"
	}
	return string(r)
}

// maxSlug is the longest slug in bytes. File systems allow 255 bytes in a name,
// and Windows 260 characters in a whole path.
const maxSlug = 100

// Slug makes the part of an address that stands for s: a–z, 0–9 and single
// hyphens, at most 100 bytes. "Målgrupp eller situation" → "malgrupp-eller-situation".
// It is empty when s has no letter or digit of the Latin alphabet.
func Slug(s string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range Fold(s) {
		if r < 'a' || r > 'z' {
			if r < '0' || r > '9' {
				hyphen = hyphen || b.Len() > 0 && r != '\u00AD' // a soft hyphen is no break
				continue
			}
		}
		if b.Len()+2 > maxSlug {
			break
		}
		if hyphen {
			b.WriteByte('-')
			hyphen = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// maxNear is the longest word, in letters, that is compared with others: what is
// longer is no name that somebody has misspelled.
const maxNear = 100

// Nearest returns the candidate that most resembles word, and whether any is
// near enough to be what was meant: at most four mistakes in eleven letters, and one
// in the shortest words.
func Nearest(word string, candidates []string) (string, bool) {
	want := []rune(Fold(word))
	if len(want) == 0 || len(want) > maxNear {
		return "", false
	}
	best, least := "", max(1, 4*len(want)/11)+1
	for _, c := range candidates {
		if d := distance(want, []rune(Fold(c)), least); d < least {
			best, least = c, d
		}
	}
	return best, best != ""
}

// DidYouMean is the hint for an unknown word: the nearest known one, or all.
func DidYouMean(word string, known []string) string {
	return NearestOr(word, known, "kända: "+strings.Join(known, ", "))
}

// NearestOr is the hint for an unknown word among too many to list: the nearest
// known one, or else another.
func NearestOr(word string, known []string, other string) string {
	if near, ok := Nearest(word, known); ok {
		return "menade du " + near + "?"
	}
	return other
}

// distance is the optimal string alignment distance (insert, delete, replace,
// swap neighbours) between a and b, or limit+1 when it exceeds limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var rows [3][]int
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
	}
	before, last, row := rows[0], rows[1], rows[2]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		if slices.Min(row) > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
