package redirect

import (
	"fmt"
	"strings"
	"testing"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/ledger"
	"provtryck/generator/site"
)

// inventory has addresses of all forms that the old site has, and of forms that would break a file that does
// not escape them.
const inventory = `adress;blev;till;anmärkning
https://vardochinsats.se/;flyttad;https://www.exempel.se/start;
https://vardochinsats.se/exempel-och-liknande/kartlaeggning-och-utredning/diagnostisering-av-exempel-hos-vuxna-och-barn-inom-primaervaard-och-specialistpsykiatri-utkast/;flyttad;https://www.exempel.se/langt;
https://vardochinsats.se/åäö-och-ÅR/ängel;flyttad;https://www.exempel.se/%C3%A5ngest?a=1&b=2#del;
https://vardochinsats.se/exempel/?section=3174;flyttad;https://www.exempel.se/del;
https://vardochinsats.se/exempel/?section=2093;flyttad;https://www.exempel.se/del-2;
https://vardochinsats.se/exempel/;flyttad;https://www.exempel.se/hel;
https://vardochinsats.se/minindex.html;flyttad;https://www.exempel.se/minindex;
https://vardochinsats.se/a%22;flyttad;https://www.exempel.se/a$1'*;
https://vardochinsats.se/b%7D%3B%24uri%20%5C;flyttad;https://www.exempel.se/b/:splat;
https://vardochinsats.se/c%3Cadd%3E%26%2D%2D%3E;flyttad;https://www.exempel.se/c%0D%0AX:y;
https://vardochinsats.se/d*(.+)%5B;flyttad;https://www.exempel.se/d%20e;
https://vardochinsats.se/~default;flyttad;https://www.exempel.se/f/%22;
https://vardochinsats.se/sida/?q=adhd;flyttad;https://www.exempel.se/q;
https://vardochinsats.se/sida/?section=a%3Bb;flyttad;https://www.exempel.se/q;
https://exempel.org/sida/;flyttad;https://www.exempel.se/q;
https://vardochinsats.se/borta/;struken;;Skäl.
https://vardochinsats.se/obesvarad/;;;
https://vardochinsats.se/runt/;flyttad;https://www.vardochinsats.se/text/;
https://vardochinsats.se/utan/;flyttad;vard-och-insatsprogram/adhd/utan.md;
`

// texts have their old and new addresses themselves.
var texts = map[string]string{
	"vard-och-insatsprogram/adhd/index.md": "adress: https://www.exempel.se/adhd/\n",
	"vard-och-insatsprogram/adhd/text.md": "adress: https://www.exempel.se/text/\nersätter: [https://www.vardochinsats.se/text/]\n" +
		"ersätter-avsnitt: {stod: ['https://www.vardochinsats.se/text/?section=7']}\n",
	"vard-och-insatsprogram/adhd/utan.md": "",
}

func testSite(t testing.TB) *site.Site {
	t.Helper()
	src := site.Sources{Taxonomy: new(audience.Taxonomy), Blueprints: site.Blueprints{}}
	for _, name := range []string{"vard-och-insatsprogram/adhd/index.md", "vard-och-insatsprogram/adhd/text.md", "vard-och-insatsprogram/adhd/utan.md"} {
		text := "---\ntitel: Text\n" + texts[name] + "---\n\n## Stöd\n\nText.\n"
		src.Documents = append(src.Documents, document.Parse(name, []byte(text), document.Options{Taxonomy: src.Taxonomy}))
	}
	rows, found := ledger.Load("_projekt/inventering.csv", []byte(inventory))
	if len(found) > 0 {
		t.Fatal(found)
	}
	src.Inventory = rows
	return site.New(src)
}

// TestPlan checks where old addresses lead, and what is left out.
func TestPlan(t *testing.T) {
	s := testSite(t)
	for _, c := range []struct {
		name  string
		o     Options
		leads map[string]string
		left  map[string]string
	}{
		{"1177", Options{}, map[string]string{
			"vardochinsats.se/text": "https://www.exempel.se/text/", "vardochinsats.se/text?section=7": "https://www.exempel.se/text/",
			"vardochinsats.se/runt": "https://www.exempel.se/text/", "vardochinsats.se": "https://www.exempel.se/start",
			`vardochinsats.se/a"`: "https://www.exempel.se/a%241%27%2A", `vardochinsats.se/b};$uri \`: "https://www.exempel.se/b/%3Asplat",
			"vardochinsats.se/utan": "", "vardochinsats.se/borta": "",
		}, map[string]string{
			"https://vardochinsats.se/utan/": "saknar adress", "https://vardochinsats.se/obesvarad/": "inte bestämt",
			"https://exempel.org/sida/": "inte på", "https://vardochinsats.se/sida/?q=adhd": "frågetecknet",
			"https://vardochinsats.se/sida/?section=a%3Bb": "andra tecken", "https://vardochinsats.se/c%3Cadd%3E%26%2D%2D%3E": "finns inte",
		}},
		{"programme", Options{Programme: true}, map[string]string{"vardochinsats.se/utan": "https://www.exempel.se/adhd/"}, nil},
		{"preview", Options{Preview: "https://granskning.exempel.se/"}, map[string]string{
			"vardochinsats.se/utan":           "https://granskning.exempel.se/vard-och-insatsprogram/adhd/utan/",
			"vardochinsats.se/text?section=7": "https://granskning.exempel.se/vard-och-insatsprogram/adhd/text/#stod",
		}, nil},
	} {
		rules, left := Plan(s, c.o)
		got := map[string]string{}
		for _, r := range rules {
			got[r.From.String()] = r.To
		}
		for from, to := range c.leads {
			if got[from] != to {
				t.Errorf("%s: %s leads to %q, want %q", c.name, from, got[from], to)
			}
		}
		why := map[string]string{}
		for _, l := range left {
			why[l.Address] = l.Why
		}
		for address, want := range c.left {
			if !strings.Contains(why[address], want) {
				t.Errorf("%s: %s is left out: %q, want %q", c.name, address, why[address], want)
			}
		}
		if c.left != nil && len(left) != len(c.left) {
			t.Errorf("%s: left out are %v", c.name, left)
		}
	}
}

// TestAsks checks that all that is asked for one address is that address.
func TestAsks(t *testing.T) {
	rules, _ := Plan(testSite(t), Options{})
	for _, r := range rules {
		asks := Asks(r.From)
		if len(asks) < 6 || r.From.Path != "" && len(asks) < 9 {
			t.Errorf("%s: only %q", r.From, asks)
		}
		for _, ask := range asks {
			if k, ok := ledger.Fold("https://www." + r.From.Host + ask); !ok || k != r.From {
				t.Errorf("%q is %q, want %q", ask, k, r.From)
			}
		}
	}
}

// TestSame checks that the same texts give the same bytes, and that every line of a file is one of ours.
func TestSame(t *testing.T) {
	for name, write := range Formats {
		var first string
		for range 3 {
			rules, _ := Plan(testSite(t), Options{})
			var b strings.Builder
			if err := write(&b, rules, 301); err != nil {
				t.Fatal(err)
			}
			if first != "" && first != b.String() {
				t.Errorf("%s differs from time to time", name)
			}
			first = b.String()
		}
		if len(first) < 500 {
			t.Errorf("%s is %q", name, first)
		}
	}
	for _, path := range []string{"/ååååååå", "/å", "/abc"} {
		if n := len(spellings(path)); n > 70 || n < 1 {
			t.Errorf("%s has %d spellings", path, n)
		}
	}
	if got := fmt.Sprintf("%+q", spellings("/åb")); got != `["/\u00e5b" "/a\u030ab" "/\u00c5B"]` {
		t.Errorf("the spellings are %s", got)
	}
}

// TestNoKeyTwice checks that paths whose letters have the same capital are told apart: nginx refuses to start with a key
// that is there twice.
func TestNoKeyTwice(t *testing.T) {
	for _, pair := range [][2]string{{"/sıda", "/sida"}, {"/ſida", "/sida"}, {"/ς", "/σ"}, {"/µg", "/μg"}, {"/ångest", "/angest"}} {
		of := map[string]string{}
		for _, path := range pair {
			if k, ok := ledger.Fold(path); !ok || k.Path != path {
				t.Fatalf("%q is folded to %q", path, k.Path)
			}
			for _, form := range spellings(path) {
				key := asciiLower(form)
				if other := of[key]; other != "" && other != path {
					t.Errorf("%q is both %q and %q", form, other, path)
				}
				of[key] = path
			}
		}
	}
}
