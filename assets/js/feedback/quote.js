/** What is on the page and is no part of the text. */
const NOT_TEXT = ".comment-place, .comments, .section__anchor, .section__audience, .targeted__label, .box__kind, .margin-findings, .reader-added, .change-note, .visually-hidden";

/** Words in different ones of these do not run together. */
const APART = "p, li, td, th, dt, dd, pre, figcaption, blockquote, h2, h3, h4, h5, h6";

/** @typedef {{section: string, place: HTMLElement, quote: string, before: string, after: string}} Quote */

/** The words of a part of the page, with one blank between them. @param {Range} range */
function wordsOf(range) {
  const part = range.cloneContents();
  for (const other of part.querySelectorAll(NOT_TEXT)) other.remove();
  leaveGone(part);
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  let words = "";
  let last;
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement?.closest(APART) ?? undefined;
    if (around !== last) words += " ";
    last = around;
    words += walker.currentNode.data;
  }
  return cleanText(words.replace(/\s+/g, " "));
}

/** Takes what is marked as removed out of a part of the page, unless there is nothing else. @param {DocumentFragment} part */
function leaveGone(part) {
  const gone = [...part.querySelectorAll("del")];
  const words = (element) => element.textContent.replace(/\s+/g, "");
  if (words(part) === gone.map(words).join("")) return;
  for (const each of gone) each.remove();
}

const longestQuote = 2000; // characters, as many as are taken into the project

/** The words that are selected in a section, the first of very many, with those around them; undefined for none. @returns {Quote | undefined} */
function selectedQuote() {
  const selection = getSelection();
  if (selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0).cloneRange();
  const start = range.startContainer.nodeType === Node.ELEMENT_NODE ? range.startContainer : range.startContainer.parentElement;
  const section = start.closest(":is(.article__body, .compare) .section");
  const place = section?.querySelector(":scope > .comment-place, :scope > .section__panel > .comment-place");
  if (!place || start.closest(NOT_TEXT)) return undefined;
  if (!section.contains(range.endContainer)) range.setEnd(section, section.childNodes.length);
  const words = Array.from(wordsOf(range).trim());
  if (words.length === 0) return undefined;
  const quote = words.slice(0, longestQuote).join("");
  const around = document.createRange();
  around.selectNodeContents(section);
  around.setEnd(range.startContainer, range.startOffset);
  const before = Array.from(wordsOf(around).trimStart()).slice(-32).join("");
  around.selectNodeContents(section);
  around.setStart(range.endContainer, range.endOffset);
  const after = [...words.slice(longestQuote), ...Array.from(wordsOf(around).trimEnd())].slice(0, 32).join("");
  return { section: sectionOf(place), place, quote, before, after };
}

/** The id of the section that a place for comments is in. @param {HTMLElement} place */
function sectionOf(place) {
  return place.dataset.of ?? place.closest(".section").querySelector("h2, h3, h4, h5, h6").id;
}

/** The heading of a section as words. @param {string} section its id */
function headingOf(section) {
  const heading = section && document.getElementById(section);
  if (!heading) return "";
  const range = document.createRange();
  range.selectNodeContents(heading);
  return wordsOf(range).trim();
}
