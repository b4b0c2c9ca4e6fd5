package preview

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strings"
)

// own are the files that make the pages follow the texts.
//
//go:embed live.js patch.js act.js paste.js collate.js live.css paste.css live.html
var own embed.FS

var layer = template.Must(template.ParseFS(own, "live.html"))

// A Link is an address of the site with its text.
type Link struct{ URL, Title string }

// An Alert explains why a file cannot be shown as it is now.
type Alert struct {
	Place   string // "content/a.md:7:15"; empty when it is not a single file
	Message string
	Hint    string
	Lines   []Line       // of the file, around the place
	Source  template.URL // opens the file in the editor; may be empty
}

// A Line is a line of a file.
type Line struct {
	Number int
	Text   string
	Wrong  bool // the alert is about this line
}

// serveOwn serves what makes the pages follow the texts.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request, name string) {
	if name == "events" {
		s.serveEvents(w, r)
		return
	}
	data, err := own.ReadFile(name)
	if err != nil || path.Ext(name) == ".html" {
		s.reject(w, r, http.StatusNotFound)
		return
	}
	send(w, r, http.StatusOK, named(File{Data: data}, name))
}

// live adds to a page what makes it follow the texts, and the alerts and links of
// the build. The script comes first in the head, before those of the page, so that
// it sees the page as it was served. The page's own bytes are shared and do not
// change.
func (s *Server) live(b *Build, f File, status int) File {
	if !strings.HasPrefix(f.Type, "text/html") {
		return f
	}
	tags := fmt.Sprintf(`<meta name="provtryck-build" content="%s" data-status="%d">`+
		`<link rel="stylesheet" href="%[3]slive.css"><script type="module" src="%[3]slive.js"></script>`,
		html.EscapeString(b.ID), status, prefix)
	if len(s.actions) > 0 {
		tags += `<meta name="provtryck-token" content="` + s.token + `"><script type="module" src="` + prefix + `act.js"></script>`
	}
	var below bytes.Buffer
	if err := layer.Execute(&below, b); err != nil {
		panic(err) // a template of this package with a value of this package
	}
	head, end := 0, len(f.Data)
	if i := bytes.Index(f.Data, []byte("<head>")); i >= 0 {
		head = i + len("<head>")
	}
	if i := bytes.LastIndex(f.Data, []byte("</body>")); i >= head {
		end = i
	}
	f.Data = slices.Concat(f.Data[:head], []byte(tags), f.Data[head:end], below.Bytes(), f.Data[end:])
	return f
}

// named fills in the type of a file by its address.
func named(f File, address string) File {
	f.Type = cmp.Or(f.Type, mediaTypes[strings.ToLower(path.Ext(address))], "application/octet-stream")
	return f
}

// mediaTypes are used instead of the system's table, which differs between machines:
// some have made scripts plain text.
var mediaTypes = map[string]string{
	"":             "text/html; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".mjs":         "text/javascript; charset=utf-8",
	".json":        "application/json",
	".webmanifest": "application/manifest+json",
	".xml":         "application/xml",
	".txt":         "text/plain; charset=utf-8",
	".md":          "text/plain; charset=utf-8",
	".csv":         "text/plain; charset=utf-8",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".jpg":         "image/jpeg",
	".jpeg":        "image/jpeg",
	".webp":        "image/webp",
	".gif":         "image/gif",
	".ico":         "image/x-icon",
	".woff2":       "font/woff2",
	".pdf":         "application/pdf",
}
