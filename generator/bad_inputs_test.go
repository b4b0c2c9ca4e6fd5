package main

import (
	"bytes"
	"context"
	"fmt"
	"hash/crc32"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// The files of one bad input, by name in the content folder, and what check reports
// of them.
type badInput struct {
	number int // in the order of front matter, Markdown, links and files
	name   string
	files  map[string]string
	code   int
	want   string // in what is written; more than one separated by " … "
}

const (
	badText = "kliniska-kunskapsstod/prov.md"
	goodTop = "---\ntitel: Prov\nmall: kunskapsstod\ningress: Kort.\nversion: \"1.0\"\nstatus: enkät\nnag: Alla\n"
	badHead = goodTop + "---\n\n## Omfattning av kunskapsstödet\n\nAlla.\n\n## Sammanfattning\n\nKort.\n\n## Genomförande\n\n"
)

// front is a text whose front matter ends with more lines.
func front(lines string) map[string]string {
	return map[string]string{badText: goodTop + lines + strings.TrimPrefix(badHead, goodTop) + "Gör så.\n"}
}

// body is a text that ends with more Markdown.
func body(markdown string) map[string]string {
	return map[string]string{badText: badHead + markdown + "\n"}
}

// whole is a text of its own.
func whole(text string) map[string]string { return map[string]string{badText: text} }

// beside is a good text with another file beside it.
func beside(name, data string) map[string]string {
	return map[string]string{badText: badHead + "Gör så.\n", name: data}
}

func wide(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

const none = "Inga anmärkningar."

func badInputs() []badInput {
	good := badHead + "Gör så.\n"
	lines := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	return []badInput{
		// front matter
		{1, "no front matter", whole("## Rubrik\n\nText.\n"), 1, "prov.md:1:1: fel: … [frontmatter]"},
		{2, "not closed", whole("---\ntitel: A\n\n## Rubrik\n\nText.\n"), 1, "som börjar på rad 1 saknar slut"},
		{3, "byte order mark", whole("\ufeff" + good), 0, none},
		{4, "UTF-16", whole(wide(good)), 1, "filen är sparad som UTF-16 … välj UTF-8"},
		{5, "CRLF", whole(strings.ReplaceAll(good, "\n", "\r\n")), 0, none},
		{5, "CR", whole(strings.ReplaceAll(good, "\n", "\r")), 0, none},
		{6, "not UTF-8", whole(strings.Replace(good, "Gör", "G\xf6r", 1)), 1, "är inte UTF-8 … spara filen igen"},
		{6, "Windows-1252", whole(strings.NewReplacer("ä", "\xe4", "ö", "\xf6", "å", "\xe5").Replace(good)), 1, "prov.md:6:12: fel: filen är sparad som ANSI (Windows-1252) … spara filen igen … 1 fel, 0 varningar"},
		{6, "Mac", whole(strings.NewReplacer("ä", "\x8a", "ö", "\x9a", "å", "\x8c").Replace(good)), 1,
			"prov.md:6:12: fel: byte 77 är inte UTF-8 … spara filen igen … 1 fel, 0 varningar"},
		{7, "NUL", whole(strings.Replace(good, "Gör", "G\x00r", 1)), 1, "nolltecken"},
		{8, "key twice", front("titel: Annan\n"), 1, "uppgiften titel står två gånger, först på rad 2"},
		{9, "unknown key", front("sökrod: [a]\n"), 1, `uppgiften sökrod finns inte … menade du sökord?`},
		{10, "key missing", whole(strings.Replace(good, "nag: Alla\n", "", 1)), 1, "nag saknas … skriv uppgiften nag"},
		{11, "wrong type", front("sökord: {a: b}\n"), 1, "[fel-typ]"},
		{12, "colon in a value", whole(strings.Replace(good, "titel: Prov", "titel: Hjärta: Kärl", 1)), 1,
			"[yaml-syntax] … citattecken"},
		{13, "typographic quotes", whole(strings.Replace(good, "titel: Prov", "titel: ”Prov”", 1)), 0,
			"[yaml-citattecken]"},
		{14, "tab", front("målgrupp:\n\thuvudman: [Region]\n"), 1, "indragen med en tabb"},
		{15, "hard blank", front("målgrupp:\n\u00a0\u00a0huvudman: [Region]\n"), 1, "indragen med ett hårt mellanslag"},
		{16, "aliases", front("sökord: &a [b]\n"), 1, "[yaml-ankare]"},
		{17, "10,000 deep", front("sökord: " + strings.Repeat("[", 10000) + "\n"), 1,
			"prov.md:8:9: fel: … [yaml-syntax]"},
		{18, "200,000 keys", front(lines("k%d: 1\n", 20000)), 1, "prov.md:"},
		{19, "10 MB", whole("---\ntitel: " + strings.Repeat("a", 10<<20) + "\n---\n"), 1, "filen är större än 256 kB"},
		{20, "end in a value", front("ändringar:\n  - version: |\n      a\n      ---\n      b\n"), 1,
			"tre bindestreck bland uppgifterna"},
		{21, "three dots", whole(strings.Replace(good, "nag: Alla\n---", "nag: Alla\n...", 1)), 1,
			"avslutas med ... i stället för ---"},
		{22, "TOML", whole("+++\ntitel = \"A\"\n+++\n\nText.\n"), 1, "[frontmatter]"},
		{22, "JSON", whole("{\"titel\": \"A\"}\n\nText.\n"), 1, "[frontmatter]"},
		{23, "words that YAML knows", whole(strings.NewReplacer("titel: Prov", "titel: no", `"1.0"`, "1:30",
			"nag: Alla", "nag: 010").Replace(good)), 0, none},
		{24, "no such day", front("granskad: 2024-02-30\n"), 1, "är inte ett datum som finns"},
		{24, "year 0", front("granskad: 0000-01-01\n"), 1, "[fel-datum]"},
		{24, "year 99999", front("granskad: 99999-01-01\n"), 1, "[fel-datum]"},
		{24, "in the future", front("granskad: 2099-01-01\n"), 0, "har inte varit än"},
		{25, "tag", front("sökord: !!str a\n"), 1, "typmarkering"},
		{26, "empty", whole(""), 1, "[frontmatter]"},
		{26, "only hyphens", whole("---\n"), 1, "[frontmatter]"},
		{27, "markup in the title", whole(strings.Replace(good, "titel: Prov", "titel: </script></title>", 1)), 0,
			none},

		// Markdown
		{28, "100,000 quotes", body(strings.Repeat(">", 100000)), 1, "[for-stort] … ta bort tecken"},
		{29, "100,000 lists", body(strings.Repeat("- ", 100000)), 1, "[for-stort]"},
		{30, "100,000 brackets", body(strings.Repeat("[", 100000)), 1, "stycket är längre än 16 kB"},
		{31, "25,000 open links", body(strings.Repeat("[a](", 25000)), 1, "stycket är längre än 16 kB"},
		{32, "25,000 open marks", body(strings.Repeat("*a_ ", 25000)), 1, "stycket är längre än 16 kB"},
		{33, "amplified references", body("[a]: " + strings.Repeat("b", 2000) + "\n\n" +
			strings.Repeat(strings.Repeat("[a] ", 400)+"\n\n", 12)), 1, "sidan blir större än 4 MB"},
		{34, "definitions of links", body(lines("[a%d]: b\n\n", 600)), 1, "fler än 500 länkdefinitioner"},
		{35, "footnotes", body(lines("[^a%d]: b\n\n", 600)), 1, "fler än 500 fotnoter"},
		{36, "a large table", body("| a | b |\n| - | - |\n" + strings.Repeat("| a | b |\n", 9000)), 1,
			"tabellen är större än 64 kB"},
		{36, "10,000 columns", body(strings.Repeat("|a", 10000) + "|\n" + strings.Repeat("|-", 10000) + "|\n" +
			strings.Repeat("|\n", 100)), 1, "[for-stort]"},
		{37, "a line of 200 kB", body(strings.Repeat("ord och ", 25000)), 1, "stycket är längre än 16 kB"},
		{38, "code without end", body("```\nText.\n\n## Uppföljning\n\nMer."), 0, "raden med ``` saknar slut"},
		{39, "script", body("<script>alert(1)</script>"), 1, "HTML visas som text: <script>"},
		{40, "event handler", body("Se <img src=x onerror=alert(1)> här."), 1, "[html]"},
		{41, "frames and forms", body("<iframe src=x></iframe>\n\n<form action=x></form>\n\n<meta http-equiv=refresh>\n\n<base href=x>"), 1, "<iframe … <form … <meta … <base"},
		{42, "drawing that runs", body("<svg onload=alert(1)></svg>"), 1, "[html]"},
		{43, "javascript", body("[a](javascript:alert(1)) [b](JAVA&#x73;cript:x) [c](\tjavascript:x)"), 1, "[farlig-lank]"},
		{44, "data", body("[a](data:text/html,x) ![b c](data:image/svg+xml,x)"), 1, "data: är inte tillåtet"},
		{45, "unknown scheme", body("[a](ms-msdt:/id) [b](blob:x) [c](intent:x)"), 1, "ms-msdt: är inte tillåtet … blob: är inte tillåtet … intent: är inte tillåtet"},
		{46, "address without scheme", body(`[a](//evil.exempel/x) [b](\\evil\x) [c](/\evil)`), 1, "den saknar https:"},
		{47, "quote in the language of code", body("```js\" onload=\"x\nkod\n```"), 0, "”js\" onload=\"x” visas inte på sidan"},
		{48, "quotes in titles", body(`[Programmet](prov.md '" onclick="x')`), 0, "[titel-dold]"},
		{49, "attributes", body("[Programmet](prov.md){onclick=x}"), 0, none},
		{50, "headings alike", body("### Location\n\na\n\n### Location\n\nb"), 0, "står redan på rad"},
		{51, "marks of templates", body("{{ .Env }} {% x %} ${z} <% y %>"), 0, none},
		{52, "comment", body("<!-- Fråga Eva om det här -->"), 1, "kommentaren visas som text"},
		{53, "turned writing", body("Läkemedel \u202e5 mg"), 1, "vänder skrivriktningen (U+202E)"},
		{54, "zero width", body("Kris\u200bplan"), 0, "osynligt tecken (U+200B)"},
		{54, "letters of two alphabets", body("Sertrаlin"), 0, "blandar bokstäver ur olika alfabet"},
		{55, "soft hyphen in the title", whole(strings.Replace(good, "titel: Prov", "titel: Pr\u00adov", 1)), 0, "(U+00AD)"},
		{56, "escapes", whole(strings.Replace(good, "titel: Prov", "titel: \"\\e[31m\"", 1)), 1, "styrtecken"},
		{56, "commands of a build log", body("::set-output name=a::b"), 0, none},

		// links, pictures and names
		{57, "out of the folder", body("[a](../../../x.md)"), 1, "leder ut ur content"},
		{57, "drive letter", body(`[a](C:\x.md)`), 1, "filen ligger på din dator"},
		{57, "percent signs", body("[a](%2e%2e/%2e%2e/x.md)"), 1, "[lank-"},
		{58, "names of Windows", beside("kliniska-kunskapsstod/con.md", good), 1, `namnet "con" är upptaget`},
		{58, "signs of Windows", beside("kliniska-kunskapsstod/a?.md", good), 1, "kan inte stå i en adress"},
		{58, "blank last", beside("kliniska-kunskapsstod/a .md", good), 1, "kan inte stå i en adress"},
		{59, "long name", beside("kliniska-kunskapsstod/"+strings.Repeat("a", 120)+".md", good), 1, "längre än 100 tecken"},
		{60, "capitals only", beside("kliniska-kunskapsstod/Prov.md", good), 1, "skiljer sig från"},
		{61, "forms of å", map[string]string{"kliniska-kunskapsstod/\u00e5.md": good, "kliniska-kunskapsstod/a\u030a.md": good}, 1, "[namn-lika]"},
		{62, "one address", beside("kliniska-kunskapsstod/01-prov.md", good), 1, "samma adress som"},
		{63, "taken names", beside("kliniska-kunskapsstod/404.md", good), 1, `namnet "404" är upptaget`},
		{64, "picture outside", body("![Passord](../../../../etc/passwd)"), 1, "[bild-saknas]"},
		{65, "link to a file outside", map[string]string{badText: good, "kliniska-kunskapsstod/ut.md": "->/etc/hostname"}, 0, "genvägar och länkar följs inte"},
		{65, "link to a folder outside", map[string]string{badText: good, "kliniska-kunskapsstod/ut": "->/etc"}, 0, "[fil-lank]"},
		{65, "link in a ring", map[string]string{badText: good, "kliniska-kunskapsstod/ring": "->ring"}, 0, "[fil-lank]"},
		{67, "pipe", map[string]string{badText: good, "kliniska-kunskapsstod/ror.md": "|"}, 0, "[fil-lank]"},
		{68, "drawing with script", map[string]string{badText: badHead + "![Steg i vården](../bilder/a.svg)\n", "bilder/a.svg": "<svg><script>x</script></svg>"}, 1, "a.svg:1:6: fel: bilden innehåller <script>"},
		{69, "no picture", beside("bilder/a.png", "<html><body>"), 1, "ingen bild av det slag"},
		{70, "50,000 pixels", beside("bilder/a.png", pngHeader(50000)), 1, "50000 × 50000 punkter"},
		{71, "position", beside("bilder/a.webp", "RIFF\x00\x00\x00\x00WEBPEXIF\x20\x00\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x25\x88"+strings.Repeat("\x00", 10)), 0, "var den är tagen"},
		{72, "broken link", body("[Programmet](prvo.md)"), 1, "filen prvo.md finns inte … menade du prov.md?"},
		{72, "broken anchor", body("[Programmet](#genomforandet)"), 1, "menade du #genomforande?"},
		{73, "former address that is none", front("ersätter: [\"javascript:x\", \"//x.se\"]\n"), 1, "är ingen webbadress"},
		{74, "line end in an address", front("ersätter: [\"https://www.vardochinsats.se/a b\"]\n"), 1, "[ersatter]"},
		{75, "two successors", map[string]string{
			badText:                          goodTop + "ersätter: [https://www.vardochinsats.se/a/]\n" + strings.TrimPrefix(good, goodTop),
			"kliniska-kunskapsstod/annan.md": goodTop + "ersätter: [http://vardochinsats.se/a]\n" + strings.TrimPrefix(good, goodTop),
		}, 1, "ersätts redan av"},
		{77, "strings in a report", front("sökord: [\"</script><b>\"]\n"), 0, none},

		// files
		{85, "a folder with the name of a text", map[string]string{badText: good, "kliniska-kunskapsstod/mapp.md/a.txt": "x"}, 0, "[fil-okand]"},
		{86, "Word file", beside("kliniska-kunskapsstod/utkast.docx", "PK"), 0, "filen blir ingen sida"},
		{88, "no texts", map[string]string{"lasmig.txt": "x"}, 2, "ingenting i mappen går att visa som en text. Överhoppat: lasmig.txt (filen blir ingen sida). Texter ska"},
		{88, "only texts that are passed over", map[string]string{"utkast/~prov.md": "x", "prov.MD": "x", ".egna/a.md": "x"}, 2, "prov.MD (filen blir ingen sida), .egna (namnet är"},
		{88, "a text among the project's files", map[string]string{badText: good, "_projekt/text.md": good}, 0, "texten ligger i _projekt"},
		{88, "Word file with another name", map[string]string{badText: good, "kliniska-kunskapsstod/word.md": "PK\x03\x04\x14\x00\x06\x00"}, 1, "filen är ett Word-dokument eller en annan zip-fil, inte en text, fast namnet slutar på .md [fil-format]"},
	}
}

// pngHeader is the beginning of a PNG of a given size.
func pngHeader(side int) string {
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	for range 2 {
		b = append(b, byte(side>>24), byte(side>>16), byte(side>>8), byte(side))
	}
	b = append(b, 8, 0, 0, 0, 0)
	sum := crc32.ChecksumIEEE(b[12:])
	return string(append(b, byte(sum>>24), byte(sum>>16), byte(sum>>8), byte(sum)))
}

// TestBadInputs runs the program on what has broken such programs before: each
// must get its exit code and a message with the place, what is wrong and what to do, within
// seconds, and the files stay as they were.
func TestBadInputs(t *testing.T) {
	for _, in := range badInputs() {
		t.Run(fmt.Sprintf("%d %s", in.number, in.name), func(t *testing.T) {
			content := filepath.Join(t.TempDir(), "content")
			if err := os.CopyFS(filepath.Join(content, "_projekt"), os.DirFS(filepath.Join("testdata", "content", "_projekt"))); err != nil {
				t.Fatal(err)
			}
			for name, data := range in.files {
				if !writeBad(t, filepath.Join(content, filepath.FromSlash(name)), data) {
					t.Skip("this file system does not have such names")
				}
			}
			var out, failed bytes.Buffer
			begun := time.Now()
			code := run(context.Background(), []string{"check", "--content", content}, &out, &failed, func(string) string { return "" })
			if took := time.Since(begun); took > 20*time.Second {
				t.Errorf("it takes %v", took)
			}
			said := out.String() + failed.String()
			rest := said
			for part := range strings.SplitSeq(in.want, " … ") {
				_, after, found := strings.Cut(rest, part)
				if !found {
					t.Errorf("nothing says %q in %.600s", part, said)
					break
				}
				rest = after
			}
			if code != in.code {
				t.Errorf("exit code %d, want %d: %.600s", code, in.code, said)
			}
			for name, data := range in.files {
				if strings.HasPrefix(data, "->") || data == "|" {
					continue
				}
				if now, err := os.ReadFile(filepath.Join(content, filepath.FromSlash(name))); err != nil || string(now) != data {
					t.Errorf("%s has changed: %v", name, err)
				}
			}
		})
	}
}

// writeBad writes a file, a link (->target) or a pipe (|); false when the system
// has no such names.
func writeBad(t *testing.T, name, data string) bool {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	var err error
	switch target, link := strings.CutPrefix(data, "->"); {
	case link:
		err = os.Symlink(target, name)
	case data == "|":
		err = exec.Command("mkfifo", name).Run()
	default:
		err = os.WriteFile(name, []byte(data), 0o644)
	}
	if err != nil && runtime.GOOS == "linux" {
		t.Fatal(err)
	}
	return err == nil
}
