package site

import (
	"fmt"
	"slices"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// blueprintSections returns the sections of a text that its blueprint is about:
// those at its top level, also below a heading above that level, which is reported
// separately. Generated ones (footnotes without heading) are left out.
func blueprintSections(a *Article) []*document.Section {
	if a.Blueprint == nil {
		return nil
	}
	sections := make([]*document.Section, 0, len(a.Doc.Sections))
	var add func([]*document.Section)
	add = func(list []*document.Section) {
		for _, s := range list {
			if !s.Generated {
				sections = append(sections, s)
			}
			if s.Level < a.Blueprint.TopLevel {
				add(s.Children)
			}
		}
	}
	add(a.Doc.Sections)
	return sections
}

var missingHeading = &problem.Rule{ID: "rubrik-saknas", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, In: problem.Elsewhere, Demand: "Mallens obligatoriska rubriker finns.",
	Bad: "en insats utan rubriken Genomförande", Good: "## Genomförande"}

var plainHeading = &problem.Rule{ID: "rubrik-som-text", Family: problem.Structure, Severity: problem.Warning,
	Demand: "Mallens rubriker är rubriker, inte vanlig text.",
	Bad:    "Gör så.\n\nUppföljning\n\nMer.", Good: "Gör så.\n\n## Uppföljning\n\nMer."}

// checkMissingHeadings checks that the text has the headings that its blueprint
// requires, and that none of the blueprint's is written as ordinary text.
func checkMissingHeadings(_ *Site, a *Article, found *problem.List) {
	if a.Blueprint == nil {
		return
	}
	marks := strings.Repeat("#", a.Blueprint.TopLevel) + " "
	lines := a.plainLines()
	for i, r := range a.Blueprint.Sections {
		if slices.ContainsFunc(a.sections, func(s *document.Section) bool { return s.Key == r.Key }) {
			continue
		}
		rule := plainHeading
		if r.Required {
			rule = missingHeading
		}
		if line, any := lines[r.Key]; any {
			line.report(rule, marks, r.Title, found)
			continue
		}
		if !r.Required {
			continue
		}
		where := "först i texten"
		if i > 0 {
			where = "efter " + a.Blueprint.Sections[i-1].Title
		}
		found.Add(missingHeading, problem.Pos{File: a.Doc.Name}, fmt.Sprintf("rubriken %s saknas", r.Title),
			fmt.Sprintf("skriv %s%s %s", marks, r.Title, where))
	}
}

// A plainLine is a paragraph that says nothing but a heading of the blueprint.
type plainLine struct {
	pos    problem.Pos
	words  string
	bold   bool
	inside bool // a box, where there are no sections
}

func (l plainLine) report(rule *problem.Rule, marks, title string, found *problem.List) {
	message, hint := fmt.Sprintf("raden %s blir ingen rubrik", l.words), "skriv "+marks+title
	switch {
	case l.inside:
		found.Add(rule, l.pos, message, "flytta raden ut ur rutan, och "+hint)
	case l.bold:
		*found = slices.DeleteFunc(*found, func(p problem.Problem) bool { // the blueprint knows its level
			return p.Rule == document.BoldHeading && p.Pos.Line == l.pos.Line
		})
		found.Add(rule, l.pos, message, hint+" i stället för fet text")
	default:
		found.AddFix(rule, l.pos, message, hint, problem.Fix{Old: l.words, New: marks + l.words})
	}
}

// plainLines returns the first plain line with the key of each heading of the blueprint.
func (a *Article) plainLines() map[string]plainLine {
	lines, longest := map[string]plainLine{}, 0
	for _, r := range a.Blueprint.Sections {
		longest = max(longest, len(r.Key))
	}
	look := func(blocks []document.Block) { a.addPlainLines(lines, blocks, 4*longest, false) }
	look(a.Doc.Intro)
	a.Doc.All(func(s *document.Section, _ []*document.Section) { look(s.Blocks) })
	return lines
}

// addPlainLines adds the plain lines of some blocks that are not longer than the longest that
// folds to a heading: accents and blanks go, hardly more than three bytes of four.
func (a *Article) addPlainLines(lines map[string]plainLine, blocks []document.Block, longest int, inside bool) {
	for _, b := range blocks {
		depth := 0 // in a list or a quotation, words alone are no heading
		for i, t := range b.Tokens {
			if t.Kind == document.ParagraphToken && !t.End && depth == 0 {
				if words, bold := onlyWords(b.Tokens[i+1:]); words.Text != "" && len(words.Text) <= longest {
					key := spelling.Fold(words.Text)
					if _, known := lines[key]; !known {
						lines[key] = plainLine{a.Doc.Place(words), words.Text, bold, inside}
					}
				}
			}
			switch {
			case !t.Kind.Content():
			case t.End:
				depth--
			default:
				depth++
			}
		}
		a.addPlainLines(lines, b.Blocks, longest, true)
	}
}

// onlyWords returns the words of a paragraph that begins before some tokens and has
// nothing else, and whether they are bold. It returns no words for other paragraphs.
func onlyWords(tokens []document.Token) (words document.Token, bold bool) {
	if len(tokens) > 3 && tokens[0].Kind == document.StrongToken && tokens[2].Kind == document.StrongToken {
		bold, tokens = true, []document.Token{tokens[1], tokens[3]}
	}
	if len(tokens) < 2 || tokens[0].Kind != document.WordsToken || tokens[1].Kind != document.ParagraphToken {
		return document.Token{}, false
	}
	return tokens[0], bold
}

var unknownHeading = &problem.Rule{ID: "rubrik-okand", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "Rubrikerna är de som mallen har.",
	Bad: "Gör så.\n\n## Tips och råd\n\nMer.", Good: "Gör så.\n\n### Tips och råd\n\nMer."}

// checkUnknownHeadings checks that there are no other headings than the blueprint's
// where it allows no others.
func checkUnknownHeadings(_ *Site, a *Article, found *problem.List) {
	for _, s := range a.sections {
		if !a.Blueprint.OtherHeadings && s.Title != "" && !(s.Level == 1 && isTitle(a, s)) &&
			a.Blueprint.section(s.Key) == nil {
			found.Add(unknownHeading, s.Pos, fmt.Sprintf("mallen %s har ingen rubrik %q", a.Blueprint.ID, s.Title),
				spelling.DidYouMean(s.Title, a.Blueprint.titles()))
		}
	}
}

var headingSpelling = &problem.Rule{ID: "rubrik-stavning", Family: problem.Structure, Severity: problem.Warning,
	Demand: "Mallens rubriker är skrivna som i mallen.",
	Bad:    "Gör så.\n\n## UPPFÖLJNING\n\nMer.", Good: "Gör så.\n\n## Uppföljning\n\nMer."}

// checkHeadingSpelling checks that headings are spelled as in the blueprint.
func checkHeadingSpelling(_ *Site, a *Article, found *problem.List) {
	for _, s := range a.sections {
		if r := a.Blueprint.section(s.Key); r != nil && r.Title != s.Title {
			found.Add(headingSpelling, s.Pos, fmt.Sprintf("rubriken är skriven %q", s.Title),
				"skriv som i mallen: "+r.Title)
		}
	}
}

var headingOrder = &problem.Rule{ID: "rubrik-ordning", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "Mallens rubriker kommer i mallens ordning.",
	Bad: "Gör så.\n\n## Kompetenskrav\n\nUtbildning.", Good: "Gör så.\n\n## Uppföljning\n\nMer."}

// checkHeadingOrder checks that the blueprint's headings come in its order.
func checkHeadingOrder(_ *Site, a *Article, found *problem.List) {
	last, lastTitle := -1, ""
	for _, s := range a.sections {
		i := slices.IndexFunc(a.Blueprint.Sections, func(r SectionRule) bool { return r.Key == s.Key })
		switch {
		case i < 0:
		case i < last:
			found.Add(headingOrder, s.Pos, fmt.Sprintf("%s ska stå före %s", s.Title, lastTitle),
				"ordningen i mallen: "+strings.Join(slices.Compact(a.Blueprint.titles()), ", "))
		default:
			last, lastTitle = i, s.Title
		}
	}
}

var doubleHeading = &problem.Rule{ID: "rubrik-dubbel", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "Samma rubrik står inte två gånger bredvid sig själv.",
	Bad: "### Steg\n\nEtt.\n\n### Steg\n\nTvå.", Good: "### Steg ett\n\nEtt.\n\n### Steg två\n\nTvå."}

// checkDoubleHeadings checks that no two siblings have the same heading.
func checkDoubleHeadings(_ *Site, a *Article, found *problem.List) {
	var check func([]*document.Section)
	check = func(siblings []*document.Section) {
		first := make(map[string]int, len(siblings))
		for _, s := range siblings {
			key := s.Key // and the audience: the same heading for two is no repetition
			if len(s.Target.Tags) > 0 && len(siblings) > 1 {
				key += fmt.Sprint(s.Target.Tags)
			}
			if line := first[key]; line > 0 && s.Key != "" {
				found.Add(doubleHeading, s.Pos, fmt.Sprintf("rubriken %s står redan på rad %d", s.Title, line),
					"slå ihop avsnitten, eller byt rubrik på det ena")
			} else {
				first[key] = s.Pos.Line
			}
			check(s.Children)
		}
	}
	check(a.Doc.Sections)
}

var headingLevel = &problem.Rule{ID: "rubrik-niva", Family: problem.Accessibility, Severity: problem.Error,
	Draft: problem.Warning, Demand: "Sidan har en enda huvudrubrik, och rubriker hoppar inte över en nivå.",
	Bad: "Gör så.\n\n#### Steg\n\nText.", Good: "Gör så.\n\n### Steg\n\nText."}

// checkHeadingLevels checks that headings begin at the blueprint's level, skip none
// and stop at its deepest.
func checkHeadingLevels(_ *Site, a *Article, found *problem.List) {
	if a.Blueprint == nil {
		return
	}
	top, bottom := a.Blueprint.TopLevel, a.Blueprint.BottomLevel
	begin := func(level int) string { return "börja raden med " + strings.Repeat("#", level) }
	var check func(sections []*document.Section, want int)
	check = func(sections []*document.Section, want int) {
		for _, s := range sections {
			switch {
			case s.Level == 1 && isTitle(a, s):
				found.Add(headingLevel, s.Pos, "titeln står en gång till, som rubrik i texten",
					"ta bort raden: titeln står överst i filen")
			case s.Level < top:
				found.Add(headingLevel, s.Pos, "rubriken är på sidans egen nivå; den kommer från titel", begin(top))
			case s.Level > want:
				found.Add(headingLevel, s.Pos, "rubriken hoppar över en nivå", begin(want))
			case s.Level > bottom:
				found.Add(headingLevel, s.Pos, fmt.Sprintf("rubriken ligger djupare än nivå %d", bottom),
					"dela upp texten, eller gör rubriken till fet text")
			}
			check(s.Children, s.Level+1)
		}
	}
	check(a.Doc.Sections, top)
}

// isTitle reports whether a heading repeats the title, or is the first of the text and
// so was meant as its title.
func isTitle(a *Article, s *document.Section) bool {
	return s.Key == spelling.Fold(a.Doc.Front.Title.Text) ||
		len(a.Doc.Intro) == 0 && s == a.Doc.Sections[0] && a.Blueprint.section(s.Key) == nil
}

var badSubHeading = &problem.Rule{ID: "underrubrik", Family: problem.Structure, Severity: problem.Error,
	Draft: problem.Warning, Demand: "Under en rubrik står bara de underrubriker som mallen tillåter.",
	Bad: "Gör så.\n\n## Referenser\n\n### Webbplatser\n\nEn.", Good: "### Webbplatser\n\nEn."}

// checkSubHeadings checks that only headings that the blueprint allows are below a
// heading.
func checkSubHeadings(_ *Site, a *Article, found *problem.List) {
	for _, s := range a.sections {
		r := a.Blueprint.section(s.Key)
		if r == nil || !r.NoSub && len(r.SubHeadings) == 0 {
			continue
		}
		for _, child := range s.Children {
			known := slices.ContainsFunc(r.SubHeadings, func(t string) bool { return spelling.Fold(t) == child.Key })
			switch {
			case known:
			case r.NoSub:
				found.Add(badSubHeading, child.Pos, fmt.Sprintf("avsnittet %s ska inte ha underrubriker", r.Title),
					"flytta texten, eller gör rubriken till fet text")
			default:
				found.Add(badSubHeading, child.Pos,
					fmt.Sprintf("avsnittet %s ska inte ha underrubriken %q", r.Title, child.Title),
					spelling.DidYouMean(child.Title, r.SubHeadings))
			}
		}
	}
}

var (
	emptySection = &problem.Rule{ID: "avsnitt-tomt", Family: problem.Structure, Severity: problem.Warning,
		Draft: problem.Tip, Demand: "Ett avsnitt har text, inte bara ett streck.",
		Bad: "### Steg\n\n–", Good: "### Steg\n\nEtt – två."}
	emptyRequiredSection = &problem.Rule{ID: "obligatoriskt-tomt", Family: problem.Structure, Severity: problem.Error,
		Draft: problem.Warning, Demand: "Ett obligatoriskt avsnitt har text.",
		Bad: "-", Good: "Gör så."}
)

// checkEmptySections checks that headings have text below them; a lone dash is no
// text.
func checkEmptySections(_ *Site, a *Article, found *problem.List) {
	for _, n := range a.nodes {
		s := n.section
		if n.block != nil || s.Filled {
			continue
		}
		rule, hint := emptySection, "skriv avsnittet, eller ta bort rubriken"
		if a.Blueprint != nil {
			if r := a.Blueprint.section(s.Key); r != nil && r.Required {
				rule, hint = emptyRequiredSection, "skriv avsnittet; det är obligatoriskt i mallen"
			}
		}
		message := fmt.Sprintf("avsnittet %s är tomt", s.Title)
		if len(s.Blocks) > 0 {
			message = fmt.Sprintf("avsnittet %s har bara ett streck", s.Title)
		}
		found.Add(rule, s.Pos, message, hint)
	}
}

var longSection = &problem.Rule{ID: "avsnitt-langt", Family: problem.Structure, Severity: problem.Warning,
	Draft: problem.Tip, In: problem.Elsewhere, Demand: "Ett avsnitt är inte längre än mallen säger.",
	Bad: "en sammanfattning på 200 ord", Good: "en sammanfattning på 120 ord"}

// checkWordLimits checks that sections are no longer than the blueprint allows.
func checkWordLimits(_ *Site, a *Article, found *problem.List) {
	for _, s := range a.sections {
		r := a.Blueprint.section(s.Key)
		if r == nil || r.MaxWords == 0 {
			continue
		}
		if n := s.TotalWords(); n > r.MaxWords {
			found.Add(longSection, s.Pos, fmt.Sprintf("avsnittet %s har %d ord, högst %d", s.Title, n, r.MaxWords),
				"korta det, eller flytta text till ett annat avsnitt")
		}
	}
}
