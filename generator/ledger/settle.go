package ledger

import (
	"fmt"
	"net/url"

	"provtryck/generator/field"
)

// builder joins the inventory with what the texts replace.
type builder struct {
	*Ledger
	find    func(to string) (Target, string)
	rows    map[*Entry]Row
	state   map[*Entry]state
	doubled []Row // about addresses that a text replaces
}

// A state is how far an entry has been settled.
type state int

const (
	untouched state = iota
	underway        // who comes back to it goes in a circle
	settled
)

// list takes a row of the inventory in.
func (b *builder) list(r Row) {
	b.noteFragment(r.Address)
	switch e := b.byKey[r.Key]; {
	case e == nil:
		e = &Entry{Address: r.Address.Text, Key: r.Key, Fate: r.Fate, Note: r.Note.Text, Pos: r.Address.Pos, Listed: true}
		b.rows[e] = r
		b.add(e)
		b.needReason(r)
	case e.Listed:
		b.Problems.Add(twice, r.Address.Pos, fmt.Sprintf("adressen står redan i inventeringen, på rad %d", b.line(e)),
			"ta bort den ena raden; www, http, snedstrecket sist och utm_ skiljer inga adresser åt")
	default:
		e.Listed, e.Note = true, r.Note.Text
		b.doubled = append(b.doubled, r)
	}
}

// line returns the line of the inventory that an entry is on.
func (b *builder) line(e *Entry) int {
	for _, r := range b.doubled {
		if r.Key == e.Key {
			return r.Address.Pos.Line
		}
	}
	return e.Pos.Line
}

func (b *builder) needReason(r Row) {
	if r.Fate == Dropped && r.Note.Text == "" {
		b.Problems.Add(noReason, r.FatePos, "adressen är struken utan skäl", "skriv under anmärkning varför")
	}
}

// settle finds out where an entry of the inventory leads.
func (b *builder) settle(e *Entry) {
	r, listed := b.rows[e]
	if !listed || b.state[e] == settled {
		return
	}
	b.state[e] = underway
	defer func() { b.state[e] = settled }()
	switch e.Fate {
	case Unanswered:
		return
	case Dropped, Outside:
		if len(r.To) > 0 {
			b.Problems.Add(badTarget, r.To[0].Pos, fmt.Sprintf("adressen är %s men leder till %s", e.Fate, r.To[0].Text),
				"ta bort det som står under till, eller skriv flyttad")
		}
		return
	}
	if len(r.To) == 0 {
		b.Problems.Add(badTarget, r.FatePos, fmt.Sprintf("adressen är %s men till är tomt", e.Fate), "skriv under till vilken text som har tagit över")
	}
	for _, to := range r.To {
		if t, ok := b.target(e, to); ok {
			e.Targets = append(e.Targets, t)
		}
	}
}

// target returns what is meant by a cell under till, and reports whether it is anything.
func (b *builder) target(e *Entry, to field.Text) (Target, bool) {
	t, wrong := b.find(to.Text)
	switch {
	case wrong != "":
		hint := "skriv textens sökväg i mappen med texterna, eller hela adressen"
		if t.Text != "" {
			hint = "rätta det som står efter #, eller ta bort # och det som står efter"
		}
		b.Problems.Add(badTarget, to.Pos, wrong, hint)
		return Target{}, false
	case t != Target{}:
		return t, true
	}
	k, ok := Fold(to.Text)
	if !ok || k.Host == "" {
		b.Problems.Add(badTarget, to.Pos, fmt.Sprintf("%s finns inte", to.Text), "skriv textens sökväg i mappen med texterna, eller hela adressen")
		return Target{}, false
	}
	other := b.byKey[k]
	if other == nil {
		if k.Host == e.Key.Host {
			b.Problems.Add(badTarget, to.Pos, fmt.Sprintf("%s är en gammal adress som ingen text ersätter", to.Text),
				"skriv den text som har tagit över, eller lägg till adressen i inventeringen")
			return Target{}, false
		}
		return Target{Address: plain(to.Text)}, true
	}
	if b.state[other] == underway {
		b.Problems.Add(badTarget, to.Pos, "adressen leder runt i en cirkel", "skriv den text som har tagit över")
		return Target{}, false
	}
	b.settle(other)
	last, leads := other.Target()
	if !leads {
		b.Problems.Add(badTarget, to.Pos, fmt.Sprintf("%s är en gammal adress som är %s och inte leder någonstans", to.Text, other.Fate),
			"skriv den text som har tagit över, eller skriv struken och skälet")
	}
	return last, leads
}

// plain returns an address in the letters that all addresses can be written in.
func plain(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.String()
}

// compare checks that a row says the same as the text that replaces its address, and takes what it adds.
func (b *builder) compare(r Row) {
	e := b.byKey[r.Key]
	switch r.Fate {
	case Unanswered:
		return
	case Dropped, Outside:
		b.contradicts(r, e, r.Fate.String())
		return
	}
	var targets []Target
	for _, to := range r.To {
		if t, ok := b.target(&Entry{Key: Key{Host: r.Key.Host}}, to); ok {
			targets = append(targets, t)
		}
	}
	if len(targets) == 0 {
		e.Fate = r.Fate
		return
	}
	first := e.Targets[0]
	if targets[0].Text != first.Text || targets[0].Section != "" && first.Section != "" && targets[0].Section != first.Section {
		b.contradicts(r, e, r.To[0].Text)
		return
	}
	e.Fate, e.Targets = r.Fate, append(e.Targets, targets[1:]...)
}

func (b *builder) contradicts(r Row, e *Entry, says string) {
	b.Problems.Add(twice, r.FatePos, fmt.Sprintf("raden säger %s, men adressen ersätts av %s", says, e.Pos),
		"ändra raden, eller ta bort adressen ur texten; tills vidare gäller texten")
}
