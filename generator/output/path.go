package output

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"provtryck/generator/disk"
	"provtryck/generator/problem"
)

// checkPath refuses paths that lead out of the site, or that some machine
// cannot store. The rules are the same everywhere, so that a site that can be
// built on one machine can be built on all.
func checkPath(name string) error {
	switch {
	case !fs.ValidPath(name) || name == "." || !filepath.IsLocal(name):
		return badPath(name, "den ska vara relativ, med / mellan delarna och utan . och ..")
	case strings.ContainsFunc(name, problem.Unseen):
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
		return badPath(name, "en del slutar med punkt eller mellanslag")
	case disk.Reserved(part):
		return badPath(name, disk.NameReserved+": "+part)
	}
	return nil
}

func badPath(name, why string) error {
	return fmt.Errorf("adressen %q kan inte användas: %s", name, why)
}
