package doctor

import (
	"context"

	"provtryck/generator/spelling"
)

// away finds texts that are fetched from the net when they are read.
func away(_ context.Context, f Folder) []Finding {
	if len(f.Away) == 0 {
		return nil
	}
	return []Finding{{false, "Innehållet är inte hämtat till datorn: " + spelling.Some(f.Away, most),
		"Utan nät går filerna inte att läsa. I OneDrive: högerklicka på mappen och välj Behåll alltid på den här enheten. " +
			"På en Mac: högerklicka på mappen i Finder och välj att hämta den."}}
}
