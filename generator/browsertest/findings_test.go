package browsertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const faulty = sample + "\nAlla landsting, se [här](../finns-inte.md). <b>\n\n### Steg\n\nGe 5mg.\n"

// shownFindings counts the findings that are seen.
const shownFindings = `[...document.querySelectorAll(".finding-text .finding")].filter((f) => f.getClientRects().length > 0).length`

// TestFindings sifts the list of findings with the keyboard; what is chosen
// is in the address and is back when the page is opened again.
func TestFindings(t *testing.T) {
	t.Parallel()
	other := strings.Replace(faulty, "status: textbearbetning", "status: slutversion", 1)
	p := serve(t, map[string]string{samplePath: faulty, "kliniska-kunskapsstod/annan.md": other})
	ctx, complaints := browser(t)
	open(t, ctx, p.address+"/granskning/anmarkningar/")
	if err := chromedp.Run(ctx, chromedp.WaitVisible("#niva", chromedp.ByQuery)); err != nil {
		t.Fatal(err)
	}
	all := evaluate[int](t, ctx, shownFindings)
	choose := func(field, key string) int {
		t.Helper()
		if err := chromedp.Run(ctx, chromedp.Focus(field, chromedp.ByQuery), chromedp.KeyEvent(key)); err != nil {
			t.Fatal(err)
		}
		return evaluate[int](t, ctx, shownFindings)
	}
	faults := choose("#niva", "Fel")
	final := choose("#status", "Slut")
	security := choose("#omrade", "Säk")
	if !(all > faults && faults > final && final > security && security == 1) {
		t.Errorf("%d findings, %d errors, %d of them in final texts, %d about security", all, faults, final, security)
	}
	if said := evaluate[string](t, ctx, `document.querySelector(".sieve [role=status]").textContent`); said != "1 anmärkning visas." {
		t.Errorf("what is said of the choice is %q", said)
	}
	open(t, ctx, p.address+evaluate[string](t, ctx, `location.pathname + location.search`))
	if err := chromedp.Run(ctx, chromedp.WaitVisible("#niva", chromedp.ByQuery)); err != nil {
		t.Fatal(err)
	}
	if n := evaluate[int](t, ctx, shownFindings); n != 1 {
		t.Errorf("%d findings after the page has been opened again", n)
	}
	if err := chromedp.Run(ctx, chromedp.Click(`.finding-text:not([hidden]) .finding:not([hidden]) .finding__place a`,
		chromedp.ByQuery), chromedp.WaitVisible("#genomforande", chromedp.ByQuery)); err != nil {
		t.Error(err)
	}
	if at := evaluate[string](t, ctx, `location.pathname + location.hash`); at != "/kliniska-kunskapsstod/annan/#genomforande" {
		t.Errorf("the finding leads to %s", at)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestFindingsAreAccessible runs axe-core on the list, and on a text with all
// with its findings unfolded and an alert open.
func TestFindingsAreAccessible(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	p := serve(t, map[string]string{samplePath: faulty, "kliniska-kunskapsstod/annan.md": faulty})
	ctx, _ := browser(t)
	open(t, ctx, p.address+sampleURL)
	p.save(t, "kliniska-kunskapsstod/annan.md", "titel: Trasig\n")
	if err := chromedp.Run(ctx, chromedp.WaitVisible(".preview-alert, .live-alert, [class*=alert]",
		chromedp.ByQuery)); err != nil {
		t.Fatal(err)
	}
	for _, state := range []struct{ name, url, script string }{
		{"text", "", `for (const d of document.querySelectorAll("main details")) d.open = true; null`},
		{"list", "/granskning/anmarkningar/", "null"},
	} {
		for _, width := range []int64{1280, 320} {
			if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(width, 900, 1, width < 1000)); err != nil {
				t.Fatal(err)
			}
			if state.url != "" {
				open(t, ctx, p.address+state.url)
			}
			evaluate[any](t, ctx, state.script)
			if evaluate[bool](t, ctx, sideways) {
				t.Errorf("%s scrolls sideways at %d px", state.name, width)
			}
			for _, v := range violations(t, ctx, axe) {
				t.Errorf("%s at %d px: %s", state.name, width, v)
			}
		}
	}
}
