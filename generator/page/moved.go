package page

// A movedView is the page at an address that a text has had: for hosts that cannot lead on by themselves,
// and for the site on a disk.
type movedView struct {
	base
	To link
}

func movedPages(r *Renderer, add adder) {
	for url, a := range r.site.FormerAddresses() {
		if !r.Has(url) {
			r.forwards[url] = a.URL
			add(url, func() any {
				return movedView{r.base("Texten har flyttats", "", url), link{URL: a.URL, Title: a.Title}}
			})
		}
	}
}

// Forward returns the address to which the page at url leads on, when that is all it does; else "".
func (r *Renderer) Forward(url string) string { return r.forwards[url] }
