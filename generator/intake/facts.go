package intake

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"

	"provtryck/generator/audience"
	"provtryck/generator/source"
	"provtryck/generator/spelling"
)

// facts are what a text says about itself: what is put into the front matter instead.
type facts struct {
	Options
	*cleaner
	front   map[string]string // values of front matter, as YAML, by their keys
	target  []int             // tags, in the order of the text
	changes []change
}

// A change is one line of the history of a text.
type change struct{ day, words string }

// mostInFact is how many letters a line may have to be taken for a fact.
const mostInFact = 160

// lines takes the facts that have lines of their own out of a tree.
func (f *facts) lines(body *html.Node) {
	if f.Mapping == nil {
		return
	}
	headed := false
	for _, p := range children(body) {
		headed = headed || headingLevel(p) > 1
		if p.Type != html.ElementNode || p.Data != "p" {
			continue
		}
		if f.isFact(p) {
			found, left := f.split(textOf(p))
			if onlyTags := !headed && len(found) > 1 && len(left) == 0; onlyTags {
				f.tags(textOf(p), textOf(p))
				body.RemoveChild(p)
			} else if f.takeLine(textOf(p)) {
				body.RemoveChild(p)
			}
			continue
		}
		f.linesOf(p)
	}
}

// linesOf takes facts out of the lines of a paragraph.
func (f *facts) linesOf(p *html.Node) {
	lines := linesIn(p)
	for _, line := range lines[:len(lines):len(lines)] {
		words := strings.Join(strings.Fields(wordsOf(line)), " ")
		if len(lines) < 2 || words == "" || slices.ContainsFunc(line, odd) {
			continue
		}
		if !f.takeLine(words) {
			continue
		}
		end := line[len(line)-1].NextSibling
		for _, n := range line {
			p.RemoveChild(n)
		}
		if end == nil {
			end = p.LastChild // the break before the last line
		}
		if end != nil && end.Data == "br" {
			p.RemoveChild(end)
		}
	}
}

// isFact reports whether a paragraph can be a fact: one short line of words alone.
func (f *facts) isFact(p *html.Node) bool {
	return len(linesIn(p)) == 1 && !odd(p) && len([]rune(textOf(p))) <= mostInFact
}

// odd reports whether a node has something that is more than words.
func odd(n *html.Node) bool {
	return n.Data == "img" && n.Type == html.ElementNode || n.Data == "a" && n.Type == html.ElementNode ||
		attribute(n, "data-footnote") != "" || slices.ContainsFunc(children(n), odd)
}

// linesIn returns the lines of a paragraph.
func linesIn(p *html.Node) [][]*html.Node {
	lines := [][]*html.Node{nil}
	for _, c := range children(p) {
		if c.Type == html.ElementNode && c.Data == "br" {
			lines = append(lines, nil)
			continue
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], c)
	}
	return lines
}

// wordsOf returns the words of a line.
func wordsOf(line []*html.Node) string {
	var b strings.Builder
	for _, n := range line {
		b.WriteString(rawText(n))
	}
	return b.String()
}

// take takes a line that is a fact, and returns what is left of it when only some is. Audiences are
// taken where the line is in a section with them.
func (f *facts) take(line string, marking bool) (left string, taken bool) {
	key, label, value, colon := f.label(line)
	switch {
	case key == "" || value == "":
		return line, false
	case key == targetKey:
		if !colon || !marking && !f.allTags(value) {
			return line, false
		}
		left = f.tags(line, value)
		if left != "" {
			return label + ": " + left, left != value
		}
		return "", true
	case namesPerson(value):
		f.remark(source.Guessed, line, "raden kan innehålla ett personnamn och står kvar i texten, inte överst i filen")
		return line, false
	}
	yaml := ""
	switch key {
	case versionKey:
		if version := strings.TrimSuffix(value, "."); versionForm.MatchString(version) {
			yaml = strconv.Quote(version)
		}
	case groupKey:
		if colon {
			yaml = strconv.Quote(value)
		}
	case reviewedKey:
		if day, words := dayIn(value); strings.Trim(words, " .,") == "" {
			yaml = day
		}
	case changesKey:
		if day := dayOfChange(value); day != "" {
			f.changes = append(f.changes, change{day, strings.TrimSuffix(line, ".")})
			f.remark(source.Changed, line, "raden är en uppgift överst i filen, under ändringar")
			return "", true
		}
	}
	if yaml == "" || f.front[key] != "" && f.front[key] != yaml {
		return line, false
	}
	f.front[key] = yaml
	f.remark(source.Changed, line, "raden är uppgiften %s överst i filen", key)
	return "", true
}

var versionForm = regexp.MustCompile(`^\d{1,3}(?:\.\d{1,3}){0,3}$`)

// label returns the key of front matter that the label before a line stands for, and what is after it.
// The longest label is the one that is meant.
func (f *facts) label(line string) (key, label, value string, colon bool) {
	words, most := strings.Fields(line), 0
	for _, n := range f.Mapping.facts {
		for _, old := range n.old {
			count := len(strings.Fields(old.Text))
			if count <= most || count > len(words) {
				continue
			}
			before := strings.Join(words[:count], " ")
			if spelling.Fold(strings.TrimRight(before, ":")) != spelling.Fold(old.Text) {
				continue
			}
			most, key, label = count, n.name.Text, strings.TrimRight(before, ":")
			value, colon = strings.Join(words[count:], " "), strings.HasSuffix(before, ":")
			if after, found := strings.CutPrefix(value, ":"); found {
				value, colon = strings.TrimSpace(after), true
			}
		}
	}
	return key, label, value, colon
}

var (
	monthNames = strings.Fields("januari februari mars april maj juni juli augusti september oktober november december")
	days       = regexp.MustCompile(`(?i)\b(?:(\d{4}-\d{2}-\d{2})|(\d{1,2}) (` + strings.Join(monthNames, "|") + `) (\d{4}))\b`)
)

// dayIn returns the only day in words, and the words without it.
func dayIn(words string) (day, rest string) {
	all := days.FindAllStringSubmatchIndex(words, -1)
	if len(all) != 1 {
		return "", words
	}
	m := days.FindStringSubmatch(words)
	if day = m[1]; day == "" {
		month := slices.Index(monthNames, strings.ToLower(m[3])) + 1
		number, _ := strconv.Atoi(m[2])
		day = fmt.Sprintf("%s-%02d-%02d", m[4], month, number)
	}
	if at, err := time.Parse(time.DateOnly, day); err != nil || at.Year() < 1990 || at.Year() > 2100 {
		return "", words
	}
	return day, words[:all[0][0]] + words[all[0][1]:]
}

// A change says by whom and on what day, in this or the other order, and no more.
var (
	byThenDay = regexp.MustCompile(`^(?:(?:av|i) ([^.!?:;]{2,60}?),? )?(?:den )?$`)
	thenBy    = regexp.MustCompile(`^(?:,? (?:av|i) ([^.!?:;]{2,60}))?\.?$`)
)

// group is a word that only a group's name has: an abbreviation, or what the group is.
var group = regexp.MustCompile(`(?:^|[^\p{L}])\p{Lu}{2,}(?:$|[^\p{L}])|(?:[Gg]rupp|[Ss]tyrelse|[Nn]ämnd|[Rr]åd|[Oo]mråde|[Rr]egion|[Mm]yndighet|[Kk]ommun|[Rr]edaktion)`)

// dayOfChange returns the day of a change, "" for words that are none.
func dayOfChange(words string) string {
	day, _ := dayIn(words)
	if day == "" {
		return ""
	}
	at := days.FindStringIndex(words)
	before, after := byThenDay.FindStringSubmatch(words[:at[0]]), thenBy.FindStringSubmatch(words[at[1]:])
	if before == nil || after == nil {
		return ""
	}
	for _, by := range []string{before[1], after[1]} {
		if by != "" && !group.MatchString(by) {
			return ""
		}
	}
	return day
}

// person is what names of persons look like: two words after each other that each begin with a capital,
// or an initial and a word. Names of groups have one capital, or are only capitals.
var person = regexp.MustCompile(`(?:^|[^\p{L}])(?:\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?|\p{Lu}\.)(?: (?:von|af|de|der|van))* ` +
	`(?:\p{Lu}\. )?\p{Lu}\p{Ll}+`)

// namesPerson reports whether words may name a person.
func namesPerson(words string) bool { return person.MatchString(words) || strings.Contains(words, "@") }

// allTags reports whether words between commas are audiences, all of them.
func (f *facts) allTags(words string) bool {
	found, left := f.split(words)
	return len(found) > 0 && len(left) == 0
}

// An oldTag is an audience by the name that it had.
type oldTag struct {
	old string
	tag int
}

// mostParts is how many parts between commas the name of an audience may have.
const mostParts = 8

// split returns the audiences in words between commas, and what is none. Names with commas are
// whole: the longest is the one that is meant.
func (f *facts) split(words string) (found []oldTag, left []string) {
	if f.Taxonomy == nil {
		return nil, []string{words}
	}
	parts := strings.FieldsFunc(words, func(r rune) bool { return r == ',' || r == ';' })
	for i := 0; i < len(parts); {
		n := min(len(parts)-i, mostParts)
		for ; n > 0; n-- {
			old := strings.Trim(strings.Join(parts[i:i+n], ","), " .")
			if tag, known := f.Mapping.tag(f.Taxonomy, old); known {
				found = append(found, oldTag{old, tag})
				break
			}
		}
		if n == 0 {
			if part := strings.TrimSpace(parts[i]); part != "" {
				left = append(left, part)
			}
			n = 1
		}
		i += n
	}
	return found, left
}

// tags takes the audiences in words, and returns what is none, with the commas.
func (f *facts) tags(line, words string) (left string) {
	found, unknown := f.split(words)
	var said []string
	for _, t := range found {
		label := f.Taxonomy.Tags[t.tag].Label
		if t.old != label {
			label = t.old + " är " + label
		}
		said = append(said, label)
		if !slices.Contains(f.target, t.tag) {
			f.target = append(f.target, t.tag)
		}
	}
	if len(said) > 0 {
		f.remark(source.Changed, line, "målgrupper överst i filen: %s", strings.Join(said, "; "))
	}
	for _, word := range unknown {
		if f.Taxonomy != nil {
			f.remark(source.Guessed, line, "”%s” är ingen av våra målgrupper och står kvar i texten; %s", word, f.Taxonomy.Suggest(word))
		}
	}
	return strings.Join(unknown, ", ")
}

// values returns the front matter, as YAML, by keys.
func (f *facts) values() map[string]string {
	if len(f.target) > 0 {
		f.front[targetKey] = targetYAML(f.Taxonomy, f.target)
	}
	slices.SortStableFunc(f.changes, func(a, b change) int { return cmp.Compare(b.day, a.day) })
	var changes []string
	for _, c := range f.changes {
		changes = append(changes, "{datum: "+c.day+", text: "+strconv.Quote(c.words)+"}")
	}
	if len(changes) > 0 {
		f.front[changesKey] = "[" + strings.Join(changes, ", ") + "]"
	}
	return f.front
}

// targetYAML returns tags by dimension.
func targetYAML(t *audience.Taxonomy, tags []int) string {
	var dimensions []string
	for i, d := range t.Dimensions {
		var names []string
		for _, tag := range tags {
			if t.Tags[tag].Dimension == i {
				names = append(names, strconv.Quote(t.Tags[tag].Label))
			}
		}
		if len(names) > 0 {
			dimensions = append(dimensions, d.ID+": ["+strings.Join(names, ", ")+"]")
		}
	}
	return "{" + strings.Join(dimensions, ", ") + "}"
}
