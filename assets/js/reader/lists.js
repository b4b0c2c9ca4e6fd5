const ENTRIES = ":is(li, tr, .sensitive)[data-for]:not(.print-contents__item)";
const FOLDS = ".article__cards, .article__footer"; // lists that have a fold-out of their own

/** The entries of lists that stand for other texts. What is asked of a reviewer is in no such list. */
function listEntries(root) {
  return [...root.querySelectorAll(ENTRIES)].filter((entry) => !entry.closest(`.round, .${ADDED}`));
}

/**
 * Folds what lists have for other readers under a fold-out below them, as copies. The navigation beside a text keeps
 * its place while the page loads, so it is only dimmed.
 * Returns how many texts the main part of the page has for others.
 * @param {Element} root @param {string[]} profile
 */
function foldOthers(root, profile) {
  const places = new Map();
  for (const entry of listEntries(root)) {
    if (entry.closest(".programme-nav") || entry.parentElement.closest(`.${GONE}`) || entry.querySelector("[aria-current]") || seen(entry, profile)) continue;
    const place = entry.closest(FOLDS) ?? root.querySelector("main");
    if (!places.has(place)) places.set(place, new Map());
    const lists = places.get(place);
    const list = entry.matches(".sensitive") ? entry : entry.closest("table, ul, ol");
    lists.set(list, [...lists.get(list) ?? [], entry]);
    entry.classList.add(GONE);
  }
  for (const [place, lists] of places) addFold(place, lists);
  hideEmptyLists(root);
  return textsOf(root, (entry) => entry.closest(`.${GONE}`));
}

/** Puts a fold-out after the last of some lists in a place. @param {Map<Element, Element[]>} lists */
function addFold(place, lists) {
  const fold = make("details", { className: `reader-others fold ${ADDED}` });
  for (const [list, entries] of lists) {
    const heading = headingOf(list);
    if (heading && !place.matches(FOLDS)) fold.append(make("p", { className: "reader-others__heading", textContent: heading }));
    fold.append(copyList(list, entries));
  }
  const n = new Set([...lists.values()].flat().map(textOf)).size;
  fold.prepend(make("summary", { className: "fold__summary", textContent: `${texts(n)} som inte är för läsaren` }));
  let last = [...lists.keys()].at(-1);
  while (last.parentElement !== place) last = last.parentElement;
  last.after(fold);
}

/** A copy of a list with some of its entries. */
function copyList(list, entries) {
  const copies = entries.map((entry) => entry.cloneNode(true));
  for (const copy of copies) copy.classList.remove(GONE);
  for (const inner of copies.flatMap((copy) => [...copy.querySelectorAll(`.${GONE}`)])) inner.classList.remove(GONE);
  if (list === entries[0]) return copies[0];
  const copy = list.cloneNode(false);
  if (!list.matches("table")) {
    copy.append(...copies);
    return copy;
  }
  const rows = make("tbody");
  rows.append(...copies);
  copy.append(list.tHead.cloneNode(true), rows);
  const frame = list.parentElement.cloneNode(false);
  frame.append(copy);
  return frame;
}

/** The words above a list; none above an entry that has its own. */
function headingOf(list) {
  if (list.matches(".sensitive")) return "";
  const before = list.closest(".table-scroll")?.previousElementSibling;
  return (before?.matches("h3") ? before : list.closest(".card, section")?.querySelector("h2, h3"))?.textContent.trim();
}

/** Says of a list without entries for the reader that it has none; a letter goes. */
function hideEmptyLists(root) {
  for (const list of new Set(listEntries(root).map((entry) => entry.closest("table, ul, ol")))) {
    if (!list || list.closest(`.${GONE}`) || list.querySelector(`:is(li, tbody tr):not(.${GONE})`)) continue;
    const letter = list.closest(".letter");
    (letter ?? list.closest(".table-scroll") ?? list).classList.add(GONE);
    if (letter) root.querySelector(`.letters__link[href="#${letter.querySelector("h2").id}"]`)?.parentElement.classList.add(GONE);
    else if (!list.matches(".card__pages")) (list.closest(".table-scroll") ?? list).after(makeAdded("p", "reader-none", "Ingen text här är för läsaren."));
  }
}

/** How many texts there are of the entries in the main part of the page that are kept. */
function textsOf(root, kept) {
  return new Set(listEntries(root.querySelector("main")).filter(kept).map(textOf)).size;
}

/** Which text an entry is about. The changes of a text are about it. */
function textOf(entry) {
  return entry.querySelector("a").pathname.replace(/andringar\/(index\.html)?$/, "");
}

/** @param {number} n */
function texts(n) {
  return `${n} ${n === 1 ? "text" : "texter"}`;
}

/** Says in the headings above lists of changes how many of the texts are for the reader. */
function countInHeadings(root) {
  for (const part of root.querySelectorAll("section.review")) {
    const entries = listEntries(part);
    const heading = part.querySelector("h2");
    if (!heading || entries.length === 0) continue;
    const all = new Set(entries.map(textOf)).size;
    const own = new Set(entries.filter((entry) => !entry.closest(`.${GONE}`)).map(textOf)).size;
    heading.append(makeAdded("span", "reader-count", ` – ${own} av ${texts(all)} för läsaren`));
  }
}

/** Says in the boxes above how many of each kind are for the reader. */
function countInBoxes(root, profile) {
  const rows = [...root.querySelectorAll(".changes-table tr[data-kind]")].filter((row) => !row.closest(`.${ADDED}`));
  const left = (elements) => elements.filter((element) => !element.closest(`.${GONE}, .${ADDED}`)).length;
  for (const box of root.querySelectorAll(".status-counts__item[data-kind]")) {
    const { kind } = box.dataset;
    const own = kind === "" ? left([...root.querySelectorAll(".sensitive li.change-item")].filter((item) => isItemFor(item, profile))) : left(rows.filter((row) => row.dataset.kind === kind));
    box.querySelector("dd").append(makeAdded("span", "reader-count", ` (${own} för läsaren)`));
  }
}

/** Whether a change in a list is in a section for a reader. @param {HTMLElement} item @param {string[]} profile */
function isItemFor({ dataset }, profile) {
  return dataset.within === undefined || isVisible(allTags(), parseTargets(dataset.within), profile);
}

/** Dims the changes in lists that are in sections for other readers. They are never hidden: a change may concern all. */
function dimItems(root, profile) {
  for (const item of root.querySelectorAll(".change-item")) {
    if (isItemFor(item, profile)) continue;
    item.classList.add(DIM);
    item.querySelector("a")?.append(makeAdded("span", "visually-hidden", " (inte för läsaren)"));
  }
}

/**
 * Says first on a page with changes what is shown to the reader now that was not, and what no longer is.
 * @param {Element} root @param {string[]} profile
 */
function tellEffects(root, profile) {
  const effects = [...root.querySelectorAll("[data-effect]")];
  const place = root.querySelector(".article--changed > .article__header, [data-compared]");
  if (!place || effects.length === 0 && !place.matches("[data-compared]")) return;
  const sees = (paths) => paths !== undefined && paths.split("|").some((path) => isVisible(allTags(), parseTargets(path), profile));
  const gained = effects.filter(({ dataset }) => !sees(dataset.was) && sees(dataset.now));
  const lost = effects.filter(({ dataset }) => sees(dataset.was) && !sees(dataset.now));
  const part = make("section", { className: `reader-effects ${ADDED}` });
  part.setAttribute("aria-label", "Vad läsaren ser nu och inte längre");
  if (gained.length + lost.length > 0) part.append(...effectList("Visas nu för läsaren", gained), ...effectList("Visas inte längre för läsaren", lost));
  else part.append(make("p", { textContent: "Ingen ny eller borttagen text och ingen ändrad målgrupp gör skillnad för läsaren." }));
  if (effects.some(({ dataset }) => dataset.was === undefined && dataset.now === undefined)) {
    part.append(make("p", { textContent: "Målgrupperna själva har ändrats. Läs därför även Vem som ser vad." }));
  }
  place.append(part);
}

/** A list of what effects are on, without parts of what is listed whole. */
function effectList(title, effects) {
  const whole = new Set(effects.filter((effect) => effect.dataset.effect === "text").map(textOf));
  const told = effects.filter((effect) => effect.dataset.effect === "text" || !whole.has(textOf(effect)));
  if (told.length === 0) return [];
  const list = make("ul");
  for (const effect of told) {
    const item = make("li");
    item.append(...effect.querySelector(".effect__what").cloneNode(true).childNodes);
    if (effect.dataset.now === undefined) item.append(" (texten är borttagen)");
    list.append(item);
  }
  const heading = make("p");
  heading.append(make("strong", { textContent: `${title} (${told.length}):` }));
  return [heading, list];
}

/** Of the links to texts with changes, shows those to the nearest that are for the reader. */
function leadToChanged(root, profile) {
  for (const rel of ["prev", "next"]) {
    showNearest(root.querySelectorAll(`.article--changed a[rel="${rel}"]`), profile);
  }
}

/** Of links in order, shows the first that is for the reader. @param {Iterable<HTMLElement>} links @param {string[]} profile */
function showNearest(links, profile) {
  const nearest = [...links].find((link) => seen(link, profile));
  for (const link of links) link.hidden = link !== nearest;
}
