// Package preview shows the latest version of the site in a browser, on the
// machine where the texts are edited.
//
// A [Server] has one [Build], the answer to every address, and [Server.Swap] replaces it; open pages hear of that
// and take in what has changed. A [Watcher] reports when it is time for a new
// build. Put together:
//
//	watcher := preview.NewWatcher(preview.WatchOptions{Dirs: dirs})
//	listeners, port, err := preview.Listen("", 8080)
//	server := preview.NewServer(port, headers)
//	server.Swap(build())
//	go watcher.Run(ctx, func([]string) { server.Swap(build()) })
//	err = server.Run(ctx, listeners)
//
// A server on one's own machine can be reached by every page that is open in the
// browser, and has often been a way in for attackers. This one answers only
// requests that come from its own pages. What makes the pages follow the texts is
// added here and is in no published page.
package preview

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// prefix begins the addresses that are the server's own.
const prefix = "/_provtryck/"

// A Build is one version of the site. Its functions are called by many goroutines at
// once. A page must always be the same; a picture may be read when it is asked for.
type Build struct {
	// ID differs between builds that differ. It is one line of text, not empty.
	ID string
	// Page returns what is at an address: "/adhd/", "/assets/css/main.css".
	Page func(path string) (File, bool)
	// Moved returns where the text at an address has moved, "" for nowhere. May be nil.
	Moved func(path string) string
	// NotFound returns the page for addresses that lead nowhere. May be nil.
	NotFound func() []byte
	// Alerts are about files whose last good version is shown.
	Alerts []Alert
	// Changed are the pages whose texts differ from the build before.
	Changed []Link
	// Pictures are the addresses of the pictures that differ.
	Pictures []string
}

// A File is the answer to a request.
type File struct {
	Data []byte
	Type string // media type; "" lets the address decide
}

// A Server answers for the latest build. Use [NewServer] to make one.
type Server struct {
	hosts   []string
	headers http.Header
	current atomic.Pointer[version]
	streams atomic.Int64
	actions map[string]allowed // by address
	token   string             // of this run; see act
}

// A version is a build and a channel that is closed when there is a newer one.
type version struct {
	*Build
	replaced chan struct{}
}

// NewServer makes a server for the port that [Listen] found. Others are further
// addresses of this machine that it answers to. Headers are sent with every answer.
// Before the first Swap every answer is "not ready".
func NewServer(port int, headers http.Header, others ...string) *Server {
	s := &Server{hosts: hosts(port, others), headers: headers, actions: map[string]allowed{}, token: rand.Text()}
	s.current.Store(&version{Build: &Build{}, replaced: make(chan struct{})})
	return s
}

// Swap serves b from the next request on, and notifies the open pages. Requests
// under way keep the build that they began with. It never waits.
func (s *Server) Swap(b *Build) {
	before := s.current.Swap(&version{Build: b, replaced: make(chan struct{})})
	close(before.replaced)
}

// ServeHTTP answers one request, if it is one that the guard lets through.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, values := range s.headers {
		w.Header()[name] = slices.Clip(values) // shared by all answers
	}
	w.Header().Set("Cache-Control", "no-store")
	// Give up readers that have stopped reading, where the writer can.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(pageTimeout))
	if s.act(w, r) {
		return
	}
	if status := guard(r, s.hosts); status != http.StatusOK {
		s.reject(w, r, status)
		return
	}
	if own, ok := strings.CutPrefix(r.URL.Path, prefix); ok {
		s.serveOwn(w, r, own)
		return
	}
	s.servePage(w, r, s.current.Load().Build)
}

func (s *Server) servePage(w http.ResponseWriter, r *http.Request, b *Build) {
	if b.Page == nil {
		w.Header().Set("Retry-After", "1")
		s.reject(w, r, http.StatusServiceUnavailable)
		return
	}
	path := r.URL.Path
	if file, ok := b.Page(path); ok {
		send(w, r, http.StatusOK, s.live(b, named(file, path), http.StatusOK))
		return
	}
	if to, ok := b.moved(r.URL); ok {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusMovedPermanently)
		return
	}
	if b.Moved != nil {
		if to := b.Moved(path); to != "" {
			w.Header().Set("Location", (&url.URL{Path: to, RawQuery: r.URL.RawQuery}).String())
			w.WriteHeader(http.StatusFound)
			return
		}
	}
	if b.NotFound == nil {
		s.reject(w, r, http.StatusNotFound)
		return
	}
	send(w, r, http.StatusNotFound, s.live(b, File{b.NotFound(), "text/html; charset=utf-8"}, http.StatusNotFound))
}

// moved returns the address of a folder that was asked for without its last slash.
func (b *Build) moved(from *url.URL) (to string, ok bool) {
	if strings.HasSuffix(from.Path, "/") {
		return "", false
	}
	folder := url.URL{Path: from.Path + "/", RawQuery: from.RawQuery}
	_, ok = b.Page(folder.Path)
	return folder.String(), ok
}

// send writes a whole answer, or only its headers for HEAD.
func send(w http.ResponseWriter, r *http.Request, status int, f File) {
	if strings.HasPrefix(f.Type, "image/svg+xml") {
		// A drawing opened as a page of its own may not run scripts.
		w.Header().Add("Content-Security-Policy", "sandbox")
	}
	w.Header().Set("Content-Type", f.Type)
	w.Header().Set("Content-Length", strconv.Itoa(len(f.Data)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(f.Data) // the reader may have gone
	}
}

// reject answers with a text on what went wrong, and closes the connection: what follows may
// be more of the same, or the rest of what another server would have read as one request.
func (s *Server) reject(w http.ResponseWriter, r *http.Request, status int) {
	w.Header().Set("Connection", "close")
	_ = http.NewResponseController(w).SetReadDeadline(time.Now()) // do not wait for the rest of a body
	text := "Sidan finns inte."
	switch status {
	case http.StatusBadRequest:
		text = "Adressen eller frågan är felaktig."
	case http.StatusForbidden:
		text = "Förhandsvisningen svarar bara på http://" + s.hosts[0] + "/ och bara den egna webbläsaren."
	case http.StatusMethodNotAllowed:
		w.Header().Set("Allow", "GET, HEAD")
		text = "Förhandsvisningen kan bara läsas."
	case http.StatusRequestEntityTooLarge:
		text = "Det är för mycket på en gång."
	case http.StatusServiceUnavailable:
		text = "Förhandsvisningen är inte klar eller har för många läsare. Försök igen om en stund."
	}
	send(w, r, status, File{[]byte(text + "\n"), "text/plain; charset=utf-8"})
}
