package problem

import "slices"

// A Rule (regel) is one demand on the texts or on the files around them.
type Rule struct {
	ID       string // stable: it stands in messages, exceptions and baselines
	Family   Family
	Severity Severity // of what breaks it in a text from status slutversion on, and in all that is no text
	Draft    Severity // in texts before that; 0 when it is the same
	Demand   string   // what it demands, one Swedish sentence
	In       Part     // where Bad and Good stand
	Asked    bool     // only looked for when the user asks for it
	Bad      string   // an example that breaks it
	Good     string   // one that is near and does not
}

// A Family (område) is what a group of rules is about. Its value is the Swedish
// word that people see.
type Family string

const (
	Files         Family = "filer"
	Structure     Family = "mall"
	Targeting     Family = "målgrupp"
	Links         Family = "länkar"
	Language      Family = "språk"
	Accessibility Family = "tillgänglighet"
	Evidence      Family = "evidens"
	Security      Family = "säkerhet"
)

// Families are all families in the order in which they are listed.
var Families = []Family{Files, Structure, Targeting, Links, Language, Accessibility, Evidence, Security}

// A Part says where the examples of a rule stand.
type Part int

const (
	Body      Part = iota // in the section Genomförande of a text
	Front                 // in the front matter
	Elsewhere             // somewhere else, as they say themselves
)

// Rules are all rules, by family.
func Rules() []Rule { return slices.Concat(catalogue...) }

// catalogue is the rules by family. A new rule has a line in one of these, and
// is found by a function where its matter is known: see docs/architecture.md.
var catalogue = [][]Rule{
	fileRules, structureRules, targetingRules, linkRules, languageRules, accessibilityRules, evidenceRules, securityRules,
}

var byID = func() map[string]*Rule {
	rules := map[string]*Rule{}
	for _, family := range catalogue {
		for i := range family {
			rules[family[i].ID] = &family[i]
		}
	}
	return rules
}()

// Find returns the rule with the given id. One that is in no list is an error; a
// test holds that the program uses none.
func Find(id string) *Rule {
	if r := byID[id]; r != nil {
		return r
	}
	return &Rule{ID: id, Severity: Error}
}

// Known says whether there is a rule with the given id.
func Known(id string) bool { return byID[id] != nil }
