package page

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"provtryck/generator/feedback"
	"provtryck/generator/round"
)

// TestComments shows comments with and without who wrote them, each at its place.
func TestComments(t *testing.T) {
	s := sampleTexts(t)
	a := s.Guidance[0]
	var section string
	for _, one := range a.Doc.Sections {
		if section == "" && one.Words > 10 {
			section = one.ID
		}
	}
	words := strings.Fields(feedback.TextOf(a.Doc)[1].Words)
	s.Comments = map[string][]feedback.Comment{
		a.Doc.Name: {
			{ID: "1", Answer: "hemligt-id", Email: "a@exempel.se", Kind: "sakfel", From: "Kurator", Organisation: "Region Exempel", Text: "<b>Fel</b>", Section: section, Round: "v1", Status: "ny", By: "Någon", Reply: "Nej"},
			{ID: "2", Kind: "bra", Text: "Bra", Section: "finns-inte", Round: "v1", Status: "inarbetad", Reader: "kurator-elevhalsa"},
			{ID: "3", Kind: "otydligt", Text: "Vad?", Quote: "helt andra ord som inte står någonstans", Section: section, Status: "ny"},
			{ID: "4", Kind: "otydligt", Text: "Vad?", Quote: "helt andra ord som inte står någonstans", Status: "ny"},
			{ID: "5", Kind: "fraga", Text: "Hur?", Quote: strings.Join(words[:8], " "), Status: "ny"},
		},
		feedback.OnAll:  {{ID: "6", Kind: "bra", Text: "Allt är bra", Status: "ny"}},
		feedback.OnNone: {{ID: "7", Kind: "saknas", Text: "Var?", Page: "/finns/inte/", Status: "ny"}},
	}
	s.Rounds = []*round.Round{{ID: "v1", Title: "Omgång", Respondents: []string{"Region Exempel", "Större kommuner"}}}
	for _, shown := range []ShownComments{NoComments, NamelessComments, AllComments} {
		r := New(s, realLayouts(t), Options{Comments: shown})
		if got := r.Has(CommentsURL); got != (shown != NoComments) {
			t.Errorf("%d: there is a page with comments: %v", shown, got)
		}
		pages := pageText(t, r, a.URL)
		if shown == NoComments {
			if strings.Contains(pages, "synpunkt-") {
				t.Error("comments are shown")
			}
			continue
		}
		pages += pageText(t, r, CommentsURL)
		table := pageText(t, r, CommentsURL+"synpunkter.csv")
		for _, secret := range []string{"hemligt-id", "a@exempel.se", "Kurator", "Region Exempel", "Någon"} {
			if strings.Contains(table, secret) != (shown == AllComments) {
				t.Errorf("%d: the table has %s: %v", shown, secret, shown != AllComments)
			}
		}
		for _, want := range []string{"&lt;b&gt;Fel&lt;/b&gt;", "Avsnittet finns inte längre.", "Orden finns inte längre i avsnittet.",
			"Orden finns inte längre i texten.", "7 synpunkter", "Alla texter", "Texter som inte finns", `data-slag="saknas"`, "/finns/inte/"} {
			if !strings.Contains(pages, want) {
				t.Errorf("%d: no %q", shown, want)
			}
		}
		if strings.Contains(pages, feedback.OnNone) {
			t.Errorf("%d: the name of a file is shown", shown)
		}
		for _, person := range []string{"Kurator, Region Exempel", "Svar av Någon", "data-action", "Har inte svarat: Större kommuner.", "Kurator i elevhälsan (1)"} {
			if strings.Contains(pages, person) != (shown == AllComments) {
				t.Errorf("%d: %q is shown: %v", shown, person, shown != AllComments)
			}
		}
	}
}

// TestKindNames checks that kinds are called the same where they are chosen and where they are read.
func TestKindNames(t *testing.T) {
	src, err := os.ReadFile("../../assets/js/feedback/store.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range feedback.Kinds {
		if want := `["` + kind + `", "` + kindNames[kind] + `"]`; !strings.Contains(string(src), want) {
			t.Errorf("the form has no %s", want)
		}
	}
}

func pageText(t *testing.T, r *Renderer, url string) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Render(&b, url); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
