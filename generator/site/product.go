package site

// The folders of the two products. Their names are the first part of every URL.
const (
	ProgrammesFolder = "vard-och-insatsprogram"
	GuidanceFolder   = "kliniska-kunskapsstod"
)

// A Product is a family of texts.
type Product struct {
	Title  string
	Folder string // in the content folder
	URL    string // of its own page
}

// The two products. A text that is in neither is shown with the guidance.
var (
	Programmes = Product{"Vård- och insatsprogram", ProgrammesFolder, "/" + ProgrammesFolder + "/"}
	Guidance   = Product{"Kliniska kunskapsstöd", GuidanceFolder, "/" + GuidanceFolder + "/"}
)
