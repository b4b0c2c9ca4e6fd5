/**
 * Who sees what: the same rules as the program's package audience, held together
 * by one file of cases that both run.
 *
 * @typedef {{tags: string[], always: boolean}} Target for whom one level is
 * @typedef {Map<string, {label: string, under?: string, dimension: string}>} Index
 */

const ALWAYS = "alltid";

/** The tags of a taxonomy by id. @returns {Index} */
function indexTags(taxonomy) {
  const tags = new Map();
  for (const dimension of taxonomy.dimensions) {
    for (const tag of dimension.tags) tags.set(tag.id, { ...tag, dimension: dimension.id });
  }
  return tags;
}

/**
 * Reads data-for: levels with slashes between, tags with blanks between.
 * @param {string | undefined} attribute
 * @returns {Target[]}
 */
function parseTargets(attribute) {
  if (!attribute) return [];
  return attribute.split("/").map((level) => {
    const words = level.split(" ").filter(Boolean);
    return { tags: words.filter((word) => word !== ALWAYS), always: words.includes(ALWAYS) };
  });
}

/** Whether one of two tags is the other or lies above it. @param {Index} tags */
function meets(tags, a, b) {
  return above(tags, a, b) || above(tags, b, a);
}

function above(tags, a, b) {
  for (let tag = b; tag; tag = tags.get(tag)?.under) {
    if (tag === a) return true;
  }
  return false;
}

/**
 * Whether a node with the given tags is for the profile: in every dimension where
 * both say something, they meet.
 * @param {Index} tags @param {string[]} node @param {string[]} profile
 */
function isFor(tags, node, profile) {
  const met = new Map();
  for (const a of node) {
    const dimension = tags.get(a)?.dimension;
    for (const b of profile) {
      if (tags.get(b)?.dimension !== dimension) continue;
      met.set(dimension, met.get(dimension) || meets(tags, a, b));
    }
  }
  return [...met.values()].every(Boolean);
}

/**
 * Whether the profile sees the last level of path, which begins with the outermost.
 * @param {Index} tags @param {Target[]} path @param {string[]} profile
 */
function isVisible(tags, path, profile) {
  for (const level of [...path].reverse()) {
    if (level.always) return true;
    if (!isFor(tags, level.tags, profile)) return false;
  }
  return true;
}
