// Package hosting writes what the host of a published site needs besides its pages:
// the headers that everything is sent with ([SecurityHeaders]), names and passwords
// ([Logins]), and every [Redirect] from an address that the site does not have, in the
// form that each [Host] reads.
package hosting

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

const (
	// pagePolicy lets a page use what is on its own site and nothing else.
	// No inline script or style, no frame, no form that sends anything.
	pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
		"connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"

	// svgPolicy is for drawings opened as pages of their own: they can contain
	// scripts, which must not run.
	svgPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

	hidden    = "noindex, nofollow, noarchive"
	noStore   = "no-store"
	immutable = "public, max-age=31536000, immutable"
	httpsOnly = "max-age=31536000"
)

// SecurityHeaders returns the headers of every answer, from the published folder
// ([Host]) and from the local preview, so that a page that works in one works
// in the other. A preview is for those who have its address, and not for search
// engines, caches or other sites.
func SecurityHeaders() http.Header {
	return http.Header{
		"Cache-Control":                {noStore},
		"Content-Security-Policy":      {pagePolicy},
		"Cross-Origin-Opener-Policy":   {"same-origin"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
		"Permissions-Policy":           {"browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
		"Referrer-Policy":              {"no-referrer"},
		"X-Content-Type-Options":       {"nosniff"},
		"X-Frame-Options":              {"DENY"},
		"X-Robots-Tag":                 {hidden},
	}
}

// headers returns the headers of every answer of a published site: [SecurityHeaders], and what is only for https.
func (p Published) headers() http.Header {
	headers := SecurityHeaders()
	policy := pagePolicy + "; upgrade-insecure-requests"
	if p.Forms {
		policy = strings.Replace(policy, "form-action 'none'", "form-action 'self'", 1)
	}
	headers.Set("Content-Security-Policy", policy)
	headers.Set("Strict-Transport-Security", httpsOnly)
	return headers
}

// headersFile returns the file _headers, in Netlify's format, with the names and passwords that it asks for.
//
// Where two blocks match, hosts join the values or use the last. Both are safe: two
// policies are stricter than one, and no-store overrides the rest of Cache-Control.
func headersFile(p Published) []byte {
	headers := p.headers()
	if !p.Logins.None() {
		// Not sent with answers: it is for the host itself.
		headers.Set("Basic-Auth", strings.Join(p.Logins.pairs, " "))
	}
	var b bytes.Buffer
	writeBlock(&b, "/*", headers)
	writeBlock(&b, "/*.svg", http.Header{"Content-Security-Policy": {svgPolicy}})
	for _, pattern := range p.Kept {
		writeBlock(&b, pattern, http.Header{"Cache-Control": {immutable}})
	}
	return b.Bytes()
}

func writeBlock(b *bytes.Buffer, pattern string, headers http.Header) {
	fmt.Fprintln(b, pattern)
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		fmt.Fprintf(b, "  %s: %s\n", name, headers.Get(name))
	}
}
