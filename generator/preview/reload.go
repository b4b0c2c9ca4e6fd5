package preview

import (
	"bytes"
	_ "embed"
	"html"
	"net/http"
	"path"
	"slices"
	"strings"
)

//go:embed reload.js
var reloadJS string

//go:embed reload.css
var reloadCSS string

// serveOwn answers for what makes the pages load themselves again.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request, name string) {
	switch name {
	case "events":
		s.serveEvents(w, r)
	case "reload.js":
		send(w, r, http.StatusOK, named(File{Data: []byte(reloadJS)}, name))
	case "reload.css":
		send(w, r, http.StatusOK, named(File{Data: []byte(reloadCSS)}, name))
	default:
		s.reject(w, r, http.StatusNotFound)
	}
}

// withReload adds the script that loads the page again when there is a newer
// build than id. The page's own bytes are shared by all and not changed.
func withReload(f File, id string) File {
	if !strings.HasPrefix(f.Type, "text/html") {
		return f
	}
	tags := `<meta name="provtryck-build" content="` + html.EscapeString(id) + `">` +
		`<link rel="stylesheet" href="` + prefix + `reload.css">` +
		`<script type="module" src="` + prefix + `reload.js"></script>`
	at := bytes.Index(f.Data, []byte("</head>"))
	if at < 0 {
		at = len(f.Data)
	}
	f.Data = slices.Concat(f.Data[:at], []byte(tags), f.Data[at:])
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
