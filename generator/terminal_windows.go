package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// understandsColours asks the console to understand colour codes; older ones
// write them out.
func understandsColours(file *os.File) bool {
	console := windows.Handle(file.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(console, &mode); err != nil {
		return false
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
