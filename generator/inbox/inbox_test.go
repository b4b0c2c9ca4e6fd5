package inbox

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"provtryck/generator/audience"
	"provtryck/generator/content"
	"provtryck/generator/document"
	"provtryck/generator/site"
)

// The text that comments in these tests are about, and the file of comments on it.
const (
	textFile = "kliniska-kunskapsstod/a.md"
	textURL  = "/kliniska-kunskapsstod/a/"
	aboutA   = "_projekt/synpunkter/v1/kliniska-kunskapsstod/a.yaml"
	text     = "---\ntitel: A\n---\n\n## Dos\n\nGe 5 mg till natten.\n"
)

// project makes a content folder with a text, two rounds and the given files, and returns it.
func project(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	all := map[string]string{textFile: text, "_projekt/omgangar/v1.yaml": "titel: Ett\n", "_projekt/omgangar/v2.yaml": "titel: Två\n"}
	maps.Copy(all, files)
	for name, data := range all {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), data)
	}
	return dir
}

func put(t *testing.T, name, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

// get returns what a file of a content folder has; empty where there is none.
func get(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(data)
}

// tree returns the names and the content of all files of a folder, except for the lock.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() && e.Name() != ".las" {
			rel, _ := filepath.Rel(dir, name)
			all[filepath.ToSlash(rel)] = get(t, dir, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// siteOf returns a site with the text and others of the given names.
func siteOf(more ...string) *site.Site {
	var docs []*document.Document
	for _, name := range append([]string{textFile}, more...) {
		docs = append(docs, document.Parse(name, []byte(text), document.Options{}))
	}
	taxonomy, _ := audience.Load("malgrupper.yaml", nil)
	return site.New(site.Sources{Documents: docs, Taxonomy: taxonomy})
}

// take imports files into a content folder.
func take(t *testing.T, dir string, o Options, files ...string) (Taken, error) {
	t.Helper()
	in, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	return in.Import(siteOf(), files, o)
}

// summed returns how many comments were new, changed and known, and what is said of it.
func summed(taken Taken) string {
	var n Count
	for _, of := range taken.Files {
		n.Added, n.Changed, n.Known = n.Added+of.Added, n.Changed+of.Changed, n.Known+of.Known
	}
	return strings.Join(append(append([]string{fmt.Sprintf("%d %d %d", n.Added, n.Changed, n.Known)}, taken.Refused...), taken.Notes...), "|")
}

// sent writes what somebody has sent beside the project, and returns its name.
func sent(t *testing.T, name, data string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	put(t, file, data)
	return file
}

// The same comment in each form.
const (
	asJSON = `{"type": "AnnotationPage", "id": "urn:uuid:aaaaaaaa-bbbb", "provtryck:round": "v1",
		"creator": {"type": "Person", "name": "Kim", "provtryck:organisation": "Region Exempel", "email": "mailto:kim@exempel.se"},
		"items": [{"id": "urn:uuid:11111111-aaaa", "type": "Annotation", "created": "2027-03-04T10:00:00Z",
			"body": [{"purpose": "classifying", "value": "sakfel"}, {"purpose": "commenting", "value": "Ska det vara 5 mg?"}],
			"target": {"source": "/kliniska-kunskapsstod/a/"}}]}`
	asText = "Synpunkter från förhandsvisningen\nOmgång: v1\nSvar: aaaaaaaa-bbbb\nFrån: Kim\nOrganisation: Region Exempel\n" +
		"E-post: kim@exempel.se\n\n--- Synpunkt 11111111-aaaa\nText: /kliniska-kunskapsstod/a/\nSlag: sakfel\nDatum: 2027-03-04\n" +
		"Synpunkt:\n| Ska det vara 5 mg?\n--- Slut\n"
	asMail  = "From: kim@exempel.se\nSubject: Synpunkter\nContent-Type: text/plain; charset=utf-8\n\n" + asText
	asTable = "omgång;text;id;från;organisation;e-post;datum;slag;synpunkt;svar-id\n" +
		"v1;/kliniska-kunskapsstod/a/;11111111-aaaa;Kim;Region Exempel;kim@exempel.se;2027-03-04;sakfel;Ska det vara 5 mg?;aaaaaaaa-bbbb\n"
	asKept = "synpunkter:\n  - id: 11111111-aaaa\n    från: Kim\n    organisation: Region Exempel\n    e-post: \"kim@exempel.se\"\n" +
		"    datum: 2027-03-04\n    slag: sakfel\n    synpunkt: \"Ska det vara 5 mg?\"\n    status: ny\n    svar-id: aaaaaaaa-bbbb\n"
)

// TestImportForms checks that the same comment in any form becomes the same file, once.
func TestImportForms(t *testing.T) {
	forms := map[string]string{"a.json": asJSON, "a.txt": asText, "a.eml": asMail, "A.EML": asMail, "a.csv": asTable,
		"a.mbox": "From kim@exempel.se Thu Mar  4 10:00:00 2027\n" + asMail + "\n"}
	var all []string
	for name, data := range forms {
		dir, file := project(t, nil), sent(t, name, data)
		all = append(all, file)
		for _, want := range []string{"1 0 0", "0 0 1"} {
			taken, err := take(t, dir, Options{}, file)
			if err != nil || summed(taken) != want || get(t, dir, aboutA) != asKept {
				t.Errorf("%s: %v %s, want %s\n%s", name, err, summed(taken), want, get(t, dir, aboutA))
			}
		}
	}
	slices.Sort(all)
	dir := project(t, nil)
	taken, err := take(t, dir, Options{}, all...)
	if err != nil || summed(taken) != fmt.Sprintf("1 0 %d", len(all)-1) || get(t, dir, aboutA) != asKept {
		t.Errorf("all at once: %v %s", err, summed(taken))
	}
}

// TestImport checks what is taken in, what is left, and what is said of it.
func TestImport(t *testing.T) {
	const remarked = "synpunkter:\n  # Tas upp i maj.\n  - id: 22222222-aaaa\n    synpunkt: Hej\n"
	for _, c := range []struct {
		name    string
		files   map[string]string // of the project, besides the usual
		form    string
		data    string
		options Options
		want    string
		file    string // that is written
		has     string
		hasNot  string
	}{
		{name: "a round that is asked for", form: ".json", data: asJSON, options: Options{Round: "v1"}, want: "1 0 0", file: aboutA, has: "Kim"},
		{name: "another round", form: ".json", data: asJSON, options: Options{Round: "v2"},
			want: "0 0 0|FILE: synpunkten 11111111-aaaa: den hör till omgången v1, inte v2"},
		{name: "a round that is not there", form: ".json", data: strings.Replace(asJSON, `"v1"`, `"v3"`, 1),
			want: "0 0 0|FILE: synpunkten 11111111-aaaa: omgången \"v3\" finns inte; menade du v1?"},
		{name: "no round, one asked for", form: ".txt", data: strings.Replace(asText, "Omgång: v1", "Omgång:", 1), options: Options{Round: "v2"},
			want: "1 0 0", file: "_projekt/synpunkter/v2/kliniska-kunskapsstod/a.yaml", has: "11111111-aaaa"},
		{name: "no round", form: ".txt", data: strings.Replace(asText, "Omgång: v1", "Omgång:", 1),
			want: "1 0 0", file: "_projekt/synpunkter/utan-omgang/kliniska-kunskapsstod/a.yaml", has: "11111111-aaaa"},
		{name: "nameless", form: ".json", data: asJSON, options: Options{Nameless: true}, want: "1 0 0", file: aboutA,
			has: "organisation: Region Exempel", hasNot: "im"},
		{name: "a text that is not there", form: ".json", data: strings.Replace(asJSON, "/a/", "/b/", 1),
			want: "1 0 0|synpunkten 11111111-aaaa: ingen text har adressen \"/kliniska-kunskapsstod/b/\"; den ligger i " +
				"DIR/_projekt/synpunkter/v1/utan-text.yaml",
			file: "_projekt/synpunkter/v1/utan-text.yaml", has: `sida: "/kliniska-kunskapsstod/b/"`},
		{name: "all texts", form: ".json", data: strings.Replace(asJSON, textURL, "/", 1), want: "1 0 0",
			file: "_projekt/synpunkter/v1/allmant.yaml", has: "11111111-aaaa"},
		{name: "a page as a file", form: ".json", data: strings.Replace(asJSON, textURL, textURL+"index.html", 1), want: "1 0 0", file: aboutA, has: "Kim"},
		{name: "a text by its file", form: ".csv", data: strings.Replace(asTable, textURL, textFile, 1), want: "1 0 0", file: aboutA, has: "Kim"},
		{name: "a text by its title", form: ".csv", data: strings.Replace(asTable, textURL, " a ", 1), want: "1 0 0", file: aboutA, has: "Kim"},
		{name: "a file with remarks", files: map[string]string{aboutA: remarked}, form: ".json", data: asJSON,
			want: "0 0 0|FILE: synpunkten 11111111-aaaa: filen DIR/" + aboutA + " har rader som börjar med #, som skulle försvinna; flytta dem till svar: först"},
		{name: "a file with mistakes", files: map[string]string{aboutA: strings.Replace(remarked, "# Tas upp i maj.", "", 1) + "    stats: ny\n"},
			form: ".json", data: asJSON,
			want: "0 0 0|FILE: synpunkten 11111111-aaaa: rätta först DIR/" + aboutA + ":5:5: fel: uppgiften stats finns inte [okand-nyckel]"},
		{name: "an identity number", form: ".json", data: strings.Replace(asJSON, "5 mg?", "19121212-1212?", 1),
			want: "1 0 0|synpunkten 11111111-aaaa: här står något som ser ut som ett personnummer; ta bort det ur DIR/" + aboutA, file: aboutA, has: "1212"},
		{name: "damaged", form: ".json", data: asJSON[:200], want: "0 0 0|FILE: filen är skadad eller ingen JSON: det tar stopp efter 200 byte; be om filen igen"},
		{name: "something else", form: ".pdf", data: "x", want: "0 0 0|FILE: filen läses inte: den ska sluta på .json, .eml, .mbox, .csv, .txt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, file := project(t, c.files), sent(t, "svar"+c.form, c.data)
			before := tree(t, dir)
			want := strings.NewReplacer("DIR", filepath.ToSlash(dir), "FILE", file).Replace(c.want)
			dry := c.options
			dry.Dry = true
			for _, o := range []Options{dry, c.options} {
				taken, err := take(t, dir, o, file)
				if err != nil || summed(taken) != want {
					t.Errorf("%+v: %v\n%s, want\n%s", o, err, summed(taken), want)
				}
				if o.Dry && !maps.Equal(tree(t, dir), before) {
					t.Errorf("a dry run has written")
				}
			}
			if c.file == "" {
				if !maps.Equal(tree(t, dir), before) {
					t.Errorf("something is written: %v", tree(t, dir))
				}
				return
			}
			got := get(t, dir, c.file)
			if !strings.Contains(got, c.has) || c.hasNot != "" && strings.Contains(got, c.hasNot) || len(tree(t, dir)) != len(before)+1 {
				t.Errorf("%s has\n%s", c.file, got)
			}
			if taken, err := take(t, dir, c.options, file); err != nil || !strings.HasPrefix(summed(taken), "0 0 1") || get(t, dir, c.file) != got {
				t.Errorf("twice: %v %s\n%s", err, summed(taken), get(t, dir, c.file))
			}
		})
	}
	dir := project(t, nil)
	if _, err := take(t, dir, Options{Round: "v3"}, sent(t, "a.json", asJSON)); err == nil || err.Error() != `omgången "v3" finns inte; menade du v1?` {
		t.Errorf("%v", err)
	}
}

// TestNamesakes checks that two people of the same name are two, in an answer of each and in a table.
func TestNamesakes(t *testing.T) {
	other := strings.NewReplacer("aaaaaaaa-bbbb", "cccccccc-bbbb", "11111111-aaaa", "22222222-aaaa").Replace(asJSON)
	table := "namn;text;synpunkt\nKim;" + textURL + ";Hej\nKim;" + textURL + ";Hej\nRobin;" + textURL + ";Hej\n"
	for _, o := range []Options{{Round: "v1"}, {Round: "v1", Nameless: true}} {
		dir := project(t, nil)
		files := []string{sent(t, "a.json", asJSON), sent(t, "b.json", other), sent(t, "c.csv", table)}
		for _, want := range []string{"5 0 0", "0 0 5"} {
			if taken, err := take(t, dir, o, files...); err != nil || summed(taken) != want {
				t.Errorf("%+v: %v %s, want %s", o, err, summed(taken), want)
			}
		}
		if n := strings.Count(get(t, dir, aboutA), "från: Kim"); n != 4 && !o.Nameless || n != 0 && o.Nameless {
			t.Errorf("%+v: %d have the name", o, n)
		}
	}
	// An answer that has the id of a comment in another is not taken for it.
	dir, stolen := project(t, nil), strings.NewReplacer("aaaaaaaa-bbbb", "cccccccc-bbbb", "5 mg?", "7 mg?").Replace(asJSON)
	taken, err := take(t, dir, Options{}, sent(t, "a.json", asJSON), sent(t, "b.json", stolen))
	if err != nil || len(taken.Refused) != 1 || !strings.HasSuffix(taken.Refused[0], "den har samma id som en synpunkt i ett annat svar") ||
		get(t, dir, aboutA) != asKept {
		t.Errorf("%v %s\n%s", err, summed(taken), get(t, dir, aboutA))
	}
}

// TestChangedInFullFile checks that a comment that replaces another needs no more room than it has more.
func TestChangedInFullFile(t *testing.T) {
	long := strings.Repeat("ord ", content.MaxCommentsFile/10) // four tenths of what the file may have
	first := strings.Replace(asJSON, "5 mg?", long, 1)
	other := strings.NewReplacer("aaaaaaaa-bbbb", "cccccccc-bbbb", "11111111-aaaa", "22222222-aaaa").Replace(first)
	changed := strings.NewReplacer(long, long+"Sju", "2027-03-04T10", "2027-03-05T10").Replace(first)
	dir := project(t, nil)
	taken, err := take(t, dir, Options{}, sent(t, "a.json", first), sent(t, "b.json", other), sent(t, "c.json", changed))
	if err != nil || summed(taken) != "2 1 0" || strings.Count(get(t, dir, aboutA), "Sju") != 1 {
		t.Errorf("%v %.300s", err, summed(taken))
	}
}

// TestSameWords checks that it is told where a row of a table says what is there from somebody else, and
// only there: it may be a second comment.
func TestSameWords(t *testing.T) {
	row := func(name, words string) string { return name + ";" + textURL + ";" + words + "\n" }
	table := func(rows ...string) string { return "namn;text;synpunkt\n" + strings.Join(rows, "") }
	note := func(n string) string {
		return "0 0 1|" + n + ": den säger detsamma som en som finns, men kommer från någon annan; lägg till den för hand om den är en synpunkt till"
	}
	for _, c := range []struct {
		name, first, second string
		options             Options
		want                string // ID stands for the id of the comment
	}{
		{name: "the same", first: table(row("Kim", "Hej")), second: table(row("Kim", "Hej")), want: "0 0 1"},
		{name: "somebody else", first: table(row("Kim", "Hej")), second: table(row("Robin", "Hej")), want: note("synpunkten ID")},
		{name: "both", first: table(row("Kim", "Hej")), second: table(row("Kim", "Hej"), row("Robin", "Hej")), want: "1 0 1"},
		{name: "both, the other first", first: table(row("Kim", "Hej"), row("Robin", "Hej")), second: table(row("Robin", "Hej"), row("Kim", "Hej")), want: "0 0 2"},
		{name: "names are left out", first: table(row("Kim", "Hej")), second: table(row("Robin", "Hej")), options: Options{Nameless: true}, want: "0 0 1"},
		{name: "the name is gone", first: table(row("Kim", "Hej")), second: table(row("", "Hej")), want: "0 0 1"},
		{name: "had no name", first: table(row("", "Hej")), second: table(row("Robin", "Hej")), want: "0 0 1"},
		{name: "other words", first: table(row("Kim", "Hej")), second: table(row("Robin", "Hopp")), want: "1 0 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := project(t, nil)
			c.options.Round = "v1"
			if _, err := take(t, dir, c.options, sent(t, "a.csv", c.first)); err != nil {
				t.Fatal(err)
			}
			_, id, _ := strings.Cut(get(t, dir, aboutA), "- id: ")
			id, _, _ = strings.Cut(id, "\n")
			taken, err := take(t, dir, c.options, sent(t, "b.csv", c.second))
			if want := strings.ReplaceAll(c.want, "ID", id); err != nil || summed(taken) != want {
				t.Errorf("%v %s, want %s", err, summed(taken), want)
			}
		})
	}
}

// TestImportFolder checks what is read of a folder, and that the rest is named.
func TestImportFolder(t *testing.T) {
	folder := t.TempDir()
	for name, data := range map[string]string{"a.json": asJSON, "b.txt": asText, "c.png": "x", ".hidden.json": asJSON, "d/e.json": asJSON} {
		put(t, filepath.Join(folder, filepath.FromSlash(name)), data)
	}
	taken, err := take(t, project(t, nil), Options{}, folder, filepath.Join(folder, "f.json"))
	want := "1 0 1|" + filepath.Join(folder, "f.json") + ": den finns inte|" + filepath.Join(folder, "c.png") +
		": läses inte: filerna ska sluta på .json, .eml, .mbox, .csv, .txt|" + filepath.Join(folder, "d") + ": läses inte: den är ingen fil"
	if err != nil || summed(taken) != want {
		t.Errorf("%v %s, want\n%s", err, summed(taken), want)
	}
}

// TestLock checks that comments are written by one at a time, and that what has been read of a file
// is what is written again.
func TestLock(t *testing.T) {
	dir := project(t, map[string]string{aboutA: asKept})
	in, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lock(in.root, 0); err == nil || err.Error() != "någon annan skriver synpunkter just nu; försök igen om en stund" {
		t.Errorf("%v", err)
	}
	reading, err := OpenToRead(dir)
	if err != nil {
		t.Fatal("reading waits: ", err)
	}
	reading.Close()
	in.Close()
	for name := range tree(t, dir) {
		if strings.HasSuffix(name, ".las") {
			t.Errorf("%s is left", name)
		}
	}
	if in, err = Open(dir); err != nil {
		t.Fatal(err)
	}
	in.Close()
	if _, err := Open(filepath.Join(dir, "finns-inte")); err == nil {
		t.Error("a folder that is not there is opened")
	}
	other := project(t, map[string]string{content.CommentsFolder: "x"})
	if _, err := Open(other); err == nil || !strings.Contains(err.Error(), path.Base(content.CommentsFolder)) {
		t.Errorf("a file in the place of the folder: %v", err)
	}
}

// TestImportAfterKill checks that an import that was killed between two files is completed by the next.
func TestImportAfterKill(t *testing.T) {
	dir, other := project(t, nil), strings.NewReplacer("11111111", "22222222", textURL, "/").Replace(asJSON)
	folder := t.TempDir()
	put(t, filepath.Join(folder, "a.json"), asJSON)
	if _, err := take(t, dir, Options{}, folder); err != nil {
		t.Fatal(err)
	}
	// What a killed program leaves: its lock, and half a file under another name.
	put(t, filepath.Join(dir, filepath.FromSlash(content.CommentsFolder), ".las"), "")
	put(t, filepath.Join(dir, filepath.FromSlash(content.CommentsFolder), "v1", ".allmant.yaml.ABC.tmp"), "synpunkter:\n  - id: 22")
	put(t, filepath.Join(folder, "b.json"), other)
	taken, err := take(t, dir, Options{}, folder)
	if err != nil || summed(taken) != "1 0 1" || get(t, dir, aboutA) != asKept ||
		strings.Count(get(t, dir, "_projekt/synpunkter/v1/allmant.yaml"), "id: 22222222-aaaa") != 1 {
		t.Errorf("%v %s", err, summed(taken))
	}
}

// most is how many comments are taken of one file.
const most = 10_000

// many returns so many short comments on the text, as a file.
func many(n int, words string) string {
	var items []string
	for i := range n {
		items = append(items, fmt.Sprintf(`{"id": "urn:uuid:%08d", "type": "Annotation", "created": "2027-03-04T10:00:00Z",`+
			`"body": {"purpose": "commenting", "value": %q}, "target": {"source": %q}}`, i, words, textURL))
	}
	return `{"type": "AnnotationPage", "id": "urn:uuid:aaaaaaaa-bbbb", "provtryck:round": "v1", "items": [` + strings.Join(items, ",") + "]}"
}

// TestManyComments checks that as many comments on one text as a file may have are taken in, or that
// it is told how many do not fit, in one sentence, and that nothing is lost of the rest.
func TestManyComments(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	dir, file := project(t, nil), sent(t, "a.json", many(most, "Hej"))
	for _, want := range []string{"10000 0 0", "0 0 10000"} {
		begin := time.Now()
		taken, err := take(t, dir, Options{}, file)
		if err != nil || summed(taken) != want || time.Since(begin) > time.Minute {
			t.Errorf("%v %.200s after %v, want %s", err, summed(taken), time.Since(begin), want)
		}
	}
	if n := strings.Count(get(t, dir, aboutA), "synpunkt: Hej\n"); n != most {
		t.Errorf("%d are written", n)
	}
	dir, file = project(t, nil), sent(t, "b.json", many(most, strings.Repeat("ord ", 60)))
	taken, err := take(t, dir, Options{}, file)
	n := strings.Count(get(t, dir, aboutA), "- id:")
	want := fmt.Sprintf("%d 0 0|%d synpunkter ryms inte i %s/%s, som kan ha 2 MB; ta bort det som är inarbetat ur den och kör kommandot igen",
		n, most-n, filepath.ToSlash(dir), aboutA)
	if err != nil || n < most/2 || n == most || summed(taken) != want {
		t.Errorf("%v %.400s, want %s", err, summed(taken), want)
	}
	if _, problems := content.ReadComments(os.DirFS(dir)); len(problems) > 0 {
		t.Errorf("what is written is not read: %v", problems)
	}
	// A second import says the same, and adds nothing.
	again, err := take(t, dir, Options{}, file)
	if err != nil || len(again.Refused) != 1 || !strings.HasPrefix(again.Refused[0], strconv.Itoa(most-n)+" ") || again.Files[aboutA].Known != n {
		t.Errorf("again: %v %.400s", err, summed(again))
	}
	file = sent(t, "c.json", many(most+1, "Hej"))
	taken, err = take(t, project(t, nil), Options{}, file)
	if err != nil || summed(taken) != "0 0 0|"+file+": filen har fler än 10000 synpunkter" {
		t.Errorf("%v %.200s", err, summed(taken))
	}
}

// BenchmarkImport takes in twice as many comments on one text each time, new ones and the same again:
// the time for each comment is to stay the same.
func BenchmarkImport(b *testing.B) {
	s := siteOf()
	for n := most / 8; n <= most; n *= 2 {
		file := filepath.Join(b.TempDir(), "a.json")
		if err := os.WriteFile(file, []byte(many(n, "Hej")), 0o644); err != nil {
			b.Fatal(err)
		}
		for _, again := range []bool{false, true} {
			b.Run(fmt.Sprintf("again=%t/%d", again, n), func(b *testing.B) {
				dir := b.TempDir()
				if err := os.MkdirAll(filepath.Join(dir, "_projekt", "omgangar"), 0o755); err != nil {
					b.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, "_projekt", "omgangar", "v1.yaml"), []byte("titel: Ett\n"), 0o644); err != nil {
					b.Fatal(err)
				}
				in, err := Open(dir)
				if err != nil {
					b.Fatal(err)
				}
				defer in.Close()
				if again {
					if _, err := in.Import(s, []string{file}, Options{}); err != nil {
						b.Fatal(err)
					}
				}
				for b.Loop() {
					taken, err := in.Import(s, []string{file}, Options{Dry: true})
					if of := taken.Files[aboutA]; err != nil || of.Added+of.Known != n {
						b.Fatalf("%v %s", err, summed(taken))
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/comment")
			})
		}
	}
}
