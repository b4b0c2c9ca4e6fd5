package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"provtryck/generator/spelling"
)

// noArguments refuses arguments of a command that only has flags.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s tar inga argument, men fick %q; mappen med texterna anges med --content", c.CommandPath(),
			args[0])
	}
	return nil
}

// knownCommand refuses an argument that is not a command.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("kommandot %q finns inte; %s", args[0], spelling.DidYouMean(args[0], names))
}

// argumentCount requires a number of arguments.
func argumentCount(least, most int) cobra.PositionalArgs {
	count := strconv.Itoa(least)
	if most > least {
		count += " till " + strconv.Itoa(most)
	}
	return func(_ *cobra.Command, args []string) error {
		if len(args) < least || len(args) > most {
			return fmt.Errorf("kommandot tar %s argument men fick %d; lägg till --help för ett exempel", count, len(args))
		}
		return nil
	}
}

const usage = `Användning:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} [kommando] [flaggor]{{else}}{{.UseLine}}{{end}}
{{- if .HasExample}}

Exempel:
{{.Example}}{{end}}
{{- if .HasAvailableSubCommands}}

Kommandon:
{{- range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}
{{- if .HasAvailableLocalFlags}}

Flaggor:
{{flags .LocalFlags}}{{end}}
{{- if .HasAvailableInheritedFlags}}

Gemensamma flaggor:
{{flags .InheritedFlags}}{{end}}
{{- if .HasAvailableSubCommands}}

Mer om ett kommando: {{.CommandPath}} kommando --help{{end}}
`

// inSwedish replaces the English words of the command-line library.
func inSwedish(root *cobra.Command) {
	cobra.AddTemplateFunc("flags", flagUsages)
	root.SetUsageTemplate(usage)
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short, c.Use = "Visar hjälp om ett kommando", "help [kommando]"
		case "completion":
			c.Short = "Skriver ut komplettering för kommandotolken"
			c.Long = "Skriver ut det som låter kommandotolken fylla i kommandon och flaggor med tabb."
			c.Example = "  provtryck completion powershell | Out-String | Invoke-Expression\n  source <(provtryck completion bash)"
			for _, shell := range c.Commands() {
				shell.Short = "Komplettering för " + shell.Name()
				shell.Long = shell.Short + "."
				shell.Args = noArguments
			}
		}
	}
	walk(root, func(c *cobra.Command) {
		c.DisableFlagsInUseLine = true
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = "visa den här hjälpen"
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Name == "no-descriptions" {
				f.Usage = "utan beskrivningar"
			}
		})
	})
}

// flagUsages lists flags with their values in a column.
func flagUsages(flags *pflag.FlagSet) string {
	var names, usages []string
	width := 0
	flags.VisitAll(func(f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		switch value {
		case "":
		case "int":
			name += " tal"
		default:
			name += " " + value
		}
		switch f.DefValue {
		case "", "0", "false":
		default:
			standard := f.DefValue
			if f.Value.Type() == "string" {
				standard = strconv.Quote(standard)
			}
			usage += " (annars " + standard + ")"
		}
		names, usages = append(names, name), append(usages, usage)
		width = max(width, utf8.RuneCountInString(name))
	})
	var b strings.Builder
	for i, name := range names {
		fmt.Fprintf(&b, "%-*s   %s\n", width, name, usages[i])
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func walk(c *cobra.Command, visit func(*cobra.Command)) {
	visit(c)
	for _, child := range c.Commands() {
		walk(child, visit)
	}
}

// flagFault returns in Swedish what is wrong with the flags of a command.
func flagFault(c *cobra.Command, err error) error {
	var missing *pflag.NotExistError
	var needs *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing):
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		name := "--" + missing.GetSpecifiedName()
		if missing.GetSpecifiedShortnames() != "" {
			name = name[1:]
		}
		return fmt.Errorf("flaggan %s finns inte; %s", name, spelling.NearestOr(name, names,
			c.CommandPath()+" --help visar vilka som finns"))
	case errors.As(err, &needs):
		return fmt.Errorf("flaggan --%s behöver ett värde", needs.GetFlag().Name)
	case errors.As(err, &invalid):
		message := fmt.Sprintf("flaggan --%s kan inte ha värdet %q", invalid.GetFlag().Name, invalid.GetValue())
		if number := new(strconv.NumError); !errors.As(err, &number) && invalid.Unwrap() != nil {
			message += ": " + invalid.Unwrap().Error() // of a type of our own
		}
		return errors.New(message)
	}
	return err
}
