package page

import (
	"html/template"

	"provtryck/generator/versions"
)

// The structs that layouts see. A layout gets exactly one of the views; every
// text in them is ready to be shown, in Swedish, sorted, and never computed by
// the layout. Fields are plain strings, escaped by html/template, except those
// of type template.HTML, which this package made itself.

// A Link (länk) is an address with its text.
type Link struct {
	Title string
	URL   string
}

// A TextLink is a link to one of the texts, with for whom that is.
type TextLink struct {
	Link
	For string // see audience.Taxonomy.Attribute
}

// Base is what every page has.
type Base struct {
	Title       string // the page's H1
	Description string // for <meta name="description">
	URL         string // the page's own address, "/kliniska-kunskapsstod/"
	Assets      Assets
	Top         TopView
	Crumbs      []Link // the way from the start page to the parent; empty on the start page
}

// Assets are the addresses of what every page loads.
type Assets struct {
	CSS string // the style sheet
	JS  string // the script
}

// A TopView is what is above every page: the Provtryck bar and the header.
type TopView struct {
	Stamp   versions.Stamp
	Changes Link // to what has changed; empty when nothing is compared
	Menu    []MenuItem
}

// A MenuItem is one entry of the main menu.
type MenuItem struct {
	Link
	Current bool // the page is this entry or lies below it
}

// A TextView is a page with an editor's text: programme, chapter, intervention,
// background or guidance.
type TextView struct {
	Base
	Kind       string // "program", "kapitel", "insats", "bakgrund", "kunskapsstod"
	For        string // for whom the text is; see TextLink
	KindName   string // "Insats"
	Number     string // the chapter's number, "4"; else empty
	Lead       string
	Sample     bool         // the text is an example and must say so
	Source     template.URL // opens the file of the text; empty when that is not known
	Summary    string       // of the findings in the text, "2 fel, 1 varning, 0 tips."; empty when there are none
	Findings   []Finding
	LIX        int             // readability of the whole text; 0 when it is too short
	Sections   []string        // that of its outermost sections: "Genomförande: 42, medelsvår"
	Audience   []AudienceGroup // for whom
	Version    string          // "1.2"
	Reviewed   string          // "2026-05-12"
	Changed    string          // the day of its newest commit, "2026-05-12"; empty when not known
	NAG        string
	Status     string        // "Synpunkter"
	Contents   template.HTML // the list of "Innehåll på sidan"; empty when there are no sections
	Body       template.HTML
	Nav        template.HTML // the programme's navigation; empty outside programmes
	Difference *ChangeRow    // what has happened to it since the earlier version; nil for nothing
	Cards      []Card        // the chapters of a programme, the pages of a chapter
	Previous   *TextLink
	Next       *TextLink
	PrintURL   string // the whole programme on one page; empty outside programmes
	Changes    []Change
	Days       []Day // on which it was changed; none when not known
	FormerURLs []string
	UsedBy     []TextLink // texts that link to this guidance
}

// An AudienceGroup (målgrupp) is the tags of one dimension.
type AudienceGroup struct {
	Dimension string // "Verksamhet"
	Tags      []string
}

// A Card presents another page in a list.
type Card struct {
	TextLink
	Number   string // "4", or empty
	KindName string
	Lead     string
	Audience string // "Primärvård, Specialistpsykiatri"
	Status   string
	Pages    []TextLink // what lies below it
}

// A Change (ändring) is one line of the version history.
type Change struct {
	Version string
	Date    string // "2026-05-12"
	Text    string
}

// A Day is one on which a text was changed.
type Day struct {
	Date    string // "2026-05-12"
	Commits string // "a1b2c3d, b2c3d4e"
}

// A HomeView is the start page.
type HomeView struct {
	Base
	Products []Product
}

// A Product (produkt) is one of the site's product families.
type Product struct {
	Link
	Lead  string
	Cards []Card
}

// A ProductView is the start page of a product.
type ProductView struct {
	Base
	Lead  string
	Cards []Card
}

// An IndexView is the A–Ö.
type IndexView struct {
	Base
	Letters []Letter
}

// A Letter groups the entries of the A–Ö that begin with it.
type Letter struct {
	Letter  string // "Å"
	ID      string // "bokstav-Å" made ASCII: "bokstav-aa"
	Entries []IndexEntry
}

// An IndexEntry is a title, or a search word that leads to one.
type IndexEntry struct {
	TextLink
	See     string // the text's title when Title is a search word; else empty
	Context string // "Adhd", "Kliniskt kunskapsstöd"
}

// A PrintView is a whole programme on one page.
type PrintView struct {
	Base
	Sheet  string // address of the style sheet for its paper
	Sample bool
	Lead   string
	Parts  []PrintPart
}

// A PrintPart is one text of a programme in print.
type PrintPart struct {
	ID       string
	For      string // for whom the text is; see TextLink
	Number   string // "4", "4.2"
	Title    string
	Chapter  bool // begins a chapter
	Within   int  // the number of its chapter; 0 before the chapters
	Lead     string
	Audience []AudienceGroup
	Sample   bool
	Version  string
	Reviewed string
	Status   string
	Body     template.HTML
}

// A ReviewView is the review hub: every text.
type ReviewView struct {
	Base
	Texts    int
	Statuses []StatusCount
	Groups   []ReviewGroup
	Stamp    versions.Stamp
	Since    string // the version that the texts are compared with; empty for none
	Summary  string // "2 fel, 1 varning, 0 tips."
	Undated  bool   // the history of the texts is not known
}

// A StatusCount says how many texts have reached a status.
type StatusCount struct {
	Status string
	Count  int
}

// A ReviewGroup is the texts of one programme or product.
type ReviewGroup struct {
	Title string
	Texts []ReviewText
}

// A ReviewText is one line of the review hub.
type ReviewText struct {
	Link
	KindName   string
	Status     string
	Version    string
	NAG        string
	Reviewed   string
	Tagged     bool       // has an audience
	Readers    string     // how many personas get it, "7 av 13"
	Difference *ChangeRow // see TextView
	Findings   int
}

// A FindingsView is every finding.
type FindingsView struct {
	Base
	Summary     string // "2 fel, 1 varning, 0 tips."
	Counts      []FamilyCount
	Programmes  []Choice // what can be chosen, as the next three
	Families    []Choice
	Severities  []Choice
	Statuses    []Choice
	Texts       []FindingText
	Hidden      int // findings that are not listed
	Excuses     []ExcuseView
	Readability []TextLIX
}

// A Choice is what one can choose in a list.
type Choice struct {
	ID   string // "sprak"
	Name string // "Språk"
}

// A FamilyCount says how many findings there are in a family of rules.
type FamilyCount struct {
	Name                   string
	Errors, Warnings, Tips int
}

// A FindingText is the findings of one text or other file.
type FindingText struct {
	Link      // the file's name and no address when it is no text
	Programme Choice
	Status    Choice
	Findings  []Finding
}

// An ExcuseView is an exception from a rule.
type ExcuseView struct {
	Text   Link   // whose exception it is; empty for the project's own
	Where  string // for which files the project's own is
	Rule   string
	Reason string
	Until  string // "2027-06-30"
	Over   bool
	Count  int // findings that it covers
}

// A TextLIX is the readability of a text.
type TextLIX struct {
	Link
	LIX     int
	Hardest SectionLIX // its hardest section; none when all are short
}

// A SectionLIX is the readability of a section.
type SectionLIX struct {
	Link
	LIX int
}

// A Finding is a problem as shown beside a text and in the list of all.
type Finding struct {
	Place    string // "content/a.md:7:15"
	Severity string // "fel"
	Code     string // "error", "warning", "tip"
	Message  string
	Hint     string
	Family   string // "sprak"
	Rule     string
	Source   template.URL // opens the place in the file; empty when that is not known
	Page     Link         // the section where it is, or the text; empty when the problem lies outside the pages
}

// A ChangedView is a text with its changes marked.
type ChangedView struct {
	Base
	Heading   string // the title of the text
	For       string // for whom the text is; see TextLink
	Lead      string
	Sample    bool
	Text      Link   // the text without marks; empty when it has been removed
	Removed   bool   // it is shown as it was
	From      string // where it lay, when it has moved: "kapitlet Om tillståndet"
	Since     string // the version that it is compared with
	Summary   string // "12 ändringar, varav 3 att kontrollera särskilt."
	Sensitive []ChangeItem
	Others    []ChangeItem
	Facts     []FactView
	Effects   []EffectView
	Contents  template.HTML
	Body      template.HTML
	Nav       template.HTML
	Previous  *Link // the text with changes before this
	Next      *Link
}

// A ChangeItem is a change in a list.
type ChangeItem struct {
	URL     string // where it is marked
	Label   string // "Borttaget: stycke i avsnittet Uppföljning"
	Left    string // the words before it
	Before  string
	After   string
	Right   string
	Matters []string // "dos eller enhet"
}

// A FactView is a change of the front matter.
type FactView struct {
	Key     string // "målgrupp"
	Before  string
	After   string
	Merged  template.HTML // both in one, word by word; empty of what is no running text
	Matters []string
}

// An EffectView says who no longer sees something, or sees it now.
type EffectView struct {
	Text    Link
	Section Link   // empty for the whole text
	Lost    string // "Kurator i elevhälsan, Boendestödjare"
	Gained  string
}

// A ChangesView is everything that has changed since an earlier version.
type ChangesView struct {
	Base
	Compared       bool
	Since          string
	Notice         string
	Counts         []StatusCount // texts by what has happened to them
	SensitiveCount int
	Sensitive      []SensitiveList // the gravest first
	New            []Link          // texts that are to be read whole
	Effects        []EffectView
	Groups         []ChangeGroup
	Gone           []GoneItem
	NewFindings    int
	MendedFindings int
}

// A SensitiveList is the changes of one text that matter clinically.
type SensitiveList struct {
	Link
	Group string
	Items []ChangeItem
	Facts []FactView
}

// A ChangeGroup is the texts of one programme or product that have changed.
type ChangeGroup struct {
	Title string
	Rows  []ChangeRow
}

// A ChangeRow is what has happened to one text.
type ChangeRow struct {
	Link
	First     string // the address of its first change; empty when there is none
	Kind      string // "Ändrad"
	Where     string // "från /…/", of one that has moved
	Count     int    // changes
	Added     int    // words
	Deleted   int    // words
	Sensitive int    // changes that matter
	Matters   []string
}

// A GoneItem is a text or section that has been taken away.
type GoneItem struct {
	Text    Link
	What    string // of the section: "Avsnittet", "En ruta i avsnittet"
	Section Link   // empty for the whole text
	Words   int    // of the text
	Excerpt string
}

// A MatrixView is the matrix of audiences (målgruppsmatris).
type MatrixView struct {
	Base
	Overview bool          // programmes and chapters; else the texts of one programme
	Choices  []MenuItem    // of columns
	Figures  template.HTML // empty but in the overview
	Table    template.HTML
	CSV      string // address of the same for a spreadsheet
	Personas []Link // to what each persona gets
}

// A PersonaView is what a persona gets.
type PersonaView struct {
	Base
	Tags []AudienceGroup
	List template.HTML
}

// A NoticeView is a page with a fixed text: not found, accessibility statement.
type NoticeView struct {
	Base
}
