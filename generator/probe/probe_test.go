package probe

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"provtryck/generator/ledger"
	"provtryck/generator/redirect"
)

// TestServer checks what is said of servers that lead right, wrong, round and away.
func TestServer(t *testing.T) {
	const want = "https://www.exempel.se/text/"
	away := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("another server was asked") }))
	defer away.Close()
	for _, c := range []struct {
		name  string
		serve http.HandlerFunc
		said  string
		hops  int
	}{
		{"right", func(w http.ResponseWriter, r *http.Request) {
			if k, ok := ledger.Fold("https://a.se" + r.RequestURI); !ok || k.Path != "/ångest" || k.Query != "section=7" {
				t.Errorf("asked for %q", r.RequestURI)
			}
			w.Header().Set("Location", want)
			w.WriteHeader(301)
		}, "", 1},
		{"nowhere", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }, "servern svarar 404 och leder ingenstans", 0},
		{"nowhere with a status that leads", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(301) },
			"servern svarar 301 och leder ingenstans", 0},
		{"elsewhere", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", away.URL)
			w.WriteHeader(301)
		}, "leder till " + away.URL, 1},
		{"for the time being", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", want)
			w.WriteHeader(302)
		}, "leder rätt, men med 302 i stället för 301", 1},
		{"two steps", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "/mellan")
			if r.URL.Path == "/mellan" {
				w.Header().Set("Location", want)
			}
			w.WriteHeader(301)
		}, "leder rätt, men i 2 steg", 2},
		{"home", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/start" {
				w.Header().Set("Location", "/start")
				w.WriteHeader(301)
			}
		}, "leder till http", 1},
		{"round", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "/runt")
			w.WriteHeader(301)
		}, "leder runt: 5 steg på samma server", 5},
		{"no address", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "https://[")
			w.WriteHeader(301)
		}, "leder till https://[", 1},
	} {
		server := httptest.NewServer(c.serve)
		base, err := url.Parse(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		rules := []redirect.Rule{{From: ledger.Key{Host: "vardochinsats.se", Path: "/ångest", Query: "section=7"}, To: want}}
		asked := 0
		err = Server(t.Context(), base, rules, 301, time.Microsecond, func(a Answer) {
			asked++
			if c.said == "" && a.Fault != "" || !strings.HasPrefix(a.Fault, c.said) || a.Hops != c.hops {
				t.Errorf("%s: %+v, want %q", c.name, a, c.said)
			}
		})
		if err != nil || asked < 10 {
			t.Errorf("%s: %d asked, %v", c.name, asked, err)
		}
		server.Close()
	}
}

// TestBrokenOff checks that nothing more is asked when the user has had enough, and that a server that is not
// there is said to be so.
func TestBrokenOff(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	base, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	rules := []redirect.Rule{{From: ledger.Key{Path: "/a"}, To: "https://www.exempel.se/"}}
	ctx, stop := context.WithCancel(t.Context())
	asked := 0
	err = Server(ctx, base, rules, 301, time.Microsecond, func(Answer) { asked++; stop() })
	if !errors.Is(err, context.Canceled) || asked != 1 {
		t.Errorf("%d asked, %v", asked, err)
	}
	server.Close()
	err = Server(t.Context(), base, rules, 301, time.Microsecond, func(a Answer) {
		if !strings.HasPrefix(a.Fault, "servern svarar inte: ") {
			t.Errorf("%+v", a)
		}
	})
	if err != nil {
		t.Error(err)
	}
}
