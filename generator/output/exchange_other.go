//go:build !linux && !darwin

package output

import "errors"

// exchange would exchange two folders in one step, which this system cannot.
func (place) exchange(string, string) error { return errors.ErrUnsupported }
