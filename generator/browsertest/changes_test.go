package browsertest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// The pages that show what has changed.
const (
	changes     = "/granskning/andringar/"
	changedText = "/vard-och-insatsprogram/adhd/behandling-och-stod/lakemedelsbehandling/andringar/"
	removedText = "/vard-och-insatsprogram/adhd/om-tillstandet/adhd-och-autism/andringar/"
)

// compared builds the texts in testdata, with some changes, compared with itself
// as it was, and returns the folder.
func compared(t testing.TB) string { return comparedIn(t, roundFile) }

// comparedIn does that in a round.
func comparedIn(t testing.TB, round string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		missing(t, "git")
	}
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	if err := os.CopyFS(content, os.DirFS(filepath.Join("..", "testdata", "content"))); err != nil {
		t.Fatal(err)
	}
	askReviewers(t, content, round)
	keepInGit(t, dir)
	adhd := filepath.Join(content, "vard-och-insatsprogram", "adhd")
	replace(t, filepath.Join(adhd, "06-behandling-och-stod", "lakemedelsbehandling.md"),
		"(prioritet 2)", "(prioritet 3)",
		"minst en gång per år", "minst två gånger per år",
		"## Kunskapsläge\n", "## Kunskapsläge {Läkare}\n",
		"Ungefär en gång i månaden | Två gånger per år", "Ungefär en gång i kvartalet | En gång per år",
		"| Blodtryck och puls | Ja |", "| EKG | Vid hjärtsjukdom i släkten | Nej | Nej |\n| Blodtryck och puls | Nej |",
		"::: viktigt Stanna upp vid kroppsliga varningstecken", "::: viktigt Stanna upp",
	)
	if err := os.Remove(filepath.Join(adhd, "02-om-tillstandet", "adhd-och-autism.md")); err != nil {
		t.Fatal(err)
	}
	replace(t, filepath.Join(content, "bilder", "stegvis-vard.svg"), "</svg>", "<!-- ny --></svg>")
	inFolder(t, dir, file, "build", "--base", "main", "--out", "public")
	return filepath.Join(dir, "public")
}

// keepInGit makes a repository of a folder, with a main branch that contains it.
func keepInGit(t testing.TB, dir string) {
	t.Helper()
	inFolder(t, dir, "git", "init", "-q", "-b", "main")
	inFolder(t, dir, "git", "add", ".")
	inFolder(t, dir, "git", "-c", "user.name=Test", "-c", "user.email=test@exempel.se", "commit", "-q", "-m", "Texter")
}

func inFolder(t testing.TB, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
}

// replace changes words in a file, given in pairs; each must be there.
func replace(t testing.TB, file string, pairs ...string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("%q is not in %s", pairs[i], file)
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestChanges opens the pages that show what has changed: nothing that axe-core
// or the browser complains of, nothing to be scrolled sideways, and steps from
// one change to the next by the keyboard.
func TestChanges(t *testing.T) {
	t.Parallel()
	out := compared(t)
	server := serveFolder(t, out)
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	ctx, complaints := browser(t)
	for _, url := range []string{changes, changedText, removedText, "/granskning/",
		strings.TrimSuffix(changedText, "andringar/"),
		"/vard-och-insatsprogram/depression-och-angestsyndrom/niva-och-process/stegvis-vard/andringar/"} {
		atAllWidths(t, ctx, axe, server.URL, url)
	}

	if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(1280, 900, 1, false),
		chromedp.Navigate(server.URL+changedText), chromedp.WaitReady(".change-steps")); err != nil {
		t.Fatal(err)
	}
	// A section about changes is not a change.
	evaluate[bool](t, ctx, `document.querySelector("[data-changes]").insertAdjacentHTML("afterbegin", '<h2 id="andring-av-dos">Ändring av dos</h2>') === undefined`)
	count := evaluate[int](t, ctx, `document.querySelectorAll('[id^="andring-"]').length`)
	if count < 6 {
		t.Errorf("%d changes are marked, want at least 6", count)
	}
	var at string
	err = chromedp.Run(ctx,
		chromedp.Focus(".change-steps__button:last-child"),
		chromedp.KeyEvent("\r"), chromedp.KeyEvent("\r"),
		chromedp.Evaluate(`document.querySelector("[data-current]").id + " " + document.activeElement.textContent + " " + document.querySelector(".change-steps__count").textContent.slice(0, 10)`, &at),
	)
	if err != nil {
		t.Fatal(err)
	}
	if at != "andring-2 Nästa ändring Ändring 2 " {
		t.Errorf("after two presses: %q", at)
	}
	if got := evaluate[bool](t, ctx, `(() => { const box = document.querySelector("[data-current]").getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()`); !got {
		t.Error("the change that is told of is not in view")
	}
	followLink(t, ctx, server.URL+changedText)
	stepToHidden(t, ctx, server.URL+changedText)
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// followLink follows links to words that were taken away, on a phone: they must
// still be struck out, and where they are in a wide table what came in their
// place must be in view too.
func followLink(t *testing.T, ctx context.Context, url string) {
	t.Helper()
	if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(390, 900, 1, true), chromedp.Navigate(url),
		chromedp.WaitReady(".change-steps")); err != nil {
		t.Fatal(err)
	}
	links := evaluate[[]string](t, ctx, `[...document.querySelectorAll('del[id^="andring-"]')].map((change) => change.id)`)
	if len(links) < 3 {
		t.Fatalf("%d changes begin with words taken away, want at least 3", len(links))
	}
	for _, id := range links {
		if err := chromedp.Run(ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(url+"#"+id),
			chromedp.WaitReady("#"+id+"[data-current]")); err != nil {
			t.Fatal(err)
		}
		if got := evaluate[string](t, ctx, `getComputedStyle(document.querySelector(":target")).textDecorationLine`); got != "line-through" {
			t.Errorf("#%s, which was taken away, is decorated with %q when a link leads to it", id, got)
		}
		if !evaluate[bool](t, ctx, `(() => {
			const change = document.querySelector(":target");
			const last = change.nextElementSibling?.matches("ins") ? change.nextElementSibling : change;
			const window = change.closest(".table-scroll")?.getBoundingClientRect() ?? { left: 0, right: innerWidth };
			return change.getBoundingClientRect().left >= window.left && last.getBoundingClientRect().right <= window.right;
		})()`) {
			t.Errorf("#%s or what came in its place is not in view", id)
		}
	}
	if got := evaluate[float64](t, ctx, `document.querySelector(".change-steps").getBoundingClientRect().height`); got > 64 {
		t.Errorf("the steps between changes take %v px of a phone", got)
	}
}

// stepToHidden steps to a change in a section that the chosen reader is not shown:
// the page must say so, since nothing is seen to happen.
func stepToHidden(t *testing.T, ctx context.Context, url string) {
	t.Helper()
	err := chromedp.Run(ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(url+"?som=sjukskoterska&visning=dolj"),
		chromedp.WaitReady(".change-steps"), chromedp.WaitReady("button.reader__open"),
		chromedp.Focus(".change-steps__button:last-child"), chromedp.KeyEvent("\r"))
	if err != nil {
		t.Fatal(err)
	}
	if !evaluate[bool](t, ctx, `document.querySelector("[data-current]").getClientRects().length === 0`) {
		t.Fatal("the first change is in view: the test has nothing to try")
	}
	if got := evaluate[string](t, ctx, `document.querySelector(".change-steps__count").textContent`); !strings.Contains(got, "visas inte för den valda läsaren") {
		t.Errorf("at a change that is hidden the steps say %q", got)
	}
}

// TestChangesWithoutScript checks that changes are marked, listed and linked
// without JavaScript, and that what was removed can be read.
func TestChangesWithoutScript(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, compared(t))
	ctx, _ := browser(t)
	for url, wants := range map[string][]string{
		changes: {"Granska särskilt", "prioritet 3", "visas inte längre för", "Vad har tagits bort?",
			"Adhd och autism"},
		changedText: {"tillagt: två gånger", "borttaget: en gång",
			"Avsnittets målgrupp har ändrats från alla till Läkare.", "Rutans rubrik", "EKG"},
		removedText: {"Texten är borttagen och gäller inte längre. Så här löd den.", "Likheter och skillnader"},
	} {
		var text string
		err := chromedp.Run(ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(server.URL+url),
			chromedp.TextContent("main", &text, chromedp.ByQuery))
		if err != nil {
			t.Fatal(err)
		}
		text = strings.Join(strings.Fields(text), " ")
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", url, want)
			}
		}
	}
}

// TestChangesNu runs the Nu HTML checker on the pages with changes.
func TestChangesNu(t *testing.T) {
	t.Parallel()
	checkHTML(t, compared(t))
}

// TestLiveChanges edits a text while the page with its changes is open: it
// follows, and goes when nothing differs.
func TestLiveChanges(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		missing(t, "git")
	}
	p := &preview{folder: t.TempDir(), flags: []string{"--base", "main"}}
	p.content = filepath.Join(p.folder, "content")
	p.copy(t, filepath.Join("..", "testdata"), filepath.Join("content", "_projekt"))
	p.save(t, samplePath, sample)
	keepInGit(t, p.folder)
	p.save(t, samplePath, strings.Replace(sample, "första", "andra", 1))
	p.start(t, "0")
	ctx := p.open(t, sampleURL+"andringar/")
	becomes(t, ctx, `document.querySelector("[data-changes] ins")?.textContent.includes("andra")`)
	becomes(t, ctx, `document.querySelector(".change-steps__count")?.textContent === "1 ändring"`)
	p.save(t, samplePath, strings.Replace(sample, "Den första texten.", "Den tredje texten om 5 mg.", 1))
	becomes(t, ctx, `document.querySelector("[data-changes] ins")?.textContent.includes("tredje")`)
	becomes(t, ctx, `[...document.querySelectorAll(".changed__list--sensitive .matter")].some((matter) => matter.textContent === "dos eller enhet")`)
	becomes(t, ctx, `document.querySelector(".change-steps__count")?.textContent === "2 ändringar"`)
	p.save(t, samplePath, sample)
	comes(t, ctx, "Sidan finns inte")
}

// TestOnwardFromLastChange steps past the last change of a text on a phone: it leads to the next
// text with changes that is for the reader, and the button says so before.
func TestOnwardFromLastChange(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, compared(t))
	ctx, complaints := browser(t)
	if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(390, 844, 1, true)); err != nil {
		t.Fatal(err)
	}
	const next = `.change-steps__button:last-child`
	const depression = "/vard-och-insatsprogram/depression-och-angestsyndrom/niva-och-process/stegvis-vard/andringar/"
	for _, c := range []struct{ from, reader, says, to string }{
		{removedText, "", "Nästa text: Läkemedelsbehandling vid adhd", changedText},
		{removedText, "kurator-elevhalsa", "Nästa text: Stegvis vård", depression},
		{changedText, "", "Nästa text: Stegvis vård", depression},
		{depression, "", "Nästa ändring", ""},
	} {
		open(t, ctx, server.URL+c.from+"?som="+c.reader)
		pressed := evaluate[int](t, ctx, `(() => { let n = 0; const next = document.querySelector("`+next+`"); while (!next.textContent.startsWith("Nästa text") && next.ariaDisabled !== "true" && n < 99) { n++; next.click(); } return n; })()`)
		if got := evaluate[string](t, ctx, `document.querySelector("`+next+`").textContent`); got != c.says {
			t.Errorf("%s as %q: after %d presses the button says %q, want %q", c.from, c.reader, pressed, got, c.says)
		}
		if got := evaluate[float64](t, ctx, `document.querySelector(".change-steps").getBoundingClientRect().height`); got > 64 {
			t.Errorf("%s: the steps take %v px of a phone", c.from, got)
		}
		if c.to == "" {
			continue
		}
		arrives, cancel := context.WithTimeout(ctx, 20*time.Second)
		defer cancel()
		if _, err := chromedp.RunResponse(arrives, chromedp.Evaluate(`document.querySelector("`+next+`").click()`, nil)); err != nil {
			t.Fatalf("%s as %q: %v", c.from, c.reader, err)
		}
		if got := evaluate[string](t, ctx, `location.pathname + new URL(location).searchParams.get("som")`); got != c.to+c.reader && got != c.to+"null" {
			t.Errorf("%s as %q leads to %s, want %s", c.from, c.reader, got, c.to)
		}
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestChangeKeys steps between changes with j and k, not while something is written or when the keys
// are turned off, and skips to the changes.
func TestChangeKeys(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, compared(t))
	ctx, _ := browser(t)
	if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(1280, 900, 1, false)); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, server.URL+changedText)
	current := func(want string, keys ...string) {
		t.Helper()
		for _, key := range keys {
			if err := chromedp.Run(ctx, chromedp.KeyEvent(key)); err != nil {
				t.Fatal(err)
			}
		}
		if got := evaluate[string](t, ctx, `document.querySelector("[data-current]")?.id ?? ""`); got != want {
			t.Errorf("after %q the change is %q, want %q", keys, got, want)
		}
	}
	current("andring-2", "j", "j")
	current("andring-1", "k")
	current("andring-1", "k")
	evaluate[any](t, ctx, `document.querySelector(".region__select").focus(); null`)
	current("andring-1", "j")
	evaluate[any](t, ctx, `document.activeElement.blur(); document.querySelector(".change-steps__keys").click(); null`)
	current("andring-1", "j")
	for _, url := range []string{changedText, changes} {
		open(t, ctx, server.URL+url)
		if err := chromedp.Run(ctx, chromedp.KeyEvent("\t"), chromedp.KeyEvent("\t")); err != nil {
			t.Fatal(err)
		}
		if got := evaluate[string](t, ctx, `document.activeElement.textContent + Boolean(document.getElementById(document.activeElement.hash.slice(1)))`); got != "Hoppa till ändringarnatrue" {
			t.Errorf("%s: the second stop is %q", url, got)
		}
	}
}
