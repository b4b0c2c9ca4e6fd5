package preview

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// A hostile request is sent as written, with HOST for the server's own name.
type hostile struct {
	request string // the first line, then headers; Host is added when missing, except to a whole request
	status  string // the statuses that are right, "400 404"
}

// second is what is sent behind every request, as one of its own or as the rest of a body.
const second = "GET /?andra HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"

// TestHostile sends requests that have made other servers give away files, obey
// other pages or fall, byte by byte, and checks each answer. No
// answer contains anything but the site, and after a refusal the connection is closed: what
// comes behind is not answered.
func TestHostile(t *testing.T) {
	listeners, port, err := Listen("", 0)
	if err != nil {
		t.Fatal(err)
	}
	s := NewServer(port, http.Header{"X-Test": {"ja"}})
	s.Swap(testServer().current.Load().Build)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, listeners) }()
	cases := hostileRequests()
	if len(cases) < 300 {
		t.Errorf("%d requests", len(cases))
	}
	for _, c := range cases {
		answer := send1(t, listeners[0].Addr().String(), port, c.request)
		status, _, _ := bytes.Cut(bytes.TrimPrefix(answer, []byte("HTTP/1.1 ")), []byte(" "))
		if !strings.Contains(" "+c.status+" ", " "+string(status)+" ") {
			t.Errorf("%.120q: %q, want %s", c.request, status, c.status)
		}
		head, body, _ := bytes.Cut(answer, []byte("\r\n\r\n"))
		answers, closed := bytes.Count(answer, []byte("HTTP/1.1 ")), bytes.Contains(head, []byte("\r\nConnection: close"))
		ours := bytes.Contains(head, []byte("\r\nX-Test: ja")) // not an answer by net/http
		switch refused := string(status) != "200" && (string(status) != "404" || !bytes.Contains(answer, []byte("finns inte</html>"))); {
		case refused && (answers > 1 || !closed):
			t.Errorf("%.120q: answered %d times, closed %v", c.request, answers, closed)
		case !refused && (answers != 2 || !ours):
			t.Errorf("%.120q: answered %d times, our headers %v", c.request, answers, ours)
		}
		if bytes.Contains(bytes.ToLower(head), []byte("access-control-allow")) ||
			bytes.Contains(answer, []byte("root:")) || bytes.Contains(answer, []byte(secret)) ||
			bytes.Contains(body, []byte("package preview")) {
			t.Errorf("%.120q: gives away %q", c.request, answer)
		}
	}
	if answer := send1(t, listeners[0].Addr().String(), port, "GET / HTTP/1.1\r\n"); !bytes.HasPrefix(answer,
		[]byte("HTTP/1.1 200")) {
		t.Errorf("afterwards a page is answered with %q", answer)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func send1(t *testing.T, address string, port int, request string) []byte {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	own := fmt.Sprintf("localhost:%d", port)
	line, rest, _ := strings.Cut(request, "\r\n")
	if !strings.Contains(request, "\nHost:") {
		request = line + "\r\nHost: HOST\r\n" + rest
	}
	if !strings.Contains(request, "\n\r\n") && !strings.Contains(request, "\n\n") {
		request += "\r\n"
	}
	request = strings.ReplaceAll(request+second, "HOST", own)
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(conn, request); err != nil && len(request) < 1<<14 {
		t.Fatal(err)
	}
	answer := make([]byte, 1<<16)
	n, err := io.ReadAtLeast(conn, answer, 1<<16) // to the end; a reset connection has no answer
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("%.120q: the connection is held", request)
	}
	return answer[:n]
}

func hostileRequests() []hostile {
	var list []hostile
	add := func(status string, requests ...string) {
		for _, r := range requests {
			list = append(list, hostile{r, status})
		}
	}
	get := func(status string, targets ...string) {
		for _, target := range targets {
			add(status, "GET "+target+" HTTP/1.1\r\n")
		}
	}
	header := func(status, name string, values ...string) {
		for _, v := range values {
			add(status, "GET / HTTP/1.1\r\n"+name+": "+v+"\r\n")
		}
	}
	// Ways out of the folder that others had.
	get("400 404",
		"/../etc/passwd", "/../../etc/passwd", "/../../../../../../etc/passwd", "/adhd/../../etc/passwd",
		"/./../etc/passwd",
		"/%2e%2e/etc/passwd", "/%2e%2e%2fetc/passwd", "/..%2fetc%2fpasswd", "/%2E%2E/%2E%2E/etc/passwd",
		"/.%2e/etc/passwd", "/%2e./etc/passwd",
		"/..%5cetc%5cpasswd", `/..\etc\passwd`, `/adhd\..\..\etc`, "/%5c..%5cetc", "/..%255cetc",
		"/%252e%252e/etc/passwd", "/%252e%252e%252fetc", "/..%c0%afetc", "/..%e0%80%afetc", "/%c0%ae%c0%ae/etc",
		"/....//etc/passwd", "/..../etc", "/..;/etc/passwd", "/adhd/..;/x", "/;/etc", "/adhd;x=1/", "//etc/passwd",
		"///etc/passwd", "/adhd//", "//example.org/", "/\\example.org/",
		"/C:/Windows/win.ini", "/c:%5cwindows%5cwin.ini", "/C|/", "/adhd/::$DATA", "/adhd/index.html::$DATA",
		"/adhd/:stream", "/con", "/con/", "/nul", "/aux.txt", "/com1", "/lpt1/", "/prn.html",
		"/adhd/%00", "/%00", "/adhd/index.html%00.png", "/%0a", "/%0d%0aSet-Cookie:x=1", "/%ff", "/%fe%ff",
		"/%e2%80%ae/", "/%7f",
		"/file:///etc/passwd", "/@fs/etc/passwd", "/@id/__x00__", "/static/../../etc/passwd", "/assets/",
		"/assets/../etc/passwd", "/assets/%2e%2e/etc/passwd",
		"/.git/config", "/.git/", "/.env", "/.ssh/id_rsa", "/.htaccess", "/content/",
		"/content/_projekt/malgrupper.yaml", "/_projekt/malgrupper.yaml", "/go.mod", "/generator/main.go",
		"/proc/self/environ", "/etc/passwd", "/root/.bashrc", "/server.go",
		"/~root/", "/~1/", "/secret~1", "/ADHD~1/", "/adhd/index.md", "/adhd/.", "/adhd/..", "/adhd/./", "/./adhd/",
		"/adhd/%2e/",
		"/_provtryck/", "/_provtryck/..", "/_provtryck/../x", "/_provtryck/live.html", "/_provtryck/server.go",
		"/_provtryck/%2e%2e/x", "/_provtryck/events/", "/_provtryck/events/../x", "/_provtryck", "/__events",
		"/livereload",
		"/raw??", "/adhd/x?import&raw", "/adhd/x.svg?.svg?.wasm", "/wp-login.php", "/cgi-bin/x", "/server-status",
		"/debug/pprof/", "/debug/vars", "/metrics",
	)
	get("200", "/?raw", "/?import&raw??", "/?url=http://example.org", "/?file=../../etc/passwd",
		"/adhd/?../../etc/passwd", "/?/../../etc/passwd/..", "/?"+strings.Repeat("a", 4000))
	// Targets that are no path.
	get("403", "http://example.org/", "https://example.org/")
	get("400", "http://HOST/", "example.org:443", "*", "adhd/", "/adhd/#x", "/#/etc/passwd", "/adhd/#/../x")
	get("400 404 414 431", "/"+strings.Repeat("a", 3000), "/"+strings.Repeat("a/", 3000),
		"/"+strings.Repeat("../", 3000), "/"+strings.Repeat("%2e", 3000))
	get("431", "/"+strings.Repeat("a", 40000))
	// Methods that change something.
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "MKCOL", "MOVE",
		"SEARCH", "get", "FOO"} {
		add("405", method+" / HTTP/1.1\r\n")
	}
	add("403 405", "CONNECT example.org:443 HTTP/1.1\r\n")
	// Names that are not ours (DNS rebinding) and no names at all.
	for _, host := range []string{"example.org", "example.org:1177", "localhost", "localhost:1",
		"localhost.example.org", "127.0.0.2", "0.0.0.0", "[::]", "192.168.0.1", "2130706433", "0x7f000001", "127.1",
		"127.0.0.1.nip.io", "localhost.", "xn--lcalhost-j2a"} {
		add("403", "GET / HTTP/1.1\r\nHost: "+host+"\r\n")
	}
	for _, host := range []string{"", "a b", "user@HOST", "HOST/x", "HOST#x", "HOST?x", "LOCALHOST.", "[::1", "]",
		"::1", "HOST,example.org", "localhost:99999999", "localhost:x", "\x80", "%00"} {
		add("400 403", "GET / HTTP/1.1\r\nHost: "+host+"\r\n")
	}
	add("400", "GET / HTTP/1.1\r\nHost: HOST\r\nHost: example.org\r\n")
	header("200", "X-Forwarded-Host", "example.org")
	header("200", "X-Original-URL", "/../../etc/passwd")
	header("200", "X-Rewrite-URL", "/.git/config")
	// Requests that other pages make.
	header("403", "Origin", "http://example.org", "null", "https://HOST", "http://localhost", "http://127.0.0.1:1",
		"http://HOST.example.org", "http://HOST@example.org", "file://", "chrome-extension://x", "")
	header("200", "Origin", "http://HOST")
	header("403", "Sec-Fetch-Site", "cross-site", "same-site", "x", "CROSS-SITE", "")
	header("200", "Sec-Fetch-Site", "same-origin", "none")
	header("403", "Sec-Fetch-Site", "cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script",
		"cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe",
		"cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: object",
		"cross-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty")
	header("200", "Sec-Fetch-Site", "cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document")
	add("403", "GET /_provtryck/events HTTP/1.1\r\nOrigin: http://example.org\r\n",
		"GET /_provtryck/events HTTP/1.1\r\nSec-Fetch-Site: cross-site\r\n",
		"GET /_provtryck/live.js HTTP/1.1\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: script\r\n")
	// Bodies, and messages that two servers read differently.
	add("400", "GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabcde",
		"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: -1\r\n",
		"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n", "GET / HTTP/1.1\r\nX y: z\r\n",
		"GET / HTTP/1.1\r\n: z\r\n", "GET  / HTTP/1.1\r\n", "GET /\x00 HTTP/1.1\r\n", "GET / HTTP/1.1\r\nX: \x00\r\n")
	add("400 501", "GET / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n",
		"GET / HTTP/1.1\r\nTransfer-Encoding: chunked, identity\r\n")
	add("400 505", "GET / HTTP/9.9\r\n", "GET / HTTP/x\r\n", "GET /\r\n", "\x16\x03\x01\x00\xa5\r\n")
	add("405", "PRI * HTTP/2.0\r\n")
	// What ends a message, and what then looks like the next.
	for _, method := range []string{"GET", "POST", "OPTIONS", "HEAD"} {
		status := map[string]string{"GET": "400", "HEAD": "400"}[method]
		for _, body := range []string{
			"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
			"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			"Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde", "Content-Length: 5\r\n\r\nabcde",
			"Content-Length: 100\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5;x\r\nabcde\r\n0\r\nX: y\r\n\r\n",
			"Transfer-Encoding: chunked\r\n\r\n5\nabcde\n0\n\n", "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
			"Expect: 100-continue\r\nContent-Length: 5\r\n\r\nabcde",
		} {
			add(cmp.Or(status, "405"), method+" / HTTP/1.1\r\n"+body)
		}
		for _, body := range []string{
			"Content-Length: 0\r\nContent-Length: 5\r\n\r\nabcde", "Content-Length: 5, 5\r\n\r\nabcde",
			"Content-Length: +5\r\n\r\nabcde", "Content-Length: 0x5\r\n\r\nabcde", "Content-Length : 5\r\n\r\nabcde",
			"Content-Length: 99999999999999999999\r\n\r\n", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", "X: y\r\n\tContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
		} {
			add("400 405 501", method+" / HTTP/1.1\r\n"+body)
		}
	}
	header("400", "Content-Length", "0", "0\r\nContent-Length: 0", "00")
	header("417", "Expect", "200-ok")
	add("400", "GET / HTTP/1.1\nHost: HOST\n\n", "GET / HTTP/1.1\r\nHost: HOST\n\r\n", "GET / HTTP/1.1\nHost: HOST\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: HOST\r\nX: y\nX: z\r\n\r\n", "GET / HTTP/1.1\r\nHost: HOST\r\n\n",
		"GET / HTTP/1.1\r\nX: y\nHost: example.org\r\n\r\n", "GET / HTTP/1.1\r\nHost: HOST\r\nX: y\r\rHost: z\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: HOST\nContent-Length: 5\n\nabcde", "\nGET / HTTP/1.1\r\nHost: HOST\r\n\r\n")
	// OPTIONS for no page.
	add("405", "OPTIONS * HTTP/1.1\r\n", "OPTIONS * HTTP/1.1\r\nOrigin: http://example.org\r\n",
		"OPTIONS * HTTP/1.1\r\nContent-Length: 5\r\n\r\nabcde",
		"OPTIONS / HTTP/1.1\r\nOrigin: http://example.org\r\nAccess-Control-Request-Private-Network: true\r\n")
	add("403", "OPTIONS * HTTP/1.1\r\nHost: example.org\r\n", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n",
		"POST / HTTP/1.1\r\nHost: example.org\r\nContent-Length: 5\r\n\r\nabcde")
	add("400", "OPTIONS * HTTP/1.1\r\nHost: \r\n", "HEAD * HTTP/1.1\r\n")
	header("431", "X", strings.Repeat("a", 40000))
	header("200", "Range", "bytes=0-1", "bytes=-99999999999999999999")
	header("200", "Upgrade", "websocket\r\nConnection: Upgrade")
	header("200", "Accept-Encoding", strings.Repeat("gzip,", 500))
	return list
}
