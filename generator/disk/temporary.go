package disk

import (
	"crypto/rand"
	"path"
	"regexp"
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

// Staging returns a name that nobody else has, for a file while it is being written beside the one that
// it is to be, whose name is given.
func Staging(base string) string { return "." + base + "." + rand.Text() + ".tmp" }

var staged = regexp.MustCompile(`^\..+\.[A-Z2-7]{26}\.tmp$`)

// Staged reports whether a file with the given name is one of [Staging].
func Staged(base string) bool { return staged.MatchString(base) }
