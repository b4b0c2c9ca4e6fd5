package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"
)

// TestTerminal writes what could act on a terminal, in pieces of every size.
func TestTerminal(t *testing.T) {
	for text, want := range map[string][2]string{ // with colours, without
		"två rader\n\toch en tabb": {"två rader\n\toch en tabb", "två rader\n\toch en tabb"},
		"\x1b[31mred.md":           {"<U+001B>[31mred.md", "<U+001B>[31mred.md"},
		"a\u202etxt.md":            {"a<U+202E>txt.md", "a<U+202E>txt.md"},
		"rad\rannan\a\u009b":       {"rad<U+000D>annan<U+0007><U+009B>", "rad<U+000D>annan<U+0007><U+009B>"},
		"\u2066\u2069\u200f":       {"<U+2066><U+2069><U+200F>", "<U+2066><U+2069><U+200F>"},
		"inte utf-8: \xff.md":      {"inte utf-8: �.md", "inte utf-8: �.md"},
	} {
		for i, colours := range []bool{true, false} {
			for size := 1; size <= len(text); size++ {
				var b strings.Builder
				w := &terminal{w: &b, colours: colours}
				for from := 0; from < len(text); from += size {
					if _, err := io.WriteString(w, text[from:min(from+size, len(text))]); err != nil {
						t.Fatal(err)
					}
				}
				if b.String() != want[i] {
					t.Errorf("%q in pieces of %d is %q, want %q", text, size, b.String(), want[i])
				}
			}
		}
	}
}

// TestPaint paints words, also such as could act, and what could be taken for a style by who knows how styles
// are written.
func TestPaint(t *testing.T) {
	for _, colours := range []bool{true, false} {
		var b strings.Builder
		w := newTerminal(&b, func(string) string { return "" })
		w.colours = colours
		io.WriteString(w, w.paint(red, "fel \x1b[0m")+" å \x00r \ufdd3 "+w.paint(bold, "\x00b"))
		want := "fel <U+001B>[0m å <U+0000>r \ufdd3 <U+0000>b"
		if colours {
			want = "\x1b[31mfel <U+001B>[0m\x1b[0m å <U+0000>r \ufdd3 \x1b[1m<U+0000>b\x1b[0m"
		}
		if b.String() != want {
			t.Errorf("%q, want %q", b.String(), want)
		}
	}
}

// TestNothingActs runs every command that ends on texts and files whose names and words could act on a
// terminal: none of it comes out.
func TestNothingActs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such names on Windows")
	}
	dir := t.TempDir()
	t.Chdir(dir)
	const acts = "\x1b[31m\u202e\r\a"
	for name, text := range map[string]string{
		"content/kliniska-kunskapsstod/" + acts + ".md":       "---\ntitel: A\n---\n",
		"content/kliniska-kunskapsstod/b.md":                  "---\ntitel: \"B" + acts + "\"\nmålgrupp: [" + acts + "]\n---\n\n## " + acts + "\n",
		"content/" + acts + "/c.md":                           "---\n" + acts + ": [\n---\n",
		"content/bilder/" + acts + ".png":                     acts,
		"content/_projekt/mallar/" + acts + ".yaml":           acts,
		"content/kliniska-kunskapsstod/d" + acts + ".docx":    acts,
		"content/kliniska-kunskapsstod/e.md":                  "---\ntitel: E\n---\n\n[x](" + acts + ".md) ![y](" + acts + ".png)\n",
		"content/kliniska-kunskapsstod/" + acts + "/index.md": acts,
		"content/_projekt/synpunkter/" + acts + "/a.yaml":     "synpunkter:\n  - {id: 11111111, slag: bra, status: ny}\n",
		"content/_projekt/omgangar/" + acts + ".yaml":         "titel: \"" + acts + "\"\n",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{
		{"check"}, {"check", "--format", "github"}, {"check", "--diff"}, {"build"}, {"build", "--out", acts},
		{"synpunkter"}, {"synpunkter", "--omgang", acts}, {"synpunkter", "import", acts}, {"omgang"}, {"som", "Elevhälsa"}, {"som", acts}, {"som", "Elevhälsa", acts}, {"felsok"}, {"version"}, {acts}, {"--" + acts},
		{"new", "insats", acts}, {"new", acts, "content/x.md"}, {"pr", "--base", acts}, {"malgrupper", "--kolumner", acts},
		{"check", "--since", acts}, {"check", "--format", acts}, {"serve", "--host", acts}, {"serve", "--editor", acts},
		{"check", "--content", acts},
	} {
		var out, failed bytes.Buffer
		run(context.Background(), args, &out, &failed, func(string) string { return "" })
		for _, written := range []string{out.String(), failed.String()} {
			for _, r := range written {
				if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
					t.Errorf("%q writes %U in %.200q", args, r, written)
					break
				}
			}
		}
		if out.Len()+failed.Len() == 0 {
			t.Errorf("%q writes nothing", args)
		}
	}
}
