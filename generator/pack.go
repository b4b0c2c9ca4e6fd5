package main

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"provtryck/generator/output"
	"provtryck/generator/page"
)

// zipFile is the value of --pack.
type zipFile string

func (z *zipFile) String() string { return string(*z) }
func (z *zipFile) Type() string   { return "fil" }
func (z *zipFile) Set(name string) error {
	if !strings.EqualFold(filepath.Ext(name), ".zip") {
		return errors.New("ange en fil som slutar på .zip")
	}
	*z = zipFile(name)
	return nil
}

// An emitter takes the files of a site, see [output.Write].
type emitter = func(path string, data []byte) error

// write writes the site to the folder out and to the zip file pack, either of
// which may be empty. With both every page is rendered once.
func (p *program) write(b *builder, out, pack string, o output.Options) error {
	if pack == "" {
		return output.Write(out, o, b.emit)
	}
	packOptions := o
	packOptions.Protect = slices.Concat(o.Protect, []string{out}) // a folder that is changing
	return output.WritePack(pack, packOptions, func(emit emitter) error {
		if err := emit("LÄS MIG.txt", readMe(b.stamp)); err != nil {
			return err
		}
		packed := fromDisk(emit)
		if out == "" {
			return b.emit(packed)
		}
		return output.Write(out, o, func(emit emitter) error {
			return b.emit(func(name string, data []byte) error { return errors.Join(emit(name, data), packed(name, data)) })
		})
	})
}

// fromDisk emits what is needed where there is no server: not the files that are
// written for one.
func fromDisk(emit emitter) emitter {
	forServer := []string{"_headers", "_redirects", pageFile(page.NotFoundURL)}
	return func(name string, data []byte) error {
		if slices.Contains(forServer, name) {
			return nil
		}
		return emit(name, data)
	}
}

const readMeText = `Provtryck – inte publicerad

Det här är en förhandsvisning av texter till 1177 för vårdpersonal. Du kan läsa den utan nät.
{version}Inget är publicerat och allt kan ändras. Använd inte texterna i vården.

ÖPPNA SÅ HÄR

1. Packa upp zip-filen.
   Windows: högerklicka på zip-filen och välj ”Extrahera alla”. Det räcker inte att öppna den,
   för då fungerar varken länkar eller utseende.
   Mac: dubbelklicka på zip-filen.
2. Öppna mappen provtryck som du har packat upp och dubbelklicka på index.html.
   Startsidan öppnas i webbläsaren.

BRA ATT VETA

- ”Visa som” fungerar som på webben. ”Kopiera länk till denna vy” ger en länk som bara fungerar
  på din dator. Skicka zip-filen till den som också ska läsa.
- Flytta hela mappen, aldrig enstaka filer ur den.
- Säger Windows att en sökväg är för lång: packa upp i en mapp med kort namn, till exempel C:\Prov.
`

// readMe says how a pack is opened, for Windows' Notepad and Mac's TextEdit of
// any age: with the byte order mark that tells them the encoding, and with CRLF.
func readMe(s page.Stamp) []byte {
	version := ""
	parts := slices.DeleteFunc([]string{s.Name, s.Commit, s.Date}, func(part string) bool { return part == "" })
	if len(parts) > 0 {
		version = "Version: " + strings.Join(parts, ", ") + ".\n"
	}
	text := strings.Replace(readMeText, "{version}", version, 1)
	return []byte("\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"))
}

// written names what a build has written.
func written(out, pack string) string {
	names := slices.DeleteFunc([]string{out, pack}, func(name string) bool { return name == "" })
	return strings.Join(names, " och ")
}
