package versions

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/content"
	"provtryck/generator/git"
)

// A History is when the texts were changed.
type History struct {
	texts   map[string][]Commit // by file name in NFC; nil when unknown
	unknown error               // why
}

// A Commit is a commit that changed a text.
type Commit struct {
	Date string // "2026-05-12"
	ID   string // made short, "a1b2c3d"
}

// History asks git when the texts, or those of the version head, were changed. A
// text that differs from the one in git has no history: its last change is not in
// git.
func (f Folder) History(ctx context.Context, head string) History {
	folder, err := git.Open(ctx, f.Dir)
	if err != nil {
		return History{unknown: err}
	}
	files, err := folder.Log(cmp.Or(head, "HEAD"))
	if err != nil {
		return History{unknown: err}
	}
	var edited []string
	if head == "" {
		if edited, err = folder.Edited(); err != nil {
			return History{unknown: err}
		}
	}
	for _, name := range edited {
		delete(files, name)
	}
	texts := map[string][]Commit{}
	for name, commits := range files {
		texts[norm.NFC.String(name)] = latestFirst(commits)
	}
	return History{texts: texts}
}

// latestFirst returns commits by day, the latest first.
func latestFirst(commits []git.Commit) []Commit {
	var list []Commit
	for _, c := range commits {
		list = append(list, Commit{c.Time.Format(time.DateOnly), c.ID[:7]})
	}
	slices.SortStableFunc(list, func(a, b Commit) int { return strings.Compare(b.Date, a.Date) })
	return list
}

// Of returns the commits that changed a text, the latest day first; none when
// unknown.
func (h History) Of(file string) []Commit { return h.texts[norm.NFC.String(file)] }

// CutOff returns why dates are missing, when only part of the history has been
// fetched; else nil.
func (h History) CutOff() error {
	if errors.Is(h.unknown, git.ErrCutOff) {
		return h.unknown
	}
	return nil
}

// Unchanged leaves out texts whose sum has changed.
func (h History) Unchanged(before, after map[string]content.Sum) History {
	if h.texts == nil {
		return h
	}
	texts := map[string][]Commit{}
	for name, sum := range after {
		key := norm.NFC.String(name)
		if commits, known := h.texts[key]; known && sum == before[name] {
			texts[key] = commits
		}
	}
	return History{texts, h.unknown}
}
