package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/git"
	"provtryck/generator/output"
	"provtryck/generator/page"
	"provtryck/generator/problem"
	"provtryck/generator/revision"
	"provtryck/generator/site"
)

// texts are the texts that a command works on: those in the content folder, or
// those of a version in git, of which nothing is ever laid on the disk.
type texts struct {
	fs.FS
	root *os.Root // of a folder; else nil
}

func (t texts) Close() error {
	if t.root == nil {
		return nil
	}
	return t.root.Close()
}

// openTexts opens the texts of a version; the content folder for none.
func (p *program) openTexts(ctx context.Context, version string) (texts, error) {
	if version == "" {
		root, err := p.openContent()
		if err != nil {
			return texts{}, err
		}
		return texts{root.FS(), root}, nil
	}
	folder, err := git.Open(ctx, p.content)
	if err != nil {
		return texts{}, err
	}
	files, err := folder.FS(version)
	return texts{files, nil}, err
}

// siteAt is the site of another version, judged by the rules of this program.
// Of a version without texts it is empty.
func (p *program) siteAt(folder *git.Folder, version string) (*site.Site, fs.FS, error) {
	files, err := folder.FS(version)
	var s *site.Site
	if err == nil {
		s, err = p.loadSite(p.reader(files))
	}
	if errors.Is(err, git.ErrNoFolder) || errors.Is(err, errNoTexts) {
		return site.New(site.Sources{Taxonomy: new(audience.Taxonomy)}), files, nil
	}
	return s, files, err
}

// siteOf is the site of another version, given by its name.
func (p *program) siteOf(ctx context.Context, version string) (*site.Site, error) {
	folder, err := git.Open(ctx, p.content)
	if err != nil {
		return nil, err
	}
	s, _, err := p.siteAt(folder, version)
	return s, err
}

// An origin is the earlier version of the texts that they are compared with.
type origin struct {
	site   *site.Site
	files  fs.FS
	since  string // what it is called; see page.Comparison
	notice string
}

// originOf reads the version from which the texts, or those of the version head,
// went their own way: what others have done since is no change of theirs.
func (p *program) originOf(ctx context.Context, base, head string) (origin, error) {
	folder, err := git.Open(ctx, p.content)
	if err != nil {
		return origin{}, err
	}
	commit, whole, err := folder.MergeBase(base, cmp.Or(head, "HEAD"))
	if err != nil {
		return origin{}, err
	}
	var o origin
	if o.site, o.files, err = p.siteAt(folder, commit); err != nil {
		return origin{}, err
	}
	id, made, err := folder.Label(commit)
	if err != nil {
		return origin{}, err
	}
	o.since = nameOf(base, id, made.Format(time.DateOnly))
	if !whole {
		o.notice = "Historiken som visar var arbetet började är inte hämtad, så jämförelsen görs med det som ligger i " + problem.Visible(base) + " nu. Det som andra har ändrat där kan därför se borttaget ut."
	}
	return o, nil
}

// nameOf is what a version is called for people: what they have asked for, with
// the short id and the day of the commit.
func nameOf(asked, id, day string) string {
	if strings.HasPrefix(asked, id) {
		return fmt.Sprintf("%s (%s)", id, day) // asked for by its id
	}
	return fmt.Sprintf("%s (%s, %s)", problem.Visible(asked), id, day)
}

// compare tells what has changed in the texts since.
func (o *origin) compare(s *site.Site) *page.Comparison {
	c := &page.Comparison{Revision: revision.Compare(o.site, s), Since: o.since, Notice: o.notice}
	if unread := notCompared(o.site, s); unread != "" {
		c.Notice = strings.TrimSpace(c.Notice + " " + unread)
	}
	known := revision.KnownProblems(o.site, s)
	c.New, c.Mended = s.Problems.Without(known), known.Without(s.Problems)
	return c
}

// notCompared says which texts of two versions cannot be read, so that nobody
// believes that they have not changed; empty for none.
func notCompared(sites ...*site.Site) string {
	files := map[string]bool{}
	for _, s := range sites {
		for _, f := range s.Problems {
			if slices.Contains([]*problem.Rule{document.TooLarge, document.Unparsable, unreadableFile}, f.Rule) {
				files[problem.Visible(f.Pos.File)] = true
			}
		}
	}
	if len(files) == 0 {
		return ""
	}
	const most = 5
	names := slices.Sorted(maps.Keys(files))
	list := strings.Join(names[:min(most, len(names))], ", ")
	if len(names) > most {
		list += fmt.Sprintf(" och %d till", len(names)-most)
	}
	return "Allt är inte jämfört, för allt går inte att läsa: " + list + ". Varför står bland anmärkningarna."
}

// movedRedirects lead from the addresses that texts had to where they are now,
// or to where those that have been removed can be read. An address that another
// text has now leads to that.
func movedRedirects(c *page.Comparison) []output.Redirect {
	if c == nil {
		return nil
	}
	var redirects []output.Redirect
	for _, t := range c.Texts {
		if t.Kind == revision.New || c.After.ByURL(t.Before.URL) != nil {
			continue // a text is there
		}
		to := c.URL(t)
		if t.After != nil {
			to = t.After.URL
		}
		redirects = append(redirects, output.Redirect{From: t.Before.URL, To: to, Status: http.StatusFound, Source: t.Before.Doc.Name})
	}
	return redirects
}

// A versionFlag is the value of --base, --head and --since: a version in git. An
// empty one, such as that of a variable that nothing has set, would go unnoticed
// and make the command do something else.
type versionFlag string

func (v *versionFlag) String() string { return string(*v) }
func (v *versionFlag) Type() string   { return "string" }
func (v *versionFlag) Set(name string) error {
	if name == "" {
		return errors.New("ange en version i git, till exempel origin/main, eller utelämna flaggan")
	}
	*v = versionFlag(name)
	return nil
}
