package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// beforeLoad runs a script in every page that is opened, before its own.
func beforeLoad(script string) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(script).Do(ctx)
		return err
	})
}

// chosen is a view of the article that leaves out one of its sections.
const (
	chosen = article + "?som=distriktslakare&visning=dolj"
	left   = "att-ansoka-och-fa-beslut"
)

// TestReaderUnused checks that a page where the reader of its address cannot be
// shown says so, names no reader and leaves nothing out.
func TestReaderUnused(t *testing.T) {
	t.Parallel()
	server := site(t)
	for name, without := range map[string]chromedp.Action{
		"no scripts":        emulation.SetScriptExecutionDisabled(true),
		"not loaded":        network.SetBlockedURLs([]string{"*/site.js"}),
		"fails at once":     beforeLoad(`delete window.Map`),
		"no panel":          beforeLoad(`delete window.Option`),
		"no address":        beforeLoad(`delete window.URL`),
		"fails half-way":    beforeLoad(`const add = DOMTokenList.prototype.add; let n = 0; DOMTokenList.prototype.add = function (...names) { if (names[0] === "is-left-out" && n++) throw new Error("half-way"); add.apply(this, names); }`),
		"fails at the end":  beforeLoad(`const prepend = Element.prototype.prepend; Element.prototype.prepend = function (...nodes) { if (this.matches("main")) throw new Error("end"); prepend.apply(this, nodes); }`),
		"another's failure": beforeLoad(`document.addEventListener = () => { throw new Error("listener"); }`),
	} {
		t.Run(name, func(t *testing.T) {
			ctx, _ := browser(t)
			const notice = "Allt visas, för alla läsare: Visa som fungerar inte här."
			var seen struct{ Bar, Body string }
			err := chromedp.Run(ctx, without, chromedp.Navigate(server.URL+chosen))
			for end := time.Now().Add(patience); err == nil && !strings.Contains(seen.Body, notice) && time.Now().Before(end); {
				err = chromedp.Run(ctx, chromedp.Text(".reader__open", &seen.Bar, chromedp.ByQuery),
					chromedp.Text("body", &seen.Body, chromedp.ByQuery))
			}
			if err != nil {
				t.Fatal(err)
			}
			if seen.Bar != "Visa som" {
				t.Errorf("the bar says %q", seen.Bar)
			}
			for _, want := range []string{notice, "Att ansöka och få beslut"} {
				if !strings.Contains(seen.Body, want) {
					t.Errorf("%q is not shown", want)
				}
			}
			for _, not := range []string{"dolda för den här läsaren", "Visas som"} {
				if strings.Contains(seen.Body, not) {
					t.Errorf("it says %q", not)
				}
			}
		})
	}
}

// newer takes away what is newer than the oldest browsers that we promise to work
// in: Chrome and Edge 99, Safari 15.4, Firefox 104.
const newer = `
for (const [owner, names] of [
	[Array, ["fromAsync"]], [Array.prototype, ["toReversed", "toSorted", "toSpliced", "with"]],
	[Object, ["groupBy"]], [Map, ["groupBy"]], [Promise, ["withResolvers", "try"]], [RegExp, ["escape"]],
	[Set.prototype, ["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"]],
	[String.prototype, ["isWellFormed", "toWellFormed"]], [URL, ["canParse", "parse"]],
	[URLSearchParams.prototype, ["size"]], [Element.prototype, ["checkVisibility", "setHTMLUnsafe", "moveBefore", "currentCSSZoom"]],
	[HTMLElement.prototype, ["showPopover", "hidePopover", "togglePopover", "popover"]],
	[Document.prototype, ["startViewTransition"]], [AbortSignal, ["any", "timeout"]],
	[Iterator.prototype, ["map", "filter", "take", "drop", "flatMap", "reduce", "toArray", "forEach", "some", "every", "find"]],
	[window, ["Iterator", "navigation", "Highlight", "CloseWatcher", "onscrollend", "scheduler", "Temporal"]],
]) for (const name of names) delete owner[name];
`

// TestOldestBrowser shows a reader, sorts, follows the contents, comments and steps between
// changes in a browser without what is newer than the oldest that we promise to work in.
func TestOldestBrowser(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, compared(t))
	ctx, complaints := browser(t)
	if err := chromedp.Run(ctx, beforeLoad(newer)); err != nil {
		t.Fatal(err)
	}
	settled(t, ctx, server.URL+chosen)
	if !evaluate[bool](t, ctx, `!Array.prototype.toReversed && !window.Iterator`) {
		t.Fatal("nothing has been taken away")
	}
	if shown(t, ctx, left) || evaluate[bool](t, ctx, `document.querySelector(".reader__unused").getClientRects().length > 0`) {
		t.Error("the reader is not shown")
	}
	evaluate[any](t, ctx, `scrollTo(0, document.getElementById("kontakten-med-varden").getBoundingClientRect().top + scrollY - innerHeight / 5); null`)
	becomes(t, ctx, `document.querySelector(".contents__link[aria-current]") !== null`)
	for _, view := range []string{"?som=distriktslakare", "?visning=taggar", "?som=distriktslakare&jamfor=kurator-elevhalsa"} {
		open(t, ctx, server.URL+article+view)
	}
	open(t, ctx, server.URL+"/granskning/malgrupper/program/kliniska-kunskapsstod/")
	evaluate[any](t, ctx, `document.querySelectorAll(".matrix th button").forEach((button) => { button.click(); button.click(); })`)
	for _, url := range kinds {
		open(t, ctx, server.URL+url)
	}
	open(t, ctx, server.URL+article)
	evaluate[any](t, ctx, selectWords)
	press(t, ctx, ".comment-float")
	becomes(t, ctx, `document.activeElement.matches(".comment-form textarea")`)
	evaluate[any](t, ctx, `{ document.execCommand("insertText", false, "Fel ord."); document.querySelector(".comment-form .comment-action--main").click(); }`)
	becomes(t, ctx, commentsShown+`.join() === "Fel ord."`)
	press(t, ctx, ".comments__bar button")
	becomes(t, ctx, `document.querySelector(".comments__panel a[href^=mailto]")`)
	press(t, ctx, ".text-round__read")
	open(t, ctx, server.URL+changes+"?som=kurator-elevhalsa")
	open(t, ctx, server.URL+changedText)
	press(t, ctx, ".change-steps__button:last-child")
	becomes(t, ctx, `document.querySelector("[data-current]")`)
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestNothingKept chooses a reader in a browser that keeps nothing and does not let
// a page change its address: the choice holds, goes on by links, and it is said
// where it ends.
func TestNothingKept(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, complaints := browser(t)
	refuse := beforeLoad(`
		const refuse = () => { throw new DOMException("refused", "SecurityError"); };
		for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: refuse });
		History.prototype.replaceState = History.prototype.pushState = refuse;`)
	if err := chromedp.Run(ctx, refuse); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, server.URL+article)
	evaluate[any](t, ctx, `{
		document.querySelector(".reader-panel [value=distriktslakare]").click();
		const hide = document.querySelector(".reader-panel [value=dolj]");
		hide.checked = true;
		hide.dispatchEvent(new Event("change", { bubbles: true }));
	}`)
	if shown(t, ctx, left) {
		t.Error("the reader is not shown")
	}
	said := evaluate[string](t, ctx, `document.querySelector(".provtryck-bar").innerText`)
	for _, want := range []string{"Visa som: Distriktsläkare", "Webbläsaren sparar inte valet i adressen."} {
		if !strings.Contains(said, want) {
			t.Errorf("the bar does not say %q: %s", want, said)
		}
	}
	evaluate[any](t, ctx, `document.querySelector(".breadcrumb a[href*=behandling]").click()`)
	becomes(t, ctx, `location.search.includes("som=distriktslakare") && document.querySelector(".reader__name")?.textContent === ": Distriktsläkare"`)
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestNewer checks that scripts and style sheets have nothing that the oldest browsers
// do not know, but for what .ci/stylelint.config.mjs says may be missing.
func TestNewer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		tool   []string
		files  []string
		name   string   // of a file with what must be found
		newest []string // a line each
	}{
		{[]string{"eslint", "-c", ".ci/eslint.config.mjs"}, []string{"assets/js", "generator/preview"}, "new.js",
			[]string{"[].toSorted();", "requestIdleCallback(() => {});", "new ClipboardItem({});", "new Highlight();", `navigation.navigate("/");`}},
		{[]string{"stylelint", "--config", ".ci/stylelint.config.mjs"},
			[]string{"assets/css/**/*.css", "generator/preview/*.css"}, "new.css",
			[]string{".a { .b & { color: red; } }"}},
	} {
		tool := filepath.Join(".ci", "node_modules", ".bin", c.tool[0])
		if _, err := os.Stat(filepath.Join("..", "..", tool)); err != nil {
			missing(t, c.tool[0])
		}
		lint := func(stdin string, args ...string) (string, error) {
			cmd := exec.Command(tool, append(append(c.tool[1:], "--no-color"), args...)...) // where CI is set there is colour
			cmd.Dir, cmd.Stdin = filepath.Join("..", ".."), strings.NewReader(stdin)
			said, err := cmd.CombinedOutput()
			return string(said), err
		}
		if said, err := lint("", c.files...); err != nil {
			t.Errorf("%s: %v\n%s", c.tool[0], err, said)
		}
		said, err := lint(strings.Join(c.newest, "\n"), "--stdin", "--stdin-filename", "assets/"+c.name)
		for i, newest := range c.newest {
			if !strings.Contains(said, fmt.Sprintf("\n%3d:", i+1)) {
				t.Errorf("%s does not find %s: %v\n%s", c.tool[0], newest, err, said)
			}
		}
	}
}

// TestLiveKeepsNothing checks that the preview takes in a change, and offers to follow
// those of other texts, in a browser that keeps nothing.
func TestLiveKeepsNothing(t *testing.T) {
	t.Parallel()
	const other = "kliniska-kunskapsstod/annan.md"
	p := serve(t, map[string]string{samplePath: sample, other: sample})
	ctx, complaints := browser(t)
	refuse := beforeLoad(`Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("refused", "SecurityError"); } });`)
	if err := chromedp.Run(ctx, refuse); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, p.address+sampleURL)
	p.save(t, samplePath, sample+"\nDet som är nytt.\n")
	comes(t, ctx, "Det som är nytt.")
	p.save(t, other, sample+"\nNytt i en annan.\n")
	becomes(t, ctx, `document.querySelector(".provtryck-note input")`)
	evaluate[any](t, ctx, `document.querySelector(".provtryck-note input").click()`)
	becomes(t, ctx, `document.querySelector(".provtryck-note").textContent.includes("Webbläsaren tillåter inte att valet sparas. Välj länken i stället")`)
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}
