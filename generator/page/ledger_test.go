package page

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"provtryck/generator/audience"
	"provtryck/generator/document"
	"provtryck/generator/ledger"
	"provtryck/generator/site"
)

// withInventory returns the pages of two texts, one of which is at 1177, and an inventory.
func withInventory(t *testing.T, inventory string) *Renderer {
	t.Helper()
	src := site.Sources{Blueprints: site.Blueprints{}, Taxonomy: &audience.Taxonomy{}}
	for name, text := range map[string]string{
		"a.md": "---\ntitel: Alfa\nadress: https://www.1177.se/alfa/\nersätter: [https://vardochinsats.se/alfa/]\n---\n\n## Om &lt;b&gt;\n\nText.\n",
		"b.md": "---\ntitel: Beta\n---\n\nText.\n",
	} {
		src.Documents = append(src.Documents, document.Parse("kliniska-kunskapsstod/"+name, []byte(text), document.Options{Taxonomy: src.Taxonomy}))
	}
	slices.SortFunc(src.Documents, func(a, b *document.Document) int { return strings.Compare(a.Name, b.Name) })
	src.Inventory, src.Problems = ledger.Load("_projekt/inventering.csv", []byte(inventory))
	return New(site.New(src), realLayouts(t), Options{})
}

// TestLedger checks where each old address is on the page, and what stands beside it.
func TestLedger(t *testing.T) {
	r := withInventory(t, "adress;blev;till;anmärkning\n"+
		"https://vardochinsats.se/1/;flyttad;kliniska-kunskapsstod/a.md#om-b;\n"+
		"https://vardochinsats.se/2/;flyttad;kliniska-kunskapsstod/b.md;\n"+
		"https://vardochinsats.se/3/;struken;;Gäller <i>inte</i>\n"+
		"https://vardochinsats.se/4/;;;\n"+
		"https://vardochinsats.se/5/;flyttad;finns-inte.md;\n"+
		"https://vardochinsats.se/6/;delad;kliniska-kunskapsstod/a.md https://exempel.se/x;\n"+
		"https://vardochinsats.se/7/;struken;;\n"+
		"https://vardochinsats.se/8/;utanför;;\n"+
		"https://vardochinsats.se/9/#x;flyttad;kliniska-kunskapsstod/b.md;\n"+
		"https://vardochinsats.se/10/;flyttad;kliniska-kunskapsstod/b.md#borta;\n"+
		"javascript:alert(1);flyttad;;\n")
	page := pageText(t, r, LedgerURL)
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.ElementNode && n.Data == "h3":
			got = append(got, "# "+textOf(n))
		case n.Type == html.ElementNode && n.Data == "tr" && attribute(n, "class") == "old-address":
			var cells []string
			for cell := range n.ChildNodes() {
				if cell.Type == html.ElementNode {
					cells = append(cells, strings.TrimSpace(textOf(cell)))
				}
			}
			got = append(got, strings.TrimPrefix(cells[0], "https://vardochinsats.se")+"|"+strings.Join(cells[1:5], "|")+"|"+attribute(n, "data-leder"))
		}
	}
	want := []string{
		"# Obesvarad", "/4/|Obesvarad|||Omdirigeras inte än. Det är inte bestämt vad den blev.|inte-klar",
		"# Med anmärkning",
		"/10/|Flyttad||Fel: kliniska-kunskapsstod/b.md har inget avsnitt med ankaret borta. Rätta det som står efter #, eller ta bort # och det som står efter.|Omdirigeras inte än. Det den blev finns inte.|inte-klar",
		"/5/|Flyttad||Fel: Texten finns-inte.md finns inte. Skriv textens sökväg i mappen med texterna, eller hela adressen.|Omdirigeras inte än. Det den blev finns inte.|inte-klar",
		"/7/|Struken||Fel: Adressen är struken utan skäl. Skriv under anmärkning varför.|Ska inte omdirigeras.|ingen",
		"/9/#x|Flyttad|Beta|Tips: Det som står efter # i https://vardochinsats.se/9/#x når aldrig en webbserver. Skriv https://vardochinsats.se/9/; hela sidan leder då dit.|Omdirigeras inte än. Texten kliniska-kunskapsstod/b.md saknar adress (uppgiften adress).|inte-klar",
		"# Flyttad", "/1/|Flyttad|Alfa: Om <b>||https://www.1177.se/alfa/|klar",
		"/2/|Flyttad|Beta||Omdirigeras inte än. Texten kliniska-kunskapsstod/b.md saknar adress (uppgiften adress).|inte-klar",
		"/alfa/|Flyttad|Alfa||https://www.1177.se/alfa/|klar",
		"# Delad", "/6/|Delad|Alfahttps://exempel.se/x||https://www.1177.se/alfa/|klar",
		"# Struken", "/3/|Struken||Gäller <i>inte</i>|Ska inte omdirigeras.|ingen",
		"# Utanför", "/8/|Utanför|||Ska inte omdirigeras.|ingen",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, part := range []string{"11 gamla adresser, 1 utan svar", `href="/kliniska-kunskapsstod/a/#om-b"`, "Anmärkningar på inventeringen", "är ingen webbadress",
		`value="klar"`, `href="` + ledgerTable + `"`} {
		if !strings.Contains(page, part) {
			t.Errorf("the page lacks %s", part)
		}
	}
	if strings.Contains(page, `href="javascript`) || strings.Contains(page, "<i>inte") {
		t.Error("the page is not escaped")
	}
	if hub := pageText(t, r, ReviewURL); !strings.Contains(hub, LedgerURL) {
		t.Error("the review hub does not lead to the page")
	}

	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(pageText(t, r, ledgerTable), "\ufeff")))
	in.Comma = ';'
	table, err := in.ReadAll()
	if err != nil || len(table) != 12 || table[1][0] != "https://vardochinsats.se/4/" || table[1][6] != "det är inte bestämt vad den blev" {
		t.Errorf("%v: %q", err, table)
	}
}

// TestNoLedger checks that a project without old addresses has no page about them, and no link to it.
func TestNoLedger(t *testing.T) {
	r := New(sampleTexts(t), realLayouts(t), Options{})
	if r.Has(LedgerURL) != (len(r.site.Ledger.Entries) > 0) {
		t.Error("there is a page without addresses")
	}
	r = New(site.New(site.Sources{Blueprints: site.Blueprints{}, Taxonomy: &audience.Taxonomy{}}), realLayouts(t), Options{})
	if r.Has(LedgerURL) || r.Has(ledgerTable) || strings.Contains(pageText(t, r, ReviewURL), LedgerURL) {
		t.Error("there is a page without addresses")
	}
}

// TestManyOldAddresses checks that each of very many addresses is on the page once, and that the page grows
// with each by the same.
func TestManyOldAddresses(t *testing.T) {
	var sizes []int
	for _, n := range []int{1000, 2000, 3000} {
		var b strings.Builder
		b.WriteString("adress;blev;till;anmärkning\n")
		for i := range n {
			fmt.Fprintf(&b, "https://vardochinsats.se/sida-%04d/;flyttad;kliniska-kunskapsstod/b.md;\n", i)
		}
		page := pageText(t, withInventory(t, b.String()), LedgerURL)
		if got := strings.Count(page, `<tr class="old-address"`) + strings.Count(page, "<tr class=old-address"); got != n+1 {
			t.Errorf("%d addresses, not %d", got, n+1)
		}
		sizes = append(sizes, len(page))
	}
	if first, second := sizes[1]-sizes[0], sizes[2]-sizes[1]; max(first, second)-min(first, second) > first/50 {
		t.Errorf("the page grows by %d and %d bytes", first, second)
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
