package browsertest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// awaited is for scripts whose result is a promise.
func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// evaluate runs a script in the page and returns its result.
func evaluate[T any](t testing.TB, ctx context.Context, script string) T {
	t.Helper()
	var result T
	if err := chromedp.Run(ctx, chromedp.Evaluate(script, &result, awaited)); err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return result
}

// open goes to an address of the site and waits until the reader is shown.
func open(t testing.TB, ctx context.Context, address string) {
	t.Helper()
	if err := chromedp.Run(ctx, chromedp.Navigate(address), chromedp.WaitReady("button.reader__open",
		chromedp.ByQuery)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

// shown reports whether the element with an id takes place in the page.
func shown(t testing.TB, ctx context.Context, id string) bool {
	t.Helper()
	return evaluate[bool](t, ctx, `document.getElementById("`+id+`").getClientRects().length > 0`)
}

// TestReader shows a page as a reader, in the three ways.
func TestReader(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, complaints := browser(t)
	const som = "?som=distriktslakare" // of the region: not what is for the municipality

	open(t, ctx, server.URL+article+som)
	if !evaluate[bool](t, ctx, `document.getElementById("sec-att-ansoka-och-fa-beslut").classList.contains("is-not-for")`) || !shown(t, ctx, "att-ansoka-och-fa-beslut") {
		t.Error("what is not for the reader is not dimmed")
	}
	label := evaluate[string](t, ctx, `document.querySelector("#sec-att-ansoka-och-fa-beslut > .reader-label").textContent`)
	if label != "Inte för den här läsaren – för Kommun" {
		t.Errorf("the label is %q", label)
	}
	status := evaluate[string](t, ctx, `document.querySelector(".reader__status").textContent`)
	if !strings.Contains(status, "Visas som Distriktsläkare: 12 avsnitt är för läsaren, 2 är nedtonade.") {
		t.Errorf("the status is %q", status)
	}

	open(t, ctx, server.URL+article+som+"&visning=dolj")
	for id, want := range map[string]bool{"att-ansoka-och-fa-beslut": false, "kontakten-med-varden": true,
		"om-nagot-ar-allvarligt-fel": true} {
		if shown(t, ctx, id) != want {
			t.Errorf("%s is shown: %v", id, !want)
		}
	}
	if links := evaluate[int](t, ctx, `[...document.querySelectorAll(".contents__link")].filter((a) => a.hash === "#att-ansoka-och-fa-beslut" && a.getClientRects().length > 0).length`); links != 0 {
		t.Error("the contents list what is left out")
	}
	if hidden := evaluate[int](t, ctx, `document.querySelectorAll(".programme-nav li.is-left-out").length`); hidden == 0 {
		t.Error("the navigation leads to texts that the reader does not get")
	}

	open(t, ctx, server.URL+article+"?visning=taggar")
	tags := evaluate[string](t, ctx, `document.querySelector("#sec-kontakten-med-varden > .reader-tags").textContent`)
	if !strings.HasPrefix(tags, "För Region eller Kommun, och Primärvård") ||
		!strings.Contains(tags, "(sidan) · Region (avsnittet)") {
		t.Errorf("the tags are %q", tags)
	}

	// A page that is not for the reader says so, and keeps what is for everyone.
	open(t, ctx, server.URL+article+"?som=kurator-elevhalsa&visning=dolj")
	notice := evaluate[string](t, ctx, `document.querySelector(".reader-notice").textContent`)
	if !strings.HasPrefix(notice, "Sidan är inte för den här läsaren – för Region eller Kommun, och Primärvård") {
		t.Errorf("the notice is %q", notice)
	}
	if shown(t, ctx, "kunskapslage") || !shown(t, ctx, "om-nagot-ar-allvarligt-fel") {
		t.Error("what is for everyone is not all that is left")
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestLeftOutIsTold checks that a page says how much is hidden for a reader, by what
// can be counted in the page, and shows it when asked to.
func TestLeftOutIsTold(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	for _, c := range []struct{ url, want string }{
		{article + "?som=distriktslakare&visning=dolj", "dolda för den här läsaren. 3 texter som inte är för läsaren ligger i en utfällbar lista."},
		{article + "?som=kurator-elevhalsa&visning=dolj", "dolda för den här läsaren. 4 texter som inte är för läsaren ligger i en utfällbar lista."},
		{"/vard-och-insatsprogram/adhd/utskrift/?som=kurator-elevhalsa&visning=dolj", "dolda för den här läsaren."},
		{"/a-o/?som=kurator-elevhalsa&visning=dolj", "texter som inte är för läsaren ligger i en utfällbar lista."},
		{"/tillganglighet/?som=kurator-elevhalsa&visning=dolj", "Inget på sidan är dolt för den här läsaren."},
	} {
		open(t, ctx, server.URL+c.url)
		status := evaluate[string](t, ctx, `document.querySelector(".reader__status").textContent`)
		if !strings.HasSuffix(status, c.want) {
			t.Errorf("%s: the status is %q, want %q", c.url, status, c.want)
		}
		told := evaluate[string](t, ctx, `document.querySelector(".reader-hidden")?.firstChild.data.trim() ?? ""`)
		if told != "" && !strings.Contains(status, told) || (told != "") != strings.Contains(c.want, "dolda") {
			t.Errorf("%s: the page says %q, the status %q", c.url, told, status)
		}
		if told == "" {
			continue
		}
		evaluate[any](t, ctx, `document.querySelector(".reader-hidden__button").click(); null`) // a list keeps its fold
		if n := evaluate[int](t, ctx, `document.querySelectorAll("main .is-left-out:not(.article__footer li), .reader-hidden").length`); n > 0 {
			t.Errorf("%s: %d things are still hidden", c.url, n)
		}
	}
}

// TestReaderIsCarried chooses a reader with the keyboard and follows a link.
func TestReaderIsCarried(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	open(t, ctx, server.URL+article)
	err := chromedp.Run(ctx,
		chromedp.Focus("button.reader__open", chromedp.ByQuery),
		chromedp.KeyEvent("\r"),
	)
	if err != nil {
		t.Fatal(err)
	}
	arrowTo(t, ctx, "kurator-elevhalsa") // the list has the focus
	if err := chromedp.Run(ctx, chromedp.KeyEvent("\x1b")); err != nil {
		t.Fatal(err)
	}
	if search := evaluate[string](t, ctx, `location.search`); search != "?som=kurator-elevhalsa" {
		t.Errorf("the address has %q", search)
	}
	if focus := evaluate[string](t, ctx, `document.activeElement.className + document.querySelector(".reader-panel").hidden`); !strings.Contains(focus, "reader__open") || !strings.HasSuffix(focus, "true") {
		t.Errorf("after Esc the focus is at %q", focus)
	}
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(`.breadcrumb a[href$="/behandling-och-stod/"]`,
		chromedp.ByQuery)); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Run(ctx, chromedp.WaitReady("button.reader__open", chromedp.ByQuery)); err != nil {
		t.Fatal(err)
	}
	if at := evaluate[string](t, ctx, `location.pathname + location.search`); at != "/vard-och-insatsprogram/adhd/behandling-och-stod/?som=kurator-elevhalsa" {
		t.Errorf("the link led to %s", at)
	}
	if name := evaluate[string](t, ctx, `document.querySelector(".reader__name").textContent`); name != ": Kurator i elevhälsan" {
		t.Errorf("the page is shown as %q", name)
	}
}

// TestReaderByTags chooses tags, and reads an address with words that are none.
func TestReaderByTags(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	open(t, ctx, server.URL+article+"?som=elevhalsa,kurator")
	checked := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".reader-panel__tags input:checked")].map((box) => box.value)`)
	if strings.Join(checked, " ") != "elevhalsa kurator" {
		t.Errorf("checked are %q", checked)
	}
	evaluate[any](t, ctx, `document.querySelector(".reader__open").click(); document.querySelector('.reader-panel input[value="kommun"]').click(); null`)
	if search := evaluate[string](t, ctx, `location.search`); search != "?som=kommun,elevhalsa,kurator" {
		t.Errorf("the address has %q", search)
	}

	open(t, ctx, server.URL+article+"?som=elevhalsa,elevhelsan&visning=bort")
	warning := evaluate[string](t, ctx, `document.querySelector(".reader__warning").textContent`)
	if warning != "Okänd målgrupp i adressen: elevhelsan. Okänd visning i adressen: bort." {
		t.Errorf("the warning is %q", warning)
	}
}

// TestCompare shows two readers side by side.
func TestCompare(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, complaints := browser(t)
	open(t, ctx, server.URL+article+"?som=psykiater-oppenvard&jamfor=boendestodjare-kommun")
	lists := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".compare__group")].map((group) => group.innerText.replace(/\s*\n\s*/g, "|"))`)
	want := []string{"Bara för Läkare i psykiatrisk öppenvård (1)|Kontakten med vården",
		"Bara för Boendestödjare (2)|Att ansöka och få beslut|När det finns barn i hemmet", "För båda (11)|"}
	for i, w := range want {
		if i >= len(lists) || !strings.HasPrefix(lists[i], w) {
			t.Errorf("the lists are %q, want %q", lists, want)
			break
		}
	}
	if len(lists) > len(want) {
		t.Errorf("every section is for one of them: %q", lists)
	}
	if rows := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".compare__row--differs")].map((row) => row.querySelector(".compare__unit > :is(h2, h3)").textContent.trim())`); strings.Join(rows, ", ") != "Att ansöka och få beslut, Vanliga fallgropar, När det finns barn i hemmet, Kontakten med vården" {
		t.Errorf("the rows that differ are %q", rows)
	}
	folds := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".compare__same")].map((fold) => fold.firstChild.textContent + fold.open)`)
	folded := evaluate[int](t, ctx, `document.querySelectorAll(".compare__same > .compare__row").length`)
	rows := evaluate[int](t, ctx, `document.querySelectorAll(".compare__row:not(.compare__row--differs)").length`)
	if len(folds) == 0 || folded != rows || !strings.HasPrefix(folds[0], "Lika för båda: ") || !strings.HasSuffix(folds[0], " avsnittfalse") {
		t.Errorf("%d of %d rows that are the same are folded: %q", folded, rows, folds)
	}
	if !evaluate[bool](t, ctx, `(() => { const row = document.querySelector(".compare__same > .compare__row"); document.querySelector('.compare__list a[href="#' + row.id + '"]').click(); return row.parentElement.open; })()`) {
		t.Error("a link to what is folded does not open it")
	}
	if names := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".section__anchor")].filter((a) => a.ariaLabel !== "Länk hit").map((a) => a.ariaLabel)`); len(names) > 0 {
		t.Errorf("headings say more than their title: %q", names)
	}
	if double := evaluate[[]string](t, ctx, `[...document.querySelectorAll("[id]")].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i)`); len(double) > 0 {
		t.Errorf("ids stand twice: %q", double)
	}
	open(t, ctx, server.URL+article+"?som=psykiater-oppenvard&jamfor=distriktslakare")
	if heads := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".compare__heading")].map((h) => h.textContent)`); !slices.Contains(heads, "För ingen av dem (2)") {
		t.Errorf("what is for neither is not said: %q", heads)
	}
	open(t, ctx, server.URL+article+"?som=psykiater-oppenvard&jamfor=boendestodjare-kommun")
	evaluate[any](t, ctx, `document.querySelector(".compare__stop").click(); null`)
	if !shown(t, ctx, "kunskapslage") || evaluate[string](t, ctx, `location.search`) != "?som=psykiater-oppenvard" {
		t.Error("the comparison does not end")
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestReaderStates runs axe-core on every state on a desk, and on a phone where
// the phone is shown something else. Nothing is wider than the narrowest window.
func TestReaderStates(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	server := site(t)
	ctx, complaints := browser(t)
	const panel = `document.querySelector(".reader__open").click(); for (const d of document.querySelectorAll(".reader-panel details")) d.open = true; null`
	for _, state := range []struct{ name, url, script string }{
		{"panel", article, panel},
		{"dimmed", article + "?som=distriktslakare", "null"},
		{"dimmed page", article + "?som=kurator-elevhalsa", "null"},
		{"dimmed cards", "/vard-och-insatsprogram/adhd/behandling-och-stod/?som=kurator-elevhalsa", "null"},
		{"dimmed index", "/a-o/?som=kurator-elevhalsa", "null"},
		{"left out", article + "?som=kurator-elevhalsa&visning=dolj", "null"},
		{"left out of the index", "/a-o/?som=kurator-elevhalsa&visning=dolj", "null"},
		{"tags", article + "?visning=taggar", "null"},
		{"compared", article + "?som=psykiater-oppenvard&jamfor=boendestodjare-kommun", "null"},
		{"unknown", article + "?som=xyz", "null"},
		{"matrix", "/granskning/malgrupper/program/kliniska-kunskapsstod/",
			`document.querySelector(".matrix-fold").click(); document.querySelectorAll(".matrix__sort")[2].click(); null`},
	} {
		for _, width := range []int64{1280, 320} {
			if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(width, 900, 1, width < 1000)); err != nil {
				t.Fatal(err)
			}
			open(t, ctx, server.URL+state.url)
			evaluate[any](t, ctx, state.script)
			if evaluate[bool](t, ctx, sideways) {
				t.Errorf("%s scrolls sideways at %d px", state.name, width)
			}
			if width == 320 && state.name != "panel" && state.name != "compared" {
				continue
			}
			for _, v := range violations(t, ctx, axe) {
				t.Errorf("%s at %d px: %s", state.name, width, v)
			}
		}
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestReaderInPrint checks that a page says for whom it is printed.
func TestReaderInPrint(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	open(t, ctx, server.URL+article+"?som=distriktslakare&visning=dolj")
	if err := chromedp.Run(ctx, emulation.SetEmulatedMedia().WithMedia("print")); err != nil {
		t.Fatal(err)
	}
	size := evaluate[float64](t, ctx, `document.querySelector(".reader__status").getBoundingClientRect().height`)
	text := evaluate[string](t, ctx, `document.querySelector(".reader__status").innerText`)
	if size < 8 || !strings.HasPrefix(text, "Visas som Distriktsläkare") {
		t.Errorf("%q is printed %v px high", text, size)
	}
}

// TestReaderWithoutScript checks that the link leads to the lists of what every
// persona gets, which need no script.
func TestReaderWithoutScript(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	var list string
	err := chromedp.Run(ctx,
		emulation.SetScriptExecutionDisabled(true),
		chromedp.Navigate(server.URL+article),
		chromedp.Click("a.reader__open", chromedp.ByQuery),
		chromedp.Click(`a[href="/granskning/malgrupper/typprofil/distriktslakare/"]`, chromedp.ByQuery),
		chromedp.Text("main", &list),
	)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(list, "Boendestöd: ") || !strings.Contains(list,
		"ser inte Att ansöka och få beslut, delar av Vanliga fallgropar, När det finns barn i hemmet") {
		t.Errorf("the list is %.600s", list)
	}
}

// BenchmarkSwitchReader measures from the choice of a reader to the next paint,
// on the largest page: a whole programme. It reports the median of twenty.
func BenchmarkSwitchReader(b *testing.B) {
	server := site(b)
	ctx, _ := browser(b)
	open(b, ctx, server.URL+"/vard-och-insatsprogram/adhd/utskrift/")
	for b.Loop() {
		median := evaluate[float64](b, ctx, `(async () => {
			const personas = document.querySelectorAll(".reader-panel [name=typprofil]");
			const times = [];
			for (let i = 0; i < 20; i++) {
				const begin = performance.now();
				personas[1 + i % 10].click();
				await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
				times.push(performance.now() - begin);
			}
			return times.sort((a, b) => a - b)[10];
		})()`)
		b.ReportMetric(median, "ms/switch")
	}
}
