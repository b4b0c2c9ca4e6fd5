package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"
)

// TestNames checks which names mean a device in Windows, and which files are ignored.
func TestNames(t *testing.T) {
	for name, reserved := range map[string]bool{
		"nul": true, "CON.html": true, "com1 .txt": true, "LPT³": true, "conin$": true,
		"com": false, "com10": false, "console.md": false, "x.nul": false,
	} {
		if Reserved(name) != reserved {
			t.Errorf("Reserved(%q) is %v", name, !reserved)
		}
	}
	for name, temporary := range map[string]bool{
		".git": true, "~$text.docx": true, "text.md~": true, "#text.md#": true, "text.TMP": true, "4913": true,
		"Thumbs.db": true, "krisplan.md~RF1a.TMP": true, "~WRL0001.tmp": true, "x.BAK": true, "x.Part": true,
		"Desktop.ini": true, "DESKTOP.INI": true, ".ds_store": true, "Node_Modules": true, "a.md.CRDOWNLOAD": true, ".": false, "text.md": false, "#text.md": false, "49130": false,
	} {
		if Temporary(name) != temporary {
			t.Errorf("Temporary(%q) is %v", name, !temporary)
		}
	}
}

// TestErrors checks that errors of the system become Swedish, without the path, and
// are still the same errors.
func TestErrors(t *testing.T) {
	fail := func(cause error) error {
		return fmt.Errorf("läser: %w", &fs.PathError{Op: "open", Path: "/hem/a.md", Err: cause})
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{Reading(fail(syscall.ENOENT)), "den finns inte"},
		{Writing(fail(syscall.ENOENT)), "mappen finns inte"},
		{Reading(fail(syscall.EACCES)), "du saknar behörighet"},
		{Writing(fail(syscall.ENOSPC)), "disken är full"},
		{Reading(fail(errors.New("unusual"))), "unusual"},
	} {
		if c.err.Error() != c.want {
			t.Errorf("%q, want %q", c.err, c.want)
		}
	}
	if !errors.Is(Writing(fail(syscall.ENOENT)), fs.ErrNotExist) {
		t.Error("the cause is lost")
	}
}
