package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"provtryck/generator/ledger"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// keep makes the ledger of all old addresses, of what texts replace and of the inventory.
func (s *Site) keep(inventory []ledger.Row) {
	var claims []ledger.Claim
	live := map[ledger.Key]*Article{}
	for _, a := range s.Articles {
		if a.Copy || a.MadeUp {
			continue
		}
		if k, ok := ledger.Fold(a.Doc.Front.LiveURL.Text); ok && live[k] == nil {
			live[k] = a
		}
		for _, former := range a.Doc.Front.FormerURLs {
			claims = append(claims, ledger.Claim{Address: former, To: ledger.Target{Text: a.Doc.Name}})
		}
		for _, p := range a.Doc.Front.FormerParts {
			to := ledger.Target{Text: a.Doc.Name, Section: p.Section.Text}
			if section, _ := a.Doc.Section(to.Section); section == nil { // which ersatter-avsnitt reports
				to.Section = ""
			}
			for _, former := range p.URLs {
				claims = append(claims, ledger.Claim{Address: former, To: to})
			}
		}
	}
	s.Ledger = ledger.New(claims, inventory, func(to string) (ledger.Target, string) { return s.meant(to, live) })
}

// meant returns the text that the inventory means by its path, its address here or its address at
// 1177, and the section after #; or why there is none. Where only the section is missing it returns the text too.
func (s *Site) meant(to string, live map[ledger.Key]*Article) (t ledger.Target, wrong string) {
	name, anchor, _ := strings.Cut(to, "#")
	var a *Article
	switch {
	case strings.Contains(name, "://"):
		if k, ok := ledger.Fold(name); ok {
			a = live[k]
		}
		if a == nil {
			return t, ""
		}
	case strings.HasPrefix(name, "/"):
		if a = s.ByURL(strings.TrimSuffix(name, "/") + "/"); a == nil {
			return t, fmt.Sprintf("ingen text har adressen %s", name)
		}
	default:
		name = strings.TrimPrefix(path.Clean(name), "content/")
		if a = s.ByFile(name); a == nil || a.MadeUp {
			return t, s.noText(name)
		}
	}
	if section, _ := a.Doc.Section(anchor); anchor != "" && section == nil {
		return ledger.Target{Text: a.Doc.Name}, fmt.Sprintf("%s har inget avsnitt med ankaret %s", a.Doc.Name, anchor)
	}
	return ledger.Target{Text: a.Doc.Name, Section: anchor}, ""
}

func (s *Site) noText(name string) string {
	var names []string
	for _, a := range s.written() {
		names = append(names, a.Doc.Name)
	}
	if like, found := spelling.Nearest(name, names); found {
		return fmt.Sprintf("texten %s finns inte; menade du %s?", name, like)
	}
	return fmt.Sprintf("texten %s finns inte", name)
}

var (
	hiddenSuccessor = &problem.Rule{ID: "inventering-dold", Family: problem.Targeting, Severity: problem.Warning, In: problem.Elsewhere,
		Demand: "Det som en gammal adress leder till har en läsare som ser det.",
		Bad:    "en gammal adress som leder till ett avsnitt som ingen ser", Good: "en gammal adress som leder till ett avsnitt som någon ser"}
	manyToFront = &problem.Rule{ID: "inventering-startsida", Family: problem.Links, Severity: problem.Tip, In: problem.Elsewhere,
		Demand: "Gamla adresser leder till den text som har tagit över, inte till programmets eller kapitlets första sida.",
		Bad:    "tio gamla adresser som alla leder till index.md", Good: "tio gamla adresser som leder till var sin text"}
)

// manyOld is how many old addresses that lead to one front page are said to be many: search engines
// take such redirects for pages that are gone, and readers do not find what they looked for.
const manyOld = 5

// checkLedger checks the inventory of old addresses.
func checkLedger(s *Site, found *problem.List) {
	*found = append(*found, s.Ledger.Problems...)
	fronts := map[string][]*ledger.Entry{}
	for _, e := range s.Ledger.Entries {
		t, leads := e.Target()
		a := s.ByFile(t.Text)
		if !leads || a == nil {
			continue
		}
		if !e.Claimed && a.IsFront() {
			fronts[t.Text] = append(fronts[t.Text], e)
		}
		section, within := a.Doc.Section(t.Section)
		nodes := a.Path()
		if section != nil {
			nodes = a.PathTo(section, within...)
		}
		if _, read := s.Taxonomy.Reader(s.Taxonomy.Crowd(nodes...)); !read && len(s.Taxonomy.Tags) > 0 {
			found.Add(hiddenSuccessor, e.Pos, fmt.Sprintf("%s leder till något som ingen läsare ser", e.Address),
				"ändra målgruppen där, eller låt adressen leda till en annan text")
		}
	}
	for _, list := range fronts {
		if len(list) >= manyOld {
			first := slices.MinFunc(list, func(a, b *ledger.Entry) int { return cmp.Compare(a.Pos.Line, b.Pos.Line) })
			t, _ := first.Target()
			found.Add(manyToFront, first.Pos, fmt.Sprintf("%d gamla adresser leder till den första sidan %s", len(list), t.Text),
				"låt var och en leda till den text som har tagit över, eller skriv struken och skälet")
		}
	}
}
