package doctor

import (
	"io/fs"
	"syscall"
)

// elsewhere are the attributes of a file of which only the name is on the computer: OFFLINE, RECALL_ON_OPEN and
// RECALL_ON_DATA_ACCESS.
const elsewhere = 0x1000 | 0x40000 | 0x400000

// Away reports whether only the name of a file is on this computer, and its content elsewhere. (Not tried on
// Windows itself.)
func Away(info fs.FileInfo) bool {
	known, ok := info.Sys().(*syscall.Win32FileAttributeData)
	return ok && known.FileAttributes&elsewhere != 0
}
