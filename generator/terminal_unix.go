//go:build !windows

package main

import "os"

// understandsColours is true: terminals outside Windows have done so for long.
func understandsColours(*os.File) bool { return true }
