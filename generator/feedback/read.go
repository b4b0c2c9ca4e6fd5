package feedback

import (
	"fmt"
	"path"
	"strings"
)

// Endings are the endings of the files that [Read] reads.
var Endings = []string{".json", ".eml", ".mbox", ".csv", ".txt"}

// Read reads a file that somebody has sent, by the ending of its name. round and columns
// are for tables, see [ReadCSV].
func Read(name string, src []byte, round string, columns map[string]string) (Delivery, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".json":
		return ReadJSON(src)
	case ".eml":
		return ReadMail(src)
	case ".mbox":
		return ReadMbox(src)
	case ".csv":
		return ReadCSV(src, round, columns)
	case ".txt":
		return ReadText(decode(src, ""))
	}
	return Delivery{}, fmt.Errorf("filen läses inte: den ska sluta på %s", strings.Join(Endings, ", "))
}
