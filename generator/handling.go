package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/feedback"
	"provtryck/generator/output"
	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/spelling"
)

// A handling is what a page of the preview asks for about a comment.
type handling struct {
	ID, Omgang         string
	Status, Svar, Av   string
	VarStatus, VarSvar string // as the page shows them, which tells whether somebody else has changed them
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
	var one sync.Mutex // at a time
	about := func(do func(handling, content.Folder) (any, error)) preview.Action {
		return func(request []byte) (any, error) {
			one.Lock()
			defer one.Unlock()
			var h handling
			if err := json.Unmarshal(request, &h); err != nil {
				return nil, errors.New("sidan skickade något som programmet inte förstår; ladda om sidan")
			}
			root, err := content.Open(p.content)
			if err != nil {
				return nil, err
			}
			defer root.Close()
			return do(h, root)
		}
	}
	return map[string]preview.Action{"synpunkt": about(p.reply), "forslag": about(p.takeOver)}
}

// find returns the file of a comment, what is in it, and where the comment is there. The file
// can be written anew without a loss.
func (p *program) find(h handling, root content.Folder) (file string, list []feedback.Comment, at int, err error) {
	files, _ := content.ReadComments(root.FS()) // what is wrong with the one is said below
	for name, list := range files {
		at := slices.IndexFunc(list, func(c feedback.Comment) bool { return c.ID == h.ID && c.Round == h.Omgang })
		if at < 0 {
			continue
		}
		if err := replaceable(root, p.content, name); err != nil {
			return "", nil, 0, err
		}
		return name, list, at, nil
	}
	return "", nil, 0, preview.Refusal{Status: http.StatusNotFound, Reason: "synpunkten finns inte längre; ladda om sidan"}
}

// changedMeanwhile is told when somebody else has been there.
var changedMeanwhile = preview.Refusal{Status: http.StatusConflict,
	Reason: "någon annan har ändrat det här under tiden; kopiera det du har skrivit, ladda om sidan och försök igen"}

// reply writes what has become of a comment into its file.
func (p *program) reply(h handling, root content.Folder) (any, error) {
	file, list, at, err := p.find(h, root)
	switch {
	case err != nil:
		return nil, err
	case !slices.Contains(feedback.Statuses, h.Status):
		return nil, fmt.Errorf("statusen %q finns inte", h.Status)
	case list[at].Status != h.VarStatus || list[at].Reply != feedback.Clean(h.VarSvar):
		return nil, changedMeanwhile
	}
	c := &list[at]
	c.Status, c.Reply, c.By = h.Status, feedback.Clean(h.Svar), feedback.Clean(strings.ReplaceAll(h.Av, "\n", " "))
	if err := output.CreateFile(root.Root, file, feedback.Marshal(list)); err != nil {
		return nil, fmt.Errorf("%s går inte att skriva: %w", path.Join(p.content, file), disk.Writing(err))
	}
	return done{"Svaret är sparat i " + path.Join(p.content, file) + "."}, nil
}

// takeOver puts the suggestion of a comment into its text: the first time it shows what would
// change, and when that is confirmed it is done.
func (p *program) takeOver(h handling, root content.Folder) (any, error) {
	file, list, at, err := p.find(h, root)
	if err != nil {
		return nil, err
	}
	c := &list[at]
	text := commentedText(file)
	src, err := content.ReadFile(root.FS(), text)
	if err != nil {
		return nil, fmt.Errorf("texten %s går inte att läsa: %w", path.Join(p.content, text), disk.Reading(err))
	}
	changed, err := suggested(string(src), *c)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(append(src, changed...))
	sure := hex.EncodeToString(sum[:])
	if h.Saker == "" {
		return question{differing(string(src), changed), sure, "Ja, ändra texten"}, nil
	}
	if h.Saker != sure {
		return nil, changedMeanwhile
	}
	if err := output.ReplaceFile(root.Root, text, []byte(changed)); err != nil {
		return nil, fmt.Errorf("%s går inte att skriva: %w", path.Join(p.content, text), disk.Writing(err))
	}
	if c.Status == feedback.New {
		c.Status = "inarbetad"
		if err := output.CreateFile(root.Root, file, feedback.Marshal(list)); err != nil {
			return nil, fmt.Errorf("texten är ändrad, men %s går inte att skriva: %w", path.Join(p.content, file), disk.Writing(err))
		}
	}
	return done{"Förslaget står nu i " + path.Join(p.content, text) + "."}, nil
}

// errByHand is told where only a person can see what to do.
var errByHand = errors.New("orden står inte på ett enda ställe i filen så som de citeras; för in förslaget för hand")

// suggested returns a text with the words that a comment quotes replaced by its suggestion,
// where they are in one place only and the suggestion is plain words.
func suggested(src string, c feedback.Comment) (string, error) {
	words := strings.Fields(c.Quote)
	switch {
	case len(words) == 0 || c.Suggestion == "":
		return "", errors.New("synpunkten har inget förslag att föra in")
	case strings.Contains(c.Suggestion, "\n"):
		return "", errors.New("förslaget har flera stycken; för in det för hand")
	}
	for i, word := range words {
		words[i] = regexp.QuoteMeta(word)
	}
	found := regexp.MustCompile(strings.Join(words, `(?:[ \t]+|[ \t]*\r?\n[ \t]*)`)).FindAllStringIndex(src, 2)
	if len(found) != 1 {
		return "", errByHand
	}
	return src[:found[0][0]] + c.Suggestion + src[found[0][1]:], nil
}

// differing returns the lines that differ between two texts.
func differing(before, after string) string {
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	var lines strings.Builder
	for _, l := range a {
		lines.WriteString("− " + problem.Visible(spelling.Shorten(strings.TrimSuffix(l, "\r"), maxShown, " …")) + "\n")
	}
	for _, l := range b {
		lines.WriteString("+ " + problem.Visible(spelling.Shorten(strings.TrimSuffix(l, "\r"), maxShown, " …")) + "\n")
	}
	return lines.String()
}

// maxShown is how many characters of a line are shown.
const maxShown = 2000
