package browsertest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// foldedRight reports what is wrong with how the lists of a page follow the reader: the texts
// that are seen outside the fold-out and those in it must be all, each on its side, as many as
// are said, and in the order of the page.
const foldedRight = `
	const wrong = [];
	const path = (e) => e.querySelector("a").pathname.replace(/andringar\/$/, "");
	for (const fold of document.querySelectorAll("main .reader-others")) {
		const entries = [...fold.querySelectorAll(":is(li, tr, .sensitive)[data-for]")];
		const n = new Set(entries.filter((e) => !seen(e)).map(path)).size;
		const said = fold.firstElementChild.textContent;
		if (said !== (n === 1 ? "1 text" : n + " texter") + " som inte är för läsaren") wrong.push(said + ", counted " + n);
		if (fold.open) wrong.push("it is open");
	}
	for (const e of document.querySelectorAll("main :is(li, tr, .sensitive)[data-for]")) {
		if (e.closest(".round, .reader-added, .print-contents")) continue;
		if (seen(e) !== (e.getClientRects().length > 0) && !e.parentElement.closest(".is-left-out")) wrong.push("shown: " + e.getClientRects().length + " " + e.textContent);
		if (!seen(e) && ![...document.querySelectorAll("main .reader-others a")].some((a) => a.href === e.querySelector("a").href)) wrong.push("lost: " + e.textContent);
	}
	for (const h of document.querySelectorAll("main .letter:not(.is-left-out)")) {
		if (!h.querySelector("li:not(.is-left-out)")) wrong.push("empty: " + h.textContent);
	}
	return wrong;
})()`

// seenBy begins a script with the function seen, which reports whether an entry is for a persona
// by what the entry says of itself.
func seenBy(t testing.TB, persona string) string {
	t.Helper()
	rules, err := os.ReadFile(filepath.Join("..", "..", "assets", "js", "visibility.js"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := built()
	if err != nil {
		t.Fatal(err)
	}
	scripts, _ := filepath.Glob(filepath.Join(out, "assets", "*", "*.js"))
	for _, file := range scripts {
		script, _ := os.ReadFile(file)
		if found := regexp.MustCompile(`\{dimensions:\[.*?\],personas:\[.*?\}\]\}`).Find(script); found != nil {
			return `(() => {` + string(rules) + `const taxonomy = ` + string(found) + `;
				const tags = taxonomy.personas.find((p) => p.id === "` + persona + `").tags;
				const seen = (e) => isVisible(indexTags(taxonomy), parseTargets(e.dataset.for), tags);`
		}
	}
	t.Fatal("no script has the taxonomy")
	return ""
}

// TestListsFollowReader opens lists of texts as a reader, dimmed and hidden alike: what is for
// others is under a fold-out, none of it is lost, and the status says how much.
func TestListsFollowReader(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, compared(t))
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	ctx, complaints := browser(t)
	judge := seenBy(t, "kurator-elevhalsa")
	for _, url := range []string{"/", "/granskning/", "/a-o/", changes, "/vard-och-insatsprogram/", "/kliniska-kunskapsstod/",
		"/vard-och-insatsprogram/adhd/", "/vard-och-insatsprogram/adhd/behandling-och-stod/"} {
		told := ""
		for _, mode := range []string{"", "&visning=dolj"} {
			open(t, ctx, server.URL+url+"?som=kurator-elevhalsa"+mode)
			for _, w := range evaluate[[]string](t, ctx, judge+foldedRight) {
				t.Errorf("%s%s: %s", url, mode, w)
			}
			folds := evaluate[string](t, ctx, `[...document.querySelectorAll("main .reader-others > summary")].map((s) => s.textContent).join()`)
			status := evaluate[string](t, ctx, `document.querySelector(".reader__status").textContent`)
			if (folds != "") != strings.Contains(status, "som inte är för läsaren ligger i en utfällbar lista.") {
				t.Errorf("%s%s: the status is %q, the lists have %q", url, mode, status, folds)
			}
			if mode != "" && folds != told {
				t.Errorf("%s: %q when dimmed, %q when hidden", url, told, folds)
			}
			told = folds
		}
		if told == "" && url != "/vard-och-insatsprogram/" && url != "/kliniska-kunskapsstod/" {
			t.Errorf("%s: nothing is folded: the test has nothing to try", url)
		}
		evaluate[any](t, ctx, `for (const fold of document.querySelectorAll(".reader-others")) fold.open = true; null`)
		for _, v := range violations(t, ctx, axe) {
			t.Errorf("%s: %s", url, v)
		}
		if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(320, 844, 1, true)); err != nil {
			t.Fatal(err)
		}
		if evaluate[bool](t, ctx, sideways) {
			t.Errorf("%s scrolls sideways with the fold-outs open", url)
		}
		// All is as it was without a reader.
		if n := evaluate[int](t, ctx, `(document.dispatchEvent(new Event("preview:change")), document.querySelectorAll(".reader-added, .is-left-out").length)`); n > 0 {
			t.Errorf("%s: %d marks of the reader are left", url, n)
		}
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestGainedAndLost checks that a page with changes says first what its reader sees now, and no longer.
func TestGainedAndLost(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, compared(t))
	ctx, _ := browser(t)
	for _, c := range []struct{ url, reader, want string }{
		{changes, "sjukskoterska", "Visas inte längre för läsaren (2): Adhd och autism (texten är borttagen) Avsnittet Kunskapsläge i Läkemedelsbehandling vid adhd"},
		{changes, "lakare", "Visas inte längre för läsaren (1): Adhd och autism (texten är borttagen)"},
		{changedText, "sjukskoterska", "Visas inte längre för läsaren (1): Avsnittet Kunskapsläge i Läkemedelsbehandling vid adhd"},
		{changedText, "lakare", "Ingen ny eller borttagen text och ingen ändrad målgrupp gör skillnad för läsaren."},
		{changes, "", ""},
	} {
		open(t, ctx, server.URL+c.url+"?som="+c.reader)
		if got := evaluate[string](t, ctx, `[...document.querySelectorAll(".reader-effects :is(p, li)")].map((e) => e.textContent).join(" ")`); got != c.want {
			t.Errorf("%s as %q: %q, want %q", c.url, c.reader, got, c.want)
		}
	}
	open(t, ctx, server.URL+changes+"?som=kurator-elevhalsa")
	counts := evaluate[[]string](t, ctx, `[...document.querySelectorAll("h2:has(.reader-count)")].map((h) => h.textContent)`)
	want := []string{"Borttagna texter – 1 av 1 text för läsaren", "Granska särskilt – 1 av 2 texter för läsaren",
		"Alla texter som skiljer sig – 2 av 3 texter för läsaren", "Vad har tagits bort? – 1 av 1 text för läsaren"}
	if !slices.Equal(counts, want) {
		t.Errorf("the headings have %q, want %q", counts, want)
	}
}
