// Package field reads YAML mappings whose keys and values editors write, and
// knows the place of everything it reads, so that each mistake is reported at
// its line and column in the file.
//
// [Parse] returns the [Value] of a file. [Value.Fields] hands the value of each key
// to the [Field] that reads it, mostly as a [Text].
//
// Front matter, the audience taxonomy and the blueprints are all read with it.
// The rules are the same everywhere: keys are matched by [spelling.Fold];
// unknown and repeated keys are errors; values stay the text that was written
// ("1.10", "no" and "010" are never numbers or truth values); anchors, aliases
// and explicit types are refused.
package field

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"

	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// maxKeys is how many keys a mapping may have. The YAML library takes time that
// grows with the square of their number; no editor needs fifty.
const maxKeys = 200

// A Value is a piece of YAML with its place. The zero Value is an absent one:
// it has no text, no items and no fields.
type Value struct {
	node   *yaml.Node
	source *source
}

// A source is shared by the values of one file.
type source struct {
	file     string
	lines    []string
	line     int // lines of the file above the YAML
	problems *problem.List
}

// A Text is a string with its place.
type Text struct {
	Text string
	Pos  problem.Pos
}

// A Field is a key that a mapping may have and the function that reads its value.
type Field struct {
	Key  string // as documented: "målgrupp"
	Read func(Value)
}

// Parse reads src, which begins below line lines of file, and returns its mapping.
// Mistakes are added to problems; the Value is absent when the YAML cannot be read.
func Parse(file string, src []byte, line int, problems *problem.List) Value {
	src = norm.NFC.Bytes(lineEnds(src)) // as texts are read
	s := &source{file, strings.Split(strings.TrimRight(string(src), " \n"), "\n"), line, problems}
	if s.unreadable() || s.steppedOut() {
		return Value{}
	}
	var doc yaml.Node
	err := yaml.Unmarshal(src, &doc)
	switch {
	case errors.Is(err, io.EOF), err == nil && len(doc.Content) == 0:
		return Value{}
	case err != nil:
		s.syntaxError(err)
		return Value{}
	}
	v := Value{doc.Content[0], s}
	if !s.allowed(v.node) {
		return Value{}
	}
	if v.node.Kind != yaml.MappingNode {
		s.noMapping(v)
		return Value{}
	}
	return v
}

var yamlTag = &problem.Rule{ID: "yaml-typ", Family: problem.Structure, Severity: problem.Error, In: problem.Front,
	Demand: "Överst i filen står uppgifter, en på varje rad.",
	Bad:    "sökord: !!str krisplan", Good: "sökord: krisplan"}

// noMapping reports a file whose value is no mapping.
func (s *source) noMapping(v Value) {
	what, hint := "här ska det stå uppgifter, en på varje rad",
		"skriv uppgiftens namn, kolon och mellanslag, till exempel titel: Adhd"
	if m := glued.FindStringSubmatch(s.lines[min(v.node.Line, len(s.lines))-1]); m != nil {
		what, hint = explainGlued(m)
	}
	v.Report(yamlTag, what, hint)
}

// lineEnds drops a byte order mark and turns CRLF and CR into LF.
func lineEnds(src []byte) []byte {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	return bytes.ReplaceAll(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

var yamlBlank = &problem.Rule{ID: "yaml-blanktecken", Family: problem.Structure,
	Severity: problem.Error, In: problem.Front,
	Demand: "Rader dras in med vanliga mellanslag.",
	Bad:    "målgrupp:\n\thuvudman: [Region]", Good: "målgrupp:\n  huvudman: [Region]"}

// unreadable adds problems for characters that YAML and readers see differently, and
// reports whether there are any. They come with text pasted from Word and the web.
func (s *source) unreadable() bool {
	found := false
	for i, line := range s.lines {
		end := strings.IndexFunc(line, func(r rune) bool { return !blank(r) })
		if end < 0 {
			end = len(line)
		}
		if j := strings.IndexFunc(line[:end], func(r rune) bool { return r != ' ' }); j >= 0 {
			r, _ := utf8.DecodeRuneInString(line[j:])
			s.add(yamlBlank, i, j+1, fmt.Sprintf("raden är indragen med %s", blankName(r)),
				"dra in med vanliga mellanslag, två för varje nivå")
			found = true
		}
		if j := strings.IndexAny(line, "\u0085\u2028\u2029"); j >= end {
			s.add(yamlBlank, i, utf8.RuneCountInString(line[:j])+1, "här står en osynlig radbrytning",
				"ta bort den, eller byt rad på vanligt sätt")
			found = true
		}
	}
	return found
}

// steppedOut adds a problem for a first line that is further in than one below it, and
// reports whether it is: the library would read nothing from there on, without a word.
func (s *source) steppedOut() bool {
	first := s.above(len(s.lines))
	for i := first; i >= 0; i = s.above(i) {
		first = i
	}
	if first < 0 || indent(s.lines[first]) == 0 {
		return false
	}
	for i := first + 1; i < len(s.lines); i++ {
		if l := strings.TrimSpace(s.lines[i]); l != "" && l[0] != '#' && indent(s.lines[i]) < indent(s.lines[first]) {
			s.add(Syntax, first, 1, fmt.Sprintf("raden är indragen, men inte rad %d", s.line+i+1),
				"ta bort mellanslagen i början av raden")
			return true
		}
	}
	return false
}

// blank reports whether r is invisible.
func blank(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point)
}

func blankName(r rune) string {
	switch r {
	case '\t':
		return "en tabb"
	case '\u00a0', '\u202f':
		return "ett hårt mellanslag (från Word eller webben)"
	}
	if unicode.IsSpace(r) {
		return fmt.Sprintf("ett ovanligt mellanslag (U+%04X)", r)
	}
	return fmt.Sprintf("ett osynligt tecken (U+%04X)", r)
}

func (s *source) add(rule *problem.Rule, line, column int, message, hint string) {
	s.problems.Add(rule, problem.Pos{File: s.file, Line: s.line + line + 1, Column: column}, message, hint)
}

var (
	yamlAnchor = &problem.Rule{ID: "yaml-ankare", Family: problem.Structure, Severity: problem.Error, In: problem.Front,
		Demand: "Ankare (&) och hänvisningar (*) används inte överst i filen.",
		Bad:    "sökord: &ord [krisplan]", Good: "sökord: [krisplan]"}
	tooManyKeys = &problem.Rule{ID: "yaml-nycklar", Family: problem.Structure,
		Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Det finns inte fler uppgifter än någon kan mena.",
		Bad:    "300 uppgifter överst i filen", Good: "12 uppgifter överst i filen"}
)

// allowed adds problems for anchors, aliases, explicit types and mappings with too
// many keys anywhere below n, and reports whether there are none.
func (s *source) allowed(n *yaml.Node) bool {
	v := Value{n, s}
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		v.Report(yamlAnchor, "ankare (&) och hänvisningar (*) används inte här",
			"skriv ut värdet, eller sätt det inom citattecken")
		return false
	case n.Style&yaml.TaggedStyle != 0 || s.tagged(n):
		v.Report(yamlTag, "typmarkering (!) används inte här",
			"ta bort markeringen, eller sätt värdet inom citattecken")
		return false
	case n.Kind == yaml.MappingNode && len(n.Content) > 2*maxKeys:
		v.Report(tooManyKeys, fmt.Sprintf("fler än %d uppgifter", maxKeys), "dela upp eller ta bort")
		return false
	}
	for _, child := range n.Content {
		if !s.allowed(child) {
			return false
		}
	}
	return true
}

// tagged reports whether a node begins with an exclamation mark. The library ignores
// one that is alone.
func (s *source) tagged(n *yaml.Node) bool {
	if n.Line < 1 || n.Line > len(s.lines) || !strings.Contains(s.lines[n.Line-1], "!") {
		return false
	}
	line := []rune(s.lines[n.Line-1])
	return n.Column <= len(line) && line[n.Column-1] == '!'
}

// Present reports whether there is a value. A key with nothing after it is present.
func (v Value) Present() bool { return v.node != nil }

// Mapping reports whether the value is a mapping of keys to values.
func (v Value) Mapping() bool { return v.node != nil && v.node.Kind == yaml.MappingNode }

// Blank reports whether the value is an empty text, or none.
func (v Value) Blank() bool {
	return v.node == nil || v.node.Kind == yaml.ScalarNode && strings.TrimSpace(v.node.Value) == ""
}

// Pos returns where the value begins in the file.
func (v Value) Pos() problem.Pos {
	if v.node == nil {
		return problem.Pos{}
	}
	return problem.Pos{File: v.source.file, Line: v.source.line + v.node.Line, Column: v.node.Column}
}

// Report adds a problem at the value.
func (v Value) Report(rule *problem.Rule, message, hint string) {
	v.source.problems.Add(rule, v.Pos(), message, hint)
}

var doubleKey = &problem.Rule{ID: "dubbel-nyckel", Family: problem.Structure,
	Severity: problem.Error, In: problem.Front,
	Demand: "En uppgift står en gång.",
	Bad:    "ordning: 1\nordning: 2", Good: "ordning: 1"}

// Fields reads a mapping: each known key by its field, in the order written.
// Unknown and repeated keys are reported.
func (v Value) Fields(fields []Field) {
	if !v.is(yaml.MappingNode, "uppgifter med värden") {
		return
	}
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(v.node.Content); i += 2 {
		key, value := Value{v.node.Content[i], v.source}, Value{v.node.Content[i+1], v.source}
		at := find(fields, key.node.Value)
		if at < 0 {
			key.unknown(fields)
			continue
		}
		f := fields[at]
		if first := seen[f.Key]; first != nil {
			key.Report(doubleKey,
				fmt.Sprintf("uppgiften %s står två gånger, först på rad %d", f.Key, v.source.line+first.Line),
				"behåll den ena")
			continue
		}
		seen[f.Key] = key.node
		f.Read(value)
	}
}

// find returns the index of the field with a key, preferably as it is documented.
func find(fields []Field, key string) int {
	if i := slices.IndexFunc(fields, func(f Field) bool { return f.Key == key }); i >= 0 {
		return i
	}
	folded := spelling.Fold(key)
	return slices.IndexFunc(fields, func(f Field) bool { return spelling.Fold(f.Key) == folded })
}

// UnknownKey is broken by a key that no field reads.
var UnknownKey = &problem.Rule{ID: "okand-nyckel", Family: problem.Structure,
	Severity: problem.Error, In: problem.Front,
	Demand: "Uppgifterna är de som innehållsmodellen har.",
	Bad:    "rubrik: Krisplan", Good: "sökord: [krisplan]"}

// mostListed is how many keys a hint lists.
const mostListed = 8

func (v Value) unknown(fields []Field) {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.Key
	}
	hint := spelling.DidYouMean(v.node.Value, keys)
	if len(keys) > mostListed {
		hint = spelling.NearestOr(v.node.Value, keys, "alla uppgifter står i docs/innehallsmodell.md")
	}
	v.Report(UnknownKey, fmt.Sprintf("uppgiften %s finns inte", v.node.Value), hint)
}

// Entries reads a mapping whose keys are not fixed, in the order written.
func (v Value) Entries(read func(key Text, value Value)) {
	if !v.is(yaml.MappingNode, "uppgifter med värden") {
		return
	}
	for i := 0; i+1 < len(v.node.Content); i += 2 {
		key := Value{v.node.Content[i], v.source}
		read(key.Text(), Value{v.node.Content[i+1], v.source})
	}
}

var (
	typographicQuotes = &problem.Rule{ID: "yaml-citattecken", Family: problem.Structure,
		Severity: problem.Warning, In: problem.Front,
		Demand: "Värden står inom raka citattecken, eller inga.",
		Bad:    "sökord: ”krisplan”", Good: `sökord: "krisplan"`}
	yamlComment = &problem.Rule{ID: "yaml-kommentar", Family: problem.Structure,
		Severity: problem.Warning, In: problem.Front,
		Demand: "Ett # i ett värde är inte början på en kommentar.",
		Bad:    "sökord: krisplan #vuxna", Good: `sökord: "krisplan #vuxna"`}
	// ControlCharacter is broken by an invisible character that changes what is shown.
	ControlCharacter = &problem.Rule{ID: "styrtecken", Family: problem.Security, Severity: problem.Error,
		Demand: "Texten har inga styrtecken.",
		Bad:    "Kris\u202eplan.", Good: "Krisplan."}
)

// Text reads a string, number, date or word as it was written, blanks trimmed.
// It is empty when the key has no value.
func (v Value) Text() Text {
	if !v.is(yaml.ScalarNode, "en text") || v.node.Tag == "!!null" && v.node.Value != "" { // ~ and null
		return Text{Pos: v.Pos()}
	}
	if strings.IndexFunc(v.node.Value, unseen) >= 0 {
		v.Report(ControlCharacter, "värdet innehåller ett styrtecken",
			"ta bort omvända snedstreck, och skriv om värdet")
		return Text{Pos: v.Pos()}
	}
	t := Text{strings.TrimSpace(v.node.Value), v.Pos()}
	if v.node.Style == 0 && typographic(t.Text) {
		v.Report(typographicQuotes, "värdet står inom typografiska citattecken, som blir en del av det",
			`skriv raka citattecken, ", eller inga`)
	}
	v.cut(t)
	return t
}

// cut reports words after # in the line of a value, which are a comment and not shown.
func (v Value) cut(t Text) {
	comment := v.node.LineComment
	if m := emptied.FindStringSubmatch(v.source.line1(v.node.Line)); t.Text == "" && m != nil {
		comment = m[1]
	}
	if strings.Trim(comment, "# \t") == "" || t.Text == "" && strings.HasPrefix(comment, "# ") {
		return
	}
	v.Report(yamlComment, fmt.Sprintf("%q visas inte: allt efter # är en kommentar", comment),
		"sätt hela värdet inom citattecken om orden hör dit, annars flytta dem till en egen rad som börjar med #")
}

// emptied is a key whose value is all taken for a comment.
var emptied = regexp.MustCompile(`^ *(?:- +)?[\pL_]+: +(#\S.*)$`)

// line1 returns a line by its number, counted from 1; empty when there is none.
func (s *source) line1(n int) string {
	if n < 1 || n > len(s.lines) {
		return ""
	}
	return s.lines[n-1]
}

// unseen reports whether only an escape in a quoted value can write r: a control
// character, or one that changes the direction of the writing.
func unseen(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r)
}

// typographic reports whether the whole of s is in quotation marks that YAML does
// not know. Word writes them by itself.
func typographic(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return len(s) > 2*size && strings.ContainsRune("”“„’‘»«", first) && strings.ContainsRune("”“’‘»«", last)
}

// Texts reads a list of strings. A single string is a list of one.
func (v Value) Texts() []Text {
	var texts []Text
	for _, item := range v.Items() {
		if t := item.Text(); t.Text != "" {
			texts = append(texts, t)
		}
	}
	return texts
}

var listForm = &problem.Rule{ID: "yaml-lista", Family: problem.Structure, Severity: problem.Warning, In: problem.Front,
	Demand: "Flera ord är en lista inom hakparenteser.",
	Bad:    "sökord: krisplan, säkerhetsplan", Good: "sökord: [krisplan, säkerhetsplan]"}

// Words is like [Value.Texts] for words that have no commas: several in one text were
// meant as a list.
func (v Value) Words() []Text {
	if v.node != nil && v.node.Kind == yaml.ScalarNode && v.node.Style == 0 &&
		strings.Contains(v.node.Value, ",") && !strings.ContainsAny(v.node.Value, "[]{}\"'") {
		with := "[" + v.node.Value + "]"
		v.source.problems.AddFix(listForm, v.Pos(), "orden räknas som ett enda, med komman i", "skriv "+with,
			problem.Fix{Old: v.node.Value, New: with})
	}
	return v.Texts()
}

// Strings reads the texts of a list without their places.
func (v Value) Strings() []string {
	var list []string
	for _, t := range v.Texts() {
		list = append(list, t.Text)
	}
	return list
}

// Each returns a reader of a list that reads every item with read.
func Each(read func(Value)) func(Value) {
	return func(v Value) {
		for _, item := range v.Items() {
			read(item)
		}
	}
}

// Items reads a list. A single value is a list of one; no value is an empty list.
func (v Value) Items() []Value {
	if v.node == nil || v.node.Tag == "!!null" {
		return nil
	}
	if v.node.Kind != yaml.SequenceNode {
		return []Value{v}
	}
	items := make([]Value, len(v.node.Content))
	for i, n := range v.node.Content {
		items[i] = Value{n, v.source}
	}
	return items
}

var wrongType = &problem.Rule{ID: "fel-typ", Family: problem.Structure, Severity: problem.Error, In: problem.Front,
	Demand: "Värdet är av det slag som uppgiften ska ha: text, lista, tal, ja eller nej.",
	Bad:    "ordning: först", Good: "ordning: 1"}

// Bool reads ja or nej.
func (v Value) Bool() bool {
	t := v.Text()
	switch spelling.Fold(t.Text) {
	case "ja", "true":
		return true
	case "nej", "false", "":
		return false
	}
	v.Report(wrongType, fmt.Sprintf("%q är varken ja eller nej", t.Text), "skriv ja eller nej")
	return false
}

// Int reads a whole number between low and high; 0 when it is not one, or the key
// has no value.
func (v Value) Int(low, high int) int {
	t := v.Text()
	if t.Text == "" {
		return 0
	}
	n, err := strconv.Atoi(t.Text)
	if err != nil || n < low || n > high {
		v.Report(wrongType, fmt.Sprintf("%q är inte ett heltal mellan %d och %d", t.Text, low, high),
			"skriv bara siffror")
		return 0
	}
	return n
}

var badDate = &problem.Rule{ID: "fel-datum", Family: problem.Structure, Severity: problem.Error, In: problem.Front,
	Demand: "Datum skrivs år-månad-dag och finns i kalendern.",
	Bad:    "granskad: 2026-02-30", Good: "granskad: 2026-02-28"}

// Date reads a date, "2026-05-12", and returns it as it was written; empty when
// there is no such day.
func (v Value) Date() Text {
	t := v.Text()
	day, err := time.Parse(time.DateOnly, t.Text)
	what, hint := "", "skriv dagen som ÅÅÅÅ-MM-DD"
	meant, misspelled := Day(t.Text)
	switch {
	case t.Text == "" || err == nil && day.Year() >= 1990 && day.Year() <= 2100:
		return t
	case err == nil:
		what = fmt.Sprintf("året %d är orimligt", day.Year())
	case misspelled:
		what, hint = fmt.Sprintf("datumet %q ska skrivas år-månad-dag", t.Text), "skriv "+meant
	default:
		what = fmt.Sprintf("%q är inte ett datum som finns", t.Text)
	}
	v.Report(badDate, what, hint)
	return Text{Pos: t.Pos}
}

var months = strings.Fields(
	"januari februari mars april maj juni juli augusti september oktober november december")

// Day reads a date as people write it, 12 maj 2026 or 2026-5-12, and returns
// it as it should be written.
func Day(s string) (string, bool) {
	words := strings.ToLower(strings.Trim(s, ". "))
	for i, month := range months {
		words = strings.Replace(words, " "+month+" ", fmt.Sprintf("/%d ", i+1), 1)
	}
	for _, layout := range []string{"2/1 2006", "2/1-2006", "2/1/2006", "2006-1-2", "2006/1/2", "2006.1.2",
		"20060102"} {
		if day, err := time.Parse(layout, words); err == nil {
			return day.Format(time.DateOnly), true
		}
	}
	return "", false
}

var kindNames = map[yaml.Kind]string{
	yaml.MappingNode:  "uppgifter med värden",
	yaml.SequenceNode: "en lista",
	yaml.ScalarNode:   "en text",
}

// is reports whether the value is of a kind, and adds a problem when it is of
// another. An absent value is of none, a key without value is a text.
func (v Value) is(kind yaml.Kind, want string) bool {
	if v.node == nil || v.node.Tag == "!!null" {
		return v.node != nil && kind == yaml.ScalarNode
	}
	if v.node.Kind == kind {
		return true
	}
	v.Report(wrongType, fmt.Sprintf("här står %s, men det ska vara %s", kindNames[v.node.Kind], want),
		"se exemplet i docs/innehallsmodell.md")
	return false
}

// Rules returns the rules that this package finds broken.
func Rules() []*problem.Rule {
	return []*problem.Rule{
		doubleKey, UnknownKey, wrongType, listForm, badDate, Syntax, yamlTag, yamlBlank, yamlAnchor, tooManyKeys,
		typographicQuotes, yamlComment, ControlCharacter,
	}
}
