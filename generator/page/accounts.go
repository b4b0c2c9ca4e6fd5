package page

import (
	"cmp"
	"io"
	"slices"

	"provtryck/generator/disposition"
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
	Class   string // "Struket"
	Kind    string // "stycke"
	Section string // in the old text
	Old     string
	New     string
	To      link // the new place; empty for none
	Reason  string
	Decided bool // by the editors
	Heading bool
	Same    bool // the new words are the old
	Missing bool // dropped or not handled
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
		v.Items = append(v.Items, r.accountItem(e))
	}
	return v
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
				list = append(list, r.accountItem(e))
			}
		}
	}
	return list
}

func (r *Renderer) accountItem(e disposition.Entry) accountItem {
	item := accountItem{
		Class: spelling.Capital(e.Class.String()), Kind: e.Kind.String(), Section: e.Section, Old: e.Shown(), New: e.To.Text,
		Reason: e.Reason, Decided: e.Decided, Heading: e.Kind == disposition.Heading,
		Same: e.To.Text == e.Unit.Text, Missing: e.Class == disposition.Dropped || e.Class == disposition.Open,
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
