package output

import "golang.org/x/sys/unix"

// exchange exchanges two folders in one step, so that there is one at either path at every moment.
func (p place) exchange(a, b string) error {
	parent, err := p.parent.Open(".")
	if err != nil {
		return err
	}
	defer parent.Close()
	fd := int(parent.Fd())
	return unix.RenameatxNp(fd, a, fd, b, unix.RENAME_SWAP)
}
