package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"provtryck/generator/feedback"
)

const sentAnswer = `{
  "@context": ["http://www.w3.org/ns/anno.jsonld", {"provtryck": "urn:provtryck:"}],
  "id": "urn:uuid:1f0c0000-0000-4000-8000-000000000000", "type": "AnnotationPage", "provtryck:round": "adhd-2027",
  "creator": {"type": "Person", "name": "Kurator", "provtryck:organisation": "Region Exempel", "email": "mailto:a@exempel.se"},
  "items": [{
    "id": "urn:uuid:9b1d0000-0000-4000-8000-000000000000", "type": "Annotation", "motivation": "editing",
    "created": "2027-03-04T10:00:00Z", "modified": "2027-03-04T10:05:00Z",
    "body": [
      {"type": "TextualBody", "purpose": "classifying", "value": "sakfel"},
      {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "language": "sv", "value": "Ska det vara 3 mg?"},
      {"type": "TextualBody", "purpose": "editing", "format": "text/plain", "value": "Ge 3 mg."}
    ],
    "target": {
      "source": "/vard-och-insatsprogram/adhd/",
      "selector": [
        {"type": "FragmentSelector", "value": "dos"},
        {"type": "TextQuoteSelector", "exact": "Ge 5 mg.", "prefix": "a", "suffix": "b"}
      ],
      "provtryck:version": "5f3a2b1c0d", "provtryck:reader": "kurator"
    }
  }]
}`

// TestCommentsSchema checks that the schema of answers is that of what is read, word by
// word of an example.
func TestCommentsSchema(t *testing.T) {
	src, err := os.ReadFile(filepath.Join("..", "docs", "synpunkter.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	schema := compile(t, src)
	valid := func(src string) error {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(src))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(doc)
	}
	if err := valid(sentAnswer); err != nil {
		t.Error(err)
	}
	d, err := feedback.ReadJSON([]byte(sentAnswer))
	if err != nil || len(d.Comments) != 1 || len(d.Notes)+len(d.Refused) > 0 {
		t.Fatalf("%v %+v", err, d)
	}
	want := feedback.Comment{
		ID: "9b1d0000-0000-4000-8000-000000000000", Answer: "1f0c0000-0000-4000-8000-000000000000", Round: "adhd-2027",
		From: "Kurator", Organisation: "Region Exempel", Email: "a@exempel.se", Date: "2027-03-04",
		Modified: "2027-03-04T10:05:00.000Z", Kind: "sakfel", Page: "/vard-och-insatsprogram/adhd/", Section: "dos",
		Quote: "Ge 5 mg.", Before: "a", After: "b", Text: "Ska det vara 3 mg?", Suggestion: "Ge 3 mg.", Version: "5f3a2b1c0d",
		Reader: "kurator", Status: feedback.New,
	}
	if d.Comments[0] != want {
		t.Errorf("%+v", d.Comments[0])
	}
	for _, kind := range feedback.Kinds {
		if err := valid(strings.Replace(sentAnswer, "sakfel", kind, 1)); err != nil {
			t.Error(err)
		}
	}
	// What the schema refuses is refused or told of.
	for _, wrong := range [][2]string{
		{`"AnnotationPage"`, `"Page"`}, {`"Annotation"`, `"Note"`}, {`"sakfel"`, `"sakfell"`}, {"9b1d0000-", "x y"},
		{`"provtryck:round"`, `"round"`}, {`"adhd-2027"`, `"../x"`}, {`"Ska det vara 3 mg?"`, "5"}, {`"exact": "Ge 5 mg."`, `"exact": []`},
		{`"items": [{`, `"items": [5, {`},
	} {
		changed := strings.Replace(sentAnswer, wrong[0], wrong[1], 1)
		if changed == sentAnswer || valid(changed) == nil {
			t.Errorf("%s is valid", wrong[1])
		}
		if d, err := feedback.ReadJSON([]byte(changed)); err == nil && len(d.Refused)+len(d.Notes) == 0 {
			t.Errorf("%s is taken without a word", wrong[1])
		}
	}
}
