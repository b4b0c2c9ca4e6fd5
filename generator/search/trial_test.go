package search

import (
	"os"
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
