/** What the program puts into a page, beside the text. */
const NOT_COPIED = `.article__kind, .article__print, .article__footer, .answer-form, .audience-tags, .audience-tags__all, .box__kind, .comment-place,
  .comments, .desk__change, .desk__hand, .desk__name, .desk__none, .desk__tools, .compare__mark, .compare__none, .compare__reader, .contents, .change-note, .footnote-back, .is-left-out, .margin-findings, .metadata,
  .page-findings, .print-part__facts, .reader-added, .reader-hidden, .sample-notice, .section__anchor, .section__audience, .section__number,
  .targeted__label, .visually-hidden, del, input, script, select, style, template, textarea, [hidden]:not([hidden="until-found"])`;

/** The attributes that a copy keeps, of the elements that it keeps. */
const COPIED = {
  A: ["href"], BLOCKQUOTE: [], BR: [], CODE: [], EM: [], H1: [], H2: [], H3: [], H4: [], H5: [], H6: [], HR: [], LI: [],
  OL: ["start"], P: [], PRE: [], SPAN: ["lang"], STRONG: [], TABLE: [], TBODY: [], TD: [], TH: ["scope"], THEAD: [], TR: [], UL: [],
};

/** What a selection in the middle of them needs around it. */
const AROUND = "a, blockquote, code, em, li, ol, pre, strong, table, tbody, thead, tr, ul";

const BLOCKS = "blockquote, h1, h2, h3, h4, h5, h6, hr, li, ol, p, pre, table, ul";

/**
 * Makes what is copied from the text into the text alone: headings, paragraphs, lists, tables and links as any
 * editor knows them, with nothing that belongs to the preview.
 * @param {ClipboardEvent} event
 */
function copyText(event) {
  const selection = getSelection();
  const main = document.querySelector("main");
  if (!selection.rangeCount || selection.isCollapsed || !event.clipboardData || event.target.closest?.("input, textarea")) return;
  const range = selection.getRangeAt(0);
  const common = range.commonAncestorContainer;
  if (!main?.querySelector(".article__body, .print-part, .desk__html") || !range.intersectsNode(main)) return;
  const copy = make("div");
  copy.append(range.cloneContents());
  for (let at = common.nodeType === Node.ELEMENT_NODE ? common : common.parentElement; at !== main && main.contains(at); at = at.parentElement) {
    if (!at.matches(AROUND)) continue;
    const around = at.cloneNode(false);
    around.append(...copy.childNodes);
    copy.append(around);
  }
  const part = copy.querySelector("main") ?? copy;
  clean(part);
  if (!part.textContent.trim()) return; // a fact about the text, say
  event.clipboardData.setData("text/html", part.innerHTML);
  event.clipboardData.setData("text/plain", asPlainText(part));
  event.preventDefault();
}

/** Leaves of a part of the page what is text. @param {HTMLElement} part */
function clean(part) {
  for (const other of part.querySelectorAll(NOT_COPIED)) other.remove();
  for (const mark of part.querySelectorAll(".priority")) mark.textContent = `(${mark.textContent})`;
  for (const mark of part.querySelectorAll(".footnote-ref")) mark.textContent = `[${mark.textContent.trim()}]`;
  for (const title of part.querySelectorAll(".box__title")) {
    title.textContent = title.textContent.trim();
    if (title.textContent) title.replaceChildren(make("strong", { textContent: title.textContent }));
    else title.remove();
  }
  for (const picture of part.querySelectorAll("img")) picture.replaceWith(`[Bild: ${picture.alt}]`);
  for (const link of part.querySelectorAll("a")) {
    const to = link.dataset.live ?? link.getAttribute("href") ?? "";
    if (/^(https?:|mailto:|tel:)/.test(to)) link.setAttribute("href", to);
    else link.replaceWith(...link.childNodes); // to the preview
  }
  for (const element of [...part.querySelectorAll("*")].reverse()) {
    const kept = COPIED[element.tagName];
    for (const { name } of [...element.attributes]) if (!kept?.includes(name)) element.removeAttribute(name);
    if (!kept || (element.tagName === "SPAN" && !element.lang)) element.replaceWith(...element.childNodes);
  }
  for (const block of part.querySelectorAll("p, li, h1, h2, h3, h4, h5, h6")) {
    trimEnds(block);
    if (!block.hasChildNodes()) block.remove();
  }
}

/** Takes away the blanks at both ends of a block. @param {Element} block */
function trimEnds(block) {
  for (const [at, end] of [["firstChild", /^\s+/], ["lastChild", /\s+$/]]) {
    for (let node = block[at]; node?.nodeType === Node.TEXT_NODE; node = block[at]) {
      node.data = node.data.replace(end, "");
      if (node.data) break;
      node.remove();
    }
  }
}

/** The words of clean elements, laid out with lines. @param {Element} part */
function asPlainText(part) {
  const words = part.cloneNode(true);
  for (const end of words.querySelectorAll("br")) end.replaceWith("\v"); // no blank that is shortened
  return linesOf(words).join("\n").replace(/ ?\v ?/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
}

/** The lines of an element, with an empty one between blocks. @param {Element} element */
function linesOf(element) {
  const lines = [];
  let inline = "";
  const end = () => {
    if (inline.trim()) lines.push(inline.replace(/[ \t\n]+/g, " ").trim(), "");
    inline = "";
  };
  let number = element.start ?? 0;
  for (const node of element.childNodes) {
    if (node.nodeType !== Node.ELEMENT_NODE || !(node.matches(BLOCKS) || node.querySelector(BLOCKS))) {
      inline += node.textContent;
      continue;
    }
    end();
    if (node.tagName === "TABLE") {
      for (const row of node.rows) lines.push([...row.cells].map((cell) => cell.textContent.replace(/[\s\v]+/g, " ").trim()).join("\t"));
      lines.push("");
    } else if (node.tagName === "LI") {
      const mark = element.tagName === "OL" ? `${number++}. ` : "• ";
      const [first = "", ...more] = linesOf(node).filter(Boolean);
      lines.push(mark + first, ...more.map((line) => `   ${line}`));
    } else lines.push(...linesOf(node), "");
  }
  end();
  return lines;
}
