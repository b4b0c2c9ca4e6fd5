package browsertest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestPaste takes what Word puts on the clipboard through the clipboard into the page for that, with
// the keyboard, saves it as a new text, and puts it into a section of another.
func TestPaste(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	archive, err := txtar.ParseFile(filepath.Join("..", "intake", "testdata", "pages", "word-clipboard.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	word, err := json.Marshal(string(archive.Files[0].Data))
	if err != nil {
		t.Fatal(err)
	}
	p := serve(t, map[string]string{samplePath: sample})
	ctx := p.open(t, "/klistra-in/")
	// Word's own HTML, as it is: what a page writes with the newer means is cleaned.
	evaluate[any](t, ctx, `{
		document.addEventListener("copy", (event) => {
			event.clipboardData.setData("text/html", `+string(word)+`);
			event.clipboardData.setData("text/plain", "Krisplan");
			event.preventDefault();
		}, { once: true });
		document.querySelector("#klistra").value = "Krisplan";
		document.querySelector("#klistra").select(); // without a selection nothing is copied
	}`)
	pressed := func(key, command string) {
		t.Helper()
		press := input.DispatchKeyEvent(input.KeyDown).WithKey(key).WithCode("Key" + strings.ToUpper(key)).WithModifiers(input.ModifierCtrl).
			WithWindowsVirtualKeyCode(int64(strings.ToUpper(key)[0])).WithCommands([]string{command})
		if err := chromedp.Run(ctx, chromedp.Focus("#klistra", chromedp.ByQuery), press); err != nil {
			t.Fatal(err)
		}
	}
	pressed("c", "copy")
	pasted := func() {
		t.Helper()
		pressed("v", "paste")
		becomes(t, ctx, `document.querySelector(".paste__said").textContent.includes("ord är lästa")`)
	}
	pasted()
	markdown := evaluate[string](t, ctx, `document.querySelector(".paste__markdown").value`)
	for _, want := range []string{"- Gå igenom läget\n  - med personen", "1. Ring", "[^1]: Nationella riktlinjer.", "| Ålder | Dos |"} {
		if !strings.Contains(markdown, want) {
			t.Errorf("the Markdown lacks %q:\n%s", want, markdown)
		}
	}
	for place, want := range map[string]string{
		".paste__came": "Gå igenom läget", ".paste__shown": "Gå igenom läget", ".paste__remarks": "En kommentar",
	} {
		if said := evaluate[string](t, ctx, `document.querySelector("`+place+`").textContent`); !strings.Contains(said, want) {
			t.Errorf("%s has %q, not %q", place, said, want)
		}
	}
	for _, width := range []int64{1280, 390} {
		if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(width, 900, 1, width < 500)); err != nil {
			t.Fatal(err)
		}
		for _, v := range violations(t, ctx, axe) {
			t.Errorf("%d wide: %s", width, v)
		}
		if wide := evaluate[int](t, ctx, `document.documentElement.scrollWidth`); wide > int(width) {
			t.Errorf("%d wide: the page is %d", width, wide)
		}
	}

	// A new text, with the keyboard: from the title on with Tab, to the button.
	if err := chromedp.Run(ctx, chromedp.Focus("#titel", chromedp.ByQuery), chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)),
		chromedp.KeyEvent("Krisplan, två åt gången"), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent("Klin"), chromedp.KeyEvent(kb.Tab)); err != nil {
		t.Fatal(err)
	}
	if name := evaluate[string](t, ctx, `document.querySelector("#namn").value + " " + document.querySelector("#mapp").value`); name != "krisplan-tva-at-gangen kliniska-kunskapsstod" {
		t.Errorf("the name and the folder are %q", name)
	}
	tabTo(t, ctx, "Spara som ny text")
	becomes(t, ctx, `document.querySelector("form[data-action=ny-text] [role=status]")?.textContent.startsWith("Texten är sparad")`)
	has(t, p, "kliniska-kunskapsstod/krisplan-tva-at-gangen.md", "titel: \"Krisplan, två åt gången\"\n")
	has(t, p, "kliniska-kunskapsstod/krisplan-tva-at-gangen.md", "- Gå igenom läget\n  - med personen")
	has(t, p, "_projekt/original/kliniska-kunskapsstod/krisplan-tva-at-gangen.md", "källa: \"urklipp\"\n")
	becomes(t, ctx, `document.querySelector("form[data-action=ny-text] [role=status] a")?.pathname === "/kliniska-kunskapsstod/krisplan-tva-at-gangen/"`)
	press(t, ctx, "form[data-action=ny-text] button") // again: nothing is lost
	becomes(t, ctx, `document.querySelector("form[data-action=ny-text] [role=status]").textContent.includes("finns redan")`)

	// In a section: seen first, then saved.
	before, err := os.ReadFile(filepath.Join(p.content, filepath.FromSlash(samplePath)))
	if err != nil {
		t.Fatal(err)
	}
	evaluate[any](t, ctx, `location.href = "/klistra-in/?text=`+samplePath+`"`)
	becomes(t, ctx, `document.querySelector("#avsnitt")?.options.length > 1`)
	pasted()
	evaluate[any](t, ctx, `document.querySelector("#avsnitt").selectedIndex = 1`)
	press(t, ctx, "form[data-action=i-avsnitt] button:not([type])")
	becomes(t, ctx, `document.querySelector("form[data-action=i-avsnitt] pre")?.textContent.includes("+ - Gå igenom läget")`)
	has(t, p, samplePath, string(before))
	if err := chromedp.Run(ctx, chromedp.KeyEvent("\r")); err != nil {
		t.Fatal(err)
	}
	has(t, p, samplePath, "\n- Gå igenom läget\n")
	after, err := os.ReadFile(filepath.Join(p.content, filepath.FromSlash(samplePath)))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(before)) {
		if !strings.Contains(string(after), line) {
			t.Errorf("the text has lost %q", line)
		}
	}

	// A file, by the means that a person has: one that cannot be read is told of.
	file := filepath.Join(t.TempDir(), "Gammal text.txt")
	if err := os.WriteFile(file, []byte("Första stycket.\n\n•\tEn punkt\n•\tEn till"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Run(ctx, chromedp.SetUploadFiles("#fil", []string{file}, chromedp.ByQuery)); err != nil {
		t.Fatal(err)
	}
	becomes(t, ctx, `document.querySelector(".paste__markdown").value.includes("- En punkt\n- En till")`)
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Run(ctx, chromedp.SetUploadFiles("#fil", []string{file}, chromedp.ByQuery)); err != nil {
		t.Fatal(err)
	}
	becomes(t, ctx, `document.querySelector(".paste__said").textContent === "Filen är tom." && document.querySelector(".paste__result").hidden`)
}
