package asset

import (
	"strings"
	"testing"
)

const asks = "import { two } from \"./two.js\";\nfor (const root of roots) import(`./modules/${root}.js`).then((m) => m.default(root, two));\n"

func TestClassic(t *testing.T) {
	made := map[string][]byte{"js/made.js": []byte("export default {word: \"räksmörgås\"};")}
	b, err := Make(folder(map[string]string{
		"js/main.js":        asks,
		"js/two.js":         "export const two = 2222;",
		"js/modules/one.js": "import made from \"../made.js\";\nimport * as two from \"../two.js\";\nexport default function (root) { root.say(made.word, two.two, 1111); }\n",
	}), made)
	if err != nil {
		t.Fatal(err)
	}
	script, err := b.Classic()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1111", "2222", `r\xE4ksm\xF6rg\xE5s`, `"./modules/one.js"`} {
		if !strings.Contains(string(script), want) {
			t.Errorf("the script lacks %s: %s", want, script)
		}
	}
	for _, module := range []string{"import", "export"} {
		if strings.Contains(string(script), module) {
			t.Errorf("the script has %s: %s", module, script)
		}
	}
	if again, err := b.Classic(); err != nil || string(again) != string(script) {
		t.Errorf("the same modules give %s, and then %s, %v", script, again, err)
	}
}

func TestClassicFails(t *testing.T) {
	for _, c := range []struct{ file, src, want string }{
		{"js/main.js", "one();", "/js/main.js: import(…) står 0 gånger"},
		{"js/main.js", asks + "import(x);", "/js/main.js: import(…) står 2 gånger"},
		{"js/modules/one.js", "export default (x) => import(x);", "på ett annat ställe än i assets/js/main.js"},
		{"js/modules/one.js", "import \"../three.js\";", "/js/three.js saknas"},
		{"js/modules/one.js", "import { three } from \"../two.js\";three()", "No matching export"},
		{"js/modules/one.js", "await 1;", "Top-level await"},
	} {
		b, err := Make(folder(map[string]string{"js/main.js": asks, "js/two.js": "export const two = 2;", c.file: c.src}), nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Classic(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s as %q: %v, want %s", c.file, c.src, err, c.want)
		}
	}
}
