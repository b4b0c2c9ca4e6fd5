package browsertest

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// onlyOnScreen is what lies within a page and is not for paper, by selectors.
const onlyOnScreen = ".print-hint, .article__print, .contents, .footnote-back, .section__anchor, .previous-next, .comment-button, " +
	".page-findings, .margin-findings, .article__source, .reader-hidden, .visually-hidden"

// plainPaper takes away what paper has besides the words of the page: marks and
// numbers of lists, signs of boxes, words in pictures, addresses after links, the head of the site,
// and headings of tables that go on on the next sheet.
const plainPaper = `(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync("@media print { li { list-style: none !important } main img { visibility: hidden } main * { hyphens: manual !important } " +
		".box__title::before, .link-external::after, .reader-label::before { content: none !important } " +
		"thead { display: table-row-group !important } .provtryck-bar, .site-header, .site-footer, .visually-hidden { display: none !important } }");
	document.adoptedStyleSheets = [sheet];
	for (const each of document.querySelectorAll("details")) each.open = true;
})()`

// seenOnScreen is the words that are seen in the page, in their order.
const seenOnScreen = `(() => {
	const words = [];
	let before;
	const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const element = walk.currentNode.parentElement;
		if (element.closest("` + onlyOnScreen + `") || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
			continue;
		let box = element;
		while (getComputedStyle(box).display === "inline") box = box.parentElement;
		if (box !== before || element.closest("sup")) words.push(" ");
		before = box;
		words.push(walk.currentNode.data);
	}
	return words.join("");
})()`

// countWords returns how often every word and number is in a text. What stands
// beside another thing on paper may come before or after it, so that their order is
// left out.
func countWords(text string) map[string]int {
	counts := map[string]int{}
	for _, word := range wordOrNumber.FindAllString(text, -1) {
		counts[word]++
	}
	return counts
}

var wordOrNumber = regexp.MustCompile(`\p{L}+|\p{N}+`)

// differingWords returns the words that are not as many in both texts, each with
// how many more the second has.
func differingWords(first, second string) map[string]int {
	more := countWords(second)
	for word, n := range countWords(first) {
		if more[word] -= n; more[word] == 0 {
			delete(more, word)
		}
	}
	return more
}

// sheets is the text of a printed page without what is in its margins.
func sheets(t testing.TB, ctx context.Context, cut ...string) string {
	t.Helper()
	p := onPaper(t, ctx)
	out, err := exec.Command("pdftotext", append(cut, "-raw", p.file, "-")...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// Where the text is on a sheet, in points: without its margins, and on a programme's
// paper without the room for notes.
var (
	programmeText = []string{"-x", "0", "-y", "57", "-W", "421", "-H", "708"}
	articleText   = []string{"-x", "0", "-y", "51", "-W", "595", "-H", "723"}
)

// sameOnPaper checks that a page has the same words on paper as on the screen.
func sameOnPaper(t *testing.T, ctx context.Context, address string, atLeast int, cut []string) {
	t.Helper()
	open(t, ctx, address)
	evaluate[any](t, ctx, plainPaper)
	screen := evaluate[string](t, ctx, seenOnScreen)
	if n := len(strings.Fields(screen)); n < atLeast {
		t.Errorf("%s shows only %d words", address, n)
	}
	if more := differingWords(screen, sheets(t, ctx, cut...)); len(more) > 0 {
		t.Errorf("%s: words that the paper has more or fewer of: %v", address, more)
	}
}

// readers returns the ids of all personas that can be chosen in the page.
func readers(t testing.TB, ctx context.Context) []string {
	t.Helper()
	ids := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".reader-panel [name=typprofil]")].map((o) => o.value).filter((id) => id && id !== "eget")`)
	if len(ids) < 10 {
		t.Fatalf("only the readers %q", ids)
	}
	return ids
}

const someProgrammes = "/vard-och-insatsprogram/"

// someArticles are texts with boxes, tables, sections for some, and folded parts.
var someArticles = []string{
	article,
	someProgrammes + "adhd/behandling-och-stod/lakemedelsbehandling/",
	someProgrammes + "adhd/behandling-och-stod/",
	someProgrammes + "depression-och-angestsyndrom/niva-och-process/stegvis-vard/",
	"/kliniska-kunskapsstod/suicidriskbedomning/",
}

// TestSameOnPaper checks that every reader has the same words on paper as on the
// screen when what is for others is hidden: of both programmes whole, and of texts.
func TestSameOnPaper(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	open(t, ctx, server.URL+"/")
	for i, reader := range readers(t, ctx) {
		as := "?som=" + reader + "&visning=dolj"
		sameOnPaper(t, ctx, server.URL+someProgrammes+"adhd/utskrift/"+as, 3000, programmeText)
		sameOnPaper(t, ctx, server.URL+someProgrammes+"depression-och-angestsyndrom/utskrift/"+as, 3000, programmeText)
		sameOnPaper(t, ctx, server.URL+someArticles[i%len(someArticles)]+as, 30, articleText)
	}
}

// TestSameOnPaperFromDisk checks the same of a pack that is opened from disk.
func TestSameOnPaperFromDisk(t *testing.T) {
	t.Parallel()
	folder := unpacked(t)
	ctx, _ := browser(t)
	open(t, ctx, folder+"/index.html")
	programmes := []string{"adhd", "depression-och-angestsyndrom"}
	for i, reader := range readers(t, ctx) {
		as := "index.html?som=" + reader + "&visning=dolj"
		if i%3 == 0 { // a whole programme takes a second
			sameOnPaper(t, ctx, folder+someProgrammes+programmes[i%2]+"/utskrift/"+as, 3000, programmeText)
		}
		sameOnPaper(t, ctx, folder+someArticles[i%len(someArticles)]+as, 30, articleText)
	}
}

// TestDifferingWords checks that the comparison of words finds what is lost and added.
func TestDifferingWords(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"ge 5 mg nu", "ge 5 mg\nnu", ""},
		{"ge 5 mg nu", "ge mg nu", "map[5:-1]"},
		{"ge 15 mg", "ge 1 5 mg", "map[1:1 15:-1 5:1]"},
		{"inte nu", "nu inte inte", "map[inte:1]"},
		{"med-\nborgare", "med-borgare", ""},
		{"a b", "b a", ""},
	} {
		got := ""
		if more := differingWords(c.first, c.second); len(more) > 0 {
			got = fmt.Sprint(more)
		}
		if got != c.want {
			t.Errorf("%q and %q differ by %s, want %s", c.first, c.second, got, c.want)
		}
	}
}
