package versions

import "testing"

func TestNameOf(t *testing.T) {
	for asked, want := range map[string]string{
		"origin/main": "origin/main (a1b2c3d, 2026-11-23)",
		"a1b2c3d4e5f60718293a4b5c6d7e8f9012345678": "a1b2c3d (2026-11-23)",
		"0123456789abcdef0123456789abcdef01234567": "0123456789abcdef0123456789abcdef01234567 (a1b2c3d, 2026-11-23)",
		"HEAD": "den senast sparade versionen (a1b2c3d, 2026-11-23)", "@": "den senast sparade versionen (a1b2c3d, 2026-11-23)",
	} {
		if got := nameOf(asked, "a1b2c3d", "2026-11-23"); got != want {
			t.Errorf("%s is called %q, want %q", asked, got, want)
		}
	}
}
