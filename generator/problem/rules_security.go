package problem

var securityRules = []Rule{
	{ID: "html", Family: Security, Severity: Error, Demand: "Texten är Markdown, inte HTML.",
		Bad: "Ett <b>viktigt</b> ord.", Good: "Ett **viktigt** ord."},
	{ID: "farlig-lank", Family: Security, Severity: Error, Demand: "Länkar leder till https, http, mailto, tel eller en text.",
		Bad: "[Öppna](javascript:alert)", Good: "[Socialstyrelsen](https://www.socialstyrelsen.se)"},
	{ID: "styrtecken", Family: Security, Severity: Error, Demand: "Texten har inga styrtecken.",
		Bad: "Kris\u202eplan.", Good: "Krisplan."},
	{ID: "bild-aktiv", Family: Security, Severity: Error, Demand: "En bild innehåller inga skript och hämtar inget utifrån.", In: Elsewhere,
		Bad: "en svg-bild med <script>", Good: "en svg-bild med bara former och text"},
	{ID: "bild-position", Family: Security, Severity: Warning, Demand: "En bild säger inte var den är tagen.", In: Elsewhere,
		Bad: "ett foto från en telefon, med position", Good: "samma foto sparat utan position"},
	{ID: "personnummer", Family: Security, Severity: Error, Demand: "Inga personnummer eller samordningsnummer står i texten.",
		Bad: "Exempel: 19121212-1212.", Good: "Telefon: 08-123 45 67."},
	{ID: "personuppgift", Family: Security, Severity: Warning, Demand: "Inga personers e-postadresser eller mobilnummer står i texten.",
		Bad: "Skriv till förnamn.efternamn@exempel.se.", Good: "Skriv till registrator@exempel.se."},
}
