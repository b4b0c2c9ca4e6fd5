package document

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// fragmentRenderer makes HTML of syntax nodes. It keeps no state; all that one
// rendering needs is in its buffer.
type fragmentRenderer struct{ renderer.Renderer }

func newFragmentRenderer() fragmentRenderer {
	return fragmentRenderer{renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(gmhtml.NewRenderer(), 1000),
		util.Prioritized(ourNodes{}, 100),
	))}
}

// buffer collects a Fragment, and is used again for the next. Goldmark's writer
// interface is satisfied so that node renderers can be handed it and find it again.
type buffer struct {
	bytes.Buffer
	state *state
	holes []Hole
	links []int // of the links that are open
	urls  int   // bytes of all addresses and titles of links so far
}

func (b *buffer) Available() int { return b.Buffer.Available() }
func (b *buffer) Buffered() int  { return b.Len() }
func (b *buffer) Flush() error   { return nil }

func (b *buffer) hole(kind HoleKind, link int) {
	b.holes = append(b.holes, Hole{b.Len(), kind, link})
}

// fragment renders nodes one after the other.
func (s *state) fragment(nodes ...ast.Node) Fragment {
	b := &s.out
	b.Reset()
	b.state, b.holes = s, b.holes[:0]
	for _, n := range nodes {
		if err := converter.renderer.Render(b, s.body, n); err != nil {
			s.doc.tooMuch(s.place(n), err.Error(), "dela texten")
			break
		}
	}
	return Fragment{b.String(), slices.Clone(b.holes)}
}

// ourNodes renders what differs from goldmark's HTML.
type ourNodes struct{}

func (ourNodes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	for kind, render := range map[ast.NodeKind]func(*buffer, ast.Node, bool) ast.WalkStatus{
		ast.KindLink:                renderLink,
		ast.KindAutoLink:            renderAutoLink,
		ast.KindImage:               renderPicture,
		ast.KindHeading:             renderInnerHeading,
		ast.KindRawHTML:             renderRawHTML,
		ast.KindHTMLBlock:           renderHTMLBlock,
		kindPriority:                renderPriority,
		kindLanguage:                renderLanguage,
		extast.KindTable:            renderTable,
		extast.KindTableHeader:      renderTableHeader,
		extast.KindTableRow:         renderTableRow,
		extast.KindTableCell:        renderTableCell,
		extast.KindFootnoteLink:     renderFootnoteLink,
		extast.KindFootnoteBacklink: renderFootnoteBacklink,
		extast.KindFootnote:         renderFootnote,
		extast.KindFootnoteList:     renderFootnoteList,
	} {
		r.Register(kind, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			b := w.(*buffer)
			if b.Len()+b.urls > maxHTML {
				return ast.WalkStop, fmt.Errorf("sidan blir större än %d MB", maxHTML>>20)
			}
			return render(b, n, entering), nil
		})
	}
}

// link records a reference and reports it if it must not be followed.
func (b *buffer) link(l Link) int {
	if why := unsafe(l.Dest); why != "" {
		l.Unsafe = true
		b.state.doc.fault("farlig-lank", l.Pos, fmt.Sprintf("adressen %q går inte att använda: %s", l.Dest, why), "använd https:, mailto:, tel: eller en relativ sökväg till en .md-fil")
	}
	b.urls += len(l.Dest) + len(l.Title)
	b.state.doc.Links = append(b.state.doc.Links, l)
	return len(b.state.doc.Links) - 1
}

// unsafe says in Swedish why a destination must not be followed; empty when it
// may be. Browsers drop tabs and line breaks and take \ for /, so we judge what
// they would see.
func unsafe(dest string) string {
	seen := strings.ToLower(strings.Map(func(r rune) rune {
		switch {
		case r <= ' ' || r == 0x7F:
			return -1
		case r == '\\':
			return '/'
		}
		return r
	}, dest))
	if strings.HasPrefix(seen, "//") {
		return "den saknar https:"
	}
	scheme, _, found := strings.Cut(seen, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return ""
	}
	switch scheme {
	case "http", "https", "mailto", "tel":
		return ""
	}
	return fmt.Sprintf("%s: är inte tillåtet", scheme)
}

func renderLink(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		last := len(b.links) - 1
		b.hole(CloseLink, b.links[last])
		b.links = b.links[:last]
		return ast.WalkContinue
	}
	l := n.(*ast.Link)
	i := b.link(Link{Pos: b.state.place(n), Dest: unescape(l.Destination), Title: unescape(l.Title), Text: b.state.plain(n)})
	b.links = append(b.links, i)
	b.hole(OpenLink, i)
	return ast.WalkContinue
}

func renderAutoLink(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	l := n.(*ast.AutoLink)
	label := string(l.Label(b.state.body))
	dest := string(l.URL(b.state.body))
	if l.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	i := b.link(Link{Pos: b.state.place(n), Dest: dest, Text: label})
	b.hole(OpenLink, i)
	b.WriteString(html.EscapeString(label))
	b.hole(CloseLink, i)
	return ast.WalkContinue
}

func renderPicture(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		b.hiddenHTML(n)
		p := n.(*ast.Image)
		i := b.link(Link{Pos: b.state.place(n), Dest: unescape(p.Destination), Title: unescape(p.Title), Text: b.state.plain(n), Picture: true})
		b.state.describedPicture(b.state.doc.Links[i])
		b.hole(Picture, i)
	}
	return ast.WalkSkipChildren
}

// renderInnerHeading renders a heading that is no section. The page has the
// only H1.
func renderInnerHeading(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	tag := "h" + strconv.Itoa(max(2, n.(*ast.Heading).Level))
	if entering {
		b.WriteString("<" + tag + ">")
	} else {
		b.WriteString("</" + tag + ">\n")
	}
	return ast.WalkContinue
}

// rawHTML reports HTML and shows it as text.
func (b *buffer) rawHTML(n ast.Node, raw string) {
	what := "HTML visas som text"
	if strings.HasPrefix(strings.TrimSpace(raw), "<!--") {
		what = "kommentaren visas som text"
	}
	b.reportHTML(n, what, raw)
	b.WriteString(html.EscapeString(raw))
}

func (b *buffer) reportHTML(n ast.Node, what, raw string) {
	hint := `skriv med Markdown; ett < som ska synas skrivs \<`
	if strings.HasPrefix(strings.TrimSpace(raw), "<!--") {
		hint = "ta bort kommentaren; den som granskar ser den"
	}
	b.state.doc.fault("html", b.state.place(n), what+": "+shorten(strings.TrimSpace(raw)), hint)
}

// hiddenHTML reports HTML in the text alternative of a picture, which is plain
// text and has no room for it.
func (b *buffer) hiddenHTML(picture ast.Node) {
	_ = ast.Walk(picture, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if raw, ok := n.(*ast.RawHTML); ok && entering {
			b.reportHTML(n, "HTML i bildens text visas inte", b.source(raw))
		}
		return ast.WalkContinue, nil
	})
}

// source is raw HTML as it was written.
func (b *buffer) source(n *ast.RawHTML) string {
	return string(n.Segments.Value(b.state.body))
}

func shorten(s string) string {
	const most = 40
	s, _, _ = strings.Cut(s, "\n")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func renderRawHTML(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkSkipChildren
	}
	b.WriteString(`<code class="raw-html">`)
	b.rawHTML(n, b.source(n.(*ast.RawHTML)))
	b.WriteString("</code>")
	return ast.WalkSkipChildren
}

func renderHTMLBlock(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	block := n.(*ast.HTMLBlock)
	raw := string(block.Lines().Value(b.state.body))
	if block.HasClosure() {
		raw += string(block.ClosureLine.Value(b.state.body))
	}
	b.WriteString(`<pre class="raw-html"><code>`)
	b.rawHTML(n, raw)
	b.WriteString("</code></pre>\n")
	return ast.WalkContinue
}

func renderPriority(b *buffer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	p := n.(*priorityMark)
	b.WriteString(`<span class="priority`)
	if p.class != "" {
		b.WriteString(" priority--" + p.class)
	}
	b.WriteString(`">` + p.label + "</span>")
	return ast.WalkContinue
}
