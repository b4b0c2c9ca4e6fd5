package intake

import (
	"maps"
	"regexp"
	"slices"

	"provtryck/generator/source"
)

// between are the signs that part facts on one line; commas, which also stand within facts, are tried last.
var between = []*regexp.Regexp{
	regexp.MustCompile(`[.;]\s+|\s*[|•·\t]\s*|\s+[–—]\s+`),
	regexp.MustCompile(`[.;,]\s+|\s*[|•·\t]\s*|\s+[–—]\s+`),
}

// takeLine takes a line that is one fact, or facts alone, and reports whether it did. That a line has facts
// and more is said, but for audiences, which have remarks of their own.
func (f *facts) takeLine(line string) (taken bool) {
	key, _, _, _ := f.label(line)
	some := false
	for i, sign := range between {
		parts := sign.Split(line, -1)
		if len(parts) < 2 {
			continue
		}
		if trial := f.trial(); trial.takeAll(parts) {
			f.target, f.changes = trial.target, trial.changes
			maps.Copy(f.front, trial.front)
			f.remarks = append(f.remarks, trial.remarks...)
			return true
		}
		some = some || i == 0 && key != targetKey && slices.ContainsFunc(parts, func(part string) bool { return f.trial().takeAll([]string{part}) })
	}
	said := len(f.remarks)
	if _, taken := f.take(line, false); taken {
		return true
	}
	if some && len(f.remarks) == said {
		f.remark(source.Guessed, line, "raden har en uppgift som kan stå överst i filen, men också annat, och står kvar i texten")
	}
	return false
}

// trial returns facts that can be taken without those here being changed.
func (f *facts) trial() *facts {
	return &facts{Options: f.Options, cleaner: &cleaner{}, front: maps.Clone(f.front), target: slices.Clone(f.target), changes: slices.Clone(f.changes)}
}

// takeAll takes parts of a line as facts until one is none, and reports whether all were.
func (f *facts) takeAll(parts []string) bool {
	return !slices.ContainsFunc(parts, func(part string) bool {
		_, taken := f.take(part, false)
		return !taken
	})
}
