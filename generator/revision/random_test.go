package revision

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/document"
	"provtryck/generator/site"
)

// TestRejectAndAccept edits texts at random, many times. What is shown, with all
// changes rejected, must be the old text, and with all accepted the new.
func TestRejectAndAccept(t *testing.T) {
	all := taxonomy(t)
	r := rand.New(rand.NewPCG(6, 6))
	scripts := 10000
	switch {
	case testing.Short():
		scripts = 300
	case raceEnabled:
		scripts = 1000
	}
	for n := range scripts {
		old := randomBody(r)
		now := edit(r, old)
		front := "---\ntitel: Text\n---\n"
		before := makeSite(all, map[string]string{"a.md": front + strings.Join(old, "\n\n") + "\n"})
		after := makeSite(all, map[string]string{"a.md": front + strings.Join(now, "\n\n") + "\n"})
		revision := Compare(before, after)
		if len(revision.Texts) == 0 {
			if a, b := flat(before.Articles[0], plain), flat(after.Articles[0], plain); !slices.Equal(a, b) {
				t.Fatalf("script %d: no change is seen between\n%q\n%q", n, a, b)
			}
			continue
		}
		merged := revision.Texts[0].Merged
		if got, want := flat(merged, accept), flat(after.Articles[0], plain); !slices.Equal(got, want) {
			t.Fatalf("script %d: accepted\n%s\nnew\n%s\nold\n%s\nnow\n%s", n, strings.Join(got, "\n"),
				strings.Join(want, "\n"), strings.Join(old, "\n\n"), strings.Join(now, "\n\n"))
		}
		got, want := flat(merged, reject), flat(before.Articles[0], unlinked)
		slices.Sort(got) // sections that have moved are where they are now
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("script %d: rejected\n%s\nold\n%s\nnew\n%s", n, strings.Join(got, "\n"), strings.Join(want, "\n"),
				strings.Join(now, "\n\n"))
		}
	}
}

// What is left out when a text is flattened.
const (
	plain    = ""
	unlinked = "links" // links are text, as deleted ones are
	accept   = "deleted"
	reject   = "inserted"
)

// flat returns what a text shows, section by section: runs of characters with the
// elements that they are in.
func flat(a *site.Article, without string) []string {
	f := flattener{article: a, without: without}
	sections := []string{f.section(nil, a.Doc.Intro)}
	a.Doc.All(func(s *document.Section, _ []*document.Section) {
		sections = append(sections, f.section(s.Heading, s.Blocks))
	})
	return slices.DeleteFunc(sections, func(s string) bool { return s == "" })
}

type flattener struct {
	article *site.Article
	without string
	out     strings.Builder
	last    string // the elements of the last run
}

func (f *flattener) section(heading []document.Token, blocks []document.Block) string {
	f.out.Reset()
	f.last = ""
	f.tokens(heading, "heading")
	f.blocks(blocks, "")
	return strings.TrimSpace(f.out.String())
}

func (f *flattener) blocks(blocks []document.Block, within string) {
	skip := false
	for _, b := range blocks {
		if b.Kind == document.Text {
			f.tokens(b.Tokens, within)
			f.blocks(b.Blocks, within) // of a box of no known kind
			skip = f.without == reject && (says(b, boxNotes[Inserted]) || says(b, boxNotes[MovedHere])) ||
				f.without == accept && (says(b, boxNotes[Deleted]) || says(b, boxNotes[MovedAway]))
			continue
		}
		if !skip {
			f.blocks(b.Blocks, within+fmt.Sprintf("/box%d", b.Kind))
		}
		skip = false
	}
}

// says reports whether the last thing in a block is a note.
func says(b document.Block, note string) bool {
	n := len(b.Tokens)
	return n >= 2 && b.Tokens[n-1].Kind == document.NoteToken && b.Tokens[n-2].Text == note
}

// tokens writes the words of tokens. Elements that are left out are skipped with
// all that is in them.
func (f *flattener) tokens(tokens []document.Token, within string) {
	var open []string // what within was before each element that is open
	for i := 0; i < len(tokens); i++ {
		switch t := tokens[i]; {
		case t.Kind == document.WordsToken:
			f.words(t.Text, within)
		case t.Kind == document.BackReferenceToken, t.Kind == document.SoftBreakToken:
		case t.Kind == document.ReferenceToken:
			f.words("[ref]", within)
		case t.Kind == document.PictureToken:
			f.words("<img"+f.article.Doc.Links[t.Number].Dest+">", within)
		case t.Kind == document.PriorityToken:
			f.words(t.Text, within+"/priority")
		case t.Kind == document.RuleToken && f.leftOut(t):
		case t.Kind < document.EmphasisToken:
			f.words(fmt.Sprintf("<%d>", t.Kind), within)
		case t.End:
			within, open = open[len(open)-1], open[:len(open)-1]
		case f.leftOut(t):
			i = endOf(tokens, i)
		default:
			open = append(open, within)
			within = f.inside(within, t)
		}
	}
}

// leftOut reports whether an element is not shown.
func (f *flattener) leftOut(t document.Token) bool {
	switch f.without {
	case accept:
		return t.Kind == document.NoteToken || t.Kind == document.DeletedToken || t.Mark == document.Deleted
	case reject:
		return t.Kind == document.NoteToken || t.Kind == document.InsertedToken || t.Mark == document.Inserted
	}
	return false
}

// endOf returns the place of the end of the element that begins at a place.
func endOf(tokens []document.Token, i int) int {
	for depth := 0; ; i++ {
		switch t := tokens[i]; {
		case t.End:
			depth--
		case t.Kind >= document.EmphasisToken:
			depth++
		}
		if depth == 0 {
			return i
		}
	}
}

// inside returns within and one more element.
func (f *flattener) inside(within string, t document.Token) string {
	item := fmt.Sprintf("/%d ", document.ItemToken)
	switch {
	case t.Kind == document.InsertedToken || t.Kind == document.DeletedToken:
	case t.Kind == document.ParagraphToken && strings.HasSuffix(within, item):
		// a blank line between the points of a list: see paragraph
	case t.Kind != document.LinkToken:
		within += fmt.Sprintf("/%d ", t.Kind)
	case f.without != reject && f.without != unlinked:
		within += "/a " + f.article.Doc.Links[t.Number].Dest
	}
	return within
}

// words writes characters, with the elements they are in where those differ from
// the last. Blanks are dropped: they may differ.
func (f *flattener) words(s, within string) {
	s = strings.Join(strings.Fields(s), "")
	if s == "" {
		return
	}
	if within != f.last {
		f.out.WriteString("\n" + within + ": ")
		f.last = within
	}
	f.out.WriteString(s)
}

var vocabulary = strings.Fields("patienten bör erbjudas inte 20 mg per dygn högst 0,5 behandling samtal " +
	"med skolan och hemmet vid behov (prioritet 3) (FoU) **viktigt stöd** *snart* `kod` [länk](https://exempel.se/) [text](b.md) " +
	"a&b < 3 år uppföljning[^a] kontakt[^b] region 18–64 år ![bild](c.png)")

// layered are words in several elements. They have no blanks, so that edit puts
// nothing into a link that cannot be there.
var layered = []string{
	"**[länk*snart*nu](https://exempel.se/)sedan**", "[**fet**länk](https://exempel.se/)", "***båda**en*", "**[nu*snart*](https://exempel.se/)länk**", "*![bild](c.png)**x***",
}

func randomWords(r *rand.Rand, n int) string {
	words := make([]string, 1+r.IntN(n))
	for i := range words {
		words[i] = vocabulary[r.IntN(len(vocabulary))]
		if r.IntN(20) == 0 {
			words[i] = layered[r.IntN(len(layered))]
		}
	}
	return strings.Join(words, " ")
}

// randomBlock returns a part of a text: a heading, a paragraph, a list, a table, a box.
func randomBlock(r *rand.Rand) string {
	switch r.IntN(10) {
	case 0, 1:
		return strings.Repeat("#", 2+r.IntN(2)) + " Rubrik " + string(rune('A'+r.IntN(8)))
	case 2:
		return "- " + randomWords(r, 6) + "\n- " + randomWords(r, 6) + "\n  - " + randomWords(r, 4)
	case 3:
		return "1. " + randomWords(r, 5) + "\n2. " + randomWords(r, 5)
	case 4:
		row := func() string {
			return "| " + strings.ReplaceAll(randomWords(r, 3), "|", "") + " | " + randomWords(r, 3) + " |"
		}
		return row() + "\n| --- | --- |\n" + row() + "\n" + row()
	case 5:
		return "::: viktigt Ruta\n" + randomWords(r, 10) + "\n:::"
	case 6:
		return "> " + randomWords(r, 10)
	case 7:
		return "***"
	}
	return randomWords(r, 25)
}

func randomBody(r *rand.Rand) []string {
	body := make([]string, 1+r.IntN(10))
	for i := range body {
		body[i] = randomBlock(r)
	}
	return append(body, "[^a]: Första källan.", "[^b]: Andra källan, 2020.")
}

// edit changes a body in a few places: words, blocks and their order.
func edit(r *rand.Rand, body []string) []string {
	body = slices.Clone(body)
	for range 1 + r.IntN(5) {
		notes := len(body) - 2
		i := r.IntN(notes)
		switch r.IntN(6) {
		case 0:
			if notes > 1 {
				body = slices.Delete(body, i, i+1)
			}
		case 1:
			body = slices.Insert(body, i, randomBlock(r))
		case 2:
			j := r.IntN(notes)
			body[i], body[j] = body[j], body[i]
		case 3:
			body[i] = randomBlock(r)
		default:
			words := strings.Split(body[i], " ")
			at := r.IntN(len(words))
			if at > 0 || !strings.HasPrefix(body[i], "#") {
				words[at] = strings.TrimSpace(words[at] + " " + randomWords(r, 2))
				if r.IntN(2) == 0 && at > 0 {
					words[at] = vocabulary[r.IntN(len(vocabulary))]
				}
				body[i] = strings.Join(words, " ")
			}
		}
	}
	return body
}
