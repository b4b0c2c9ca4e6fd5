package output

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
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

// TestFailedRemovals builds a site a hundred times while files of the site before it are locked: every
// build succeeds and says which file is left, and when it is unlocked the next one removes it.
func TestFailedRemovals(t *testing.T) {
	asOrdinaryUser(t)
	dir := filepath.Join(t.TempDir(), "public")
	random := rand.New(rand.NewPCG(1, 2))
	site := func(n int) tree {
		files := tree{"index.html": strconv.Itoa(n)}
		for range 5 {
			files[strconv.Itoa(random.IntN(3))+"/"+strconv.Itoa(random.IntN(3))+"/index.html"] = strconv.Itoa(n)
		}
		return files
	}
	folders := func() []string {
		found, err := filepath.Glob(filepath.Join(dir, "*", "*"))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	unlock := func() {
		for _, depth := range []string{"*/*", "*/*/*", "*/*/*/*"} {
			found, _ := filepath.Glob(filepath.Join(working(dir, ""), depth))
			for _, file := range found {
				if info, err := os.Stat(file); err == nil && info.IsDir() {
					_ = os.Chmod(file, 0o755)
				}
			}
		}
	}
	mustWrite(t, dir, site(0))
	locked := 0
	for n := range 100 {
		all := folders()
		if err := os.Chmod(all[random.IntN(len(all))], 0o555); err != nil {
			t.Fatal(err)
		}
		locked++
		next := site(n + 1)
		left, err := Write(dir, Options{}, from(next))
		if err != nil || len(left) != locked {
			t.Fatalf("build %d with %d locked: %q, %v", n, locked, left, err)
		}
		for _, sentence := range left {
			if !strings.Contains(sentence, "kunde inte ta bort") || !strings.Contains(sentence, "index.html: du saknar behörighet") {
				t.Errorf("%q", sentence)
			}
		}
		if got := read(t, dir); !maps.Equal(got, next) {
			t.Fatalf("build %d holds %v, want %v", n, got, next)
		}
		if n%10 == 9 { // until then nobody has lent a hand
			unlock()
			mustWrite(t, dir, site(n))
			wantTree(t, dir, read(t, dir))
			locked = 0
		}
	}
}

// TestFullDisk writes to disks on which there is room for a part of a site: the site before stays, and
// the reason is said.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=512k"); err != nil {
		t.Skip("no small disk:", err)
	}
	defer syscall.Unmount(disk, syscall.MNT_DETACH)
	dir := filepath.Join(disk, "public")
	old := tree{"index.html": "old", "a/index.html": "old"}
	mustWrite(t, dir, old)
	for n := 1; n <= 256; n *= 2 {
		big := tree{"index.html": "new"}
		for i := range n {
			big[strconv.Itoa(i)+"/index.html"] = strings.Repeat("x", 600_000/n)
		}
		wantError(t, write(dir, from(big)), "kunde inte skriva", "disken är full")
		wantTree(t, dir, old)
	}
	mustWrite(t, dir, tree{"index.html": "new"})
	wantTree(t, dir, tree{"index.html": "new"})

	// The folder of the site is a disk of its own.
	_, err := Write(disk, Options{}, from(tree{"index.html": "new"}))
	wantError(t, err, "har inte skrivits av Provtryck")
	empty := t.TempDir()
	if err := syscall.Mount("tmpfs", empty, "tmpfs", 0, "size=512k"); err != nil {
		t.Fatal(err)
	}
	defer syscall.Unmount(empty, syscall.MNT_DETACH)
	_, err = Write(empty, Options{}, from(tree{"index.html": "new"}))
	wantError(t, err, "kunde inte flytta", "egen disk")
}

// TestReadOnlyDisk writes to a disk that has been made read-only.
func TestReadOnlyDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=512k"); err != nil {
		t.Skip("no disk to protect:", err)
	}
	defer syscall.Unmount(disk, syscall.MNT_DETACH)
	dir := filepath.Join(disk, "public")
	mustWrite(t, dir, tree{"index.html": "old"})
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	wantError(t, write(dir, from(tree{"index.html": "new"})), "disken är skrivskyddad")
	wantTree(t, dir, tree{"index.html": "old"})
}

func TestWriteReadOnly(t *testing.T) {
	asOrdinaryUser(t)
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	mustWrite(t, dir, tree{"index.html": "old"})
	if err := os.Chmod(parent, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(parent, 0o755)
	_, err := Write(dir, Options{}, from(tree{"index.html": "new"}))
	wantError(t, err, parent, "du saknar behörighet")
	wantTree(t, dir, tree{"index.html": "old"})
}
