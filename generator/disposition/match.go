package disposition

import (
	"cmp"
	"slices"
	"strings"
)

// Of accounts for an original whose text is now in the file of the given name, by what editors
// have decided and else by comparing: with that text first, with the other texts of the index
// then.
func Of(o *Original, decisions []Decision, x *Index, name string) *Account {
	m := &matcher{Index: x, original: o, here: x.byName[name], found: make([]*passage, len(o.Units)), landed: map[*passage][]int{}, left: map[*passage][]string{},
		content: map[*passage]map[string]bool{}}
	if m.here == nil {
		m.here = &place{}
	}
	m.same()
	m.alike(false, alikeHere)
	m.links(m.isHere)
	m.exactElsewhere()
	m.alike(true, alikeElsewhere)
	m.links(m.isElsewhere)
	m.factLines()
	m.pair()
	m.headings()
	a := &Account{Original: o}
	for i, u := range o.Units {
		a.Entries = append(a.Entries, m.entry(i, u))
	}
	m.decide(a, decisions)
	return a
}

// A matcher finds the units of an original.
type matcher struct {
	*Index
	original *Original
	here     *place
	found    []*passage                   // what each unit is now; nil when it is not found
	landed   map[*passage][]int           // the units that are in each passage
	left     map[*passage][]string        // the stems of those passages that no unit there has
	content  map[*passage]map[string]bool // what the passages say, as far as asked
	facts    []bool                       // the units that are in the front matter now
	pairs    map[string]string            // the headings of the text by those of the original, as keys
	headed   map[string]bool              // the headings of the original, as keys
	follows  map[int]*passage             // headings that are gone, and where what was under them is
}

func (m *matcher) isHere(p *passage) bool {
	return len(m.here.passages) > 0 && m.here.doc.Name == p.name
}
func (m *matcher) isElsewhere(p *passage) bool { return !m.isHere(p) }

func (m *matcher) land(i int, p *passage) {
	m.found[i] = p
	if len(m.landed[p]) == 0 {
		m.left[p] = p.stems
	}
	m.landed[p] = append(m.landed[p], i)
	m.left[p] = without(m.left[p], m.original.Units[i].stems)
}

// same finds units whose words are in the text as they were: those that are of their kind and in
// their section before others. Each passage is found once.
func (m *matcher) same() {
	keys := []func(u Unit) string{
		func(u Unit) string {
			return u.key + "\x00" + KindWords[u.Kind] + "\x00" + strings.Join(u.within, "\x00")
		},
		func(u Unit) string { return u.key + "\x00" + KindWords[u.Kind] + "\x00" + last(u.within) },
		func(u Unit) string { return u.key + "\x00" + KindWords[u.Kind] },
		func(u Unit) string { return u.key },
	}
	for _, key := range keys {
		waiting := map[string][]*passage{}
		for _, p := range m.here.passages {
			if p.Kind != Link && len(m.landed[p]) == 0 {
				waiting[key(p.Unit)] = append(waiting[key(p.Unit)], p)
			}
		}
		for i, u := range m.original.Units {
			if queue := waiting[key(u)]; u.Kind != Link && m.found[i] == nil && len(queue) > 0 {
				m.land(i, queue[0])
				waiting[key(u)] = queue[1:]
			}
		}
	}
}

func last(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1]
}

// fewestElsewhere is how many words a unit must have to be found in another text by itself: a
// few may be the same by chance, and then something that is gone would seem to have moved.
const fewestElsewhere = 5

// exactElsewhere finds units whose words are in another text as they were.
func (m *matcher) exactElsewhere() {
	for i, u := range m.original.Units {
		if m.found[i] != nil || u.Kind == Link || u.Kind == Heading || len(u.words) < fewestElsewhere {
			continue
		}
		if at := slices.IndexFunc(m.exact[u.key], m.isElsewhere); at >= 0 {
			m.land(i, m.exact[u.key][at])
		}
	}
}

// How alike a unit and a passage must be, 0 to 1, to be taken for the same in other words.
const (
	alikeHere      = 0.42
	alikeElsewhere = 0.6
)

// alike finds units that are in a passage in other words, the most alike first. A passage that
// something has already become is that of another unit too only if it says more than the first:
// else what is gone would seem to be there, as it is like what is left.
func (m *matcher) alike(elsewhere bool, enough float64) {
	type match struct {
		unit int
		at   *passage
		how  float64
	}
	var all []match
	for i, u := range m.original.Units {
		if m.found[i] != nil || u.Kind == Link || elsewhere && u.Kind == Heading ||
			elsewhere && len(u.words) < fewestElsewhere {
			continue
		}
		for _, p := range m.candidates(u, m.here, elsewhere) {
			if p.Kind == Link || (p.Kind == Heading) != (u.Kind == Heading) {
				continue
			}
			if how := m.likeness(u.stems, p.stems); how >= enough {
				all = append(all, match{i, p, how})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.how, a.how) })
	for _, c := range all {
		if m.found[c.unit] != nil {
			continue
		}
		if len(m.landed[c.at]) > 0 && !m.adds(c.unit, c.at) {
			continue
		}
		m.land(c.unit, c.at)
	}
}

// partEnough is how much of the shorter must be in the longer for it to be a part of that.
const partEnough = 0.7

// fewestCommon is how many words a part must have in common with what it is a part of.
const fewestCommon = 4

// likeness returns how alike a unit and a passage are, 0 to 1, by words weighted by
// how rare they are: the share that they have in common, or nearly the share of the shorter that
// is in the longer, as paragraphs are split and put together.
func (m *matcher) likeness(unit, passage []string) float64 {
	common, of, in, words := m.overlap(unit, passage)
	if words == 0 || of == 0 || in == 0 {
		return 0
	}
	how := 2 * common / (of + in)
	if part := common / min(of, in); part >= partEnough && words >= fewestCommon {
		how = max(how, 0.6*part+0.4*how)
	}
	return how
}

// overlap returns the weight of the words that two passages have in common, of those of each,
// and how many the common are. A word counts as often as it occurs in both.
func (m *matcher) overlap(a, b []string) (common, of, in float64, words int) {
	count := make(map[string]int, len(b))
	for _, w := range b {
		count[w]++
		in += m.weight(w)
	}
	for _, w := range a {
		weight := m.weight(w)
		of += weight
		if count[w] > 0 {
			count[w]--
			common += weight
			words++
		}
	}
	return common, of, in, words
}

// adds reports whether a passage has a unit beside what has already become of it: what the others
// do not say is most of the unit, or the passage says all of the unit, with every number.
func (m *matcher) adds(unit int, p *passage) bool {
	stems := m.original.Units[unit].stems
	common, of, _, n := m.overlap(stems, m.left[p])
	if of > 0 && common/of >= 0.5 && n >= min(fewestCommon, len(stems)) {
		return true
	}
	common, of, _, _ = m.overlap(stems, p.stems)
	return of > 0 && common/of >= 0.95 && !slices.ContainsFunc(without(stems, p.stems), telling)
}

// without returns the words that are left when others are taken away, each as often as it occurs.
func without(words, others []string) []string {
	count := map[string]int{}
	for _, w := range others {
		count[w]++
	}
	var left []string
	for _, w := range words {
		if count[w]--; count[w] < 0 {
			left = append(left, w)
		}
	}
	return left
}

// links finds links: by where they lead, else by their words.
func (m *matcher) links(wanted func(*passage) bool) {
	byDest, byText := map[string][]*passage{}, map[string][]*passage{}
	for _, p := range m.linked {
		if wanted(p) {
			dest := m.target(p.Dest, p.name, "")
			byDest[dest], byText[p.key] = append(byDest[dest], p), append(byText[p.key], p)
		}
	}
	for i, u := range m.original.Units {
		if u.Kind != Link || m.found[i] != nil {
			continue
		}
		all := byDest[m.target(u.Dest, m.original.Doc.Name, m.original.Source)]
		if elsewhere := m.here.doc == nil || !wanted(&passage{name: m.here.doc.Name}); len(all) == 0 && !elsewhere {
			all = byText[u.key]
		}
		if best := m.nearest(u, all); best != nil {
			m.land(i, best)
		}
	}
}

// target returns where a link leads, in the same words for the old and the new address.
func (m *matcher) target(dest, file, page string) string {
	if strings.HasPrefix(dest, "#") {
		return dest
	}
	if name := m.leads(dest, cmp.Or(page, file)); name != "" {
		return name
	}
	plain := plainAddress(dest, page)
	if _, fragment, found := strings.Cut(dest, "#"); found {
		plain += "#" + fragment // what is read there is another part of that page
	}
	return plain
}

// nearest returns the link with the same words, in the same section and free, if there is one;
// else the first.
func (m *matcher) nearest(u Unit, all []*passage) *passage {
	const most = 50 // that are compared
	var best *passage
	score := -1
	for _, p := range all[:min(len(all), most)] {
		n := 0
		if len(m.landed[p]) == 0 {
			n += 4
		}
		if p.key == u.key {
			n += 2
		}
		if last(p.within) == last(u.within) {
			n++
		}
		if n > score {
			best, score = p, n
		}
	}
	return best
}
