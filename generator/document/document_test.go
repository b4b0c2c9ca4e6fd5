package document

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"provtryck/generator/audience"
	"provtryck/generator/problem"
)

var update = flag.Bool("update", false, "rewrite expectations")

// taxonomy returns that of the project.
func taxonomy(tb testing.TB) *audience.Taxonomy {
	tb.Helper()
	src, err := os.ReadFile(filepath.Join("..", "testdata", "content", "_projekt", "malgrupper.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	t, problems := audience.Load("malgrupper.yaml", src)
	if len(problems) > 0 {
		tb.Fatal(problems)
	}
	return t
}

// TestCases compares what is understood of texts with what is expected: sections,
// blocks, links and problems.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	tax := taxonomy(t)
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(archive.Files); i += 2 {
			in, want := archive.Files[i], &archive.Files[i+1]
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+in.Name, func(t *testing.T) {
				got := outline(Parse(in.Name, in.Data, Options{Taxonomy: tax}), tax)
				if *update {
					want.Data = []byte(got)
				}
				if got != string(want.Data) {
					t.Errorf("got:\n%s\nwant:\n%s", got, want.Data)
				}
			})
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// outline describes in words what was understood of a document.
func outline(d *Document, t *audience.Taxonomy) string {
	var b strings.Builder
	target := func(a audience.Target) string {
		s := strings.Join(t.Labels(a.Tags), ", ")
		if a.Always {
			s += " alltid"
		}
		if s == "" {
			return ""
		}
		return " {" + strings.TrimSpace(s) + "}"
	}
	if d.Front.Title.Text != "" {
		fmt.Fprintf(&b, "titel %q%s\n", d.Front.Title.Text, target(d.Front.Target))
	}
	var blocks func([]Block, string)
	blocks = func(list []Block, indent string) {
		for _, block := range list {
			fmt.Fprintf(&b, "%s%s %q%s %s\n", indent,
				[]string{"text", "faktaruta", "viktigt", "regionalt", "målgrupp"}[block.Kind], block.Title,
				target(block.Target), spell(block.Tokens))
			blocks(block.Blocks, indent+"  ")
		}
	}
	blocks(d.Intro, "")
	d.All(func(s *Section, _ []*Section) {
		fmt.Fprintf(&b, "h%d #%s %q%s rad %d, %d ord\n", s.Level, s.ID, s.Title, target(s.Target), s.Pos.Line, s.Words)
		blocks(s.Blocks, "  ")
	})
	for _, l := range d.Links {
		fmt.Fprintf(&b, "länk %q till %q vid %d:%d\n", l.Text, l.Dest, l.Pos.Line, l.Pos.Column)
	}
	for _, p := range d.Problems.Sorted() {
		fmt.Fprintf(&b, "%s\n  %s\n", p, p.Hint)
	}
	return b.String()
}

const good = "---\ntitel: Å\nmall: insats\n---\n\n## Å\n\nText.\n"

// TestBytes checks that the same text in other bytes is the same document.
func TestBytes(t *testing.T) {
	tax := taxonomy(t)
	want := outline(Parse("a.md", []byte(good), Options{Taxonomy: tax}), tax)
	for name, src := range map[string]string{
		"BOM":   "\ufeff" + good,
		"CRLF":  strings.ReplaceAll(good, "\n", "\r\n"),
		"CR":    strings.ReplaceAll(good, "\n", "\r"),
		"mixed": strings.Replace(good, "\n", "\r\n", 3),
	} {
		if got := outline(Parse("a.md", []byte(src), Options{Taxonomy: tax}), tax); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
	for name, src := range map[string][]byte{
		"UTF-16 LE":              encodeUTF16(good, false),
		"UTF-16 BE":              encodeUTF16(good, true),
		"UTF-16 LE without mark": encodeUTF16(good, false)[2:],
		"UTF-16 BE without mark": encodeUTF16(good, true)[2:],
		"Latin-1":                []byte("---\ntitel: \xc5\nmall: insats\n---\n\n## \xc5\n\nText.\n"),
		"NUL":                    []byte(strings.Replace(good, "Text", "Te\x00xt", 1)),
	} {
		d := Parse("a.md", src, Options{Taxonomy: tax})
		if d.Problems.Count(3) != 1 || d.Problems[0].Rule.ID != "teckenkodning" || len(d.Sections) != 1 {
			t.Errorf("%s: %v", name, d.Problems)
		}
	}
}

// TestFences checks that front matter that ends otherwise than it should is reported at the
// line where it ends, and that doing what the hint says leaves nothing to report.
func TestFences(t *testing.T) {
	const top, rest = "---\ntitel: A\nsökord:\n  - a\n  - b\n", "\nText.\n\n## Rubrik\n\nMer.\n"
	const asHyphens, above = "skriv --- på raden", "skriv --- på en egen rad före den"
	for _, c := range []struct{ name, src, want, hint, mended string }{
		{"dashes", top + "–––\n" + rest, "6:1 uppgifterna överst i filen avslutas med ––– i stället för ---", asHyphens, ""},
		{"stars", top + "***\n" + rest, "6:1 uppgifterna överst i filen avslutas med *** i stället för ---", asHyphens, ""},
		{"four hyphens", top + "----\n" + rest, "6:1 uppgifterna överst i filen avslutas med ---- i stället för ---", asHyphens, ""},
		{"two hyphens", top + "--\n" + rest, "6:1 uppgifterna överst i filen avslutas med -- i stället för ---", asHyphens, ""},
		{"one dash", top + "— \n" + rest, "6:1 uppgifterna överst i filen avslutas med — i stället för ---", asHyphens, ""},
		{"many dashes", top + strings.Repeat("–", 30) + "\n" + rest, "6:1 uppgifterna överst i filen avslutas med ––––", asHyphens, ""},
		{"low lines", top + "___\n" + rest, "6:1 uppgifterna överst i filen avslutas med ___ i stället för ---", asHyphens, ""},
		{"signs apart", top + "- - -\n" + rest, "6:1 uppgifterna överst i filen avslutas med - - - i stället för ---", asHyphens, ""},
		{"other signs", top + "===\n" + rest + "\n---\n\nSist.\n", "6:1 uppgifterna överst i filen avslutas med === i stället för ---", asHyphens, ""},
		{"TOML", top + "+++\n" + rest, "6:1 uppgifterna överst i filen avslutas med +++ i stället för ---", asHyphens, ""},
		{"signs between", top + "----\nnag: B\n---\n" + rest, "6:1 raden ---- står bland uppgifterna överst i filen", "ta bort raden", top + "nag: B\n---\n" + rest},
		{"never", top + rest, "7:1 uppgifterna som börjar på rad 1 saknar slut före den här raden", above, top + "---\n" + rest},
		{"never, heading", top + "\n## Rubrik\n\nMer.\n", "7:1 uppgifterna som börjar på rad 1 saknar slut före den här raden", above, top + "---\n\n## Rubrik\n\nMer.\n"},
		{"never, list", top + "\n- ett\n- två\n", "7:1 uppgifterna som börjar på rad 1 saknar slut före den här raden", above, top + "---\n\n- ett\n- två\n"},
		{"never, nothing more", top, "5:1 uppgifterna som börjar på rad 1 saknar slut", "skriv --- på en egen rad sist i filen", top + "---\n"},
	} {
		found := Parse("a.md", []byte(c.src), Options{}).Problems.Sorted()
		if len(found) != 1 || !strings.HasPrefix(fmt.Sprintf("%d:%d %s", found[0].Pos.Line, found[0].Pos.Column, found[0].Message), c.want) ||
			found[0].Hint != c.hint {
			t.Errorf("%s: %v, want %s", c.name, found, c.want)
			continue
		}
		mended := c.mended
		if mended == "" {
			lines := strings.Split(c.src, "\n")
			lines[found[0].Pos.Line-1] = "---"
			mended = strings.Join(lines, "\n")
		}
		if left := Parse("a.md", []byte(mended), Options{}).Problems; len(left) > 0 {
			t.Errorf("%s: mended: %v", c.name, left)
		}
	}
}

// TestEncodings checks that a file in another encoding has one problem, which says that, and
// is read as it was written where that is certain.
func TestEncodings(t *testing.T) {
	const text = "---\ntitel: Åtgärder\nmålgrupp: [Elevhälsa]\nsökord: [ätstörning]\n---\n\n## Överväg stöd {Elevhälsa}\n\nDen ”äldre” – får 5 µg.\n"
	in := func(set map[rune]string) string {
		var b strings.Builder
		for _, r := range text {
			b.WriteString(cmp.Or(set[r], string(r)))
		}
		return b.String()
	}
	windows := map[rune]string{'Å': "\xc5", 'Ö': "\xd6", 'å': "\xe5", 'ä': "\xe4", 'ö': "\xf6", '”': "\x94", '–': "\x96", 'µ': "\xb5"}
	mac := map[rune]string{'Å': "\x81", 'Ö': "\x85", 'å': "\x8c", 'ä': "\x8a", 'ö': "\x9a", '”': "\xd3", '–': "\xd0", 'µ': "\xb5"}
	dos := map[rune]string{'Å': "\x8f", 'Ö': "\x99", 'å': "\x86", 'ä': "\x84", 'ö': "\x94", '”': "\"", '–': "-", 'µ': "\xe6"}
	intro := "Hej på dig. " + text[strings.Index(text, "Den"):]
	for _, c := range []struct{ name, src, want, shown string }{
		{"Windows-1252", in(windows), "2:8 filen är sparad som ANSI (Windows-1252)", "får 5 µg"},
		{"Windows-1252, CRLF", strings.ReplaceAll(in(windows), "\n", "\r\n"), "2:8 filen är sparad som ANSI (Windows-1252)", "får 5 µg"},
		{"UTF-16", string(encodeUTF16(text, false)), "1:1 filen är sparad som UTF-16", "får 5 µg"},
		{"UTF-16 cut off", string(encodeUTF16(text+"x", true)[:2*len([]rune(text))+3]), "1:1 filen är sparad som UTF-16", "får 5 µg"},
		{"UTF-16, no mark, no front matter", string(encodeUTF16(intro, false)[2:]), "1:1 filen är sparad som UTF-16", "får 5 µg"},
		{"UTF-16, big, no mark, no front matter", string(encodeUTF16(intro, true)[2:]), "1:1 filen är sparad som UTF-16", "får 5 µg"},
		{"Mac", in(mac), "2:8 byte 12 är inte UTF-8", "5 \uFFFDg"},
		{"DOS", in(dos), "2:8 byte 12 är inte UTF-8", "5 \uFFFDg"},
		{"one byte of Windows-1252", strings.Replace(text, "får", "f\xe5r", 1), "9:16 byte 131 är inte UTF-8", "f\uFFFDr 5 µg"},
		{"lost before", strings.Replace(text, "får", "f\uFFFDr", 1), "9:16 ett tecken har gått förlorat", "f\uFFFDr 5 µg"},
	} {
		var got []string
		d := Parse("a.md", []byte(c.src), Options{Taxonomy: taxonomy(t)})
		for _, p := range d.Problems.Sorted() {
			if p.Rule != badFrontMatter && !strings.Contains(p.Message, "\uFFFD") { // the site leaves those out
				got = append(got, fmt.Sprintf("%d:%d %s", p.Pos.Line, p.Pos.Column, p.Message))
			}
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], c.want) || !strings.Contains(spellAll(d), c.shown) {
			t.Errorf("%s: %q in %s, want %q and %q", c.name, got, spellAll(d), c.want, c.shown)
		}
	}
}

func encodeUTF16(s string, big bool) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

// TestLimits checks that texts that would cost too much are refused, each for its
// own reason, and that those that are only large are not.
func TestLimits(t *testing.T) {
	const table = "| a | b |\n| - | - |\n"
	wide := func(columns int, quote string) string {
		return quote + strings.Repeat("|a", columns) + "|\n" + quote + strings.Repeat("|-", columns) + "|\n"
	}
	for _, c := range []struct{ name, src, want string }{
		{"file", head + strings.Repeat("ord\n\n", 60000), "filen är större än 256 kB"},
		{"front matter", "---\ntitel: " + strings.Repeat("a", 17<<10) + "\n---\n", "uppgifterna överst i filen är större än 16 kB"},
		{"quotes", head + strings.Repeat("> ", 40) + "a", "fler än 32 citat och listor"},
		{"quotes without blanks", head + strings.Repeat(">", 10000), "fler än 32 citat och listor"},
		{"lists", head + strings.Repeat("- ", 10000), "fler än 32 citat och listor"},
		{"tabbed lists", head + strings.Repeat("-\t", 10000), "fler än 32 citat och listor"},
		{"numbers", head + strings.Repeat("1. ", 5000), "fler än 32 citat och listor"},
		{"unclosed links", head + strings.Repeat("[a](", 25000), "stycket är längre än 16 kB"},
		{"many unclosed links", head + strings.Repeat(strings.Repeat("[a](", 2000)+"\n\n", 5),
			"stycket har fler än 1000 länkar"},
		{"quotation", head + strings.Repeat("> *a_ *b_ *c_ \n", 3000), "stycket är längre än 16 kB"},
		{"brackets", head + strings.Repeat("[", 7000) + "a" + strings.Repeat("]", 7000),
			"stycket har fler än 1000 länkar eller hakparenteser"},
		{"emphasis", head + strings.Repeat("*a_ ", 25000), "stycket är längre än 16 kB"},
		{"quotes in a footnote", head + "[^1]: " + strings.Repeat("> ", 8000) + "\n\na[^1]\n",
			"fler än 32 citat och listor"},
		{"hard blanks between", head + strings.Repeat(strings.Repeat("ord ", 1000)+"\n\u00a0\n", 5),
			"stycket är längre än 16 kB"},
		{"table", head + table + strings.Repeat("| a | b |\n", 8000), "tabellen är större än 64 kB"},
		{"rows without table", head + strings.Repeat("| a | b |\n", 4000), "stycket är längre än 16 kB"},
		{"row", head + table + strings.Repeat("| a ", 10000), "stycket är längre än 16 kB"},
		{"wide table", head + wide(5000, "") + strings.Repeat("|\n", 20000), "fler än 50000 rutor"},
		{"wide table in a quote", head + wide(5000, "> ") + strings.Repeat("> |\n", 5000), "fler än 50000 rutor"},
		{"wide tables", head + strings.Repeat(wide(200, "")+strings.Repeat("|\n", 100)+"\n", 10), "fler än 50000 rutor"},
		{"link definitions", head + numbered("[a%d]: b\n\n", 501), "fler än 500 länkdefinitioner"},
		{"footnotes", head + numbered("[^a%d]: b\n\n", 501), "fler än 500 fotnoter"},
		{"footnote references", head + strings.Repeat("a[^1]\n\n", 2001) + "[^1]: b\n", "fler än 2000 hänvisningar"},
	} {
		d := Parse("a.md", []byte(c.src), Options{Taxonomy: taxonomy(t)})
		if len(d.Problems) == 0 || d.Problems[0].Pos.Line == 0 || d.Problems[0].Rule.ID != "for-stort" ||
			!strings.Contains(d.Problems[0].Message, c.want) {
			t.Errorf("%s: %.200v, want %q", c.name, d.Problems, c.want)
		}
	}
	for name, src := range map[string]string{
		"rule":     head + strings.Repeat("-", 200) + "\n",
		"stars":    head + strings.Repeat("*", 200) + "\n",
		"table":    head + table + strings.Repeat("| a | b |\n", 4000),
		"plain":    head + "a | b\n- | -\n" + strings.Repeat("a | b\n", 5000),
		"blanks":   head + strings.Repeat(" ", 100000) + "\n",
		"links":    head + strings.Repeat("- [a](b)\n", 1000),
		"list":     head + strings.Repeat("- En punkt i en tät lista, med en hel mening om vad som ska göras.\n", 400),
		"headings": head + strings.Repeat("### a\n", 3000),
		"prose":    head + strings.Repeat(strings.Repeat("ord ", 1000)+"\n\n", 50),
	} {
		d := Parse("a.md", []byte(src), Options{Taxonomy: taxonomy(t)})
		if slices.ContainsFunc(d.Problems, func(p problem.Problem) bool { return p.Rule.ID == "for-stort" }) ||
			len(d.Problems) > 50 {
			t.Errorf("%s: %.500v", name, d.Problems)
		}
	}
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestDeadline checks that a text that takes too long is left out and reported.
func TestDeadline(t *testing.T) {
	d := Parse("a.md", []byte(good), Options{Taxonomy: taxonomy(t), Deadline: time.Nanosecond})
	if len(d.Sections) == 0 && (len(d.Problems) != 1 || !strings.Contains(d.Problems[0].Message, "tar mer än")) {
		t.Errorf("left out without a problem: %v", d.Problems)
	}
}

// TestBrokenOff checks that a text on which the parser panics is left out and
// reported.
func TestBrokenOff(t *testing.T) {
	work := &Document{Footnotes: 1}
	work.Problems.Add(rawHTML, problem.Pos{}, "HTML", "")
	broken, whole := &Document{Name: "a.md"}, &Document{Name: "a.md"}
	broken.take(work, "index out of range", 9)
	whole.take(work, nil, 9)
	if len(broken.Problems) != 1 || broken.Problems[0].Rule.ID != "tolkning" || broken.Problems[0].Pos.Line != 10 ||
		broken.Footnotes != 0 {
		t.Errorf("broken off: %+v", broken)
	}
	if len(whole.Problems) != 1 || whole.Problems[0].Rule.ID != "html" || whole.Footnotes != 1 {
		t.Errorf("whole: %+v", whole)
	}
}

func TestStatus(t *testing.T) {
	for i, word := range Statuses {
		s, known := FindStatus(strings.ToUpper(word))
		if !known || s != Status(i+1) || s.String() != word {
			t.Errorf("%s: %v, %v", word, s, known)
		}
	}
	if _, known := FindStatus("utkast"); known || Status(0).String() != "" || Status(99).String() != "" {
		t.Error("unknown statuses have words")
	}
}

// FuzzParse checks for any bytes that nothing panics, that places are in the file
// and that the tokens are well-formed.
func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for i := 0; i < len(archive.Files); i += 2 {
			f.Add(archive.Files[i].Data)
		}
	}
	tax := taxonomy(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		d := Parse("a.md", src, Options{Taxonomy: tax})
		inside(t, src, d.Problems)
		if !bytes.ContainsRune(src, '\r') && len(src) < MaxFile/2 && utf8.Valid(src) {
			crlf := Parse("a.md", bytes.ReplaceAll(src, lf, []byte("\r\n")), Options{Taxonomy: tax})
			if outline(crlf, tax) != outline(d, tax) {
				t.Errorf("CRLF means something else")
			}
		}
		wellFormed(t, d)
	})
}

// inside fails if a problem has no place, or one that is not in the text.
func inside(t *testing.T, src []byte, problems problem.List) {
	t.Helper()
	text, _ := (&Document{}).normalise(bytes.Clone(src))
	lines := strings.Split(string(text), "\n")
	for _, p := range problems {
		line := p.Pos.Line
		if line < 1 || line > len(lines) || p.Pos.Column < 0 || p.Pos.Column > 1+utf8.RuneCountInString(lines[line-1]) {
			t.Errorf("%v is outside %q", p, src)
		}
	}
}

// unseen reports whether r acts on a terminal or on the direction of writing.
func unseen(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r)
}

// TestQuotations checks that quotations are not judged, except for personal data.
func TestQuotations(t *testing.T) {
	const top = "---\ntitel: A\n---\n\n"
	for text, want := range map[string]string{
		"Vården är är god.\n":                             "dubbelt-ord",
		"> Vården är är god. Den  är så.\n>\n> - är är\n": "",
		"> Ring 19121212-1212.\n":                         "personnummer",
	} {
		var got []string
		for _, p := range Parse("a.md", []byte(top+text), Options{}).Problems {
			got = append(got, p.Rule.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %q", text, got, want)
		}
	}
}

// TestPictureTexts checks which texts of pictures are taken for descriptions.
func TestPictureTexts(t *testing.T) {
	for text, want := range map[string]string{
		"": "bild-utan-text", "a.svg": "bild-text", "a": "bild-text", "IMG_2.JPG": "bild-text", "Bild": "bild-text", "bild på steg": "bild-text",
		"Fyra steg": "", "Bilden av sjukdomen": "", "Figur som lyfter": "", "Diagram över svaren": "",
	} {
		got := ""
		for _, p := range Parse("a.md", []byte("---\ntitel: A\n---\n\n!["+text+"](x/a.svg)\n"), Options{}).Problems {
			got += p.Rule.ID
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestMisread checks that a heading, a list, a table or a link that Markdown takes
// for text is reported, and that similar text is not.
func TestMisread(t *testing.T) {
	const top = "---\ntitel: A\n---\n\n"
	for text, want := range map[string]string{
		"##Steg\n\nText\n###Två\n":                                     "5:1 rubrik-form 8:1 rubrik-form",
		"#hälsa är en tagg. ##\n\n## Steg\n\n##1\n":                    "",
		"• Ett\n• Två\n\n•\tTre\n":                                     "5:1 lista-form 8:1 lista-form",
		"– Ett\n– Två\n\n– Hej!\n\nFrån A\n– B – C\n":                  "5:1 lista-form",
		"| a | b |\n| --- |\n| c | d |\n":                              "5:1 tabell-form",
		"| a | b |\n\n| --- | --- |\n| c | d |\n":                      "5:1 tabell-form 7:1 tabell-form",
		"Så:\n\n| a | b |\n| --- | --- |\n| c | d |\n\na | b\n\n---\n": "",
		"Se [a](b c.md) och [d] (e.md).\n":                             "5:4 lank-otolkad 5:20 lank-otolkad",
		"- Se [a](b\n":                                                 "5:6 lank-otolkad",
		"Se `[a](b c)`, [a] (2019) och [b].\n":                         "",
		"::: viktigt\nText.\n\n### Steg {Kommun}\n\nMer.\n":            "5:1 block-oppet",
	} {
		var got []string
		for _, p := range Parse("a.md", []byte(top+text), Options{Taxonomy: taxonomy(t)}).Problems.Sorted() {
			got = append(got, fmt.Sprintf("%d:%d %s", p.Pos.Line, p.Pos.Column, p.Rule.ID))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %q", text, got, want)
		}
	}
}

// TestReadability checks that the words of a section are counted in it: those of
// its heading, its text, and its boxes with their titles.
func TestReadability(t *testing.T) {
	const text = "Två ord.\n\n## Tre\n\nEtt två.\n\n::: faktaruta Fyra ord till nu\nFem.\n:::\n"
	d := Parse("a.md", []byte("---\ntitel: Ett\n---\n\n"+text), Options{})
	if intro, section := d.Readability.Words, d.Sections[0].Readability.Words; intro != 3 || section != 8 {
		t.Errorf("%d words before the first heading and %d after, want 3 and 8", intro, section)
	}
}
