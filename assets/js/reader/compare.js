/**
 * Shows a text as two readers get it, side by side, section by section.
 * @param {HTMLElement} article @param {Reader} a @param {Reader} b
 * @param {() => void} stop ends the comparison
 */
function showComparison(article, a, b, stop) {
  endComparison(article);
  const body = article.querySelector(".article__body");
  const view = make("div", { className: "compare" });
  const sections = [...body.querySelectorAll(":scope > .section")];
  const units = sections.flatMap(unitsOf);
  const rows = units.map((unit, i) => comparisonRow(unit, `jamfor-${i + 1}`, a, b));
  view.append(stopButton(stop), sectionLists(sections, units, a, b), columnHeads(a, b), ...rows.map((each) => each.element));
  body.before(view);
  article.classList.add("is-compared");
  // The path of a node is known where it stands, so what is not for its reader
  // is left out when all is in place.
  for (const each of rows) each.fill();
  foldSame(view);
  for (const place of view.querySelectorAll(".comment-place")) place.append(commentButton(place.dataset.of, place.dataset.title));
}

/** The parts of a section that are compared each by itself: what it has before its own sections, and each of those. */
function unitsOf(section) {
  const inner = [...section.querySelectorAll(".section")].filter((other) => other.parentElement.closest(".section") === section);
  return [section, ...inner];
}

/** A copy of a part that is compared, in what it is in, which may be for some readers only. */
function cloneUnit(unit) {
  const copy = cloneSection(unit);
  copy.classList.add("compare__unit");
  const outer = unit.parentElement.closest(".section");
  if (!outer) {
    for (const inner of unitsOf(copy).slice(1)) inner.remove();
    return copy;
  }
  const around = outer.cloneNode(false);
  around.removeAttribute("id");
  around.append(copy);
  return around;
}

/** Folds the rows that are the same for both, those that follow on each other together. */
function foldSame(view) {
  let fold;
  for (const row of view.querySelectorAll(".compare__row")) {
    if (row.matches(".compare__row--differs")) {
      fold = undefined;
      continue;
    }
    if (!fold) {
      fold = make("details", { className: "compare__same fold" });
      fold.append(make("summary", { className: "fold__summary" }));
      row.before(fold);
    }
    fold.append(row);
    fold.firstChild.textContent = `Lika för båda: ${fold.childElementCount - 1} avsnitt`;
  }
  view.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#jamfor-"]');
    if (link) document.getElementById(link.hash.slice(1)).closest(".compare__same")?.setAttribute("open", "");
  });
}

function stopButton(stop) {
  const button = make("button", { type: "button", className: "compare__stop", textContent: "Avsluta jämförelsen" });
  button.addEventListener("click", stop);
  return button;
}

/** @param {HTMLElement} article */
function endComparison(article) {
  article.querySelector(".compare")?.remove();
  article.classList.remove("is-compared");
}

function comparisonRow(unit, id, a, b) {
  const element = make("section", { className: "compare__row", id, tabIndex: -1 });
  const cells = [a, b].map((reader) => {
    const cell = make("div", { className: "compare__cell" });
    cell.append(make("p", { className: "compare__reader", textContent: reader.name }), cloneUnit(unit));
    return cell;
  });
  element.append(...cells);
  return { element, fill: () => fillRow(element, cells, [a, b]) };
}

function fillRow(element, cells, readers) {
  const texts = cells.map((cell, i) => {
    leaveOut(cell, readers[i].tags);
    const unit = cell.querySelector(".compare__unit");
    if (unit.closest(".is-left-out")) cell.append(make("p", { className: "compare__none", textContent: "Avsnittet är inte för den här läsaren." }));
    return unit.closest(".is-left-out") ? "" : textLeft(unit);
  });
  if (texts[0] === texts[1]) return;
  element.classList.add("compare__row--differs");
  element.prepend(make("p", { className: "compare__mark", textContent: "Skiljer sig" }));
}

/** The text of a part but for what is left out of it: not innerText, which in Safari has that too until the style sheet is there. */
function textLeft(part) {
  const copy = part.cloneNode(true);
  for (const gone of copy.querySelectorAll(`.${GONE}`)) gone.remove();
  return copy.textContent;
}

/** A copy without ids, names and controls, which may stand only once in a page. */
function cloneSection(section) {
  const copy = section.cloneNode(true);
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    if (element.hasAttribute("aria-labelledby")) element.removeAttribute("role");
    if (element.id.startsWith("andring-")) element.dataset.changeOf = element.id;
    for (const name of ["id", "aria-labelledby", "aria-controls"]) element.removeAttribute(name);
  }
  for (const button of copy.querySelectorAll(".comment-place > .comment-button")) {
    Object.assign(button.parentElement.dataset, { of: button.dataset.section, title: button.dataset.title });
  }
  for (const place of copy.querySelectorAll(".comment-place")) place.replaceChildren();
  for (const added of copy.querySelectorAll(".section__anchor, .reader-added")) added.remove();
  for (const button of copy.querySelectorAll("button")) button.replaceWith(...button.childNodes);
  for (const link of copy.querySelectorAll('a[href^="#"]')) link.replaceWith(...link.childNodes);
  for (const panel of copy.querySelectorAll(".section__panel")) panel.removeAttribute("hidden");
  return copy;
}

function columnHeads(a, b) {
  const element = make("div", { className: "compare__columns" });
  element.append(make("h2", { className: "compare__name", textContent: a.name }), make("h2", { className: "compare__name", textContent: b.name }));
  return element;
}

/** What only the one sees, only the other, both and neither, as lists of sections. */
function sectionLists(sections, units, a, b) {
  const groups = new Map([[`Bara för ${a.name}`, []], [`Bara för ${b.name}`, []], ["För båda", []], ["För ingen av dem", []]]);
  const [onlyA, onlyB, both, neither] = groups.values();
  for (const top of sections) {
    for (const section of [top, ...nested(top).filter((node) => node.matches(".section"))]) {
      const row = units.findLastIndex((unit) => unit.contains(section)) + 1;
      const forA = seen(section, a.tags);
      const forB = seen(section, b.tags);
      const list = forA && forB ? both : forA ? onlyA : forB ? onlyB : neither;
      list.push({ title: sectionTitle(section), href: `#jamfor-${row}` });
    }
  }
  const element = make("div", { className: "compare__lists" });
  for (const [heading, entries] of groups) {
    if (entries !== neither || entries.length > 0) element.append(sectionGroup(heading, entries));
  }
  return element;
}

function sectionTitle(section) {
  const heading = section.querySelector("h2, h3, h4, h5, h6").cloneNode(true);
  heading.querySelector(".section__anchor")?.remove();
  return heading.textContent.trim();
}

function sectionGroup(heading, entries) {
  const part = make("section", { className: "compare__group" });
  part.append(make("h2", { className: "compare__heading", textContent: `${heading} (${entries.length})` }));
  const list = make("ul", { className: "compare__list" });
  for (const entry of entries) {
    const item = make("li");
    item.append(make("a", { href: entry.href, textContent: entry.title }));
    list.append(item);
  }
  part.append(entries.length > 0 ? list : make("p", { className: "compare__none", textContent: "Inga avsnitt." }));
  return part;
}
