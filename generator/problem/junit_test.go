package problem

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// hostile are texts that would be something else than text where they are not escaped, or that are in no XML.
var hostile = []string{
	`</failure></testcase><testcase name="påhittad"/>`, `" name="x`, `'`, "&amp; & &#0; ]]>", "<![CDATA[x]]>",
	"rad\nny rad\ttabb", "\x00\x1b[31m\u202e", "\ufffe\uffff", "\xff\xfe", "å ä ö 𝒳", "", "%0A::error::", "<!-- -->",
}

func hostileList() List {
	var l List
	for i, text := range hostile {
		add(&l, ruleR, Severity(i%3+1), Pos{text + ".md", i % 2, 0}, text, text)
		add(&l, ruleR, Warning, Pos{"a.md", i, 1}, text, "")
	}
	return l
}

// What junit-10.xsd of the plugin xUnit of Jenkins demands of the elements that are used: which must be
// there and which may, and what is within.
var junitRules = map[string]struct{ must, may, within string }{
	"testsuites": {"", "name time tests failures errors", "testsuite"},
	"testsuite": {"name tests failures errors", "group time skipped timestamp hostname id package file log url",
		"testsuite properties testcase system-out system-err"},
	"testcase": {"name", "time classname group", "skipped error failure system-out system-err"},
	"failure":  {"", "type message", ""},
}

// TestJUnit reads what is written, and checks that it follows the schema, counts right, names every test once
// and has as many of them as there are problems, whatever these say.
func TestJUnit(t *testing.T) {
	for name, r := range map[string]Result{
		"nothing": {},
		"clean":   {Files: []string{"b.md", "a.md"}},
		"mixed":   {Files: []string{"a.md", "c.md"}, Problems: sample()},
		"hostile": {Files: []string{"a.md", hostile[0] + ".md", "ren.md"}, Problems: hostileList()},
	} {
		var b strings.Builder
		if err := JUnit(&b, r); err != nil {
			t.Fatal(err)
		}
		if !utf8.ValidString(b.String()) || strings.ContainsRune(b.String(), '\u202e') {
			t.Errorf("%s: what is written is not safe text: %q", name, b.String())
		}
		followsRules(t, name, b.String())
		var read junitSuites
		if err := xml.Unmarshal([]byte(b.String()), &read); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		files, problems := map[string]bool{}, r.Problems.Sorted()
		for _, p := range problems {
			files[p.Pos.File] = true
		}
		dirty := len(files)
		for _, file := range r.Files {
			files[file] = true
		}
		if len(read.Suites) != len(files) || read.Failures != len(problems) || read.Tests != len(problems)+len(files)-dirty {
			t.Errorf("%s: %d suites, %d failures, %d tests of %d files and %d problems", name, len(read.Suites), read.Failures,
				read.Tests, len(files), len(problems))
		}
		for _, s := range read.Suites {
			names := map[string]bool{}
			failures := 0
			for _, c := range s.Cases {
				if names[c.Name] || c.Class != s.Name || c.Name == "" {
					t.Errorf("%s: the test %q of %q in %q", name, c.Name, c.Class, s.Name)
				}
				names[c.Name] = true
				if c.Failure != nil {
					failures++
				}
			}
			if s.Tests != len(s.Cases) || s.Failures != failures {
				t.Errorf("%s: %q counts %d and %d", name, s.Name, s.Tests, s.Failures)
			}
		}
	}
}

// followsRules checks XML against junitRules.
func followsRules(t *testing.T, name, text string) {
	t.Helper()
	outer := []string{""}
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			rule, known := junitRules[e.Name.Local]
			above := outer[len(outer)-1]
			if !known || above != "" && !slices.Contains(strings.Fields(junitRules[above].within), e.Name.Local) {
				t.Errorf("%s: <%s> in <%s>", name, e.Name.Local, above)
			}
			must := strings.Fields(rule.must)
			for _, a := range e.Attr {
				must = slices.DeleteFunc(must, func(m string) bool { return m == a.Name.Local })
				if !slices.Contains(strings.Fields(rule.must+" "+rule.may), a.Name.Local) {
					t.Errorf("%s: <%s %s>", name, e.Name.Local, a.Name.Local)
				}
			}
			if len(must) > 0 {
				t.Errorf("%s: <%s> lacks %s", name, e.Name.Local, must)
			}
			outer = append(outer, e.Name.Local)
		case xml.EndElement:
			outer = outer[:len(outer)-1]
		}
	}
}

// TestJUnitWritten shows a whole report.
func TestJUnitWritten(t *testing.T) {
	var l List
	add(&l, ruleA, Error, Pos{"a.md", 3, 2}, "samma som på rad 1 <b>", "gör så")
	add(&l, ruleA, Error, Pos{"a.md", 9, 2}, "samma som på rad 7 <b>", "")
	var b strings.Builder
	if err := JUnit(&b, Result{[]string{"a.md", "b.md"}, l}); err != nil {
		t.Fatal(err)
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Provtryck" tests="3" failures="2" errors="0">
  <testsuite name="a.md" tests="2" failures="2" errors="0" file="a.md">
    <testcase name="samma som på rad # &lt;b&gt; [a]" classname="a.md">
      <failure type="error" message="samma som på rad 1 &lt;b&gt;">a.md:3:2: fel: samma som på rad 1 &lt;b&gt; [a]&#xA;gör så</failure>
    </testcase>
    <testcase name="samma som på rad # &lt;b&gt; [a] (2)" classname="a.md">
      <failure type="error" message="samma som på rad 7 &lt;b&gt;">a.md:9:2: fel: samma som på rad 7 &lt;b&gt; [a]</failure>
    </testcase>
  </testsuite>
  <testsuite name="b.md" tests="1" failures="0" errors="0" file="b.md">
    <testcase name="inga anmärkningar" classname="b.md"></testcase>
  </testsuite>
</testsuites>
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
