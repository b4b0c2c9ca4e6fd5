package main

import (
	"encoding/json"
	"errors"
	"net/http"

	"provtryck/generator/inbox"
	"provtryck/generator/preview"
)

// A handling is what a page of the preview asks for about a comment.
type handling struct {
	ID, Omgang         string
	Status, Svar, Av   string
	VarStatus, VarSvar string // as the page shows them
	Saker              string // that a question has been answered with yes, about the files as they were
}

// done and question are the answers to a page.
type (
	done struct {
		Klart string `json:"klart"`
	}
	question struct {
		Fraga string `json:"fraga"`
		Saker string `json:"saker"`
		Ja    string `json:"ja"` // what the button says
	}
)

// actions returns what the pages of the preview may ask for.
func (p *program) actions() map[string]preview.Action {
	about := func(do func(handling, *inbox.Inbox) (any, error)) preview.Action {
		return func(request []byte) (any, error) {
			var h handling
			if err := json.Unmarshal(request, &h); err != nil {
				return nil, errors.New("sidan skickade något som programmet inte förstår; ladda om sidan")
			}
			in, err := inbox.Open(p.content)
			if err != nil {
				return nil, err
			}
			defer in.Close()
			answer, err := do(h, in)
			switch {
			case errors.Is(err, inbox.ErrGone):
				err = preview.Refusal{Status: http.StatusNotFound, Reason: err.Error()}
			case errors.Is(err, inbox.ErrChanged):
				err = preview.Refusal{Status: http.StatusConflict, Reason: err.Error()}
			}
			return answer, err
		}
	}
	return map[string]preview.Action{"synpunkt": about(reply), "forslag": about(takeOver), "beslut": p.decide, "inlagd": p.noteEntered}
}

// reply writes what has become of a comment.
func reply(h handling, in *inbox.Inbox) (any, error) {
	file, err := in.Reply(inbox.Reply{
		Round: h.Omgang, ID: h.ID, Status: h.Status, Text: h.Svar, By: h.Av, Was: h.VarStatus, WasText: h.VarSvar,
	})
	return done{"Svaret är sparat i " + file + "."}, err
}

// takeOver puts the suggestion of a comment into its text: the first time it shows what would
// change, and when that is confirmed it is done.
func takeOver(h handling, in *inbox.Inbox) (any, error) {
	if h.Saker == "" {
		s, err := in.Suggest(h.Omgang, h.ID)
		return question{s.Lines, s.Sum, "Ja, ändra texten"}, err
	}
	file, err := in.TakeOver(h.Omgang, h.ID, h.Saker)
	return done{"Förslaget står nu i " + file + "."}, err
}
