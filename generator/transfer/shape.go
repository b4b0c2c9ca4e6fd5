package transfer

import "provtryck/generator/document"

// A shape is how an element is written.
type shape struct {
	tag  string
	mark string // in sums, where a name never changes
	lost string // what is said when the target lacks it
	hint string // what can be done then
}

// shapeOf returns how elements of a kind are written; those without a tag are written in their own way.
func shapeOf(kind document.TokenKind) shape {
	switch kind {
	case document.EmphasisToken:
		return shape{"em", "em", "kursiv text blir vanlig", "ta bort stjärnorna"}
	case document.StrongToken:
		return shape{"strong", "strong", "fet text blir vanlig", "ta bort stjärnorna, eller gör orden till en rubrik"}
	case document.CodeToken:
		return shape{"code", "code", "text inom ` blir vanlig", "ta bort tecknen `"}
	case document.RawToken:
		return shape{"code", "raw", "", ""} // which is reported
	case document.ParagraphToken:
		return shape{"p", "p", "", ""}
	case document.ListToken:
		return shape{"ul", "ul", "punktlistan blir stycken", "skriv den som löpande text"}
	case document.OrderedListToken:
		return shape{"ol", "ol", "den numrerade listan blir stycken utan nummer", "skriv den som löpande text"}
	case document.ItemToken:
		return shape{"li", "li", "", ""}
	case document.QuoteToken:
		return shape{"blockquote", "q", "citatet blir vanliga stycken", "skriv i texten vem som har sagt det"}
	case document.CodeBlockToken:
		return shape{"pre", "pre", "koden blir ett stycke", "skriv den som vanlig text"}
	case document.RawBlockToken:
		return shape{"pre", "raw", "", ""} // which is reported
	case document.TableToken:
		return shape{"table", "table", "tabellen blir stycken, ett för varje cell", "skriv den som en lista"}
	case document.TableHeadToken:
		return shape{"thead", "thead", "", ""}
	case document.TableBodyToken:
		return shape{"tbody", "tbody", "", ""}
	case document.RowToken:
		return shape{"tr", "tr", "", ""}
	case document.HeadCellToken:
		return shape{"th", "th", "", ""}
	case document.CellToken:
		return shape{"td", "td", "", ""}
	}
	return shape{}
}
