package page

import (
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

// searched renders a page of a site with two texts, and questions about them.
func searched(t *testing.T, url, trial string, o Options) string {
	t.Helper()
	src := site.Sources{Taxonomy: new(audience.Taxonomy), Blueprints: site.Blueprints{}, Trial: []byte(trial)}
	if trial == "" {
		src.Trial = nil
	}
	for name, text := range map[string]string{
		"kliniska-kunskapsstod/krisplan.md": "---\ntitel: Krisplan\nstatus: enkät\n---\n\n## Om\n\nEn plan.\n",
		"kliniska-kunskapsstod/somn.md":     "---\ntitel: Sömn\n---\n\n## Om\n\nOm sömn.\n",
	} {
		src.Documents = append(src.Documents, document.Parse(name, []byte(text), document.Options{Taxonomy: src.Taxonomy}))
	}
	r := New(site.New(src), realLayouts(t), o)
	if !r.Has(url) {
		return ""
	}
	var b strings.Builder
	if err := r.Render(&b, url); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestTrialPage checks that the page says what the search answers, lists the questions that it answers badly, and
// only counts those that are kept apart.
func TestTrialPage(t *testing.T) {
	const questions = "gränser:\n  frågor: {tre: 0.9, mrr: 0.5}\nfrågor:\n" +
		"  - fråga: krisplan\n    svar: [kliniska-kunskapsstod/krisplan.md]\n" +
		"  - fråga: \"<b>zebra & häst\"\n    svar: [kliniska-kunskapsstod/somn.md]\n" +
		"  - fråga: hemlig giraff\n    undantag: ja\n    svar: [kliniska-kunskapsstod/somn.md]\n" +
		"  - fråga: borta\n    svar: [finns-inte.md]\n"
	got := searched(t, trialURL, questions, Options{})
	for _, want := range []string{"0,33", "Under gränsen.", "/sok/?q=%3cb%3ezebra%20%26%20h%c3%a4st", "&lt;b&gt;zebra", "inte bland de tio första: ingen text hittades.", "Bland undantagen har 1 fråga inget bra svar", "Rad 12: svaret på &#34;borta&#34; finns inte i texterna."} {
		if !strings.Contains(got, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(got, "giraff") {
		t.Error("a question that is kept apart is shown")
	}
	if !strings.Contains(searched(t, ReviewURL, questions, Options{}), `href="/granskning/sokprov/"`) {
		t.Error("the review does not lead to the page")
	}
	if searched(t, trialURL, "", Options{}) != "" || strings.Contains(searched(t, ReviewURL, "", Options{}), trialURL) {
		t.Error("a project without questions has the page")
	}
	for _, empty := range []string{"\n", "frågor: []\n", "frågor: [\n"} {
		if got := searched(t, trialURL, empty, Options{}); strings.Contains(got, "har ett svar") || strings.Contains(got, "0,00") || !strings.Contains(got, "Filen har inga frågor att mäta.") {
			t.Errorf("of no questions in %q the page says that they are answered, or how well", empty)
		}
	}
	if broken := searched(t, trialURL, "frågor: [", Options{}); !strings.Contains(broken, "Fel i filen") {
		t.Error("a broken file is not told of")
	}
}

// TestSearchOfEditors checks that what editors know about files is in the page only where they edit.
func TestSearchOfEditors(t *testing.T) {
	got := searched(t, SearchURL, "", Options{Editing: true})
	for _, want := range []string{`data-status="enkat"`, "kliniska-kunskapsstod/krisplan.md · Enkät<", `name="status"`} {
		if !strings.Contains(got, want) {
			t.Errorf("the page does not say %s", want)
		}
	}
	if got := searched(t, SearchURL, "", Options{}); strings.Contains(got, "krisplan.md") || strings.Contains(got, "enkat") {
		t.Error("the published page names files")
	}
}

// TestSearchInHeader checks that every page but the one that searches has the field, and all have the link.
func TestSearchInHeader(t *testing.T) {
	for url, fields := range map[string]int{homeURL: 1, indexURL: 1, ReviewURL: 1, NotFoundURL: 1, SearchURL: 1} {
		got := searched(t, url, "", Options{})
		if n := strings.Count(got, " role=search") + strings.Count(got, ` role="search"`); n != fields || !strings.Contains(got, `class="site-header__search"`) && !strings.Contains(got, `class=site-header__search`) {
			t.Errorf("%s has %d fields", url, n)
		}
	}
}
