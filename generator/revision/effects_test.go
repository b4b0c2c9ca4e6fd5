package revision

import (
	"strings"
	"testing"

	"provtryck/generator/audience"
)

// TestEffects changes for whom parts of a text are, and checks who is said to see more and
// less, and where: every reader that there can be, whether a persona or not.
func TestEffects(t *testing.T) {
	const (
		plain  = "---\n"
		first  = "Det första stycket handlar om något som gäller alla läsare överallt.\n"
		second = "Ring alltid jouren innan patienten skickas hem från mottagningen.\n"
		edited = "Ring alltid jouren först, innan patienten skickas hem från mottagningen.\n"
		third  = "Följ upp behandlingen efter fyra veckor tillsammans med patienten.\n"
	)
	box := func(kind, text string) string { return "::: " + kind + "\n" + text + ":::\n" }
	target := func(tags string) string { return "målgrupp: [" + tags + "]\n---\n" }
	texts := func(parts ...string) string { return "\n## Om\n\n" + strings.Join(parts, "\n") }
	for _, c := range []struct{ name, before, after, want string }{
		{"tag of no persona taken",
			target("Tandvård, Ungdomsmottagning") + texts(first),
			target("Tandvård") + texts(first),
			`/a/ "": lost läsare i målgruppen Ungdomsmottagning, gained ingen läsare`},
		{"tag of personas taken",
			target("Elevhälsa, Tandvård") + texts(first),
			target("Tandvård") + texts(first),
			`/a/ "": lost Kurator i elevhälsan; Specialpedagog i skolan; andra i målgruppen Elevhälsa, gained ingen läsare, no persona sees it`},
		{"tag given",
			target("Tandvård") + texts(first),
			target("Tandvård, Kriminalvård") + texts(first),
			`/a/ "": lost ingen läsare, gained läsare i målgruppen Kriminalvård och rättsväsende`},
		{"tag above others",
			target("Tandvård, Skola") + texts(first),
			target("Skola") + texts(first),
			`/a/ "": lost läsare i målgruppen Tandvård, gained ingen läsare`},
		{"role of two dimensions",
			target("Tandvård, Läkare, Pedagog") + texts(first),
			target("Tandvård, Läkare") + texts(first),
			`/a/ "": lost läsare i målgruppen Lärare och specialpedagog, gained ingen läsare`},
		{"two dimensions",
			target("Tandvård, Läkare, Kurator, Barn, Vuxna") + texts(first),
			target("Tandvård, Läkare, Barn") + texts(first),
			`/a/ "": lost läsare i målgruppen Kurator, och Barn eller Vuxna; läsare i målgruppen Läkare eller Kurator, och Vuxna, gained ingen läsare`},
		{"tag that takes nobody away",
			target("Elevhälsa") + texts(first),
			target("Elevhälsa, Kommun") + texts(first),
			``},
		{"of a long list what differs",
			target("Tandvård, Somatisk vård, Habilitering, Beroendevård, LSS, Ungdomsmottagning") + texts(first),
			target("Tandvård, Somatisk vård, Habilitering, Beroendevård, LSS") + texts(first),
			`/a/ "": lost läsare i målgruppen Ungdomsmottagning, gained ingen läsare`},
		{"no tags any longer",
			target("Kriminalvård") + texts(first),
			plain + texts(first),
			`/a/ "": lost ingen läsare, gained Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Kurator i elevhälsan; Specialpedagog i skolan; Socialsekreterare, vuxna; Socialsekreterare, barn och unga; Boendestödjare; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Hälso- och sjukvård, Förskola, skola och elevhälsa eller Socialtjänst`},
		{"tags for the first time",
			plain + texts(first),
			target("Tandvård, Kriminalvård, Socialtjänst, Skola") + texts(first),
			`/a/ "": lost Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Primärvård, Specialistpsykiatri, Beroendevård, Somatisk vård, Barn- och mödrahälsovård, Ungdomsmottagning, Kommunal hälso- och sjukvård eller Habilitering, gained ingen läsare`},
		{"status only",
			plain + texts(first),
			"status: synpunkter\n---\n" + texts(first),
			``},
		{"into a box for a principal",
			plain + texts(first, second, third),
			plain + texts(first, box("målgrupp Kommun", second), third),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Sjuksköterska i barnhälsovården; andra i målgruppen Region eller Stat, gained ingen läsare`},
		{"out of a box for a principal",
			plain + texts(first, box("målgrupp Kommun", second), third),
			plain + texts(first, second, third),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost ingen läsare, gained Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Sjuksköterska i barnhälsovården; andra i målgruppen Region eller Stat`},
		{"into a box for a role",
			plain + texts(first, second, third),
			plain + texts(first, box("målgrupp Läkare", second), third),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost Sjuksköterska på vårdcentral; Psykolog i primärvården; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Kurator i elevhälsan; Specialpedagog i skolan; Socialsekreterare, vuxna; Socialsekreterare, barn och unga; Boendestödjare; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Sjuksköterska, Psykolog och psykoterapeut, Kurator, Arbetsterapeut och fysioterapeut, Socialsekreterare (myndighetsutövare), Boendestödjare och stödpersonal eller Lärare och specialpedagog, gained ingen läsare`},
		{"out of a box for a role",
			plain + texts(first, box("målgrupp Läkare", second), third),
			plain + texts(first, second, third),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost ingen läsare, gained Sjuksköterska på vårdcentral; Psykolog i primärvården; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Kurator i elevhälsan; Specialpedagog i skolan; Socialsekreterare, vuxna; Socialsekreterare, barn och unga; Boendestödjare; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Sjuksköterska, Psykolog och psykoterapeut, Kurator, Arbetsterapeut och fysioterapeut, Socialsekreterare (myndighetsutövare), Boendestödjare och stödpersonal eller Lärare och specialpedagog`},
		{"into a box for two",
			plain + texts(first, second, third),
			plain + texts(first, box("målgrupp Region, Kommun", second), third),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"out of a box for two",
			plain + texts(first, box("målgrupp Region, Kommun", second), third),
			plain + texts(first, second, third),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost ingen läsare, gained läsare i målgruppen Stat`},
		{"into a box for all but few",
			plain + texts(first, second, third),
			plain + texts(first, box("målgrupp Hälso- och sjukvård, Socialtjänst, Skola", second), third),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Kriminalvård och rättsväsende, gained ingen läsare`},
		{"out of a box for all but few",
			plain + texts(first, box("målgrupp Hälso- och sjukvård, Socialtjänst, Skola", second), third),
			plain + texts(first, second, third),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost ingen läsare, gained läsare i målgruppen Kriminalvård och rättsväsende`},
		{"into a box for an age",
			plain + texts(first, second, third),
			plain + texts(first, box("målgrupp Barn, Ungdomar, Unga vuxna, Vuxna", second), third),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Äldre, gained ingen läsare`},
		{"out of a box for an age",
			plain + texts(first, box("målgrupp Barn, Ungdomar, Unga vuxna, Vuxna", second), third),
			plain + texts(first, second, third),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost ingen läsare, gained läsare i målgruppen Äldre`},
		{"into a box and edited",
			plain + texts(first, second, third),
			plain + texts(first, box("målgrupp Region, Kommun", edited), third),
			`/a/ "Om" 1 "Ring alltid jouren först, innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"two into a box",
			plain + texts(first, second, third),
			plain + texts(first, box("målgrupp Region, Kommun", second+"\n"+third)),
			`/a/ "Om" 2 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"an item into a box",
			plain + texts("- "+first+"- "+second, third),
			plain + texts("- "+first, box("målgrupp Region, Kommun", "- "+second), third),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"a row into a box",
			plain + texts("| A | B |\n| - | - |\n| c | d |\n| e | f |\n"),
			plain + texts("| A | B |\n| - | - |\n| c | d |\n", box("målgrupp Region, Kommun", "| A | B |\n| - | - |\n| e | f |\n")),
			`/a/ "Om" 1 "e f": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"a copy for each reader",
			plain + texts(first, second),
			plain + texts(first, box("målgrupp Region", second), box("målgrupp Kommun", second)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"a copy for all readers",
			plain + texts(first, second),
			plain + texts(first, box("målgrupp Region", second), box("målgrupp Kommun", second), box("målgrupp Stat", second)),
			``},
		{"one of two copies gone",
			plain + texts(box("målgrupp Region", second), first, second),
			plain + texts(box("målgrupp Region", second), first),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost Kurator i elevhälsan; Specialpedagog i skolan; Socialsekreterare, vuxna; Socialsekreterare, barn och unga; Boendestödjare; Arbetsterapeut i kommunen; andra i målgruppen Kommun eller Stat, gained ingen läsare`},
		{"into a box before the first heading",
			plain + second + texts(first),
			plain + box("målgrupp Region, Kommun", second) + texts(first),
			`/a/ "" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"a new box",
			plain + texts(first),
			plain + texts(first, box("målgrupp Kommun", second)),
			``},
		{"into a box of facts",
			plain + texts(first, second),
			plain + texts(first, box("faktaruta", second)),
			``},
		{"into what all see always",
			target("Region, Kommun") + texts(first, second),
			target("Region, Kommun") + texts(first, box("målgrupp alltid", second)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost ingen läsare, gained läsare i målgruppen Stat`},
		{"between boxes: between principals",
			plain + texts(box("målgrupp Region, Stat", second), first, box("målgrupp Region, Kommun", third)),
			plain + texts(box("målgrupp Region, Stat", "Annat.\n"), first, box("målgrupp Region, Kommun", second+"\n"+third)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Stat, gained Kurator i elevhälsan; Specialpedagog i skolan; Socialsekreterare, vuxna; Socialsekreterare, barn och unga; Boendestödjare; Arbetsterapeut i kommunen; andra i målgruppen Kommun`},
		{"box changes: between principals",
			plain + texts(first, box("målgrupp Region, Stat", second)),
			plain + texts(first, box("målgrupp Region, Kommun", second)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Stat, gained Kurator i elevhälsan; Specialpedagog i skolan; Socialsekreterare, vuxna; Socialsekreterare, barn och unga; Boendestödjare; Arbetsterapeut i kommunen; andra i målgruppen Kommun`},
		{"between boxes: between roles",
			plain + texts(box("målgrupp Läkare", second), first, box("målgrupp Kurator", third)),
			plain + texts(box("målgrupp Läkare", "Annat.\n"), first, box("målgrupp Kurator", second+"\n"+third)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost Distriktsläkare; Läkare i psykiatrisk öppenvård; andra i målgruppen Läkare, gained Kurator i elevhälsan; andra i målgruppen Kurator`},
		{"box changes: between roles",
			plain + texts(first, box("målgrupp Läkare", second)),
			plain + texts(first, box("målgrupp Kurator", second)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost Distriktsläkare; Läkare i psykiatrisk öppenvård; andra i målgruppen Läkare, gained Kurator i elevhälsan; andra i målgruppen Kurator`},
		{"between boxes: between a role and a place",
			plain + texts(box("målgrupp Tandvård", second), first, box("målgrupp Läkare", third)),
			plain + texts(box("målgrupp Tandvård", "Annat.\n"), first, box("målgrupp Läkare", second+"\n"+third)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Tandvård, och Sjuksköterska, Psykolog och psykoterapeut, Kurator, Arbetsterapeut och fysioterapeut, Socialsekreterare (myndighetsutövare), Boendestödjare och stödpersonal eller Lärare och specialpedagog, gained Distriktsläkare; Läkare i psykiatrisk öppenvård; andra i målgruppen Primärvård, Specialistpsykiatri, Beroendevård, Somatisk vård, Barn- och mödrahälsovård, Ungdomsmottagning, Kommunal hälso- och sjukvård, Habilitering, Förskola, skola och elevhälsa, Socialtjänst eller Kriminalvård och rättsväsende, och Läkare`},
		{"box changes: between a role and a place",
			plain + texts(first, box("målgrupp Tandvård", second)),
			plain + texts(first, box("målgrupp Läkare", second)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Tandvård, och Sjuksköterska, Psykolog och psykoterapeut, Kurator, Arbetsterapeut och fysioterapeut, Socialsekreterare (myndighetsutövare), Boendestödjare och stödpersonal eller Lärare och specialpedagog, gained Distriktsläkare; Läkare i psykiatrisk öppenvård; andra i målgruppen Primärvård, Specialistpsykiatri, Beroendevård, Somatisk vård, Barn- och mödrahälsovård, Ungdomsmottagning, Kommunal hälso- och sjukvård, Habilitering, Förskola, skola och elevhälsa, Socialtjänst eller Kriminalvård och rättsväsende, och Läkare`},
		{"between boxes: to a part",
			plain + texts(box("målgrupp Hälso- och sjukvård", second), first, box("målgrupp Tandvård", third)),
			plain + texts(box("målgrupp Hälso- och sjukvård", "Annat.\n"), first, box("målgrupp Tandvård", second+"\n"+third)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Primärvård, Specialistpsykiatri, Beroendevård, Somatisk vård, Barn- och mödrahälsovård, Ungdomsmottagning, Kommunal hälso- och sjukvård eller Habilitering, gained ingen läsare, no persona sees it`},
		{"box changes: to a part",
			plain + texts(first, box("målgrupp Hälso- och sjukvård", second)),
			plain + texts(first, box("målgrupp Tandvård", second)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Primärvård, Specialistpsykiatri, Beroendevård, Somatisk vård, Barn- och mödrahälsovård, Ungdomsmottagning, Kommunal hälso- och sjukvård eller Habilitering, gained ingen läsare, no persona sees it`},
		{"between boxes: to what nobody else can be",
			plain + texts(box("målgrupp Elevhälsa", second), first, box("målgrupp Elevhälsa, Kommun", third)),
			plain + texts(box("målgrupp Elevhälsa", "Annat.\n"), first, box("målgrupp Elevhälsa, Kommun", second+"\n"+third)),
			``},
		{"box changes: to what nobody else can be",
			plain + texts(first, box("målgrupp Elevhälsa", second)),
			plain + texts(first, box("målgrupp Elevhälsa, Kommun", second)),
			``},
		{"section for a principal",
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd\n\n" + second,
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd {Kommun}\n\n" + second,
			`/a/ "Stöd": lost Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Sjuksköterska i barnhälsovården; andra i målgruppen Region, gained ingen läsare`},
		{"section no longer for a principal",
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd {Kommun}\n\n" + second,
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd\n\n" + second,
			`/a/ "Stöd": lost ingen läsare, gained Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Sjuksköterska i barnhälsovården; andra i målgruppen Region`},
		{"section for a role",
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd\n\n" + second,
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd {Läkare}\n\n" + second,
			`/a/ "Stöd": lost Sjuksköterska på vårdcentral; Psykolog i primärvården; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Kurator i elevhälsan; Specialpedagog i skolan; Socialsekreterare, vuxna; Socialsekreterare, barn och unga; Boendestödjare; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Sjuksköterska, Psykolog och psykoterapeut, Kurator, Arbetsterapeut och fysioterapeut, Socialsekreterare (myndighetsutövare), Boendestödjare och stödpersonal eller Lärare och specialpedagog, gained ingen läsare`},
		{"section no longer for a role",
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd {Läkare}\n\n" + second,
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd\n\n" + second,
			`/a/ "Stöd": lost ingen läsare, gained Sjuksköterska på vårdcentral; Psykolog i primärvården; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Kurator i elevhälsan; Specialpedagog i skolan; Socialsekreterare, vuxna; Socialsekreterare, barn och unga; Boendestödjare; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Sjuksköterska, Psykolog och psykoterapeut, Kurator, Arbetsterapeut och fysioterapeut, Socialsekreterare (myndighetsutövare), Boendestödjare och stödpersonal eller Lärare och specialpedagog`},
		{"section for two",
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd\n\n" + second,
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd {Region, Kommun}\n\n" + second,
			``},
		{"section no longer for two",
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd {Region, Kommun}\n\n" + second,
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd\n\n" + second,
			``},
		{"section for those of no persona",
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd\n\n" + second,
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd {Ungdomsmottagning, Socialtjänst, Skola, Kriminalvård}\n\n" + second,
			`/a/ "Stöd": lost Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Primärvård, Specialistpsykiatri, Beroendevård, Somatisk vård, Barn- och mödrahälsovård, Kommunal hälso- och sjukvård, Tandvård eller Habilitering, gained ingen läsare`},
		{"section no longer for those of no persona",
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd {Ungdomsmottagning, Socialtjänst, Skola, Kriminalvård}\n\n" + second,
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd\n\n" + second,
			`/a/ "Stöd": lost ingen läsare, gained Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Primärvård, Specialistpsykiatri, Beroendevård, Somatisk vård, Barn- och mödrahälsovård, Kommunal hälso- och sjukvård, Tandvård eller Habilitering`},
		{"section always",
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd\n\n" + second,
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd {alltid}\n\n" + second,
			`/a/ "Stöd": lost ingen läsare, gained läsare i målgruppen Stat`},
		{"section no longer always",
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd {alltid}\n\n" + second,
			target("Region, Kommun") + "\n## Om\n\n" + first + "\n## Stöd\n\n" + second,
			`/a/ "Stöd": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"section into another",
			plain + "\n## Om {Region, Kommun}\n\n" + first + "\n## Stöd\n\n" + second,
			plain + "\n## Om {Region, Kommun}\n\n" + first + "\n### Stöd\n\n" + second,
			`/a/ "Stöd": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"paragraph into another section",
			plain + "\n## Om {Region, Kommun}\n\n" + first + "\n## Stöd\n\n" + second + "\n" + third,
			plain + "\n## Om {Region, Kommun}\n\n" + first + "\n" + second + "\n## Stöd\n\n" + third,
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"new heading above a paragraph",
			plain + "\n## Om\n\n" + first + "\n" + second,
			plain + "\n## Om\n\n" + first + "\n## Stöd {Region, Kommun}\n\n" + second,
			`/a/ "Stöd" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"section and box together",
			plain + "\n## Om\n\n" + first + "\n" + box("målgrupp Läkare", second),
			plain + "\n## Om {Region, Kommun}\n\n" + first + "\n" + box("målgrupp Läkare", second),
			`/a/ "Om": lost läsare i målgruppen Stat, gained ingen läsare`},
		{"into an addition of a region",
			plain + texts(first, second),
			plain + texts(first, box("regionalt Skåne", second)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i andra regioner än Skåne, gained ingen läsare`},
		{"out of an addition of a region",
			plain + texts(first, box("regionalt Skåne", second)),
			plain + texts(first, second),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost ingen läsare, gained läsare i andra regioner än Skåne`},
		{"between additions of regions",
			plain + texts(first, box("regionalt Skåne", second)),
			plain + texts(first, box("regionalt Halland", second)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i Skåne, gained läsare i Halland`},
		{"into the additions of two regions",
			plain + texts(first, second),
			plain + texts(first, box("regionalt Skåne", second), box("regionalt Halland", second)),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i andra regioner än Halland och Skåne, gained ingen läsare`},
		{"a new addition of a region",
			plain + texts(first),
			plain + texts(first, box("regionalt Skåne", second)),
			``},
		{"into an addition within a section for some",
			plain + "\n## Om {Region}\n\n" + first + "\n" + second,
			plain + "\n## Om {Region}\n\n" + first + "\n" + box("regionalt Skåne", second),
			`/a/ "Om" 1 "Ring alltid jouren innan patienten skickas hem från mottagningen.": lost läsare i andra regioner än Skåne, gained ingen läsare`},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := func(text string) map[string]string { return map[string]string{"a.md": "---\ntitel: A\n" + text} }
			if got := strings.Join(effectsOf(t, file(c.before), file(c.after)), "\n"); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// effectsOf returns the effects of a change, in words.
func effectsOf(t *testing.T, before, after map[string]string) []string {
	t.Helper()
	all := taxonomy(t)
	var got []string
	for line := range strings.Lines(describe(Compare(makeSite(all, before), makeSite(all, after)))) {
		if effect, is := strings.CutPrefix(line, "effect on "); is {
			got = append(got, strings.TrimSpace(effect))
		}
	}
	return got
}

// TestEffectsOfPlaces changes for whom a chapter or a programme is, and adds and
// removes texts.
func TestEffectsOfPlaces(t *testing.T) {
	const adhd = "vard-och-insatsprogram/adhd/"
	text := func(front string) string { return "---\ntitel: A\n" + front + "---\n\n## Om\n\nText.\n" }
	site := func(programme, chapter, page string) map[string]string {
		return map[string]string{adhd + "index.md": text(programme), adhd + "01-k/index.md": text(chapter), adhd + "01-k/a.md": text(page)}
	}
	target := func(tags string) string { return "målgrupp: [" + tags + "]\n" }
	without := map[string]string{adhd + "index.md": text(""), adhd + "01-k/index.md": text("")}
	for _, c := range []struct {
		name          string
		before, after map[string]string
		want          string
	}{
		{"chapter", site("", target("Tandvård, Ungdomsmottagning"), ""), site("", target("Tandvård"), ""), `/vard-och-insatsprogram/adhd/k/ "": lost läsare i målgruppen Ungdomsmottagning, gained ingen läsare` + "\n" +
			`/vard-och-insatsprogram/adhd/k/a/ "": lost läsare i målgruppen Ungdomsmottagning, gained ingen läsare`},
		{"programme", site(target("Tandvård, Ungdomsmottagning"), "", ""), site(target("Tandvård"), "", ""), `/vard-och-insatsprogram/adhd/ "": lost läsare i målgruppen Ungdomsmottagning, gained ingen läsare` + "\n" +
			`/vard-och-insatsprogram/adhd/k/ "": lost läsare i målgruppen Ungdomsmottagning, gained ingen läsare` + "\n" +
			`/vard-och-insatsprogram/adhd/k/a/ "": lost läsare i målgruppen Ungdomsmottagning, gained ingen läsare`},
		{"chapter of a text for some", site("", target("Tandvård, Ungdomsmottagning"), target("Tandvård")), site("", target("Tandvård"), target("Tandvård")), `/vard-och-insatsprogram/adhd/k/ "": lost läsare i målgruppen Ungdomsmottagning, gained ingen läsare`},
		{"programme for more", site(target("Tandvård"), "", ""), site(target("Tandvård, Kriminalvård"), "", ""), `/vard-och-insatsprogram/adhd/ "": lost ingen läsare, gained läsare i målgruppen Kriminalvård och rättsväsende` + "\n" +
			`/vard-och-insatsprogram/adhd/k/ "": lost ingen läsare, gained läsare i målgruppen Kriminalvård och rättsväsende` + "\n" +
			`/vard-och-insatsprogram/adhd/k/a/ "": lost ingen läsare, gained läsare i målgruppen Kriminalvård och rättsväsende`},
		{"text as its chapter", site("", target("Tandvård"), ""), site("", target("Tandvård"), target("Tandvård")), ``},
		{"new text", without, site("", "", ""), `/vard-och-insatsprogram/adhd/k/a/ "": lost ingen läsare, gained alla läsare`},
		{"new text for no persona", without, site("", "", target("Kriminalvård")), `/vard-och-insatsprogram/adhd/k/a/ "": lost ingen läsare, gained läsare i målgruppen Kriminalvård och rättsväsende`},
		{"new text for personas", without, site("", "", target("LSS, Boendestöd")), `/vard-och-insatsprogram/adhd/k/a/ "": lost ingen läsare, gained Socialsekreterare, vuxna; Boendestödjare; andra i målgruppen Boende och boendestöd eller LSS`},
		{"new text in a chapter for some", without, site("", target("Kriminalvård"), ""), `/vard-och-insatsprogram/adhd/k/ "": lost Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Kurator i elevhälsan; Specialpedagog i skolan; Socialsekreterare, vuxna; Socialsekreterare, barn och unga; Boendestödjare; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Hälso- och sjukvård, Förskola, skola och elevhälsa eller Socialtjänst, gained ingen läsare, no persona sees it` + "\n" +
			`/vard-och-insatsprogram/adhd/k/a/ "": lost ingen läsare, gained läsare i målgruppen Kriminalvård och rättsväsende`},
		{"new text for nobody", without, site("", target("Kriminalvård"), target("Kommun, Läkare")), `/vard-och-insatsprogram/adhd/k/ "": lost Distriktsläkare; Sjuksköterska på vårdcentral; Psykolog i primärvården; Läkare i psykiatrisk öppenvård; Sjuksköterska i psykiatrisk heldygnsvård; Psykolog på BUP; Kurator i elevhälsan; Specialpedagog i skolan; Socialsekreterare, vuxna; Socialsekreterare, barn och unga; Boendestödjare; Arbetsterapeut i kommunen; Sjuksköterska i barnhälsovården; andra i målgruppen Hälso- och sjukvård, Förskola, skola och elevhälsa eller Socialtjänst, gained ingen läsare, no persona sees it` + "\n" +
			`/vard-och-insatsprogram/adhd/k/a/ "": lost ingen läsare, gained ingen läsare`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(effectsOf(t, c.before, c.after), "\n"); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// TestReadersOfRemoved checks who is said to have seen a text that is removed.
func TestReadersOfRemoved(t *testing.T) {
	all := taxonomy(t)
	for tags, want := range map[string]string{
		"":                             "alla läsare",
		"Kriminalvård":                 "läsare i målgruppen Kriminalvård och rättsväsende",
		"Ungdomsmottagning, Tandvård":  "läsare i målgruppen Ungdomsmottagning eller Tandvård",
		"Elevhälsa":                    "Kurator i elevhälsan; Specialpedagog i skolan; andra i målgruppen Elevhälsa",
		"Tandvård, Läkare, Kurator":    "läsare i målgruppen Tandvård, och Läkare eller Kurator",
		"Kriminalvård, Region, Kommun": "ingen läsare",
	} {
		kept := "---\ntitel: B\n---\n\nNågot helt annat som är kvar.\n"
		gone := "---\ntitel: A\nmålgrupp: [" + tags + "]\n---\n\nDet som togs bort.\n"
		before, after := map[string]string{"a.md": gone, "b.md": kept}, map[string]string{"b.md": kept}
		removals := Compare(makeSite(all, before), makeSite(all, after)).Removals()
		if len(removals) != 1 || removals[0].Readers.String() != want {
			t.Errorf("for %q: %v, want %s", tags, removals[0].Readers, want)
		}
	}
}

// TestBoxesToldApart moves a paragraph between boxes for every tag there is and boxes that are
// always shown or for several at once, and checks that each move is told of.
func TestBoxesToldApart(t *testing.T) {
	all := taxonomy(t)
	const paragraph = "Ring alltid jouren innan patienten skickas hem från mottagningen.\n"
	box := func(kind string) string { return "::: målgrupp " + kind + "\n" + paragraph + ":::\n" }
	moved := func(name, from, to string) {
		t.Helper()
		if len(Compare(bodySite(all, from), bodySite(all, to)).Effects) != 1 {
			t.Errorf("%s: nothing is told of", name)
		}
	}
	for i, tag := range all.Tags {
		if share, _ := all.Share(tag.Dimension, audience.Audience{i}); share == 1 {
			continue // it is for all
		}
		moved(tag.ID+" to always", box(tag.ID), box("alltid"))
		moved("always to "+tag.ID, box("alltid"), box(tag.ID))
	}
	first, second := all.Tags[0].ID, all.Tags[1].ID
	for _, third := range []string{"Läkare", "Kurator", "Ungdomar", "Barn", "Vuxna"} {
		nested := ":::: målgrupp " + first + "\n" + box(third) + "::::\n"
		moved("out of one of two boxes, "+third, box(first+", "+second+", "+third), nested)
		moved("into one of two boxes, "+third, nested, box(first+", "+second+", "+third))
	}
}
