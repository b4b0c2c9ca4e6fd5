package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/git"
	"provtryck/generator/page"
)

// A history is when the texts were changed; see page.Options.
type history struct {
	texts   map[string][]page.Commit
	unknown error // why it is not known
}

// history asks git when the texts, or those of the version head, were changed. A
// text that is not as it was saved in git has no history: what was changed last
// is not there.
func (p *program) history(ctx context.Context, head string) history {
	folder, err := git.Open(ctx, p.content)
	if err != nil {
		return history{unknown: err}
	}
	files, err := folder.Log(cmp.Or(head, "HEAD"))
	if err != nil {
		return history{unknown: err}
	}
	var edited []string
	if head == "" {
		if edited, err = folder.Edited(); err != nil {
			return history{unknown: err}
		}
	}
	for _, name := range edited {
		delete(files, name)
	}
	texts := map[string][]page.Commit{}
	for name, commits := range files {
		texts[norm.NFC.String(name)] = shown(commits)
	}
	return history{texts: texts}
}

// shown are commits as pages show them, the latest day first.
func shown(commits []git.Commit) []page.Commit {
	var list []page.Commit
	for _, c := range commits {
		list = append(list, page.Commit{Date: c.Time.Format(time.DateOnly), Commit: c.ID[:7]})
	}
	slices.SortStableFunc(list, func(a, b page.Commit) int { return strings.Compare(b.Date, a.Date) })
	return list
}

// historyLater asks git while the texts are read.
func (p *program) historyLater(ctx context.Context, head string) <-chan history {
	known := make(chan history, 1)
	go func() { known <- p.history(ctx, head) }()
	return known
}

// warn says that there is a history, and that it has not been fetched.
func (h history) warn(w io.Writer) {
	if errors.Is(h.unknown, git.ErrCutOff) {
		fmt.Fprintf(w, "provtryck: datum för ändringar visas inte: %v\n", h.unknown)
	}
}

// A hash tells a text from what it is later.
type hash = [sha256.Size]byte

// hashes are those of the texts as they were last read.
func (r *reader) hashes() map[string]hash {
	all := make(map[string]hash, len(r.texts))
	for name, text := range r.texts {
		all[name] = text.hash
	}
	return all
}

// unchanged leaves out texts that are not as they were.
func (h history) unchanged(then, now map[string]hash) history {
	if h.texts == nil {
		return h
	}
	texts := map[string][]page.Commit{}
	for name, hash := range now {
		key := norm.NFC.String(name)
		if commits, known := h.texts[key]; known && hash == then[name] {
			texts[key] = commits
		}
	}
	return history{texts, h.unknown}
}
