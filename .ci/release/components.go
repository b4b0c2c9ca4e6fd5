package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"
)

// The parts of CycloneDX 1.6 that are used. Names of fields are those of the standard.
type (
	bom struct {
		Schema       string       `json:"$schema"`
		Format       string       `json:"bomFormat"`
		Spec         string       `json:"specVersion"`
		Version      int          `json:"version"`
		Metadata     metadata     `json:"metadata"`
		Components   []component  `json:"components"`
		Dependencies []dependency `json:"dependencies"`
	}
	metadata struct {
		Component component `json:"component"`
	}
	component struct {
		Type       string     `json:"type"`
		Ref        string     `json:"bom-ref"`
		Name       string     `json:"name"`
		Version    string     `json:"version"`
		PURL       string     `json:"purl,omitempty"`
		Properties []property `json:"properties,omitempty"`
	}
	property struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	dependency struct {
		Ref string   `json:"ref"`
		On  []string `json:"dependsOn"`
	}
)

// componentsOf returns, as CycloneDX, what a built program is made of: what Go has noted in it, which
// go version -m shows too.
func componentsOf(program []byte, version string) ([]byte, error) {
	info, err := buildinfo.Read(bytes.NewReader(program))
	if err != nil {
		return nil, fmt.Errorf("what the program is made of: %w", err)
	}
	root := component{Type: "application", Ref: "provtryck@" + version, Name: "provtryck", Version: version}
	for _, s := range info.Settings {
		root.Properties = append(root.Properties, property{"go:" + s.Key, s.Value})
	}
	goVersion := strings.TrimPrefix(info.GoVersion, "go")
	std := component{Type: "library", Ref: "pkg:golang/std@" + goVersion, Name: "std", Version: goVersion}
	std.PURL = std.Ref
	list := bom{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", Spec: "1.6", Version: 1,
		Metadata: metadata{root}, Components: []component{std},
	}
	for _, m := range info.Deps {
		list.Components = append(list.Components, moduleComponent(m))
	}
	needs := dependency{Ref: root.Ref}
	for _, c := range list.Components {
		needs.On = append(needs.On, c.Ref)
	}
	list.Dependencies = []dependency{needs}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err = enc.Encode(list)
	return b.Bytes(), err
}

// moduleComponent returns a module, with the sum that go.sum has for it: no hash of a file, and so it is no
// hash of CycloneDX.
func moduleComponent(m *debug.Module) component {
	if m.Replace != nil {
		m = m.Replace
	}
	address := "pkg:golang/" + m.Path + "@" + m.Version
	return component{Type: "library", Ref: address, Name: m.Path, Version: m.Version, PURL: address,
		Properties: []property{{"go:sum", m.Sum}}}
}
