package problem

import "slices"

// A Rule (regel) is one demand on the texts or on the files around them. It is a
// variable beside what finds that it is broken, and in the list of that package.
type Rule struct {
	ID       string // stable: messages and exceptions name it
	Family   Family
	Severity Severity // of what breaks it in a text from status slutversion on, and in all that is no text
	Draft    Severity // in texts before that; 0 when it is the same
	Demand   string   // what it demands, one Swedish sentence
	In       Part     // where Bad and Good are
	Asked    bool     // only looked for when the user asks for it
	Bad      string   // an example that breaks it
	Good     string   // one that is near and does not
}

// A Family (område) is a group of rules. Its value is the Swedish word that people
// see.
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

// A Part is where the examples of a rule are.
type Part int

const (
	Body      Part = iota // in the section Genomförande of a text
	Front                 // in the front matter
	Elsewhere             // somewhere else, which they describe
)

// A Catalogue is rules by which people may name them.
type Catalogue []*Rule

// ByID returns the rule with the given id, or nil.
func (c Catalogue) ByID(id string) *Rule {
	if i := slices.IndexFunc(c, func(r *Rule) bool { return r.ID == id }); i >= 0 {
		return c[i]
	}
	return nil
}

// IDs returns the ids of the rules.
func (c Catalogue) IDs() []string {
	ids := make([]string, len(c))
	for i, r := range c {
		ids[i] = r.ID
	}
	return ids
}
