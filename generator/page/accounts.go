package page

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"io"
	"path"
	"slices"
	"strings"

	"provtryck/generator/disposition"
	"provtryck/generator/document"
	"provtryck/generator/markup"
	"provtryck/generator/problem"
	"provtryck/generator/revision"
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
	if !r.accounts() {
		return
	}
	add(AccountsURL, func() any { return r.accountsView() })
	add(accountsTable, func() any { return fileView(r.writeAccounts) })
}

// accounts reports whether an old text is kept.
func (r *Renderer) accounts() bool { return len(r.site.Accounted())+len(r.site.Orphans()) > 0 }

const accountsTable = AccountsURL + "redovisning.csv"

func (r *Renderer) writeAccounts(w io.Writer) error {
	var names []string
	var accounts []*disposition.Account
	for _, a := range r.site.Accounted() {
		names, accounts = append(names, a.Doc.Name), append(accounts, r.site.Account(a))
	}
	for _, o := range r.site.Orphans() {
		names, accounts = append(names, o.Name), append(accounts, o.Account())
	}
	return disposition.WriteCSV(w, names, accounts)
}

// accountPages are a page for each original.
func accountPages(r *Renderer, add adder) {
	for _, a := range r.site.Accounted() {
		add(a.URL+accountFolder, func() any { return r.articleAccountView(a) })
	}
	for _, o := range r.site.Orphans() {
		add(orphanURL(o), func() any { return r.orphanView(o) })
	}
}

// orphanURL returns the address of the page on an original whose text is not there. Its end tells apart
// names that are alike.
func orphanURL(o *site.Orphan) string {
	sum := sha256.Sum256([]byte(o.Name))
	return AccountsURL + spelling.Slug(strings.TrimSuffix(path.Base(o.Name), ".md")) + "-" + hex.EncodeToString(sum[:4]) + "/"
}

func orphanTitle(o *site.Orphan) string { return cmp.Or(o.Account().Original.Title, o.Name) }

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
	URL            string // of the list of them; empty where there is none
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
	Differs bool // the editors say that it is kept, and its words are others
	Heading bool
	Merged  template.HTML // both in one, with what differs marked; empty where nothing does
	Matters []string
	Lacking []string // sentences that the new text does not have
	NewDest string   // of a link that leads elsewhere now: where, as written
	Same    bool     // the new words are the old
	Step    bool     // only its number in a list is another
	Dest    string   // of a link: where it leads; empty for what may not be followed
	Address string   // of a link, as it was written
	Anchor  string   // of the row
	Decide  string   // the anchor of the row with the form; empty where there is none
	Form    *decisionForm
	Missing bool // dropped or not handled, or some of it is
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

// An accountList is the units of one class.
type accountList struct {
	Title string
	ID    string
	Items []accountItem
	Above int // and so many that are shown first on the page, as something of them is missing
}

// An accountView is what became of one old text, beside the new.
type accountView struct {
	base
	Heading string
	For     string // for whom the text is; see textLink
	Text    link
	Absent  string // the name of the text, where it is not there
	Source  string
	Fetched string // "2 mars 2027"
	Units   string // "42 delar"
	Counts  []classCount
	Missing []accountItem
	Lists   []accountList
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
	add := func(programme *site.CareProgramme, text textLink, account *disposition.Account) {
		counts := account.Counts()
		for i, n := range counts {
			total[i] += n
		}
		title := programmeTitle(programme)
		i := slices.IndexFunc(v.Groups, func(g accountGroup) bool { return g.Title == title })
		if i < 0 {
			i = len(v.Groups)
			v.Groups = append(v.Groups, accountGroup{Title: title, Classes: classNames()})
		}
		v.Groups[i].Rows = append(v.Groups[i].Rows, accountRow{text, len(account.Entries), classCounts(counts, text.URL)})
		if missing := r.missing(account); len(missing) > 0 {
			v.Groups[i].Missing = append(v.Groups[i].Missing, accountText{text, missing})
		}
	}
	for _, a := range r.site.Accounted() {
		add(a.Programme, textLink{link{a.Title, a.URL + accountFolder}, r.forWhom(a)}, r.site.Account(a))
	}
	for _, o := range r.site.Orphans() {
		add(o.Programme, textLink{link: link{orphanTitle(o) + " (texten finns inte)", orphanURL(o)}}, o.Account())
	}
	v.Counts = classCounts(total, "")
	return v
}

// articleAccountView is the account of the text that an article was once.
func (r *Renderer) articleAccountView(a *site.Article) any {
	v := r.accountView(a.Title, a.URL+accountFolder, a.Doc.Name, r.site.Account(a), append(way(a), link{a.Title, a.URL}))
	v.For, v.Text = r.forWhom(a), link{a.Title, a.URL}
	if v.Reasons != nil {
		v.Places = r.places(a.Doc, a.Programme)
	}
	return v
}

// orphanView is the account of an original whose text is not there.
func (r *Renderer) orphanView(o *site.Orphan) any {
	v := r.accountView(orphanTitle(o), orphanURL(o), o.Name, o.Account(),
		[]link{{"Granskning", ReviewURL}, {"Redovisning av de gamla texterna", AccountsURL}})
	v.Absent = o.Name
	if v.Reasons != nil {
		v.Places = r.places(nil, o.Programme)
	}
	return v
}

// accountView is the account of an original, at an address.
func (r *Renderer) accountView(title, url, name string, account *disposition.Account, crumbs []link) accountView {
	v := accountView{
		base:    r.base("Redovisning av den gamla texten: "+title, "Vad varje del av den gamla texten blev.", url, crumbs...),
		Heading: title,
		Source:  account.Original.Source,
		Fetched: inWords(account.Original.Fetched),
		Units:   problem.Amount(len(account.Entries), "del", "delar"),
		Counts:  classCounts(account.Counts(), url),
		Missing: r.missing(account),
	}
	for _, e := range account.Entries {
		v.Items = append(v.Items, r.accountItem(account, e))
	}
	v.Lists = accountLists(v.Items, account.Entries)
	if r.options.Comments != AllComments {
		return v
	}
	for i, e := range account.Entries {
		if e.Class != disposition.Kept || e.Decided {
			v.Items[i].Anchor, v.Items[i].Form = "del-"+e.ID, newDecisionForm(name, e)
		}
	}
	for i := range v.Missing {
		v.Missing[i].Decide = "del-" + v.Missing[i].ID
	}
	for _, list := range v.Lists {
		for i := range list.Items {
			list.Items[i].Decide = "del-" + list.Items[i].ID
		}
	}
	v.Reasons = disposition.Reasons
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

// places returns what a decision about a text may name: its headings, and the texts beside it. A
// text that is not there is nil.
func (r *Renderer) places(text *document.Document, programme *site.CareProgramme) []string {
	var list []string
	if text != nil {
		text.All(func(s *document.Section, _ []*document.Section) {
			if !s.Generated {
				list = append(list, text.Name+"#"+s.Title)
			}
		})
	}
	for _, other := range r.site.Articles {
		if other.Programme == programme && other.Doc != text && !other.MadeUp {
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

// classLists are the anchors of the lists of each class on the page of a text.
var classLists = [len(disposition.ClassWords)]string{disposition.Open: "struket", disposition.Dropped: "struket",
	disposition.Merged: "sammanslaget", disposition.Moved: "flyttat", disposition.Reworded: "omformulerat", disposition.Kept: "allt"}

// classCounts returns how much there is of each class, with the addresses of the lists on a page.
func classCounts(counts [len(disposition.ClassWords)]int, page string) []classCount {
	percent := disposition.Shares(counts)
	var list []classCount
	for _, c := range disposition.Classes {
		n := classCount{Class: spelling.Capital(c.String()), Count: counts[c], Percent: percent[c]}
		if page != "" && n.Count > 0 {
			n.URL = page + "#" + classLists[c]
		}
		list = append(list, n)
	}
	return list
}

// missing lists what is dropped, what lacks sentences, and then what is not handled.
func (r *Renderer) missing(account *disposition.Account) []accountItem {
	var list []accountItem
	for _, e := range account.Gone() {
		list = append(list, r.accountItem(account, e))
	}
	return list
}

// accountLists lists what has changed, class by class: first what matters.
func accountLists(items []accountItem, entries []disposition.Entry) []accountList {
	var lists []accountList
	for _, c := range []disposition.Class{disposition.Reworded, disposition.Merged, disposition.Moved} {
		list := accountList{Title: spelling.Capital(c.String()), ID: classLists[c]}
		for i, e := range entries {
			switch {
			case e.Class != c:
			case items[i].Missing:
				list.Above++
			default:
				list.Items = append(list.Items, items[i])
			}
		}
		slices.SortStableFunc(list.Items, func(a, b accountItem) int { return min(len(b.Matters), 1) - min(len(a.Matters), 1) })
		if len(list.Items)+list.Above > 0 {
			lists = append(lists, list)
		}
	}
	return lists
}

func (r *Renderer) accountItem(account *disposition.Account, e disposition.Entry) accountItem {
	item := accountItem{
		ID: e.ID, Class: spelling.Capital(e.Class.String()), Kind: e.Kind.String(), Section: e.Section, Old: e.Shown(), New: e.To.Text,
		Reason: e.Reason, Decided: e.Decided, Differs: e.Written.Class == disposition.Kept && e.Class != disposition.Kept, Heading: e.Kind == disposition.Heading,
		Same: e.To.Text == e.Unit.Text, Lacking: e.Missing,
		Missing: e.Class == disposition.Dropped || e.Class == disposition.Open || len(e.Missing) > 0,
	}
	item.Step = item.Same && e.Class == disposition.Reworded && e.Kind != disposition.Link
	if e.To.Text != "" && e.Class != disposition.Kept && !item.Same {
		merged, matters := revision.Passages(e.Unit.Text, e.To.Text)
		var b strings.Builder
		markup.Write(&b, merged, markup.Page{})
		item.Merged, item.Matters = template.HTML(b.String()), revision.Words(matters)
	}
	if e.Kind == disposition.Link && e.Class == disposition.Reworded && e.To.Dest != e.Unit.Dest {
		item.NewDest = e.To.Dest
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
