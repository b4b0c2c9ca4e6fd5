package site

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"provtryck/generator/document"
	"provtryck/generator/field"
	"provtryck/generator/problem"
)

// A Gone is what is known of a text that is not there any longer, where it was. It may have been removed,
// or moved and reworded.
type Gone struct {
	In   string // the version that has it: "den senast sparade versionen"
	Heir string // the file of the text that says that it replaces the same text on the old site; empty for none
	Like string // the file of the text that is most like it; empty for none
}

// NowIn returns the files of texts that have certainly moved, by the files that they were in.
func (s *Site) NowIn() map[string]string { return s.nowIn }

// Astray reports whether a finding may be there because a text has been moved by hand, or removed.
func Astray(p problem.Problem) bool {
	return p.Rule == BrokenLink || p.Rule == linkOutside || p.Rule == missingPicture
}

// whereNow returns what was meant by a file that does not exist: the text that was in it, or one that is
// called nearly the same.
func (s *Site) whereNow(from *Article, name string) answer {
	if moved := s.movedTo(name); moved != nil {
		return answer{"texten har flyttat till " + Relative(from.Doc.Name, moved.Doc.Name), moved}
	}
	for _, file := range []string{name, name + ".md", path.Join(name, "index.md")} {
		if gone, was := s.gone[file]; was {
			return answer{hint: s.becameOf(from, file, gone)}
		}
	}
	return answer{hint: s.nearestFile(from, name)}
}

// whereAddress is as whereNow, of an address.
func (s *Site) whereAddress(from *Article, address string) answer {
	for _, name := range slices.Sorted(maps.Keys(s.nowIn)) {
		if Address(name) == address {
			return s.whereNow(from, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.gone)) {
		if Address(name) == address {
			return s.whereNow(from, name)
		}
	}
	return answer{}
}

// becameOf returns a hint of what to do about a link to a text that is gone.
func (s *Site) becameOf(from *Article, name string, gone Gone) string {
	if gone.Heir != "" {
		return fmt.Sprintf("texten är borttagen (den fanns i %s), och %s ersätter den; länka dit, eller ta bort länken",
			gone.In, Relative(from.Doc.Name, gone.Heir))
	}
	if like := cmp.Or(s.sameName(name), gone.Like); like != "" {
		return fmt.Sprintf("menade du %s? Filen fanns i %s; är texten borttagen, ta bort länken eller länka till en annan text",
			Relative(from.Doc.Name, like), gone.In)
	}
	return fmt.Sprintf("texten är borttagen (den fanns i %s); ta bort länken eller länka till en annan text", gone.In)
}

// notThere returns a hint of what to do about a link to a file that nobody knows.
func (s *Site) notThere() string {
	const hint = "kontrollera sökvägen; .. går upp en mapp"
	if s.gone == nil {
		return hint + ". Är texten borttagen, ta bort länken; har den flyttat, länka till dess nya plats"
	}
	return hint
}

// movedTo returns the text that was in a file that does not exist, nil when that is not certain: the one
// that remembers its address, or whose words git knows from that file. A text that is only called the
// same may be about something else.
func (s *Site) movedTo(name string) *Article {
	address := Address(name)
	for _, a := range s.byName {
		if !a.MadeUp && !a.Copy && slices.ContainsFunc(a.Doc.Front.FormerPaths, func(t field.Text) bool { return t.Text == address }) {
			return a
		}
	}
	return cmp.Or(s.byFile[s.nowIn[name]], s.byFile[s.nowIn[name+".md"]])
}

// follow returns the fix of a link to a text that has moved; none where its section is not there.
func follow(from *Article, l document.Link, to *Article) problem.Fix {
	_, id, _ := strings.Cut(l.Dest, "#")
	if section, _ := to.Doc.Section(id); id != "" && section == nil || strings.Contains(l.Dest, "?") {
		return problem.Fix{}
	}
	now := Relative(from.Doc.Name, to.Doc.Name)
	if id != "" {
		now += "#" + id
	}
	return problem.Fix{Old: "](" + l.Dest + ")", New: "](" + now + ")", Later: true}
}

// asBefore returns what is wrong with a link to no file that leads to a text from where its own text was
// before it certainly moved.
func (s *Site) asBefore(a *Article, l document.Link, ref string) trouble {
	was, moved := s.wasIn[a.Doc.Name]
	if !moved {
		return trouble{}
	}
	name := path.Join(path.Dir(was), ref)
	to := s.movedTo(name)
	if to == nil {
		to = s.at(name)
	}
	if to == nil || to.MadeUp {
		return trouble{}
	}
	wrong := troubleOf(BrokenLink, fmt.Sprintf("filen %s finns inte", ref),
		fmt.Sprintf("texten har flyttat hit från %s; skriv %s", was, Relative(a.Doc.Name, to.Doc.Name)))
	wrong.fix = follow(a, l, to)
	return wrong
}

// pictureAsBefore is as asBefore, of a picture.
func (s *Site) pictureAsBefore(a *Article, l document.Link, ref string) trouble {
	was, moved := s.wasIn[a.Doc.Name]
	picture, there := s.Pictures[path.Join(path.Dir(was), ref)]
	if !moved || !there {
		return trouble{}
	}
	now := Relative(a.Doc.Name, picture.File)
	wrong := troubleOf(missingPicture, fmt.Sprintf("bilden %s finns inte", ref), fmt.Sprintf("texten har flyttat hit från %s; skriv %s", was, now))
	wrong.fix = problem.Fix{Old: "](" + l.Dest + ")", New: "](" + now + ")", Later: true}
	return wrong
}
