package hosting

import (
	"errors"
	"fmt"
	"strings"

	"provtryck/generator/problem"
)

// Logins are the names and passwords that open a published site. The zero value
// leaves it open to all.
type Logins struct{ pairs []string }

// ParseLogins reads "anna:hemligt bo:hemligare". Its errors, in Swedish, name the
// number of the pair and never its content.
//
// Only what every browser and host reads in the same way is accepted: a host may cut
// a pair at any colon, split the list at commas, and decode letters outside ASCII in
// its own way, and then the password that opens the site is not the chosen one.
func ParseLogins(value string) (Logins, error) {
	if strings.ContainsFunc(value, func(r rune) bool { return problem.Unseen(r) || r == '\u2028' || r == '\u2029' }) {
		return Logins{}, errors.New("värdet har en radbrytning eller ett annat styrtecken; skriv allt på en rad")
	}
	pairs := strings.Fields(value)
	for i, pair := range pairs {
		if why := wrongLogin(pair); why != "" {
			return Logins{}, fmt.Errorf("par nummer %d %s; skriv namn:lösenord, med mellanslag mellan paren", i+1, why)
		}
	}
	return Logins{pairs}, nil
}

// wrongLogin returns what is wrong with a pair, without its words; empty for
// nothing.
func wrongLogin(pair string) string {
	name, password, found := strings.Cut(pair, ":")
	switch {
	case !found:
		return "saknar kolon"
	case name == "":
		return "saknar namn före kolonet"
	case strings.HasPrefix(name, "#"):
		return "har ett namn som börjar med #" // a comment to nginx
	case password == "":
		return "saknar lösenord efter kolonet"
	case strings.Contains(password, ":"):
		return "har mer än ett kolon"
	case strings.Contains(pair, ","):
		return "har ett komma"
	case strings.ContainsFunc(pair, func(r rune) bool { return r <= ' ' || r > '~' }):
		return "har andra tecken än a–z, siffror och vanliga skiljetecken"
	}
	return ""
}

// None reports whether the site is open to all.
func (l Logins) None() bool { return len(l.pairs) == 0 }
