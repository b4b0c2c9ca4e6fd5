package source

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// mostColumns is how many a table in Word can have.
const mostColumns = 63

// A reaching is a cell that may reach down through the rows below it.
type reaching struct {
	cell *html.Node
	rows int
}

// table writes a table. Columns are those of its grid.
func (r *wordReader) table(n *xmlNode, to *html.Node) {
	r.lists = nil
	table := element("table")
	props := n.child("w:tblPr")
	for _, key := range []string{"w:tblCaption", "w:tblDescription"} {
		if text := strings.TrimSpace(props.child(key).val()); text != "" {
			r.remark(Dropped, text, "tabellens alternativtext togs inte med; skriv den före tabellen om den behövs")
		}
	}
	if to.Data == "td" || to.Data == "th" {
		r.remark(Changed, n.words(), "en tabell i en tabell är rader i cellen")
	}
	above := map[int]*reaching{}
	head := true
	for _, row := range r.within(n, "w:tr") {
		props := row.child("w:trPr")
		header, _ := props.on("w:tblHeader")
		head = head && header
		if props.child("w:del") != nil {
			if text := row.words(); text != "" {
				r.remark(Dropped, text, "en rad i en tabell är borttagen med spårade ändringar, och togs inte med")
			}
			continue
		}
		if text := row.words(); props.child("w:ins") != nil && text != "" {
			r.remark(Guessed, text, "en rad i en tabell är tillagd med spårade ändringar, och är med")
		}
		if tr := r.row(row, head, above); tr.FirstChild != nil {
			table.AppendChild(tr)
		}
	}
	if table.FirstChild != nil {
		to.AppendChild(table)
	}
}

// row writes a row, and says which of its cells reach down.
func (r *wordReader) row(n *xmlNode, head bool, above map[int]*reaching) *html.Node {
	tr := element("tr")
	column := 0
	gap := func(key string) {
		if width := atoi(n.child("w:trPr").child(key).val(), 0, mostColumns); width > 0 {
			tr.AppendChild(spanning("td", width))
			for i := range width {
				delete(above, column+i)
			}
			column += width
		}
	}
	gap("w:gridBefore")
	for _, tc := range r.within(n, "w:tc") {
		props := tc.child("w:tcPr")
		width := atoi(props.child("w:gridSpan").val(), 1, mostColumns)
		merge, sideways := props.child("w:vMerge"), props.child("w:hMerge")
		open := above[column]
		switch {
		case sideways != nil && sideways.val() != "restart" && tr.LastChild != nil:
			last := tr.LastChild
			setSpan(last, "colspan", spanOf(last)+width)
			r.unseen(tc)
		case merge != nil && merge.val() != "restart" && open != nil && spanOf(open.cell) == width:
			open.rows++
			setSpan(open.cell, "rowspan", open.rows)
			r.unseen(tc)
		default:
			name := "td"
			if head {
				name = "th"
			}
			cell := spanning(name, width)
			tr.AppendChild(cell)
			r.cell(tc, cell)
			for i := range width {
				delete(above, column+i)
			}
			if merge != nil {
				above[column] = &reaching{cell, 1}
			}
		}
		column += width
	}
	gap("w:gridAfter")
	return tr
}

// cell writes what is in a cell.
func (r *wordReader) cell(n *xmlNode, to *html.Node) {
	saved := r.now
	if props := n.child("w:tcPr"); props.child("w:cellDel") != nil {
		r.now.deleted = true
	} else if props.child("w:cellIns") != nil {
		r.now.inserted = true
	}
	r.container(n, to)
	r.now = saved
	if to.Data == "th" {
		for c := range to.ChildNodes() {
			unbold(c)
		}
	}
}

// unseen says what is written in a cell that is merged into another.
func (r *wordReader) unseen(n *xmlNode) {
	if text := n.words(); text != "" {
		r.remark(Dropped, text, "text i en sammanslagen cell, som Word inte visar, togs inte med")
	}
}

// within returns the rows of a table or the cells of a row, also those in fields to fill in.
func (r *wordReader) within(n *xmlNode, name string) []*xmlNode {
	var found []*xmlNode
	for _, k := range n.kids {
		switch {
		case k.name == name:
			found = append(found, k)
		case k.name == "w:p" || k.name == "w:tbl" || k.name == "w:r":
			if text := k.words(); text != "" {
				r.remark(Dropped, text, "text mellan cellerna i en tabell togs inte med")
			}
		case k.name == "w:sdt":
			content, taken := r.control(k)
			switch {
			case taken && content != nil:
				found = append(found, r.within(content, name)...)
			case !taken && name == "w:tc": // else those after it would be in other columns
				found = append(found, emptied(k.child("w:sdtContent"))...)
			}
		case k.name == "mc:AlternateContent":
			if c := chosen(k); c != nil {
				found = append(found, r.within(c, name)...)
			}
		default:
			found = append(found, r.within(k, name)...)
		}
	}
	return found
}

// emptied returns the cells in an element, without what is in them.
func emptied(n *xmlNode) []*xmlNode {
	var cells []*xmlNode
	for _, cell := range n.all("w:tc") {
		cells = append(cells, &xmlNode{name: cell.name, kids: cell.all("w:tcPr")})
	}
	return cells
}

func spanning(name string, columns int) *html.Node {
	cell := element(name)
	if columns > 1 {
		setSpan(cell, "colspan", columns)
	}
	return cell
}

func spanOf(cell *html.Node) int { return max(1, atoi(attr(cell, "colspan"), 1, 1<<20)) }

func setSpan(cell *html.Node, key string, n int) {
	for i, a := range cell.Attr {
		if a.Key == key {
			cell.Attr[i].Val = strconv.Itoa(n)
			return
		}
	}
	cell.Attr = append(cell.Attr, html.Attribute{Key: key, Val: strconv.Itoa(n)})
}
