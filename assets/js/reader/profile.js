/** @type {Index | undefined} */
let tagsById;

/** Every tag by its id. It is made when first asked for: the scripts have no order. */
function allTags() {
  return tagsById ??= indexTags(taxonomy);
}

/**
 * A reader as chosen: tags, and those words that are neither tag nor persona.
 * @typedef {{tags: string[], unknown: string[], name: string}} Reader
 */

/**
 * The reader of an address: ids of tags and of personas, which stand for their tags.
 * @param {string[]} words
 * @returns {Reader}
 */
function readerOf(words) {
  const chosen = new Set();
  const unknown = [];
  for (const word of words) {
    const persona = taxonomy.personas.find((candidate) => candidate.id === word);
    if (persona) persona.tags.forEach((tag) => chosen.add(tag));
    else if (allTags().has(word)) chosen.add(word);
    else unknown.push(word);
  }
  const list = [...allTags().keys()].filter((tag) => chosen.has(tag));
  return { tags: list, unknown, name: readerName(list) };
}

/** The persona with exactly these tags, if there is one. @param {string[]} list */
function personaWith(list) {
  return taxonomy.personas.find((candidate) => candidate.tags.length === list.length && candidate.tags.every((tag) => list.includes(tag)));
}

/** How the address names a reader. @param {string[]} list */
function writtenReader(list) {
  return personaWith(list)?.id ?? list.join(",");
}

/** @param {string[]} list */
function readerName(list) {
  if (list.length === 0) return "alla läsare";
  return personaWith(list)?.name ?? tagLabels(list);
}

/** @param {string[]} list */
function tagLabels(list) {
  return list.map((tag) => allTags().get(tag)?.label ?? tag).join(", ");
}
