package content

import (
	"maps"
	"testing"
	"testing/fstest"
	"time"
)

// TestSum checks that no two versions of a folder have the same sum, whichever file
// differs, and that the same files always have the same.
func TestSum(t *testing.T) {
	start := map[string]string{
		"a.md": "ett", "b.md": "två", "bilder/c.svg": "<svg/>", "_projekt/malgrupper.yaml": "roller: []",
		"_projekt/mallar/insats.yaml": "namn: Insats",
	}
	with := func(change func(map[string]string)) map[string]string {
		files := maps.Clone(start)
		change(files)
		return files
	}
	sums := map[string]string{}
	var again Reader
	for name, files := range map[string]map[string]string{
		"start":            start,
		"a text":           with(func(f map[string]string) { f["a.md"] = "Ett" }),
		"a space":          with(func(f map[string]string) { f["a.md"] = "ett\n" }),
		"texts exchanged":  with(func(f map[string]string) { f["a.md"], f["b.md"] = f["b.md"], f["a.md"] }),
		"a text more":      with(func(f map[string]string) { f["d.md"] = "" }),
		"a text less":      with(func(f map[string]string) { delete(f, "b.md") }),
		"another name":     with(func(f map[string]string) { delete(f, "b.md"); f["c.md"] = "två" }),
		"a picture":        with(func(f map[string]string) { f["bilder/c.svg"] = "<svg />" }),
		"a broken picture": with(func(f map[string]string) { f["bilder/c.png"] = "x" }),
		"audiences":        with(func(f map[string]string) { f["_projekt/malgrupper.yaml"] = "" }),
		"a blueprint":      with(func(f map[string]string) { f["_projekt/mallar/insats.yaml"] = "namn: insats" }),
		"a list of words":  with(func(f map[string]string) { f["_projekt/ordlista.yaml"] = "" }),
	} {
		fsys := fstest.MapFS{"anteckning.docx": {Data: []byte(name)}, ".x.md": {Data: []byte(name)}}
		for file, text := range files {
			fsys[file] = &fstest.MapFile{Data: []byte(text), ModTime: time.Now()}
		}
		var anew Reader
		src, err := anew.Read(fsys, "")
		if err != nil {
			t.Fatal(err)
		}
		if same, err := again.Read(fsys, ""); err != nil || same.Sum != src.Sum {
			t.Errorf("%s: the sum read again is %s, %v, want %s", name, same.Sum, err, src.Sum)
		}
		if other, taken := sums[src.Sum]; taken {
			t.Errorf("%s has the sum of %s", name, other)
		}
		sums[src.Sum] = name
	}
}

func TestMakes(t *testing.T) {
	for name, want := range map[string]bool{
		"a.md": true, "å/ä ö.md": true, "bilder/a.PNG": true, "_projekt/malgrupper.yaml": true,
		"_projekt/mallar/insats.yaml": true, "a.MD": false, "a.docx": false, ".a/b.md": false, "~$a.md": false,
		"_projekt/a.md": false, "_projekt/mallar/x/insats.yaml": false, "_projekt/lasmig.txt": false, "inre/_projekt/a.md": true,
	} {
		if got := Makes(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
