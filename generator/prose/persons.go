package prose

import (
	"slices"
	"strings"
	"unicode"

	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

var identityNumber = &problem.Rule{ID: "personnummer", Family: problem.Security, Severity: problem.Error,
	Demand: "Inga personnummer eller samordningsnummer står i texten.",
	Bad:    "Exempel: 19121212-1212.", Good: "Telefon: 08-123 45 67."}

// checkIdentityNumbers finds personal identity numbers and coordination numbers.
// The message does not repeat what it has found: messages are shown to many.
func checkIdentityNumbers(r *reading) {
	r.identityNumbers(func(offset int) {
		r.report(identityNumber, offset, "här står något som ser ut som ett personnummer",
			"ta bort det; även påhittade nummer kan vara någons")
	})
}

// HasIdentityNumber reports whether a text has a personal identity number or a
// coordination number.
func HasIdentityNumber(text string) (has bool) {
	r := reading{passage: &Passage{Text: text}}
	r.identityNumbers(func(int) { has = true })
	return has
}

// identityNumbers hands on where the identity numbers of the passage begin.
func (r *reading) identityNumbers(found func(offset int)) {
	text := r.passage.Text
	for i := 0; i < len(text); {
		if !digit(text[i]) {
			i++
			continue
		}
		begin := i
		digits := make([]byte, 0, 12)
		written, loose := false, false // with a dash, or with a blank, which may be between any numbers
		for i < len(text) {
			if digit(text[i]) {
				digits = append(digits, text[i])
				i++
				continue
			}
			size := 0
			if !written && !loose && (len(digits) == 6 || len(digits) == 8) {
				size, loose = parting(text[i:])
				written = size > 0 && !loose
			}
			if size == 0 {
				break
			}
			i += size
		}
		if !letter(r.before(begin)) && !letter(r.after(i)) && identity(digits, written && !r.filed(begin)) {
			found(begin)
		}
	}
}

// parting returns the length of the sign between the day of birth and the last
// digits, and whether it may be between any other numbers too.
func parting(s string) (size int, loose bool) {
	for _, dash := range []string{"-", "+", "–", "\u2011", " - ", " – ", " ", "\u00a0"} {
		if strings.HasPrefix(s, dash) && len(s) > len(dash) && digit(s[len(dash)]) {
			return len(dash), dash == " " || dash == "\u00a0"
		}
	}
	return 0, false
}

// filed reports whether the word before an offset says that what follows is the
// number of something else than a person.
func (r *reading) filed(offset int) bool {
	i := slices.IndexFunc(r.words, func(w word) bool { return w.begin >= offset })
	return i > 0 && r.words[i-1].in(file)
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// identity reports whether digits are a personal identity number (lag 2018:1801
// and Skatteverket's description): a day of birth, or one with 60 added to the
// day, three digits, and a check digit by Luhn's formula. Written with a dash
// they look like one whether the check digit is right or not.
func identity(digits []byte, dash bool) bool {
	if len(digits) == 12 && slices.Contains([]string{"18", "19", "20"}, string(digits[:2])) {
		digits = digits[2:]
	}
	if len(digits) != 10 {
		return false
	}
	month := int(digits[2]-'0')*10 + int(digits[3]-'0')
	day := int(digits[4]-'0')*10 + int(digits[5]-'0')
	if day > 60 {
		day -= 60
	}
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return false
	}
	sum := 0
	for i, d := range digits {
		n := int(d - '0')
		if i%2 == 0 {
			n *= 2
		}
		sum += n/10 + n%10
	}
	return dash || sum%10 == 0
}

// PersonalData is broken by an address or number that leads to a person.
var PersonalData = &problem.Rule{ID: "personuppgift", Family: problem.Security, Severity: problem.Warning,
	Demand: "Inga personers e-postadresser eller mobilnummer står i texten.",
	Bad:    "Skriv till förnamn.efternamn@exempel.se.", Good: "Skriv till registrator@exempel.se."}

// checkPersons finds the e-mail addresses and mobile numbers of persons, not those
// of functions, such as a registrar.
func checkPersons(r *reading) {
	text := r.passage.Text
	for i := range len(text) {
		if text[i] != '@' {
			continue
		}
		begin := len(strings.TrimRightFunc(text[:i],
			func(c rune) bool { return letter(c) || strings.ContainsRune("._-+", c) }))
		if personal(text[begin:i]) && letter(r.after(i+1)) {
			r.report(PersonalData, begin, "här står en persons e-postadress",
				"skriv en funktionsadress, till exempel registrator@")
		}
	}
	if !r.has(counted) {
		return
	}
	for i := 0; i+9 < len(text); i++ {
		if (text[i] == '0' || text[i] == '+') && !letter(r.before(i)) && Mobile(text[i:]) {
			r.report(PersonalData, i, "här står ett mobilnummer",
				"skriv ett nummer till en funktion, till exempel en växel")
			return
		}
	}
}

// Personal reports whether an e-mail address is a person's: two names before the @.
func Personal(address string) bool {
	local, _, found := strings.Cut(address, "@")
	return found && personal(local)
}

func personal(local string) bool {
	first, last, found := strings.Cut(local, ".")
	return found && name(first) && name(last)
}

// Words in addresses that belong to no person, and endings of such words.
var (
	functions       = strings.Fields(wordsIn("functions"))
	functionEndings = strings.Fields(wordsIn("function-endings"))
)

func name(s string) bool {
	folded := spelling.Fold(s)
	return len(s) >= 2 && !slices.Contains(functions, folded) &&
		!slices.ContainsFunc(functionEndings, func(end string) bool { return strings.HasSuffix(folded, end) }) &&
		!strings.ContainsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && c != '-' })
}

// Mobile reports whether a text begins with a Swedish mobile number: 070, 072, 073,
// 076 or 079 and seven digits (PTS, svensk nummerplan), with or without +46.
func Mobile(s string) bool {
	digits := make([]byte, 0, 12)
	if rest, ok := strings.CutPrefix(s, "+46"); ok {
		digits, s = append(digits, '0'), rest
	}
	for i := 0; i < len(s) && len(digits) <= 10; i++ {
		switch c := s[i]; {
		case digit(c):
			if len(digits) == 1 && digits[0] == '0' && c == '0' {
				continue // +46 (0)70
			}
			digits = append(digits, c)
		case c == ' ' || c == '-' || c == '(' || c == ')' || c == '/':
		default:
			i = len(s)
		}
	}
	return len(digits) == 10 && digits[0] == '0' && digits[1] == '7' && strings.IndexByte("02369", digits[2]) >= 0
}
