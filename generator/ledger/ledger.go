package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"provtryck/generator/field"
	"provtryck/generator/problem"
)

// A Claim is what a text says that it, or a section of it, replaces.
type Claim struct {
	Address field.Text
	To      Target
}

// A Target is where an old address leads.
type Target struct {
	Text    string // the name of a text; empty for an address elsewhere
	Section string // the anchor of a section of the text
	Address string // on the web, of what is no text here
}

// String returns the target as it is written in the inventory.
func (t Target) String() string {
	switch {
	case t.Text == "":
		return t.Address
	case t.Section == "":
		return t.Text
	}
	return t.Text + "#" + t.Section
}

// An Entry is an address of the old site and what becomes of it.
type Entry struct {
	Address string // as it is written
	Key     Key
	Fate    Fate
	Targets []Target // the first is where it leads; none when it leads nowhere
	Note    string
	Pos     problem.Pos // where it is said, in a text or the inventory
	Claimed bool        // by a text
	Listed  bool        // in the inventory
}

// Target returns where the entry leads, and whether it leads anywhere.
func (e *Entry) Target() (Target, bool) {
	if len(e.Targets) == 0 {
		return Target{}, false
	}
	return e.Targets[0], true
}

// A Ledger has an entry for each address of the old site that is known, in the order of addresses.
type Ledger struct {
	Entries  []*Entry
	Problems problem.List
	byKey    map[Key]*Entry
}

// Find returns the entry of an address, however it is written, or nil. Where there is none for a part
// of a page, the entry of the page has it.
func (l *Ledger) Find(address string) *Entry {
	k, ok := Fold(address)
	if !ok {
		return nil
	}
	return cmp.Or(l.byKey[k], l.byKey[k.Page()])
}

// Exactly returns the entry of the very address, however it is written, or nil.
func (l *Ledger) Exactly(address string) *Entry {
	k, ok := Fold(address)
	if !ok {
		return nil
	}
	return l.byKey[k]
}

// Counts returns how many addresses there are of each fate.
func (l *Ledger) Counts() map[Fate]int {
	counts := map[Fate]int{}
	for _, e := range l.Entries {
		counts[e.Fate]++
	}
	return counts
}

var (
	unanswered = &problem.Rule{ID: "inventering-obesvarad", Family: problem.Files, Severity: problem.Warning, In: problem.Elsewhere,
		Demand: "Det är bestämt vad varje gammal adress i inventeringen blev.",
		Bad:    "https://www.exempel.se/sida/;;;", Good: "https://www.exempel.se/sida/;struken;;Gäller inte längre."}
	badTarget = &problem.Rule{ID: "inventering-till", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Det som en gammal adress blev finns, och är inte den gamla adressen själv.",
		Bad:    "flyttad till finns-inte.md", Good: "flyttad till kliniska-kunskapsstod/krisplan.md"}
	twice = &problem.Rule{ID: "inventering-dubbel", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Inventeringen säger en sak om varje gammal adress, och samma sak som texterna.",
		Bad:    "en adress på två rader", Good: "en adress på en rad"}
	noReason = &problem.Rule{ID: "inventering-skal", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Varje gammal adress som är struken har ett skäl under anmärkning.",
		Bad:    "https://www.exempel.se/sida/;struken;;", Good: "https://www.exempel.se/sida/;struken;;Gäller inte längre."}
	withFragment = &problem.Rule{ID: "inventering-fragment", Family: problem.Files, Severity: problem.Tip, In: problem.Elsewhere,
		Demand: "En gammal adress slutar före tecknet #, som ingen webbserver ser.",
		Bad:    "https://www.exempel.se/sida/#del", Good: "https://www.exempel.se/sida/"}
)

// Rules returns the rules on the inventory that need nothing but the inventory and what texts replace.
func Rules() []*problem.Rule {
	return []*problem.Rule{badForm, unknownFate, unanswered, badTarget, twice, noReason, withFragment}
}

// New joins what texts say that they replace with an inventory. What a text says holds. The function
// find returns what is meant by a path of a text, or by an address that a text has, with the anchor after #;
// wrong is why there is nothing, in Swedish, or empty where it cannot be a text here. With wrong, t is the text
// where that is there and only the anchor is not.
//
// Where an old address leads to another, it gets what that one leads to: nobody is sent twice.
func New(claims []Claim, rows []Row, find func(to string) (t Target, wrong string)) *Ledger {
	l := &Ledger{byKey: map[Key]*Entry{}}
	for _, c := range claims {
		k, ok := Fold(c.Address.Text)
		if !ok || l.byKey[k] != nil { // which rules on texts report
			continue
		}
		l.noteFragment(c.Address)
		l.add(&Entry{Address: c.Address.Text, Key: k, Fate: Moved, Targets: []Target{c.To}, Pos: c.Address.Pos, Claimed: true})
	}
	b := builder{Ledger: l, find: find, rows: map[*Entry]Row{}, state: map[*Entry]state{}}
	for _, r := range rows {
		b.list(r)
	}
	for _, e := range slices.Clone(l.Entries) {
		b.settle(e)
	}
	for _, r := range b.doubled {
		b.compare(r)
	}
	l.sayUnanswered()
	slices.SortFunc(l.Entries, func(a, b *Entry) int { return cmp.Compare(a.Key.String(), b.Key.String()) })
	l.Problems = l.Problems.Sort()
	return l
}

func (l *Ledger) add(e *Entry) {
	l.byKey[e.Key] = e
	l.Entries = append(l.Entries, e)
}

// sayUnanswered makes one finding of all addresses that nothing is decided about: there may be hundreds.
func (l *Ledger) sayUnanswered() {
	var first *Entry
	n := 0
	for _, e := range l.Entries {
		if e.Fate == Unanswered {
			first = cmp.Or(first, e)
			n++
		}
	}
	if n > 0 {
		l.Problems.Add(unanswered, first.Pos, fmt.Sprintf("%s saknar svar; den första är %s", problem.Amount(n, "gammal adress", "gamla adresser"), first.Address),
			"skriv under blev vad den blev, eller skriv adressen under ersätter i den text som tar över; provtryck inventering räknar upp alla")
	}
}

func (l *Ledger) noteFragment(address field.Text) {
	if before, _, found := strings.Cut(address.Text, "#"); found {
		l.Problems.Add(withFragment, address.Pos, fmt.Sprintf("det som står efter # i %s når aldrig en webbserver", address.Text),
			"skriv "+before+"; hela sidan leder då dit")
	}
}
