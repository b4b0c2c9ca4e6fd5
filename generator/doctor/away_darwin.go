package doctor

import (
	"io/fs"
	"syscall"
)

// elsewhere is the flag SF_DATALESS, of a file of which only the name is on the computer.
const elsewhere = 0x40000000

// Away reports whether only the name of a file is on this computer, and its content elsewhere. (Not tried on a
// Mac.)
func Away(info fs.FileInfo) bool {
	known, ok := info.Sys().(*syscall.Stat_t)
	return ok && known.Flags&elsewhere != 0
}
