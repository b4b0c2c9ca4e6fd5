package preview

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestActions asks for an action as a page of the preview does, and in every way that others could: only
// the page is listened to.
func TestActions(t *testing.T) {
	const port = 8399
	done := 0
	s := NewServer(port, http.Header{"X-Test": {"ja"}})
	s.Swap(testServer().current.Load().Build)
	s.Allow("prov", func(request []byte) (any, error) {
		done++
		switch string(request) {
		case `"fel"`:
			return nil, errors.New("det går inte")
		case `"ändrad"`:
			return nil, Refusal{http.StatusConflict, "någon annan har ändrat"}
		}
		return map[string]string{"svar": string(request)}, nil
	})
	page := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Host = "localhost:8399"
	s.ServeHTTP(page, r)
	if !strings.Contains(page.Body.String(), `<meta name="provtryck-token" content="`+s.token+`">`) {
		t.Errorf("the page does not know the token: %.300s", page.Body)
	}
	ask := func(body string, change func(*http.Request)) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/_provtryck/gor/prov", strings.NewReader(body))
		r.Host = "localhost:8399"
		r.RemoteAddr = "127.0.0.1:50000"
		r.Header.Set("Origin", "http://localhost:8399")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Provtryck-Token", s.token)
		if change != nil {
			change(r)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	for body, want := range map[string]string{
		`"hej"`: `200 {"svar":"\"hej\""}`, `"fel"`: `422 {"fel":"det går inte"}`, `"ändrad"`: `409 {"fel":"någon annan har ändrat"}`,
	} {
		w := ask(body, nil)
		if got := strings.TrimSpace(http.StatusText(w.Code)); !strings.HasPrefix(want, strings.TrimSpace(w.Result().Status[:3])) ||
			!strings.HasSuffix(want, w.Body.String()) || w.Header().Get("X-Test") != "ja" {
			t.Errorf("%s: %s %s, want %s", body, got, w.Body, want)
		}
	}
	done = 0
	for name, c := range map[string]struct {
		change func(*http.Request)
		status int
	}{
		"another origin":        {func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, 403},
		"another port":          {func(r *http.Request) { r.Header.Set("Origin", "http://localhost:9000") }, 403},
		"no origin":             {func(r *http.Request) { r.Header.Del("Origin") }, 403},
		"two origins":           {func(r *http.Request) { r.Header.Add("Origin", "http://localhost:8399") }, 403},
		"origin null":           {func(r *http.Request) { r.Header.Set("Origin", "null") }, 403},
		"another site":          {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		"another program here":  {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") }, 403},
		"no token":              {func(r *http.Request) { r.Header.Del("Provtryck-Token") }, 403},
		"wrong token":           {func(r *http.Request) { r.Header.Set("Provtryck-Token", s.token[1:]) }, 403},
		"another machine":       {func(r *http.Request) { r.RemoteAddr = "192.168.1.20:50000" }, 403},
		"no address":            {func(r *http.Request) { r.RemoteAddr = "" }, 403},
		"rebound name":          {func(r *http.Request) { r.Host = "evil.example:8399" }, 403},
		"odd host":              {func(r *http.Request) { r.Host = "a b" }, 400},
		"form":                  {func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }, 400},
		"text, as a form sends": {func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 400},
		"no type":               {func(r *http.Request) { r.Header.Del("Content-Type") }, 400},
		"chunked":               {func(r *http.Request) { r.TransferEncoding, r.ContentLength = []string{"chunked"}, -1 }, 400},
		"no length":             {func(r *http.Request) { r.ContentLength = -1 }, 400},
		"nothing":               {func(r *http.Request) { r.ContentLength, r.Body = 0, http.NoBody }, 400},
		"query":                 {func(r *http.Request) { r.URL.RawQuery = "a=b" }, 400},
		"too much":              {func(r *http.Request) { r.ContentLength = maxRequest + 1 }, 413},
		"more than it says":     {func(r *http.Request) { r.Body = http.NoBody; r.ContentLength = maxRequest * 2 }, 413},
		"another action":        {func(r *http.Request) { r.URL.Path = "/_provtryck/gor/annat" }, 405},
		"a page":                {func(r *http.Request) { r.URL.Path = "/" }, 405},
		"put":                   {func(r *http.Request) { r.Method = http.MethodPut }, 405},
		"options":               {func(r *http.Request) { r.Method = http.MethodOptions }, 405},
		"get":                   {func(r *http.Request) { r.Method, r.ContentLength, r.Body = http.MethodGet, 0, http.NoBody }, 404},
	} {
		w := ask(`"hej"`, c.change)
		if w.Code != c.status || w.Header().Get("Connection") != "close" {
			t.Errorf("%s: %d, want %d", name, w.Code, c.status)
		}
	}
	if done > 0 {
		t.Errorf("%d of them were listened to", done)
	}
}

// TestNoActions checks that a preview that allows nothing has no token.
func TestNoActions(t *testing.T) {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Host = testServer().hosts[0]
	testServer().ServeHTTP(w, r)
	if w.Code != http.StatusOK || strings.Contains(w.Body.String(), "provtryck-token") {
		t.Error("a page has a token")
	}
}
