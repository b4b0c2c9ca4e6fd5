package page

import (
	"strconv"

	"provtryck/generator/site"
	"provtryck/generator/spelling"
)

// A homeView is the start page.
type homeView struct {
	base
	Rounds   []roundCard
	Products []product
	Chapters []link // those of the programmes, each in all of them
	Personas []link // what each gets
}

// A product (produkt) is one of the site's product families.
type product struct {
	link
	Lead  string
	Cards []card
}

// A productView is the start page of a product.
type productView struct {
	base
	Lead  string
	Cards []card
}

// A card presents another page in a list.
type card struct {
	textLink
	Number   string // "4", or empty
	KindName string
	Lead     string
	Audience string // "Primärvård, Specialistpsykiatri"
	Status   string
	Pages    []textLink // those of a chapter
}

func (r *Renderer) card(a *site.Article) card {
	c := card{
		textLink: *r.textLink(a), Lead: a.Doc.Front.Lead.Text,
		Audience: audienceText(r.site.Taxonomy, a.Doc.Front.Target),
		Status:   spelling.Capital(a.Doc.Front.Status.String()),
	}
	if a.Blueprint != nil {
		c.KindName = a.Blueprint.Name
	}
	return c
}

func (r *Renderer) cards(articles []*site.Article) []card {
	var cards []card
	for _, a := range articles {
		cards = append(cards, r.card(a))
	}
	return cards
}

func (r *Renderer) chapterCard(chapter *site.Chapter) card {
	c := r.card(chapter.Article)
	c.Number = strconv.Itoa(chapter.Number)
	c.Pages = r.textLinks(chapter.Pages)
	return c
}

// products are the two product families with their texts.
func (r *Renderer) products() []product {
	programmes := product{link: productLink(site.Programmes), Lead: "Kunskapsstöd för dig i region eller kommun som möter personer med " +
		"psykisk ohälsa, skadligt bruk eller beroende."}
	for _, p := range r.site.Programmes {
		programmes.Cards = append(programmes.Cards, r.card(p.Article))
	}
	guidance := product{link: productLink(site.Guidance),
		Lead: "Kunskapsstöd som gäller vid flera tillstånd och som programmen hänvisar till."}
	guidance.Cards = r.cards(r.site.Guidance)
	return []product{programmes, guidance}
}

func productPages(r *Renderer, add adder) {
	for _, p := range r.products() {
		add(p.URL, func() any { return productView{r.base(p.Title, p.Lead, p.URL), p.Lead, p.Cards} })
	}
}

func (r *Renderer) homeView() any {
	v := homeView{base: r.base("Kunskapsstöd för vårdpersonal", "", homeURL), Rounds: r.rounds(), Products: r.products(), Personas: r.personaLinks()}
	for _, k := range r.chapters {
		v.Chapters = append(v.Chapters, k.link)
	}
	return v
}
