/**
 * A page where texts, or the parts of the handbook, are searched.
 *
 * @typedef {{getParameter: Function, getWords: Function, setParameters: Function, withParameters: Function,
 *   readerOf: Function, recall: Function, keep: Function}} Tools of the script of every page
 */

const CALM = 400; // ms after a letter until what is found is read out and the address follows
const FAILURES = {
  missing: "sökningens index går inte att läsa",
  version: "sökningens index och sidan är av olika versioner",
  damaged: "sökningens index är skadat",
};

/** What is searched, by the name of its index, in the words of the page. */
const SEARCHED = {
  search: { one: "text", many: "texter", none: "Inga texter hittades.", within: "i texterna", way: "välj en av vägarna nedan" },
  handbook: { one: "avsnitt", many: "avsnitt", none: "Inga avsnitt hittades.", within: "i handboken", way: "välj ett dokument nedan" },
};

/** Brings the page to life. @param {HTMLElement} root whose data-index is a name in SEARCHED @param {Tools} tools */
function beginSearch(root, tools) {
  const page = new SearchPage(root, tools);
  const { field, list, more, source } = page;
  if (source === "search") page.ways.after(slashSwitch(tools));
  if (!location.hash && document.activeElement === document.body && (source === "search" || field.value)) field.focus();
  page.show();

  field.form.addEventListener("input", () => page.show());
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    page.show();
    page.settle();
  });
  more.addEventListener("click", () => page.showMore());
  root.addEventListener("click", () => page.settle()); // so that one comes back to what was left
  root.addEventListener("keydown", (event) => moveByKey(event, field, [...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])], () => {
    field.value = "";
    page.show();
  }));
  document.addEventListener("reader:shown", () => page.showAgain());
  document.addEventListener("preview:changed", () => {
    searchLoaded.delete(source);
    page.showAgain();
  });
}

class SearchPage {
  /** @param {HTMLElement} root @param {Tools} tools */
  constructor(root, tools) {
    this.root = root;
    this.tools = tools;
    [this.count, this.status, this.said, this.heard, this.list, this.more, this.unable, this.ways, this.other] = [".search__count", ".search__status",
      ".search__said", ".search__heard", ".search__hits", ".search__more", ".search__unable", ".search__ways", ".search__other a"].map((name) => root.querySelector(name));
    this.source = root.dataset.index;
    this.words = SEARCHED[this.source];
    this.form = searchForm(root.querySelector("form"), tools);
    this.field = this.form.field;
    this.amount = (n) => `${n} ${n === 1 ? this.words.one : this.words.many}`;
    this.hits = hitList(this.list, this.more, this.field, this.amount);
    this.latest = 0; // of what has been begun, so that nothing earlier is shown after it
    this.calm = 0; // the timer
    this.unable.hidden = true;
  }

  /** Writes in the address what is looked for, and has it read out what has been found and what is said about it. */
  settle() {
    clearTimeout(this.calm);
    const parameters = this.form.parameters();
    this.tools.setParameters(parameters);
    if (this.other) this.other.href = this.tools.withParameters(this.other.href, { q: parameters.q });
    if (this.isBusy()) return;
    tell(this.status, this.count.textContent);
    tell(this.heard, Array.from(this.said.querySelectorAll("p"), ({ textContent }) => textContent).join(" "));
  }

  /** Does so when nothing has happened for a while. */
  settleSoon() {
    clearTimeout(this.calm);
    this.calm = setTimeout(() => this.settle(), CALM);
  }

  isBusy() {
    return this.list.hasAttribute("aria-busy");
  }

  /** Does what takes time, which asks before it shows anything whether it is still the latest. @param {(isLatest: () => boolean) => Promise<void>} doing */
  async act(doing) {
    const mine = ++this.latest;
    const isLatest = () => mine === this.latest;
    this.settleSoon();
    this.list.setAttribute("aria-busy", "true");
    try {
      await doing(isLatest);
    } catch (error) {
      reportError(error);
      if (isLatest()) this.clear("damaged");
    }
    if (!isLatest()) return;
    this.list.removeAttribute("aria-busy");
    this.settleSoon();
  }

  /** Shows what is found, as many hits as are asked for at least. */
  show(least = 0) {
    return this.act(async (isLatest) => {
      if (!this.form.isAsked()) {
        this.clear();
        return;
      }
      if (!this.count.textContent) this.count.textContent = "Söker …";
      const { index, failure } = await loadSearch(this.source);
      if (!isLatest()) return;
      if (failure) this.clear(failure);
      else await this.showFound(index, least, isLatest);
    });
  }

  /** Shows what is found by now, as much of it as before. */
  showAgain() {
    return this.show(this.list.childElementCount);
  }

  /** Shows more of it, unless that is on its way: the next would be the same. */
  async showMore() {
    if (!this.isBusy()) await this.act(this.hits.showMore);
  }

  async showFound(index, least, isLatest) {
    const { form, tools } = this;
    const words = this.field.value;
    const reader = tools.readerOf(tools.getWords("som"));
    const files = readFiles(this.root);
    const answer = answerTo(index, words, reader, files);
    const chosen = form.isForAll() ? answer.all : answer.seen;
    const value = (hit, name) => valueOf(hit, fileOf(files, hit.text), name);
    const [found, ofReader, ofAll] = [chosen, answer.seen, answer.all].map((some) => form.limit(some, value));
    const item = (hit, waiting) => hitItem(hit, {
      index, reader, wanted: answer.wanted, kind: form.choiceName("mall", hit.text.kind), facts: fileOf(files, hit.text)?.textContent ?? "",
    }, waiting);
    this.tellFailure();
    if (!await this.hits.show(found, item, least, isLatest)) return;

    const isFound = found.length > 0;
    form.countChoices(chosen, value);
    form.tellReader(reader.tags.length > 0 ? `Bara det som ${reader.name} ser (${ofReader.length} av ${this.amount(ofAll.length)})` : "");
    this.count.textContent = isFound ? this.amount(found.length) : this.words.none;
    this.ways.hidden = isFound;
    const sentences = tellWords(answer, isFound, this.words.within, files);
    if (!isFound) sentences.push(tellWay(words, answer.wanted, this.words.way));
    this.say(...sentences.map((textContent) => make("p", { textContent })), ...(isFound ? [] : this.offers(answer, chosen, ofAll, reader)));
  }

  /** Shows nothing found, since nothing is looked for or it cannot be. @param {keyof FAILURES} [failure] */
  clear(failure) {
    this.tellFailure(failure);
    this.hits.clear();
    this.say();
    this.form.countChoices();
    this.form.tellReader();
    this.count.textContent = "";
    this.ways.hidden = false;
  }

  /** Says why nothing can be found; without a failure nothing. @param {keyof FAILURES} [failure] */
  tellFailure(failure) {
    tell(this.unable, failure ? `Det går inte att söka: ${FAILURES[failure]}. Ladda om sidan, eller ${this.words.way}. Hjälper det inte, säg till den som sköter förhandsvisningen.` : "");
    this.unable.hidden = !failure;
  }

  /** Says something about what has been found, instead of what was said before. @param {...HTMLElement} elements */
  say(...elements) {
    if (this.said.contains(document.activeElement)) this.field.focus();
    this.said.replaceChildren(...elements);
  }

  /** Buttons that look for more, where there is. @param {Answer} answer @param {Hit[]} chosen without the filters @param {Hit[]} ofAll with them */
  offers({ all }, chosen, ofAll, reader) {
    const { takeFilters, takeReader } = this.form;
    const takeBoth = () => [takeFilters, takeReader].forEach((take) => take());
    const list = [["Visa utan filter", chosen, takeFilters], [`Visa också det som ${reader.name} inte ser`, ofAll, takeReader]];
    if (chosen.length + ofAll.length === 0) list.push(["Visa utan filter, för alla läsare", all, takeBoth]);
    return list.filter(([, hits]) => hits.length > 0).map(([label, hits, take]) => {
      const button = make("button", { type: "button", className: "search__lift", textContent: `${label} (${this.amount(hits.length)})` });
      button.addEventListener("click", () => {
        take();
        this.field.focus();
        this.show();
      });
      return button;
    });
  }
}

/** Writes a text that is read out, unless it is there and has been. @param {HTMLElement} element @param {string} text */
function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
