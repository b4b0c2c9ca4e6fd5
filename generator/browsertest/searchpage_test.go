package browsertest

import (
	"context"
	"encoding/json"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A found is what the page where texts are searched shows.
type found struct {
	Count   string   `json:"count"`
	Status  string   `json:"status"`
	Said    string   `json:"said"`
	Titles  []string `json:"titles"`
	Marks   []string `json:"marks"`
	Unseen  int      `json:"unseen"`
	Unable  string   `json:"unable"`
	Ways    bool     `json:"ways"`
	More    bool     `json:"more"`
	Query   string   `json:"query"`
	Focused string   `json:"focused"`
}

const lookAtFound = `(() => {
	const one = (name) => document.querySelector(name);
	const all = (name) => [...document.querySelectorAll(name)];
	const isShown = (name) => one(name).getClientRects().length > 0;
	return {
		count: one(".search__count").textContent, status: one(".search__status").textContent, said: one(".search__said").innerText,
		titles: all(".hit__title").map((title) => title.textContent), marks: [...new Set(all(".hit mark").map((mark) => mark.textContent.toLowerCase()))],
		unseen: all(".hit__unseen").length, unable: isShown(".search__unable") ? one(".search__unable").textContent : "",
		ways: isShown(".search__ways"), more: isShown(".search__more"), query: decodeURIComponent(location.search),
		focused: document.activeElement.name || document.activeElement.className,
	};
})()`

// until waits until a condition in the page is met.
func until(t testing.TB, ctx context.Context, condition string) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var met bool
		err := chromedp.Run(ctx, chromedp.Evaluate(`Boolean(`+condition+`)`, &met))
		if err == nil && met { // between two pages there is an error
			return
		}
	}
	t.Fatalf("never %s; the page shows %+v", condition, evaluate[found](t, ctx, lookAtFound))
}

// told is met when what has been found is told, and the address is right.
const told = `document.readyState === "complete" && document.querySelector(".search__count")?.textContent && !document.querySelector("[aria-busy]") && document.querySelector(".search__status").textContent === document.querySelector(".search__count").textContent`

// searching opens the page at a query, and returns what is found.
func searching(t testing.TB, ctx context.Context, address string) found {
	t.Helper()
	open(t, ctx, address)
	until(t, ctx, told)
	return evaluate[found](t, ctx, lookAtFound)
}

// after does something and returns what is found then.
func after(t testing.TB, ctx context.Context, condition string, actions ...chromedp.Action) found {
	t.Helper()
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, condition)
	return evaluate[found](t, ctx, lookAtFound)
}

// slash presses the key as a keyboard does, so that a page can keep its letter from being written.
var slash = chromedp.ActionFunc(func(ctx context.Context) error {
	key := input.DispatchKeyEvent(input.KeyDown).WithKey("/").WithCode("Slash").WithText("/")
	if err := key.Do(ctx); err != nil {
		return err
	}
	return input.DispatchKeyEvent(input.KeyUp).WithKey("/").WithCode("Slash").Do(ctx)
})

// choose chooses a value in a field by its name.
func choose(name, value string) chromedp.Action {
	return chromedp.Evaluate(`(() => {
		const field = document.querySelector(".search [name=`+name+`]");
		field.value = "`+value+`";
		field.dispatchEvent(new Event("input", { bubbles: true }));
	})()`, nil)
}

// TestSearchPage searches as one types, by filters, for a reader and from a link.
func TestSearchPage(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, complaints := browser(t)
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	examine := func(what string) {
		t.Helper()
		for _, v := range violations(t, ctx, axe) {
			t.Errorf("%s: %s", what, v)
		}
	}

	// Nothing of the index is loaded by a page with the field in its header.
	open(t, ctx, server.URL+article+"?som=kurator-elevhalsa")
	if loaded := evaluate[[]string](t, ctx, `performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("search"))`); len(loaded) > 0 {
		t.Errorf("before a search %q is loaded", loaded)
	}
	// The key leads to the field, and the field to the page, with the reader.
	got := after(t, ctx, `location.pathname === "/sok/" && `+told, slash, chromedp.KeyEvent("boendestöd"), chromedp.KeyEvent("\r"))
	if got.Query != "?som=kurator-elevhalsa&q=boendestöd" || len(got.Titles) == 0 || !slices.Contains(got.Marks, "boendestöd") || got.Focused != "q" || got.Unseen != 0 {
		t.Errorf("from the header: %+v", got)
	}
	examine("for a reader")

	// What the reader does not see says so.
	only := got
	got = after(t, ctx, told+` && document.querySelector(".hit__unseen")`, chromedp.Click(".search__reader input"))
	if got.Unseen == 0 || len(got.Titles) < len(only.Titles) || got.Count == only.Count {
		t.Errorf("for the reader %q is found, for all %q, %d of them marked", only.Count, got.Count, got.Unseen)
	}
	if label := evaluate[string](t, ctx, `document.querySelector(".search__reader").innerText`); !strings.HasPrefix(label, "Bara det som Kurator i elevhälsan ser (") {
		t.Errorf("the filter says %q", label)
	}
	const unseen = `[...document.querySelectorAll(".hit__unseen")].map((note) => note.innerText)`
	const partly, hidden = "Bara delar av texten syns för Kurator i elevhälsan.", "Syns inte för Kurator i elevhälsan."
	notes := evaluate[[]string](t, ctx, unseen)
	if !slices.Contains(notes, hidden) || notes[0] != partly || slices.ContainsFunc(notes, func(note string) bool { return note != partly && note != hidden }) {
		t.Errorf("what is not seen says %q", notes)
	}
	examine("for all")

	// A text that the reader sees a part of is not said to be hidden, nor is that part.
	got = searching(t, ctx, server.URL+"/sok/?q=krisplan&som=kurator-elevhalsa")
	notes = evaluate[[]string](t, ctx, unseen)
	if !slices.Contains(notes, partly) || slices.Contains(notes, hidden) {
		t.Errorf("with what the reader sees alone: %q of %q", notes, got.Titles)
	}

	// While one types nothing above the list moves, and the status waits.
	got = searching(t, ctx, server.URL+"/sok/?q=adhd")
	top := `document.querySelector(".search__hits").getBoundingClientRect().top`
	before := evaluate[float64](t, ctx, top)
	quick := evaluate[string](t, ctx, `(() => {
		const field = document.querySelector(".search__field");
		field.value = "depression";
		field.dispatchEvent(new Event("input", { bubbles: true }));
		return document.querySelector(".search__status").textContent;
	})()`)
	if quick != got.Status {
		t.Errorf("the status is told with every letter: %q", quick)
	}
	typed := after(t, ctx, told+` && location.search === "?q=depression"`)
	if now := evaluate[float64](t, ctx, top); now != before || typed.Count == got.Count {
		t.Errorf("the list is at %v and then at %v; %s and %s", before, now, got.Count, typed.Count)
	}

	// Filters, with how many each has.
	programme := evaluate[string](t, ctx, `document.querySelector("#program option[value=Adhd]").textContent`)
	got = after(t, ctx, told+` && location.search.includes("program=Adhd")`, choose("program", "Adhd"))
	count, _, _ := strings.Cut(got.Count, " ")
	if programme != "Adhd ("+count+")" || count == "0" {
		t.Errorf("the filter says %q, and %s are found", programme, got.Count)
	}

	// A link shows the same, and going back from a text too.
	got = searching(t, ctx, server.URL+"/sok/?q=depression&program=Adhd")
	if got.Count != count+" texter" && got.Count != count+" text" {
		t.Errorf("from a link: %+v", got)
	}
	if err := chromedp.Run(ctx, chromedp.Click(".hit__title a"), chromedp.WaitReady(".article"), chromedp.Evaluate(`history.back()`, nil)); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, told)
	if back := evaluate[found](t, ctx, lookAtFound); back.Count != got.Count || back.Query != got.Query {
		t.Errorf("back: %+v, want %+v", back, got)
	}

	// A misspelling, and more than is shown at once.
	got = searching(t, ctx, server.URL+"/sok/?q=l%C3%A4kemmedel")
	if !evaluate[bool](t, ctx, `document.querySelector(".search__more").textContent === "Visa fler (" + (parseInt(document.querySelector(".search__count").textContent) - 10) + " texter till)"`) {
		t.Errorf("of %s what more there is is not said", got.Count)
	}
	if !strings.Contains(got.Said, "”läkemmedel” finns inte i texterna. Menade du ”läkemedel”? Här är träffarna på det.") || !got.More || len(got.Titles) != 10 || got.Ways {
		t.Errorf("misspelled: %+v", got)
	}
	got = after(t, ctx, `document.querySelectorAll(".hit").length > 10`, chromedp.Click(".search__more"))
	if eleventh := evaluate[bool](t, ctx, `document.activeElement === document.querySelectorAll(".hit__title a")[10]`); !eleventh {
		t.Errorf("after more the focus is on %q", got.Focused)
	}

	// Nothing found: the words, and ways on.
	got = searching(t, ctx, server.URL+"/sok/?q=qqxqq")
	for _, q := range []string{"😀", "?!", "–", "\"", "%"} {
		got := searching(t, ctx, server.URL+"/sok/?q="+url.QueryEscape(q))
		if !strings.Contains(got.Said, "Sökningen söker på bokstäver och siffror. Skriv ett ord.") || !got.Ways || got.Unable != "" {
			t.Errorf("without a word, %s: %+v", q, got)
		}
	}
	got = searching(t, ctx, server.URL+"/sok/?q=qqxqq")
	if !strings.Contains(got.Said, "”qqxqq” finns inte i texterna.") || !got.Ways || got.Count != "Inga texter hittades." || got.More {
		t.Errorf("nothing found: %+v", got)
	}
	examine("nothing found")
	got = searching(t, ctx, server.URL+"/sok/?program=Adhd&produkt=Kliniska+kunskapsst%C3%B6d")
	if !strings.Contains(got.Said, "Ändra filtren, eller välj en av vägarna nedan.") || strings.Contains(got.Said, "ord") || !strings.Contains(got.Said, "Visa utan filter (") {
		t.Errorf("with filters that exclude each other, and no word: %+v", got)
	}
	got = searching(t, ctx, server.URL+"/sok/?q=boendest%C3%B6d&program=Adhd&produkt=Kliniska+kunskapsst%C3%B6d")
	if len(got.Titles) != 0 || !strings.Contains(got.Said, "Visa utan filter (") {
		t.Errorf("with filters that exclude each other: %+v", got)
	}
	if got = after(t, ctx, told+` && document.querySelector(".hit")`, chromedp.Click(".search__lift")); len(got.Titles) == 0 || got.Query != "?q=boendestöd" {
		t.Errorf("without the filters: %+v", got)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestSearchKeys searches with the keyboard alone, and turns the key off.
func TestSearchKeys(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	open(t, ctx, server.URL+"/sok/")
	until(t, ctx, `document.activeElement.name === "q"`)
	got := after(t, ctx, told, chromedp.KeyEvent("krisplan/"))
	if got.Query != "?q=krisplan/" || len(got.Titles) == 0 {
		t.Fatalf("typed: %+v", got)
	}
	press := func(want string, keys ...string) {
		t.Helper()
		for _, key := range keys {
			if err := chromedp.Run(ctx, chromedp.KeyEvent(key)); err != nil {
				t.Fatal(err)
			}
		}
		if at := evaluate[string](t, ctx, `document.activeElement.name || document.activeElement.href || ""`); at != want {
			t.Errorf("after %q the focus is at %q, want %q", keys, at, want)
		}
	}
	links := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".search__hits a")].map(({ href }) => href)`)
	press(links[0], kb.ArrowDown)
	press(links[1], kb.ArrowDown)
	press("q", kb.ArrowUp, kb.ArrowUp)
	press("q", kb.ArrowUp)
	press("q", kb.ArrowDown, kb.Escape)
	if got = after(t, ctx, `location.search === ""`, chromedp.KeyEvent(kb.Escape)); len(got.Titles) > 0 || !got.Ways || got.Focused != "q" {
		t.Errorf("after Escape: %+v", got)
	}
	press("", kb.Escape)
	if err := chromedp.Run(ctx, slash); err != nil {
		t.Fatal(err)
	}
	press("q")
	after(t, ctx, told, chromedp.KeyEvent("krisplan"))
	press(links[0], kb.ArrowDown)
	if err := chromedp.Run(ctx, chromedp.KeyEvent("\r"), chromedp.WaitReady(".article")); err != nil {
		t.Fatal(err)
	}
	if at := evaluate[string](t, ctx, `location.href`); at != links[0] {
		t.Errorf("Enter led to %s, want %s", at, links[0])
	}
	// A key without modifiers can be turned off.
	open(t, ctx, server.URL+"/sok/")
	if err := chromedp.Run(ctx, chromedp.Click(".search__slash")); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, server.URL+article)
	if err := chromedp.Run(ctx, slash); err != nil {
		t.Fatal(err)
	}
	press("")
}

// TestSearchPhone goes to the page by the link beside the menu.
func TestSearchPhone(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, complaints := browser(t)
	if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(390, 844, 1, true)); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, server.URL+article+"?som=kurator-elevhalsa")
	size := evaluate[[]float64](t, ctx, `(({ width, height }) => [width, height])(document.querySelector(".site-header__search").getBoundingClientRect())`)
	if size[0] < 44 || size[1] < 44 || evaluate[bool](t, ctx, `document.querySelector(".site-search").getClientRects().length > 0`) {
		t.Errorf("the link is %v px", size)
	}
	if err := chromedp.Run(ctx, chromedp.Click(".site-header__search"), chromedp.WaitReady(".search")); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, `document.activeElement.name === "q"`)
	if at := evaluate[string](t, ctx, `location.pathname + location.search`); at != "/sok/?som=kurator-elevhalsa" {
		t.Errorf("the link led to %s", at)
	}
	// What is found is seen below the field and the filters, also where there is the one for a reader.
	for _, width := range []int64{390, 320} {
		if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(width, 844, 1, true)); err != nil {
			t.Fatal(err)
		}
		searching(t, ctx, server.URL+"/sok/?q=krisplan&som=kurator-elevhalsa")
		if bottom := evaluate[float64](t, ctx, `document.querySelector(".hit__title").getBoundingClientRect().bottom`); bottom > 700 || evaluate[bool](t, ctx, sideways) {
			t.Errorf("%d px: the first title ends at %v px", width, bottom)
		}
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestSearchWithoutScript checks that the header leads to the page, which says why it does not search, and leads on.
func TestSearchWithoutScript(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, complaints := browser(t)
	err := chromedp.Run(ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(server.URL+article),
		chromedp.Click(".site-header__search", chromedp.NodeVisible), chromedp.WaitVisible(".search__unable"))
	if err != nil {
		t.Fatal(err)
	}
	var text string
	var links int
	err = chromedp.Run(ctx, chromedp.Text("main", &text), chromedp.Evaluate(`document.querySelectorAll(".search__ways a").length`, &links))
	if err != nil || !strings.Contains(text, "Sökningen behöver JavaScript") || !strings.Contains(text, "A–Ö") || strings.Contains(text, "Sök i alla texter") || links < 4 {
		t.Errorf("%v; the page says %s, with %d links", err, text, links)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestSearchPaper checks that paper says what was searched for and how that was limited, and that there is more.
func TestSearchPaper(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	if err := chromedp.Run(ctx, emulation.SetEmulatedMedia().WithMedia("print")); err != nil {
		t.Fatal(err)
	}
	const shown = `[...document.querySelectorAll(".search__field, .search select, .search__reader, .search__more")]
		.filter((element) => element.getClientRects().length > 0).map((element) => element.name || element.textContent.trim())`
	for query, want := range map[string][]string{
		"q=krisplan":              {"q", "Visa fler (1 text till)"},
		"q=krisplan&program=Adhd": {"q", "program"},
		"q=krisplan&program=Adhd&som=kurator-elevhalsa": {"q", "program", "Bara det som Kurator i elevhälsan ser ("},
		"produkt=Kliniska+kunskapsst%C3%B6d":            {"q", "produkt"},
		"q=adhd&mall=insats":                            {"q", "mall", "Visa fler ("},
	} {
		searching(t, ctx, server.URL+"/sok/?"+query)
		got := evaluate[[]string](t, ctx, shown)
		if !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("%s: paper shows %q, want %q", query, got, want)
		}
	}
}

// TestSearchPageHostile puts queries to the page that nobody should be harmed by, and an index with titles and sentences
// of the same kind: all is shown as text.
func TestSearchPageHostile(t *testing.T) {
	t.Parallel()
	const spite = `<img src=x onerror=alert(1)><script>alert(1)</script>`
	dir := siteCopy(t)
	quoted, err := json.Marshal(spite + " ")
	if err != nil {
		t.Fatal(err)
	}
	within := strings.Trim(string(quoted), `"`)
	scripts, err := filepath.Glob(filepath.Join(dir, "assets", "search", "*", "*.js"))
	if err != nil || len(scripts) < 20 {
		t.Fatalf("%v; %d scripts", err, len(scripts))
	}
	changed := 0
	for _, script := range scripts {
		data, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		spiteful := strings.Replace(string(data), `"entries":[["`, `"entries":[["`+within, 1)
		if spiteful != string(data) {
			changed++
		}
		if err := os.WriteFile(script, []byte(spiteful), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if changed < 20 {
		t.Fatalf("%d scripts are spiteful", changed)
	}
	server := serveFolder(t, dir)
	ctx, complaints := browser(t)
	got := searching(t, ctx, server.URL+"/sok/?q=boendest%C3%B6d")
	if text := evaluate[string](t, ctx, `document.querySelector(".search__hits").textContent`); !strings.Contains(text, "<img src=x onerror=alert(1)>") || len(got.Titles) == 0 {
		t.Error("the spiteful sentences are not shown")
	}
	for _, q := range append(slices.Clone(hostile), spite+" boendestöd") {
		src, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		evaluate[any](t, ctx, `new Promise((done) => {
			const field = document.querySelector(".search__field");
			field.value = `+string(src)+`;
			field.dispatchEvent(new Event("input", { bubbles: true }));
			setTimeout(() => done(null), 500);
		})`)
		if evaluate[bool](t, ctx, sideways) {
			t.Errorf("%.40q: the page scrolls sideways", q)
		}
		if n := evaluate[int](t, ctx, `document.querySelectorAll(".search img, .search script, .search [onerror]").length`); n > 0 {
			t.Errorf("%.40q: %d elements", q, n)
		}
	}
	long := searching(t, ctx, server.URL+"/sok/?q="+url.QueryEscape(strings.Repeat("å", 5_000)))
	if strings.Contains(long.Said, strings.Repeat("å", 100)) || !strings.Contains(long.Said, "å…” finns inte") {
		t.Errorf("a long word: %.300s", long.Said)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestSearchUnable checks that the page says why it cannot search.
func TestSearchUnable(t *testing.T) {
	t.Parallel()
	dir := siteCopy(t)
	server := serveFolder(t, dir)
	ctx, _ := browser(t) // which says itself that there is no such file
	pointer := filepath.Join(dir, "assets", "latest-search.js")
	good, err := os.ReadFile(pointer)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ script, want string }{
		"another version": {strings.Replace(string(good), `"version":`, `"version":9`, 1), "av olika versioner"},
		"no script":       {"<!doctype html>", "går inte att läsa"},
		"another folder":  {strings.Replace(string(good), `"folder":"`, `"folder":"f`, 1), "går inte att läsa"},
	} {
		if err := os.WriteFile(pointer, []byte(c.script), 0o644); err != nil {
			t.Fatal(err)
		}
		open(t, ctx, server.URL+"/sok/?q=adhd")
		until(t, ctx, `!document.querySelector(".search__unable").hidden && document.querySelector(".search__unable").textContent.startsWith("Det går inte att söka:")`)
		if got := evaluate[found](t, ctx, lookAtFound); !strings.Contains(evaluate[string](t, ctx, `document.querySelector(".search__unable").textContent`), c.want) || !got.Ways {
			t.Errorf("%s: %+v", name, got)
		}
	}
	scripts, err := filepath.Glob(filepath.Join(dir, "assets", "*", "search.js"))
	if err != nil || len(scripts) != 1 {
		t.Fatalf("%v; %q", err, scripts)
	}
	if err := os.Remove(scripts[0]); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, server.URL+"/sok/?q=adhd")
	until(t, ctx, `getComputedStyle(document.querySelector(".search__unable")).visibility === "visible"`)
	if got := evaluate[found](t, ctx, lookAtFound); !strings.HasPrefix(got.Unable, "Det går inte att söka här.") || !got.Ways {
		t.Errorf("without the script: %+v", got)
	}
}

// TestSearchSlow checks that the page says that it searches, while the index is on its way.
func TestSearchSlow(t *testing.T) {
	t.Parallel()
	server, arrive := heldSite(t, func(url string) bool { return path.Base(path.Dir(path.Dir(url))) == "search" })
	ctx, _ := browser(t)
	open(t, ctx, server.URL+"/sok/")
	if err := chromedp.Run(ctx, chromedp.KeyEvent("krisplan")); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, `document.querySelector(".search__count").textContent === "Söker …"`)
	arrive()
	if got := after(t, ctx, told); len(got.Titles) == 0 || got.Count == "Söker …" || got.Status != got.Count {
		t.Errorf("when the index has arrived: %+v", got)
	}
}

// TestSearchPageFromDisk searches in a pack, from the field in the header of a text.
func TestSearchPageFromDisk(t *testing.T) {
	t.Parallel()
	folder := unpacked(t)
	ctx, complaints := browser(t)
	open(t, ctx, folder+article+"index.html?som=kurator-elevhalsa")
	got := after(t, ctx, `location.pathname.endsWith("/sok/index.html") && `+told, slash, chromedp.KeyEvent("krisplan\r"))
	if len(got.Titles) == 0 || !slices.Contains(got.Marks, "krisplan") || got.Query != "?som=kurator-elevhalsa&q=krisplan" {
		t.Errorf("from disk: %+v", got)
	}
	if err := chromedp.Run(ctx, chromedp.Click(".hit__title a"), chromedp.WaitReady(".article")); err != nil {
		t.Fatal(err)
	}
	if at := evaluate[string](t, ctx, `location.href`); !strings.HasPrefix(at, folder+"/") || !strings.HasSuffix(at, "/index.html?som=kurator-elevhalsa") {
		t.Errorf("the hit led to %s", at)
	}
	for _, c := range *complaints {
		if !strings.HasPrefix(c, "request to "+folder+"/") {
			t.Errorf("the browser says: %s", c)
		}
	}
}

// TestSearchFiles finds texts by what editors know of their files, in the local preview alone, and follows an edit.
func TestSearchFiles(t *testing.T) {
	t.Parallel()
	const text = "---\ntitel: Krisplan\nstatus: enkät\nnag: NAG Psykisk hälsa\nversion: 2.7\n---\n\n## Om\n\nEn mening om trygghet.\n"
	p := serve(t, map[string]string{"kliniska-kunskapsstod/prov-fil.md": text})
	ctx, _ := browser(t)
	for _, q := range []string{"prov-fil.md", "NAG Psykisk", "2.7", "enkät"} {
		if got := searching(t, ctx, p.address+"/sok/?q="+url.QueryEscape(q)); !slices.Equal(got.Titles, []string{"Krisplan"}) {
			t.Errorf("%s: %+v", q, got)
		} else if got.Said != "" {
			t.Errorf("%s is in a file, and the page says %q", q, got.Said)
		}
	}
	if got := searching(t, ctx, p.address+"/sok/?q=prov-fil.md+qqxqq"); got.Said == "" || !strings.Contains(got.Said, "”qqxqq” finns inte i texterna.") || strings.Contains(got.Said, "”md”") {
		t.Errorf("a word that is in no file either: %+v", got)
	}
	if got := searching(t, ctx, p.address+"/sok/?status=enkat"); !slices.Equal(got.Titles, []string{"Krisplan"}) {
		t.Errorf("by status: %+v", got)
	}
	searching(t, ctx, p.address+"/sok/?q=sommarlov")
	p.save(t, "kliniska-kunskapsstod/prov-fil.md", text+"\nOm sommarlov.\n")
	until(t, ctx, `document.querySelector(".hit")`)

	open(t, ctx, site(t).URL+"/sok/")
	if n := evaluate[int](t, ctx, `document.querySelectorAll(".search__files, .search #status").length`); n > 0 {
		t.Error("what editors know is published")
	}
}
