/**
 * The sentence that has the most of what is wanted, in pieces; none where no sentence has any.
 * @param {Map<string, string>} forms the stem of each @param {string[]} sentences @param {Wanted[]} wanted
 * @returns {Piece[]}
 */
function excerptOf(forms, sentences, wanted) {
  let best = 0;
  let chosen = "";
  for (const sentence of sentences) {
    const stems = new Set(wordsOf(sentence).map(({ low }) => forms.get(low)));
    let worth = 0;
    for (const { ways } of wanted) {
      worth += Math.max(0, ...ways.filter((way) => way.stems.some((stem) => stems.has(stem))).map(({ weight }) => weight));
    }
    if (worth > best) [best, chosen] = [worth, sentence];
  }
  return markWords(forms, chosen, wanted);
}

/** A sentence in pieces: its words that are wanted, and what is between them. @returns {Piece[]} */
function markWords(forms, sentence, wanted) {
  const stems = new Set(wanted.flatMap(({ ways }) => ways.flatMap((way) => way.stems)));
  const pieces = [];
  let rest = 0;
  for (const { begin, end, low } of wordsOf(sentence)) {
    if (!stems.has(forms.get(low))) continue;
    if (begin > rest) pieces.push({ text: sentence.slice(rest, begin), marked: false });
    pieces.push({ text: sentence.slice(begin, end), marked: true });
    rest = end;
  }
  if (rest < sentence.length) pieces.push({ text: sentence.slice(rest), marked: false });
  return pieces;
}
