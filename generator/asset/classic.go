package asset

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Classic joins the modules into one script that needs none, for pages that are
// opened from disk: there browsers refuse to load modules. It runs deferred, as
// modules do, and lies at [Bundle.JS] in the place of the entry module.
func (b Bundle) Classic() ([]byte, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{b.JS},
		Plugins:     []api.Plugin{{Name: "bundle", Setup: b.serve}},
		Bundle:      true, Format: api.FormatIIFE, Target: api.ES2022,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		Banner:        map[string]string{"js": `"use strict";`}, // as modules are
		TsconfigRaw:   "{}",                                     // looks for none on the disk
		LogLevel:      api.LogLevelSilent,
		LegalComments: api.LegalCommentsNone,
	})
	// What could only be joined by leaving something out gives a warning.
	if said := slices.Concat(result.Errors, result.Warnings); len(said) > 0 {
		place := b.JS
		if at := said[0].Location; at != nil {
			place = at.File
		}
		return nil, fmt.Errorf("fogar ihop skripten: %s: %s", place, said[0].Text)
	}
	script := result.OutputFiles[0].Contents
	if dynamicImport.Match(script) {
		return nil, fmt.Errorf("fogar ihop skripten: en modul hämtas med import(…) på ett annat ställe än i assets/%s", module)
	}
	return script, nil
}

// serve lets the bundler read the files of the bundle and nothing from the disk.
func (b Bundle) serve(build api.PluginBuild) {
	const ours = "bundle"
	build.OnResolve(api.OnResolveOptions{Filter: "."}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		name := a.Path
		if a.Kind != api.ResolveEntryPoint {
			name = path.Join(path.Dir(a.Importer), a.Path)
		}
		return api.OnResolveResult{Path: name, Namespace: ours}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".", Namespace: ours}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		source, found := b.Files[a.Path]
		if !found {
			return api.OnLoadResult{}, fmt.Errorf("%s saknas", a.Path)
		}
		var err error
		if a.Path == b.JS {
			source, err = b.entry(source)
		}
		content := string(source)
		return api.OnLoadResult{Contents: &content, Loader: api.LoaderJS}, err
	})
}

var dynamicImport = regexp.MustCompile(`\bimport\s*\(`)

// entry is the entry module with all modules that it may ask for imported from
// the start: the folder modules/. It asks in one place, by import(…).
func (b Bundle) entry(source []byte) ([]byte, error) {
	if n := len(dynamicImport.FindAll(source, -1)); n != 1 {
		return nil, fmt.Errorf("import(…) står %d gånger; det ska stå en gång", n)
	}
	var imports, table bytes.Buffer
	for i, name := range slices.Sorted(maps.Keys(b.Files)) {
		if relative, ours := strings.CutPrefix(name, path.Dir(b.JS)+"/modules/"); ours {
			fmt.Fprintf(&imports, "import * as module%d from \"./modules/%s\";\n", i, relative)
			fmt.Fprintf(&table, "\"./modules/%s\": module%d,\n", relative, i)
		}
	}
	return slices.Concat(
		imports.Bytes(), []byte("const bundled = {\n"), table.Bytes(), []byte("};\nconst fetchBundled = async (name) => bundled[name];\n"),
		dynamicImport.ReplaceAll(source, []byte("fetchBundled(")),
	), nil
}
