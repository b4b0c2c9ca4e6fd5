// Package asset makes the style sheet and the scripts ready to be served, as a
// [Bundle]: each joined into one minified file, at an address that changes with the
// content, so that browsers may keep it for ever. The scripts that few readers or pages
// need are files of their own, beside that of the others.
package asset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// A Bundle is the assets of a site.
type Bundle struct {
	CSS      string            // address of the style sheet, "/assets/0a1b2c3d4e5f/site.css"
	JS       string            // address of the script, "/assets/5f4e3d2c1b0a/site.js"
	ReviewJS string            // address of the script of pages with changes and of the matrix
	DeskJS   string            // address of the script of pages where texts are copied part by part
	Kept     []string          // the addresses that never change their content, "/assets/0a1b2c3d4e5f/*"
	Files    map[string][]byte // content by address
}

const sheet = "css/site.css"

// Make reads the folder of assets: css/site.css with what it imports, the scripts
// in js/, and files directly in the folder, which keep their names. The scripts in
// made, by path such as "js/taxonomy.js", join those of every page.
func Make(fsys fs.FS, made map[string][]byte) (Bundle, error) {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	style, err := joinStyles(fsys, m)
	if err != nil {
		return Bundle{}, err
	}
	scripts, err := joinScripts(fsys, made, m)
	if err != nil {
		return Bundle{}, err
	}
	b := Bundle{Files: map[string][]byte{}}
	b.CSS = b.keep(map[string][]byte{"site.css": style}) + "site.css"
	scriptFolder := b.keep(scripts)
	b.JS, b.ReviewJS, b.DeskJS = scriptFolder+"site.js", scriptFolder+"review.js", scriptFolder+"desk.js"
	return b, b.addLoose(fsys)
}

// keep adds files in a folder that changes with their content, and returns its
// address. A new style sheet does not change the address of the scripts, so that
// pages that are open can take it in without being loaded again.
func (b *Bundle) keep(files map[string][]byte) (folder string) {
	hash := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		hash.Write(files[name])
	}
	folder = "/assets/" + hex.EncodeToString(hash.Sum(nil))[:12] + "/"
	b.Kept = append(b.Kept, folder+"*")
	for name, data := range files {
		b.Files[folder+name] = data
	}
	return folder
}

// addLoose adds the files with a fixed address, such as the icon.
func (b Bundle) addLoose(fsys fs.FS) error {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return fmt.Errorf("läser assets: %w", err)
	}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		data, err := fs.ReadFile(fsys, e.Name())
		if err != nil {
			return fmt.Errorf("läser assets: %w", err)
		}
		b.Files["/assets/"+e.Name()] = data
	}
	return nil
}

var importRule = regexp.MustCompile(`(?m)^@import url\("([^"]+)"\)(?: layer\(([a-z-]+)\))?;$`)

// joinStyles joins the style sheet with what it imports, each import in its layer.
func joinStyles(fsys fs.FS, m *minify.M) ([]byte, error) {
	src, err := fs.ReadFile(fsys, sheet)
	if err != nil {
		return nil, fmt.Errorf("läser stilmallen: %w", err)
	}
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	var failed error
	joined := importRule.ReplaceAllFunc(src, func(rule []byte) []byte {
		part := importRule.FindSubmatch(rule)
		content, err := fs.ReadFile(fsys, path.Join(path.Dir(sheet), string(part[1])))
		if err != nil {
			failed = fmt.Errorf("läser stilmallen: %w", err)
			return nil
		}
		if len(part[2]) == 0 {
			return content
		}
		return slices.Concat([]byte("@layer "), part[2], []byte("{\n"), content, []byte("}\n"))
	})
	if failed != nil {
		return nil, failed
	}
	small, err := m.Bytes("text/css", joined)
	if err != nil {
		return nil, fmt.Errorf("förminskar stilmallen: %w", err)
	}
	if bytes.Contains(small, []byte("@import")) {
		return nil, fmt.Errorf("%s: en @import-rad har en form som inte kan fogas in", sheet)
	}
	return small, nil
}
