package source

import "testing"

// TestOwnPage reads pages that Provtryck has made: their title, lead and text alone, and for whom sections are.
func TestOwnPage(t *testing.T) {
	const (
		top = `<aside class="provtryck-bar"><p>Förhandsvisning</p></aside><main><article class="article"><header class="article__header"><p class="article__kind">Insats</p><h1>Stöd</h1><p class="lead">Kort.</p>` +
			`<p class="sample-notice">Exempeltext.</p><dl class="metadata"><dt>Version</dt><dd>1.1</dd></dl></header><nav class="contents">Innehåll</nav><div class="article__body">`
		head    = "title: Stöd\n<h1>Stöd</h1>\n<p>Kort.</p>\n"
		section = `<section class="section" id="sec-ett"><h2 id="ett"><button type="button" class="section__button">Ett </button><a class="section__anchor" href="#ett">#</a></h2>` +
			`<div class="comment-place"><button class="comment-button">Lämna synpunkt<span class="visually-hidden"> på Ett</span></button></div>`
		end  = `</section></div></article></main><footer>Om webbplatsen</footer>`
		said = "borta: sidan är gjord av Provtryck: det som står runt texten togs inte med, som version, målgrupp och status []\n"
	)
	for _, c := range []struct{ name, src, want string }{
		{"a section", top + section + `<p>Ord.</p>` + end, head + "<h2>Ett </h2>\n<p>Ord.</p>\n" + said},
		{"a section for some", top + `<section class="section section--targeted" id="sec-ett"><h2>Ett <a class="section__anchor" href="#ett">#</a></h2><p class="section__audience"><span class="section__for">För</span> <span class="tag">Kommun</span> eller <span class="tag">Region</span></p><p>Ord.</p>` + end,
			head + `<h2 data-audience="Kommun|Region">Ett </h2>` + "\n<p>Ord.</p>\n" + said},
		{"a section for all", top + `<section class="section section--targeted" id="sec-ett"><h2>Ett</h2><p class="section__audience"><span class="section__for">För</span> <span class="tag">alla, alltid</span></p><p>Ord.</p>` + end,
			head + `<h2 data-audience="alltid">Ett</h2>` + "\n<p>Ord.</p>\n" + said},
		{"a paragraph for some", top + section + `<div class="targeted"><p class="targeted__label"><span class="section__for">För</span> <span class="tag">Kommun</span></p><p>Ord.</p></div>` + end,
			head + "<h2>Ett </h2>\n<p>För Kommun</p>\n<p>Ord.</p>\n" +
				"gissat: stycket var bara för Kommun och är vanlig text; skriv ”::: målgrupp” före det igen, och ta bort raden För [För Kommun Ord.]\n" + said},
		{"a priority and findings", top + section + `<details class="margin-findings"><summary>1 anmärkning</summary></details><p>Gör så <span class="priority">prioritet 4</span>.</p>` + end,
			head + "<h2>Ett </h2>\n<p>Gör så (prioritet 4).</p>\n" + said},
		{"boxes", top + section + `<div class="box box--important" role="note"><p class="box__title" id="ruta-1"><span class="box__kind">Viktigt</span> Ring &lt;112&gt;</p><p>Ord.</p><ul><li>a</li></ul></div><div class="box box--fact"><p class="box__title"><span class="box__kind">Faktaruta</span></p><p>Mer.</p></div>` + end,
			head + "<h2>Ett </h2>\n" + `<section data-box="viktigt Ring &lt;112&gt;"><p>Ord.</p><ul><li>a</li></ul></section>` + "\n" + `<section data-box="faktaruta"><p>Mer.</p></section>` + "\n" + said},
		{"a box for some", top + section + `<div class="targeted"><p class="targeted__label"><span class="tag">Kommun</span></p><div class="box box--regional"><p class="box__title"><span class="box__kind">Regionalt tillägg</span> Skåne</p><p>Ord.</p></div></div>` + end,
			head + "<h2>Ett </h2>\n<p>Kommun</p>\n" + `<section data-box="regionalt Skåne"><p>Ord.</p></section>` + "\n" +
				"gissat: stycket var bara för Kommun och är vanlig text; skriv ”::: målgrupp” före det igen, och ta bort raden För [Kommun Regionalt tillägg Skåne Ord.]\n" + said},
		{"a box of another kind", top + section + `<div class="box"><p>Ord.</p></div>` + end, head + "<h2>Ett </h2>\n<p>Ord.</p>\ngissat: rutan är vanlig text; gör den till en ruta igen [Ord.]\n" + said},
		{"a box elsewhere", `<body><div class="box box--fact" data-box="faktaruta"><p class="box__title">Fakta</p><p>Ord.</p></div></body>`, "<p>Fakta</p>\n<p>Ord.</p>\n"},
		{"footnotes", top + section + `<p>Ord.<sup class="footnote-ref"><a href="#fn-1" role="doc-noteref">1</a></sup></p><ol class="footnotes"><li id="fn-1"><p>Not.<a class="footnote-back" href="#fnref-1" role="doc-backlink">↩</a></p></li></ol>` + end,
			head + "<h2>Ett </h2>\n" + `<p>Ord.<sup data-footnote="1"></sup></p>` + "\n" + `<section data-footnotes="1"><ol><li><p>Not.</p></li></ol></section>` + "\n" + said},
		{"another page with such classes", `<body><div class="article__body"><section class="section" id="ett"><h2 data-audience="Kommun">Ett</h2><p class="section__audience">Ord.</p></section></div></body>`,
			"<h2>Ett</h2>\n<p>Ord.</p>\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, err := HTML([]byte(c.src), nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(t, in); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}
