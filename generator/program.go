package main

import (
	"errors"
	"strconv"
	"time"

	"provtryck/generator/versions"
)

// Exit codes.
const (
	exitOK      = 0
	exitFinding = 1 // the texts have findings that --fail-on forbids
	exitFailure = 2 // the command could not be understood or carried out
)

// errFindings means that everything worked but the texts have faults.
var errFindings = errors.New("texterna har anmärkningar")

const defaultContent = "content"

// A program is what the commands share.
type program struct {
	content string // the content folder
	out     *terminal
	err     *terminal
	getenv  func(string) string
}

// folder returns the content folder, judged by all rules as of today.
func (p *program) folder() versions.Folder {
	return versions.Folder{Dir: p.content, Today: p.today, Rules: catalogue()}
}

// today returns the day as of which texts are judged: that of SOURCE_DATE_EPOCH, the
// usual variable for reproducible builds, else that of the clock.
func (p *program) today() string {
	now := time.Now()
	if seconds, err := strconv.ParseInt(p.getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		now = time.Unix(seconds, 0).UTC()
	}
	return now.Format(time.DateOnly)
}
