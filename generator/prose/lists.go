package prose

import (
	"strings"
	"unicode"

	"provtryck/generator/field"
	"provtryck/generator/problem"
)

// Lists are the words that the project has agreed on.
type Lists struct {
	preferred     map[string][]phrase // by the first word of the phrase
	abbreviations map[string]abbreviation
	lexicon       *lexicon // our own words, and those that begin a phrase
}

// A phrase is an expression that is not to be written.
type phrase struct {
	avoid   string // in small letters, "landsting"; # stands for a number
	lead    int    // bytes before its first word
	write   string // what to write instead
	because string
	safe    bool     // the program may exchange one for the other
	within  []string // expressions in which it is right, in small letters
}

// An abbreviation is one of those on the list.
type abbreviation struct {
	means  []string
	common bool // needs no explanation
}

// LoadPreferred reads the list of preferred words (ordlista.yaml).
func (l *Lists) LoadPreferred(file string, src []byte, problems *problem.List) {
	l.preferred, l.lexicon = map[string][]phrase{}, newLexicon()
	field.Parse(file, src, 0, problems).Fields([]field.Field{{Key: "ord", Read: field.Each(l.readPreferred)}})
}

var badWordList = &problem.Rule{ID: "ordlista", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Ordlistan och listan med förkortningar säger vad som ska skrivas.",
	Bad:    "- inte: [landsting]", Good: "- skriv: region\n  inte: [landsting]"}

func (l *Lists) readPreferred(v field.Value) {
	var p phrase
	var avoid []field.Text
	v.Fields([]field.Field{
		{Key: "skriv", Read: func(v field.Value) { p.write = v.Text().Text }},
		{Key: "inte", Read: func(v field.Value) { avoid = v.Texts() }},
		{Key: "därför", Read: func(v field.Value) { p.because = v.Text().Text }},
		{Key: "byt", Read: func(v field.Value) { p.safe = v.Bool() }},
		{Key: "utom", Read: func(v field.Value) { p.within = lowerStrings(v) }},
	})
	if p.write == "" || len(avoid) == 0 {
		v.Report(badWordList, "här ska stå både vad som ska skrivas och vad som inte ska skrivas",
			"skriv {skriv: region, inte: [landsting]}")
		return
	}
	for _, a := range avoid {
		p.avoid = strings.ToLower(a.Text)
		p.lead = strings.IndexFunc(p.avoid, unicode.IsLetter)
		if p.lead < 0 {
			v.Report(badWordList, "uttrycket har inga bokstäver", "skriv ett ord eller ett uttryck")
			continue
		}
		first := appendWords(nil, p.avoid[p.lead:], nil)[0].low
		l.lexicon.add(first, avoided)
		l.preferred[first] = append(l.preferred[first], p)
	}
}

func lowerStrings(v field.Value) []string {
	list := v.Strings()
	for i, s := range list {
		list[i] = strings.ToLower(s)
	}
	return list
}

// LoadAbbreviations reads the list of abbreviations (forkortningar.yaml).
func (l *Lists) LoadAbbreviations(file string, src []byte, problems *problem.List) {
	l.abbreviations = map[string]abbreviation{}
	field.Parse(file, src, 0, problems).Fields([]field.Field{
		{Key: "förkortningar", Read: field.Each(l.readAbbreviation)},
	})
}

func (l *Lists) readAbbreviation(v field.Value) {
	var a abbreviation
	name := ""
	v.Fields([]field.Field{
		{Key: "förkortning", Read: func(v field.Value) { name = v.Text().Text }},
		{Key: "betyder", Read: func(v field.Value) { a.means = lowerStrings(v) }},
		{Key: "känd", Read: func(v field.Value) { a.common = v.Bool() }},
	})
	switch _, known := l.abbreviations[name]; {
	case name == "" || len(a.means) == 0 && !a.common:
		v.Report(badWordList, "här ska stå en förkortning och vad den betyder",
			"skriv {förkortning: HSL, betyder: hälso- och sjukvårdslagen}")
	case known:
		v.Report(badWordList, "förkortningen "+name+" står två gånger", "behåll den ena")
	default:
		l.abbreviations[name] = a
	}
}
