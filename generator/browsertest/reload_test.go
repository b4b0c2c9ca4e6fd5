package browsertest

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long a test waits for what must come, on a machine that has
// much else to do.
const patience = 30 * time.Second

// A preview is the program that serves a folder of texts.
type preview struct {
	folder  string // where the program runs
	content string // the folder of texts in it
	address string // "http://127.0.0.1:40123"
	stop    func() // ends the program
	flags   []string
}

var shownAt = regexp.MustCompile(`http://localhost:(\d+)/`)

// serve starts the preview of a folder with the taxonomy and blueprints of
// testdata and the given texts. There are neither layouts nor assets, so
// that the program's own are used.
func serve(t testing.TB, texts map[string]string) *preview {
	t.Helper()
	p := &preview{folder: t.TempDir()}
	p.content = filepath.Join(p.folder, "content")
	p.copy(t, filepath.Join("..", "testdata"), filepath.Join("content", "_projekt"))
	for name, text := range texts {
		p.save(t, name, text)
	}
	p.start(t, "0")
	return p
}

// copy copies a folder that is in another one.
func (p *preview) copy(t testing.TB, from, folder string) {
	t.Helper()
	if err := os.CopyFS(filepath.Join(p.folder, folder), os.DirFS(filepath.Join(from, folder))); err != nil {
		t.Fatal(err)
	}
}

// start runs the program, which is ended with the test if not before.
func (p *preview) start(t testing.TB, port string) {
	t.Helper()
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cmd := exec.CommandContext(ctx, file, append([]string{"serve", "--content", "content", "--no-open", "--port", port},
		p.flags...)...)
	cmd.Dir = p.folder
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = patience
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	found := shownAt.FindStringSubmatch(line)
	if found == nil {
		t.Fatalf("the preview says %q, %v", line, err)
	}
	p.address = "http://127.0.0.1:" + found[1]
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	p.stop = sync.OnceFunc(func() {
		cancel()
		if err := cmd.Wait(); !cmd.ProcessState.Success() {
			t.Errorf("the preview does not end as it should: %v", err)
		}
	})
	t.Cleanup(p.stop)
}

// save writes a text as an editor's program does.
func (p *preview) save(t testing.TB, name, text string) {
	t.Helper()
	file := filepath.Join(p.content, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// comes waits until a text is in the page that is open.
func comes(t testing.TB, ctx context.Context, text string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := chromedp.Run(ctx, chromedp.WaitReady(`//main//*[contains(., "`+text+`")]`,
		chromedp.BySearch)); err != nil {
		t.Fatalf("%q does not come: %v", text, err)
	}
}

const (
	samplePath = "kliniska-kunskapsstod/prov.md"
	sampleURL  = "/kliniska-kunskapsstod/prov/"
	sample     = "---\ntitel: Prov av sidan\nmall: kunskapsstod\nversion: \"0.1\"\nstatus: textbearbetning\n---\n\n## Genomförande\n\nDen första texten.\n"
)

// TestLiveReload edits a text while the page is open: the page follows by
// itself, also when the file is gone.
func TestLiveReload(t *testing.T) {
	t.Parallel()
	p := serve(t, map[string]string{samplePath: sample, "kliniska-kunskapsstod/kvar.md": sample})
	ctx := p.open(t, sampleURL)
	comes(t, ctx, "Den första texten.")
	p.save(t, samplePath, strings.Replace(sample, "första", "andra", 1))
	comes(t, ctx, "Den andra texten.")
	if err := os.Remove(filepath.Join(p.content, filepath.FromSlash(samplePath))); err != nil {
		t.Fatal(err)
	}
	comes(t, ctx, "Sidan finns inte")
	p.save(t, samplePath, strings.Replace(sample, "första", "sista", 1))
	comes(t, ctx, "Den sista texten.")
	if at := evaluate[string](t, ctx, `location.pathname`); at != sampleURL {
		t.Errorf("the page is now at %s", at)
	}
}

// open opens a page of the preview in a browser.
func (p *preview) open(t testing.TB, url string) context.Context {
	t.Helper()
	ctx, _ := browser(t)
	if err := chromedp.Run(ctx, chromedp.Navigate(p.address+url)); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// becomes waits until an expression is true in the page that is open.
func becomes(t testing.TB, ctx context.Context, expression string) {
	t.Helper()
	var is bool
	var err error
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		// While the page is loaded there is an error or no answer.
		if err = chromedp.Run(ctx, chromedp.Evaluate(`Boolean(`+expression+`)`, &is)); err == nil && is {
			return
		}
	}
	t.Fatalf("%s does not become true: %v", expression, err)
}

// longSample has more than fits on a screen, and something for two readers.
func longSample() string {
	filling := strings.Repeat("En rad som fyller sidan.\n\n", 30)
	return sample + "\n" + filling + "## Bara elevhälsa {Elevhälsa}\n\nFör skolan.\n\n## Mål\n\n" + filling +
		"En [länk](#mal) att stå på.\n\n" + filling + "## Uppföljning\n\n" + filling
}

// TestCalm edits a text whose page has been scrolled, folded, filtered and
// focused, and checks that only what has changed is replaced and marked.
func TestCalm(t *testing.T) {
	p := serve(t, map[string]string{samplePath: longSample()})
	ctx := p.open(t, sampleURL+"?som=primarvard")
	becomes(t, ctx, `document.querySelector(".section.is-not-for") && document.querySelectorAll(".section__button").length === 4`)
	evaluate[bool](t, ctx, `(() => {
		window.unbroken = true;
		[...document.querySelectorAll(".section__button")].at(-1).click();
		window.link = document.querySelector('.article__body a[href$="#mal"]:not(.section__anchor)');
		link.scrollIntoView({ block: "center", behavior: "instant" });
		link.focus({ preventScroll: true });
		window.wasAt = link.getBoundingClientRect().top;
		return true;
	})()`)
	p.save(t, samplePath, strings.Replace(longSample(), "Den första texten.",
		"Den andra texten.\n\nEtt nytt stycke.\n\nOch ett till.", 1))
	comes(t, ctx, "Den andra texten.")
	for what, holds := range map[string]string{
		"the page was loaded again":      `window.unbroken === true`,
		"what is read has moved":         `Math.abs(link.getBoundingClientRect().top - wasAt) < 3`,
		"the focus is lost":              `document.activeElement === link`,
		"the folded section is open":     `[...document.querySelectorAll(".section__button")].at(-1).getAttribute("aria-expanded") === "false"`,
		"the reader is forgotten":        `document.querySelector(".section.is-not-for .reader-label") !== null`,
		"the address is another":         `location.search === "?som=primarvard"`,
		"what is new is not marked":      `[...document.querySelectorAll(".provtryck-fresh")].some((e) => e.textContent === "Ett nytt stycke.")`,
		"what is old is marked":          `[...document.querySelectorAll(".provtryck-fresh")].every((e) => !e.textContent.includes("fyller sidan"))`,
		"nothing is said":                `document.querySelector(".provtryck-status").textContent === "Sidan är uppdaterad."`,
		"something is said of elsewhere": `document.querySelector(".provtryck-note").textContent === ""`,
	} {
		if !evaluate[bool](t, ctx, holds) {
			t.Error(what)
		}
	}
	becomes(t, ctx, `document.querySelectorAll(".provtryck-fresh").length === 0`)

	added := strings.Replace(longSample(), "## Mål\n", "## Ny rubrik\n\nNytt avsnitt.\n\n## Mål\n", 1)
	p.save(t, samplePath, added)
	comes(t, ctx, "Nytt avsnitt.")
	for what, holds := range map[string]string{
		"the page was loaded again":        `window.unbroken === true`,
		"the new section cannot be folded": `document.querySelectorAll(".section__button").length === 5`,
		"the contents lack the section":    `[...document.querySelectorAll(".contents__link")].some((e) => e.textContent.includes("Ny rubrik"))`,
	} {
		if !evaluate[bool](t, ctx, holds) {
			t.Error(what)
		}
	}
}

// TestOtherPage edits a text whose page is not open: a note leads there, or the
// preview goes there by itself.
func TestOtherPage(t *testing.T) {
	t.Parallel()
	other := "kliniska-kunskapsstod/annan.md"
	text := strings.Replace(sample, "Prov av sidan", "Den andra sidan", 1)
	p := serve(t, map[string]string{samplePath: sample, other: text})
	ctx := p.open(t, sampleURL+"?som=primarvard")
	becomes(t, ctx, `document.querySelector(".reader__name").textContent !== ""`)
	p.save(t, other, text+"\nMer text.\n")
	becomes(t, ctx, `document.querySelector(".provtryck-note a")?.textContent === "Den andra sidan"`)
	if err := chromedp.Run(ctx, chromedp.Click(".provtryck-note input", chromedp.ByQuery)); err != nil {
		t.Fatal(err)
	}
	becomes(t, ctx, `location.pathname === "/kliniska-kunskapsstod/annan/" && document.querySelector(".provtryck-note button") !== null`)
	comes(t, ctx, "Mer text.")
	p.save(t, samplePath, sample+"\nTillbaka igen.\n")
	becomes(t, ctx, `location.pathname === "`+sampleURL+`" && location.search === "?som=primarvard"`)
	comes(t, ctx, "Tillbaka igen.")
}

// TestBroken breaks a text: its last good version stays, with what is wrong,
// until it is fixed.
func TestBroken(t *testing.T) {
	t.Parallel()
	p := serve(t, map[string]string{samplePath: sample})
	ctx := p.open(t, sampleURL)
	comes(t, ctx, "Den första texten.")
	p.save(t, samplePath, strings.NewReplacer("första", "andra", "status: ", "status: [").Replace(sample))
	becomes(t, ctx, `document.querySelector(".provtryck-alerts[role=alert] .provtryck-alert") !== null`)
	alert := evaluate[string](t, ctx, `document.querySelector(".provtryck-alert").innerText`)
	for _, want := range []string{"content/" + samplePath + ":", "status: [textbearbetning",
		"Sidan visar texten som den var innan", "Öppna i redigeraren"} {
		if !strings.Contains(alert, want) {
			t.Errorf("the alert lacks %q:\n%s", want, alert)
		}
	}
	if !evaluate[bool](t, ctx, `document.querySelector("main").textContent.includes("Den första texten.") && document.querySelector(".provtryck-alert a").href.startsWith("vscode://file/")`) {
		t.Error("the last good version is not shown, or the file cannot be opened")
	}
	if err := chromedp.Run(ctx, chromedp.KeyEvent("\u001b")); err != nil {
		t.Fatal(err)
	}
	if evaluate[bool](t, ctx, `document.querySelector(".provtryck-alert").checkVisibility()`) {
		t.Error("Esc does not close the alert")
	}
	p.save(t, samplePath, strings.Replace(sample, "första", "tredje", 1))
	comes(t, ctx, "Den tredje texten.")
	if evaluate[bool](t, ctx, `document.querySelector(".provtryck-alert") !== null`) {
		t.Error("the alert stays although the text is fixed")
	}
}

// TestLook changes the style sheet, a layout and a picture of a page that is open.
func TestLook(t *testing.T) {
	t.Parallel()
	p := serve(t, map[string]string{samplePath: sample + "\n![Ett prov](/bilder/prov.svg)\n"})
	p.stop()
	p.copy(t, filepath.Join("..", ".."), "assets")
	p.copy(t, filepath.Join("..", ".."), "layouts")
	picture := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"/>`
	p.save(t, "bilder/prov.svg", picture)
	p.start(t, "0")
	ctx := p.open(t, sampleURL)
	evaluate[bool](t, ctx, `window.unbroken = true`)
	p.change(t, "assets/css/elements.css", "", "h1 { color: rgb(1, 2, 3) !important }\n")
	becomes(t, ctx, `getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)"`)
	p.save(t, "bilder/prov.svg", strings.Replace(picture, "40", "80", 1))
	becomes(t, ctx, `document.querySelector(".article__body img").naturalWidth === 2 * document.querySelector(".article__body img").naturalHeight || document.querySelector(".article__body img").src.includes("?")`)
	p.change(t, "layouts/partials/article-header.html", "<h1>", "<h1>Ny: ")
	becomes(t, ctx, `document.querySelector("h1").textContent === "Ny: Prov av sidan"`)
	p.change(t, "layouts/partials/article-header.html", "{{.Title}}", "{{.Title}")
	becomes(t, ctx, `document.querySelector(".provtryck-alert")?.textContent.includes("article-header")`)
	p.change(t, "layouts/partials/article-header.html", "{{.Title}", "{{.Title}}")
	becomes(t, ctx, `document.querySelector(".provtryck-alert") === null`)
	if !evaluate[bool](t, ctx, `window.unbroken === true`) {
		t.Error("the page was loaded again")
	}
}

// change replaces the first of old in a file of the folder.
func (p *preview) change(t testing.TB, name, old, new string) {
	t.Helper()
	file := filepath.Join(p.folder, filepath.FromSlash(name))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(data), old, new, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestLost ends the program while a page is open, and starts it again.
func TestLost(t *testing.T) {
	t.Parallel()
	p := serve(t, map[string]string{samplePath: sample})
	ctx := p.open(t, sampleURL)
	comes(t, ctx, "Den första texten.")
	evaluate[bool](t, ctx, `window.unbroken = true`)
	p.stop()
	becomes(t, ctx, `document.querySelector(".provtryck-connection").textContent.includes("avstängd")`)
	p.save(t, samplePath, strings.Replace(sample, "första", "andra", 1))
	p.start(t, p.address[strings.LastIndex(p.address, ":")+1:])
	comes(t, ctx, "Den andra texten.")
	becomes(t, ctx, `document.querySelector(".provtryck-connection").textContent === ""`)
	if !evaluate[bool](t, ctx, `window.unbroken === true`) {
		t.Error("the page was loaded again")
	}
}

// TestNotFound checks that an address that leads nowhere is answered as such,
// with a page that leads on.
func TestNotFound(t *testing.T) {
	t.Parallel()
	p := serve(t, map[string]string{samplePath: sample})
	answer, err := http.Get(p.address + "/finns/inte/")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusNotFound {
		t.Errorf("the status is %s", answer.Status)
	}
	ctx, _ := browser(t)
	var text string
	err = chromedp.Run(ctx,
		chromedp.Navigate(p.address+"/finns/inte/"),
		chromedp.Text("main", &text, chromedp.ByQuery),
		chromedp.Click(`main a[href="/a-o/"]`, chromedp.ByQuery),
		chromedp.WaitReady(`main a[href="`+sampleURL+`"]`, chromedp.ByQuery),
	)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, "Sidan finns inte") {
		t.Errorf("the page says %q", text)
	}
}
