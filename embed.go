// Package provtryck holds the layouts and assets, and what a new project begins with, so that the
// built program is one file that can be given to an editor.
package provtryck

import "embed"

// Files holds the folders layouts and assets, and of the folder docs what editors and reviewers read.
//
//go:embed layouts assets
//go:embed docs/redaktorshandbok.md docs/innehallsmodell.md docs/malgrupper.md docs/regler.md docs/omgangar.md docs/synpunkter.md docs/klistra-in.png docs/bilder
var Files embed.FS

// Kit holds what a new project begins with: the folder start, and of the folder content what all projects
// agree on.
//
//go:embed start content/_projekt
var Kit embed.FS
