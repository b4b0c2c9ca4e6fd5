package browsertest

import (
	"bytes"
	"compress/gzip"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// mostBytes is what the first view of a text may cost: on a slow mobile line it
// is there within two seconds.
const mostBytes = 60_000

// settled waits until all that the scripts do to an article has been done and
// painted.
func settled(t testing.TB, ctx context.Context, address string) {
	t.Helper()
	open(t, ctx, address)
	err := chromedp.Run(ctx,
		chromedp.WaitReady("#genomforande button", chromedp.ByQuery),
		chromedp.WaitReady(".region:not([hidden])", chromedp.ByQuery),
	)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	evaluate[any](t, ctx, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))`)
}

// TestFirstView checks that all that the browser loads to show a text is small,
// compressed as a server does it.
func TestFirstView(t *testing.T) {
	server := site(t)
	out, err := built()
	if err != nil {
		t.Fatal(err)
	}
	ctx, _ := browser(t)
	settled(t, ctx, server.URL+article)
	loaded := evaluate[[]string](t, ctx, `[location.href, document.querySelector("link[rel=icon]").href,
		...performance.getEntriesByType("resource").map((entry) => entry.name)]`)
	slices.Sort(loaded)
	loaded = slices.Compact(loaded)
	total, kinds := 0, map[string]bool{}
	for _, address := range loaded {
		name := siteFile(t, address)
		size := compressed(t, filepath.Join(out, name))
		t.Logf("%6d %s", size, name)
		total += size
		kinds[filepath.Ext(name)] = true
	}
	for _, ext := range []string{".html", ".css", ".js", ".svg"} {
		if !kinds[ext] {
			t.Errorf("no %s file is among those loaded: %q", ext, loaded)
		}
	}
	if total > mostBytes {
		t.Errorf("the first view is %d bytes, at most %d are allowed", total, mostBytes)
	}
}

// siteFile is the file of the built site that is at an address.
func siteFile(t testing.TB, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(u.Path, "/") {
		u.Path += "index.html"
	}
	return filepath.FromSlash(strings.TrimPrefix(u.Path, "/"))
}

// compressed is how many bytes a file is when a server sends it.
func compressed(t testing.TB, file string) int {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// TestLayoutShift checks that nothing moves while an article loads, also when it
// is shown for somebody. (What is left out for a reader is left out by a script,
// so then the rest moves up.)
func TestLayoutShift(t *testing.T) {
	server := site(t)
	ctx, _ := browser(t)
	slow := network.EmulateNetworkConditions(false, 100, -1,
		-1) // so that the text is painted before the scripts have come
	if err := chromedp.Run(ctx, slow); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int64{1280, 390} {
		for _, query := range []string{"", "?region=skane", "?som=distriktslakare"} {
			if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(width, 900, 1, width < 1000)); err != nil {
				t.Fatal(err)
			}
			settled(t, ctx, server.URL+article+query)
			if shifts := layoutShifts(t, ctx); len(shifts) > 0 {
				t.Errorf("at %d px %q moves when it loads: %q", width, query, shifts)
			}
		}
	}
}

// layoutShifts returns what has moved, by itself, since the page was opened.
func layoutShifts(t testing.TB, ctx context.Context) []string {
	t.Helper()
	if !evaluate[bool](t, ctx, `PerformanceObserver.supportedEntryTypes.includes("layout-shift")`) {
		t.Fatal("the browser does not tell what moves")
	}
	return evaluate[[]string](t, ctx, `new Promise((done) => {
		const name = (node) => node ? node.nodeName + "." + (node.className ?? "") : "?";
		const moved = [];
		const note = (list) => moved.push(...list.filter((entry) => !entry.hadRecentInput).map((entry) =>
			entry.value.toFixed(4) + " " + entry.sources.map((source) => name(source.node)).join(" ")));
		const observer = new PerformanceObserver((list) => note(list.getEntries()));
		observer.observe({ type: "layout-shift", buffered: true });
		requestAnimationFrame(() => requestAnimationFrame(() => { note(observer.takeRecords()); done(moved); }));
	})`)
}

// TestLayoutShiftIsNoticed checks that the measure sees what moves.
func TestLayoutShiftIsNoticed(t *testing.T) {
	server := site(t)
	ctx, _ := browser(t)
	settled(t, ctx, server.URL+article)
	evaluate[any](t, ctx, `new Promise((done) => {
		const block = document.createElement("div");
		block.style.height = "200px";
		document.querySelector("main").prepend(block);
		requestAnimationFrame(() => requestAnimationFrame(() => done(null)));
	})`)
	if shifts := layoutShifts(t, ctx); len(shifts) == 0 {
		t.Error("a block that pushes the whole text down is not noticed")
	}
}
