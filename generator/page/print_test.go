package page

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/site"
	"provtryck/generator/versions"
)

// sections makes sections of their ids; those that begin with a blank are in the
// one before.
func sections(ids ...string) []*document.Section {
	var list []*document.Section
	for _, id := range ids {
		if inner, ok := strings.CutPrefix(id, " "); ok {
			outer := list[len(list)-1]
			outer.Children = append(outer.Children, &document.Section{ID: inner})
		} else {
			list = append(list, &document.Section{ID: id})
		}
	}
	return list
}

func text(url string, ids ...string) *site.Article {
	return &site.Article{Title: url, URL: site.Programmes.URL + url,
		Doc: &document.Document{Sections: sections(ids...)}}
}

// TestPrintNumbers numbers a programme with a page outside its chapters, and a
// chapter with a text of its own and two pages.
func TestPrintNumbers(t *testing.T) {
	p := &site.CareProgramme{Article: text("adhd/", "om", "ansvar"), Pages: []*site.Article{text("adhd/ord/", "a")}}
	p.Chapters = []*site.Chapter{{Number: 4, Article: text("adhd/k/", "om"),
		Pages: []*site.Article{text("adhd/k/x/"), text("adhd/k/y/", "s", " t", " u", "v")}}}
	want := map[string]string{
		"text-adhd": "0", "text-adhd--om": "0.1", "text-adhd--ansvar": "0.2",
		"text-adhd--ord": "0.3", "text-adhd--ord--a": "0.3.1",
		"text-adhd--k": "4", "text-adhd--k--om": "4.0.1",
		"text-adhd--k--x": "4.1",
		"text-adhd--k--y": "4.2", "text-adhd--k--y--s": "4.2.1", "text-adhd--k--y--t": "4.2.1.1",
		"text-adhd--k--y--u": "4.2.1.2", "text-adhd--k--y--v": "4.2.2",
	}
	got := printNumbers(printedTexts(p))
	if !maps.Equal(got, want) {
		t.Errorf("the numbers are %v", got)
	}
	if numbers := slices.Sorted(maps.Values(got)); len(slices.Compact(numbers)) != len(want) {
		t.Error("two have the same number")
	}
}

// TestWithinPrint moves the links to texts of the programme, and leaves the
// article itself as it was.
func TestWithinPrint(t *testing.T) {
	p, q := &site.CareProgramme{Article: text("adhd/")}, &site.CareProgramme{Article: text("annat/")}
	inside, outside := text("adhd/k/x/", "s"), text("annat/k/")
	inside.Programme, outside.Programme = p, q
	a := text("adhd/k/y/")
	a.Links = []site.Link{
		{URL: inside.URL, Target: inside},
		{URL: inside.URL + "#s", Target: inside, Anchor: "s"},
		{URL: outside.URL, Target: outside},
		{URL: "/kliniska-kunskapsstod/krisplan/", Target: &site.Article{}},
		{URL: "https://example.org/", External: true},
	}
	var got []string
	for _, l := range withinPrint(p, a).Links {
		got = append(got, l.URL)
	}
	want := []string{"#text-adhd--k--x", "#text-adhd--k--x--s", outside.URL, "/kliniska-kunskapsstod/krisplan/",
		"https://example.org/"}
	if !slices.Equal(got, want) {
		t.Errorf("the links lead to %q", got)
	}
	if a.Links[0].URL != inside.URL {
		t.Errorf("the article itself now links to %s", a.Links[0].URL)
	}
}

// TestPrintFoot checks the foot of the paper, with more and less known.
func TestPrintFoot(t *testing.T) {
	p := &site.CareProgramme{Article: &site.Article{Title: "Adhd\n och  mer", Doc: &document.Document{}}}
	r := &Renderer{}
	if got, want := r.printFoot(p), "Förhandsvisning – inte publicerad · Adhd och mer"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p.Doc.Front.Version = field.Text{Text: "1.2"}
	r.options.Stamp = versions.Stamp{Name: "Ändringsförslag 12", Commit: "a1b2c3d", Date: "2026-11-23"}
	if got, want := r.printFoot(p), "Förhandsvisning – inte publicerad · Adhd och mer, version 1.2\nÄndringsförslag 12 · version a1b2c3d · 2026-11-23"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestCSSString(t *testing.T) {
	for in, want := range map[string]string{
		"":                      `""`,
		"Depression – ångest":   `"Depression – ångest"`,
		`"; } * { display:none`: `"\22 ; } * { display:none"`,
		`\`:                     `"\5c "`,
		`\22 abc`:               `"\5c 22 abc"`,
		"a\nb\r\nc\fd":          `"a\a b\d \a c\c d"`,
		"</style><script>":      `"\3c /style\3e \3c script\3e "`,
		"\x00\x7f":              `"\0 \7f "`,
		"/* */ 'x'":             `"/* */ 'x'"`,
		"\xff":                  "\"\ufffd\"",
	} {
		if got := cssString(in); got != want {
			t.Errorf("%q is %s, want %s", in, got, want)
		}
	}
}
