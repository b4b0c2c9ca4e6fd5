package disposition

import (
	"cmp"
	"slices"
	"strings"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/spelling"
)

// factsTitle is where lines about the text itself have moved to.
const factsTitle = "uppgifterna om texten"

// factLines finds units that say something about the text which is in its front matter now, and the
// headings that have nothing else. What the front matter does not say is not found: it errs on that side.
func (m *matcher) factLines() {
	m.facts = make([]bool, len(m.original.Units))
	if m.here.doc == nil {
		return
	}
	for i, u := range m.original.Units {
		if m.found[i] != nil || u.Kind == Heading || u.Kind == Link {
			continue
		}
		m.facts[i] = !slices.ContainsFunc(u.lines, func(line string) bool { return !saysSame(line, marks(u.Section), m.here.doc.Front, m.Index) })
	}
	for i, u := range m.original.Units {
		m.facts[i] = m.facts[i] || u.Kind == Heading && m.found[i] == nil && m.onlyFacts(i)
	}
}

// onlyFacts reports whether all that is under a heading is about the text.
func (m *matcher) onlyFacts(heading int) bool {
	depth := len(m.original.Units[heading].within)
	for i := heading + 1; i < len(m.original.Units); i++ {
		if u := m.original.Units[i]; len(u.within) < depth || u.Kind == Heading && len(u.within) == depth {
			return i > heading+1
		} else if u.Kind != Heading && !m.facts[i] {
			return false
		}
	}
	return heading+1 < len(m.original.Units)
}

// marks reports whether a section of the original says for whom the text is, and no more.
func marks(section string) bool {
	return slices.ContainsFunc([]string{"markning", "taggar", "filtrering"}, func(known string) bool {
		return spelling.Slug(section) == known
	})
}

// saysSame reports whether a line says what a front matter does. Audiences are read in a section of
// marks, or after the name of what they are.
func saysSame(line string, marking bool, f document.FrontMatter, x *Index) bool {
	const longest = 160 // letters of a line that is about the text
	if len([]rune(line)) > longest {
		return false
	}
	for _, c := range f.Changes {
		if equal(line, c.Text.Text) {
			return true
		}
	}
	label, value, labelled := strings.Cut(line, ":")
	if !labelled {
		value = line
	}
	label = spelling.Fold(label)
	_, dimension := x.taxonomy.FindDimension(label)
	dimension = dimension || strings.HasPrefix(label, spelling.Fold("målgrupp")) || slices.Contains(x.names.Labels, label)
	if (marking || labelled && dimension) && x.targets(value, f.Target.Tags) {
		return true
	}
	if !labelled {
		first, rest, _ := strings.Cut(line, " ")
		label, value = spelling.Fold(first), rest
	}
	switch {
	case strings.HasPrefix(label, "version"):
		return equal(value, f.Version.Text)
	case strings.Contains(label, "gransk"):
		day, known := field.Day(value)
		return known && day == f.Reviewed.Text
	}
	const fewest = 2 // words of a name that cannot be there by chance
	return labelled && len(fold(f.NAG.Text)) >= fewest && equal(value, f.NAG.Text)
}

// equal reports whether two texts say the same, and something.
func equal(a, b string) bool {
	words := fold(a)
	return len(words) > 0 && slices.Equal(words, fold(b))
}

// targets reports whether words between commas are names of audiences, and those that a text has. A
// name may have commas: the longest is the one that is meant.
func (x *Index) targets(words string, has audience.Audience) bool {
	parts := strings.FieldsFunc(words, func(r rune) bool { return r == ',' || r == ';' })
	for i := 0; i < len(parts); {
		n := len(parts) - i
		for ; n > 0; n-- {
			name := strings.Trim(strings.Join(parts[i:i+n], ","), " .")
			tag, known := x.taxonomy.Find(cmp.Or(x.names.Tags[spelling.Fold(name)], name))
			if known && slices.Contains(has, tag) {
				break
			}
		}
		if n == 0 {
			return false
		}
		i += n
	}
	return len(parts) > 0
}
