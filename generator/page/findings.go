package page

import (
	"cmp"
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

// findingsView is every finding, to be sifted.
func (r *Renderer) findingsView() any {
	all := r.site.Problems
	v := FindingsView{
		Base:    r.base("Anmärkningar", "Allt som kontrollen har hittat, text för text.", FindingsURL, Link{"Granskning", ReviewURL}),
		Summary: problem.Summary(all), Counts: countFamilies(all),
		Excuses: r.excuses(), Readability: r.readability(),
	}
	shown := all.Worsts(maxFindings)
	v.Hidden = len(all) - len(shown)
	programmes := map[string]Choice{}
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
	for _, p := range programmes {
		v.Programmes = append(v.Programmes, p)
	}
	slices.SortFunc(v.Programmes, func(a, b Choice) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range problem.Families {
		v.Families = append(v.Families, Choice{spelling.Slug(string(f)), spelling.Capital(string(f))})
	}
	for _, s := range []problem.Severity{problem.Error, problem.Warning, problem.Tip} {
		v.Severities = append(v.Severities, Choice{s.Code(), spelling.Capital(s.Label())})
	}
	for _, word := range document.Statuses {
		v.Statuses = append(v.Statuses, Choice{spelling.Slug(word), spelling.Capital(word)})
	}
	return v
}

// findingText is the findings of one file.
func (r *Renderer) findingText(file string, found problem.List) FindingText {
	t := FindingText{Link: Link{Title: file}, Programme: Choice{"projektet", "Projektets filer och bilder"}}
	if a := r.site.ByFile(file); a != nil {
		t.Link, t.Status = Link{a.Title, a.URL}, Choice{spelling.Slug(a.Doc.Front.Status.String()), spelling.Capital(a.Doc.Front.Status.String())}
		t.Programme = Choice{site.Guidance.Folder, site.Guidance.Title}
		if a.Programme != nil {
			t.Programme = Choice{spelling.Slug(a.Programme.Title), a.Programme.Title}
		}
	}
	for _, p := range found {
		t.Findings = append(t.Findings, r.finding(p))
	}
	return t
}

func (r *Renderer) finding(p problem.Problem) Finding {
	f := Finding{
		Place: p.Pos.String(), Severity: p.Severity.Label(), Code: p.Severity.Code(), Family: spelling.Slug(string(p.Rule.Family)),
		Message: problem.Visible(p.Message), Hint: problem.Visible(p.Hint), Rule: p.Rule.ID,
		Source: r.source(p.Pos),
	}
	if a := r.site.ByFile(p.Pos.File); a != nil {
		f.Page = Link{a.Title, a.URL}
		if s := sectionAt(a, p.Pos.Line); s != nil {
			f.Page = Link{s.Title, a.URL + "#" + s.ID}
		}
	}
	return f
}

// sectionAt is the last section of a text that begins at or before a line, nil
// when none does. A text can have as many findings as sections, and thousands of
// both, so it looks at few of them.
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
func countFamilies(l problem.List) []FamilyCount {
	counts := map[problem.Family]*FamilyCount{}
	sum := FamilyCount{Name: "Alla"}
	add := func(c *FamilyCount, s problem.Severity) {
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
			counts[f] = &FamilyCount{Name: spelling.Capital(string(f))}
		}
		add(counts[f], p.Severity)
		add(&sum, p.Severity)
	}
	var rows []FamilyCount
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

// excuses lists the exceptions that hold, and those that are over.
func (r *Renderer) excuses() []ExcuseView {
	var views []ExcuseView
	for _, x := range r.site.Excuses {
		v := ExcuseView{Rule: x.Rule.ID, Reason: x.Reason.Text, Until: x.Until.Text, Over: x.Over, Count: x.Count, Where: strings.Join(x.Files, ", ")}
		if a := r.site.ByFile(x.File); a != nil {
			v.Text, v.Where = Link{a.Title, a.URL}, ""
		}
		views = append(views, v)
	}
	return views
}

// readability lists the LIX of texts that are long enough to have one, the
// hardest first.
func (r *Renderer) readability() []TextLIX {
	var rows []TextLIX
	for _, a := range r.site.Articles {
		whole, sections := lix(a)
		if whole == 0 {
			continue
		}
		row := TextLIX{Link: Link{a.Title, a.URL}, LIX: whole}
		for _, s := range sections {
			if s.LIX > row.Hardest.LIX {
				row.Hardest = s
			}
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b TextLIX) int { return cmp.Compare(b.LIX, a.LIX) })
	return rows[:min(len(rows), maxFindings)]
}

// lix is the readability of a text and of its outermost sections.
func lix(a *site.Article) (whole int, sections []SectionLIX) {
	total := a.Doc.Readability
	for _, s := range a.Doc.Sections {
		m := measure(s)
		total = total.Plus(m)
		if n := m.LIX(); n > 0 {
			sections = append(sections, SectionLIX{Link{s.Title, a.URL + "#" + s.ID}, n})
		}
	}
	return total.LIX(), sections
}

// measure is that of a section with all below it.
func measure(s *document.Section) prose.Readability {
	m := s.Readability
	for _, child := range s.Children {
		m = m.Plus(measure(child))
	}
	return m
}

// lines write the readability of sections: "Genomförande: 42, medelsvår".
func lines(sections []SectionLIX) []string {
	list := make([]string, len(sections))
	for i, s := range sections {
		list[i] = s.Title + ": " + strconv.Itoa(s.LIX) + ", " + hardness(s.LIX)
	}
	return list
}

// hardness is a word for how hard a text of a certain LIX is (Björnsson).
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
