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
}

// rules are all demands. A new one is a function and a line here, and a case in
// testdata/rules.
func rules() []rule {
	return []rule{
		// where files lie and what they are called
		{name: "namn", article: checkName},
		{name: "namn-lika", site: checkSameName},
		{name: "adress-dubbel", site: checkSameURL},
		{name: "plats", article: checkPlace},
		{name: "index-saknas", site: checkFrontPages},
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
	for _, a := range s.byName {
		a.readers = s.Taxonomy.Crowd(a.Path()...)
	}
	demands := rules()
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
	parallel(s.byName, func(a *Article) { s.checkArticle(a, demands) })
	s.Problems = s.excuse(s.merge(others.Sort()))
	s.share()
}

// merge joins the problems of all texts, each of which are sorted, and others.
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
func (a *Article) forStatus(found problem.List) problem.List {
	if a.draft() {
		return found.Draft()
	}
	return found
}

// draft says whether a text is still being worked on. Rules are milder then.
func (a *Article) draft() bool { return !a.MadeUp && a.Doc.Front.Status < document.Final }

// checkArticle runs the rules that look at one text.
func (s *Site) checkArticle(a *Article, demands []rule) {
	found := slices.Concat(a.Doc.Problems, a.Problems)
	if !a.MadeUp {
		a.nodes, a.sections = s.nodesOf(a), blueprintSections(a)
		for _, r := range demands {
			if r.article != nil {
				r.article(s, a, &found)
			}
		}
		a.nodes, a.sections = nil, nil
	}
	a.Problems = a.forStatus(found).Sort()
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
