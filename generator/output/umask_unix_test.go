//go:build !windows

package output

import "syscall"

const strictUmaskWorks = true

// strictUmask makes new files readable by their owner only.
func strictUmask() (restore func()) {
	before := syscall.Umask(0o077)
	return func() { syscall.Umask(before) }
}
