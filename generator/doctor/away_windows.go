package doctor

import (
	"io/fs"
	"syscall"
)

// Away reports whether only the name of a file is on this computer, and its content elsewhere. (Not tried on
// Windows itself.)
func Away(info fs.FileInfo) bool {
	known, ok := info.Sys().(*syscall.Win32FileAttributeData)
	return ok && known.FileAttributes&awayInWindows != 0
}
