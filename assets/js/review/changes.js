/**
 * Steps from one change in the text to the next, and from the last to the next text that has changes.
 * @param {HTMLElement} root the article
 */
function stepThroughChanges(root) {
  const body = root.querySelector("[data-changes]");
  if (!body) return;
  // A section of the text may be about changes: #andring-av-dos.
  const all = () => [...body.querySelectorAll('[id^="andring-"]')].filter((change) => /^andring-\d+$/.test(change.id));
  let at = -1;

  const steps = make("div", { className: "change-steps", role: "group" });
  steps.setAttribute("aria-label", "Stega mellan ändringar");
  const count = make("p", { className: "change-steps__count", role: "status" });
  const keys = keySwitch();
  const overview = make("a", { className: "change-steps__button", href: root.querySelector(".changed__all").href });
  overview.append("Alla", make("span", { className: "visually-hidden", textContent: " ändringar" }));
  const previous = button("Föregående", -1, "k");
  const next = button("Nästa", 1, "j");
  steps.append(count, keys, overview, previous, next);
  body.after(steps);
  arrive();
  addEventListener("hashchange", arrive);
  document.addEventListener("preview:changed", arrive); // in the live preview changes come and go
  document.addEventListener("reader:shown", () => tell());
  document.addEventListener("keydown", (event) => {
    if (keys.getAttribute("aria-pressed") !== "true" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "j") go(from() + 1);
    if (event.key === "k") go(from() - 1);
  });

  /** @param {string} name @param {number} step @param {string} key that does the same */
  function button(name, step, key) {
    const element = make("button", { type: "button", className: "change-steps__button", title: `${name} ändring, tangenten ${key}` });
    element.append(name, make("span", { className: "visually-hidden", textContent: " ändring" }));
    element.addEventListener("click", () => go(from() + step));
    return element;
  }

  /** Keys without modifiers must be possible to turn off, for those who speak to their computer. */
  function keySwitch() {
    const element = make("button", { type: "button", className: "change-steps__button change-steps__keys", textContent: "Tangenterna j och k" });
    element.setAttribute("aria-pressed", String(recall("tangenter") !== false));
    element.addEventListener("click", () => {
      const on = element.getAttribute("aria-pressed") !== "true";
      element.setAttribute("aria-pressed", String(on));
      keep("tangenter", on);
    });
    return element;
  }

  /** The link to the next text with changes, for the reader. */
  function onward() {
    return root.querySelector('a[rel="next"]:not([hidden])');
  }

  /**
   * Shows the change with a number. The focus stays on the button, so that it can be pressed again; what the
   * change says is told, and a link leads to it.
   * @param {number} number
   */
  function go(number) {
    const change = all()[number];
    if (!change && number >= all().length) onward()?.click(); // as if it were clicked, so that what is chosen follows
    if (!change) return;
    mark(number);
    for (const copy of root.querySelectorAll(`[data-change-of="${change.id}"]`)) copy.closest(".compare__same")?.setAttribute("open", "");
    const seen = inView(change) ?? change;
    seen.scrollIntoView({ block: "center" });
    sideways(seen);
    tell(change);
  }

  /** Where one is: at the current change, or where that has been scrolled away, at the last change above the middle. */
  function from() {
    const top = (change) => inView(change)?.getBoundingClientRect();
    const current = all()[at] && top(all()[at]);
    if (current && current.bottom > 0 && current.top < innerHeight) return at;
    if (!current && at >= 0) return at; // it is not shown
    return all().findLastIndex((change) => top(change)?.bottom < innerHeight / 2);
  }

  /** Begins at the change that the address names, else before the first. */
  function arrive() {
    mark(all().findIndex((change) => `#${change.id}` === location.hash));
    if (all()[at]) sideways(all()[at]);
    tell();
  }

  /**
   * Scrolls a wide table so that a change in it is seen, with what came in the place of what was taken away.
   * @param {HTMLElement} change
   */
  function sideways(change) {
    const table = change.closest(".table-scroll");
    if (!table) return;
    const place = (change.closest("td, th") ?? change).getBoundingClientRect();
    const view = table.getBoundingClientRect();
    table.scrollLeft += (place.left + place.right - view.left - view.right) / 2;
  }

  /** Where a change is seen: in the text, or with one of two readers who are compared. */
  function inView(change) {
    const places = [change, ...root.querySelectorAll(`[data-change-of="${change.id}"]`)];
    return places.find((place) => place.getClientRects().length > 0);
  }

  function mark(number) {
    at = number;
    for (const [i, change] of all().entries()) change.toggleAttribute("data-current", i === number);
  }

  /** @param {HTMLElement | undefined} change that is to be read aloud */
  function tell(change) {
    const number = all().length;
    steps.hidden = number === 0 && !onward();
    count.textContent = number === 0 ? "" : at < 0 ? `${number} ${number === 1 ? "ändring" : "ändringar"}` : "";
    if (at >= 0) count.append(make("span", { className: "change-steps__word", textContent: "Ändring " }), `${at + 1} av ${number}`);
    if (at >= 0 && !inView(all()[at])) {
      const compared = root.classList.contains("is-compared");
      count.append(compared ? ", visas inte i jämförelsen" : ", visas inte för den valda läsaren");
    } else if (change) {
      const after = change.matches("del") && change.nextElementSibling?.matches("ins") ? change.nextElementSibling.textContent : "";
      count.append(make("span", { className: "visually-hidden", textContent: `: ${change.textContent} ${after}` }));
    }
    previous.setAttribute("aria-disabled", String(at <= 0));
    const last = at >= number - 1;
    next.setAttribute("aria-disabled", String(last && !onward()));
    next.lastChild.textContent = last && onward() ? `: ${onward().lastChild.textContent.trim()}` : " ändring";
    next.firstChild.data = last && onward() ? "Nästa text" : "Nästa";
    if (last && onward()) count.append(make("span", { className: "visually-hidden", textContent: `. Sista ändringen i texten. Nästa text: ${onward().lastChild.textContent.trim()}` }));
  }
}
