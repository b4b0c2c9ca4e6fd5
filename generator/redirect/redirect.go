// Package redirect makes what the server of the old site needs to lead each old address to the text that
// has taken over: [Plan] decides where each leads, [Formats] write it for a server.
package redirect

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/ledger"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// A Rule leads from an old address, however it is written, to a new one.
type Rule struct {
	From ledger.Key
	To   string      // a whole address, of letters that have no meaning in any format
	Pos  problem.Pos // where it is said
}

// A Left is an old address that is left out, and why, in Swedish.
type Left struct {
	Address string
	Pos     problem.Pos
	Why     string
}

// Options are what to lead to.
type Options struct {
	Preview   string // the address of a published preview to lead to; empty for 1177
	Programme bool   // a text without an address at 1177 has that of the first page of its programme
}

// longest is how many bytes an address can have: servers read no longer lines or refuse such requests.
const longest = 1500

// Plan returns the rules for the old site's own server, parts of pages first, and what is left out. Addresses
// that are struck out or out of scope are in neither.
func Plan(s *site.Site, o Options) ([]Rule, []Left) {
	var rules []Rule
	var left []Left
	for _, e := range s.Ledger.Entries {
		if e.Fate == ledger.Dropped || e.Fate == ledger.Outside {
			continue
		}
		r := Rule{From: e.Key, Pos: e.Pos}
		why := wrongFrom(e)
		if why == "" {
			r.To, why = destination(s, e, o)
		}
		if why != "" {
			left = append(left, Left{e.Address, e.Pos, why})
			continue
		}
		rules = append(rules, r)
	}
	slices.SortStableFunc(rules, func(a, b Rule) int {
		if part := (b.From.Query != ""); part != (a.From.Query != "") {
			if part {
				return 1
			}
			return -1
		}
		return cmp.Compare(a.From.String(), b.From.String())
	})
	return rules, left
}

// wrongFrom returns why no server can lead on from an address, empty when it can.
func wrongFrom(e *ledger.Entry) string {
	section := e.Key.Section()
	switch {
	case e.Fate == ledger.Unanswered:
		return "det är inte bestämt vad den blev"
	case e.Key.Host != site.OldHost:
		return "den är inte på " + site.OldHost
	case e.Key.Query != "" && section == "":
		return "det som står efter frågetecknet är inte bara section="
	case strings.ContainsFunc(section, func(r rune) bool { return !word(r) }):
		return "section= har andra tecken än a–z, siffror, bindestreck och understreck"
	case len(e.Key.String()) > longest:
		return fmt.Sprintf("den är längre än %d byte", longest)
	}
	return ""
}

func word(r rune) bool {
	return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' || r == '_'
}

// destination returns the address that an entry leads to, or why there is none.
func destination(s *site.Site, e *ledger.Entry, o Options) (to, why string) {
	t, leads := e.Target()
	a := s.ByFile(t.Text)
	switch {
	case !leads:
		return "", "det den blev finns inte"
	case a == nil:
		return destinationAt(t.Address)
	case o.Preview != "":
		to = strings.TrimSuffix(o.Preview, "/") + a.URL
		if t.Section != "" {
			to += "#" + t.Section
		}
		return destinationAt(to)
	}
	live := a.Doc.Front.LiveURL.Text
	if live == "" && o.Programme && a.Programme != nil {
		live = a.Programme.Doc.Front.LiveURL.Text
	}
	if live == "" {
		return "", fmt.Sprintf("texten %s saknar adress (uppgiften adress)", t.Text)
	}
	return destinationAt(live)
}

// destinationAt returns a whole address with all that has a meaning in some format percent-encoded, or why it cannot
// be led to.
func destinationAt(address string) (to, why string) {
	k, ok := ledger.Fold(address)
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case !ok || err != nil || k.Host == "":
		return "", fmt.Sprintf("%q är ingen webbadress", address)
	case k.Host == site.OldHost:
		return "", fmt.Sprintf("%s är på den gamla webbplatsen", address)
	}
	var b strings.Builder
	whole := u.String()
	for i := range len(whole) {
		c := whole[i]
		plain := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~:/?#[]@!&()+,=%", c) >= 0
		switch {
		case !plain, c == ':' && i > len(u.Scheme) && whole[i-1] == '/': // Netlify takes /:x for a placeholder
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	if b.Len() > longest {
		return "", fmt.Sprintf("den nya adressen är längre än %d byte", longest)
	}
	return b.String(), ""
}

// spellings returns a path of a key in all forms that a server that knows only capitals of a to z must be
// told: letters such as å as one character and as two, and with each as a capital.
func spellings(path string) []string {
	forms := []string{norm.NFC.String(path), norm.NFD.String(path)}
	letters := 0
	for _, r := range forms[0] {
		if r >= utf8.RuneSelf && capital(r) != r {
			letters++
		}
	}
	const most = 6 // 64 forms; of a path with more such letters only all small and all capitals
	forms = append(forms, strings.Map(capital, forms[0]))
	for mask := 1; letters <= most && mask < 1<<letters; mask++ {
		n := 0
		forms = append(forms, strings.Map(func(r rune) rune {
			if r < utf8.RuneSelf || capital(r) == r {
				return r
			}
			n++
			if mask>>(n-1)&1 == 1 {
				return capital(r)
			}
			return r
		}, forms[0]))
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(forms, func(form string) bool {
		key := asciiLower(form)
		again := seen[key]
		seen[key] = true
		return again
	})
}

// capital returns the capital of a letter. One of two letters, as I of i and ı, is that of the one that it folds to: else
// two paths would have it, and a server refuses a file with a key that is there twice.
func capital(r rune) rune {
	if upper := unicode.ToUpper(r); unicode.ToLower(upper) == r {
		return upper
	}
	return r
}

func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// encoded returns the path of a key as it is written in an address: "/" for the front page.
func encoded(path string) string {
	var b strings.Builder
	for i := range len(path) {
		c := path[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~/", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// old returns an old address as people know it.
func old(k ledger.Key) string {
	address := "https://" + k.Host + encoded(k.Path) + "/"
	if k.Query != "" {
		address += "?" + k.Query
	}
	return address
}
