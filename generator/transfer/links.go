package transfer

import (
	"fmt"
	"strings"

	"provtryck/generator/document"
)

// link begins a link, after whose token come others. One that leads nowhere yet is words alone.
func (w *writer) link(t document.Token, after []document.Token) {
	written, to := w.src.Doc.Links[t.Number], w.src.Links[t.Number]
	words := strings.TrimSpace(document.TextOf(until(after, t.Kind)))
	w.mark("a", w.address(to, true))
	if written.Title != "" {
		w.byHand(ForLink, fmt.Sprintf("Orden ”%s” hör till länken ”%s” och följer inte med.", written.Title, words))
	}
	href := w.address(to, false)
	if href == "" || !w.profile.has("a") {
		w.stack = append(w.stack, element{})
	} else {
		w.open("a", ` href="`, escape(href), `"`)
	}
	switch {
	case !w.profile.has("a"):
		w.misfit(written.Pos, "sidan på 1177 har inga länkar i texten", "skriv var läsaren hittar det")
	case to.Here && href == "":
		w.byHand(ForLink, fmt.Sprintf("Länka ”%s” till avsnittet #%s i den här texten.", words, to.Anchor))
	case href == "" && to.File != "":
		w.byHand(ForLink, fmt.Sprintf("Länka ”%s” till ”%s” när den texten har en adress.", words, to.Title))
		w.text.Missing = append(w.text.Missing, Unaddressed{written.Pos, words, to.File, to.Title, to.Anchor})
	case href == "":
		w.byHand(ForLink, fmt.Sprintf("Länken ”%s” leder ingenstans. Rätta den i texten.", words))
	case to.Anchor != "" && w.profile.Ways[anchors] != withID:
		w.byHand(ForLink, fmt.Sprintf("Länken ”%s” leder till hela sidan. Ska den leda till avsnittet #%s, gör ett ankare där.", words, to.Anchor))
	}
}

func (w *writer) endLink(t document.Token) {
	if href := w.address(w.src.Links[t.Number], false); href != "" && t.Second != document.Bare && w.profile.has("a") &&
		!strings.HasPrefix(href, "#") {
		w.plain.WriteString(" (" + href + ")")
	}
	w.mark("/a", "")
	w.close()
}

// address returns where a link leads: what the sum is made of, or what is written for the target.
func (w *writer) address(to Link, sum bool) string {
	anchor := ""
	if to.Anchor != "" && (sum || w.profile.Ways[anchors] == withID) {
		anchor = "#" + to.Anchor
	}
	switch {
	case to.External:
		return to.Address
	case to.Here:
		return anchor
	case to.Address != "":
		return to.Address + anchor
	case sum:
		return to.File + anchor
	}
	return ""
}

// until returns the tokens before the end of an element of a kind.
func until(tokens []document.Token, kind document.TokenKind) []document.Token {
	for i, t := range tokens {
		if t.Kind == kind && t.End {
			return tokens[:i]
		}
	}
	return tokens
}

// picture writes the place of a picture.
func (w *writer) picture(t document.Token) {
	written, file := w.src.Doc.Links[t.Number], w.src.Links[t.Number].File
	w.mark("img", file+"\x01"+written.Text)
	w.text.Pictures = append(w.text.Pictures, Picture{written.Pos, file, written.Text})
	if w.pictured {
		w.html.WriteString(`<img alt="` + escape(written.Text) + `">`)
		return
	}
	w.words("[Bild: " + written.Text + "]")
	if file == "" {
		w.byHand(ForPicture, fmt.Sprintf("Bilden ”%s” saknas. Rätta den i texten.", written.Text))
	} else {
		w.byHand(ForPicture, fmt.Sprintf("Byt [Bild: …] mot filen %s med alternativtexten ”%s”.", file, written.Text))
	}
	if written.Title != "" {
		w.byHand(ForPicture, fmt.Sprintf("Orden ”%s” hör till bilden och följer inte med.", written.Title))
	}
}
