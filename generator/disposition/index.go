package disposition

import (
	"cmp"
	"math"
	"net/url"
	"path"
	"slices"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/ledger"
)

// An Index holds the passages of some texts, to find by their words. It does not change.
type Index struct {
	taxonomy *audience.Taxonomy
	names    Names
	byName   map[string]*place
	postings map[string][]int // the passages that have a word, in rising order
	weights  map[string]float64
	list     []*passage
	exact    map[string][]*passage // what is neither link nor heading, by key
	linked   []*passage            // links
	former   map[string]string     // the names of texts by the addresses that they replace
}

// A place is a text of an index.
type place struct {
	doc      *document.Document
	passages []*passage
	sections map[string]bool // keys of its headings
	from, to int             // the numbers of its passages
}

// A passage is a unit of a text of today.
type passage struct {
	Unit
	name   string
	number int // in the index
}

// Names are what audiences are called in old texts, beside what the taxonomy says.
type Names struct {
	Labels []string          // of lines that say for whom a text is, as [spelling.Fold] returns them: "verksamhetskategori"
	Tags   map[string]string // the names of tags by other names, as [spelling.Fold] returns these
}

// NewIndex makes an index of texts, whose audiences are of a taxonomy.
func NewIndex(docs []*document.Document, t *audience.Taxonomy, names Names) *Index {
	x := &Index{taxonomy: t, names: names, byName: map[string]*place{}, postings: map[string][]int{}, former: map[string]string{}, exact: map[string][]*passage{}}
	for _, doc := range docs {
		p := &place{doc: doc, sections: map[string]bool{}, from: len(x.list)}
		for _, u := range passages(doc) {
			at := &passage{Unit: u, name: doc.Name, number: len(x.list)}
			p.passages, x.list = append(p.passages, at), append(x.list, at)
			switch u.Kind {
			case Link:
				x.linked = append(x.linked, at)
			case Heading:
			default:
				x.exact[u.key] = append(x.exact[u.key], at)
			}
			for _, key := range u.within {
				p.sections[key] = true
			}
			for _, word := range distinct(u.stems) {
				x.postings[word] = append(x.postings[word], at.number)
			}
		}
		p.to, x.byName[doc.Name] = len(x.list), p
		for _, address := range doc.Front.AllFormerURLs() {
			x.former[plainAddress(address.Text, "")] = doc.Name
		}
	}
	x.weights = make(map[string]float64, len(x.postings))
	for word := range x.postings {
		x.weights[word] = x.weightOf(len(x.postings[word]))
	}
	return x
}

// distinct returns each word once, in order.
func distinct(words []string) []string {
	sorted := slices.Sorted(slices.Values(words))
	return slices.Compact(sorted)
}

// weight returns how much a word says: the fewer passages that have it, the more.
func (x *Index) weight(word string) float64 {
	if weight, known := x.weights[word]; known {
		return weight
	}
	return x.weightOf(0)
}

func (x *Index) weightOf(passages int) float64 {
	return math.Log(2 + float64(len(x.list))/float64(1+passages))
}

// How much is looked at to find what a unit has become: bounds on time, far above what tells
// passages apart.
const (
	mostWords      = 12 // rarest words of the unit
	mostPostings   = 64 // passages of each
	mostCandidates = 24 // passages that have most of them
)

// candidates returns passages that have most of the rarest words of a unit: in a text, or in all
// others.
func (x *Index) candidates(u Unit, here *place, elsewhere bool) []*passage {
	words := distinct(u.stems)
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(len(x.postings[a]), len(x.postings[b])) })
	hits := map[int]float64{}
	var order []int
	taken := 0
	for _, word := range words {
		places := x.postings[word]
		from, _ := slices.BinarySearch(places, here.from)
		to, _ := slices.BinarySearch(places, here.to)
		runs := [][]int{places[from:to]}
		if elsewhere {
			runs = [][]int{places[:from], places[to:]}
		}
		n := 0
		for _, run := range runs {
			for _, i := range run[:min(len(run), mostPostings-n)] {
				if _, known := hits[i]; !known {
					order = append(order, i)
				}
				hits[i] += x.weight(word)
				n++
			}
		}
		if n > 0 {
			taken++
		}
		if taken == mostWords {
			break
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(hits[b], hits[a]), cmp.Compare(a, b)) })
	var found []*passage
	for _, i := range order[:min(len(order), mostCandidates)] {
		found = append(found, x.list[i])
	}
	return found
}

// leads returns the text that an address in a text leads to; "" for none of ours.
func (x *Index) leads(dest, from string) string {
	if name := x.former[plainAddress(dest, from)]; name != "" {
		return name
	}
	file, _, _ := strings.Cut(dest, "#")
	if strings.Contains(file, ":") || file == "" {
		return ""
	}
	if name := path.Join(path.Dir(from), file); x.byName[name] != nil {
		return name
	}
	return ""
}

// plainAddress returns an address as it is compared, in all ways of writing it. One that is relative is so
// to the address of the page that it is in.
func plainAddress(address, page string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return address
	}
	if base, err := url.Parse(page); err == nil && base.IsAbs() {
		u = base.ResolveReference(u)
	}
	if k, ok := ledger.Fold(u.String()); ok {
		return k.String()
	}
	u.Fragment = ""
	return strings.TrimSuffix(u.String(), "/")
}
