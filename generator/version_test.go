package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

// TestProgramVersion checks what is said of a release, of other builds, and of what differs from its commit.
func TestProgramVersion(t *testing.T) {
	const commit = "0123456789abcdef0123456789abcdef01234567"
	built := func(changed string) []debug.BuildSetting {
		return []debug.BuildSetting{{Key: "vcs", Value: "git"}, {Key: "vcs.revision", Value: commit}, {Key: "vcs.modified", Value: changed}}
	}
	for _, c := range []struct {
		release, module string
		settings        []debug.BuildSetting
		want            string
	}{
		{"1.2.3", "v1.2.3", built("false"), "1.2.3 (git 0123456789ab, go"},
		{"1.2.3", "v1.2.3+dirty", built("true"), "1.2.3 (git 0123456789ab, ändrad, go"},
		{"1.2.3", "(devel)", nil, "1.2.3 (go"},
		{"", "v1.2.3", built("false"), "0123456789ab (go"},
		{"", "", built("true"), "0123456789ab (ändrad, go"},
		{"", "(devel)", nil, "devel (go"},
		{"", "", nil, "utveckling (go"},
		{"", "", []debug.BuildSetting{{Key: "vcs.revision", Value: "7"}}, "7 (go"},
	} {
		info := &debug.BuildInfo{Main: debug.Module{Version: c.module}, Settings: c.settings}
		name, details := programVersion(c.release, info)
		if got := name + " (" + strings.Join(details, ", "); !strings.HasPrefix(got, c.want) {
			t.Errorf("%q, %q is %s, want %s…", c.release, c.module, got, c.want)
		}
	}
}
