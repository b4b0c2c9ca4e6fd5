package document

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
)

// conserved fails if a letter, digit or other character that is no sign of Markdown is
// in a text but neither in its tokens, nor part of an address or label, nor reported.
// It finds what is on the page from the tokens, not from the account.
func conserved(t *testing.T, src string) {
	t.Helper()
	d := &Document{Name: "a.md"}
	text, ok := d.normalise([]byte(src))
	if !ok {
		return
	}
	_, body, line, ok := d.split(text)
	if !ok || !d.withinLimits(body, line) {
		return
	}
	s := d.understand(body, line, Options{Taxonomy: taxonomy(t)})
	s.conserve()
	for _, p := range d.Problems {
		if p.Rule == TooLarge {
			return
		}
	}
	accounted := tokenised(s)
	reported := map[int]bool{}
	for _, p := range d.Problems {
		reported[p.Pos.Line] = true
	}
	for i := 0; i < len(d.body); {
		r, size := utf8.DecodeRuneInString(d.body[i:])
		switch fate := s.fates[i]; {
		case accounted[i] || fate == consumed || unicode.IsSpace(r) || r < utf8.RuneSelf && signs[r]:
		case fate == told:
			if begin := told1(s, i); !reported[d.posOf(begin).Line] {
				t.Errorf("%q at %d of %q is said to be reported: %v", r, i, d.body, d.Problems)
				return
			}
		default:
			t.Errorf("%q at %d of %q has vanished (%d): %v in %s", r, i, d.body, fate, d.Problems, spellAll(d))
			return
		}
		i += size
	}
}

// told1 returns where the lines begin that have been reported together with an offset.
func told1(s *state, i int) int {
	for i > 0 && (s.fates[i-1] == told || s.body[i-1] == '\n' || s.body[i-1] == ' ') {
		i--
	}
	for s.fates[i] != told {
		i++
	}
	return i
}

// tokenised returns which bytes of the body are in the tokens of a text or in the texts
// of its pictures and boxes.
func tokenised(s *state) []bool {
	in := make([]bool, len(s.body))
	mark := func(begin, end int) {
		for i := begin; i < min(end, len(in)); i++ {
			in[i] = true
		}
	}
	allTokens(s.doc, func(tokens []Token) {
		for _, token := range tokens {
			begin := int(token.Offset)
			if token.Kind == WordsToken && begin >= 0 && strings.HasPrefix(token.Text, " ") {
				// Of a tab, code has the blanks that its fence does not take.
				token.Text = strings.TrimLeft(token.Text, " ")
				begin += len(s.doc.body[begin:]) - len(strings.TrimLeft(s.doc.body[begin:], " \t"))
			}
			if token.Kind == WordsToken && begin+len(token.Text) == len(s.body)+1 {
				token.Text = strings.TrimSuffix(token.Text, "\n") // which the parser adds to a last line of code
			}
			switch {
			case begin < 0 || token.End:
			case token.Kind == WordsToken && strings.HasPrefix(s.doc.body[begin:], token.Text):
				mark(begin, begin+len(token.Text))
				if strings.HasSuffix(token.Text, "&") { // perhaps of a reference to itself
					begin += len(token.Text) - 1
					mark(begin, begin+len(reference.FindString(s.doc.body[begin:])))
				}
			case token.Kind == WordsToken:
				if m := escaped.FindString(s.doc.body[begin:]); unescape([]byte(m)) == token.Text {
					mark(begin, begin+len(m))
				}
			case token.Kind == PriorityToken:
				mark(begin, begin+1+strings.IndexByte(s.doc.body[begin:], ')'))
			case token.Kind == PictureToken:
				mark(begin, s.labelEnd(begin+2))
			}
		}
	})
	for i := range s.doc.starts {
		line := s.doc.line(s.doc.starts[i])
		if n, _ := colons([]byte(line)); n > 0 {
			mark(s.doc.starts[i], s.doc.starts[i]+len(line))
		}
	}
	return in
}

// TestConserved checks that nothing that is written vanishes unreported: in the texts of
// testdata, in the cases of this package, and in texts that have been mutilated.
func TestConserved(t *testing.T) {
	var texts []string
	files, _ := filepath.Glob("../testdata/content/*/*/*/*.md")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	texts = append(texts, cases(t)...)
	if len(texts) < 80 {
		t.Fatalf("only %d texts", len(texts))
	}
	for _, text := range texts {
		conserved(t, text)
	}
	mutations := 2000
	if n, err := strconv.Atoi(os.Getenv("PROVTRYCK_MUTATIONS")); err == nil {
		mutations = n
	}
	if testing.Short() {
		mutations = 200
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range mutations {
		conserved(t, mutilated(random, texts[random.IntN(len(texts))]))
		if t.Failed() {
			return
		}
	}
}

// cases returns the texts of the cases of this package.
func cases(t testing.TB) []string {
	var texts []string
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(archive.Files); i += 2 {
			texts = append(texts, string(archive.Files[i].Data))
		}
	}
	return texts
}

// mutilated returns a part of a text with some characters written in other places, as
// slips of the hand and pasted pieces do.
func mutilated(random *rand.Rand, text string) string {
	pieces := []string{"*", "_", "`", ">", "> ", "|", "- ", "1. ", "3) ", "[", "]", "](x.md)", "[^a]", "[^a]: ", ": ", "#", "\n## ",
		"{Kommun}", "\n:::\n", "\n::: viktigt Ord\n", "\n::: målgrupp Kommun\n", "\n\n", "\n", "    ", "\t", "\\", "<b>", "<!-- ", " -->", "```",
		"\n```x y\n", "\n| a | b |\n| - | - |\n| c | d | e |\n", "\n---\n", "\n===\n", "[ord]: adress\n", "![bild](a.png)", "&amp;", "&#65;", "  \n",
		"(prioritet 3)", "[ord]{en}", "<https://a.se>", "~~", "\"", "'", "(", ")", "10", "å"}
	end := strings.Index(text[min(3, len(text)):], "\n---") + 8
	head, body := text[:min(end, len(text))], []byte(text[min(end, len(text)):])
	if len(body) > 600 {
		begin := random.IntN(len(body) - 500)
		body = body[begin : begin+500]
	}
	for range 1 + random.IntN(8) {
		at := random.IntN(len(body) + 1)
		piece := []byte(pieces[random.IntN(len(pieces))])
		switch random.IntN(3) {
		case 0: // in the place of others
			body = append(bytes.Clone(body[:at]), append(piece, body[min(at+len(piece), len(body)):]...)...)
		case 1: // one piece out
			body = append(bytes.Clone(body[:at]), body[min(at+random.IntN(20), len(body)):]...)
		default:
			body = append(bytes.Clone(body[:at]), append(piece, body[at:]...)...)
		}
	}
	return head + string(body)
}

// FuzzConserved checks the same of any body.
func FuzzConserved(f *testing.F) {
	for _, text := range cases(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, body string) { conserved(t, head+body) })
}
