package source

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// wordNotes are the footnotes or the endnotes of a .docx.
type wordNotes struct {
	byID      map[string]*xmlNode
	order     []string
	relations map[string]relation
}

func (r *wordReader) readNotes(kind string) error {
	notes := &wordNotes{byID: map[string]*xmlNode{}}
	r.notes[kind] = notes
	tree, err := r.related(kind+"s", "w:"+kind+"s")
	if err != nil || tree == nil {
		return err
	}
	for _, n := range tree.all("w:" + kind) {
		id := n.attr("w:id")
		if t := n.attr("w:type"); t != "" && t != "normal" || notes.byID[id] != nil {
			continue // the line above the notes
		}
		notes.byID[id] = n
		notes.order = append(notes.order, id)
	}
	notes.relations, err = r.parts.relations(r.partOf(kind + "s"))
	return err
}

// reference writes where a note is referred to.
func (r *wordReader) reference(kind, id string, form wordForm) {
	if _, dropped := r.inDroppedField(""); dropped || r.now.deleted || r.now.movedFrom || form.hidden {
		return // what it says is told with the notes that nothing refers to
	}
	if r.notes[kind].byID[id] == nil {
		r.remark(Dropped, beginning(r.now.paragraph), "en fotnot finns inte i filen och är inte med")
		return
	}
	key := kind + " " + id
	if r.numbered[key] == 0 {
		r.noted = append(r.noted, key)
		r.numbered[key] = len(r.noted)
	}
	sup := element("sup")
	sup.Attr = []html.Attribute{{Key: "data-footnote", Val: strconv.Itoa(r.numbered[key])}}
	r.now.paragraph.AppendChild(sup)
}

// writeNotes writes the notes last in the body.
func (r *wordReader) writeNotes() {
	section, list := element("section"), element("ol")
	section.Attr = []html.Attribute{{Key: "data-footnotes", Val: "1"}}
	section.AppendChild(list)
	for i := 0; i < len(r.noted); i++ { // notes may refer to notes
		kind, id, _ := strings.Cut(r.noted[i], " ")
		item := element("li")
		r.story(r.notes[kind].byID[id], item, r.notes[kind].relations)
		list.AppendChild(item)
	}
	if len(r.noted) > 0 {
		r.body.AppendChild(section)
	}
	for _, kind := range []string{"footnote", "endnote"} {
		for _, id := range r.notes[kind].order {
			if text := r.notes[kind].byID[id].words(); r.numbered[kind+" "+id] == 0 && text != "" {
				r.remark(Dropped, text, "en fotnot som inte hör till något i texten togs inte med")
			}
		}
	}
}

// A wordComment is one of a reader in Word.
type wordComment struct {
	said string
	on   strings.Builder // the words that it is on
	near string          // the words before it
}

func (r *wordReader) readComments() error {
	tree, err := r.related("comments", "w:comments")
	if err != nil {
		return err
	}
	for _, n := range tree.all("w:comment") {
		r.comment(n.attr("w:id")).said = n.words()
	}
	return nil
}

// comment returns the comment with an id.
func (r *wordReader) comment(id string) *wordComment {
	if r.comments[id] == nil {
		r.comments[id] = &wordComment{}
		r.commentOrder = append(r.commentOrder, id)
	}
	return r.comments[id]
}

func (c *wordComment) anchored(words string) { c.near = words }

// sayComments says that comments are not taken in, and what they say; not who wrote them.
func (r *wordReader) sayComments() {
	for _, id := range r.commentOrder {
		c := r.comments[id]
		where := strings.Join(strings.Fields(c.on.String()), " ")
		if where == "" {
			where = c.near
		}
		if c.said == "" {
			continue
		}
		r.remark(Dropped, where, "en kommentar i Word togs inte med: ”%s”", c.said)
	}
}
