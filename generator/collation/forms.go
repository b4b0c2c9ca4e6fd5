package collation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// forms returns how two blocks differ in what they are.
func forms(ours, theirs block, joined bool) []string {
	if ours.form != theirs.form {
		return []string{"är " + theirs.what() + " på sidan, ska vara " + ours.what()}
	}
	var list []string
	differ := func(what string, a, b any) {
		if a != b {
			list = append(list, fmt.Sprintf("%s är %v på sidan, ska vara %v", what, b, a))
		}
	}
	differs := func(differs bool, what string) {
		if differs {
			list = append(list, what)
		}
	}
	switch ours.form {
	case heading:
		differ("rubriknivån", ours.level, theirs.level)
	case item:
		differ("nivån i listan", ours.level, theirs.level)
		differ("listan", listWord(ours), listWord(theirs))
		if joined && ours.level == theirs.level {
			differs(ours.opens && !theirs.opens, "sitter ihop med listan före")
			differs(!ours.opens && theirs.opens, "börjar en egen lista, men hör till listan före")
		}
		differs(ours.begins && !theirs.begins, "sitter ihop med punkten före")
		differs(!ours.begins && theirs.begins, "är en egen punkt, men hör till punkten före")
		if joined && ours.ordered && theirs.ordered && ours.first != theirs.first {
			list = append(list, "numreringen börjar inte där den ska")
		}
	case cell:
		if joined {
			differs(ours.opens && !theirs.opens, "sitter ihop med tabellen före")
			differs(!ours.opens && theirs.opens, "börjar en egen tabell, men hör till tabellen före")
		}
		differ("kolumnen", ours.column+1, theirs.column+1)
		differ("cellen", cellWord(ours), cellWord(theirs))
		differ("storleken (kolumner × rader)", cmp.Or(ours.span, "1 × 1"), cmp.Or(theirs.span, "1 × 1"))
		differs(ours.begins != theirs.begins && ours.column == theirs.column, "raden är delad på ett annat ställe")
	}
	return list
}

func listWord(b block) string {
	if b.ordered {
		return "numrerad"
	}
	return "onumrerad"
}

func cellWord(b block) string {
	if b.head {
		return "en rubrikcell"
	}
	return "en vanlig cell"
}

// links returns how the links of two blocks differ.
func links(ours, theirs block) []string {
	var list []string
	for i := range max(len(ours.links), len(theirs.links)) {
		switch {
		case i >= len(theirs.links):
			list = append(list, fmt.Sprintf("länken ”%s” till %s saknas", ours.links[i].words, ours.links[i].address))
		case i >= len(ours.links):
			list = append(list, fmt.Sprintf("länken ”%s” till %s finns bara på sidan", theirs.links[i].words, theirs.links[i].address))
		default:
			a, b := ours.links[i], theirs.links[i]
			if strings.TrimSuffix(a.address, "/") != strings.TrimSuffix(b.address, "/") {
				list = append(list, fmt.Sprintf("länken ”%s” leder till %s, ska leda till %s", b.words, b.address, a.address))
			}
			if a.words != b.words && ours.key == theirs.key {
				list = append(list, fmt.Sprintf("länken är på orden ”%s”, ska vara på ”%s”", b.words, a.words))
			}
		}
	}
	return list
}

// trailing reports whether links of two blocks differ only in a slash at the end.
func trailing(ours, theirs block) bool {
	return !slices.Equal(ours.links, theirs.links)
}
