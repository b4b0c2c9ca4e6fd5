package audit

import (
	"strings"
	"testing"
)

func TestPage(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{`<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>`, ""},
		{`<h1>A</h1><h3>C</h3>`, `sida-rubriker rubriken "C" hoppar från nivå 1 till 3`},
		{`<h2>A</h2>`, `sida-rubriker rubriken "A" hoppar från nivå 0 till 2; sida-rubriker sidan har 0 huvudrubriker`},
		{`<h1>A</h1><h1>B</h1>`, "sida-rubriker sidan har 2 huvudrubriker"},
		{`<h1>A</h1><h2> </h2>`, "sida-rubriker en rubrik på nivå 2 är tom"},
		{`<h1 id="a">A</h1><p id="a">B</p>`, `sida-id id "a" finns flera gånger på sidan`},
		{`<h1 id="a">A</h1><p aria-describedby="a b">B</p>`, `sida-id aria-describedby hänvisar till "b", som inte finns på sidan`},
		{`<h1>A</h1><a href="/"></a><a id="b"></a><button> </button>`, "sida-namn en länk utan namn; sida-namn en knapp utan namn"},
		{`<h1>A</h1><a href="/"><img src="x" alt="Hem"></a><button aria-label="Stäng">×</button>`, ""},
		{`<h1>A</h1><a href="/"><span aria-hidden="true">→</span></a><img src="x">`, "sida-namn en länk utan namn; sida-namn en bild saknar alternativ text"},
		{`<h1>A</h1><img src="x" alt=""><svg></svg><svg role="img"></svg>`, "sida-namn en figur saknar namn"},
		{`<h1 id="n">A</h1><svg role="img" aria-labelledby="n"></svg>`, ""},
		{`<h1>A</h1><input><input type="hidden"><label for="b">B</label><input id="b"><label>C <select></select></label>`, "sida-namn ett fält saknar etikett"},
	} {
		faults, err := Page(strings.NewReader("<!doctype html><title>T</title>" + c.body))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range faults {
			got = append(got, f.Rule.ID+" "+f.Message)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.body, s, c.want)
		}
	}
}
