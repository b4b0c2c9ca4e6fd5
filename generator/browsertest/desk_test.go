package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
)

// deskTexts are texts with boxes, tables, footnotes, audiences, links and lists.
var deskTexts = []string{
	article,
	"/vard-och-insatsprogram/depression-och-angestsyndrom/niva-och-process/stegvis-vard/",
	"/kliniska-kunskapsstod/samordnad-individuell-plan/",
	"/vard-och-insatsprogram/adhd/",
	"/vard-och-insatsprogram/adhd/behandling-och-stod/",
}

// TestCopyDesk copies five texts part by part, and whole, with the keyboard into TinyMCE: it has the words of
// each part in order, and nothing of the preview.
func TestCopyDesk(t *testing.T) {
	t.Parallel()
	source := testdataSite(t)
	server := site(t)
	ctx, complaints := browser(t)
	editor := openEditor(t, ctx, "tinymce6")
	parts := 0
	for _, url := range deskTexts {
		a := source.ByURL(url)
		if a == nil {
			t.Fatalf("there is no text at %s", url)
		}
		open(t, ctx, server.URL+url+"inlaggning/")
		text := source.Transfer(a)
		var all []string
		for i, block := range text.Blocks {
			parts++
			copyPart(t, ctx, fmt.Sprintf("#del-0-%d .desk__button", i+1))
			got := pasted(t, ctx, editor)
			if want := wordsOf(t, block.HTML); !slices.Equal(got.Words, want) {
				t.Errorf("%s, part %d: %s", url, i+1, firstDifference(got.Words, want))
			}
			if len(got.Faults) > 0 {
				t.Errorf("%s, part %d: %q", url, i+1, got.Faults)
			}
			all = append(all, got.Words...)
		}
		copyPart(t, ctx, "[data-whole] .desk__button")
		got := pasted(t, ctx, editor)
		if !slices.Equal(got.Words, all) {
			t.Errorf("%s, whole: %s", url, firstDifference(got.Words, all))
		}
		if len(got.Faults) > 0 {
			t.Errorf("%s, whole: %q", url, got.Faults)
		}
		if missing := notInOrder(all, words(a)); missing != "" {
			t.Errorf("%s: %q of the text is not copied in its place", url, missing)
		}
		copyPart(t, ctx, `[data-name="Rubrik"] .desk__button`)
		if got := pasted(t, ctx, editor); !slices.Equal(got.Words, strings.Fields(a.Title)) {
			t.Errorf("%s: the title is pasted as %q", url, got.Words)
		}
	}
	if parts < 40 {
		t.Errorf("only %d parts", parts)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// copyPart presses a button with the keyboard, and waits until it says that it has copied.
func copyPart(t *testing.T, ctx context.Context, button string) {
	t.Helper()
	evaluate[any](t, ctx, `for (const b of document.querySelectorAll("[data-copied]")) b.removeAttribute("data-copied")`)
	press(t, ctx, button)
	becomes(t, ctx, fmt.Sprintf(`document.querySelector(%q).hasAttribute("data-copied")`, button))
}

// wordsOf returns the words of HTML.
func wordsOf(t *testing.T, src string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case slices.Contains([]string{"p", "li", "td", "th", "br", "h2", "h3", "h4", "blockquote"}, n.Data):
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// notInOrder returns the first of the wanted words that is not in its place; empty for none.
func notInOrder(got, want []string) string {
	for _, word := range want {
		i := slices.Index(got, word)
		if i < 0 {
			return word
		}
		got = got[i+1:]
	}
	return ""
}

const deskText = `---
titel: Prov av bordet
mall: kunskapsstod
ingress: En ingress.
version: "0.1"
status: klar
---

## Dos

Ge 5 mg till vuxna, se [den andra](annan.md).

::: viktigt
Ring alltid.
:::

Slut.
`

// TestCopyDeskTicks ticks parts in the local preview: ticks are there when the page is loaded again and are lost with
// a part that changes, go to a colleague as a file, and the program notes that the text is entered and asks first.
func TestCopyDeskTicks(t *testing.T) {
	t.Parallel()
	other := strings.Replace(sample, "mall:", "status: klar\nmall:", 1)
	p := serve(t, map[string]string{samplePath: deskText, "kliniska-kunskapsstod/annan.md": other})
	const url = sampleURL + "inlaggning/"
	ctx := p.open(t, url)
	progress := func(want string) {
		t.Helper()
		becomes(t, ctx, fmt.Sprintf(`document.querySelector("[data-progress]").textContent === %q`, want))
	}
	progress("0 av 7 delar inlagda.") // three fields and four parts
	toggle := func(part string) {
		t.Helper()
		if err := chromedp.Run(ctx, chromedp.Focus(part+" input[type=checkbox]", chromedp.ByQuery), chromedp.KeyEvent(" ")); err != nil {
			t.Fatal(err)
		}
	}
	toggle("#del-0-2")
	toggle("#del-0-4")
	progress("2 av 7 delar inlagda.")
	open(t, ctx, p.address+url)
	progress("2 av 7 delar inlagda.")

	p.save(t, samplePath, strings.Replace(deskText, "5 mg", "3 mg", 1))
	progress("1 av 7 delar inlagda.")
	if evaluate[bool](t, ctx, `document.querySelector("#del-0-2 input").checked`) {
		t.Error("a part that has changed is ticked")
	}

	_, file := downloaded(t, ctx, ".desk-file .desk__button")
	var saved struct{ Inlaggning map[string][]string }
	if err := json.Unmarshal(file, &saved); err != nil || len(saved.Inlaggning[samplePath]) != 2 {
		t.Fatalf("the file is %s: %v", file, err)
	}
	evaluate[any](t, ctx, `localStorage.clear()`)
	open(t, ctx, p.address+url)
	progress("0 av 7 delar inlagda.")
	for name, content := range map[string]string{"andra.json": "{}", "trasig.json": "[", "bockar.json": string(file)} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Run(ctx, chromedp.SetUploadFiles(".desk-file__choose", []string{path}, chromedp.ByQuery)); err != nil {
			t.Fatal(err)
		}
		want := "Filen har inga bockar"
		if name == "bockar.json" {
			want = "Inläst: 2 bockar i 1 text."
		}
		becomes(t, ctx, fmt.Sprintf(`document.querySelector(".desk-file__status").textContent.startsWith(%q)`, want))
	}
	progress("1 av 7 delar inlagda.")

	press(t, ctx, ".desk__form button")
	becomes(t, ctx, `document.querySelector(".desk__form pre")?.textContent.startsWith("6 delar har ingen bock.")`)
	if err := chromedp.Run(ctx, chromedp.KeyEvent("\r")); err != nil { // the focus is on the button
		t.Fatal(err)
	}
	has(t, p, samplePath, "\ninlagd: {datum: ")
	progress("7 av 7 delar inlagda.")
	data, err := os.ReadFile(filepath.Join(p.content, filepath.FromSlash(samplePath)))
	if err != nil {
		t.Fatal(err)
	}
	p.save(t, samplePath, strings.Replace(string(data), "Slut.", "Slut nu.", 1))
	comes(t, ctx, "Byt: stycke ”Slut nu.”")
	progress("6 av 7 delar inlagda.")

	// What is taken away is a thing to do too: without its tick not all is entered, and there is nothing to copy.
	p.save(t, samplePath, strings.Replace(string(data), "::: viktigt\nRing alltid.\n:::\n\n", "", 1))
	comes(t, ctx, "Ta bort 1 del mellan")
	progress("6 av 7 delar inlagda.")
	if evaluate[bool](t, ctx, `document.querySelector("#borttaget-1 .desk__button") !== null`) {
		t.Error("there is a button that copies nothing")
	}
	toggle("#borttaget-1")
	progress("7 av 7 delar inlagda.")
}

// TestCopyDeskPages checks both pages on a desk and a phone, on paper and without scripts.
func TestCopyDeskPages(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	server := site(t)
	ctx, complaints := browser(t)
	for _, url := range []string{"/inlaggning/", article + "inlaggning/", deskTexts[2] + "inlaggning/"} {
		atAllWidths(t, ctx, axe, server.URL, url)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
	var text string
	err = chromedp.Run(ctx, emulation.SetEmulatedMedia().WithMedia("print"), chromedp.Navigate(server.URL+deskTexts[2]+"inlaggning/"), chromedp.Text("main", &text))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, "Görs för hand") || strings.Contains(text, "Kopiera hela") {
		t.Errorf("on paper is\n%s", text)
	}
	err = chromedp.Run(ctx, emulation.SetEmulatedMedia(), emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(server.URL+article+"inlaggning/"),
		chromedp.Text("main", &text))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Utan JavaScript finns inga knappar här", "Rubrik", "Boendestöd", "Knyta ihop"} {
		if !strings.Contains(text, want) {
			t.Errorf("without scripts there is no %q", want)
		}
	}
}

// TestCopyDeskFromDisk copies a part of a text that is opened from a pack, in a browser with the newer clipboard and in
// one without: both put the same on it, and the tick is there when the page is opened again.
func TestCopyDeskFromDisk(t *testing.T) {
	t.Parallel()
	folder := unpacked(t)
	page := folder + article + "inlaggning/index.html"
	for _, before := range []string{"", "delete globalThis.ClipboardItem"} {
		ctx, _ := browser(t)
		editor := openEditor(t, ctx, "tinymce6")
		if err := chromedp.Run(ctx, beforeLoad(before)); err != nil {
			t.Fatal(err)
		}
		open(t, ctx, page)
		want := strings.Fields(evaluate[string](t, ctx, `document.querySelector("#del-0-2 .desk__html").textContent`))
		copyPart(t, ctx, "#del-0-2 .desk__button")
		if got := pasted(t, ctx, editor); len(want) == 0 || !slices.Equal(got.Words, want) || len(got.Faults) > 0 {
			t.Errorf("with %q the editor has %q, %q, want %q", before, got.Words, got.Faults, want)
		}
		if err := chromedp.Run(ctx, chromedp.Focus("#del-0-2 input", chromedp.ByQuery), chromedp.KeyEvent(" ")); err != nil {
			t.Fatal(err)
		}
		open(t, ctx, page)
		becomes(t, ctx, `document.querySelector("#del-0-2 input").checked && document.querySelector("[data-progress]").textContent.startsWith("1 av ")`)
	}
}
