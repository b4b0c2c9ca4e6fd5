package main

import (
	"bytes"
	"image"
	"image/png"
	"testing"
	"testing/fstest"

	"provtryck/generator/problem"
)

// TestPicture reads pictures that are what their names say, and others.
func TestPicture(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, data, rule string }{
		{"a.png", b.String(), ""},
		{"a.jpg", b.String(), "bild-fel"},
		{"a.gif", "GIF", "bild-fel"},
		{"a.webp", "RIFF\x00\x00\x00\x00WEBPVP8 ", ""},
		{"a.webp", "<!doctype html><script>", "bild-fel"},
		{"a.svg", `<svg viewBox="0 0 30 20"><path d="M0 0"/></svg>`, ""},
		{"a.svg", `<svg><script>x</script></svg>`, "bild-aktiv"},
		{"a.svg", `<svg><s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script></svg>`, "bild-aktiv"},
		{"a.svg", `<svg onload="x"/>`, "bild-aktiv"},
		{"a.svg", `<svg><a href="javascript:x"/></svg>`, "bild-aktiv"},
		{"a.svg", `<svg><image href="https://example.org/x.png"/></svg>`, "bild-aktiv"},
		{"a.svg", `<!DOCTYPE svg [<!ENTITY x "y">]><svg/>`, "bild-aktiv"},
		{"con.png", b.String(), "namn"},
	} {
		var found problem.List
		r := reader{fsys: fstest.MapFS{c.name: {Data: []byte(c.data)}}}
		p, ok := r.picture(c.name, &found)
		if ok != (c.rule == "") || !ok && found[0].Rule != c.rule {
			t.Errorf("%s %.40q: %+v, %v, want %s", c.name, c.data, p, found, c.rule)
		}
		if ok && c.name == "a.png" && (p.Width != 3 || p.Height != 2) {
			t.Errorf("the size is %d × %d", p.Width, p.Height)
		}
	}
}
