package asset

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func folder(changes map[string]string) fstest.MapFS {
	files := map[string]string{
		"css/site.css":        "@layer a, b;\n\n@import url(\"tokens.css\");\n@import url(\"parts/box.css\") layer(b);\n",
		"css/tokens.css":      ":root {\n  --ink: #000000;\n}\n",
		"css/parts/box.css":   ".box {\n  color: var(--ink);\n}\n",
		"js/main.js":          "console.log(one());\n",
		"js/make.js":          "function make() {\n  return 3;\n}\n",
		"js/modules/one.js":   "function one() {\n  return made + 1;\n}\n",
		"js/review/main.js":   "console.log(make());\n",
		"js/desk/main.js":     "console.log(make() + 1);\n",
		"js/search/main.js":   "console.log(make() + 2);\n",
		"js/feedback/main.js": "one(make());\n",
		"js/feedback/one.js":  "function one(a) {\n  console.log(a);\n}\n",
		"icon.svg":            "<svg/>",
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

func made(src string) map[string][]byte { return map[string][]byte{"js/made.js": []byte(src)} }

func TestMake(t *testing.T) {
	b, err := Make(folder(nil), made("const made = 1;"))
	if err != nil {
		t.Fatal(err)
	}
	style, script := strings.TrimSuffix(b.Kept[0], "*"), strings.TrimSuffix(b.Kept[1], "*")
	want := slices.Sorted(slices.Values([]string{"/assets/icon.svg", style + "site.css", script + "site.js", script + "desk.js", script + "feedback.js", script + "review.js", script + "search.js"}))
	if got := slices.Sorted(maps.Keys(b.Files)); !slices.Equal(got, want) {
		t.Errorf("the files are %q, want %q", got, want)
	}
	if b.CSS != style+"site.css" || b.JS != script+"site.js" || b.ReviewJS != script+"review.js" || b.DeskJS != script+"desk.js" {
		t.Errorf("the addresses are %s, %s, %s and %s", b.CSS, b.JS, b.ReviewJS, b.DeskJS)
	}
	if got := string(b.Files[b.CSS]); got != "@layer a,b;:root{--ink:#000000}@layer b{.box{color:var(--ink)}}" {
		t.Errorf("the style sheet is %s", got)
	}
	if got := string(b.Files[b.JS]); got != `"use strict";(()=>{const e=1;function n(){return 3}function t(){return e+1}console.log(t())})()` {
		t.Errorf("the script is %s", got)
	}
	if got := string(b.Files[script+"feedback.js"]); got != `"use strict";(()=>{function e(e){console.log(e)}function t(){return 3}e(t())})()` {
		t.Errorf("the script that is loaded when needed is %s", got)
	}
	if got := string(b.Files[b.ReviewJS]); got != `"use strict";(()=>{function e(){return 3}console.log(e())})()` {
		t.Errorf("the script of the review is %s", got)
	}
}

// TestFingerprint checks that the addresses change with the content, and only then.
func TestFingerprint(t *testing.T) {
	const same = "const made = 1;"
	addresses := func(changes map[string]string, src string) [2]string {
		b, err := Make(folder(changes), made(src))
		if err != nil {
			t.Fatal(err)
		}
		return [2]string{b.CSS, b.JS}
	}
	first := addresses(nil, same)
	for name, c := range map[string]struct {
		changes map[string]string
		made    string
		styles  bool // the address of the style sheet changes
		scripts bool // that of the script does
	}{
		"nothing": {nil, same, false, false},
		"icon":    {map[string]string{"icon.svg": "<svg></svg>"}, same, false, false},
		"style":   {map[string]string{"css/parts/box.css": ".box{color:red}"}, same, true, false},
		"script": {map[string]string{"js/modules/one.js": "function one() { return made + 2; }"}, same, false,
			true},
		"new script":  {map[string]string{"js/modules/two.js": "function two() {}"}, same, false, true},
		"made script": {nil, "const made = 2;", false, true},
		"review":      {map[string]string{"js/review/main.js": "make();"}, same, false, true},
		"feedback":    {map[string]string{"js/feedback/one.js": "function one() {}"}, same, false, true},
		"Windows": {map[string]string{
			"css/site.css": "@layer a, b;\r\n\r\n@import url(\"tokens.css\");\r\n@import url(\"parts/box.css\") layer(b);\r\n",
			"js/main.js":   "console.log(one());\r\n",
		}, same, false, false},
	} {
		got := addresses(c.changes, c.made)
		if (got[0] != first[0]) != c.styles || (got[1] != first[1]) != c.scripts {
			t.Errorf("%s: %q becomes %q", name, first, got)
		}
	}
}

func TestMakeFails(t *testing.T) {
	for _, c := range []struct{ file, src, want string }{
		{"css/site.css", "", "läser stilmallen"},
		{"css/parts/box.css", "", "parts/box.css"},
		{"css/site.css", "@import url(tokens.css);\n", "en @import-rad har en form som inte kan fogas in"},
		{"js/main.js", "", "assets/js/main.js saknas"},
		{"js/feedback/main.js", "", "assets/js/feedback/main.js saknas"},
		{"js/review/main.js", "", "assets/js/review/main.js saknas"},
		{"js/feedback/two.js", "function make() {}", "js/feedback/two.js och js/make.js har båda make på yttersta nivån"},
		{"js/modules/one.js", "function one(", "förminskar skripten"},
		{"js/main.js", "import one from \"./modules/one.js\";", "js/main.js har import:"},
		{"js/modules/one.js", "function one() {}\r\nexport { one };\r\n", "js/modules/one.js har export:"},
		{"js/two.js", "function one() {}", "js/modules/one.js och js/two.js har båda one på yttersta nivån"},
		{"js/two.js", "async function* one() {}", "js/modules/one.js och js/two.js har båda one på yttersta nivån"},
		{"js/two.js", "class one {}", "js/modules/one.js och js/two.js har båda one på yttersta nivån"},
		{"js/two.js", "let two;\nconst one = 1;", "js/modules/one.js och js/two.js har båda one på yttersta nivån"},
		{"js/two.js", "let made;", "js/made.js och js/two.js har båda made på yttersta nivån"},
		{"js/two.js", "function two() {}\nfunction two() {}", "js/two.js och js/two.js har båda two på yttersta nivån"},
	} {
		_, err := Make(folder(map[string]string{c.file: c.src}), made("const made = 1;"))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s as %q: %v, want %s", c.file, c.src, err, c.want)
		}
	}
}

// TestOldSafari checks that the style sheets have nothing that Safari drops: an underline
// with more than its line in one declaration, hyphens and text sizes without a limit.
func TestOldSafari(t *testing.T) {
	several := regexp.MustCompile(`text-decoration:[^;}]*[\w)]\s+[\w.#-][^;}]*`)
	for _, css := range []string{"text-decoration: underline dotted;", "text-decoration:underline 2px var(--a)}",
		"text-decoration: var(--a) underline;", "text-decoration:\n  underline\n  0.4pt;"} {
		if !several.MatchString(css) {
			t.Errorf("%q is not found", css)
		}
	}
	for _, root := range []string{"../../assets/css", "../preview"} {
		fsys := os.DirFS(root)
		err := fs.WalkDir(fsys, ".", func(name string, _ fs.DirEntry, err error) error {
			if err != nil || path.Ext(name) != ".css" {
				return err
			}
			data, err := fs.ReadFile(fsys, name)
			for _, found := range several.FindAll(data, -1) {
				t.Errorf("%s: Safari drops %q: write text-decoration-line, -style, -thickness and -color", name, found)
			}
			if hyphens, limits := bytes.Count(data, []byte(" hyphens: auto;")), bytes.Count(data, []byte("hyphenate-limit-chars:")); hyphens != limits {
				t.Errorf("%s: hyphens are automatic %d times and limited %d times", name, hyphens, limits)
			}
			if bytes.Contains(data, []byte(" text-size-adjust:")) && !bytes.Contains(data, []byte("-webkit-text-size-adjust:")) {
				t.Errorf("%s: Safari knows only -webkit-text-size-adjust", name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestScope checks that only what begins its line is taken for a declaration
// that all scripts share.
func TestScope(t *testing.T) {
	if _, err := Make(folder(map[string]string{"js/two.js": "function two() {\n  function one() {}\n  const made = one;\n  return made;\n}\n"}), made("const made = 1;")); err != nil {
		t.Error(err)
	}
}
