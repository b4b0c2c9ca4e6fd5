package inbox

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// asOrdinaryUser makes what the test does with files subject to permissions, also for root.
func asOrdinaryUser(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	runtime.LockOSThread() // and never unlock it: the thread ends with the test
	if err := syscall.Setfsuid(65534); err != nil {
		t.Skip("no other user to be:", err)
	}
}

// three is an answer on a text, on all texts and on one that is not there, which are three files.
func three() string {
	item := asJSON[strings.Index(asJSON, `{"id": "urn:uuid:1`):strings.LastIndex(asJSON, "]}")]
	onAll := strings.NewReplacer("11111111", "22222222", textURL, "/").Replace(item)
	onNone := strings.NewReplacer("11111111", "33333333", textURL, "/b/").Replace(item)
	return strings.Replace(asJSON, item, item+","+onAll+","+onNone, 1)
}

// TestWriteFails checks that a file that cannot be written keeps none of the others from it, that
// it is told which were, and that the next import completes it.
func TestWriteFails(t *testing.T) {
	kept := strings.Replace(asKept, "11111111", "44444444", 1)
	for _, c := range []struct {
		name, locked string
		want         string
		next         string
		written      int // files
	}{
		{"one", filepath.Dir(aboutA), aboutA + " går inte att skriva: du saknar behörighet; rätta det", "1 0 2", 2},
		{"two", "_projekt/synpunkter/v1", "allmant.yaml går inte att skriva: du saknar behörighet; DIR/_projekt/synpunkter/v1/utan-text.yaml går",
			"2 0 1", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			asOrdinaryUser(t)
			dir := project(t, map[string]string{aboutA: kept})
			file, locked := sent(t, "a.json", three()), filepath.Join(dir, filepath.FromSlash(c.locked))
			if err := os.Chmod(locked, 0o555); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(locked, 0o755) })
			before := len(tree(t, dir))
			taken, err := take(t, dir, Options{}, file)
			if err == nil || !strings.Contains(err.Error(), strings.ReplaceAll(c.want, "DIR", filepath.ToSlash(dir))) {
				t.Errorf("%v, want %s", err, c.want)
			}
			if len(taken.Files) != c.written {
				t.Errorf("%v are said to be written", taken.Files)
			}
			for name := range taken.Files {
				if !strings.Contains(get(t, dir, name), "status: ny") {
					t.Errorf("%s is said to be written", name)
				}
			}
			if taken.Files[aboutA] == nil && get(t, dir, aboutA) != kept {
				t.Errorf("what could not be written has\n%s", get(t, dir, aboutA))
			}
			if err := os.Chmod(locked, 0o755); err != nil {
				t.Fatal(err)
			}
			taken, err = take(t, dir, Options{}, file)
			if err != nil || !strings.HasPrefix(summed(taken), c.next) || len(tree(t, dir)) != before+2 {
				t.Errorf("again: %v %s, want %s", err, summed(taken), c.next)
			}
			got := get(t, dir, aboutA) + get(t, dir, "_projekt/synpunkter/v1/allmant.yaml") + get(t, dir, "_projekt/synpunkter/v1/utan-text.yaml")
			for _, id := range []string{"11111111", "22222222", "33333333", "44444444"} {
				if strings.Count(got, "id: "+id) != 1 {
					t.Errorf("%s is not there once:\n%s", id, got)
				}
			}
		})
	}
}
