package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

const printed = "/vard-och-insatsprogram/adhd/utskrift/"

// A paper is what has been printed to a file.
type paper struct{ file string }

// onPaper prints the page that is shown as most do it: without backgrounds.
func onPaper(t testing.TB, ctx context.Context) paper {
	t.Helper()
	for _, name := range []string{"pdftotext", "pdfinfo"} {
		if _, err := exec.LookPath(name); err != nil {
			missing(t, name)
		}
	}
	p := paper{filepath.Join(t.TempDir(), "paper.pdf")}
	err := chromedp.Run(ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		data, _, err := page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
		if err != nil {
			return err
		}
		return os.WriteFile(p.file, data, 0o600)
	}))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// pages is the text of each page, of the part of it that the arguments cut out.
func (p paper) pages(t testing.TB, cut ...string) []string {
	t.Helper()
	out, err := exec.Command("pdftotext", append(cut, "-layout", p.file, "-")...).Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(string(out), "\f")
	return pages[:len(pages)-1]
}

// The columns of a programme's paper, in points: the text ends 62 mm from the
// right edge of an A4, and the notes begin within 6 mm of that.
var (
	textColumn  = []string{"-x", "0", "-y", "0", "-W", "421", "-H", "842"}
	notesColumn = []string{"-x", "425", "-y", "0", "-W", "170", "-H", "842"}
)

// blanks are left out where lines may be broken anywhere.
var blanks = regexp.MustCompile(`\s+`)

func squeeze(s string) string { return blanks.ReplaceAllString(s, "") }

// said is everything that must be on paper, in its order: headings with their
// numbers, and for whom things are.
const said = `[...document.querySelectorAll(".print-part__title, .print-part .section > :is(h3, h4, h5, h6), .print-part .tag")].map((e) => e.textContent)`

// TestPrint prints a programme and reads the paper.
func TestPrint(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, complaints := browser(t)
	open(t, ctx, server.URL+printed)
	p := onPaper(t, ctx)
	pages := p.pages(t, textColumn...)
	if n := len(pages); n < 40 || n > 120 {
		t.Errorf("%d pages", n)
	}
	stamp := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".provtryck-bar__part")].map((e) => e.textContent)`)
	if len(stamp) == 0 {
		t.Error("it is not said which version of the texts this is")
	}
	foot := squeeze("Förhandsvisning – inte publicerad · Adhd, version 1.0")
	headings := map[string]bool{}
	for _, h := range evaluate[[]string](t, ctx,
		`[...document.querySelectorAll(".print-part :is(h2, h3, h4, h5, h6)")].map((e) => e.textContent)`) {
		headings[squeeze(h)] = true
	}
	var all strings.Builder
	for i, text := range pages {
		body, last, found := strings.Cut(squeeze(text), foot)
		if !found {
			t.Errorf("page %d has no foot:\n%s", i+1, text)
			continue
		}
		if want := fmt.Sprintf("sida%dav%d", i+1, len(pages)) + squeeze(strings.Join(stamp, " · ")); last != want {
			t.Errorf("page %d ends with %q, want %q", i+1, last, want)
		}
		for h := range headings {
			if i > 0 && strings.HasSuffix(body, h) {
				t.Errorf("the last of page %d is the heading %q", i+1, h)
			}
		}
		all.WriteString(body)
	}

	rest := all.String()
	wanted := evaluate[[]string](t, ctx, said)
	if len(wanted) < 400 {
		t.Errorf("only %d headings and tags", len(wanted))
	}
	for _, want := range wanted {
		_, after, found := strings.Cut(rest, squeeze(want))
		if !found {
			t.Fatalf("%q is not on paper, or not in its place", want)
		}
		rest = after
	}
	onScreen := evaluate[string](t, ctx, `document.body.textContent`)
	for _, unwanted := range []string{"Hoppa till innehållet", "Visa som:", "Hela landet", "Skriv ut, eller spara",
		"Provtryck är en förhandsvisning"} {
		if !strings.Contains(onScreen, unwanted) || strings.Contains(all.String(), squeeze(unwanted)) {
			t.Errorf("%q is on paper, or not on the screen either", unwanted)
		}
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestPrintNumbers checks that the numbers are in order, each after the one before.
func TestPrintNumbers(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	open(t, ctx, server.URL+printed)
	var before []int
	for _, written := range evaluate[[]string](t, ctx,
		`[...document.querySelectorAll(".print-part .section__number")].map((e) => e.textContent)`) {
		var number []int
		for part := range strings.SplitSeq(written, ".") {
			n := 0
			if _, err := fmt.Sscan(part, &n); err != nil {
				t.Fatalf("the number %q", written)
			}
			number = append(number, n)
		}
		if !follows(before, number) {
			t.Errorf("%v comes after %v", number, before)
		}
		before = number
	}
	if len(before) == 0 {
		t.Error("nothing has a number")
	}
}

// follows reports whether a number can come after another: one step on at some
// level, or the first of the next. The sections of a chapter's own text lie in
// its part 0.
func follows(before, number []int) bool {
	same := 0
	for same < len(before) && same < len(number) && before[same] == number[same] {
		same++
	}
	switch {
	case same == len(before): // a level down
		return len(number) == same+1 && number[same] <= 1 || len(number) == same+2 && number[same] == 0 &&
			number[same+1] == 1
	case same < len(number):
		return len(number) == same+1 && number[same] == before[same]+1
	}
	return false
}

// TestPaper checks the measures of a programme's paper.
func TestPaper(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	open(t, ctx, server.URL+printed+"?som=kurator-elevhalsa&visning=dolj")
	p := onPaper(t, ctx)
	info, err := exec.Command("pdfinfo", p.file).Output()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(info), "(A4)") {
		t.Errorf("the paper is no A4:\n%s", info)
	}
	for i, notes := range p.pages(t, notesColumn...) {
		if got := strings.TrimSpace(notes); got != "Anteckningar" {
			t.Errorf("the room for notes on page %d has %q", i+1, got)
		}
	}
	if first := p.pages(t)[0]; !strings.Contains(first, "Visas som Kurator i elevhälsan") {
		t.Errorf("it is not said which reader is shown:\n%s", first)
	}
	if err := chromedp.Run(ctx, emulation.SetEmulatedMedia().WithMedia("print")); err != nil {
		t.Fatal(err)
	}
	small := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".print-part :is(p:not([class]), li)")].filter((e) => !e.closest(".footnotes") && parseFloat(getComputedStyle(e).fontSize) < 14 /* 10.5 pt */).map((e) => e.textContent)`)
	if len(small) > 0 {
		t.Errorf("%d paragraphs are smaller than 10.5 points: %q", len(small), small[0])
	}
}

// TestHiddenOnPaper checks that what is hidden for a reader is not printed, that what
// is only folded or faded is, and that no button is.
func TestHiddenOnPaper(t *testing.T) {
	t.Parallel()
	server := site(t)
	for query, printed := range map[string]bool{
		"?som=distriktslakare": true, "?som=distriktslakare&visning=dolj": false,
	} {
		ctx, _ := browser(t)
		open(t, ctx, server.URL+article+query)
		text := strings.Join(onPaper(t, ctx).pages(t), "")
		if got := strings.Contains(squeeze(text), squeeze("Att ansöka och få beslut")); got != printed {
			t.Errorf("%q: the section is printed: %v", query, got)
		}
	}
	ctx, _ := browser(t)
	open(t, ctx, server.URL+article+"?som=distriktslakare&jamfor=kurator-elevhalsa")
	if text := strings.Join(onPaper(t, ctx).pages(t), ""); strings.Contains(text, "Avsluta jämförelsen") {
		t.Error("the button that ends a comparison is printed")
	}
}

// TestSpitefulTitle prints a programme whose title tries to break out of the
// style sheet that writes it.
func TestSpitefulTitle(t *testing.T) {
	t.Parallel()
	title := `A"; } * { display: none } \22 \ </style> /* 'b' */`
	p := serve(t, map[string]string{
		"vard-och-insatsprogram/adhd/index.md": "---\ntitel: '" + strings.ReplaceAll(title, "'", "''") +
			"'\nmall: program\nversion: \"0.1\"\n---\n\n## Om programmet\n\nText.\n",
		"vard-och-insatsprogram/adhd/01-k/index.md": "---\ntitel: '" + strings.ReplaceAll(title, "'", "''") +
			"'\nmall: kapitel\n---\n\n## Om kapitlet\n\nText.\n",
	})
	ctx, complaints := browser(t)
	open(t, ctx, p.address+printed)
	pages := onPaper(t, ctx).pages(t, textColumn...)
	if len(pages) != 3 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, text := range pages {
		text = strings.Replace(text, fmt.Sprintf("sida %d av 3", i+1), "", 1) // which is beside it
		if want := "Förhandsvisning – inte publicerad · " + title + ", version 0.1"; !strings.Contains(squeeze(text),
			squeeze(want)) {
			t.Errorf("page %d has no foot with the title:\n%s", i+1, text)
		}
	}
	if head, _, _ := strings.Cut(strings.TrimSpace(pages[2]), "\n"); squeeze(head) != squeeze("1 "+title) {
		t.Errorf("the head of the chapter is %q", head)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

const withLinks = sample + `
## Länkar

Läs mer hos [en webbplats](https://example.org/stod) eller på <https://example.org/adress>.

## Stängt avsnitt

Det som är stängt skrivs ut ändå.
`

// TestPrintArticle prints an ordinary text with a section that is folded.
func TestPrintArticle(t *testing.T) {
	t.Parallel()
	p := serve(t, map[string]string{samplePath: withLinks})
	ctx, _ := browser(t)
	open(t, ctx, p.address+sampleURL)
	err := chromedp.Run(ctx,
		chromedp.Click("#stangt-avsnitt button", chromedp.ByQuery),
		chromedp.WaitReady(`#stangt-avsnitt button[aria-expanded="false"]`, chromedp.ByQuery),
	)
	if err != nil {
		t.Fatal(err)
	}
	pages := onPaper(t, ctx).pages(t)
	for i, text := range pages {
		if want := fmt.Sprintf("sida %d av %d", i+1, len(pages)); !strings.Contains(text, want) ||
			!strings.Contains(text, "Förhandsvisning – inte publicerad") {
			t.Errorf("page %d has no foot:\n%s", i+1, text)
		}
	}
	all := squeeze(strings.Join(pages, ""))
	for _, want := range []string{"Det som är stängt skrivs ut ändå.", "en webbplats (https://example.org/stod) eller",
		"på https://example.org/adress."} {
		if !strings.Contains(all, squeeze(want)) {
			t.Errorf("%q is not on paper:\n%s", want, strings.Join(pages, "\f"))
		}
	}
}
