// Package browsertest opens the built site in a real browser, as a reader would.
//
// It needs Chromium, pdftotext and pdfinfo (poppler-utils) and, in
// .ci/node_modules, axe-core and the Nu HTML checker (npm ci --prefix .ci); for TestEngines
// Firefox, and WebKitGTK from Python on a screen that nobody sees too. Where one is missing the test says so and is skipped; with CI=true that is a failure.
package browsertest

import (
	"context"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

const article = "/vard-och-insatsprogram/adhd/behandling-och-stod/boendestod/"

// kinds has one page of each kind.
var kinds = []string{
	"/",
	"/vard-och-insatsprogram/",
	"/kliniska-kunskapsstod/",
	"/vard-och-insatsprogram/adhd/",
	"/vard-och-insatsprogram/adhd/behandling-och-stod/",
	article,
	"/vard-och-insatsprogram/depression-och-angestsyndrom/niva-och-process/stegvis-vard/",
	"/kliniska-kunskapsstod/samordnad-individuell-plan/",
	"/a-o/",
	"/sok/",
	"/sok/?q=l%C3%A4kemmedel&som=kurator-elevhalsa&alla=ja",
	"/vard-och-insatsprogram/adhd/utskrift/",
	"/granskning/",
	"/granskning/anmarkningar/",
	"/granskning/omdirigeringar/",
	"/granskning/sokprov/",
	"/granskning/malgrupper/",
	"/granskning/malgrupper/program/kliniska-kunskapsstod/",
	"/granskning/malgrupper/typprofil/kurator-elevhalsa/",
	"/hjalp/",
	"/tillganglighet/",
	"/404.html",
}

// missing skips the test, or fails it where everything must be installed.
func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing", what)
	}
	t.Skipf("%s is missing", what)
}

// program builds the program once and returns its file.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "provtryck")
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "provtryck.exe") // the ending is for Windows
	return file, inProject("go", "build", "-o", file, "./generator")
})

// built builds the texts in testdata once and returns the folder.
var built = sync.OnceValues(func() (string, error) {
	file, err := program()
	if err != nil {
		return "", err
	}
	out := filepath.Join(filepath.Dir(file), "public")
	return out, inProject(file, "build", "--content", filepath.Join("generator", "testdata", "content"), "--out", out)
})

// inProject runs a command in the project's folder.
func inProject(name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = filepath.Join("..", "..")
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// TestMain leaves the whole package out of short runs: it takes minutes.
func TestMain(m *testing.M) {
	if flag.Parse(); testing.Short() {
		return
	}
	code := m.Run()
	if file, _ := program(); file != "" {
		os.RemoveAll(filepath.Dir(file))
	}
	os.Exit(code)
}

// site serves the built folder.
func site(t testing.TB) *httptest.Server {
	t.Helper()
	out, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return serveFolder(t, out)
}

// serveFolder serves a site with the headers that it was built with.
func serveFolder(t testing.TB, out string) *httptest.Server {
	t.Helper()
	headers := readHeaders(t, filepath.Join(out, "_headers"))
	files := http.FileServer(http.Dir(out))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, h := range headers {
			w.Header().Set(h[0], h[1])
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server
}

// readHeaders reads the block for all pages, without what is for https only.
func readHeaders(t testing.TB, file string) [][2]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	block, _, _ := strings.Cut(strings.TrimPrefix(string(data), "/*\n"), "\n/")
	var headers [][2]string
	for line := range strings.Lines(block) {
		name, value, found := strings.Cut(strings.TrimSpace(line), ": ")
		if found && name != "Strict-Transport-Security" {
			headers = append(headers, [2]string{name, strings.Replace(value, "; upgrade-insecure-requests", "", 1)})
		}
	}
	if len(headers) < 5 {
		t.Fatalf("%d headers in %s", len(headers), file)
	}
	return headers
}

// browser opens a tab and returns what it complains of.
func browser(t testing.TB) (context.Context, *[]string) {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		missing(t, "chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.WSURLReadTimeout(2*time.Minute),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	var complaints []string
	var mu sync.Mutex
	add := func(s string) { mu.Lock(); complaints = append(complaints, s); mu.Unlock() }
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(cancel)
	chromedp.ListenTarget(ctx, func(event any) {
		switch e := event.(type) {
		case *log.EventEntryAdded:
			add(e.Entry.Text + " " + e.Entry.URL)
		case *runtime.EventExceptionThrown:
			said := e.ExceptionDetails.Text
			if e.ExceptionDetails.Exception != nil {
				said += " " + e.ExceptionDetails.Exception.Description
			}
			add(said)
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, "http://127.0.0.1:") {
				add("request to " + e.Request.URL)
			}
		}
	})
	if err := chromedp.Run(ctx, log.Enable(), network.Enable()); err != nil {
		t.Fatal(err)
	}
	return ctx, &complaints
}

// TestFailingModule checks that what a browser lacks for one part of a page is
// reported, and takes no other part with it.
func TestFailingModule(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, complaints := browser(t)
	without := chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(`delete window.IntersectionObserver`).Do(ctx)
		return err
	})
	if err := chromedp.Run(ctx, without); err != nil {
		t.Fatal(err)
	}
	settled(t, ctx, server.URL+article)
	if len(*complaints) != 1 || !strings.HasPrefix((*complaints)[0], "Uncaught") {
		t.Errorf("the browser says %q, want one exception", *complaints)
	}
}

// TestPages opens every kind of page on a desk, on a phone and at 320 pixels:
// no violation that axe-core knows of, no complaint of the browser (which holds
// the content security policy), and nothing that must be scrolled sideways. The
// narrowest shows what the phone shows, so axe-core looks at the wider two.
func TestPages(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	server := site(t)
	half := len(kinds) / 2
	for _, urls := range [][]string{kinds[:half], kinds[half:]} { // in two browsers, for two processors
		t.Run(urls[0], func(t *testing.T) {
			t.Parallel()
			ctx, complaints := browser(t)
			for _, url := range urls {
				atAllWidths(t, ctx, axe, server.URL, url)
			}
			for _, c := range *complaints {
				t.Errorf("the browser says: %s", c)
			}
		})
	}
}

// atAllWidths opens a page on a desk, on a phone and at 320 pixels.
func atAllWidths(t *testing.T, ctx context.Context, axe []byte, server, url string) {
	t.Helper()
	for _, width := range []int64{1280, 390, 320} {
		err := chromedp.Run(ctx,
			emulation.SetDeviceMetricsOverride(width, 900, 1, width < 1000),
			chromedp.Navigate(server+url),
		)
		if err != nil {
			t.Fatalf("%s: %v", url, err)
		}
		if evaluate[bool](t, ctx, sideways) {
			t.Errorf("%s scrolls sideways at %d px", url, width)
		}
		if width == 320 {
			continue
		}
		for _, v := range violations(t, ctx, axe) {
			t.Errorf("%s at %d px: %s", url, width, v)
		}
	}
}

// sideways reports whether a page is wider than its window.
const sideways = `document.documentElement.scrollWidth > document.documentElement.clientWidth`

// violations is what axe-core finds in the page that is shown.
func violations(t testing.TB, ctx context.Context, axe []byte) []string {
	t.Helper()
	evaluate[any](t, ctx, string(axe)+";null")
	return evaluate[[]string](t, ctx, `axe.run().then(r => r.violations.flatMap(v => v.nodes.slice(0, 3).map(n => v.id + " " + n.target + ": " + n.failureSummary)))`)
}

// TestKeyboard goes to the content by the skip link, and folds and opens a
// section with the keyboard.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	var skip, hash, before, after string
	err := chromedp.Run(ctx,
		chromedp.Navigate(server.URL+article),
		chromedp.KeyEvent("\t"),
		chromedp.Evaluate(`document.activeElement.className`, &skip),
		chromedp.KeyEvent("\r"),
		chromedp.Evaluate(`location.hash`, &hash),
		chromedp.WaitReady(`#genomforande button`),
		chromedp.Focus(`#genomforande button`),
		chromedp.Evaluate(`document.querySelector("#genomforande button").getAttribute("aria-expanded")`, &before),
		chromedp.KeyEvent(" "),
		chromedp.Evaluate(`document.querySelector("#genomforande button").getAttribute("aria-expanded")`, &after),
	)
	if err != nil {
		t.Fatal(err)
	}
	if skip != "skip-link" || hash != "#innehall" {
		t.Errorf("the first stop is %q and leads to %q", skip, hash)
	}
	if before != "true" || after != "false" {
		t.Errorf("the section was %q and is %q", before, after)
	}
}

// TestWithoutScript checks that the whole text is shown without JavaScript.
func TestWithoutScript(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	var text string
	err := chromedp.Run(ctx,
		emulation.SetScriptExecutionDisabled(true),
		chromedp.Navigate(server.URL+article+"?som=kurator-elevhalsa&visning=dolj"),
		chromedp.Text("body", &text),
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Boendestöd", "Målgrupp eller situation", "Knyta ihop", "Socialtjänstlagen",
		"Allt visas, för alla läsare: Visa som fungerar inte här."} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not shown", want)
		}
	}
}

// TestNu runs the Nu HTML checker on every page: no error, no warning.
func TestNu(t *testing.T) {
	t.Parallel()
	out, err := built()
	if err != nil {
		t.Fatal(err)
	}
	checkHTML(t, out)
}

// checkHTML runs the Nu HTML checker on every page in a folder.
func checkHTML(t *testing.T, out string) {
	t.Helper()
	jar := filepath.Join("..", "..", ".ci", "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
	if _, err := os.Stat(jar); err != nil {
		missing(t, "the Nu HTML checker")
	}
	if _, err := exec.LookPath("java"); err != nil {
		missing(t, "java")
	}
	said, err := exec.Command("java", "-Xss4m", "-jar", jar, "--skip-non-html", out).CombinedOutput()
	if err != nil || len(said) > 0 {
		t.Errorf("%v\n%.6000s", err, said)
	}
}
