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

// indexView shows every text, and the search words that lead to it, by letter.
func (r *Renderer) indexView() any {
	var entries []IndexEntry
	for _, a := range r.site.Articles {
		context := indexContext(a)
		entries = append(entries, IndexEntry{*r.textLink(a), "", context})
		for _, word := range a.Doc.Front.Keywords {
			if spelling.Fold(word.Text) != spelling.Fold(a.Title) {
				entries = append(entries, IndexEntry{TextLink{Link{word.Text, a.URL}, r.forWhom(a)}, a.Title, context})
			}
		}
	}
	var keys collate.Buffer
	collator := collate.New(language.Swedish, collate.IgnoreCase)
	sortKey := map[IndexEntry]string{}
	for _, e := range entries {
		sortKey[e] = string(collator.KeyFromString(&keys, e.Title))
		keys.Reset()
	}
	slices.SortStableFunc(entries, func(a, b IndexEntry) int { return strings.Compare(sortKey[a], sortKey[b]) })
	return IndexView{r.base("A–Ö", "Alla texter i bokstavsordning.", IndexURL), byLetter(entries)}
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
// alphabet: # stands first, Å, Ä and Ö last.
func byLetter(entries []IndexEntry) []Letter {
	under := map[string][]IndexEntry{}
	for _, e := range entries {
		letter := initial(e.Title)
		under[letter] = append(under[letter], e)
	}
	const alphabet = "#ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"
	var letters []Letter
	for _, r := range alphabet {
		if letter := string(r); len(under[letter]) > 0 {
			letters = append(letters, Letter{Letter: letter, ID: letterID(letter), Entries: under[letter]})
		}
	}
	return letters
}

// initial is the letter under which a title stands: Å, Ä and Ö are letters of
// their own, other accents are not, and all that is no letter stands under #.
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
	switch letter {
	case "Å":
		return "bokstav-aa"
	case "Ä":
		return "bokstav-ae"
	case "Ö":
		return "bokstav-oe"
	case "#":
		return "bokstav-ovrigt"
	}
	return "bokstav-" + strings.ToLower(letter)
}
