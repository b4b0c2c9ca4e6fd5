package main

import (
	"slices"

	"provtryck/generator/audience"
	"provtryck/generator/audit"
	"provtryck/generator/content"
	"provtryck/generator/disposition"
	"provtryck/generator/document"
	"provtryck/generator/feedback"
	"provtryck/generator/field"
	"provtryck/generator/intake"
	"provtryck/generator/ledger"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
	"provtryck/generator/round"
	"provtryck/generator/search"
	"provtryck/generator/site"
	"provtryck/generator/transfer"
)

// catalogue returns every rule of the program.
func catalogue() problem.Catalogue {
	return slices.Concat(content.Rules(), field.Rules(), audience.Rules(), document.Rules(), prose.Rules(),
		round.Rules(), feedback.Rules(), disposition.Rules(), ledger.Rules(), intake.Rules(), transfer.Rules(), site.Rules(), search.Rules(), audit.Rules())
}
