// Package probe asks a running server for old addresses, to know whether it leads them right.
package probe

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"provtryck/generator/redirect"
)

// An Answer is what a server says to one way of asking for an old address.
type Answer struct {
	Ask    string // path and query
	Status int    // of the first answer; 0 for none
	To     string // where it leads in the end
	Hops   int    // redirects on the way, on this server
	Want   string
	Fault  string // why it is wrong, in Swedish; empty when it is right
}

const (
	patience = 10 * time.Second
	// Pace is the time between two requests.
	Pace     = 100 * time.Millisecond
	mostHops = 5
)

// Server asks the server at base for every old address of the rules in every way, and reports each answer. It
// asks no other server. An error means that it was broken off.
func Server(ctx context.Context, base *url.URL, rules []redirect.Rule, status int, pace time.Duration, report func(Answer)) error {
	a := asker{base: base, transport: &http.Transport{MaxResponseHeaderBytes: 64 << 10}, next: time.NewTicker(pace)}
	defer a.next.Stop()
	defer a.transport.CloseIdleConnections()
	for _, r := range rules {
		for _, ask := range redirect.Asks(r.From) {
			answer := Answer{Ask: ask, Want: r.To}
			if err := a.follow(ctx, &answer); err != nil {
				return err
			}
			answer.judge(status)
			report(answer)
		}
	}
	return nil
}

// judge says what is wrong with an answer.
func (a *Answer) judge(status int) {
	switch {
	case a.Fault != "":
	case a.Status/100 != 3, a.Hops == 0:
		a.Fault = fmt.Sprintf("servern svarar %d och leder ingenstans", a.Status)
	case a.To != a.Want:
		a.Fault = "leder till " + a.To
	case a.Hops > 1:
		a.Fault = fmt.Sprintf("leder rätt, men i %d steg", a.Hops)
	case a.Status != status:
		a.Fault = fmt.Sprintf("leder rätt, men med %d i stället för %d", a.Status, status)
	}
}

type asker struct {
	base      *url.URL
	transport *http.Transport // which follows nothing
	next      *time.Ticker
}

// follow asks, and asks again as long as the server leads to itself.
func (a asker) follow(ctx context.Context, answer *Answer) error {
	target, err := a.address(answer.Ask)
	if err != nil {
		return err
	}
	for {
		status, to, err := a.ask(ctx, target)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil {
			answer.Fault = "servern svarar inte: " + unanswered(err)
			return nil
		}
		if answer.Status == 0 {
			answer.Status = status
		}
		if status/100 != 3 || to == nil {
			if answer.Hops > 0 && answer.To == "" {
				answer.To = target.String()
			}
			return nil
		}
		answer.Hops++
		answer.To = to.String()
		if to.Host != a.base.Host || answer.To == answer.Want {
			return nil
		}
		if answer.Hops >= mostHops {
			answer.Fault = fmt.Sprintf("leder runt: %d steg på samma server", answer.Hops)
			return nil
		}
		target = to
	}
}

// address returns the whole address of what is asked for, exactly as it is written.
func (a asker) address(ask string) (*url.URL, error) {
	raw, query, _ := strings.Cut(ask, "?")
	path, err := url.PathUnescape(raw)
	if err != nil {
		return nil, fmt.Errorf("adressen %q: %w", ask, err)
	}
	return &url.URL{Scheme: a.base.Scheme, Host: a.base.Host, Path: path, RawPath: raw, RawQuery: query}, nil
}

// ask makes one request when its time has come. To is nil when the answer leads nowhere.
func (a asker) ask(ctx context.Context, u *url.URL) (status int, to *url.URL, err error) {
	select {
	case <-ctx.Done():
		return 0, nil, ctx.Err()
	case <-a.next.C:
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	request := (&http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: http.Header{}}).WithContext(ctx)
	response, err := a.transport.RoundTrip(request)
	if err != nil {
		return 0, nil, err
	}
	_, _ = io.CopyN(io.Discard, response.Body, 64<<10) // so that the connection can be used again
	response.Body.Close()
	location := response.Header.Get("Location")
	if location == "" {
		return response.StatusCode, nil, nil
	}
	to, err = u.Parse(location)
	if err != nil {
		return response.StatusCode, &url.URL{Opaque: location}, nil
	}
	return response.StatusCode, to, nil
}

// unanswered returns in Swedish why there is no answer.
func unanswered(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Sprintf("inget svar på %d sekunder", int(patience.Seconds()))
	}
	return err.Error()
}
