package browsertest

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/audience"
	"provtryck/generator/content"
	"provtryck/generator/search"
	texts "provtryck/generator/site"
	"provtryck/generator/spelling"
)

// loadEngine loads the engine of the search as a page does, and its index.
const loadEngine = `new Promise((done) => {
	document.addEventListener("search:ready", async ({ detail }) => {
		globalThis.engine = detail;
		const { index, failure } = await detail.loadSearch();
		globalThis.index = index;
		done(failure ?? "");
	}, { once: true });
	const script = document.createElement("script");
	script.src = new URL("search.js", document.querySelector("script[src*='site.js']").src).href;
	document.head.append(script);
})`

// askEngine puts queries to it, with the excerpts of the first hits.
const askEngine = `Promise.all(QUERIES.map(async (query) => {
	const { wanted, cut, hits } = index.find(query);
	return {
		words: wanted.map(({ typed, meant, part, known }) => ({ typed, meant, part, known })), cut,
		hits: await Promise.all(hits.map(async ({ text, score, sections }, i) => ({
			title: text.title, address: "/" + text.address, score,
			sections: await Promise.all(sections.map(async (match) => ({
				entry: match.entry, anchor: match.anchor, heading: match.heading, audience: match.audience, score: match.score,
				excerpt: i < EXCERPTS ? await index.excerpt(match, wanted) : [],
			}))),
		}))),
	};
}))`

type engineQuery struct {
	Words   string   `json:"words"`
	Profile []string `json:"profile"`
}

type engineAnswer struct {
	Words []engineWord `json:"words"`
	Cut   bool         `json:"cut"`
	Hits  []engineHit  `json:"hits"`
}

type engineWord struct {
	Typed string `json:"typed"`
	Meant string `json:"meant"`
	Part  string `json:"part"`
	Known bool   `json:"known"`
}

type engineHit struct {
	Title    string        `json:"title"`
	Address  string        `json:"address"`
	Score    float64       `json:"score"`
	Sections []engineMatch `json:"sections"`
}

type engineMatch struct {
	Entry    int           `json:"entry"`
	Anchor   string        `json:"anchor"`
	Heading  string        `json:"heading"`
	Audience string        `json:"audience"`
	Score    float64       `json:"score"`
	Excerpt  []enginePiece `json:"excerpt"`
}

type enginePiece struct {
	Text   string `json:"text"`
	Marked bool   `json:"marked"`
}

// excerpts is how many hits of an answer the excerpts are compared of.
const excerpts = 10

// answerOf returns the program's answer to a query, in the form of the engine's.
func answerOf(t testing.TB, s *texts.Site, x *search.Index, q engineQuery) engineAnswer {
	t.Helper()
	var tags []int
	for _, id := range q.Profile {
		tags = append(tags, tagOf(t, s, id))
	}
	a := x.Find(search.Query{Words: q.Words, Reader: audience.New(tags...)})
	x.Excerpts(a, excerpts)
	number := map[*search.Entry]int{}
	for i := range x.Entries {
		number[&x.Entries[i]] = i
	}
	got := engineAnswer{Words: []engineWord{}, Cut: a.Cut, Hits: []engineHit{}}
	for _, w := range a.Wanted {
		got.Words = append(got.Words, engineWord{w.Typed, w.Meant, w.Part, len(w.Ways) > 0})
	}
	for _, h := range a.Hits {
		hit := engineHit{Title: h.Text.Title, Address: h.Text.URL, Score: h.Score}
		for _, m := range h.Sections {
			match := engineMatch{number[m.Entry], m.Entry.Anchor, m.Entry.Heading, m.Entry.Audience, m.Score, []enginePiece{}}
			for _, p := range m.Excerpt {
				match.Excerpt = append(match.Excerpt, enginePiece{p.Text, p.Marked})
			}
			hit.Sections = append(hit.Sections, match)
		}
		got.Hits = append(got.Hits, hit)
	}
	return got
}

// tagOf returns the tag with an id.
func tagOf(t testing.TB, s *texts.Site, id string) int {
	t.Helper()
	tag := slices.IndexFunc(s.Taxonomy.Tags, func(tag audience.Tag) bool { return tag.ID == id })
	if tag < 0 {
		t.Fatalf("no tag %s", id)
	}
	return tag
}

// searchable returns the site in testdata, its index, and the questions of its trial.
func searchable(t testing.TB) (*texts.Site, *search.Index, []search.Question) {
	t.Helper()
	dir := os.DirFS(filepath.Join("..", "testdata", "content"))
	sources, err := content.NewReader(nil).Read(dir, "2026-05-12")
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(filepath.Join("..", "testdata", "content", "_projekt", "sokprov.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	trial, problems := search.LoadTrial("sokprov.yaml", src)
	if len(problems) > 0 || len(trial.Questions) < 120 {
		t.Fatalf("%d questions, problems %v", len(trial.Questions), problems)
	}
	s := texts.New(sources)
	return s, search.New(s), trial.Questions
}

// hostile are queries that nobody should be harmed by.
var hostile = []string{
	"", " ", "?!", "och", "och att det", strings.Repeat("å", 10_000), strings.Repeat("ab ", 5_000), strings.Repeat("depression ", 1_000),
	strings.Repeat("stöd barn skola ångest adhd läkemedel ", 40), `.*(a+)+$[\`, "\u202eadhd\u202c", "سلام عليكم", "a\u0301\u0301", "la\u0308kemedel", "läke\u00ADmedel",
	"' OR 1=1 --", "<script>adhd</script>", "-", "\x00adhd", "ΑΣ ΟΔΟΣ", "İstanbul", "STRASSE straße", "ÆRØ ærø", "한국어", "हिन्दी", "𐐀𐐀 adhd", "constructor __proto__ toString",
	"hälso- och sjukvård", "2026-05-12", "F32.1 f3220", "1024 mg 0,5 § 12", "٢٠٢٦", "e\u0301lev", "ﬃ ﬁ", "½ ² 3", "٣٤", "\n\t adhd \r\n",
}

// queries returns those of the trial, hostile ones, some for readers, and some made of the forms in the texts.
func queries(s *texts.Site, x *search.Index, questions []search.Question) []engineQuery {
	var all []engineQuery
	words := func(w string) { all = append(all, engineQuery{Words: w, Profile: []string{}}) }
	for _, q := range questions {
		words(q.Words)
	}
	for _, q := range hostile {
		words(q)
	}
	for i, p := range s.Taxonomy.Personas {
		var profile []string
		for _, tag := range p.Tags {
			profile = append(profile, s.Taxonomy.Tags[tag].ID)
		}
		for _, q := range []string{"läkemedel", "barn skola", questions[i].Words} {
			all = append(all, engineQuery{Words: q, Profile: profile})
		}
	}
	forms := slices.Sorted(maps.Keys(x.Forms))
	for i := 0; i+31 < len(forms); i += 29 {
		form := []rune(forms[i])
		half := len(form) / 2
		words(string(form))
		words(spelling.Fold(string(form)))
		words(norm.NFD.String(string(form)))
		words(strings.ToUpper(string(form)) + "ernas")
		words(string(form[:half]) + string(form[half+1:]))
		words(string(form[:half]) + "x" + string(form[half:]))
		if half > 0 {
			words(string(form[:half-1]) + string(form[half]) + string(form[half-1]) + string(form[half+1:]))
		}
		words(string(form) + forms[(i*7+13)%len(forms)])
		words(string(form) + " " + forms[(i*11+5)%len(forms)] + " " + forms[i+30])
	}
	return all
}

// TestSearchSame checks that the browser finds what the program does: the same texts in the same order, the same
// sections, scores and excerpts.
func TestSearchSame(t *testing.T) {
	t.Parallel()
	s, x, questions := searchable(t)
	all := queries(s, x, questions)
	if len(all) < 600 {
		t.Fatalf("only %d queries", len(all))
	}
	server := site(t)
	ctx, complaints := browser(t)
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	open(t, ctx, server.URL+"/")
	if failure := evaluate[string](t, ctx, loadEngine); failure != "" {
		t.Fatalf("the index cannot be loaded: %s", failure)
	}
	if found := sameAnswers(t, ctx, s, x, all); found < 400 {
		t.Errorf("only %d of %d queries find something", found, len(all))
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// sameAnswers checks that the engine in the page answers queries as an index of the program does, and returns how many
// find something.
func sameAnswers(t *testing.T, ctx context.Context, s *texts.Site, x *search.Index, all []engineQuery) (found int) {
	t.Helper()
	wrong, marked := 0, 0
	for part := range slices.Chunk(all, 50) {
		src, err := json.Marshal(part)
		if err != nil {
			t.Fatal(err)
		}
		got := evaluate[[]engineAnswer](t, ctx, strings.NewReplacer("QUERIES", string(src), "EXCERPTS", "10").Replace(askEngine))
		for i, q := range part {
			want := answerOf(t, s, x, q)
			if len(want.Hits) > 0 {
				found++
				marked += len(want.Hits[0].Sections[0].Excerpt)
			}
			if g, w := asJSON(t, got[i]), asJSON(t, want); g != w {
				if wrong++; wrong <= 5 {
					at := 0
					for at < min(len(g), len(w)) && g[at] == w[at] {
						at++
					}
					t.Errorf("%.80q (%v): the browser has …%.300s, the program …%.300s", q.Words, q.Profile, g[max(0, at-100):], w[max(0, at-100):])
				}
			}
		}
	}
	if wrong > 0 || marked < found {
		t.Errorf("%d of %d queries are answered otherwise, %d find something, with %d pieces of excerpts", wrong, len(all), found, marked)
	}
	return found
}

func asJSON(t testing.TB, a engineAnswer) string {
	t.Helper()
	src, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// damages spoils the index in each of its parts, and returns what became of it.
const damages = `(async () => {
	const found = {};
	const open = (name, data) => { found[name] = engine.openIndex(data, new URL("/", location)).failure ?? "read"; };
	const source = performance.getEntriesByType("resource").map(({ name }) => name).find((name) => name.includes("/search/") && name.endsWith("/index.js"));
	const data = await new Promise((done) => {
		document.addEventListener("search:index", ({ detail }) => done(detail), { once: true });
		const script = document.createElement("script");
		script.src = source + "?again";
		document.head.append(script);
	});
	open("as it is", data);
	open("nothing", undefined);
	open("another version", { ...data, version: data.version + 1 });
	const called = (word) => ({ ...data, titles: data.titles.map((title, i) => i === 0 ? word : title) });
	open("an unknown word", called("zyxw"));
	open("unknown letters", called("Om \u{10D50}zyxw"));
	for (const [name, value] of Object.entries(data)) {
		if (name === "version") continue;
		open("without " + name, { ...data, [name]: undefined });
		if (["stop", "endings", "groups"].includes(name)) continue; // lists of any length
		open("half of " + name, { ...data, [name]: value.slice(0, value.length / 2) });
		if (typeof value === "string" && !name.toLowerCase().endsWith("tails")) open("more of " + name, { ...data, [name]: value + "!" });
	}
	return found;
})()`

// TestSearchDamaged checks that an index that cannot be used is told from one that can, and that nothing else happens.
func TestSearchDamaged(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, complaints := browser(t)
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	open(t, ctx, server.URL+"/")
	if failure := evaluate[string](t, ctx, loadEngine); failure != "" {
		t.Fatal(failure)
	}
	found := evaluate[map[string]string](t, ctx, damages)
	if len(found) < 40 {
		t.Errorf("only %d indexes", len(found))
	}
	for name, failure := range found {
		want := "damaged"
		switch name {
		case "as it is", "unknown letters":
			want = "read"
		case "nothing", "another version":
			want = "version"
		}
		if failure != want {
			t.Errorf("%s: %s, want %s", name, failure, want)
		}
	}
	for _, c := range *complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// heldSite serves the site, without the files that are held until they are to arrive.
func heldSite(t testing.TB, isHeld func(url string) bool) (server *httptest.Server, arrive func()) {
	t.Helper()
	out, err := built()
	if err != nil {
		t.Fatal(err)
	}
	files, held := http.FileServer(http.Dir(out)), make(chan struct{})
	arrive = sync.OnceFunc(func() { close(held) })
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isHeld(r.URL.Path) {
			<-held
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	t.Cleanup(arrive) // first, since Close waits for what is held
	return server, arrive
}

// siteCopy returns a copy of the site that the test may change.
func siteCopy(t testing.TB) string {
	t.Helper()
	out, err := built()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(out)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestSearchMissing checks that a site without an index says so, and finds it once it is there.
func TestSearchMissing(t *testing.T) {
	t.Parallel()
	dir := siteCopy(t)
	pointer := filepath.Join(dir, "assets", "latest-search.js")
	if err := os.Rename(pointer, pointer+".away"); err != nil {
		t.Fatal(err)
	}
	server := serveFolder(t, dir)
	ctx, _ := browser(t) // which says itself that there is no such file
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	open(t, ctx, server.URL+"/")
	if failure := evaluate[string](t, ctx, loadEngine); failure != "missing" {
		t.Errorf("without an index: %q", failure)
	}
	if err := os.Rename(pointer+".away", pointer); err != nil {
		t.Fatal(err)
	}
	if hits := evaluate[int](t, ctx, `engine.loadSearch().then(({ index }) => index?.find({ words: "adhd" }).hits.length ?? 0)`); hits == 0 {
		t.Error("the index is not found once it is there")
	}
}

// TestSearchFromDisk checks that a pack is searched from disk, with excerpts and addresses that lead to the texts, and
// that nothing of the search is loaded before.
func TestSearchFromDisk(t *testing.T) {
	t.Parallel()
	folder := unpacked(t)
	ctx, complaints := browser(t)
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	open(t, ctx, folder+article+"index.html")
	for _, c := range *complaints {
		if strings.Contains(c, "search") {
			t.Errorf("before a search: %s", c)
		}
	}
	if failure := evaluate[string](t, ctx, loadEngine); failure != "" {
		t.Fatal(failure)
	}
	const first = `(async () => {
		const { wanted, hits } = index.find({ words: "boendestöd" });
		const [match] = hits[0].sections;
		const pieces = await index.excerpt(match, wanted);
		return [engine.addressOf(hits[0].text), engine.addressOf(hits[0].text, "referenser"), pieces.filter(({ marked }) => marked).length > 0 ? "marked" : "unmarked"];
	})()`
	got := evaluate[[]string](t, ctx, first)
	if got[2] != "marked" || !strings.HasPrefix(got[0], folder+"/") || !strings.HasSuffix(got[0], "/boendestod/index.html") || got[1] != got[0]+"#referenser" {
		t.Errorf("from disk: %q in %s", got, folder)
	}
	open(t, ctx, got[0])
	for _, c := range *complaints {
		if !strings.HasPrefix(c, "request to "+folder+"/") {
			t.Errorf("the browser says: %s", c)
		}
	}
}
