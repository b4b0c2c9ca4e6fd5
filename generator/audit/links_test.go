package audit

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"provtryck/generator/problem"
)

// TestFollow follows links to sites that answer in every way.
func TestFollow(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/dit":
			http.Redirect(w, r, "/finns", http.StatusMovedPermanently)
		case "/runt":
			http.Redirect(w, r, "/runt", http.StatusFound)
		case "/sen":
			time.Sleep(2 * time.Second)
		case "/finns":
			w.WriteHeader(http.StatusOK)
		case "/hemlig":
			w.WriteHeader(http.StatusForbidden)
		case "/lugn":
			w.WriteHeader(http.StatusTooManyRequests)
		case "/slut":
			w.WriteHeader(http.StatusGone)
		case "/trasig":
			w.WriteHeader(http.StatusBadGateway)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	client := &http.Client{Timeout: 500 * time.Millisecond}
	for path, want := range map[string]string{
		"/finns": "", "/dit": "", "/hemlig": "", "/lugn": "",
		"/saknas": "lank-dod", "/slut": "lank-dod", "/trasig": "lank-tyst", "/sen": "lank-tyst", "/runt": "lank-tyst",
	} {
		got := follow(t.Context(), client, server.URL+path)
		if got.rule != problem.Catalogue(Rules()).ByID(want) {
			t.Errorf("%s: %+v, want %q", path, got, want)
		}
	}
}

// TestPublicOnly checks that no link makes the program reach the network where it
// runs.
func TestPublicOnly(t *testing.T) {
	asked := false
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer server.Close()
	transport := publicTransport()
	transport.Proxy = nil
	client := &http.Client{Transport: transport, Timeout: time.Second}
	local := strings.TrimPrefix(server.URL, "http://127.0.0.1")
	for _, address := range []string{
		server.URL, "http://localhost" + local, "http://[::1]" + local, "http://[::ffff:127.0.0.1]" + local,
		"http://10.0.0.1/", "http://192.168.0.1/", "http://169.254.169.254/", "http://0.0.0.0" + local,
	} {
		got := follow(t.Context(), client, address)
		refused := strings.Contains(got.message, errPrivate.Error()) || strings.Contains(address, "[::1]")
		if got.rule != silentLink || !refused {
			t.Errorf("%s: %+v", address, got)
		}
	}
	if asked {
		t.Error("a server on this computer was reached")
	}
}

// TestWhySilent checks that the reasons why a site does not answer are in Swedish.
func TestWhySilent(t *testing.T) {
	for want, err := range map[string]error{
		"det tar för lång tid":                             context.DeadlineExceeded,
		"webbplatsen x.se finns inte, eller så saknas nät": &net.DNSError{Name: "x.se", Err: "no such host", IsNotFound: true},
		"webbplatsens certifikat går inte att lita på":     &tls.CertificateVerificationError{},
		"adressen ligger inte på det öppna nätet":          &net.OpError{Err: errPrivate},
		"anslutningen går inte att göra":                   &net.OpError{Err: errors.New("connection refused")},
	} {
		if got := whySilent(err); got != want {
			t.Errorf("%v: %q, want %q", err, got, want)
		}
	}
}
