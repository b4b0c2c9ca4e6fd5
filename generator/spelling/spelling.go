// Package spelling compares and rewrites Swedish words: [Fold] makes two ways of
// writing the same word equal, [Slug] turns a heading into a part of an address, and
// [DidYouMean] suggests what was meant.
package spelling

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which words are compared: lower case, without accents
// (å ä → a, ö → o), in one Unicode form, blanks collapsed. "Målgrupp", "malgrupp"
// and a decomposed "MÅLGRUPP" fold to the same word.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case unicode.Is(unicode.Mn, r):
			continue
		case blank:
			b.WriteByte(' ')
			blank = false
		}
		writeFolded(&b, unicode.ToLower(r))
	}
	return b.String()
}

// writeFolded writes the folded form of a letter in lower case.
func writeFolded(b *strings.Builder, r rune) {
	switch r {
	case 'å', 'ä', 'æ':
		b.WriteByte('a')
	case 'ö', 'ø':
		b.WriteByte('o')
	case 'ß':
		b.WriteString("ss")
	default:
		if r < utf8.RuneSelf {
			b.WriteByte(byte(r))
			return
		}
		for _, part := range norm.NFD.String(string(r)) {
			switch {
			case part == r:
				b.WriteRune(r)
			case !unicode.Is(unicode.Mn, part):
				writeFolded(b, unicode.ToLower(part))
			}
		}
	}
}

// maxSlug is the longest slug in bytes. File systems allow 255 bytes in a name,
// and Windows 260 characters in a whole path.
const maxSlug = 100

// Slug returns the part of an address that is made from s: a–z, 0–9 and single
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

// maxNear is the longest word, in letters, that is compared with others: longer ones
// are no misspelled names.
const maxNear = 100

// Nearest returns the candidate that most resembles word, and whether it is near
// enough to be what was meant: at most four mistakes in eleven letters, and one in the
// shortest words.
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

// DidYouMean returns the hint for an unknown word: the nearest known one, or all.
func DidYouMean(word string, known []string) string {
	return NearestOr(word, known, "välj bland: "+strings.Join(known, ", "))
}

// NearestOr returns the hint for an unknown word among too many to list: the nearest
// known one, or else another.
func NearestOr(word string, known []string, other string) string {
	if near, ok := Nearest(word, known); ok {
		return "menade du " + near + "?"
	}
	return other
}

// Distance returns how many letters must be inserted, deleted, replaced or swapped with their neighbour
// to make one word the other, or limit+1 when it is more than limit. Accents count.
func Distance(a, b string, limit int) int { return distance([]rune(a), []rune(b), limit) }

// distance returns the optimal string alignment distance (insert, delete, replace,
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
