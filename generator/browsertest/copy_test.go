package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"provtryck/generator/content"
	"provtryck/generator/document"
	texts "provtryck/generator/site"
)

// TestCopy copies every text through the clipboard into TinyMCE, of the version that today's Optimizely has
// and of the newest: the editor has the words of the text in order, its headings, and nothing of the preview.
func TestCopy(t *testing.T) {
	t.Parallel()
	source := testdataSite(t)
	server := site(t)
	ctx, _ := browser(t)
	for _, version := range []string{"tinymce6", "tinymce8"} {
		editor := openEditor(t, ctx, version)
		for _, a := range source.Articles {
			if a.MadeUp {
				continue
			}
			got := copied(t, ctx, editor, server.URL+a.URL)
			want := words(a)
			if !slices.Equal(got.Words, want) {
				t.Errorf("%s, %s: %s", version, a.Doc.Name, firstDifference(got.Words, want))
			}
			if headings := headingsOf(a); !slices.Equal(got.Headings, headings) {
				t.Errorf("%s, %s: the headings are %q, not %q", version, a.Doc.Name, got.Headings, headings)
			}
			if len(got.Faults) > 0 {
				t.Errorf("%s, %s: %q", version, a.Doc.Name, got.Faults)
			}
		}
	}
}

// TestCopyIsNeeded checks that what TestCopy looks for is there when nothing cleans the copy.
func TestCopyIsNeeded(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	editor := openEditor(t, ctx, "tinymce8")
	unclean := chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(`addEventListener("copy", (event) => event.stopImmediatePropagation(), true)`).Do(ctx)
		return err
	})
	if err := chromedp.Run(ctx, unclean); err != nil {
		t.Fatal(err)
	}
	if got := copied(t, ctx, editor, server.URL+article); len(got.Faults) < 10 {
		t.Errorf("only %q", got.Faults)
	}
}

// testdataSite is the site of the texts in testdata.
func testdataSite(t *testing.T) *texts.Site {
	t.Helper()
	folder, err := content.Open(filepath.Join("..", "testdata", "content"))
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	sources, err := content.NewReader(nil).Read(folder.FS(), "")
	if err != nil {
		t.Fatal(err)
	}
	return texts.New(sources)
}

// openEditor opens TinyMCE in a tab of its own.
func openEditor(t *testing.T, ctx context.Context, version string) context.Context {
	t.Helper()
	folder := filepath.Join("..", "..", ".ci", "node_modules", version)
	if _, err := os.Stat(filepath.Join(folder, "tinymce.min.js")); err != nil {
		missing(t, version)
	}
	files := http.FileServer(http.Dir(folder))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			files.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!DOCTYPE html><title>TinyMCE</title><textarea id="e"></textarea><script src="/tinymce.min.js"></script>
<script>tinymce.init({selector: "#e", license_key: "gpl", plugins: "lists link table anchor", menubar: false, promotion: false, branding: false,
	convert_urls: false, init_instance_callback: () => { document.title = "ready" }})</script>`)
	}))
	t.Cleanup(server.Close)
	tab, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Run(tab, chromedp.Navigate(server.URL+"/")); err != nil {
		t.Fatal(err)
	}
	becomes(t, tab, `document.title === "ready"`)
	return tab
}

// A paste is what an editor has after something was put into it.
type paste struct {
	Words    []string
	Headings []string // "2 Syfte"
	Faults   []string // what somebody must take away by hand
}

// copied copies the text of a page into the editor.
func copied(t *testing.T, ctx, editor context.Context, address string) paste {
	t.Helper()
	open(t, ctx, address)
	evaluate[any](t, ctx, `{
		const range = document.createRange();
		range.selectNodeContents(document.querySelector(".article__body"));
		for (const cards of document.querySelectorAll(".article__body .article__cards")) range.setEndBefore(cards);
		getSelection().removeAllRanges();
		getSelection().addRange(range);
	}`)
	pressCommand(t, ctx, "c", "copy")
	return pasted(t, ctx, editor)
}

// pasted returns what an editor has after what was copied in another tab has been pasted.
func pasted(t *testing.T, ctx, editor context.Context) paste {
	t.Helper()
	evaluate[any](t, editor, `{ const e = tinymce.get("e"); e.setContent(""); e.focus(); }`)
	if err := chromedp.Run(editor, page.BringToFront()); err != nil {
		t.Fatal(err)
	}
	pressCommand(t, editor, "v", "paste")
	becomes(t, editor, `tinymce.get("e").getContent() !== ""`)
	var p paste
	said := evaluate[string](t, editor, `{
		const part = document.createElement("div");
		part.innerHTML = tinymce.get("e").getContent();
		const faults = [];
		for (const e of part.querySelectorAll("*"))
			for (const { name, value } of e.attributes)
				if (/^(class|id|style|data-.*|role|aria-.*|tabindex)$/.test(name) || name === "href" && !/^(https?:\/\/(?!127)|mailto:|tel:)/.test(value))
					faults.push(e.localName + " " + name + "=" + value);
		for (const e of part.querySelectorAll("button, section, div, article, details, ins, del, img")) faults.push(e.localName);
		for (const e of part.querySelectorAll("p, h1, h2, h3, h4, h5, h6, li")) {
			if (!e.textContent.trim() && !e.querySelector("br")) faults.push("empty " + e.localName);
			if (/[#↩]/.test(e.textContent)) faults.push(e.textContent);
		}
		const headings = [...part.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((h) => h.localName[1] + " " + h.textContent.replace(/\s+/g, " ").trim());
		for (const e of part.querySelectorAll("p, li, td, th, h1, h2, h3, h4, h5, h6, br, pre, blockquote")) e.before(" ");
		JSON.stringify({ Words: part.textContent.split(/\s+/).filter(Boolean), Headings: headings, Faults: faults });
	}`)
	if err := json.Unmarshal([]byte(said), &p); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Run(ctx, page.BringToFront()); err != nil {
		t.Fatal(err)
	}
	return p
}

// pressCommand presses Ctrl and a key, which the browser takes as one of its editing commands.
func pressCommand(t testing.TB, ctx context.Context, key, command string) {
	t.Helper()
	upper := strings.ToUpper(key)
	press := input.DispatchKeyEvent(input.KeyDown).WithKey(key).WithCode("Key" + upper).WithModifiers(input.ModifierCtrl).
		WithWindowsVirtualKeyCode(int64(upper[0])).WithCommands([]string{command})
	if err := chromedp.Run(ctx, press); err != nil {
		t.Fatal(err)
	}
}

// words are those of the body of a text, as they are to be at the target.
func words(a *texts.Article) []string {
	var b strings.Builder
	tokens := func(tokens []document.Token) {
		for _, token := range tokens {
			switch token.Kind {
			case document.PictureToken:
				b.WriteString("[Bild: " + a.Doc.Links[token.Number].Text + "]")
			case document.ReferenceToken:
				fmt.Fprintf(&b, "[%d]", token.Number)
			default:
				b.WriteString(document.TextOf([]document.Token{token}))
			}
		}
	}
	var blocks func([]document.Block)
	blocks = func(list []document.Block) {
		for _, block := range list {
			if block.Kind != document.Text && block.Kind != document.Targeted {
				b.WriteString(" " + block.Title + " ")
			}
			tokens(block.Tokens)
			b.WriteByte(' ')
			blocks(block.Blocks)
		}
	}
	blocks(a.Doc.Intro)
	a.Doc.All(func(s *document.Section, _ []*document.Section) {
		b.WriteByte(' ')
		tokens(s.Heading)
		b.WriteByte(' ')
		blocks(s.Blocks)
	})
	return strings.Fields(b.String())
}

func headingsOf(a *texts.Article) []string {
	var headings []string
	a.Doc.All(func(s *document.Section, within []*document.Section) {
		headings = append(headings, fmt.Sprintf("%d %s", min(2+len(within), 6), strings.Join(strings.Fields(s.Title), " ")))
	})
	return headings
}

func firstDifference(got, want []string) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	return fmt.Sprintf("%d words, not %d; from word %d on %q, not %q", len(got), len(want), i,
		got[i:min(i+8, len(got))], want[i:min(i+8, len(want))])
}

const copiedText = `---
titel: Prov av sidan
mall: kunskapsstod
ingress: En ingress.
version: "0.1"
status: textbearbetning
---

## Genomförande

Ge **5 mg** till vuxna (prioritet 3), se [planen](prov.md), [den andra](annan.md) och [källan](https://example.org/a?b=1&c=2).[^1]

- Ring
  - hem
  - till *skolan*
- Skriv

7. Sju
8. Åtta

::: viktigt Ring alltid
Inte <b>sen</b>.
:::

### För skolan {Elevhälsa}

| Ålder | Dos |
| --- | --- |
| 6–12 år | 5 mg<br>två gånger |

Rad ett\
rad två [coping]{en}

[^1]: En källa.
`

// TestCopyParts copies parts of a text: what is in the middle of a list or a table is still one, and both forms
// of the copy say what is selected, no less and no more.
func TestCopyParts(t *testing.T) {
	t.Parallel()
	p := serve(t, map[string]string{samplePath: copiedText, "kliniska-kunskapsstod/annan.md": strings.Replace(sample, "mall:", "adress: https://www.1177.se/exempel/\nmall:", 1)})
	ctx := p.open(t, sampleURL)
	evaluate[any](t, ctx, `globalThis.copied = (from, to = from) => {
		const range = document.createRange();
		range.setStartBefore(document.querySelector(from));
		range.setEndAfter(document.querySelector(to));
		getSelection().removeAllRanges();
		getSelection().addRange(range);
		const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
		document.body.dispatchEvent(event);
		const data = (type) => event.clipboardData.getData("text/" + type);
		return event.defaultPrevented ? data("html").replace(/\s*\n\s*/g, "") + "\n---\n" + data("plain") : "";
	}`)
	for _, c := range []struct{ from, to, want string }{
		{"#genomforande", "", "<h2>Genomförande</h2>\n---\nGenomförande"},
		{".section__panel > p", "", `<p>Ge <strong>5 mg</strong> till vuxna (prioritet 3), se planen, <a href="https://www.1177.se/exempel/">den andra</a> och <a href="https://example.org/a?b=1&amp;c=2">källan</a>.[1]</p>` +
			"\n---\nGe 5 mg till vuxna (prioritet 3), se planen, den andra och källan.[1]"},
		{".section__panel > ul > li ul > li:last-child em", "", "<ul><li><ul><li><em>skolan</em></li></ul></li></ul>\n---\n• • skolan"},
		{".section__panel > ul > li ul > li:last-child", ".section__panel > ul > li:last-child",
			"<ul><li><ul><li>till <em>skolan</em></li></ul></li><li>Skriv</li></ul>\n---\n• • till skolan\n• Skriv"},
		{".section__panel > ul", ".section__panel > ol",
			"<ul><li>Ring<ul><li>hem</li><li>till <em>skolan</em></li></ul></li><li>Skriv</li></ul>" + `<ol start="7"><li>Sju</li><li>Åtta</li></ol>` +
				"\n---\n• Ring\n   • hem\n   • till skolan\n• Skriv\n\n7. Sju\n8. Åtta"},
		{".box", "", "<p><strong>Ring alltid</strong></p><p>Inte <code>&lt;b&gt;</code>sen<code>&lt;/b&gt;</code>.</p>\n---\nRing alltid\n\nInte <b>sen</b>."},
		{"#for-skolan", "table", `<h3>För skolan</h3><table><thead><tr><th scope="col">Ålder</th><th scope="col">Dos</th></tr></thead>` +
			"<tbody><tr><td>6–12 år</td><td>5 mg<br>två gånger</td></tr></tbody></table>\n---\nFör skolan\n\nÅlder\tDos\n6–12 år\t5 mg två gånger"},
		{"td:last-child", "", "<table><tbody><tr><td>5 mg<br>två gånger</td></tr></tbody></table>\n---\n5 mg två gånger"},
		{".table-scroll + p, table + p", "", `<p>Rad ett<br>rad två <span lang="en">coping</span></p>` + "\n---\nRad ett\nrad två coping"},
		{"h1", ".lead", "<h1>Prov av sidan</h1><p>En ingress.</p>\n---\nProv av sidan\n\nEn ingress."},
		{"ol.footnotes li", "", "<ol><li><p>En källa.</p></li></ol>\n---\n1. En källa."},
		{".site-footer, footer", "", ""}, // as the browser does it
	} {
		got := evaluate[string](t, ctx, fmt.Sprintf("copied(%q, %q || undefined)", c.from, c.to))
		if got != c.want {
			t.Errorf("%s to %s:\n%s\nwant\n%s", c.from, c.to, got, c.want)
		}
	}

	// What is folded is copied, what is not for the reader is not.
	evaluate[any](t, ctx, `document.querySelector("#genomforande button").click()`)
	if got := evaluate[string](t, ctx, `copied("h1", "#genomforande + *")`); !strings.Contains(got, "Ge 5 mg till") || !strings.Contains(got, "5 mg två gånger") {
		t.Errorf("folded, the copy is %s", got)
	}
	evaluate[any](t, ctx, `document.querySelector("#sec-for-skolan").classList.add("is-left-out")`)
	if got := evaluate[string](t, ctx, `copied("h1", "#genomforande + *")`); strings.Contains(got, "5 mg två gånger") || !strings.Contains(got, "Ge 5 mg till") {
		t.Errorf("for another reader the copy is %s", got)
	}
}
