// Package hosting writes what the host of a published site needs besides its pages:
// the headers that everything is sent with ([SecurityHeaders], [HeadersFile]), names
// and passwords ([Logins]), and every [Redirect] from an address that the site does
// not have ([RedirectsFile]). The files are in Netlify's format.
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
// ([HeadersFile]) and from the local preview, so that a page that works in one works
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

// HeadersFile returns the file _headers, in Netlify's format. It adds what is only
// for https to [SecurityHeaders], and lets browsers keep the files that match the
// given patterns, "/assets/css/*", which have a fingerprint in their address. With
// logins, every answer requires a name and a password. With forms, pages may send what
// their forms have to the site itself.
//
// Where two blocks match, hosts join the values or use the last. Both are safe: two
// policies are stricter than one, and no-store overrides the rest of Cache-Control.
func HeadersFile(logins Logins, forms bool, fingerprinted ...string) []byte {
	headers := SecurityHeaders()
	policy := pagePolicy + "; upgrade-insecure-requests"
	if forms {
		policy = strings.Replace(policy, "form-action 'none'", "form-action 'self'", 1)
	}
	headers.Set("Content-Security-Policy", policy)
	headers.Set("Strict-Transport-Security", httpsOnly)
	if !logins.None() {
		// Not sent with answers: it is for the host itself.
		headers.Set("Basic-Auth", strings.Join(logins.pairs, " "))
	}
	var b bytes.Buffer
	writeBlock(&b, "/*", headers)
	writeBlock(&b, "/*.svg", http.Header{"Content-Security-Policy": {svgPolicy}})
	for _, pattern := range fingerprinted {
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
