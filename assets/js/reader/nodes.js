import { parse, visible } from "../visibility.js";
import { tags } from "./profile.js";

/** What lies within each other: texts, their sections and their blocks. */
export const NESTED = ".article, .print-part, .section, .targeted";

const NAMES = { article: "sidan", "print-part": "sidan", section: "avsnittet", targeted: "blocket" };
const OUTER = ["programmet", "kapitlet"];

/**
 * For whom an element is, level by level, outermost first, each with its name.
 * Links and list items that stand for another text tell its whole path themselves.
 * @param {Element} element
 * @returns {{tags: string[], always: boolean, name: string}[]}
 */
export function path(element) {
  const own = levels(element);
  const outer = element.matches(NESTED) && element.parentElement?.closest(NESTED);
  return outer ? [...path(outer), ...own] : own;
}

function levels(element) {
  const targets = parse(element.dataset.for);
  const kind = Object.keys(NAMES).find((name) => element.classList.contains(name));
  return targets.map((target, i) => ({ ...target, name: i < targets.length - 1 ? OUTER[i] : NAMES[kind] ?? "sidan" }));
}

/** @param {Element} element @param {string[]} profile */
export function seen(element, profile) {
  return visible(tags, path(element), profile);
}

/** The elements below root that are for somebody, or lie in what is. */
export function nested(root) {
  return [...root.querySelectorAll(NESTED)];
}

/** The links and list items below root that stand for other texts. */
export function others(root) {
  return [...root.querySelectorAll(`[data-for]:not(${NESTED})`)];
}
