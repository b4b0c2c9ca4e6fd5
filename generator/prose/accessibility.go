package prose

import (
	"fmt"
	"strings"
)

var (
	colours = set("röd röda rött grön gröna grönt gul gula gult blå blåa blått orange orangea lila rosa grå gråa grått svart svarta vit vita vitt")
	shapes  = set("ruta rutan rutor rutorna fält fältet fälten text texten markering markeringen markeringar rad raden rader kolumn kolumnen knapp knappen pil pilen pilar " +
		"linje linjen punkt punkten stapel stapeln staplar symbol symbolen cirkel cirkeln ram ramen färg färgen siffra siffran siffror")
	colourStems = []string{"röd", "grön", "gul", "blå", "orange", "lila", "rosa", "grå"}
)

// checkColours finds what only those who see colours can follow.
func checkColours(r *reading) {
	for i, w := range r.words {
		switch {
		case colours[w.low] && i+1 < len(r.words) && shapes[r.words[i+1].low] && r.blank(i):
			r.colour(i, i+1)
		case strings.HasSuffix(strings.TrimRight(w.low, "aet"), "markerad") || strings.HasSuffix(w.low, "markerade") || strings.HasSuffix(w.low, "markerat"):
			for _, stem := range colourStems {
				if strings.HasPrefix(w.low, stem) {
					r.colour(i, i)
				}
			}
		}
	}
}

func (r *reading) colour(first, last int) {
	r.report("fargord", r.words[first].begin, fmt.Sprintf("%s säger inget till den som inte ser färger", r.passage.Text[r.words[first].begin:r.words[last].end]), "skriv vad det heter eller vad som står där")
}

var (
	figures = set("bild bilden meny menyn ruta rutan spalt spalten kolumn kolumnen knapp knappen figur figuren tabell tabellen faktaruta faktarutan diagram diagrammet")
	sides   = set("höger vänster")
	compass = set("högerspalten vänsterspalten högermenyn vänstermenyn högerkolumnen vänsterkolumnen")
)

// checkDirections finds what only those who see the page can follow; on a
// telephone, what is to the right of a text at a desk lies below it.
func checkDirections(r *reading) {
	for _, s := range r.sentences {
		figure := -1
		for i := s.first; i < s.last; i++ {
			low := r.words[i].low
			switch {
			case figures[low]:
				figure = i
				if i+1 < s.last && (r.words[i+1].low == "nedan" || r.words[i+1].low == "ovan") && r.blank(i) {
					r.direction(i, i+1)
				}
			case compass[low]:
				r.direction(i, i)
			case sides[low] && figure >= 0 && i > s.first && r.words[i-1].low == "till":
				r.direction(i-1, i)
			}
		}
	}
}

func (r *reading) direction(first, last int) {
	r.report("riktningsord", r.words[first].begin, fmt.Sprintf("%s säger inget till den som inte ser sidan", r.passage.Text[r.words[first].begin:r.words[last].end]), "säg vad det heter, eller länka dit")
}

var (
	english = set("the of with and from that this which are for to is by or its their")
	// surely are English words that are not Swedish too.
	surely = set("the of with from this which their")
)

// foreignWindow is within how many words there must be two English ones.
const foreignWindow = 6

// checkForeign finds English that is not marked as such: a screen reader would
// read it with Swedish sounds.
func checkForeign(r *reading) {
	last := -foreignWindow
	for i, w := range r.words {
		if !english[w.low] {
			continue
		}
		if i-last < foreignWindow && w.low != r.words[last].low && (surely[w.low] || surely[r.words[last].low]) {
			r.report("sprakmarkering", r.words[last].begin, "här står ord på engelska som inte är märkta", "märk dem med språket: [shared decision making]{en}")
			return
		}
		last = i
	}
}
