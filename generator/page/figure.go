package page

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"provtryck/generator/coverage"
)

// The measures of a figure, in the units of its drawing, which are some pixels
// on any screen: a figure is as wide as a phone.
const (
	figureWidth = 320
	barLength   = 270 // of all; the share is written after it
	barHeight   = 10
	barTop      = 18 // from the top of a name to its bar
	barStep     = 36 // from one name to the next
)

// figures draws how much of each programme every column sees, as bars: one
// picture for each programme. The table has the same numbers.
func figures(m coverage.Matrix) template.HTML {
	var b strings.Builder
	for i, row := range m.Rows {
		fmt.Fprintf(&b, `<section class="figures__part"><h3>%s</h3>`, html.EscapeString(row.Title))
		drawBars(&b, fmt.Sprintf("figur-%d", i+1), m.Columns, row)
		b.WriteString("</section>\n")
	}
	return template.HTML(b.String())
}

func drawBars(b *strings.Builder, id string, columns []coverage.Column, row *coverage.Row) {
	fmt.Fprintf(b, `<svg class="figure" viewBox="0 0 %[1]d %[2]d" role="img" aria-labelledby="%[3]s" aria-describedby="%[3]s-text">`+
		`<title id="%[3]s">Stapeldiagram: så stor del av orden i %[4]s ser varje läsare</title>`+
		`<desc id="%[3]s-text">Samma siffror står i tabellen.</desc>`,
		figureWidth, len(columns)*barStep, id, html.EscapeString(row.Title))
	for i, c := range columns {
		y := i * barStep
		percent := coverage.Percent(row.Share(i))
		fmt.Fprintf(b, `<text x="0" y="%d">%s</text>`, y+barTop-5, html.EscapeString(c.Name))
		bar := `<rect class="figure__%s" x="0" y="%d" width="%d" height="%d"/>`
		fmt.Fprintf(b, bar, "whole", y+barTop, barLength, barHeight)
		fmt.Fprintf(b, bar, "bar", y+barTop, percent*barLength/100, barHeight)
		fmt.Fprintf(b, `<text class="figure__value" x="%d" y="%d">%d %%</text>`, figureWidth, y+barTop+barHeight, percent)
	}
	b.WriteString("</svg>")
}
