/**
 * What a person thinks of a text, or of a section, or of words in it.
 * @typedef {{id: string, created: string, modified: string, page: string, title: string, section: string,
 *   heading: string, kind: string, text: string, suggestion: string, quote: string, before: string, after: string,
 *   version: string, reader: string}} Comment
 * A comment as it was last saved, as it is being written, and when it was last taken out of the browser.
 * @typedef {{saved?: Comment, draft?: Comment, taken?: string}} Entry
 */

const COMMENT_FIELDS = ["id", "created", "modified", "page", "title", "section", "heading", "kind", "text", "suggestion",
  "quote", "before", "after", "version", "reader"];

const KINDS = new Map([["sakfel", "Sakfel"], ["otydligt", "Otydligt"], ["saknas", "Något saknas"],
  ["malgrupp", "Fel målgrupp"], ["sprak", "Språk"], ["fraga", "Fråga"], ["bra", "Bra"]]);

// Kinds whose words are not their ids, as people write them in letters.
const KIND_WORDS = new Map([["malgrupp", "målgrupp"], ["sprak", "språk"], ["fraga", "fråga"]]);

/** A random UUID; crypto.randomUUID is not there for pages from disk. */
function newID() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] % 16 + 64; // version 4
  bytes[8] = bytes[8] % 64 + 128; // as RFC 9562 writes them
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Text that every format can hold: neither NUL nor half a character. @param {unknown} text */
function cleanText(text) {
  return typeof text === "string" ? text.replace(/[\p{Surrogate}\0]/gu, "\uFFFD") : "";
}

/** The words of a text on one line. @param {string} text */
function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}

/**
 * The comments of a round in this browser, by id. What the browser will not keep is kept by the page, as long as
 * that is open. Other pages may be open on the same round, so what is kept is read anew every time.
 * @param {string} round @param {() => void} changed is told of what other pages change
 */
function openStore(round, changed) {
  const name = `synpunkter:${round || "utan-omgang"}`;
  /** @type {Map<string, Entry>} */
  const unsaved = new Map();
  const fresh = newID();

  /** The id of the answer: the same every time that it is sent. */
  function answer() {
    const kept = recall(name)?.answer;
    return typeof kept === "string" && /^[\w-]{8,64}$/.test(kept) ? kept : fresh;
  }

  /** @returns {[string, Entry][]} the oldest first */
  function entries() {
    const all = new Map(Object.entries(recall(name)?.entries ?? {}).map(([id, entry]) => [id, asEntry(entry)]));
    for (const [id, entry] of unsaved) all.set(id, entry);
    return [...all].filter(([, entry]) => entry.saved || entry.draft)
      .sort(([, a], [, b]) => Number(written(a) > written(b)) - Number(written(a) < written(b)));
  }

  /** Changes entries, each by its id. @param {[string, Entry][]} changes */
  function change(changes) {
    for (const [id, entry] of changes) unsaved.set(id, entry);
    if (keep(name, { answer: answer(), entries: Object.fromEntries(entries()) })) unsaved.clear();
  }

  addEventListener("storage", changed); // another page has changed something
  addEventListener("beforeunload", (event) => {
    if (unsaved.size === 0) return;
    event.preventDefault();
    event.returnValue = ""; // for older browsers
  });
  return {
    answer, entries, change,
    get: (id) => entries().find(([other]) => other === id)?.[1] ?? {},
    isRefused: () => unsaved.size > 0,
  };
}

const written = ({ saved, draft }) => (saved ?? draft).created;

/** What is kept may have been written by anything. @param {unknown} raw @returns {Entry} */
function asEntry(raw) {
  return { saved: asComment(raw?.saved), draft: asComment(raw?.draft), taken: cleanText(raw?.taken) || undefined };
}

function asComment(raw) {
  if (!raw?.id) return undefined;
  return Object.fromEntries(COMMENT_FIELDS.map((field) => [field, cleanText(raw[field])]));
}

/** Whether a comment has been taken out of the browser as it is now. @param {Entry} entry */
function isTaken({ saved, taken }) {
  return Boolean(saved && taken && taken >= saved.modified);
}

/** How many comments there are: "3 synpunkter, inte skickade". @param {[string, Entry][]} entries */
function describeCount(entries) {
  const saved = entries.filter(([, entry]) => entry.saved);
  const left = saved.filter(([, entry]) => !isTaken(entry)).length;
  const parts = [];
  if (saved.length > 0) parts.push(saved.length === 1 ? "1 synpunkt" : `${saved.length} synpunkter`);
  if (saved.length > 0 && left === saved.length) parts.push(left === 1 ? "inte skickad" : "inte skickade");
  else if (left > 0) parts.push(`${left} av dem inte ${left === 1 ? "skickad" : "skickade"}`);
  else if (saved.length > 0) parts.push(saved.length === 1 ? "hämtad för att skickas" : "hämtade för att skickas");
  const drafts = entries.filter(([, entry]) => entry.draft).length;
  if (drafts > 0) parts.push(`${drafts} utkast`);
  return parts.join(", ");
}
