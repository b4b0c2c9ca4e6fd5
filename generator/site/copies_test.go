package site

import "testing"

func TestCopyOf(t *testing.T) {
	for name, want := range map[string]string{
		"a/prov-DESKTOP-7AB1.md":      "a/prov.md",
		"prov-Annas-MacBook.md":       "prov.md",
		"prov-stod-LAPTOP-9.md":       "prov-stod.md",
		"prov (1).md":                 "prov.md",
		"prov(12).md":                 "prov.md",
		"prov 2.md":                   "prov.md",
		"prov – kopia.md":             "prov.md",
		"prov – Kopia (2).md":         "prov.md",
		"prov - Copy.md":              "prov.md",
		"prov copy 3.md":              "prov.md",
		"prov-kopia.md":               "prov.md",
		"Kopia av prov.md":            "prov.md",
		"prov_konflikt.md":            "prov.md",
		"prov_konflikt-2026-01-01.md": "prov.md",
		"prov (Annas kopia i konflikt 2026-01-01).md":  "prov.md",
		"prov (Anna's conflicted copy 2026-01-01).md":  "prov.md",
		"prov.sync-conflict-20260101-101010-ABCDEF.md": "prov.md",
		"prov conflicted copy.md":                      "prov.md",
		"prov-konflikt-2026-01-01.md":                  "prov.md",
		"prov-konflikt-anna-20260101.md":               "prov.md",
		"prov-konflikt-2.md":                           "prov.md",
		"prov-konflikt-kopia.md":                       "prov.md",
		"prov-sync-konflikt.md":                        "prov.md",
		"prov-Konflikt.md":                             "prov.md",
		"bilder/lugn (1).png":                          "bilder/lugn.png",

		"prov.md": "", "prov-stod.md": "", "prov-2.md": "", "annat (1).md": "", "prov (1).docx": "", "a/prov (1)/b.md": "",
		"prov-konflikt.md": "", "prov-konflikt-i-familj.md": "", "prov-conflict.md": "", "prov konflikt.md": "",
		"prov-konflikt-i-familj-del-2.md": "", "prov-konflikter.md": "", "prov-i-konflikt-och-kris.md": "",
		"prov-konfliktlosning.md": "", "provkopia.md": "", "Prov.md": "", "b/prov (1).md": "", "prov-adhd.md": "",
	} {
		exists := func(file string) bool {
			return file == "prov.md" || file == "a/prov.md" || file == "prov-stod.md" || file == "bilder/lugn.png"
		}
		if got := CopyOf(name, exists); got != want {
			t.Errorf("%s is a copy of %q, want %q", name, got, want)
		}
	}
}
