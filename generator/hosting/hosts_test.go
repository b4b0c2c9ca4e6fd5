package hosting

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"provtryck/generator/servertest"
)

// published is a site with all that a host can be told.
func published(t *testing.T) Published {
	t.Helper()
	logins, err := ParseLogins("anna:hemligt bo:he{m}l;$i#gare")
	if err != nil {
		t.Fatal(err)
	}
	planned, refused := PlanRedirects([]Redirect{{From: "/ångest/", To: "/sida/", Status: 302}, {From: "/a;b{c}$d\"e", To: "/sida/", Status: 302},
		{From: "/flyttad", To: "/sida/", Status: 302, Over: true}}, []string{"/", "/sida/"})
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	return Published{Logins: logins, Forms: true, Kept: []string{"/assets/abc/*"}, Redirects: planned}
}

func inside(t *testing.T, h Host, p Published) map[string][]byte {
	t.Helper()
	files, complete := h.Inside(p)
	if !complete {
		t.Errorf("%s lacks redirects", h.Name)
	}
	return files
}

// TestTooMany checks that redirects are left out, which is told, where they are too many for the host, or make its
// file too large.
func TestTooMany(t *testing.T) {
	long := strings.Repeat("lång-adress-", 20)
	for _, c := range []struct {
		many    int
		address string
		without string // the hosts that have none
	}{{10, "", ""}, {500, "", "azure"}, {1000, "", "azure gitlab-pages"}, {300, long, "azure gitlab-pages"}} { // with those of published
		p := published(t)
		for i := range c.many {
			p.Redirects = append(p.Redirects, Redirect{From: fmt.Sprintf("/gammal/%s%d", c.address, i), To: "/sida/", Status: 302})
		}
		var without []string
		for _, h := range Hosts {
			files, complete := h.Inside(p)
			if !complete {
				without = append(without, h.Name)
			}
			for name, data := range files {
				if h.MostBytes > 0 && len(data) > h.MostBytes {
					t.Errorf("%s: %s has %d bytes", h.Name, name, len(data))
				}
			}
		}
		if got := strings.Join(without, " "); got != c.without {
			t.Errorf("%d redirects are too many for %q, want %q", c.many, got, c.without)
		}
	}
}

// TestNoSecrets checks that no host is given a file with passwords in the folder that it serves, but for
// Netlify, which does not serve _headers.
func TestNoSecrets(t *testing.T) {
	p := published(t)
	for _, h := range Hosts {
		for name, data := range inside(t, h, p) {
			secret := strings.Contains(string(data), "hemligt") || strings.Contains(string(data), "{SSHA}")
			if secret != (name == "_headers" && h.Name == "netlify") {
				t.Errorf("%s: %s has a secret: %t", h.Name, name, secret)
			}
		}
		for name, data := range h.Beside(p, "ut") {
			if strings.Contains(string(data), "hemligt") || !strings.HasPrefix(name, "ut.") {
				t.Errorf("%s: %s has\n%s", h.Name, name, data)
			}
		}
		if asks := h.Name == "netlify" || h.Name == "nginx"; asks != (h.NoLogins == "") {
			t.Errorf("%s: %q", h.Name, h.NoLogins)
		}
	}
}

// TestNginxNames checks that names of folders can be names of nginx's files, which refer to each other.
func TestNginxNames(t *testing.T) {
	for name, want := range map[string]string{"ut": `"ut.htpasswd"`, "ut $kopia": `"ut _kopia.htpasswd"`, `a"b;{c}`: `"a\"b;{c}.htpasswd"`, `a\b`: `"a\\b.htpasswd"`, "åäö#": `"åäö#.htpasswd"`} {
		config, passwords := "", 0
		for file, data := range Hosts[1].Beside(published(t), name) {
			if strings.HasSuffix(file, ".nginx.conf") {
				config = string(data)
			} else if passwords++; file != strings.ReplaceAll(name, "$", "_")+".htpasswd" {
				t.Errorf("%s: the passwords are in %s", name, file)
			}
		}
		if passwords != 1 || !strings.Contains(config, "auth_basic_user_file "+want+";") {
			t.Errorf("%s: want %s in\n%.400s", name, want, config)
		}
	}
}

// TestNginx has a real nginx serve a site as its file says.
func TestNginx(t *testing.T) {
	program := servertest.Program(t, "nginx")
	dir, port := t.TempDir(), servertest.FreePort(t)
	for name, content := range map[string]string{"index.html": "start", "404.html": "saknas", "sida/index.html": "sidan", "flyttad/index.html": "flyttad",
		"bild.svg": "<svg/>", "assets/abc/site.css": "a{}", "assets/abc/bild.svg": "<svg/>"} {
		file := filepath.Join(dir, "ut", filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range Hosts[1].Beside(published(t), "ut") {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	main := fmt.Sprintf(`daemon off; master_process off; pid %[1]s/pid; error_log stderr;
events {}
http {
    types { text/html html; text/css css; image/svg+xml svg; }
    access_log off;
    client_body_temp_path %[1]s/a; proxy_temp_path %[1]s/b; fastcgi_temp_path %[1]s/c; uwsgi_temp_path %[1]s/d; scgi_temp_path %[1]s/e;
    server { listen 127.0.0.1:%[2]d; root %[1]s/ut; include ut.nginx.conf; }
}
`, dir, port)
	config := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(config, []byte(main), 0o644); err != nil {
		t.Fatal(err)
	}
	servertest.Start(t, port, program, "-p", dir, "-e", "stderr", "-c", config)

	ask := func(path, login, part string) (*http.Response, string) {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, fmt.Sprintf("http://127.0.0.1:%d%s", port, path), nil)
		if err != nil {
			t.Fatal(err)
		}
		if name, password, found := strings.Cut(login, ":"); found {
			request.SetBasicAuth(name, password)
		}
		if part != "" {
			request.Header.Set("Range", part)
		}
		answer, err := http.DefaultTransport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer, string(body)
	}
	const page, drawing = "form-action 'self'", "sandbox"
	for _, c := range []struct {
		path, login string
		status      int
		body, to    string
		policy      string // a part of it
		cache       string
	}{
		{"/", "", 401, "", "", page, noStore},
		{"/assets/abc/site.css", "anna:fel", 401, "", "", "", ""},
		{"/", "anna:hemligt", 200, "start", "", page, noStore},
		{"/", "bo:he{m}l;$i#gare", 200, "start", "", page, noStore},
		{"/sida/", "anna:hemligt", 200, "sidan", "", page, noStore},
		{"/sida", "anna:hemligt", 200, "sidan", "", page, noStore},
		{"/finns-inte/", "anna:hemligt", 404, "saknas", "", page, noStore},
		{"/bild.svg", "anna:hemligt", 200, "<svg/>", "", drawing, noStore},
		{"/finns-inte.svg", "anna:hemligt", 404, "saknas", "", "", ""},
		{"/assets/abc/site.css", "anna:hemligt", 200, "a{}", "", page, immutable},
		{"/%C3%A5ngest", "anna:hemligt", 302, "", "/sida/", "", ""},
		{"/%c3%a5ngest/", "anna:hemligt", 302, "", "/sida/", "", ""},
		{"/a%3Bb%7Bc%7D$d%22e", "anna:hemligt", 302, "", "/sida/", "", ""},
		{"/flyttad/", "anna:hemligt", 302, "", "/sida/", "", ""},
		{"/../ut.htpasswd", "anna:hemligt", 400, "", "", "", ""},
		{"/ut.htpasswd", "anna:hemligt", 404, "saknas", "", page, noStore},
		{"/ut.nginx.conf", "anna:hemligt", 404, "saknas", "", page, noStore},
	} {
		answer, body := ask(c.path, c.login, "")
		if answer.StatusCode != c.status || c.body != "" && body != c.body || answer.Header.Get("Location") != c.to ||
			!strings.Contains(answer.Header.Get("Content-Security-Policy"), c.policy) || c.cache != "" && answer.Header.Get("Cache-Control") != c.cache {
			t.Errorf("%s with %q: %d %q %v", c.path, c.login, answer.StatusCode, body, answer.Header)
		}
		if c.policy == "" {
			continue
		}
		for name := range SecurityHeaders() {
			if len(answer.Header.Values(name)) != 1 {
				t.Errorf("%s with %q has %q of %s", c.path, c.login, answer.Header.Values(name), name)
			}
		}
	}
	for part, want := range map[string]struct {
		status int
		body   string
	}{
		"bytes=1-3": {http.StatusPartialContent, "svg"}, "bytes=4-": {http.StatusPartialContent, "/>"}, "bytes=-2": {http.StatusPartialContent, "/>"},
		"bytes=9-": {http.StatusRequestedRangeNotSatisfiable, ""}, "rader=1-3": {http.StatusOK, "<svg/>"},
	} {
		answer, body := ask("/bild.svg", "anna:hemligt", part)
		if answer.StatusCode != want.status || want.body != "" && body != want.body || len(answer.Header.Values("X-Content-Type-Options")) == 0 { // twice on nginx's own page for 416
			t.Errorf("%s: %d %q %v", part, answer.StatusCode, body, answer.Header)
		}
	}
}

// TestWebConfig checks that web.config is XML, and that no element which IIS lets be there once is twice
// (learn.microsoft.com, "IIS configuration reference": system.webServer).
func TestWebConfig(t *testing.T) {
	data := inside(t, Hosts[2], published(t))["web.config"]
	seen := map[string]int{}
	var path []string
	for d := xml.NewDecoder(strings.NewReader(string(data))); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, data)
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, token.Name.Local)
			place := strings.Join(path, "/")
			for _, a := range token.Attr {
				if a.Name.Local == "name" || a.Name.Local == "key" || a.Name.Local == "fileExtension" {
					place += " " + strings.ToLower(a.Value)
				}
			}
			if seen[place]++; seen[place] > 1 && !strings.HasPrefix(place, "configuration/location") {
				t.Errorf("%s is twice", place)
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		}
	}
	for _, want := range []string{"add x-robots-tag", "add ångest", `add a;b{c}$d"e`, "rule flyttade"} {
		found := false
		for place := range seen {
			found = found || strings.HasSuffix(place, want)
		}
		if !found {
			t.Errorf("no %s in\n%s", want, data)
		}
	}
}

// TestStaticWebApp checks the rules of Azure's file (learn.microsoft.com, "Configure Azure Static Web Apps"): a route
// leads somewhere or has headers, a redirect has one of two status codes, and routes are each there once.
func TestStaticWebApp(t *testing.T) {
	data := inside(t, Hosts[3], published(t))["staticwebapp.config.json"]
	var config struct {
		Routes []struct {
			Route, Redirect string
			StatusCode      int
			Headers         map[string]string
		}
		GlobalHeaders map[string]string
	}
	if err := json.Unmarshal(data, &config); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, r := range config.Routes {
		redirects := r.Redirect != ""
		if seen[r.Route] || !strings.HasPrefix(r.Route, "/") || redirects == (len(r.Headers) > 0) || redirects != (r.StatusCode == 301 || r.StatusCode == 302) {
			t.Errorf("the route %+v", r)
		}
		seen[r.Route] = true
	}
	if config.GlobalHeaders["X-Robots-Tag"] != hidden || !seen["/flyttad"] {
		t.Errorf("the file is\n%s", data)
	}
}
