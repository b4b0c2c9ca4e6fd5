package browsertest

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

const regional = sample + `
::: regionalt Skåne
Tillägget för Skåne.
:::

::: regionalt Gotland
Tillägget för Gotland.
:::
`

// regionBoxes counts the regional additions that are seen, by region.
const regionBoxes = `[...document.querySelectorAll("[data-region]")].filter((box) => box.getClientRects().length > 0).map((box) => box.dataset.region)`

// TestRegion chooses a region with the keyboard, follows a link, and goes back
// to the whole country.
func TestRegion(t *testing.T) {
	t.Parallel()
	p := serve(t, map[string]string{samplePath: regional})
	ctx, complaints := browser(t)
	open(t, ctx, p.address+sampleURL)
	wantBoxes := func(want ...string) {
		t.Helper()
		if got := evaluate[[]string](t, ctx, regionBoxes); !slices.Equal(got, want) {
			t.Errorf("additions of %q are seen, want %q", got, want)
		}
	}
	wantBoxes("skane", "gotland")

	choose := chromedp.Tasks{
		chromedp.WaitVisible(".region__select", chromedp.ByQuery),
		chromedp.Focus(".region__select", chromedp.ByQuery),
	}
	if err := chromedp.Run(ctx, choose, chromedp.KeyEvent("Sk")); err != nil {
		t.Fatal(err)
	}
	wantBoxes("skane")
	if said := evaluate[string](t, ctx, `document.querySelector(".region__status").textContent`); said != "Skåne: 1 regionalt tillägg på sidan." {
		t.Errorf("what is said of the choice is %q", said)
	}

	err := chromedp.Run(ctx,
		chromedp.Click(`.site-menu a[href="/a-o/"]`, chromedp.ByQuery),
		chromedp.WaitVisible(`main a[href="`+sampleURL+`"]`, chromedp.ByQuery),
		chromedp.WaitVisible(".region__select", chromedp.ByQuery), // the scripts are at work
		chromedp.Click(`main a[href="`+sampleURL+`"]`, chromedp.ByQuery),
		chromedp.WaitVisible("#genomforande", chromedp.ByQuery),
		chromedp.WaitVisible(".region__select", chromedp.ByQuery),
		choose,
	)
	if err != nil {
		t.Fatal(err)
	}
	if at := evaluate[string](t, ctx, `location.pathname + location.search`); at != sampleURL+"?region=skane" {
		t.Errorf("the links have led to %s", at)
	}
	wantBoxes("skane")

	if err := chromedp.Run(ctx, chromedp.KeyEvent("Hela")); err != nil {
		t.Fatal(err)
	}
	wantBoxes("skane", "gotland")
	if search := evaluate[string](t, ctx, `location.search`); search != "" {
		t.Errorf("the address still has %q", search)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}
