package draft

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// TestAtOnce makes one text many times at once: one is made, and the others are told that it exists.
func TestAtOnce(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "_projekt"), os.DirFS("../testdata/content/_projekt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "kliniska-kunskapsstod"), 0o755); err != nil {
		t.Fatal(err)
	}
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var asked, all sync.WaitGroup
	const n = 10
	asked.Add(n)
	failed := make([]error, n)
	for i := range n {
		all.Go(func() {
			_, failed[i] = d.New("kunskapsstod", "kliniska-kunskapsstod/somn.md", func() string {
				asked.Done()
				asked.Wait() // until nobody has found the file
				return "Text " + strconv.Itoa(i)
			})
		})
	}
	all.Wait()
	src, err := os.ReadFile(filepath.Join(dir, "kliniska-kunskapsstod", "somn.md"))
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for i, err := range failed {
		switch {
		case err == nil && !strings.Contains(string(src), "titel: Text "+strconv.Itoa(i)+"\n"):
			t.Errorf("text %d has been overwritten", i)
		case err == nil:
			made++
		case !strings.Contains(err.Error(), "finns redan"):
			t.Error(err)
		}
	}
	if made != 1 {
		t.Errorf("%d texts were made, want 1", made)
	}
}
