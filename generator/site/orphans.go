package site

import (
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"provtryck/generator/disposition"
)

// An Orphan is an original of which the text is not there: it is deleted, or has another name.
type Orphan struct {
	Name      string         // of the text that is not there
	Programme *CareProgramme // nil outside programmes

	account func() *disposition.Account
}

// Account returns what became of the text.
func (o *Orphan) Account() *disposition.Account { return o.account() }

// Orphans returns the originals whose texts are not there, by name.
func (s *Site) Orphans() []*Orphan { return s.orphans }

// orphan finds the originals whose texts are not there, to be found in an index of their programme.
func (s *Site) orphan(src Sources, indexOf func(*CareProgramme) func() *disposition.Index) {
	for _, name := range slices.Sorted(maps.Keys(src.Originals)) {
		if s.byFile[name] != nil {
			continue
		}
		o := &Orphan{Name: name, Programme: s.programmeAt(name)}
		index := indexOf(o.Programme)
		o.account = sync.OnceValue(func() *disposition.Account {
			return disposition.Of(src.Originals[name], src.Decisions[name], index(), name)
		})
		s.orphans = append(s.orphans, o)
	}
}

// programmeAt returns the programme in whose folder a file is, or was; nil for none.
func (s *Site) programmeAt(name string) *CareProgramme {
	const depth = 2 // the product and the programme
	folder := func(name string) string {
		parts := strings.Split(path.Dir(name), "/")
		return strings.Join(parts[:min(depth, len(parts))], "/")
	}
	for _, a := range s.byName {
		if a.Programme != nil && folder(a.Doc.Name) == folder(name) {
			return a.Programme
		}
	}
	return nil
}
