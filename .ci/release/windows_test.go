package main

import (
	"bytes"
	"encoding/json"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDress reads back what small programs for Windows have been given, and checks that it is the same twice.
func TestDress(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	source := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() {}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, arch := range []string{"amd64", "arm64"} {
		var first []byte
		for range 2 {
			program := filepath.Join(t.TempDir(), "provtryck.exe")
			c := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, source)
			c.Env = append(os.Environ(), "GOOS=windows", "GOARCH="+arch, "CGO_ENABLED=0")
			if out, err := c.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if err := dress(program, "1.20.3"); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(program)
			if err != nil {
				t.Fatal(err)
			}
			if first != nil && !bytes.Equal(first, data) {
				t.Errorf("%s: two programs of the same source differ", arch)
			}
			first = data
			checkResources(t, program)
		}
	}
}

// checkResources checks the resources of a program of version 1.20.3.
func checkResources(t *testing.T, program string) {
	t.Helper()
	dir := t.TempDir()
	if out, err := winres("extract", "--dir", dir, "--xml-manifest", program); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "winres.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Icons map[string]map[string]string `json:"RT_GROUP_ICON"`
		About map[string]map[string]struct {
			Fixed map[string]string            `json:"fixed"`
			Info  map[string]map[string]string `json:"info"`
		} `json:"RT_VERSION"`
		Manifest map[string]map[string]string `json:"RT_MANIFEST"`
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	about := got.About["#1"]["041D"]
	info := about.Info["041D"]
	for _, c := range []struct{ name, got, want string }{
		{"ProductName", info["ProductName"], "Provtryck"},
		{"FileDescription", info["FileDescription"], "Provtryck, förhandsvisning av texter"},
		{"ProductVersion", info["ProductVersion"], "1.20.3"},
		{"FileVersion", info["FileVersion"], "1.20.3"},
		{"LegalCopyright", info["LegalCopyright"], "Copyright (c) 2026 The Provtryck authors"},
		{"file_version", about.Fixed["file_version"], "1.20.3.0"},
		{"product_version", about.Fixed["product_version"], "1.20.3.0"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
	icons, err := os.ReadFile(filepath.Join(dir, got.Icons["APP"]["0000"]))
	if err != nil || len(icons) < 6 || int(icons[4]) != len(sizes) { // the header says how many there are
		t.Errorf("icons: %v, %v", got.Icons, err)
	}
	text, err := os.ReadFile(filepath.Join(dir, got.Manifest["#1"]["0409"]))
	if err != nil || string(text) != manifest {
		t.Errorf("manifest: %v\n%s", err, text)
	}
}

// TestCopyright checks which line of the terms is taken, and that one which would break the details is not.
func TestCopyright(t *testing.T) {
	for terms, want := range map[string]string{
		"MIT License\n\nCopyright (c) 2026 A\n\nB\n": "Copyright (c) 2026 A",
		"Copyright (c) 2026 A\r\nCopyright B\r\n":    "Copyright (c) 2026 A",
		"The copyright notice\n":                     "",
		"Copyright \"A\"\n":                          "",
		"":                                           "",
	} {
		got, err := copyrightOf(terms)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", terms, got, err)
		}
	}
}

// TestIcon checks that an icon has the sheet, its mark and a clear ground in each size that is drawn.
func TestIcon(t *testing.T) {
	for _, size := range sizes {
		var b bytes.Buffer
		if err := png.Encode(&b, icon(size)); err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(&b)
		if err != nil {
			t.Fatal(err)
		}
		at := func(x, y int) string {
			r, g, b, a := img.At(x*size/256, y*size/256).RGBA()
			switch {
			case a == 0:
				return "clear"
			case r > 0xf000 && g > 0xf000 && b > 0xf000:
				return "white"
			case 2*r > 3*g && 2*r > 3*b:
				return "red"
			}
			return "other"
		}
		got := strings.Join([]string{at(4, 4), at(250, 250), at(215, 15), at(180, 200), at(192, 136)}, " ")
		if got != "clear clear clear white red" {
			t.Errorf("%d: %s", size, got)
		}
	}
}
