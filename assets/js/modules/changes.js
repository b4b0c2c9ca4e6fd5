/**
 * Steps from one change in the text to the next.
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
  const previous = button("Föregående", -1);
  const next = button("Nästa", 1);
  steps.append(count, previous, next);
  body.after(steps);
  arrive();
  addEventListener("hashchange", arrive);
  document.addEventListener("preview:changed", arrive); // in the live preview changes come and go

  /** @param {string} name @param {number} step */
  function button(name, step) {
    const element = make("button", { type: "button", className: "change-steps__button" });
    element.append(name, make("span", { className: "visually-hidden", textContent: " ändring" }));
    element.addEventListener("click", () => go(at + step));
    return element;
  }

  /**
   * Shows the change with a number. The focus stays on the button, so that it can be pressed again; what the
   * change says is told, and a link leads to it.
   * @param {number} number
   */
  function go(number) {
    const change = all()[number];
    if (!change) return;
    mark(number);
    const seen = inView(change) ?? change;
    seen.scrollIntoView({ block: "center" });
    sideways(seen);
    tell(change);
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
    steps.hidden = number === 0;
    count.textContent = at < 0 ? `${number} ${number === 1 ? "ändring" : "ändringar"}` : `Ändring ${at + 1} av ${number}`;
    if (at >= 0 && !inView(all()[at])) {
      const compared = root.classList.contains("is-compared");
      count.append(compared ? ", visas inte i jämförelsen" : ", visas inte för den valda läsaren");
    } else if (change) {
      const after = change.matches("del") && change.nextElementSibling?.matches("ins") ? change.nextElementSibling.textContent : "";
      count.append(make("span", { className: "visually-hidden", textContent: `: ${change.textContent} ${after}` }));
    }
    previous.setAttribute("aria-disabled", String(at <= 0));
    next.setAttribute("aria-disabled", String(at >= number - 1));
  }
}
