package inbox

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"provtryck/generator/content"
)

// handle opens the comments of a content folder for a test.
func handle(t *testing.T, dir string) *Inbox {
	t.Helper()
	in, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(in.Close)
	return in
}

// TestReply checks when a reply is written, and how.
func TestReply(t *testing.T) {
	answered := strings.Replace(asKept, "status: ny\n", "status: besvarad\n    svar: Nej.\n    av: Redaktionen\n", 1)
	for _, c := range []struct {
		name  string
		kept  string
		reply Reply
		want  string // error
		has   string // the file, where it is written
	}{
		{"first", asKept, Reply{Status: "besvarad", Text: "Nej.", By: "Redaktionen", Was: "ny"}, "", answered},
		{"in lines", asKept, Reply{Status: "besvarad", Text: "Nej.\r\nSe\u202e nedan. ", By: "Red\nA", Was: "ny"}, "",
			strings.Replace(asKept, "status: ny\n", "status: besvarad\n    svar: |-\n      Nej.\n      Se nedan.\n    av: Red A\n", 1)},
		{"again", answered, Reply{Status: "ny", Was: "besvarad", WasText: "Nej.\r\n"}, "", asKept},
		{"the status is another", asKept, Reply{Status: "besvarad", Was: "avvisad"}, ErrChanged.Error(), ""},
		{"the reply is another", answered, Reply{Status: "besvarad", Was: "besvarad", WasText: "Ja."}, ErrChanged.Error(), ""},
		{"what the page shows is not said", asKept, Reply{Status: "besvarad"}, ErrChanged.Error(), ""},
		{"unknown status", asKept, Reply{Status: "klar", Was: "ny"}, `statusen "klar" finns inte`, ""},
		{"no status", asKept, Reply{Was: "ny"}, `statusen "" finns inte`, ""},
		{"another round", asKept, Reply{Round: "v2", Status: "besvarad", Was: "ny"}, ErrGone.Error(), ""},
		{"another comment", asKept, Reply{ID: "22222222-aaaa", Status: "besvarad", Was: "ny"}, ErrGone.Error(), ""},
		{"no file", "", Reply{Status: "besvarad", Was: "ny"}, ErrGone.Error(), ""},
		{"remarks", "# Kom ihåg\n" + asKept, Reply{Status: "besvarad", Was: "ny"}, "som skulle försvinna", ""},
		{"mistakes", asKept + "    stats: ny\n", Reply{Status: "besvarad", Was: "ny"}, "rätta först", ""},
		{"too long", asKept, Reply{Status: "besvarad", Was: "ny", Text: strings.Repeat("ord ", content.MaxCommentsFile/4)}, "för stor att läsa", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{aboutA: c.kept}
			if c.kept == "" {
				files = nil
			}
			dir := project(t, files)
			before := tree(t, dir)
			if c.reply.Round == "" {
				c.reply.Round = "v1"
			}
			if c.reply.ID == "" {
				c.reply.ID = "11111111-aaaa"
			}
			file, err := handle(t, dir).Reply(c.reply)
			if c.want != "" {
				if err == nil || !strings.Contains(err.Error(), c.want) || !maps.Equal(tree(t, dir), before) {
					t.Errorf("%v, want %s\n%s", err, c.want, get(t, dir, aboutA))
				}
				return
			}
			if err != nil || file != filepath.ToSlash(dir)+"/"+aboutA || get(t, dir, aboutA) != c.has {
				t.Errorf("%v %s has\n%s, want\n%s", err, file, get(t, dir, aboutA), c.has)
			}
		})
	}
}

// TestTakeOver checks what a suggestion would do to its text, and that it is done as it was shown.
func TestTakeOver(t *testing.T) {
	long := strings.Repeat("ord ", 600)
	for _, c := range []struct {
		name, quote, suggestion string
		before                  string // the text
		shown                   string
		after                   string
		want                    string // error
	}{
		{"a line", "Ge 5 mg till natten.", "Ge 3 mg till natten.", "a\n\nGe 5 mg till natten. Sedan.\n",
			"− Ge 5 mg till natten. Sedan.\n+ Ge 3 mg till natten. Sedan.\n", "a\n\nGe 3 mg till natten. Sedan.\n", ""},
		{"over a line break", "Ge 5 mg till natten.", "Ge 3 mg.", "Ge 5 mg\ntill natten.\n",
			"− Ge 5 mg\n− till natten.\n+ Ge 3 mg.\n", "Ge 3 mg.\n", ""},
		{"over a break with blanks", "Ge 5 mg till natten.", "Ge 3 mg.", "> Ge 5 mg \t\n  till  natten.\n",
			"− > Ge 5 mg <U+0009>\n−   till  natten.\n+ > Ge 3 mg.\n", "> Ge 3 mg.\n", ""},
		{"CRLF", "Ge 5 mg till natten.", "Ge 3 mg.", "a\r\n\r\nGe 5 mg\r\ntill natten.\r\nb\r\n",
			"− Ge 5 mg\n− till natten.\n+ Ge 3 mg.\n", "a\r\n\r\nGe 3 mg.\r\nb\r\n", ""},
		{"no last line break", "Ge 5 mg", "Ge 3 mg", "Ge 5 mg", "− Ge 5 mg\n+ Ge 3 mg\n", "Ge 3 mg", ""},
		{"signs of patterns", "Ge (5 mg) [a].*", "Ge $1 \\2", "Ge (5 mg) [a].* nu\n", "− Ge (5 mg) [a].* nu\n+ Ge $1 \\2 nu\n", "Ge $1 \\2 nu\n", ""},
		{"front matter has the words too", "Ge 5 mg", "Ge 3 mg", "---\ntitel: Ge 5 mg\n---\n\nGe 5 mg\n",
			"− Ge 5 mg\n+ Ge 3 mg\n", "---\ntitel: Ge 5 mg\n---\n\nGe 3 mg\n", ""},
		{"front matter with a mark and CRLF", "Ge 5 mg", "Ge 3 mg", "\ufeff---\r\ntitel: Ge 5 mg\r\n---\r\nGe 5 mg\r\n",
			"− Ge 5 mg\n+ Ge 3 mg\n", "\ufeff---\r\ntitel: Ge 5 mg\r\n---\r\nGe 3 mg\r\n", ""},
		{"only front matter has the words", "Ge 5 mg", "Ge 3 mg", "---\ntitel: Ge 5 mg\n---\n\nHej\n", "", "", errByHand.Error()},
		{"front matter that ends the file", "Ge 5 mg", "Ge 3 mg", "---\ntitel: Ge 5 mg\n---", "", "", errByHand.Error()},
		{"words twice", "Ge 5 mg", "Ge 3 mg", "Ge 5 mg. Ge 5 mg.\n", "", "", errByHand.Error()},
		{"words twice, once over a break", "Ge 5 mg", "Ge 3 mg", "Ge 5 mg.\n\nGe 5\nmg.\n", "", "", errByHand.Error()},
		{"over a paragraph", "Ge 5 mg till natten.", "Ge 3 mg.", "Ge 5 mg\n\ntill natten.\n", "", "", errByHand.Error()},
		{"words in Markdown", "Ge 5 mg", "Ge 3 mg", "Ge **5** mg\n", "", "", errByHand.Error()},
		{"words that are gone", "Ge 5 mg", "Ge 3 mg", "Ge 7 mg\n", "", "", errByHand.Error()},
		{"part of a number", "5 mg", "3 mg", "Ge 15 mg\n", "", "", errByHand.Error()},
		{"part of a fraction", "5 mg", "3 mg", "Ge 0,5 mg\n", "", "", errByHand.Error()},
		{"part of a large number", "500 mg", "300 mg", "Ge 1 500 mg\n", "", "", errByHand.Error()},
		{"beginning of a fraction", "Ge 1", "Ge 2", "Ge 1,5 mg\n", "", "", errByHand.Error()},
		{"part of a word", "mg", "ml", "Ge 5 mga\n", "", "", errByHand.Error()},
		{"part of a word with marks", "dos", "mängd", "Ge överdos\n", "", "", errByHand.Error()},
		{"words beside signs", "5 mg", "3 mg", "Ge (5 mg).\n", "− Ge (5 mg).\n+ Ge (3 mg).\n", "Ge (3 mg).\n", ""},
		{"words at the end of a sentence", "Ge 5", "Ge 3", "Ge 5. Sedan.\n", "− Ge 5. Sedan.\n+ Ge 3. Sedan.\n", "Ge 3. Sedan.\n", ""},
		{"no quotation", "", "Ge 3 mg", "Ge 5 mg\n", "", "", "inget förslag"},
		{"no suggestion", "Ge 5 mg", "", "Ge 5 mg\n", "", "", "inget förslag"},
		{"several paragraphs", "Ge 5 mg", "Ge 3 mg\n\nSedan.", "Ge 5 mg\n", "", "", "för hand"},
		{"a long suggestion", "Ge 5 mg", long, "Ge 5 mg\n", "", "", "för hand"},
	} {
		t.Run(c.name, func(t *testing.T) {
			kept := asKept
			for key, value := range map[string]string{"citat": c.quote, "förslag": c.suggestion} {
				if value != "" {
					kept = strings.Replace(kept, "    status:", "    "+key+": "+quoted(value)+"\n    status:", 1)
				}
			}
			dir := project(t, map[string]string{aboutA: kept, textFile: c.before})
			in := handle(t, dir)
			s, err := in.Suggest("v1", "11111111-aaaa")
			if get(t, dir, textFile) != c.before {
				t.Fatal("what is only shown is done")
			}
			if c.want != "" {
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("%v, want %s", err, c.want)
				}
				return
			}
			if err != nil || s.Lines != c.shown {
				t.Fatalf("%v\n%s, want\n%s", err, s.Lines, c.shown)
			}
			if _, err := in.TakeOver("v1", "11111111-aaaa", "x"+s.Sum); !errors.Is(err, ErrChanged) || get(t, dir, textFile) != c.before {
				t.Errorf("by another sum: %v", err)
			}
			file, err := in.TakeOver("v1", "11111111-aaaa", s.Sum)
			if err != nil || file != filepath.ToSlash(dir)+"/"+textFile || get(t, dir, textFile) != c.after {
				t.Errorf("%v %q, want %q", err, get(t, dir, textFile), c.after)
			}
			if got := get(t, dir, aboutA); !strings.Contains(got, "    status: inarbetad\n") {
				t.Errorf("the comment is\n%s", got)
			}
		})
	}
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// TestTakeOverChanged checks that nothing is done where something has changed since it was shown.
func TestTakeOverChanged(t *testing.T) {
	kept := strings.Replace(asKept, "    status:", "    citat: Ge 5 mg\n    förslag: Ge 3 mg\n    status:", 1)
	for _, c := range []struct {
		name, file, data string
		remove           bool
		want             string
	}{
		{"the text", textFile, text + "Mer.\n", false, ErrChanged.Error()},
		{"the words of the text", textFile, strings.Replace(text, "5 mg", "7 mg", 1), false, errByHand.Error()},
		{"the suggestion", aboutA, strings.Replace(kept, "3 mg", "2 mg", 1), false, ErrChanged.Error()},
		{"the comment is gone", aboutA, strings.Replace(kept, "11111111", "22222222", 1), false, ErrGone.Error()},
		{"the file of comments is gone", aboutA, "", true, ErrGone.Error()},
		{"the file of comments has remarks", aboutA, "# Hej\n" + kept, false, "som skulle försvinna"},
		{"the text is gone", textFile, "", true, "går inte att läsa: den finns inte"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := project(t, map[string]string{aboutA: kept})
			in := handle(t, dir)
			s, err := in.Suggest("v1", "11111111-aaaa")
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(dir, filepath.FromSlash(c.file))
			if c.remove {
				if err := os.Remove(name); err != nil {
					t.Fatal(err)
				}
			} else {
				put(t, name, c.data)
			}
			before := tree(t, dir)
			if _, err := in.TakeOver("v1", "11111111-aaaa", s.Sum); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %s", err, c.want)
			}
			if !maps.Equal(tree(t, dir), before) {
				t.Errorf("something is written: %v", tree(t, dir))
			}
		})
	}
}
