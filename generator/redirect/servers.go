package redirect

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"

	"provtryck/generator/site"
)

// nginx writes maps for nginx. What a server is asked for is put into one form by the first two: nginx has
// decoded $uri and joined doubled slashes, and compares keys without regard to capitals of a to z.
func nginx(rules []Rule, status int) string {
	var parts, pages strings.Builder
	longestKey, n := 0, 0
	for _, r := range rules {
		for _, path := range spellings(r.From.Path) {
			b, key := &pages, path
			if section := r.From.Section(); section != "" {
				b, key = &parts, path+"?"+section
			}
			fmt.Fprintf(b, "    %s %s;\n", quoted(key), quoted(r.To))
			longestKey, n = max(longestKey, len(key)), n+1
		}
	}
	bucket := 128
	for bucket < longestKey+64 {
		bucket *= 2
	}
	size := 2048
	for size < 2*n {
		size *= 2
	}
	return fmt.Sprintf(`# Omdirigeringar från %[1]s, skrivna av provtryck omdirigeringar --format nginx.
# Lägg filen där nginx läser den inom http (till exempel /etc/nginx/conf.d/). Skriv så här i servern:
#
#   server {
#       server_name %[1]s www.%[1]s;
#       if ($provtryck_mal) { return %[2]d $provtryck_mal; }
#   }
#
# Adressen läses utan www, snedstreck sist, index.html och skillnad på stora och små bokstäver.
# Efter frågetecknet räknas bara section=; finns inte den delen leder adressen dit sidan leder.
# Servern ska ha merge_slashes on, som är det vanliga.
map_hash_bucket_size %[3]d;
map_hash_max_size %[4]d;

map $uri $provtryck_sida {
    default $uri;
    "~*^(?<provtryck_stam>.*?)(?:/+index\.html)*/*$" $provtryck_stam;
}
map $arg_section $provtryck_avsnitt {
    default "";
    "~^(?<provtryck_nummer>[A-Za-z0-9_-]+)$" "?$provtryck_nummer";
}
map "$provtryck_sida$provtryck_avsnitt" $provtryck_del {
    default "";
%[5]s}
map $provtryck_sida $provtryck_hel {
    default "";
%[6]s}
map $provtryck_del $provtryck_mal {
    default $provtryck_del;
    "" $provtryck_hel;
}
`, site.OldHost, status, bucket, size, parts.String(), pages.String())
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// ending is a pattern of what may follow a path without changing it, in a server that has decoded it.
const ending = `(?:/+index\.html)*/*$`

// apache writes rules of mod_rewrite, for a server or an .htaccess file. In what is written instead, % and $ have
// a meaning; $ there is none.
func apache(rules []Rule, status int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Omdirigeringar från %s, skrivna av provtryck omdirigeringar --format apache.\n"+
		"# Lägg raderna inom <VirtualHost> eller i .htaccess. De kräver mod_rewrite.\n"+
		"# Servern ska ha MergeSlashes On, som är det vanliga.\nRewriteEngine On\n", site.OldHost)
	for _, r := range rules {
		if section := r.From.Section(); section != "" {
			fmt.Fprintf(&b, "RewriteCond %%{QUERY_STRING} \"(?:^|&)section=%s(?:&|$)\" [NC]\n", section)
		}
		var forms []string
		for _, path := range spellings(r.From.Path) {
			forms = append(forms, strings.ReplaceAll(regexp.QuoteMeta(strings.TrimPrefix(path, "/")), `"`, `\x22`))
		}
		start := "^/*(?:" + strings.Join(forms, "|") + ")"
		end := ending
		if r.From.Path == "" {
			start, end = "^/*", `(?:index\.html/*)*$`
		}
		fmt.Fprintf(&b, "RewriteRule \"%s%s\" \"%s\" [R=%d,L,NC,NE,QSD]\n", start, end, strings.ReplaceAll(r.To, "%", `\%`), status)
	}
	return b.String()
}

// netlify writes rules for Netlify's _redirects, parts of pages first: the first rule that fits is used.
func netlify(rules []Rule, status int) string {
	var b strings.Builder
	for _, r := range rules {
		for _, path := range spellings(r.From.Path) {
			query := ""
			if section := r.From.Section(); section != "" {
				query = " section=" + section
			}
			fmt.Fprintf(&b, "%s/%s %s %d!\n", encoded(path), query, r.To, status)
		}
	}
	return b.String()
}

// MaxIIS is how many bytes IIS reads of a file of settings, unless it has been told otherwise
// (MaxWebConfigFileSizeInKB).
const MaxIIS = 250 << 10

// iis writes rewriteMaps.config, with the rules that use it in a comment. IIS matches a decoded path without the
// first slash and the query, and compares keys without regard to capitals.
func iis(rules []Rule, status int) string {
	kind := map[int]string{301: "Permanent", 302: "Found"}[status]
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="utf-8"?>
<!--
Omdirigeringar från %[1]s, skrivna av provtryck omdirigeringar, format iis.
Spara som rewriteMaps.config bredvid web.config. Skriv så här i web.config, inom system.webServer:

<rewrite>
  <rewriteMaps configSource="rewriteMaps.config" />
  <rules>
    <rule name="Gamla adresser till avsnitt" stopProcessing="true">
      <match url="^(.*?)(?:(?:^|/+)index\.html)*/*$" />
      <conditions trackAllCaptures="true">
        <add input="{QUERY_STRING}" pattern="(?:^|&amp;)section=([A-Za-z0-9_-]+)(?:&amp;|$)" />
        <add input="{GamlaAdresser:{R:1}?{C:1}}" pattern="(.+)" />
      </conditions>
      <action type="Redirect" url="{C:2}" appendQueryString="false" redirectType="%[2]s" />
    </rule>
    <rule name="Gamla adresser till sidor" stopProcessing="true">
      <match url="^(.*?)(?:(?:^|/+)index\.html)*/*$" />
      <conditions>
        <add input="{GamlaAdresser:{R:1}}" pattern="(.+)" />
      </conditions>
      <action type="Redirect" url="{C:1}" appendQueryString="false" redirectType="%[2]s" />
    </rule>
  </rules>
</rewrite>

IIS läser högst 250 kB av en sådan fil. Är den större, höj MaxWebConfigFileSizeInKB på servern.
-->
<rewriteMaps>
  <rewriteMap name="GamlaAdresser" defaultValue="">
`, site.OldHost, kind)
	seen := map[string]bool{}
	for _, r := range rules {
		for _, path := range spellings(r.From.Path) {
			key := strings.ToLower(strings.TrimPrefix(path, "/"))
			if section := r.From.Section(); section != "" {
				key += "?" + section
			}
			if !seen[key] { // IIS refuses a key that is there twice
				fmt.Fprintf(&b, "    <add key=\"%s\" value=\"%s\" />\n", escaped(key), escaped(r.To))
			}
			seen[key] = true
		}
	}
	b.WriteString("  </rewriteMap>\n</rewriteMaps>\n")
	return b.String()
}

// geta writes what Geta NotFound Handler for Optimizely imports. It compares whole addresses, without regard to
// capitals, and what is below an old address unless told not to add the rest to the new one.
func geta(rules []Rule, status int) string {
	kind := map[int]string{301: "Permanent", 302: "Temporary"}[status]
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<redirects>\n  <urls>\n")
	for _, r := range rules {
		b.WriteString("    <url>\n")
		seen := map[string]bool{}
		for _, path := range spellings(r.From.Path) {
			for _, start := range []string{"https://", "http://", "https://www.", "http://www."} {
				for _, end := range []string{"/", ""} {
					address := start + r.From.Host + encoded(strings.ToLower(path)) + end
					if r.From.Query != "" {
						address += "?" + r.From.Query
					}
					if !seen[address] {
						fmt.Fprintf(&b, "      <old redirectType=\"%s\" onWildCardMatchSkipAppend=\"true\">%s</old>\n", kind, escaped(address))
					}
					seen[address] = true
				}
			}
		}
		fmt.Fprintf(&b, "      <new>%s</new>\n    </url>\n", escaped(r.To))
	}
	b.WriteString("  </urls>\n</redirects>\n")
	return b.String()
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes all
	return b.String()
}
