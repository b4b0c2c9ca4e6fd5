package doctor

import (
	"io/fs"
	"syscall"
)

// Away reports whether only the name of a file is on this computer, and its content elsewhere. (Not tried on a
// Mac.)
func Away(info fs.FileInfo) bool {
	known, ok := info.Sys().(*syscall.Stat_t)
	return ok && known.Flags&awayInMacOS != 0
}
