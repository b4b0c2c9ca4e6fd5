package site

import (
	"path"
	"regexp"
	"strings"

	"provtryck/generator/problem"
)

// CopiedFile is the rule that a file is not a copy that a program has made.
var CopiedFile = &problem.Rule{ID: "fil-kopia", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Mappen har inga kopior som en molnmapp eller filhanterare har gjort.",
	Bad:    "prov-DESKTOP-7AB1.md bredvid prov.md", Good: "prov.md"}

// copyForms are the names that cloud folders and file managers give to copies, without
// the ending. The group is the name of the original. A text may be about conflicts, so
// that word alone, after a hyphen or a blank, makes no copy.
var copyForms = []*regexp.Regexp{
	// prov (1)
	regexp.MustCompile(`^(.+?)[ _-]*\(\d+\)$`),
	// prov 2
	regexp.MustCompile(`^(.+?) \d+$`),
	// prov – kopia (2)
	regexp.MustCompile(`(?i)^(.+?)[ _–-]+(?:kopia|copy)(?: ?\(?\d+\)?)?$`),
	// Kopia av prov
	regexp.MustCompile(`(?i)^(?:kopia av|copy of) (.+)$`),
	// prov (Annas kopia i konflikt 2026-01-01)
	regexp.MustCompile(`(?i)^(.+?)[ ._–-]*\([^()]*(?:konflikt|conflict|case)[^()]*\)$`),
	// prov.sync-conflict-20260101, prov_konflikt
	regexp.MustCompile(`(?i)^(.+?)(?:[ ._–-]+sync-|[ –-]*[._]+)(?:konflikt|conflict)(?:[^a-z].*)?$`),
	// prov-konflikt-2, prov-konflikt-anna-2026-01-01
	regexp.MustCompile(`(?i)^(.+?)[ –-]+(?:konflikt|conflict)(?:[^a-z\d]*\d|[^a-z].*\d{4}-?\d\d-?\d\d).*$`),
	// prov conflicted copy
	regexp.MustCompile(`(?i)^(.+?)[ ._–-]+(?:konflikt|conflicted|conflict)[- _]?(?:kopia|copy).*$`),
	// prov-DESKTOP-7AB1: the name of a computer, in capitals
	regexp.MustCompile(`^(.+?)-[^-]*[A-ZÅÄÖ].*$`),
}

// CopyOf returns the file that the one with the given name seems to be a copy of: it is
// named so, and the original is beside it. It returns "" for none.
func CopyOf(name string, exists func(name string) bool) string {
	folder, base := path.Split(name)
	ending := path.Ext(base)
	stem := strings.TrimSuffix(base, ending)
	for _, form := range copyForms {
		if m := form.FindStringSubmatch(stem); m != nil {
			if original := folder + m[1] + ending; exists(original) {
				return original
			}
		}
	}
	return ""
}

// CopyHint is the advice on a file that seems to be a copy.
const CopyHint = "jämför de två filerna, för över det som är nyare och ta bort den ena"

// copyOf returns the file that a text seems to be a copy of, "" for none.
func (s *Site) copyOf(a *Article) string {
	return CopyOf(a.Doc.Name, func(name string) bool { return s.byFile[name] != nil && !s.byFile[name].MadeUp })
}

// checkCopy reports a text that seems to be a copy of another, and whether it did.
func checkCopy(s *Site, a *Article, found *problem.List) bool {
	if !a.Copy {
		return false
	}
	found.Add(CopiedFile, problem.Pos{File: a.Doc.Name}, "filen ser ut som en kopia av "+path.Base(s.copyOf(a)),
		CopyHint)
	return true
}
