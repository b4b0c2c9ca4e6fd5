package content

import (
	"errors"
	"io/fs"

	"provtryck/generator/document"
	"provtryck/generator/ledger"
	"provtryck/generator/problem"
)

// InventoryFile says what becomes of the addresses of the old site. It may be missing, and is no part of
// what the texts are made of.
const InventoryFile = projectFolder + "/inventering.csv"

// readInventory reads what becomes of old addresses, and reports what is wrong with it.
func (r *Reader) readInventory(problems *problem.List) []ledger.Row {
	data, err := ReadFile(r.fsys, InventoryFile)
	switch pos := (problem.Pos{File: InventoryFile}); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.As(err, new(tooLarge)):
		problems.Add(document.TooLarge, pos, err.Error()+" och läses inte", "ta bort det som inte hör dit")
		return nil
	case err != nil:
		problems.Add(UnreadableFile, pos, "filen går inte att läsa", "kontrollera att du har rätt att läsa den")
		return nil
	}
	rows, found := ledger.Load(InventoryFile, data)
	*problems = append(*problems, found...)
	return rows
}
