package browsertest

import (
	"archive/zip"
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	roundTitle = "Granskning av adhd, våren 2027"
	roundFile  = `titel: ` + roundTitle + `
texter: [vard-och-insatsprogram/adhd]
från: Nationell arbetsgrupp adhd
börjar: 2027-03-02
slutar: 2099-03-27
svar_till: adhd-remiss@exempel.se
formulär: netlify
`
)

// withRound builds the texts in testdata in a round, as a folder or as a pack, which is unpacked.
func withRound(t testing.TB, pack bool) (folder string) {
	t.Helper()
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	content, out := filepath.Join(dir, "content"), filepath.Join(dir, "ut")
	if err := os.CopyFS(content, os.DirFS(filepath.Join("..", "testdata", "content"))); err != nil {
		t.Fatal(err)
	}
	askReviewers(t, content, roundFile)
	if !pack {
		if err := inProject(file, "build", "--content", content, "--out", out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	if err := inProject(file, "build", "--content", content, "--pack", out+".zip"); err != nil {
		t.Fatal(err)
	}
	z, err := zip.OpenReader(out + ".zip")
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if err := os.CopyFS(out, z); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(out, "provtryck")
}

// askReviewers puts a round into a content folder.
func askReviewers(t testing.TB, content, round string) {
	t.Helper()
	rounds := filepath.Join(content, "_projekt", "omgangar")
	if err := os.MkdirAll(rounds, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(rounds, "adhd-2027.yaml"), []byte(round), 0o644); err != nil {
		t.Fatal(err)
	}
}

// press focuses an element and presses Enter.
func press(t testing.TB, ctx context.Context, element string) {
	t.Helper()
	err := chromedp.Run(ctx, chromedp.WaitReady(element, chromedp.ByQuery), chromedp.Focus(element, chromedp.ByQuery), chromedp.KeyEvent("\r"))
	if err != nil {
		t.Fatalf("%s: %v", element, err)
	}
}

// tabTo goes on with the Tab key until a button with the text has the focus, and presses it.
func tabTo(t testing.TB, ctx context.Context, text string) {
	t.Helper()
	for range 20 {
		if err := chromedp.Run(ctx, chromedp.KeyEvent("\t")); err != nil {
			t.Fatal(err)
		}
		if evaluate[string](t, ctx, `document.activeElement.textContent`) == text {
			if err := chromedp.Run(ctx, chromedp.KeyEvent("\r")); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatalf("the Tab key leads to no button %q", text)
}

// write writes a comment with the keyboard, in the form that a button opens.
func write(t testing.TB, ctx context.Context, button, text string) {
	t.Helper()
	press(t, ctx, button)
	err := chromedp.Run(ctx, chromedp.WaitReady(".comment-form textarea:focus", chromedp.ByQuery), chromedp.KeyEvent(text))
	if err != nil {
		t.Fatalf("%s: %v", button, err)
	}
	tabTo(t, ctx, "Spara")
	becomes(t, ctx, `document.querySelector(".comment-form") === null`)
}

// at is the button of a section.
func at(section string) string { return `.comment-button[data-section="` + section + `"]` }

const (
	commentsShown = `[...document.querySelectorAll(".comment__text")].map((p) => p.textContent)`
	counted       = `document.querySelector(".comments__count").textContent`
)

// selectWords selects words in the first paragraph of a section, which is in a section within it.
const selectWords = `(() => {
	const text = document.querySelector("#sec-genomforande p:not([class])").firstChild;
	const range = document.createRange();
	range.setStart(text, 0);
	range.setEnd(text, 20);
	getSelection().removeAllRanges();
	getSelection().addRange(range);
	return range.toString();
})()`

// TestComments writes comments on a phone with the keyboard alone, reloads it, and
// takes the comments out as a file, as text and as letters.
func TestComments(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core")
	}
	folder := withRound(t, false)
	server := serveFolder(t, folder)
	ctx, complaints := browser(t)
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(390, 844, 1, true)); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, server.URL+article)
	if loaded := evaluate[bool](t, ctx, `performance.getEntriesByType("resource").some((entry) => entry.name.endsWith("feedback.js"))`); loaded {
		t.Error("the script is loaded before anybody comments")
	}
	names := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".comment-button")].map((button) => button.textContent)`)
	if sorted := slices.Compact(slices.Sorted(slices.Values(names))); len(names) < 10 || len(sorted) != len(names) || !slices.Contains(names, "Lämna synpunkt på Genomförande") {
		t.Errorf("the buttons are %q", names)
	}

	write(t, ctx, at("genomforande"), "Vem gör det?")
	quote := evaluate[string](t, ctx, selectWords)
	press(t, ctx, at("genomforande"))
	if err := chromedp.Run(ctx, chromedp.WaitReady(".comment-form textarea:focus", chromedp.ByQuery), chromedp.KeyEvent("Fel ord.\t"+kb.ArrowDown+" \t nytt")); err != nil {
		t.Fatal(err)
	}
	becomes(t, ctx, `document.querySelector(".comment-form ins")?.textContent.includes("nytt")`)
	if evaluate[bool](t, ctx, `document.querySelector(".comment-float") !== null`) {
		t.Error("the button for the words that are commented on lies on the form")
	}
	checkComments(t, ctx, axe, "the form")
	tabTo(t, ctx, "Spara")
	write(t, ctx, at(""), "Bra text.")

	open(t, ctx, server.URL+article)
	becomes(t, ctx, `document.querySelectorAll(".comment").length === 3`)
	if shown := evaluate[[]string](t, ctx, commentsShown); !slices.Equal(shown, []string{"Vem gör det?", "Fel ord.", "Bra text."}) {
		t.Errorf("the comments are %q", shown)
	}
	if said := evaluate[string](t, ctx, counted); said != "3 synpunkter, inte skickade" {
		t.Errorf("it says %q", said)
	}
	press(t, ctx, ".comments__bar button")
	checkComments(t, ctx, axe, "the panel")
	evaluate[any](t, ctx, `document.querySelector(".answer-form details").open = true; null`)
	checkComments(t, ctx, axe, "the form of the host")
	checkImported(t, filepath.Join(filepath.Dir(folder), "content"), map[string][]byte{
		"svar.json": checkFile(t, ctx, quote), "svar.txt": checkCopied(t, ctx, quote), "svar.eml": checkLetters(t, ctx),
	})
	if said := evaluate[string](t, ctx, counted); said != "3 synpunkter, hämtade för att skickas" {
		t.Errorf("afterwards it says %q", said)
	}

	press(t, ctx, "#sec-"+left+" .comment__actions button:nth-child(2)")
	becomes(t, ctx, `document.querySelectorAll(".comment").length === 2 && document.activeElement.textContent === "Ångra"`)
	if err := chromedp.Run(ctx, chromedp.KeyEvent("\r")); err != nil {
		t.Fatal(err)
	}
	becomes(t, ctx, `document.querySelectorAll(".comment").length === 3`)
	open(t, ctx, server.URL+"/")
	becomes(t, ctx, counted+` === "3 synpunkter, hämtade för att skickas"`)
	for _, c := range *complaints {
		if !strings.HasPrefix(c, "request to blob:") {
			t.Errorf("the browser says: %s", c)
		}
	}
}

// checkComments examines the page with something open.
func checkComments(t *testing.T, ctx context.Context, axe []byte, what string) {
	t.Helper()
	if evaluate[bool](t, ctx, sideways) {
		t.Errorf("with %s the page scrolls sideways", what)
	}
	for _, v := range violations(t, ctx, axe) {
		t.Errorf("with %s: %s", what, v)
	}
}

// downloaded presses a button and returns the file that the browser saves.
func downloaded(t *testing.T, ctx context.Context, button string) (name string, data []byte) {
	t.Helper()
	dir := t.TempDir()
	behavior := cdpbrowser.SetDownloadBehavior(cdpbrowser.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(dir)
	if err := chromedp.Run(ctx, behavior); err != nil {
		t.Fatal(err)
	}
	press(t, ctx, button)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		files, _ := filepath.Glob(filepath.Join(dir, "*.json"))
		if len(files) == 1 {
			if data, err := os.ReadFile(files[0]); err == nil && json.Valid(data) {
				return filepath.Base(files[0]), data
			}
		}
	}
	t.Fatalf("%s saves no file", button)
	return "", nil
}

// saveFile is the first of the ways out.
const saveFile = ".comments__panel .comment__actions button"

// An answer is what the file has.
type answer struct {
	Context json.RawMessage `json:"@context"`
	ID      string
	Type    string
	Round   string `json:"provtryck:round"`
	Items   []struct {
		ID, Type, Motivation, Created, Modified string
		Body                                    []struct{ Type, Purpose, Value string }
		Target                                  struct {
			Source   string
			Selector []struct{ Type, Value, Exact, Prefix, Suffix string }
			Version  string `json:"provtryck:version"`
		}
	}
}

// checkImported takes an answer into the project in every form that the browser gives it: each has all of
// it, so the second and third add nothing.
func checkImported(t *testing.T, content string, forms map[string][]byte) {
	t.Helper()
	tool, err := program()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	want := "Tog in 3 nya synpunkter; 0 ändrade, 0 fanns redan, 0 togs inte in."
	for _, name := range slices.Sorted(maps.Keys(forms)) {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, forms[name], 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(tool, "synpunkter", "import", file, "--content", content).CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%s is taken in as\n%s\n%v, want %s", name, out, err, want)
		}
		want = "Tog in 0 nya synpunkter; 0 ändrade, 3 fanns redan, 0 togs inte in."
	}
}

func checkFile(t *testing.T, ctx context.Context, quote string) []byte {
	t.Helper()
	name, data := downloaded(t, ctx, saveFile)
	if !regexp.MustCompile(`^synpunkter-adhd-2027-[0-9a-f]{8}\.json$`).MatchString(name) {
		t.Errorf("the file is %s", name)
	}
	var a answer
	if err := json.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	urn := regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	if !urn.MatchString(a.ID) || a.Type != "AnnotationPage" || a.Round != "adhd-2027" || !strings.Contains(string(a.Context), "anno.jsonld") || len(a.Items) != 3 {
		t.Fatalf("the file is %s", data)
	}
	for i, item := range a.Items {
		if _, err := time.Parse(time.RFC3339, item.Created); err != nil || !urn.MatchString(item.ID) || item.Type != "Annotation" ||
			item.Target.Source != article || !regexp.MustCompile(`^[0-9a-f]{10}$`).MatchString(item.Target.Version) {
			t.Errorf("comment %d is %+v", i, item)
		}
	}
	second := a.Items[1]
	if second.Motivation != "editing" || len(second.Body) != 3 || second.Body[0].Value != "otydligt" || second.Body[1].Value != "Fel ord." ||
		second.Body[2].Purpose != "editing" || !strings.HasSuffix(second.Body[2].Value, "nytt") {
		t.Errorf("the suggestion is %+v", second)
	}
	if s := second.Target.Selector; len(s) != 2 || s[0].Value != left || s[1].Exact != strings.TrimSpace(quote) || s[1].Suffix == "" {
		t.Errorf("the suggestion is at %+v", s)
	}
	if len(a.Items[2].Target.Selector) != 0 || a.Items[0].Motivation != "commenting" {
		t.Errorf("the others are %+v", a.Items)
	}
	return data
}

func checkCopied(t *testing.T, ctx context.Context, quote string) []byte {
	t.Helper()
	evaluate[any](t, ctx, `navigator.clipboard.writeText = async (text) => { window.copied = text; }; null`)
	press(t, ctx, saveFile+":nth-child(2)")
	becomes(t, ctx, `Boolean(window.copied)`)
	text := evaluate[string](t, ctx, `window.copied`)
	want := regexp.MustCompile(`^Synpunkter från förhandsvisningen
Omgång: adhd-2027
Svar: [0-9a-f-]{36}
Från: 

--- Synpunkt [0-9a-f-]{36}
Text: ` + article + `#genomforande
Avsnitt: Genomförande
Version: [0-9a-f]{10}
Datum: \d{4}-\d\d-\d\d
Ändrad: \d{4}-\d\d-\d\dT[\d:.]+Z
Synpunkt:
\| Vem gör det\?
--- Slut

--- Synpunkt [0-9a-f-]{36}
Text: ` + article + `#` + left + `
Avsnitt: Att ansöka och få beslut
Slag: otydligt
Version: [0-9a-f]{10}
Datum: \d{4}-\d\d-\d\d
Ändrad: \d{4}-\d\d-\d\dT[\d:.]+Z
Citat: ` + regexp.QuoteMeta(strings.TrimSpace(quote)) + `
(Före: .*
)?Efter: .*
Synpunkt:
\| Fel ord\.
Förslag:
\| .* nytt
--- Slut

--- Synpunkt [0-9a-f-]{36}
Text: ` + article + `
`)
	if !want.MatchString(text) {
		t.Errorf("the text is\n%s", text)
	}
	return []byte(text)
}

// checkLetters checks that every comment is in a letter, and that programs for mail can take
// the letters. It returns them as one that a mail program has sent.
func checkLetters(t *testing.T, ctx context.Context) []byte {
	t.Helper()
	links := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".comments__panel a[href^=mailto]")].map((a) => a.getAttribute("href"))`)
	all := ""
	for _, link := range links {
		u, err := url.Parse(link)
		if err != nil || u.Opaque != "adhd-remiss@exempel.se" || len(u.Query().Get("body")) == 0 || len(link) > 2000 {
			t.Errorf("%v: %s", err, link)
			continue
		}
		if !strings.HasPrefix(u.Query().Get("subject"), "Synpunkter: "+roundTitle) {
			t.Errorf("the subject is %q", u.Query().Get("subject"))
		}
		all += u.Query().Get("body")
	}
	for _, want := range []string{"| Vem gör det?\r\n", "| Fel ord.\r\n", "| Bra text.\r\n"} {
		if strings.Count(all, want) != 1 {
			t.Errorf("%q is not once in %d letters: %s", want, len(links), all)
		}
	}
	return []byte("From: a@exempel.se\r\nTo: adhd-remiss@exempel.se\r\nSubject: Synpunkter\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nHej!\r\n\r\n" + all + "\r\nHälsningar\r\n")
}

// lostComment keeps a comment on a section that is gone, and what is no comment.
const lostComment = `localStorage.setItem("provtryck:synpunkter:adhd-2027", JSON.stringify({ answer: "x", entries: { a: { saved: {
	id: "a", created: "2027-03-04T10:00:00Z", modified: "2027-03-04T10:00:00Z", page: "` + article + `", title: "Boendestöd",
	section: "finns-inte", heading: "Borta", text: "Kvar.", kind: "no such" } }, b: 7, c: { saved: { id: 7 } } } }))`

// TestCommentsKept checks that what has been typed is never lost, and that it is said where
// the browser keeps nothing.
func TestCommentsKept(t *testing.T) {
	t.Parallel()
	server := serveFolder(t, withRound(t, false))
	ctx, complaints := browser(t)
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	open(t, ctx, server.URL+article)
	press(t, ctx, at("genomforande"))
	if err := chromedp.Run(ctx, chromedp.WaitReady(".comment-form textarea:focus", chromedp.ByQuery), chromedp.KeyEvent("Halvfärdig")); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, server.URL+article)
	becomes(t, ctx, counted+` === "1 utkast"`)
	press(t, ctx, at("genomforande"))
	becomes(t, ctx, `document.querySelector(".comment-form textarea")?.value === "Halvfärdig"`)
	if err := chromedp.Run(ctx, chromedp.KeyEvent(kb.Escape)); err != nil {
		t.Fatal(err)
	}
	becomes(t, ctx, `!document.querySelector(".comment-form") && document.activeElement.dataset.section === "genomforande"`)

	// Whatever is typed is text.
	const wild = `"</script><img src=x onerror=alert(1)> \u{1F9D1}\u200D\u2695\uFE0F \u05E9\u05DC\u05D5\u05DD a\u0000b \uD800" + "x".repeat(1e6)`
	press(t, ctx, at("genomforande"))
	evaluate[any](t, ctx, `(() => { const field = document.querySelector(".comment-form textarea"); field.value = `+wild+`; field.dispatchEvent(new Event("input", { bubbles: true })); document.querySelector(".comment-form .comment-action--main").click(); return null; })()`)
	becomes(t, ctx, commentsShown+`[0]?.startsWith("</script><img src=x onerror=alert(1)>")`)
	press(t, ctx, ".comments__bar button")
	becomes(t, ctx, `document.querySelector(".comments__panel").textContent.includes("för lång för e-postknappen: Genomförande")`)
	if _, data := downloaded(t, ctx, saveFile); len(data) < 1e6 || strings.Contains(string(data), "\\u0000") {
		t.Errorf("the file is %.300s", data)
	}

	evaluate[any](t, ctx, lostComment)
	open(t, ctx, server.URL+article)
	becomes(t, ctx, `document.querySelector(".comments").textContent.includes("Avsnittet finns inte längre på sidan: Borta") && `+commentsShown+`[0] === "Kvar."`)

	if err := chromedp.Run(ctx, beforeLoad(`Storage.prototype.setItem = () => { throw new Error("full"); }`)); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, server.URL+article)
	write(t, ctx, at(""), "Ny.")
	becomes(t, ctx, `document.querySelector(".comments [role=alert]").textContent.includes("Webbläsaren kan inte spara")`)
	if _, data := downloaded(t, ctx, ".comments [role=alert] button"); !strings.Contains(string(data), "Kvar.") || !strings.Contains(string(data), "Ny.") {
		t.Errorf("the file is %s", data)
	}
	for _, c := range *complaints {
		if !strings.HasPrefix(c, "request to blob:") {
			t.Errorf("the browser says: %s", c)
		}
	}
}
