// Takes what has changed in a new version of the page into the page that is
// open. Everything else stays as it is: what the reader has opened, where the
// focus is, and what the scripts of the page have done.
//
// The scripts may have moved and marked what was served, so the page is not
// compared with the new version. A copy of it as it was served is, and every
// node of the copy knows the node of the page that it stands for.

const served = document.body.cloneNode(true);
const shown = new WeakMap(); // node of the copy → node of the page
pair(served, document.body);

function pair(copy, node) {
  shown.set(copy, node);
  const nodes = [...node.childNodes];
  [...copy.childNodes].forEach((child, i) => pair(child, nodes[i]));
}

/**
 * Makes the page that of the new version, and returns the elements of the page
 * that are new or have new text. Throws when the scripts have taken away what
 * would have to be changed; then the page must be loaded again.
 * @param {Document} next
 * @returns {Set<Element>}
 */
export function patch(next) {
  const touched = new Set();
  children(served, next.body, touched);
  return touched;
}

function children(from, to, touched) {
  const before = [...from.childNodes];
  const after = [...to.childNodes];
  let start = 0;
  while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end++;
  const old = before.slice(start, before.length - end);
  const young = after.slice(start, after.length - end);
  let i = 0;
  let j = 0;
  for (const [kept, same] of [...common(old, young), [old.length, young.length]]) {
    replace(from, old.slice(i, kept), young.slice(j, same), before[start + kept] ?? null, touched);
    i = kept + 1;
    j = same + 1;
  }
}

const longest = 1e6; // comparisons; more than that is no edit

/** Pairs of places whose nodes are equal, in the order of both. */
function common(old, young) {
  if (old.length * young.length > longest) return [];
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(young.length + 1));
  const equal = old.map((a) => young.map((b) => a.isEqualNode(b)));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      lengths[i][j] = equal[i][j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < old.length && j < young.length; ) {
    if (equal[i][j]) pairs.push([i++, j++]);
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++;
    else j++;
  }
  return pairs;
}

/** Puts nodes in the place of others, before a node that stays. */
function replace(parent, old, young, following, touched) {
  let i = 0;
  for (const node of young) {
    const match = old.findIndex((candidate, at) => at >= i && alike(candidate, node));
    if (match < 0) {
      insert(parent, node, old[i] ?? following, touched);
      continue;
    }
    for (; i < match; i++) remove(old[i], touched);
    change(old[i++], node, touched);
  }
  for (; i < old.length; i++) remove(old[i], touched);
}

function alike(a, b) {
  return a.nodeName === b.nodeName && a.id === b.id;
}

function change(from, to, touched) {
  const node = onPage(from);
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.nodeValue === to.nodeValue) return;
    node.nodeValue = from.nodeValue = to.nodeValue;
    touched.add(node.parentElement);
    return;
  }
  for (const { name } of [...from.attributes, ...to.attributes]) {
    const value = to.getAttribute(name);
    if (from.getAttribute(name) === value) continue;
    if (name === "class") classes(node, from, to);
    else if (value === null) node.removeAttribute(name);
    else node.setAttribute(name, value);
    if (value === null) from.removeAttribute(name);
    else from.setAttribute(name, value);
    touched.add(node);
  }
  children(from, to, touched);
}

/** Changes the classes that were served and leaves those that scripts have added. */
function classes(node, from, to) {
  node.classList.remove(...[...from.classList].filter((name) => !to.classList.contains(name)));
  node.classList.add(...to.classList);
}

function insert(parent, node, following, touched) {
  const copy = node.cloneNode(true);
  const added = document.importNode(node, true);
  pair(copy, added);
  parent.insertBefore(copy, following);
  const previous = copy.previousSibling;
  if (following) onPage(following).before(added);
  else if (previous) onPage(previous).after(added);
  else onPage(parent).append(added);
  if (added.nodeType === Node.ELEMENT_NODE) touched.add(added);
  else if (added.nodeValue.trim()) touched.add(added.parentElement);
}

function remove(node, touched) {
  const gone = onPage(node);
  if (gone.parentElement && gone.textContent.trim()) touched.add(gone.parentElement);
  gone.remove();
  node.remove();
}

function onPage(node) {
  const found = shown.get(node);
  if (!found?.isConnected) throw new Error("the page is not as it was served");
  return found;
}
