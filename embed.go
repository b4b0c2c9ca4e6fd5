// Package provtryck holds the layouts and assets, so that the built program is
// one file that can be given to an editor.
package provtryck

import "embed"

// Files holds the folders layouts and assets.
//
//go:embed layouts assets
var Files embed.FS
