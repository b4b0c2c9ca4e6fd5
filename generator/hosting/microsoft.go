package hosting

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// iis returns web.config, which IIS never serves. Redirects need its URL Rewrite module; without redirects the
// file does without.
func iis(p Published) map[string][]byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + "<configuration>\n  <system.webServer>\n")
	b.WriteString("    <httpErrors errorMode=\"Custom\" existingResponse=\"Auto\">\n      <remove statusCode=\"404\" />\n" +
		"      <error statusCode=\"404\" path=\"404.html\" responseMode=\"File\" />\n    </httpErrors>\n")
	b.WriteString("    <staticContent>\n")
	for _, kind := range [][2]string{{".svg", "image/svg+xml"}, {".webp", "image/webp"}, {".csv", "text/csv; charset=utf-8"}} {
		fmt.Fprintf(&b, "      <remove fileExtension=%q />\n      <mimeMap fileExtension=%q mimeType=%q />\n", kind[0], kind[0], kind[1])
	}
	b.WriteString("    </staticContent>\n    <httpProtocol>\n      <customHeaders>\n        <remove name=\"X-Powered-By\" />\n")
	headers := p.headers()
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		fmt.Fprintf(&b, "        <add name=\"%s\" value=\"%s\" />\n", name, xmlText(headers.Get(name)))
	}
	b.WriteString("      </customHeaders>\n    </httpProtocol>\n")
	if len(p.Redirects) > 0 {
		b.WriteString("    <rewrite>\n      <rewriteMaps>\n        <rewriteMap name=\"flyttade\">\n")
		for _, r := range p.Redirects {
			if from, err := url.PathUnescape(r.From); err == nil { // every address of a plan can be decoded
				fmt.Fprintf(&b, "          <add key=\"%s\" value=\"%s\" />\n", xmlText(strings.Trim(from, "/")), xmlText(r.To))
			}
		}
		b.WriteString("        </rewriteMap>\n      </rewriteMaps>\n      <rules>\n        <rule name=\"flyttade\" stopProcessing=\"true\">\n" +
			"          <match url=\"^(.*?)/?$\" />\n          <conditions><add input=\"{flyttade:{R:1}}\" pattern=\"(.+)\" /></conditions>\n" +
			"          <action type=\"Redirect\" url=\"{C:1}\" redirectType=\"Found\" appendQueryString=\"false\" />\n" +
			"        </rule>\n      </rules>\n    </rewrite>\n")
	}
	b.WriteString("  </system.webServer>\n")
	for _, pattern := range p.Kept {
		fmt.Fprintf(&b, "  <location path=\"%s\">\n    <system.webServer>\n      <httpProtocol>\n        <customHeaders>\n"+
			"          <remove name=\"Cache-Control\" />\n          <add name=\"Cache-Control\" value=\"%s\" />\n"+
			"        </customHeaders>\n      </httpProtocol>\n    </system.webServer>\n  </location>\n",
			xmlText(strings.Trim(strings.TrimSuffix(pattern, "*"), "/")), immutable)
	}
	b.WriteString("</configuration>\n")
	return map[string][]byte{"web.config": b.Bytes()}
}

func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// azure returns staticwebapp.config.json, of Azure Static Web Apps, which it never serves.
func azure(p Published) map[string][]byte {
	type route struct {
		Route      string            `json:"route"`
		Redirect   string            `json:"redirect,omitempty"`
		StatusCode int               `json:"statusCode,omitempty"`
		Headers    map[string]string `json:"headers,omitempty"`
	}
	config := struct {
		Routes            []route                      `json:"routes"`
		ResponseOverrides map[string]map[string]string `json:"responseOverrides"`
		GlobalHeaders     map[string]string            `json:"globalHeaders"`
		MimeTypes         map[string]string            `json:"mimeTypes"`
		TrailingSlash     string                       `json:"trailingSlash"`
	}{
		Routes:            []route{},
		ResponseOverrides: map[string]map[string]string{"404": {"rewrite": "/404.html"}},
		GlobalHeaders:     single(p.headers()), TrailingSlash: "auto",
		MimeTypes: map[string]string{".svg": "image/svg+xml", ".webp": "image/webp", ".csv": "text/csv; charset=utf-8"},
	}
	for _, pattern := range p.Kept {
		config.Routes = append(config.Routes, route{Route: pattern, Headers: map[string]string{"Cache-Control": immutable}})
	}
	config.Routes = append(config.Routes, route{Route: "/*.{svg}", Headers: map[string]string{"Content-Security-Policy": svgPolicy}})
	for _, r := range p.Redirects {
		config.Routes = append(config.Routes, route{Route: r.From, Redirect: r.To, StatusCode: min(r.Status, http.StatusFound)})
	}
	data, err := json.Marshal(config)
	if err != nil {
		panic(err) // there are only strings and numbers in it
	}
	return map[string][]byte{"staticwebapp.config.json": append(data, '\n')}
}

func single(h http.Header) map[string]string {
	all := map[string]string{}
	for name := range h {
		all[name] = h.Get(name)
	}
	return all
}
