package session

import (
	"html/template"
	"io/fs"
	"path/filepath"
	"strings"

	"provtryck/generator/content"
	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// complaints returns an alert for everything that is shown in an earlier version.
func (s *Session) complaints() []preview.Alert {
	var alerts []preview.Alert
	for _, err := range []error{s.layoutsFailed, s.assetsFailed} {
		if err != nil {
			alerts = append(alerts, preview.Alert{
				Message: err.Error(), Hint: "Rätta filen i layouts eller assets; tills dess används den förra.",
			})
		}
	}
	for _, p := range s.reader.Kept() {
		alerts = append(alerts, preview.Alert{
			Place:   p.Pos.In(filepath.ToSlash(s.Folder.Dir)).String(),
			Message: problem.Visible(p.Message), Hint: problem.Visible(p.Hint),
			Lines: s.around(p.Pos), Source: template.URL(s.Source(p.Pos)),
		})
	}
	return alerts
}

// linesAround is how many lines are shown before and after the wrong one,
// and maxLine how many characters of each.
const (
	linesAround = 2
	maxLine     = 200
)

// around reads the lines of a text around a place.
func (s *Session) around(pos problem.Pos) []preview.Line {
	root, err := content.Open(s.Folder.Dir)
	if err != nil {
		return nil
	}
	defer root.Close()
	data, err := fs.ReadFile(root.FS(), pos.File)
	if err != nil || pos.Line == 0 {
		return nil
	}
	lines := strings.Split(strings.ReplaceAll(strings.ToValidUTF8(string(data), "�"), "\r\n", "\n"), "\n")
	var shown []preview.Line
	for n := max(pos.Line-linesAround, 1); n <= min(pos.Line+linesAround, len(lines)); n++ {
		text := problem.Visible(spelling.Shorten(lines[n-1], maxLine, " …"))
		shown = append(shown, preview.Line{Number: n, Text: text, Wrong: n == pos.Line})
	}
	return shown
}
