package hosting

// A Published is what a host must know of a site.
type Published struct {
	Logins    Logins
	Forms     bool       // pages send what their forms have to the site itself
	Kept      []string   // patterns of addresses, "/assets/0a1b2c3d4e5f/*", whose files never change
	Redirects []Redirect // as [PlanRedirects] returns them
}

// A Host (värd) is a kind of web server, with the files that tell it how to serve a site.
type Host struct {
	Name string
	// NoLogins is why it cannot ask for names and passwords, in Swedish; empty where it can.
	NoLogins string
	Forms    bool // takes in what forms send
	// MostBytes is how large each file in the folder may be, and MostRedirects how many redirects it reads; 0 for no
	// limit.
	MostBytes, MostRedirects int

	inside func(Published) map[string][]byte                // in the folder of the site, with no secret that the host would serve
	beside func(p Published, name string) map[string][]byte // outside it; nil for none
}

// Hosts are the hosts that are known, the usual one first.
var Hosts = []Host{
	{Name: "netlify", inside: netlify, Forms: true},
	{Name: "nginx", inside: nothing, beside: nginx},
	{Name: "iis", inside: iis, NoLogins: "IIS frågar efter konton i Windows; ställ in det på servern"},
	{Name: "azure", inside: azure, MostBytes: 20 << 10, NoLogins: "Azure Static Web Apps ställer in lösenord i portalen, under Configuration"},
	{Name: "github-pages", inside: githubPages, NoLogins: "GitHub Pages har inga lösenord"},
	{Name: "gitlab-pages", inside: gitlabPages, MostBytes: 64 << 10, MostRedirects: 1000, NoLogins: "GitLab Pages har inga lösenord; begränsa i stället vem som ser projektets sidor"},
	{Name: "ingen", inside: nothing, NoLogins: "utan en känd värd skrivs inga lösenord"},
}

// Inside returns the files that the host reads in the folder of the site. Complete is false where the redirects are
// left out because they are more than the host reads.
func (h Host) Inside(p Published) (files map[string][]byte, complete bool) {
	files = h.inside(p)
	tooMany := h.MostRedirects > 0 && len(p.Redirects) > h.MostRedirects
	for _, data := range files {
		tooMany = tooMany || h.MostBytes > 0 && len(data) > h.MostBytes
	}
	if tooMany && len(p.Redirects) > 0 {
		p.Redirects = nil
		return h.inside(p), false
	}
	return files, true
}

// Beside returns the files that are for the host and must not be in the folder of the site, which has the given
// name, by their own names: "public.nginx.conf".
func (h Host) Beside(p Published, name string) map[string][]byte {
	if h.beside == nil {
		return nil
	}
	return h.beside(p, name)
}

func netlify(p Published) map[string][]byte {
	return map[string][]byte{"_headers": headersFile(p), "_redirects": redirectsFile(p.Redirects)}
}

func nothing(Published) map[string][]byte { return nil }

// githubPages lets GitHub take the folder as it is. It knows no headers and no redirects; pages that texts have
// moved from lead on by themselves.
func githubPages(Published) map[string][]byte { return map[string][]byte{".nojekyll": nil} }

// gitlabPages has redirects in Netlify's format, which GitLab reads but for the signs that force one
// (docs.gitlab.com, "GitLab Pages redirects"), up to a number and a size that whoever runs GitLab can change. It
// knows no headers.
func gitlabPages(p Published) map[string][]byte {
	plain := make([]Redirect, len(p.Redirects))
	for i, r := range p.Redirects {
		r.Over = false
		plain[i] = r
	}
	return map[string][]byte{"_redirects": redirectsFile(plain)}
}
