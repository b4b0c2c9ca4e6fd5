package inbox

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/feedback"
	"provtryck/generator/output"
	"provtryck/generator/problem"
)

// A Reply is what becomes of a comment.
type Reply struct {
	Round, ID        string // of the comment
	Status, Text, By string
	Was, WasText     string // status and reply when the person began, which tells whether somebody else has changed them
}

// Reply writes what has become of a comment, and returns the file that it is written to.
func (in *Inbox) Reply(r Reply) (file string, err error) {
	file, list, at, err := in.find(r.Round, r.ID)
	switch {
	case err != nil:
		return "", err
	case !slices.Contains(feedback.Statuses, r.Status):
		return "", fmt.Errorf("statusen %q finns inte", r.Status)
	case list[at].Status != r.Was || list[at].Reply != feedback.Clean(r.WasText):
		return "", ErrChanged
	}
	c := &list[at]
	c.Status, c.Reply, c.By = r.Status, feedback.Clean(r.Text), feedback.Clean(strings.ReplaceAll(r.By, "\n", " "))
	return path.Join(in.dir, file), in.save(file, list)
}

// A Suggestion is what a text would become by what a comment suggests.
type Suggestion struct {
	Lines string // that would change, as they are and as they would be
	Sum   string // of the text as it is and the suggestion, which [Inbox.TakeOver] asks for

	list []feedback.Comment
	at   int
	file string // of the comments
	text string // file
	src  string
	suggested
}

// Suggest returns what the text would become.
func (in *Inbox) Suggest(round, id string) (Suggestion, error) {
	file, list, at, err := in.find(round, id)
	if err != nil {
		return Suggestion{}, err
	}
	_, text := content.CommentedIn(file)
	src, err := content.ReadFile(in.root.FS(), text)
	if err != nil {
		return Suggestion{}, fmt.Errorf("texten %s går inte att läsa: %w", path.Join(in.dir, text), disk.Reading(err))
	}
	s, err := suggest(string(src), list[at])
	if err != nil {
		return Suggestion{}, err
	}
	sum := sha256.Sum256(append(src, "\x00"+s.words...))
	return Suggestion{s.lines(string(src)), hex.EncodeToString(sum[:]), list, at, file, text, string(src), s}, nil
}

// TakeOver puts into its text what a comment suggests, if nothing has changed since it was seen,
// and returns the file of the text.
func (in *Inbox) TakeOver(round, id, sum string) (file string, err error) {
	s, err := in.Suggest(round, id)
	if err != nil {
		return "", err
	}
	if s.Sum != sum {
		return "", ErrChanged
	}
	file = path.Join(in.dir, s.text)
	if err := output.ReplaceFile(in.root.Root, s.text, []byte(s.in(s.src))); err != nil {
		return "", fmt.Errorf("%s går inte att skriva: %w", file, disk.Writing(err))
	}
	s.list[s.at].Status = "inarbetad"
	if err := in.save(s.file, s.list); err != nil {
		return "", fmt.Errorf("texten är ändrad, men %w", err)
	}
	return file, nil
}

// errByHand is told where only a person can see what to do.
var errByHand = errors.New("orden står inte på ett enda ställe i filen så som de citeras; för in förslaget för hand")

// A suggested is the words that are to stand in a place of a file, in bytes.
type suggested struct {
	begin, end int
	words      string
}

// mostSuggested is how many bytes a suggestion may have, to be seen whole before it is taken.
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
	if len(found) != 1 || cut(src[body:], found[0][0], found[0][1]) {
		return suggested{}, errByHand
	}
	return suggested{body + found[0][0], body + found[0][1], c.Suggestion}, nil
}

// Where a number goes on beyond its digits ("0,5", "1 500"), and where a word or a number is cut off
// before or after what is quoted.
var (
	numberBefore = regexp.MustCompile(`[0-9][.,]?[ \x{a0}\x{202f}]?$`)
	numberAfter  = regexp.MustCompile(`^[.,]?[ \x{a0}\x{202f}]?[0-9]`)
	digitFirst   = regexp.MustCompile(`^[0-9]`)
	digitLast    = regexp.MustCompile(`[0-9]$`)
	letterFirst  = regexp.MustCompile(`^[\pL\pN\pM]`)
	letterLast   = regexp.MustCompile(`[\pL\pN\pM]$`)
)

// cut reports whether the words in a place of a text are a part of a word or of a number: "5 mg" is
// not in "15 mg".
func cut(src string, begin, end int) bool {
	before, words, after := src[max(0, begin-16):begin], src[begin:end], src[end:min(len(src), end+16)]
	return letterLast.MatchString(before) && letterFirst.MatchString(words) ||
		letterLast.MatchString(words) && letterFirst.MatchString(after) ||
		numberBefore.MatchString(before) && digitFirst.MatchString(words) ||
		digitLast.MatchString(words) && numberAfter.MatchString(after)
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
