package search

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"provtryck/generator/content"
	"provtryck/generator/site"
)

// samples returns the site of the sample texts.
func samples(t testing.TB) *site.Site {
	t.Helper()
	sources, err := content.NewReader(nil).Read(os.DirFS("../testdata/content"), "2026-05-12")
	if err != nil {
		t.Fatal(err)
	}
	return site.New(sources)
}

// TestTrial checks that the questions of the sample texts are answered, those kept apart too.
func TestTrial(t *testing.T) {
	src, err := os.ReadFile("../testdata/content/_projekt/sokprov.yaml")
	if err != nil {
		t.Fatal(err)
	}
	trial, problems := LoadTrial("sokprov.yaml", src)
	x := New(samples(t))
	if problems = append(problems, x.Check(trial)...); len(problems) > 0 || len(trial.Questions) < 120 {
		t.Fatalf("%d questions, problems %v", len(trial.Questions), problems)
	}
	outcomes := x.Ask(trial)
	for kept, limits := range map[bool]Limits{false: trial.Least, true: trial.Kept} {
		if s := Rate(outcomes, kept); !s.Reaches(limits) || s.Questions < 40 {
			t.Errorf("kept apart %v: %+v does not reach %+v", kept, s, limits)
		} else {
			t.Logf("kept apart %v: %+v", kept, s)
		}
	}
	for _, o := range outcomes {
		if o.Rank != 1 && !o.Kept {
			t.Logf("%q: rank %d, first %q", o.Words, o.Rank, o.First)
		}
	}
}

// TestAsk checks which section counts as an answer: any that the question names in a text that answers.
func TestAsk(t *testing.T) {
	x := made(t, nil, map[string]string{
		"a": "## Ett\n\nEn puma.\n\n## Två\n\nEn zebra.\n\n## Tre\n\nEn varg.\n\n## Fyra\n\nEn räv.", "b": "## Ett\n\nEn get."})
	a, b := x.Texts[0].File, x.Texts[1].File
	for _, c := range []struct {
		words   string
		answers []Place
		rank    int
		section bool
	}{
		{"zebra", []Place{{File: a, Anchor: "tva"}}, 1, true},
		{"zebra", []Place{{File: a, Anchor: "ett"}}, 1, false},
		{"zebra", []Place{{File: a, Anchor: "ett"}, {File: a, Anchor: "tva"}}, 1, true},
		{"zebra", []Place{{File: b, Anchor: "ett"}, {File: a, Anchor: "tre"}, {File: a}}, 1, true},
		{"zebra", []Place{{File: a, Anchor: "ett"}, {File: a, Anchor: "tre"}}, 1, false},
		{"zebra", []Place{{File: b}}, 0, true},
	} {
		got := x.Ask(Trial{Questions: []Question{{Words: c.words, Answers: c.answers}}})[0]
		if got.Rank != c.rank || got.Section != c.section {
			t.Errorf("%s, %v: rank %d, section %v", c.words, c.answers, got.Rank, got.Section)
		}
	}
}

// TestLoadTrial checks that what is wrong with the questions is told where it is.
func TestLoadTrial(t *testing.T) {
	trial, found := LoadTrial("s.yaml", []byte("gränser:\n  frågor: {tre: 1.5, mrr: x}\nfrågor:\n  - fråga: a\n  - svar: [a.md]\n"+
		"  - fråga: adhd\n    svar: [finns-inte.md, vard-och-insatsprogram/adhd/index.md#finns-inte, vard-och-insatsprogram/adhd/index.md]\n"))
	found = append(found, New(samples(t)).Check(trial)...)
	var got []string
	for _, p := range found {
		got = append(got, fmt.Sprint(p.Pos, " ", p.Rule.ID))
	}
	want := []string{"s.yaml:2:17 sokprov", "s.yaml:2:27 sokprov", "s.yaml:4:5 sokprov", "s.yaml:5:5 sokprov", "s.yaml:7:12 sokprov",
		"s.yaml:7:27 sokprov"}
	if !slices.Equal(got, want) || len(trial.Questions) != 1 {
		t.Errorf("got %v", got)
	}
}

// TestRate checks the measures by hand.
func TestRate(t *testing.T) {
	place := Question{Answers: []Place{{File: "a.md", Anchor: "b"}}}
	kept := Question{Kept: true}
	got := Rate([]Outcome{{Question: place, Rank: 1, Section: true}, {Question: place, Rank: 4}, {Question: place}, {Rank: 2}, {Question: kept}}, false)
	if want := (Score{Questions: 4, One: 0.25, Three: 0.5, MRR: (1 + 0.25 + 0.5) / 4, Sectioned: 2, Section: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if !got.Reaches(Limits{0.5, 0.4375}) || got.Reaches(Limits{0.6, 0}) || got.Reaches(Limits{0, 0.5}) {
		t.Error("the limits do not hold")
	}
}
