package site

import (
	"runtime"
	"slices"
	"sync"

	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// A rule is one demand on the texts. An article rule looks at one text, a site
// rule at all; a rule has exactly one of the two.
type rule struct {
	name    string // of its test case, testdata/rules/<name>.txtar
	article func(*Site, *Article, *problem.List)
	site    func(*Site, *problem.List)
	names   bool // a site rule that sees nothing but the names of the files
}

// rules are all demands. A new one is a function and a line here, and a case in
// testdata/rules.
func rules() []rule {
	return []rule{
		// where files lie and what they are called
		{name: "namn", article: checkName},
		{name: "namn-lika", site: checkSameName, names: true},
		{name: "adress-dubbel", site: checkSameURL, names: true},
		{name: "plats", article: checkPlace},
		{name: "index-saknas", site: checkFrontPages, names: true},
		// what stands above the text
		{name: "mall", article: checkBlueprint},
		{name: "frontmatter-saknas", article: checkRequiredKeys},
		{name: "platshallare", article: checkPlaceholders},
		{name: "ersatter", article: checkFormerURLs},
		{name: "ersatter-dubbel", site: checkSameFormerURL},
		// the headings of the blueprint
		{name: "rubrik-saknas", article: checkMissingHeadings},
		{name: "rubrik-okand", article: checkUnknownHeadings},
		{name: "rubrik-stavning", article: checkHeadingSpelling},
		{name: "rubrik-ordning", article: checkHeadingOrder},
		{name: "rubrik-dubbel", article: checkDoubleHeadings},
		{name: "rubrik-niva", article: checkHeadingLevels},
		{name: "underrubrik", article: checkSubHeadings},
		{name: "avsnitt-tomt", article: checkEmptySections},
		{name: "avsnitt-langt", article: checkWordLimits},
		// for whom it is
		{name: "malgrupp-tom", article: checkNoTags},
		{name: "malgrupp-omojlig", article: checkImpossible},
		{name: "malgrupp-nastan-alla", article: checkNearlyAll},
		{name: "aldrig-synlig", article: checkNeverVisible},
		{name: "rubrik-tom-for", article: checkEmptyFor},
		{name: "obligatoriskt-dolt", article: checkRequiredFor},
		{name: "typprofil-utan-text", site: checkNothingFor},
		{name: "alltid", article: checkAlways},
		// links and pictures
		{name: "lank", article: checkLinks},
		{name: "lank-dold", article: checkHiddenTarget},
		{name: "lank-gammal", site: checkOldSite},
		{name: "lank-yttre", article: checkExternal},
		{name: "lanktext", article: checkLinkTexts},
		{name: "bild-oanvand", site: checkUnusedPictures},
		// evidence
		{name: "prioritet-plats", article: checkPriorityPlace},
		{name: "granskad-framtid", article: checkReviewed},
	}
}

// check runs every rule and gathers all problems of the site.
func (s *Site) check(read problem.List) {
	all := make(problem.List, 0, len(read)+len(s.before.Problems))
	all = append(all, read...)
	demands := rules()
	parallel(s.Articles, func(a *Article) {
		a.found = s.findings(a, demands)
		a.Problems = a.found
	})
	s.ofNames = s.before.ofNames
	if !s.same {
		s.ofNames = nil
		s.checkAll(demands, true, &s.ofNames)
	}
	found := slices.Clip(s.ofNames)
	s.checkAll(demands, false, &found)
	for _, p := range found {
		if a := s.ByFile(p.Pos.File); a != nil {
			a.Problems = append(slices.Clip(a.Problems), a.forStatus(p)...)
		} else {
			all = append(all, p)
		}
	}
	for _, a := range s.byName { // in the order of the sorted list, so that sorting is quick
		if len(a.Problems) > len(a.found) {
			a.Problems = a.Problems.Sorted()
		}
		all = append(all, a.Problems...)
		a.Problems = nil
	}
	s.Problems = s.excuse(all).Sort()
	s.share()
}

// share gives every article its problems, which are together in the sorted list.
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

// forStatus is problems of the text as they are for its status.
func (a *Article) forStatus(found ...problem.Problem) problem.List {
	if a.draft() {
		return problem.List(found).Draft()
	}
	return found
}

// draft says whether a text is still being worked on. Rules are milder then.
func (a *Article) draft() bool { return !a.MadeUp && a.Doc.Front.Status < document.Final }

// checkAll runs the site rules, those that see names only or the others.
func (s *Site) checkAll(demands []rule, names bool, found *problem.List) {
	for _, r := range demands {
		if r.site != nil && r.names == names {
			r.site(s, found)
		}
	}
}

// findings is what is wrong with one text. The rules see nothing of the site but
// the text, what it lies in, where its links lead and what those texts lie in;
// where all that is as before, so are the findings.
func (s *Site) findings(a *Article, demands []rule) problem.List {
	if old := s.unchanged(a); old != nil && sameAround(old, a) && slices.EqualFunc(old.Links, a.Links, sameLink) {
		return old.found
	}
	if a.MadeUp {
		return nil
	}
	found := slices.Clone(a.Doc.Problems)
	a.nodes = nodesOf(a)
	for _, r := range demands {
		if r.article != nil {
			r.article(s, a, &found)
		}
	}
	a.nodes = nil
	return a.forStatus(found...).Sort()
}

// parallel calls do for every article, on all processors.
func parallel(articles []*Article, do func(*Article)) {
	share := len(articles)/runtime.GOMAXPROCS(0) + 1
	var workers sync.WaitGroup
	for part := range slices.Chunk(articles, share) {
		workers.Go(func() {
			for _, a := range part {
				do(a)
			}
		})
	}
	workers.Wait()
}

// sameAround says whether a text lies in the same texts as before.
func sameAround(old, a *Article) bool {
	return old.Doc == a.Doc &&
		(a.Programme == nil || old.Programme.Doc == a.Programme.Doc) &&
		(a.Chapter == nil || old.Chapter.Doc == a.Chapter.Doc)
}

func sameLink(old, l Link) bool {
	if l.Target == nil || old.Target == nil {
		return l.Target == old.Target && l.wrong == old.wrong
	}
	return l.wrong == old.wrong && sameAround(old.Target, l.Target)
}
