package collation

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"provtryck/generator/source"
)

// MaxPage is how many bytes a saved page may have.
const MaxPage = 20 << 20

// What a page may have: many times what the largest text has.
const (
	maxParts = 20000   // blocks and links
	maxWords = 1 << 20 // bytes
)

// A Page is a page as it is at 1177.
type Page struct {
	Address     string // that it says that it has, or ""
	Title       string // in its head
	description string
	keywords    []string
	doc         *html.Node
	blocks      []block
	pairs       map[string]bool
	login       bool // it asks for a password
	scripts     bool // it has scripts
	plain       int  // how many words it has
	broken      bool // letters have been lost
}

// ReadPage reads a page. The address is where it was fetched; empty for a saved page. Errors are in Swedish.
func ReadPage(src []byte, address string) (*Page, error) {
	if len(src) > MaxPage {
		return nil, fmt.Errorf("sidan är större än %d MB; spara bara själva sidan (webbsida, endast html)", MaxPage>>20)
	}
	if err := notPage(src); err != nil {
		return nil, err
	}
	text, err := source.PageText(src)
	if err != nil {
		return nil, errors.New("sidans teckenkodning går inte att läsa; spara sidan på nytt från webbläsaren")
	}
	doc, err := html.Parse(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	if err != nil {
		return nil, errors.New("sidan har för många delar i varandra för att läsas; spara den på nytt från webbläsaren")
	}
	p := &Page{doc: doc, pairs: map[string]bool{}}
	base := p.head()
	if p.Address == "" {
		p.Address = address
	}
	p.blocks = blocksOf(doc, cmp.Or(base, p.Address))
	parts, size := 0, 0
	for _, b := range p.blocks {
		parts, size = parts+1+len(b.links), size+len(b.text)
	}
	if parts > maxParts || size > maxWords {
		return nil, errors.New("sidan är orimligt lång; kontrollera att det är rätt sida")
	}
	for _, b := range p.blocks {
		addPairs(p.pairs, b.key)
		p.plain += len(strings.Fields(b.key))
	}
	all := string(text)
	p.broken = strings.Count(all, "\ufffd") > 2 ||
		strings.Count(all, "Ã¤")+strings.Count(all, "Ã¥")+strings.Count(all, "Ã¶") > 2
	return p, nil
}

// element is the beginning of an element or of a declaration.
var element = regexp.MustCompile(`(?i)<(!doctype|html|head|body|main|article|section|div|p|h[1-6]|ul|ol|table)\b`)

// notPage returns what is wrong with a file that is no page; nil for a page.
func notPage(src []byte) error {
	start := bytes.ReplaceAll(src[:min(len(src), 4000)], []byte{0}, nil) // as UTF-16 has
	switch {
	case len(bytes.TrimSpace(src)) == 0:
		return errors.New("sidan är tom; spara den på nytt när den syns i webbläsaren")
	case bytes.Contains(bytes.ToLower(start), []byte("content-type: multipart/related")):
		return errors.New("sidan är sparad i en enda fil (.mht); spara den som ”webbsida, endast html” i stället")
	case bytes.HasPrefix(src, []byte("%PDF")):
		return errors.New("filen är en pdf; spara sidan från webbläsaren som ”webbsida, endast html”")
	case !element.Match(bytes.ReplaceAll(src, []byte{0}, nil)):
		return errors.New("filen är ingen webbsida; spara sidan från webbläsaren som ”webbsida, endast html”")
	}
	return nil
}

// head reads what a page says about itself, and returns the address that its links start from.
func (p *Page) head() (base string) {
	for n := range p.doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "title":
			if p.Title == "" && n.Parent.Data == "head" && n.FirstChild != nil {
				p.Title = strings.TrimSpace(n.FirstChild.Data)
			}
		case "base":
			base = cmp.Or(base, attr(n, "href"))
		case "link":
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				p.Address = attr(n, "href")
			}
		case "meta":
			p.meta(strings.ToLower(cmp.Or(attr(n, "name"), attr(n, "property"))), attr(n, "content"))
		case "input":
			p.login = p.login || strings.EqualFold(attr(n, "type"), "password")
		case "script":
			p.scripts = true
		}
	}
	return base
}

func (p *Page) meta(name, content string) {
	switch name {
	case "og:url":
		p.Address = cmp.Or(p.Address, content)
	case "description":
		p.description = content
	case "keywords":
		for word := range strings.SplitSeq(content, ",") {
			if word = strings.TrimSpace(word); word != "" {
				p.keywords = append(p.keywords, word)
			}
		}
	}
}

const fewWords = 40 // of a page that has no text

var (
	notFound = regexp.MustCompile(`(?i)\b404\b|hittades inte|kunde inte hitta|finns inte|hittar inte sidan|page not found|not found|felsida|något gick fel`)
	loggedIn = regexp.MustCompile(`(?i)\blogga in\b|\binloggning\b|\blog ?in\b|\bsign in\b`)
)

// suspect returns why a page cannot be that of a text; nil if it can.
func (p *Page) suspect(t *Text) error {
	had := share(t, p)
	if p.broken && had < 1 {
		return errors.New("sidans teckenkodning är fel: å, ä och ö är förvanskade; spara sidan på nytt från webbläsaren")
	}
	if had >= leastShare {
		return nil
	}
	if err := p.without(); err != nil {
		return err
	}
	return fmt.Errorf("sidan har bara %d %% av textens ord och kan inte vara textens sida; kontrollera att det är rätt sida", int(100*had))
}

// without returns what a page that has no text is instead; nil where that is not known.
func (p *Page) without() error {
	said := p.Title
	for _, b := range p.blocks {
		if b.form == heading && b.level == 1 {
			said += " " + b.text
		}
	}
	switch {
	case p.login || loggedIn.MatchString(said):
		return errors.New("sidan är en inloggningssida; logga in i webbläsaren, öppna textens sida och spara den")
	case notFound.MatchString(said):
		return errors.New("sidan är en felsida: det finns ingen text på adressen; kontrollera adressen och spara rätt sida")
	case p.scripts && p.plain < fewWords:
		return errors.New("sidan visas av skript och har ingen text i sig; öppna den i webbläsaren och spara den som ”webbsida, fullständig” när texten syns")
	}
	return nil
}
