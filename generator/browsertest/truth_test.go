package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPrintChanges checks that words that were taken away and added are told apart by
// words on paper, and that every sheet of a removed text says that it is not valid.
func TestPrintChanges(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, compared(t))
	ctx, _ := browser(t)
	open(t, ctx, server.URL+changedText)
	text := squeeze(strings.Join(onPaper(t, ctx).pages(t), "\n"))
	for _, want := range []string{"[borttaget: en gång] [tillagt: två gånger]", "[borttaget: prioritet 2] [tillagt: prioritet 3]"} {
		if !strings.Contains(text, squeeze(want)) {
			t.Errorf("the paper lacks %q:\n%s", want, text)
		}
	}
	open(t, ctx, server.URL+removedText)
	for i, sheet := range onPaper(t, ctx).pages(t) {
		if !strings.Contains(squeeze(sheet), squeeze("Borttagen text – gäller inte")) {
			t.Errorf("sheet %d of a removed text reads as if it were valid:\n%s", i+1, sheet)
		}
	}
}

// TestChangesForReaders checks what the pages of changes say when readers are chosen.
func TestChangesForReaders(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, compared(t))
	ctx, _ := browser(t)
	for _, c := range []struct{ url, want string }{
		{changes + "?som=sjukskoterska", "texter är för läsaren"},
		{changedText + "?som=sjukskoterska", "avsnitt är för läsaren"},
		{"/tillganglighet/?som=sjukskoterska", "Visas som Sjuksköterska."},
		{changedText + "?som=lakare&jamfor=sjukskoterska", "Jämförelse:"},
	} {
		open(t, ctx, server.URL+c.url)
		status := evaluate[string](t, ctx, `document.querySelector(".reader__status").textContent`)
		if !strings.Contains(status, c.want) || strings.Contains(status, ": 0 ") {
			t.Errorf("%s: the status is %q, want %q", c.url, status, c.want)
		}
	}
	for range evaluate[int](t, ctx, `document.querySelectorAll('.article__body[data-changes] [id^="andring-"]').length`) {
		if err := chromedp.Run(ctx, chromedp.Evaluate(`document.querySelector(".change-steps__button:last-child").click()`, nil)); err != nil {
			t.Fatal(err)
		}
		got := evaluate[string](t, ctx, `document.querySelector(".change-steps__count").textContent`)
		seen := evaluate[bool](t, ctx, `(() => { const at = document.querySelector(".article__body [data-current]");
			return [...document.querySelectorAll(".compare [data-change-of='" + at.id + "']")].some((e) => e.getClientRects().length > 0) })()`)
		if strings.Contains(got, "visas inte") == seen || strings.Contains(got, "valda läsaren") {
			t.Errorf("a change that is seen (%v) is said to be %q", seen, got)
		}
	}
}
