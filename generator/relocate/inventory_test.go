package relocate

import (
	"maps"
	"strings"
	"testing"

	"provtryck/generator/content"
	"provtryck/generator/site"
)

// inventories are tables that name a text that moves, where X stands for its name, Y for its address, and
// Z for the name where it is only words. Each is to be the same after the move but for X and Y.
var inventories = map[string]string{
	"semicolons":        "adress;blev;till;anmärkning\nhttps://vardochinsats.se/1/;flyttad;X;Om Z\nhttps://vardochinsats.se/2/;struken;;Skäl\n",
	"mark and CRLF":     "\ufeffadress;blev;till\r\nhttps://vardochinsats.se/1/;flyttad;X\r\nhttps://vardochinsats.se/2/;;\r\n",
	"commas and quotes": "\"adress\",\"blev\",\"till\"\n\"https://vardochinsats.se/1/\",\"flyttad\",\"X#om\"\n",
	"tabs":              "till\tadress\tblev\nX\thttps://vardochinsats.se/1/\tflyttad\n",
	"letters before":    "anmärkning;till;adress\n\"åäö \"\"a\u030a\"\" Z\";X;https://vardochinsats.se/1/\n",
	"several":           "adress;blev;till\nhttps://vardochinsats.se/1/;delad;Zx X#a|content/X, kliniska-kunskapsstod/a.md X\n",
	"several lines":     "adress;till;blev\nhttps://vardochinsats.se/1/;\"X\r\nX\n X\";delad\nhttps://vardochinsats.se/2/;X;flyttad\n",
	"address":           "adress;blev;till\nhttps://vardochinsats.se/1/;delad;Y/ Y Y/#om https://exempel.se/kliniska-kunskapsstod/b\n",
	"no line end":       "adress;till\n\nhttps://vardochinsats.se/1/;X",
	"guarded, blanks":   "adress;till\nhttps://vardochinsats.se/1/;  X \n",
	"lone CR":           "adress;anmärkning;till\nhttps://vardochinsats.se/1/;\"a\rb\";X\n",
	"unreadable line":   "adress;till\nhttps://vardochinsats.se/1/;a\"b\nhttps://vardochinsats.se/2/;X\n",
}

// TestInventory checks that the inventory follows a text, and that all its other bytes stay.
func TestInventory(t *testing.T) {
	const was, is = guidance + "b.md", guidance + "ny.md"
	fill := func(table, name string) []byte {
		return []byte(strings.NewReplacer("X", name, "Y", "/"+strings.TrimSuffix(name, ".md"), "Z", was).Replace(table))
	}
	for name, table := range inventories {
		files := small(t, head+"---\n\nText.\n")
		files[content.InventoryFile] = fill(table, was)
		want := string(fill(table, is))
		after, _ := files.moved(t, was, is)
		if got := string(after[content.InventoryFile]); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if before, now := byRule(files.site(t)), byRule(after.site(t)); !maps.Equal(before, now) {
			t.Errorf("%s: the findings are %v, not %v", name, now, before)
		}

		by := maps.Clone(files) // the text has moved by hand
		by[is] = by[was]
		delete(by, was)
		src, err := content.NewReader(nil).Read(by.fs(), "2026-05-12")
		if err != nil {
			t.Fatal(err)
		}
		src.Moved = map[string]string{was: is}
		followed, err := Follow(site.New(src), by.fs())
		if err != nil {
			t.Fatal(err)
		}
		if got := string(followed.Files[content.InventoryFile]); got != want {
			t.Errorf("%s, by hand: %q, want %q", name, got, want)
		}
	}
}

// TestInventoryFolder checks that the inventory follows all texts of a programme, and no other.
func TestInventoryFolder(t *testing.T) {
	files := samples(t)
	const programme = "vard-och-insatsprogram/adhd"
	files[content.InventoryFile] = []byte("adress;blev;till\nhttps://vardochinsats.se/1/;flyttad;" + programme + "/index.md\n" +
		"https://vardochinsats.se/2/;flyttad;/" + programme + "/\nhttps://vardochinsats.se/3/;flyttad;kliniska-kunskapsstod/krisplan.md\n")
	after, _ := files.moved(t, programme, programme+"-ny")
	want := strings.ReplaceAll(string(files[content.InventoryFile]), programme, programme+"-ny")
	if got := string(after[content.InventoryFile]); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	back, _ := after.moved(t, programme+"-ny", programme)
	if got := string(back[content.InventoryFile]); got != string(files[content.InventoryFile]) {
		t.Errorf("back again: %q", got)
	}
}

// TestInventoryUnsafe checks that a name that is not found in its cell is not guessed at: nothing is changed.
func TestInventoryUnsafe(t *testing.T) {
	files := small(t, head+"---\n\nText.\n")
	src := "adress;till\nhttps://vardochinsats.se/1/;\"a\"\"" + guidance + "b.md " + guidance + "b.md\"\n"
	files[content.InventoryFile] = []byte(src)
	if plan, err := New(files.site(t), files.fs(), guidance+"b.md", guidance+"ny.md"); err == nil {
		t.Errorf("%q", plan.Files[content.InventoryFile])
	} else if !strings.Contains(err.Error(), "går inte att ändra säkert") {
		t.Error(err)
	}
}
