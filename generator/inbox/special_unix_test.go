//go:build unix

package inbox

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestNoFile checks that what is no file is refused with its reason, and not read without end.
func TestNoFile(t *testing.T) {
	folder, err := os.MkdirTemp("", "inbox") // the name of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	pipe, socket, link := filepath.Join(folder, "p.json"), filepath.Join(folder, "s.json"), filepath.Join(folder, "l.json")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	if err := os.Symlink("/dev/zero", link); err != nil {
		t.Fatal(err)
	}
	dir := project(t, nil)
	for _, name := range []string{pipe, socket, link, "/dev/zero", "/dev/null"} {
		done := make(chan Taken, 1)
		go func() {
			taken, err := take(t, dir, Options{}, name)
			if err != nil {
				t.Error(err)
			}
			done <- taken
		}()
		select {
		case taken := <-done:
			if len(taken.Refused) != 1 || taken.Refused[0] != name+": "+errNoFile.Error() {
				t.Errorf("%s: %q", name, taken.Refused)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s is waited for", name)
		}
	}
	// In a folder they are passed over by name, and the rest is read.
	put(t, filepath.Join(folder, "a.json"), asJSON)
	if taken, err := take(t, dir, Options{}, folder); err != nil || !strings.HasPrefix(summed(taken), "1 0 0|") || len(taken.Notes) != 3 {
		t.Errorf("%v %s", err, summed(taken))
	}
}
