// Package content reads the content folder: the texts, the pictures and what the
// project has agreed on.
//
// A [Reader] returns the [site.Sources] of a folder. It remembers what it has read,
// so that reading again costs only what has changed: a file with the same size and
// time is not read, and one with the same bytes is not parsed. Files that cannot be
// used are reported. In the meantime the last good version is used of a text without
// readable front matter and of the project's files.
package content

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"provtryck/generator/audience"
	"provtryck/generator/disk"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/prose"
	"provtryck/generator/round"
	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

const (
	projectFolder    = "_projekt"
	TaxonomyFile     = projectFolder + "/malgrupper.yaml"
	wordsFile        = projectFolder + "/ordlista.yaml" // may be missing, as the next two
	shortFile        = projectFolder + "/forkortningar.yaml"
	ExcusesFile      = projectFolder + "/undantag.yaml"
	BlueprintsFolder = projectFolder + "/mallar"
)

// A Reader reads the content folder. Its zero value knows no rule that texts may be
// excepted from.
type Reader struct {
	rules problem.Catalogue
	fsys  fs.FS // while it reads

	passed    []string // what was left out when the folder was last read, with the reasons
	unread    []string // files that could not be read then, though they were there
	temporary []string // the files among them that programs make for themselves, which are no problem
	project   project
	texts     map[string]parsed
	broken    map[string]problem.Problem // of the texts whose last good version is shown
	pictures  map[string]examined
	comments  map[string]commented
	accounted map[string]accounted
}

// NewReader returns a reader of texts that may be excepted from the given rules.
func NewReader(rules problem.Catalogue) *Reader { return &Reader{rules: rules} }

// Open opens the content folder so that no path or link leads out of it.
func Open(dir string) (Folder, error) {
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Folder{}, fmt.Errorf("här finns ingen mapp %s; "+
			"gå till projektmappen först, ange var texterna ligger med --content, eller skapa ett nytt projekt med provtryck starta", dir)
	case err != nil:
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			return Folder{}, fmt.Errorf("mappen %s går inte att öppna: det är en fil; ange mappen med texterna med --content", dir)
		}
		return Folder{}, fmt.Errorf("mappen %s går inte att öppna: %w", dir, disk.Reading(err))
	}
	return Folder{root}, nil
}

// A stamp is compared to know whether a file may have changed since it was read.
type stamp struct {
	size           int64
	modified, read time.Time
}

// unchanged reports whether a file that now has the given stamp is certainly as it
// was when it was read.
func (s stamp) unchanged(now stamp) bool {
	return now.size == s.size && now.modified.Equal(s.modified) &&
		s.read.Sub(s.modified) > disk.Settling && !now.read.IsZero()
}

// parsed is a text as it was last read.
type parsed struct {
	stamp
	sum    Sum // of the file; zero when it cannot be read
	doc    *document.Document
	again  bool // the next reading is to parse it again, whatever its sum
	broken bool // the file is: doc is the last good version with the current problems
}

// A Sum identifies the content of a file.
type Sum = [sha256.Size]byte

// examined is a picture as it was last read.
type examined struct {
	stamp
	picture  site.Picture
	shown    bool
	problems problem.List
}

// A project is what the project has agreed on.
type project struct {
	sum        Sum // of all its files
	taxonomy   *audience.Taxonomy
	blueprints site.Blueprints
	words      *prose.Lists
	exceptions []document.Exception
	problems   problem.List
	unusable   problem.List // why its files cannot be used, one problem for each
}

// ErrNoTexts means that a folder has no texts to make a site of.
var ErrNoTexts = errors.New("mappen har inga texter (.md-filer); " +
	"skapa en med provtryck new, ange rätt mapp med --content, eller skapa ett nytt projekt i en tom mapp med provtryck starta")

// A passedError means that there are no texts, but files that have been passed over.
type passedError []string

// Is reports whether the target is [ErrNoTexts], which is the same to most.
func (passedError) Is(target error) bool { return target == ErrNoTexts }

func (e passedError) Error() string {
	const most = 5
	return "ingenting i mappen går att visa som en text. Överhoppat: " + spelling.Some(e, most) + ". " +
		"Texter ska vara vanliga filer som heter .md"
}

// Read returns all that a site is made of, judged as on the given day (see
// [site.Site.Today]). An error means that the folder cannot be read at all;
// everything else is a problem.
func (r *Reader) Read(fsys fs.FS, today string) (site.Sources, error) {
	r.fsys = fsys
	defer func() { r.fsys = nil }()
	src := site.Sources{Today: today}
	r.temporary = nil
	texts, pictures, err := r.list(&src.Problems)
	if err != nil {
		return src, err
	}
	r.passed = passedOver(src.Problems, r.temporary)
	switch {
	case len(texts) == 0 && len(r.passed) > 0:
		return src, passedError(r.passed)
	case len(texts) == 0:
		return src, ErrNoTexts
	}
	r.readProject()
	src.Taxonomy, src.Blueprints, src.Exceptions = r.project.taxonomy, r.project.blueprints, r.project.exceptions
	src.Problems = append(src.Problems, r.project.problems...)
	src.OldNames = r.readMapping(&src.Problems).Names()
	src.Inventory = r.readInventory(&src.Problems)
	src.Profile = r.readProfile(&src.Problems)
	src.Synonyms = r.readSynonyms(&src.Problems)
	src.Trial = r.readBeside(site.TrialFile, &src.Problems)
	src.Documents = r.parse(texts)
	src.Rounds = r.rounds(texts, &src.Problems)
	r.readComments(&src.Problems)
	src.Comments = r.byText(texts, &src.Problems)
	src.Originals, src.Decisions = r.readOriginals(texts, &src.Problems)
	r.examine(pictures)
	for _, f := range pictures {
		p := r.pictures[f.name]
		src.Problems = append(src.Problems, p.problems...)
		if p.shown {
			src.Pictures = append(src.Pictures, p.picture)
		}
	}
	src.Sum = r.sum(texts, pictures)
	r.unread = unread(src)
	return src, nil
}

// unread returns the files that could not be read.
func unread(src site.Sources) []string {
	var names []string
	note := func(found problem.List) {
		for _, p := range found {
			if p.Rule == UnreadableFile {
				names = append(names, p.Pos.File)
			}
		}
	}
	note(src.Problems)
	for _, d := range src.Documents {
		note(d.Problems)
	}
	return names
}

// sum returns the sum of the names and bytes of all files that the texts are made of, as they were
// last read: not of what reviewers are asked and answer, which name the texts by it, and not of what the
// texts were once, which changes none of them.
func (r *Reader) sum(texts, pictures []file) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%x\n", r.project.sum)
	for _, f := range texts {
		fmt.Fprintf(hash, "%q %x\n", f.name, r.texts[f.name].sum)
	}
	for _, f := range pictures {
		fmt.Fprintf(hash, "%q %s\n", f.name, r.pictures[f.name].picture.Sum)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// Makes reports whether a file with the given name in the content folder is one that a
// site is made of.
func Makes(name string) bool {
	if folder, base := path.Split(name); strings.HasPrefix(name, projectFolder+"/") {
		return slices.Contains([]string{TaxonomyFile, wordsFile, shortFile, ExcusesFile}, name) ||
			folder == BlueprintsFolder+"/" && path.Ext(base) == ".yaml"
	}
	return !slices.ContainsFunc(strings.Split(name, "/"), disk.Temporary) &&
		(path.Ext(name) == ".md" || pictureType(name) != "")
}

// Unread returns the files that were there when the folder was last read and could not be
// read: locked by another program, or by their permissions.
func (r *Reader) Unread() []string { return r.unread }

// Kept returns the problems of files whose last good version is used: those of the
// project, then those of texts by name.
func (r *Reader) Kept() problem.List {
	kept := slices.Clone(r.project.unusable)
	for _, name := range slices.Sorted(maps.Keys(r.broken)) {
		kept = append(kept, r.broken[name])
	}
	return kept
}

// Sums returns the sums of the texts as they were last read, by file name.
func (r *Reader) Sums() map[string]Sum {
	all := make(map[string]Sum, len(r.texts))
	for name, text := range r.texts {
		all[name] = text.sum
	}
	return all
}

// Agreements reads what the project has agreed on, and returns its problems.
func (r *Reader) Agreements(fsys fs.FS) problem.List {
	r.fsys = fsys
	defer func() { r.fsys = nil }()
	r.readProject()
	return r.project.problems
}

// remember keeps a text as it was read.
func (r *Reader) remember(name string, text parsed) {
	r.texts[name] = text
	if text.broken && len(text.doc.Problems) > 0 {
		i := slices.IndexFunc(text.doc.Problems, func(p problem.Problem) bool { return p.Severity == problem.Error })
		r.broken[name] = text.doc.Problems[max(i, 0)]
	}
}

// A file is a text or a picture in the content folder.
type file struct {
	name   string
	object string // the id of its content, in a version in git
	stamp
}

// UnreadableFile is the rule that files can be read.
var UnreadableFile = &problem.Rule{ID: "fil-olaslig", Family: problem.Files, Severity: problem.Error,
	In:     problem.Elsewhere,
	Demand: "Filer och mappar går att läsa.",
	Bad:    "en fil som ett annat program har låst", Good: "en fil som du kan öppna"}

var (
	linkedFile = &problem.Rule{ID: "fil-lank", Family: problem.Files, Severity: problem.Warning, In: problem.Elsewhere,
		Demand: "Texter och bilder är riktiga filer, inte genvägar.",
		Bad:    "en genväg till en text i en annan mapp", Good: "själva filen"}
	fullFolder = &problem.Rule{ID: "mapp-full", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "Mappen har inte orimligt många filer.",
		Bad:    "100 000 texter", Good: "300 texter"}
	strayFile = &problem.Rule{ID: "fil-okand", Family: problem.Files, Severity: problem.Warning, In: problem.Elsewhere,
		Demand: "Mappen innehåller bara texter (.md) och bilder.",
		Bad:    "utkast.docx", Good: "utkast.md"}
)

var notCheckedOut = &problem.Rule{ID: "fil-ej-hamtad", Family: problem.Files, Severity: problem.Warning,
	In:     problem.Elsewhere,
	Demand: "Alla texter som finns i git finns i mappen.",
	Bad:    "en mapp där git sparse-checkout har valt bort ett program", Good: "en mapp med alla program"}

// NotCheckedOut returns the problem that git has not put files with the given names into
// the folder; none for no names.
func NotCheckedOut(names []string) problem.List {
	var found problem.List
	if len(names) > 0 {
		found.Add(notCheckedOut, problem.Pos{File: names[0]}, problem.Amount(len(names), "fil", "filer")+
			" finns i git men ligger inte i mappen (git sparse-checkout)",
			"de visas inte, och länkar till dem ser trasiga ut; hämta dem med git sparse-checkout disable")
	}
	return found
}

// PassedOver returns the files and folders that no page was made of when the folder was
// last read, each with the reason.
func (r *Reader) PassedOver() []string { return r.passed }

// passedOver lists what the problems are about, and what was left out without one.
func passedOver(problems problem.List, temporary []string) []string {
	var passed []string
	for _, p := range problems {
		passed = append(passed, p.Pos.File+" ("+p.Message+")")
	}
	for _, name := range temporary {
		passed = append(passed, name+" (namnet är ett sådant som program ger åt egna filer)")
	}
	return passed
}

// list walks the folder. Links and special files are never opened.
func (r *Reader) list(problems *problem.List) (texts, pictures []file, err error) {
	textRoom, pictureRoom := quota{files: maxFiles, bytes: maxTexts}, quota{files: maxFiles, bytes: maxPictures}
	others := quota{files: maxOthers}
	add := func(rule *problem.Rule, pos problem.Pos, message, hint string) {
		if room, first := others.take(pos.File, 0); room {
			problems.Add(rule, pos, message, hint)
		} else if first {
			problems.Add(fullFolder, pos, fmt.Sprintf("mappen har fler än %d filer och mappar som inte kan visas; "+
				"den här och de som kommer efter den nämns inte", maxOthers), "ta bort det som inte hör dit")
		}
	}
	same := map[string]int{}
	room := func(q *quota, f file, kind string, bytes int64) bool {
		if same[f.object]++; f.object != "" && same[f.object] > maxSame {
			if same[f.object] == maxSame+1 {
				problems.Add(fullFolder, problem.Pos{File: f.name}, fmt.Sprintf("mappen har fler än %d filer med samma "+
					"innehåll; den här och de som kommer efter den i bokstavsordning visas inte", maxSame),
					"ta bort de filer som inte ska visas")
			}
			return false
		}
		room, first := q.take(f.name, f.size)
		if first {
			problems.Add(fullFolder, problem.Pos{File: f.name}, fmt.Sprintf("mappen har fler än %d %s, eller mer än %s "+
				"av dem; den här och de som kommer efter den i bokstavsordning visas inte", maxFiles, kind, amount(bytes)),
				"ta bort det som inte ska visas")
		}
		return room
	}
	err = fs.WalkDir(r.fsys, ".", func(name string, e fs.DirEntry, err error) error {
		base := path.Base(name)
		pos := problem.Pos{File: name}
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			add(UnreadableFile, pos, "filen eller mappen går inte att läsa",
				"kontrollera att du har rätt att läsa den")
			return fs.SkipDir
		case name != "." && disk.Temporary(base):
			if e.IsDir() || path.Ext(name) == ".md" {
				r.temporary = append(r.temporary, name)
			}
			if e.IsDir() {
				return fs.SkipDir
			}
		case e.IsDir() && strings.Count(name, "/") >= maxDepth:
			add(UnreadableFile, pos,
				fmt.Sprintf("mappen ligger djupare än %d nivåer och läses inte", maxDepth),
				"flytta den till sitt program eller kapitel")
			return fs.SkipDir
		case len(name) > maxPath:
			add(UnreadableFile, pos,
				fmt.Sprintf("namnet är med sina mappar längre än %d byte och läses inte", maxPath),
				"ge mapparna eller filen kortare namn; å, ä och ö räknas som två byte")
			if e.IsDir() {
				return fs.SkipDir
			}
		case strings.HasPrefix(name, projectFolder+"/"):
			if !e.IsDir() && path.Ext(name) == ".md" && !strings.HasPrefix(name, OriginalsFolder+"/") {
				add(strayFile, pos, "texten ligger i "+projectFolder+" och blir ingen sida",
					"flytta den till sitt program eller till kliniska-kunskapsstod")
			}
		case e.IsDir():
		case special(name, e.Type()):
			add(linkedFile, pos, "genvägar och länkar följs inte", "lägg själva filen i mappen")
		case path.Ext(name) == ".md":
			if f := listed(name, e); room(&textRoom, f, "texter", maxTexts) {
				texts = append(texts, f)
			}
		case pictureType(name) != "":
			if f := listed(name, e); room(&pictureRoom, f, "bilder", maxPictures) {
				pictures = append(pictures, f)
			}
		default:
			hint := "texter ska heta .md och bilder png, jpg, gif, webp eller svg"
			if lower := strings.ToLower(path.Ext(name)); lower == ".md" || lower == ".markdown" {
				hint = "byt namn på filen så att det slutar med .md"
			}
			add(strayFile, pos, "filen blir ingen sida", hint)
		}
		return nil
	})
	slices.SortFunc(texts, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return texts, pictures, err
}

// special reports whether a file is not to be opened: a link, a device, a pipe or a
// socket. Windows calls the files of cloud folders irregular, and so it does links to
// folders, which have no ending.
func special(name string, mode fs.FileMode) bool {
	const never = fs.ModeSymlink | fs.ModeDevice | fs.ModeCharDevice | fs.ModeNamedPipe | fs.ModeSocket
	return mode&never != 0 || mode&fs.ModeIrregular != 0 && path.Ext(name) == ""
}

// listed returns a file as the folder lists it. One that has since been removed has
// no stamp, and is found missing when it is read.
func listed(name string, e fs.DirEntry) file {
	info, err := e.Info()
	if err != nil {
		return file{name: name}
	}
	object, _ := info.Sys().(string)
	return file{name, object, stamp{info.Size(), info.ModTime(), time.Now()}}
}

// readProject reads what the project has agreed on, and loads it if it has changed.
func (r *Reader) readProject() {
	names, _ := fs.Glob(r.fsys, BlueprintsFolder+"/*.yaml")
	var refused problem.List
	if len(names) > maxBlueprints {
		refused.Add(fullFolder, problem.Pos{File: names[maxBlueprints]},
			fmt.Sprintf("mappen har fler än %d mallar; den här och de som kommer efter den läses inte", maxBlueprints),
			"ta bort de mallar som inte används")
		names = names[:maxBlueprints]
	}
	hash := sha256.New()
	data := map[string][]byte{}
	for _, name := range append(names, TaxonomyFile, wordsFile, shortFile, ExcusesFile) {
		content, err := ReadFile(r.fsys, name)
		switch pos := (problem.Pos{File: name}); {
		case err == nil:
			data[name] = content
		case errors.As(err, new(tooLarge)):
			refused.Add(document.TooLarge, pos, err.Error()+" och läses inte", "ta bort det som inte hör dit")
		case !errors.Is(err, fs.ErrNotExist):
			refused.Add(UnreadableFile, pos, "filen går inte att läsa", "kontrollera att du har rätt att läsa den")
		}
		fmt.Fprintf(hash, "%q %v %d %d\n", name, err == nil, len(refused), len(content))
		hash.Write(content)
	}
	if sum := Sum(hash.Sum(nil)); sum != r.project.sum {
		before := r.project
		r.project = loadProject(names, data, refused, r.rules)
		r.project.sum = sum
		if r.project.unusable = worstByFile(r.project.problems); len(r.project.unusable) > 0 && before.taxonomy != nil {
			// Those of before are the last that could be used.
			r.project.taxonomy, r.project.blueprints = before.taxonomy, before.blueprints
			r.project.words, r.project.exceptions = before.words, before.exceptions
			return
		}
		r.texts = nil
	}
}

// rounds reads what reviewers are asked, in the order of first days.
func (r *Reader) rounds(texts []file, problems *problem.List) []*round.Round {
	files, _ := fs.Glob(r.fsys, RoundsFolder+"/*.yaml")
	if len(files) > maxRounds {
		problems.Add(fullFolder, problem.Pos{File: files[maxRounds]},
			fmt.Sprintf("mappen har fler än %d omgångar; den här och de som kommer efter den läses inte", maxRounds),
			"ta bort de omgångar som är avslutade")
		files = files[:maxRounds]
	}
	names := make([]string, len(texts))
	for i, f := range texts {
		names[i] = f.name
	}
	var list []*round.Round
	for _, name := range files {
		data, err := ReadFile(r.fsys, name)
		if err != nil {
			problems.Add(UnreadableFile, problem.Pos{File: name}, "filen går inte att läsa", "kontrollera att du har rätt att läsa den")
			continue
		}
		read, found := round.Load(name, data)
		*problems = append(append(*problems, found...), read.Check(names)...)
		if read.Complete() {
			list = append(list, read)
		}
	}
	slices.SortStableFunc(list, func(a, b *round.Round) int { return strings.Compare(a.First, b.First) })
	return list
}

// worstByFile returns the first error of each file that has any.
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

var missingProjectFile = &problem.Rule{ID: "projektfil-saknas", Family: problem.Files, Severity: problem.Error,
	In:     problem.Elsewhere,
	Demand: "Projektets filer finns: målgrupper och mallar.",
	Bad:    "mappen _projekt utan malgrupper.yaml", Good: "_projekt/malgrupper.yaml"}

// loadProject makes the project of the files with the given names; data lacks
// those that are missing and those that have been refused.
func loadProject(names []string, data map[string][]byte, refused problem.List, rules problem.Catalogue) project {
	p := project{blueprints: site.Blueprints{}, problems: refused}
	isRefused := func(name string) bool {
		return slices.ContainsFunc(refused, func(f problem.Problem) bool { return f.Pos.File == name })
	}
	var found problem.List
	if p.taxonomy, found = audience.Load(TaxonomyFile, data[TaxonomyFile]); data[TaxonomyFile] != nil {
		p.problems = append(p.problems, found...)
	} else if !isRefused(TaxonomyFile) {
		p.problems.Add(missingProjectFile, problem.Pos{File: TaxonomyFile}, "filen med målgrupper saknas",
			"hämta den från projektet; utan den är alla målgrupper okända")
	}
	p.words = &prose.Lists{}
	p.words.LoadPreferred(wordsFile, data[wordsFile], &p.problems)
	p.words.LoadAbbreviations(shortFile, data[shortFile], &p.problems)
	p.exceptions, found = site.LoadExceptions(ExcusesFile, data[ExcusesFile], rules)
	p.problems = append(p.problems, found...)
	for _, name := range names {
		content, read := data[name]
		if !read {
			continue
		}
		blueprint, found := site.LoadBlueprint(name, content)
		if slices.Contains(site.BlueprintIDs, blueprint.ID) {
			p.blueprints[blueprint.ID] = blueprint
		}
		p.problems = append(p.problems, found...)
	}
	for _, id := range site.BlueprintIDs {
		if name := BlueprintsFolder + "/" + id + ".yaml"; p.blueprints[id] == nil && !isRefused(name) {
			p.problems.Add(missingProjectFile, problem.Pos{File: name}, "mallen saknas",
				"hämta den från projektet; utan den kontrolleras inga rubriker")
		}
	}
	return p
}

// parse reads and parses the texts, on all processors.
func (r *Reader) parse(files []file) []*document.Document {
	results := make([]parsed, len(files))
	var workers errgroup.Group
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		workers.Go(func() error {
			results[i] = r.parseOne(f)
			return nil
		})
	}
	_ = workers.Wait() // a text that cannot be read has a problem
	r.texts, r.broken = make(map[string]parsed, len(files)), map[string]problem.Problem{}
	docs := make([]*document.Document, len(files))
	for i, f := range files {
		docs[i] = results[i].doc
		r.remember(f.name, results[i])
	}
	return docs
}

// parseOne reads a text, unless it has certainly not changed. One that has become
// unusable stays as it was, with its current problems.
func (r *Reader) parseOne(f file) parsed {
	old, known := r.texts[f.name]
	if known && old.unchanged(f.stamp) {
		return old
	}
	data, err := ReadFile(r.fsys, f.name)
	if known && err == nil && !old.again && old.sum == sha256.Sum256(data) {
		old.stamp = f.stamp
		return old
	}
	text := parsed{stamp: f.stamp}
	large := errors.As(err, new(tooLarge))
	if large {
		text.doc = document.Oversized(f.name)
	} else if err != nil {
		text.doc = &document.Document{Name: f.name, NoText: true}
		text.doc.Problems.Add(UnreadableFile, problem.Pos{File: f.name}, "filen går inte att läsa",
			"kontrollera att du har rätt att läsa den och att inget annat program har låst den")
	} else {
		options := document.Options{Taxonomy: r.project.taxonomy, Words: r.project.words, Rules: r.rules}
		text.doc = document.Parse(f.name, data, options)
		text.sum = text.doc.Sum
	}
	if err != nil && !large || text.doc.Unfinished {
		text.stamp, text.again = stamp{}, true
	}
	if known && text.doc.Broken() && !old.doc.Broken() {
		kept := *old.doc
		kept.Problems = text.doc.Problems
		text.doc, text.broken = &kept, true
	}
	return text
}

// Rules are the rules on what is in the folder.
func Rules() []*problem.Rule {
	return []*problem.Rule{
		UnreadableFile, linkedFile, fullFolder, strayFile, notCheckedOut, missingProjectFile, StrayComments, StrayOriginal,
		largePicture, widePicture, brokenPicture, activePicture, locatedPicture,
	}
}
