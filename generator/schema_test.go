package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"provtryck/generator/audience"
	"provtryck/generator/content"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/transfer"
)

type object = map[string]any

// TestEditorFiles checks that the schema of the front matter and the snippets are
// those that the table of keys, the taxonomy and the blueprints define.
func TestEditorFiles(t *testing.T) {
	takeProject(t)
	s := testEdition(t).Site
	for name, value := range map[string]any{
		"docs/sidhuvud.schema.json":       frontSchema(s.Taxonomy),
		".vscode/provtryck.code-snippets": snippets(s),
	} {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(value); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("..", filepath.FromSlash(name))
		if got, _ := os.ReadFile(file); bytes.Equal(got, b.Bytes()) {
			continue
		}
		if !*update {
			t.Errorf("%s is not up to date; run go test ./generator -run TestEditorFiles -update", file)
			continue
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// frontSchema is the JSON Schema of the front matter, in its documented spelling.
func frontSchema(taxonomy *audience.Taxonomy) object {
	properties := object{}
	for _, key := range document.Keys() {
		p := formSchema(key.Form, taxonomy)
		p["description"] = key.Meaning
		properties[key.Name] = p
	}
	return object{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"$id":     "https://provtryck.example/sidhuvud.schema.json",
		"title":   "Sidhuvudet i en text", "type": "object", "additionalProperties": false, "properties": properties,
	}
}

func formSchema(form document.Form, taxonomy *audience.Taxonomy) object {
	words := func() object { return object{"type": "string", "minLength": 1} }
	address := object{"type": "string", "pattern": `^https?://[^\s/]+\.[^\s]+$`}
	date := object{"type": "string", "pattern": `^(199\d|20\d\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`}
	listOf := func(item any) object { return object{"type": "array", "items": item} }
	record := func(required []string, properties object) object {
		return object{"type": "object", "required": required, "additionalProperties": false, "properties": properties}
	}
	switch form {
	case document.Date:
		return date
	case document.Number:
		return object{"type": "integer", "minimum": 1, "maximum": 9999}
	case document.YesNo:
		return object{"enum": []string{"ja", "nej"}}
	case document.Choice:
		return object{"enum": document.Statuses}
	case document.Blueprint:
		return object{"enum": site.BlueprintIDs}
	case document.List:
		return listOf(words())
	case document.WebAddress:
		return address
	case document.Addresses:
		return listOf(address)
	case document.ByAnchor:
		return object{"type": "object", "additionalProperties": listOf(address)}
	case document.Paths:
		return listOf(object{"type": "string", "pattern": `^/[^\s?#]*$`})
	case document.Audience:
		dimensions, all := object{}, []string{}
		for i, d := range taxonomy.Dimensions {
			var labels []string
			for _, tag := range taxonomy.Tags {
				if tag.Dimension == i {
					labels = append(labels, tag.Label)
				}
			}
			dimensions[strings.ToLower(d.Label)] = listOf(object{"enum": labels})
			all = append(all, labels...)
		}
		return object{"oneOf": []any{listOf(object{"enum": all}), object{"type": "object",
			"additionalProperties": false, "properties": dimensions}}}
	case document.Changes:
		return listOf(record([]string{"version", "datum", "text"}, object{"version": words(), "datum": date,
			"text": words()}))
	case document.WhenEntered:
		return record([]string{"datum", "summa"}, object{"datum": date, "summa": object{"type": "string", "pattern": `^1-[0-9a-f]+(-[0-9a-f]*)?$`}})
	case document.Exceptions:
		ids := catalogue().IDs()
		slices.Sort(ids)
		return listOf(record([]string{"regel", "orsak", "till"}, object{"regel": object{"enum": ids}, "orsak": words(),
			"till": date}))
	}
	return words()
}

// snippets are what VS Code offers in a text when its first letters are written.
func snippets(s *site.Site) object {
	all := object{}
	add := func(name, prefix, description, body string) {
		all[name] = object{"scope": "markdown", "prefix": prefix, "description": description,
			"body": strings.Split(strings.TrimSuffix(body, "\n"), "\n")}
	}
	literal := strings.NewReplacer(`$`, `\$`, `}`, `\}`)
	for _, id := range site.BlueprintIDs {
		b := s.Blueprints[id]
		add("Ny text: "+b.Name, "ny-"+id, "En ny text med mallens rubriker",
			literal.Replace(site.Scaffold(b, "Skriv titeln här")))
	}
	for _, key := range document.Keys() {
		value := "${1:" + literal.Replace(key.Example) + "}"
		if key.Form == document.Choice {
			value = "${1|" + strings.Join(document.Statuses, ",") + "|}"
		}
		add("Uppgift: "+key.Name, key.Name, key.Meaning, key.Name+": "+value+"\n")
	}
	add("Faktaruta", "faktaruta", "En ruta med rubrik", "::: faktaruta ${1:Rubrik}\n$0\n:::\n")
	add("Viktigt", "viktigt", "En ruta med något viktigt", "::: viktigt\n$0\n:::\n")
	add("Regionalt tillägg", "regionalt", "En regions eget tillägg", "::: regionalt ${1:Region}\n$0\n:::\n")
	add("Block för en målgrupp", "malgrupp", "Text som bara en målgrupp ser", "::: målgrupp ${1:Kommun}\n$0\n:::\n")
	add("Prioritet", "prioritet", "Socialstyrelsens märkning", "(prioritet ${1|1,2,3,4,5,6,7,8,9,10|})")
	add("Fotnot", "fotnot", "En hänvisning till en källa", "[^${1:namn}]")
	add("Annat språk", "engelska", "Ord på ett annat språk", "[${1:ord}]{${2:en}}")
	return all
}

// asJSON turns YAML into what a schema judges: every value that is not a list or
// no mapping is text, except whole numbers.
func asJSON(t *testing.T, src string) any {
	t.Helper()
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(src), &node); err != nil {
		t.Fatalf("%v in %s", err, src)
	}
	var convert func(n *yaml.Node) any
	convert = func(n *yaml.Node) any {
		switch n.Kind {
		case yaml.MappingNode:
			m := object{}
			for i := 0; i < len(n.Content); i += 2 {
				m[n.Content[i].Value] = convert(n.Content[i+1])
			}
			return m
		case yaml.SequenceNode:
			list := []any{}
			for _, c := range n.Content {
				list = append(list, convert(c))
			}
			return list
		}
		if n.Tag == "!!int" && n.Style == 0 {
			return json.Number(n.Value)
		}
		return n.Value
	}
	return convert(node.Content[0])
}

func compile(t *testing.T, src []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestFrontMatterAgrees checks that the schema and the program that reads texts
// judge front matter alike.
func TestFrontMatterAgrees(t *testing.T) {
	taxonomy := testEdition(t).Site.Taxonomy
	src, err := os.ReadFile(filepath.Join("..", "docs", "sidhuvud.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	schema := compile(t, src)
	errorsIn := func(front string) int {
		d := document.Parse("a.md", []byte("---\n"+front+"\n---\n\nText.\n"),
			document.Options{Taxonomy: taxonomy, Rules: catalogue()})
		return d.Problems.Count(problem.Error)
	}
	for _, key := range document.Keys() {
		front := key.Name + ": " + key.Example
		if err := schema.Validate(asJSON(t, front)); err != nil || errorsIn(front) > 0 {
			t.Errorf("%s: the schema says %v, the program finds %d errors", front, err, errorsIn(front))
		}
	}
	for _, front := range []string{
		"titul: A", "titel: [A]", "status: färdig", "granskad: 2026-13-01", "granskad: i går", "ordning: först",
		"ordning: 10000",
		"exempeltext: kanske", "målgrupp: [Primärvad]", "målgrupp: {verksamhet: [Region]}",
		"målgrupp: {plats: [Region]}",
		"ändringar: [{version: \"1.0\", dag: 2026-01-01}]", "undantag: [{regel: hmtl, orsak: a, till: 2026-01-01}]",
		"undantag: [{regel: html}]",
	} {
		if schema.Validate(asJSON(t, front)) == nil || errorsIn(front) == 0 {
			t.Errorf("%s: the schema says %v, the program finds %d errors", front, schema.Validate(asJSON(t, front)),
				errorsIn(front))
		}
	}
	content := os.DirFS(filepath.Join("testdata", "content"))
	texts := 0
	err = fs.WalkDir(content, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		texts++
		src, err := fs.ReadFile(content, name)
		if err != nil {
			return err
		}
		front, _, _ := strings.Cut(strings.TrimPrefix(string(src), "---\n"), "\n---\n")
		if err := schema.Validate(asJSON(t, front)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil || texts == 0 {
		t.Errorf("%v, %d texts", err, texts)
	}
}

// everything is one problem of every rule, with texts that break formats.
func everything() problem.List {
	var l problem.List
	for i, r := range catalogue() {
		l.Add(r, problem.Pos{File: "content/å b/" + r.ID + ".md", Line: i % 3, Column: i % 3 * i % 5},
			"text \"med\" <tecken> & \n\x1b[0m %0A ::error::", map[bool]string{true: "råd", false: ""}[i%2 == 0])
	}
	l.AddFix(content.UnreadableFile, problem.Pos{File: "a.md", Line: 1, Column: 1}, "a", "",
		problem.Fix{Old: "a", New: ""})
	return l
}

// TestMachineFormats checks that JSON follows its schema in docs and SARIF that of
// the standard.
func TestMachineFormats(t *testing.T) {
	for format, file := range map[string]string{
		"json": filepath.Join("..", "docs", "anmarkningar.schema.json"),
		"sarif": filepath.Join("..", ".ci", "node_modules", "@microsoft", "jest-sarif", "lib", "schemas",
			"sarif-2.1.0-rtm.5.json"),
	} {
		src, err := os.ReadFile(file)
		if err != nil && format == "sarif" && os.Getenv("CI") == "" {
			t.Skip("the schema of SARIF is not there; fetch it with npm ci --prefix .ci")
		}
		if err != nil {
			t.Fatal(err)
		}
		schema := compile(t, src)
		for _, l := range []problem.List{nil, everything()} {
			var b bytes.Buffer
			if err := problem.Formats[format](&b, problem.Result{Problems: l}); err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(&b)
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("%s of %d problems: %v", format, len(l), err)
			}
		}
	}
}

// TestDrafts checks that drafts of the texts follow their schema in docs, in every profile, and that none is
// published.
func TestDrafts(t *testing.T) {
	s := testEdition(t).Site
	src, err := os.ReadFile(filepath.Join("..", "docs", "inlaggning.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	schema := compile(t, src)
	p := &program{content: "content"}
	for _, profile := range transfer.Profiles() {
		var entries []transfer.Entry
		for _, a := range s.Articles {
			e := p.entry(s, a)
			e.Text = transfer.Of(s.TransferSource(a), profile)
			entries = append(entries, e)
		}
		for _, list := range [][]transfer.Entry{nil, entries} {
			var b bytes.Buffer
			if err := transfer.WriteJSON(&b, profile, list); err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(b.String(), `"status": "CheckedOut"`); n != len(list) || strings.Contains(b.String(), `"Published"`) {
				t.Errorf("%s: %d of %d texts are drafts", profile.Name, n, len(list))
			}
			doc, err := jsonschema.UnmarshalJSON(&b)
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("%s: %v", profile.Name, err)
			}
		}
	}
}

// TestAnnotations checks the limits of GitHub, and that no text becomes a command.
func TestAnnotations(t *testing.T) {
	var l problem.List
	for i := range 25 {
		for _, id := range []string{"html", "ordval", "streck-intervall"} {
			l.Add(catalogue().ByID(id), problem.Pos{File: "a,b:c.md", Line: i + 1}, "rad ett\n::set-output name=a::b %",
				"")
		}
	}
	var b strings.Builder
	if err := problem.GitHub(&b, l); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for line := range strings.Lines(b.String()) {
		kind, _, _ := strings.Cut(strings.TrimPrefix(line, "::"), " ")
		counts[kind]++
		if !strings.HasPrefix(line, "::") || strings.Contains(line, "\n::set") {
			t.Errorf("a line of a text of its own: %q", line)
		}
	}
	if !maps.Equal(counts, map[string]int{"error": 10, "warning": 10, "notice": 10}) ||
		!strings.Contains(b.String(), "46 anmärkningar till") {
		t.Errorf("%v\n%s", counts, b.String())
	}
	if want := "::error file=a%2Cb%3Ac.md,line=1,title=fel%3A html::rad ett%0A::set-output name=a::b %25\n"; !strings.HasPrefix(b.String(), want) {
		t.Errorf("%.200s", b.String())
	}
}

// TestTable checks that texts stay texts in a Markdown table.
func TestTable(t *testing.T) {
	var l problem.List
	l.Add(content.UnreadableFile, problem.Pos{File: "a.md", Line: 1},
		"a | b @alla #1 [x](https://x.se) <img src=x> ![y](z)\n`kod`", "")
	var b strings.Builder
	if err := problem.Markdown(&b, l); err != nil {
		t.Fatal(err)
	}
	row := strings.Split(strings.TrimSpace(b.String()), "\n")
	last := row[len(row)-1]
	for _, live := range []string{" @", "](", "<img", "https:", "#1 "} {
		if strings.Contains(last, live) && !strings.Contains(last, `\`+live) {
			t.Errorf("%q is live in %s", live, last)
		}
	}
	if n := strings.Count(last, "|") - strings.Count(last, `\|`); n != 6 {
		t.Errorf("%d columns: %s", n, last)
	}
}
