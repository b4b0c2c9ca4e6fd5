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
			remarks = append(remarks, source.Remark{Fate: source.Changed, Where: spelling.Shorten(e.Before, mostQuoted, " …"),
				What: "raden är rättad till ”" + spelling.Shorten(e.After, mostQuoted, " …") + "”"})
		}
		body = string(src[len(front):])
	}
	return body, remarks
}
