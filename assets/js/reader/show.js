const ADDED = "reader-added"; // what we have put into the page
const GONE = "is-left-out";
const DIM = "is-not-for";
const KEPT = "is-for"; // within what is dimmed

/** Takes away all that has been shown for a reader. @param {Element} root */
function resetShown(root) {
  for (const added of root.querySelectorAll(`.${ADDED}`)) added.remove();
  for (const name of [GONE, DIM, KEPT]) {
    for (const element of root.querySelectorAll(`.${name}`)) element.classList.remove(name);
  }
}

/**
 * Shows everything, with what is not for the reader dimmed and labelled.
 * @param {Element} root @param {string[]} profile
 */
function dimOthers(root, profile) {
  const nodes = new Map(nested(root).map((node) => [node, seen(node, profile)]));
  for (const [node, visible] of nodes) {
    const outer = nodes.get(node.parentElement.closest(NESTED)) ?? true;
    if (visible === outer) continue;
    node.classList.add(visible ? KEPT : DIM);
    if (!visible) addLabel(node, `Inte för den här läsaren${forWhom(node, profile)}`);
  }
  for (const other of others(root)) {
    if (seen(other, profile) || other.closest(`.${GONE}, .${ADDED}`)) continue;
    other.classList.add(DIM);
    (other.matches("a") ? other : other.querySelector("a"))?.append(makeAdded("span", "visually-hidden", " (inte för läsaren)"));
  }
  visitContents(root, (link, section) => {
    if (!seen(section, profile)) link.classList.add(DIM);
  });
}

/**
 * Leaves out what is not for the reader, as it will look.
 * @param {Element} root @param {string[]} profile
 */
function leaveOut(root, profile) {
  for (const node of nested(root)) {
    if (seen(node, profile) || node.closest(`.${GONE}`)) continue;
    if (node.matches(".article, .print-part")) leaveOutText(node, profile);
    else leaveOutNode(node, profile);
  }
  for (const item of root.querySelectorAll(":is(.print-contents__item, .programme-nav li)[data-for]")) {
    if (!seen(item, profile) && !item.querySelector("[aria-current]")) item.classList.add(GONE);
  }
  visitContents(root, (link, section) => {
    if (section.closest(`.${GONE}`)) link.parentElement.classList.add(GONE);
  });
  leadPastHidden(root, profile);
}

/** Leaves out all of a node but what is for everyone, and the headings above that. */
function leaveOutNode(node, profile) {
  const kept = nested(node).filter((inner) => seen(inner, profile));
  if (kept.length === 0) {
    node.classList.add(GONE);
    return;
  }
  for (const child of node.children) {
    if (kept.includes(child) || child.matches("h2, h3, h4, h5, h6")) continue;
    if (kept.some((inner) => child.contains(inner))) leaveOutNode(child, profile);
    else child.classList.add(GONE);
  }
}

/** A text that is not for the reader says so, and keeps what is for everyone. */
function leaveOutText(text, profile) {
  const body = text.querySelector(".article__body");
  if (body) leaveOutNode(body, profile);
  else leaveOutNode(text, profile);
  const notice = makeAdded("p", "reader-notice", `Sidan är inte för den här läsaren${forWhom(text, profile)}.`);
  text.querySelector(".article__header")?.append(notice);
}

/** The links to the next and previous text lead to the nearest that the reader gets. */
function leadPastHidden(root, profile) {
  const texts = [...document.querySelectorAll(".programme-nav__link")].filter((link) => !link.closest(`.${ADDED}`));
  for (const link of root.querySelectorAll("a.previous-next__link")) {
    if (seen(link, profile)) continue;
    link.classList.add(GONE);
    const step = link.rel === "next" ? 1 : -1;
    let at = texts.findIndex((text) => text.pathname === link.pathname);
    while (at >= 0 && texts[at] && texts[at].closest(`.${GONE}`)) at += step;
    const near = at >= 0 && texts[at];
    if (near && near.pathname !== location.pathname) link.after(neighbourLink(link, near));
  }
}

function neighbourLink(link, near) {
  const copy = link.cloneNode(true);
  copy.href = near.href;
  copy.lastChild.textContent = ` ${near.textContent.trim()}`;
  copy.classList.remove(GONE);
  copy.classList.add(ADDED);
  return copy;
}

/** Shows everything, each part with for whom it is and whence that comes. @param {Element} root */
function tellTargets(root) {
  for (const node of nested(root)) {
    const said = pathOf(node).filter((level) => level.tags.length > 0 || level.always);
    if (node.matches(".targeted")) continue;
    const text = said.map((level) => `${level.always ? "alla, alltid" : tagLabels(level.tags)} (${level.name})`).join(" · ");
    addLabel(node, text ? `För ${text}` : "För alla läsare", "reader-tags");
  }
}

/** @param {(link: Element, section: Element) => void} visit */
function visitContents(root, visit) {
  for (const link of root.querySelectorAll(".contents__link")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest(".section");
    if (section) visit(link, section);
  }
}

/** Puts a label under the heading of a section or text, first in a block. @param {Element} node */
function addLabel(node, text, kind = "reader-label") {
  const added = makeAdded("p", kind, text);
  const heading = node.querySelector(":scope > :is(h2, h3, h4, h5, h6)");
  if (node.matches(".article")) node.querySelector(".article__header").append(added);
  else if (heading) (node.querySelector(":scope > .comment-place") ?? heading).after(added); // whose button stands right below the heading
  else node.prepend(added);
}

/** For whom those levels are that leave the reader out. */
function forWhom(node, profile) {
  const levels = pathOf(node).filter((level) => !level.always && !isFor(allTags(), level.tags, profile));
  return ` – för ${levels.map((level) => tagLabels(level.tags)).join("; ")}`;
}

function makeAdded(tag, kind, text) {
  return make(tag, { className: `${kind} ${ADDED}`, textContent: text });
}

/**
 * How many sections a reader gets, and how many not.
 * @param {Element} root @param {string[]} profile
 */
function countSections(root, profile) {
  const sections = nested(root).filter((node) => node.matches(".section"));
  const shown = sections.filter((element) => seen(element, profile)).length;
  return { shown, hidden: sections.length - shown };
}

/**
 * How much of what the page shows has been left out: sections, and boxes for some readers.
 * What lies within something that is left out is counted too.
 * @param {Element} root
 */
function countLeftOut(root) {
  const lost = (node) => node.closest(`.${GONE}`) || [...node.querySelectorAll(`.${GONE}`)].some((part) => part.closest(NESTED) === node);
  const nodes = nested(root).filter(lost);
  return {
    sections: nodes.filter((node) => node.matches(".section")).length,
    boxes: nodes.filter((node) => node.matches(".targeted")).length,
  };
}

/** Says how much is left out; empty where nothing is. @param {{sections: number, boxes: number}} counted */
function describeLeftOut({ sections, boxes }) {
  const parts = [[sections, "avsnitt", "avsnitt"], [boxes, "ruta", "rutor"]]
    .filter(([n]) => n > 0)
    .map(([n, one, many]) => `${n} ${n === 1 ? one : many}`);
  if (parts.length === 0) return "";
  const last = parts.pop();
  const several = parts.length > 0 || sections + boxes > 1;
  const hidden = several ? "är dolda" : sections === 1 ? "är dolt" : "är dold";
  return `${[...parts, last].join(" och ")} ${hidden} för den här läsaren.`;
}

/** Puts what has been left out into words at the top of the page, with a way to show it. */
function tellLeftOut(main, text, showAll) {
  const notice = makeAdded("p", "reader-hidden", `${text} `);
  const button = make("button", { type: "button", className: "reader-hidden__button", textContent: "Visa det dolda nedtonat" });
  button.addEventListener("click", showAll);
  notice.append(button);
  main?.prepend(notice);
}
