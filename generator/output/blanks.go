package output

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// blanks is the ASCII white space of HTML. A no-break space is not among them:
// it is a sign that is seen, and keeps "10 mg" on one line.
const blanks = " \t\n\f\r"

// joinBlanks makes every run of blanks one space.
func joinBlanks(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	inRun := false
	for i := range len(s) {
		blank := strings.IndexByte(blanks, s[i]) >= 0
		switch {
		case !blank:
			b.WriteByte(s[i])
		case !inRun:
			b.WriteByte(' ')
		}
		inRun = blank
	}
	return b.String()
}

// attributes gives the attributes of an element as they stand in a start tag,
// sorted.
func attributes(n *html.Node) string {
	list := make([]string, len(n.Attr))
	for i, a := range n.Attr {
		name := a.Key
		if a.Namespace != "" {
			name = a.Namespace + ":" + name
		}
		list[i] = " " + name + `="` + html.EscapeString(a.Val) + `"`
	}
	slices.Sort(list)
	return strings.Join(list, "")
}

// verbatim reports whether every byte in the element counts.
func verbatim(element string) bool {
	switch element {
	case "pre", "textarea", "script", "style", "listing", "xmp", "plaintext", "iframe", "noembed", "noframes":
		return true
	}
	return false
}

// isBlock reports whether blanks beside the element's tags mean nothing,
// provided that there is such a tag on both sides.
func isBlock(element string) bool {
	switch element {
	case "html", "head", "body",
		"address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
		"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
		"hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "ul",
		"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
		"optgroup", "option", "datalist":
		return true
	}
	return false
}
