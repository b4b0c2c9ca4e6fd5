package preview

import (
	"fmt"
	"net/http"
	"time"
)

const (
	// maxStreams is how many pages may listen at once.
	maxStreams = 1200
	// keepAlive is shorter than the half minute after which proxies and
	// sleeping networks forget a connection.
	keepAlive = 25 * time.Second
	// eventTimeout is how long a page may take to receive a line. It is per
	// line: the stream itself has no end.
	eventTimeout = 5 * time.Second
	// pageTimeout is how long a page may take to receive an answer.
	pageTimeout = 30 * time.Second
)

// serveEvents sends a page the id of the current build, and of each that replaces
// it, for as long as the page listens. Nothing else is sent.
//
// Every stream waits for the channel of the version that it has sent, and then
// loads the current one. So there is no list of listeners and no queue: a slow
// page misses what has already been replaced and gets the newest.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	defer s.streams.Add(-1)
	if s.streams.Add(1) > maxStreams {
		w.Header().Set("Retry-After", "10")
		s.reject(w, r, http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	send := func(line string) bool {
		_ = out.SetWriteDeadline(time.Now().Add(eventTimeout))
		_, err := fmt.Fprint(w, line, "\n\n")
		return err == nil && out.Flush() == nil
	}
	pulse := time.NewTicker(keepAlive)
	defer pulse.Stop()
	build, sent := s.current.Load(), ""
	for ok := send(": provtryck"); ok; {
		if build.ID != sent {
			sent = build.ID
			ok = send("data: " + sent)
			continue
		}
		select {
		case <-build.replaced:
			build = s.current.Load()
		case <-pulse.C:
			ok = send(": provtryck")
		case <-r.Context().Done():
			return
		}
	}
}
