package asset

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func folder(changes map[string]string) fstest.MapFS {
	files := map[string]string{
		"css/site.css":      "@layer a, b;\n\n@import url(\"tokens.css\");\n@import url(\"parts/box.css\") layer(b);\n",
		"css/tokens.css":    ":root {\n  --ink: #000000;\n}\n",
		"css/parts/box.css": ".box {\n  color: var(--ink);\n}\n",
		"js/main.js":        "import one from \"./modules/one.js\";\none();\n",
		"js/modules/one.js": "export default function one() {\n  return 1;\n}\n",
		"icon.svg":          "<svg/>",
	}
	maps.Copy(files, changes)
	fsys := fstest.MapFS{}
	for name, data := range files {
		if data != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(data)}
		}
	}
	return fsys
}

func TestMake(t *testing.T) {
	b, err := Make(folder(nil), map[string][]byte{"js/made.js": []byte("export default 1;")})
	if err != nil {
		t.Fatal(err)
	}
	style, base := strings.TrimSuffix(b.Kept[0], "*"), strings.TrimSuffix(b.Kept[1], "*")
	want := []string{"/assets/icon.svg", base + "js/made.js", base + "js/main.js", base + "js/modules/one.js", style + "site.css"}
	if got := slices.Sorted(maps.Keys(b.Files)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("the files are %q, want %q", got, want)
	}
	if b.CSS != style+"site.css" || b.JS != base+"js/main.js" {
		t.Errorf("the addresses are %s and %s", b.CSS, b.JS)
	}
	sheet := string(b.Files[b.CSS])
	if sheet != "@layer a,b;:root{--ink:#000000}@layer b{.box{color:var(--ink)}}" {
		t.Errorf("the style sheet is %s", sheet)
	}
	if script := string(b.Files[b.JS]); !strings.Contains(script, `"./modules/one.js"`) {
		t.Errorf("the script is %s", script)
	}
}

// TestFingerprint holds that the addresses change with the content, and only then.
func TestFingerprint(t *testing.T) {
	address := func(changes map[string]string, made map[string][]byte) string {
		b, err := Make(folder(changes), made)
		if err != nil {
			t.Fatal(err)
		}
		return b.CSS + " " + b.JS
	}
	first := address(nil, nil)
	if again := address(nil, nil); again != first {
		t.Errorf("the same files have the addresses %s and %s", first, again)
	}
	if icon := address(map[string]string{"icon.svg": "<svg></svg>"}, nil); icon != first {
		t.Error("the icon, which has an address of its own, changes that of the others")
	}
	for name, changes := range map[string]map[string]string{
		"style":  {"css/parts/box.css": ".box{color:red}"},
		"script": {"js/modules/one.js": "export default function one() { return 2; }"},
		"module": {"js/modules/two.js": "export default 2;"},
	} {
		if address(changes, nil) == first {
			t.Errorf("a changed %s keeps its address", name)
		}
	}
	if address(nil, map[string][]byte{"js/made.js": []byte("export default 1;")}) == first {
		t.Error("a made module keeps the address")
	}
	if windows := address(map[string]string{"css/site.css": "@layer a, b;\r\n\r\n@import url(\"tokens.css\");\r\n@import url(\"parts/box.css\") layer(b);\r\n"}, nil); windows != first {
		t.Error("line ends of Windows make another style sheet")
	}
}

func TestMakeFails(t *testing.T) {
	for _, c := range []struct{ file, src, want string }{
		{"css/site.css", "", "läser stilmallen"},
		{"css/parts/box.css", "", "parts/box.css"},
		{"css/site.css", "@import url(tokens.css);\n", "en @import-rad har en form som inte kan fogas in"},
		{"js/main.js", "", "assets/js/main.js saknas"},
		{"js/modules/one.js", "export default function (", "läser skripten"},
	} {
		_, err := Make(folder(map[string]string{c.file: c.src}), nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s as %q: %v, want %s", c.file, c.src, err, c.want)
		}
	}
}
