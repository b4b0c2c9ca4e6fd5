package pack

import "testing"

func TestRelative(t *testing.T) {
	const name = "vard/adhd/index.html"
	for _, c := range []struct{ page, want string }{
		{`<a href="/">`, `<a href="../../index.html">`},
		{`<a href=/vard/>`, `<a href="../index.html">`},
		{`<a href="/vard/adhd/">`, `<a href="index.html">`},
		{`<a href="/vard/adhd/#syfte">`, `<a href="index.html#syfte">`},
		{`<a href="/vard/adhd/utskrift/">`, `<a href="utskrift/index.html">`},
		{`<a href="/vard/adhd-vuxna/?som=kommun&amp;visning=dolj#a/b">`,
			`<a href="../adhd-vuxna/index.html?som=kommun&amp;visning=dolj#a/b">`},
		{`<a href="/vard/?fran=/a-o/">`, `<a href="../index.html?fran=/a-o/">`},
		{`<a data-x='1' href="/a-o/" hidden>`, `<a data-x="1" href="../../a-o/index.html" hidden="">`},
		{`<img src="/bilder/a.png" alt="&#34;">`, `<img src="../../bilder/a.png" alt="&#34;">`},
		{`<img srcset="/bilder/a.png 1x, /vard/adhd/b.png 2x">`, `<img srcset="../../bilder/a.png 1x, b.png 2x">`},
		{`<img srcset="/a.png"/>`, `<img srcset="../../a.png"/>`},
		{`<form action="/a-o/">`, `<form action="../../a-o/index.html">`},
		{`<p>a</p><form name="x" data-netlify="true" action="/tack/"><details><textarea></form></textarea></details></form><p>b</p>`,
			`<p>a</p><p>b</p>`}, // nobody takes it in
		{`<link rel=stylesheet href=/assets/1/site.css>`, `<link rel="stylesheet" href="../../assets/1/site.css">`},
		{`<script defer src=/assets/2/site.js></script>`, `<script defer="" src="../../assets/2/site.js"></script>`},
		{`<noscript><a href="/">`, `<noscript><a href="../../index.html">`},
		{`<a href="/malgrupper.csv" download>`, `<a href="../../malgrupper.csv" download="">`},
		// not ours, or not addresses
		{`<a href='https://exempel.se/'>`, ``},
		{`<a href="//exempel.se/">`, ``},
		{`<a HREF="#syfte" ><A href=mailto:a@exempel.se><a href="?som=kommun"><a href>`, ``},
		{`<p title="/vard/" data-for="kommun//region">/vard/ <!-- <a href="/"> --></p>`, ``},
		{`<!doctype html><script type="application/json">"<a href='/'>"</script><style>a{}</style>`, ``},
		{`<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>&nbsp;<textarea><a href="/"></textarea>`, ``},
	} {
		if c.want == "" {
			c.want = c.page
		}
		got, err := relative(name, []byte(c.page))
		if err != nil || string(got) != c.want {
			t.Errorf("%s became\n%s, %v, want\n%s", c.page, got, err, c.want)
		}
	}
}

func TestWay(t *testing.T) {
	for _, c := range []struct{ folder, file, want string }{
		{".", "index.html", "index.html"},
		{".", "a/b.html", "a/b.html"},
		{"a", "a/b.html", "b.html"},
		{"a", "ab/c.html", "../ab/c.html"},
		{"a/b/c", "a/d/e.html", "../../d/e.html"},
		{"a/b", "index.html", "../../index.html"},
	} {
		if got := way(c.folder, c.file); got != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.folder, c.file, got, c.want)
		}
	}
}
