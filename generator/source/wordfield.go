package source

import "strings"

// A wordField is one whose result Word keeps in the text: an instruction, and what it gave.
type wordField struct {
	code      strings.Builder
	separated bool // the result has begun
	link      *wordLink
	data      *xmlNode        // of a field to fill in
	dropped   string          // what is said of the result when it is not taken
	said      string          // what is said of one that is
	result    strings.Builder // of which something is said
	shown     bool            // words of the result are taken
}

// gave notes words of the result that are taken.
func (f *wordField) gave(words string) {
	f.shown = f.shown || strings.TrimSpace(words) != ""
	if f.said != "" {
		f.result.WriteString(words)
	}
}

// mostFields is how many fields may lie within each other.
const mostFields = 50

// unended finds the fields of a story that never end, or lie too deep: those are read as if they were none.
func unended(n *xmlNode) map[*xmlNode]bool {
	var open []*xmlNode
	bad := map[*xmlNode]bool{}
	var walk func(*xmlNode)
	walk = func(n *xmlNode) {
		for _, k := range n.kids {
			switch {
			case k.name == "w:txbxContent":
				continue
			case k.name == "mc:AlternateContent":
				if c := chosen(k); c != nil {
					walk(c)
				}
				continue
			case k.name == "w:fldChar" && k.attr("w:fldCharType") == "begin":
				bad[k] = len(open) >= mostFields
				open = append(open, k)
			case k.name == "w:fldChar" && k.attr("w:fldCharType") == "end":
				if len(open) == 0 {
					bad[k] = true
					continue
				}
				bad[k] = bad[open[len(open)-1]]
				open = open[:len(open)-1]
			}
			walk(k)
		}
	}
	if n != nil {
		walk(n)
	}
	for _, k := range open {
		bad[k] = true
	}
	return bad
}

// field returns the innermost field.
func (r *wordReader) field() *wordField {
	if len(r.fields) == 0 {
		return nil
	}
	return r.fields[len(r.fields)-1]
}

func (r *wordReader) fieldChar(n *xmlNode, form wordForm) {
	if r.endless[n] {
		return
	}
	switch n.attr("w:fldCharType") {
	case "begin":
		r.fields = append(r.fields, &wordField{data: n.child("w:ffData")})
	case "separate":
		if f := r.field(); f != nil && !f.separated {
			r.separate(f)
		}
	case "end":
		r.endField(form)
	}
}

// withoutResult are fields whose result says nothing outside its document.
var withoutResult = map[string]string{
	"PAGE": "sidans nummer togs inte med", "NUMPAGES": "antalet sidor togs inte med", "SECTIONPAGES": "antalet sidor togs inte med",
	"TOC": "innehållsförteckningen togs inte med", "TOA": "en förteckning togs inte med", "INDEX": "registret togs inte med",
}

// withDoubt are fields whose result is taken, but counts what there is none of here.
var withDoubt = map[string]string{
	"PAGEREF": "en hänvisning till en sidas nummer är med, men här finns inga sidor; skriv om den",
	"NOTEREF": "en hänvisning till en fotnots nummer är med som det var i Word; se över numret",
}

// separate begins the result of a field.
func (r *wordReader) separate(f *wordField) {
	f.separated = true
	in := parseInstruction(f.code.String())
	f.dropped, f.said = withoutResult[in.kind], withDoubt[in.kind]
	if in.kind != "HYPERLINK" {
		return
	}
	switch anchor := in.switches["l"]; {
	case in.arg() != "":
		f.link = r.link(in.arg(), anchor, "")
	case anchor != "" && len(r.fields) == 1:
		r.internal(beginning(r.now.paragraph), anchor)
	}
}

// endField ends the innermost field, writes what it shows without a result, and says what of it was
// not taken.
func (r *wordReader) endField(form wordForm) {
	f := r.field()
	if f == nil {
		return
	}
	r.fields = r.fields[:len(r.fields)-1]
	in := parseInstruction(f.code.String())
	text := strings.Join(strings.Fields(f.result.String()), " ")
	if !f.shown && f.dropped == "" && r.generated(in, f, form) || r.unshown(wordForm{}) {
		return
	}
	switch {
	case f.dropped != "":
		r.remark(Dropped, text, "%s", f.dropped)
	case f.said != "" && text != "":
		r.remark(Guessed, text, "%s", f.said)
	case !f.separated && withoutResult[in.kind] != "":
		r.remark(Dropped, "", "%s", withoutResult[in.kind])
	case !f.separated && in.kind != "":
		r.remark(Dropped, strings.Join(in.args, " "), "ett fält av slaget %s togs inte med", quoted(in.kind))
	}
}

// generated writes what Word shows of a field that has no result in the file, and reports whether the
// field is of such a kind.
func (r *wordReader) generated(in instruction, f *wordField, form wordForm) bool {
	var text string
	var said []string
	switch in.kind {
	case "FORMDROPDOWN":
		text, said = f.choice(), []string{saidChosen}
	case "FORMCHECKBOX":
		text, said = f.box(), []string{saidChosen}
	case "SYMBOL":
		text = in.sign()
	}
	r.write(text, form, said...)
	return text != ""
}

// saidChosen is said of what was chosen in a field to fill in.
const saidChosen = "det som är valt i ett fält att fylla i är med som vanlig text"

// choice returns what is chosen in a list, "" where nothing can be.
func (f *wordField) choice() string {
	list := f.data.child("w:ddList")
	entries := list.all("w:listEntry")
	chosen := list.child("w:result")
	if chosen == nil {
		chosen = list.child("w:default")
	}
	if i := atoi(chosen.val(), 0, len(entries)); i < len(entries) {
		return entries[i].val()
	}
	return ""
}

// box returns a box that is ticked or not, "" where there is none.
func (f *wordField) box() string {
	box := f.data.child("w:checkBox")
	if box == nil {
		return ""
	}
	on, known := box.on("w:checked")
	if !known {
		on, _ = box.on("w:default")
	}
	if on {
		return "☒"
	}
	return "☐"
}

// endFields ends the fields that a story leaves open.
func (r *wordReader) endFields() {
	for len(r.fields) > 0 {
		r.endField(wordForm{})
	}
}

// inDroppedField gathers words in the result of a field that is not taken, and reports whether they
// are; what is said of words in an instruction is returned.
func (r *wordReader) inDroppedField(text string) (string, bool) {
	for _, f := range r.fields {
		if !f.separated {
			return saidCode, true
		}
		if f.dropped != "" {
			f.result.WriteString(strings.NewReplacer("\t", " ", "\n", " ").Replace(text))
			return "", true
		}
	}
	return "", false
}
