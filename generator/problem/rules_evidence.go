package problem

var evidenceRules = []Rule{
	{ID: "prioritet", Family: Evidence, Severity: Warning, Demand: "En prioritet är ett tal från 1 till 10.",
		Bad: "Rekommenderas (prioritet 12).", Good: "Rekommenderas (prioritet 3)."},
	{ID: "prioritet-form", Family: Evidence, Severity: Warning, Draft: Tip, Demand: "Socialstyrelsens märkning skrivs (prioritet 3), (icke-göra) eller (FoU).",
		Bad: "Rekommenderas (prio 3).", Good: "Rekommenderas (prioritet 3)."},
	{ID: "prioritet-plats", Family: Evidence, Severity: Warning, Draft: Tip, Demand: "Märkningen står i ett avsnitt som mallen har valt för den.", In: Elsewhere,
		Bad: "## Målgrupp eller situation\n\nVuxna (prioritet 3).", Good: "## Kunskapsläge\n\nRekommenderas (prioritet 3)."},
	{ID: "prioritet-ordval", Family: Evidence, Severity: Tip, Draft: Silent, Demand: "Orden ska, bör och kan stämmer med prioriteten.",
		Bad: "Hälso- och sjukvården bör erbjuda stödet (prioritet 9).", Good: "Hälso- och sjukvården bör erbjuda stödet (prioritet 2)."},
	{ID: "fotnot-saknas", Family: Evidence, Severity: Error, Demand: "En hänvisning har en källa.",
		Bad: "Stödet hjälper.[^sbu]", Good: "Stödet hjälper.[^sbu]\n\n[^sbu]: SBU. Översikt."},
	{ID: "fotnot-oanvand", Family: Evidence, Severity: Warning, Draft: Tip, Demand: "Varje källa har en hänvisning.",
		Bad: "Stödet hjälper.\n\n[^sbu]: SBU. Översikt.", Good: "Stödet hjälper.[^sbu]\n\n[^sbu]: SBU. Översikt."},
	{ID: "referens-stil", Family: Evidence, Severity: Warning, Draft: Tip, Demand: "Hänvisningar skrivs på ett enda sätt, som fotnoter.",
		Bad: "Stödet hjälper [1].", Good: "Stödet hjälper.[^sbu]\n\n[^sbu]: SBU. Översikt."},
}
