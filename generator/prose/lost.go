package prose

import (
	"fmt"
	"slices"
	"strings"

	"provtryck/generator/problem"
)

var lostBlank = &problem.Rule{ID: "mellanslag-borta", Family: problem.Language,
	Severity: problem.Warning, Draft: problem.Tip,
	Demand: "Efter ett bindestreck som står för ett utelämnat ord är det ett mellanslag.",
	Bad:    "Inom hälso-och sjukvården.", Good: "Inom hälso- och sjukvården."}

// joiners are words that no compound ends with, after a hyphen.
var joiners = []string{"-och", "-eller", "-samt", "-respektive"}

// pairs are words that make a noun with a joiner: ett både-och, inget antingen-eller.
var pairs = []string{"både-och", "antingen-eller", "varken-eller", "endera-eller"}

// checkLostBlanks finds words that have been joined to the hyphen of the word before:
// "hälso-och".
func checkLostBlanks(r *reading) {
	if strings.IndexByte(r.passage.Text, '-') < 0 {
		return
	}
	low := strings.ToLower(r.passage.Text)
	for _, joiner := range joiners {
		if !strings.Contains(low, joiner) {
			continue
		}
		for i, w := range r.words {
			begin, found := strings.CutSuffix(w.low, joiner)
			if !found && w.low == joiner[1:] && i > 0 && r.between(i-1) == "-" {
				begin, found = r.words[i-1].low, true
			}
			if !found || begin == "" || strings.HasSuffix(begin, "-") || hyphen(r.after(w.end)) ||
				slices.Contains(pairs, begin+joiner) {
				continue
			}
			at := w.end - len(joiner)
			r.fix(lostBlank, at, w.end, "- "+r.passage.Text[at+1:w.end],
				fmt.Sprintf("mellanslaget saknas i %s%s", begin, joiner),
				fmt.Sprintf("skriv %s- %s", begin, joiner[1:]))
		}
	}
}

var lostLink = &problem.Rule{ID: "lank-borta", Family: problem.Links, Severity: problem.Tip,
	Demand: "Efter ”se:” står det som läsaren ska se.",
	Bad:    "För mer information se:", Good: "För mer information, se:\n\n- [programmet](../index.md)"}

// checkLostLinks finds a passage that ends where a link should be: pasted text loses its
// links. A list that follows, or a line that is no sentence, is what it leads to.
func checkLostLinks(r *reading) {
	text := strings.TrimRight(r.passage.Text, " \u00a0.")
	last := len(r.words) - 1
	if last < 0 || r.words[last].low != "se" || r.words[last].end < len(strings.TrimSuffix(text, ":")) {
		return
	}
	if next := r.number + 1; strings.HasSuffix(text, ":") && next < len(r.text.Passages) {
		switch p := r.text.Passages[next]; {
		case p.Section != r.passage.Section || p.Kind == Heading:
		case p.Kind != Paragraph || !strings.HasSuffix(p.Text, "."):
			return
		}
	}
	if strings.HasSuffix(text, ":") || last > 0 && r.words[last-1].low == "information" {
		r.report(lostLink, r.words[last].begin, "efter ”se” saknas det som läsaren ska se",
			"länka dit: [ord som säger vart](adressen), eller ta bort meningen")
	}
}
