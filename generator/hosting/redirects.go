package hosting

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"provtryck/generator/problem"
)

// A Redirect leads from an address that the site does not have to one that it has.
// From and To are paths as in an address: "/adhd/", "/%C3%A5ngest".
type Redirect struct {
	From, To string
	Status   int    // 301, 302, 307 or 308
	Source   string // where it comes from, for messages: "content/a.md:8:12"
	Over     bool   // even where a file is: the page that leads on where the host cannot
}

// A Refusal is a redirect that is not written, and why not, in Swedish.
type Refusal struct {
	Redirect
	Why string
}

func (r Refusal) Error() string {
	message := fmt.Sprintf("omdirigeringen från %q till %q tas inte med: %s", r.From, r.To, r.Why)
	if r.Source != "" {
		message = r.Source + ": " + message
	}
	return message
}

// PlanRedirects returns the redirects that a site needs, sorted by where they lead from. Addresses are
// those that the site answers at.
//
// Every address has been decoded and percent-encoded again, so that it has no blank and no sign that means
// something to a host, and none leads out of the site. Of two redirects from the same address the first is
// used. None hides a page; one that leads to another leads to the page where they end; one that leads to
// nothing, or in a circle, is refused.
func PlanRedirects(redirects []Redirect, addresses []string) ([]Redirect, []Refusal) {
	pages := map[string]bool{}
	for _, address := range addresses {
		pages[addressKey(address)] = true
	}
	rules := map[string]Redirect{} // by the key of From
	var refused []Refusal
	for _, r := range redirects {
		clean, why := cleanRedirect(r)
		key := addressKey(clean.From)
		first, taken := rules[key]
		switch {
		case why != "":
		case pages[key]:
			why = "på den adressen finns redan en sida"
		case taken && addressKey(first.To) != addressKey(clean.To):
			why = "adressen leder redan till " + first.To
		case !taken:
			rules[key] = clean
		}
		if why != "" {
			refused = append(refused, Refusal{r, why})
		}
	}
	var planned []Redirect
	byFrom := func(a, b Redirect) int { return cmp.Compare(a.From, b.From) }
	for _, r := range slices.SortedFunc(maps.Values(rules), byFrom) {
		to, why := end(r, rules, pages)
		if why != "" {
			refused = append(refused, Refusal{r, why})
			continue
		}
		r.To = to
		planned = append(planned, r)
	}
	return planned, refused
}

// redirectsFile returns the file _redirects, in Netlify's format: one rule a line.
func redirectsFile(redirects []Redirect) []byte {
	var b bytes.Buffer
	for _, r := range redirects {
		force := ""
		if r.Over {
			force = "!"
		}
		fmt.Fprintf(&b, "%s %s %d%s\n", r.From, r.To, r.Status, force)
	}
	return b.Bytes()
}

// end returns the page that a rule leads to, through other rules if need be, or why
// there is none.
func end(r Redirect, rules map[string]Redirect, pages map[string]bool) (to, why string) {
	passed := map[string]bool{addressKey(r.From): true}
	for {
		key := addressKey(r.To)
		next, more := rules[key]
		switch {
		case passed[key]:
			return "", "den leder runt i en cirkel"
		case !more && !pages[key]:
			return "", "den sida som den leder till finns inte"
		case !more:
			return r.To, ""
		}
		passed[key] = true
		r = next
	}
}

// cleanRedirect encodes both addresses of a redirect, or returns why it cannot.
func cleanRedirect(r Redirect) (clean Redirect, why string) {
	clean = r
	switch r.Status {
	case 301, 302, 307, 308:
	default:
		return clean, fmt.Sprintf("%d är ingen omdirigering", r.Status)
	}
	if clean.From, why = cleanAddress(r.From); why != "" {
		return clean, "den gamla adressen " + why
	}
	if key := addressKey(clean.From); key == "/.netlify" || strings.HasPrefix(key, "/.netlify/") {
		return clean, "adresser som börjar med /.netlify är upptagna"
	}
	if clean.To, why = cleanAddress(r.To); why != "" {
		return clean, "den nya adressen " + why
	}
	return clean, ""
}

// cleanAddress percent-encodes all of a path except slashes and the characters that
// never need it (RFC 3986, section 2.3), the same for all ways of writing it; or
// returns why it cannot.
func cleanAddress(path string) (clean, why string) {
	switch {
	case !strings.HasPrefix(path, "/"):
		return "", "börjar inte med snedstreck"
	case strings.Contains(path, "//"):
		return "", "har två snedstreck i rad"
	case strings.ContainsFunc(path, special):
		return "", "har ett mellanslag, ett styrtecken eller något av tecknen # ? \\"
	}
	var b strings.Builder
	for i, part := range strings.Split(path, "/") {
		part, err := url.PathUnescape(part)
		switch {
		case err != nil || !utf8.ValidString(part):
			return "", "har ett procenttecken som inte står för någon bokstav"
		case part == "." || part == "..":
			return "", "har en del som är . eller .."
		case strings.ContainsFunc(part, problem.Unseen) || strings.ContainsAny(part, `/\`):
			return "", "har ett styrtecken eller snedstreck bakom ett procenttecken"
		}
		if i > 0 {
			b.WriteByte('/')
		}
		encode(&b, part)
	}
	return b.String(), ""
}

// special reports whether a character would end a word or a line in the file, or the
// path in an address.
func special(r rune) bool {
	return unicode.IsSpace(r) || problem.Unseen(r) || strings.ContainsRune(`#?\`, r)
}

func encode(b *strings.Builder, part string) {
	for i := range len(part) {
		switch c := part[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(b, "%%%02X", c)
		}
	}
}

// addressKey returns the same key for all addresses that a web server may consider
// equal: with and without a final slash, index.html and .html, in capitals or not.
func addressKey(path string) string {
	if plain, err := url.PathUnescape(path); err == nil {
		path = plain
	}
	path = strings.ToLower(path)
	path = strings.TrimSuffix(path, "index.html")
	path = strings.TrimSuffix(path, ".html")
	return strings.TrimSuffix(path, "/")
}
