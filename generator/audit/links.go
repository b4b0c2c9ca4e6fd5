package audit

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"syscall"
	"time"

	"provtryck/generator/problem"
	"provtryck/generator/site"
)

const (
	maxFollowers = 8 // requests at the same time
	followTime   = 10 * time.Second
)

// Links requests every page on another site that the texts link to, once, and reports
// those that do not exist.
func Links(ctx context.Context, s *site.Site) problem.List {
	answers := map[string]*answer{}
	queue := make(chan string)
	client := &http.Client{Timeout: followTime, Transport: publicTransport()}
	for _, a := range s.Articles {
		for _, l := range a.Links {
			if l.External && strings.HasPrefix(l.URL, "http") {
				answers[withoutFragment(l.URL)] = &answer{}
			}
		}
	}
	var workers sync.WaitGroup
	for range maxFollowers {
		workers.Go(func() {
			for address := range queue {
				*answers[address] = follow(ctx, client, address)
			}
		})
	}
	for address := range answers {
		queue <- address
	}
	close(queue)
	workers.Wait()
	var found problem.List
	for _, a := range s.Articles {
		for i, l := range a.Links {
			if got := answers[withoutFragment(l.URL)]; l.External && got != nil && got.rule != nil {
				found.Add(got.rule, a.Doc.Links[i].Pos, l.URL+" "+got.message, got.hint)
			}
		}
	}
	return found
}

func withoutFragment(address string) string {
	before, _, _ := strings.Cut(address, "#")
	return before
}

// An answer is what is wrong with an address; the zero answer is nothing.
type answer struct {
	rule          *problem.Rule
	message, hint string
}

var (
	deadLink = &problem.Rule{ID: "lank-dod", Family: problem.Links, Severity: problem.Warning,
		In: problem.Elsewhere, Asked: true,
		Demand: "Sidan på den andra webbplatsen finns (kontrolleras bara med --online).",
		Bad:    "en länk till en sida som har tagits bort", Good: "en länk till en sida som finns"}
	silentLink = &problem.Rule{ID: "lank-tyst", Family: problem.Links, Severity: problem.Tip,
		In: problem.Elsewhere, Asked: true, Demand: "Den andra webbplatsen svarar (kontrolleras bara med --online).",
		Bad: "en länk till en webbplats som inte svarar", Good: "en länk till en webbplats som svarar"}
)

// follow requests a page. A site that demands a login has answered: the page exists.
func follow(ctx context.Context, client *http.Client, address string) answer {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return answer{}
	}
	request.Header.Set("User-Agent", "Provtryck (kontroll av länkar)")
	response, err := client.Do(request)
	if err != nil {
		return answer{silentLink, "svarar inte: " + whySilent(err), "prova länken i webbläsaren"}
	}
	defer response.Body.Close()
	_, _ = io.CopyN(io.Discard, response.Body, 512)
	switch {
	case response.StatusCode == http.StatusNotFound || response.StatusCode == http.StatusGone:
		return answer{deadLink, "finns inte längre", "sök upp sidan på webbplatsen och länka dit"}
	case response.StatusCode >= http.StatusInternalServerError:
		return answer{silentLink, fmt.Sprintf("svarar med fel (%d)", response.StatusCode), "prova länken i webbläsaren"}
	}
	return answer{}
}

// whySilent returns in Swedish why a site does not answer.
func whySilent(err error) string {
	var timeout interface{ Timeout() bool }
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.Is(err, errPrivate):
		return errPrivate.Error()
	case errors.As(err, &timeout) && timeout.Timeout():
		return "det tar för lång tid"
	case errors.As(err, &name):
		return "webbplatsen " + problem.Visible(name.Name) + " finns inte, eller så saknas nät"
	case errors.As(err, &certificate):
		return "webbplatsens certifikat går inte att lita på"
	}
	return "anslutningen går inte att göra"
}

var errPrivate = errors.New("adressen ligger inte på det öppna nätet")

// publicTransport returns a transport that reaches the open net only: a link in a text
// must not make the program request something on the network where it runs.
func publicTransport() *http.Transport {
	dialer := &net.Dialer{Timeout: followTime, Control: func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if ip := to.Addr().Unmap(); err != nil || !to.Addr().IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() {
			return errPrivate
		}
		return nil
	}}
	return &http.Transport{
		DialContext: dialer.DialContext, Proxy: http.ProxyFromEnvironment, TLSHandshakeTimeout: followTime,
	}
}
