package document

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/adrg/frontmatter"

	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

const frontMatterHint = "skriv --- på första raden, sedan titel: och de andra uppgifterna, sedan --- på en egen rad"

var badFrontMatter = &problem.Rule{ID: "frontmatter", Family: problem.Structure,
	Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Filen börjar med uppgifterna om texten, mellan två rader med tre bindestreck.",
	Bad:    "titel: Krisplan\n\n## Sammanfattning", Good: "---\ntitel: Krisplan\n---\n\n## Sammanfattning"}

// YAML returns the front matter of a file, as [Parse] reads it; nothing where there is none.
func YAML(src []byte) []byte {
	d := &Document{}
	text, ok := d.normalise(src)
	if !ok {
		return nil
	}
	yaml, _, _, _ := d.split(text)
	return yaml
}

// split divides the text into front matter and body. line is the number of
// lines above the body. It is false when there is no front matter to read; the
// body is then all that is certainly not meant as such.
func (d *Document) split(text []byte) (yaml, body []byte, line int, ok bool) {
	end, ok := d.delimited(text)
	if !ok {
		return nil, withoutFrontMatter(text), 0, false
	}
	take := func(data []byte, into any) error {
		*into.(*[]byte) = bytes.Clone(data)
		return nil
	}
	_, err := frontmatter.MustParse(bytes.NewReader(text[:end]), &yaml, frontmatter.NewFormat("---", "---", take))
	if err != nil {
		d.fault(badFrontMatter, d.pos(1, 1), "uppgifterna överst i filen går inte att läsa", frontMatterHint)
		return nil, text, 0, false
	}
	body = text[end:]
	line = bytes.Count(text[:end], lf)
	if len(yaml) > maxFrontMatter {
		d.tooMuch(d.pos(1, 1), fmt.Sprintf("uppgifterna överst i filen är större än %d kB", maxFrontMatter>>10), "korta dem")
		return nil, body, line, false
	}
	if n, key := strayKeys(body); n > 0 {
		d.fault(badFrontMatter, d.pos(line, 1), fmt.Sprintf("uppgifterna överst i filen slutar här, men nedanför står %s:", key),
			"ta bort de tre bindestrecken på den här raden; är det en rubrik nedanför, så skriv ## framför den")
		body = emptied(body, n)
	}
	return yaml, body, line, true
}

// delimited returns where the front matter ends, or reports one that does not
// begin or end as it should. The frontmatter library would silently take it for
// text.
func (d *Document) delimited(text []byte) (end int, ok bool) {
	first, rest, _ := bytes.Cut(text, lf)
	if strings.TrimRight(string(first), " \t") != "---" {
		d.fault(badFrontMatter, d.pos(1, 1), missing(text), frontMatterHint)
		return 0, false
	}
	end = len(text) - len(rest)
	n := 1 // of the line
	for line := range bytes.Lines(rest) {
		n++
		end += len(line)
		l := strings.TrimSuffix(string(line), "\n")
		switch {
		case strings.TrimRight(l, " \t") == "---":
			return end, true
		case strings.TrimSpace(l) == "---":
			d.fault(badFrontMatter, d.pos(n, 1), "tre bindestreck bland uppgifterna överst i filen skulle avsluta dem",
				"flytta dem till radens början om uppgifterna överst i filen slutar här, annars ta bort dem")
			return 0, false
		case fence(l) || strings.TrimSpace(l) == "...":
			what, hint := fmt.Sprintf("uppgifterna överst i filen avslutas med %s i stället för ---", shorten(strings.TrimSpace(l))),
				"skriv --- på raden"
			if below, _ := strayKeys(text[end:]); below > 0 {
				what, hint = fmt.Sprintf("raden %s står bland uppgifterna överst i filen", shorten(l)), "ta bort raden"
			}
			d.fault(badFrontMatter, d.pos(n, 1), what, hint)
			return 0, false
		case isHeading(line):
			d.unended(rest)
			return 0, false
		}
	}
	d.unended(rest)
	return 0, false
}

// unended reports front matter without end, where it should be; rest is the text below the first
// line.
func (d *Document) unended(rest []byte) {
	const what = "uppgifterna som börjar på rad 1 saknar slut"
	lines := bytes.SplitAfter(bytes.TrimRight(rest, " \t\n"), lf)
	if n, _ := keysEnd(lines); n < len(lines) {
		d.fault(badFrontMatter, d.pos(n+2, 1), what+" före den här raden", "skriv --- på en egen rad före den")
		return
	}
	d.fault(badFrontMatter, d.pos(len(lines)+1, 1), what, "skriv --- på en egen rad sist i filen")
}

const noFrontMatter = "uppgifterna överst i filen saknas"

// missing returns in Swedish what a text begins with instead of front matter.
func missing(text []byte) string {
	first, _, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	first = strings.TrimSpace(first)
	switch {
	case first == "":
		return "filen är tom"
	case strings.Trim(first, "-–—\u200b\ufeff ") == "":
		return "första raden ska vara exakt tre bindestreck (---)"
	case first == "+++" || strings.HasPrefix(first, "---") || strings.HasPrefix(first, "{") || first == ";;;":
		return fmt.Sprintf("uppgifterna överst i filen ska börja med ---, inte med %q", first)
	}
	return noFrontMatter
}

// withoutFrontMatter empties the lines of a spoilt front matter, so that it is
// not shown as text. A text that does not even begin like one is left whole.
func withoutFrontMatter(text []byte) []byte {
	if missing(text) == noFrontMatter {
		n, _ := strayKeys(text)
		return emptied(text, n)
	}
	lines := bytes.SplitAfter(text, lf)
	first := slices.IndexFunc(lines, func(l []byte) bool { return len(bytes.TrimSpace(l)) > 0 })
	n := first + 1 + spoilt(lines[first+1:])
	below, _ := strayKeys(bytes.Join(lines[n:], nil))
	return emptied(text, n+below)
}

// spoilt is the number of lines, after the first, of a spoilt front matter: down
// to one that looks like its end, else to the first that is text.
func spoilt(lines [][]byte) int {
	n, fenced := keysEnd(lines)
	if fenced {
		n++
	}
	return n
}

// keysEnd returns the number of lines that can be front matter, and whether the line after
// them looks like its end. Else it is a heading, or below an empty line and no key.
func keysEnd(lines [][]byte) (n int, fenced bool) {
	empty := false
	for i, line := range lines {
		l := strings.TrimRight(string(line), " \t\n")
		word, _, colon := strings.Cut(l, ":")
		switch {
		case fence(l):
			return i, true
		case isHeading(line):
			return i, false
		case l == "":
			empty = true
		case empty && !strings.ContainsRune(" #]}", rune(l[0])) && (!colon || strings.IndexFunc(word, notKey) >= 0):
			return i, false
		default:
			empty = false
		}
	}
	return len(lines), false
}

// emptied is the text with its first n lines empty, so that all others keep
// their numbers.
func emptied(text []byte, n int) []byte {
	lines := bytes.SplitAfterN(text, lf, n+1)
	n = min(n, len(lines))
	return append(bytes.Repeat(lf, n), bytes.Join(lines[n:], nil)...)
}

// isHeading reports whether a line is a heading that no comment in YAML looks like.
func isHeading(line []byte) bool {
	rest := bytes.TrimLeft(line, "#")
	return len(line)-len(rest) > 1 && bytes.HasPrefix(rest, []byte(" "))
}

// fence reports whether a line was meant to end front matter: ---, or in another format or
// after a program's corrections ..., +++, –––, —-, ***.
func fence(line string) bool {
	return line != "" && line != "-" && line[0] != ' ' && strings.Trim(line, "-–—_*=~.+; \t") == ""
}

// strayKeys returns the number of lines at the top of a text that must have been
// meant as front matter, and the first known key in them: they look like YAML, and
// three hyphens end them.
func strayKeys(text []byte) (n int, key string) {
	for line := range bytes.Lines(text) {
		n++
		l := strings.TrimRight(string(line), " \t\n")
		if l == "---" && key != "" {
			return n, key
		}
		word, _, colon := strings.Cut(l, ":")
		switch {
		case l == "" || l[0] == ' ' || strings.HasPrefix(l, "- "):
		case !colon || strings.IndexFunc(word, notKey) >= 0:
			return 0, ""
		case key == "" && slices.ContainsFunc(Keys(), func(k Key) bool {
			return spelling.Fold(k.Name) == spelling.Fold(word)
		}):
			key = word
		}
	}
	return 0, ""
}

func notKey(r rune) bool { return !unicode.IsLetter(r) && r != '_' }
