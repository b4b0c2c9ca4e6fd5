package page

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"provtryck/generator/problem"
	"provtryck/generator/revision"
	"provtryck/generator/round"
	"provtryck/generator/site"
)

// A roundCard tells reviewers what they are asked: what, by whom, until when, and how to answer.
type roundCard struct {
	ID, Title, From, For string
	First, Last          string // "2027-03-02", for the browser, which knows what day it is
	FirstDay, LastDay    string // "2 mars 2027"
	Texts                []roundText
	Count                string // "11 texter"
	Minutes              string // "ungefär 50 minuter"
	Pace                 int    // words a minute, for the texts of one reader
	LookAt               []string
	ReplyTo              string       // an e-mail address
	Mail                 template.URL // that begins a letter to it
	Survey               string
	Changed              string // how many of the texts are changed, "7 av texterna"; empty when nothing is compared
	Changes              string // the address of what has changed
	Other                bool   // the texts shown are another version than the round is about
}

// A roundText is a text of a round.
type roundText struct {
	textLink
	Words int
}

// wordsAMinute is how many words a minute people read texts like these: 238 in English for adults
// (Brysbaert 2019, doi:10.1016/j.jml.2019.104047), and slower what is new and is to be judged.
const wordsAMinute = 150

// rounds returns the cards of all rounds that have a text.
func (r *Renderer) rounds() []roundCard {
	var cards []roundCard
	for _, one := range r.site.Rounds {
		if card := r.roundCard(one); len(card.Texts) > 0 {
			cards = append(cards, card)
		}
	}
	return cards
}

func (r *Renderer) roundCard(one *round.Round) roundCard {
	c := roundCard{
		ID: one.ID, Title: one.Title, From: one.From, For: one.For, First: one.First, Last: one.Last,
		FirstDay: inWords(one.First), LastDay: inWords(one.Last),
		LookAt: one.LookAt, ReplyTo: one.ReplyTo, Mail: template.URL(one.Mail()), Survey: one.Survey,
		Pace:  wordsAMinute,
		Other: one.Version != "" && r.site.Sum != "" && !strings.HasPrefix(r.site.Sum, one.Version),
	}
	words, changed := 0, 0
	for _, a := range r.site.TextsOf(one) {
		if r.changed(a) != nil {
			changed++
		}
		text := roundText{textLink: *r.textLink(a)}
		for _, s := range a.Doc.Sections {
			text.Words += s.TotalWords()
		}
		c.Texts = append(c.Texts, text)
		words += text.Words
	}
	if changed > 0 {
		c.Changed, c.Changes = problem.Amount(changed, "av texterna är ändrad", "av texterna är ändrade"), revision.ChangesURL
	}
	c.Count = problem.Amount(len(c.Texts), "text", "texter")
	c.Minutes = about(words)
	return c
}

// about returns how long so many words take to review: "ungefär 50 minuter", "ungefär 2 timmar".
func about(words int) string {
	switch minutes := (words + wordsAMinute - 1) / wordsAMinute; {
	case minutes <= 10:
		return "högst tio minuter"
	case minutes < 90:
		return fmt.Sprintf("ungefär %d minuter", (minutes+4)/5*5)
	default:
		return fmt.Sprintf("ungefär %d timmar", (minutes+30)/60)
	}
}

// A textRound is a round that a text is in, and the text after it there.
type textRound struct {
	ID, Title, Last, LastDay string
	Next                     []textLink   // those after it up to one that is for all, the first of all after the last
	ReplyTo                  string       // an e-mail address
	Mail                     template.URL // that begins a letter to it
}

func (r *Renderer) roundsOf(a *site.Article) []textRound {
	var list []textRound
	for _, one := range r.site.Rounds {
		if a.MadeUp || !one.Has(a.Doc.Name) {
			continue
		}
		t := textRound{ID: one.ID, Title: one.Title, Last: one.Last, LastDay: inWords(one.Last),
			ReplyTo: one.ReplyTo, Mail: template.URL(one.Mail())}
		texts := r.site.TextsOf(one)
		at := slices.Index(texts, a)
		for i := 1; i < len(texts) && at >= 0; i++ {
			next := *r.textLink(texts[(at+i)%len(texts)])
			if t.Next = append(t.Next, next); next.For == "" {
				break
			}
		}
		list = append(list, t)
	}
	return list
}

var months = [...]string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"}

// inWords returns a day as people say it: "2 mars 2027". What is no day stays as it is.
func inWords(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return strconv.Itoa(t.Day()) + " " + months[t.Month()-1] + " " + strconv.Itoa(t.Year())
}
