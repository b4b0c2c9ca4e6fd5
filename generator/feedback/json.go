package feedback

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"provtryck/generator/problem"
	"provtryck/generator/round"
	"provtryck/generator/spelling"
)

// How much is taken of what somebody sends. Each limit is far above any real answer.
const (
	MaxFile    = 10 << 20 // bytes of a file
	maxComment = 1 << 20  // bytes of a comment
	maxCount   = 10_000   // comments in a file
	maxQuote   = 2_000    // characters of the words that a comment is about
	maxAround  = 200      // and of those before and after them
)

// A Delivery is what has been read of something that somebody has sent.
type Delivery struct {
	Comments []Comment                // with the addresses of their texts
	Refused  []string                 // what could not be taken, each with its reason
	Notes    []string                 // what was taken and is not as it was sent, or may be missing
	Parts    map[Sending]map[int]bool // the numbers of those that have been read
	seen     map[string]bool
}

// A Sending is an answer in so many parts. One that is sent again may have more of them.
type Sending struct {
	Answer string
	Of     int
}

func (d *Delivery) refuse(format string, args ...any) {
	d.Refused = append(d.Refused, fmt.Sprintf(format, args...))
}

func (d *Delivery) note(format string, args ...any) {
	d.Notes = append(d.Notes, fmt.Sprintf(format, args...))
}

// Add joins another delivery to this one.
func (d *Delivery) Add(other Delivery) {
	for _, c := range other.Comments {
		d.keep(c)
	}
	d.Refused = append(d.Refused, other.Refused...)
	d.Notes = append(d.Notes, other.Notes...)
	for sending, parts := range other.Parts {
		for n := range parts {
			d.part(sending, n)
		}
	}
}

// keep adds a comment, unless it has been delivered as it is: mails quote each other.
func (d *Delivery) keep(c Comment) {
	key := strings.Join([]string{c.Round, c.ID, c.Modified, c.said()}, "\x00")
	if d.seen == nil {
		d.seen = map[string]bool{}
	}
	if !d.seen[key] {
		d.seen[key] = true
		d.Comments = append(d.Comments, c)
	}
}

func (d *Delivery) part(s Sending, n int) {
	if d.Parts == nil {
		d.Parts = map[Sending]map[int]bool{}
	}
	if d.Parts[s] == nil {
		d.Parts[s] = map[int]bool{}
	}
	d.Parts[s][n] = true
}

// Missing says which parts of answers have not been read.
func (d *Delivery) Missing() []string {
	const mostParts = 5 // that are named
	var missing []string
	order := func(a, b Sending) int { return cmp.Or(strings.Compare(a.Answer, b.Answer), cmp.Compare(a.Of, b.Of)) }
	for _, s := range slices.SortedFunc(maps.Keys(d.Parts), order) {
		var parts []string
		for n := 1; n <= s.Of && len(parts) <= mostParts; n++ {
			if !d.Parts[s][n] {
				parts = append(parts, strconv.Itoa(n))
			}
		}
		switch {
		case len(parts) > mostParts:
			missing = append(missing, fmt.Sprintf("%d av %d delar av svaret %s finns inte bland filerna",
				s.Of-len(d.Parts[s]), s.Of, s.Answer))
		case len(parts) > 0:
			missing = append(missing, fmt.Sprintf("del %s av %d av svaret %s finns inte bland filerna",
				strings.Join(parts, ", "), s.Of, s.Answer))
		}
	}
	return missing
}

// A page is an answer as the preview saves it: an AnnotationPage of W3C Web Annotation.
type page struct {
	ID      string
	Type    string
	Round   *string `json:"provtryck:round"`
	Creator struct {
		Name         string
		Organisation string `json:"provtryck:organisation"`
		Email        string
	}
	Items []json.RawMessage
}

// An annotation is a comment in it.
type annotation struct {
	ID, Type, Created, Modified string
	Body                        several[struct{ Type, Purpose, Value string }]
	Target                      struct {
		Source   string
		Selector several[struct{ Type, Value, Exact, Prefix, Suffix string }]
		Version  string `json:"provtryck:version"`
		Reader   string `json:"provtryck:reader"`
	}
}

// several is a list, or a single value where JSON-LD lets that be one.
type several[T any] []T

func (s *several[T]) UnmarshalJSON(src []byte) error {
	if len(src) > 0 && src[0] == '[' {
		return json.Unmarshal(src, (*[]T)(s))
	}
	*s = make([]T, 1)
	return json.Unmarshal(src, &(*s)[0])
}

// ReadJSON reads an answer that the preview has saved.
func ReadJSON(src []byte) (Delivery, error) {
	var d Delivery
	var p page
	if len(src) > MaxFile {
		return d, errTooLarge
	}
	if err := json.Unmarshal(bytes.TrimPrefix(src, []byte("\ufeff")), &p); err != nil {
		return d, explainJSON(err)
	}
	switch {
	case p.Type != "AnnotationPage" || p.Round == nil:
		return d, errors.New("filen är inget svar från förhandsvisningen; be om filen som heter synpunkter-….json")
	case len(p.Items) > maxCount:
		return d, fmt.Errorf("filen har fler än %d synpunkter", maxCount)
	case *p.Round != "" && !round.ValidID(*p.Round):
		return d, fmt.Errorf("%q kan inte vara en omgång", spelling.Shorten(line(*p.Round), 40, "…"))
	}
	from := Comment{
		Answer: uuid(p.ID), Round: *p.Round, From: line(p.Creator.Name), Organisation: line(p.Creator.Organisation),
		Email: line(strings.TrimPrefix(p.Creator.Email, "mailto:")),
	}
	for i, item := range p.Items {
		c, err := readItem(item, from)
		if err == nil {
			err = d.take(c)
		}
		if err != nil {
			d.refuse("synpunkt %d av %d: %v", i+1, len(p.Items), err)
		}
	}
	return d, nil
}

var errTooLarge = fmt.Errorf("filen är större än %d MB", MaxFile>>20)

// readItem reads a comment from somebody.
func readItem(src []byte, c Comment) (Comment, error) {
	var a annotation
	if len(src) > maxComment {
		return c, errLong
	}
	if err := json.Unmarshal(src, &a); err != nil {
		return c, explainJSON(err)
	}
	if a.Type != "Annotation" {
		return c, fmt.Errorf("typen är %q, inte Annotation", spelling.Shorten(line(a.Type), 40, "…"))
	}
	c.ID, c.Date, c.Page = uuid(a.ID), a.Created, a.Target.Source
	if a.Modified != a.Created {
		c.Modified = a.Modified
	}
	for _, b := range a.Body {
		switch b.Purpose {
		case "classifying":
			c.Kind = b.Value
		case "commenting":
			c.Text = b.Value
		case "editing":
			c.Suggestion = b.Value
		}
	}
	for _, s := range a.Target.Selector {
		switch s.Type {
		case "FragmentSelector":
			c.Section = s.Value
		case "TextQuoteSelector":
			c.Quote, c.Before, c.After = s.Exact, s.Prefix, s.Suffix
		}
	}
	c.Version, c.Reader = a.Target.Version, a.Target.Reader
	return c, nil
}

var (
	errLong  = fmt.Errorf("den är längre än %d MB", maxComment>>20)
	errEmpty = errors.New("den säger ingenting")
)

func uuid(s string) string { return strings.TrimPrefix(strings.TrimSpace(s), "urn:uuid:") }

// identifier is what an id may be: it is written in addresses.
var identifier = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z-]{7,63}$`)

// take adds a comment as it was sent, made harmless; one that cannot be kept is an error.
func (d *Delivery) take(c Comment) error {
	length := 0
	for _, e := range c.entries() {
		length += len(*e.value)
		switch e.key {
		case "synpunkt", "förslag":
			*e.value = Clean(*e.value)
		default:
			*e.value = line(*e.value)
		}
	}
	c.Page = withoutQuery(c.Page)
	kind := c.Kind
	c.Kind = kindOf(kind)
	switch {
	case length > maxComment:
		return errLong
	case !identifier.MatchString(c.ID):
		return errors.New("den har inget id som kan användas")
	case c.empty():
		return errEmpty
	case len(d.Comments) >= maxCount:
		return fmt.Errorf("filen har fler än %d synpunkter", maxCount)
	}
	if c.Kind == "" && kind != "" {
		d.note("synpunkten %s: slaget %s finns inte och är struket; %s", c.ID, spelling.Shorten(kind, 40, "…"),
			spelling.DidYouMean(kind, KindWords()))
	}
	if short := spelling.Shorten(c.Quote, maxQuote, ""); short != c.Quote {
		d.note("synpunkten %s: den citerar mer än %d tecken, och resten av citatet är struket", c.ID, maxQuote)
		c.Quote, c.After = strings.TrimSpace(short), ""
	}
	c.Before, c.After = last(c.Before, maxAround), spelling.Shorten(c.After, maxAround, "")
	if !identifier.MatchString(c.Answer) {
		c.Answer = ""
	}
	c.Date, c.Modified = d.day(c), moment(c.Modified)
	c.Status = New
	d.keep(c)
	return nil
}

// last returns the last characters of a text, so many at most.
func last(s string, most int) string {
	for i := len(s); i > 0; most-- {
		if most == 0 {
			return s[i:]
		}
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s
}

// day returns the day of a time as it was sent; empty, with a note, where it is none.
func (d *Delivery) day(c Comment) string {
	if c.Date == "" {
		return ""
	}
	day, err := time.Parse(time.DateOnly, c.Date[:min(len(c.Date), len(time.DateOnly))])
	if err != nil || day.Year() < 1990 || day.Year() > 2100 {
		d.note("synpunkten %s: tiden %q finns inte och är struken", c.ID, spelling.Shorten(c.Date, 40, "…"))
		return ""
	}
	return day.Format(time.DateOnly)
}

// moment returns a time in its shortest form, which sorts as a text; empty where it is none.
func moment(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < 1990 || t.Year() > 2100 {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

// explainJSON returns an error of the JSON library in Swedish.
func explainJSON(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind) && kind.Field == "":
		return errors.New("det är inte vad förhandsvisningen skriver")
	case errors.As(err, &kind):
		return fmt.Errorf("värdet av %s är av fel slag", spelling.Shorten(line(strings.ToLower(kind.Field)), 60, "…"))
	case errors.As(err, &syntax):
		return fmt.Errorf("filen är skadad eller ingen JSON: det tar stopp efter %s; be om filen igen",
			problem.Amount(int(syntax.Offset), "byte", "byte"))
	}
	return errors.New("filen går inte att läsa som JSON; be om filen igen")
}

// seed returns an id made of what a comment says, the same each time; n tells those apart that say
// the same. Only what is published with a comment goes into it, and its time: ids are published too,
// and one made of a name or an address could be used to find out whose it is.
func seed(c Comment, n int) string {
	hash := sha256.New()
	for _, part := range []string{c.Round, c.Date, c.Kind, withoutQuery(c.Page), c.Section, c.Quote, c.Text, c.Suggestion} {
		fmt.Fprintf(hash, "%q\n", line(part))
	}
	fmt.Fprintf(hash, "%d", n)
	return hex.EncodeToString(hash.Sum(nil))[:32]
}

// withoutQuery returns an address without what follows it, which may be about the person.
func withoutQuery(page string) string {
	if at := strings.IndexByte(page, '?'); at >= 0 && strings.Contains(page[:at], "/") {
		return page[:at]
	}
	return page
}
