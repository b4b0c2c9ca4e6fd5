package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // the formats whose size we read
	_ "image/jpeg" //
	_ "image/png"  //
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

const (
	projectFolder = "_projekt"
	taxonomyFile  = projectFolder + "/malgrupper.yaml"
	blueprintsDir = projectFolder + "/mallar"
)

// A reader reads the content folder. It remembers every parsed text by the hash
// of its bytes, so that reading again costs what has changed.
type reader struct {
	fsys     fs.FS
	taxonomy [sha256.Size]byte
	parsed   map[string]parsed
}

type parsed struct {
	hash [sha256.Size]byte
	doc  *document.Document
}

// read gives all that a site is made of. An error means that the folder cannot
// be read at all; everything else is a problem.
func (r *reader) read() (site.Sources, error) {
	var src site.Sources
	texts, pictures, err := r.list(&src.Problems)
	if err != nil {
		return src, err
	}
	if len(texts) == 0 {
		return src, errors.New("mappen har inga texter (.md-filer); skapa en med provtryck new, eller ange rätt mapp med --content")
	}
	r.readProject(&src)
	src.Documents = r.parse(texts, src.Taxonomy)
	for _, name := range pictures {
		if p, ok := r.picture(name, &src.Problems); ok {
			src.Pictures = append(src.Pictures, p)
		}
	}
	return src, nil
}

// list walks the folder. Links and special files are never opened.
func (r *reader) list(problems *problem.List) (texts, pictures []string, err error) {
	err = fs.WalkDir(r.fsys, ".", func(name string, e fs.DirEntry, err error) error {
		base := path.Base(name)
		pos := problem.Pos{File: name}
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			problems.Add("fil-olaslig", problem.Error, pos, "filen eller mappen går inte att läsa", "kontrollera att du har rätt att läsa den")
			return fs.SkipDir
		case temporary(base) || e.IsDir() && name == projectFolder:
			if e.IsDir() && name != "." {
				return fs.SkipDir
			}
		case e.IsDir():
		case !e.Type().IsRegular():
			problems.Add("fil-lank", problem.Warning, pos, "genvägar och länkar följs inte", "lägg själva filen i mappen")
		case path.Ext(name) == ".md":
			texts = append(texts, name)
		case pictureType(name) != "":
			pictures = append(pictures, name)
		default:
			hint := "texter ska heta .md och bilder png, jpg, gif, webp eller svg"
			if lower := strings.ToLower(path.Ext(name)); lower == ".md" || lower == ".markdown" {
				hint = "byt namn på filen så att det slutar med .md"
			}
			problems.Add("fil-okand", problem.Warning, pos, "filen blir ingen sida", hint)
		}
		return nil
	})
	return texts, pictures, err
}

// temporary says whether a name is one that editors, Word and operating systems
// make for themselves.
func temporary(base string) bool {
	return base != "." && strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~") || strings.HasSuffix(base, "~") ||
		slices.Contains([]string{".tmp", ".swp", ".bak"}, path.Ext(base)) ||
		base == "Thumbs.db" || base == "desktop.ini" || base == "4913"
}

// readProject reads what the project has agreed on: taxonomy and blueprints.
func (r *reader) readProject(src *site.Sources) {
	data, err := fs.ReadFile(r.fsys, taxonomyFile)
	if err != nil {
		src.Problems.Add("projektfil-saknas", problem.Error, problem.Pos{File: taxonomyFile}, "filen med målgrupper saknas", "hämta den från projektet; utan den är alla målgrupper okända")
	}
	var found problem.List
	src.Taxonomy, found = audience.Load(taxonomyFile, data)
	if err == nil {
		src.Problems = append(src.Problems, found...)
	}
	if hash := sha256.Sum256(data); hash != r.taxonomy {
		r.taxonomy, r.parsed = hash, nil
	}
	src.Blueprints = site.Blueprints{}
	files, _ := fs.Glob(r.fsys, blueprintsDir+"/*.yaml")
	for _, file := range files {
		data, err := fs.ReadFile(r.fsys, file)
		if err != nil {
			src.Problems.Add("fil-olaslig", problem.Error, problem.Pos{File: file}, "mallen går inte att läsa", "kontrollera att du har rätt att läsa filen")
			continue
		}
		blueprint, found := site.LoadBlueprint(file, data)
		if slices.Contains(site.BlueprintIDs, blueprint.ID) {
			src.Blueprints[blueprint.ID] = blueprint
		}
		src.Problems = append(src.Problems, found...)
	}
	for _, id := range site.BlueprintIDs {
		if src.Blueprints[id] == nil {
			src.Problems.Add("projektfil-saknas", problem.Error, problem.Pos{File: blueprintsDir + "/" + id + ".yaml"}, "mallen saknas", "hämta den från projektet; utan den kontrolleras inga rubriker")
		}
	}
}

// parse reads and parses the texts, on all processors.
func (r *reader) parse(names []string, t *audience.Taxonomy) []*document.Document {
	results := make([]parsed, len(names))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				results[i] = r.parseOne(names[i], t)
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	workers.Wait()
	known := make(map[string]parsed, len(names))
	docs := make([]*document.Document, len(names))
	for i, name := range names {
		docs[i], known[name] = results[i].doc, results[i]
	}
	r.parsed = known
	return docs
}

func (r *reader) parseOne(name string, t *audience.Taxonomy) parsed {
	data, err := fs.ReadFile(r.fsys, name)
	if err != nil {
		doc := &document.Document{Name: name}
		doc.Problems.Add("fil-olaslig", problem.Error, problem.Pos{File: name}, "filen går inte att läsa", "kontrollera att du har rätt att läsa den och att inget annat program har låst den")
		return parsed{doc: doc}
	}
	hash := sha256.Sum256(data)
	if old, ok := r.parsed[name]; ok && old.hash == hash {
		return old
	}
	doc := document.Parse(name, data, document.Options{Taxonomy: t})
	if doc.Unfinished {
		return parsed{doc: doc} // the machine was busy: the next reading tries again
	}
	return parsed{hash, doc}
}

// pictureTypes are the images that may be shown, with their media types.
var pictureTypes = map[string]string{
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".gif": "image/gif", ".webp": "image/webp", ".svg": "image/svg+xml",
}

func pictureType(name string) string { return pictureTypes[strings.ToLower(path.Ext(name))] }

const maxPicture = 5 << 20 // bytes

var activeSVG = regexp.MustCompile(`(?i)<(?:[\w.-]+:)?(?:script|foreignobject|handler|iframe|embed|object)\b|<!entity|\bon[a-z]+\s*=|href\s*=\s*["']?\s*(javascript|data|https?):`)

// picture reads what the site must know of an image. One that is not what its
// name says, or that could run, is left out and reported.
func (r *reader) picture(name string, problems *problem.List) (site.Picture, bool) {
	pos := problem.Pos{File: name}
	p := site.Picture{File: name, URL: "/" + name}
	data, err := fs.ReadFile(r.fsys, name)
	switch {
	case err != nil:
		problems.Add("fil-olaslig", problem.Error, pos, "bilden går inte att läsa", "kontrollera att du har rätt att läsa den")
		return p, false
	case !site.PictureName(name):
		problems.Add("namn", problem.Error, pos, "bildens namn kan inte stå i en adress", "lägg den i mappen bilder eller hos texten, med små bokstäver a–z, siffror, punkt och bindestreck i namnet")
		return p, false
	case len(data) > maxPicture:
		problems.Add("bild-stor", problem.Warning, pos, fmt.Sprintf("bilden är %d MB", len(data)>>20), "spara den mindre; 5 MB är mycket nog")
	}
	if pictureType(name) == "image/svg+xml" {
		if activeSVG.Match(data) {
			problems.Add("bild-aktiv", problem.Error, pos, "bilden innehåller skript eller hämtar något utifrån och visas inte", "spara den som vanlig svg eller som png")
			return p, false
		}
		p.Width, p.Height = svgSize(data)
		return p, true
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if webp(data) {
		format, err = "webp", nil
	}
	if err != nil || "image/"+format != pictureType(name) {
		problems.Add("bild-fel", problem.Error, pos, "filen är ingen bild av det slag som namnet säger, och visas inte", "spara om den i ett bildprogram")
		return p, false
	}
	p.Width, p.Height = config.Width, config.Height
	return p, true
}

// webp says whether a file begins as WebP files do; the standard library does not
// read them.
func webp(data []byte) bool {
	return len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP"
}

var (
	viewBox = regexp.MustCompile(`viewBox\s*=\s*["']\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)`)
)

// svgSize is the size of a drawing's view box, 0 when it has none.
func svgSize(data []byte) (width, height int) {
	m := viewBox.FindSubmatch(data)
	if m == nil {
		return 0, 0
	}
	w, _ := strconv.ParseFloat(string(m[1]), 64)
	h, _ := strconv.ParseFloat(string(m[2]), 64)
	return int(w), int(h)
}

// pictureFiles lists the pictures by address, for output and preview.
func pictureFiles(s *site.Site) map[string]string {
	files := map[string]string{}
	for file, picture := range s.Pictures {
		files[picture.URL] = file
	}
	return files
}
