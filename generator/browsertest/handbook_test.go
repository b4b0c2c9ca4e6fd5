package browsertest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"provtryck/generator/page"
)

// TestHandbookSearch asks the handbook in a pack that is opened from disk: by an everyday word, by the name of a rule,
// and by what is not there.
func TestHandbookSearch(t *testing.T) {
	t.Parallel()
	folder := unpacked(t)
	ctx, complaints := browser(t)
	const loaded = `performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/assets/search/") || name.includes("/latest-"))`
	open(t, ctx, folder+"/hjalp/index.html?som=kurator-elevhalsa")
	until(t, ctx, `document.querySelector(".search__form:not([hidden])")`)
	if got := evaluate[found](t, ctx, lookAtFound); !got.Ways || got.Focused == "q" || got.Unable != "" {
		t.Errorf("before a search: %+v", got)
	}
	if before := evaluate[[]string](t, ctx, loaded); len(before) > 0 {
		t.Errorf("before a search %q is loaded", before)
	}
	got := after(t, ctx, told, chromedp.Focus(".search__field"), chromedp.KeyEvent("hur skriver jag en ruta?"))
	if got.Query != "?som=kurator-elevhalsa&q=hur+skriver+jag+en+ruta?" || len(got.Titles) == 0 || got.Titles[0] != "Brödtexten" || !slices.Contains(got.Marks, "ruta") || got.Ways || got.Unseen > 0 {
		t.Errorf("an everyday question: %+v", got)
	}
	if n := evaluate[int](t, ctx, `document.querySelectorAll(".search__slash, .search__reader").length`); n > 0 || !strings.HasSuffix(got.Count, " avsnitt") {
		t.Errorf("the handbook has %d tools of the texts, and says %q", n, got.Count)
	}
	for _, name := range evaluate[[]string](t, ctx, loaded) {
		if !strings.Contains(name, "handbook") {
			t.Errorf("a search in the handbook loads %s", name)
		}
	}
	// From the hit to the section, and back to the hits.
	if err := chromedp.Run(ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent("\r")); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, `location.hash === "#brodtexten" && document.querySelector(":target")?.getClientRects().length > 0`)
	if at := evaluate[string](t, ctx, `location.href`); at != folder+"/hjalp/innehallsmodell/index.html?som=kurator-elevhalsa#brodtexten" {
		t.Errorf("the hit led to %s", at)
	}
	if err := chromedp.Run(ctx, chromedp.Evaluate(`history.back()`, nil)); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, told+` && document.querySelector(".hit")`)

	for q, c := range map[string]struct{ want, anchor string }{
		"okand-malgrupp": {"Målgrupp", "#okand-malgrupp"},
		"skriva+ut":      {"Skriva ut eller spara som PDF", "#skriva-ut-eller-spara-som-pdf"},
	} {
		got = searching(t, ctx, folder+"/hjalp/regler/index.html?q="+q)
		links := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".hit a")].map(({ hash }) => hash)`)
		if !slices.Contains(got.Titles, c.want) || !slices.Contains(links, c.anchor) {
			t.Errorf("%s: %+v with links to %q", q, got, links)
		}
	}
	got = searching(t, ctx, folder+"/hjalp/index.html?q=qqxqq")
	if !strings.Contains(got.Said, "”qqxqq” finns inte i handboken.") || !got.Ways || got.Count != "Inga avsnitt hittades." {
		t.Errorf("nothing found: %+v", got)
	}
	if got = after(t, ctx, `location.search === ""`, chromedp.KeyEvent(kb.Escape)); !got.Ways || got.Count != "" {
		t.Errorf("after Escape: %+v", got)
	}

	// The page where texts are searched leads to the handbook, with the same words.
	searching(t, ctx, folder+"/sok/index.html?q=undantag")
	if err := chromedp.Run(ctx, chromedp.Click(".search__other a")); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, `location.pathname.endsWith("/hjalp/index.html") && document.querySelector(".hit") && `+told)
	if got = evaluate[found](t, ctx, lookAtFound); got.Query != "?q=undantag" || len(got.Titles) == 0 {
		t.Errorf("from the texts: %+v", got)
	}
	for _, c := range *complaints {
		if !strings.HasPrefix(c, "request to "+folder+"/") {
			t.Errorf("the browser says: %s", c)
		}
	}
}

// TestHandbookSame checks that the browser finds in the handbook what the program does.
func TestHandbookSame(t *testing.T) {
	t.Parallel()
	s, _, questions := searchable(t)
	x, err := page.New(s, nil, page.Options{Docs: os.DirFS(filepath.Join("..", "..", "docs"))}).HandbookIndex()
	if err != nil {
		t.Fatal(err)
	}
	server := site(t)
	ctx, _ := browser(t)
	open(t, ctx, server.URL+"/")
	if failure := evaluate[string](t, ctx, loadEngine); failure != "" {
		t.Fatalf("the engine cannot be loaded: %s", failure)
	}
	evaluate[any](t, ctx, `engine.loadSearch("handbook").then(({ index }) => { globalThis.index = index; })`)
	if found := sameAnswers(t, ctx, s, x, queries(s, x, questions)); found < 300 {
		t.Errorf("only %d queries find something", found)
	}
}

// TestHandbookHits examines what the handbook shows of hits, on a narrow screen.
func TestHandbookHits(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	server := site(t)
	ctx, complaints := browser(t)
	if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(320, 640, 1, true)); err != nil {
		t.Fatal(err)
	}
	if got := searching(t, ctx, server.URL+"/hjalp/?q=uppgifterna+yaml"); len(got.Titles) == 0 || evaluate[bool](t, ctx, sideways) {
		t.Errorf("the hits must be scrolled sideways: %+v", got)
	}
	for _, v := range violations(t, ctx, axe) {
		t.Errorf("with hits: %s", v)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestHandbookWithoutScript checks that the handbook says why it cannot be searched, and is there to be read.
func TestHandbookWithoutScript(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	var text string
	var links int
	err := chromedp.Run(ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(server.URL+"/hjalp/regler/"),
		chromedp.WaitVisible(".search__unable"), chromedp.Text("main", &text),
		chromedp.Evaluate(`document.querySelectorAll(".help__others a").length`, &links))
	if err != nil || !strings.Contains(text, "Sökningen behöver JavaScript") || strings.Contains(text, "Sök i handboken") || !strings.Contains(text, "okand-malgrupp") || links != 5 {
		t.Errorf("%v; the page says %.300s, with %d links", err, text, links)
	}
}
