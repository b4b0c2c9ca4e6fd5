package main

import (
	"slices"

	"provtryck/generator/audience"
	"provtryck/generator/audit"
	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/page"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
	"provtryck/generator/site"
)

// catalogue returns every rule of the program.
func catalogue() problem.Catalogue {
	return slices.Concat(ownRules(), field.Rules(), audience.Rules(), document.Rules(), prose.Rules(), site.Rules(), audit.Rules(), page.Rules())
}

// ownRules are the rules on reading and looking up files and links.
func ownRules() []*problem.Rule {
	return []*problem.Rule{
		unreadableFile, linkedFile, strayFile, largePicture, widePicture, brokenPicture, missingProjectFile,
		deadLink, silentLink, activePicture, locatedPicture,
	}
}
