package source

import (
	"cmp"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// drawing writes the pictures of a drawing; the text boxes in it are written after the paragraph.
func (r *wordReader) drawing(n *xmlNode, form wordForm) {
	if _, dropped := r.inDroppedField(""); dropped {
		r.say(n.words(), Dropped, saidCode)
		return
	}
	if r.now.deleted || r.now.movedFrom || form.hidden {
		why := saidDeleted
		switch {
		case r.now.movedFrom:
			why = saidFrom
		case form.hidden && !r.now.deleted:
			why = saidHidden
		}
		r.remark(Dropped, cmp.Or(n.words(), described(n)), "en bild eller ruta: %s", why)
		return
	}
	if n.name == "w:object" {
		r.remark(Dropped, cmp.Or(described(n), beginning(r.now.paragraph)), "ett inbäddat objekt togs inte med; bilden av det är med om den går att läsa")
	}
	saved := r.now.link
	if link := n.first("a:hlinkClick"); link != nil && r.now.link == nil && r.relations[link.attr("r:id")].external {
		r.now.link = r.link(r.relations[link.attr("r:id")].target, "", described(n))
	}
	r.shapes(n, described(n))
	r.now.link = saved
}

// shapes writes what is in a drawing.
func (r *wordReader) shapes(n *xmlNode, alt string) {
	for _, k := range n.kids {
		switch k.name {
		case "w:txbxContent":
			r.after = append(r.after, k)
		case "mc:AlternateContent":
			if c := chosen(k); c != nil {
				r.shapes(c, alt)
			}
		case "a:blip":
			r.picture(cmp.Or(k.attr("r:embed"), k.attr("r:link")), alt)
		case "v:imagedata":
			r.picture(cmp.Or(k.attr("r:id"), k.attr("r:href")), cmp.Or(alt, k.attr("o:title")))
		case "dgm:relIds":
			r.diagram(k.attr("r:dm"), alt, "ett diagram (SmartArt)")
		case "c:chart":
			r.diagram(k.attr("r:id"), alt, "ett diagram")
		case "v:textpath":
			if text := k.attr("string"); text != "" {
				r.remark(Dropped, text, "WordArt togs inte med; skriv orden i texten")
			}
		case "w:t":
			r.write(string(k.text), wordForm{}) // where none can be
		case "a:t", "m:t":
			if text := strings.TrimSpace(string(k.text)); text != "" {
				r.remark(Dropped, text, "text i en ritad figur togs inte med; skriv orden i texten")
			}
		default:
			r.shapes(k, cmp.Or(describedBy(k), alt))
		}
	}
}

// described returns the alternative text of a drawing.
func described(n *xmlNode) string {
	for d := range n.walk() {
		if alt := describedBy(d); alt != "" {
			return alt
		}
	}
	return ""
}

func describedBy(n *xmlNode) string {
	switch n.name {
	case "wp:docPr":
		return strings.Join(strings.Fields(cmp.Or(n.attr("descr"), n.attr("title"))), " ")
	case "v:shape", "v:rect", "v:group":
		return strings.Join(strings.Fields(n.attr("alt")), " ")
	}
	return ""
}

// picture writes a picture of the document.
func (r *wordReader) picture(id, alt string) {
	relation, known := r.relations[id]
	drop := func(format string, args ...any) {
		r.remark(Dropped, cmp.Or(alt, beginning(r.now.paragraph), path.Base(relation.target)), format, args...)
	}
	switch {
	case known && relation.external:
		drop("en bild som bara är en länk (%s) togs inte med; spara bilden och lägg den i bilder/", relation.target)
		return
	case !known || !r.parts.has(relation.target):
		drop("en bild finns inte i filen och togs inte med")
		return
	}
	name := r.pictureNames[relation.target]
	if name == "" {
		data, err := r.parts.read(relation.target, maxPicture)
		if err != nil {
			drop("en bild går inte att läsa och togs inte med: %v", err)
			return
		}
		ending := pictureEnding(data)
		if ending == "" {
			drop("en bild i formatet %s togs inte med; spara den som png och lägg den i bilder/",
				cmp.Or(quoted(strings.TrimPrefix(path.Ext(relation.target), ".")), "okänt"))
			return
		}
		name = "bild-" + strconv.Itoa(len(r.pictures)+1) + ending
		r.pictures = append(r.pictures, Picture{name, data})
		r.pictureNames[relation.target] = name
	}
	img := element("img")
	img.Attr = []html.Attribute{{Key: "src", Val: name}, {Key: "alt", Val: alt}}
	r.closeSayings(nil)
	r.target("x").AppendChild(img)
}

// diagram says which words are in a diagram, which is not taken in.
func (r *wordReader) diagram(id, alt, what string) {
	relation := r.relations[id]
	tree, err := r.parts.tree(relation.target)
	if err != nil && r.err == nil {
		r.err = err
	}
	text := tree.words()
	where := cmp.Or(alt, text, beginning(r.now.paragraph))
	if text == "" {
		r.remark(Dropped, where, "%s togs inte med; spara det som bild och lägg den i bilder/", what)
		return
	}
	r.remark(Dropped, where, "%s togs inte med; orden i det är: %s", what, text)
}
