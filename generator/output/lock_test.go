package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"provtryck/generator/disk"
)

func TestSecondBuildIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	_, err := Write(dir, Options{}, func(emit func(string, []byte) error) error {
		_, err := Write(dir, Options{}, from(tree{"index.html": "second"}))
		wantError(t, err, "ett annat bygge skriver just nu till", "process "+strconv.Itoa(os.Getpid()))
		return emit("index.html", []byte("first"))
	})
	if err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, tree{"index.html": "first"})
}

func TestManyBuildsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	var builds sync.WaitGroup
	for i := range 20 {
		builds.Go(func() {
			n := strconv.Itoa(i)
			_, err := Write(dir, Options{}, from(tree{"a.html": n, "b.html": n}))
			if err != nil && !strings.Contains(err.Error(), "ett annat bygge") {
				t.Error(err)
			}
		})
	}
	builds.Wait()
	got := read(t, dir)
	if len(got) != 2 || got["a.html"] != got["b.html"] {
		t.Errorf("a mixture: %v", got)
	}
	wantTree(t, dir, got)
}

func TestExplain(t *testing.T) {
	cases := []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC},
			"kunde inte skriva public/a: disken är full (write x: "},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, "disken är skrivskyddad"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, "du saknar behörighet"},
		{errors.New("oväntat"), "kunde inte skriva public/a: oväntat"},
	}
	for _, c := range cases {
		err := disk.Explain("skriva", "public/a", c.err)
		wantError(t, err, c.want)
		if !errors.Is(err, c.err) {
			t.Errorf("%v does not keep its cause", err)
		}
	}
}
