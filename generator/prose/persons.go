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
	if !r.has(counted) {
		return
	}
	text := r.passage.Text
	for i := 0; i < len(text); {
		if !digit(text[i]) {
			i++
			continue
		}
		begin := i
		digits := make([]byte, 0, 12)
		written, loose := false, false // with a dash, or with blanks that may stand between any numbers
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
			r.report(identityNumber, begin, "här står något som ser ut som ett personnummer", "ta bort det; även påhittade nummer kan vara någons")
		}
	}
}

// parting is the length of what stands between the day of birth and the last
// digits, and whether it may stand between any other numbers too.
func parting(s string) (size int, loose bool) {
	for _, dash := range []string{"-", "+", "–", "\u2011", " - ", " – ", " ", "\u00a0"} {
		if strings.HasPrefix(s, dash) && len(s) > len(dash) && digit(s[len(dash)]) {
			return len(dash), dash == " " || dash == "\u00a0"
		}
	}
	return 0, false
}

// filed says whether the word before an offset says that what follows is the
// number of something else than a person.
func (r *reading) filed(offset int) bool {
	for i, w := range r.words {
		if w.begin >= offset {
			return i > 0 && r.words[i-1].in(file)
		}
	}
	return false
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// identity says whether digits are a personal identity number (lag 2018:1801
// and Skatteverket's description): a day of birth, or one with 60 added to the
// day, three digits, and a check digit by Luhn's formula. Written with a dash
// they look like one whether the check digit is right or not.
func identity(digits []byte, dash bool) bool {
	if len(digits) == 12 {
		if century := string(digits[:2]); century != "18" && century != "19" && century != "20" {
			return false
		}
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

// PersonalData is broken by what leads to a person.
var PersonalData = &problem.Rule{ID: "personuppgift", Family: problem.Security, Severity: problem.Warning,
	Demand: "Inga personers e-postadresser eller mobilnummer står i texten.",
	Bad:    "Skriv till förnamn.efternamn@exempel.se.", Good: "Skriv till registrator@exempel.se."}

// checkPersons finds the e-mail addresses and mobile numbers of persons. Those
// of functions, such as a registrar, are not theirs.
func checkPersons(r *reading) {
	text := r.passage.Text
	for i := strings.IndexByte(text, '@'); i > 0 && i < len(text); {
		begin := strings.LastIndexFunc(text[:i], func(c rune) bool { return !letter(c) && !strings.ContainsRune("._-+", c) }) + 1
		if begin < i && text[begin] >= 0x80 && !letter(rune(text[begin])) {
			begin = nextRune(text, begin)
		}
		if personal(text[begin:i]) && letter(r.after(i+1)) {
			r.report(PersonalData, begin, "här står en persons e-postadress", "skriv en funktionsadress, till exempel registrator@")
		}
		next := strings.IndexByte(text[i+1:], '@')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	if !r.has(counted) {
		return
	}
	for i := 0; i+9 < len(text); i++ {
		if (text[i] == '0' || text[i] == '+') && !letter(r.before(i)) && Mobile(text[i:]) {
			r.report(PersonalData, i, "här står ett mobilnummer", "skriv ett nummer till en funktion, till exempel en växel")
			return
		}
	}
}

func nextRune(s string, i int) int {
	for i++; i < len(s) && s[i]&0xC0 == 0x80; i++ {
	}
	return i
}

// Personal says whether an e-mail address is a person's: two names before the @.
func Personal(address string) bool {
	local, _, found := strings.Cut(address, "@")
	return found && personal(local)
}

func personal(local string) bool {
	first, last, found := strings.Cut(local, ".")
	return found && name(first) && name(last)
}

// functions are words in addresses that belong to nobody; ofFunctions is how
// such words end.
var (
	functions = strings.Fields("info kontakt registrator support kansli vip nag kundtjanst webb redaktion no barn ungdom vuxen vuxna aldre bup psyk hab lss sip remiss reception service fraga fragor skola kommun region kuratorer teamet")

	ofFunctions = strings.Fields("mottagning mottagningen avdelning avdelningen enhet enheten team jour jouren vard varden psykiatri psykiatrin halsa halsan tjanst tjansten stod stodet samordning samordnare kansliet linje linjen centrum central")
)

func name(s string) bool {
	folded := spelling.Fold(s)
	return len(s) >= 2 && !slices.Contains(functions, folded) && !slices.ContainsFunc(ofFunctions, func(end string) bool { return strings.HasSuffix(folded, end) }) && strings.IndexFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && c != '-' }) < 0
}

// Mobile says whether a text begins with a Swedish mobile number: 070, 072, 073,
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
