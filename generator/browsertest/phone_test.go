package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// tooSmall lists what can be pressed and is smaller than WCAG 2.5.8 demands: links in running text
// and lists of words are exempt.
const tooSmall = `[...document.querySelectorAll("summary, button, select, .provtryck-bar a, .site-header a, .breadcrumb a, .section__anchor")]
	.filter((e) => !e.closest(".reader-panel"))
	.map((e) => [e, e.getBoundingClientRect()])
	.filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
	.map(([e, box]) => e.className + " " + e.textContent + " " + box.width + "x" + box.height)`

// TestFirstScreen opens texts on a phone, with large letters, and in a low window: the title and the
// first words of the text are seen without scrolling, and what can be pressed is large enough.
func TestFirstScreen(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, compared(t))
	ctx, complaints := browser(t)
	for _, c := range []struct {
		width, height int64
		letters       string
		title         float64 // where it must have begun
	}{{390, 844, "", 300}, {390, 844, "200%", 640}, {640, 450, "", 300}} {
		if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(c.width, c.height, 1, true),
			emulation.SetTouchEmulationEnabled(true)); err != nil {
			t.Fatal(err)
		}
		for _, url := range []string{article, article + "?som=kurator-elevhalsa", changedText, removedText,
			"/vard-och-insatsprogram/adhd/", "/kliniska-kunskapsstod/samordnad-individuell-plan/"} {
			open(t, ctx, server.URL+url)
			evaluate[any](t, ctx, `document.documentElement.style.fontSize = "`+c.letters+`"; null`)
			if top := evaluate[float64](t, ctx, `document.querySelector("h1").getBoundingClientRect().top`); top > c.title {
				t.Errorf("%s at %d×%d %s: the title is at %v px", url, c.width, c.height, c.letters, top)
			}
			if top := evaluate[float64](t, ctx, `document.querySelector(".lead").getBoundingClientRect().top + parseFloat(getComputedStyle(document.querySelector(".lead")).lineHeight)`); top > float64(c.height) {
				t.Errorf("%s at %d×%d %s: the first line ends at %v px", url, c.width, c.height, c.letters, top)
			}
			if evaluate[bool](t, ctx, sideways) {
				t.Errorf("%s at %d×%d %s scrolls sideways", url, c.width, c.height, c.letters)
			}
			for _, small := range evaluate[[]string](t, ctx, tooSmall) {
				t.Errorf("%s at %d×%d %s is small: %s", url, c.width, c.height, c.letters, small)
			}
		}
	}
	// What the buttons hide is found behind them.
	open(t, ctx, server.URL+article)
	for _, c := range []struct{ button, hidden string }{
		{".provtryck-bar__more summary", ".provtryck-bar__stamp"}, {".site-header__more summary", ".site-menu"},
		{".site-header__more summary", ".region"},
	} {
		got := evaluate[[]bool](t, ctx, `(() => {
			const is = () => document.querySelector("`+c.hidden+`").getClientRects().length > 0;
			const before = is();
			document.querySelector("`+c.button+`").click();
			const after = is();
			document.querySelector("`+c.button+`").click();
			return [before, after];
		})()`)
		if got[0] || !got[1] {
			t.Errorf("%s: shown before and after %s: %v", c.hidden, c.button, got)
		}
	}
	hoverless := emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "hover", Value: "none"}})
	if err := chromedp.Run(ctx, hoverless); err != nil {
		t.Fatal(err)
	}
	if !evaluate[bool](t, ctx, `matchMedia("(hover: none)").matches`) {
		t.Log("this browser does not emulate what cannot hover")
	} else if !evaluate[bool](t, ctx, `getComputedStyle(document.querySelector(".section__anchor")).opacity === "1"`) {
		t.Error("links to sections are not seen where nothing can be hovered over")
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}
