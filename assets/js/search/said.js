const LONGEST_TOLD = 40; // characters of a word that is not in the texts

/**
 * Tells which words were taken for others or are in no text, nor in what is known of files.
 * @param {Answer} answer @param {boolean} found whether anything was @param {string} within "i texterna"
 * @param {Map<string, HTMLElement>} files @returns {string[]}
 */
function tellWords({ wanted, cut }, found, within, files) {
  const said = cut ? ["Frågan är lång: bara de första orden är sökta."] : [];
  const isInFile = (word) => [...files.values()].some((file) => factsOf(file).includes(word));
  for (const { typed, meant, part, known } of wanted) {
    if (!meant && !part && (known || isInFile(typed))) continue;
    const letters = Array.from(typed);
    const word = letters.length > LONGEST_TOLD ? `${letters.slice(0, LONGEST_TOLD).join("")}…` : typed;
    let more = "";
    if (meant) more = ` Menade du ”${meant}”?${found ? " Här är träffarna på det." : ""}`;
    else if (part && found) more = ` Här är träffarna på ”${part}”.`;
    said.push(`”${word}” finns inte ${within}.${more}`);
  }
  return said;
}

/** Says what to do where nothing was found. @param {string} words @param {Wanted[]} wanted @param {string} way another than searching */
function tellWay(words, wanted, way) {
  if (!words.trim()) return `Ändra filtren, eller ${way}.`;
  if (wanted.length === 0) return "Sökningen söker på bokstäver och siffror. Skriv ett ord.";
  const fewer = /\S\s+\S/.test(words) ? " eller på färre ord" : "";
  return `Sök på ett annat ord${fewer}, eller ${way}.`;
}
