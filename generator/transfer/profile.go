// Package transfer makes of a text what editors enter by hand where it is to be published.
//
// A [Profile] (målprofil) says what the form and the editor of the target look like: the fields and
// their order, the elements that are kept, and how boxes, audiences and footnotes are written there.
// [Of] returns the fields of a text as plain text and its body as blocks of clean HTML, each with
// what has to be done by hand ([Hand]) and what the target cannot carry ([Misfit]).
//
// A [Sum] tells later which fields and blocks have changed since the text was entered, and
// [MarkEntered] writes it into the front matter. The package knows one document at a time: where
// its links lead, it is told. It reads and writes no files.
package transfer

import (
	"slices"

	"provtryck/generator/document"
	"provtryck/generator/problem"
)

// A Profile (målprofil) is how texts are written where they are published.
type Profile struct {
	Name        string
	Base        string // the addresses of all texts there begin with it; "" when that is not known
	ContentType string // of the page in the target: "StandardPage"
	Fields      []FormField
	TopLevel    int // of the outermost headings
	BottomLevel int // of the innermost that the target has
	Elements    []string
	Ways        map[string]string // how each construct is written; see [constructs]
}

// A FormField is a field of the target's form.
type FormField struct {
	Key      string // one of fieldKeys
	Name     string // what the form calls it, "Rubrik"
	Property string // what programs call it, "heading"
}

// The keys of fields. What a text says about itself is in the order of its sum, which must not
// change; new ones come last.
const (
	titleKey    = "titel"
	leadKey     = "ingress"
	keywordsKey = "sökord"
	targetKey   = "målgrupp"
	versionKey  = "version"
	reviewedKey = "granskad"
	groupKey    = "nag"
	formerKey   = "ersätter"
	picturesKey = "bilder"
	bodyKey     = "text" // has the blocks, in no field of the sum
)

var fieldKeys = []string{titleKey, leadKey, keywordsKey, targetKey, versionKey, reviewedKey, groupKey, formerKey, picturesKey, bodyKey}

// Ways to write a construct.
const (
	asQuote      = "citat"     // a quotation with the title in bold
	asHeading    = "rubrik"    // a heading below that of the section, and what is in it
	asParagraphs = "stycken"   // the title in bold, and what is in it
	byHand       = "anvisning" // only told to the editor, who sets it by hand
	inWords      = "ord"       // words before it
	asList       = "lista"     // numbers in brackets, and a list
	asLanguage   = "lang"      // an element with the attribute lang
	withID       = "id"        // an anchor at the heading
	impossible   = "nej"       // the target cannot have it
)

// A construct is something that targets write in different ways.
type construct struct {
	key  string
	ways []string // the first is that of the profile tinymce-ren
}

// The constructs that a profile has a way for.
const (
	factBox      = "faktaruta"
	importantBox = "viktigt"
	regionalBox  = "regionalt"
	audienceOf   = "målgrupp"
	footnotes    = "fotnoter"
	languageOf   = "språk"
	anchors      = "ankare"
)

func constructs() []construct {
	box := []string{asQuote, asHeading, asParagraphs, impossible}
	return []construct{
		{factBox, box},
		{importantBox, box},
		{regionalBox, box},
		{audienceOf, []string{byHand, inWords, impossible}},
		{footnotes, []string{asList, impossible}},
		{languageOf, []string{byHand, asLanguage}},
		{anchors, []string{byHand, withID}},
	}
}

// elements are those that a profile may have, in the order of the documentation. Headings are set
// by their levels.
var elements = []string{"p", "ul", "ol", "table", "strong", "em", "a", "blockquote", "br", "code", "pre", "hr"}

// Default is the name of the profile that holds where the project has none.
const Default = "tinymce-ren"

// Profiles returns those that come with the program.
func Profiles() []*Profile {
	ways := map[string]string{}
	for _, c := range constructs() {
		ways[c.key] = c.ways[0]
	}
	clean := &Profile{Name: Default, ContentType: "StandardPage", TopLevel: 2, BottomLevel: 4, Ways: ways,
		Elements: []string{"p", "ul", "ol", "table", "strong", "em", "a", "blockquote", "br"},
		Fields: []FormField{
			{titleKey, "Rubrik", "heading"},
			{leadKey, "Ingress", "preamble"},
			{bodyKey, "Brödtext", "mainBody"},
			{keywordsKey, "Sökord", "keywords"},
			{targetKey, "Målgrupp", "audience"},
			{versionKey, "Version", "textVersion"},
			{reviewedKey, "Granskad", "reviewed"},
			{groupKey, "Nationell arbetsgrupp", "workingGroup"},
			{formerKey, "Gamla adresser", "formerAddresses"},
			{picturesKey, "Bilder", "images"},
		}}
	plain := *clean
	plain.Name, plain.BottomLevel, plain.Elements = "ren-html", 6, elements
	plain.Ways = map[string]string{factBox: asQuote, importantBox: asQuote, regionalBox: asQuote, audienceOf: byHand,
		footnotes: asList, languageOf: asLanguage, anchors: withID}
	return []*Profile{clean, &plain}
}

// has reports whether the target keeps an element.
func (p *Profile) has(tag string) bool {
	switch tag {
	case "li":
		return p.has("ul") || p.has("ol")
	case "thead", "tbody", "tr", "th", "td":
		return p.has("table")
	}
	return slices.Contains(p.Elements, tag)
}

// Rules are the rules on profiles.
func Rules() []*problem.Rule { return []*problem.Rule{badProfile} }

// boxes are the constructs of boxes, and what a reader sees that they are.
var boxes = map[document.BlockKind]struct{ construct, label string }{
	document.Fact:      {factBox, "Faktaruta"},
	document.Important: {importantBox, "Viktigt"},
	document.Regional:  {regionalBox, "Regionalt tillägg"},
}
