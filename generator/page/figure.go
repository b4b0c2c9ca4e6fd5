package page

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"provtryck/generator/coverage"
)

// The measures of the figure, in the units of its drawing.
const (
	barHeight = 16
	barGap    = 6
	barLeft   = 260 // where bars begin; names stand before
	barLength = 300
	groupTop  = 34 // from the title of a group to its first bar
	groupGap  = 18
)

// figure draws how much of each programme every column sees, as bars. The table
// below it says the same, so it is one picture with a name.
func figure(m coverage.Matrix) template.HTML {
	height := len(m.Rows) * (groupTop + len(m.Columns)*(barHeight+barGap) + groupGap)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="figure" viewBox="0 0 %d %d" role="img" aria-labelledby="figur-namn"><title id="figur-namn">Stapeldiagram: så stor del av varje program får varje läsare. Samma siffror finns i tabellen.</title>`, barLeft+barLength+60, height)
	y := 0
	for _, row := range m.Rows {
		fmt.Fprintf(&b, `<text class="figure__title" x="0" y="%d">%s</text>`, y+20, html.EscapeString(row.Title))
		y += groupTop
		for i, c := range m.Columns {
			percent := coverage.Percent(row.Share(i))
			fmt.Fprintf(&b, `<text class="figure__name" x="%d" y="%d">%s</text><rect class="figure__whole" x="%d" y="%d" width="%d" height="%d"/><rect class="figure__bar" x="%d" y="%d" width="%d" height="%d"/><text class="figure__value" x="%d" y="%d">%d %%</text>`,
				barLeft-8, y+12, html.EscapeString(c.Name), barLeft, y, barLength, barHeight, barLeft, y, percent*barLength/100, barHeight, barLeft+barLength+8, y+12, percent)
			y += barHeight + barGap
		}
		y += groupGap
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}
