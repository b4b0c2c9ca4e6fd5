package spelling

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"malgrupp", "malgrupp"},
		{"Målgrupp", "malgrupp"},
		{norm.NFD.String("MÅLGRUPP"), "malgrupp"},
		{"  Från   status ", "fran status"},
		{"ersätter", "ersatter"},
		{"Hälso- och sjukvård", "halso- och sjukvard"},
		{"Ærø ß", "aro ss"},
		{"É Ǽ İ ﬃ 한", "e a i ﬃ " + norm.NFD.String("한")},
		{"a \u0308\u00a0\xffb", "a \uFFFDb"},
		{"\u00a0Kommun\u00a0", "kommun"},
		{"", ""},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Målgrupp eller situation", "malgrupp-eller-situation"},
		{"Utredning/kartläggning – nivå 1", "utredning-kartlaggning-niva-1"},
		{"  –Öppenvård!  ", "oppenvard"},
		{"ÅÄÖ éü", "aao-eu"},
		{"läke\u00ADmedel", "lakemedel"},
		{"日本", ""},
		{strings.Repeat("ab ", 100), strings.Repeat("ab-", 33) + "a"},
	} {
		if got := Slug(c.in); got != c.want {
			t.Errorf("Slug(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	candidates := []string{"Primärvård", "Elevhälsa", "BUP", "Kommun", "LSS", "Ordning"}
	for _, c := range []struct{ in, want string }{
		{"Primärvad", "Primärvård"},
		{"primarvard", "Primärvård"},
		{"elevhalsan", "Elevhälsa"},
		{"Komunm", "Kommun"},
		{"bpu", "BUP"},
		{"LS", "LSS"},
		{"sjukhus", ""},
		{"märkning", ""},
		{"", ""},
	} {
		got, ok := Nearest(c.in, candidates)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Nearest(%q) = %q, %v, want %q", c.in, got, ok, c.want)
		}
	}
}

func FuzzSlug(f *testing.F) {
	form := regexp.MustCompile(`^([a-z0-9]+(-[a-z0-9]+)*)?$`)
	for _, s := range []string{"Målgrupp", "a--b", "\xff", "İ", " ÀÁ\tÿß×÷ Þð ", "\x00\x1f ~", "ÆØ æø", "ﬃ", "Å\u030A",
		strings.Repeat("ö", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		slug := Slug(s)
		if !form.MatchString(slug) || len(slug) > maxSlug {
			t.Errorf("Slug(%q) = %q is not a slug", s, slug)
		}
		if again := Slug(slug); again != slug {
			t.Errorf("Slug is not idempotent: %q → %q → %q", s, slug, again)
		}
		if again := Fold(Fold(s)); again != Fold(s) {
			t.Errorf("Fold is not idempotent: %q → %q → %q", s, Fold(s), again)
		}
	})
}

func TestCapital(t *testing.T) {
	for s, want := range map[string]string{"": "", "a": "A", "åäö": "Åäö", "Ja": "Ja", "3 a": "3 a",
		"mapp/krisplan.md saknas": "mapp/krisplan.md saknas", "https://a.se/ finns": "https://a.se/ finns", "och/eller": "Och/eller", "t.ex. a": "T.ex. a"} {
		if got := Capital(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestShorten(t *testing.T) {
	for s, want := range map[string]string{"": "", "åäö": "åäö", "åäöa": "åäö …", "å\u0301b": "å\u0301b"} {
		if got := Shorten(s, 3, " …"); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestSome(t *testing.T) {
	for n, want := range []string{"", "a", "a, b", "a, b och 1 till", "a, b och 2 till"} {
		if got := Some([]string{"a", "b", "c", "d"}[:n], 2); got != want {
			t.Errorf("%d names: %q, want %q", n, got, want)
		}
	}
}

// TestSentence checks that what is to be written is not given a full stop.
func TestSentence(t *testing.T) {
	for s, want := range map[string]string{
		"":                      "",
		"rubriken är tom":       "Rubriken är tom.",
		"ändra det":             "Ändra det.",
		"skriv (prioritet 3)":   "Skriv (prioritet 3).",
		"högst 35":              "Högst 35.",
		"menade du adhd?":       "Menade du adhd?",
		"skriv med Markdown.":   "Skriv med Markdown.",
		"avsluta med }":         "Avsluta med }",
		"skriv --- på en rad …": "Skriv --- på en rad …",
	} {
		if got := Sentence(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}
