// Package inbox takes what reviewers have sent into the project, and what is done about it.
//
// An [Inbox] is the comments of a content folder, opened for writing by one program at a time.
// [Inbox.Import] takes answers in; [Inbox.Reply] writes what has become of a comment, and
// [Inbox.Suggest] and [Inbox.TakeOver] put what it suggests into its text. Files are written
// whole, and none that would lose something.
package inbox

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"provtryck/generator/content"
	"provtryck/generator/disk"
	"provtryck/generator/feedback"
	"provtryck/generator/output"
	"provtryck/generator/problem"
)

// An Inbox is the comments of a content folder. Use [Open] to open one.
type Inbox struct {
	root    content.Folder
	dir     string // the content folder, as people write it
	release func()
}

// Open opens the comments of a content folder, and keeps others from writing them until it is
// closed, in this program or another: what is read is then what is written again.
func Open(dir string) (*Inbox, error) {
	in, err := OpenToRead(dir)
	if err != nil {
		return nil, err
	}
	if in.release, err = lock(in.root, patience); err != nil {
		in.root.Close()
		return nil, err
	}
	return in, nil
}

// OpenToRead opens the comments of a content folder to see what would be done.
func OpenToRead(dir string) (*Inbox, error) {
	root, err := content.Open(dir)
	if err != nil {
		return nil, err
	}
	return &Inbox{root, filepath.ToSlash(dir), func() {}}, nil
}

// Close lets others write.
func (in *Inbox) Close() {
	in.release()
	in.root.Close()
}

// patience is how long one waits for another who writes comments.
const patience = 10 * time.Second

// lock locks the comments. It waits so long for another.
func lock(root content.Folder, patience time.Duration) (release func(), err error) {
	release, err = output.LockFolder(root.Root, content.CommentsFolder, patience)
	if errors.Is(err, output.ErrHeld) {
		return nil, errors.New("någon annan skriver synpunkter just nu; försök igen om en stund")
	}
	return release, err
}

// ErrGone and ErrChanged are told when somebody else has been there.
var (
	ErrGone    = errors.New("synpunkten finns inte längre; ladda om sidan")
	ErrChanged = errors.New("någon annan har ändrat det här under tiden; kopiera det du har skrivit, ladda om sidan och försök igen")
)

// find returns the file of a comment, what is in it, and where the comment is there. The file
// can be written again without a loss.
func (in *Inbox) find(round, id string) (file string, list []feedback.Comment, at int, err error) {
	files, _ := content.ReadComments(in.root.FS()) // what is wrong with the one is said below
	for name, list := range files {
		at := slices.IndexFunc(list, func(c feedback.Comment) bool { return c.ID == id && c.Round == round })
		if at < 0 {
			continue
		}
		if err := in.replaceable(name); err != nil {
			return "", nil, 0, err
		}
		return name, list, at, nil
	}
	return "", nil, 0, ErrGone
}

// save writes a file of comments, into whose folder no link leads.
func (in *Inbox) save(file string, list []feedback.Comment) error {
	data, shown := feedback.Marshal(list), path.Join(in.dir, file)
	if len(data) > content.MaxCommentsFile {
		return fmt.Errorf("%s skulle bli för stor att läsa; skriv ett kortare svar", shown)
	}
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if info, err := in.root.Lstat(dir); err == nil && !info.IsDir() {
			return fmt.Errorf("%s går inte att skriva: %s är ingen mapp", shown, dir)
		}
	}
	if err := output.CreateFile(in.root.Root, file, data); err != nil {
		return fmt.Errorf("%s går inte att skriva: %w", shown, disk.Writing(err))
	}
	return nil
}

// replaceable checks that nothing would be lost if a file of comments were written again.
func (in *Inbox) replaceable(name string) error {
	src, err := content.ReadFile(in.root.FS(), name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return fmt.Errorf("filen %s går inte att läsa, och skrivs därför inte", path.Join(in.dir, name))
	}
	comments, found := feedback.Load(name, src)
	for _, f := range found.In(in.dir) {
		if f.Rule.Family != problem.Security && f.Severity >= problem.Warning {
			return fmt.Errorf("rätta först %s", f)
		}
	}
	if remarks(src) > remarks(feedback.Marshal(comments)) {
		return fmt.Errorf("filen %s har rader som börjar med #, som skulle försvinna; flytta dem till svar: först",
			path.Join(in.dir, name))
	}
	return nil
}

// remarks counts the lines that begin with #.
func remarks(src []byte) int {
	n := 0
	for l := range strings.Lines(string(src)) {
		if strings.HasPrefix(strings.TrimSpace(l), "#") {
			n++
		}
	}
	return n
}
