package source

import "strings"

// A wordField is one whose result Word keeps in the text: an instruction, and what it gave.
type wordField struct {
	code      strings.Builder
	separated bool // the result has begun
	link      *wordLink
	dropped   string          // what is said of the result when it is not taken
	result    strings.Builder // that is not taken
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

func (r *wordReader) fieldChar(n *xmlNode) {
	if r.endless[n] {
		return
	}
	switch n.attr("w:fldCharType") {
	case "begin":
		r.fields = append(r.fields, &wordField{})
	case "separate":
		if f := r.field(); f != nil && !f.separated {
			r.separate(f)
		}
	case "end":
		r.endField()
	}
}

// withoutResult are fields whose result says nothing outside its document.
var withoutResult = map[string]string{
	"PAGE": "sidans nummer togs inte med", "NUMPAGES": "antalet sidor togs inte med", "SECTIONPAGES": "antalet sidor togs inte med",
	"TOC": "innehållsförteckningen togs inte med", "TOA": "en förteckning togs inte med", "INDEX": "registret togs inte med",
}

// separate begins the result of a field.
func (r *wordReader) separate(f *wordField) {
	f.separated = true
	kind, args, anchor := instruction(f.code.String())
	f.dropped = withoutResult[kind]
	if kind != "HYPERLINK" {
		return
	}
	switch {
	case args != "":
		f.link = r.link(args, anchor, "")
	case anchor != "" && len(r.fields) == 1:
		r.internal(beginning(r.now.paragraph), anchor)
	}
}

// endField ends the innermost field, and says what of it was not taken.
func (r *wordReader) endField() {
	f := r.field()
	if f == nil {
		return
	}
	r.fields = r.fields[:len(r.fields)-1]
	kind, args, _ := instruction(f.code.String())
	text := strings.Join(strings.Fields(f.result.String()), " ")
	if _, nested := r.inDroppedField(""); nested || r.now.deleted || r.now.movedFrom {
		return
	}
	switch {
	case f.dropped != "":
		r.remark(Dropped, text, "%s", f.dropped)
	case !f.separated && kind != "" && withoutResult[kind] != "":
		r.remark(Dropped, "", "%s", withoutResult[kind])
	case !f.separated && kind != "":
		r.remark(Dropped, args, "ett fält av slaget %s togs inte med", quoted(kind))
	}
}

// endFields ends the fields that a story leaves open.
func (r *wordReader) endFields() {
	for len(r.fields) > 0 {
		r.endField()
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

// instruction returns the kind of a field, what it is given, and the place that it leads to.
func instruction(code string) (kind, args, anchor string) {
	var given []string
	place := false
	for code = strings.TrimSpace(code); code != ""; code = strings.TrimSpace(code) {
		var word string
		quotedWord := code[0] == '"'
		if quotedWord {
			word, code, _ = strings.Cut(code[1:], `"`)
		} else if i := strings.IndexAny(code, " \t\n\r\u00a0\""); i > 0 {
			word, code = code[:i], code[i:]
		} else {
			word, code = code, ""
		}
		switch {
		case kind == "":
			kind = strings.ToUpper(word)
		case !quotedWord && strings.HasPrefix(word, `\`):
			place = word == `\l`
			if word == `\o` || word == `\t` { // a word of help, or where it opens
				code = strings.TrimSpace(code)
				if strings.HasPrefix(code, `"`) {
					_, code, _ = strings.Cut(code[1:], `"`)
				}
			}
		case place:
			anchor, place = word, false
		default:
			given = append(given, word)
		}
	}
	return kind, strings.Join(given, " "), anchor
}
