package collation

import (
	"slices"
	"strings"
)

// fields compares what a text has besides its body.
func (c *comparison) fields() {
	c.used = map[int]bool{}
	c.title()
	c.lead()
	t, p := c.text, c.page
	if t.Description != "" {
		c.field("beskrivning för sökmotorer", t.Description, p.description)
	}
	if len(t.Keywords) > 0 && len(p.keywords) == 0 {
		c.result.Unseen = append(c.result.Unseen, "sökord")
	} else if len(t.Keywords) > 0 {
		sorted := func(list []string) string { return strings.Join(slices.Sorted(slices.Values(list)), ", ") }
		c.field("sökord", sorted(t.Keywords), sorted(p.keywords))
	}
	if t.Audience != "" {
		c.audience()
	}
}

// field compares one value.
func (c *comparison) field(what, ours, theirs string) {
	a, b := keyOf(ours), keyOf(theirs)
	switch d := (Difference{Kind: Differs, What: what, Text: ours, Page: theirs}); {
	case a == b && ours == theirs:
		c.result.Same++
	case a == b:
		c.result.Cosmetic++
	case b == "":
		d.Kind = Missing
		c.add(d.marked(a, ""))
	default:
		c.add(d.marked(a, b))
	}
}

// title compares the title with the heading of the page, and looks for it in the title of the window.
func (c *comparison) title() {
	if c.text.Title == "" {
		return
	}
	at := -1
	for i, b := range c.page.blocks {
		if b.form == heading && b.level == 1 && (at < 0 || c.page.blocks[at].key != keyOf(c.text.Title)) {
			if at < 0 || b.key == keyOf(c.text.Title) {
				at = i
			}
		}
	}
	shown := ""
	if at >= 0 {
		shown = c.page.blocks[at].text
		c.used[at] = true
	}
	c.field("titel", c.text.Title, shown)
	if !strings.Contains(keyOf(c.page.Title), keyOf(c.text.Title)) {
		c.field("titel i webbläsarens flik", c.text.Title, c.page.Title)
	}
}

// lead compares the lead with the block of the page that has it.
func (c *comparison) lead() {
	if c.text.Lead == "" {
		return
	}
	key := keyOf(c.text.Lead)
	own := map[string]bool{}
	for _, b := range c.text.blocks {
		own[b.key] = true
	}
	at, most := -1, alike
	for i, b := range c.page.blocks {
		if b.key == key {
			at = i
			break
		}
		if b.form != paragraph || own[b.key] || b.around {
			continue
		}
		if like := dice(strings.Fields(key), strings.Fields(b.key)); like > most {
			at, most = i, like
		}
	}
	shown := ""
	if at >= 0 {
		shown = c.page.blocks[at].text
		c.used[at] = true
	}
	c.field("ingress", c.text.Lead, shown)
}

// audience looks for whom the text is, anywhere on the page.
func (c *comparison) audience() {
	key := keyOf(c.text.Audience)
	for i, b := range c.page.blocks {
		if strings.HasSuffix(b.key, key) && b.form != heading {
			if len(strings.Fields(b.key)) <= len(strings.Fields(key))+2 { // "Målgrupp: …"
				c.used[i] = true
				c.result.Same++
				return
			}
		}
	}
	c.field("målgrupp", c.text.Audience, "")
}
