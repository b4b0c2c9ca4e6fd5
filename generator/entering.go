package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"provtryck/generator/content"
	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/transfer"
)

// noteEntered notes in a text that it has been entered where it is published, as a page of the preview
// asks for: only if the text is as the page shows it, and after a question where parts lack a tick.
func (p *program) noteEntered(request []byte) (any, error) {
	var asked struct {
		Text  string
		Summa string // of the text as the page shows it
		Utan  string // how many parts lack a tick; "" when that is not known
		Saker string // that the question has been answered with yes, about the text with this sum
	}
	if err := json.Unmarshal(request, &asked); err != nil {
		return nil, errors.New("sidan skickade något som programmet inte förstår; ladda om sidan")
	}
	root, err := content.Open(p.content)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	s, err := p.folder().SiteOf(context.Background(), "")
	if err != nil {
		return nil, err
	}
	a := s.ByFile(asked.Text)
	if a == nil || a.MadeUp {
		return nil, preview.Refusal{Status: http.StatusNotFound, Reason: "texten finns inte längre; ladda om sidan"}
	}
	sum := transfer.SumOf(s.TransferSource(a)).String()
	if sum != asked.Summa || asked.Saker != "" && asked.Saker != sum {
		return nil, preview.Refusal{Status: http.StatusConflict,
			Reason: "texten har ändrats sedan sidan visades; ladda om sidan, lägg in det som är ändrat och försök igen"}
	}
	if doubt := unticked(asked.Utan); doubt != "" && asked.Saker == "" {
		return question{doubt + " Är hela texten inlagd ändå?", sum, "Ja, hela texten är inlagd"}, nil
	}
	if err := p.enter(root, s, []*site.Article{a}); err != nil {
		return nil, err
	}
	return done{fmt.Sprintf("Antecknat i %s: inlagd %s. Ändras texten efter det visas det här.", asked.Text, p.today())}, nil
}

// unticked returns a sentence about how many parts lack a tick, "" for none.
func unticked(count string) string {
	switch n, err := strconv.Atoi(count); {
	case err != nil || n < 0:
		return "Det går inte att se vilka delar som har en bock."
	case n == 0:
		return ""
	default:
		return problem.Amount(n, "del", "delar") + " har ingen bock."
	}
}
