package site

import (
	"fmt"
	"slices"
	"strings"

	"provtryck/generator/document"
)

// Scaffold returns a new text with the required headings of a blueprint. What the
// blueprint demands of each is in the front matter, where comments are allowed.
func Scaffold(b *Blueprint, title string) string {
	var t strings.Builder
	t.WriteString(ScaffoldFront(b, map[string]string{"titel": title}))
	for _, r := range b.Sections {
		if r.Required {
			fmt.Fprintf(&t, "\n%s %s\n", strings.Repeat("#", b.TopLevel), r.Title)
		}
	}
	return t.String()
}

// ScaffoldFront returns the front matter of a new text, with the values that are known, as YAML, by their keys.
func ScaffoldFront(b *Blueprint, known map[string]string) string {
	var t strings.Builder
	t.WriteString("---\n# Rader som börjar med # är förklaringar. Ta bort # framför en uppgift för att använda den.\n")
	for _, key := range document.Keys() {
		line := key.Name + ": " + key.Example
		switch key.Name {
		case "mall":
			line = "mall: " + b.ID
		case "version":
			line = `version: "0.1"`
		case "ingress", "nag":
			line = key.Name + ": " + Placeholder
		}
		value, given := known[key.Name]
		if given {
			line = key.Name + ": " + value
		}
		fmt.Fprintf(&t, "\n# %s: %s\n", key.Name, key.Meaning)
		if !given && key.Name != "mall" && !slices.Contains(b.Required, key.Name) {
			t.WriteString("# ")
		}
		t.WriteString(line + "\n")
	}
	t.WriteString("\n# Mallens rubriker, i ordning:\n")
	for _, r := range b.Sections {
		fmt.Fprintf(&t, "#   %s%s\n", r.Title, r.Demands())
	}
	t.WriteString("---\n")
	return t.String()
}

// Demands returns what a blueprint demands of a heading: " (obligatorisk, högst 80 ord)".
func (r SectionRule) Demands() string {
	words := []string{"valfri"}
	if r.Required {
		words[0] = "obligatorisk"
	}
	if r.MaxWords > 0 {
		words = append(words, fmt.Sprintf("högst %d ord", r.MaxWords))
	}
	if r.NoSub {
		words = append(words, "inga underrubriker")
	}
	return " (" + strings.Join(words, ", ") + ")"
}
