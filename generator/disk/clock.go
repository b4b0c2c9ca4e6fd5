package disk

import "time"

// Settling is how long after a change a file may change again with the same time:
// the clocks of file systems are coarse, to two seconds on FAT.
const Settling = 2 * time.Second
