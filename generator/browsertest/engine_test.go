package browsertest

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// An engine is a browser with one page open, driven alike whichever it is.
type engine interface {
	// open loads an address.
	open(address string) error
	// run runs the body of an async function in the page, and returns the string that it returns.
	run(body string) (string, error)
	// print prints the page to a PDF.
	print(file string) error
	// complaints returns what the console has had of errors.
	complaints() ([]string, error)
}

// engines are the browsers of the people who read. Each starts one that saves files in a folder.
var engines = []struct {
	name  string
	start func(t testing.TB, saves string) engine
}{{"Chromium", chromium}, {"Firefox", firefox}, {"WebKit", webkit}}

// start starts a program that ends with the test: leave has it end, and with it what it has started. One that has not
// ended in ten seconds is killed, and then leaves that behind.
func start(t testing.TB, cmd *exec.Cmd, leave func()) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		leave()
		killed := time.AfterFunc(10*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		killed.Stop()
	})
}

// TestStartLeavesNothing checks that the screen of a program that has ended with its test is gone too.
func TestStartLeavesNothing(t *testing.T) {
	if _, err := exec.LookPath("xvfb-run"); err != nil {
		missing(t, "xvfb-run")
	}
	temporary := t.TempDir()
	t.Run("screen", func(t *testing.T) {
		cmd := exec.Command("xvfb-run", "-a", "cat")
		cmd.Env = append(os.Environ(), "TMPDIR="+temporary)
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		start(t, cmd, func() { in.Close() })
		fmt.Fprintln(in, "a")
		if line, err := bufio.NewReader(out).ReadString('\n'); line != "a\n" {
			t.Fatalf("%q, %v", line, err)
		}
	})
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

// A chrome is Chromium.
type chrome struct {
	ctx  context.Context
	said *[]string
}

func chromium(t testing.TB, saves string) engine {
	t.Helper()
	ctx, said := browser(t)
	behavior := cdpbrowser.SetDownloadBehavior(cdpbrowser.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(saves)
	if err := chromedp.Run(ctx, behavior, emulation.SetDeviceMetricsOverride(1280, 900, 1, false)); err != nil {
		t.Fatal(err)
	}
	return &chrome{ctx, said}
}

func (c *chrome) open(address string) error { return chromedp.Run(c.ctx, chromedp.Navigate(address)) }

func (c *chrome) run(body string) (string, error) {
	var result string
	err := chromedp.Run(c.ctx, chromedp.Evaluate("(async () => {"+body+"})()", &result, awaited))
	return result, err
}

func (c *chrome) print(file string) error {
	return chromedp.Run(c.ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		data, _, err := page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
		if err != nil {
			return err
		}
		return os.WriteFile(file, data, 0o600)
	}))
}

func (c *chrome) complaints() ([]string, error) {
	return slices.DeleteFunc(slices.Clone(*c.said), func(s string) bool { // a file of the pack, or one that is saved
		return strings.HasPrefix(s, "request to file:") || strings.HasPrefix(s, "request to blob:")
	}), nil
}

// A marionette is Firefox, driven by its own protocol.
type marionette struct {
	conn net.Conn
	in   *bufio.Reader
	last int
}

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

// firefox starts Firefox without a window.
func firefox(t testing.TB, saves string) engine {
	t.Helper()
	path, err := exec.LookPath("firefox")
	if err != nil {
		missing(t, "firefox")
	}
	profile, port := t.TempDir(), freePort(t)
	settings := fmt.Sprintf(`user_pref("marionette.port", %s);
user_pref("browser.download.folderList", 2);
user_pref("browser.download.dir", %q);
`, port, saves)
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless", "--marionette", "--remote-allow-system-access", "--no-remote",
		"--width", "1280", "--height", "900", "--profile", profile)
	cmd.Env = append(os.Environ(), "HOME="+profile)
	m := &marionette{}
	start(t, cmd, func() {
		if m.conn == nil {
			_ = cmd.Process.Signal(os.Interrupt)
			return
		}
		_, _ = m.call("Marionette:Quit", map[string]any{})
		m.conn.Close()
	})
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

// call sends a command and returns the string that is its value, if it is one.
func (m *marionette) call(name string, arguments map[string]any) (string, error) {
	m.last++
	data, err := json.Marshal([]any{0, m.last, name, arguments})
	if err != nil {
		return "", err
	}
	_ = m.conn.SetDeadline(time.Now().Add(2 * time.Minute))
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(data), data); err != nil {
		return "", err
	}
	answer, err := m.receive()
	if err != nil {
		return "", err
	}
	var parts [4]json.RawMessage
	if err := json.Unmarshal(answer, &parts); err != nil {
		return "", err
	}
	if string(parts[2]) != "null" {
		return "", fmt.Errorf("%s: %s", name, parts[2])
	}
	var value struct{ Value string }
	_ = json.Unmarshal(parts[3], &value) // other commands have other values
	return value.Value, nil
}

func (m *marionette) open(address string) error {
	_, err := m.call("WebDriver:Navigate", map[string]any{"url": address})
	return err
}

func (m *marionette) run(body string) (string, error) {
	return m.call("WebDriver:ExecuteScript", map[string]any{"script": "return (async () => {" + body + "})()", "args": []string{}})
}

func (m *marionette) print(file string) error {
	encoded, err := m.call("WebDriver:Print", map[string]any{"shrinkToFit": false})
	if err != nil {
		return err
	}
	data, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o600)
}

func (m *marionette) complaints() ([]string, error) {
	if _, err := m.call("Marionette:SetContext", map[string]any{"value": "chrome"}); err != nil {
		return nil, err
	}
	said, err := m.run(`return JSON.stringify([
		...Services.console.getMessageArray().filter((m) => m instanceof Ci.nsIScriptError && !(m.flags & Ci.nsIScriptError.warningFlag) && /^(http|file):/.test(m.sourceName)).map((m) => m.errorMessage + " " + m.sourceName),
		...Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage).getEvents().filter((e) => e.level === "error" && /^(http|file):/.test(e.filename)).map((e) => e.arguments.join(" ")),
	])`)
	if _, back := m.call("Marionette:SetContext", map[string]any{"value": "content"}); err != nil || back != nil {
		return nil, errors.Join(err, back)
	}
	var complaints []string
	err = json.Unmarshal([]byte(said), &complaints)
	return complaints, err
}

// A gtk is WebKitGTK, which has the engine of Safari, driven by testdata/webkit.py.
type gtk struct {
	commands io.WriteCloser
	answers  *json.Decoder
	mu       sync.Mutex
	said     []string
}

// webkit starts WebKitGTK on a screen that nobody sees.
func webkit(t testing.TB, saves string) engine {
	t.Helper()
	if exec.Command("/usr/bin/python3", "-c", `import gi; gi.require_version("WebKit2", "4.1")`).Run() != nil {
		missing(t, "WebKitGTK for Python (python3-gi, gir1.2-webkit2-4.1)")
	}
	if _, err := exec.LookPath("xvfb-run"); err != nil {
		missing(t, "xvfb-run")
	}
	cmd := exec.Command("xvfb-run", "-a", "/usr/bin/python3", filepath.Join("testdata", "webkit.py"), saves)
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	commands, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	console, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	g := &gtk{commands: commands, answers: json.NewDecoder(answers)}
	start(t, cmd, func() { commands.Close() }) // an interrupted xvfb-run would leave its screen behind
	go func() {
		for lines := bufio.NewScanner(console); lines.Scan(); {
			g.mu.Lock()
			g.said = append(g.said, lines.Text())
			g.mu.Unlock()
		}
	}()
	return g
}

// call sends a command and returns its value.
func (g *gtk) call(name, argument string) (string, error) {
	if err := json.NewEncoder(g.commands).Encode(map[string]string{name: argument}); err != nil {
		return "", err
	}
	stuck := time.AfterFunc(2*time.Minute, func() { g.commands.Close() }) // it ends, and so do its answers
	defer stuck.Stop()
	var answer struct{ Value, Error string }
	if err := g.answers.Decode(&answer); err != nil {
		return "", fmt.Errorf("%s is not answered: %w", name, err)
	}
	if answer.Error != "" {
		return "", fmt.Errorf("%s: %s", name, answer.Error)
	}
	return answer.Value, nil
}

func (g *gtk) open(address string) error {
	_, err := g.call("open", address)
	return err
}

func (g *gtk) run(body string) (string, error) { return g.call("script", body) }

func (g *gtk) print(file string) error {
	_, err := g.call("print", file)
	return err
}

func (g *gtk) complaints() ([]string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	var complaints []string
	for _, line := range g.said {
		if said, is := strings.CutPrefix(line, "complaint: "); is {
			complaints = append(complaints, said)
		}
	}
	return complaints, nil
}
