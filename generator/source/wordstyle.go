package source

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
)

// A wordStyle is what the styles of a .docx say of a paragraph or of words, with what they inherit.
type wordStyle struct {
	heading int // 1 to 6, 0 for none
	title   bool
	quote   bool
	numID   string // of the list that its paragraphs are items of
	level   int
	form    wordForm
}

// A wordForm is how words look.
type wordForm struct {
	strong, em, struck, hidden bool
	shift                      string // sub, sup or ""
	fonts                      wordFonts
}

// wordFonts are the fonts of words: of letters without accents, of others, and of other scripts.
type wordFonts struct{ ascii, others, scripts string }

// with returns the fonts with those that an element names; a theme has no font of signs.
func (f wordFonts) with(n *xmlNode) wordFonts {
	for _, p := range []struct {
		key, theme string
		to         *string
	}{{"w:ascii", "w:asciiTheme", &f.ascii}, {"w:hAnsi", "w:hAnsiTheme", &f.others}, {"w:cs", "w:cstheme", &f.scripts}} {
		switch font := n.attr(p.key); {
		case n.attr(p.theme) != "":
			*p.to = ""
		case font != "":
			*p.to = font
		}
	}
	return f
}

// over returns the fonts with those of others in place of theirs where these have none.
func (f wordFonts) over(others wordFonts) wordFonts {
	return wordFonts{cmp.Or(f.ascii, others.ascii), cmp.Or(f.others, others.others), cmp.Or(f.scripts, others.scripts)}
}

// signs reports whether one of them is a font of signs.
func (f wordFonts) signs() bool {
	_, ascii := symbolic(f.ascii)
	_, others := symbolic(f.others)
	return ascii || others
}

// of returns the font that a sign is written in.
func (f wordFonts) of(c rune) string {
	switch {
	case c < 0x80:
		return f.ascii
	case !private(c):
		return f.others
	}
	for _, font := range []string{f.ascii, f.others, f.scripts} {
		if name, _ := symbolic(font); signs[name] != nil {
			return font
		}
	}
	return cmp.Or(f.ascii, f.others, f.scripts)
}

// A wordStyles reads the styles of a .docx.
type wordStyles struct {
	byID      map[string]*xmlNode
	read      map[string]wordStyle
	defaults  wordForm
	paragraph string // the style of a paragraph that names none
	language  string
}

func newWordStyles(root *xmlNode) *wordStyles {
	s := &wordStyles{byID: map[string]*xmlNode{}, read: map[string]wordStyle{}}
	for _, n := range root.all("w:style") {
		id := n.attr("w:styleId")
		if s.byID[id] == nil {
			s.byID[id] = n
		}
		if isDefault := n.attr("w:default"); n.attr("w:type") == "paragraph" && (isDefault == "1" || isDefault == "true") {
			s.paragraph = id
		}
	}
	props := root.child("w:docDefaults").path("w:rPrDefault", "w:rPr")
	s.defaults = wordForm{}.with(props)
	s.language = props.child("w:lang").val()
	return s
}

// mostBased is how many styles may be based on each other.
const mostBased = 50

// of returns the style with an id.
func (s *wordStyles) of(id string) wordStyle {
	if style, done := s.read[id]; done {
		return style
	}
	var chain []*xmlNode // from the style to what it is based on in the end
	for at := id; s.byID[at] != nil && len(chain) < mostBased; {
		chain = append(chain, s.byID[at])
		at = s.byID[at].child("w:basedOn").val()
	}
	var style wordStyle
	for i := len(chain) - 1; i >= 0; i-- {
		n := chain[i]
		style.form = style.form.with(n.child("w:rPr"))
		props := n.child("w:pPr")
		if number := props.child("w:numPr"); number != nil {
			if numID := number.child("w:numId"); numID != nil {
				style.numID = numID.val()
			}
			style.level = atoi(number.child("w:ilvl").val(), 0, 8)
		}
		style = style.named(n.child("w:name").val(), n.attr("w:styleId"))
		style = style.outlined(props)
	}
	if len(chain) == 0 { // some programs name styles that they do not describe
		style = style.named("", id)
	}
	s.read[id] = style
	return style
}

var (
	headingName = regexp.MustCompile(`^(?:heading|rubrik|overskrift|überschrift|titre|otsikko|título|titolo|kop)([1-9])$`)
	titleName   = regexp.MustCompile(`^(?:title|rubrik|huvudrubrik|dokumenttitel)$`)
	quoteName   = regexp.MustCompile(`^(?:(?:intense)?quote|quotations|(?:starkt)?citat|blockquote)$`)
)

// named returns the style with what its name means: the names of Word's own are English in the file,
// but not those of other programs.
func (s wordStyle) named(names ...string) wordStyle {
	for _, name := range names {
		name = strings.NewReplacer(" ", "", "_20_", "", "-", "", "_", "").Replace(strings.ToLower(name))
		switch m := headingName.FindStringSubmatch(name); {
		case m != nil:
			s.heading, s.title, s.quote = atoi(m[1], 1, 6), false, false
			return s
		case titleName.MatchString(name):
			s.title, s.heading = true, 1
			return s
		case quoteName.MatchString(name):
			s.quote = true
			return s
		}
	}
	return s
}

// outlined returns the style with the level in the outline that the properties of a paragraph give it.
func (s wordStyle) outlined(props *xmlNode) wordStyle {
	level := props.child("w:outlineLvl")
	if level == nil {
		return s
	}
	n, err := strconv.Atoi(level.val())
	switch {
	case err != nil || s.title:
	case n >= 0 && n < 9:
		s.heading = min(n+1, 6)
	case n == 9:
		s.heading = 0
	}
	return s
}

// How far words are above or below the line, in half points, when they are seen as raised or lowered.
const (
	leastShift = 2
	mostShift  = 1000
)

// with returns the form with the properties of a run.
func (f wordForm) with(props *xmlNode) wordForm {
	for _, p := range []struct {
		name string
		to   *bool
	}{{"w:b", &f.strong}, {"w:i", &f.em}, {"w:vanish", &f.hidden}, {"w:strike", &f.struck}, {"w:dstrike", &f.struck}} {
		if on, known := props.on(p.name); known && (on || p.name != "w:dstrike" || props.child("w:strike") == nil) {
			*p.to = on
		}
	}
	if position := props.child("w:position"); position != nil {
		f.shift = ""
		switch n := atoi(position.val(), 0, mostShift); { // LibreOffice writes signs from web pages so
		case n >= leastShift:
			f.shift = "sup"
		case strings.HasPrefix(position.val(), "-") && atoi(position.val()[1:], 0, mostShift) >= leastShift:
			f.shift = "sub"
		}
	}
	switch shift := props.child("w:vertAlign"); shift.val() {
	case "subscript":
		f.shift = "sub"
	case "superscript":
		f.shift = "sup"
	default:
		if shift != nil {
			f.shift = ""
		}
	}
	f.fonts = f.fonts.with(props.child("w:rFonts"))
	return f
}

// form returns how the words of a run look, in a paragraph with a style: what both a paragraph's and
// a character's style turn on is off, as Word has it.
func (s *wordStyles) form(paragraph wordForm, props *xmlNode) wordForm {
	f := paragraph
	if id := props.child("w:rStyle").val(); id != "" {
		c := s.of(id).form
		f.strong, f.em = f.strong != c.strong, f.em != c.em
		f.struck, f.hidden = f.struck != c.struck, f.hidden != c.hidden
		if c.shift != "" {
			f.shift = c.shift
		}
		f.fonts = c.fonts.over(f.fonts)
	}
	if s.defaults.strong {
		f.strong = true
	}
	if s.defaults.em {
		f.em = true
	}
	return f.with(props)
}

// atoi returns a number, held between two others; the least for what is none.
func atoi(s string, least, most int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return least
	}
	return max(least, min(n, most))
}
