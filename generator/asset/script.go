package asset

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
)

// The scripts in some folders are joined apart, with copies of those that are shared:
// feedback.js is for those who comment, and loaded by site.js when they begin, review.js
// for the pages of what has changed and of the matrix, desk.js for those of what is entered;
// such pages name it beside site.js. search.js is loaded at the first search; it must know who sees what.
var (
	apart  = []string{"desk", "feedback", "review", "search"}
	shared = map[string][]string{
		"desk":     {"js/bind.js", "js/make.js", "js/storage.js"},
		"feedback": {"js/bind.js", "js/make.js", "js/storage.js"},
		"review":   {"js/bind.js", "js/make.js", "js/storage.js"},
		"search":   {"js/make.js", "js/taxonomy.js", "js/visibility.js"},
	}
)

// joinScripts joins the scripts in js/ and those in made into site.js, and those in
// each folder that is apart into a script with its name.
func joinScripts(fsys fs.FS, made map[string][]byte, m *minify.M) (map[string][]byte, error) {
	site, err := readScripts(fsys)
	if err != nil {
		return nil, fmt.Errorf("läser skripten i assets: %w", err)
	}
	maps.Copy(site, made)
	joined := map[string][]byte{}
	for _, folder := range apart {
		own := map[string][]byte{}
		for name, src := range site {
			if strings.HasPrefix(name, "js/"+folder+"/") {
				delete(site, name)
				own[name] = src
			} else if slices.Contains(shared[folder], name) {
				own[name] = src
			}
		}
		if joined[folder+".js"], err = join(own, "js/"+folder+"/main.js", m); err != nil {
			return nil, err
		}
	}
	joined["site.js"], err = join(site, "js/main.js", m)
	return joined, err
}

// join joins scripts into one. They share one scope, which no other script on the page
// sees: what one declares, all can use. The one that calls the others comes last.
func join(sources map[string][]byte, last string, m *minify.M) ([]byte, error) {
	if _, found := sources[last]; !found {
		return nil, fmt.Errorf("assets/%s saknas", last)
	}
	if err := checkScope(sources); err != nil {
		return nil, err
	}
	var joined bytes.Buffer
	joined.WriteString("\"use strict\";(()=>{\n")
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		if name != last {
			joined.Write(sources[name])
			joined.WriteByte('\n')
		}
	}
	joined.Write(sources[last])
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
