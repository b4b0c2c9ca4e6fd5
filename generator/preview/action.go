package preview

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"time"
)

// An Action is something that a page of the preview may ask the program to do, with JSON. It
// returns what the page is told, as JSON; a [Refusal] is told as it is, other errors are too.
type Action func(request []byte) (answer any, err error)

// A Refusal is an error with the status that says of what kind it is: 409 for what has been
// changed in the meantime, 404 for what is gone.
type Refusal struct {
	Status int
	Reason string
}

func (r Refusal) Error() string { return r.Reason }

// doing begins the addresses of actions, and tokenHeader is what proves that the request comes
// from a page of this preview.
const (
	doing       = prefix + "gor/"
	tokenHeader = "Provtryck-Token"
	maxRequest  = 1 << 20  // bytes
	maxDocument = 64 << 20 // of what comes with a document
)

// Allow lets pages ask for an action. Call it before [Server.Run].
func (s *Server) Allow(name string, a Action) { s.actions[doing+name] = allowed{a, maxRequest} }

// AllowDocument lets pages ask for an action with a document, which may be large.
func (s *Server) AllowDocument(name string, a Action) {
	s.actions[doing+name] = allowed{a, maxDocument}
}

// allowed is an action with how many bytes a request for it may have.
type allowed struct {
	Action
	most int64
}

// act answers a request for an action, and reports whether it was one. Whoever can make the
// browser send something, or is on the same network, can send it here: so it must come from
// this machine, from a page of this origin, with the token that only such a page can read, and
// be of a type that no form can send.
func (s *Server) act(w http.ResponseWriter, r *http.Request) bool {
	action, known := s.actions[r.URL.Path]
	if r.Method != http.MethodPost || !known {
		return false
	}
	if status := s.mayAct(r, action.most); status != http.StatusOK {
		s.reject(w, r, status)
		return true
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(pageTimeout))
	request, err := io.ReadAll(http.MaxBytesReader(w, r.Body, action.most))
	if err != nil {
		s.reject(w, r, http.StatusRequestEntityTooLarge)
		return true
	}
	answer, err := action.Action(request)
	status := http.StatusOK
	if err != nil {
		status, answer = http.StatusUnprocessableEntity, map[string]string{"fel": err.Error()}
		if refusal, ok := errors.AsType[Refusal](err); ok {
			status = refusal.Status
		}
	}
	data, err := json.Marshal(answer)
	if err != nil {
		panic(err) // a value of this program
	}
	w.Header().Set("Connection", "close")
	send(w, r, status, File{data, "application/json"})
	return true
}

func (s *Server) mayAct(r *http.Request, most int64) int {
	if status := checkHost(r.Host, s.hosts); status != http.StatusOK {
		return status
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case !sameOrigin(r.Header, r.Host) || len(r.Header.Values("Origin")) != 1 || !fromHere(r.RemoteAddr):
		return http.StatusForbidden
	case subtle.ConstantTimeCompare([]byte(r.Header.Get(tokenHeader)), []byte(s.token)) != 1:
		return http.StatusForbidden
	case err != nil || kind != "application/json" || len(r.TransferEncoding) > 0 || r.ContentLength <= 0 || r.URL.RawQuery != "":
		return http.StatusBadRequest
	case r.ContentLength > most:
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusOK
}

// fromHere reports whether an address is of this machine.
func fromHere(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(strings.TrimSuffix(host, "%lo"))
	return err == nil && ip != nil && ip.IsLoopback()
}
