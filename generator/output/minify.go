package output

import (
	"bytes"
	"fmt"
	"io"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
)

// MinifyHTML makes a page smaller without changing what it says: only blanks,
// comments and superfluous signs go. The result is compared with the page by
// [SameDOM]. On any error the caller writes the page as it was.
func MinifyHTML(page []byte) ([]byte, error) {
	small, err := shrink(&html.Minifier{
		KeepDefaultAttrVals: true,
		KeepDocumentTags:    true,
		KeepEndTags:         true,
		KeepQuotes:          true,
		KeepWhitespace:      true,
	}, page)
	if err != nil {
		return nil, err
	}
	if err := SameDOM(page, small); err != nil {
		return nil, fmt.Errorf("den förminskade sidan skiljer sig: %w", err)
	}
	return small, nil
}

// MinifyCSS makes a style sheet smaller.
func MinifyCSS(sheet []byte) ([]byte, error) { return shrink(&css.Minifier{}, sheet) }

// MinifyJS makes a script smaller.
func MinifyJS(script []byte) ([]byte, error) { return shrink(&js.Minifier{}, script) }

// shrink runs a minifier that knows of no other, so that scripts and styles in
// a page are left alone. Its lexer has panicked on odd input more than once;
// here that is an error like any other.
func shrink(m minify.Minifier, src []byte) (small []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			small, err = nil, fmt.Errorf("förminskningen avbröts: %v", r)
		}
	}()
	var b bytes.Buffer
	b.Grow(len(src))
	// The reader is hidden so that the minifier takes a copy: given its bytes
	// it writes in them.
	if err := m.Minify(minify.New(), &b, io.MultiReader(bytes.NewReader(src)), nil); err != nil {
		return nil, fmt.Errorf("förminskningen misslyckades: %w", err)
	}
	return b.Bytes(), nil
}
