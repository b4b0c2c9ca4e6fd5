package pack

import "strings"

// readMeFile is the first file that people see in the pack.
const readMeFile = "LÄS MIG.txt"

const readMeText = `Förhandsvisning – inte publicerad

Det här är en förhandsvisning av texter till 1177 för vårdpersonal. Du kan läsa den utan nät.
{version}Inget är publicerat och allt kan ändras. Använd inte texterna i vården.

ÖPPNA SÅ HÄR

1. Packa upp zip-filen.
   Windows: högerklicka på zip-filen och välj ”Extrahera alla”. Det räcker inte att öppna den,
   för då fungerar varken länkar eller utseende.
   Mac: dubbelklicka på zip-filen.
2. Öppna mappen provtryck som du har packat upp och dubbelklicka på index.html.
   Startsidan öppnas i webbläsaren.

BRA ATT VETA

- ”Visa som” fungerar som på webben. ”Kopiera länk till denna vy” ger en länk som bara fungerar
  på din dator. Skicka zip-filen till den som också ska läsa.
- ”Lämna synpunkt” sparar det du skriver i din webbläsare, på den här datorn. Ingen ser det förrän
  du skickar: öppna ”Mina synpunkter” längst ned på sidan. Gör det innan du tar bort mappen.
- Flytta hela mappen, aldrig enstaka filer ur den.
- Säger Windows att en sökväg är för lång: packa upp i en mapp med kort namn, till exempel C:\Prov.
`

// readMe returns the text on how to open a pack, for any version of Notepad and
// TextEdit: with a byte order mark, by which they know the encoding, and with CRLF.
func readMe(version []string) []byte {
	line := ""
	if len(version) > 0 {
		line = "Du läser " + strings.Join(version, ", ") + ".\n"
	}
	text := strings.Replace(readMeText, "{version}", line, 1)
	return []byte("\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"))
}
