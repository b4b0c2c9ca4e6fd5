/**
 * "Visa som": shows every page as a reader gets it. Until that has been done, and where it cannot be,
 * the bar names no reader, and its notice says that everything is shown.
 * @param {HTMLElement} bar holds the link that becomes the button, and the status
 */
function showAsReader(bar) {
  const link = bar.querySelector(".reader__open");
  const status = bar.querySelector(".reader__status");
  const unused = bar.querySelector(".reader__unused");
  const page = document.querySelector(".page");
  if (!link || !status || !unused || !page) return;

  const choose = readerPanel((choice) => {
    setParameters({ som: writtenReader(choice.tags), visning: choice.mode, jamfor: writtenReader(choice.other) });
    show();
  });
  const button = makePanelButton(link, choose);
  bar.append(choose.element);
  const overview = bar.querySelector(".provtryck-bar__review");
  if (bar.querySelector(".provtryck-bar__changes")) choose.leadTo(overview.href.replace(/(index\.html)?$/, "andringar/$1"));
  show();
  document.addEventListener("preview:change", undo);
  document.addEventListener("preview:changed", show);

  function stop() {
    setParameters({ jamfor: "" });
    show();
    button.focus();
  }

  /** Shows what was left out, dimmed. */
  function dim() {
    setParameters({ visning: "" });
    show();
    button.focus();
  }

  /** Takes away all that has been shown for a reader. */
  function undo() {
    resetShown(page);
    const article = page.querySelector(".article");
    if (article) endComparison(article);
    leadToChanged(page, []);
    return article;
  }

  /** Shows what the address says, or all with the notice. */
  function show() {
    const name = button.querySelector(".reader__name");
    name.textContent = status.textContent = "";
    unused.hidden = false;
    try {
      const said = showChosen();
      name.textContent = `: ${said.name}`;
      name.classList.toggle("reader__name--all", getParameter("som") === "");
      status.textContent = said.view;
      unused.hidden = true;
      document.dispatchEvent(new Event("reader:shown"));
    } catch (error) {
      undo();
      reportError(error);
    }
  }

  function showChosen() {
    const one = readerOf(getWords("som"));
    const other = readerOf(getWords("jamfor"));
    const mode = getParameter("visning");
    const known = MODES.some(({ id }) => id === mode);
    choose.show({ tags: one.tags, other: other.tags, mode: known ? mode : "" });
    warn(bar, [...one.unknown, ...other.unknown], known ? "" : mode);

    const article = undo();
    const counted = countSections(page, one.tags);
    if (article && other.tags.length > 0) showComparison(article, one, other, stop);
    else if (mode === "taggar") tellTargets(page);
    if (mode !== "taggar") leadToChanged(page, one.tags);
    let folded = 0;
    if (mode !== "taggar" && one.tags.length > 0 && (other.tags.length === 0 || !article)) {
      folded = foldOthers(page, one.tags);
      (mode === "dolj" ? leaveOut : dimOthers)(page, one.tags);
      countInHeadings(page);
      countInBoxes(page, one.tags);
      dimItems(page, one.tags);
      tellEffects(page, one.tags);
    }

    const leftOut = other.tags.length === 0 || !article ? describeLeftOut(countLeftOut(page)) : "";
    if (leftOut) tellLeftOut(page.querySelector("main"), leftOut, dim);
    const own = textsOf(page, (entry) => !entry.closest(`.${GONE}`));
    const name = article && other.tags.length > 0 ? `${one.name} och ${other.name}` : one.name;
    return { name, view: describeView(one, other, mode, counted, own, leftOut, Boolean(article)) + describeFolded(folded) };
  }
}

/** Makes the link, which works without script, the button of the panel. */
function makePanelButton(link, { element, close, focus }) {
  const button = make("button", { type: "button", className: link.className });
  button.append(...link.childNodes);
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", element.id);
  link.replaceWith(button);

  const open = (yes) => {
    element.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    if (yes) focus();
  };
  button.addEventListener("click", () => open(element.hidden));
  close.addEventListener("click", () => {
    open(false);
    button.focus();
  });
  element.addEventListener("focusout", ({ relatedTarget }) => { // it lies over the page, which would be out of sight
    if (relatedTarget && relatedTarget !== button && !element.contains(relatedTarget)) open(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || element.hidden) return;
    open(false);
    button.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!element.hidden && !element.contains(event.target) && !button.contains(event.target)) open(false);
  });
  return button;
}

/** Says what in the address is not known, and that the address could not be changed. */
function warn(bar, unknown, mode) {
  bar.querySelector(".reader__warning")?.remove();
  const texts = [];
  if (unknown.length > 0) texts.push(`Okänd målgrupp i adressen: ${unknown.join(", ")}.`);
  if (mode) texts.push(`Okänd visning i adressen: ${mode}.`);
  if (refused) texts.push("Webbläsaren sparar inte valet i adressen. Det följer med när du väljer en länk på sidan, men försvinner när sidan laddas om.");
  if (texts.length === 0) return;
  bar.append(make("p", { className: "reader__warning wrap", role: "alert", textContent: texts.join(" ") }));
}

/** Says how many texts in lists are folded. @param {number} n */
function describeFolded(n) {
  return n === 0 ? "" : ` ${texts(n)} som inte är för läsaren ligger i en utfällbar lista.`;
}

function describeView(one, other, mode, { shown, hidden }, own, leftOut, isText) {
  if (other.tags.length > 0) {
    return isText ? `Jämförelse: ${one.name} och ${other.name}.` : "Jämförelsen visas på sidor med text.";
  }
  if (mode === "taggar") return "Varje avsnitt visas med sina målgrupper.";
  if (one.tags.length === 0) return "";
  if (mode === "dolj") return `Visas som ${one.name}. ${leftOut || "Inget på sidan är dolt för den här läsaren."}`;
  if (shown + hidden === 0) return own === 0 ? `Visas som ${one.name}.` : `Visas som ${one.name}: ${texts(own)} är för läsaren.`;
  return `Visas som ${one.name}: ${shown} avsnitt är för läsaren, ${hidden} är ${hidden === 1 ? "nedtonat" : "nedtonade"}.`;
}
