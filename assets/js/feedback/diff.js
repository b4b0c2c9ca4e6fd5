const mostCompared = 1_000_000; // pairs of words; more than that is shown as replaced

/**
 * What differs between two texts, word by word, as parts in order: [tag, words], where the tag is del, ins or empty.
 * @param {string} before @param {string} after @returns {[string, string][]}
 */
function diffWords(before, after) {
  const old = before.match(/\s+|\S+/g) ?? [];
  const young = after.match(/\s+|\S+/g) ?? [];
  let start = 0;
  while (start < old.length && start < young.length && old[start] === young[start]) start++;
  let end = 0;
  while (end < old.length - start && end < young.length - start && old.at(-1 - end) === young.at(-1 - end)) end++;
  const parts = [];
  const add = (tag, words) => {
    if (words === "") return;
    if (parts.at(-1)?.[0] === tag) parts.at(-1)[1] += words;
    else parts.push([tag, words]);
  };
  add("", old.slice(0, start).join(""));
  diffMiddle(old.slice(start, old.length - end), young.slice(start, young.length - end), add);
  add("", old.slice(old.length - end).join(""));
  return parts;
}

function diffMiddle(old, young, add) {
  if (old.length * young.length > mostCompared) {
    add("del", old.join(""));
    add("ins", young.join(""));
    return;
  }
  // lengths[i][j] is how much old from i and young from j have in common.
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(young.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      lengths[i][j] = old[i] === young[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  let i = 0;
  let j = 0;
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) {
      add("", old[i++]);
      j++;
    } else if (i < old.length && (j === young.length || lengths[i + 1][j] >= lengths[i][j + 1])) add("del", old[i++]);
    else add("ins", young[j++]);
  }
}

/** Shows what a suggestion changes: struck and underlined, and in words for those who do not see it. */
function showDiff(before, after) {
  const element = make("p", { className: "comment__diff" });
  for (const [tag, words] of diffWords(before, after)) {
    if (!tag) {
      element.append(words);
      continue;
    }
    const part = make(tag);
    part.append(make("span", { className: "visually-hidden", textContent: tag === "del" ? " (bort: " : " (till: " }), words,
      make("span", { className: "visually-hidden", textContent: ") " }));
    element.append(part);
  }
  return element;
}
