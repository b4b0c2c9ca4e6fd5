package browsertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const handledComments = `synpunkter:
  - id: 11111111-aaaa
    från: Kurator
    organisation: Region Exempel
    datum: 2027-03-04
    slag: sakfel
    avsnitt: genomforande
    citat: Den första texten.
    synpunkt: Är det rätt?
    förslag: Den bästa texten.
    status: ny
`

// TestHandling answers a comment and takes over its suggestion in the local preview, with the keyboard: the
// files have it, the page follows, and axe-core finds nothing in the forms.
func TestHandling(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	const file = "_projekt/synpunkter/utan-omgang/kliniska-kunskapsstod/prov.yaml"
	p := serve(t, map[string]string{samplePath: sample, file: handledComments})
	ctx := p.open(t, "/granskning/synpunkter/")
	for _, v := range violations(t, ctx, axe) {
		t.Errorf("the list: %s", v)
	}
	if err := chromedp.Run(ctx,
		chromedp.Navigate(p.address+sampleURL),
		chromedp.Evaluate(`document.querySelectorAll("details.received, .received-comment__handle").forEach(d => { d.open = true })`, nil),
		chromedp.WaitVisible(`form[data-action=synpunkt] button`, chromedp.ByQuery),
	); err != nil {
		t.Fatal(err)
	}
	for _, v := range violations(t, ctx, axe) {
		t.Errorf("the text: %s", v)
	}
	if err := chromedp.Run(ctx,
		chromedp.Focus(`select[name=status]`, chromedp.ByQuery),
		chromedp.SendKeys(`select[name=status]`, "Besvarad", chromedp.ByQuery),
		chromedp.SendKeys(`textarea[name=svar]`, "Ja, det är rätt.", chromedp.ByQuery),
		chromedp.SendKeys(`input[name=av]`, "Redaktionen\r", chromedp.ByQuery), // Enter sends
	); err != nil {
		t.Fatal(err)
	}
	has(t, p, file, "    status: besvarad\n    svar: Ja, det är rätt.\n    av: Redaktionen\n")
	comes(t, ctx, "Ja, det är rätt.")
	if err := chromedp.Run(ctx,
		chromedp.Evaluate(`document.querySelectorAll("details.received, .received-comment__handle").forEach(d => { d.open = true })`, nil),
		chromedp.SendKeys(`form[data-action=forslag] button`, "\r", chromedp.ByQuery),
		chromedp.WaitVisible(`form[data-action=forslag] pre`, chromedp.ByQuery),
	); err != nil {
		t.Fatal(err)
	}
	has(t, p, samplePath, sample) // until it is confirmed
	if lines := evaluate[string](t, ctx, `document.querySelector("form[data-action=forslag] pre").textContent`); lines != "− Den första texten.\n+ Den bästa texten.\n" {
		t.Errorf("the lines that would change are %q", lines)
	}
	if err := chromedp.Run(ctx, chromedp.KeyEvent("\r")); err != nil { // the focus is on the button
		t.Fatal(err)
	}
	has(t, p, samplePath, strings.Replace(sample, "första", "bästa", 1))
	comes(t, ctx, "Den bästa texten.")
}

// has waits until a file has a text.
func has(t *testing.T, p *preview, name, want string) {
	t.Helper()
	var got string
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		data, err := os.ReadFile(filepath.Join(p.content, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if got = string(data); strings.Contains(got, want) {
			return
		}
	}
	t.Errorf("%s has\n%s\nwant\n%s", name, got, want)
}

// TestDecide follows the link "Besluta" of a part of an old text with the keyboard: the form is open, and what is chosen is in the project's file.
func TestDecide(t *testing.T) {
	t.Parallel()
	const original = "---\nkälla: gammal.docx\nhämtad: 2026-01-02\n---\n\n# Prov\n\nRing alltid familjens egen kontaktperson.\n"
	p := serve(t, map[string]string{samplePath: sample, "_projekt/original/" + samplePath: original})
	ctx := p.open(t, sampleURL+"redovisning/")
	if err := chromedp.Run(ctx, chromedp.SendKeys(`[data-missing] .account__decide a`, "\r", chromedp.ByQuery)); err != nil {
		t.Fatal(err)
	}
	becomes(t, ctx, `document.querySelector(":target details.account__decide")?.open === true`)
	if err := chromedp.Run(ctx,
		chromedp.SendKeys(`:target select[name=blev]`, "Struket", chromedp.ByQuery),
		chromedp.SendKeys(`:target input[name=varfor]`, "Gäller inte längre\r", chromedp.ByQuery),
	); err != nil {
		t.Fatal(err)
	}
	comes(t, ctx, "redaktionens beslut")
	has(t, p, "_projekt/redovisning/"+strings.TrimSuffix(samplePath, ".md")+".yaml", "blev: struket")
}
