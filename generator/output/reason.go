package output

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// explain tells what could not be done with which file, and why if it is one
// of the common reasons. The system's own words, which are English, come last.
func explain(verb, path string, err error) error {
	for _, r := range []struct {
		cause error
		text  string
	}{
		{syscall.ENOSPC, "disken är full"},
		{syscall.EROFS, "disken är skrivskyddad"},
		{fs.ErrPermission, "du saknar behörighet"},
	} {
		if errors.Is(err, r.cause) {
			return fmt.Errorf("kunde inte %s %s: %s (%w)", verb, path, r.text, err)
		}
	}
	return fmt.Errorf("kunde inte %s %s: %w", verb, path, err)
}
