package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // the formats whose size we read
	_ "image/jpeg" //
	_ "image/png"  //
	"io/fs"
	"path"
	"strings"

	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// pictureTypes are the images that may be shown, with their media types.
var pictureTypes = map[string]string{
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".gif": "image/gif", ".webp": "image/webp", ".svg": drawing,
}

const drawing = "image/svg+xml"

func pictureType(name string) string { return pictureTypes[strings.ToLower(path.Ext(name))] }

// examine reads the pictures that are new or have changed.
func (r *Reader) examine(files []file) {
	pictures := make(map[string]examined, len(files))
	for _, f := range files {
		old, known := r.pictures[f.name]
		if !known || !old.unchanged(f.stamp) {
			old = examined{stamp: f.stamp}
			old.picture, old.shown = r.picture(f.name, &old.problems)
			if old.picture.Sum == "" {
				old.stamp = stamp{} // it is read again the next time
			}
		}
		pictures[f.name] = old
	}
	r.pictures = pictures
}

var (
	largePicture = &problem.Rule{ID: "bild-stor", Family: problem.Files, Severity: problem.Warning,
		In:     problem.Elsewhere,
		Demand: "En bild är högst 5 MB.",
		Bad:    "ett foto direkt ur kameran, 12 MB", Good: "samma foto sparat för webben, 300 kB"}
	widePicture = &problem.Rule{ID: "bild-matt", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "En bild är högst 10 000 bildpunkter bred och hög.",
		Bad:    "en bild på 50 000 × 50 000 punkter", Good: "en bild på 1 600 × 900 punkter"}
	brokenPicture = &problem.Rule{ID: "bild-fel", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
		Demand: "En bildfil är en bild av det slag som namnet säger.",
		Bad:    "en webbsida sparad som bild.png", Good: "en png-bild"}
	activePicture = &problem.Rule{ID: "bild-aktiv", Family: problem.Security, Severity: problem.Error,
		In:     problem.Elsewhere,
		Demand: "En svg-bild innehåller bara former, text och färger: inga skript, länkar eller bilder, och inget som rör sig.",
		Bad:    "en svg-bild med <script>", Good: "en svg-bild med bara former och text"}
	locatedPicture = &problem.Rule{ID: "bild-position", Family: problem.Security, Severity: problem.Warning,
		In:     problem.Elsewhere,
		Demand: "En bild säger inte var den är tagen.",
		Bad:    "ett foto från en telefon, med position", Good: "samma foto sparat utan position"}
)

// picture reads what the site needs to know about an image, of which Sum is empty if
// it cannot be read. One that is not of the
// kind that its name claims, or that could run scripts, is left out and reported.
func (r *Reader) picture(name string, problems *problem.List) (site.Picture, bool) {
	pos := problem.Pos{File: name}
	p := site.Picture{File: name, URL: "/" + name}
	data, err := ReadFile(r.fsys, name)
	if errors.As(err, new(tooLarge)) {
		problems.Add(largePicture, pos, err.Error()+" och visas inte", "spara den så att den blir högst "+amount(usualPhoto))
		return p, false
	}
	if err != nil {
		problems.Add(UnreadableFile, pos, "bilden går inte att läsa", "kontrollera att du har rätt att läsa den")
		return p, false
	}
	sum := sha256.Sum256(data)
	p.Sum = hex.EncodeToString(sum[:])
	original := site.CopyOf(name, func(file string) bool { _, err := fs.Stat(r.fsys, file); return err == nil })
	if original != "" {
		problems.Add(site.CopiedFile, pos, "bilden ser ut som en kopia av "+path.Base(original), site.CopyHint)
	}
	switch {
	case original != "" && !site.PictureName(name):
		return p, false
	case !site.PictureName(name):
		problems.Add(site.BadName, pos, "bildens namn kan inte stå i en adress", "lägg den i mappen bilder "+
			"eller hos texten, med små bokstäver a–z, siffror, punkt och bindestreck i namnet")
		return p, false
	case len(data) > usualPhoto:
		problems.Add(largePicture, pos, fmt.Sprintf("bilden är %d MB", (len(data)+1<<20-1)>>20),
			"spara den så att den blir högst 5 MB")
	}
	width, height, fault := examineData(name, data)
	if fault != nil {
		fault.pos.File = name
		problems.Add(fault.rule, fault.pos, fault.message, fault.hint)
		return p, false
	}
	if located(data) {
		problems.Add(locatedPicture, pos, "bilden säger var den är tagen", "spara om den utan platsinformation "+
			"(i Windows: Egenskaper, Information, Ta bort egenskaper; på Mac: Visa, Visa platsinformation, Ta bort)")
	}
	p.Width, p.Height = width, height
	return p, true
}

// A fault is why a picture is not shown.
type fault struct {
	rule          *problem.Rule
	pos           problem.Pos
	message, hint string
}

// examineData returns the size of a picture with the given name and content, 0 when unknown,
// and why it is not shown; nil when it is.
func examineData(name string, data []byte) (width, height int, f *fault) {
	if pictureType(name) == drawing {
		return examineDrawing(data)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if webp(data) {
		format, err = "webp", nil
	}
	if err != nil || "image/"+format != pictureType(name) {
		return 0, 0, &fault{brokenPicture, problem.Pos{},
			"filen är ingen bild av det slag som namnet säger, och visas inte", "spara om den i ett bildprogram"}
	}
	if config.Width > maxSide || config.Height > maxSide {
		return 0, 0, &fault{widePicture, problem.Pos{},
			fmt.Sprintf("bilden är %d × %d punkter och visas inte", config.Width, config.Height),
			"spara den mindre: 1600 punkter på bredden räcker"}
	}
	return config.Width, config.Height, nil
}

// ReadPicture reads a picture of the content folder to show it. It is examined again: it may
// be another since the site was made.
func ReadPicture(fsys fs.FS, name string) ([]byte, error) {
	data, err := ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	if _, _, f := examineData(name, data); f != nil {
		return nil, errors.New(f.message)
	}
	return data, nil
}

// maxSide is the largest width or height of a picture, in pixels: more is a
// mistake, or an attack on the memory of browsers.
const maxSide = 10000

// located reports whether a picture has the position where it was taken: an EXIF
// block (CIPA DC-008) whose first directory has a pointer to positions, tag
// 0x8825. The block is TIFF and comes after "Exif\0\0" in JPEG, in the chunk eXIf
// of PNG and in the chunk EXIF of WebP.
func located(data []byte) bool {
	for _, mark := range []string{"Exif\x00\x00", "eXIf", "EXIF"} {
		_, block, found := bytes.Cut(data, []byte(mark))
		if mark == "EXIF" && len(block) > 4 {
			block = block[4:] // the chunk's length
		}
		if found && positioned(bytes.TrimPrefix(block, []byte("Exif\x00\x00"))) {
			return true
		}
	}
	return false
}

// positioned reports whether the first directory of a TIFF block points to positions.
func positioned(tiff []byte) bool {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return false
	}
	if len(tiff) < 8 {
		return false
	}
	start := int64(order.Uint32(tiff[4:]))
	if start+2 > int64(len(tiff)) {
		return false
	}
	entries := tiff[start+2:]
	for range order.Uint16(tiff[start:]) {
		if len(entries) < 12 {
			return false
		}
		if order.Uint16(entries) == 0x8825 {
			return true
		}
		entries = entries[12:]
	}
	return false
}

// webp reports whether a file begins as WebP files do; the standard library does not
// read them.
func webp(data []byte) bool {
	return len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP"
}

// Pictures returns the pictures of a site: their files by address.
func Pictures(s *site.Site) map[string]string {
	files := make(map[string]string, len(s.Pictures))
	for file, picture := range s.Pictures {
		files[picture.URL] = file
	}
	return files
}
