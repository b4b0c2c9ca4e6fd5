package hosting

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// nginx returns what is to be included in the server block of nginx, and the passwords that it asks for.
//
// In nginx a block that adds one header has none of those around it, so every block has all.
func nginx(p Published, name string) map[string][]byte {
	name = strings.ReplaceAll(name, "$", "_") // which nginx would take for a variable, and has no way to escape
	var b bytes.Buffer
	b.WriteString("# Lägg filen i nginx egen mapp och skriv include med dess namn i server { root …; }.\n")
	b.WriteString("charset utf-8;\nabsolute_redirect off;\nserver_tokens off;\nerror_page 404 /404.html;\n")
	files := map[string][]byte{}
	if !p.Logins.None() {
		files[name+".htpasswd"] = p.Logins.htpasswd()
		fmt.Fprintf(&b, "auth_basic \"Provtryck\";\nauth_basic_user_file %s; # i samma mapp, läsbar för kontot som nginx kör som\n", nginxString(name+".htpasswd"))
	}
	block := func(location string, headers http.Header) {
		fmt.Fprintf(&b, "location %s {\n    try_files $uri $uri/index.html =404;\n", location)
		for _, name := range slices.Sorted(maps.Keys(headers)) {
			fmt.Fprintf(&b, "    add_header %s %s always;\n", name, nginxString(headers.Get(name)))
		}
		b.WriteString("}\n")
	}
	block("/", p.headers())
	drawings := p.headers()
	drawings.Set("Content-Security-Policy", svgPolicy)
	block(`~ \.svg$`, drawings)
	for _, pattern := range p.Kept {
		kept := p.headers()
		kept.Set("Cache-Control", immutable)
		block("^~ "+nginxString(strings.TrimSuffix(pattern, "*")), kept)
	}
	for _, r := range p.Redirects {
		from, err := url.PathUnescape(r.From)
		if err != nil {
			continue // every address of a plan can be decoded
		}
		for _, address := range []string{strings.TrimSuffix(from, "/"), strings.TrimSuffix(from, "/") + "/"} {
			if address != "" {
				fmt.Fprintf(&b, "location = %s { return %d %s; }\n", nginxString(address), r.Status, nginxString(r.To))
			}
		}
	}
	files[name+".nginx.conf"] = b.Bytes()
	return files
}

// nginxString returns a value as nginx reads it. It must have no $ where nginx takes variables: the addresses that
// redirects lead to have none.
func nginxString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// htpasswd returns names and salted sums of passwords, in the form {SSHA} of RFC 2307 that nginx reads. The salt
// is made of the password, so that the same passwords give the same file.
func (l Logins) htpasswd() []byte {
	var b bytes.Buffer
	for _, pair := range l.pairs {
		name, password, _ := strings.Cut(pair, ":")
		mac := hmac.New(sha256.New, []byte(password))
		mac.Write([]byte("provtryck " + name))
		salt := mac.Sum(nil)[:8]
		sum := sha1.Sum(append([]byte(password), salt...))
		fmt.Fprintf(&b, "%s:{SSHA}%s\n", name, base64.StdEncoding.EncodeToString(append(sum[:], salt...)))
	}
	return b.Bytes()
}
