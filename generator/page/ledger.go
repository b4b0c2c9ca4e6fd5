package page

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"

	"provtryck/generator/ledger"
	"provtryck/generator/problem"
	"provtryck/generator/redirect"
	"provtryck/generator/sheet"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// LedgerURL is the address of the page on what became of the addresses of the old site.
const (
	LedgerURL   = ReviewURL + "omdirigeringar/"
	ledgerTable = LedgerURL + "omdirigeringar.csv"
)

// ledgerPages are the page on all old addresses, and the same as a table; none where none is known.
func ledgerPages(r *Renderer, add adder) {
	if len(r.site.Ledger.Entries) == 0 {
		return
	}
	add(LedgerURL, func() any { return r.ledgerView() })
	add(ledgerTable, func() any { return fileView(r.writeLedger) })
}

// A ledgerView is every old address and what it became.
type ledgerView struct {
	base
	CSV        string // the address of the same as a table
	Sum        string // "412 gamla adresser, 3 utan svar"
	Counts     []statusCount
	Fates      []choice // what can be chosen, as the next two
	Programmes []choice
	States     []choice
	Groups     []ledgerGroup
	Findings   []finding // on the inventory, of no address in the list
}

// A ledgerGroup is the old addresses that became the same.
type ledgerGroup struct {
	Title, About string
	Rows         []ledgerRow
}

// A ledgerRow is an old address beside what it became.
type ledgerRow struct {
	Address   string
	Old       string // where it leads; empty where that is not of the web
	Fate      choice
	Programme choice // of what it became
	To        []link // what it became; those without an address are no texts here
	Why       string
	Faults    []ledgerFault
	Live      string // where it is redirected at 1177; empty where it is not
	Left      string // why it is not redirected
	State     choice
	Place     string
	Open      string       // what the link to the place says
	Source    template.URL // see finding
}

// A ledgerFault is a finding on one old address.
type ledgerFault struct {
	Severity, Words string // "Fel", and what it says with what to do
}

var (
	led      = choice{"klar", "Omdirigeras"}
	notLed   = choice{"inte-klar", "Omdirigeras inte än"}
	neverLed = choice{"ingen", "Ska inte omdirigeras"}
	faulty   = choice{"fel", "Med anmärkning"}
)

// A ledgerReader knows what the rows of the page are made of.
type ledgerReader struct {
	*Renderer
	live  map[ledger.Key]string
	left  map[problem.Pos]map[string]string // why addresses are not redirected, by place and address
	found map[problem.Pos]problem.List      // by the place that an entry has
}

func (r *Renderer) ledgerReader() ledgerReader {
	l := ledgerReader{r, map[ledger.Key]string{}, map[problem.Pos]map[string]string{}, map[problem.Pos]problem.List{}}
	rules, left := redirect.Plan(r.site, redirect.Options{})
	for _, rule := range rules {
		l.live[rule.From] = rule.To
	}
	for _, one := range left {
		if l.left[one.Pos] == nil {
			l.left[one.Pos] = map[string]string{}
		}
		l.left[one.Pos][one.Address] = one.Why
	}
	places := map[problem.Pos]problem.Pos{}
	for _, e := range r.site.Ledger.Entries {
		places[e.Pos] = e.Pos
		if !e.Claimed {
			places[lineOf(e.Pos)] = e.Pos
		}
	}
	for _, p := range r.site.Problems {
		if !strings.HasPrefix(p.Rule.ID, "inventering-") || p.Rule.ID == "inventering-obesvarad" {
			continue
		}
		at, known := places[p.Pos]
		if !known {
			at = places[lineOf(p.Pos)]
		}
		l.found[at] = append(l.found[at], p)
	}
	return l
}

// lineOf returns the place of a whole line.
func lineOf(pos problem.Pos) problem.Pos { return problem.Pos{File: pos.File, Line: pos.Line} }

// ledgerView shows every old address: unanswered ones first, then those with faults, then by what they became.
func (r *Renderer) ledgerView() any {
	l := r.ledgerReader()
	v := ledgerView{
		base: r.base("Gamla adresser", "Vad varje adress på den gamla webbplatsen blev.", LedgerURL, link{"Granskning", ReviewURL}),
		CSV:  ledgerTable,
		Sum:  unanswered(r.site.Ledger),
	}
	groups := map[string][]ledgerRow{}
	programmes, states := map[string]choice{}, map[string]choice{}
	for _, e := range r.site.Ledger.Entries {
		row := l.row(e)
		group := row.Fate.ID
		if e.Fate != ledger.Unanswered && len(row.Faults) > 0 {
			group = faulty.ID
		}
		groups[group] = append(groups[group], row)
		states[row.State.ID] = row.State
		if row.Programme.ID != "" {
			programmes[row.Programme.ID] = row.Programme
		}
	}
	counts := r.site.Ledger.Counts()
	for i, f := range ledger.Fates {
		c := newChoice(f.String())
		if counts[f] > 0 {
			v.Counts = append(v.Counts, statusCount{c.Name, counts[f]})
			v.Fates = append(v.Fates, c)
		}
		v.addGroup(c, groups)
		if i == int(ledger.Unanswered) {
			v.addGroup(faulty, groups)
		}
	}
	byName := func(a, b choice) int { return cmp.Compare(a.Name, b.Name) }
	v.Programmes = slices.SortedFunc(maps.Values(programmes), byName)
	v.States = slices.SortedFunc(maps.Values(states), byName)
	for _, p := range l.found[problem.Pos{}] {
		v.Findings = append(v.Findings, r.finding(p))
	}
	return v
}

// unanswered returns how many old addresses there are, and how many of them nothing is decided about.
func unanswered(l *ledger.Ledger) string {
	return fmt.Sprintf("%s, %d utan svar", problem.Amount(len(l.Entries), "gammal adress", "gamla adresser"), l.Counts()[ledger.Unanswered])
}

// aboutGroups says what is to be done about a group, where that is anything.
var aboutGroups = map[string]string{
	"obesvarad": "Skriv under blev i inventeringen vad adressen blev, eller skriv adressen under ersätter i den text som tar över.",
	"fel":       "Rätta det som står vid varje adress.",
}

func (v *ledgerView) addGroup(c choice, groups map[string][]ledgerRow) {
	if rows := groups[c.ID]; len(rows) > 0 {
		v.Groups = append(v.Groups, ledgerGroup{c.Name, aboutGroups[c.ID], rows})
	}
}

func (l ledgerReader) row(e *ledger.Entry) ledgerRow {
	row := ledgerRow{
		Address: problem.Visible(e.Address), Fate: newChoice(e.Fate.String()), Why: problem.Visible(e.Note),
		Live: l.live[e.Key], Left: spelling.Sentence(problem.Visible(l.left[e.Pos][e.Address])),
		Place: e.Pos.String(), Open: openLine(e.Pos.Line), Source: l.source(e.Pos),
	}
	if e.Key.Host != "" { // as only those of the web have
		row.Old = e.Address
	}
	switch {
	case row.Live != "":
		row.State = led
	case e.Fate == ledger.Dropped || e.Fate == ledger.Outside:
		row.State = neverLed
	default:
		row.State = notLed
	}
	for i, t := range e.Targets {
		to, programme := l.target(t)
		row.To = append(row.To, to)
		if i == 0 {
			row.Programme = programme
		}
	}
	for _, p := range l.found[e.Pos] {
		row.Faults = append(row.Faults, ledgerFault{spelling.Capital(p.Severity.Label()),
			spelling.Sentence(problem.Visible(p.Message)) + " " + spelling.Sentence(problem.Visible(p.Hint))})
	}
	return row
}

// target returns the link to what an old address became, and the programme of that.
func (l ledgerReader) target(t ledger.Target) (to link, programme choice) {
	a := l.site.ByFile(t.Text)
	if a == nil {
		return link{Title: problem.Visible(t.String())}, choice{}
	}
	to, programme = link{a.Title, a.URL}, choice{site.Guidance.Folder, site.Guidance.Title}
	if a.Programme != nil {
		programme = choice{spelling.Slug(a.Programme.Title), a.Programme.Title}
	}
	if section, _ := a.Doc.Section(t.Section); section != nil {
		to = link{a.Title + ": " + section.Title, a.URL + "#" + section.ID}
	}
	return to, programme
}

// writeLedger writes the page as a table: the inventory, with where each address is redirected.
func (r *Renderer) writeLedger(w io.Writer) error {
	l := r.ledgerReader()
	rows := r.site.Ledger.Table("")
	rows[0] = append(rows[0], "omdirigeras till", "varför inte")
	for i, e := range r.site.Ledger.UnansweredFirst() {
		rows[i+1] = append(rows[i+1], l.live[e.Key], l.left[e.Pos][e.Address])
	}
	return sheet.Write(w, rows)
}
