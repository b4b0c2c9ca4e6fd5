package transfer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"regexp"
	"slices"
	"strings"
)

// A Sum identifies what a text says, field by field and block by block: "1-" and the hash of each
// field of fieldKeys, "-", the hash of each block. A hash is the first six hexadecimal figures of the
// SHA-256 of words, links, pictures, structure and audience. It is the same whatever the profile, and
// where lines end in the file.
type Sum struct {
	fields, blocks []string
}

const (
	sumVersion = "1"
	hashLength = 6
	inSum      = 9 // of fieldKeys: all but the body
)

// SumOf returns the sum of a text as it is now.
func SumOf(src Source) Sum { return sumOf(src, Of(src, Profiles()[0])) }

func sumOf(src Source, t Text) Sum {
	var s Sum
	for _, key := range fieldKeys[:inSum] {
		items := itemsOf(src, key, t.Pictures)
		if key == targetKey {
			items = []string{src.Taxonomy.Attribute(src.Doc.Front.Target)}
		}
		s.fields = append(s.fields, hash(strings.Join(items, "\x00")))
	}
	for _, block := range counted(t) {
		s.blocks = append(s.blocks, block.sum)
	}
	return s
}

// counted returns the blocks that are in the sum: not lines, which some targets have and others have not.
func counted(t Text) []Block {
	return slices.DeleteFunc(slices.Clone(t.Blocks), func(b Block) bool { return b.Kind == Rule })
}

// hash returns the hash of words; how many blanks are between them does not matter.
func hash(words string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(words), " ")))
	return hex.EncodeToString(sum[:])[:hashLength]
}

func (s Sum) String() string {
	return sumVersion + "-" + strings.Join(s.fields, "") + "-" + strings.Join(s.blocks, "")
}

var (
	errNoSum = errors.New("summa saknas under inlagd")
	errSum   = errors.New("summan är inte en som Provtryck har skrivit")
)

var sumForm = regexp.MustCompile(`^` + sumVersion + `-((?:[0-9a-f]{6}){9})-((?:[0-9a-f]{6})*)$`)

// ParseSum reads a sum as [Sum.String] writes it.
func ParseSum(s string) (Sum, error) {
	m := sumForm.FindStringSubmatch(s)
	switch {
	case s == "":
		return Sum{}, errNoSum
	case m == nil:
		return Sum{}, errSum
	}
	return Sum{divide(m[1]), divide(m[2])}, nil
}

func divide(hashes string) []string {
	var all []string
	for ; hashes != ""; hashes = hashes[hashLength:] {
		all = append(all, hashes[:hashLength])
	}
	return all
}
