package audience

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// madeUp is a taxonomy of three dimensions with trees of their own. Some groups
// of the second dimension are run by principals of the first.
func madeUp(r *rand.Rand) *Taxonomy {
	t := &Taxonomy{}
	for d := range 3 {
		t.Dimensions = append(t.Dimensions, Dimension{ID: strconv.Itoa(d), Several: d == 2 && r.IntN(2) == 0})
		first := len(t.Tags)
		for range 2 + r.IntN(4) {
			tag := Tag{ID: strconv.Itoa(len(t.Tags)), Dimension: d, Parent: None}
			if n := len(t.Tags) - first; d > 0 && n > 0 && r.IntN(2) == 0 {
				tag.Parent = first + r.IntN(n)
			}
			if d == 1 && r.IntN(2) == 0 {
				tag.Principals = []int{r.IntN(2)}
			}
			t.Tags = append(t.Tags, tag)
		}
	}
	t.group()
	return t
}

// readers lists every exact reader, and with several those too who are of more
// than one group where that can be.
func readers(t *Taxonomy, several bool) []Audience {
	all := []Audience{nil}
	for d := range t.Dimensions {
		var leaves []int
		for tag := range t.Tags {
			if t.Tags[tag].Dimension == d && !t.hasChild(tag) {
				leaves = append(leaves, tag)
			}
		}
		var longer []Audience
		for _, r := range all {
			for bits := 1; bits < 1<<len(leaves); bits++ {
				one := bits&(bits-1) == 0
				if !one && !(several && t.Dimensions[d].Several) {
					continue
				}
				reader := slices.Clone(r)
				for i, leaf := range leaves {
					if bits&(1<<i) != 0 {
						reader = append(reader, leaf)
					}
				}
				longer = append(longer, reader)
			}
		}
		all = longer
	}
	return slices.DeleteFunc(all, func(r Audience) bool { return !t.possible(r) })
}

func randomPath(r *rand.Rand, t *Taxonomy) []Target {
	path := make([]Target, r.IntN(4))
	for i := range path {
		for tag := range t.Tags {
			if r.IntN(4) == 0 {
				path[i].Tags = append(path[i].Tags, tag)
			}
		}
		path[i].Always = r.IntN(8) == 0
	}
	return path
}

// TestCrowd compares crowds with the readers in them, one by one.
func TestCrowd(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	found, none := 0, 0
	for range 2000 {
		tax := madeUp(r)
		in := randomPath(r, tax)
		outside := make([][]Target, r.IntN(4))
		var crowds []Crowd
		for i := range outside {
			outside[i] = randomPath(r, tax)
			crowds = append(crowds, tax.Crowd(outside[i]...))
		}
		wanted := func(reader Audience) bool {
			return tax.Visible(in, reader) &&
				!slices.ContainsFunc(outside, func(p []Target) bool { return tax.Visible(p, reader) })
		}
		must := slices.ContainsFunc(readers(tax, false), wanted)
		may := slices.ContainsFunc(readers(tax, true), wanted)
		_, got := tax.Reader(tax.Crowd(in...), crowds...)
		if must && !got || got && !may {
			t.Fatalf("%+v\nin %v, outside %v: found %v; there is one of single groups: %v, of several: %v", tax.Tags,
				in, outside, got, must, may)
		}
		if got {
			found++
		} else {
			none++
		}
	}
	if found < 300 || none < 300 {
		t.Errorf("%d found and %d not: the cases prove little", found, none)
	}
}

func TestTelling(t *testing.T) {
	tax := &Taxonomy{Dimensions: []Dimension{{}, {}},
		Tags: []Tag{{Parent: None}, {Parent: None}, {Dimension: 1, Parent: None}, {Dimension: 1, Parent: None}}}
	tax.group()
	reader, _ := tax.Reader(tax.Crowd(), tax.Crowd(Target{Tags: Audience{3}}))
	if got := tax.Telling(reader, tax.Crowd(Target{Tags: Audience{3}})); !slices.Equal(got, Audience{2}) {
		t.Errorf("Telling(%v) = %v", reader, got)
	}
	if share, groups := tax.Share(0, Audience{1}); share != 0.5 || groups != 2 {
		t.Errorf("the share is %v of %d", share, groups)
	}
}

// TestReaderAmongMany checks that many crowds, each limited in several dimensions,
// do not multiply the work: this ends at once, or not within a lifetime.
func TestReaderAmongMany(t *testing.T) {
	tax := &Taxonomy{}
	for d := range 5 {
		tax.Dimensions = append(tax.Dimensions, Dimension{})
		for range 8 {
			tax.Tags = append(tax.Tags, Tag{Dimension: d, Parent: None})
		}
	}
	tax.group()
	r := rand.New(rand.NewPCG(3, 4))
	var crowds []Crowd
	for range 200 {
		var tags []int
		for d := range 5 {
			tags = append(tags, 8*d+r.IntN(7), 8*d+r.IntN(7), 8*d+r.IntN(7))
		}
		crowds = append(crowds, tax.Crowd(Target{Tags: New(tags...)}))
	}
	reader, found := tax.Reader(tax.Crowd(), crowds...)
	if !found || slices.ContainsFunc(crowds, func(c Crowd) bool {
		return !slices.ContainsFunc(reader, func(tag int) bool { return !tagSet(c).has(tag) })
	}) {
		t.Errorf("found %v, %v", reader, found)
	}
	crowds = append(crowds, tax.Crowd(Target{Tags: Audience{0, 1, 2, 3}}),
		tax.Crowd(Target{Tags: Audience{4, 5, 6, 7}}))
	if reader, found := tax.Reader(tax.Crowd(), crowds...); found {
		t.Errorf("found %v, though everyone is in one of them", reader)
	}
}

// TestMissing compares who is said to be missing with the readers, one by one: with one
// other crowd it is all who are in the first alone, with several never anybody else.
func TestMissing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	some, one := 0, 0
	for range 2000 {
		tax := madeUp(r)
		in := randomPath(r, tax)
		others := make([][]Target, 1+r.IntN(3))
		var crowds []Crowd
		var named Audience
		for i := range others {
			others[i] = randomPath(r, tax)
			crowds = append(crowds, tax.Crowd(others[i]...))
			named = append(named, tagsIn(others[i])...)
		}
		groups := tax.Missing(tax.Crowd(in...), crowds, New(append(named, tagsIn(in)...)...))
		for _, reader := range readers(tax, false) {
			if !tax.Visible(in, reader) {
				continue
			}
			said := slices.ContainsFunc(groups, func(g Audience) bool { return tax.For(g, reader) })
			is := !slices.ContainsFunc(others, func(p []Target) bool { return tax.Visible(p, reader) })
			if said && !is || is && !said && (len(others) == 1 || len(groups) == 0) {
				t.Fatalf("%+v\nin %v, outside %v: %v is missing: %v, said: %v in %v", tax.Tags, in, others, reader, is, said, groups)
			}
			if is {
				some++
			}
		}
		if len(groups) == 1 {
			one++
		}
	}
	if some < 300 || one < 100 {
		t.Errorf("%d missing, %d groups: the cases prove little", some, one)
	}
}

func tagsIn(path []Target) Audience {
	var tags Audience
	for _, target := range path {
		tags = append(tags, target.Tags...)
	}
	return tags
}
