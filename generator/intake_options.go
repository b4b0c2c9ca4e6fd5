package main

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"

	"provtryck/generator/content"
	"provtryck/generator/intake"
	"provtryck/generator/problem"
	"provtryck/generator/site"
)

// intakeOptions returns what the text in the file of the given name is made for, from what the project
// has agreed on and its other texts.
func (p *program) intakeOptions(root content.Folder, b *site.Blueprint, name, pictures string) (intake.Options, error) {
	reader := content.NewReader(catalogue())
	o, problems := reader.Intake(root.FS(), b)
	if problems.Worst() == problem.Error {
		return o, fmt.Errorf("%s har fel; inget skrevs: %s", path.Join(filepath.ToSlash(p.content), content.ImportFile), problems.Sorted()[0])
	}
	o.Pictures = pictures
	src, err := reader.Read(root.FS(), p.today())
	if errors.Is(err, content.ErrNoTexts) {
		return o, nil
	} else if err != nil {
		return o, err
	}
	moved := site.New(src).Moved()
	o.Follow = func(address string) (string, bool) {
		file, known := moved(address)
		if !known {
			return "", false
		}
		return site.Relative(name, file), true
	}
	return o, nil
}
