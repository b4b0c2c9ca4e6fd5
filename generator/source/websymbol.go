package source

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// fontFamily is the first font that a style names.
var fontFamily = regexp.MustCompile(`(?i)(?:^|;)\s*font-family\s*:\s*["']?([^;,"']+)`)

// fontOf returns the font of an element, "" where it has that of what it is in.
func fontOf(n *html.Node) string {
	if m := fontFamily.FindStringSubmatch(attr(n, "style")); m != nil {
		return strings.TrimSpace(m[1])
	}
	if n.Data == "font" {
		first, _, _ := strings.Cut(attr(n, "face"), ",")
		return strings.TrimSpace(first)
	}
	return ""
}

// pointSigns stand before the items of lists, and blanks: that those are signs needs not be said.
const pointSigns = "•▪■●○□◆➢ \t\n\r\u00a0"

// text writes words; those in a font of signs as the signs that they are seen as, which is said.
func (r *pageReader) text(n, to *html.Node, s style) {
	font := s.font
	s.font = ""
	if _, is := symbolic(font); !is {
		addText(n.Data, to, s)
		return
	}
	var seen strings.Builder
	var unknown []string
	for _, c := range n.Data {
		if shown, known := sign(font, c); known {
			seen.WriteRune(shown)
		} else {
			unknown = append(unknown, fmt.Sprintf("%04X", c))
		}
	}
	if seen.String() != n.Data && strings.Trim(seen.String(), pointSigns) != "" {
		r.remarks = append(r.remarks, Remark{Guessed, quoted(strings.TrimSpace(seen.String())), saidSigns})
	}
	addText(seen.String(), to, s)
	if len(unknown) > 0 {
		r.remarks = append(r.remarks, Remark{Dropped, quoted(cmp.Or(beginning(to), strings.TrimSpace(n.Data))),
			fmt.Sprintf("tecken (%s i typsnittet %s) togs inte med; skriv dem för hand", quoted(strings.Join(unknown, " ")), quoted(font))})
	}
}
