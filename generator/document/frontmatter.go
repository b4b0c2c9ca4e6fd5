package document

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/adrg/frontmatter"

	"provtryck/generator/audience"
	"provtryck/generator/field"
	"provtryck/generator/problem"
)

// FrontMatter is what stands above the text. Every value remembers its place; a
// missing one is the zero Text.
type FrontMatter struct {
	Title      field.Text      // titel
	Template   field.Text      // mall: the id of a blueprint, "insats"
	Lead       field.Text      // ingress
	Target     audience.Target // målgrupp
	TargetPos  problem.Pos     // where målgrupp stands
	Version    field.Text      // version
	Status     Status          // status
	StatusPos  problem.Pos     // where status stands
	NAG        field.Text      // nag: the national working group
	Reviewed   field.Text      // granskad, "2026-05-12"
	FormerURLs []field.Text    // ersätter: addresses on the old site
	Keywords   []field.Text    // sökord
	Changes    []Change        // ändringar, newest first as written
	Order      int             // ordning; 0 when not given
	Sample     bool            // exempeltext: the text is an example
	Present    map[string]bool // keys that have a value, as documented
}

// A Change (ändring) is one line of the version history.
type Change struct {
	Version field.Text
	Date    field.Text
	Text    field.Text
}

// A Key is a key of the front matter, with what an editor needs to know of it.
type Key struct {
	Name    string // "titel"
	Meaning string // one Swedish clause
	Example string // a YAML value
}

// Keys are the keys of the front matter in the order of the documentation.
func Keys() []Key {
	return []Key{
		{"titel", "sidans rubrik", "Diagnostisering av depression hos vuxna"},
		{"mall", "vilken mall texten följer", "insats"},
		{"ingress", "en eller två meningar som säger vad texten ger", "Vägledning inför val av stöd, behandling eller fortsatt utredning."},
		{"målgrupp", "vilka texten är till för; utelämnad betyder alla", "{verksamhet: [Primärvård], skede: [Utredning]}"},
		{"version", "versionsnummer inom citattecken", `"1.0"`},
		{"status", "hur långt texten har kommit: " + strings.Join(Statuses, ", "), "textbearbetning"},
		{"nag", "nationell arbetsgrupp som ansvarar", "Depression och ångestsyndrom"},
		{"granskad", "datum då texten senast granskades", "2026-05-12"},
		{"ersätter", "adresser på den gamla webbplatsen", "[https://www.vardochinsats.se/adhd/]"},
		{"sökord", "andra ord som läsare söker på", "[MINI, SCID]"},
		{"ändringar", "versionshistorik, senaste först", `[{version: "1.0", datum: 2026-05-12, text: Första versionen.}]`},
		{"ordning", "plats bland syskonsidorna, i stället för siffrorna i namnet", "10"},
		{"exempeltext", "ja om texten är ett exempel och ska märkas så", "ja"},
	}
}

// split divides the text into front matter and body. line is the number of
// lines above the body. It is false when there is no front matter to read; the
// body is then all that is certainly not meant as such.
func (d *Document) split(text []byte) (yaml, body []byte, line int, ok bool) {
	if !d.delimited(text) {
		return nil, withoutFrontMatter(text), 0, false
	}
	take := func(data []byte, into any) error {
		*into.(*[]byte) = bytes.Clone(data)
		return nil
	}
	body, err := frontmatter.MustParse(bytes.NewReader(text), &yaml, frontmatter.NewFormat("---", "---", take))
	if err != nil {
		d.fault("frontmatter", d.pos(1, 1), "sidhuvudet går inte att läsa", frontMatterHint)
		return nil, text, 0, false
	}
	line = bytes.Count(text[:len(text)-len(body)], lf)
	if len(yaml) > maxFrontMatter {
		d.tooMuch(d.pos(1, 1), fmt.Sprintf("sidhuvudet är större än %d kB", maxFrontMatter>>10), "korta det")
		return nil, body, line, false
	}
	return yaml, body, line, true
}

const noFrontMatter = "sidhuvud saknas"

const frontMatterHint = "skriv --- på första raden, sedan titel: och de andra uppgifterna, sedan --- på en egen rad"

// delimited reports front matter that does not begin or end as it should. The
// frontmatter library would take it for text without a word.
func (d *Document) delimited(text []byte) bool {
	lines := bytes.Split(text, lf)
	first := string(lines[0])
	if strings.TrimRight(first, " \t") != "---" {
		d.fault("frontmatter", d.pos(1, 1), missing(first), frontMatterHint)
		return false
	}
	for i, line := range lines[1:] {
		l := string(line)
		switch {
		case strings.TrimRight(l, " \t") == "---":
			return true
		case strings.TrimSpace(l) == "---":
			d.fault("frontmatter", d.pos(i+2, 1), "tre bindestreck inne i sidhuvudet skulle avsluta det", "flytta dem till radens början om sidhuvudet slutar här, annars ta bort dem")
			return false
		case strings.TrimSpace(l) == "...":
			d.fault("frontmatter", d.pos(i+2, 1), "sidhuvudet avslutas med ... i stället för ---", "skriv --- på raden")
			return false
		}
	}
	d.fault("frontmatter", d.pos(1, 1), "sidhuvudet som börjar på rad 1 avslutas aldrig", "skriv --- på en egen rad efter uppgifterna")
	return false
}

func missing(first string) string {
	trimmed := strings.TrimSpace(first)
	switch {
	case trimmed == "+++" || strings.HasPrefix(trimmed, "---") || strings.HasPrefix(trimmed, "{") || trimmed == ";;;":
		return fmt.Sprintf("sidhuvudet ska vara YAML och börja med ---, inte med %q", trimmed)
	case strings.Trim(trimmed, "-–—\u200b\ufeff ") == "":
		return "första raden ska vara exakt tre bindestreck (---)"
	}
	return noFrontMatter
}

// withoutFrontMatter empties the lines of a spoilt front matter, so that it is
// not shown as text: down to a line that looks like its end, else to the first
// heading, else all. A text that does not even begin like one is left whole.
func withoutFrontMatter(text []byte) []byte {
	lines := bytes.SplitAfter(text, lf)
	if missing(string(bytes.TrimSpace(lines[0]))) == noFrontMatter {
		return text
	}
	end := slices.IndexFunc(lines[1:], func(l []byte) bool { return fence(bytes.TrimRight(l, " \t\n")) })
	if end < 0 {
		end = slices.IndexFunc(lines[1:], func(l []byte) bool { return bytes.HasPrefix(l, []byte("#")) }) - 1
	}
	if end < -1 {
		end = len(lines) - 2
	}
	return append(bytes.Repeat(lf, end+2), bytes.Join(lines[end+2:], nil)...)
}

// fence says whether a line is one of those that end front matter in some format
// or after some program's corrections: ---, ..., +++, ;;;, —-.
func fence(line []byte) bool {
	return len(line) > 0 && len(line) < 12 && strings.Trim(string(line), "-–—.+;") == ""
}

// readFrontMatter reads the YAML, which begins on line 2.
func (d *Document) readFrontMatter(yaml []byte, t *audience.Taxonomy) FrontMatter {
	f := FrontMatter{Present: map[string]bool{}}
	root := field.Parse(d.Name, yaml, 1, &d.Problems)
	if !root.Present() {
		if len(bytes.TrimSpace(yaml)) == 0 {
			d.fault("frontmatter", d.pos(1, 1), "sidhuvudet är tomt", "skriv minst titel:, mall: och ingress:")
		}
		return f
	}
	root.Fields(f.fields(d, t))
	return f
}

// fields pairs every key of the front matter with what reads it.
func (f *FrontMatter) fields(d *Document, t *audience.Taxonomy) []field.Field {
	readers := map[string]func(field.Value){
		"titel":    func(v field.Value) { f.Title = v.Text() },
		"mall":     func(v field.Value) { f.Template = v.Text() },
		"ingress":  func(v field.Value) { f.Lead = v.Text() },
		"målgrupp": func(v field.Value) { f.Target, f.TargetPos = d.readAudience(v, t), v.Pos() },
		"version":  func(v field.Value) { f.Version = v.Text() },
		"status":   func(v field.Value) { f.readStatus(v) },
		"nag":      func(v field.Value) { f.NAG = v.Text() },
		"granskad": func(v field.Value) { f.Reviewed = v.Date() },
		"ersätter": func(v field.Value) { f.FormerURLs = v.Texts() },
		"sökord":   func(v field.Value) { f.Keywords = v.Texts() },
		"ändringar": func(v field.Value) {
			for _, item := range v.Items() {
				f.Changes = append(f.Changes, readChange(item))
			}
		},
		"ordning":     func(v field.Value) { f.Order = v.Int(1, 9999) },
		"exempeltext": func(v field.Value) { f.Sample = v.Bool() },
	}
	var fields []field.Field
	for _, key := range Keys() {
		fields = append(fields, field.Field{Key: key.Name, Read: func(v field.Value) {
			f.Present[key.Name] = len(v.Items()) > 0 && !slices.ContainsFunc(v.Items(), blank)
			readers[key.Name](v)
		}})
	}
	return fields
}

func blank(v field.Value) bool { return v.Blank() }

func (f *FrontMatter) readStatus(v field.Value) {
	word := v.Text().Text
	status, known := FindStatus(word)
	if !known && word != "" {
		v.Error("okand-status", fmt.Sprintf("okänd status %q", word), field.DidYouMean(word, Statuses))
	}
	f.Status, f.StatusPos = status, v.Pos()
}

func readChange(v field.Value) Change {
	var c Change
	v.Fields([]field.Field{
		{Key: "version", Read: func(v field.Value) { c.Version = v.Text() }},
		{Key: "datum", Read: func(v field.Value) { c.Date = v.Date() }},
		{Key: "text", Read: func(v field.Value) { c.Text = v.Text() }},
	})
	return c
}
