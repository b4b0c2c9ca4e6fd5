package document

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"provtryck/generator/problem"
)

var (
	utf8Mark = []byte{0xEF, 0xBB, 0xBF}
	utf16LE  = []byte{0xFF, 0xFE}
	utf16BE  = []byte{0xFE, 0xFF}
	crlf, lf = []byte("\r\n"), []byte("\n")
	cr       = []byte("\r")
	saveUTF8 = "spara filen igen och välj UTF-8 som teckenkodning"
)

// ForeignFile is the rule that a file has text in it.
var ForeignFile = &problem.Rule{ID: "fil-format", Family: problem.Files, Severity: problem.Error, In: problem.Elsewhere,
	Demand: "En fil som heter .md innehåller text.",
	Bad:    "text.docx som har bytt namn till text.md", Good: "texten ur Word, inklistrad i en ny .md-fil"}

const fromWord = "öppna den i Word, kopiera texten och klistra in den i en ny .md-fil"

// foreignFormats are the formats of files that are no texts, by how they begin.
var foreignFormats = []struct{ mark, what, hint string }{
	{"PK\x03\x04", "ett Word-dokument eller en annan zip-fil", fromWord},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ett äldre Word-dokument", fromWord},
	{`{\rtf`, "ett RTF-dokument", fromWord},
	{"%PDF-", "ett PDF-dokument", "skriv texten i en ny .md-fil"},
	{"\x89PNG\r\n", "en bild", "ge den sitt rätta namn, som slutar på .png"},
	{"\xff\xd8\xff", "en bild", "ge den sitt rätta namn, som slutar på .jpg"},
}

// normalise returns the text of a file as UTF-8 with LF, and reports what it had
// to repair. Letters with accents are one character each (NFC), so that texts that look the
// same are the same, and columns are what an editor sees. It returns false when the file is
// too large to be read, or no text.
func (d *Document) normalise(src []byte) ([]byte, bool) {
	if len(src) > MaxFile {
		d.oversized()
		return nil, false
	}
	for _, f := range foreignFormats {
		if bytes.HasPrefix(src, []byte(f.mark)) {
			d.NoText = true
			d.fault(ForeignFile, d.pos(1, 1), "filen är "+f.what+", inte en text, fast namnet slutar på .md", f.hint)
			return nil, false
		}
	}
	if order := utf16Order(src); order != nil {
		src = d.decodeUTF16(src, order)
	}
	raw := src
	src = bytes.TrimPrefix(src, utf8Mark)
	if bytes.Contains(src, cr) {
		src = bytes.ReplaceAll(bytes.ReplaceAll(src, crlf, lf), cr, lf)
	}
	return d.characters(norm.NFC.Bytes(d.validUTF8(src, raw))), true
}

// WrongEncoding is the rule that files are UTF-8.
var WrongEncoding = &problem.Rule{ID: "teckenkodning", Family: problem.Files,
	Severity: problem.Error, In: problem.Elsewhere,
	Demand: "Filen är sparad som UTF-8.",
	Bad:    "en fil som Anteckningar har sparat som UTF-16", Good: "samma fil sparad som UTF-8"}

// utf16Order returns the byte order of a text in UTF-16, nil for any other text. Without
// a mark, UTF-16 is a text in which every other byte is mostly NUL and the rest are not.
func utf16Order(src []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(src, utf16LE):
		return binary.LittleEndian
	case bytes.HasPrefix(src, utf16BE):
		return binary.BigEndian
	}
	var zeros [2]int
	for i, c := range src {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch most := len(src) / 4; {
	case zeros[0] == 0 && zeros[1] > most:
		return binary.LittleEndian
	case zeros[1] == 0 && zeros[0] > most:
		return binary.BigEndian
	}
	return nil
}

func (d *Document) decodeUTF16(src []byte, order binary.ByteOrder) []byte {
	d.fault(WrongEncoding, d.pos(1, 1), "filen är sparad som UTF-16", saveUTF8)
	units := make([]uint16, len(src)/2)
	for i := range units {
		units[i] = order.Uint16(src[2*i:])
	}
	text := strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff")
	d.Damaged = strings.ContainsRune(text, utf8.RuneError)
	return []byte(text)
}

// validUTF8 returns a text in UTF-8: that of a file in Windows-1252 as it was written, else with
// U+FFFD for NUL and for what is not UTF-8. It reports the first of each. raw is the text before its line ends were changed: other programs count
// its bytes.
func (d *Document) validUTF8(src, raw []byte) []byte {
	if bytes.IndexByte(src, 0) < 0 && utf8.Valid(src) {
		return src
	}
	if i := bytes.IndexByte(src, 0); i >= 0 {
		d.Damaged = true
		d.fault(WrongEncoding, d.place(src, i), "filen innehåller ett nolltecken",
			"filen är troligen skadad eller ingen textfil; skriv om raden")
		src = bytes.ReplaceAll(src, []byte{0}, []byte("\uFFFD"))
	}
	if utf8.Valid(src) {
		return src
	}
	at := d.place(src, invalidAt(src))
	if text, ok := fromWindows(src); ok {
		d.fault(WrongEncoding, at, "filen är sparad som ANSI (Windows-1252), inte som UTF-8", saveUTF8)
		return text
	}
	d.Damaged = true
	d.fault(WrongEncoding, at, fmt.Sprintf("byte %d är inte UTF-8", invalidAt(raw)+1),
		saveUTF8+"; ser ett ord konstigt ut där, skriv om det")
	return []byte(string([]rune(string(src)))) // byte by byte, so that every place stays the same
}

// windowsSigns are the characters that texts have in Windows-1252 and that are others in
// Unicode. Those above 0x9F are the same.
var windowsSigns = map[byte]rune{0x80: '€', 0x85: '…', 0x89: '‰', 0x91: '‘', 0x92: '’', 0x93: '“', 0x94: '”', 0x95: '•',
	0x96: '–', 0x97: '—', 0x99: '™'}

// fromWindows returns a text in Windows-1252, and false for one that is not certainly that: it
// has å, ä or ö, none of the signs that only other encodings use, and nothing of UTF-8.
func fromWindows(src []byte) ([]byte, bool) {
	swedish := false
	text := make([]rune, 0, len(src))
	for i, c := range src {
		r := rune(c)
		if 0x80 <= c && c < 0xA0 {
			r = windowsSigns[c]
		}
		if seen, size := utf8.DecodeRune(src[i:]); r == 0 || seen != utf8.RuneError && size > 1 {
			return nil, false
		}
		swedish = swedish || strings.ContainsRune("åäöÅÄÖ", r)
		text = append(text, r)
	}
	return []byte(string(text)), swedish
}

func invalidAt(src []byte) int {
	for i := 0; ; {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
}

// place returns the place of an offset in the whole text.
func (d *Document) place(src []byte, offset int) problem.Pos {
	begin := bytes.LastIndexByte(src[:offset], '\n') + 1
	return d.pos(1+bytes.Count(src[:begin], lf), 1+utf8.RuneCount(src[begin:offset]))
}
