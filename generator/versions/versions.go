// Package versions knows the versions of the texts: the one in the content folder
// and those that git has.
//
// A [Folder] is the content folder. It returns the files ([Texts]) or the site of any
// version; the [Origin], which is the version where the texts branched off, to make a
// [Comparison] with; and when the texts were changed ([History]) and which version
// they are ([Stamp]). Other versions are never written to disk, and every version is
// judged by the rules of this program.
package versions

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"provtryck/generator/audience"
	"provtryck/generator/content"
	"provtryck/generator/git"
	"provtryck/generator/problem"
	"provtryck/generator/revision"
	"provtryck/generator/site"
)

// A Folder is the content folder, and what its texts are judged by.
type Folder struct {
	Dir   string        // as the user wrote it
	Today func() string // see [site.Site.Today]
	Rules problem.Catalogue
}

// Texts are the files of one version of the texts.
type Texts struct {
	fs.FS
	root *os.Root // of the content folder; nil for a version in git
}

// Close closes the content folder.
func (t Texts) Close() error {
	if t.root == nil {
		return nil
	}
	return t.root.Close()
}

// Open opens the texts of a version in git; "" for those in the folder.
func (f Folder) Open(ctx context.Context, version string) (Texts, error) {
	if version == "" {
		root, err := content.Open(f.Dir)
		if err != nil {
			return Texts{}, err
		}
		return Texts{root.FS(), root.Root}, nil
	}
	folder, err := git.Open(ctx, f.Dir)
	if err != nil {
		return Texts{}, err
	}
	files, err := folder.FS(version)
	return Texts{files, nil}, err
}

// Site makes the site of texts that are open. For those in the folder there is a finding
// when git has not put all of them there.
func (f Folder) Site(ctx context.Context, texts fs.FS) (*site.Site, error) {
	if version, known := texts.(Texts); known && version.root == nil {
		return f.site(texts, nil)
	}
	return f.site(texts, f.Missing(ctx))
}

// SiteFollowing makes the site of the texts in the folder. Where something leads nowhere, it asks git for
// texts that have moved or are gone since the last commit, or since a version where one is given: links to
// those that have moved can be fixed.
func (f Folder) SiteFollowing(ctx context.Context, texts fs.FS, since string) (*site.Site, error) {
	sources, err := f.sources(texts, f.Missing(ctx))
	if err != nil {
		return nil, err
	}
	s := site.New(sources)
	if !slices.ContainsFunc(s.Problems, astray) {
		return s, nil
	}
	for _, version := range slices.Compact([]string{"HEAD", cmp.Or(since, "HEAD")}) {
		before, err := f.SiteOf(ctx, version)
		if err != nil {
			continue // no git, or nothing in it: then nobody knows of moves
		}
		name := "den senast sparade versionen"
		if version != "HEAD" {
			name = "versionen " + problem.Visible(version)
		}
		sources.Moved = joined(sources.Moved, revision.Moved(before, s))
		sources.Gone = joined(sources.Gone, revision.Gone(before, s, name))
	}
	if sources.Gone == nil {
		return s, nil
	}
	return site.New(sources), nil
}

// astray reports whether a finding may be there because a text has been moved by hand, or removed.
func astray(p problem.Problem) bool {
	return site.Astray(p) || p.Rule == content.StrayOriginal || p.Rule == content.StrayComments
}

// joined returns what is in either of two maps, in the first where it is in both. It is never nil.
func joined[V any](first, second map[string]V) map[string]V {
	all := map[string]V{}
	maps.Copy(all, second)
	maps.Copy(all, first)
	return all
}

func (f Folder) site(texts fs.FS, missing []string) (*site.Site, error) {
	sources, err := f.sources(texts, missing)
	if err != nil {
		return nil, err
	}
	return site.New(sources), nil
}

// sources reads texts.
func (f Folder) sources(texts fs.FS, missing []string) (site.Sources, error) {
	sources, err := content.NewReader(f.Rules).Read(texts, f.Today())
	if err != nil {
		return site.Sources{}, fmt.Errorf("%s: %w", f.Dir, err)
	}
	sources.Problems = append(sources.Problems, content.NotCheckedOut(missing)...)
	return sources, nil
}

// Missing returns what a site is made of that git has but has not put into the folder.
func (f Folder) Missing(ctx context.Context) []string {
	folder, err := git.Open(ctx, f.Dir)
	if err != nil {
		return nil
	}
	names, _ := folder.Missing() // none when git cannot tell
	return slices.DeleteFunc(names, func(name string) bool { return !content.Makes(name) })
}

// A without is files without some of them.
type without struct {
	fs.FS
	names []string
}

// ReadDir leaves out the names.
func (w without) ReadDir(folder string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, folder)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return slices.Contains(w.names, path.Join(folder, e.Name()))
	}), err
}

// SiteOf makes the site of a version, see [Folder.Open].
func (f Folder) SiteOf(ctx context.Context, version string) (*site.Site, error) {
	if version != "" {
		folder, err := git.Open(ctx, f.Dir)
		if err != nil {
			return nil, err
		}
		s, _, err := f.siteAt(folder, version, nil)
		return s, err
	}
	texts, err := f.Open(ctx, "")
	if err != nil {
		return nil, err
	}
	defer texts.Close()
	return f.Site(ctx, texts)
}

// siteAt makes the site of a version in git, without some of its files; an empty one for a
// version without texts.
func (f Folder) siteAt(folder *git.Folder, version string, left []string) (*site.Site, fs.FS, error) {
	files, err := folder.FS(version)
	var s *site.Site
	if err == nil {
		s, err = f.site(without{files, left}, nil)
	}
	if errors.Is(err, git.ErrNoFolder) || errors.Is(err, content.ErrNoTexts) {
		return site.New(site.Sources{Taxonomy: new(audience.Taxonomy)}), files, nil
	}
	return s, files, err
}

// PathInRepository returns a function from the name of a text to its path in the
// repository; without a repository, its path in the parent of the folder.
func (f Folder) PathInRepository(ctx context.Context) func(name string) string {
	if folder, err := git.Open(ctx, f.Dir); err == nil {
		return folder.Path
	}
	return func(name string) string { return path.Join(filepath.ToSlash(filepath.Base(f.Dir)), name) }
}
