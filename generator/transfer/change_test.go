package transfer_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"provtryck/generator/transfer"
)

const (
	name  = "kliniska-kunskapsstod/a.md"
	front = "---\ntitel: Text a\ningress: Kort.\nmålgrupp: [Primärvård]\nversion: \"1.0\"\nsökord: [skala]\n---\n\n"
	text  = front + "Inledning\nigen.\n\n## Dos\n\nGe 5 mg morgon, middag och kväll till alla vuxna, se [b](b.md) och [c](https://www.1177.se/c/).\n\n- Ett\n- Två\n\n" +
		"::: målgrupp Kommun\nFör kommunen.\n:::\n\n::: viktigt Akut\nRing 112.\n:::\n\n## Mer\n\nSlut (prioritet 3).\n"
	other = "---\ntitel: Text b\nadress: https://www.1177.se/b/\n---\n\nOrd.\n"
)

// source returns the text as it is when a.md and b.md are so.
func source(t *testing.T, a, b string) transfer.Source {
	t.Helper()
	s := siteOf(t, map[string]string{name: a, "kliniska-kunskapsstod/b.md": b})
	return s.TransferSource(s.ByFile(name))
}

// TestChanges checks which changes of a text that has been entered are told, and that those that change
// nothing of what is entered are not.
func TestChanges(t *testing.T) {
	entered := transfer.SumOf(source(t, text, other))
	for _, c := range []struct{ old, new, want string }{
		{"", "", ""},
		{"Inledning\nigen", "Inledning igen", ""},
		{"- Ett\n- Två", "* Ett\n* Två", ""},
		{"[c](https://www.1177.se/c/)", "[c][1]", ""}, // defined below
		{"målgrupp: [Primärvård]", "målgrupp: {verksamhet: Primärvård}", ""},
		{"ingress: Kort.", "ingress: \"Kort.\"\nordning: 3", ""},
		{"5 mg", "50 mg", "14 byt: stycke ”Ge 50 mg morgon, middag och kväll till alla vuxna,…”"},
		{"b.md", "c.md", "14 byt: stycke ”Ge 5 mg morgon, middag och kväll till alla vuxna, …”"},
		{"1177.se/c/", "1177.se/d/", "14 byt: stycke ”Ge 5 mg morgon, middag och kväll till alla vuxna, …”"},
		{"- Ett\n- Två", "1. Ett\n2. Två", "16 byt: lista ”1. Ett 2. Två”"},
		{"målgrupp Kommun", "målgrupp Region", "20 byt: stycke ”För kommunen.”"},
		{"## Dos\n", "## Dos {Kommun}\n", "12 byt: rubrik ”Dos”\n14 byt: stycke ”Ge 5 mg morgon, middag och kväll till alla vuxna, …”\n" +
			"16 byt: lista ”- Ett - Två”\n20 byt: stycke ”För kommunen.”\n23 byt: ruta ”Viktigt: Akut Ring 112.”"},
		{"viktigt Akut", "faktaruta Akut", "23 byt: ruta ”Akut Ring 112.”"},
		{"viktigt Akut", "viktigt Akuta", "23 byt: ruta ”Viktigt: Akuta Ring 112.”"},
		{"Ring 112", "Ring 113", "23 byt: ruta ”Viktigt: Akut Ring 113.”"},
		{"prioritet 3", "prioritet 4", "29 byt: stycke ”Slut (prioritet 4).”"},
		{"Slut ", "**Slut** ", "29 byt: stycke ”Slut (prioritet 3).”"},
		{"## Mer", "### Mer", "27 byt: rubrik ”Mer”"},
		{"## Mer", "Nytt.\n\n## Mer", "27 lägg till: stycke ”Nytt.”"},
		{"- Ett\n- Två\n\n", "", "14 ta bort 1 del mellan ”Ge 5 mg morgon, middag och kväll till alla vuxna, …” och ”För kommunen.”"},
		{"Inledning\nigen.\n\n", "", "1 ta bort 1 del före ”Dos”"},
		{"- Ett\n- Två\n", "Ett.\n\nTvå.\n", "16 byt 1 del som stod här mot 2, bland dem: stycke ”Ett.”\n18 byt 1 del som stod här mot 2, bland dem: stycke ”Två.”"},
		{"titel: Text a", "titel: Text å", "0 byt fältet titel"},
		{"ingress: Kort.", "ingress: Längre.", "0 byt fältet ingress"},
		{"sökord: [skala]", "sökord: [skalor]", "0 byt fältet sökord"},
		{"målgrupp: [Primärvård]", "målgrupp: [Kommun]", "0 byt fältet målgrupp"},
		{"\"1.0\"", "\"1.1\"", "0 byt fältet version"},
	} {
		changed := strings.Replace(text, c.old, c.new, 1)
		if strings.Contains(c.new, "[1]") {
			changed += "\n[1]: https://www.1177.se/c/\n"
		}
		if changed == text && c.old != c.new {
			t.Errorf("%q is not in the text", c.old)
		}
		src := source(t, changed, other)
		for _, p := range transfer.Profiles() {
			got := told(transfer.Changes(src, transfer.Of(src, p), entered))
			if got != c.want {
				t.Errorf("%s, %q → %q: got\n%s\nwant\n%s", p.Name, c.old, c.new, got, c.want)
			}
		}
	}
	src := source(t, text, strings.Replace(other, "/b/", "/ny/", 1))
	if got := told(transfer.Changes(src, transfer.Of(src, transfer.Profiles()[0]), entered)); got != "14 byt: stycke ”Ge 5 mg morgon, middag och kväll till alla vuxna, …”" {
		t.Errorf("a new address of a target is told as %q", got)
	}
}

func told(changes []transfer.Change) string {
	var lines []string
	for _, c := range changes {
		lines = append(lines, strconv.Itoa(c.Pos.Line)+" "+c.Words)
	}
	return strings.Join(lines, "\n")
}

// TestSums checks that sums are read as they are written, for all texts, that a text has not changed since
// it has its sum, and what is no sum.
func TestSums(t *testing.T) {
	s := testSite(t)
	for _, a := range s.Articles {
		src := s.TransferSource(a)
		sum, err := transfer.ParseSum(transfer.SumOf(src).String())
		if err != nil {
			t.Fatalf("%s: %v", a.Doc.Name, err)
		}
		for _, p := range transfer.Profiles() {
			if misfits := transfer.Misfits(src, p); !slices.Equal(misfits, transfer.Of(src, p).Misfits) {
				t.Errorf("%s, %s: the misfits alone are %v", a.Doc.Name, p.Name, misfits)
			}
			if changes := transfer.Changes(src, transfer.Of(src, p), sum); len(changes) > 0 {
				t.Errorf("%s, %s: %v", a.Doc.Name, p.Name, changes)
			}
		}
	}
	for _, wrong := range []string{"", "1", "1--", "2-" + strings.Repeat("0", 54) + "-", "1-" + strings.Repeat("0", 54), "1-" + strings.Repeat("0", 54) + "-00"} {
		if _, err := transfer.ParseSum(wrong); err == nil {
			t.Errorf("%q is a sum", wrong)
		}
	}
}

// TestEnter checks that only the line inlagd of a file changes.
func TestEnter(t *testing.T) {
	src := source(t, text, other)
	line := "inlagd: {datum: 2026-11-24, summa: " + transfer.SumOf(src).String() + "}"
	before := func(keys string) string { return strings.Replace(text, "sökord", keys+"sökord", 1) }
	for _, c := range []struct{ name, file, want string }{
		{"none", text, strings.Replace(text, "\n---\n\n", "\n"+line+"\n---\n\n", 1)},
		{"an earlier one", before("inlagd: {datum: 2026-01-01, summa: 1-0}\n"), before(line + "\n")},
		{"on several lines", before("inlagd:\n  datum: 2026-01-01\n  summa: 1-0\n"), before(line + "\n")},
		{"broken", before("inlagd: {datum: 2026-01-01,\n  summa: 1-0\n}\n"), before(line + "\n")},
		{"without value", before("Inlagd:\n"), before(line + "\n")},
		{"with a comment", before("inlagd: {datum: 2026-01-01, summa: 1-0} # av oss\n# mer\n"), before(line + " # av oss\n# mer\n")},
		{"with comments on several lines", before("inlagd: # av oss\n  # i maj\n  datum: 2026-01-01 # en fredag\n  summa: 1-0\n"),
			before(line + " # av oss # i maj # en fredag\n")},
	} {
		for _, ends := range []string{"\n", "\r\n", "\r"} {
			for _, mark := range []string{"", "\ufeff"} {
				file := mark + strings.ReplaceAll(c.file, "\n", ends)
				got, err := transfer.Enter(source(t, file, other), []byte(file), "2026-11-24")
				if want := mark + strings.ReplaceAll(c.want, "\n", ends); err != nil || string(got) != want {
					t.Errorf("%s, %q, %q: %v, got\n%q\nwant\n%q", c.name, ends, mark, err, got, want)
				}
			}
		}
	}
	decomposed := strings.ReplaceAll(text, "å", "a\u030a")
	if got, err := transfer.Enter(source(t, decomposed, other), []byte(decomposed), "2026-11-24"); err != nil || !bytes.Contains(got, []byte("a\u030a")) {
		t.Errorf("letters in two parts: %v, %q", err, got)
	}
	for what, file := range map[string]string{
		"another file":     strings.Replace(text, "5 mg", "6 mg", 1),
		"no front matter":  "Text.\n",
		"no end":           "---\ntitel: A\n",
		"Windows-1252":     strings.ReplaceAll(text, "å", "\xe5"),
		"no YAML":          strings.Replace(text, "ingress: Kort.", "ingress: [", 1),
		"the key in a key": strings.Replace(text, "sökord: [skala]", "? inlagd\n: {datum: 2026-01-01}", 1),
	} {
		of := file
		if what == "another file" {
			of = text
		}
		if got, err := transfer.Enter(source(t, of, other), []byte(file), "2026-11-24"); err == nil {
			t.Errorf("%s: became %q", what, got)
		}
	}
}

// TestLoad checks what is told of profiles that cannot be used, and that the rest of them holds.
func TestLoad(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"", ""},
		{"profil: ren-html", ""},
		{"profil: tinymce", "f.yaml:1:9: profilen \"tinymce\" finns inte"},
		{"profiler: x", "f.yaml:1:1: uppgiften profiler finns inte"},
		{"bas: 1177.se", "f.yaml:1:6: \"1177.se\" är ingen webbadress"},
		{"element: [p, span]", "f.yaml:1:14: elementet \"span\" blir ingen text av"},
		{"rubriker: {från: 4, till: 2}", "f.yaml:1:11: rubriker går från 4 till 2"},
		{"rubriker: {från: 0}", "f.yaml:1:18: \"0\" är inte ett heltal mellan 1 och 6"},
		{"skrivs: {viktigt: röd}", "f.yaml:1:19: viktigt kan inte skrivas som \"röd\""},
		{"skrivs: {varning: citat}", "f.yaml:1:19: \"varning\" är inget som skrivs på olika sätt"},
		{"fält: {rubrik: Namn}", "f.yaml:1:16: fältet \"rubrik\" finns inte"},
		{"fält: {titel: Namn}", "f.yaml:1:7: formuläret har inget fält för titel, eller inget för text"},
		{"fält: {titel: {egenskap: status}, text: T}", "f.yaml:1:15: fältet titel saknar namn eller egenskap, eller har en som sidan redan har"},
		{"fält: {titel: {egenskap: x}, text: {egenskap: x}}", "f.yaml:1:36: egenskapen x har redan ett annat fält"},
		{"titel\n", "f.yaml:1:1: här ska det stå uppgifter, en på varje rad"},
	} {
		p, problems := transfer.Load("f.yaml", []byte(c.src))
		got := ""
		if len(problems) > 0 {
			if rule := problems[0].Rule.ID; rule != "overforing-profil" && !strings.Contains(c.want, "uppgift") && !strings.Contains(c.want, "heltal") {
				t.Errorf("%q breaks the rule %s", c.src, rule)
			}
			got = problems[0].Pos.String() + ": " + problems[0].Message
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.src, got, c.want)
		}
		if p.TopLevel == 0 || len(p.Fields) == 0 || len(p.Ways) == 0 {
			t.Errorf("%q: the profile lacks something: %+v", c.src, p)
		}
	}
	for _, src := range []string{"element: [table]\nprofil: ren-html", "profil: ren-html\nelement: [table]"} {
		if p, _ := transfer.Load("f.yaml", []byte(src)); p.BottomLevel != 6 || strings.Join(p.Elements, " ") != "table p" {
			t.Errorf("%q: %+v", src, p)
		}
	}
}
