package browsertest

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"provtryck/generator/handbook"
)

var update = flag.Bool("update", false, "make the pictures of the handbook again, and what is written down of them")

// The most bytes of a picture, and of all of them: they are part of the program.
const (
	mostOfPicture  = 60_000
	mostOfPictures = 400_000
)

// A picture is one of the handbook: a page in a state.
type picture struct {
	name   string
	url    string // at the site, or with sampleURL at the preview
	script string // an expression that brings the page into the state, or null
	ready  string // true when it is in the state
	height int64
}

var pictures = []picture{
	{"startsidan", "/", `null`, `document.querySelector(".round__progress")`, 720},
	{"visa-som", article + "?som=distriktslakare", `document.querySelector("button.reader__open").click()`, `document.querySelector(".reader-panel").getClientRects().length`, 720},
	{"jamfor", article + "?som=psykiater-oppenvard&jamfor=boendestodjare-kommun", `document.querySelector(".compare__row--differs").scrollIntoView({ block: "center" })`, `document.querySelector(".compare__row--differs")`, 640},
	{"anmarkning", sampleURL, `document.querySelectorAll(".article__body details").forEach((fold) => { fold.open = true; }), document.getElementById("genomforande").scrollIntoView(), scrollBy(0, -90)`, `document.querySelector(".article__body details[open]")`, 720},
	{"synpunkt", article, `(async () => {
		` + selectWords + `;
		while (!document.querySelector(".comment-float")) await new Promise((soon) => setTimeout(soon, 20));
		document.querySelector(".comment-float").click();
	})()`, `document.activeElement.matches(".comment-form textarea")`, 640},
	{"andringar", changes, `document.querySelector(".sensitive").scrollIntoView({ block: "center" })`, `document.querySelector(".sensitive")`, 720},
	{"andrad-text", changedText, `[1, 2, 3].forEach(() => document.querySelector(".change-steps__button:last-child").click())`, `document.querySelector("[data-current]")`, 640},
}

// steady makes a page the same on any day and in any folder.
const steady = `(() => {
	const Real = Date;
	window.Date = class extends Real {
		constructor(...given) { super(...(given.length > 0 ? given : ["2027-03-10T09:00:00Z"])); }
		static now() { return new Real("2027-03-10T09:00:00Z").getTime(); }
	};
})()`

// unversioned puts the same versions of the texts in all runs, of which each has its own.
const unversioned = `(() => {
	const texts = [...document.querySelectorAll(".provtryck-bar__part, main p")].flatMap((part) => [...part.childNodes]).filter((node) => node.nodeType === Node.TEXT_NODE);
	for (const text of texts) {
		text.data = text.data.replace(/^version [0-9a-f]{7}.*$/, "version 12b7be7 2027-03-09").replace(/main \([0-9a-f]{7}, [\d-]+\)/, "main (12b7be7, 2027-03-09)").replace(/kontrollsumma [0-9a-f]+/, "kontrollsumma b5a16aacec");
	}
	document.documentElement.style.scrollBehavior = "auto";
})()`

// structure is what a picture shows as far as it is the same on all machines, whose fonts are not: the words of
// the page, and how its parts are laid out and coloured.
const structure = `(() => {
	const lines = [];
	for (const part of document.querySelectorAll(".provtryck-bar, .reader-panel, main, main nav, .article, .article__body, .compare__cell, .comment-form, .comment-form textarea, .sensitive, .change-steps, .finding, .card, ins, del")) {
		if (part.getClientRects().length === 0) continue;
		const style = getComputedStyle(part);
		lines.push([part.localName + "." + part.className, style.display, style.position, style.float, style.color, style.backgroundColor, style.textDecorationLine].join(" "));
	}
	return lines.join("\n") + "\n" + document.body.innerText.replace(/\s+/g, " ");
})()`

// TestPictures checks that the pictures of the handbook show the pages as they are. With -update it makes those
// again that do not.
func TestPictures(t *testing.T) {
	t.Parallel()
	dir := filepath.Join("..", "..", "docs", "bilder")
	kept := filepath.Join("testdata", "pictures.txt")
	data, err := os.ReadFile(kept)
	if err != nil && !*update {
		t.Fatal(err)
	}
	known := map[string]string{}
	for line := range strings.Lines(string(data)) {
		name, sums, _ := strings.Cut(strings.TrimSpace(line), " ")
		known[name] = sums
	}
	server := serveFolder(t, comparedIn(t, strings.Replace(roundFile, "2099", "2027", 1)))
	p := serve(t, map[string]string{samplePath: faulty})
	ctx, _ := browser(t)
	if err := chromedp.Run(ctx, beforeLoad(steady)); err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	total := 0
	for _, pic := range pictures {
		base := server.URL
		if pic.url == sampleURL {
			base = p.address
		}
		if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(1100, pic.height, 1, false), chromedp.Navigate("about:blank")); err != nil {
			t.Fatal(err)
		}
		open(t, ctx, base+pic.url)
		evaluate[any](t, ctx, unversioned)
		evaluate[any](t, ctx, pic.script)
		becomes(t, ctx, pic.ready)
		shows := sum([]byte(fmt.Sprint(pic) + evaluate[string](t, ctx, structure))) // how it is made is part of it
		name := "bilder/" + pic.name + ".webp"
		file := filepath.Join(dir, pic.name+".webp")
		picture, err := os.ReadFile(file)
		if err != nil && !*update {
			t.Error(err)
			continue
		}
		sums := shows + " " + sum(picture)
		if known[name] != sums {
			if !*update {
				t.Errorf("%s does not show the page as it is: run go test ./generator/browsertest -run TestPictures -update, and look at it", name)
				continue
			}
			picture = photograph(t, ctx)
			if err := os.WriteFile(file, picture, 0o644); err != nil {
				t.Fatal(err)
			}
			sums = shows + " " + sum(picture)
		}
		if len(picture) > mostOfPicture {
			t.Errorf("%s has %d bytes, at most %d", name, len(picture), mostOfPicture)
		}
		total += len(picture)
		fmt.Fprintln(&lines, name, sums)
	}
	if total > mostOfPictures {
		t.Errorf("the pictures have %d bytes, at most %d", total, mostOfPictures)
	}
	t.Logf("%d pictures have %d bytes", len(pictures), total)
	if *update {
		if err := os.WriteFile(kept, []byte(lines.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(files) != len(pictures) || len(handbook.Pictures) < len(pictures) {
		t.Errorf("the folder has %d pictures, the handbook %d, want %d", len(files), len(handbook.Pictures), len(pictures))
	}
}

// photograph takes a picture of what is in the window.
func photograph(t *testing.T, ctx context.Context) []byte {
	t.Helper()
	evaluate[any](t, ctx, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))`)
	var data []byte
	err := chromedp.Run(ctx, chromedp.ActionFunc(func(ctx context.Context) (err error) {
		data, err = page.CaptureScreenshot().WithFormat(page.CaptureScreenshotFormatWebp).WithQuality(60).Do(ctx)
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// sum is short for bytes.
func sum(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data))[:20] }
