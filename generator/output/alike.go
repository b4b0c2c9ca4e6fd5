package output

import "bytes"

// alike says whether two pages are the same byte for byte but for how long
// their runs of blanks are, outside of attribute values and of elements where
// each blank counts. Such pages have the same DOM in the sense of [SameDOM],
// and this is told thirty times faster than by parsing both. A no means only
// that they must be parsed.
func alike(a, b []byte) bool {
	a, b = afterDoctype(a), afterDoctype(b)
	var tag bool   // within < and >
	var quote byte // of the attribute value that we are in
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		c := a[i]
		if blank(c) && blank(b[j]) && quote == 0 {
			i, j = skipBlanks(a, i), skipBlanks(b, j)
			continue
		}
		if c != b[j] {
			return false
		}
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case tag && (c == '"' || c == '\''):
			quote = c
		case tag && c == '>':
			tag = false
		case !tag && c == '<':
			if n := exact(a[i:]); n > 0 {
				if !bytes.HasPrefix(b[j:], a[i:i+n]) {
					return false
				}
				i, j = i+n, j+n
				continue
			}
			tag = true
		}
		i, j = i+1, j+1
	}
	return skipBlanks(a, i) == len(a) && skipBlanks(b, j) == len(b)
}

// afterDoctype drops the document type, after which blanks mean nothing.
func afterDoctype(s []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(s, []byte("<!doctype html>")), " \n\t\r\f")
}

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func skipBlanks(s []byte, i int) int {
	for i < len(s) && blank(s[i]) {
		i++
	}
	return i
}

// exact is the length of the element that s begins with, if it is one in which
// each blank counts; else 0.
func exact(s []byte) int {
	for _, name := range []string{"pre", "textarea", "script", "style"} {
		if len(s) < len(name)+2 || string(s[1:1+len(name)]) != name || s[1+len(name)] != '>' && !blank(s[1+len(name)]) {
			continue
		}
		if end := bytes.Index(s, []byte("</"+name)); end >= 0 {
			return end
		}
		return len(s)
	}
	return 0
}
