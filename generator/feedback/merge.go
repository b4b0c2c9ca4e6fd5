package feedback

import (
	"cmp"
	"errors"
	"strings"
)

// said returns what a comment says, apart from blanks, which mail changes.
func (c *Comment) said() string {
	return strings.Join([]string{c.Kind, line(c.Text), line(c.Suggestion), line(c.Quote)}, "\x00")
}

// Reasons why a comment that is sent again does not replace the one that is kept.
var (
	errOther   = errors.New("den har samma id som en synpunkt i ett annat svar")
	errHandled = errors.New("den som skrev den har ändrat den, men den är redan behandlad: jämför för hand")
	errUnknown = errors.New("den skiljer sig från den som finns, och det går inte att se vilken som är senast: " +
		"jämför för hand")
)

// Update returns a kept comment as it is when it has been sent again, and whether it has
// changed. An error says that both differ and that a person must look.
func Update(kept, sent Comment) (Comment, bool, error) {
	age := cmp.Or(cmp.Compare(sent.Modified, kept.Modified), cmp.Compare(sent.Date, kept.Date))
	switch {
	case kept.said() == sent.said():
		return kept, false, nil
	case kept.Answer != sent.Answer:
		return kept, false, errOther
	case age < 0:
		return kept, false, nil // an earlier delivery
	case age == 0:
		return kept, false, errUnknown
	case kept.Status != New:
		return kept, false, errHandled
	}
	sent.Status, sent.Reply, sent.By, sent.Page = kept.Status, kept.Reply, kept.By, kept.Page
	sent.From = cmp.Or(sent.From, kept.From)
	sent.Organisation, sent.Email = cmp.Or(sent.Organisation, kept.Organisation), cmp.Or(sent.Email, kept.Email)
	return sent, true, nil
}
