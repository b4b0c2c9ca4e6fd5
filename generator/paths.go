package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// unquoted returns a path without the quotation marks that Windows puts around one that is copied
// from a folder, of which the last alone may be left after a separator. No path has any there.
func unquoted(typed string) string { return strings.Trim(typed, `"`) }

// A pathFlag is the value of a flag that is a file or a folder.
type pathFlag string

func (f *pathFlag) String() string         { return string(*f) }
func (f *pathFlag) Type() string           { return "string" }
func (f *pathFlag) Set(typed string) error { *f = pathFlag(unquoted(typed)); return nil }

// inContent returns the name of a text, or of a folder of texts, from its path as typed: whole, from
// the working folder, or from the content folder. It is empty for the content folder itself.
func (p *program) inContent(typed string) (string, error) {
	given := filepath.Clean(unquoted(typed))
	if given == "." {
		return "", nil
	}
	if whole, err := filepath.Abs(given); err == nil {
		for _, whole := range []string{whole, followed(whole)} {
			if name, inside := p.below(whole); inside {
				return name, nil
			}
		}
	}
	name := filepath.ToSlash(given)
	if !fs.ValidPath(name) || filepath.VolumeName(given) != "" {
		return "", fmt.Errorf("%s ligger inte i %s", typed, p.content)
	}
	return name, nil
}

// below returns the rest of a whole path after the content folder. The folders themselves are
// compared, since links and letter case can make their names differ.
func (p *program) below(whole string) (rest string, inside bool) {
	folder, err := os.Stat(p.content)
	if err != nil {
		return "", false
	}
	for {
		if info, err := os.Stat(whole); err == nil && os.SameFile(info, folder) {
			return rest, true
		}
		above := filepath.Dir(whole)
		if above == whole {
			return "", false
		}
		whole, rest = above, path.Join(filepath.Base(whole), rest)
	}
}

// followed returns a path with the links in the part of it that exists resolved.
func followed(whole string) string {
	if real, err := filepath.EvalSymlinks(whole); err == nil {
		return real
	}
	if above := filepath.Dir(whole); above != whole {
		return filepath.Join(followed(above), filepath.Base(whole))
	}
	return whole
}
