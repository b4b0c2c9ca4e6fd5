// Package session keeps what the preview shows up to date.
//
// A [Session] has the latest [edition.Edition] of the content folder. Each call of
// [Session.Update] reads what has changed, makes a new edition, shows it as a
// [preview.Build] and returns an [Update]. What cannot be used stays as it was, and
// an alert on the pages says so.
package session

import (
	"crypto/rand"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"

	"provtryck/generator/content"
	"provtryck/generator/edition"
	"provtryck/generator/page"
	"provtryck/generator/preview"
	"provtryck/generator/problem"
	"provtryck/generator/site"
	"provtryck/generator/source"
	"provtryck/generator/versions"
)

// Options are what a session shows, and where.
type Options struct {
	Folder versions.Folder
	Origin *versions.Origin // what the texts are compared with; nil for nothing
	// The stamp of the texts as they are, with their sum, after changes of the named files
	// since the last call; none for any. May be nil.
	Stamp   func(sum string, changed ...string) versions.Stamp
	History versions.History             // of the texts as they are at the start
	Source  func(pos problem.Pos) string // the address that opens a place in the texts; "" for none
	Show    func(b *preview.Build)       // shows a build
	Failed  func(err error)              // is called when a page cannot be made
}

// A Session is the preview of one content folder. Updates come one at a time.
type Session struct {
	Options
	reader  *content.Reader
	asSaved map[string]content.Sum // of the texts at the start
	layouts page.Layouts
	// Why the layouts and the assets on disk cannot be used.
	layoutsFailed, assetsFailed error
	unstamped                   bool         // texts have changed that no stamp has been asked for
	showing                     sync.RWMutex // guards the edition for those who ask between updates
	edition                     edition.Edition
	alerts                      []preview.Alert
	movedTo                     map[string]string // the files of texts that have moved, by the address that they had
	run                         string            // distinguishes this run from others whose pages may still be open
	builds                      int
}

// New returns a session that has not shown anything yet.
func New(o Options) *Session {
	return &Session{Options: o, reader: content.NewReader(o.Folder.Rules), run: rand.Text()}
}

// Edition is the edition that is shown; empty before the first update.
func (s *Session) Edition() edition.Edition {
	s.showing.RLock()
	defer s.showing.RUnlock()
	return s.edition
}

// Unread returns the paths of the files that could not be read at the last update.
func (s *Session) Unread() []string {
	var paths []string
	for _, name := range s.reader.Unread() {
		paths = append(paths, filepath.Join(s.Folder.Dir, filepath.FromSlash(name)))
	}
	return paths
}

// Dirs returns the folders to watch: that of the texts and, where they are on disk,
// those of the layouts and assets.
func (s *Session) Dirs() []string {
	dirs := []string{s.Folder.Dir}
	for _, dir := range []string{"layouts", "assets"} {
		if _, err := os.Stat(dir); err == nil {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

// An Update is what differs between a new edition and the one before.
type Update struct {
	Changed []*site.Article // or new
	Removed []*site.Article // from the earlier
	Alerts  []preview.Alert
	Nothing bool // it is the edition before: a text was saved as it was
}

// Update shows what has changed: the given paths, or anything for nil. It is an error
// when there is nothing to show.
func (s *Session) Update(paths []string) (Update, error) {
	next, err := s.next(paths)
	if err != nil && s.edition.Site == nil {
		return Update{}, err
	}
	var alerts []preview.Alert
	if err != nil {
		next = s.edition
		alerts = append(alerts, preview.Alert{
			Message: err.Error(), Hint: "Rätta det så visas texterna igen; tills dess visas de som de var.",
		})
	}
	alerts = append(alerts, s.complaints()...)
	u := differences(s.edition.Site, next.Site)
	u.Alerts = alerts
	u.Nothing = s.edition.Site != nil && len(u.Changed)+len(u.Removed) == 0 && onlyTexts(paths) &&
		reflect.DeepEqual(alerts, s.alerts)
	if u.Nothing {
		return u, nil
	}
	s.follow(s.edition.Site, u)
	s.showing.Lock()
	s.edition = next
	s.showing.Unlock()
	s.alerts = alerts
	s.builds++
	s.show(u, paths)
	return u, nil
}

// follow remembers where texts were that have been renamed: a new text with the bytes of one
// that is gone is the same text.
func (s *Session) follow(before *site.Site, u Update) {
	movedTo := maps.Clone(s.movedTo)
	if movedTo == nil {
		movedTo = map[string]string{}
	}
	for _, gone := range u.Removed {
		for _, a := range u.Changed {
			if a.Doc.Sum == gone.Doc.Sum && a.Doc.Sum != (content.Sum{}) && before.ByFile(a.Doc.Name) == nil {
				movedTo[gone.URL] = a.Doc.Name
				for address, file := range movedTo {
					if file == gone.Doc.Name {
						movedTo[address] = a.Doc.Name
					}
				}
				break
			}
		}
	}
	s.movedTo = movedTo
}

// moved returns where the text at an address has moved, in the preview, as it says itself, or
// since the version that it is compared with; "" for nowhere.
func moved(e edition.Edition, movedTo map[string]string, address string) string {
	if a := e.Site.ByFile(movedTo[address]); a != nil {
		return a.URL
	}
	if to := e.Pages.Forward(address); to != "" {
		return to
	}
	if e.Changes == nil {
		return ""
	}
	for _, t := range e.Changes.Texts {
		if t.Before != nil && t.Before.URL == address {
			if t.After != nil {
				return t.After.URL
			}
			return e.Changes.URL(t)
		}
	}
	return ""
}

// differences returns the texts that differ; none from nothing.
func differences(before, after *site.Site) Update {
	var u Update
	if before == nil || before == after {
		return u
	}
	for _, a := range after.Articles {
		old := before.ByFile(a.Doc.Name)
		if old == nil || old.Doc != a.Doc && !(old.MadeUp && a.MadeUp) {
			u.Changed = append(u.Changed, a)
		}
	}
	for _, a := range before.Articles {
		if after.ByFile(a.Doc.Name) == nil {
			u.Removed = append(u.Removed, a)
		}
	}
	return u
}

// next makes the next edition.
func (s *Session) next(paths []string) (edition.Edition, error) {
	if touches(paths, "layouts") {
		layouts, err := edition.Layouts()
		if err != nil && s.layouts == nil {
			return edition.Edition{}, err
		}
		if s.layoutsFailed = err; err == nil {
			s.layouts = layouts
		}
	}
	sources, err := s.read()
	if err != nil {
		s.unstamped = true
		return edition.Edition{}, err
	}
	var stamp versions.Stamp
	var stamping sync.WaitGroup
	if s.Stamp != nil {
		changed := s.names(paths)
		stamping.Go(func() { stamp = s.Stamp(sources.Sum, changed...) }) // git runs while the site is made
		defer stamping.Wait()                                            // also when the site cannot be shown
	}
	made, assets := site.New(sources), s.edition.Assets
	if s.edition.Site == nil || touches(paths, "assets") || made.Taxonomy != s.edition.Site.Taxonomy {
		fresh, err := edition.Assets(made)
		if err != nil && assets.Files == nil {
			return edition.Edition{}, err
		}
		if s.assetsFailed = err; err == nil {
			assets = fresh
		}
	}
	if s.asSaved == nil {
		s.asSaved = s.reader.Sums()
	}
	options := page.Options{Comments: page.AllComments, Intake: strings.Join(source.Endings, ","), Collating: true, Editing: true, Source: s.Source, History: s.History.Unchanged(s.asSaved, s.reader.Sums())}
	if s.Origin != nil {
		options.Changes = s.Origin.Compare(made)
	}
	stamping.Wait()
	options.Stamp = stamp
	return edition.New(made, s.layouts, assets, options), nil
}

// names returns the paths that are in the folder of the texts, as git knows them; none for any.
func (s *Session) names(paths []string) []string {
	if s.unstamped {
		s.unstamped = false
		return nil
	}
	var names []string
	for _, path := range paths {
		name, err := filepath.Rel(s.Folder.Dir, path)
		if name == "." {
			return nil
		}
		if err == nil && filepath.IsLocal(name) {
			names = append(names, filepath.ToSlash(name))
		}
	}
	return names
}

// read reads the texts, those that have changed from disk.
func (s *Session) read() (site.Sources, error) {
	root, err := content.Open(s.Folder.Dir) // again, since the folder may have been replaced
	if err != nil {
		return site.Sources{}, err
	}
	defer root.Close()
	sources, err := s.reader.Read(root.FS(), s.Folder.Today())
	if err != nil {
		return sources, fmt.Errorf("%s: %w", s.Folder.Dir, err)
	}
	return sources, nil
}

// touches reports whether any of the paths is dir or inside it; nil is everything.
func touches(paths []string, dir string) bool {
	dir = filepath.Clean(dir)
	return paths == nil || slices.ContainsFunc(paths, func(path string) bool {
		path = filepath.Clean(path)
		return path == dir || dir == "." || strings.HasPrefix(path, dir+string(filepath.Separator))
	})
}

func onlyTexts(paths []string) bool {
	other := func(path string) bool { return filepath.Ext(path) != ".md" }
	return paths != nil && !slices.ContainsFunc(paths, other)
}
