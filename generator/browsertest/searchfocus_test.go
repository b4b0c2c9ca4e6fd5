package browsertest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// typeLetters writes in the field as one who types, a letter at a time.
const typeLetters = `(async () => {
	const field = document.querySelector(".search__field");
	for (const letter of "LETTERS") {
		field.value += letter;
		field.dispatchEvent(new Event("input", { bubbles: true }));
		await new Promise((done) => setTimeout(done, 100));
	}
})()`

// TestSearchMore asks for more while more, or what is found for other words, is on its way: every hit is shown once.
func TestSearchMore(t *testing.T) {
	t.Parallel()
	out, err := built()
	if err != nil {
		t.Fatal(err)
	}
	files := http.FileServer(http.Dir(out))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path.Base(path.Dir(path.Dir(r.URL.Path))) == "search" && path.Base(r.URL.Path) != "index.js" {
			time.Sleep(300 * time.Millisecond)
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	ctx, complaints := browser(t)
	const click = `document.querySelector(".search__more").click()`
	const firstOfAll = `[...document.querySelectorAll(".hit__title a")].filter(({ href }, i, all) => all.findIndex((other) => other.href === href) === i).length`

	if got := searching(t, ctx, server.URL+"/sok/?q=l%C3%A4kemedel"); !got.More || len(got.Titles) != 10 {
		t.Fatalf("first: %+v", got)
	}
	got := after(t, ctx, `document.querySelectorAll(".hit").length > 10 && `+told, chromedp.Evaluate(click+`;`+click, nil))
	if n := evaluate[int](t, ctx, firstOfAll); n != 20 || len(got.Titles) != 20 {
		t.Errorf("asked for twice: %d hits, %d of them different", len(got.Titles), n)
	}
	if left := evaluate[bool](t, ctx, `document.querySelector(".search__more").textContent === "Visa fler (" + (parseInt(document.querySelector(".search__count").textContent) - 20) + " texter till)"`); !left {
		t.Errorf("of %s what more there is is not said", got.Count)
	}

	searching(t, ctx, server.URL+"/sok/?q=l%C3%A4kemedel")
	got = after(t, ctx, told+` && location.search === "?q=depression"`, chromedp.Evaluate(`(async () => {
		const field = document.querySelector(".search__field");
		field.value = "depression";
		field.dispatchEvent(new Event("input", { bubbles: true }));
		await new Promise((done) => setTimeout(done, 100));
		`+click+`;
	})()`, nil))
	time.Sleep(time.Second)
	if n := evaluate[int](t, ctx, firstOfAll); n != 10 || evaluate[int](t, ctx, `document.querySelectorAll(".hit").length`) != 10 {
		t.Errorf("asked for while other words are looked for: %d different hits", n)
	}
	if evaluate[bool](t, ctx, `document.querySelector(".hit__title a") === document.activeElement`) || got.Count == "" {
		t.Errorf("the focus is among the hits: %+v", got)
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestSearchBegins opens the page for a reader with a blank before its name, and goes elsewhere before the page can
// search.
func TestSearchBegins(t *testing.T) {
	t.Parallel()
	server, arrive := heldSite(t, func(url string) bool { return path.Base(url) == "search.js" })
	ctx, _ := browser(t)
	if err := chromedp.Run(ctx, chromedp.Navigate("about:blank"), chromedp.Evaluate(`location.href = "`+server.URL+`/sok/?q=krisplan&som=+kurator-elevhalsa"`, nil)); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, `document.querySelector("button.reader__open")`)
	if err := chromedp.Run(ctx, chromedp.Evaluate(`document.querySelector("button.reader__open").focus()`, nil)); err != nil {
		t.Fatal(err)
	}
	arrive()
	until(t, ctx, told)
	if at := evaluate[string](t, ctx, `document.activeElement.className`); !strings.Contains(at, "reader__open") {
		t.Errorf("the focus was taken to %q", at)
	}
	if label := evaluate[string](t, ctx, `document.querySelector(".search__reader").innerText`); !strings.HasPrefix(label, "Bara det som Kurator i elevhälsan ser (") {
		t.Errorf("the filter says %q", label)
	}

	// What the browser does not keep is not said to be.
	searching(t, ctx, server.URL+"/sok/?q=krisplan")
	pressed := evaluate[string](t, ctx, `(() => {
		Storage.prototype.setItem = () => { throw new Error("nothing is kept"); };
		const button = document.querySelector(".search__slash");
		button.click();
		return button.getAttribute("aria-pressed");
	})()`)
	if pressed != "true" {
		t.Error("the key is said to be off, and is not")
	}
}

// TestSearchHeard checks that what is said about what is found is read out too, once nobody types, and not twice.
func TestSearchHeard(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	const heard = `document.querySelector(".search__heard").textContent`
	for address, want := range map[string]string{
		"/sok/?q=l%C3%A4kemmedel":         "”läkemmedel” finns inte i texterna. Menade du ”läkemedel”? Här är träffarna på det.",
		"/sok/?q=qqxqq":                   "”qqxqq” finns inte i texterna. Sök på ett annat ord, eller välj en av vägarna nedan.",
		"/sok/?q=?!":                      "Sökningen söker på bokstäver och siffror. Skriv ett ord.",
		"/sok/?program=Adhd&mall=kapitel": "",
		"/hjalp/?q=qqxqq":                 "”qqxqq” finns inte i handboken. Sök på ett annat ord, eller välj ett dokument nedan.",
		"/hjalp/?q=uppgifterna":           "",
	} {
		searching(t, ctx, server.URL+address)
		if got := evaluate[string](t, ctx, heard); got != want {
			t.Errorf("%s: %q is read out, want %q", address, got, want)
		}
	}
	searching(t, ctx, server.URL+"/sok/?q=qqxqq")
	evaluate[any](t, ctx, `(() => {
		globalThis.times = 0;
		globalThis.isTyped = false;
		new MutationObserver((list) => { globalThis.times += list.length; }).observe(document.querySelector(".search__heard"), { childList: true, characterData: true, subtree: true });
		`+strings.Replace(typeLetters, "LETTERS", "qxxq", 1)+`.then(() => { globalThis.isTyped = true; });
		return null;
	})()`)
	until(t, ctx, `globalThis.isTyped && `+told+` && `+heard+`.startsWith("”qqxqqqxxq” finns inte")`)
	if times := evaluate[int](t, ctx, `globalThis.times`); times != 1 {
		t.Errorf("for four letters it is read out %d times", times)
	}
}

// TestSearchAdvice checks that what one is told to do where nothing is found can be done.
func TestSearchAdvice(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	const fewer = "färre ord"
	for q, many := range map[string]bool{"qqxqq": false, "+qqxqq+": false, "qqxqq+xxqxx": true, "qqx-qq": false, "qqxqq%09xxqxx": true} {
		if got := searching(t, ctx, server.URL+"/sok/?q="+q); strings.Contains(got.Said, fewer) != many || !strings.Contains(got.Said, "Sök på ett annat ord") {
			t.Errorf("%s: %s", q, got.Said)
		}
	}
}

// TestSearchUnableOnce checks that one who types on where nothing can be searched is told so once.
func TestSearchUnableOnce(t *testing.T) {
	t.Parallel()
	dir := siteCopy(t)
	if err := os.Remove(filepath.Join(dir, "assets", "latest-search.js")); err != nil {
		t.Fatal(err)
	}
	server := serveFolder(t, dir)
	ctx, _ := browser(t) // which says itself that there is no such file
	open(t, ctx, server.URL+"/sok/?q=ad")
	until(t, ctx, `document.querySelector(".search__unable").textContent.startsWith("Det går inte att söka:") && !document.querySelector("[aria-busy]")`)
	evaluate[any](t, ctx, `(() => {
		globalThis.times = 0;
		new MutationObserver((list) => { globalThis.times += list.length; }).observe(document.querySelector(".search__unable"), { attributes: true, childList: true, characterData: true, subtree: true });
		globalThis.isTyped = false;
		`+strings.Replace(typeLetters, "LETTERS", "hd ba", 1)+`.then(() => { globalThis.isTyped = true; });
		return null;
	})()`)
	until(t, ctx, `globalThis.isTyped && !document.querySelector("[aria-busy]")`)
	if evaluate[bool](t, ctx, `document.querySelector(".search__unable").hidden`) {
		t.Error("the reason is hidden")
	}
	if times := evaluate[int](t, ctx, `globalThis.times`); times > 0 {
		t.Errorf("the reason is written %d times again", times)
	}
}

// TestSearchEdited saves texts while somebody is among the hits in the local preview: the hit has the focus and as many
// are shown as before, and a new programme has its name in the filter.
func TestSearchEdited(t *testing.T) {
	t.Parallel()
	texts := map[string]string{}
	for _, letter := range "abcdefghijklmno" {
		texts["kliniska-kunskapsstod/prov-"+string(letter)+".md"] = "---\ntitel: Krisplan " + string(letter) + "\n---\n\n## Om\n\nEn mening om trygghet.\n"
	}
	p := serve(t, texts)
	ctx, _ := browser(t)
	if got := searching(t, ctx, p.address+"/sok/?q=trygghet"); !got.More {
		t.Fatalf("first: %+v", got)
	}
	after(t, ctx, told+` && document.querySelectorAll(".hit").length === 15`, chromedp.Click(".search__more"))
	at := evaluate[string](t, ctx, `document.activeElement.href`)
	p.save(t, "vard-och-insatsprogram/prov/index.md", "---\ntitel: Provprogrammet\nmall: program\n---\n\nOm trygghet.\n")
	until(t, ctx, told+` && document.querySelector("#program").length > 1 && document.querySelector(".search__count").textContent === "16 texter"`)
	if now := evaluate[string](t, ctx, `document.activeElement.href ?? ""`); now != at || !strings.Contains(at, "/prov-") {
		t.Errorf("the focus was at %q, and is at %q", at, now)
	}
	if n := evaluate[int](t, ctx, `document.querySelectorAll(".hit").length`); n != 15 {
		t.Errorf("%d hits are shown", n)
	}
	if got := evaluate[string](t, ctx, `[...document.querySelector("#program").options].map(({ textContent }) => textContent).join(", ")`); got != "Alla (16), Provprogrammet (1)" {
		t.Errorf("the filter has %s", got)
	}
}
