package site

import "testing"

// TestLoadBlueprint checks what is reported of a blueprint that an editor of the
// project has broken.
func TestLoadBlueprint(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"avsnitt:\n  - obligatoriskt: ja\n", "m.yaml:2:5: fel: avsnittet saknar rubrik [mall-rubrik]"},
		{"avsnitt:\n  - rubrik: Syfte\n  - rubrik: SYFTE\n", `m.yaml:3:5: fel: rubriken "SYFTE" står två gånger i mallen [mall-rubrik]`},
		{"avsnitt:\n  - rubrik: Syfte\n  - rubrik: Syften\n", ""},
	} {
		_, problems := LoadBlueprint("m.yaml", []byte(c.src))
		got := ""
		for _, p := range problems {
			if p.Rule.ID == "mall-rubrik" {
				got += p.String()
			}
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.src, got, c.want)
		}
	}
}
