import taxonomy from "../taxonomy.js";
import { index } from "../visibility.js";

/** Every tag by its id. */
export const tags = index(taxonomy);

/**
 * A reader as chosen: tags, and those words that are neither tag nor persona.
 * @typedef {{tags: string[], unknown: string[], name: string}} Reader
 */

/**
 * The reader of an address: ids of tags and of personas, which stand for their tags.
 * @param {string[]} words
 * @returns {Reader}
 */
export function reader(words) {
  const chosen = new Set();
  const unknown = [];
  for (const word of words) {
    const persona = taxonomy.personas.find((candidate) => candidate.id === word);
    if (persona) persona.tags.forEach((tag) => chosen.add(tag));
    else if (tags.has(word)) chosen.add(word);
    else unknown.push(word);
  }
  const list = [...tags.keys()].filter((tag) => chosen.has(tag));
  return { tags: list, unknown, name: name(list) };
}

/** The persona with exactly these tags, if there is one. @param {string[]} list */
export function persona(list) {
  return taxonomy.personas.find((candidate) => candidate.tags.length === list.length && candidate.tags.every((tag) => list.includes(tag)));
}

/** How the address names a reader. @param {string[]} list */
export function written(list) {
  return persona(list)?.id ?? list.join(",");
}

/** @param {string[]} list */
function name(list) {
  if (list.length === 0) return "alla läsare";
  return persona(list)?.name ?? labels(list);
}

/** @param {string[]} list */
export function labels(list) {
  return list.map((tag) => tags.get(tag)?.label ?? tag).join(", ");
}
