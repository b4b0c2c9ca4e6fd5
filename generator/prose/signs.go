package prose

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

func checkDoubleBlanks(r *reading) {
	text := strings.TrimRight(r.passage.Text, " ")
	for i := strings.Index(text, "  "); i >= 0; {
		end := i
		for end < len(text) && text[end] == ' ' {
			end++
		}
		if i > 0 {
			r.mend("dubbelt-blanksteg", i, end, " ", "här står flera mellanslag i rad", "ta bort alla utom ett")
		}
		next := strings.Index(text[end:], "  ")
		if next < 0 {
			return
		}
		i = end + next
	}
}

// checkRanges finds ranges of numbers that are not written with an en dash alone.
func checkRanges(r *reading) {
	if !r.has(counted) {
		return
	}
	for i := 0; i+1 < len(r.words); i++ {
		from, to := r.words[i], r.words[i+1]
		if !from.in(counted) || !to.in(counted) {
			continue
		}
		gap := r.between(i)
		dash := strings.Trim(gap, " \u00a0")
		if dash != "-" && dash != "–" || gap == "–" || !number(from.low) || !number(to.low) || !r.isRange(from, to) {
			continue
		}
		with := from.low + "–" + to.low
		r.mend("streck-intervall", from.begin, to.end, with, fmt.Sprintf("intervallet är skrivet %s", r.passage.Text[from.begin:to.end]), "skriv "+with+", med tankstreck utan mellanslag")
	}
}

// isRange tells a range from what else has a dash between numbers: dates,
// telephone numbers, identities. A range goes upwards, between two numbers of at
// most three digits or two years.
func (r *reading) isRange(from, to word) bool {
	if from.low[0] == '0' || to.low[0] == '0' || len(from.low) > 4 || len(to.low) > 4 || (len(from.low) == 4) != (len(to.low) == 4) {
		return false
	}
	if strings.ContainsRune("-–./:,+", r.before(from.begin)) {
		return false
	}
	if c := r.after(to.end); c == '-' || c == '/' || (c == '.' || c == ':' || c == ',') && unicode.IsDigit(r.after(to.end+1)) {
		return false
	}
	a, _ := strconv.Atoi(from.low)
	b, _ := strconv.Atoi(to.low)
	return a < b
}

// joined are units that are sometimes written together with the number.
var joined = []string{"mmol", "mg", "kg", "µg", "μg", "ml", "cl", "dl", "cm", "mm", "km"}

// checkUnits finds numbers that can be parted from their unit, or that stand too
// near it.
func checkUnits(r *reading) {
	if !r.has(counted) {
		return
	}
	for i, w := range r.words {
		if !w.in(counted) {
			continue
		}
		if unit, ok := unitOf(w.low); ok {
			with := w.low[:len(w.low)-len(unit)] + "\u00a0" + r.passage.Text[w.end-len(unit):w.end]
			r.mend("enhet-ihop", w.begin, w.end, with, fmt.Sprintf("mellanslag saknas i %s", r.written(i)), "skriv "+strings.Replace(with, "\u00a0", " ", 1)+", med hårt mellanslag")
			continue
		}
		if !number(w.low) || i+1 == len(r.words) && !strings.HasPrefix(r.passage.Text[w.end:], " %") {
			continue
		}
		gap := r.between(i)
		switch {
		case gap == " " && r.words[i+1].in(unit):
			r.held(w.begin, r.words[i+1].end)
		case strings.HasPrefix(gap, " %"):
			r.held(w.begin, w.end+2)
		}
	}
}

// held reports a number whose unit is not held to it.
func (r *reading) held(begin, end int) {
	is := r.passage.Text[begin:end]
	r.mend("hart-blanksteg", begin, end, strings.Replace(is, " ", "\u00a0", 1), fmt.Sprintf("%s kan delas vid radslut", is),
		"skriv hårt mellanslag mellan tal och enhet (Ctrl+Skift+Mellanslag i Word, Alt+Mellanslag på Mac)")
}

// unitOf is the unit that a number is written together with, "mg" of "5mg".
func unitOf(low string) (string, bool) {
	for _, unit := range joined {
		if rest, ok := strings.CutSuffix(low, unit); ok && number(rest) {
			return unit, true
		}
	}
	return "", false
}

// checkBareAddresses finds addresses on the web that are mere text.
func checkBareAddresses(r *reading) {
	text := r.passage.Text
	if i := strings.Index(text, "www."); i >= 0 && r.before(i) != '/' && !letter(r.before(i)) {
		r.bareAddress(i)
	}
	if i := strings.Index(text, "://"); i >= 0 {
		if begin := strings.LastIndex(text[:i], "http"); begin >= 0 && i-begin <= len("https") {
			r.bareAddress(begin)
		}
	}
}

func (r *reading) bareAddress(at int) {
	r.report("lank-bar", at, "adressen står som text och går inte att följa", "skriv en länk: [ord som säger vart den leder](adressen)")
}
