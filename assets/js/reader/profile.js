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

/**
 * For whom tags are, in words: one group in each dimension is enough, and every dimension counts.
 * @param {string[]} list
 */
function tagLabels(list) {
  const dimensions = new Map();
  for (const tag of list) {
    const { dimension, label } = allTags().get(tag) ?? { dimension: tag, label: tag };
    dimensions.set(dimension, [...(dimensions.get(dimension) ?? []), label]);
  }
  const groups = [...dimensions.values()];
  const and = groups.some((labels) => labels.length > 1) ? ", och " : " och ";
  return groups.map((labels) => listed(labels, " eller ")).join(and);
}

/** Joins words with commas, and the last two with another word. */
function listed(words, last) {
  return words.length < 2 ? words.join("") : words.slice(0, -1).join(", ") + last + words.at(-1);
}
