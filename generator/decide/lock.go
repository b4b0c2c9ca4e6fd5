package decide

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/output"
)

// patience is how long one waits for another who writes decisions.
const patience = 10 * time.Second

// lock keeps others from writing decisions, in this program or another.
func lock(root content.Folder) (release func(), err error) {
	if err := root.MkdirAll(content.DecisionsFolder, 0o755); err != nil {
		return nil, fmt.Errorf("mappen %s går inte att skapa: %w", content.DecisionsFolder, disk.Writing(err))
	}
	if info, err := root.Lstat(content.DecisionsFolder); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s är ingen mapp", content.DecisionsFolder)
	}
	name := filepath.Join(root.Name(), filepath.FromSlash(content.DecisionsFolder), ".las")
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		f, err := output.Exclusive(name)
		switch {
		case err == nil:
			return func() { output.Discard(f) }, nil
		case !errors.Is(err, output.ErrHeld):
			return nil, fmt.Errorf("besluten går inte att låsa: %w", disk.Writing(err))
		case time.Now().After(end):
			return nil, errors.New("någon annan skriver beslut just nu; försök igen om en stund")
		}
	}
}

// clean returns what somebody has sent without signs that are not seen, in NFC.
func clean(words string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(words, "\uFFFD")))
}
