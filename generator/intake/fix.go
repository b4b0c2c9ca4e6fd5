package intake

import (
	"slices"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/source"
	"provtryck/generator/spelling"
)

// front is put above a body to read it as a text.
const front = "---\ntitel: x\n---\n\n"

// maxPasses is how often a body is fixed and read again: one fix may show another, but never for long.
const maxPasses = 5

// fixed returns a body with what the program can fix in it fixed, as check --fix does, and what that was.
func fixed(body string, o document.Options) (string, []source.Remark) {
	var remarks []source.Remark
	for range maxPasses {
		found := document.Parse("import.md", []byte(front+body), o).Problems
		found = slices.DeleteFunc(found, func(p problem.Problem) bool { return p.Fix == problem.Fix{} })
		src, edits := problem.Apply([]byte(front+body), found)
		if len(edits) == 0 {
			break
		}
		for _, e := range edits {
			before, after := differing(e.Before, e.After)
			remarks = append(remarks, source.Remark{Fate: source.Changed, Where: before, What: "raden är rättad till ”" + after + "”"})
		}
		body = string(src[len(front):])
	}
	return body, remarks
}

// mostBefore is how many letters of what is the same a quotation has before what differs.
const mostBefore = 24

// differing returns quotations of a line before and after a change, around what is not the same in them.
func differing(before, after string) (was, is string) {
	same := 0
	a, b := []rune(before), []rune(after)
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	from := 0
	if max(len(a), len(b)) > mostQuoted && same > mostBefore {
		from = same - mostBefore
		for from < same && a[from-1] != ' ' {
			from++ // to the start of a word
		}
		if from == same { // one long word
			from = same - mostBefore
		}
	}
	quote := func(line []rune) string {
		start := ""
		if from > 0 {
			start = "… "
		}
		return start + spelling.Shorten(string(line[from:]), mostQuoted-len([]rune(start)), " …")
	}
	return quote(a), quote(b)
}
