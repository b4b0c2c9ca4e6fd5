package browsertest

import (
	"archive/zip"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// unpacked builds a pack of the texts in testdata and a faulty one, unpacks it in a
// folder with a name as people's are, and returns the address of that folder.
func unpacked(t testing.TB) string {
	t.Helper()
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	pack, content := filepath.Join(dir, "prov.zip"), filepath.Join(dir, "content")
	if err := os.CopyFS(content, os.DirFS(filepath.Join("..", "testdata", "content"))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(content, filepath.FromSlash(samplePath)), []byte(faulty), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := inProject(file, "build", "--content", content, "--pack", pack); err != nil {
		t.Fatal(err)
	}
	z, err := zip.OpenReader(pack)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	home := filepath.Join(dir, "Åsas filer #1")
	if err := os.CopyFS(home, z); err != nil {
		t.Fatal(err)
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(home) + "/provtryck"}).String()
}

// follow clicks a link and waits for the page that it leads to, which it returns
// as an address below the folder.
func follow(t testing.TB, ctx context.Context, folder, link string) string {
	t.Helper()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(link, chromedp.ByQuery)); err != nil {
		t.Fatalf("%s: %v", link, err)
	}
	if err := chromedp.Run(ctx, chromedp.WaitReady("button.reader__open", chromedp.ByQuery)); err != nil {
		t.Fatalf("%s: %v", link, err)
	}
	return strings.TrimPrefix(evaluate[string](t, ctx, `location.href`), folder)
}

// TestPack opens a pack from disk, goes from the start page to a text, chooses a
// reader and goes on: all works that works from a server, and nothing is asked
// of any.
func TestPack(t *testing.T) {
	t.Parallel()
	folder := unpacked(t)
	ctx, complaints := browser(t)
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	open(t, ctx, folder+"/index.html")
	for _, step := range []struct{ link, want string }{
		{`.product__title a`, "/vard-och-insatsprogram/index.html"},
		{`.card__title a[href*="adhd"]`, "/vard-och-insatsprogram/adhd/index.html"},
		{`.card__title a[href*="behandling-och-stod"]`, "/vard-och-insatsprogram/adhd/behandling-och-stod/index.html"},
		{`.card__title a[href*="boendestod"]`, article + "index.html"},
	} {
		if at := follow(t, ctx, folder, step.link); at != step.want {
			t.Fatalf("%s led to %s, want %s", step.link, at, step.want)
		}
	}
	choosesReader(t, ctx, folder)
	worksFromDisk(t, ctx, folder)
	for _, c := range *complaints {
		if !strings.HasPrefix(c, "request to "+folder+"/") {
			t.Errorf("the browser says: %s", c)
		}
	}
}

// arrowTo goes down a list of choices with the arrow key until the one with a value is chosen.
func arrowTo(t *testing.T, ctx context.Context, value string) {
	t.Helper()
	for range 20 {
		if evaluate[string](t, ctx, `document.activeElement.value`) == value {
			return
		}
		if err := chromedp.Run(ctx, chromedp.KeyEvent(kb.ArrowDown)); err != nil {
			t.Fatal(err)
		}
	}
	t.Errorf("%s is not reached", value)
}

// choosesReader chooses a reader on the page that is open, and follows a link.
func choosesReader(t *testing.T, ctx context.Context, folder string) {
	t.Helper()
	err := chromedp.Run(ctx,
		chromedp.Focus("button.reader__open", chromedp.ByQuery),
		chromedp.KeyEvent("\r"),
	)
	if err != nil {
		t.Fatal(err)
	}
	arrowTo(t, ctx, "kurator-elevhalsa") // the list has the focus
	if err := chromedp.Run(ctx, chromedp.KeyEvent("\x1b")); err != nil {
		t.Fatal(err)
	}
	const som = "?som=kurator-elevhalsa"
	if search := evaluate[string](t, ctx, `location.search`); search != som {
		t.Errorf("the address has %q", search)
	}
	if at := follow(t, ctx, folder, `.breadcrumb a[href="../index.html"]`); at != "/vard-och-insatsprogram/adhd/behandling-och-stod/index.html"+som {
		t.Errorf("the link led to %s", at)
	}
	if name := evaluate[string](t, ctx, `document.querySelector(".reader__name").textContent`); name != ": Kurator i elevhälsan" {
		t.Errorf("the page is shown as %q", name)
	}
	// A programme for mail keeps its address.
	mail := evaluate[string](t, ctx, `(() => {
		const link = document.createElement("a");
		link.href = "mailto:a@exempel.se";
		document.body.append(link);
		link.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true }));
		return link.href;
	})()`)
	if mail != "mailto:a@exempel.se" {
		t.Errorf("the address of a mail became %s", mail)
	}
}

// worksFromDisk tries what else the scripts do, page by page.
func worksFromDisk(t *testing.T, ctx context.Context, folder string) {
	t.Helper()
	for _, c := range []struct{ name, page, script, want string }{
		{"folding", article + "index.html", `document.querySelector("#genomforande button").click(); document.querySelector("#genomforande button").getAttribute("aria-expanded")`, "false"},
		{"contents", article + "index.html", `document.querySelector("#genomforande button").click(); document.querySelector('.contents__link[href="#genomforande"]').click(); document.querySelector("#genomforande button").getAttribute("aria-expanded")`, "true"},
		{"compared", article + "index.html?som=psykiater-oppenvard&jamfor=boendestodjare-kommun",
			`document.querySelectorAll(".compare__row--differs").length > 0 ? "yes" : "no"`, "yes"},
		{"neighbour", article + "index.html?som=kurator-elevhalsa&visning=dolj",
			`document.querySelector(".reader-notice") ? "yes" : "no"`, "yes"},
		{"region", article + "index.html", `(() => { const s = document.querySelector(".region__select"); s.selectedIndex = 1; s.dispatchEvent(new Event("change", { bubbles: true })); return location.search === "?region=" + s.value ? "yes" : location.search; })()`, "yes"},
		{"findings", "/granskning/anmarkningar/index.html?niva=error",
			`document.querySelector("#niva").value + [...document.querySelectorAll(".finding")].some((f) => f.hidden)`,
			"errortrue"},
		{"findings chosen", "/granskning/anmarkningar/index.html",
			`(() => { const s = document.querySelector("#omrade"); s.value = "sakerhet"; s.dispatchEvent(new Event("change", { bubbles: true })); return location.search; })()`, "?omrade=sakerhet"},
		{"copy", "/index.html?som=kommun", `(() => {
			document.querySelector(".reader__open").click();
			const said = document.querySelector(".reader-panel__copied");
			const done = new Promise((resolve) => new MutationObserver(() => resolve(/^Länken är kopierad|^Kopiera länken/.test(said.textContent) ? "yes" : said.textContent)).observe(said, { childList: true }));
			document.querySelector(".reader-panel__actions button").click();
			return done;
		})()`, "yes"},
		{"matrix", "/granskning/malgrupper/index.html",
			`document.querySelectorAll(".matrix__sort")[1].click(); document.querySelector("th[aria-sort]").getAttribute("aria-sort")`, "descending"},
		{"index", "/a-o/index.html", `document.querySelector('.letters__link[href="#bokstav-aa"]').click(); location.hash`, "#bokstav-aa"},
	} {
		open(t, ctx, folder+c.page)
		if got := evaluate[string](t, ctx, c.script); got != c.want {
			t.Errorf("%s gives %q, want %q", c.name, got, c.want)
		}
	}
}
