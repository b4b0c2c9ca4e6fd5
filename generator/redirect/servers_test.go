package redirect

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"provtryck/generator/servertest"
)

// ask requests a path of a server exactly as it is written, and returns where it leads.
func ask(t *testing.T, port int, ask string) (status int, to string) {
	t.Helper()
	raw, query, _ := strings.Cut(ask, "?")
	path, err := url.PathUnescape(raw)
	if err != nil {
		t.Fatal(err)
	}
	u := &url.URL{Scheme: "http", Host: fmt.Sprintf("127.0.0.1:%d", port), Path: path, RawPath: raw, RawQuery: query}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := client.Do(&http.Request{Method: http.MethodGet, URL: u, Host: "www.vardochinsats.se", Header: http.Header{}})
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	return r.StatusCode, r.Header.Get("Location")
}

// landing checks on a running server that every old address leads right in every spelling, a part that is not known
// leads where its page does, and that nothing else leads anywhere.
func landing(t *testing.T, port int, rules []Rule, status int) {
	t.Helper()
	asked := 0
	for _, r := range rules {
		for _, path := range Asks(r.From) {
			asked++
			if got, to := ask(t, port, path); got != status || to != r.To {
				t.Errorf("%q: %d to %q, want %q", path, got, to, r.To)
			}
		}
	}
	if asked < 150 {
		t.Errorf("only %d were asked for", asked)
	}
	for path, want := range map[string]string{
		"/exempel/?section=999": "https://www.exempel.se/hel", "/exempel?section=": "https://www.exempel.se/hel",
		"/exempel/?section=3174%0d%0aX:1": "https://www.exempel.se/hel", "/exempel/?xsection=3174": "https://www.exempel.se/hel",
		"/exempel/annat": "", "/borta/": "", "/exempelx": "", "/x/exempel/": "", "/min/": "", "/index.htm": "",
		"/obesvarad/": "", "/sida/?q=adhd": "", "/exempel%0d%0aX:1": "",
	} {
		got, to := ask(t, port, path)
		if to != want || want == "" && got/100 == 3 {
			t.Errorf("%q: %d to %q, want %q", path, got, to, want)
		}
	}
}

// TestNginx has a real nginx read the file and answer.
func TestNginx(t *testing.T) {
	program := servertest.Program(t, "nginx")
	rules, _ := Plan(testSite(t), Options{})
	dir, port := t.TempDir(), servertest.FreePort(t)
	write(t, filepath.Join(dir, "omdirigeringar.conf"), nginx(rules, 301))
	write(t, filepath.Join(dir, "nginx.conf"), fmt.Sprintf(`daemon off; master_process off; pid %[1]s/pid; error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path %[1]s/a; proxy_temp_path %[1]s/b; fastcgi_temp_path %[1]s/c; uwsgi_temp_path %[1]s/d; scgi_temp_path %[1]s/e;
    include %[1]s/omdirigeringar.conf;
    server {
        listen 127.0.0.1:%[2]d;
        root %[1]s/tom;
        if ($provtryck_mal) { return 301 $provtryck_mal; }
    }
}
`, dir, port))
	servertest.Start(t, port, program, "-p", dir, "-e", "stderr", "-c", filepath.Join(dir, "nginx.conf"))
	landing(t, port, rules, 301)
}

// TestApache has a real Apache read the file and answer.
func TestApache(t *testing.T) {
	program := servertest.Program(t, "apache2")
	rules, _ := Plan(testSite(t), Options{})
	dir, port := t.TempDir(), servertest.FreePort(t)
	write(t, filepath.Join(dir, "apache.conf"), fmt.Sprintf(`ServerName localhost
Listen 127.0.0.1:%[2]d
PidFile %[1]s/pid
ErrorLog /dev/stderr
DocumentRoot %[1]s
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so
<VirtualHost *>
%[3]s
</VirtualHost>
`, dir, port, apache(rules, 302)))
	servertest.Start(t, port, program, "-D", "FOREGROUND", "-d", dir, "-f", filepath.Join(dir, "apache.conf"))
	landing(t, port, rules, 302)
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
