package content

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// hostile are drawings that run, fetch or lead somewhere, in some reader or other.
var hostile = []string{
	`<svg S><script>x</script></svg>`,
	`<svg S><script href="x.js"/></svg>`,
	`<ö:svg xmlns:ö="http://www.w3.org/2000/svg"><ö:script>x</ö:script></ö:svg>`,
	`<svg S><ö:script xmlns:ö="http://www.w3.org/2000/svg">x</ö:script></svg>`,
	`<svg S><script xmlns="http://www.w3.org/1999/xhtml">x</script></svg>`,
	`<svg S><h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="//host"/></svg>`,
	`<svg S><metadata><h:script xmlns:h="&#104;ttp://www.w3.org/1999/xhtml">x</h:script></metadata></svg>`,
	`<svg S><svg><g><svg><script>x</script></svg></g></svg></svg>`,
	`<svg S onload="x"/>`,
	`<svg S><g onclick = 'x'/></svg>`,
	`<svg S><g ev:event="load" xmlns:ev="http://www.w3.org/2001/xml-events"/></svg>`,
	`<svg S><ev:listener xmlns:ev="http://www.w3.org/2001/xml-events" event="load"/></svg>`,
	`<svg S><a href="java&#115;cript:x"><text>a</text></a></svg>`,
	`<svg S><use href="java&#115;cript:x"/></svg>`,
	`<svg S><use xmlns:x="http://www.w3.org/1999/xlink" x:href="data:image/svg+xml,x#a"/></svg>`,
	`<svg S><use href="//host/a.svg#a"/></svg>`,
	`<svg S><use href=" #a"/></svg>`,
	`<svg S><use href="a.svg#a"/></svg>`,
	`<svg S><use href=""/></svg>`,
	`<svg S><linearGradient href="https://host/#a"/></svg>`,
	`<svg S xml:base="//host/"><use href="#a"/></svg>`,
	`<svg S><image href="data:image/png;base64,x"/></svg>`,
	`<svg S><feImage href="#a"/></svg>`,
	`<svg S><foreignObject><p>x</p></foreignObject></svg>`,
	`<svg S><animate attributeName="href" values="javascript:x"/></svg>`,
	`<svg S><set attributeName="onload" to="x"/></svg>`,
	`<svg S><animateTransform attributeName="transform"/></svg>`,
	`<svg S><handler type="x">x</handler></svg>`,
	`<svg S><iframe src="//host"/></svg>`,
	`<svg S><cursor href="//host/a.cur"/></svg>`,
	`<svg S><style>@import "//host/a.css";</style></svg>`,
	`<svg S><style><![CDATA[@IMPORT url(//host/a.css);]]></style></svg>`,
	`<svg S><style>@im<!-- -->port "//host";</style></svg>`,
	`<svg S><style>@im<g/>port "//host";</style></svg>`,
	`<svg S><style>@im<![CDATA[port "//host"]]>;</style></svg>`,
	`<svg S><style>&#64;import "//host";</style></svg>`,
	`<svg S><style>@\69mport "//host";</style></svg>`,
	`<svg S><style>@font-face{src:url("//host/a.woff")}</style></svg>`,
	`<svg S><style>g{fill:url(//host/a.svg#a)}</style></svg>`,
	`<svg S><style>g{fill:\75rl(//host)}</style></svg>`,
	`<svg S><style>g{fill:u&#114;l(//host)}</style></svg>`,
	`<svg S><style>g{background:image-set("//host/a.png" 1x)}</style></svg>`,
	`<svg S><style>g{fill:url(#a) url( "x#a")}</style></svg>`,
	`<svg S><g style="fill:URL( '//host' )"/></svg>`,
	`<svg S><g style="width:expression(x)"/></svg>`,
	`<svg S><g fill="url(https://host/#a)"/></svg>`,
	`<svg S><g filter="url(data:x#a)"/></svg>`,
	`<svg S><g style='mask:url("#a'/></svg>`,
	`<svg S><g src="x"/></svg>`,
	`<svg S><g ping="//host"/></svg>`,
	`<svg S><discard begin="1s"/></svg>`,
	`<svg S><?xml-stylesheet href="//host/a.css"?></svg>`,
	`<?xml-stylesheet href="//host/a.css"?><svg S/>`,
	`<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]><svg S/>`,
	`<!DOCTYPE svg [<!ENTITY x "<script/>">]><svg S/>`,
	`<!DOCTYPE svg SYSTEM "//host/a.dtd"><svg S/>`,
	`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/a.dtd" [<!ENTITY % x SYSTEM "//host">%x;]><svg S/>`,
	`<!DOCTYPE svg PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/a.dtd"><svg S/>`,
	`<svg S>&x;</svg>`,
	`<svg S><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/></svg>`,
	`<svg S><x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform"/></svg>`,
	`<svg S><inkscape:script>x</inkscape:script></svg>`,
	`<html xmlns="http://www.w3.org/1999/xhtml"><script>x</script></html>`,
	`<svg S`, ``, `ö`, `<svg S></g></svg>`, `<svg S/><script/>`,
}

// encodings write a drawing as other programs read it.
var encodings = map[string]func(string) string{
	"UTF-8":          func(s string) string { return s },
	"UTF-8 declared": func(s string) string { return `<?xml version="1.0" encoding="utf-8"?>` + s },
	"UTF-8 mark":     func(s string) string { return "\ufeff" + s },
	"UTF-16 LE": func(s string) string {
		return wide(binary.LittleEndian, 2, "\ufeff"+`<?xml version="1.0" encoding="UTF-16"?>`+s)
	},
	"UTF-16 BE": func(s string) string { return wide(binary.BigEndian, 2, "\ufeff"+s) },
	"UTF-16 LE without a mark": func(s string) string {
		return wide(binary.LittleEndian, 2, s)
	},
	"UTF-32 LE": func(s string) string { return wide(binary.LittleEndian, 4, "\ufeff"+s) },
	"UTF-32 BE": func(s string) string { return wide(binary.BigEndian, 4, s) },
	"ISO-8859-1": func(s string) string {
		return `<?xml version="1.0" encoding="ISO-8859-1"?>` + strings.ReplaceAll(s, "ö", "\xf6")
	},
	"UTF-7": func(s string) string {
		return `<?xml version="1.0" encoding="UTF-7"?>` + strings.ReplaceAll(s, "<s", "+ADw-s")
	},
	"UTF-16 hidden":   func(s string) string { return `<?xml version="1.0" encoding = "UTF-16"?>` + s },
	"another version": func(s string) string { return `<?xml version="1.1"?>` + s },
	"EBCDIC":          func(s string) string { return "\x4c\x6f\xa7\x94\x93" + s },
}

func wide(order binary.AppendByteOrder, size int, s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if size == 2 {
			b = order.AppendUint16(b, u)
		} else {
			b = order.AppendUint32(b, uint32(u))
		}
	}
	return string(b)
}

// TestHostileDrawings checks that no drawing that is more than one is shown, however it is
// written, and that each has one finding at its place.
func TestHostileDrawings(t *testing.T) {
	for _, drawing := range hostile {
		drawing = strings.Replace(drawing, "<svg S", `<svg xmlns="http://www.w3.org/2000/svg"`, 1)
		for name, encode := range encodings {
			_, _, f := examineDrawing([]byte(encode(drawing)))
			if f == nil {
				t.Errorf("%s in %s is shown", drawing, name)
			} else if f.pos.Line == 0 || f.pos.Column == 0 || f.message == "" || f.hint == "" {
				t.Errorf("%s in %s: %+v", drawing, name, f)
			}
		}
	}
}

// TestEncodings checks what a harmless drawing is said to be in every encoding.
func TestEncodings(t *testing.T) {
	for name, encode := range encodings {
		_, _, f := examineDrawing([]byte(encode(`<svg viewBox="0 0 1 1"><text>ö</text></svg>`)))
		if strings.HasPrefix(name, "UTF-8") != (f == nil) {
			t.Errorf("%s: %v", name, f)
		}
		if f != nil && name != "another version" && !strings.Contains(f.message, "inte sparad som UTF-8") {
			t.Errorf("%s: %s", name, f.message)
		}
	}
}

// TestDrawingPlaces checks that what is refused is named where it is.
func TestDrawingPlaces(t *testing.T) {
	for _, c := range []struct{ drawing, place, what string }{
		{"<svg>\n  <title>åäö</title><script/></svg>", "2:21", "<script>"},
		{"\ufeff<svg onload='x'/>", "1:1", "attributet onload"},
		{"<svg>\n<g/>\n <use href='//host'/></svg>", "3:2", `en länk till "//host"`},
		{"<svg>\n<style>\n g{fill:url(//host)}</style></svg>", "2:1", "url(//host)"},
		{"<svg>\n<?php x?></svg>", "2:1", "<?php?>"},
		{"<!DOCTYPE svg [\n]><svg/>", "1:1", "<!DOCTYPE>"},
		{"<svg><g>\n</svg>", "2:7", "går inte att läsa som svg"},
	} {
		_, _, f := examineDrawing([]byte(c.drawing))
		if f == nil || fmt.Sprintf("%d:%d", f.pos.Line, f.pos.Column) != c.place || !strings.Contains(f.message, c.what) {
			t.Errorf("%q: %+v, want %s %s", c.drawing, f, c.place, c.what)
		}
	}
}

// TestOrdinaryDrawings reads drawings as the usual programs write them.
func TestOrdinaryDrawings(t *testing.T) {
	files, err := filepath.Glob("testdata/drawings/*.svg")
	if err != nil || len(files) < 8 {
		t.Fatal(files, err)
	}
	for _, file := range append(files, "../../assets/icon.svg", "../testdata/content/bilder/stegvis-vard.svg") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if w, h, f := examineDrawing(data); f != nil || w == 0 || h == 0 {
			t.Errorf("%s: %d × %d, %+v", file, w, h, f)
		}
	}
}

// TestChangedPicture checks that a picture which has become another since it was examined is
// not handed out.
func TestChangedPicture(t *testing.T) {
	dir := t.TempDir()
	for data, good := range map[string]bool{`<svg viewBox="0 0 1 1"/>`: true, `<svg onload="x"/>`: false, "": false} {
		if err := os.WriteFile(filepath.Join(dir, "a.svg"), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		got, err := ReadPicture(os.DirFS(dir), "a.svg")
		if (err == nil) != good || good && string(got) != data {
			t.Errorf("%q: %q, %v", data, got, err)
		}
	}
}
