package ledger

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// MaxList is how many bytes a list of addresses may be.
const MaxList = 64 << 20

// A Visit is an address that a list has, and how often.
type Visit struct {
	Address string // as it is first written
	Key     Key
	Times   int
}

// ReadAddresses reads the addresses of a site from a sitemap, a list with one address a line, or the log of a
// web server in the common or combined format, whose paths are on host. Unread is how many lines are none of it. Of a log
// only pages count that were there.
func ReadAddresses(src []byte, host string) (visits []Visit, unread int, err error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	c := counter{host: host, byKey: map[Key]*Visit{}}
	switch trimmed := bytes.TrimSpace(src); {
	case len(src) > MaxList:
		return nil, 0, fmt.Errorf("filen är större än %d MB och läses inte; dela upp den", MaxList>>20)
	case len(trimmed) == 0:
		return nil, 0, errors.New("filen är tom")
	case bytes.HasPrefix(src, []byte{0x1f, 0x8b}), bytes.HasPrefix(src, []byte("PK\x03\x04")):
		return nil, 0, errors.New("filen är packad och läses inte; packa upp den först")
	case trimmed[0] == '<':
		err = c.sitemap(src)
	default:
		c.lines(src)
	}
	if err == nil && len(c.byKey) == 0 {
		err = errors.New("filen har inga adresser; den ska vara en sitemap.xml, en lista med en adress på varje rad, " +
			"eller en logg i formatet common eller combined")
	}
	if err != nil {
		return nil, 0, err
	}
	for _, v := range c.byKey {
		visits = append(visits, *v)
	}
	slices.SortFunc(visits, func(a, b Visit) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Key.String(), b.Key.String()))
	})
	return visits, c.unread, nil
}

type counter struct {
	host   string
	byKey  map[Key]*Visit
	unread int
}

// add counts an address. What is asked of a page, except for a part of it, is no address of its own.
func (c *counter) add(address string) {
	k, ok := Fold(address)
	if !ok || k.Host == "" {
		c.unread++
		return
	}
	if k.Query != "" && k.Section() == "" {
		k = k.Page()
	}
	if c.byKey[k] == nil {
		c.byKey[k] = &Visit{Address: address, Key: k}
	}
	c.byKey[k].Times++
}

// sitemap reads what sitemaps.org describes. A document type is refused: it is the way to entities that
// grow or read files, and no sitemap has one.
func (c *counter) sitemap(src []byte) error {
	in := xml.NewDecoder(bytes.NewReader(src))
	var within []string
	for {
		token, err := in.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("filen går inte att läsa som XML: rad %d", line(in))
		}
		switch token := token.(type) {
		case xml.Directive:
			return errors.New("filen har en dokumenttyp (<!DOCTYPE), som ingen sitemap har, och läses inte")
		case xml.StartElement:
			if within = append(within, token.Name.Local); len(within) > 10 {
				return errors.New("filen är ingen sitemap: den har element i för många nivåer")
			}
			if token.Name.Local == "sitemapindex" {
				return errors.New("filen räknar upp andra sitemap-filer och har inga sidor själv; hämta dem och ange dem en i taget")
			}
		case xml.EndElement:
			within = within[:len(within)-1]
		case xml.CharData:
			if slices.Equal(within, []string{"urlset", "url", "loc"}) && len(bytes.TrimSpace(token)) > 0 {
				c.add(string(bytes.TrimSpace(token)))
			}
		}
	}
}

func line(in *xml.Decoder) int {
	n, _ := in.InputPos()
	return n
}

// visit is a line of a log: the method, what was asked for, and the status.
var visit = regexp.MustCompile(`^\S+ \S+ .{0,200}?\[[^\]]{1,60}\] "([A-Z]+) (\S+)(?: HTTP/[0-9.]+)?" ([0-9]{3})\b`)

func (c *counter) lines(src []byte) {
	in := bufio.NewScanner(bytes.NewReader(src))
	in.Buffer(nil, len(src)+1)
	for in.Scan() {
		text := strings.TrimSpace(in.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		m := visit.FindStringSubmatch(text)
		if m == nil {
			c.add(text)
			continue
		}
		ending := path.Ext(strings.TrimRight(strings.SplitN(m[2], "?", 2)[0], "/"))
		if m[1] != "GET" || m[3][0] > '3' || ending != "" && ending != ".html" { // a picture or the like, or nothing
			continue
		}
		if strings.HasPrefix(m[2], "/") {
			m[2] = "https://" + c.host + "/" + strings.TrimLeft(m[2], "/")
		}
		c.add(m[2])
	}
}

// A Gap is what a list and a ledger do not have in common.
type Gap struct {
	Unknown []Visit  // in the list only
	Unseen  []*Entry // in the ledger only
}

// Compare returns what is in a list and not in the ledger, and the other way around.
func (l *Ledger) Compare(visits []Visit) Gap {
	var g Gap
	seen := map[Key]bool{}
	for _, v := range visits {
		seen[v.Key] = true
		if l.byKey[v.Key] == nil {
			g.Unknown = append(g.Unknown, v)
		}
	}
	hosts := map[string]bool{}
	for k := range maps.Keys(seen) {
		hosts[k.Host] = true
	}
	for _, e := range l.Entries {
		if !seen[e.Key] && hosts[e.Key.Host] {
			g.Unseen = append(g.Unseen, e)
		}
	}
	return g
}
