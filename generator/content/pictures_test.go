package content

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"provtryck/generator/problem"
)

// exif is a TIFF block with one entry.
func exif(order binary.AppendByteOrder, mark string, tag uint16) []byte {
	b := []byte(mark)
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	for _, t := range []uint16{0x0112, tag} {
		b = order.AppendUint16(b, t)
		b = append(b, make([]byte, 10)...)
	}
	return b
}

// photo is a JPEG with an EXIF block after its first mark.
func photo(t *testing.T, block []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4)), nil); err != nil {
		t.Fatal(err)
	}
	segment := append([]byte("Exif\x00\x00"), block...)
	app := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(segment)+2))
	return append(append(append(b.Bytes()[:2:2], app...), segment...), b.Bytes()[2:]...)
}

func TestPictures(t *testing.T) {
	little := exif(binary.LittleEndian, "II*\x00", 0x8825)
	var wide bytes.Buffer
	if err := png.Encode(&wide, image.NewGray(image.Rect(0, 0, maxSide+1, 1))); err != nil {
		t.Fatal(err)
	}
	webp := append([]byte("RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x08\x00\x00\x00\x03\x00\x00\x03\x00\x00EXIF\x20\x00\x00\x00"), little...)
	for _, c := range []struct {
		name string
		data []byte
		want string // the rule that finds something
		show bool
	}{
		{"a.jpg", photo(t, little), "bild-position", true},
		{"a.jpg", photo(t, exif(binary.BigEndian, "MM\x00*", 0x8825)), "bild-position", true},
		{"a.jpg", photo(t, exif(binary.LittleEndian, "II*\x00", 0x8769)), "", true},
		{"a.jpg", photo(t, little[:20]), "", true},
		{"a.jpg", photo(t, []byte("II*\x00\xff\xff\xff\xff")), "", true},
		{"a.webp", webp, "bild-position", true},
		{"a.png", wide.Bytes(), "bild-matt", false},
		{"a.jpg", append(photo(t, nil), make([]byte, usualPhoto)...), "bild-stor", true},
		{"a.jpg", photo(t, nil), "", true},
		{"a.png", []byte("<html>"), "bild-fel", false},
		{"a.png", photo(t, nil), "bild-fel", false},
		{"a.svg", []byte(`<svg viewBox="0 0 1 1"><script>x</script></svg>`), "bild-aktiv", false},
		{"Å.svg", []byte(`<svg viewBox="0 0 1 1"></svg>`), "namn", false},
	} {
		var found problem.List
		r := Reader{fsys: fstest.MapFS{"bilder/" + c.name: {Data: c.data}}}
		_, shown := r.picture("bilder/"+c.name, &found)
		var rules []string
		for _, p := range found {
			rules = append(rules, p.Rule.ID)
		}
		if got := strings.Join(rules, " "); got != c.want || shown != c.show {
			t.Errorf("%s %.20q: %q, shown %v; want %q, %v", c.name, c.data, got, shown, c.want, c.show)
		}
	}
}
