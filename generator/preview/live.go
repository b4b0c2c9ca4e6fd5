package preview

import (
	"bytes"
	"embed"
	"html"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
)

// own is the files that make the pages follow the texts.
//
//go:embed live.js patch.js live.css live.html
var own embed.FS

var layer = template.Must(template.ParseFS(own, "live.html"))

// A Link is an address of the site with its text.
type Link struct{ URL, Title string }

// An Alert is what is wrong with a file that cannot be shown as it is now.
type Alert struct {
	Place   string // "content/a.md:7:15"; empty when it is no single file
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

// serveOwn answers for what makes the pages follow the texts.
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

// live adds to a page what makes it follow the texts, and what there is to say
// of the build. The script comes first in the head, before those of the page,
// so that it sees the page as it was served. The page's own bytes are shared by
// all and not changed.
func (b *Build) live(f File, status int) File {
	if !strings.HasPrefix(f.Type, "text/html") {
		return f
	}
	tags := `<meta name="provtryck-build" content="` + html.EscapeString(b.ID) + `" data-status="` + strconv.Itoa(status) + `">` +
		`<link rel="stylesheet" href="` + prefix + `live.css">` +
		`<script type="module" src="` + prefix + `live.js"></script>`
	var said bytes.Buffer
	if err := layer.Execute(&said, b); err != nil {
		panic(err) // a template of this package with a value of this package
	}
	head, end := 0, len(f.Data)
	if i := bytes.Index(f.Data, []byte("<head>")); i >= 0 {
		head = i + len("<head>")
	}
	if i := bytes.LastIndex(f.Data, []byte("</body>")); i >= head {
		end = i
	}
	f.Data = slices.Concat(f.Data[:head], []byte(tags), f.Data[head:end], said.Bytes(), f.Data[end:])
	return f
}

// named fills in the type of a file by its address. The table of the system is
// not used: it differs between machines, and some have made scripts plain text.
func named(f File, address string) File {
	if f.Type == "" {
		f.Type = mediaType(address)
	}
	return f
}

func mediaType(address string) string {
	switch strings.ToLower(path.Ext(address)) {
	case "", ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".xml":
		return "application/xml"
	case ".txt", ".md", ".csv":
		return "text/plain; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	case ".gif":
		return "image/gif"
	case ".ico":
		return "image/x-icon"
	case ".woff2":
		return "font/woff2"
	case ".pdf":
		return "application/pdf"
	}
	return "application/octet-stream"
}
