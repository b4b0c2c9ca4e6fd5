/** Shows what has been found, as text and never as HTML. */

/** Writes pieces, those that were looked for as marks. @param {HTMLElement} element @param {Piece[]} pieces */
function writePieces(element, pieces) {
  element.append(...pieces.map(({ text, marked }) => (marked ? make("mark", { textContent: text }) : text)));
  return element;
}

/**
 * A text that has been found, with the sections that answer.
 * @param {Hit} hit
 * @param {{index: SearchIndex, wanted: Wanted[], reader: Reader, kind: string, facts: string}} around
 * @param {Promise<void>[]} waiting takes what is ready when the sentences are there
 */
function hitItem({ text, sections }, { index, wanted, reader, kind, facts }, waiting) {
  const item = make("li", { className: "hit" });
  const marked = (element, words) => writePieces(element, markWords(index.vocabulary.forms, words, wanted));
  const unseen = (what = "Syns inte") => make("p", { className: "hit__unseen", textContent: `${what} för ${reader.name}.` });
  const title = make("h2", { className: "hit__title" });
  title.append(marked(make("a", { href: addressOf(text) }), text.title));
  const place = [text.programme || text.product, text.chapter, kind].filter((part) => part && part !== text.title);
  item.append(title, make("p", { className: "hit__place", textContent: place.join(" · ") }));
  if (facts) item.append(make("p", { className: "hit__place", textContent: facts }));
  const isPartSeen = seesPart(index, text, reader);
  if (!isPartSeen) item.append(unseen());
  else if (!seesText(index, text, reader)) item.append(unseen("Bara delar av texten syns"));
  const [beginning, others] = [true, false].map((first) => sections.filter(({ anchor }) => first === !anchor));
  for (const match of [...beginning, ...others]) {
    const part = make("div", { className: "hit__section" });
    if (match.anchor) part.append(marked(make("a", { href: addressOf(text, match.anchor) }), match.heading));
    const excerpt = make("p", { className: "hit__excerpt" });
    waiting.push(index.excerpt(match, wanted).then((pieces) => void writePieces(excerpt, pieces)));
    part.append(excerpt);
    if (match.anchor && isPartSeen && !index.isSeen(match, reader.tags)) part.append(unseen());
    item.append(part);
  }
  return item;
}
