package round

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

const whole = `titel: Granskning av adhd
texter: [vard-och-insatsprogram/adhd, kliniska-kunskapsstod/krisplan.md]
från: Nationell arbetsgrupp adhd
till: Regioner och kommuner
börjar: 2027-03-02
slutar: 2027-03-27
svar_till: adhd@exempel.se
titta_på:
  - Stämmer målgrupperna?
enkät: https://exempel.se/enkat
version: 5f3a2b1c0d
formulär: netlify
svarande: [Region Skåne, Större kommuner]
kolumner: {synpunkt: "Vad tycker du?", Från: Region}
`

var names = []string{
	"kliniska-kunskapsstod/krisplan.md", "vard-och-insatsprogram/adhd/index.md", "vard-och-insatsprogram/adhdx/index.md",
}

func TestLoad(t *testing.T) {
	r, found := Load("_projekt/omgangar/adhd-2027.yaml", []byte(whole))
	if found = append(found, r.Check(names)...); len(found) > 0 {
		t.Error(found)
	}
	r.Texts[0].Pos, r.Texts[1].Pos = r.Texts[0].Pos.In(""), r.Texts[1].Pos.In("")
	want := &Round{
		ID: "adhd-2027", File: "_projekt/omgangar/adhd-2027.yaml", Title: "Granskning av adhd", Texts: r.Texts,
		From: "Nationell arbetsgrupp adhd", For: "Regioner och kommuner", First: "2027-03-02", Last: "2027-03-27",
		ReplyTo: "adhd@exempel.se", LookAt: []string{"Stämmer målgrupperna?"}, Survey: "https://exempel.se/enkat",
		Version: "5f3a2b1c0d", Form: Netlify, Respondents: []string{"Region Skåne", "Större kommuner"},
		Columns: map[string]string{"synpunkt": "Vad tycker du?", "från": "Region"},
	}
	if !reflect.DeepEqual(r, want) {
		t.Errorf("%+v\nwant\n%+v", r, want)
	}
	for name, has := range map[string]bool{names[0]: true, names[1]: true, names[2]: false, "vard-och-insatsprogram/adhd.md": false} {
		if r.Has(name) != has {
			t.Errorf("the round has %s: %v", name, !has)
		}
	}
	if got, want := r.Mail(), "mailto:adhd@exempel.se?subject=Synpunkter:%20Granskning%20av%20adhd"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	r.Title = "A & B?bcc=x@y.se + 100 %"
	if got, want := r.Mail(), "mailto:adhd@exempel.se?subject=Synpunkter:%20A%20%26%20B%3Fbcc%3Dx@y.se%20%2B%20100%20%25"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for day, want := range map[string]string{
		"2027-03-01": "26 false false", "2027-03-02": "25 true false", "2027-03-27": "0 true false", "2027-03-28": "-1 true true",
	} {
		if got := fmt.Sprint(r.DaysLeft(day), r.Begun(day), r.Over(day)); got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
}

// TestMistakes makes one mistake at a time in a whole round: it is reported, at its place, and
// nothing else is.
func TestMistakes(t *testing.T) {
	const file = "_projekt/omgangar/adhd-2027.yaml"
	line := func(key, value string) func(string) string {
		return func(src string) string {
			lines := strings.Split(src, "\n")
			for i, l := range lines {
				if strings.HasPrefix(l, key+":") {
					lines[i] = value
				}
			}
			return strings.Join(lines, "\n")
		}
	}
	for _, c := range []struct {
		file   string
		change func(string) string
		place  string // after the name of the file
		rule   string
		words  string // part of the message and the hint
	}{
		{file, line("titel", ""), "", "omgang-saknas", "saknar uppgiften titel"},
		{file, line("texter", "texter: []"), "", "omgang-saknas", "texter"},
		{file, line("från", "från:"), "", "omgang-saknas", "från"},
		{file, line("börjar", ""), "", "omgang-saknas", "börjar"},
		{file, line("slutar", ""), "", "omgang-saknas", "slutar"},
		{file, line("slutar", "slutar: 27 mars"), ":6:9", "fel-datum", ""},
		{file, line("slutar", "slutar: 2027-03-01"), "", "omgang-dagar", "innan den börjar"},
		{file, line("svar_till", "svar_till: adhd"), ":7:12", "omgang-adress", "ingen e-postadress"},
		{file, line("svar_till", "svar_till: Adhd <adhd@exempel.se>"), ":7:12", "omgang-adress", "skriv bara adressen"},
		{file, line("svar_till", "svar_till: a@b.se?bcc=c@d.se"), ":7:12", "omgang-adress", ""},
		{file, line("enkät", "enkät: exempel.se/enkat"), ":10:8", "omgang-adress", "https://"},
		{file, line("enkät", "enkät: javascript:alert(1)"), ":10:8", "omgang-adress", ""},
		{file, line("formulär", "formulär: google"), ":12:11", "omgang-formular", "skriv netlify"},
		{file, line("kolumner", "kolumner: {synpunk: a}"), ":14:21", "omgang-kolumn", "menade du synpunkt?"},
		{file, line("texter", "texter: [vard-och-insatsprogram/ahdh]"), ":2:10", "omgang-text", "menade du vard-och-insatsprogram/adhd?"},
		{file, line("texter", "texter: [krisplan.md]"), ":2:10", "omgang-text", "sökvägen"},
		{file, line("till", "til: x"), ":4:1", "okand-nyckel", "menade du till?"},
		{file, func(string) string { return "titel: [" }, ":1:8", "yaml-syntax", ""},
		{"_projekt/omgangar/Våren 2027.yaml", func(s string) string { return s }, "", "omgang-namn", "varen-2027.yaml"},
		{"_projekt/omgangar/utan-omgang.yaml", func(s string) string { return s }, "", "omgang-namn", "granskning-av-adhd.yaml"},
		{"_projekt/omgangar/!.yaml", func(s string) string { return strings.Replace(s, "Granskning av adhd", "»«", 1) }, "", "omgang-namn", "granskning.yaml"},
		{"_projekt/omgangar/" + strings.Repeat("a", 150) + ".yaml", func(s string) string { return s }, "", "omgang-namn", "a.yaml"},
	} {
		r, found := Load(c.file, []byte(c.change(whole)))
		found = append(found, r.Check(names)...)
		if len(found) != 1 || found[0].Pos.String() != c.file+c.place || found[0].Rule.ID != c.rule ||
			!strings.Contains(found[0].Message+" "+found[0].Hint, c.words) {
			t.Errorf("want %s %s %s, got %v", c.place, c.rule, c.words, found)
		}
	}
}

// TestCleaned writes names as they are copied from other places.
func TestCleaned(t *testing.T) {
	for _, text := range []string{"content/vard-och-insatsprogram/adhd", "/vard-och-insatsprogram/adhd/", `vard-och-insatsprogram\adhd`, "./content/vard-och-insatsprogram/adhd"} {
		r, found := Load("_projekt/omgangar/a.yaml", []byte(strings.Replace(whole, "[vard-och-insatsprogram/adhd,", "['"+text+"',", 1)))
		if found = append(found, r.Check(names)...); len(found) > 0 {
			t.Error(text, found)
		}
	}
}

// TestValidID checks what a round can be called.
func TestValidID(t *testing.T) {
	for id, want := range map[string]bool{
		"adhd-2027": true, "a": true, "2027": true, "utan-omgang-2": true, strings.Repeat("a", 99): true,
		"": false, "utan-omgang": false, "Adhd": false, "å": false, "a--b": false, "-a": false, "a-": false, "a_b": false, "../x": false,
		"a/b": false, strings.Repeat("a", 101): false,
	} {
		if got := ValidID(id); got != want {
			t.Errorf("%q can be a round: %v", id, got)
		}
	}
}
