package main

import (
	"encoding/json"
	"errors"
	"net/http"

	"provtryck/generator/decide"
	"provtryck/generator/preview"
)

// decide saves what a page of the preview says became of a part of an old text.
func (p *program) decide(request []byte) (any, error) {
	var asked struct{ Text, ID, Blev, Till, Varfor, Var string }
	if err := json.Unmarshal(request, &asked); err != nil {
		return nil, errors.New("sidan skickade något som programmet inte förstår; ladda om sidan")
	}
	file, err := decide.Save(p.content, decide.Choice{
		Text: asked.Text, ID: asked.ID, Became: asked.Blev, To: asked.Till, Reason: asked.Varfor, Was: asked.Var,
	})
	switch {
	case errors.Is(err, decide.ErrGone):
		return nil, preview.Refusal{Status: http.StatusNotFound, Reason: err.Error()}
	case errors.Is(err, decide.ErrChanged):
		return nil, preview.Refusal{Status: http.StatusConflict, Reason: err.Error()}
	case err != nil:
		return nil, err
	case asked.Blev == "":
		return done{"Beslutet är borttaget ur " + file + ". Nu gäller det som programmet fann."}, nil
	}
	return done{"Sparat i " + file + ": " + asked.Blev + "."}, nil
}
