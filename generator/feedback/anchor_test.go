package feedback

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
)

// TestFind checks how places are found, and when they are sure.
func TestFind(t *testing.T) {
	text := Text{
		{"", "Det här är en text om doser."},
		{"dos", "Dos Ge 5 mg till natten. Till äldre ges halva dosen, och aldrig mer än 5 mg per dygn."},
		{"barn", "Barn Ge 5 mg till natten. Barn följs upp efter en vecka i primärvården."},
	}
	for _, c := range []struct {
		name    string
		comment Comment
		want    string
	}{
		{"as it was", Comment{Section: "dos", Quote: "halva dosen", Before: "Till äldre ges", After: ", och aldrig"}, "exact sure dos: halva dosen"},
		{"twice, section", Comment{Section: "barn", Quote: "Ge 5 mg till natten.", Before: "Barn", After: " Barn följs upp"}, "exact sure barn: Ge 5 mg till natten."},
		{"twice in the section", Comment{Section: "dos", Quote: "5 mg", After: "per dygn"}, "exact sure dos: 5 mg"},
		{"twice, nothing around", Comment{Section: "dos", Quote: "5 mg"}, "exact unsure dos: 5 mg"},
		{"other section", Comment{Section: "dos", Quote: "följs upp efter en vecka", Before: "Barn ", After: " i primärvården."}, "exact unsure barn: följs upp efter en vecka"},
		{"short and all new around it", Comment{Section: "dos", Quote: "natten", Before: "i gryningen efter", After: "kommer dagen"}, "exact unsure dos: natten"},
		{"a slip", Comment{Section: "barn", Quote: "följs up efter en vecka", Before: "natten. Barn ", After: " i primärvården."}, "context sure barn: följs upp efter en vecka"},
		{"another number", Comment{Section: "dos", Quote: "Ge 10 mg till natten", Before: "Dos", After: ". Till äldre ges halva do"}, "context sure dos: Ge 5 mg till natten"},
		{"new words", Comment{Section: "barn", Quote: "Patienter kontrolleras av läkare varje månad"}, "section unsure barn: "},
		{"no words", Comment{Section: "barn"}, "section sure barn: "},
		{"no section", Comment{Section: "vuxna", Quote: "Vuxna kontrolleras av läkare"}, "whole unsure : "},
		{"nothing", Comment{}, "whole sure : "},
	} {
		if got := shown(Find(c.comment, text), text); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if got := Find(Comment{Quote: "a"}, nil); got != (Place{}) {
		t.Errorf("no text: %+v", got)
	}
}

// TestFindLongQuote checks that no more is looked for than there is time for: files of comments
// can be written by anybody.
func TestFindLongQuote(t *testing.T) {
	var words []string
	for i := range 3 * maxWords {
		words = append(words, fmt.Sprintf("ord%d", i))
	}
	text := Text{{"a", "Rubrik " + strings.Join(words, " ") + " slut"}}
	first := strings.Join(words[:maxWords], " ")
	words[5] = "annat"
	p := Find(Comment{Section: "a", Quote: strings.Join(words, " "), Before: strings.Repeat("x ", 5*maxWords) + "Rubrik ", After: " slut"}, text)
	if got := text[0].Words[p.Begin:p.End]; p.How != Context || got != first {
		t.Errorf("%+v: %q, want %q", p, got, first)
	}
	// What is around the words is compared as far as it is taken in, at each place.
	around := strings.Repeat("före ", 100)
	text = Text{{"a", "Ge 5 mg. " + around + "Ge 5 mg. Sedan."}}
	p = Find(Comment{Section: "a", Quote: "Ge 5 mg.", Before: "annat " + around, After: "Sedan."}, text)
	if p.How != Exact || !p.Sure || p.Begin != strings.LastIndex(text[0].Words, "Ge") {
		t.Errorf("%+v", p)
	}
}

func shown(p Place, text Text) string {
	sure, words := "unsure", ""
	if p.Sure {
		sure = "sure"
	}
	for _, passage := range text {
		if passage.Section == p.Section {
			words = passage.Words[p.Begin:p.End]
		}
	}
	return fmt.Sprintf("%s %s %s: %s", []string{"lost", "whole", "section", "context", "exact"}[p.How], sure, p.Section, words)
}

// A marked word is one with a number of its own, by which it is known after edits. One that
// has been written again has none.
type marked struct {
	word   string
	number int
}

type markedSection struct {
	id    string
	words []marked
}

// TestFindAfterEdits checks, with a thousand comments on texts that are then edited, that
// nearly all are found where they belong, and none surely where it does not.
func TestFindAfterEdits(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	texts := realTexts(t)
	right, surelyWrong, sure := 0, 0, 0
	all := 1000
	if testing.Short() {
		all = 300
	}
	wrongs := map[string]int{}
	for n := 0; n < all; {
		sections := mark(texts[r.IntN(len(texts))])
		s := r.IntN(len(sections))
		words := sections[s].words
		if len(words) < 12 {
			continue
		}
		n++
		begin := r.IntN(len(words) - 3)
		end := min(len(words), begin+3+r.IntN(15))
		before, after := join(words[:begin]), join(words[end:])
		c := Comment{Section: sections[s].id, Quote: join(words[begin:end]),
			Before: string([]rune(before)[max(0, len([]rune(before))-32):]), After: string([]rune(after)[:min(32, len([]rune(after)))])}
		quoted := slices.Clone(words[begin:end])
		edited, what := edit(r, sections, s, begin, end)
		place := Find(c, unmarked(edited))
		good := rightPlace(place, edited, quoted, sections[s].id)
		switch {
		case good:
			right++
		case place.Sure:
			surelyWrong++
			t.Logf("%s: %q is surely %s", what, c.Quote, shown(place, unmarked(edited)))
		}
		if !good {
			wrongs[what]++
		}
		if place.Sure {
			sure++
		}
	}
	t.Logf("%d right, %d sure of %d; wrong: %v", right, sure, all, wrongs)
	if right < all*95/100 || surelyWrong > 0 || sure < all/2 {
		t.Errorf("%d of %d are right, %d are sure, %d of them wrong", right, all, sure, surelyWrong)
	}
}

func realTexts(t *testing.T) []Text {
	t.Helper()
	var texts []Text
	fsys := os.DirFS("../testdata/content")
	src, err := fs.ReadFile(fsys, "_projekt/malgrupper.yaml")
	if err != nil {
		t.Fatal(err)
	}
	taxonomy, _ := audience.Load("malgrupper.yaml", src)
	err = fs.WalkDir(fsys, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" {
			return err
		}
		src, err := fs.ReadFile(fsys, name)
		texts = append(texts, TextOf(document.Parse(name, src, document.Options{Taxonomy: taxonomy})))
		return err
	})
	if err != nil || len(texts) < 10 {
		t.Fatalf("%v, %d texts", err, len(texts))
	}
	return texts
}

func mark(text Text) []markedSection {
	var sections []markedSection
	n := 0
	for _, p := range text {
		s := markedSection{id: p.Section}
		for _, w := range strings.Fields(p.Words) {
			n++
			s.words = append(s.words, marked{w, n})
		}
		sections = append(sections, s)
	}
	return sections
}

func join(words []marked) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = w.word
	}
	return strings.Join(list, " ")
}

func unmarked(sections []markedSection) Text {
	var text Text
	for _, s := range sections {
		text = append(text, Passage{s.id, join(s.words)})
	}
	return text
}

// edit edits a text as editors do, mostly where the comment is, and says how.
func edit(r *rand.Rand, sections []markedSection, s, begin, end int) ([]markedSection, string) {
	edited := make([]markedSection, len(sections))
	for i, section := range sections {
		edited[i] = markedSection{section.id, slices.Clone(section.words)}
	}
	words := edited[s].words
	slip := func(i int) {
		if letters := []rune(words[i].word); len(letters) > 4 {
			at := 1 + r.IntN(len(letters)-2)
			letters[at], letters[at-1] = letters[at-1], letters[at]
			words[i].word = string(letters)
		}
	}
	switch r.IntN(8) {
	case 0:
		return edited, "nothing"
	case 1:
		for range 1 + len(words)/20 {
			slip(r.IntN(len(words)))
		}
		slip(begin + r.IntN(end-begin))
		return edited, "slips"
	case 2: // a third of the words of the sentence are others
		for i := begin; i < end; i++ {
			if r.IntN(3) == 0 {
				words[i] = marked{word: "annat" + fmt.Sprint(r.IntN(10))}
			}
		}
		return edited, "reworded"
	case 3: // words come before and within it
		more := []marked{{word: "dessutom"}, {word: "enligt"}, {word: "ny"}, {word: "rutin"}}
		edited[s].words = slices.Insert(words, begin+r.IntN(end-begin), more...)
		edited[s].words = slices.Insert(edited[s].words, max(0, begin-r.IntN(5)), more...)
		return edited, "longer"
	case 4:
		moved := edited[s]
		edited = slices.Delete(edited, s, s+1)
		return slices.Insert(edited, r.IntN(len(edited)+1), moved), "moved"
	case 5:
		at := r.IntN(len(words))
		rest := markedSection{"ny-rubrik", slices.Clone(words[at:])}
		edited[s].words = words[:at]
		return slices.Insert(edited, s+1, rest), "split"
	case 6:
		edited[s].words = slices.Delete(words, begin, end)
		return edited, "quote deleted"
	default:
		return slices.Delete(edited, s, s+1), "section deleted"
	}
}

// rightPlace reports whether a place has some of the words that were quoted or, where none
// is left, is no more than the section or the text, or where they were.
func rightPlace(p Place, sections []markedSection, quoted []marked, section string) bool {
	numbers := map[int]bool{}
	for _, w := range quoted {
		numbers[w.number] = w.number > 0
	}
	left, has := 0, false
	for _, s := range sections {
		at := 0
		for _, w := range s.words {
			if numbers[w.number] {
				left++
				if p.How >= Context && s.id == p.Section && at < p.End && p.Begin < at+len(w.word) {
					has = true
				}
			}
			// Where nothing is left, the neighbours are where it was.
			if near := w.number == quoted[0].number-1 || w.number == quoted[len(quoted)-1].number+1; near && p.How >= Context &&
				s.id == p.Section && s.id == section && at <= p.End+1 && p.Begin <= at+len(w.word)+1 {
				numbers[0] = true
			}
			at += len(w.word) + 1
		}
	}
	if left > 0 {
		return has
	}
	return p.How < Context && (p.How != Section || p.Section == section) || numbers[0]
}
