// Package asset makes the style sheet and the scripts ready to be served: the
// style sheet as one file, everything minified, at addresses that change when
// the content does, so that browsers may keep them for ever.
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
	CSS   string            // address of the style sheet, "/assets/0a1b2c3d4e5f/site.css"
	JS    string            // address of the script module
	Kept  []string          // the addresses that never change their content, "/assets/0a1b2c3d4e5f/*"
	Files map[string][]byte // content by address
}

const (
	sheet  = "css/site.css"
	module = "js/main.js"
)

// Make reads the folder of assets: css/site.css with what it imports, js/ with
// its modules, and files directly in the folder, which keep their names. The
// modules in made, by path such as "js/taxonomy.js", join those in the folder.
func Make(fsys fs.FS, made map[string][]byte) (Bundle, error) {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	modules, err := scripts(fsys, m)
	if err != nil {
		return Bundle{}, err
	}
	maps.Copy(modules, made)
	style, err := styles(fsys, m)
	if err != nil {
		return Bundle{}, err
	}
	b := Bundle{Files: map[string][]byte{}}
	b.CSS = b.keep(map[string][]byte{"site.css": style}) + "site.css"
	b.JS = b.keep(modules) + module
	return b, b.addLoose(fsys)
}

// keep adds files that lie in a folder of their own, and returns its address. A
// new style sheet does not change the address of the scripts, so that pages that
// are open can take it in without being loaded again.
func (b *Bundle) keep(files map[string][]byte) (folder string) {
	folder = "/assets/" + fingerprint(files) + "/"
	for name, data := range files {
		b.Files[folder+name] = data
	}
	b.Kept = append(b.Kept, folder+"*")
	return folder
}

// addLoose adds the files that have a fixed address, such as the icon.
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

// scripts minifies every module. They import each other by relative paths, so
// they keep their names and share one fingerprinted folder.
func scripts(fsys fs.FS, m *minify.M) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(fsys, "js", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".js" {
			return err
		}
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		files[name], err = m.Bytes("text/javascript", src)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("läser skripten i assets: %w", err)
	}
	if files[module] == nil {
		return nil, fmt.Errorf("assets/%s saknas", module)
	}
	return files, nil
}

var importRule = regexp.MustCompile(`(?m)^@import url\("([^"]+)"\)(?: layer\(([a-z-]+)\))?;$`)

// styles puts the style sheet and what it imports into one, each import in its
// layer.
func styles(fsys fs.FS, m *minify.M) ([]byte, error) {
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

// fingerprint is a short hash of names and contents.
func fingerprint(files map[string][]byte) string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%s %d\n", name, len(files[name]))
		h.Write(files[name])
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}
