package versions

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"provtryck/generator/content"
	"provtryck/generator/document"
	"provtryck/generator/git"
	"provtryck/generator/problem"
	"provtryck/generator/revision"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// An Origin is the earlier version of the texts with which they are compared.
type Origin struct {
	Files  fs.FS
	site   *site.Site
	since  string // see Comparison
	notice string
}

// Origin reads the version where the texts, or those of the version head, branched
// off from base: what others have changed there since is not a change of theirs.
func (f Folder) Origin(ctx context.Context, base, head string) (*Origin, error) {
	folder, err := git.Open(ctx, f.Dir)
	if err != nil {
		return nil, err
	}
	commit, whole, err := folder.MergeBase(base, cmp.Or(head, "HEAD"))
	if err != nil {
		return nil, err
	}
	var o Origin
	var missing []string
	if head == "" {
		missing = f.Missing(ctx)
	}
	if o.site, o.Files, err = f.siteAt(folder, commit, missing); err != nil {
		return nil, err
	}
	id, made, err := folder.Label(commit)
	if err != nil {
		return nil, err
	}
	o.since = nameOf(base, id, made.Format(time.DateOnly))
	if !whole {
		o.notice = "Historiken som visar var arbetet började är inte hämtad, " +
			"så jämförelsen görs med det som ligger i " + problem.Visible(base) + " nu. Det som andra har ändrat där kan därför se borttaget ut."
	}
	if len(missing) > 0 {
		const most = 5
		o.notice = strings.TrimSpace(content.NotCheckedOut(missing)[0].Message + ", så de är inte jämförda: " +
			spelling.Some(missing, most) + ". " + o.notice)
		o.notice = spelling.Capital(o.notice)
	}
	return &o, nil
}

// nameOf returns what a version is called for people: the name that they use, with
// the short id and the day of the commit.
func nameOf(version, id, day string) string {
	if version == "HEAD" || version == "@" {
		version = "den senast sparade versionen"
	}
	if strings.HasPrefix(version, id) {
		return fmt.Sprintf("%s (%s)", id, day)
	}
	return fmt.Sprintf("%s (%s, %s)", problem.Visible(version), id, day)
}

// A Comparison is what has changed in the texts since an earlier version.
type Comparison struct {
	*revision.Revision
	Since  string // what the version is called: "origin/main (a1b2c3d, 2026-11-23)"
	Notice string // what the reader must know about it; empty for nothing
}

// Compare returns what has changed in the texts since the origin.
func (o *Origin) Compare(s *site.Site) *Comparison {
	c := &Comparison{Revision: revision.Compare(o.site, s), Since: o.since, Notice: o.notice}
	for _, notice := range []string{notCompared(o.site, s), noAudiences(c.Revision)} {
		c.Notice = strings.TrimSpace(c.Notice + " " + notice)
	}
	return c
}

// noAudiences tells that the file of audiences is broken in one version, so that nobody
// believes that what is said of readers and findings is all; empty when it is in neither.
func noAudiences(r *revision.Revision) string {
	const file = content.TaxonomyFile
	none := func(s *site.Site) bool { return len(s.Articles) > 0 && len(s.Taxonomy.Tags) == 0 }
	worse := func(p problem.Problem) bool { return p.Pos.File == file && p.Severity == problem.Error }
	switch before, after := none(r.Before), none(r.After); {
	case before && after:
		return ""
	case after:
		return "Filen " + file + " har inga målgrupper som går att läsa, så nu visas allt för alla. " +
			"Rätta den först: det som kontrollerar målgrupper är inte gjort, så sådana anmärkningar räknas inte som rättade."
	case before:
		return "Filen " + file + " hade inga målgrupper som gick att läsa i den tidigare versionen. " +
			"Vad som då visades för vem är inte jämfört."
	case slices.ContainsFunc(r.New, worse):
		return "Filen " + file + " har nya fel, så målgrupperna kan vara andra än de som står där. " +
			"Rätta den först, och läs sedan jämförelsen igen."
	}
	return ""
}

// notCompared lists the texts of two versions that cannot be read, so that nobody
// believes that they have not changed; empty for none.
func notCompared(sites ...*site.Site) string {
	unread := []*problem.Rule{document.TooLarge, document.ForeignFile, document.Unparsable, content.UnreadableFile}
	files := map[string]bool{}
	for _, s := range sites {
		for _, f := range s.Problems {
			if slices.Contains(unread, f.Rule) {
				files[problem.Visible(f.Pos.File)] = true
			}
		}
	}
	if len(files) == 0 {
		return ""
	}
	const most = 5
	return "Allt är inte jämfört, för allt går inte att läsa: " +
		spelling.Some(slices.Sorted(maps.Keys(files)), most) + ". Varför står bland anmärkningarna."
}
