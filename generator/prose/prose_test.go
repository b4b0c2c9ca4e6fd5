package prose

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"provtryck/generator/problem"
)

// lists returns small lists of the same form as the project's.
func lists(t testing.TB) *Lists {
	t.Helper()
	var l Lists
	var problems problem.List
	l.LoadPreferred("ordlista.yaml", []byte("ord:\n"+
		"  - {skriv: region, inte: [landsting], utom: [Kommuner och Landsting]}\n"+
		"  - {skriv: till exempel, inte: [t.ex., t ex], byt: ja}\n"+
		"  - {skriv: med mera, inte: [m.m., mm.], byt: ja}\n"+
		"  - {skriv: cirka, inte: [ca., ca], byt: ja}\n"+
		"  - {skriv: ska, inte: [skall], byt: ja}\n"+
		"  - {skriv: \"läkare (#)\", inte: [\"doktor (#)\"], byt: ja}\n"), &problems)
	l.LoadAbbreviations("forkortningar.yaml", []byte("förkortningar:\n"+
		"  - {förkortning: HSL, betyder: hälso- och sjukvårdslagen}\n"+
		"  - {förkortning: SoL, betyder: socialtjänstlagen}\n"+
		"  - {förkortning: SBU, känd: ja}\n"), &problems)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return &l
}

// TestListsHostile checks that entries that make no sense are reported.
func TestListsHostile(t *testing.T) {
	var l Lists
	var found problem.List
	l.LoadPreferred("o.yaml",
		[]byte("ord:\n  - {inte: [landsting]}\n  - {skriv: region}\n  - {skriv: a, inte: [\"12\"]}\n"), &found)
	l.LoadAbbreviations("f.yaml",
		[]byte("förkortningar:\n  - {förkortning: HSL}\n  - {förkortning: SBU, känd: ja}\n  - {förkortning: SBU, känd: ja}\n"), &found)
	var got []string
	for _, p := range found {
		got = append(got, fmt.Sprint(p.Pos, " ", p.Rule.ID))
	}
	want := []string{"o.yaml:2:5 ordlista", "o.yaml:3:5 ordlista", "o.yaml:4:5 ordlista", "f.yaml:2:5 ordlista",
		"f.yaml:4:5 ordlista"}
	if !slices.Equal(got, want) || len(l.preferred) > 0 || len(l.abbreviations) != 1 {
		t.Errorf("got %v", got)
	}
}

// read judges paragraphs separated by blank lines. Columns are offsets in bytes.
func read(t testing.TB, text string) problem.List {
	t.Helper()
	doc := Text{Headings: []string{"referenser"}}
	for i, p := range strings.Split(text, "\n\n") {
		doc.Passages = append(doc.Passages,
			Passage{Kind: Paragraph, Text: p,
				At: func(offset int) problem.Pos { return problem.Pos{File: "a.md", Line: i + 1, Column: offset + 1} }})
	}
	found, _ := Check(&doc, lists(t))
	return found
}

// TestRules checks near misses and places that are not among the examples of the
// documentation. Each case lists the rules that find something, with the column.
func TestRules(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// words
		{"Landstinget och landstingen.", ""},
		{"Landsting, landsting och ett LANDSTING.", "ordval:1 ordval:12 ordval:30"},
		{"Använd t.ex. en plan, t\u00a0ex den här.", "ordval:9 ordval:24"},
		{"En doktor (12) och en doktor.", "ordval:4"},
		{"Sveriges Kommuner och Landsting. Kommuner och ett landsting.", "ordval:51"},
		{"Svullnaden är högst 5\u00a0mm. Vikt, puls mm. mäts.", "ordval:41"},
		{"Markören CA och CA-125, S-Ca, joniserat Ca. Det tar ca en timme.", "forkortning:11 ordval:54"},
		{"Lagen säger ”vården skall vara god” och \"skall\". Vården skall det.", "ordval:48 ordval:64"},
		{"Enligt HSL och HSL.", "forkortning:8"},
		{"Enligt HSL (hälso- och sjukvårdslagen) och HSL.", ""},
		{"Enligt hälso- och sjukvårdslagen.\n\nEnligt HSL.", ""},
		{"Enligt HSL.\n\nEnligt hälso- och sjukvårdslagen (HSL).", "forkortning:8"},
		{"Enligt SoL, SBU, kapitel XIV och XYZ.", "forkortning:8 forkortning:34"},
		{"Enligt XYZ (ett exempel), DSM-5 och DSM.", "forkortning:37"},
		{"Det är det det handlar om.", ""},
		{"Ring ring. Nr 1 1. I I-länder.", "dubbelt-ord:1"},
		{"Den som vill vill ofta mycket. Det han får får dröja. Vad det är är oklart. Ta reda på var var och en bor.",
			""},
		{"Han vill vill ha det. När vården vården kommer.", "dubbelt-ord:5 dubbelt-ord:28"},
		{"TODO: skriv. Texten ska kompletteras senare.", "utkast-rest:1 utkast-rest:14"},
		{"Sidan ska skrivas ut vid behov. Texten ska uppdateras varje år. Avsnittet ska skrivas.", "utkast-rest:66"},
		{"Texten ska läsas av alla. Kontakta ett utkast???", "utkast-rest:47"},
		{"Utkast! Nu. Utkast 2026-03-01. Ett utkast. Utkast till plan görs tidigt.", "utkast-rest:1 utkast-rest:13"},
		{"Avsnittet kompletteras senare. Texten är under bearbetning. Ska kompletteras. Kompletteras senare.",
			"utkast-rest:1 utkast-rest:32 utkast-rest:62 utkast-rest:80"},
		{"Planen kompletteras senare. Bilden är under arm. Vården ska kompletteras. Texten kompletteras av en film.",
			""},
		{"Text saknas. Här kommer text om sömn. Innehåll tillkommer.", "utkast-rest:1 utkast-rest:14 utkast-rest:41"},
		{"Text saknas i brevet. Här kommer några råd. Remiss saknas.", ""},
		{"Det hjälper (källa?). Det hjälper (?), säger SBU.", "utkast-rest:14 utkast-rest:38"},
		{"Läs mer, se \"Länkar\" nedan, se ”Kunskapsstöd” nedan och se ”Referenser” nedan.",
			"hanvisning:15 hanvisning:37"},
		{"Se Tabell 1 nedan, se Bilaga 2 nedan och se Kapitel 3 ovan.", ""},
		{"Se Länkar nedan. Se Referenser nedan. Se tabellen nedan.", "hanvisning:4 riktningsord:43"},

		// what pasting loses
		{"Hälso-och sjukvård, öppen-eller slutenvård, läns-samt kommunnivå.", "mellanslag-borta:7 mellanslag-borta:29 mellanslag-borta:54"},
		{"Hälso- och sjukvård, barn-och-ungdom, sjuk-och friskvård i vård-och omsorg.", "mellanslag-borta:45 mellanslag-borta:68"},
		{"För mer information se:\n\nNästa stycke.", "lank-borta:22"},
		{"För mer information se:\n\nEtt nummer", ""},
		{"Läs mer, se", ""},
		{"Information finns, se:", "lank-borta:20"},
		{"För mer information se.", "lank-borta:22"},
		{"Det ska gå att se.", ""},
		{"Behandla [prioritet 3] och [prio 2].", "prioritet-form:10 prioritet-form:28"},

		// signs
		{"Räkna med 3-5, 3 - 5, 3 – 5, 3–5 och 2019-2021.",
			"streck-intervall:12 streck-intervall:17 streck-intervall:24 streck-intervall:43"},
		{"Den 2026-05-12, 08-12 34 56, 010-123, F32-F39, 5-3, 1-2-3, prop. 2019/20-21, 2008-10.", ""},
		{"Ge 5 mg, 2,5 ml, 5\u00a0mg och 50 %.", ""},
		{"Risken är 50%, 2,5% eller 7 %. 100%-ig. Ge 0,5-1 mg, 0,5–1\u00a0mg eller 5-10mg.",
			"enhet-ihop:12 enhet-ihop:17 streck-intervall:45 enhet-ihop:73 streck-intervall:73"},
		{"Tryck 20mmHg, 1000kcal, 37,5°C. Nätet 5G och 4g, 2s.", "enhet-ihop:7 enhet-ihop:15 enhet-ihop:25"},
		{"Den 2,5-12,5, värdet 1,5-0,5, avsnitt 1.2-3.", "streck-intervall:5"},
		{"Ge 5mg eller 10ML. Läs ICD10 och B12 i 4g.", "enhet-ihop:4 enhet-ihop:14"},
		{"Två  blanka   här  ", "dubbelt-blanksteg:5 dubbelt-blanksteg:13"},
		{"Sök på www. Det börjar med www.", ""},
		{"Se http://localhost:1177/adhd/.", "lank-forhandsvisning:4"},
		{"Se (http://127.0.0.1:8080/a).", "lank-forhandsvisning:5"},
		{"Se http://192.168.1.4/a nu.", "lank-forhandsvisning:4"},
		{"Se https://deploy-preview-3--prov.netlify.app/, sedan.", "lank-forhandsvisning:4"},
		{"Se http://[::1]:1177/.", "lank-forhandsvisning:4"},
		{"Se http://localhost.example/.", "lank-bar:4"},
		{"Se www.exempel.se och https://exempel.se.", "lank-bar:4 lank-bar:23"},

		// what one must see
		{"Tryck på den gröna knappen, i ett rött fält.", "fargord:15 fargord:37"},
		{"Urinen kan få röd färg. Gul färg på huden. Läs texten med röd färg, markerad med blå färg.", "fargord:90"},
		{"En röd linje på huden, röda punkter runt bettet, svart text i avföringen, en röd cirkel runt såret. En röd cirkel.", "fargord:110"},
		{"Ett rödmarkerat ord. Den röda tråden. En gul bil.", "fargord:5"},
		{"Bilden till höger. Ont till höger. Högerspalten. Tabellen ovan.",
			"riktningsord:8 riktningsord:38 riktningsord:53"},
		{"The outcome of the study is good.", "sprakmarkering:1"},
		{"En studie by the book. Is och snö for till fjälls.", "sprakmarkering:11"},
		{"Metoden från " + string(Hidden) + " är bra.", ""},

		// evidence
		{"Gör så (prioritet 3), (prioritet\u00a010).", ""},
		{"Gör så (prio 3), (Prioritet: 4), (icke göra), (se prioritet 5).",
			"prioritet-form:10 prioritet-form:20 prioritet-form:36 prioritet-form:54"},
		{"Gör så (prio1), (Prio2), (prioritet3) och (prio12).",
			"prioritet-form:10 prioritet-form:19 prioritet-form:28"},
		{"Prio 2. Insatsen prövas. Prioritet: 4", "prioritet-form:1 prioritet-form:27"},
		{"Prioritet 2 har den. Högsta prio. Prioritet 12.", ""},
		{"Med prioritet 3 menas hög prioritet (se riktlinjerna) för 4.", ""},
		{"Vården kan erbjuda det (prioritet 2). Vården bör (prioritet 8). Vården kan och bör (prioritet 1).",
			"prioritet-ordval:26 prioritet-ordval:54"},
		{"Det hjälper [1, 3–4], men inte [se ovan], [0–10] eller [^1].", "referens-stil:14"},

		// persons
		{"A 19121212–1212, 19121212 1212, 121212\u20111212, 121212 1212, 121212 1213, 19121212 - 1212.",
			"personnummer:3 personnummer:20 personnummer:35 personnummer:50 personnummer:76"},
		{"Diarienummer 201112-1234, dnr 201112-1234, dnr 121212-1212 eller 201112-1234.",
			"personnummer:48 personnummer:66"},
		{"barn.ungdom@r.se vuxen.psykiatri@r.se psyk.mottagning@r.se bup.jour@r.se no.reply@r.se eva.barnes@r.se",
			"personuppgift:88"},
		{"19121212-1212, 121212-1212, 191212121212.", "personnummer:1 personnummer:16 personnummer:29"},
		{"Samordning 701063-2391. Ej 556012-5790, 2026-05-12, 12345678, 121212121.", "personnummer:12"},
		{"Ärende 1212121212 eller 1212121213.", "personnummer:9"},
		{"Skriv till eva.exempel@region.se, info.vuxna@region.se eller registrator@region.se.", "personuppgift:12"},
		{"@vården eva.exempel@region.se", "personuppgift:10"},
		{"@ eva.exempel@region.se @", "personuppgift:3"},
		{"@@eva.exempel@region.se", "personuppgift:3"},
		{"@eva.exempel@region.se, eva.exempel@region.se", "personuppgift:2 personuppgift:25"},
		{"@", ""},
		{"Ring 070-123 45 67.", "personuppgift:6"},
		{"Ring +46 (0)73 123 45 67.", "personuppgift:6"},
		{"Ring 08-123 45 67, 1177 eller 0771-12 34 56. Diarienummer 07012.", ""},

		// what looks like a fault and is none
		{"Bör kompletteras med EKG vid hjärtsymtom. Ska kompletteras med blodprov. Kompletteras med samtal.", ""},
		{"Ska kompletteras med text. Bör kompletteras med källor.", "utkast-rest:1 utkast-rest:28"},
		{"Karyotyp 47,XXX. XXX-kvinnor är långa. XXX", "utkast-rest:42"},
		{"Märk det osäkra med (?). Skriv \"???\" där svar saknas. Det är så (?).", "utkast-rest:70"},
		{"Barn som inte kan simma ska inte bada. Den som inte vill ska inte. Om ingen kan får inget ske.", ""},
		{"Den som inte aldrig vill.", "dubbel-negation:14"},
		{"Den som röker röker ofta. Den som dricker dricker mer. Det som hjälpte hjälpte. Vad som ger ger sig.", ""},
		{"Hon röker röker ofta.", "dubbelt-ord:5"},
		{"Oddskvot [1,3–3,4], [0,8–1,2], [2–3,5], intervallet [1–3] och skala [1–5].", ""},
		{"Risken [1, 3] och [2–4].", "referens-stil:8"},
		{"En skugga till höger i lungan. Figuren visar smärta till vänster i buken. Se figuren till höger.",
			"riktningsord:89"},
		{"Gör INTE så. Ge ALDRIG mer. RING ALLTID 112. Gör det DIREKT. Ta MAX två.", ""},
		{"Mät CO₂, EQ-5D, 5-HT, CORE-OM, H₂O och ISBN.", ""},
		{"Mät BQX och BQX-värdet.", "forkortning:6"},
		{"smarta.rehab@r.se boka.tid@r.se social.omsorg@r.se hr.support@r.se patient.radgivning@r.se", ""},
		{"Hundens skall stör. Ett skall hörs. Skriv i mm. Ca mammae och ca mammae.", ""},

		// sentences
		{"Vården ska erbjudas. Den ska följas upp.", ""},
		{"Stödet ska inte ges och måste alltid prövas.", "passiv:1"},
		{"Det bör finnas tid och ska märkas.", ""},
		{"Det är inte icke-stimulerande läkemedel.", ""},
		{"UTKAST.", "utkast-rest:1"},
		{"Ge inte läkemedlet om inget har prövats, inte ens aldrig.", "dubbel-negation:53"},
	} {
		var got []string
		for _, p := range read(t, c.text) {
			got = append(got, fmt.Sprintf("%s:%d", p.Rule.ID, p.Pos.Column))
		}
		slices.Sort(got)
		want := strings.Fields(c.want)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q:\ngot  %v\nwant %v", c.text, got, want)
		}
	}
}

// TestNumberedReferences checks that numbers in parentheses are references only
// where there is a numbered list of them.
func TestNumberedReferences(t *testing.T) {
	for _, c := range []struct {
		numbered int
		text     string
		want     int // column; 0 when nothing is found
	}{
		{3, "Det hjälper (1).", 14}, {3, "Det hjälper (1–2), säger man.", 14}, {3, "Det (2, 3).", 5},
		{0, "Det hjälper (1).", 0}, {3, "Det (4).", 0}, {3, "Vi gör (1) så, (2) så.", 0}, {3, "Skalan (0–2).", 0},
		{3, "Det (1–9).", 0}, {3, "Listan (1", 0},
	} {
		doc := Text{References: c.numbered,
			Passages: []Passage{{Text: c.text,
				At: func(offset int) problem.Pos { return problem.Pos{Column: offset + 1} }}}}
		got := 0
		found, _ := Check(&doc, nil)
		for _, p := range found {
			if p.Rule.ID == "referens-stil" {
				got = p.Pos.Column
			}
		}
		if got != c.want {
			t.Errorf("%q with %d references: column %d, want %d", c.text, c.numbered, got, c.want)
		}
	}
}

// TestPrivate checks that no message repeats personal data.
func TestPrivate(t *testing.T) {
	for _, text := range []string{"Person 19121212-1212.", "Skriv till eva.exempel@region.se.", "Ring 070-123 45 67."} {
		found := read(t, text)
		if len(found) == 0 {
			t.Errorf("%q: nothing is found", text)
		}
		for _, p := range found {
			if strings.Contains(p.String()+p.Hint, "1212") || strings.Contains(p.String()+p.Hint, "eva") ||
				strings.Contains(p.String()+p.Hint, "123") {
				t.Errorf("%q is repeated: %v", text, p)
			}
		}
	}
}

// TestFixes checks the texts that fixes result in.
func TestFixes(t *testing.T) {
	for text, want := range map[string]string{
		"T.ex. så.":                 "Till exempel så.",
		"En doktor (12).":           "En läkare (12).",
		"Räkna med 3 - 5.":          "Räkna med 3–5.",
		"Hem, skola m.m.":           "Hem, skola med mera.",
		"Vikt m.m. mäts.":           "Vikt med mera mäts.",
		"Vikt m.m. Mät den.":        "Vikt m.m. Mät den.",
		"Vården skall inte ge det.": "Vården ska inte ge det.",
		"Det tar ca två.":           "Det tar cirka två.",
		"Se t.ex. kris.":            "Se till exempel kris.",
		"Ca två. Det tar ca 2":      "Ca två. Det tar cirka 2",
		"Vården \"skall\" det.":     "Vården \"skall\" det.",
		"Ge 5 mg.":                  "Ge 5 mg.",
		"Ge 5mg.":                   "Ge 5 mg.",
		"Ge 50 %.":                  "Ge 50 %.",
		"Två  ord.":                 "Två ord.",
		"Gör (prio 3).":             "Gör (prio 3).",
		"Erbjud det (prio 3).":      "Erbjud det (prioritet 3).",
		"Gör (icke göra).":          "Gör (icke-göra).",
		"Alla landsting här.":       "Alla landsting här.",
		"Planen är är klar.":        "Planen är är klar.",
		"T.ex. 3-5 st i 5 mg.":      "Till exempel 3–5 st i 5 mg.",

		// the stop of an abbreviation that the list writes without it
		"Vid t ex. feber.":   "Vid till exempel feber.",
		"T ex. feber.":       "Till exempel feber.",
		"Det tar ca. två.":   "Det tar cirka två.",
		"Vid t ex. Kris.":    "Vid t ex. Kris.",
		"Vid t ex. 5 mg.":    "Vid t ex. 5 mg.",
		"Vid feber t ex.":    "Vid feber till exempel.",
		"Vid t ex... feber.": "Vid t ex... feber.",

		// the words of others
		"”Landstinget ger 5mg  3-5 gånger”":  "”Landstinget ger 5mg  3-5 gånger”",
		"Han sa \"ge 5mg\" och gav 5mg.":     "Han sa \"ge 5mg\" och gav 5 mg.",
		"Enligt “3-5 besök” räcker 3-5.":     "Enligt “3-5 besök” räcker 3–5.",
		"Skriv »hälso-och sjukvård» 3-5 ggr": "Skriv »hälso-och sjukvård» 3–5 ggr",
		"Erbjud «stöd (prio 3)» (prio 3).":   "Erbjud «stöd (prio 3)» (prioritet 3).",
		"Läs ”ett  ord” två  gånger.":        "Läs ”ett  ord” två gånger.",
		"En tum är 1\" eller 3-5.":           "En tum är 1\" eller 3–5.",
	} {
		got := text
		found := read(t, text)
		slices.SortFunc(found, func(a, b problem.Problem) int { return b.Pos.Column - a.Pos.Column })
		for _, p := range found {
			if p.Fix != (problem.Fix{}) {
				at := p.Pos.Column - 1
				if got[at:at+len(p.Fix.Old)] != p.Fix.Old {
					t.Errorf("%q: %q is not at %d", text, p.Fix.Old, at)
				}
				got = got[:at] + p.Fix.New + got[at+len(p.Fix.Old):]
			}
		}
		if got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// TestKeptMeaning checks that what may mean something else is never changed by a fix.
func TestKeptMeaning(t *testing.T) {
	agreed := projectLists(t)
	for _, text := range []string{
		// a unit
		"Ange pupillernas storlek i mm.", "Ange längd och bredd, i mm.", "Mät höjd, bredd och djup i cm och mm.",
		"Skriv antal mm. Avrunda uppåt.", "Svullnad, rodnad mm.",
		// a minus, an address, a blank that is missing
		"Temp 5 -6 grader.", "Se https://a.se/sok?dos=5mg&x=2-3 nu.", "Se a.se/x?d=5mg och 3-4@b.se.",
		"Se www.exempel.se/5mg/2-3 nu.", "Läs https://a.se/?y=t.ex. först.",
		"Ge ca.5 mg eller t.ex.5 mg.", "Ge bl.a.3 doser.",
		// a diagnosis, a marker
		"Misstänkt ca mammae utreds.", "Tidigare ca prostata, nu frisk.", "Metastaserat ca coli.",
		"Höga värden av ca 125 följs.", "Stigande ca 19-9 och ca 15-3.",
		// priorities that are not those of the guidelines
		"Ambulans med blåljus (prio 1).", "Larma 112 (prio 1).", "Behandling på akuten (prio 2).",
		"Remissen (prio 3) erbjuder tid.", "Sortera larm (prio: 4).", "Städa (prio 2).",
		// names
		"Använd ADHD Rating Scale.", "Formuläret Adult ADHD Self-Report Scale.", "Föreningen ADHD svarar.",
		"Skalan Conners ADHD Index.", "Boken Understanding ADHD är bra.", "The study of ADHD from birth.",
		// another word
		"Hundens skall stör.", "Ett skall hörs.", "Vaktens skall tystnade.", "Det skall som hörs.", "Vården skall.",
		"Ge både vård och insatsprogram.",
		// numbers that are names
		"Ring 12-345.", "Blankett 12-34 finns.", "Telefon 12-34 56.", "Lot 55-123.", "Nummer 5-10 saknas.",
		// parts of names
		"Öppna plan_5mg.pdf nu.", "Läs sidan 5mg.html först.", "En 100%-ig effekt.", "En 5mg-tablett.", "Koden A/5mg.",
	} {
		found, _ := Check(&Text{Passages: []Passage{{Kind: Paragraph, Text: text,
			At: func(int) problem.Pos { return problem.Pos{} }}}}, agreed)
		for _, p := range found {
			if p.Fix != (problem.Fix{}) {
				t.Errorf("%q: %q becomes %q", text, p.Fix.Old, p.Fix.New)
			}
		}
	}
}

func TestReadability(t *testing.T) {
	// 42 words in 3 sentences and a heading, 7 of them long: 42/4 + 100·7/42.
	sentence := "Det här är en mening som är lätt att läsa med tretton ord. "
	text := Text{Passages: []Passage{
		{Kind: Heading, Section: 1, Text: "Barn och vuxna"},
		{Kind: Paragraph, Section: 1, Text: strings.Repeat(sentence, 2)},
		{Kind: Paragraph, Section: 1,
			Text: "Verksamheten behandlar personer individuellt tillsammans med deras familjer och vänner."},
		{Kind: Cell, Section: 1, Text: "Tabellernas ord räknas aldrig"},
		{Kind: Heading, Section: 2, Text: "Kort"},
	}}
	for i := range text.Passages {
		text.Passages[i].At = func(int) problem.Pos { return problem.Pos{} }
	}
	_, measures := Check(&text, nil)
	if len(measures) != 3 || measures[1].Words != 39 || measures[1].Sentences != 4 || measures[1].Long != 8 {
		t.Fatalf("%+v", measures)
	}
	if lix := (Readability{Words: 42, Long: 7, Sentences: 4}).LIX(); lix != 11+17 {
		t.Errorf("LIX %d", lix)
	}
	if lix := measures[2].LIX(); lix != 0 {
		t.Errorf("LIX %d of one word", lix)
	}
}

// TestHostile checks that texts that are hard to scan do not cause a panic.
func TestHostile(t *testing.T) {
	for _, text := range []string{"", " ", "@", "a@", "@a", "[", "[1", "]", "0", "+", "+46", "(prio", "(prio 3", "-",
		"1-", "-1", "\xff\xfe", "å@å.å", "…@b.c", "se", "se X", "T.", "ÅÄÖ", "İİİ 5İ", "ß 5 ß"} {
		read(t, text)
		read(t, text+" "+text+"\n\n"+strings.Repeat(text, 50))
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("Ge 5 mg (prio 3) till 19121212-1212, se Länkar nedan @ [1]")
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range read(t, text) {
			if p.Fix.Old != "" {
				line := strings.Split(text, "\n\n")[p.Pos.Line-1]
				if at := p.Pos.Column - 1; !strings.HasPrefix(line[at:], p.Fix.Old) {
					t.Errorf("%q is not at %d of %q", p.Fix.Old, at, line)
				}
			}
		}
	})
}

// TestSentences checks where sentences end.
func TestSentences(t *testing.T) {
	for text, want := range map[string]int{
		"Vaccinera mot hepatit A. Ta prov.": 2, "Ge vitamin D. Vänta.": 2, "Ta skor, kläder osv. Packa väl.": 2,
		"Mat, dryck etc. Ge mer.": 2, "Se t.ex. Kris.": 1, "Bl.a. Anna.": 1, "Av A. E. Ek.": 1, "Enligt A. Ek.": 1,
		"Ge ca. 5.": 1, "Mat osv. och dryck.": 1, "Se kap. 5.": 1,
	} {
		words := appendWords(nil, text, ourLexicon)
		if got := len(appendSentences(nil, text, words)); got != want {
			t.Errorf("%q has %d sentences, want %d", text, got, want)
		}
	}
}

// BenchmarkGrowth judges a paragraph of words that the project writes otherwise, of a
// size and of twice that size, which takes no more than twice as long.
func BenchmarkGrowth(b *testing.B) {
	agreed := lists(b)
	for name, line := range map[string]string{"words": "Använd t.ex. en plan ", "quoted": "\"Använd t.ex. en plan\" ",
		"sentences": "Ta ca fem. Se t.ex. den. "} {
		for _, n := range []int{2000, 4000} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				text := &Text{Passages: []Passage{{Kind: Paragraph, Text: strings.Repeat(line, n),
					At: func(int) problem.Pos { return problem.Pos{} }}}}
				for b.Loop() {
					Check(text, agreed)
				}
			})
		}
	}
}

// TestSynonyms checks that groups are read, and what is wrong with them told where it is.
func TestSynonyms(t *testing.T) {
	groups, found := LoadSynonyms("s.yaml", []byte("synonymer:\n  - [Medicin, läkemedel]\n  - [ensam]\n  - [a, a]\n  - ['12', b, c]\n  -\n"))
	var got []string
	for _, p := range found {
		got = append(got, fmt.Sprint(p.Pos, " ", p.Rule.ID))
	}
	want := []string{"s.yaml:3:5 synonymer", "s.yaml:4:9 synonymer", "s.yaml:4:5 synonymer", "s.yaml:5:6 synonymer", "s.yaml:6:4 synonymer"}
	if !slices.Equal(got, want) || fmt.Sprint(groups) != "[[medicin läkemedel] [b c]]" {
		t.Errorf("got %v, %v", got, groups)
	}
}
