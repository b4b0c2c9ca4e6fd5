package disk

import (
	"path"
	"slices"
	"strings"
)

// Temporary reports whether a file or folder with the given name is one that an
// editor, Word, a browser or the operating system has made for itself, to be ignored.
func Temporary(base string) bool {
	return base != "." && strings.HasPrefix(base, ".") ||
		strings.HasPrefix(base, "~") || strings.HasSuffix(base, "~") ||
		strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#") || // Emacs
		slices.Contains(temporaryEndings, strings.ToLower(path.Ext(base))) ||
		slices.Contains(temporaryNames, strings.ToLower(base)) ||
		OfSystem(base)
}

// OfSystem reports whether a file with the given name is one that Windows or macOS
// puts into folders by itself.
func OfSystem(base string) bool {
	return slices.Contains([]string{".ds_store", "thumbs.db", "desktop.ini"}, strings.ToLower(base))
}

var (
	temporaryEndings = []string{".tmp", ".swp", ".swx", ".swo", ".bak", ".part", ".crdownload"}
	temporaryNames   = []string{"4913", "node_modules"} // 4913 is Vim's
)
