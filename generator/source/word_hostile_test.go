package source

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
)

// TestWordRefuses checks what is said of files that are not read.
func TestWordRefuses(t *testing.T) {
	good := docx(t, body("<w:p><w:r><w:t>a</w:t></w:r></w:p>"))
	xmlOf := func(document string) []byte { return docx(t, part{"word/document.xml", document}) }
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 4096)
	damaged := bytes.Clone(good)
	damaged[bytes.Index(damaged, []byte("PK\x01\x02"))-20] ^= 0xff
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "tom"},
		{"blank", []byte("  \n "), "tom"},
		{"text", []byte("Bara text."), "prov.docx"},
		{"HTML", []byte("<html><p>a</p>"), "inget Word-dokument"},
		{"Word 2003 XML", []byte(`<?xml version="1.0"?><w:wordDocument/>`), "inget Word-dokument"},
		{"pdf", []byte("%PDF-1.7"), "pdf"},
		{"rtf", []byte(`{\rtf1 a}`), ".rtf"},
		{"doc", []byte(ole), "äldre formatet .doc"},
		{"encrypted", []byte(ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "lösenord"},
		{"encrypted, the list last", []byte(ole + strings.Repeat("x", 3<<20) + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "lösenord"},
		{"odt", zipped(t, part{"mimetype", "application/vnd.oasis.opendocument.text"}, part{"content.xml", "<a/>"}), ".odt"},
		{"Excel", docx(t, part{"xl/workbook.xml", "<a/>"}), "Excel"},
		{"PowerPoint", docx(t, part{"ppt/presentation.xml", "<a/>"}), "PowerPoint"},
		{"zip", zipped(t, part{"a.txt", "a"}), "zip-fil"},
		{"empty zip", zipped(t), "skadad"},
		{"no document", docx(t, part{"word/styles.xml", "<a/>"}), "inget Word-dokument"},
		{"no content types", zipped(t, part{"_rels/.rels", rootRelation}, body("")), "inget Word-dokument"},
		{"content types of something else", docx(t, part{"[Content_Types].xml", strings.Replace(contentTypes, "wordprocessingml.document.main", "spreadsheetml.sheet.main", 1)}, body("")), "spreadsheetml"},
		{"a relation to nothing", docx(t, part{"_rels/.rels", strings.Replace(rootRelation, "word/document.xml", "word/annan.xml", 1)}, body("")), "inget Word-dokument"},
		{"a relation out of the file", docx(t, part{"_rels/.rels", strings.Replace(rootRelation, "word/document.xml", "../../etc/passwd", 1)}), "inget Word-dokument"},
		{"a relation to itself", docx(t, part{"_rels/.rels", strings.Replace(rootRelation, "word/document.xml", "_rels/.rels", 1)}), "inget Word-dokument"},
		{"truncated", good[:len(good)/2], "skadad"},
		{"without its end", good[:len(good)-3], "skadad"},
		{"only its beginning", good[:6], "skadad"},
		{"changed bytes", damaged, "skadad"},
		{"two of a part", zipped(t, part{"_rels/.rels", rootRelation}, part{"[Content_Types].xml", contentTypes}, body("a"), body("b")), "två gånger"},
		{"two of a part, in other letters", docx(t, body("a"), part{"WORD/Document.xml", "b"}), "två gånger"},
		{"too many parts", docx(t, append(many(int(ordinaryLimits().parts)), body(""))...), "delar"},
		{"a list that is too long", docx(t, append(longNames(), body(""))...), "delar"},
		{"a document type", xmlOf(`<!DOCTYPE w:document>` + strings.TrimPrefix(body("").data, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`)), "dokumenttyp"},
		{"entities", xmlOf(`<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>`), "dokumenttyp"},
		{"an unknown entity", docx(t, body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")), "XML"},
		{"XML that is not whole", xmlOf(documentHead + "<w:p>"), "XML"},
		{"crossed elements", docx(t, body("<w:p><w:r></w:p></w:r>")), "XML"},
		{"no bytes", xmlOf(""), "den har ingen XML som går att läsa"},
		{"another root", xmlOf(`<html><body/></html>`), "ingen text"},
		{"no body", xmlOf(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>`), "ingen text"},
		{"UTF-16 that is none", xmlOf("\xff\xfe<\x00a\x00"), "XML"},
		{"too deep", docx(t, body(strings.Repeat("<w:p>", 5000)+strings.Repeat("</w:p>", 5000))), "i varandra"},
		{"too deep tables", docx(t, body(strings.Repeat("<w:tbl><w:tr><w:tc>", 90)+strings.Repeat("</w:tc></w:tr></w:tbl>", 90))), "i varandra"},
		{"a bomb", docx(t, body(strings.Repeat(" ", int(ordinaryLimits().part)))), "för stor"},
		{"a bomb that says it is small", lying(t), "skadad"},
		{"comments that cannot be read", docx(t, body(""), related("comments"), part{"word/comments.xml", "<w:comments"}), "word/comments.xml"},
		{"notes that cannot be read", docx(t, body(""), related("footnotes"), part{"word/footnotes.xml", "<!DOCTYPE a><a/>"}), "word/footnotes.xml"},
		{"a locked part", locked(t, good), "lösenord"},
	} {
		in, err := readWord(c.data)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
		if in.Body != nil {
			t.Errorf("%s: there is a text beside the error", c.name)
		}
	}
	if _, err := Word("prov.docx", bytes.NewReader(good), 200<<20); err == nil || !strings.Contains(err.Error(), "100 MB") {
		t.Errorf("200 MB: %v", err)
	}
}

// TestWordLimits reads documents that are just within limits and just above them.
func TestWordLimits(t *testing.T) {
	text := "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
	blanks := func(n int) string { return strings.Repeat(" ", n-len(body(text).data)) }
	of := func(change func(*wordLimits)) wordLimits {
		limits := ordinaryLimits()
		change(&limits)
		return limits
	}
	elements := of(func(l *wordLimits) { l.elements = 1000 })
	few := strings.Count(body(text).data+contentTypes+rootRelation, "=") + 2 + 12 // attributes, and elements that are no paragraphs
	styles := func(n int) part {
		return part{"word/styles.xml", "<a/>" + strings.Repeat(" ", n-len("<a/>"))}
	}
	for _, c := range []struct {
		name         string
		limits       wordLimits
		within, over []byte
		want         string
	}{
		{"bytes of the text", of(func(l *wordLimits) { l.part = 4000 }), docx(t, body(text+blanks(4000))), docx(t, body(text+blanks(4001))), "för stor"},
		{"bytes of a part beside the text", of(func(l *wordLimits) { l.part = 4000 }), docx(t, body(text), related("styles"), styles(4000)), docx(t, body(text), related("styles"), styles(4001)), "för stor"},
		{"bytes of all parts", of(func(l *wordLimits) { l.whole = 9000 }), docx(t, body(text), related("styles"), styles(5000)), docx(t, body(text), related("styles"), styles(9000)), "uppackad"},
		{"elements", elements, docx(t, body(text+strings.Repeat("<w:p/>", 1000-few-20))), docx(t, body(text+strings.Repeat("<w:p/>", 1001))), "1000 element"},
		{"attributes", elements, docx(t, body(text+"<w:p "+attributes(1000-few-20)+"/>")), docx(t, body(text+"<w:p "+attributes(1001)+"/>")), "1000 element"},
		{"ends of lines", elements, docx(t, body("<w:p><w:r><w:t>"+strings.Repeat("\n", 1000-few-20)+"a</w:t></w:r></w:p>")), docx(t, body("<w:p><w:r><w:t>"+strings.Repeat("\n", 1000)+"a</w:t></w:r></w:p>")), "1000 element"},
		{"elements beside the text", elements, docx(t, body(text), related("styles"), part{"word/styles.xml", "<a>" + strings.Repeat("<b/>", 1000-few-20) + "</a>"}), docx(t, body(text), related("styles"), part{"word/styles.xml", "<a>" + strings.Repeat("<b/>", 1000) + "</a>"}), "1000 element"},
		{"depth", of(func(l *wordLimits) { l.depth = 20 }), docx(t, body(text+strings.Repeat("<w:x>", 18)+strings.Repeat("</w:x>", 18))), docx(t, body(text+strings.Repeat("<w:x>", 19)+strings.Repeat("</w:x>", 19))), "20 element i varandra"},
		{"parts", of(func(l *wordLimits) { l.parts = 6 }), docx(t, append(many(3), body(text))...), docx(t, append(many(4), body(text))...), "6 delar"},
		{"the list of parts", of(func(l *wordLimits) { l.directory = 500 }), docx(t, body(text)), docx(t, body(text), part{strings.Repeat("x", 400), ""}), "delar"},
	} {
		in, err := readWithin("prov.docx", bytes.NewReader(c.within), int64(len(c.within)), c.limits)
		if err != nil || words(in.Body) != "a" {
			t.Errorf("%s, within: %v", c.name, err)
		}
		in, err = readWithin("prov.docx", bytes.NewReader(c.over), int64(len(c.over)), c.limits)
		if err == nil || !strings.Contains(err.Error(), c.want) || in.Body != nil {
			t.Errorf("%s, over: %v, want %q", c.name, err, c.want)
		}
	}
}

func many(n int) []part {
	var parts []part
	for i := range n {
		parts = append(parts, part{fmt.Sprintf("x/%d", i), ""})
	}
	return parts
}

func longNames() []part {
	var parts []part
	for i := range ordinaryLimits().directory/60_000 + 1 {
		parts = append(parts, part{fmt.Sprint(i) + strings.Repeat("x", 60_000), ""})
	}
	return parts
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `a%d="" `, i)
	}
	return b.String()
}

// related are the relations of a text with one part beside it.
func related(kind string) part {
	return part{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://x/` + kind + `" Target="` + kind + `.xml"/></Relationships>`}
}

// lying is a document whose text is longer than the file says.
func lying(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range []part{{"_rels/.rels", rootRelation}, {"[Content_Types].xml", contentTypes}} {
		f, err := w.Create(p.name)
		if err == nil {
			_, err = f.Write([]byte(p.data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var packed bytes.Buffer
	text := body(strings.Repeat("<w:p/>", 1000)).data
	inner := zip.NewWriter(&packed)
	f, err := inner.Create("a")
	if err == nil {
		_, err = f.Write([]byte(text))
	}
	if err == nil {
		err = inner.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := archive.File[0].OpenRaw()
	if err != nil {
		t.Fatal(err)
	}
	out, err := w.CreateRaw(&zip.FileHeader{Name: "word/document.xml", Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(text[:10])),
		CompressedSize64: archive.File[0].CompressedSize64, UncompressedSize64: 10})
	if err == nil {
		var all bytes.Buffer
		if _, err = all.ReadFrom(raw); err == nil {
			_, err = out.Write(all.Bytes())
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// locked is a document in which every part says that it is encrypted.
func locked(t *testing.T, good []byte) []byte {
	t.Helper()
	data := bytes.Clone(good)
	for at := 0; ; at += 4 {
		i := bytes.Index(data[at:], []byte("PK\x01\x02"))
		if i < 0 {
			return data
		}
		at += i
		binary.LittleEndian.PutUint16(data[at+8:], binary.LittleEndian.Uint16(data[at+8:])|1)
	}
}

func openComments(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<w:commentRangeStart w:id="%d"/>`, i)
	}
	return b.String()
}

// TestWordHarmless reads documents that would do something elsewhere, or that are odd: each is read,
// with what it shows, and nothing outside it.
func TestWordHarmless(t *testing.T) {
	text := `<w:p><w:r><w:t>a</w:t></w:r></w:p>`
	cell := func(props, text string) string {
		return "<w:tc><w:tcPr>" + props + "</w:tcPr><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:tc>"
	}
	loop := `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>`
	for _, c := range []struct {
		name  string
		parts []part
		want  string
	}{
		{"names that lead out", []part{body(text), {"../../x.xml", "x"}, {"/etc/x", "x"}, {`word\x.xml`, "x"}, {"C:/x", "x"}}, "a"},
		{"styles that are based on each other", []part{body(`<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`), related("styles"), {"word/styles.xml", loop}}, "a"},
		{"a header that is the text", []part{body(text), {"word/_rels/document.xml.rels", strings.Replace(related("header").data, "header.xml", "document.xml", 1)}}, "a"},
		{"a picture that is the text", []part{body(text + `<w:p><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p>`), {"word/_rels/document.xml.rels", strings.Replace(related("image").data, "image.xml", "document.xml", 1)}}, "a"},
		{"a picture outside the file", []part{body(text + `<w:p><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p>`), {"word/_rels/document.xml.rels", strings.Replace(related("image").data, "image.xml", "../../../../etc/passwd", 1)}}, "a"},
		{"a cell of very many columns", []part{body("<w:tbl><w:tr>" + cell(`<w:gridSpan w:val="999999999"/>`, "a") + "</w:tr></w:tbl>")}, "a"},
		{"a cell of fewer than no columns", []part{body("<w:tbl><w:tr>" + cell(`<w:gridSpan w:val="-5"/>`, "a") + "</w:tr></w:tbl>")}, "a"},
		{"a merge that never began", []part{body("<w:tbl><w:tr>" + cell(`<w:vMerge/>`, "a") + cell(`<w:hMerge w:val="continue"/>`, "b") + "</w:tr></w:tbl>")}, "a"},
		{"a table without rows", []part{body("<w:tbl/>" + text)}, "a"},
		{"levels that are none", []part{body(`<w:p><w:pPr><w:numPr><w:ilvl w:val="-3"/><w:numId w:val="99999"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`)}, "a"},
		{"ends of fields", []part{body(`<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/><w:t>a</w:t></w:r></w:p>`)}, "a"},
		{"fields that never end", []part{body(`<w:p><w:r>` + strings.Repeat(`<w:fldChar w:fldCharType="begin"/>`, 50) + `<w:t>a</w:t></w:r></w:p>`)}, "a"},
		{"fields in fields", []part{body(`<w:p><w:r>` + strings.Repeat(`<w:fldChar w:fldCharType="begin"/><w:instrText>REF</w:instrText><w:fldChar w:fldCharType="separate"/>`, 50_000) + `<w:t>a</w:t>` + strings.Repeat(`<w:fldChar w:fldCharType="end"/>`, 50_000) + `</w:r></w:p>`)}, "a"},
		{"choices in choices", []part{body(`<w:p><w:r>` + strings.Repeat("<mc:AlternateContent><mc:Choice>", 100) + `<w:t>a</w:t>` + strings.Repeat("</mc:Choice></mc:AlternateContent>", 100) + `</w:r></w:p>`)}, "a"},
		{"many comments that never end", []part{body(`<w:p>` + openComments(50_000) + `<w:r><w:t>a</w:t></w:r></w:p>`)}, "a"},
		{"many paragraphs that are joined", []part{body(strings.Repeat(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`, 20_000))}, strings.Repeat("a", 20_000)},
		{"a comment without an end", []part{body(`<w:commentRangeStart w:id="1"/>` + text)}, "a"},
		{"a note without notes", []part{body(`<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p>`)}, "a"},
		{"a paragraph that is joined with none", []part{body(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`)}, "a"},
		{"a paragraph in a paragraph", []part{body(`<w:p><w:r><w:t>a</w:t></w:r><w:p><w:r><w:t>b</w:t></w:r></w:p></w:p>`)}, "a b"},
		{"words without a paragraph", []part{body(`<w:r><w:t>a</w:t></w:r>`)}, "a"},
		{"a relation of a script", []part{body(`<w:p><w:hyperlink r:id="rId1"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>`), {"word/_rels/document.xml.rels", strings.Replace(related("hyperlink").data, `Target="hyperlink.xml"`, `Target="javascript:x()" TargetMode="External"`, 1)}}, "a"},
		{"instructions and comments", []part{body(`<?x y?><!-- z --><w:p><w:r><w:t>a<!-- b -->c</w:t></w:r></w:p>`)}, "ac"},
		{"a template with macros", []part{body(text), {"word/vbaProject.bin", "x"}}, "a"},
	} {
		in, err := readWord(docx(t, c.parts...))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := words(in.Body); got != c.want || len(in.Pictures) > 0 {
			t.Errorf("%s: %q with %d pictures, want %q", c.name, got, len(in.Pictures), c.want)
		}
	}
}
