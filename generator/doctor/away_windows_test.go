package doctor

import (
	"io/fs"
	"syscall"
	"testing"
	"time"
)

// described is a file of which Windows says something.
type described uint32

func (described) Name() string       { return "a.md" }
func (described) Size() int64        { return 1 }
func (described) Mode() fs.FileMode  { return 0o644 }
func (described) ModTime() time.Time { return time.Time{} }
func (described) IsDir() bool        { return false }
func (d described) Sys() any         { return &syscall.Win32FileAttributeData{FileAttributes: uint32(d)} }

// TestAwayAttributes checks which attributes say that the content of a file is elsewhere.
func TestAwayAttributes(t *testing.T) {
	for attributes, want := range map[uint32]bool{
		0x20:     false, // archive
		0x80:     false, // normal
		0x80020:  false, // pinned: always kept on this computer
		0x1000:   true,  // offline
		0x40000:  true,  // recall on open
		0x401620: true,  // as OneDrive has it: recall on access, offline, sparse, reparse
	} {
		if Away(described(attributes)) != want {
			t.Errorf("%#x", attributes)
		}
	}
}
