package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// versionCommand prints the versions of the program and of the texts.
func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Skriver ut programmets och texternas version",
		Example: "  provtryck version",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			info, ok := debug.ReadBuildInfo()
			if !ok {
				info = &debug.BuildInfo{}
			}
			name, details := programVersion(release, info)
			fmt.Fprintf(p.out, "provtryck %s (%s)\n", name, strings.Join(details, ", "))
			folder := p.folder()
			if s, err := folder.SiteOf(c.Context(), ""); err == nil { // without texts there is nothing more to say
				stamp := folder.Stamper(c.Context(), "", p.getenv).Stamp(s.Sum)
				fmt.Fprintf(p.out, "texterna i %s: %s\n", p.content, strings.Join(stamp.Parts(), ", "))
			}
			return nil
		},
	}
}

// release is the version of a release, "1.2.3", which the linker sets; empty in all other builds.
var release string

// programVersion returns the version of the program, and in what follows it what it was built from and
// with. What is no release is named by its commit, or by the module's version.
func programVersion(release string, info *debug.BuildInfo) (name string, details []string) {
	commit, changed := "", false
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			commit = s.Value[:min(12, len(s.Value))]
		case "vcs.modified":
			changed = s.Value == "true"
		}
	}
	if release != "" && commit != "" {
		details = append(details, "git "+commit)
	}
	if changed {
		details = append(details, "ändrad")
	}
	name = cmp.Or(release, commit, strings.Trim(info.Main.Version, "()"), "utveckling")
	return name, append(details, runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH)
}
