package browsertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The sites that every engine walks through: from a server, with a round and what has changed, and from disk.
type sites struct{ server, disk string }

// A walk is a test in one engine.
type walk struct {
	*testing.T
	sites
	engine engine
	name   string // of the engine
	saves  string // the folder where it saves files
	seen   *[]seen
}

// seen is what a page shows.
type seen struct{ where, text string }

// ask returns the value of a script's expression in the page.
func ask[T any](w walk, expression string) T {
	w.Helper()
	var value T
	said, err := w.engine.run(`return JSON.stringify((await (` + expression + `)) ?? null)`)
	if err == nil {
		err = json.Unmarshal([]byte(said), &value)
	}
	if err != nil {
		w.Fatalf("%.200s: %v", expression, err)
	}
	return value
}

// becomes waits until an expression is true.
func (w walk) becomes(expression string) {
	w.Helper()
	var said string
	var err error
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		// While a page is loaded there is an error or no answer.
		if said, err = w.engine.run(`return String(Boolean(` + expression + `))`); err == nil && said == "true" {
			return
		}
	}
	w.Fatalf("%s does not become true: %s, %v", expression, said, err)
}

// open goes to an address and waits until the reader of the page is shown.
func (w walk) open(address string) {
	w.Helper()
	if err := w.engine.open(address); err != nil {
		w.Fatalf("%s: %v", address, err)
	}
	w.arrives("true")
}

// arrives waits until a page is shown of which an expression is true.
func (w walk) arrives(expression string) {
	w.Helper()
	w.becomes(expression + ` && document.readyState === "complete" && document.querySelector("button.reader__open")`)
}

// click clicks what a selector finds first.
func (w walk) click(selector string) {
	w.Helper()
	w.becomes(`document.querySelector(` + quoted(selector) + `)`)
	ask[bool](w, `(document.querySelector(`+quoted(selector)+`).click(), true)`)
}

// write writes in the field that has the focus, as a person does it.
func (w walk) write(text string) {
	w.Helper()
	if !ask[bool](w, `document.execCommand("insertText", false, `+quoted(text)+`)`) {
		w.Errorf("%q cannot be written", text)
	}
}

// is checks the value of an expression.
func (w walk) is(expression, want string) {
	w.Helper()
	if got := ask[string](w, `String(`+expression+`)`); got != want {
		w.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// look remembers what the page shows, but for blanks, which engines write in their own ways.
func (w walk) look(where string) {
	w.Helper()
	text := ask[string](w, `(() => {
		const lists = [...document.querySelectorAll("select")]; // of which some engines give all the choices
		for (const list of lists) list.style.display = "none";
		for (const part of document.querySelectorAll(".print-part")) part.style.contentVisibility = "visible"; // else some engines leave out what is out of view
		const text = document.body.innerText;
		for (const list of lists) list.style.display = "";
		return text;
	})()`)
	if len(text) < 300 {
		w.Errorf("%s shows only %q", where, text)
	}
	*w.seen = append(*w.seen, seen{where, squeeze(text)})
}

func quoted(s string) string {
	data, _ := json.Marshal(s) // a string always can
	return string(data)
}

// TestEngines walks the ways that matter in every engine that the machine has, and compares what they show.
func TestEngines(t *testing.T) {
	t.Parallel()
	s := sites{
		server: serveFolder(t, compared(t)).URL,
		disk:   (&url.URL{Scheme: "file", Path: filepath.ToSlash(withRound(t, true))}).String(),
	}
	shown := make([][]seen, len(engines))
	t.Run("each", func(t *testing.T) {
		for i, e := range engines {
			t.Run(e.name, func(t *testing.T) {
				t.Parallel()
				saves := t.TempDir()
				w := walk{t, s, e.start(t, saves), e.name, saves, &shown[i]}
				for _, way := range []struct {
					name string
					goes func(walk)
				}{
					{"who sees what", whoSeesWhat}, {"reader", readerWay}, {"reviewer", reviewerWay}, {"changes", changesWay},
					{"lists", listsWay}, {"disk", diskWay}, {"paper", paperWay}, {"complaints", complaintsWay},
				} {
					t.Run(way.name, func(t *testing.T) {
						w := w
						w.T = t
						way.goes(w)
					})
				}
			})
		}
	})
	for i, e := range engines {
		if len(shown[i]) == 0 || len(shown[0]) == 0 {
			continue // it is missing, or has failed
		}
		t.Logf("%s has shown %d pages", e.name, len(shown[i]))
		for n, page := range shown[i] {
			if n >= len(shown[0]) || shown[0][n].where != page.where {
				t.Errorf("%s has shown %s, %s not", e.name, page.where, engines[0].name)
			} else if at := firstOther(shown[0][n].text, page.text); at >= 0 {
				t.Errorf("%s: %s shows %.80q where %s shows %.80q", page.where, e.name, page.text[at:], engines[0].name, shown[0][n].text[at:])
			}
		}
	}
}

// firstOther returns where two texts begin to differ, -1 if they do not.
func firstOther(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return max(0, i-20)
		}
	}
	if len(a) != len(b) {
		return max(0, min(len(a), len(b))-20)
	}
	return -1
}

// whoSeesWhat runs the cases that the program's own tests run.
func whoSeesWhat(w walk) {
	cases, err := os.ReadFile(filepath.Join("..", "audience", "testdata", "cases.json"))
	if err != nil {
		w.Fatal(err)
	}
	var counted struct{ Cases []json.RawMessage }
	if err := json.Unmarshal(cases, &counted); err != nil || len(counted.Cases) < 200 {
		w.Fatalf("%d cases, %v", len(counted.Cases), err)
	}
	script, err := os.ReadFile(filepath.Join("..", "..", "assets", "js", "visibility.js"))
	if err != nil {
		w.Fatal(err)
	}
	w.open(w.server + article)
	visible := ask[[]string](w, `(() => {
		"use strict";
		`+string(script)+`
		const file = `+string(cases)+`;
		const tags = indexTags({ dimensions: file.taxonomy.dimensions.map((id) => ({ id, tags: file.taxonomy.tags.filter((tag) => tag.dimension === id) })) });
		const written = (path) => path.map((level) => [...level.tags, ...(level.always ? ["alltid"] : [])].join(" ")).join("/");
		return file.cases.filter((c) => isVisible(tags, parseTargets(written(c.path)), c.profile)).map((c) => c.name);
	})()`)
	var wanted []string
	for _, data := range counted.Cases {
		var c struct {
			Name    string
			Visible bool
		}
		if err := json.Unmarshal(data, &c); err != nil {
			w.Fatal(err)
		}
		if c.Visible {
			wanted = append(wanted, c.Name)
		}
	}
	if !slices.Equal(visible, wanted) {
		w.Errorf("of %d cases are visible %q, want %q", len(counted.Cases), visible, wanted)
	}
}

// readerWay chooses a reader on a text, shows it in every way, goes on to another page, and compares.
func readerWay(w walk) {
	w.open(w.server + article)
	w.look("text")
	w.click("button.reader__open")
	w.look("panel")
	w.click(".reader-panel [value=distriktslakare]")
	w.is(`location.search`, "?som=distriktslakare")
	w.look("dimmed")
	w.is(`document.getElementById("sec-`+left+`").classList.contains("is-not-for")`, "true")
	w.click(".reader-panel [value=dolj]")
	w.is(`document.getElementById("`+left+`").getClientRects().length`, "0")
	w.look("hidden")
	w.click(".reader-panel__close")
	w.is(`document.querySelector(".reader-panel").hidden`, "true")
	w.click(`.breadcrumb a[href*="/behandling-och-stod/"]`)
	w.arrives(`location.pathname.endsWith("/behandling-och-stod/") && document.querySelector(".reader__name")?.textContent === ": Distriktsläkare"`)
	w.is(`location.search`, "?som=distriktslakare&visning=dolj")
	w.look("next page")
	for _, query := range []string{"?visning=taggar", "?som=kurator-elevhalsa&visning=dolj", "?som=elevhalsa,kurator",
		"?som=elevhelsan&visning=bort", "?som=psykiater-oppenvard&jamfor=boendestodjare-kommun"} {
		w.open(w.server + article + query)
		w.look(query)
	}
	w.is(`document.querySelectorAll(".compare__row--differs").length`, "4")
	w.click(".compare__stop")
	w.is(`location.search`, "?som=psykiater-oppenvard")
	w.look("comparison ended")
}

// reviewerWay writes a comment, saves the file that is to be sent, and marks a text as read.
func reviewerWay(w walk) {
	w.open(w.server + article)
	quote := ask[string](w, selectWords)
	w.click(".comment-float")
	w.becomes(`document.activeElement.matches(".comment-form textarea")`)
	w.write("Fel ord – eller?")
	w.open(w.server + article) // a draft is kept
	w.becomes(counted + ` === "1 utkast"`)
	w.click(`#sec-` + left + ` ` + at(left))
	w.becomes(`document.querySelector(".comment-form textarea")?.value === "Fel ord – eller?"`)
	w.click(".comment-form .comment-action--main")
	w.becomes(`document.querySelector(".comment-form") === null`)
	w.open(w.server + article)
	w.becomes(commentsShown + `.join() === "Fel ord – eller?"`)
	w.look("comment")
	w.click(".comments__bar button")
	w.click(saveFile)
	var a answer
	if err := json.Unmarshal(w.saved(), &a); err != nil || len(a.Items) != 1 {
		w.Fatalf("the file has %+v, %v", a, err)
	}
	if c := a.Items[0]; a.Round != "adhd-2027" || c.Target.Source != article || len(c.Target.Selector) != 2 ||
		c.Target.Selector[1].Exact != strings.TrimSpace(quote) || c.Body[len(c.Body)-1].Value != "Fel ord – eller?" {
		w.Errorf("the comment is %+v", c)
	}
	w.is(counted, "1 synpunkt, hämtad för att skickas")
	w.click(".text-round__read")
	w.open(w.server + "/")
	w.becomes(`document.querySelector(".round__progress").textContent.startsWith("1 av ")`)
}

// saved waits for the file that the browser saves, and takes it.
func (w walk) saved() []byte {
	w.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		files, _ := filepath.Glob(filepath.Join(w.saves, "*.json"))
		if len(files) != 1 {
			continue
		}
		if data, err := os.ReadFile(files[0]); err == nil && json.Valid(data) {
			if err := os.Remove(files[0]); err != nil {
				w.Fatal(err)
			}
			return data
		}
	}
	w.Fatal("no file is saved")
	return nil
}

// changesWay steps through what has changed.
func changesWay(w walk) {
	w.open(w.server + changes + "?som=kurator-elevhalsa")
	w.look("all changes")
	w.open(w.server + changedText)
	w.becomes(`document.querySelector(".change-steps")`)
	w.look("changed text")
	const next = ".change-steps__button:last-child"
	for _, want := range []string{"andring-1", "andring-2"} {
		w.click(next)
		w.is(`document.querySelector("[data-current]").id`, want)
	}
	w.becomes(`(() => { const box = document.querySelector("[data-current]").getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()`)
	ask[bool](w, `(document.activeElement.blur(), document.dispatchEvent(new KeyboardEvent("keydown", { key: "k", bubbles: true })), true)`)
	w.is(`document.querySelector("[data-current]").id`, "andring-1")
	w.open(w.server + removedText)
	w.becomes(`document.querySelector(".change-steps")`)
	ask[bool](w, `(() => { const next = document.querySelector("`+next+`"); for (let n = 0; n < 99 && !next.textContent.startsWith("Nästa text"); n++) next.click(); return true; })()`)
	w.click(next)
	w.arrives(`location.pathname === "` + changedText + `"`)
}

// listsWay folds, follows contents, and sorts and sifts lists.
func listsWay(w walk) {
	const expanded = `document.querySelector("#genomforande button").getAttribute("aria-expanded")`
	w.open(w.server + article)
	w.click("#genomforande button")
	w.is(expanded, "false")
	w.look("folded")
	w.click(`.contents__link[href="#genomforande"]`)
	w.is(expanded, "true")
	w.becomes(`Math.abs(document.getElementById("genomforande").getBoundingClientRect().top) < innerHeight / 2`)
	ask[bool](w, `(scrollTo(0, document.getElementById("kontakten-med-varden").getBoundingClientRect().top + scrollY - innerHeight / 5), true)`)
	w.becomes(`document.querySelector(".contents__link[aria-current]")?.hash === "#kontakten-med-varden"`)
	ask[bool](w, `(() => { const s = document.querySelector(".region__select"); s.selectedIndex = 1; s.dispatchEvent(new Event("change", { bubbles: true })); return true; })()`)
	w.is(`location.search === "?region=" + document.querySelector(".region__select").value`, "true")

	w.open(w.server + "/a-o/?som=kurator-elevhalsa")
	w.look("index")
	w.click(`.letters__link[href="#bokstav-aa"]`)
	w.is(`location.hash`, "#bokstav-aa")

	w.open(w.server + "/granskning/malgrupper/")
	for _, want := range []string{"descending", "ascending"} {
		w.becomes(`document.querySelectorAll(".matrix__sort").length > 2`)
		ask[bool](w, `(document.querySelectorAll(".matrix__sort")[2].click(), true)`)
		w.is(`document.querySelectorAll("thead th")[2].getAttribute("aria-sort")`, want)
		w.look("matrix " + want)
	}

	w.open(w.server + "/granskning/anmarkningar/")
	w.becomes(`document.querySelector("#omrade")?.getClientRects().length > 0`)
	w.look("findings")
	ask[bool](w, `(() => { const s = document.querySelector("#omrade"); s.selectedIndex = 1; s.dispatchEvent(new Event("change", { bubbles: true })); return true; })()`)
	w.is(`location.search === "?omrade=" + document.querySelector("#omrade").value`, "true")
	w.look("some findings")
	w.open(w.server + "/sok/?som=kurator-elevhalsa")
	w.becomes(`document.activeElement.id === "sokord"`)
	w.write("skolfranvaro")
	w.finds("found")

	for _, page := range []string{"/", "/kapitel/", "/vard-och-insatsprogram/adhd/", printed, "/hjalp/", "/tillganglighet/", "/granskning/", "/404.html"} {
		w.open(w.server + page)
		w.look(page)
	}
}

// finds waits until there are hits with their sentences, and looks.
func (w walk) finds(where string) {
	w.Helper()
	w.becomes(`document.querySelectorAll(".search__hits mark").length > 3`)
	ask[bool](w, `(async () => {
		for (let before = ""; before !== document.body.innerText;) {
			before = document.body.innerText;
			await new Promise((soon) => setTimeout(soon, 500));
		}
		return true;
	})()`)
	w.look(where)
}

// diskWay reads and comments on a text of a pack.
func diskWay(w walk) {
	w.open(w.disk + "/index.html")
	w.look("start of the pack")
	for _, step := range []struct{ link, at string }{
		{`.product__title a`, "/vard-och-insatsprogram/index.html"},
		{`.card__title a[href*="adhd"]`, "/vard-och-insatsprogram/adhd/index.html"},
		{`.card__title a[href*="behandling-och-stod"]`, "/vard-och-insatsprogram/adhd/behandling-och-stod/index.html"},
		{`.card__title a[href*="boendestod"]`, article + "index.html"},
	} {
		w.click(step.link)
		w.arrives(`location.pathname.endsWith("` + step.at + `")`)
	}
	w.click("button.reader__open")
	w.click(".reader-panel [value=kurator-elevhalsa]")
	w.is(`location.search`, "?som=kurator-elevhalsa")
	w.click(".reader-panel [value=dolj]")
	w.look("hidden in the pack")
	w.click(`.breadcrumb a[href^="../index.html"]`)
	w.arrives(`location.pathname.endsWith("/behandling-och-stod/index.html") && document.querySelector(".reader__name")?.textContent === ": Kurator i elevhälsan"`)
	w.open(w.disk + article + "index.html")
	w.click(at("genomforande"))
	w.becomes(`document.activeElement.matches(".comment-form textarea")`)
	w.write("Från disken.")
	w.click(".comment-form .comment-action--main")
	w.becomes(`document.querySelector(".comment-form") === null`)
	w.open(w.disk + article + "index.html")
	w.becomes(commentsShown + `.join() === "Från disken."`)
	w.click(".comments__bar button")
	w.is(`document.querySelector(".comments__panel li a").href`, w.disk+article+"index.html#genomforande")
	w.click(saveFile)
	if data := w.saved(); !strings.Contains(string(data), `"source": "`+article+`"`) {
		w.Errorf("the file is %s", data)
	}
	w.open(w.disk + "/sok/index.html?q=krisplan")
	w.finds("found in the pack")
}

// paperWay prints: each sheet says that it is not published, in its own place and once. In WebKit the last
// sheet may say it twice, since the mark in its side stands far down, and the text may end before it.
func paperWay(w walk) {
	for i, url := range []string{
		article, article + "?som=kurator-elevhalsa&visning=dolj", printed, "/granskning/malgrupper/", // a wide table, on paper that lies down
		"/vard-och-insatsprogram/depression-och-angestsyndrom/niva-och-process/stegvis-vard/",
	} {
		w.open(w.server + url)
		p := paper{filepath.Join(w.TempDir(), fmt.Sprint(i, ".pdf"))}
		if err := w.engine.print(p.file); err != nil {
			w.Fatalf("%s: %v", url, err)
		}
		pages := p.pages(w)
		if len(pages) == 0 {
			w.Errorf("%s has no sheet", url)
		}
		for n, text := range pages {
			marks := strings.Count(text, "Förhandsvisning – inte publicerad")
			if marks != 1 && (w.name != "WebKit" || n < len(pages)-1 || marks != 2) {
				w.Errorf("%s: sheet %d of %d is marked %d times:\n%s", url, n+1, len(pages), marks, text)
			}
		}
	}
}

// complaintsWay checks that the engine has complained of nothing, and that it is heard when it does.
func complaintsWay(w walk) {
	complaints, err := w.engine.complaints()
	if err != nil {
		w.Fatal(err)
	}
	for _, c := range complaints {
		w.Errorf("the browser says: %s", c)
	}
	faulty := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Security-Policy", "script-src 'self'")
		if rw.Header().Set("Content-Type", "text/html"); r.URL.Path == "/fel.js" {
			rw.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(rw, `console.error("written"); throw new Error("thrown");`)
			return
		}
		fmt.Fprint(rw, `<!doctype html><title>Fel</title><script src="/fel.js"></script><script>document.title = "inline"</script>`)
	}))
	w.Cleanup(faulty.Close)
	if err := w.engine.open(faulty.URL); err != nil {
		w.Fatal(err)
	}
	missed := []string{"thrown", "script-src"}
	for end := time.Now().Add(patience / 3); len(missed) > 0 && time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if complaints, err = w.engine.complaints(); err != nil {
			w.Fatal(err)
		}
		missed = slices.DeleteFunc(missed, func(s string) bool { return strings.Contains(strings.Join(complaints, "\n"), s) })
	}
	if len(missed) > 0 {
		w.Errorf("nothing is heard of %q: %q", missed, complaints)
	}
}
