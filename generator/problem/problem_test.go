package problem

import (
	"fmt"
	"strings"
	"testing"
)

var (
	ruleA, ruleB, ruleC, ruleR = &Rule{ID: "a"}, &Rule{ID: "b"}, &Rule{ID: "c"}, &Rule{ID: "r"}

	rawHTML    = &Rule{ID: "html", Family: Security}
	wordChoice = &Rule{ID: "ordval", Family: Language}
)

func add(l *List, rule *Rule, severity Severity, pos Pos, message, hint string) {
	*l = append(*l, Problem{Rule: rule, Severity: severity, Pos: pos, Message: message, Hint: hint})
}

func sample() List {
	var l List
	add(&l, ruleB, Warning, Pos{"b.md", 2, 3}, "två", "gör så")
	add(&l, ruleA, Error, Pos{"a.md", 10, 1}, "ett", "")
	add(&l, ruleA, Error, Pos{"a.md", 9, 1}, "ett", "")
	add(&l, ruleA, Error, Pos{"a.md", 9, 1}, "ett", "")
	add(&l, ruleC, Tip, Pos{File: "a.md"}, "rad\x1b[31m\u202eslut", "")
	return l
}

func TestText(t *testing.T) {
	var b strings.Builder
	if err := Text(&b, sample().Sorted()); err != nil {
		t.Fatal(err)
	}
	want := `a.md: tips: rad<U+001B>[31m<U+202E>slut [c]
a.md:9:1: fel: ett [a]
a.md:10:1: fel: ett [a]
b.md:2:3: varning: två [b]
  gör så
2 fel, 1 varning, 1 tips.
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// TestTextFoldsRepeats checks what is printed of more problems of a kind than are listed.
func TestTextFoldsRepeats(t *testing.T) {
	for _, c := range []struct {
		n, line int // how many, and the line of the first; 0 is none
		want    string
	}{
		{5, 1, "a.md:5: varning: samma [r]\n  råd 5\n0 fel, 5 varningar"},
		{6, 1, "a.md: varning: samma sak på ett ställe till, på rad 6: samma [r]\n0 fel, 6 varningar"},
		{6, 0, "a.md: varning: samma sak på ett ställe till: samma [r]\n0 fel, 6 varningar"},
		{7, 1, "a.md: varning: samma sak på 2 ställen till: samma [r]\n0 fel, 7 varningar"},
		{9, 1, "a.md: varning: samma sak på 4 ställen till: samma [r]\n0 fel, 9 varningar"},
	} {
		var l List
		for i := range c.n {
			add(&l, ruleR, Warning, Pos{"a.md", (i + 1) * c.line, 0}, "samma", fmt.Sprint("råd ", i+1))
		}
		var b strings.Builder
		if err := Text(&b, l); err != nil {
			t.Fatal(err)
		}
		n := strings.Count(b.String(), "samma [r]")
		if n != min(c.n, maxRepeats+1) || !strings.Contains(b.String(), c.want) {
			t.Errorf("%d lines:\n%s", n, b.String())
		}
	}
}

func TestJSON(t *testing.T) {
	var b strings.Builder
	var l List
	if err := JSON(&b, l); err != nil || !strings.Contains(b.String(), `"problems": []`) {
		t.Errorf("%v, %s", err, b.String())
	}
	b.Reset()
	add(&l, rawHTML, Error, Pos{"a.md", 1, 2}, `<&"`, "")
	if err := JSON(&b, l); err != nil {
		t.Fatal(err)
	}
	want := `{
  "version": 1,
  "counts": {
    "error": 1,
    "tip": 0,
    "warning": 0
  },
  "problems": [
    {
      "file": "a.md",
      "line": 1,
      "column": 2,
      "severity": "error",
      "rule": "html",
      "family": "säkerhet",
      "message": "<&\""
    }
  ]
}
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestList(t *testing.T) {
	l := sample()
	if l.Worst() != Error || (List{}).Worst() != 0 || Summary(nil) != "Inga anmärkningar." {
		t.Error("worst or summary")
	}
	placed := l.In("content")
	if placed[0].Pos.File != "content/b.md" || l[0].Pos.File != "b.md" {
		t.Error("In changed the list it was given, or nothing")
	}
	if got := (Pos{"a", 3, 0}).String(); got != "a:3" {
		t.Error(got)
	}
}

// TestManyProblems checks that of very many problems the worst are shown, and the
// rest are counted.
func TestManyProblems(t *testing.T) {
	var l List
	for i := range maxRows {
		add(&l, wordChoice, Warning, Pos{File: "a.md", Line: i + 1}, "ord", "")
	}
	add(&l, rawHTML, Error, Pos{File: "b.md", Line: 1}, "html i slutet", "")
	var table, annotations strings.Builder
	if err := Markdown(&table, l); err != nil {
		t.Fatal(err)
	}
	shows := func(s string) bool { return strings.Contains(table.String(), s) }
	if !shows("html i slutet") || shows("a.md&#58;200 ") || !shows("1 anmärkning till") {
		t.Errorf("the table is %.300s … %s", table.String(), table.String()[table.Len()-300:])
	}
	if err := GitHub(&annotations, l); err != nil {
		t.Fatal(err)
	}
	notice := "190 anmärkningar till ryms inte här; de allvarligaste står i sammanfattningen"
	if !strings.Contains(annotations.String(), notice) {
		t.Error(annotations.String())
	}
	if worst := l.Worsts(2); len(worst) != 2 || worst[0].Pos.Line != 1 || worst[1].Rule != rawHTML {
		t.Errorf("the two worst are %v", worst)
	}
}

// TestWithout checks that a problem is known by file, rule and message, as often
// as it was found, wherever its line and the lines that it refers to have gone.
func TestWithout(t *testing.T) {
	var known, found List
	add(&known, ruleA, Error, Pos{"a.md", 2, 1}, "samma som på rad 1", "")
	add(&found, ruleA, Error, Pos{"a.md", 7, 1}, "samma som på rad 6", "")
	add(&found, ruleA, Error, Pos{"a.md", 5, 1}, "samma som på rad 4", "")
	add(&found, ruleB, Error, Pos{"a.md", 5, 1}, "samma som på rad 4", "")
	add(&found, ruleA, Error, Pos{"b.md", 5, 1}, "samma som på rad 4", "")
	var fresh []string
	for _, p := range found.Without(known) {
		fresh = append(fresh, p.Pos.String()+" "+p.Rule.ID)
	}
	if got, want := strings.Join(fresh, ", "), "a.md:5:1 b, a.md:7:1 a, b.md:5:1 a"; got != want {
		t.Errorf("new is %s, want %s", got, want)
	}
}
