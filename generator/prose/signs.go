package prose

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"provtryck/generator/problem"
)

var doubleBlank = &problem.Rule{ID: "dubbelt-blanksteg", Family: problem.Language,
	Severity: problem.Tip, Draft: problem.Silent,
	Demand: "Mellan ord är det ett mellanslag.",
	Bad:    "Planen  är klar.", Good: "Planen är klar."}

func checkDoubleBlanks(r *reading) {
	for _, m := range blanks.FindAllStringIndex(strings.TrimRight(r.passage.Text, " "), -1) {
		if m[0] > 0 {
			r.fix(doubleBlank, m[0], m[1], " ", "här står flera mellanslag i rad", "ta bort alla utom ett")
		}
	}
}

var blanks = regexp.MustCompile("  +")

var rangeDash = &problem.Rule{ID: "streck-intervall", Family: problem.Language, Severity: problem.Tip,
	Demand: "Intervall skrivs med tankstreck utan mellanslag.",
	Bad:    "Räkna med 3-5 besök.", Good: "Räkna med 3–5 besök."}

// checkRanges finds ranges of numbers that are not written with an en dash alone.
func checkRanges(r *reading) {
	for i := 0; i+1 < len(r.words); i++ {
		if !r.words[i].in(counted) || !r.words[i+1].in(counted) {
			continue
		}
		gap := r.between(i)
		dash := strings.Trim(gap, " \u00a0")
		if dash != "-" && dash != "–" || gap == "–" {
			continue
		}
		if strings.HasPrefix(gap, dash) != strings.HasSuffix(gap, dash) {
			continue // "5 -6": perhaps a minus
		}
		from, to := r.amount(i, i), r.amount(i+1, i+1)
		if !r.isRange(from, to) || r.numbered(i) {
			continue
		}
		is, with := r.passage.Text[from.begin:to.end], from.text+"–"+to.text
		r.fix(rangeDash, from.begin, to.end, with, fmt.Sprintf("intervallet är skrivet %s", is),
			"skriv "+with+", med tankstreck utan mellanslag")
	}
}

// An amount is a number as it is written, including its decimals.
type amount struct {
	begin, end int
	text       string
	decimal    bool
}

// amount returns the number that the first-th to last-th words are, together with
// the digits on the other side of a decimal comma, without a unit written together
// with it. Its text is empty when it is no number.
func (r *reading) amount(first, last int) amount {
	end := r.words[last].end
	if unit, ok := unitOf(r.words[last].low); ok {
		end -= len(unit)
	} else if last+1 < len(r.words) && r.between(last) == "," {
		if low := r.words[last+1].low; digit(low[0]) {
			if unit, ok := unitOf(low); ok || number(low) {
				last++
				end = r.words[last].end - len(unit)
			}
		}
	}
	if first > 0 && number(r.words[first-1].low) && r.between(first-1) == "," {
		first--
	}
	text := r.passage.Text[r.words[first].begin:end]
	if strings.Trim(text, "0123456789,") != "" || strings.Count(text, ",") > 1 {
		return amount{}
	}
	return amount{r.words[first].begin, end, text, strings.Contains(text, ",")}
}

func (a amount) value() float64 {
	f, _ := strconv.ParseFloat(strings.Replace(a.text, ",", ".", 1), 64)
	return f
}

// isRange distinguishes a range from other numbers with a dash between them: dates,
// telephone numbers, identities. A range goes upwards, between two numbers of at
// most three digits, two years, or two numbers of which one has decimals.
func (r *reading) isRange(from, to amount) bool {
	if from.text == "" || to.text == "" {
		return false
	}
	if whole := !from.decimal && !to.decimal; whole && (from.text[0] == '0' || to.text[0] == '0' ||
		max(len(from.text), len(to.text)) > 4 || (len(from.text) == 4) != (len(to.text) == 4)) {
		return false
	}
	if strings.ContainsRune("-–./:,+", r.before(from.begin)) {
		return false
	}
	if c := r.after(to.end); c == '-' || c == '/' ||
		(c == '.' || c == ':' || c == ',') && unicode.IsDigit(r.after(to.end+1)) {
		return false
	}
	return from.value() < to.value()
}

// numbered reports whether the i-th word and the next are numbers of a form, a
// telephone or the like, or go on with more numbers: Blankett 12-34.
func (r *reading) numbered(i int) bool {
	for j := i - 1; j >= 0 && i-j <= 2 && r.near(j); j-- {
		if r.words[j].in(numbering) || j == i-1 && r.words[j].in(counted) {
			return true
		}
	}
	return r.blank(i+1) && r.words[i+2].in(counted)
}

// checkUnits finds numbers that are written together with their unit.
func checkUnits(r *reading) {
	for _, w := range r.words {
		if !w.in(counted) {
			continue
		}
		if unit, ok := unitOf(w.low); ok {
			r.joined(w.end-len(unit), w.end)
			continue
		}
		if !number(w.low) {
			continue
		}
		for _, sign := range []string{"%", "°C"} {
			if strings.HasPrefix(r.passage.Text[w.end:], sign) {
				r.joined(w.end, w.end+len(sign))
			}
		}
	}
}

// measure returns where the number begins whose last digit is before an offset: 2,5
// and 140/90 are one.
func (r *reading) measure(offset int) int {
	text := r.passage.Text
	begin := offset
	for begin > 0 {
		c, size := utf8.DecodeLastRuneInString(text[:begin])
		if !unicode.IsDigit(c) && !(strings.ContainsRune(",./-–", c) && begin > size && digit(text[begin-size-1])) {
			break
		}
		begin -= size
	}
	return begin
}

var unitTogether = &problem.Rule{ID: "enhet-ihop", Family: problem.Language,
	Severity: problem.Warning, Draft: problem.Tip,
	Demand: "Det är mellanslag mellan tal och enhet.",
	Bad:    "Ge 5mg till natten.", Good: "Ge 5 mg till natten."}

// joined reports a unit that is written together with its number, unless they are
// part of a longer name: plan_5mg.pdf, 100%-ig.
func (r *reading) joined(at, end int) {
	begin := r.measure(at)
	before, after := r.before(begin), r.after(end)
	if letter(before) || strings.ContainsRune("_./\\-@#", before) ||
		letter(after) || strings.ContainsRune("_@\\", after) || hyphen(after) ||
		strings.ContainsRune(".:", after) && letter(r.after(end+1)) {
		return
	}
	number, unit := r.passage.Text[begin:at], r.passage.Text[at:end]
	r.fix(unitTogether, begin, end, number+" "+unit, fmt.Sprintf("mellanslag saknas i %s", number+unit),
		"skriv "+number+" "+unit)
}

// unitOf returns the unit that a number is written together with, "mg" of "5mg". One
// of a single letter is part of a name as often: 5g.
func unitOf(low string) (string, bool) {
	symbol := strings.TrimLeft(low, "0123456789")
	if len(symbol) < 2 || symbol == low || ourLexicon.class(symbol)&unit == 0 {
		return "", false
	}
	return symbol, true
}

// checkBareAddresses finds addresses on the web that are only text.
func checkBareAddresses(r *reading) {
	text := r.passage.Text
	if i := strings.Index(text, "www."); i >= 0 && r.before(i) != '/' && !letter(r.before(i)) &&
		letter(r.after(i+len("www."))) {
		r.bareAddress(i)
	}
	if i := strings.Index(text, "://"); i >= 0 {
		if begin := strings.LastIndex(text[:i], "http"); begin >= 0 && i-begin <= len("https") {
			r.bareAddress(begin)
		}
	}
}

// BareAddress is broken by an address where there should be a link with words.
var BareAddress = &problem.Rule{ID: "lank-bar", Family: problem.Links, Severity: problem.Warning, Draft: problem.Tip,
	Demand: "En adress i texten är en länk med ord.",
	Bad:    "Läs mer på https://www.socialstyrelsen.se.",
	Good:   "Läs mer hos [Socialstyrelsen](https://www.socialstyrelsen.se)."}

// PreviewLink is broken by an address of a preview.
var PreviewLink = &problem.Rule{ID: "lank-forhandsvisning", Family: problem.Links, Severity: problem.Error,
	Demand: "Ingen länk leder till en förhandsvisning, som bara finns på en dator eller en tid.",
	Bad:    "Läs om [stödet](http://localhost:8080/stod/).", Good: "Läs om [programmet](../index.md)."}

// PreviewHint is the advice on an address of a preview.
const PreviewHint = "länka till textens .md-fil, eller till adressen på den webbplats som läsarna besöker"

// previewHost matches an address on the writer's own computer or network, or of a proposal.
var previewHost = regexp.MustCompile(`^(?i:https?://)(?:[^/@]*@)?(?i:localhost|127\.[\d.]+|0\.0\.0\.0|10\.[\d.]+|192\.168\.[\d.]+|` +
	`172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|\[::1?\]|deploy-preview-[^/:]*|[^/:]*--[^/:]*\.netlify\.app)(?::\d+)?(?:[/?#]|$)`)

// OnlyHere reports whether an address is that of a preview.
func OnlyHere(address string) bool { return previewHost.MatchString(address) }

func (r *reading) bareAddress(at int) {
	address, _, _ := strings.Cut(strings.ReplaceAll(r.passage.Text[at:], "\u00a0", " "), " ")
	if address = strings.TrimRight(address, ".,;:!?)]}>\"”"); OnlyHere(address) {
		r.report(PreviewLink, at, fmt.Sprintf("adressen %s leder till en förhandsvisning", address), PreviewHint)
		return
	}
	r.report(BareAddress, at, "adressen står som text och går inte att följa",
		"skriv en länk: [ord som säger vart den leder](adressen)")
}
