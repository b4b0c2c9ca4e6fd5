package audit

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestFetch fetches pages of a site that answers in every way.
func TestFetch(t *testing.T) {
	strayed := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { strayed = true }))
	defer other.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/dit":
			http.Redirect(w, r, "/finns", http.StatusMovedPermanently)
		case "/bort":
			http.Redirect(w, r, other.URL, http.StatusFound)
		case "/runt":
			http.Redirect(w, r, "/runt", http.StatusFound)
		case "/finns":
			_, _ = io.WriteString(w, "hej "+r.UserAgent())
		case "/stor":
			_, _ = io.WriteString(w, strings.Repeat("x", maxFetched+1))
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	for path, want := range map[string]string{"/finns": "", "/dit": "", "/bort": "leder vidare till " + other.URL,
		"/runt": "gång på gång", "/stor": "större än 5 MB", "/saknas": "svarar 404"} {
		got, err := fetch(t.Context(), http.DefaultTransport, server.URL+path)
		switch {
		case want == "" && (err != nil || string(got) != "hej provtryck"):
			t.Errorf("%s: %q, %v", path, got, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	if strayed {
		t.Error("another site was asked")
	}
	for _, address := range []string{"", "/stig", "ftp://vard.example/a", "javascript:alert(1)", "https://"} {
		if _, err := Fetch(t.Context(), address); err == nil || !strings.Contains(err.Error(), "ingen webbadress") {
			t.Errorf("%q: %v", address, err)
		}
	}
	if _, err := Fetch(t.Context(), server.URL+"/finns"); err == nil || !strings.Contains(err.Error(), "öppna nätet") {
		t.Errorf("a site on this machine was fetched: %v", err)
	}
}
