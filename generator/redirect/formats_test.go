package redirect

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// TestIIS reads the file as IIS URL Rewrite does and evaluates its own rules. As the reference of the module says
// (learn.microsoft.com/iis/extensions/url-rewrite-module/url-rewrite-module-configuration-reference): a pattern is matched
// with the decoded path without its first slash, never with the query; the keys of a map are compared without regard
// to capitals; {C:n} is a group of the last condition, or with trackAllCaptures of all. A key must not be there twice.
func TestIIS(t *testing.T) {
	rules, _ := Plan(testSite(t), Options{})
	file := iis(rules, 301)
	var maps struct {
		XMLName xml.Name `xml:"rewriteMaps"`
		Map     struct {
			Name    string  `xml:"name,attr"`
			Default *string `xml:"defaultValue,attr"`
			Add     []struct {
				Key   string `xml:"key,attr"`
				Value string `xml:"value,attr"`
			} `xml:"add"`
		} `xml:"rewriteMap"`
	}
	if err := xml.Unmarshal([]byte(file), &maps); err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{}
	for _, add := range maps.Map.Add {
		key := strings.ToLower(add.Key)
		if _, again := keys[key]; again {
			t.Errorf("the key %q is there twice", add.Key)
		}
		keys[key] = add.Value
	}
	if maps.Map.Name != "GamlaAdresser" || maps.Map.Default == nil || *maps.Map.Default != "" {
		t.Errorf("the map is %q with the default %v", maps.Map.Name, maps.Map.Default)
	}
	start, end := strings.Index(file, "<rewrite>"), strings.Index(file, "</rewrite>")
	comment := file[strings.Index(file, "<!--")+4 : strings.Index(file, "-->")]
	if strings.Contains(comment, "--") {
		t.Error("the comment has two hyphens, which XML forbids")
	}
	var config struct {
		Rules []struct {
			Match struct {
				URL string `xml:"url,attr"`
			} `xml:"match"`
			Conditions []struct {
				Input   string `xml:"input,attr"`
				Pattern string `xml:"pattern,attr"`
			} `xml:"conditions>add"`
			Action struct {
				URL  string `xml:"url,attr"`
				Kind string `xml:"redirectType,attr"`
			} `xml:"action"`
		} `xml:"rules>rule"`
	}
	if err := xml.Unmarshal([]byte(file[start:end+len("</rewrite>")]), &config); err != nil || len(config.Rules) != 2 {
		t.Fatal(len(config.Rules), err)
	}
	lead := func(ask string) string {
		raw, query, _ := strings.Cut(ask, "?")
		path, err := url.PathUnescape(raw)
		if err != nil {
			t.Fatal(err)
		}
	next:
		for _, r := range config.Rules {
			m := regexp.MustCompile("(?i)" + r.Match.URL).FindStringSubmatch(strings.TrimPrefix(path, "/"))
			if m == nil {
				continue
			}
			captured := map[string]string{"{R:1}": m[1], "{QUERY_STRING}": query}
			fill := func(s string) string {
				for name, value := range captured {
					s = strings.ReplaceAll(s, name, value)
				}
				return s
			}
			n := 0
			for _, c := range r.Conditions {
				input := fill(c.Input)
				if key, found := strings.CutPrefix(input, "{GamlaAdresser:"); found {
					input = keys[strings.ToLower(strings.TrimSuffix(key, "}"))]
				}
				m := regexp.MustCompile("(?i)" + c.Pattern).FindStringSubmatch(input)
				if m == nil {
					continue next
				}
				n++
				captured[[]string{"", "{C:1}", "{C:2}"}[n]] = m[1]
			}
			if r.Action.Kind != "Permanent" {
				t.Errorf("the redirect is %q", r.Action.Kind)
			}
			return fill(r.Action.URL)
		}
		return ""
	}
	for _, r := range rules {
		for _, ask := range Asks(r.From) {
			if path, _, _ := strings.Cut(ask, "?"); strings.Contains(strings.TrimRight(path, "/"), "//") || strings.HasPrefix(path, "//") {
				continue // IIS joins no doubled slashes
			}
			if to := lead(ask); to != r.To {
				t.Errorf("%q leads to %q, want %q", ask, to, r.To)
			}
		}
	}
	for ask, want := range map[string]string{"/exempel?section=9": "https://www.exempel.se/hel", "/borta/": "", "/exempel/annat": ""} {
		if to := lead(ask); to != want {
			t.Errorf("%q leads to %q, want %q", ask, to, want)
		}
	}
}

// TestGeta reads the file as RedirectsXmlParser of Geta NotFound Handler does
// (github.com/Geta/geta-notfoundhandler, src/Geta.NotFoundHandler/Core/Redirects): /redirects/urls/url with one new and any
// number of old, whose attributes are redirectType and onWildCardMatchSkipAppend, and no document type. Addresses are
// decoded and looked up without regard to capitals.
func TestGeta(t *testing.T) {
	rules, _ := Plan(testSite(t), Options{})
	var file struct {
		XMLName xml.Name `xml:"redirects"`
		URLs    []struct {
			Old []struct {
				Text string `xml:",chardata"`
				Kind string `xml:"redirectType,attr"`
				Skip string `xml:"onWildCardMatchSkipAppend,attr"`
			} `xml:"old"`
			New []string `xml:"new"`
		} `xml:"urls>url"`
	}
	src := geta(rules, 302)
	if err := xml.Unmarshal([]byte(src), &file); err != nil || strings.Contains(src, "<!") || len(file.URLs) != len(rules) {
		t.Fatal(len(file.URLs), err)
	}
	known := map[string]string{}
	for _, u := range file.URLs {
		for _, o := range u.Old {
			plain, err := url.QueryUnescape(o.Text)
			if err != nil || o.Kind != "Temporary" || o.Skip != "true" || len(u.New) != 1 {
				t.Fatalf("%+v: %v", u, err)
			}
			known[strings.ToLower(plain)] = u.New[0]
		}
	}
	for _, r := range rules {
		for _, start := range []string{"https://www.", "http://", "HTTPS://"} {
			for _, end := range []string{"", "/"} {
				ask := start + r.From.Host + encoded(r.From.Path) + end
				if r.From.Query != "" {
					ask += "?" + r.From.Query
				}
				plain, err := url.QueryUnescape(ask)
				if to := known[strings.ToLower(plain)]; err != nil || to != r.To {
					t.Errorf("%q leads to %q, want %q", ask, to, r.To)
				}
			}
		}
	}
}

// TestTables checks that the tables have every rule once, and nothing that is taken for a formula or a row.
func TestTables(t *testing.T) {
	rules, _ := Plan(testSite(t), Options{})
	var b strings.Builder
	if err := Formats["csv"](&b, rules, 301); err != nil {
		t.Fatal(err)
	}
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
	in.Comma = ';'
	rows, err := in.ReadAll()
	if err != nil || len(rows) != len(rules)+1 {
		t.Fatal(len(rows), err)
	}
	b.Reset()
	if err := Formats["json"](&b, rules, 301); err != nil {
		t.Fatal(err)
	}
	var list []struct {
		From, To, Source string
		Status           int
	}
	if err := json.Unmarshal([]byte(b.String()), &list); err != nil || len(list) != len(rules) {
		t.Fatal(len(list), err)
	}
	for i, r := range rules {
		if rows[i+1][0] != old(r.From) || rows[i+1][1] != r.To || list[i].From != old(r.From) || list[i].To != r.To || list[i].Status != 301 {
			t.Errorf("%v: %q, %+v", r, rows[i+1], list[i])
		}
	}
}
