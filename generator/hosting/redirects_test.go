package hosting

import (
	"fmt"
	"strings"
	"testing"
)

// TestPlanRedirects checks what is written and what is refused, rule by rule.
func TestPlanRedirects(t *testing.T) {
	addresses := []string{"/", "/ny/", "/annan/", "/404.html", "/assets/icon.svg", "/_headers"}
	to := func(from ...string) []Redirect {
		var list []Redirect
		for _, f := range from {
			list = append(list, Redirect{From: f, To: "/ny/", Status: 302})
		}
		return list
	}
	for _, c := range []struct {
		name      string
		redirects []Redirect
		file      string
		refused   []string // a part of each message
	}{
		{"nothing", nil, "", nil},
		{"sorted", to("/b/", "/a"), "/a /ny/ 302\n/b/ /ny/ 302\n", nil},
		{"written alike", to("/ångest/", "/%c3%a5ngest", "/%C3%85ngest/index.html"), "/%C3%A5ngest/ /ny/ 302\n", nil},
		{"encoded", to("/a*b/:c/d%20e%23"), "/a%2Ab/%3Ac/d%20e%23 /ny/ 302\n", nil},
		{"the first holds", []Redirect{{"/a/", "/annan/", 302, "ett.md:1", false}, {"/a", "/ny/", 302, "två.md:1", false}},
			"/a/ /annan/ 302\n",
			[]string{`två.md:1: omdirigeringen från "/a" till "/ny/" tas inte med: adressen leder redan till /annan/`}},
		{"over a page that leads on", []Redirect{{"/a/", "/ny/", 302, "", true}}, "/a/ /ny/ 302!\n", nil},
		{"chain", []Redirect{{"/a/", "/b/", 302, "", false}, {"/b/", "/c/", 302, "", false}, {"/c/", "/ny/", 302, "", false}},
			"/a/ /ny/ 302\n/b/ /ny/ 302\n/c/ /ny/ 302\n", nil},
		{"circle", []Redirect{{"/a/", "/b/", 302, "", false}, {"/b/", "/c/", 302, "", false}, {"/c/", "/b/", 302, "", false},
			{"/d/", "/d", 302, "", false}}, "",
			[]string{"cirkel", "cirkel", "cirkel", "cirkel"}},
		{"leads nowhere", []Redirect{{"/a/", "/borta/", 302, "", false}, {"/b/", "/a/", 302, "", false}}, "",
			[]string{"finns inte", "finns inte"}},
		{"hides a page", to("/", "/ny", "/NY/index.html", "/404", "/assets/icon.svg", "/_headers"), "",
			[]string{"redan en sida", "redan en sida", "redan en sida", "redan en sida", "redan en sida",
				"redan en sida"}},
		{"ends the line", to("/a\n/b /ny/ 301", "/a\r", "/a\u2028b", "/a%0Ab", "/a%0d"), "",
			[]string{"styrtecken", "styrtecken", "mellanslag", "styrtecken", "styrtecken"}},
		{"ends the word", to("/a b", "/a\u00a0b", "/a#b", "/a?b=c"), "",
			[]string{"mellanslag", "mellanslag", "# ?", "# ?"}},
		{"leaves the site", to("//ond.example/", "/a//b", "https://ond.example/", "javascript:alert(1)",
			`/\ond.example`, "/%2Fond.example", "/%5cond", "/../a", "/%2e%2e/a", "a", ""), "",
			[]string{"två snedstreck", "två snedstreck", "börjar inte", "börjar inte", `# ? \`, "bakom ett",
				"bakom ett", "..", "..", "börjar inte", "börjar inte"}},
		{"leads out of the site", []Redirect{{"/a/", "//ond.example/", 302, "", false},
			{"/b/", "https://ond.example/", 302, "", false}, {"/c/", "/ny/\n/* /ond/ 302", 302, "", false}}, "",
			[]string{"den nya adressen har två", "den nya adressen börjar", "den nya adressen har ett"}},
		{"no letters", to("/%", "/%zz", "/%FF", "/\xff"), "", []string{"procenttecken", "procenttecken",
			"procenttecken", "procenttecken"}},
		{"the host's own", to("/.netlify/functions/a", "/.NETLIFY"), "", []string{".netlify", ".netlify"}},
		{"no redirect", []Redirect{{"/a/", "/ny/", 200, "", false}, {"/b/", "/ny/", 0, "", false}}, "",
			[]string{"200 är ingen", "0 är ingen"}},
	} {
		planned, refused := PlanRedirects(c.redirects, addresses)
		file := redirectsFile(planned)
		if string(file) != c.file {
			t.Errorf("%s: the file is\n%swant\n%s", c.name, file, c.file)
		}
		if len(refused) != len(c.refused) {
			t.Errorf("%s: refused %v, want %d", c.name, refused, len(c.refused))
			continue
		}
		for i, want := range c.refused {
			if message := refused[i].Error(); !strings.Contains(message, want) || strings.ContainsAny(message, "\r\n") {
				t.Errorf("%s: %q, want %q", c.name, message, want)
			}
		}
	}
}

// FuzzRedirectLine checks that whatever is asked for, a line of the file is three
// words of harmless letters, from an address without a page to one with, and
// that what is not written is refused.
func FuzzRedirectLine(f *testing.F) {
	for _, seed := range []string{"/a/", "/å b", "/a\n/b", "//c", "/%0a", "/%2e%2e/", "/*", "/:x", "/ny", "/a#b",
		"/.netlify", "/%", "/\u2028", "/b/"} {
		f.Add(seed, "/ny/", 302)
		f.Add("/a/", seed, 301)
	}
	f.Fuzz(func(t *testing.T, from, to string, status int) {
		planned, refused := PlanRedirects([]Redirect{{from, to, status, "", false}, {"/b/", from, 302, "", false}}, []string{"/ny/"})
		file := redirectsFile(planned)
		lines := strings.SplitAfter(string(file), "\n")
		if last := lines[len(lines)-1]; last != "" {
			t.Fatalf("the last line %q does not end", last)
		}
		for _, line := range lines[:len(lines)-1] {
			words := strings.Split(strings.TrimSuffix(line, "\n"), " ")
			if len(words) != 3 || addressKey(words[1]) != "/ny" || addressKey(words[0]) == "/ny" {
				t.Fatalf("%q does not lead from what is no page to one", line)
			}
			for _, path := range words[:2] {
				if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") ||
					strings.Trim(path, "/%-._~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") != "" {
					t.Fatalf("%q has an unsafe path", line)
				}
			}
		}
		if addressKey(from) != "/b" && len(lines)-1+len(refused) != 2 {
			t.Fatalf("%q to %q: lines %q, refused %v", from, to, lines, refused)
		}
	})
}

// TestLogins checks which names and passwords are accepted, and that no message
// repeats them.
func TestLogins(t *testing.T) {
	for value, want := range map[string]string{
		"":                             "",
		"  ":                           "",
		"anna:hemligt":                 "anna:hemligt",
		" anna:hemligt   bo:Hem#1'%!~": "anna:hemligt bo:Hem#1'%!~",
	} {
		logins, err := ParseLogins(value)
		if err != nil || strings.Join(logins.pairs, " ") != want || logins.None() != (want == "") {
			t.Errorf("%q: %q, %v", value, logins.pairs, err)
		}
	}
	for value, want := range map[string]string{
		"qanna":                         "par nummer 1 saknar kolon",
		"anna:qq bo":                    "par nummer 2 saknar kolon",
		":qq":                           "saknar namn",
		"qanna:":                        "saknar lösenord",
		"qanna: qq":                     "saknar lösenord",
		"qanna:q:q":                     "mer än ett kolon",
		"qanna:q,q":                     "komma",
		"qanna:qåq":                     "andra tecken",
		"qanna:qq\n":                    "styrtecken",
		"qanna:qq\r\n  X-Injicerad: ja": "styrtecken",
		"qanna:q\tq":                    "styrtecken",
		"qanna:q\x00q":                  "styrtecken",
		"qanna:q\u2028q":                "styrtecken",
		"qanna:q\xffq":                  "andra tecken",
	} {
		logins, err := ParseLogins(value)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", value, err, want)
		}
		if !logins.None() || err != nil && strings.Contains(err.Error(), "q") {
			t.Errorf("%q: %v, %v", value, logins, err)
		}
	}
}

// FuzzHeaderLine checks that whatever the passwords are, the file has the same
// lines but one, and that it contains the words that were given.
func FuzzHeaderLine(f *testing.F) {
	for _, seed := range []string{"anna:hemligt", "a:b c:d", "a:b\n/*\n  X-A: b", "a:b\r", "a:b,c:d", "#:#", "a:\u2028",
		"a:b\x00", "/a:b"} {
		f.Add(seed)
	}
	open := strings.SplitAfter(string(headersFile(Published{Kept: []string{"/assets/a/*"}})), "\n")
	f.Fuzz(func(t *testing.T, value string) {
		logins, err := ParseLogins(value)
		if err != nil {
			if !logins.None() {
				t.Fatal("logins beside an error")
			}
			return
		}
		want := strings.Join(open, "")
		if words := strings.Fields(value); len(words) > 0 {
			want = open[0] + fmt.Sprintf("  Basic-Auth: %s\n", strings.Join(words, " ")) + strings.Join(open[1:], "")
		}
		if got := string(headersFile(Published{Logins: logins, Kept: []string{"/assets/a/*"}})); got != want {
			t.Fatalf("%q: the file is\n%s", value, got)
		}
	})
}
