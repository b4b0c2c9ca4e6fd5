package audit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// maxFetched is how many bytes a page may have that is fetched.
const maxFetched = 5 << 20

// Fetch returns the page at an address on the open net. It follows redirects within the site, no
// others. Errors are in Swedish.
func Fetch(ctx context.Context, address string) ([]byte, error) {
	return fetch(ctx, publicTransport(), address)
}

func fetch(ctx context.Context, transport http.RoundTripper, address string) ([]byte, error) {
	from, err := url.Parse(address)
	if err != nil || from.Host == "" || from.Scheme != "https" && from.Scheme != "http" {
		return nil, errors.New("adressen är ingen webbadress; rätta uppgiften adress i texten")
	}
	client := &http.Client{Timeout: followTime, Transport: transport, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		switch {
		case !strings.EqualFold(r.URL.Host, from.Host) || from.Scheme == "https" && r.URL.Scheme != "https":
			return elsewhereError(r.URL.Redacted())
		case len(via) >= 5:
			return errTooFar
		}
		return nil
	}}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, errors.New("adressen är ingen webbadress; rätta uppgiften adress i texten")
	}
	request.Header.Set("User-Agent", "provtryck")
	response, err := client.Do(request)
	var elsewhere elsewhereError
	switch {
	case errors.As(err, &elsewhere):
		return nil, fmt.Errorf("adressen leder vidare till %s, som inte hämtas; rätta uppgiften adress om texten finns där", string(elsewhere))
	case errors.Is(err, errTooFar):
		return nil, errors.New("adressen leder vidare gång på gång; öppna den i webbläsaren och rätta uppgiften adress")
	case err != nil:
		return nil, fmt.Errorf("sidan går inte att hämta: %s; försök igen, eller spara sidan i webbläsaren och använd --sida", whySilent(err))
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("sidan går inte att hämta: webbplatsen svarar %d; öppna adressen i webbläsaren och se efter om texten finns där",
			response.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxFetched+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("sidan går inte att hämta: %s; försök igen", whySilent(err))
	case len(body) > maxFetched:
		return nil, fmt.Errorf("sidan är större än %d MB och hämtas inte; spara den i webbläsaren och använd --sida", maxFetched>>20)
	}
	return body, nil
}

// elsewhereError is an address on another site that a redirect leads to.
type elsewhereError string

func (e elsewhereError) Error() string { return "leder till " + string(e) }

var errTooFar = errors.New("för många omdirigeringar")
