package disposition

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
)

// accountOf accounts for an old body in a new one.
func accountOf(t *testing.T, old, now string, decisions ...Decision) *Account {
	t.Helper()
	doc := parse("new.md", "---\ntitel: Ny\n---\n\n"+now+"\n")
	return Of(original(t, "\n"+old+"\n"), decisions, NewIndex([]*document.Document{doc}, &audience.Taxonomy{}, Names{}), "new.md")
}

// TestMissing checks which sentences of a unit that is found are said to be missing.
func TestMissing(t *testing.T) {
	const whole = "Gå igenom sömndagboken tillsammans med personen. Skriv alltid i journalen vad ni kommer fram till. " +
		"Ta kontakt med vårdcentralen vid snarkning. Fråga om smärta på natten."
	const first = "Gå igenom sömndagboken tillsammans med personen."
	for _, c := range []struct {
		name, old, now string
		want           []string
	}{
		{"cut to its first sentence", whole, first,
			[]string{"Skriv alltid i journalen vad ni kommer fram till.", "Ta kontakt med vårdcentralen vid snarkning.", "Fråga om smärta på natten."}},
		{"the same", whole, whole, nil},
		{"in another order", whole, "Fråga om smärta på natten. " + strings.TrimSuffix(whole, " Fråga om smärta på natten."), nil},
		{"split in two", whole, strings.Replace(whole, " Ta", "\n\nTa", 1), nil},
		{"a clause", "Mät blodtryck och puls vid besöket, och väg barnet varje månad under första året.", "Mät blodtryck och puls vid besöket.",
			[]string{"Mät blodtryck och puls vid besöket, och väg barnet varje månad under första året."}},
		{"a word in place of another", "Erbjud personen samtal om vardagen hemma.", "Ge personen samtal om vardagen hemma.", nil},
		{"no longer denied", "Ge inte läkemedlet till personer med glaukom.", "Ge läkemedlet till personer med glaukom.",
			[]string{"Ge inte läkemedlet till personer med glaukom."}},
		{"denied in another word", "Läkemedlet ges ej till personer med glaukom.", "Läkemedlet ges inte till personer med glaukom.", nil},
		{"another number", "Ge personen 10 mg sertralin på morgonen.", "Ge personen 20 mg sertralin på morgonen.",
			[]string{"Ge personen 10 mg sertralin på morgonen."}},
		{"another unit", "Ge personen 10 mg sertralin på morgonen.", "Ge personen 10 g sertralin på morgonen.",
			[]string{"Ge personen 10 mg sertralin på morgonen."}},
		{"a number in digits", "Följ upp efter två veckor med patienten.", "Följ upp efter 2 veckor med patienten.", nil},
		{"the same words twice", "Ge 10 mg sertralin på morgonen. Ge 10 mg sertralin på kvällen.", "Ge 10 mg sertralin på morgonen.",
			[]string{"Ge 10 mg sertralin på kvällen."}},
		{"a point", "- Ring vårdcentralen först. Boka sedan tid hos skolläkaren.\n- Annat råd här", "- Ring vårdcentralen först.\n- Annat råd här",
			[]string{"Boka sedan tid hos skolläkaren."}},
		{"a cell", "| Läkemedel | Dos | Råd |\n| - | - | - |\n| Sertralin | 50 mg | Mät blodtrycket |", "| Läkemedel | Dos | Råd |\n| - | - | - |\n| Sertralin | 50 mg | – |",
			[]string{"Mät blodtrycket"}},
		{"what another paragraph was", "Ta kontakt med skolan vid frånvaro. Ring växeln efter klockan åtta.\n\nRing växeln efter klockan åtta.",
			"Ta kontakt med skolan vid frånvaro.\n\nRing växeln efter klockan åtta.", []string{"Ring växeln efter klockan åtta."}},
	} {
		a := accountOf(t, c.old, c.now)
		var got []string
		for _, e := range a.Entries {
			if len(e.Missing) > 0 && (e.Class == Kept || e.Class == Open || !e.Unexplained()) {
				t.Errorf("%s: %q is %s, %t", c.name, e.Text, e.Class, e.Unexplained())
			}
			got = append(got, e.Missing...)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestReferencesAreShown checks that references to sources are in the words of both texts.
func TestReferencesAreShown(t *testing.T) {
	e := accountOf(t, "Gruppen leds av två personer [1, 2].", "Gruppen leds av två personer[^1][^2].\n\n[^1]: Ett.\n[^2]: Två.").Entries[0]
	if e.Class != Kept || !strings.Contains(e.To.Text, "personer[1][2].") {
		t.Errorf("%s %q", e.Class, e.To.Text)
	}
}

// TestMissingIsDecided checks that what is missing is listed after a decision too, and answered by it.
func TestMissingIsDecided(t *testing.T) {
	const old, now = "Skriv en plan med patienten. Ta kontakt med vårdcentralen vid snarkning.", "Skriv en plan med patienten."
	id := accountOf(t, old, now).Entries[0].ID
	for _, class := range []Class{Kept, Reworded, Moved, Merged} {
		e := accountOf(t, old, now, Decision{ID: id, Class: class, Reason: "dubblett"}).Entries[0]
		if e.Unexplained() || len(e.Missing) != 1 || e.Class == Kept {
			t.Errorf("%s: %s %q %t", class, e.Class, e.Missing, e.Unexplained())
		}
	}
	e := accountOf(t, old, now, Decision{ID: id, Class: Dropped}).Entries[0]
	if !e.Unexplained() || e.Missing != nil {
		t.Errorf("%s %q", e.Class, e.Missing)
	}
}

// same reports whether two words have the same stem.
func (c content) same(other content) bool { return c.stem == other.stem }

// TestWhereWordsAre checks, with random texts of which sentences, clauses and words are taken away,
// that each word of an original that says something is in the passage that its unit has become,
// or in a sentence that is missing, or in a unit that is not handled. Of those that are no numbers,
// units or denials, fewer than a clause after each other may be others: the pages mark them.
func TestWhereWordsAre(t *testing.T) {
	texts := 1500
	if testing.Short() {
		texts = 300
	}
	r := rand.New(rand.NewPCG(11, 3))
	words := strings.Fields("vardag plan möte skola inte ska familj sömn mat grupp samtal vecka aldrig vårdcentral journal kontakt dagbok snarkning utan smärta kväll barn 12 50 3")
	sentenceOf := func() string {
		var list []string
		for range 3 + r.IntN(8) {
			w := words[r.IntN(len(words))]
			if numeral(w) {
				w += " mg"
			}
			list = append(list, w)
		}
		return "Så " + strings.Join(list, " ") + "."
	}
	missing := 0
	for n := range texts {
		var old, now []string
		for range 1 + r.IntN(5) {
			var sentences, left []string
			for range 1 + r.IntN(5) {
				s := sentenceOf()
				sentences = append(sentences, s)
				switch fields := strings.Fields(s); r.IntN(6) {
				case 0: // the sentence
				case 1: // a part
					from := r.IntN(len(fields))
					left = append(left, strings.Join(slices.Delete(slices.Clone(fields), from, from+r.IntN(len(fields)-from)), " ")+".")
				case 2: // other words
					fields[r.IntN(len(fields))] = words[r.IntN(len(words))]
					left = append(left, strings.Join(fields, " "))
				default:
					left = append(left, s)
				}
			}
			old, now = append(old, strings.Join(sentences, " ")), append(now, strings.Join(left, " "))
		}
		a := accountOf(t, strings.Join(old, "\n\n"), strings.Join(now, "\n\n"))
		beside := func(words []content) bool { // whether one paragraph has them all
			return slices.ContainsFunc(now, func(text string) bool {
				return !slices.ContainsFunc(words, func(w content) bool { return !slices.ContainsFunc(contentOf(text), w.same) })
			})
		}
		for _, e := range a.Entries {
			missing += len(e.Missing)
			if e.Class == Open || e.To.Text == "" {
				continue
			}
			there := map[string]bool{}
			for _, w := range contentOf(e.To.Text + " . " + strings.Join(e.Missing, " . ")) {
				there[w.stem] = true
			}
			for _, s := range sentences(e.Text) {
				var lost []content
				for _, w := range append(s.content, content{}) {
					if w.stem != "" && !there[w.stem] {
						lost = append(lost, w)
						continue
					}
					grave := slices.ContainsFunc(lost, func(w content) bool { return w.grave })
					if (grave || len(lost) >= fewestLost) && !beside(s.content) && !(len(lost) >= fewestLost && beside(lost)) {
						t.Fatalf("%d: %v of %q is neither in %q nor in %q", n, lost, e.Text, e.To.Text, e.Missing)
					}
					lost = nil
				}
			}
		}
	}
	if missing < texts/3 {
		t.Errorf("only %d sentences were missing", missing)
	}
}
