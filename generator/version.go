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
			fmt.Fprintf(p.out, "provtryck %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			folder := p.folder()
			if s, err := folder.SiteOf(c.Context(), ""); err == nil { // without texts there is nothing more to say
				stamp := folder.Stamper(c.Context(), "", p.getenv).Stamp(s.Sum)
				fmt.Fprintf(p.out, "texterna i %s: %s\n", p.content, strings.Join(stamp.Parts(), ", "))
			}
			return nil
		},
	}
}

// version returns the commit that the program was built from, or the module's version.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "okänd version"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value[:min(12, len(s.Value))]
		}
	}
	return strings.Trim(cmp.Or(info.Main.Version, "utveckling"), "()")
}
