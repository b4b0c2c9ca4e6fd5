package pack

import (
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// relative changes the page at name, "vard/index.html", so that it can be opened
// from disk: every address on the site becomes the relative path from the page to
// the file that a server would have answered with. Nothing else changes.
func relative(name string, page []byte) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(len(page) + len(page)/8)
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, err
			}
			return b.Bytes(), nil
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := bytes.Clone(z.Raw()) // reading the token changes it
			t := z.Token()
			if t.Data == "noscript" {
				z.NextIsNotRawText()
			}
			if t.Data == "form" && sends(t) {
				skip(z)
				continue
			}
			if relativeTag(name, &t) {
				b.WriteString(t.String())
			} else {
				b.Write(raw)
			}
		default:
			b.Write(z.Raw())
		}
	}
}

// sends reports whether a form is one that only a host can take in.
func sends(form html.Token) bool {
	for _, a := range form.Attr {
		if a.Key == "data-netlify" {
			return true
		}
	}
	return false
}

// skip reads to the end of a form.
func skip(z *html.Tokenizer) {
	for {
		kind := z.Next()
		if name, _ := z.TagName(); kind == html.ErrorToken || kind == html.EndTagToken && string(name) == "form" {
			return
		}
	}
}

// relativeTag changes the addresses of a tag, and reports whether it had any.
func relativeTag(name string, t *html.Token) (changed bool) {
	for i := range t.Attr {
		a := &t.Attr[i]
		old := *a
		switch a.Key {
		case "href", "src", "action", "formaction", "poster", "cite":
			a.Val = relativeAddress(name, a.Val)
		case "srcset", "imagesrcset":
			a.Val = relativeSet(name, a.Val)
		}
		changed = changed || *a != old
	}
	return changed
}

// relativeSet changes the addresses of a list of pictures, "/a.png 1x, /b.png 2x".
func relativeSet(name, set string) string {
	candidates := strings.Split(set, ",")
	for i, c := range candidates {
		address, size, _ := strings.Cut(strings.TrimSpace(c), " ")
		candidates[i] = strings.TrimSpace(relativeAddress(name, address) + " " + size)
	}
	return strings.Join(candidates, ", ")
}

// relativeAddress returns the path from the file name to an address on the site.
// Other addresses are returned as they are.
func relativeAddress(name, address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") {
		return address
	}
	target, rest := address[1:], ""
	if i := strings.IndexAny(target, "?#"); i >= 0 {
		target, rest = target[:i], target[i:]
	}
	if target == "" || strings.HasSuffix(target, "/") {
		target += "index.html"
	}
	return way(path.Dir(name), target) + rest
}

// way returns the relative path from a folder to a file; "." is the outermost folder.
func way(folder, file string) string {
	up := ""
	for folder != "." && !strings.HasPrefix(file, folder+"/") {
		up, folder = up+"../", path.Dir(folder)
	}
	return up + strings.TrimPrefix(file, folder+"/")
}
