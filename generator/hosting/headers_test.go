package hosting

import (
	"strings"
	"testing"
)

// TestHeadersFile checks what every page and every kept file is served with.
func TestHeadersFile(t *testing.T) {
	got := string(headersFile(Published{Kept: []string{"/assets/abc/*"}}))
	all, kept, found := strings.Cut(got, "/assets/abc/*\n")
	if !found || !strings.HasPrefix(all, "/*\n") {
		t.Fatalf("the file is\n%s", got)
	}
	for _, want := range []string{
		"Content-Security-Policy: default-src 'none';", "X-Robots-Tag: noindex", "X-Content-Type-Options: nosniff",
		"Referrer-Policy: ", "Permissions-Policy: ", "Strict-Transport-Security: ",
	} {
		if !strings.Contains(all, "\n  "+want) {
			t.Errorf("no %s in\n%s", want, all)
		}
	}
	pages, _, _ := strings.Cut(all, "\n/")
	if !strings.Contains(kept, "immutable") {
		t.Errorf("what never changes is served with\n%s", kept)
	}
	for _, unsafe := range []string{"unsafe-inline", "unsafe-eval", "*;", "http:", "data:"} {
		if strings.Contains(pages, unsafe) {
			t.Errorf("the headers of pages have %s", unsafe)
		}
	}
}
