/**
 * What this browser keeps of what the reader does. Some keep nothing, or nothing for pages from disk: all works
 * without it, and whoever asks is told.
 */

/**
 * Returns what this browser has kept under a name; undefined for nothing, and where it keeps nothing.
 * @param {string} name
 */
function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(`provtryck:${name}`) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps a value in this browser, and returns whether it could.
 * @param {string} name @param {unknown} value
 */
function keep(name, value) {
  try {
    localStorage.setItem(`provtryck:${name}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
