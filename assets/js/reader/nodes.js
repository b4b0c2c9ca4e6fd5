/** What lies within each other: texts, their sections and their blocks. */
const NESTED = ".article, .print-part, .section, .targeted";

const LEVEL_NAMES = { article: "sidan", "print-part": "sidan", section: "avsnittet", targeted: "rutan" };
const OUTER_LEVELS = ["programmet", "kapitlet"];

/**
 * For whom an element is, level by level, outermost first, each with its name.
 * Links and list items that stand for another text tell its whole path themselves.
 * @param {Element} element
 * @returns {{tags: string[], always: boolean, name: string}[]}
 */
function pathOf(element) {
  const own = ownLevels(element);
  const outer = element.matches(NESTED) && element.parentElement?.closest(NESTED);
  return outer ? [...pathOf(outer), ...own] : own;
}

function ownLevels(element) {
  const targets = parseTargets(element.dataset.for);
  const kind = Object.keys(LEVEL_NAMES).find((name) => element.classList.contains(name));
  return targets.map((target, i) => ({ ...target, name: i < targets.length - 1 ? OUTER_LEVELS[i] : LEVEL_NAMES[kind] ?? "sidan" }));
}

/** @param {Element} element @param {string[]} profile */
function seen(element, profile) {
  return isVisible(allTags(), pathOf(element), profile);
}

/** The elements below root that are for somebody, or lie in what is. */
function nested(root) {
  return [...root.querySelectorAll(NESTED)];
}

/** The links and list items below root that stand for other texts. */
function others(root) {
  return [...root.querySelectorAll(`[data-for]:not(${NESTED})`)];
}
