package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// The rules of targeting (målgrupper) are true of every possible reader, not of a
// sample: see [audience.Crowd].

// A node is a section or a ":::" block, and where it is.
type node struct {
	target  audience.Target
	around  int               // what it is in, by its place among the nodes; -1 for what is directly in the text
	within  audience.Crowd    // who see what it is in
	seen    audience.Crowd    // who see it
	section *document.Section // the section that it is, or is in; nil before the first heading
	block   *document.Block   // nil for a section
}

func (n *node) pos() problem.Pos {
	if n.block != nil {
		return n.block.Pos
	}
	return n.section.Pos
}

// name returns what a message calls the node: avsnittet Uppföljning.
func (n *node) name() string {
	if n.block != nil {
		return "rutan"
	}
	return "avsnittet " + n.section.Title
}

// around returns the targets around a node of the article, outermost first.
func (a *Article) around(n *node) []audience.Target {
	if n.around < 0 {
		return a.Path()
	}
	outer := &a.nodes[n.around]
	return append(a.around(outer), outer.target)
}

// nodesOf appends every section of an article and every block that has a target or
// a link, outer before inner.
func (s *Site) nodesOf(a *Article, nodes []node) []node {
	add := func(around int, target audience.Target, section *document.Section, block *document.Block) int {
		within := a.readers
		if around >= 0 {
			within = nodes[around].seen
		}
		nodes = append(nodes, node{target, around, within, s.Taxonomy.Narrow(within, target), section, block})
		return len(nodes) - 1
	}
	var addBlocks func(around int, section *document.Section, blocks []document.Block)
	addBlocks = func(around int, section *document.Section, blocks []document.Block) {
		for i := range blocks {
			b, inner := &blocks[i], around
			if len(b.Target.Tags) > 0 || b.Target.Always || b.Link {
				inner = add(around, b.Target, section, b)
			}
			addBlocks(inner, section, b.Blocks)
		}
	}
	var addSections func(around int, sections []*document.Section)
	addSections = func(around int, sections []*document.Section) {
		for _, section := range sections {
			n := add(around, section.Target, section, nil)
			addBlocks(n, section, section.Blocks)
			addSections(n, section.Children)
		}
	}
	addBlocks(-1, nil, a.Doc.Intro)
	addSections(-1, a.Doc.Sections)
	return nodes
}

// readers returns a function that reports whether there is a reader in a crowd,
// and remembers it: many texts have the same crowd.
func (s *Site) readers() func(audience.Crowd) bool {
	known := map[audience.Crowd]bool{}
	return func(c audience.Crowd) bool {
		read, seen := known[c]
		if !seen {
			_, read = s.Taxonomy.Reader(c)
			known[c] = read
		}
		return read
	}
}

// isLink reports whether a token begins a link.
func isLink(t document.Token) bool { return t.Kind == document.LinkToken && !t.End }

// tagged is an iterator over the tags of the article and of its nodes, where there
// are any, with their places.
func (a *Article) tagged(yield func(problem.Pos, audience.Audience) bool) {
	if tags := a.Doc.Front.Target.Tags; len(tags) > 0 && !yield(a.Doc.Front.TargetPos, tags) {
		return
	}
	for _, n := range a.nodes {
		if len(n.target.Tags) > 0 && !yield(n.pos(), n.target.Tags) {
			return
		}
	}
}

// labels returns the groups of one reader for a message: Kommun, Elevhälsa.
func (s *Site) labels(tags audience.Audience) string {
	return strings.Join(s.Taxonomy.Labels(tags), ", ")
}

// whom returns for whom the last of a path is, for a message: what is around it counts too.
func (s *Site) whom(path ...audience.Target) string {
	var levels []string
	for _, target := range path {
		if whom := s.Taxonomy.Phrase(target.Tags); whom != "" && !slices.Contains(levels, whom) {
			levels = append(levels, whom)
		}
	}
	return strings.Join(levels, ", och i det för ")
}

var impossibleTarget = &problem.Rule{ID: "malgrupp-omojlig", Family: problem.Targeting, Severity: problem.Error,
	In: problem.Front, Demand: "Någon läsare kan höra till allt som målgruppen säger.",
	Bad: "målgrupp: [Kommun, Specialistpsykiatri]", Good: "målgrupp: [Region, Specialistpsykiatri]"}

// checkImpossible checks that some reader can be all that a target demands at once.
func checkImpossible(s *Site, a *Article, found *problem.List) {
	for pos, tags := range a.tagged {
		if !a.read(s.Taxonomy.Crowd(audience.Target{Tags: tags})) {
			found.Add(impossibleTarget, pos,
				"ingen läsare hör till allt detta: "+s.Taxonomy.Phrase(tags), s.impossibleHint(tags))
		}
	}
}

// impossibleHint returns who runs the first group that does not go with the others.
func (s *Site) impossibleHint(tags audience.Audience) string {
	for _, tag := range tags {
		principals := s.Taxonomy.Tags[tag].Principals
		named := func(principal int) bool { return slices.Contains(tags, principal) }
		if len(principals) > 0 && !slices.ContainsFunc(principals, named) {
			return fmt.Sprintf("%s hör till huvudmannen %s; ändra det ena", s.Taxonomy.Tags[tag].Label,
				s.labels(audience.New(principals...)))
		}
	}
	return "ta bort någon av dem"
}

// outside returns, for a message, what distinguishes some reader who is in a crowd
// but in none of the others, and whether there is such a reader.
func (s *Site) outside(in audience.Crowd, others ...audience.Crowd) (example string, any bool) {
	reader, any := s.Taxonomy.Reader(in, others...)
	return s.labels(s.Taxonomy.Telling(reader, others...)), any
}

var neverVisible = &problem.Rule{ID: "aldrig-synlig", Family: problem.Targeting, Severity: problem.Error,
	Demand: "Varje avsnitt har en läsare som ser det.",
	Bad:    "### Stöd {Region}\n\nText.\n\n#### Mer {Elevhälsa, Kommun}\n\nText.",
	Good:   "### Stöd {Kommun}\n\nText.\n\n#### Mer {Läkare}\n\nText."}

// checkNeverVisible checks that everything has a reader who sees it. Only the
// outermost of what has none is reported.
func checkNeverVisible(s *Site, a *Article, found *problem.List) {
	if path := a.Path(); len(path) > 1 && !a.read(a.readers) {
		outer, own := path[:len(path)-1], path[len(path)-1:]
		if a.read(s.Taxonomy.Crowd(outer...)) && a.read(s.Taxonomy.Crowd(own...)) {
			found.Add(neverVisible, a.Doc.Front.TargetPos,
				fmt.Sprintf("ingen ser texten, som är för %s men ligger under sidor som är för %s",
					s.whom(own...), s.whom(outer...)),
				"ändra textens målgrupp, eller kapitlets eller programmets")
		}
	}
	for _, n := range a.nodes {
		if len(n.target.Tags) == 0 || a.read(n.seen) || !a.read(n.within) || !a.read(s.Taxonomy.Crowd(n.target)) {
			continue
		}
		found.Add(neverVisible, n.pos(),
			fmt.Sprintf("ingen ser %s, som är för %s men ligger i något som är för %s",
				n.name(), s.whom(n.target), s.whom(a.around(&n)...)),
			"lägg till målgruppen på sidan, eller ändra den här")
	}
}

var emptyForSome = &problem.Rule{ID: "rubrik-tom-for", Family: problem.Targeting, Severity: problem.Warning,
	Draft: problem.Tip, Demand: "Den som ser en rubrik ser något under den.",
	Bad: "### Stöd\n\n::: målgrupp Kommun\nText.\n:::", Good: "### Stöd\n\nText.\n\n::: målgrupp Kommun\nMer.\n:::"}

// checkEmptyFor checks that whoever sees a heading sees something below it.
func checkEmptyFor(s *Site, a *Article, found *problem.List) {
	var below []audience.Crowd
	for _, n := range a.nodes {
		if n.block != nil || !n.section.Filled {
			continue
		}
		below = s.filling(below[:0], n.seen, n.section.Blocks)
		for _, child := range n.section.Children {
			if child.Filled {
				below = append(below, s.Taxonomy.Narrow(n.seen, child.Target))
			}
		}
		if example, any := s.outside(n.seen, below...); any {
			found.Add(emptyForSome, n.pos(),
				fmt.Sprintf("rubriken %s blir tom för en del läsare, till exempel: %s", n.section.Title, example),
				"skriv något för dem också, eller rikta hela avsnittet")
		}
	}
}

// filling appends who see each block that can fill a heading, of those in the crowd.
func (s *Site) filling(below []audience.Crowd, in audience.Crowd, blocks []document.Block) []audience.Crowd {
	for i := range blocks {
		seen := s.Taxonomy.Narrow(in, blocks[i].Target)
		if blocks[i].Kind == document.Targeted {
			below = s.filling(below, seen, blocks[i].Blocks)
		} else {
			below = append(below, seen)
		}
	}
	return below
}

var hiddenRequired = &problem.Rule{ID: "obligatoriskt-dolt", Family: problem.Targeting, Severity: problem.Warning,
	Draft: problem.Tip, In: problem.Elsewhere, Demand: "Den som ser texten ser alla rubriker som mallen kräver.",
	Bad: "## Genomförande {Kommun}", Good: "## Genomförande"}

// checkRequiredFor checks that whoever sees a text sees every heading that its
// blueprint requires.
func checkRequiredFor(s *Site, a *Article, found *problem.List) {
	if a.Blueprint == nil {
		return
	}
	for _, r := range a.Blueprint.Sections {
		var crowds []audience.Crowd
		var first *document.Section
		for _, section := range a.sections {
			if r.Required && section.Key == r.Key {
				first = cmp.Or(first, section)
				crowds = append(crowds, s.Taxonomy.Narrow(a.readers, section.Target))
			}
		}
		if first == nil {
			continue
		}
		if example, any := s.outside(a.readers, crowds...); any {
			found.Add(hiddenRequired, first.Pos,
				fmt.Sprintf("avsnittet %s är obligatoriskt i mallen men syns inte för alla, till exempel: %s",
					r.Title, example),
				"låt avsnittet vara för alla och rikta delar av det, eller skriv ett för dem också")
		}
	}
}

// checkHiddenTarget checks that some reader of a link sees the page that it leads
// to, and that every reader who sees the page sees the section. A link to a page
// that is not for all who see it is no mistake: it is marked for such readers.
func checkHiddenTarget(s *Site, a *Article, found *problem.List) {
	for _, n := range a.nodes {
		if n.block == nil || !n.block.Link {
			continue
		}
		for _, t := range n.block.Tokens {
			if isLink(t) && a.Links[t.Number].Target != nil {
				s.checkTarget(a, &n, int(t.Number), found)
			}
		}
	}
}

var hiddenTarget = &problem.Rule{ID: "lank-dold", Family: problem.Links, Severity: problem.Warning, Draft: problem.Tip,
	Demand: "Den som ser en länk ser också det som den leder till.",
	Bad:    "Läs om [samverkan](#samverkan).\n\n### Samverkan {Kommun}\n\nText.",
	Good:   "Läs om [samverkan](#samverkan).\n\n### Samverkan\n\nText."}

func (s *Site) checkTarget(a *Article, n *node, i int, found *problem.List) {
	link, pos := &a.Links[i], a.Doc.Links[i].Pos
	both := n.seen.And(link.Target.readers)
	if !a.read(both) {
		if a.read(n.seen) { // else nobody sees the link: aldrig-synlig
			found.Add(hiddenTarget, pos,
				fmt.Sprintf("ingen som ser länken är målgrupp för sidan den leder till: %s är för %s",
					link.Target.Title, s.whom(link.Target.Path()...)),
				"länka till en annan sida, eller ändra målgruppen där länken står eller leder")
		}
		return
	}
	if link.Anchor == "" {
		return
	}
	section, within := link.Target.Doc.Section(link.Anchor)
	path := link.Target.PathTo(section, within...)
	if example, some := s.outside(both, s.Taxonomy.Crowd(path...)); some {
		found.Add(hiddenTarget, pos,
			fmt.Sprintf("avsnittet #%s syns inte för alla som ser länken dit, till exempel: %s", link.Anchor, example),
			"länka till sidan i stället för avsnittet, eller rikta stycket med länken: ::: målgrupp …")
	}
}

var (
	personaWithoutText = &problem.Rule{ID: "typprofil-utan-text", Family: problem.Targeting, Severity: problem.Warning,
		Draft: problem.Tip, In: problem.Elsewhere, Demand: "Varje typprofil har något att läsa i varje program.",
		Bad: "ett program där alla sidor är för Region", Good: "ett program med sidor för både Region och Kommun"}
	personaWithoutChapter = &problem.Rule{ID: "typprofil-utan-kapitel", Family: problem.Targeting,
		Severity: problem.Tip,
		In:       problem.Elsewhere, Demand: "Varje typprofil har något att läsa i varje kapitel, när det är meningen.",
		Bad: "ett kapitel där alla sidor är för Region", Good: "ett kapitel med sidor för både Region och Kommun"}
)

// checkNothingFor checks that every typical reader has something to read in every
// programme and chapter. In a chapter that is for some there are often several
// without, hence one finding for all of them.
func checkNothingFor(s *Site, found *problem.List) {
	all := s.Taxonomy.Personas
	for _, p := range s.Programmes {
		pages := slices.Clone(p.Pages)
		for _, chapter := range p.Chapters {
			pages = append(pages, chapter.Pages...)
		}
		without := s.withoutText(all, pages)
		addWithout(found, personaWithoutText, p.Article, "i programmet", without)
		others := slices.DeleteFunc(slices.Clone(all), func(p audience.Persona) bool {
			return slices.ContainsFunc(without, func(w audience.Persona) bool { return w.Name == p.Name })
		})
		for _, c := range p.Chapters {
			addWithout(found, personaWithoutChapter, c.Article, "i kapitlet", s.withoutText(others, c.Pages))
		}
	}
}

func addWithout(found *problem.List, rule *problem.Rule, front *Article, where string, without []audience.Persona) {
	if len(without) == 0 {
		return
	}
	var names []string
	for _, p := range without {
		names = append(names, p.Name)
	}
	found.Add(rule, problem.Pos{File: front.Doc.Name, Line: 1},
		fmt.Sprintf("%s finns ingen sida för: %s", where, strings.Join(names, "; ")),
		"kontrollera sidornas målgrupper, eller skriv för dem; är det meningen behöver inget göras")
}

// withoutText returns the personas who see none of the articles. Where there are no
// articles, no persona lacks any.
func (s *Site) withoutText(personas []audience.Persona, articles []*Article) []audience.Persona {
	if len(articles) == 0 {
		return nil
	}
	left := slices.Clone(personas)
	for _, a := range articles {
		path := a.Path()
		left = slices.DeleteFunc(left, func(p audience.Persona) bool { return s.Taxonomy.Visible(path, p.Tags) })
	}
	return left
}

// nearlyAll is the share of a dimension's groups above which tags leave out so
// few that they mean nothing, and fewGroups how many groups there must be for a
// share to mean anything. On the old site pages tick nearly every box.
const (
	nearlyAll = 0.8
	fewGroups = 5
)

var targetOfNearlyAll = &problem.Rule{ID: "malgrupp-nastan-alla", Family: problem.Targeting, Severity: problem.Warning,
	In: problem.Front, Demand: "Målgruppen avgränsar vilka som ser texten.",
	Bad: "målgrupp: [Region, Kommun, Stat]", Good: "målgrupp: [Region, Kommun]"}

// checkNearlyAll checks that tags leave somebody out.
func checkNearlyAll(s *Site, a *Article, found *problem.List) {
	for pos, tags := range a.tagged {
		for d, dimension := range s.Taxonomy.Dimensions {
			if !slices.ContainsFunc(tags, func(tag int) bool { return s.Taxonomy.Tags[tag].Dimension == d }) {
				continue
			}
			share, groups := s.Taxonomy.Share(d, tags)
			whom, what := "alla", "inget"
			switch {
			case share < 1 && (share <= nearlyAll || groups < fewGroups):
				continue
			case share < 1:
				whom, what = "nästan alla", "nästan inget"
			}
			found.Add(targetOfNearlyAll, pos,
				fmt.Sprintf("målgruppen räknar upp %s i dimensionen %s och avgränsar därför %s",
					whom, strings.ToLower(dimension.Label), what),
				"ta bort dem: utan målgrupp i den dimensionen är det för alla")
		}
	}
}

var emptyTarget = &problem.Rule{ID: "malgrupp-tom", Family: problem.Targeting, Severity: problem.Error,
	In: problem.Front, Demand: "Där mallen kräver målgrupp har texten en.",
	Bad: "målgrupp: [alltid]", Good: "målgrupp: [Primärvård]"}

// checkNoTags checks that an audience that the blueprint demands has tags.
func checkNoTags(_ *Site, a *Article, found *problem.List) {
	front := a.Doc.Front
	if a.Blueprint == nil || !front.Present["målgrupp"] || len(front.Target.Tags) > 0 {
		return
	}
	for _, demand := range a.Blueprint.FromStatus {
		if front.Status >= demand.Status && slices.Contains(demand.Keys, "målgrupp") {
			found.Add(emptyTarget, front.TargetPos,
				fmt.Sprintf("målgruppen är tom, men krävs från status %s", demand.Status), keyHint("målgrupp"))
			return
		}
	}
}

var (
	alwaysOnPage = &problem.Rule{ID: "alltid-sida", Family: problem.Targeting, Severity: problem.Error,
		In: problem.Front, Demand: "Taggen alltid gäller avsnitt och rutor, inte hela sidor.",
		Bad: "målgrupp: [alltid]", Good: "målgrupp: [Primärvård]"}
	alwaysWithTags = &problem.Rule{ID: "alltid", Family: problem.Targeting, Severity: problem.Warning,
		Demand: "Taggen alltid står ensam.",
		Bad:    "### Risk {alltid, Kommun}\n\nText.", Good: "### Risk {Kommun}\n\nText."}
	needlessAlways = &problem.Rule{ID: "alltid-onodigt", Family: problem.Targeting, Severity: problem.Tip,
		Draft: problem.Silent, In: problem.Elsewhere, Demand: "Taggen alltid har en verkan.",
		Bad: "### Risk {alltid} i en text för alla", Good: "### Risk {alltid} i en text för kommunen"}
)

// checkAlways checks that "alltid" is where it has an effect, and alone.
func checkAlways(s *Site, a *Article, found *problem.List) {
	if a.Doc.Front.Target.Always {
		found.Add(alwaysOnPage, a.Doc.Front.TargetPos, "alltid gäller avsnitt och rutor, inte hela sidor",
			"ta bort det; en sida utan målgrupp är för alla")
	}
	for _, n := range a.nodes {
		switch {
		case !n.target.Always:
		case len(n.target.Tags) > 0:
			found.Add(alwaysWithTags, n.pos(),
				fmt.Sprintf("%s är märkt alltid och är därför för alla: %s har ingen verkan",
					n.name(), s.whom(n.target)),
				"ta bort antingen alltid eller målgrupperna")
		case n.within == s.Taxonomy.Crowd():
			found.Add(needlessAlways, n.pos(),
				fmt.Sprintf("%s syns redan för alla: alltid har ingen verkan här", n.name()),
				"ta bort alltid, eller behåll det som skydd om sidan senare avgränsas med en målgrupp")
		}
	}
}
