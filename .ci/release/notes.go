package main

import (
	"fmt"
	"regexp"
	"strings"
)

// notesOf returns what CHANGELOG.md says of a version: what is below its heading, "## [1.2.3] - 2026-01-31"
// or without brackets or date.
func notesOf(changes, version string) (string, error) {
	heading := regexp.MustCompile(`^## \[?` + regexp.QuoteMeta(version) + `\]?( .*)?$`)
	var notes []string
	within, found := false, false
	for line := range strings.Lines(changes) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case heading.MatchString(line):
			within, found = true, true
		case strings.HasPrefix(line, "## "):
			within = false
		case within:
			notes = append(notes, line)
		}
	}
	text := strings.TrimSpace(strings.Join(notes, "\n"))
	switch {
	case !found:
		return "", fmt.Errorf("CHANGELOG.md has no heading ## %s", version)
	case text == "":
		return "", fmt.Errorf("CHANGELOG.md says nothing below ## %s", version)
	}
	return text + "\n", nil
}
