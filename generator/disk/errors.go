// Package disk has what all code that reads and writes files needs: what the system's
// errors mean in Swedish ([Reading], [Writing], [Explain]), which files come and go
// by themselves ([Temporary], [OfSystem]), which names no file can have ([Reserved]),
// and how coarse clocks are ([Settling]).
package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"syscall"
)

// A reason is a common error in Swedish.
type reason struct {
	cause error
	text  string
}

// reasons are the errors that are common on every system, after those of this one.
var reasons = slices.Concat(systemReasons, []reason{
	{fs.ErrNotExist, "den finns inte"},
	{fs.ErrPermission, "du saknar behörighet"},
	{syscall.EISDIR, "det är en mapp"},
	{syscall.ENOTDIR, "en del av sökvägen är ingen mapp"},
	{syscall.ENOSPC, "disken är full"},
	{syscall.EROFS, "disken är skrivskyddad"},
	{syscall.EXDEV, "den ligger på en annan disk"},
	{syscall.ENAMETOOLONG, "sökvägen är för lång"},
})

// An answer is an error of the system in Swedish.
type answer struct {
	text  string
	cause error
}

func (a answer) Error() string { return a.text }
func (a answer) Unwrap() error { return a.cause }

// Reading returns why a file could not be read. Uncommon errors stay in the words of
// the system, without the path.
func Reading(err error) error {
	for _, r := range reasons {
		if errors.Is(err, r.cause) {
			return answer{r.text, err}
		}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// Writing is [Reading] for a file to be written: what does not exist is its folder.
func Writing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return answer{"mappen finns inte", err}
	}
	return Reading(err)
}

// Explain returns what could not be done with which file, and why, if the reason is
// common: "kunde inte skriva public/a.html: disken är full (…)". The words of the
// system come last.
func Explain(verb, path string, err error) error {
	for _, r := range reasons {
		if r.cause != fs.ErrNotExist && errors.Is(err, r.cause) {
			return fmt.Errorf("kunde inte %s %s: %s (%w)", verb, path, r.text, err)
		}
	}
	return fmt.Errorf("kunde inte %s %s: %w", verb, path, err)
}
