package audience

import (
	"encoding/json"
	"strings"
	"testing"
)

const small = `
dimensioner:
  - {id: huvudman, etikett: Huvudman, taggar: [{id: region, etikett: Region}, {id: kommun, etikett: Kommun}]}
  - {id: verksamhet, etikett: Verksamhet, taggar: [{id: skola, etikett: "Skola & förskola"}, {id: elevhalsa, etikett: Elevhälsa, under: skola}]}
typprofiler:
  - {id: kurator, namn: Kurator i elevhälsan, taggar: [kommun, elevhalsa]}
`

func loadSmall(t *testing.T) *Taxonomy {
	t.Helper()
	tax, problems := Load("m.yaml", []byte(small))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return tax
}

// TestScript reads the value that the script declares as JSON.
func TestScript(t *testing.T) {
	script := string(loadSmall(t).Script())
	data, ok := strings.CutPrefix(strings.TrimSuffix(script, ";\n"), "const taxonomy = ")
	if !ok {
		t.Fatalf("the script is %s", script)
	}
	var got struct {
		Dimensions []struct {
			ID, Label string
			Tags      []struct{ ID, Label, Under string }
		}
		Personas []struct {
			ID, Name string
			Tags     []string
		}
	}
	if err := json.Unmarshal([]byte(data), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Dimensions) != 2 || got.Dimensions[1].Label != "Verksamhet" ||
		got.Dimensions[1].Tags[0].Label != "Skola & förskola" || got.Dimensions[1].Tags[1].Under != "skola" {
		t.Errorf("the dimensions are %+v", got.Dimensions)
	}
	if len(got.Personas) != 1 || got.Personas[0].Name != "Kurator i elevhälsan" ||
		strings.Join(got.Personas[0].Tags, " ") != "kommun elevhalsa" {
		t.Errorf("the personas are %+v", got.Personas)
	}
	if empty := string((&Taxonomy{}).Script()); empty != "const taxonomy = {\"dimensions\":[],\"personas\":[]};\n" {
		t.Errorf("the script of nothing is %s", empty)
	}
}

func TestAttribute(t *testing.T) {
	tax := loadSmall(t)
	for _, c := range []struct {
		path []Target
		want string
	}{
		{nil, ""},
		{[]Target{{}}, ""},
		{[]Target{{}, {}}, ""},
		{[]Target{{Tags: New(0, 3)}}, "region elevhalsa"},
		{[]Target{{Tags: New(1)}, {}, {Tags: New(2)}}, "kommun//skola"},
		{[]Target{{}, {Always: true}}, "/alltid"},
		{[]Target{{Tags: New(1), Always: true}}, "kommun alltid"},
	} {
		if got := tax.Attribute(c.path...); got != c.want {
			t.Errorf("%v is written %q, want %q", c.path, got, c.want)
		}
	}
}

func TestFindPersona(t *testing.T) {
	tax := loadSmall(t)
	for _, name := range []string{"kurator", "Kurator i elevhälsan", "KURATOR I ELEVHALSAN "} {
		if p, known := tax.FindPersona(name); !known || p.ID != "kurator" {
			t.Errorf("%q is %+v, %v", name, p, known)
		}
	}
	if p, known := tax.FindPersona("kuratorn"); known {
		t.Errorf("found %+v", p)
	}
}
