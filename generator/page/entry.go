package page

import (
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"slices"
	"strconv"

	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
	"provtryck/generator/transfer"
)

// entryPages are a page for each text, where it is copied part by part.
func entryPages(r *Renderer, add adder) {
	for _, a := range r.site.Articles {
		if !a.MadeUp {
			add(a.URL+entryFolder, func() any { return r.entryView(a) })
		}
	}
}

// An entryView is a text as it is entered where it is published: fields, then the body block by block.
type entryView struct {
	base
	For       string // for whom the text is; see textLink
	Text      link
	File      string // of the text; empty for one of no file
	State     string // "Inlagd 2026-05-12, ändrad sedan dess"
	Status    string
	Address   string        // where it is published; empty when that is not known
	Changes   []entryChange // since it was entered
	Fields    []entryField
	Gone      []entryGone // before the first part
	Parts     []entryPart
	Amount    string // of the blocks, "31 delar"
	ByHand    []entryHand
	Misfits   []entryMisfit
	Sum       string // of the whole text; see transfer.Sum
	Recording bool   // the program can note that the text has been entered
}

// An entryChange is something that has changed since the text was entered.
type entryChange struct {
	Words  string // "Byt: stycke ”Ge 5 mg”"
	Anchor string // of the part; empty for none
}

// An entryField is one field of the form.
type entryField struct {
	Name    string // "Rubrik"
	Key     string // see partKey
	Values  []string
	Plain   string // what is copied
	Change  string // what to do, where it has changed since the text was entered
	Entered bool   // the text was entered with it
}

// An entryPart is one block of the body.
type entryPart struct {
	Anchor  string
	Name    string // "Del 4: stycke"
	Begins  string // its first words
	Key     string // see partKey
	HTML    template.HTML
	Plain   string
	Hand    []transfer.Hand
	Change  string      // what to do, where it has changed since the text was entered
	Entered bool        // the text was entered with it
	Gone    []entryGone // after it
}

// An entryGone is parts that were entered and are to be taken away.
type entryGone struct {
	Anchor string
	Key    string // see partKey
	Words  string // what to do
}

// An entryHand is what is done by hand with a part.
type entryHand struct {
	Name   string // of the part
	Anchor string
	Begins string
	Hand   []transfer.Hand
}

// An entryMisfit is something that the target cannot carry.
type entryMisfit struct {
	Line       int
	Source     template.URL
	What, Hint string
}

// entryView shows a text to be entered.
func (r *Renderer) entryView(a *site.Article) any {
	e := r.site.Entry(a)
	v := entryView{
		base: r.base("Inläggning: "+a.Title, "Texten i delar, att kopiera till 1177 för vårdpersonal.", a.URL+entryFolder,
			append(way(a), link{a.Title, a.URL})...),
		For: r.forWhom(a), Text: link{a.Title, a.URL}, File: a.Doc.Name, State: spelling.Capital(e.State()),
		Status: spelling.Capital(a.Doc.Front.Status.String()), Address: e.Address,
		Amount: problem.Amount(len(e.Text.Blocks), "del", "delar"), Sum: transfer.SumOf(r.site.TransferSource(a)).String(),
		Recording: r.options.Comments == AllComments,
	}
	known := e.Entered != "" && !e.Unknown
	for _, f := range e.Text.Fields {
		if f.Body() {
			continue
		}
		field := entryField{Name: f.Name, Values: f.Items, Plain: f.Value, Entered: known, Key: partKey(f.Property, f.Value)}
		for _, c := range e.Changes {
			if c.Field == f.Key {
				field.Change, field.Entered = spelling.Capital(c.Words)+".", false
			}
		}
		v.Fields = append(v.Fields, field)
	}
	v.Parts = entryParts(e, known)
	gone := goneParts(e)
	v.Gone = gone[-1]
	for i := range v.Parts {
		v.Parts[i].Gone = gone[i]
	}
	for _, part := range v.Parts {
		if len(part.Hand) > 0 {
			v.ByHand = append(v.ByHand, entryHand{part.Name, part.Anchor, part.Begins, part.Hand})
		}
	}
	for i, c := range e.Changes {
		anchor := goneAnchor(i)
		if c.Kind != transfer.Removed {
			anchor = anchorOf(v.Parts, e.Text.Blocks, c)
		}
		v.Changes = append(v.Changes, entryChange{spelling.Capital(c.Words), anchor})
	}
	for _, m := range e.Text.Misfits {
		v.Misfits = append(v.Misfits, entryMisfit{m.Pos.Line, r.source(m.Pos), spelling.Capital(m.What), spelling.Capital(m.Hint)})
	}
	return v
}

// entryParts returns the blocks of the body. Whether one that has not changed was entered is known or not.
func entryParts(e transfer.Entry, known bool) []entryPart {
	parts := make([]entryPart, len(e.Text.Blocks))
	times := map[string]int{}
	for i, block := range e.Text.Blocks {
		key := partKey(block.Sum(), block.HTML)
		if times[key]++; times[key] > 1 {
			key += "-" + strconv.Itoa(times[key])
		}
		number := strconv.Itoa(i + 1)
		parts[i] = entryPart{
			Anchor: "del-0-" + number, Name: "Del " + number + ": " + string(block.Kind), Begins: block.Begins(), Key: key,
			HTML: template.HTML(block.HTML), Plain: block.Text, Hand: block.Hand, Entered: known,
		}
	}
	for _, c := range e.Changes {
		if i := indexOf(e.Text.Blocks, c); i >= 0 && c.Kind != transfer.Removed {
			parts[i].Entered = false
			parts[i].Change = "Lägg till den här delen"
			if c.Kind == transfer.Replaced {
				parts[i].Change = "Byt den här delen"
			}
			parts[i].Change += ": den är inte som när texten lades in " + e.Entered + "."
		}
	}
	return parts
}

// goneAnchor returns the anchor of what is to be taken away by the change with an index.
func goneAnchor(i int) string { return "borttaget-" + strconv.Itoa(i+1) }

// goneParts returns what is to be taken away, by the index of the block that it stood after; -1 for what stood first.
func goneParts(e transfer.Entry) map[int][]entryGone {
	gone := map[int][]entryGone{}
	for i, c := range e.Changes {
		if c.Kind == transfer.Removed {
			after := indexOf(e.Text.Blocks, c)
			gone[after] = append(gone[after], entryGone{goneAnchor(i), partKey("borttaget", c.Words), spelling.Capital(c.Words) + "."})
		}
	}
	return gone
}

// indexOf returns the index of the block that a change is about; -1 for none.
func indexOf(blocks []transfer.Block, c transfer.Change) int {
	if c.Field != "" || c.Block.Sum() == "" {
		return -1
	}
	return slices.IndexFunc(blocks, func(b transfer.Block) bool { return b.Pos == c.Block.Pos && b.Sum() == c.Block.Sum() })
}

func anchorOf(parts []entryPart, blocks []transfer.Block, c transfer.Change) string {
	if i := indexOf(blocks, c); i >= 0 {
		return parts[i].Anchor
	}
	return ""
}

// partKey identifies what is copied of a part, so that a tick is lost when that has changed.
func partKey(sum, content string) string {
	hash := sha256.Sum256([]byte(sum + "\x00" + content))
	return hex.EncodeToString(hash[:6])
}
