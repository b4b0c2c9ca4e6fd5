package problem

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
)

// A Baseline (baslinje) is problems that are known since before. It knows them by
// file, rule and message, and how many there are, not by line: text above them
// may be changed.
type Baseline map[known]int

type known struct {
	File    string `json:"file"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

// otherLine is a reference to another line in a message.
var otherLine = regexp.MustCompile(`\brad \d+`)

func (p Problem) known() known {
	return known{p.Pos.File, p.Rule.ID, otherLine.ReplaceAllString(p.Message, "rad #")}
}

// NewBaseline makes a baseline of the problems of now.
func NewBaseline(l List) Baseline {
	b := Baseline{}
	for _, p := range l {
		b[p.known()]++
	}
	return b
}

// Split parts a list into the problems that the baseline does not know and the
// number that it does. Of several alike in a file the last are the new ones.
func (b Baseline) Split(l List) (fresh List, old int) {
	seen := Baseline{}
	for _, p := range l.Sorted() {
		k := p.known()
		if seen[k]++; seen[k] > b[k] {
			fresh = append(fresh, p)
		} else {
			old++
		}
	}
	return fresh, old
}

// baselineFile is the shape of the file. Version is raised when it changes.
type baselineFile struct {
	Version  int             `json:"version"`
	Problems []baselineEntry `json:"problems"`
}

type baselineEntry struct {
	known
	Count int `json:"count"`
}

// Write writes the baseline so that each problem is a line of its own when
// versions are compared.
func (b Baseline) Write(w io.Writer) error {
	file := baselineFile{Version: 1, Problems: []baselineEntry{}}
	for k, n := range b {
		file.Problems = append(file.Problems, baselineEntry{k, n})
	}
	slices.SortFunc(file.Problems, func(x, y baselineEntry) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Message, y.Message))
	})
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(file)
}

// ReadBaseline reads what [Baseline.Write] has written.
func ReadBaseline(r io.Reader) (Baseline, error) {
	var file baselineFile
	decoder := json.NewDecoder(r)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		return nil, errors.New("filen är ingen baslinje; gör en ny med --write-baseline")
	}
	if file.Version != 1 {
		return nil, errors.New("baslinjen är gjord av en annan version; gör en ny med --write-baseline")
	}
	b := Baseline{}
	for _, e := range file.Problems {
		b[e.known] += e.Count
	}
	return b, nil
}
