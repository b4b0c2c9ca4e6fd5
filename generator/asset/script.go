package asset

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"

	"github.com/tdewolff/minify/v2"
)

// joinScripts joins the scripts in js/ and those in made into one. They share one
// scope, which no other script on the page sees: what one declares, all can use.
// main.js comes last, because it calls the others.
func joinScripts(fsys fs.FS, made map[string][]byte, m *minify.M) ([]byte, error) {
	sources, err := readScripts(fsys)
	if err != nil {
		return nil, fmt.Errorf("läser skripten i assets: %w", err)
	}
	last, found := sources[mainScript]
	if !found {
		return nil, fmt.Errorf("assets/%s saknas", mainScript)
	}
	maps.Copy(sources, made)
	if err := checkScope(sources); err != nil {
		return nil, err
	}
	delete(sources, mainScript)
	var joined bytes.Buffer
	joined.WriteString("\"use strict\";(()=>{\n")
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		joined.Write(sources[name])
		joined.WriteByte('\n')
	}
	joined.Write(last)
	joined.WriteString("\n})()")
	small, err := m.Bytes("text/javascript", joined.Bytes())
	if err != nil {
		return nil, fmt.Errorf("förminskar skripten i assets: %w", err)
	}
	return small, nil
}

// readScripts reads the scripts in js/ and its folders, by path.
func readScripts(fsys fs.FS) (map[string][]byte, error) {
	sources := map[string][]byte{}
	err := fs.WalkDir(fsys, "js", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".js" {
			return err
		}
		sources[name], err = fs.ReadFile(fsys, name)
		return err
	})
	return sources, err
}

var (
	declaration = regexp.MustCompile(`(?m)^(?:(?:async )?function\*?|class|const|let|var) +([\w$]+)`)
	moduleRule  = regexp.MustCompile(`(?m)^(?:import|export)\b`)
)

// checkScope refuses what cannot be joined: modules, and two scripts that declare the
// same name, where JavaScript would silently use the later function. What a script
// declares for the others begins its line.
func checkScope(sources map[string][]byte) error {
	declared := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		if rule := moduleRule.Find(sources[name]); rule != nil {
			return fmt.Errorf("%s har %s: skripten i assets fogas ihop till ett och ser varandra ändå", name, rule)
		}
		for _, match := range declaration.FindAllSubmatch(sources[name], -1) {
			word := string(match[1])
			if other, taken := declared[word]; taken {
				return fmt.Errorf("%s och %s har båda %s på yttersta nivån: skripten i assets fogas ihop till ett",
					other, name, word)
			}
			declared[word] = name
		}
	}
	return nil
}
