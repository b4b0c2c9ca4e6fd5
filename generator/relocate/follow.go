package relocate

import (
	"fmt"
	"io/fs"
	"slices"

	"provtryck/generator/site"
)

// Follow plans what must follow the texts that have certainly moved already ([site.Site.NowIn]): comments on
// them, their originals and the decisions about those, and the names of the texts in files of the project.
// What cannot be in its new place, since there is a file, stays, and a note says so.
func Follow(s *site.Site, fsys fs.FS) (*Plan, error) {
	p := &planner{site: s, fsys: fsys, changes: map[string][]change{}, follows: s.NowIn()}
	p.Before, p.Files = map[string][]byte{}, map[string][]byte{}
	if len(p.follows) == 0 {
		return &p.Plan, nil
	}
	if err := p.companions(); err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	p.Moves = slices.DeleteFunc(p.Moves, func(m Move) bool {
		_, err := fs.Stat(fsys, m.To)
		there := err == nil || taken[m.To]
		taken[m.To] = true
		if there {
			p.Notes = append(p.Notes, fmt.Sprintf("%s ligger kvar, för %s finns redan; flytta själv det som ska med", m.From, m.To))
		}
		return there
	})
	notes := p.Notes
	for _, step := range []func() error{p.rounds, p.exceptions, p.decisions, p.trial, p.inventory, p.write} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	p.Notes = notes // a round has the same texts as before
	return &p.Plan, nil
}
