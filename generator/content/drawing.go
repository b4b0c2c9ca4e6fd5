package content

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// A drawing is shown if all that is in it is known to be shapes, text, colours and notes
// of the program that it was made in. What could be dangerous in some browser need not be
// known, and what the drawing is read as does not matter: nothing is removed from it.

// elements are those of SVG 2 (its element index, appendix F) that draw, without those that
// run, fetch, lead elsewhere, move or have another language in them.
var elements = words(`svg g defs symbol use title desc metadata switch view style
	path rect circle ellipse line polyline polygon text tspan tref textPath
	linearGradient radialGradient stop pattern clipPath mask marker filter
	feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
	feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
	feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`)

// attributes are those of SVG 2 (its attribute index, appendix G, and its presentation
// attributes) and of SVG 1.1 that say how something is drawn, and a few that programs write
// and browsers pass over.
var attributes = words(`class color-profile d cx cy r rx ry x y z x1 x2 y1 y2 dx dy fx fy fr width height points
	pathLength path offset rotate side spacing method startOffset textLength lengthAdjust transform
	viewBox preserveAspectRatio zoomAndPan version baseProfile systemLanguage requiredFeatures requiredExtensions
	lang media type style tabindex focusable overflow clip enable-background
	gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform
	clipPathUnits maskUnits maskContentUnits filterUnits primitiveUnits
	markerWidth markerHeight markerUnits refX refY orient
	amplitude azimuth baseFrequency bias diffuseConstant divisor edgeMode elevation exponent in in2 intercept
	k1 k2 k3 k4 kernelMatrix kernelUnitLength limitingConeAngle mode numOctaves operator order pointsAtX
	pointsAtY pointsAtZ preserveAlpha radius result scale seed slope specularConstant specularExponent
	stdDeviation stitchTiles surfaceScale tableValues targetX targetY values xChannelSelector yChannelSelector
	alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters
	color-rendering direction display dominant-baseline fill fill-opacity fill-rule filter flood-color
	flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
	glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing
	lighting-color marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity paint-order
	pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
	stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor
	text-decoration text-orientation text-overflow text-rendering transform-origin unicode-bidi vector-effect
	visibility white-space word-spacing writing-mode`)

// notes are attributes of which no browser reads the value as anything but text; with them
// are all data- and aria-.
var notes = words(`id role content host`)

// functions are those of style sheets that give colours, lengths, shapes and selections.
// That of addresses, url, is allowed within the drawing.
var functions = words(`rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark var calc min max clamp
	matrix matrix3d translate translatex translatey translate3d scale scalex scaley rotate skew skewx skewy
	blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
	circle ellipse inset polygon path not is where lang nth-child nth-of-type`)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
)

// editors are the beginnings of the names of languages in which programs write notes into
// drawings. Browsers do nothing with them.
var editors = []string{
	"http://www.inkscape.org/namespaces/", "http://sodipodi.sourceforge.net/DTD/",
	"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
	"http://creativecommons.org/ns#", "http://web.resource.org/cc/",
	"http://ns.adobe.com/", "http://www.bohemiancoding.com/sketch/ns", "http://www.figma.com/figma/ns",
	"http://www.serif.com/", "http://schemas.microsoft.com/visio/", "http://schemas.microsoft.com/office/",
	"http://www.openxmlformats.org/", "http://xml.openoffice.org/svg/export", "http://www.corel.com/coreldraw/",
	"https://boxy-svg.com", "http://vectornator.io", "http://www.vectornator.io",
}

// declaration and doctype are how a drawing may begin: browsers read nothing of these
// document types, and know no others. The encoding is UTF-8.
var (
	declaration = regexp.MustCompile(`^version\s*=\s*["']1\.0["'](\s+encoding\s*=\s*["']([A-Za-z0-9._-]*)["'])?` +
		`(\s+standalone\s*=\s*["'](yes|no)["'])?\s*$`)
	doctype = regexp.MustCompile(`^DOCTYPE\s+svg(\s+PUBLIC\s+["']-//W3C//DTD SVG [\w. ]+//EN["']\s+` +
		`["']https?://www\.w3\.org/[\w/.-]+\.dtd["'])?\s*$`)
	function = regexp.MustCompile(`([\w-]+)\(`)
	within   = regexp.MustCompile(`^\s*(#[^)"']*|"#[^)"']*"|'#[^)"']*')\s*\)`)
)

// A sketch is a drawing while it is read.
type sketch struct {
	data  []byte
	sheet *strings.Builder // of the style element that is being read; else nil
	began int64            // where that is

	width, height int
	fault         *fault
}

// examineDrawing returns the size of the view box of a drawing, 0 without one, and why it is
// not shown; nil when it is.
func examineDrawing(data []byte) (width, height int, f *fault) {
	s := &sketch{data: data}
	s.read()
	return s.width, s.height, s.fault
}

func (s *sketch) read() {
	s.data = bytes.TrimPrefix(s.data, []byte("\ufeff"))
	if !utf8.Valid(s.data) || bytes.IndexByte(s.data, 0) >= 0 {
		s.refuseEncoding()
		return
	}
	decoder := xml.NewDecoder(bytes.NewReader(s.data))
	decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.ErrUnsupported }
	seen := false
	for s.fault == nil {
		at := decoder.InputOffset()
		token, err := decoder.Token()
		switch {
		case errors.Is(err, io.EOF) && seen:
			return
		case errors.Is(err, errors.ErrUnsupported):
			s.refuseEncoding()
			return
		case err != nil:
			s.broken(decoder.InputOffset())
			return
		}
		if start, ok := token.(xml.StartElement); ok && !seen {
			seen = true
			if start.Name.Local != "svg" {
				s.broken(at)
				return
			}
			s.size(start.Attr)
		}
		s.token(token, at)
	}
}

func (s *sketch) token(token xml.Token, at int64) {
	switch t := token.(type) {
	case xml.ProcInst:
		m := declaration.FindSubmatch(t.Inst)
		switch {
		case t.Target != "xml" || at != 0:
			s.refuse(at, "<?"+t.Target+"?>")
		case m == nil:
			s.broken(at)
		case len(m[1]) > 0 && !strings.EqualFold(string(m[2]), "utf-8"):
			s.refuseEncoding()
		}
	case xml.Directive:
		if !doctype.Match(t) {
			name, _, _ := strings.Cut(string(t), " ")
			s.refuse(at, "<!"+name+">")
		}
	case xml.StartElement:
		s.element(t, at)
	case xml.EndElement:
		if s.sheet != nil {
			s.style(s.sheet.String(), s.began)
			s.sheet = nil
		}
	case xml.CharData:
		if s.sheet != nil {
			s.sheet.Write(t)
		}
	}
}

// element judges an element and its attributes.
func (s *sketch) element(e xml.StartElement, at int64) {
	own := e.Name.Space == svgSpace || e.Name.Space == ""
	if s.sheet != nil || own && !elements[e.Name.Local] || !own && !note(e.Name.Space) {
		s.refuse(at, "<"+e.Name.Local+">")
		return
	}
	if own && e.Name.Local == "style" {
		s.sheet, s.began = new(strings.Builder), at
	}
	for _, a := range e.Attr {
		s.attribute(a, own, at)
	}
}

// attribute judges an attribute of an element, of SVG's own or of a note.
func (s *sketch) attribute(a xml.Attr, own bool, at int64) {
	name := a.Name.Local
	switch space := a.Name.Space; {
	case space == "xmlns" || space == "" && name == "xmlns", note(space):
	case space == xmlSpace && (name == "space" || name == "lang" || name == "id"):
	case space == xlinkSpace && name != "href":
		if !slices.Contains([]string{"type", "title", "role", "arcrole", "show", "actuate"}, name) {
			s.refuse(at, "attributet "+name)
		}
	case (space == xlinkSpace || space == "") && name == "href":
		if !strings.HasPrefix(a.Value, "#") {
			s.refuse(at, fmt.Sprintf("en länk till %q", spelling.Shorten(a.Value, maxShown, "…")))
		}
	case !own && space == "":
	case space == "" && (notes[name] || strings.HasPrefix(name, "data-") || strings.HasPrefix(name, "aria-")):
	case space == "" && attributes[name]:
		s.style(a.Value, at)
	default:
		s.refuse(at, "attributet "+name)
	}
}

// style judges a style sheet, or the value of a presentation attribute, as which it is
// read. A backslash could hide anything.
func (s *sketch) style(sheet string, at int64) {
	if strings.Contains(sheet, `\`) {
		s.refuse(at, `\ i en stil`)
	}
	for i := range len(sheet) {
		if sheet[i] == '@' && !strings.EqualFold(sheet[i:min(i+len("@media"), len(sheet))], "@media") {
			s.refuse(at, start(sheet[i:]))
			return
		}
	}
	for _, m := range function.FindAllStringSubmatchIndex(sheet, -1) {
		name := strings.ToLower(sheet[m[2]:m[3]])
		if !functions[name] && !(name == "url" && within.MatchString(sheet[m[1]:min(m[1]+maxReference, len(sheet))])) {
			s.refuse(at, start(sheet[m[0]:]))
			return
		}
	}
}

// maxReference is how many bytes a reference within a drawing may have.
const maxReference = 200

// start returns the beginning of a style, to be shown.
func start(sheet string) string {
	return spelling.Shorten(strings.TrimSpace(strings.ToValidUTF8(sheet[:min(10*maxShown, len(sheet))], "")), maxShown, "…")
}

// maxShown is how many characters of a drawing a finding shows.
const maxShown = 40

// note reports whether a name space is that of notes that a program has left.
func note(space string) bool {
	return slices.ContainsFunc(editors, func(editor string) bool { return strings.HasPrefix(space, editor) })
}

// maxBox is how wide and high a view box may be to mean anything.
const maxBox = 1e6

// size reads the size of the view box.
func (s *sketch) size(attributes []xml.Attr) {
	for _, a := range attributes {
		sides := strings.FieldsFunc(a.Value, func(r rune) bool { return strings.ContainsRune(" ,\t\r\n", r) })
		if a.Name.Space != "" || a.Name.Local != "viewBox" || len(sides) != 4 {
			continue
		}
		w, _ := strconv.ParseFloat(sides[2], 64)
		h, _ := strconv.ParseFloat(sides[3], 64)
		if w > 0 && h > 0 && w < maxBox && h < maxBox {
			s.width, s.height = int(w), int(h)
		}
	}
}

// refuse says, once, what the drawing has that none may have.
func (s *sketch) refuse(at int64, what string) {
	s.say(activePicture, at, "bilden innehåller "+spelling.Shorten(what, maxShown+20, "…")+
		" och visas inte: bara former, text och färger är tillåtna",
		"spara den som vanlig svg (Plain SVG i Inkscape) eller som png")
}

func (s *sketch) broken(at int64) {
	s.say(brokenPicture, at, "filen går inte att läsa som svg här och visas inte", "spara om den i ett bildprogram")
}

func (s *sketch) refuseEncoding() {
	s.say(document.WrongEncoding, 0, "bilden är inte sparad som UTF-8 och visas inte", "spara den igen och välj UTF-8 som teckenkodning")
}

func (s *sketch) say(rule *problem.Rule, at int64, message, hint string) {
	if s.fault == nil {
		before := s.data[:min(at, int64(len(s.data)))]
		line := before[bytes.LastIndexByte(before, '\n')+1:]
		pos := problem.Pos{Line: 1 + bytes.Count(before, []byte("\n")), Column: 1 + utf8.RuneCount(line)}
		s.fault = &fault{rule, pos, message, hint}
	}
}

// words returns the set of the words in a text.
func words(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}
