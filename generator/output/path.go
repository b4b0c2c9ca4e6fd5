package output

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkPath refuses paths that lead out of the site, or that some machine
// cannot store. The rules are the same everywhere, so that a site that can be
// built on one machine can be built on all.
func checkPath(name string) error {
	switch {
	case !fs.ValidPath(name) || name == "." || !filepath.IsLocal(name):
		return badPath(name, "den ska vara relativ, med / mellan delarna och utan . och ..")
	case strings.ContainsFunc(name, unprintable):
		return badPath(name, "den innehåller ett styrtecken")
	case strings.ContainsAny(name, `\<>:"|?*`):
		return badPath(name, `den innehåller något av tecknen \ < > : " | ? *`)
	case fold(name) == marker:
		return badPath(name, "filen är Provtrycks egen")
	}
	for part := range strings.SplitSeq(name, "/") {
		if err := checkPart(name, part); err != nil {
			return err
		}
	}
	return nil
}

func checkPart(name, part string) error {
	switch {
	case len(part) > 255:
		return badPath(name, "en del är längre än 255 byte")
	case strings.TrimRight(part, ". ") != part:
		return badPath(name, "en del slutar med punkt eller blanksteg")
	case reserved(part):
		return badPath(name, part+" är ett reserverat namn i Windows")
	}
	return nil
}

func badPath(name, why string) error {
	return fmt.Errorf("adressen %q kan inte användas: %s", name, why)
}

// unprintable finds control characters, and characters that change the writing
// direction and so make one name look like another.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}

// reserved reports whether Windows takes the name for a device, which it does
// whatever follows the first full stop: "nul", "CON.html", "com1 .txt".
func reserved(part string) bool {
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
