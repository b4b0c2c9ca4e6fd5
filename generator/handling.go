package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/feedback"
	"provtryck/generator/output"
	"provtryck/generator/preview"
	"provtryck/generator/problem"
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
	about := func(do func(handling, content.Folder) (any, error)) preview.Action {
		return func(request []byte) (any, error) {
			var h handling
			if err := json.Unmarshal(request, &h); err != nil {
				return nil, errors.New("sidan skickade något som programmet inte förstår; ladda om sidan")
			}
			root, err := content.Open(p.content)
			if err != nil {
				return nil, err
			}
			defer root.Close()
			release, err := lockComments(root)
			if err != nil {
				return nil, err
			}
			defer release()
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

// save writes the comments on a text.
func (p *program) save(root content.Folder, file string, list []feedback.Comment) error {
	data := feedback.Marshal(list)
	shown := path.Join(p.content, file)
	if len(data) > content.MaxCommentsFile {
		return fmt.Errorf("%s skulle bli för stor att läsa; skriv ett kortare svar", shown)
	}
	if err := output.CreateFile(root.Root, file, data); err != nil {
		return fmt.Errorf("%s går inte att skriva: %w", shown, disk.Writing(err))
	}
	return nil
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
	if err := p.save(root, file, list); err != nil {
		return nil, err
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
	s, err := suggest(string(src), *c)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(src)
	sure := hex.EncodeToString(sum[:]) + " " + s.words
	if h.Saker == "" {
		return question{s.lines(string(src)), sure, "Ja, ändra texten"}, nil
	}
	if h.Saker != sure {
		return nil, changedMeanwhile
	}
	if err := output.ReplaceFile(root.Root, text, []byte(s.in(string(src)))); err != nil {
		return nil, fmt.Errorf("%s går inte att skriva: %w", path.Join(p.content, text), disk.Writing(err))
	}
	c.Status = "inarbetad"
	if err := p.save(root, file, list); err != nil {
		return nil, fmt.Errorf("texten är ändrad, men %w", err)
	}
	return done{"Förslaget står nu i " + path.Join(p.content, text) + "."}, nil
}

// errByHand is told where only a person can see what to do.
var errByHand = errors.New("orden står inte på ett enda ställe i filen så som de citeras; för in förslaget för hand")

// A suggested is the words that are to stand in a place of a file, in bytes.
type suggested struct {
	begin, end int
	words      string
}

// mostSuggested is how many characters a suggestion may have, to be seen whole before it is taken.
const mostSuggested = 2000

// suggest finds the words that a comment quotes in the body of a text, where they are in one place
// only and the suggestion is one paragraph.
func suggest(src string, c feedback.Comment) (suggested, error) {
	words := strings.Fields(c.Quote)
	switch {
	case len(words) == 0 || c.Suggestion == "":
		return suggested{}, errors.New("synpunkten har inget förslag att föra in")
	case strings.Contains(c.Suggestion, "\n") || len(c.Suggestion) > mostSuggested || len(c.Quote) > mostSuggested:
		return suggested{}, errors.New("förslaget är långt eller har flera stycken; för in det för hand")
	}
	for i, word := range words {
		words[i] = regexp.QuoteMeta(word)
	}
	body := 0
	if m := frontMatter.FindStringIndex(src); m != nil {
		body = m[1]
	}
	found := regexp.MustCompile(strings.Join(words, `(?:[ \t]+|[ \t]*\r?\n[ \t]*)`)).FindAllStringIndex(src[body:], 2)
	if len(found) != 1 {
		return suggested{}, errByHand
	}
	return suggested{body + found[0][0], body + found[0][1], c.Suggestion}, nil
}

// frontMatter is what is above the body of a text.
var frontMatter = regexp.MustCompile(`\A(?:\x{feff})?---[ \t]*\r?\n(?s:.*?)\n---[ \t]*(?:\r?\n|\z)`)

// in returns a file with the words in their place.
func (s suggested) in(src string) string { return src[:s.begin] + s.words + src[s.end:] }

// around is how many bytes before and after the words are shown, at most.
const around = 120

// lines returns what would change in a file, with what is around it on the same lines.
func (s suggested) lines(src string) string {
	before, after := src[:s.begin], src[s.end:]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after, _, _ = strings.Cut(after, "\n")
	if len(before) > around {
		before = "… " + strings.ToValidUTF8(before[len(before)-around:], "")
	}
	if len(after) > around {
		after = strings.ToValidUTF8(after[:around], "") + " …"
	}
	var shown strings.Builder
	for mark, words := range []string{src[s.begin:s.end], s.words} {
		for line := range strings.SplitSeq(before+words+after, "\n") {
			shown.WriteString([]string{"− ", "+ "}[mark] + problem.Visible(strings.TrimSuffix(line, "\r")) + "\n")
		}
	}
	return shown.String()
}

// patience is how long one waits for another who writes comments.
const patience = 10 * time.Second

// lockComments keeps others from writing comments, in this program or another, until it is
// released: what is read is then what is written anew.
func lockComments(root content.Folder) (release func(), err error) {
	if err := root.MkdirAll(content.CommentsFolder, 0o755); err != nil {
		return nil, fmt.Errorf("mappen %s går inte att skapa: %w", content.CommentsFolder, disk.Writing(err))
	}
	if info, err := root.Lstat(content.CommentsFolder); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s är ingen mapp", content.CommentsFolder)
	}
	name := filepath.Join(root.Name(), filepath.FromSlash(content.CommentsFolder), ".las")
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		f, err := output.Exclusive(name)
		switch {
		case err == nil:
			return func() { output.Discard(f) }, nil
		case !errors.Is(err, output.ErrHeld):
			return nil, fmt.Errorf("synpunkterna går inte att låsa: %w", disk.Writing(err))
		case time.Now().After(end):
			return nil, errors.New("någon annan skriver synpunkter just nu; försök igen om en stund")
		}
	}
}
