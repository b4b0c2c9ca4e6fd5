package main

import (
	"slices"

	"provtryck/generator/audience"
	"provtryck/generator/audit"
	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
	"provtryck/generator/site"
)

// catalogue returns every rule of the program. It is where the lists of the
// packages are joined.
func catalogue() problem.Catalogue {
	return slices.Concat(ownRules(), field.Rules(), audience.Rules(), document.Rules(), prose.Rules(), site.Rules(), audit.Rules())
}

// ownRules are the rules on what this package reads: files and pictures.
func ownRules() []*problem.Rule {
	return []*problem.Rule{
		unreadableFile, linkedFile, strayFile, largePicture, widePicture, brokenPicture, missingProjectFile,
		activePicture, locatedPicture,
	}
}
