// Package provtryck holds the layouts and assets, and what a new project begins with, so that the
// built program is one file that can be given to an editor.
package provtryck

import "embed"

// Files holds the folders layouts and assets.
//
//go:embed layouts assets
var Files embed.FS

// Kit holds what a new project begins with: the folder start, and of the folder content what all projects
// agree on.
//
//go:embed start content/_projekt
var Kit embed.FS
