package ledger

import (
	"fmt"
	"strings"
	"testing"
)

// TestReadAddresses checks which lists are read.
func TestReadAddresses(t *testing.T) {
	const start = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
	line := func(ask, status string) string {
		return `192.0.2.1 - - [12/May/2026:10:00:00 +0200] "` + ask + `" ` + status + ` 512 "https://exempel.se/" "Webb/1.0"` + "\n"
	}
	for _, c := range []struct{ name, src, want string }{
		{"sitemap", start + `<url><loc> https://a.se/b/ </loc><lastmod>2026-01-01</lastmod></url><url><loc>https://www.a.se/c/?x=1&amp;section=2</loc></url></urlset>`,
			"a.se/b 1|a.se/c 1"},
		{"sitemap with pictures", start + `<url><loc>https://a.se/b/</loc><image:image xmlns:image="x"><image:loc>https://a.se/b.png</image:loc></image:image></url></urlset>`,
			"a.se/b 1"},
		{"list", "\ufeffhttps://a.se/b/\r\n# en kommentar\r\n\r\nhttp://www.a.se/b\r\nhttps://a.se/c/?section=2\r\nord\r\n", "a.se/b 2|a.se/c?section=2 1|1 unread"},
		{"log", line("GET /b/ HTTP/1.1", "200") + line("GET /b?utm_source=x HTTP/2.0", "301") + line("GET /b/?q=adhd HTTP/1.1", "200") +
			line("GET /c/?section=2 HTTP/1.1", "200") + line("GET /borta HTTP/1.1", "404") + line("POST /b/ HTTP/1.1", "200") +
			line("GET /bild.png HTTP/1.1", "200") + line(`GET /\x00 HTTP/1.1`, "400") + line("-", "408"),
			"h.se/b 3|h.se/c?section=2 1|1 unread"},
		{"common log", `192.0.2.1 - anna [12/May/2026:10:00:00 +0200] "GET //b/index.html HTTP/1.0" 200 -`, "h.se/b 1"},
		{"empty", " \n", "filen är tom"},
		{"no addresses", "ord\nord\n", "filen har inga adresser"},
		{"index", `<sitemapindex><sitemap><loc>https://a.se/1.xml</loc></sitemap></sitemapindex>`, "filen räknar upp andra"},
		{"external entity", `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://a.se/&e;</loc></url></urlset>`, "filen har en dokumenttyp"},
		{"bomb", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>https://a.se/&b;</loc></url></urlset>`, "filen har en dokumenttyp"},
		{"entity without a type", `<urlset><url><loc>https://a.se/&e;</loc></url></urlset>`, "filen går inte att läsa som XML: rad 1"},
		{"deep", strings.Repeat("<a>", 100_000), "filen är ingen sitemap"},
		{"broken", `<urlset><url><loc>https://a.se/</url>`, "filen går inte att läsa som XML"},
		{"page", "<html><body><p>https://a.se/</p></body></html>", "filen har inga adresser"},
		{"packed", "\x1f\x8b\x08\x00", "filen är packad"},
		{"huge", strings.Repeat("\n", MaxList+1), "filen är större än 64 MB"},
	} {
		visits, unread, err := ReadAddresses([]byte(c.src), "h.se")
		var got []string
		for _, v := range visits {
			got = append(got, fmt.Sprintf("%s %d", v.Key, v.Times))
		}
		if unread > 0 {
			got = append(got, fmt.Sprintf("%d unread", unread))
		}
		if err != nil && !strings.HasPrefix(err.Error(), c.want) || err == nil && strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}

// TestCompare checks what a list and a ledger do not have in common.
func TestCompare(t *testing.T) {
	rows, _ := Load("i.csv", []byte("adress\nhttps://a.se/b/\nhttps://a.se/c/\nhttps://annan.se/d/\n"))
	l := New(nil, rows, func(string) (Target, string) { return Target{}, "" })
	visits, _, err := ReadAddresses([]byte("http://www.a.se/B\nhttps://a.se/e/\n"), "a.se")
	if err != nil {
		t.Fatal(err)
	}
	gap := l.Compare(visits)
	if len(gap.Unknown) != 1 || gap.Unknown[0].Address != "https://a.se/e/" || len(gap.Unseen) != 1 || gap.Unseen[0].Address != "https://a.se/c/" {
		t.Errorf("%v", gap)
	}
}
