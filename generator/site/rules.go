package site

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/ledger"
	"provtryck/generator/problem"
)

// A check looks for what breaks some rules: in one text, or in the whole site. It
// has exactly one of the two functions.
type check struct {
	rules   []*problem.Rule // the first names its case, testdata/rules/<id>.txtar
	article func(*Site, *Article, *problem.List)
	site    func(*Site, *problem.List)
}

// Rules returns the rules on texts in their places and on all texts, and on
// blueprints and exceptions.
func Rules() []*problem.Rule {
	rules := []*problem.Rule{blueprintHeading, expiredException, needlessException}
	for _, c := range checks() {
		rules = append(rules, c.rules...)
	}
	return rules
}

// checks returns all checks. A new one is a rule and a function beside each other,
// a line here, and a case in testdata/rules.
func checks() []check {
	return []check{
		// where files are and what they are called
		{rules: []*problem.Rule{BadName, longName, takenName, CopiedFile}, article: checkName},
		{rules: []*problem.Rule{similarNames}, site: checkSameName},
		{rules: []*problem.Rule{sameURL}, site: checkSameURL},
		{rules: []*problem.Rule{wrongPlace}, article: checkPlace},
		{rules: []*problem.Rule{missingFrontPage}, site: checkFrontPages},
		{rules: []*problem.Rule{sameTitle}, site: checkSameTitle},
		// the front matter
		{rules: []*problem.Rule{unknownBlueprint, blueprintPlace}, article: checkBlueprint},
		{rules: []*problem.Rule{missingKey}, article: checkRequiredKeys},
		{rules: []*problem.Rule{leftPlaceholder}, article: checkPlaceholders},
		{rules: []*problem.Rule{badFormerURL}, article: checkFormerURLs},
		{rules: []*problem.Rule{badFormerPath}, article: checkFormerPaths},
		{rules: []*problem.Rule{sameFormerURL}, site: checkSameFormerURL},
		{rules: []*problem.Rule{formerPart}, article: checkFormerParts},
		{rules: []*problem.Rule{badLiveURL}, article: checkLiveURL},
		{rules: []*problem.Rule{sameLiveURL}, site: checkSameLiveURL},
		// the addresses of the old site
		{rules: []*problem.Rule{hiddenSuccessor, manyToFront}, site: checkLedger},
		// the headings of the blueprint
		{rules: []*problem.Rule{missingHeading, plainHeading}, article: checkMissingHeadings},
		{rules: []*problem.Rule{unknownHeading}, article: checkUnknownHeadings},
		{rules: []*problem.Rule{headingSpelling}, article: checkHeadingSpelling},
		{rules: []*problem.Rule{headingOrder}, article: checkHeadingOrder},
		{rules: []*problem.Rule{doubleHeading}, article: checkDoubleHeadings},
		{rules: []*problem.Rule{headingLevel}, article: checkHeadingLevels},
		{rules: []*problem.Rule{badSubHeading}, article: checkSubHeadings},
		{rules: []*problem.Rule{emptySection, emptyRequiredSection}, article: checkEmptySections},
		{rules: []*problem.Rule{longSection}, article: checkWordLimits},
		// for whom it is
		{rules: []*problem.Rule{emptyTarget}, article: checkNoTags},
		{rules: []*problem.Rule{impossibleTarget}, article: checkImpossible},
		{rules: []*problem.Rule{targetOfNearlyAll}, article: checkNearlyAll},
		{rules: []*problem.Rule{neverVisible}, article: checkNeverVisible},
		{rules: []*problem.Rule{emptyForSome}, article: checkEmptyFor},
		{rules: []*problem.Rule{hiddenRequired}, article: checkRequiredFor},
		{rules: []*problem.Rule{personaWithoutText, personaWithoutChapter}, site: checkNothingFor},
		{rules: []*problem.Rule{alwaysWithTags, alwaysOnPage, needlessAlways}, article: checkAlways},
		// links and pictures
		{rules: []*problem.Rule{
			BrokenLink, missingAnchor, linkOutside, linkForm, incompleteLink, missingPicture, externalPicture,
			anchorForm, numberedAnchor,
		}, article: checkLinks},
		{rules: []*problem.Rule{hiddenTarget}, article: checkHiddenTarget},
		{rules: []*problem.Rule{oldSiteLink, movedLink}, site: checkOldSite},
		{rules: []*problem.Rule{badAddress}, article: checkExternal},
		{rules: []*problem.Rule{vagueLink, ambiguousLink}, article: checkLinkTexts},
		{rules: []*problem.Rule{unusedPicture}, site: checkUnusedPictures},
		// evidence
		{rules: []*problem.Rule{priorityPlace}, article: checkPriorityPlace},
		{rules: []*problem.Rule{reviewedInFuture}, article: checkReviewed},
		// what is entered where it is published
		{rules: []*problem.Rule{notCarried}, article: checkTransfer},
		{rules: []*problem.Rule{changedSinceEntered}, article: checkEntered},
		// what became of the old text
		{rules: []*problem.Rule{unexplained}, article: checkUnexplained},
		{rules: []*problem.Rule{staleDecision}, site: checkStaleDecisions},
		{rules: []*problem.Rule{unknownPlace, otherPlace}, site: checkDoubts},
	}
}

// check runs every check and gathers all problems of the site.
func (s *Site) check(read problem.List, inventory []ledger.Row) {
	for _, a := range s.byName {
		a.readers = s.Taxonomy.Crowd(a.Path()...)
		a.Copy = !a.MadeUp && s.copyOf(a) != ""
	}
	s.keep(inventory)
	demands := checks()
	others := slices.Clone(read) // of what is no text
	var found problem.List
	for _, r := range demands {
		if r.site != nil {
			r.site(s, &found)
		}
	}
	for _, p := range found {
		if a := s.ByFile(p.Pos.File); a != nil {
			a.Problems = append(a.Problems, p)
		} else {
			others = append(others, p)
		}
	}
	parallel(s.byName, func(part []*Article) {
		work := scratch{read: s.readers()}
		for _, a := range part {
			s.checkArticle(a, demands, &work)
		}
	})
	s.Problems = s.excuse(s.merge(others.Sort()))
	s.share()
}

// merge joins the problems of all texts, which are sorted text by text, and others.
func (s *Site) merge(others problem.List) problem.List {
	n := len(others)
	for _, a := range s.byName {
		n += len(a.Problems)
	}
	all := make(problem.List, 0, n)
	for _, a := range s.byName {
		for len(others) > 0 && others[0].Pos.File < a.Doc.Name {
			all, others = append(all, others[0]), others[1:]
		}
		all = append(all, a.Problems...)
		a.Problems = nil
	}
	return append(all, others...)
}

// share sets the problems of every article, which are together in the sorted list.
func (s *Site) share() {
	for rest := s.Problems; len(rest) > 0; {
		file := rest[0].Pos.File
		n := slices.IndexFunc(rest, func(p problem.Problem) bool { return p.Pos.File != file })
		if n < 0 {
			n = len(rest)
		}
		if a := s.ByFile(file); a != nil {
			a.Problems = rest[:n:n]
		}
		rest = rest[n:]
	}
}

// scratch is memory that the checks of one text after the other share.
type scratch struct {
	nodes []node
	read  func(audience.Crowd) bool // see [Article]
}

// checkArticle runs the rules that look at one text, except on one that is not as it was written.
func (s *Site) checkArticle(a *Article, demands []check, work *scratch) {
	found := slices.Concat(a.Doc.Problems, a.Problems)
	if !a.MadeUp && !a.Doc.NoText && !a.Doc.Damaged {
		a.nodes, a.sections, a.read = s.nodesOf(a, work.nodes[:0]), blueprintSections(a), work.read
		for _, r := range demands {
			if r.article != nil {
				r.article(s, a, &found)
			}
		}
		work.nodes, a.nodes, a.sections, a.read = a.nodes, nil, nil, nil
	}
	if a.Doc.Damaged { // which is reported
		found = slices.DeleteFunc(found, func(p problem.Problem) bool { return strings.ContainsRune(p.Message, '\uFFFD') })
	}
	if len(s.Taxonomy.Tags) == 0 { // which is reported where it was read: every tag would be unknown
		found = slices.DeleteFunc(found, func(p problem.Problem) bool { return p.Rule.Family == problem.Targeting })
	}
	if !a.MadeUp && a.Doc.Front.Status < document.Final {
		found = found.Draft()
	}
	a.Problems = limited(found.Sort())
}

// maxOfRule is how many problems of one rule a text has at the most: who has fixed so many
// sees the next.
const maxOfRule = 200

// limited returns a sorted list with the first problems of each rule; the last of a rule that
// has more says how many there are.
func limited(found problem.List) problem.List {
	if len(found) <= maxOfRule {
		return found
	}
	counts := map[*problem.Rule]int{}
	for _, p := range found {
		counts[p.Rule]++
	}
	seen := map[*problem.Rule]int{}
	kept := found[:0]
	for _, p := range found {
		if seen[p.Rule]++; seen[p.Rule] > maxOfRule {
			continue
		}
		if more := counts[p.Rule] - maxOfRule; seen[p.Rule] == maxOfRule && more > 0 {
			p.Message += fmt.Sprintf(" (och %s till av samma slag längre ned)", problem.Amount(more, "anmärkning", "anmärkningar"))
		}
		kept = append(kept, p)
	}
	return kept
}

// parallel calls do with parts of the articles, on all processors.
func parallel(articles []*Article, do func(part []*Article)) {
	share := len(articles)/runtime.GOMAXPROCS(0) + 1
	var workers sync.WaitGroup
	for part := range slices.Chunk(articles, share) {
		workers.Go(func() { do(part) })
	}
	workers.Wait()
}
