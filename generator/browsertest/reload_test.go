package browsertest

import (
	"bufio"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long a test waits for what must come, on a machine that has
// much else to do.
const patience = 30 * time.Second

// A preview is the program that serves a folder of texts.
type preview struct {
	content string // the folder
	address string // "http://127.0.0.1:40123"
}

var shownAt = regexp.MustCompile(`http://localhost(:\d+)/`)

// serve starts the preview of a folder that holds the project's own taxonomy
// and blueprints and the given texts.
func serve(t testing.TB, texts map[string]string) preview {
	t.Helper()
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	p := preview{content: filepath.Join(t.TempDir(), "content")}
	if err := os.CopyFS(filepath.Join(p.content, "_projekt"), os.DirFS(filepath.Join("..", "..", "content", "_projekt"))); err != nil {
		t.Fatal(err)
	}
	for name, text := range texts {
		p.save(t, name, text)
	}
	cmd := exec.CommandContext(t.Context(), file, "serve", "--content", p.content, "--no-open", "--port", "0")
	cmd.Dir = t.TempDir() // where there are neither layouts nor assets
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = patience
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // the context is done by now
		if err := cmd.Wait(); !cmd.ProcessState.Success() {
			t.Errorf("the preview does not end as it should: %v", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	port := shownAt.FindStringSubmatch(line)
	if port == nil {
		t.Fatalf("the preview says %q, %v", line, err)
	}
	p.address = "http://127.0.0.1" + port[1]
	return p
}

// save writes a text as an editor's program does.
func (p preview) save(t testing.TB, name, text string) {
	t.Helper()
	file := filepath.Join(p.content, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// comes waits until a text stands in the page that is open.
func comes(t testing.TB, ctx context.Context, text string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := chromedp.Run(ctx, chromedp.WaitReady(`//main//*[contains(., "`+text+`")]`, chromedp.BySearch)); err != nil {
		t.Fatalf("%q does not come: %v", text, err)
	}
}

const (
	samplePath = "kliniska-kunskapsstod/prov.md"
	sampleURL  = "/kliniska-kunskapsstod/prov/"
	sample     = "---\ntitel: Prov av sidan\nmall: kunskapsstod\nversion: \"0.1\"\nstatus: textbearbetning\n---\n\n## Genomförande\n\nDen första texten.\n"
)

// TestLiveReload edits a text while the page is open: the page follows by
// itself, also when the front matter is broken and when the file is gone.
func TestLiveReload(t *testing.T) {
	p := serve(t, map[string]string{samplePath: sample, "kliniska-kunskapsstod/kvar.md": sample})
	ctx, _ := browser(t)
	if err := chromedp.Run(ctx, chromedp.Navigate(p.address+sampleURL)); err != nil {
		t.Fatal(err)
	}
	comes(t, ctx, "Den första texten.")

	p.save(t, samplePath, strings.Replace(sample, "första", "andra", 1))
	comes(t, ctx, "Den andra texten.")

	broken := strings.NewReplacer("första", "tredje", "status: ", "status: [").Replace(sample)
	p.save(t, samplePath, broken)
	comes(t, ctx, "Den tredje texten.")
	if heading := evaluate[string](t, ctx, `document.querySelector("h2").textContent`); !strings.Contains(heading, "Genomförande") {
		t.Errorf("with broken front matter the heading is %q", heading)
	}

	unended := strings.NewReplacer("första", "fjärde", "textbearbetning\n---\n", "textbearbetning\n").Replace(sample)
	p.save(t, samplePath, unended)
	comes(t, ctx, "Den fjärde texten.")

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

// TestNotFound holds that an address that leads nowhere is answered as such,
// with a page that leads on.
func TestNotFound(t *testing.T) {
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
