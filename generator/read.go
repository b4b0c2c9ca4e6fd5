package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
	"provtryck/generator/site"
)

const (
	projectFolder = "_projekt"
	taxonomyFile  = projectFolder + "/malgrupper.yaml"
	wordsFile     = projectFolder + "/ordlista.yaml" // may be missing, as the next two
	shortFile     = projectFolder + "/forkortningar.yaml"
	excusesFile   = projectFolder + "/undantag.yaml"
	blueprintsDir = projectFolder + "/mallar"
)

// A reader reads the content folder. It remembers what it has read, so that
// reading again costs what has changed.
type reader struct {
	fsys     fs.FS
	today    string // the day for which texts are judged; see site.Site.Today
	project  project
	texts    map[string]parsed
	broken   map[string]problem.Problem // of the texts whose last good version is shown
	pictures map[string]examined
}

// A stamp says when a file was read, to know whether it may have changed since.
type stamp struct {
	size           int64
	modified, read time.Time
}

// settling is how long after a change a file may change again without its time
// telling: the clocks of file systems are coarse, to two seconds on FAT.
const settling = 2 * time.Second

// unchanged says whether a file that now has the given stamp is certainly as it
// was when it was read.
func (s stamp) unchanged(now stamp) bool {
	return now.size == s.size && now.modified.Equal(s.modified) && s.read.Sub(s.modified) > settling && !now.read.IsZero()
}

func stampOf(info fs.FileInfo) stamp { return stamp{info.Size(), info.ModTime(), time.Now()} }

// parsed is a text as it was last read.
type parsed struct {
	stamp
	hash   [sha256.Size]byte
	doc    *document.Document
	broken bool // the file is: doc is its last good version with the problems of now
}

// examined is a picture as it was last read.
type examined struct {
	stamp
	picture  site.Picture
	shown    bool
	problems problem.List
}

// A project is what the project has agreed on: taxonomy and blueprints.
type project struct {
	hash       [sha256.Size]byte // of all its files
	taxonomy   *audience.Taxonomy
	blueprints site.Blueprints
	words      *prose.Lists
	exceptions []document.Exception
	rules      problem.Catalogue
	problems   problem.List
	unusable   problem.List // what makes its files unusable, one problem for each
}

// errNoTexts is why an empty folder gives no site.
var errNoTexts = errors.New("mappen har inga texter (.md-filer); skapa en med provtryck new, eller ange rätt mapp med --content")

// read gives all that a site is made of. An error means that the folder cannot
// be read at all; everything else is a problem.
func (r *reader) read() (site.Sources, error) {
	var src site.Sources
	texts, pictures, err := r.list(&src.Problems)
	if err != nil {
		return src, err
	}
	if len(texts) == 0 {
		return src, errNoTexts
	}
	r.readProject()
	src.Taxonomy, src.Blueprints, src.Exceptions, src.Today = r.project.taxonomy, r.project.blueprints, r.project.exceptions, r.today
	src.Problems = append(src.Problems, r.project.problems...)
	src.Documents = r.parse(texts)
	r.examine(pictures)
	for _, f := range pictures {
		p := r.pictures[f.name]
		src.Problems = append(src.Problems, p.problems...)
		if p.shown {
			src.Pictures = append(src.Pictures, p.picture)
		}
	}
	return src, nil
}

// remember keeps a text as it was read.
func (r *reader) remember(name string, text parsed) {
	r.texts[name] = text
	delete(r.broken, name)
	if text.broken && len(text.doc.Problems) > 0 {
		i := slices.IndexFunc(text.doc.Problems, func(p problem.Problem) bool { return p.Severity == problem.Error })
		r.broken[name] = text.doc.Problems[max(i, 0)]
	}
}

// A file is a text or a picture in the content folder.
type file struct {
	name string
	stamp
}

var (
	unreadableFile = &problem.Rule{ID: "fil-olaslig", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Filer och mappar går att läsa.",
		Bad:    "en fil som ett annat program har låst", Good: "en fil som du kan öppna"}
	linkedFile = &problem.Rule{ID: "fil-lank", Family: problem.Files, Severity: problem.Warning, In: problem.Elsewhere,
		Demand: "Texter och bilder är riktiga filer, inte genvägar.",
		Bad:    "en genväg till en text i en annan mapp", Good: "själva filen"}
	strayFile = &problem.Rule{ID: "fil-okand", Family: problem.Files, Severity: problem.Warning, In: problem.Elsewhere,
		Demand: "Mappen innehåller bara texter (.md) och bilder.",
		Bad:    "utkast.docx", Good: "utkast.md"}
)

// list walks the folder. Links and special files are never opened.
func (r *reader) list(problems *problem.List) (texts, pictures []file, err error) {
	err = fs.WalkDir(r.fsys, ".", func(name string, e fs.DirEntry, err error) error {
		base := path.Base(name)
		pos := problem.Pos{File: name}
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			problems.Add(unreadableFile, pos, "filen eller mappen går inte att läsa", "kontrollera att du har rätt att läsa den")
			return fs.SkipDir
		case temporary(base) || e.IsDir() && name == projectFolder:
			if e.IsDir() && name != "." {
				return fs.SkipDir
			}
		case e.IsDir():
		case !e.Type().IsRegular():
			problems.Add(linkedFile, pos, "genvägar och länkar följs inte", "lägg själva filen i mappen")
		case path.Ext(name) == ".md":
			texts = append(texts, listed(name, e))
		case pictureType(name) != "":
			pictures = append(pictures, listed(name, e))
		default:
			hint := "texter ska heta .md och bilder png, jpg, gif, webp eller svg"
			if lower := strings.ToLower(path.Ext(name)); lower == ".md" || lower == ".markdown" {
				hint = "byt namn på filen så att det slutar med .md"
			}
			problems.Add(strayFile, pos, "filen blir ingen sida", hint)
		}
		return nil
	})
	slices.SortFunc(texts, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return texts, pictures, err
}

// listed is a file as the folder lists it. One that has gone since has no stamp,
// and is found missing when it is read.
func listed(name string, e fs.DirEntry) file {
	info, err := e.Info()
	if err != nil {
		return file{name: name}
	}
	return file{name, stampOf(info)}
}

// temporary says whether a name is one that editors, Word and operating systems
// make for themselves.
func temporary(base string) bool {
	return base != "." && strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~") || strings.HasSuffix(base, "~") ||
		slices.Contains([]string{".tmp", ".swp", ".bak"}, path.Ext(base)) ||
		base == "Thumbs.db" || base == "desktop.ini" || base == "4913"
}

// readProject reads what the project has agreed on, anew only when it has changed.
func (r *reader) readProject() {
	names, _ := fs.Glob(r.fsys, blueprintsDir+"/*.yaml")
	hash := sha256.New()
	data := map[string][]byte{}
	for _, name := range append(names, taxonomyFile, wordsFile, shortFile, excusesFile) {
		content, err := fs.ReadFile(r.fsys, name)
		if err == nil {
			data[name] = content
		}
		fmt.Fprintf(hash, "%q %v %d\n", name, err == nil, len(content))
		hash.Write(content)
	}
	if sum := [sha256.Size]byte(hash.Sum(nil)); sum != r.project.hash {
		before := r.project
		r.project = loadProject(names, data)
		r.project.hash = sum
		if r.project.unusable = worstByFile(r.project.problems); len(r.project.unusable) > 0 && before.taxonomy != nil {
			r.project.taxonomy, r.project.blueprints = before.taxonomy, before.blueprints // the last that could be used
			r.project.words, r.project.exceptions = before.words, before.exceptions
			return
		}
		r.texts = nil
	}
}

// worstByFile is the first error of each file that has any.
func worstByFile(found problem.List) problem.List {
	var first problem.List
	for _, p := range found {
		same := func(q problem.Problem) bool { return q.Pos.File == p.Pos.File }
		if p.Severity == problem.Error && !slices.ContainsFunc(first, same) {
			first = append(first, p)
		}
	}
	return first
}

var missingProjectFile = &problem.Rule{ID: "projektfil-saknas", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Projektets filer finns: målgrupper och mallar.",
	Bad:    "mappen _projekt utan malgrupper.yaml", Good: "_projekt/malgrupper.yaml"}

// loadProject makes the project of the files with the given names; data lacks
// those that could not be read.
func loadProject(names []string, data map[string][]byte) project {
	p := project{blueprints: site.Blueprints{}, rules: catalogue()}
	var found problem.List
	if p.taxonomy, found = audience.Load(taxonomyFile, data[taxonomyFile]); data[taxonomyFile] != nil {
		p.problems = append(p.problems, found...)
	} else {
		p.problems.Add(missingProjectFile, problem.Pos{File: taxonomyFile}, "filen med målgrupper saknas", "hämta den från projektet; utan den är alla målgrupper okända")
	}
	p.words = &prose.Lists{}
	p.words.LoadPreferred(wordsFile, data[wordsFile], &p.problems)
	p.words.LoadAbbreviations(shortFile, data[shortFile], &p.problems)
	p.exceptions, found = site.LoadExceptions(excusesFile, data[excusesFile], p.rules)
	p.problems = append(p.problems, found...)
	for _, name := range names {
		content, read := data[name]
		if !read {
			p.problems.Add(unreadableFile, problem.Pos{File: name}, "mallen går inte att läsa", "kontrollera att du har rätt att läsa filen")
			continue
		}
		blueprint, found := site.LoadBlueprint(name, content)
		if slices.Contains(site.BlueprintIDs, blueprint.ID) {
			p.blueprints[blueprint.ID] = blueprint
		}
		p.problems = append(p.problems, found...)
	}
	for _, id := range site.BlueprintIDs {
		if p.blueprints[id] == nil {
			p.problems.Add(missingProjectFile, problem.Pos{File: blueprintsDir + "/" + id + ".yaml"}, "mallen saknas", "hämta den från projektet; utan den kontrolleras inga rubriker")
		}
	}
	return p
}

// parse reads and parses the texts, on all processors.
func (r *reader) parse(files []file) []*document.Document {
	results := make([]parsed, len(files))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				results[i] = r.parseOne(files[i])
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	workers.Wait()
	r.texts, r.broken = make(map[string]parsed, len(files)), map[string]problem.Problem{}
	docs := make([]*document.Document, len(files))
	for i, f := range files {
		docs[i] = results[i].doc
		r.remember(f.name, results[i])
	}
	return docs
}

// parseOne reads a text, unless it is certainly as it was. One that has become
// unreadable stays as it was last, with the problems of now.
func (r *reader) parseOne(f file) parsed {
	old, known := r.texts[f.name]
	if known && old.unchanged(f.stamp) {
		return old
	}
	data, err := fs.ReadFile(r.fsys, f.name)
	hash := sha256.Sum256(data)
	if known && err == nil && old.hash == hash {
		old.stamp = f.stamp
		return old
	}
	now := parsed{f.stamp, hash, nil, false}
	if err != nil {
		now.doc = &document.Document{Name: f.name}
		now.doc.Problems.Add(unreadableFile, problem.Pos{File: f.name}, "filen går inte att läsa", "kontrollera att du har rätt att läsa den och att inget annat program har låst den")
	} else {
		now.doc = document.Parse(f.name, data, document.Options{Taxonomy: r.project.taxonomy, Words: r.project.words, Rules: r.project.rules})
	}
	if err != nil || now.doc.Unfinished {
		now.stamp, now.hash = stamp{}, [sha256.Size]byte{} // the next reading tries again
	}
	if known && now.doc.Broken() && !old.doc.Broken() {
		kept := *old.doc
		kept.Problems = now.doc.Problems
		now.doc, now.broken = &kept, true
	}
	return now
}

// pictureFiles lists the pictures by address, for output and preview.
func pictureFiles(s *site.Site) map[string]string {
	files := map[string]string{}
	for file, picture := range s.Pictures {
		files[picture.URL] = file
	}
	return files
}
