package browsertest

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestWhatConcernsMe goes from a text to what has changed for a reader, on a phone, with the
// number of taps that it may take.
func TestWhatConcernsMe(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, compared(t))
	ctx, complaints := browser(t)
	if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(390, 844, 1, true), emulation.SetTouchEmulationEnabled(true)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from string
		most int
	}{{article, 3}, {changes, 2}} {
		open(t, ctx, server.URL+c.from)
		taps := 0
		tap := func(element string) {
			taps++
			if err := chromedp.Run(ctx, chromedp.Click(element, chromedp.ByQuery)); err != nil {
				t.Fatalf("%s: %v", element, err)
			}
		}
		tap(".reader__open")
		tap(".reader-panel [value=kurator-elevhalsa]")
		if c.from != changes {
			// Without scrolling: the link is on the screen.
			if !evaluate[bool](t, ctx, `(() => {
				const at = document.querySelector(".reader-panel__own a").getBoundingClientRect();
				return at.top >= 0 && at.bottom <= innerHeight;
			})()`) {
				t.Error("the link to what concerns the reader is not on the screen")
			}
			tap(".reader-panel__own a")
			if err := chromedp.Run(ctx, chromedp.WaitVisible(".reader-effects", chromedp.ByQuery)); err != nil {
				t.Fatal(err)
			}
		}
		if taps > c.most {
			t.Errorf("%s: %d taps", c.from, taps)
		}
		if at := evaluate[string](t, ctx, `location.pathname + location.search`); at != changes+"?som=kurator-elevhalsa" {
			t.Errorf("from %s one comes to %s", c.from, at)
		}
		// The boxes count as the lists do.
		judge := seenBy(t, "kurator-elevhalsa")
		for _, wrong := range evaluate[[]string](t, ctx, judge+`
			const wrong = [];
			for (const box of document.querySelectorAll(".status-counts__item[data-kind]")) {
				const kind = box.dataset.kind;
				const rows = [...document.querySelectorAll(".changes-table tr[data-kind]")].filter((r) => !r.closest(".reader-added") && r.dataset.kind === kind && seen(r));
				const items = [...document.querySelectorAll(".sensitive")].filter((s) => !s.closest(".reader-added") && seen(s)).flatMap((s) => [...s.querySelectorAll("li.change-item")])
					.filter((item) => item.dataset.within === undefined || isVisible(indexTags(taxonomy), parseTargets(item.dataset.within), tags));
				const want = (kind === "" ? items : rows).length;
				if (!box.textContent.includes("(" + want + " för läsaren)")) wrong.push(box.textContent + ", counted " + want);
			}
			return wrong;
		})()`) {
			t.Error(wrong)
		}
	}
	// The panel can be left, with a button and with the keyboard, and the focus is never behind it.
	open(t, ctx, server.URL+article)
	press(t, ctx, ".reader__open")
	if !evaluate[bool](t, ctx, `document.querySelector(".reader-panel__own").hidden`) {
		t.Error("without a reader a link leads to what has changed for one")
	}
	press(t, ctx, ".reader-panel__close")
	closed := `document.querySelector(".reader-panel").hidden`
	if !evaluate[bool](t, ctx, closed+` && document.activeElement.matches(".reader__open")`) {
		t.Error("Stäng does not close the panel, or loses the focus")
	}
	press(t, ctx, ".reader__open")
	for range 60 {
		if evaluate[bool](t, ctx, closed) {
			break
		}
		if err := chromedp.Run(ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
			t.Fatal(err)
		}
		if evaluate[bool](t, ctx, `!document.querySelector(".reader-panel").hidden && !document.activeElement.closest(".provtryck-bar")`) {
			t.Error("the focus is behind the panel")
		}
	}
	if !evaluate[bool](t, ctx, closed) {
		t.Error("the panel does not close when the focus leaves it")
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestRoundForReader opens a round as a reader: what there is to read, and the way from text to
// text, is that reader's; comments are seen in a comparison too.
func TestRoundForReader(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, withRound(t, false))
	ctx, complaints := browser(t)
	open(t, ctx, server.URL+"/")
	if said := evaluate[string](t, ctx, `document.querySelector(".round__own").textContent`); said != "" {
		t.Errorf("without a reader the card says %q", said)
	}
	open(t, ctx, server.URL+"/?som=kurator-elevhalsa")
	judge := seenBy(t, "kurator-elevhalsa")
	own := evaluate[[]string](t, ctx, judge+`return [...document.querySelectorAll(".round__texts li")].filter(seen).map((li) => li.querySelector("a").pathname);})()`)
	all := evaluate[int](t, ctx, `document.querySelectorAll(".round__texts li").length`)
	if len(own) == 0 || len(own) == all {
		t.Fatalf("the reader sees %d of %d texts, which tests nothing", len(own), all)
	}
	said := evaluate[string](t, ctx, `document.querySelector(".round__own").textContent`)
	if want := strconv.Itoa(len(own)) + " av " + strconv.Itoa(all) + " texter"; !strings.Contains(said, want) {
		t.Errorf("the card says %q, not %q", said, want)
	}
	// Nästa text goes through the reader's texts, each once, and comes back.
	open(t, ctx, server.URL+own[0]+"?som=kurator-elevhalsa")
	var way []string
	for range len(own) + 1 {
		here := evaluate[string](t, ctx, `location.pathname`)
		way = append(way, here)
		next := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".text-round__next")].filter((a) => a.getClientRects().length > 0).map((a) => a.pathname)`)
		if len(next) != 1 {
			t.Fatalf("%s leads on to %q", here, next)
		}
		open(t, ctx, server.URL+next[0]+"?som=kurator-elevhalsa")
	}
	if got := strings.Join(way, "\n"); got != strings.Join(append(own, own[0]), "\n") {
		t.Errorf("the way is\n%s\nwant\n%s", got, strings.Join(own, "\n"))
	}
	open(t, ctx, server.URL+article)
	section := evaluate[string](t, ctx, `document.querySelector(".article__body .section .comment-button").dataset.section`)
	write(t, ctx, at(section), "Stämmer dosen?")
	open(t, ctx, server.URL+article+"?som=kurator-elevhalsa&jamfor=psykolog-bup")
	if err := chromedp.Run(ctx, chromedp.Poll(`document.querySelectorAll(".compare .comment").length > 0`, nil)); err != nil {
		t.Errorf("the comment is not seen in the comparison: %v", err)
	}
	// One can be written in the comparison too, on words that are selected there.
	open(t, ctx, server.URL+article+"?som=boendestodjare-kommun&jamfor=socialsekreterare-vuxna")
	evaluate[any](t, ctx, `{
		for (const fold of document.querySelectorAll(".compare__same")) fold.open = true;
		const words = [...document.querySelectorAll(".compare .section p")].find((p) => p.className === "" && p.getClientRects().length > 0 && p.textContent.length > 40);
		getSelection().selectAllChildren(words);
	}`)
	press(t, ctx, ".compare .comment-float")
	if err := chromedp.Run(ctx, chromedp.WaitReady(".compare .comment-form textarea:focus", chromedp.ByQuery), chromedp.KeyEvent("Så bra.")); err != nil {
		t.Fatal(err)
	}
	tabTo(t, ctx, "Spara")
	becomes(t, ctx, `[...document.querySelectorAll(".compare .comment__text")].some((p) => p.textContent === "Så bra." && p.getClientRects().length > 0)`)
	quote := evaluate[string](t, ctx, `document.querySelector(".compare .comment__quote").textContent`)
	open(t, ctx, server.URL+article)
	becomes(t, ctx, `[...document.querySelectorAll(".comment__text")].some((p) => p.textContent === "Så bra.")`)
	if text := evaluate[string](t, ctx, `document.querySelector(".article__body").innerText`); len(quote) < 40 || !strings.Contains(text, strings.Trim(quote, "”“\"")) {
		t.Errorf("the text does not have the quotation %q", quote)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// BenchmarkManyComments opens a text on which this browser has 200 comments, and measures how long
// TestTwoPages writes the same comment on two pages that are open at once: nothing is lost.
func TestTwoPages(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, withRound(t, false))
	ctx, complaints := browser(t)
	open(t, ctx, server.URL+article)
	section := evaluate[string](t, ctx, `document.querySelector(".article__body .section .comment-button").dataset.section`)
	press(t, ctx, at(section))
	if err := chromedp.Run(ctx, chromedp.WaitReady(".comment-form textarea:focus", chromedp.ByQuery), chromedp.KeyEvent("Från den ena")); err != nil {
		t.Fatal(err)
	}
	other, cancel := chromedp.NewContext(ctx)
	defer cancel()
	open(t, other, server.URL+article)
	press(t, other, at(section)) // goes on with the draft
	if err := chromedp.Run(other, chromedp.WaitReady(".comment-form textarea:focus", chromedp.ByQuery), chromedp.KeyEvent(kb.End), chromedp.KeyEvent(", och den andra")); err != nil {
		t.Fatal(err)
	}
	tabTo(t, other, "Spara")
	becomes(t, other, `document.querySelector(".comment-form") === null`)
	if err := chromedp.Run(ctx, chromedp.KeyEvent(", fortsätter")); err != nil {
		t.Fatal(err)
	}
	tabTo(t, ctx, "Spara")
	becomes(t, ctx, `document.querySelector(".comment-form") === null`)
	said := evaluate[[]string](t, ctx, commentsShown)
	slices.Sort(said)
	if want := []string{"Från den ena, fortsätter", "Från den ena, och den andra"}; !slices.Equal(said, want) {
		t.Errorf("the comments are %q, want %q", said, want)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestCommentsOnChanges comments on a page that marks what has changed: the comment is on the text,
// with the words that it has now, and is seen on both pages.
func TestCommentsOnChanges(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, compared(t))
	ctx, complaints := browser(t)
	text := "/vard-och-insatsprogram/adhd/behandling-och-stod/lakemedelsbehandling/"
	open(t, ctx, server.URL+text+"andringar/")

	// Words on both sides of a change, of which one was there before.
	section := evaluate[string](t, ctx, `(() => {
		const gone = [...document.querySelectorAll(".article__body del")].find((del) => / en gång/.test(del.textContent));
		const words = gone.closest("p, li");
		getSelection().selectAllChildren(words);
		return words.closest(".section").querySelector("h2, h3, h4").id;
	})()`)
	press(t, ctx, ".comment-float")
	if err := chromedp.Run(ctx, chromedp.WaitReady(".comment-form textarea:focus", chromedp.ByQuery), chromedp.KeyEvent("Varför?")); err != nil {
		t.Fatal(err)
	}
	tabTo(t, ctx, "Spara")
	becomes(t, ctx, `document.querySelectorAll(".comment-place > .comment").length === 1`)
	quote := evaluate[string](t, ctx, `document.querySelector(".comment__quote").textContent`)
	if !strings.Contains(quote, "minst två gånger per år") || strings.Contains(quote, "en gång per") || strings.Contains(quote, "tillagt") {
		t.Errorf("the quotation is %q", quote)
	}
	press(t, ctx, ".text-round__read")

	open(t, ctx, server.URL+text)
	becomes(t, ctx, `document.querySelectorAll(".comment-place > .comment").length === 1`)
	if at := evaluate[string](t, ctx, `document.querySelector(".comment").closest(".section").querySelector("h2, h3, h4").id`); at != section {
		t.Errorf("the comment is at %q, was written at %q", at, section)
	}
	said := evaluate[string](t, ctx, `document.querySelector(".article__body #`+section+`").closest(".section").innerText.replace(/\s+/g, " ")`)
	if !strings.Contains(said, strings.Trim(quote, "”“\"")) {
		t.Errorf("the text does not have the words %q", quote)
	}
	if read := evaluate[string](t, ctx, `document.querySelector(".text-round__read").textContent`); read != "Läst" {
		t.Errorf("after it was read with its changes the text is %q", read)
	}

	// What has been removed can be commented on too: words, and a text.
	open(t, ctx, server.URL+text+"andringar/")
	evaluate[any](t, ctx, `getSelection().selectAllChildren([...document.querySelectorAll(".article__body del")].find((del) => / en gång/.test(del.textContent)))`)
	press(t, ctx, ".comment-float")
	becomes(t, ctx, `document.querySelector(".comment-form")?.innerText.includes("en gång")`)
	gone := "/vard-och-insatsprogram/adhd/om-tillstandet/adhd-och-autism/"
	open(t, ctx, server.URL+gone+"andringar/")
	write(t, ctx, at(""), "Den texten behövs.")
	open(t, ctx, server.URL+text)
	press(t, ctx, ".comments__bar button")
	becomes(t, ctx, `document.querySelector(".comments__panel").innerText.includes("Den texten behövs.")`)
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// the scripts take to show them, in milliseconds of the page's own clock.
func BenchmarkManyComments(b *testing.B) {
	server := serveFolder(b, withRound(b, false))
	ctx, _ := browser(b)
	open(b, ctx, server.URL+article)
	evaluate[any](b, ctx, `(() => {
		const sections = [...document.querySelectorAll(".article__body .comment-button")].map((button) => button.dataset.section);
		const entries = {};
		for (let i = 0; i < 200; i++) {
			const id = "00000000-0000-4000-8000-" + String(i).padStart(12, "0");
			entries[id] = { saved: { id, created: "2027-03-04T10:00:00Z", modified: "2027-03-04T10:00:00Z", page: location.pathname, title: "A",
				section: sections[i % sections.length], heading: "B", kind: "sakfel", text: "Stämmer dosen? ".repeat(20), suggestion: "", quote: "",
				before: "", after: "", version: "", reader: "" } };
		}
		localStorage.setItem("provtryck:synpunkter:adhd-2027", JSON.stringify({ answer: "00000000-0000-4000-8000-999999999999", entries }));
		return null;
	})()`)
	total := 0.0
	for b.Loop() {
		open(b, ctx, server.URL+article)
		becomes(b, ctx, `document.querySelectorAll(".comment-place > .comment").length === 200`)
		total += evaluate[float64](b, ctx, `(() => {
			const start = performance.now();
			dispatchEvent(new Event("pageshow")); // shows all of them again
			return performance.now() - start;
		})()`)
	}
	b.ReportMetric(total/float64(b.N), "ms/page")
}
