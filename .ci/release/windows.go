package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// manifest tells Windows that the program asks for no higher rights, takes long paths, and has its texts in UTF-8.
const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3"><security><requestedPrivileges>
    <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
  </requestedPrivileges></security></trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1"><application>
    <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
  </application></compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3"><windowsSettings>
    <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
    <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
  </windowsSettings></application>
</assembly>
`

// resources is what go-winres reads: the icon, the manifest, and what Windows shows of a program under
// Details, in Swedish. %[1]s is the version and %[2]s the line on copyright.
const resources = `{
	"RT_GROUP_ICON": {"APP": {"0000": ["256.png", "64.png", "48.png", "32.png", "16.png"]}},
	"RT_MANIFEST": {"#1": {"0409": "manifest.xml"}},
	"RT_VERSION": {"#1": {"0000": {
		"fixed": {"file_version": "%[1]s.0", "product_version": "%[1]s.0"},
		"info": {"041D": {
			"ProductName": "Provtryck",
			"FileDescription": "Provtryck, förhandsvisning av texter",
			"ProductVersion": "%[1]s",
			"FileVersion": "%[1]s",
			"InternalName": "provtryck",
			"OriginalFilename": "provtryck.exe",
			"LegalCopyright": "%[2]s"
		}}
	}}}
}
`

// dress gives a program for Windows its icon, its manifest and its details. They are put into the finished
// program: an object file among the sources would make Go note that they differ from the commit.
func dress(program, version string) error {
	terms, err := os.ReadFile("LICENSE")
	if err != nil {
		return err
	}
	rights, err := copyrightOf(string(terms))
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "provtryck")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	about := filepath.Join(work, "winres.json")
	files := map[string][]byte{about: fmt.Appendf(nil, resources, version, rights), filepath.Join(work, "manifest.xml"): []byte(manifest)}
	for _, size := range sizes {
		var drawn bytes.Buffer
		if err := png.Encode(&drawn, icon(size)); err != nil {
			return err
		}
		files[filepath.Join(work, strconv.Itoa(size)+".png")] = drawn.Bytes()
	}
	for name, data := range files {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
	}
	if out, err := winres("patch", "--no-backup", "--in", about, program); err != nil {
		return fmt.Errorf("go-winres: %w\n%s", err, out)
	}
	return nil
}

// winres runs go-winres, and returns what it says.
func winres(args ...string) ([]byte, error) {
	return exec.Command("go", append([]string{"tool", "-modfile=.ci/tools/go.mod", "go-winres"}, args...)...).CombinedOutput()
}

// copyrightOf returns the line on copyright in the terms of the program.
func copyrightOf(terms string) (string, error) {
	for line := range strings.Lines(terms) {
		if strings.HasPrefix(line, "Copyright ") && !strings.ContainsAny(line, `"\`) {
			return strings.TrimSpace(line), nil
		}
	}
	return "", fmt.Errorf("LICENSE has no line on copyright")
}

// sizes are those in which Windows shows an icon, in pixels a side.
var sizes = []int{256, 64, 48, 32, 16}

// A shape is something that is drawn: in is asked whether it covers a point of the icon, 256 by 256.
type shape struct {
	ink color.RGBA
	in  func(x, y float64) bool
}

// icon draws a sheet with a folded corner and lines of text, of which one is struck out and marked in the
// margin, as on a proof.
func icon(size int) image.Image {
	var (
		blue  = color.RGBA{0x1c, 0x4e, 0x80, 0xff}
		white = color.RGBA{0xff, 0xff, 0xff, 0xff}
		grey  = color.RGBA{0x8a, 0x96, 0xa3, 0xff}
		red   = color.RGBA{0xc8, 0x10, 0x2e, 0xff}
	)
	sheet := func(edge float64) func(x, y float64) bool {
		return func(x, y float64) bool {
			return x > 32+edge && x < 224-edge && y > 8+edge && y < 248-edge && x-y < 152-1.4*edge
		}
	}
	shapes := []shape{
		{blue, sheet(0)}, {white, sheet(10)}, {blue, triangle(160, 8, 224, 72)},
		{grey, stroke(60, 96, 150, 96, 7)}, {grey, stroke(60, 136, 150, 136, 7)},
		{grey, stroke(60, 176, 150, 176, 7)}, {grey, stroke(60, 212, 120, 212, 7)},
		{red, stroke(52, 148, 158, 124, 7)},                                        // struck out
		{red, stroke(172, 138, 184, 152, 7)}, {red, stroke(184, 152, 204, 112, 7)}, // marked
	}
	const fine = 4 // points a side in each pixel, so that edges are smooth
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	for i := range size * size {
		var r, g, b, a int
		for j := range fine * fine {
			x := (float64(i%size) + (float64(j%fine)+0.5)/fine) * 256 / float64(size)
			y := (float64(i/size) + (float64(j/fine)+0.5)/fine) * 256 / float64(size)
			var c color.RGBA
			for _, s := range shapes {
				if s.in(x, y) {
					c = s.ink
				}
			}
			r, g, b, a = r+int(c.R), g+int(c.G), b+int(c.B), a+int(c.A)/255
		}
		if a > 0 {
			img.SetNRGBA(i%size, i/size, color.NRGBA{uint8(r / a), uint8(g / a), uint8(b / a), uint8(a * 255 / (fine * fine))})
		}
	}
	return img
}

// triangle covers what is below the line from one corner to the other of a square, and left of its right side.
func triangle(x1, y1, x2, y2 float64) func(x, y float64) bool {
	return func(x, y float64) bool { return x > x1 && y < y2 && x-y < x1-y1 }
}

// stroke covers what is at most width from the line between two points.
func stroke(x1, y1, x2, y2, width float64) func(x, y float64) bool {
	return func(x, y float64) bool {
		dx, dy := x2-x1, y2-y1
		along := min(1, max(0, ((x-x1)*dx+(y-y1)*dy)/(dx*dx+dy*dy)))
		return math.Hypot(x-x1-along*dx, y-y1-along*dy) <= width
	}
}
