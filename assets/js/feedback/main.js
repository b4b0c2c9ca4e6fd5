/**
 * Where the comments of a round are written and shown: on a text, or on the card of the round.
 * @param {HTMLElement} root
 */
function openDesk(root) {
  const { round = "", title = "", reply = "", version } = root.dataset;
  const page = version ? addressOfPage() : ""; // none for a card
  const store = openStore(round, show);
  const elsewhere = version || !round ? undefined : openStore("", show); // comments on texts that are in no round
  const count = make("p", { className: "comments__count", role: "status" });
  const others = make("p", { className: "comments__others" });
  const said = make("p", { role: "status" });
  const refused = make("div", { className: "comment-form__problem", role: "alert" });
  const gone = make("div", { className: "comment-place comments__gone" });
  const panel = make("div", { className: "comments__panel", hidden: true, tabIndex: -1, role: "group" });
  panel.setAttribute("aria-label", "Mina synpunkter");
  const list = make("div");
  const person = make("div");
  const ways = make("div");
  panel.append(list, person, ways, said);
  const toggle = actionButton("Mina synpunkter", "", () => openPanel(panel.hidden));
  /** @type {Map<string, [Entry, Comment]>} what has been removed, to be undone */
  const removed = new Map();
  /** The form that is open, with the button that opened it. */
  let open;
  let selected;
  let leaving = 0;

  root.append(gone, refused, makeWith("div", { className: "comments__bar" }, count, toggle), others, panel);
  panel.addEventListener("comments:person", showWays);
  addEventListener("pageshow", show); // also when the browser goes back to the page
  show();
  if (!page) return;
  document.addEventListener("preview:changed", show);
  document.addEventListener("reader:shown", () => { // a comparison may have begun or ended
    show();
    if (open && !open.form.isConnected) placeFor(open.comment).append(open.form);
  });
  document.addEventListener("comments:write", ({ detail: button }) => write(button));
  document.addEventListener("selectionchange", followSelection);
  followSelection();

  /** The answer: what has been saved, and where the browser will not keep it also drafts. */
  function all() {
    const comments = store.entries().map(([, { saved, draft }]) => store.isRefused() ? draft ?? saved : saved).filter(Boolean);
    return { answer: store.answer(), round, person: recallPerson(), comments };
  }

  function openPanel(yes) {
    panel.hidden = !yes;
    toggle.setAttribute("aria-expanded", String(yes));
    if (!yes) return;
    said.textContent = "";
    person.replaceChildren(personFields());
    showPanel();
    panel.focus();
  }

  /** Shows all that the browser has now. */
  function show() {
    showCount();
    if (elsewhere) others.replaceChildren(...listOthers(elsewhere.entries()));
    if (!panel.hidden) showPanel();
    if (page) showAtSections();
  }

  /** Says how many comments there are, and whether they are kept. */
  function showCount() {
    const entries = store.entries();
    const counted = describeCount(entries);
    if (count.textContent !== counted) count.textContent = counted;
    toggle.hidden = entries.length === 0;
    panel.hidden ||= toggle.hidden;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
    if (store.isRefused() === refused.hasChildNodes()) return;
    refused.replaceChildren(...(store.isRefused() ? [make("p", { textContent: REFUSED }), actionButton("Ladda ner fil", "med dina synpunkter", () => {
      refused.append(make("p", { textContent: `Filen ${download(all())} är hämtad.` }));
    })] : []));
  }

  function showPanel() {
    const entries = store.entries();
    list.replaceChildren(...listComments(entries, page));
    if (entries.some(([, { draft }]) => draft)) list.append(make("p", { textContent: "Det som inte är sparat följer inte med. Spara det först." }));
    showWays();
  }

  function showWays() {
    ways.replaceChildren(...(all().comments.length > 0 ? [waysOut({ all, reply, title, took })] : []));
  }

  /** What has been taken out in one of the ways. The ways stay, and the focus on them. */
  function took(comments, words) {
    const now = new Date().toISOString();
    change(comments.map(({ id }) => [id, { ...store.get(id), taken: now }]));
    said.textContent = words;
  }

  /** Changes comments, and shows that everywhere but in the panel. */
  function change(changes) {
    store.change(changes);
    showCount();
    if (page) showAtSections();
  }

  /** Shows the comments of this text, each at its section, or below the text where the section is gone. */
  function showAtSections() {
    for (const shown of document.querySelectorAll(".comment, .comment-place > .comment-removed, .comments__lost")) shown.remove();
    const here = store.entries().filter(([, entry]) => (entry.draft ?? entry.saved).page === page);
    for (const [id, entry] of here) {
      const c = entry.draft ?? entry.saved;
      if (open?.comment.id === id) continue;
      const place = placeFor(c);
      if (place === gone && c.section) place.append(make("p", { className: "comments__lost", textContent: `Avsnittet finns inte längre på sidan: ${c.heading}` }));
      const about = `synpunkten på ${c.heading || "hela texten"}: ${beginningOf(entry)}`;
      const element = showComment(entry, [
        actionButton(entry.draft ? "Fortsätt" : "Ändra", about, () => edit(id)),
        actionButton("Ta bort", about, () => remove(id)),
        actionButton("Mina synpunkter", "", () => openPanel(true)),
      ]);
      element.dataset.comment = id;
      place.append(element);
    }
    for (const [id, [entry, c]] of removed) {
      if (c.page !== page) continue;
      const undo = actionButton("Ångra", "", () => {
        removed.delete(id);
        store.change([[id, entry]]);
        show();
        focusComment(id);
      });
      placeFor(c).append(makeWith("p", { className: "comment-removed" }, "Synpunkten är borttagen. ", undo));
    }
  }

  /** Where a comment on a section is: in a comparison of readers with the first who sees it. */
  function placeFor({ section }) {
    const compared = [...document.querySelectorAll(`.compare .comment-place[data-of="${CSS.escape(section)}"]`)];
    if (compared.length > 0) return compared.find((place) => !place.closest(".is-left-out")) ?? compared[0];
    const own = document.getElementById(section)?.parentElement.querySelector(":scope > .comment-place, :scope > .section__panel > .comment-place");
    return own ?? gone;
  }

  /** Goes to a comment, and returns whether it is shown. */
  function focusComment(id) {
    const button = document.querySelector(`[data-comment="${CSS.escape(id)}"] button`);
    button?.focus();
    return Boolean(button);
  }

  function remove(id) {
    const entry = store.get(id);
    const c = entry.draft ?? entry.saved;
    removed.set(id, [entry, c]);
    store.change([[id, {}]]);
    show();
    placeFor(c).querySelector(".comment-removed:last-child button")?.focus();
  }

  /** Begins a comment on a section, or goes on with the one that has been begun there. */
  function write(button) {
    const outer = document.getElementById(button.dataset.section)?.closest(".section");
    const quote = selected && (button === floating || outer?.contains(document.getElementById(selected.section))) ? selected : undefined;
    const section = quote?.section ?? button.dataset.section;
    const begun = store.entries().find(([, { draft, saved }]) => draft && !saved && draft.page === page && draft.section === section &&
      (!quote || draft.quote === quote.quote));
    const now = new Date().toISOString();
    openForm(begun?.[1].draft ?? {
      id: newID(), created: now, modified: now, page, title: document.querySelector("h1").textContent.trim(), section,
      heading: headingOf(section), kind: "", text: "", suggestion: "", quote: quote?.quote ?? "", before: quote?.before ?? "",
      after: quote?.after ?? "", version: root.dataset.version, reader: new URLSearchParams(location.search).get("som") ?? "",
    }, button);
  }

  function edit(id) {
    const { saved, draft } = store.get(id);
    if (saved ?? draft) openForm(draft ?? saved);
  }

  /** Opens the form; the one that was open stays as a draft. */
  function openForm(comment, button) {
    close(false);
    let { id } = comment;
    let known = store.get(id).saved?.modified;
    /** The id to save under: another when another page has saved the comment since the form was opened, so that neither is lost. */
    const ownID = () => {
      if (store.get(id).saved?.modified === known) return id;
      known = undefined;
      id = newID();
      open.comment = { ...comment, id };
      return id;
    };
    const { form, focus } = commentForm(comment, recall("granskare") === undefined, {
      drafted: (draft) => {
        const own = ownID();
        store.change([[own, { ...store.get(own), draft: draft && { ...draft, id: own } }]]);
        showCount();
        return store.isRefused() ? REFUSED : "";
      },
      save: (written) => {
        if (recall("granskare") === undefined) keep("granskare", recallPerson()); // do not ask again
        const modified = new Date().toISOString();
        const own = ownID();
        open = undefined;
        form.remove();
        store.change([[own, { ...store.get(own), saved: { ...written, id: own, modified }, draft: undefined }]]);
        show();
        focusComment(own);
      },
      close: () => close(true),
    });
    open = { comment, form, button };
    if (button === floating) button = selected?.place.querySelector(".comment-button");
    floating.remove();
    show();
    if (button?.isConnected) button.after(form);
    else placeFor(comment).append(form);
    focus();
  }

  function close(focus) {
    if (!open) return;
    const { comment, form, button } = open;
    open = undefined;
    form.remove();
    show();
    if (!focus) return;
    if (button?.isConnected) button.focus();
    else if (!focusComment(comment.id)) placeFor(comment).querySelector(".comment-button")?.focus();
  }

  /** Offers to comment on the words that are selected. A finger that goes to a button takes the selection away, not at once. */
  function followSelection() {
    clearTimeout(leaving);
    const now = selectedQuote();
    if (!now) {
      leaving = setTimeout(() => {
        selected = undefined;
        floating.remove();
      }, 2000);
      return;
    }
    selected = now;
    const { place } = now;
    if (open?.comment.quote === now.quote) return;
    floating.dataset.section = now.section;
    place.append(floating);
    const words = [...getSelection().getRangeAt(0).getClientRects()].at(-1);
    const from = place.getBoundingClientRect();
    if (!words) return;
    floating.style.top = `${words.bottom - from.top + 8}px`;
    floating.style.left = `${Math.max(0, Math.min(words.left - from.left, from.width - floating.offsetWidth))}px`;
  }
}

const REFUSED = "Webbläsaren kan inte spara. Det du skriver finns kvar bara så länge sidan är öppen. Ladda ner filen innan du lämnar sidan.";

/** The button beside selected words. */
const floating = actionButton("Lämna synpunkt på det markerade", "", () => {
  document.dispatchEvent(new CustomEvent("comments:write", { detail: floating }));
  floating.remove();
});
floating.classList.add("comment-float");
floating.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection

for (const root of document.querySelectorAll('[data-module="comments"]')) openDesk(root);
