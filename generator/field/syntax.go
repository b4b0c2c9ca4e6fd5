package field

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"provtryck/generator/problem"
)

var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)$`)

var Syntax = &problem.Rule{ID: "yaml-syntax", Family: problem.Structure, Severity: problem.Error, In: problem.Front,
	Demand: "Uppgifterna överst i filen går att läsa.",
	Bad:    "sökord: [krisplan", Good: "sökord: [krisplan]"}

// syntaxError turns an error of the YAML library into a problem. The library
// counts the lines of some errors from 0 and reports no line for the first.
func (s *source) syntaxError(err error) {
	m := yamlLine.FindStringSubmatch(err.Error())
	line, _ := strconv.Atoi(m[1])
	if line > 0 && !strings.HasPrefix(m[2], "did not find expected") {
		line--
	}
	line = min(line, len(s.lines)-1)
	if s.ownSign(m[2], line) {
		return
	}
	line = s.begins(m[2], line)
	what, hint := explain(m[2])
	if w, h := explainLine(m[2], s.lines[line]); w != "" {
		what, hint = w, h
	}
	if i := s.unclosed(line); i >= 0 && strings.Contains(m[2], "expected key") {
		line = i
		what, hint = explain("unexpected end of stream")
	}
	if i, w, h := s.evident(m[2], line); w != "" {
		line, what, hint = i, w, h
	}
	for _, i := range []int{line, max(0, line-1)} {
		if found := glued.FindStringSubmatch(s.lines[i]); found != nil && noKey(m[2]) {
			what, hint = explainGlued(found)
			line = i
			break
		}
	}
	s.add(Syntax, line, column(s.lines[line], what), what, hint)
}

// faults are the places in a line that messages are about, by words of the messages.
var faults = []struct {
	words string
	at    *regexp.Regexp // its group
}{
	{"ett kolon följt av mellanslag", regexp.MustCompile(`:\s.*?(:)(?:\s|$)`)},
	{"efter kolonet", glued},
	{"inom hakparenteser saknar slut", regexp.MustCompile(`(\[)[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*$`)},
	{"klammern saknar slut", regexp.MustCompile(`(\{)[^{}]*(?:\{[^{}]*\}[^{}]*)*$`)},
	{"omvänt snedstreck", regexp.MustCompile(`(\\)`)},
	{"mellan två tecken", regexp.MustCompile(`[\[{,]\s*([,\]}])`)},
	{"står en tabb", regexp.MustCompile(`(\t)`)},
	{"komma saknas", noComma},
	{"som avslutar värdet", regexp.MustCompile(`(?:"[^"]*" *|'[^']*' *|\[[^\[\]]*\] *|\{[^{}]*\} *)([^ #,\]}])`)},
	{"inne i värdet", regexp.MustCompile(`: +(?:"[^"]*|'[^']*)(["'])`)},
}

// column returns the column of the fault that a message is about: where it is known, else
// where the value begins, or the line if the message is about all of it.
func column(line, what string) int {
	at := indent(line)
	if !strings.HasPrefix(what, "raden") {
		at = len(beforeValue.FindString(line))
	}
	for _, f := range faults {
		if m := f.at.FindStringSubmatchIndex(line); m != nil && strings.Contains(what, f.words) {
			at = m[len(m)-2]
			break
		}
	}
	return utf8.RuneCountInString(line[:at]) + 1
}

// glued is a key with its value right after the colon, quoted a quoted value
// with more after it, indented an indented key with an ordinary value.
var (
	glued    = regexp.MustCompile(`^ *(?:- +)?([\pL_]+):([^\s/])`)
	quoted   = regexp.MustCompile(`^ *(?:- +)?[\pL_]+: +(?:"[^"]*" *[^ "#]|'[^']*' *[^ '#])`)
	indented = regexp.MustCompile(`^ +[\pL_]+: +[^ "'](?:[^:]|:\S)*$`)
)

// signsOf are the signs of YAML's with which a value begins when the library says something.
var signsOf = []struct{ message, signs string }{
	{"alphabetic or numeric character", "*&"},
	{"unknown anchor", "*"},
	{"comment or line break", ">|"},
	{"indentation indicator", ">|"},
	{"cannot start any token", ">|@`%"},
}

// ownSign reports a value that begins with a sign of YAML's: the library says that on
// that line or the next, of an anchor that is unknown on none. It returns whether there
// is such a value.
func (s *source) ownSign(message string, last int) bool {
	lines := []int{s.above(last), last}
	if strings.Contains(message, "unknown anchor") {
		lines = lines[:0]
		for i := range s.lines {
			lines = append(lines, i)
		}
	}
	for _, e := range signsOf {
		if !strings.Contains(message, e.message) {
			continue
		}
		for _, i := range lines {
			if i < 0 {
				continue
			}
			if at, hint := signed(s.lines[i], e.signs); at >= 0 {
				s.add(Syntax, i, utf8.RuneCountInString(s.lines[i][:at])+1,
					fmt.Sprintf(beginsWith, s.lines[i][at]), hint)
				return true
			}
		}
	}
	return false
}

const beginsWith = "värdet börjar med %c, ett tecken som betyder något annat här"

// What is before the value of a line, the signs with which a value goes on below its
// line, and where a value begins in a list.
var (
	beforeValue = regexp.MustCompile(`^ *(?:- +)*(?:[\pL_]+: +)?`)
	below       = regexp.MustCompile(`^[>|][-+0-9]*\s*(?:#.*)?$`)
	listValue   = regexp.MustCompile(`[\[{,] *([^\s\[{,])`)
)

// signed returns where a value of a line begins with one of some signs, and the hint
// for it; -1 when none does.
func signed(line, signs string) (at int, hint string) {
	at = len(beforeValue.FindString(line))
	switch value := line[at:]; {
	case value == "" || below.MatchString(value):
	case strings.Contains(signs, value[:1]):
		return at, "sätt värdet inom citattecken: " + strings.TrimLeft(line[:at], " ") + inQuotes(value)
	case value[0] == '[' || value[0] == '{':
		for _, m := range listValue.FindAllStringSubmatchIndex(value, -1) {
			if strings.Contains(signs, value[m[2]:m[3]]) {
				return at + m[2], "sätt ordet inom citattecken"
			}
		}
	}
	return -1, ""
}

// Mistakes that a line shows by itself: a value in quotation marks that has such marks
// in it, one that goes on after its bracket, and a comma that is missing between braces.
var (
	bracketed = regexp.MustCompile(`^(?:\[[^\[\]]*\]|\{[^{}]*\}) *[^ #,\]}]`)
	noComma   = regexp.MustCompile(`[^\s,{\[:]\s+([\pL_]+):\s`)
)

// evident returns the line, at or just above the one where the library gave up, that
// shows what is wrong with it; what is empty when none does.
func (s *source) evident(message string, last int) (line int, what, hint string) {
	if above := s.above(last); noKey(message) && above >= 0 && colonless(s.lines[above]) {
		word, rest, _ := strings.Cut(s.lines[above], " ")
		return above, "raden har inget kolon", fmt.Sprintf("är %s en uppgift, skriv %s: %s; hör raden till den "+
			"ovanför, dra in den två mellanslag", word, word, rest)
	}
	l := s.lines[last]
	if above := s.above(last); above >= 0 && strings.Contains(message, "mapping values") && indented.MatchString(l) &&
		keyed.MatchString(s.lines[above]) {
		return last, "raden är indragen, men raden ovanför har redan ett värde",
			likeAbove(indent(s.lines[above])) + "; hör den till värdet, sätt hela det inom citattecken"
	}
	if m := keyed.FindStringSubmatch(l); m != nil {
		key, value := m[1], m[2]
		switch {
		case strings.HasPrefix(value, "? "):
			return last, fmt.Sprintf(beginsWith, '?'),
				fmt.Sprintf("sätt värdet inom citattecken: %s: %s", key, inQuotes(value))
		case quoted.MatchString(l) && strings.Count(value, value[:1]) > 2:
			return last, "citattecknen inne i värdet avslutar det",
				fmt.Sprintf("skriv %s: %s", key, inQuotes(strings.Trim(value, value[:1])))
		case bracketed.MatchString(value):
			return last, "efter parentesen som avslutar värdet står mer text",
				"ta bort det, eller sätt hela värdet inom citattecken"
		}
	}
	if m := noComma.FindStringSubmatchIndex(l); m != nil && strings.Contains(message, "',' or '}'") &&
		strings.Count(l, "{") == strings.Count(l, "}") {
		return last, fmt.Sprintf("ett komma saknas före %s:", l[m[2]:m[3]]), "skilj uppgifterna åt med komma"
	}
	if strings.Contains(message, "expected key") {
		return s.indentation(last)
	}
	return 0, "", ""
}

// indentation returns the line that is not as far in as the one above it, that of the
// same list of keys.
func (s *source) indentation(last int) (line int, what, hint string) {
	line = last
	if last+1 < len(s.lines) && keyed.MatchString(s.lines[last]) && keyed.MatchString(s.lines[last+1]) &&
		indent(s.lines[last+1]) > indent(s.lines[last]) {
		line++
	}
	above := s.above(line)
	if above < 0 || indent(s.lines[line]) == indent(s.lines[above]) {
		return 0, "", ""
	}
	is, want := indent(s.lines[line]), indent(s.lines[above])
	return line, fmt.Sprintf("raden börjar med %d mellanslag och raden ovanför med %d", is, want), likeAbove(want)
}

// likeAbove returns the hint for a line that should be as far in as the one above it.
func likeAbove(blanks int) string {
	if blanks == 0 {
		return "ta bort indraget"
	}
	return fmt.Sprintf("börja raden med %d mellanslag, som raden ovanför", blanks)
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// above returns the nearest line above that is neither empty nor a comment, else -1.
func (s *source) above(line int) int {
	for line--; line >= 0; line-- {
		if l := strings.TrimSpace(s.lines[line]); l != "" && l[0] != '#' {
			return line
		}
	}
	return -1
}

// colonless reports whether a line looks like a key and a value without the colon.
func colonless(line string) bool {
	return !strings.Contains(line, ":") && indent(line) == 0 && !strings.ContainsAny(line[:1], "-[]{}\"'")
}

// inQuotes returns a value in quotation marks that it does not contain.
func inQuotes(value string) string {
	switch {
	case !strings.ContainsAny(value, "\"\\"):
		return `"` + value + `"`
	case !strings.Contains(value, "'"):
		return "'" + value + "'"
	}
	return `"` + strings.ReplaceAll(value, `"`, "”") + `"`
}

// unclosed finds a line above last whose value begins with a quote that does not end
// before the next key; -1 when there is none. The library ends such a value at the
// next quote of another key.
func (s *source) unclosed(last int) int {
	for i := 0; i < last; i++ {
		m := keyed.FindStringSubmatch(s.lines[i])
		if m != nil && strings.ContainsAny(m[2][:1], `"'`) && strings.Count(m[2], m[2][:1]) == 1 &&
			keyed.MatchString(s.lines[i+1]) {
			return i
		}
	}
	return -1
}

// keyed is a line with a key and its value.
var keyed = regexp.MustCompile(`^ *(?:- +)?([\pL_]+): +(\S.*)$`)

// noKey reports whether an error can come from a line in which the library sees no
// key; it reports that line or the one below it.
func noKey(message string) bool {
	return strings.Contains(message, "mapping values") || strings.Contains(message, "could not find expected ':'")
}

// explainLine explains an error by the line where the library gave up; what is empty
// when the line does not explain it.
func explainLine(message, line string) (what, hint string) {
	switch {
	case strings.Contains(message, "cannot start any token") && strings.Contains(line, "\t"):
		return "på raden står en tabb", "skriv vanliga mellanslag i stället"
	case strings.Contains(message, "expected key") && quoted.MatchString(line):
		return "efter citattecknet som avslutar värdet står mer text",
			"sätt hela värdet inom citattecken, eller skriv det utan"
	case strings.Contains(message, "mapping values") && keyed.MatchString(line) && !strings.ContainsAny(line, "\"”“„"):
		m := keyed.FindStringSubmatch(line)
		return "värdet innehåller ett kolon följt av mellanslag",
			fmt.Sprintf("sätt hela värdet inom citattecken: %s: %q", m[1], m[2])
	case strings.Contains(message, "mapping values") && strings.ContainsAny(line, "”“„"):
		return "värdet innehåller ett kolon följt av mellanslag, och typografiska citattecken räknas inte",
			`skriv raka citattecken, ", runt hela värdet`
	}
	return "", ""
}

func explainGlued(m []string) (what, hint string) {
	if r, _ := utf8.DecodeRuneInString(m[2]); blank(r) {
		return "efter kolonet står " + blankName(r), "skriv ett vanligt mellanslag i stället"
	}
	return "efter kolonet saknas ett mellanslag",
		fmt.Sprintf("skriv %s: och sedan värdet, med ett mellanslag emellan", m[1])
}

// begins finds the line of a quote or bracket that is never closed, where the library
// reports the line where it gave up, further down.
func (s *source) begins(message string, line int) int {
	open, shut := "[", "]"
	switch {
	case strings.Contains(message, "',' or ']'"):
	case strings.Contains(message, "',' or '}'"):
		open, shut = "{", "}"
	case strings.Contains(message, "unexpected end of stream"):
		for i, l := range s.lines {
			value := l[strings.Index(l, ":")+1:]
			if quote := strings.TrimSpace(value); quote != "" && (quote[0] == '"' || quote[0] == '\'') &&
				strings.Count(quote, quote[:1]) == 1 {
				return i
			}
		}
		return line
	case strings.Contains(message, "expected '-'"):
		return s.odd(line)
	default:
		return line
	}
	for i := line; i >= 0; i-- {
		if strings.Count(s.lines[i], open) > strings.Count(s.lines[i], shut) {
			return i
		}
	}
	return line
}

// odd finds the line that interrupts the list that begins at line.
func (s *source) odd(line int) int {
	indent := strings.IndexByte(s.lines[line], '-')
	for i := line + 1; i < len(s.lines); i++ {
		l := strings.TrimLeft(s.lines[i], " ")
		if l != "" && l[0] != '-' && len(s.lines[i])-len(l) <= indent {
			return i
		}
	}
	return line
}

// explain translates an error of the YAML library.
func explain(message string) (what, hint string) {
	for _, e := range []struct{ part, what, hint string }{
		{"mapping values are not allowed", "värdet innehåller ett kolon följt av mellanslag",
			`sätt hela värdet inom citattecken: titel: "Ångest: råd"`},
		{"cannot start any token", "värdet börjar med ett tecken som betyder något annat här",
			"sätt värdet inom citattecken"},
		{"could not find expected ':'", "raden har ingen uppgift",
			"skriv uppgiftens namn, kolon och värde, eller dra in raden om den hör till raden ovanför"},
		{"did not find expected key", "raden är indragen på ett sätt som inte stämmer med raderna omkring",
			"dra in lika mycket som raden ovanför"},
		{"did not find expected '-'", "raden hör inte till listan ovanför",
			"börja varje rad i listan med ett bindestreck, lika långt in"},
		{"did not find expected node content", "något saknas mellan två tecken, till exempel mellan två komman",
			"ta bort det ena, eller skriv ordet som saknas"},
		{"did not find expected ',' or ']'", "listan inom hakparenteser saknar slut",
			"skilj orden åt med komma och avsluta med ]"},
		{"did not find expected ',' or '}'", "klammern saknar slut", "avsluta med }"},
		{"unexpected end of stream", "citattecknet saknar slut",
			`avsluta värdet med samma tecken som det börjar med, " eller '`},
		{"unknown escape character", `omvänt snedstreck inom citattecken`,
			"skriv utan omvänt snedstreck, eller använd '…' i stället för \"…\""},
		{"block sequence entries are not allowed", "listan börjar på samma rad som uppgiftens namn",
			"börja den på nästa rad, eller skriv den inom hakparenteser: [a, b]"},
		{"depth", "för många nivåer", "ta bort onödiga parenteser och indrag"},
		{"unknown anchor", "ord som börjar med * betyder något annat här", "sätt värdet inom citattecken"},
	} {
		if strings.Contains(message, e.part) {
			return e.what, e.hint
		}
	}
	return "raden går inte att läsa", "jämför med exemplet i docs/innehallsmodell.md"
}
