package page

// CollatingURL is the address of the page where pages of 1177 are compared with the texts.
const CollatingURL = ReviewURL + "jamforelse/"

// A collatingView is that page.
type collatingView struct{ base }

func collatingPages(r *Renderer, add adder) {
	if !r.options.Collating {
		return
	}
	add(CollatingURL, func() any {
		return collatingView{r.base("Jämför med 1177", "Jämför sidor på 1177 med texterna.", CollatingURL, link{"Granskning", ReviewURL})}
	})
}
