package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// An indexView is the A–Ö.
type indexView struct {
	base
	Letters []letter
}

// A letter groups the entries of the A–Ö that begin with it.
type letter struct {
	Letter  string // "Å"
	ID      string // "bokstav-Å" made ASCII: "bokstav-aa"
	Entries []indexEntry
}

// An indexEntry is a title, or a search word that leads to one.
type indexEntry struct {
	textLink
	See     string // the text's title when Title is a search word; else empty
	Context string // "Adhd", "Kliniskt kunskapsstöd"
}

// indexView shows every text, and the search words that lead to it, by letter.
func (r *Renderer) indexView() any {
	var entries []indexEntry
	for _, a := range r.site.Articles {
		context := indexContext(a)
		entries = append(entries, indexEntry{*r.textLink(a), "", context})
		for _, word := range a.Doc.Front.Keywords {
			if spelling.Fold(word.Text) != spelling.Fold(a.Title) {
				entries = append(entries, indexEntry{textLink{link{word.Text, a.URL}, r.forWhom(a)}, a.Title, context})
			}
		}
	}
	var keys collate.Buffer
	collator := collate.New(language.Swedish, collate.IgnoreCase)
	sortKey := map[indexEntry]string{}
	for _, e := range entries {
		sortKey[e] = string(collator.KeyFromString(&keys, e.Title))
		keys.Reset()
	}
	slices.SortStableFunc(entries, func(a, b indexEntry) int { return strings.Compare(sortKey[a], sortKey[b]) })
	return indexView{r.base("A–Ö", "Alla texter i bokstavsordning.", indexURL), byLetter(entries)}
}

func indexContext(a *site.Article) string {
	switch {
	case a.Programme == nil:
		return "Kliniskt kunskapsstöd"
	case a.IsFront() && a.Chapter == nil:
		return site.Programmes.Title
	}
	return a.Programme.Title
}

// byLetter groups sorted entries by their first letter, in the order of the
// alphabet: # is first; Å, Ä and Ö are last.
func byLetter(entries []indexEntry) []letter {
	under := map[string][]indexEntry{}
	for _, e := range entries {
		l := initial(e.Title)
		under[l] = append(under[l], e)
	}
	const alphabet = "#ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"
	var letters []letter
	for _, r := range alphabet {
		if l := string(r); len(under[l]) > 0 {
			letters = append(letters, letter{l, letterID(l), under[l]})
		}
	}
	return letters
}

// initial returns the letter that a title is listed under: Å, Ä and Ö are letters
// of their own, other accented letters are not, and # is for all other characters.
func initial(title string) string {
	r, _ := utf8.DecodeRuneInString(strings.ToUpper(norm.NFC.String(title)))
	if strings.ContainsRune("ÅÄÖ", r) {
		return string(r)
	}
	if folded := strings.ToUpper(spelling.Slug(string(r))); folded != "" && folded[0] >= 'A' {
		return folded[:1]
	}
	return "#"
}

func letterID(letter string) string {
	ascii := strings.NewReplacer("Å", "aa", "Ä", "ae", "Ö", "oe", "#", "ovrigt")
	return "bokstav-" + strings.ToLower(ascii.Replace(letter))
}
