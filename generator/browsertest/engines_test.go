package browsertest

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// freePort returns a port that nobody listens on.
func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// run starts a program that is ended with the test, with all that it has started.
func run(t testing.TB, env []string, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		killed := time.AfterFunc(10*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		killed.Stop()
	})
}

// A marionette is Firefox, driven by its own protocol.
type marionette struct {
	conn net.Conn
	in   *bufio.Reader
	last int
}

// firefox starts Firefox without a window.
func firefox(t testing.TB) *marionette {
	t.Helper()
	path, err := exec.LookPath("firefox")
	if err != nil {
		missing(t, "firefox")
	}
	profile, port := t.TempDir(), freePort(t)
	settings := fmt.Sprintf("user_pref(%q, %s);\n", "marionette.port", port)
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, []string{"HOME=" + profile}, path, "--headless", "--marionette", "--no-remote", "--profile", profile)
	m := &marionette{}
	for end := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		if m.conn, err = net.Dial("tcp", "127.0.0.1:"+port); err == nil {
			break
		}
		if time.Now().After(end) {
			t.Fatal(err)
		}
	}
	m.in = bufio.NewReader(m.conn)
	if _, err := m.receive(); err != nil { // what it is
		t.Fatal(err)
	}
	if _, err := m.call("WebDriver:NewSession", map[string]any{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = m.call("Marionette:Quit", map[string]any{}); m.conn.Close() })
	return m
}

// receive reads a message: its length, a colon, JSON.
func (m *marionette) receive() ([]byte, error) {
	size, err := m.in.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(size, ":"))
	if err != nil {
		return nil, err
	}
	data := make([]byte, n)
	_, err = io.ReadFull(m.in, data)
	return data, err
}

// call sends a command and returns its value.
func (m *marionette) call(name string, arguments any) (json.RawMessage, error) {
	m.last++
	data, err := json.Marshal([]any{0, m.last, name, arguments})
	if err != nil {
		return nil, err
	}
	_ = m.conn.SetDeadline(time.Now().Add(2 * time.Minute))
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(data), data); err != nil {
		return nil, err
	}
	answer, err := m.receive()
	if err != nil {
		return nil, err
	}
	var parts [4]json.RawMessage
	if err := json.Unmarshal(answer, &parts); err != nil {
		return nil, err
	}
	if string(parts[2]) != "null" {
		return nil, fmt.Errorf("%s: %s", name, parts[2])
	}
	return parts[3], nil
}

func (m *marionette) open(address string) error {
	_, err := m.call("WebDriver:Navigate", map[string]any{"url": address})
	return err
}

func (m *marionette) print() (string, error) {
	answer, err := m.call("WebDriver:Print", map[string]any{"shrinkToFit": false})
	if err != nil {
		return "", err
	}
	var value struct{ Value string }
	err = json.Unmarshal(answer, &value)
	return value.Value, err
}

// printByFirefox prints addresses with Firefox.
func printByFirefox(t testing.TB, addresses []string) (papers []paper) {
	m := firefox(t)
	for _, address := range addresses {
		if err := m.open(address); err != nil {
			t.Fatal(err)
		}
		encoded, err := m.print()
		if err != nil {
			t.Fatal(err)
		}
		data, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			t.Fatal(err)
		}
		p := paper{filepath.Join(t.TempDir(), "paper.pdf")}
		if err := os.WriteFile(p.file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		papers = append(papers, p)
	}
	return papers
}

// printByWebKit prints addresses with WebKitGTK, which has the engine of Safari.
func printByWebKit(t testing.TB, addresses []string) (papers []paper) {
	if exec.Command("/usr/bin/python3", "-c", `import gi; gi.require_version("WebKit2", "4.1")`).Run() != nil {
		missing(t, "WebKitGTK for Python (python3-gi, gir1.2-webkit2-4.1)")
	}
	if _, err := exec.LookPath("xvfb-run"); err != nil {
		missing(t, "xvfb-run")
	}
	dir := t.TempDir()
	args := []string{"-a", "/usr/bin/python3", filepath.Join("testdata", "webkit.py")}
	for i, address := range addresses {
		papers = append(papers, paper{filepath.Join(dir, strconv.Itoa(i)+".pdf")})
		args = append(args, address, papers[i].file)
	}
	if said, err := exec.Command("xvfb-run", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return papers
}

// printByChromium prints addresses with Chromium.
func printByChromium(t testing.TB, addresses []string) (papers []paper) {
	ctx, _ := browser(t)
	for _, address := range addresses {
		open(t, ctx, address)
		papers = append(papers, onPaper(t, ctx))
	}
	return papers
}

// TestMark prints with every engine that the machine has: each sheet says that it is
// not published, in its own place and once. In WebKit the last sheet may say it twice,
// since the mark in its side stands far down, and the text may end before it.
func TestMark(t *testing.T) {
	t.Parallel()
	server := site(t)
	var addresses []string
	for _, url := range []string{
		article, article + "?som=kurator-elevhalsa&visning=dolj", printed, "/granskning/malgrupper/", // a wide table, on paper that lies down
		"/vard-och-insatsprogram/depression-och-angestsyndrom/niva-och-process/stegvis-vard/",
	} {
		addresses = append(addresses, server.URL+url)
	}
	for name, print := range map[string]func(testing.TB, []string) []paper{
		"Chromium": printByChromium, "Firefox": printByFirefox, "WebKit": printByWebKit,
	} {
		t.Run(name, func(t *testing.T) {
			for i, p := range print(t, addresses) {
				pages := p.pages(t)
				for n, text := range pages {
					marks := strings.Count(text, "Förhandsvisning – inte publicerad")
					if marks != 1 && (name != "WebKit" || n < len(pages)-1 || marks != 2) {
						t.Errorf("%s: sheet %d of %d is marked %d times:\n%s", addresses[i], n+1, len(pages), marks, text)
					}
				}
			}
		})
	}
}
