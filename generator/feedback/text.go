package feedback

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"provtryck/generator/round"
)

// Where a part of an answer begins, a comment, and where it ends. Programs for mail make
// long dashes of hyphens.
var (
	partBegins    = regexp.MustCompile(`^Synpunkter från förhandsvisningen(?: \(del (\d{1,4}) av (\d{1,4})\))?`)
	commentBegins = regexp.MustCompile(`^[-–—]{1,3} ?Synpunkt(?: +(\S+))?$`)
	commentEnds   = regexp.MustCompile(`^[-–—]{1,3} ?Slut$`)
	quoted        = regexp.MustCompile(`^[\s\x{a0}]*(?:>[\s\x{a0}]*)*`)
)

// The names of the lines of a part and of a comment, in the order in which they come.
var (
	partKeys    = []string{"Omgång", "Svar", "Från", "Organisation", "E-post"}
	commentKeys = []string{"Text", "Avsnitt", "Slag", "Version", "Läsare", "Datum", "Ändrad", "Citat", "Före", "Efter",
		"Synpunkt", "Förslag"}
)

// ReadText reads the comments in the text of a mail, or of several: what else is in it is
// passed over. Lines may be quoted and broken again: one that begins with none of the names
// that can come next goes on with the one before.
func ReadText(text string) (Delivery, error) {
	r := textReader{}
	if len(text) > MaxFile {
		return r.Delivery, errTooLarge
	}
	for l := range strings.SplitSeq(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n").Replace(text), "\n") {
		r.line(strings.TrimRight(l, " \t\u00a0"))
	}
	r.cutOff()
	if !r.begun {
		return r.Delivery, ErrNone
	}
	return r.Delivery, nil
}

// ErrNone means that something has no comments from the preview in it.
var ErrNone = errors.New("här finns inga synpunkter från förhandsvisningen")

// A textReader reads an answer line by line.
type textReader struct {
	Delivery
	begun   bool // a part has been met
	keys    []string
	next    int // the first of keys that can come
	values  lines
	key     string // of the line that the next may go on with; empty for none
	part    lines  // those of the part that comments are in
	size    int    // of the values, in bytes
	within  bool   // a comment
	counted bool   // the part has been counted
	number  string // of the part, of so many; empty for the only one
	of      string
	depth   int // how many marks of quoting the part has before its lines
}

// lines are the values of the lines of a part or a comment, by their names.
type lines map[string]*strings.Builder

func (l lines) get(key string) string {
	if l[key] == nil {
		return ""
	}
	return l[key].String()
}

// maxHead is how many bytes the lines of a part may be, which are read with each comment in it.
const maxHead = 10_000

// add adds to the value of the line that is being read, as long as it may be read at all.
func (r *textReader) add(words string) {
	if r.size += len(words); r.tooLong() {
		return
	}
	if r.values[r.key] == nil {
		r.values[r.key] = new(strings.Builder)
	}
	r.values[r.key].WriteString(words)
}

// tooLong reports whether what is being read is longer than it may be.
func (r *textReader) tooLong() bool {
	return r.size > maxComment || !r.within && r.size > maxHead
}

// unquoted returns a line without blanks and at most so many marks of quoting before it:
// one more is the writer's own, such as in "> 5 mg".
func unquoted(l string, depth int) string {
	for l = strings.TrimLeft(l, " \t\u00a0"); depth > 0 && strings.HasPrefix(l, ">"); depth-- {
		l = strings.TrimLeft(l[1:], " \t\u00a0")
	}
	return l
}

// softBlanks returns a line without hard blanks, which some programs put for others.
func softBlanks(l string) string { return strings.ReplaceAll(l, "\u00a0", " ") }

// line reads a line.
func (r *textReader) line(l string) {
	marks := quoted.FindString(l)
	switch m := partBegins.FindStringSubmatch(softBlanks(l[len(marks):])); {
	case m != nil:
		r.cutOff()
		*r = textReader{Delivery: r.Delivery, begun: true, keys: partKeys, values: lines{}, number: m[1], of: m[2],
			depth: strings.Count(marks, ">")}
		r.part = r.values
		return
	case !r.begun:
		return
	}
	l = unquoted(l, r.depth)
	switch m := commentBegins.FindStringSubmatch(softBlanks(l)); {
	case m != nil:
		r.end()
		r.count()
		r.keys, r.next, r.values, r.key, r.size, r.within = commentKeys, 0, lines{}, "id", 0, true
		r.add(m[1])
		return
	case commentEnds.MatchString(softBlanks(l)):
		r.end()
		return
	case r.key == "Synpunkt" || r.key == "Förslag":
		if rest, ok := strings.CutPrefix(l, "|"); ok {
			r.add("\n" + strings.TrimPrefix(rest, " "))
			return
		}
	}
	if r.field(l) || l == "" || r.key == "" {
		if l == "" && !r.within {
			r.key = "" // what is below the lines of a part is somebody's own
		}
		return
	}
	r.add(" " + l)
}

// field reads a line that begins with one of the names that can come, and reports whether
// it does.
func (r *textReader) field(l string) bool {
	name, value, found := strings.Cut(l, ":")
	if !found {
		return false
	}
	for i := r.next; i < len(r.keys); i++ {
		if r.keys[i] != name {
			continue
		}
		words := name == "Synpunkt" || name == "Förslag"
		if words && strings.TrimSpace(value) != "" {
			return false // a line of something else that has been broken there
		}
		r.next, r.key = i+1, name
		r.add(strings.TrimSpace(value))
		return true
	}
	return false
}

// count notes which part of its answer has been met, and whether its lines have been read whole.
func (r *textReader) count() {
	if !r.counted && r.tooLong() {
		r.note("raderna överst i svaret %s är för långa, och slutet av dem togs inte med", line(r.part.get("Svar")))
	}
	if r.number != "" && !r.counted {
		n, _ := strconv.Atoi(r.number)
		of, _ := strconv.Atoi(r.of)
		r.Delivery.part(Sending{line(r.part.get("Svar")), of}, n)
	}
	r.counted = true
}

// cutOff refuses a comment that has no end.
func (r *textReader) cutOff() {
	if r.within {
		r.refuse("synpunkten %s saknar slut; be om den igen", line(r.values.get("id")))
	}
	r.within, r.key = false, ""
}

// end takes the comment that ends.
func (r *textReader) end() {
	if !r.within {
		return
	}
	long := r.tooLong()
	r.within, r.key = false, ""
	v, head := r.values.get, r.part.get
	of, id := line(head("Omgång")), line(v("id"))
	switch {
	case long:
		r.refuse("synpunkten %s: %v", id, errLong)
		return
	case of != "" && !round.ValidID(of):
		r.refuse("synpunkten %s: %q kan inte vara en omgång", id, of)
		return
	}
	before, after := v("Före"), v("Efter")
	if i := strings.LastIndex(before, " / Efter: "); i >= 0 && after == "" {
		before, after = before[:i], before[i+len(" / Efter: "):]
	}
	first, _, _ := strings.Cut(id, " ")
	page, section, _ := strings.Cut(strings.Join(strings.Fields(v("Text")), ""), "#")
	c := Comment{
		ID: uuid(first), Answer: uuid(head("Svar")), Round: of, From: head("Från"), Organisation: head("Organisation"),
		Email: head("E-post"), Date: v("Datum"), Modified: line(v("Ändrad")), Kind: v("Slag"), Page: page, Section: section,
		Quote: v("Citat"), Before: before, After: after, Text: v("Synpunkt"), Suggestion: v("Förslag"),
		Reader: v("Läsare"), Version: v("Version"),
	}
	if err := r.take(c); err != nil {
		r.refuse("synpunkten %s: %v", id, err)
	}
}
