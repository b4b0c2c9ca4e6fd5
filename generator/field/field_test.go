package field

import (
	"slices"
	"strings"
	"testing"

	"provtryck/generator/problem"
)

// read reads src with a key of every type.
func read(src string) (got map[string]string, problems problem.List) {
	got = map[string]string{}
	Parse("a.yaml", []byte(src), 1, &problems).Fields([]Field{
		{"titel", func(v Value) { got["titel"] = v.Text().Text }},
		{"ord", func(v Value) {
			for _, t := range v.Texts() {
				got["ord"] += t.Text + ";"
			}
		}},
		{"exempel", func(v Value) {
			if v.Bool() {
				got["exempel"] = "ja"
			}
		}},
		{"antal", func(v Value) { got["antal"] = strings.Repeat("I", v.Int(1, 9)) }},
		{"datum", func(v Value) { got["datum"] = v.Date().Text }},
		{"delar", func(v Value) {
			v.Entries(func(key Text, value Value) { got["delar"] += key.Text + "=" + value.Text().Text + ";" })
		}},
	})
	return got, problems
}

func TestRead(t *testing.T) {
	for src, want := range map[string]map[string]string{
		"":                                 {},
		"titel: Adhd":                      {"titel": "Adhd"},
		"TITEL:   Adhd  ":                  {"titel": "Adhd"},
		"titel:":                           {"titel": ""},
		"titel: ~":                         {"titel": ""},
		"titel: no":                        {"titel": "no"},
		"titel: 010":                       {"titel": "010"},
		"titel: 1.10":                      {"titel": "1.10"},
		"titel: 1:30":                      {"titel": "1:30"},
		"titel: ”Ett” och ”två” ord":       {"titel": "”Ett” och ”två” ord"},
		"titel: >\n  en\n  två":            {"titel": "en två"},
		"ord: [a, b]":                      {"ord": "a;b;"},
		"ord: a":                           {"ord": "a;"},
		"ord: [a, ~]":                      {"ord": "a;"},
		"ord:\n  - a\n  - b":               {"ord": "a;b;"},
		"exempel: ja":                      {"exempel": "ja"},
		"exempel: nej":                     {},
		"antal: 3":                         {"antal": "III"},
		"antal:":                           {"antal": ""},
		"\ufefftitel: A":                   {"titel": "A"},
		"titel: A\r\nord: b\rantal: 1\r\n": {"titel": "A", "ord": "b;", "antal": "I"},
		"titel: C# för alla":               {"titel": "C# för alla"},
		"titel: Hej!":                      {"titel": "Hej!"},
		"titel: \"! A\"":                   {"titel": "! A"},
		"datum: 2026-05-12":                {"datum": "2026-05-12"},
		"datum:":                           {"datum": ""},
		"delar: {a: 1, b: 2}":              {"delar": "a=1;b=2;"},
		"# bara en kommentar\n\ntitel: A":  {"titel": "A"},
	} {
		got, problems := read(src)
		if len(problems) > 0 {
			t.Errorf("%q: %v", src, problems)
		}
		for key, value := range want {
			if got[key] != value {
				t.Errorf("%q: %s is %q, want %q", src, key, got[key], value)
			}
		}
	}
}

// TestMistakes makes each mistake once. Line 1 of the YAML is line 2 of the file.
func TestMistakes(t *testing.T) {
	for _, c := range []struct{ src, want, hint string }{
		{"titl: A", `a.yaml:2:1: fel: uppgiften titl finns inte`, "menade du titel?"},
		{"zzzzzz: A", `a.yaml:2:1: fel: uppgiften zzzzzz finns inte`, "titel"},
		{"titel: A\ntitel: B", "a.yaml:3:1: fel: uppgiften titel står två gånger, först på rad 2", ""},
		{"titel: A: B", "a.yaml:2:9: fel: värdet innehåller ett kolon följt av mellanslag", "citattecken"},
		{"ord: a\ntitel: Adhd: stöd", "a.yaml:3:12: fel: värdet innehåller ett kolon följt av mellanslag",
			`sätt hela värdet inom citattecken: titel: "Adhd: stöd"`},
		{"titel: \"A\nord: b\nantal: \"1\"", "a.yaml:2:8: fel: citattecknet saknar slut", "avsluta värdet"},
		{"titel: 'A\nord: 'b'\n", "a.yaml:2:8: fel: citattecknet saknar slut", "avsluta värdet"},
		{"titel: @a", "a.yaml:2:8: fel: värdet börjar med @, ett tecken som betyder något annat här", "citattecken"},
		{"titel: A\nbara ord\n", "a.yaml:3:1: fel: raden har ingen uppgift", "skriv uppgiftens namn, kolon och värde"},
		{"titel: \"A", "a.yaml:2:8: fel: citattecknet saknar slut", "avsluta värdet"},
		{"ord: [a, b\ntitel: A", "a.yaml:2:6: fel: listan inom hakparenteser saknar slut", "]"},
		{"delar: {a: 1\ntitel: A", "a.yaml:2:8: fel: klammern saknar slut", "}"},
		{`titel: "C:\q"`, "a.yaml:2:11: fel: omvänt snedstreck inom citattecken", "utan omvänt snedstreck"},
		{"\ttitel: A", "a.yaml:2:1: fel: raden är indragen med en tabb", "mellanslag"},
		{"delar:\n\u00a0 a: 1", "a.yaml:3:1: fel: raden är indragen med ett hårt mellanslag (från Word eller webben)",
			"mellanslag"},
		{"delar:\n \u200ba: 1", "a.yaml:3:2: fel: raden är indragen med ett osynligt tecken (U+200B)", "mellanslag"},
		{"titel: &a A", "a.yaml:2:8: fel: ankare (&) och hänvisningar (*) används inte här", "skriv ut värdet"},
		{"titel: A\nord: *a", "a.yaml:3:6: fel: värdet börjar med *, ett tecken som betyder något annat här", "citattecken"},
		{"titel: !!str A", "a.yaml:2:8: fel: typmarkering (!) används inte här", "ta bort"},
		{"- a\n- b", "a.yaml:2:1: fel: här ska det stå uppgifter, en på varje rad", "skriv uppgiftens namn, kolon och mellanslag"},
		{"bara ord", "a.yaml:2:1: fel: här ska det stå uppgifter, en på varje rad", "skriv uppgiftens namn, kolon och mellanslag"},
		{"ord: [a, , b]", "a.yaml:2:10: fel: något saknas mellan två tecken", "ordet som saknas"},
		{"titel: [a]", "a.yaml:2:8: fel: här står en lista, men det ska vara en text", "docs/innehallsmodell.md"},
		{"titel: {a: b}", "a.yaml:2:8: fel: här står uppgifter med värden, men det ska vara en text", ""},
		{"delar: [a]", "a.yaml:2:8: fel: här står en lista, men det ska vara uppgifter med värden", ""},
		{"ord: [{a: b}]", "a.yaml:2:7: fel: här står uppgifter med värden, men det ska vara en text", ""},
		{"exempel: kanske", `a.yaml:2:10: fel: "kanske" är varken ja eller nej`, "skriv ja eller nej"},
		{"antal: 10", `a.yaml:2:8: fel: "10" är inte ett heltal mellan 1 och 9`, "siffror"},
		{"antal: tre", `a.yaml:2:8: fel: "tre" är inte ett heltal mellan 1 och 9`, "siffror"},
		{"datum: 12 maj 2026", `a.yaml:2:8: fel: datumet "12 maj 2026" ska skrivas år-månad-dag`, "skriv 2026-05-12"},
		{"datum: 2026-5-12", `a.yaml:2:8: fel: datumet "2026-5-12" ska skrivas år-månad-dag`, "skriv 2026-05-12"},
		{"datum: 12/5 2026", `a.yaml:2:8: fel: datumet "12/5 2026" ska skrivas år-månad-dag`, "skriv 2026-05-12"},
		{"datum: 2026-02-30", `a.yaml:2:8: fel: "2026-02-30" är inte ett datum som finns`, "ÅÅÅÅ-MM-DD"},
		{"datum: 1026-02-03", "a.yaml:2:8: fel: året 1026 är orimligt", ""},
		{"titel: ”A”", "a.yaml:2:8: varning: värdet står inom typografiska citattecken", "raka citattecken"},
		{"titel: “A”", "a.yaml:2:8: varning: värdet står inom typografiska citattecken", ""},
		{`titel: "a\u202eb"`, "a.yaml:2:8: fel: värdet innehåller ett styrtecken", ""},
		{"titel Boende\nord: a\n", "a.yaml:2:1: fel: raden har inget kolon", "skriv titel: Boende"},
		{"# ett\ntitel Boende i Ås\n\nord: a\n", "a.yaml:3:1: fel: raden har inget kolon", "skriv titel: Boende i Ås"},
		{"  titel: A\nord: a\n", "a.yaml:2:1: fel: raden är indragen, men inte rad 3", "ta bort mellanslagen"},
		{"ord: a\ndelar:\n  a: 1\n   b: 2", "a.yaml:5:4: fel: raden är indragen, men raden ovanför har redan ett värde",
			"börja raden med 2 mellanslag, som raden ovanför"},
		{"ord: a\ndelar:\n  a: [1]\n   b: 2", "a.yaml:5:4: fel: raden börjar med 3 mellanslag och raden ovanför med 2",
			"börja raden med 2 mellanslag"},
		{"delar:\n    a: 1\n  b: 2", "a.yaml:4:3: fel: raden börjar med 2 mellanslag och raden ovanför med 4",
			"börja raden med 4 mellanslag"},
		{"titel: >18 år får den.\nord: a", "a.yaml:2:8: fel: värdet börjar med >", `titel: ">18 år får den."`},
		{"titel: *Viktigt*\nord: a", "a.yaml:2:8: fel: värdet börjar med *", `titel: "*Viktigt*"`},
		{"ord: a\ntitel: *Viktigt* ord", "a.yaml:3:8: fel: värdet börjar med *", `titel: "*Viktigt* ord"`},
		{"titel: | a b\nord: a", "a.yaml:2:8: fel: värdet börjar med |", `titel: "| a b"`},
		{"titel: `a`", "a.yaml:2:8: fel: värdet börjar med `", "citattecken"},
		{"titel: > 18 år\nord: a\n", "a.yaml:2:8: fel: värdet börjar med >", `titel: "> 18 år"`},
		{"ord: a\ntitel: > 18 år: dos\nantal: 1\n", "a.yaml:3:8: fel: värdet börjar med >", `titel: "> 18 år: dos"`},
		{"titel: *Viktigt* stöd\nord: a\n", "a.yaml:2:8: fel: värdet börjar med *", `titel: "*Viktigt* stöd"`},
		{"titel: **Prov**\n\nord: a\n", "a.yaml:2:8: fel: värdet börjar med *", `titel: "**Prov**"`},
		{"titel: &stöd\nord: a\n", "a.yaml:2:8: fel: värdet börjar med &", `titel: "&stöd"`},
		{"titel: & stöd\n# a\nord: a\n", "a.yaml:2:8: fel: värdet börjar med &", `titel: "& stöd"`},
		{"titel: | Dos\nord: a\n", "a.yaml:2:8: fel: värdet börjar med |", `titel: "| Dos"`},
		{"ord:\n  - å\n  - > 18 år\ntitel: A\n", "a.yaml:4:5: fel: värdet börjar med >", `- "> 18 år"`},
		{"ord:\n  - *ö* stöd\ntitel: A\n", "a.yaml:3:5: fel: värdet börjar med *", `- "*ö* stöd"`},
		{"ord: [å, *ö* stöd]\ntitel: A\n", "a.yaml:2:10: fel: värdet börjar med *", "ordet inom citattecken"},
		{"ord: [å, @a]\ntitel: A\n", "a.yaml:2:10: fel: värdet börjar med @", "ordet inom citattecken"},
		{"titel: \"a, *b*\"\nord: *c*\n", "a.yaml:3:6: fel: värdet börjar med *", `ord: "*c*"`},
		{"titel: #1", `a.yaml:2:7: varning: "#1" visas inte`, "citattecken"},
		{"titel: X # y", `a.yaml:2:8: varning: "# y" visas inte`, "egen rad"},
		{"titel: \"Vid \"svår\" oro: ring\"", "a.yaml:2:13: fel: citattecknen inne i värdet avslutar det",
			`titel: 'Vid "svår" oro: ring'`},
		{"titel: 'Vid 'svår' oro'", "a.yaml:2:13: fel: citattecknen inne i värdet avslutar det", `titel: "Vid 'svår' oro"`},
		{"titel: [a] b\nord: c", "a.yaml:2:12: fel: efter parentesen som avslutar värdet står mer text", "ta bort det"},
		{"delar: {a: 1 b: 2}\nord: a", "a.yaml:2:14: fel: ett komma saknas före b:", "skilj uppgifterna åt"},
		{"ord: [{a: [b] c: d}]", "a.yaml:2:15: fel: ett komma saknas före c:", "komma"},
		{"titel:Adhd", "a.yaml:2:1: fel: efter kolonet saknas ett mellanslag", "skriv titel: och sedan värdet"},
		{"titel:Adhd\nord: a", "a.yaml:2:7: fel: efter kolonet saknas ett mellanslag", "skriv titel:"},
		{"ord: a\ntitel:Adhd\nantal: 1", "a.yaml:3:7: fel: efter kolonet saknas ett mellanslag", "skriv titel:"},
		{"delar:\n  a:1\n  b: 2", "a.yaml:3:5: fel: efter kolonet saknas ett mellanslag", "skriv a:"},
		{"titel:\u00a0A", "a.yaml:2:1: fel: efter kolonet står ett hårt mellanslag (från Word eller webben)",
			"vanligt mellanslag"},
		{"ord: a\ntitel:\u00a0A", "a.yaml:3:7: fel: efter kolonet står ett hårt mellanslag", "vanligt mellanslag"},
		{"titel: ”A: B”",
			"a.yaml:2:10: fel: värdet innehåller ett kolon följt av mellanslag, och typografiska citattecken räknas inte",
			"raka citattecken"},
		{"ord:\n- a\n-\tb", "a.yaml:4:2: fel: på raden står en tabb", "mellanslag"},
		{"delar:\n\u2009a: 1", "a.yaml:3:1: fel: raden är indragen med ett ovanligt mellanslag (U+2009)", "mellanslag"},
		{"titel: A\u2028ord: b", "a.yaml:2:9: fel: här står en osynlig radbrytning", "byt rad"},
		{"titel: ! A", "a.yaml:2:8: fel: typmarkering (!) används inte här", "citattecken"},
		{"titel: A\nord: [å, !, b]", "a.yaml:3:10: fel: typmarkering (!) används inte här", ""},
		{"titel: Vård #1", `a.yaml:2:8: varning: "#1" visas inte: allt efter # är en kommentar`, "citattecken"},
		{"titel: [[[", "a.yaml:2:8: fel: något saknas", ""},
		{"antal: [1]", "a.yaml:2:8: fel: här står en lista, men det ska vara en text", ""},
		{"exempel: {a: b}", "a.yaml:2:10: fel: här står uppgifter med värden, men det ska vara en text", ""},
		{"datum: [2026-05-12]", "a.yaml:2:8: fel: här står en lista, men det ska vara en text", ""},
		{"datum: 0000-01-01", "a.yaml:2:8: fel: året 0 är orimligt", ""},
		{"datum: 99999-01-01", `a.yaml:2:8: fel: "99999-01-01" är inte ett datum som finns`, ""},
		{"delar: {? [a] : b}", "a.yaml:2:11: fel: här står en lista, men det ska vara en text", ""},
		{"delar: {\"\\u202ea\": b}", "a.yaml:2:9: fel: värdet innehåller ett styrtecken", ""},
		{"<<: {titel: A}", `a.yaml:2:1: fel: uppgiften << finns inte`, ""},
		{"titel: 'A", "a.yaml:2:8: fel: citattecknet saknar slut", ""},
		{"titel: \"A\" B", "a.yaml:2:12: fel: efter citattecknet som avslutar värdet står mer text", "hela värdet"},
		{"titel: x\nord: 'A' B\nantal: 1", "a.yaml:3:10: fel: efter citattecknet som avslutar värdet står mer text", ""},
		{"titel: A\n  ord: b", "a.yaml:3:3: fel: raden är indragen, men raden ovanför har redan ett värde",
			"ta bort indraget"},
		{"titel: A\n\nord: - a", "a.yaml:4:6: fel: listan börjar på samma rad som uppgiftens namn", "nästa rad"},
		{"titel: A\nord: }", "a.yaml:3:6: fel: något saknas", ""},
		{"ord:\n  - a\n  b: c", "a.yaml:4:3: fel: raden hör inte till listan ovanför", "bindestreck"},
		{"delar:\n  a: 1\n b: 2", "a.yaml:4:2: fel: raden börjar med 1 mellanslag och raden ovanför med 2", "börja raden med 2 mellanslag"},
	} {
		_, problems := read(c.src)
		ok := slices.ContainsFunc(problems, func(p problem.Problem) bool {
			return strings.HasPrefix(p.String(), c.want) && strings.Contains(p.Hint, c.hint)
		})
		if !ok || len(problems) != 1 {
			t.Errorf("%q: %v, want %s", c.src, problems, c.want)
			for _, p := range problems {
				t.Log(p.Hint)
			}
		}
	}
}

// TestManyKeys checks that a mapping of very many keys is refused before the
// library compares each with each.
func TestManyKeys(t *testing.T) {
	_, problems := read(strings.Repeat("a: 1\n", 3000))
	if len(problems) != 1 || problems[0].Rule.ID != "yaml-nycklar" {
		t.Errorf("got %v", problems)
	}
}

// TestAbsent checks that an absent value is empty in every way.
func TestAbsent(t *testing.T) {
	var v Value
	if v.Present() || v.Mapping() || v.Text().Text != "" || v.Texts() != nil || v.Items() != nil {
		t.Error("the absent value has something")
	}
	v.Fields(nil)
	v.Entries(func(Text, Value) { t.Error("the absent value has an entry") })
}

// FuzzField checks that any YAML is read without a panic, and that every problem is
// within the file.
func FuzzField(f *testing.F) {
	for _, s := range []string{"titel: A", "ord: [a, {b: c}]", "a: &x [*x]", "\"\\u202e", "? - a\n: b", "delar: {a: 1}",
		"%YAML 1.1\n---\na: b", "a: b\n...\nc: d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 16<<10 {
			return // the limit of front matter
		}
		_, problems := read(src)
		for _, p := range problems {
			if p.Pos.Line < 1 || p.Pos.Line > 3+strings.Count(src, "\n")+strings.Count(src, "\r") {
				t.Errorf("%v is outside %q", p, src)
			}
			if p.Pos.Column < 1 {
				t.Errorf("%v of %q has no column", p, src)
			}
		}
	})
}

// TestWords checks what is taken for a list that was written as one text.
func TestWords(t *testing.T) {
	for value, want := range map[string]string{
		"a, b, c": "[a, b, c]", "a,b": "[a,b]", "[a, b]": "", "ab": "", `"a, b"`: "", "'a, b'": "", "å, ä": "[å, ä]",
	} {
		var problems problem.List
		Parse("a.yaml", []byte("ord: "+value), 1, &problems).Fields([]Field{{"ord", func(v Value) { v.Words() }}})
		got := ""
		if len(problems) > 0 {
			got = problems[0].Fix.New
		}
		if got != want {
			t.Errorf("%q: becomes %q, want %q", value, got, want)
		}
	}
}
