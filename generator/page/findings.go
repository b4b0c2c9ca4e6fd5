package page

import (
	"cmp"
	"html/template"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// maxFindings is how many findings the page lists: nobody reads more at once.
const maxFindings = 500

// A findingsView is every finding.
type findingsView struct {
	base
	Summary     string // "2 fel, 1 varning, 0 tips."
	Counts      []familyCount
	Programmes  []choice // what can be chosen, as the next three
	Families    []choice
	Severities  []choice
	Statuses    []choice
	Texts       []findingText
	Hidden      int // findings that are not listed
	Excuses     []excuseView
	Readability []textLIX
}

// A choice is what one can choose in a list.
type choice struct {
	ID   string // "sprak"
	Name string // "Språk"
}

// A familyCount is the number of findings in a family of rules.
type familyCount struct {
	Name                   string
	Errors, Warnings, Tips int
}

// A findingText is the findings of one text or other file.
type findingText struct {
	link      // the file's name and no address when it is no text
	Programme choice
	Status    choice
	Findings  []finding
}

// An excuseView is an exception from a rule.
type excuseView struct {
	Text   link   // whose exception it is; empty for the project's own
	Where  string // for which files the project's own is
	Rule   string
	Reason string
	Until  string // "2027-06-30"
	Over   bool
	Count  int // findings that it covers
}

// A textLIX is the readability of a text.
type textLIX struct {
	link
	LIX     int
	Hardest sectionLIX // its hardest section; none when all are short
}

// A sectionLIX is the readability of a section.
type sectionLIX struct {
	link
	LIX int
}

// A finding is a problem as shown beside a text and in the list of all.
type finding struct {
	Place    string // "content/a.md:7:15"
	Line     int
	Severity string // "Fel"
	Code     string // "error", "warning", "tip"
	Message  string
	Hint     string
	Family   string // "sprak"
	Rule     string
	RuleURL  string       // where it is explained; empty where there is no handbook
	Open     string       // what the link there says: "Öppna i redigeraren, rad 12"
	Source   template.URL // opens the place in the file; empty when that is not known
	Page     link         // the section where it is, or the text; empty when the problem is outside the pages
}

// findingsView shows every finding, with choices to sift them by.
func (r *Renderer) findingsView() any {
	all := r.site.Problems
	v := findingsView{
		base: r.base("Anmärkningar", "Allt som kontrollen har hittat, text för text.", findingsURL,
			link{"Granskning", ReviewURL}),
		Summary: problem.Summary(all), Counts: countFamilies(all),
		Excuses: r.excuses(), Readability: r.readability(),
	}
	shown := all.Worsts(maxFindings)
	v.Hidden = len(all) - len(shown)
	programmes := map[string]choice{}
	for len(shown) > 0 {
		file := shown[0].Pos.File
		n := slices.IndexFunc(shown, func(p problem.Problem) bool { return p.Pos.File != file })
		if n < 0 {
			n = len(shown)
		}
		text := r.findingText(file, shown[:n])
		programmes[text.Programme.ID] = text.Programme
		v.Texts = append(v.Texts, text)
		shown = shown[n:]
	}
	byName := func(a, b choice) int { return strings.Compare(a.Name, b.Name) }
	v.Programmes = slices.SortedFunc(maps.Values(programmes), byName)
	for _, f := range problem.Families {
		v.Families = append(v.Families, newChoice(string(f)))
	}
	for _, s := range []problem.Severity{problem.Error, problem.Warning, problem.Tip} {
		v.Severities = append(v.Severities, choice{s.Code(), spelling.Capital(s.Label())})
	}
	for _, word := range document.Statuses {
		v.Statuses = append(v.Statuses, newChoice(word))
	}
	return v
}

// newChoice makes a choice of a word.
func newChoice(word string) choice { return choice{spelling.Slug(word), spelling.Capital(word)} }

// findingText returns the findings of one file.
func (r *Renderer) findingText(file string, found problem.List) findingText {
	t := findingText{link: link{Title: file}, Programme: choice{"projektet", "Projektets filer och bilder"}}
	if a := r.site.ByFile(file); a != nil {
		t.link, t.Status = link{a.Title, a.URL}, newChoice(a.Doc.Front.Status.String())
		t.Programme = choice{site.Guidance.Folder, site.Guidance.Title}
		if a.Programme != nil {
			t.Programme = choice{spelling.Slug(a.Programme.Title), a.Programme.Title}
		}
	}
	for _, p := range found {
		t.Findings = append(t.Findings, r.finding(p))
	}
	return t
}

func (r *Renderer) finding(p problem.Problem) finding {
	f := finding{
		Place: p.Pos.String(), Line: p.Pos.Line, Source: r.source(p.Pos), Severity: spelling.Capital(p.Severity.Label()), Code: p.Severity.Code(),
		Message: spelling.Sentence(problem.Visible(p.Message)), Hint: spelling.Sentence(problem.Visible(p.Hint)),
		Open:   openLine(p.Pos.Line),
		Family: spelling.Slug(string(p.Rule.Family)), Rule: p.Rule.ID, RuleURL: r.ruleURL(p.Rule.ID),
	}
	if a := r.site.ByFile(p.Pos.File); a != nil {
		f.Page = link{a.Title, a.URL}
		if s := sectionAt(a, p.Pos.Line); s != nil {
			f.Page = link{s.Title, a.URL + "#" + s.ID}
		}
	}
	return f
}

// openLine returns what a link says that opens a file at a line.
func openLine(line int) string {
	if line == 0 {
		return "Öppna i redigeraren"
	}
	return "Öppna i redigeraren, rad " + strconv.Itoa(line)
}

// sectionAt returns the last section of a text that begins at or before a line;
// nil when none does. A text can have thousands of findings and of sections, hence
// the binary search.
func sectionAt(a *site.Article, line int) *document.Section {
	var in *document.Section
	for among := a.Doc.Sections; ; among = in.Children {
		if n := len(among); n > 0 && among[n-1].Generated { // with the place of a footnote
			among = among[:n-1]
		}
		after := sort.Search(len(among), func(i int) bool { return among[i].Pos.Line > line })
		if after == 0 {
			return in
		}
		in = among[after-1]
	}
}

// countFamilies counts findings by family and severity, with the sums last.
func countFamilies(l problem.List) []familyCount {
	counts := map[problem.Family]*familyCount{}
	sum := familyCount{Name: "Alla"}
	add := func(c *familyCount, s problem.Severity) {
		switch s {
		case problem.Error:
			c.Errors++
		case problem.Warning:
			c.Warnings++
		default:
			c.Tips++
		}
	}
	for _, p := range l {
		f := p.Rule.Family
		if counts[f] == nil {
			counts[f] = &familyCount{Name: spelling.Capital(string(f))}
		}
		add(counts[f], p.Severity)
		add(&sum, p.Severity)
	}
	var rows []familyCount
	for _, f := range problem.Families {
		if counts[f] != nil {
			rows = append(rows, *counts[f])
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return append(rows, sum)
}

// excuses lists the exceptions, also those that have expired.
func (r *Renderer) excuses() []excuseView {
	var views []excuseView
	for _, x := range r.site.Excuses {
		v := excuseView{
			Rule: x.Rule.ID, Reason: x.Reason.Text, Until: x.Until.Text, Over: x.Over,
			Count: x.Count, Where: strings.Join(x.Names(), ", "),
		}
		if a := r.site.ByFile(x.File); a != nil {
			v.Text, v.Where = link{a.Title, a.URL}, ""
		}
		views = append(views, v)
	}
	return views
}

// readability lists the LIX of texts that are long enough to have one, the
// hardest first.
func (r *Renderer) readability() []textLIX {
	var rows []textLIX
	for _, a := range r.site.Articles {
		whole, sections := lix(a)
		if whole == 0 {
			continue
		}
		row := textLIX{link: link{a.Title, a.URL}, LIX: whole}
		for _, s := range sections {
			if s.LIX > row.Hardest.LIX {
				row.Hardest = s
			}
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b textLIX) int { return cmp.Compare(b.LIX, a.LIX) })
	return rows[:min(len(rows), maxFindings)]
}

// lix returns the readability of a text and of its outermost sections.
func lix(a *site.Article) (whole int, sections []sectionLIX) {
	total := a.Doc.Readability
	for _, s := range a.Doc.Sections {
		m := measure(s)
		total = total.Plus(m)
		if n := m.LIX(); n > 0 {
			sections = append(sections, sectionLIX{link{s.Title, a.URL + "#" + s.ID}, n})
		}
	}
	return total.LIX(), sections
}

// measure returns the readability of a section with those below it.
func measure(s *document.Section) prose.Readability {
	m := s.Readability
	for _, child := range s.Children {
		m = m.Plus(measure(child))
	}
	return m
}

// lines write the readability of sections: "Genomförande: 42, medelsvår".
func lines(sections []sectionLIX) []string {
	list := make([]string, len(sections))
	for i, s := range sections {
		list[i] = s.Title + ": " + strconv.Itoa(s.LIX) + ", " + hardness(s.LIX)
	}
	return list
}

// hardness returns the word for a LIX (Björnsson).
func hardness(lix int) string {
	switch {
	case lix < 30:
		return "mycket lätt"
	case lix < 40:
		return "lätt"
	case lix < 50:
		return "medelsvår"
	case lix < 60:
		return "svår"
	}
	return "mycket svår"
}
