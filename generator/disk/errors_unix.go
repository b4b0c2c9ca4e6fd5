//go:build !windows

package disk

import "syscall"

var systemReasons = []reason{
	{syscall.EPERM, "du saknar behörighet, eller så är filen låst"},
	{syscall.EBUSY, "den används av systemet, till exempel som en egen disk"},
	{syscall.EDQUOT, "ditt utrymme på disken är slut"},
	{syscall.EIO, "disken svarar med fel"},
	{syscall.ESTALE, "nätverksdisken har tappat filen"},
	{syscall.ENOLCK, noLocks},
	{syscall.ENOTSUP, noLocks},
}

// noLocks is what a disk answers that cannot lock files, the only thing that is asked of a disk
// that some cannot.
const noLocks = "disken kan inte låsa filer, som en del nätverksdiskar; välj en mapp på den egna datorn"
