package disk

import (
	"strings"
	"unicode/utf8"
)

// NameReserved says that a name is [Reserved].
const NameReserved = "namnet är reserverat i Windows"

// Reserved reports whether a name means a device in Windows, which ignores all that
// follows the first full stop: "nul", "CON.html", "com1 .txt".
func Reserved(part string) bool {
	stem, _, _ := strings.Cut(part, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	digit, port := strings.CutPrefix(stem, "COM")
	if !port {
		digit, port = strings.CutPrefix(stem, "LPT")
	}
	return port && utf8.RuneCountInString(digit) == 1 && strings.Contains("0123456789¹²³", digit)
}
