package preview

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const secret = "HEMLIGT"

// testServer has two pages and one asset; anything else must not be answered.
func testServer() *Server {
	s := NewServer(1177, http.Header{"X-Test": {"ja"}})
	s.Swap(&Build{
		ID: "1",
		Page: func(path string) (File, bool) {
			switch path {
			case "/", "/adhd/":
				return File{Data: []byte("<html><head></head><body>sida</body></html>"),
					Type: "text/html; charset=utf-8"}, true
			case "/assets/site.css":
				return File{Data: []byte("a{}")}, true
			}
			return File{}, false
		},
		NotFound: func() []byte { return []byte("<html><head></head>finns inte</html>") },
	})
	return s
}

// TestRequests checks the status of ordinary and hostile requests.
func TestRequests(t *testing.T) {
	s := testServer()
	for _, c := range []struct {
		method, target, host string
		headers              string // "Name: value|Name: value"
		status               int
	}{
		{"GET", "/", "localhost:1177", "", 200},
		{"GET", "/", "127.0.0.1:1177", "", 200},
		{"GET", "/", "[::1]:1177", "", 200},
		{"HEAD", "/adhd/", "localhost:1177", "", 200},
		{"GET", "/adhd", "localhost:1177", "", 301},
		{"GET", "/adhd/?som=kurator", "localhost:1177", "", 200},
		{"GET", "/assets/site.css", "localhost:1177", "", 200},
		{"GET", "/finns-inte/", "localhost:1177", "", 404},
		{"GET", "/", "example.org", "", 403},
		{"GET", "/", "localhost", "", 403},
		{"GET", "/", "localhost:80", "", 403},
		{"GET", "/", "localhost:1177.example.org", "", 400},
		{"GET", "/", "192.168.0.1:1177", "", 403},
		{"GET", "/", "0.0.0.0:1177", "", 403},
		{"POST", "/", "localhost:1177", "", 405},
		{"PUT", "/adhd/", "localhost:1177", "", 405},
		{"OPTIONS", "/", "localhost:1177", "", 405},
		{"GET", "/", "localhost:1177", "Sec-Fetch-Site: cross-site", 403},
		{"GET", "/", "localhost:1177", "Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: document",
			200},
		{"GET", "/", "localhost:1177", "Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: iframe",
			403},
		{"GET", "/", "localhost:1177", "Sec-Fetch-Site: same-origin", 200},
		{"GET", "/", "localhost:1177", "Origin: http://localhost:1177", 200},
		{"GET", "/", "localhost:1177", "Origin: http://example.org", 403},
		{"GET", "/", "localhost:1177", "Origin: null", 403},
		{"GET", "/_provtryck/events", "localhost:1177", "Origin: http://example.org", 403},
		{"GET", "/_provtryck/live.js", "localhost:1177", "", 200},
	} {
		r := httptest.NewRequest(c.method, c.target, nil)
		r.Host = c.host
		for h := range strings.SplitSeq(c.headers, "|") {
			if name, value, found := strings.Cut(h, ": "); found {
				r.Header.Set(name, value)
			}
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s %s to %s (%s): %d, want %d", c.method, c.target, c.host, c.headers, w.Code, c.status)
		}
		if w.Header().Get("X-Test") != "ja" || w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s %s: headers %v", c.method, c.target, w.Header())
		}
	}
}

// TestPaths checks that no way of writing a path leads anywhere but to a page.
func TestPaths(t *testing.T) {
	s := testServer()
	for _, path := range []string{
		"/../secret", "/%2e%2e/secret", "/..%2fsecret", "/%2e%2e%2fsecret", "/..%5csecret", "/..\\secret",
		"/adhd/../../secret",
		"//secret", "/adhd//", "/./adhd/", "/adhd/.", "/adhd/..;/", "/C:/secret", "/c:%5csecret", "/adhd/%00", "/%00",
		"/adhd/::$DATA",
		"/secret~1", "/.git/config", "/.env", "/_provtryck/../secret", "/_provtryck/", "/assets/", "/assets/../secret",
		"/con", "/adhd/#x", "/%ff",
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = "localhost:1177"
		r.RequestURI = path
		raw, _, _ := strings.Cut(path, "?")
		if u, err := r.URL.Parse("http://localhost:1177"); err == nil {
			r.URL = u
		}
		r.URL.Path, r.URL.RawPath = unescape(raw), raw
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != 404 && w.Code != 400 {
			t.Errorf("%s: %d, want 404 or 400", path, w.Code)
		}
		if strings.Contains(w.Body.String(), secret) {
			t.Errorf("%s: told the secret", path)
		}
	}
}

func unescape(path string) string {
	r := strings.NewReplacer("%2e", ".", "%2f", "/", "%5c", `\`, "%00", "\x00", "%ff", "\xff")
	return r.Replace(path)
}

// TestReloadScript checks that the script is added to pages and to nothing else.
func TestReloadScript(t *testing.T) {
	s := testServer()
	for path, want := range map[string]bool{"/": true, "/assets/site.css": false} {
		r := httptest.NewRequest("GET", path, nil)
		r.Host = "localhost:1177"
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if got := strings.Contains(w.Body.String(), "/_provtryck/live.js"); got != want {
			t.Errorf("%s: script %v, want %v", path, got, want)
		}
	}
}

// TestEvents checks that an open page hears of a new build, and that
// the server ends although it listens.
func TestEvents(t *testing.T) {
	listeners, port, err := Listen("", 0)
	if err != nil {
		t.Fatal(err)
	}
	s := NewServer(port, nil)
	s.Swap(&Build{ID: "ett"})
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	ended := make(chan error, 1)
	run, stop := context.WithCancel(ctx)
	go func() { ended <- s.Run(run, listeners) }()

	r, err := http.NewRequestWithContext(ctx, "GET", "http://"+listeners[0].Addr().String()+"/_provtryck/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	expect := func(id string) {
		t.Helper()
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "data:") {
				if got := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "data:")); got != id {
					t.Errorf("build %q, want %q", got, id)
				}
				return
			}
		}
		t.Fatalf("the stream ended before %q: %v", id, lines.Err())
	}
	expect("ett")
	s.Swap(&Build{ID: "två"})
	expect("två")
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
