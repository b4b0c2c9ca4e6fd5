package prose

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"provtryck/generator/field"
	"provtryck/generator/problem"
)

var badSynonyms = &problem.Rule{ID: "synonymer", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Listan med synonymer har minst två ord i varje grupp, och varje ord en gång i gruppen.",
	Bad:    "- [medicin]", Good: "- [medicin, läkemedel]"}

// LoadSynonyms reads the list of words that mean the same to who searches (synonymer.yaml).
func LoadSynonyms(file string, src []byte) (groups [][]string, problems problem.List) {
	read := func(v field.Value) {
		var group []string
		for _, t := range v.Texts() {
			word := strings.ToLower(t.Text)
			switch {
			case strings.IndexFunc(word, unicode.IsLetter) < 0:
				problems.Add(badSynonyms, t.Pos, "uttrycket har inga bokstäver", "skriv ett ord eller ett uttryck")
			case slices.Contains(group, word):
				problems.Add(badSynonyms, t.Pos, t.Text+" står två gånger i gruppen", "behåll det ena")
			default:
				group = append(group, word)
			}
		}
		if len(group) < 2 {
			v.Report(badSynonyms, "gruppen har färre än två ord", "skriv orden så här: [medicin, läkemedel]")
			return
		}
		groups = append(groups, group)
	}
	field.Parse(file, src, 0, &problems).Fields([]field.Field{{Key: "synonymer", Read: field.Each(read)}})
	return groups, problems
}

// Abbreviations returns those on the list that stand for something, each with what it stands for.
func (l *Lists) Abbreviations() [][]string {
	var groups [][]string
	if l == nil {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(l.abbreviations)) {
		if means := l.abbreviations[name].means; len(means) > 0 {
			groups = append(groups, append([]string{strings.ToLower(name)}, means...))
		}
	}
	return groups
}
