package source

import (
	"cmp"
	"encoding/base64"
	"io/fs"
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// addText writes words with the look that they have.
func addText(words string, to *html.Node, s style) {
	if s.kept {
		for i, line := range strings.Split(words, "\n") {
			if i > 0 {
				to.AppendChild(element("br"))
			}
			if line != "" {
				to.AppendChild(&html.Node{Type: html.TextNode, Data: line})
			}
		}
		return
	}
	words = collapsed(words)
	if words == "" || words == " " && (to.LastChild == nil || blockElements[to.LastChild.Data]) {
		return
	}
	leaf := &html.Node{Type: html.TextNode, Data: words}
	if strings.TrimSpace(words) == "" {
		s.strong, s.em, s.sub, s.sup = false, false, false, false
	}
	for _, f := range []struct {
		on   bool
		name string
	}{{s.sup, "sup"}, {s.sub, "sub"}, {s.em, "em"}, {s.strong, "strong"}} {
		if !f.on {
			continue
		}
		if leaf.Type == html.TextNode && goesOn(to.LastChild, f.name) && onlyForm(s, f.name) {
			to.LastChild.AppendChild(leaf) // goes on
			return
		}
		outer := element(f.name)
		outer.AppendChild(leaf)
		leaf = outer
	}
	to.AppendChild(leaf)
}

// goesOn reports whether words of a form can be put last in a node: a reference to a footnote has no words.
func goesOn(n *html.Node, form string) bool {
	return n != nil && n.Data == form && !hasAttr(n, "data-footnote")
}

// onlyForm reports whether the words have one form only.
func onlyForm(s style, name string) bool {
	return s == style{strong: name == "strong", em: name == "em", sub: name == "sub", sup: name == "sup"}
}

// collapsed puts one blank in place of each run of blanks; tabs and hard blanks remain.
func collapsed(s string) string {
	var b strings.Builder
	blank := false
	for _, c := range s {
		switch c {
		case ' ', '\n', '\r', '\f':
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
			continue
		}
		blank = false
		b.WriteRune(c)
	}
	return b.String()
}

// link writes a link, with the address that it leads to.
func (r *pageReader) link(n, to *html.Node, s style) {
	href := strings.TrimSpace(attr(n, "href"))
	if href == "" || strings.HasPrefix(href, "#") || s.href != "" {
		if s.href == "" && len(href) > 1 && !inContents(n) {
			r.remark(Changed, n, "en länk till ett ställe på sidan är bara text")
		}
		r.children(n, to, s)
		return
	}
	if hasBlock(n) {
		r.remark(Changed, n, "en länk runt flera stycken är bara text; adressen är %s", href)
		r.children(n, to, s)
		return
	}
	a := element("a")
	s.href = r.resolved(href, n)
	a.Attr = []html.Attribute{{Key: "href", Val: s.href}}
	r.children(n, a, s)
	if a.FirstChild != nil {
		to.AppendChild(a)
	}
}

// inContents reports whether a link to a place on the page is one of a list of contents, or a mark beside a
// heading: what nobody misses as a link.
func inContents(a *html.Node) bool {
	if !strings.ContainsFunc(words(a), unicode.IsLetter) {
		return true
	}
	if a.Parent == nil || a.Parent.Data != "li" {
		return false
	}
	for n := range a.Parent.ChildNodes() {
		if n != a && (n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" || n.Type == html.ElementNode && !blockElements[n.Data]) {
			return false
		}
	}
	return true
}

func hasBlock(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && blockElements[d.Data] {
			return true
		}
	}
	return false
}

// resolved returns the whole address of a link, without what mail programs and Google put around it.
func (r *pageReader) resolved(href string, n *html.Node) string {
	u, err := url.Parse(href)
	if err != nil {
		return href
	}
	if inner := unwrapped(u); inner != "" {
		r.remark(Changed, n, throughWrapper, u.Host, inner)
		return inner
	}
	base, err := url.Parse(r.address)
	if u.IsAbs() || r.address == "" || err != nil {
		return href
	}
	return base.ResolveReference(u).String()
}

// throughWrapper is what is said of a link whose address was in that of another.
const throughWrapper = "länken gick genom %s och leder direkt till %s"

// unwrapped returns the address that mail programs and Google have put another around, "" for others.
func unwrapped(u *url.URL) string {
	for _, wrapper := range []struct{ host, path, key string }{
		{"safelinks.protection.outlook.com", "", "url"}, {"www.google.com", "/url", "q"},
	} {
		inner := u.Query().Get(wrapper.key)
		if strings.HasSuffix(u.Host, wrapper.host) && strings.HasPrefix(u.Path, wrapper.path) && strings.HasPrefix(inner, "http") {
			return inner
		}
	}
	return ""
}

// pictureTypes are the formats of pictures that a text of ours can have, and how their files begin.
var pictureTypes = []struct{ ending, sign string }{
	{".png", "\x89PNG"}, {".jpg", "\xff\xd8\xff"}, {".gif", "GIF8"}, {".webp", "RIFF"},
}

// picture writes a picture, whose data is in the page or beside it.
func (r *pageReader) picture(n, to *html.Node) {
	src, alt := attr(n, "src"), strings.Join(strings.Fields(attr(n, "alt")), " ")
	data, ok := r.pictureData(src)
	ending := ""
	if ok {
		ending = pictureEnding(data)
	}
	if ending == "" {
		if width := attr(n, "width"); width == "1" || width == "0" {
			return // counts readers
		}
		r.remarks = append(r.remarks, Remark{Dropped, quoted(cmp.Or(alt, path.Base(strings.Split(src, "?")[0]))),
			"en bild togs inte med; spara den och lägg den i bilder/"})
		return
	}
	name := "bild-" + strconv.Itoa(len(r.pictures)+1) + ending
	r.pictures = append(r.pictures, Picture{name, data})
	img := element("img")
	img.Attr = []html.Attribute{{Key: "src", Val: name}, {Key: "alt", Val: alt}}
	to.AppendChild(img)
}

// pictureEnding returns the ending of the name that a picture can have, "" for what a text of ours
// cannot have.
func pictureEnding(data []byte) string {
	for _, t := range pictureTypes {
		if len(data) <= maxPicture && strings.HasPrefix(string(data[:min(len(data), 8)]), t.sign) {
			return t.ending
		}
	}
	return ""
}

func (r *pageReader) pictureData(src string) ([]byte, bool) {
	if head, data, found := strings.Cut(src, ";base64,"); found && strings.HasPrefix(head, "data:image/") {
		decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(data), ""))
		return decoded, err == nil
	}
	u, err := url.Parse(src)
	if r.beside == nil || err != nil || u.IsAbs() || !fs.ValidPath(path.Clean(u.Path)) {
		return nil, false
	}
	info, err := fs.Stat(r.beside, path.Clean(u.Path))
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxPicture {
		return nil, false
	}
	data, err := fs.ReadFile(r.beside, path.Clean(u.Path))
	return data, err == nil
}
