package prose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"provtryck/generator/problem"
)

// colourMarked matches words such as rödmarkerad.
var colourMarked = regexp.MustCompile(`^(röd|grön|gul|blå|orange|lila|rosa|grå).*markera(d|de|t)$`)

// checkColours finds what only those who see colours can follow. A colour of the
// body is a sign of illness, not a colour on the page.
func checkColours(r *reading) {
	if !r.has(colour) && !strings.Contains(r.passage.Text, "markera") {
		return
	}
	for _, s := range r.sentences {
		illness := slices.ContainsFunc(r.words[s.first:s.last], func(w word) bool { return w.in(body) })
		marked := -1
		for i := s.first; i < s.last; i++ {
			w := r.words[i]
			if strings.HasPrefix(w.low, "marker") {
				marked = i
			}
			switch {
			case colourMarked.MatchString(w.low):
				r.colour(i, i)
			case !w.in(colour) || illness || i+1 == s.last || !r.blank(i):
			case r.words[i+1].in(shape), strings.HasPrefix(r.words[i+1].low, "färg") && marked >= 0 && i-marked <= 3:
				r.colour(i, i+1)
			}
		}
	}
}

var colourWord = &problem.Rule{ID: "fargord", Family: problem.Accessibility,
	Severity: problem.Warning, Draft: problem.Tip,
	Demand: "Texten går att förstå utan att se färger.",
	Bad:    "Fyll i den röda rutan.", Good: "Fyll i rutan Kontaktperson."}

func (r *reading) colour(first, last int) {
	r.report(colourWord, r.words[first].begin,
		fmt.Sprintf("%q säger inget till den som inte ser färger", r.written(first, last)),
		"skriv vad det heter eller vad som står där")
}

// checkDirections finds what only those who see the page can follow; what is to the
// right of a text on a large screen is below it on a telephone.
func checkDirections(r *reading) {
	for _, s := range r.sentences {
		last := -1 // figure
		illness := slices.ContainsFunc(r.words[s.first:s.last], func(w word) bool { return w.in(body) })
		for i := s.first; i < s.last; i++ {
			switch w := r.words[i]; {
			case w.in(figure):
				last = i
				if i+1 < s.last && r.words[i+1].in(place) && r.blank(i) {
					r.direction(i, i+1)
				}
			case w.in(compass):
				r.direction(i, i)
			case w.in(side) && last >= 0 && !illness && i > s.first && r.words[i-1].low == "till":
				r.direction(i-1, i)
			}
		}
	}
}

var directionWord = &problem.Rule{ID: "riktningsord", Family: problem.Accessibility, Severity: problem.Tip,
	Demand: "Texten går att förstå utan att se var något står.",
	Bad:    "Se bilden till höger.", Good: "Se bilden Stegen i vården."}

func (r *reading) direction(first, last int) {
	r.report(directionWord, r.words[first].begin,
		fmt.Sprintf("%q säger inget till den som inte ser sidan", r.written(first, last)),
		"säg vad det heter, eller länka dit")
}

// foreignWindow is the number of words that must contain two English ones.
const foreignWindow = 6

var unmarkedLanguage = &problem.Rule{ID: "sprakmarkering", Family: problem.Accessibility,
	Severity: problem.Tip, Draft: problem.Silent,
	Demand: "Ord på ett annat språk är märkta så att de läses upp rätt.",
	Bad:    "Metoden kallas shared decision making with the patient i forskningen.",
	Good:   "Metoden kallas [shared decision making with the patient]{en} i forskningen."}

// checkForeign finds English that is not marked as such: a screen reader would
// read it with Swedish sounds.
func checkForeign(r *reading) {
	last := -foreignWindow
	for i, w := range r.words {
		if !w.in(english) {
			continue
		}
		if i-last < foreignWindow && w.low != r.words[last].low && (w.in(surely) || r.words[last].in(surely)) {
			r.report(unmarkedLanguage, r.words[last].begin, "här står ord på engelska som inte är märkta",
				"märk dem med språket: [shared decision making]{en}")
			return
		}
		last = i
	}
}
