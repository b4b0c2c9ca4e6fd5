package disk

import "syscall"

// openElsewhere is what Windows answers in several ways.
const openElsewhere = "den är öppen i ett annat program"

// The numbers are those of winerror.h.
var systemReasons = []reason{
	{syscall.Errno(5), "du saknar behörighet, eller så är den öppen i ett annat program"}, // ERROR_ACCESS_DENIED
	{syscall.Errno(17), "den ligger på en annan disk"},                                    // ERROR_NOT_SAME_DEVICE
	{syscall.Errno(19), "disken är skrivskyddad"},                                         // ERROR_WRITE_PROTECT
	{syscall.Errno(32), openElsewhere},                                                    // ERROR_SHARING_VIOLATION
	{syscall.Errno(33), openElsewhere},                                                    // ERROR_LOCK_VIOLATION
	{syscall.Errno(39), "disken är full"},                                                 // ERROR_HANDLE_DISK_FULL
	{syscall.Errno(53), "nätverksdisken svarar inte"},                                     // ERROR_BAD_NETPATH
	{syscall.Errno(64), "nätverksdisken svarar inte"},                                     // ERROR_NETNAME_DELETED
	{syscall.Errno(112), "disken är full"},                                                // ERROR_DISK_FULL
	{syscall.Errno(206), "sökvägen är för lång"},                                          // ERROR_FILENAME_EXCED_RANGE
	{syscall.Errno(362), "filen ligger bara i molnet och går inte att hämta nu"},          // ERROR_CLOUD_FILE_PROVIDER_NOT_RUNNING
}
