/**
 * A page where texts, or the parts of the handbook, are searched.
 *
 * @typedef {{getParameter: Function, setParameters: Function, withParameters: Function, readerOf: Function, recall: Function, keep: Function}} Tools
 *   of the script of every page
 */

const AT_ONCE = 10; // texts
const CALM = 400; // ms after a letter until the status is read out and the address follows
const PATIENCE = 1000; // ms that sentences are waited for
const LONGEST_ADDRESS = 1000; // characters of a query: servers refuse addresses that are very long
const LONGEST_TOLD = 40; // characters of a word that is not in the texts
const FAILURES = {
  missing: "index går inte att läsa. Ladda om sidan.",
  version: "index och sidan är av olika versioner. Ladda om sidan.",
  damaged: "index är skadat. Ladda om sidan. Hjälper det inte, säg till den som sköter förhandsvisningen.",
};

/** What is searched, by the name of its index, in the words of the page. */
const SEARCHED = {
  search: { one: "text", many: "texter", none: "Inga texter hittades.", within: "i texterna", way: "välj en av vägarna nedan" },
  handbook: { one: "avsnitt", many: "avsnitt", none: "Inga avsnitt hittades.", within: "i handboken", way: "välj ett dokument nedan" },
};

/** @param {HTMLElement} root whose data-index is a name in SEARCHED @param {Tools} tools */
function beginSearch(root, { getParameter, setParameters, withParameters, readerOf, recall, keep }) {
  const [form, count, status, said, list, more, unable, ways, other, readerLabel] = ["form", ".search__count", ".search__status", ".search__said",
    ".search__hits", ".search__more", ".search__unable", ".search__ways", ".search__other", ".search__reader"].map((name) => root.querySelector(name));
  const source = root.dataset.index;
  const { one, many, none, within, way } = SEARCHED[source];
  const amount = (n) => `${n} ${n === 1 ? one : many}`;
  const field = form.elements.q;
  const selects = [...form.querySelectorAll("select")];
  const only = readerLabel?.firstElementChild; // what the reader sees; the handbook is for all
  let latest = 0; // of the searches, so that no earlier one is shown after it
  let rest = []; // what has been found and is not shown yet
  let around; // what those are shown with
  let calm = 0; // the timer

  field.value = getParameter("q");
  if (only) only.checked = getParameter("alla") !== "ja";
  for (const select of selects) {
    select.value = getParameter(select.name);
    if (select.selectedIndex < 0) select.value = "";
    for (const option of select.options) option.dataset.name = option.textContent;
  }
  unable.hidden = true;
  form.hidden = false;
  if (source === "search") ways.after(slashSwitch());
  show();
  if (!location.hash && (source === "search" || field.value)) field.focus();

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    settle();
  });
  more.addEventListener("click", async () => {
    const first = list.childElementCount;
    await add(latest);
    list.children[first]?.querySelector("a").focus();
  });
  root.addEventListener("click", settle); // so that one comes back to what was left
  root.addEventListener("keydown", moveByKey);
  document.addEventListener("reader:shown", show);
  document.addEventListener("preview:changed", () => {
    searchLoaded.delete(source);
    show();
  });

  /** Says what has been found, and writes in the address what is looked for. */
  function settle() {
    clearTimeout(calm);
    const q = field.value.trim();
    const chosen = Object.fromEntries(selects.map(({ name, value }) => [name, value]));
    const kept = q.length > LONGEST_ADDRESS ? "" : q;
    setParameters({ ...chosen, q: kept, alla: only && !only.checked ? "ja" : "" });
    const link = other?.querySelector("a");
    if (link) link.href = withParameters(link.href, { q: kept });
    if (!list.hasAttribute("aria-busy") && status.textContent !== count.textContent) status.textContent = count.textContent;
  }

  /** Does so when no letter has been typed for a while. */
  function settleSoon() {
    clearTimeout(calm);
    calm = setTimeout(settle, CALM);
  }

  async function show() {
    const mine = ++latest;
    settleSoon();
    list.setAttribute("aria-busy", "true");
    try {
      const asked = field.value.trim() || selects.some(({ value }) => value);
      if (asked && !count.textContent) count.textContent = "Söker …";
      const { index, failure } = asked ? await loadSearch(source) : {};
      if (mine !== latest) return;
      unable.hidden = !failure;
      if (index) await showFound(mine, index);
      else clear(failure);
    } catch (error) {
      clear("damaged");
      reportError(error);
    }
    if (mine !== latest) return;
    list.removeAttribute("aria-busy");
    settleSoon();
  }

  /** Shows nothing found, since nothing is looked for or it cannot be. */
  function clear(failure) {
    unable.textContent = failure ? `Det går inte att söka: sökningens ${FAILURES[failure]} Annars, ${way}.` : "";
    unable.hidden = !failure;
    rest = [];
    list.replaceChildren();
    said.replaceChildren();
    count.textContent = "";
    if (readerLabel) readerLabel.hidden = true;
    more.hidden = true;
    ways.hidden = false;
    for (const select of selects) for (const option of select.options) option.textContent = option.dataset.name;
  }

  async function showFound(mine, index) {
    const words = field.value;
    const reader = readerOf(getParameter("som").split(",").filter(Boolean));
    const files = readFiles(root);
    const { wanted, cut, hits } = index.find({ words });
    const all = words.trim() ? [...hits, ...findFiles(index, words, hits, files)] : index.texts.map((text) => ({ text, sections: [] }));
    const whole = all.filter(({ text, sections }) => sections.length === 0 && seesText(index, text, reader));
    const seen = reader.tags.length > 0 ? [...index.find({ words, profile: reader.tags }).hits, ...whole] : all;
    const meant = only && !only.checked ? all : seen;
    const suits = (hit, except) => selects.every((select) => select === except || !select.value || valueOf(hit, select.name) === select.value);
    const valueOf = ({ text }, name) => files.get(`/${text.address}`)?.dataset[name] ??
      { produkt: text.product, program: text.programme, kapitel: text.chapter, mall: text.kind }[name];
    const kindOf = ({ kind }) => [...(form.elements.mall?.options ?? [])].find(({ value }) => value === kind)?.dataset.name ?? "";
    around = ({ text }) => ({ index, wanted, reader, kind: kindOf(text), facts: files.get(`/${text.address}`)?.textContent ?? "" });
    rest = meant.filter((hit) => suits(hit));
    const found = rest.length;
    if (!await add(mine, true)) return;

    for (const select of selects) {
      const others = meant.filter((hit) => suits(hit, select));
      for (const option of select.options) {
        const n = option.value ? others.filter((hit) => valueOf(hit, select.name) === option.value).length : others.length;
        option.textContent = `${option.dataset.name} (${n})`;
      }
    }
    const [ofReader, ofAll] = [seen, all].map((list) => list.filter((hit) => suits(hit)).length);
    if (readerLabel) {
      readerLabel.hidden = reader.tags.length === 0;
      readerLabel.lastElementChild.textContent = `Bara det som ${reader.name} ser (${ofReader} av ${amount(ofAll)})`;
    }
    count.textContent = found > 0 ? amount(found) : none;
    ways.hidden = found > 0;
    tellWords(wanted, cut, found, files);
    if (found > 0) return;
    const unfiltered = () => selects.forEach((select) => { select.value = ""; });
    offer("Visa utan filter", meant.length, unfiltered);
    offer(`Visa också det som ${reader.name} inte ser`, ofAll, () => { only.checked = false; });
    if (meant.length + ofAll === 0) offer("Visa utan filter, för alla läsare", all.length, () => {
      unfiltered();
      only.checked = false;
    });
  }

  /** Adds the next of what has been found, or shows the first, and returns whether nothing else is looked for by then. */
  async function add(mine, first = false) {
    const waiting = [];
    const items = rest.slice(0, AT_ONCE).map((hit) => hitItem(hit, around(hit), waiting));
    await Promise.race([Promise.all(waiting), new Promise((done) => { setTimeout(done, PATIENCE); })]);
    if (mine !== latest) return false;
    rest = rest.slice(AT_ONCE);
    if (first) list.replaceChildren();
    list.append(...items);
    more.hidden = rest.length === 0;
    more.textContent = `Visa fler (${amount(rest.length)} till)`;
    return true;
  }

  /** Tells which words were taken for others or are in no text, nor in what is known of files. @param {Wanted[]} wanted */
  function tellWords(wanted, cut, found, files) {
    said.replaceChildren();
    const tell = (textContent) => said.append(make("p", { textContent }));
    if (cut) tell("Frågan är lång: bara de första orden är sökta.");
    for (const { typed, meant, part, known } of wanted) {
      const letters = Array.from(typed);
      const word = letters.length > LONGEST_TOLD ? `${letters.slice(0, LONGEST_TOLD).join("")}…` : typed;
      if (meant) tell(`”${word}” finns inte ${within}. Menade du ”${meant}”?${found > 0 ? " Här är träffarna på det." : ""}`);
      else if (part) tell(`”${word}” finns inte ${within}.${found > 0 ? ` Här är träffarna på ”${part}”.` : ""}`);
      else if (!known && ![...files.values()].some((file) => factsOf(file).includes(typed))) tell(`”${word}” finns inte ${within}.`);
    }
    if (found > 0) return;
    if (!field.value.trim()) tell(`Ändra filtren, eller ${way}.`);
    else if (wanted.length === 0) tell("Sökningen söker på bokstäver och siffror. Skriv ett ord.");
    else tell(`Sök på ett annat ord eller på färre ord, eller ${way}.`);
  }

  /** Offers to look for more, where there is. */
  function offer(label, n, lift) {
    if (n === 0) return;
    const button = make("button", { type: "button", className: "search__lift", textContent: `${label} (${amount(n)})` });
    button.addEventListener("click", () => {
      lift();
      field.focus();
      show();
    });
    said.append(button);
  }

  /** The arrows go among what has been found, and Escape back. @param {KeyboardEvent} event */
  function moveByKey(event) {
    const stops = [field, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
    if (event.key === "Escape") {
      if (at > 0) field.focus();
      else if (!field.value) field.blur();
      else {
        field.value = "";
        show();
      }
    } else if (step && stops[at + step]) stops[at + step].focus();
    else return;
    event.preventDefault();
  }

  /** A key without modifiers must be possible to turn off, for those who speak to their computer. */
  function slashSwitch() {
    const button = make("button", { type: "button", className: "search__slash", textContent: "Tangenten / går till sökfältet" });
    button.setAttribute("aria-pressed", String(recall("snedstreck") !== false));
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      keep("snedstreck", on);
    });
    return button;
  }
}
