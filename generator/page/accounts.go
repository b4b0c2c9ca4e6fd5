package page

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"provtryck/generator/disposition"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// AccountsURL is the address of the page on what became of the old texts; that of a text's own
// page ends in accountFolder.
const (
	AccountsURL   = ReviewURL + "redovisning/"
	accountFolder = "redovisning/"
)

// accountsPages are the page on what became of all old texts, and the same as a table; none where no
// old text is kept.
func accountsPages(r *Renderer, add adder) {
	if len(r.site.Accounted()) == 0 {
		return
	}
	add(AccountsURL, func() any { return r.accountsView() })
	add(accountsTable, func() any { return fileView(r.writeAccounts) })
}

const accountsTable = AccountsURL + "redovisning.csv"

func (r *Renderer) writeAccounts(w io.Writer) error {
	var names []string
	var accounts []*disposition.Account
	for _, a := range r.site.Accounted() {
		names, accounts = append(names, a.Doc.Name), append(accounts, r.site.Account(a))
	}
	return disposition.WriteCSV(w, names, accounts)
}

// accountPages are a page for each text whose original is kept.
func accountPages(r *Renderer, add adder) {
	for _, a := range r.site.Accounted() {
		add(a.URL+accountFolder, func() any { return r.accountView(a) })
	}
}

// An accountsView is what became of all old texts.
type accountsView struct {
	base
	CSV    string // the address of the same as a table
	Counts []classCount
	Groups []accountGroup
}

// A classCount is how much of the old texts is of one class.
type classCount struct {
	Class          string // "Omformulerat"
	Count, Percent int
}

// An accountGroup is the texts of one programme or product.
type accountGroup struct {
	Title   string
	Classes []string // the columns
	Rows    []accountRow
	Missing []accountText // what is dropped and not handled, text by text
}

// An accountRow is how much of the old text of one text is of each class.
type accountRow struct {
	textLink
	Units  int
	Counts []classCount
}

// An accountText is the units of one text.
type accountText struct {
	textLink
	Items []accountItem
}

// An accountItem is what became of one unit of an old text.
type accountItem struct {
	ID      string // of the unit
	Class   string // "Struket"
	Kind    string // "stycke"
	Section string // in the old text
	Old     string
	New     string
	To      link // the new place; empty for none
	Reason  string
	Decided bool // by the editors
	Heading bool
	Same    bool   // the new words are the old
	Dest    string // of a link: where it leads; empty for what may not be followed
	Address string // of a link, as it was written
	Anchor  string // of the row
	Decide  string // the anchor of the row with the form; empty where there is none
	Form    *decisionForm
	Missing bool // dropped or not handled
}

// A decisionForm is what the local preview asks about a unit.
type decisionForm struct {
	Text, ID string
	Became   []decisionOption
	To       string
	Reason   string
	Was      string
}

// A decisionOption is what a unit may have become.
type decisionOption struct {
	choice
	Selected bool
}

// An accountView is what became of one old text, beside the new.
type accountView struct {
	base
	Heading string
	For     string // for whom the text is; see textLink
	Text    link
	Source  string
	Fetched string // "2 mars 2027"
	Units   string // "42 delar"
	Counts  []classCount
	Missing []accountItem
	Items   []accountItem
	Places  []string // what a decision may name, and
	Reasons []string // why; empty where there are no forms
}

func (r *Renderer) accountsView() any {
	v := accountsView{
		base: r.base("Redovisning av de gamla texterna", "Vad varje del av de gamla texterna blev.", AccountsURL, link{"Granskning", ReviewURL}),
		CSV:  accountsTable,
	}
	var total [len(disposition.ClassWords)]int
	for _, a := range r.site.Accounted() {
		account := r.site.Account(a)
		counts := account.Counts()
		for i, n := range counts {
			total[i] += n
		}
		title := groupTitle(a)
		i := slices.IndexFunc(v.Groups, func(g accountGroup) bool { return g.Title == title })
		if i < 0 {
			i = len(v.Groups)
			v.Groups = append(v.Groups, accountGroup{Title: title, Classes: classNames()})
		}
		text := textLink{link{a.Title, a.URL + accountFolder}, r.forWhom(a)}
		v.Groups[i].Rows = append(v.Groups[i].Rows, accountRow{text, len(account.Entries), classCounts(counts)})
		if missing := r.missing(account); len(missing) > 0 {
			v.Groups[i].Missing = append(v.Groups[i].Missing, accountText{text, missing})
		}
	}
	v.Counts = classCounts(total)
	return v
}

func (r *Renderer) accountView(a *site.Article) any {
	account := r.site.Account(a)
	v := accountView{
		base:    r.base("Redovisning av den gamla texten: "+a.Title, "Vad varje del av den gamla texten blev.", a.URL+accountFolder, append(way(a), link{a.Title, a.URL})...),
		Heading: a.Title,
		For:     r.forWhom(a),
		Text:    link{a.Title, a.URL},
		Source:  account.Original.Source,
		Fetched: inWords(account.Original.Fetched),
		Units:   problem.Amount(len(account.Entries), "del", "delar"),
		Counts:  classCounts(account.Counts()),
		Missing: r.missing(account),
	}
	for _, e := range account.Entries {
		v.Items = append(v.Items, r.accountItem(account, e))
	}
	if r.options.Comments != AllComments {
		return v
	}
	for i, e := range account.Entries {
		if e.Class != disposition.Kept || e.Decided {
			v.Items[i].Anchor, v.Items[i].Form = "del-"+e.ID, newDecisionForm(a.Doc.Name, e)
		}
	}
	for i := range v.Missing {
		v.Missing[i].Decide = "del-" + v.Missing[i].ID
	}
	v.Places, v.Reasons = r.places(a), disposition.Reasons
	return v
}

// newDecisionForm returns the form about an entry of the account of a text.
func newDecisionForm(text string, e disposition.Entry) *decisionForm {
	f := &decisionForm{Text: text, ID: e.ID, To: e.Written.To, Reason: e.Written.Reason, Was: e.Written.Mark(),
		Became: []decisionOption{{choice{"", "Som programmet fann"}, !e.Decided}}}
	if !e.Decided && e.To.Name != "" {
		f.To = strings.TrimSuffix(e.To.Name+"#"+e.To.Section, "#")
	}
	for _, c := range slices.Backward(disposition.Classes) {
		if c != disposition.Open {
			f.Became = append(f.Became, decisionOption{choice{c.String(), spelling.Capital(c.String())}, e.Decided && c == e.Written.Class})
		}
	}
	return f
}

// places returns what a decision about a text may name: its headings, and the texts beside it.
func (r *Renderer) places(a *site.Article) []string {
	var list []string
	a.Doc.All(func(s *document.Section, _ []*document.Section) {
		if !s.Generated {
			list = append(list, a.Doc.Name+"#"+s.Title)
		}
	})
	for _, other := range r.site.Articles {
		if other.Programme == a.Programme && other != a && !other.MadeUp {
			list = append(list, other.Doc.Name)
		}
	}
	return list
}

func classNames() []string {
	var names []string
	for _, c := range disposition.Classes {
		names = append(names, spelling.Capital(c.String()))
	}
	return names
}

func classCounts(counts [len(disposition.ClassWords)]int) []classCount {
	percent := disposition.Shares(counts)
	var list []classCount
	for _, c := range disposition.Classes {
		list = append(list, classCount{spelling.Capital(c.String()), counts[c], percent[c]})
	}
	return list
}

// missing lists what is dropped, and then what is not handled.
func (r *Renderer) missing(account *disposition.Account) []accountItem {
	var list []accountItem
	for _, class := range []disposition.Class{disposition.Dropped, disposition.Open} {
		for _, e := range account.Entries {
			if e.Class == class {
				list = append(list, r.accountItem(account, e))
			}
		}
	}
	return list
}

func (r *Renderer) accountItem(account *disposition.Account, e disposition.Entry) accountItem {
	item := accountItem{
		ID: e.ID, Class: spelling.Capital(e.Class.String()), Kind: e.Kind.String(), Section: e.Section, Old: e.Shown(), New: e.To.Text,
		Reason: e.Reason, Decided: e.Decided, Heading: e.Kind == disposition.Heading,
		Same: e.To.Text == e.Unit.Text, Missing: e.Class == disposition.Dropped || e.Class == disposition.Open,
	}
	if e.Kind == disposition.Link {
		item.Old, item.Dest, item.Address = e.Unit.Text, account.Original.Leads(e.Unit), e.Unit.Dest
	}
	if to := r.site.ByFile(e.To.Name); to != nil {
		item.To = link{to.Title, to.URL}
		if e.To.Section != "" {
			item.To.Title += ": " + e.To.Section
		}
		if e.To.Anchor != "" {
			item.To.URL += "#" + e.To.Anchor
		}
	} else {
		item.New = cmp.Or(item.New, e.To.Section)
	}
	return item
}
