package collation

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"provtryck/generator/problem"
	"provtryck/generator/revision"
	"provtryck/generator/sheet"
	"provtryck/generator/spelling"
)

// An Outcome is what came of comparing one text.
type Outcome struct {
	File   string // of the text; empty for a page that is of none
	Title  string
	Page   string // its file or address
	Fault  string // why it was not compared, in Swedish; empty when it was
	Result *Result
}

// Same reports whether the text was compared and only cosmetic differences were found.
func (o Outcome) Same() bool { return o.Fault == "" && len(o.Result.Differences) == 0 }

const shown = 300 // letters of a block in the list for people

// WriteText writes outcomes for people.
func WriteText(w io.Writer, all []Outcome) error {
	var b strings.Builder
	same, failed := 0, 0
	var pageless []string            // why texts have no page, in the order in which it is first said
	without := map[string][]string{} // the texts, by why
	for _, o := range all {
		switch {
		case o.Fault != "":
			failed++
		case o.Same():
			same++
		}
		if o.Fault != "" && o.Page == "" {
			if without[o.Fault] == nil {
				pageless = append(pageless, o.Fault)
			}
			without[o.Fault] = append(without[o.Fault], o.name())
			continue
		}
		o.write(&b)
		b.WriteByte('\n')
	}
	for _, why := range pageless {
		fmt.Fprintf(&b, "%s: %s.\n  %s\n\n", problem.Amount(len(without[why]), "text är inte jämförd", "texter är inte jämförda"), why,
			strings.Join(without[why], "\n  "))
	}
	fmt.Fprintf(&b, "%s: %d lika, %d skiljer sig, %d kunde inte jämföras.\n",
		problem.Amount(len(all), "jämförelse", "jämförelser"), same, len(all)-same-failed, failed)
	_, err := io.WriteString(w, visible(b.String()))
	return err
}

// visible returns lines in which nothing that a page says acts on a terminal.
func visible(lines string) string {
	parts := strings.Split(lines, "\n")
	for i := range parts {
		parts[i] = problem.Visible(parts[i])
	}
	return strings.Join(parts, "\n")
}

// name returns what an outcome is called: its text, or the page where that is of none.
func (o Outcome) name() string {
	switch {
	case o.File == "":
		return o.Page
	case o.Title != "":
		return o.File + " – " + o.Title
	}
	return o.File
}

func (o Outcome) write(b *strings.Builder) {
	name := o.name()
	fmt.Fprintln(b, name)
	if o.Page != "" && o.Page != name {
		fmt.Fprintf(b, "  jämförd med %s\n", o.Page)
	}
	if o.Fault != "" {
		fmt.Fprintf(b, "  Inte jämförd: %s.\n", o.Fault)
		return
	}
	r := o.Result
	if o.Same() {
		fmt.Fprintf(b, "  Lika: %s.\n", problem.Amount(r.Same+r.Cosmetic, "del", "delar"))
	} else {
		fmt.Fprintf(b, "  %s, %s lika.\n", problem.Amount(len(r.Differences), "skillnad", "skillnader"),
			problem.Amount(r.Same+r.Cosmetic, "del", "delar"))
	}
	if r.Cosmetic > 0 {
		fmt.Fprintf(b, "  Bara mellanslag, citattecken eller liknande skiljer i %s.\n", problem.Amount(r.Cosmetic, "del", "delar"))
	}
	for _, d := range r.Differences {
		d.write(b)
	}
	for _, begin := range r.Around {
		fmt.Fprintf(b, "  Runt texten, inte jämfört: %s\n", begin)
	}
	if len(r.Unseen) > 0 {
		fmt.Fprintf(b, "  Syns inte på sidan, inte jämfört: %s\n", strings.Join(r.Unseen, ", "))
	}
}

func (d Difference) write(b *strings.Builder) {
	fmt.Fprintf(b, "  - %s %s", spelling.Capital(d.What), d.Kind)
	if d.Place != "" {
		fmt.Fprintf(b, ", under ”%s”", d.Place)
	}
	if len(d.Matters) > 0 {
		fmt.Fprintf(b, " [%s]", strings.Join(revision.Words(d.Matters), ", "))
	}
	b.WriteString("\n")
	switch {
	case d.Kind == Differs && d.Marked != nil, d.Kind == Moved && d.Marked != nil:
		fmt.Fprintf(b, "    %s\n", Marks(d.Marked))
	case d.Text != "":
		fmt.Fprintf(b, "    %s\n", spelling.Shorten(d.Text, shown, " …"))
	case d.Page != "":
		fmt.Fprintf(b, "    %s\n", spelling.Shorten(d.Page, shown, " …"))
	}
	for _, detail := range d.Details {
		fmt.Fprintf(b, "    %s\n", detail)
	}
}

// The form for programs, as docs/jamforelse.schema.json says.
type (
	jsonDifference struct {
		Kind    string   `json:"kind"`
		What    string   `json:"what"`
		Section string   `json:"section"`
		Text    string   `json:"text"`
		Page    string   `json:"page"`
		Marked  string   `json:"marked,omitempty"`
		Details []string `json:"details,omitempty"`
		Matters []string `json:"matters,omitempty"`
	}
	jsonOutcome struct {
		File        string           `json:"file"`
		Title       string           `json:"title"`
		Page        string           `json:"page"`
		Fault       string           `json:"fault,omitempty"`
		Equal       bool             `json:"equal"`
		Same        int              `json:"same"`
		Cosmetic    int              `json:"cosmetic"`
		Differences []jsonDifference `json:"differences"`
		Around      []string         `json:"around,omitempty"`
		Unseen      []string         `json:"unseen,omitempty"`
	}
	jsonOutcomes struct {
		Version     int           `json:"version"`
		Comparisons []jsonOutcome `json:"comparisons"`
	}
)

var kindCodes = [...]string{Differs: "differs", Missing: "missing", Doubled: "doubled", Moved: "moved", Extra: "extra"}

// WriteJSON writes outcomes for programs.
func WriteJSON(w io.Writer, all []Outcome) error {
	list := make([]jsonOutcome, 0, len(all))
	for _, o := range all {
		out := jsonOutcome{File: o.File, Title: o.Title, Page: o.Page, Fault: o.Fault, Equal: o.Same(), Differences: []jsonDifference{}}
		if r := o.Result; r != nil {
			out.Same, out.Cosmetic, out.Around, out.Unseen = r.Same, r.Cosmetic, r.Around, r.Unseen
			for _, d := range r.Differences {
				out.Differences = append(out.Differences, jsonDifference{kindCodes[d.Kind], d.What, d.Place, d.Text, d.Page,
					Marks(d.Marked), d.Details, revision.Words(d.Matters)})
			}
		}
		list = append(list, out)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(jsonOutcomes{1, list})
}

// WriteCSV writes a line for every difference, and one for every text without, for spreadsheets.
func WriteCSV(w io.Writer, all []Outcome) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	table := csv.NewWriter(w)
	table.Comma, table.UseCRLF = ';', true
	line := func(cells ...string) {
		for i, c := range cells {
			cells[i] = sheet.Cell(c)
		}
		_ = table.Write(cells) // Error below returns what went wrong
	}
	line("Fil", "Titel", "Sida", "Utfall", "Del", "Avsnitt", "I texten", "På sidan", "Detaljer", "Gäller", "Kosmetiska")
	for _, o := range all {
		switch {
		case o.Fault != "":
			line(o.File, o.Title, o.Page, "inte jämförd", "", "", "", "", o.Fault, "", "")
		case o.Same():
			line(o.File, o.Title, o.Page, "lika", "", "", "", "", "", "", strconv.Itoa(o.Result.Cosmetic))
		default:
			for _, d := range o.Result.Differences {
				line(o.File, o.Title, o.Page, d.Kind.String(), d.What, d.Place, d.Text, d.Page, strings.Join(d.Details, "; "),
					strings.Join(revision.Words(d.Matters), ", "), strconv.Itoa(o.Result.Cosmetic))
			}
		}
	}
	table.Flush()
	return table.Error()
}
