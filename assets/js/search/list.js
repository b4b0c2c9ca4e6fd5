const AT_ONCE = 10; // hits
const PATIENCE = 1000; // ms that sentences are waited for

/**
 * The list of what has been found, some at a time.
 * @param {HTMLElement} list @param {HTMLButtonElement} more shows the next
 * @param {HTMLInputElement} field where one is when what one was at is no longer found
 * @param {(n: number) => string} amount
 */
function hitList(list, more, field, amount) {
  /** @type {Hit[]} */
  let rest = []; // what is not shown yet
  let itemOf; // makes the item of a hit, and adds to a list what it waits for

  /** Makes the items of the next hits, and waits for their sentences. @param {number} n */
  async function next(n) {
    const waiting = [];
    const items = rest.slice(0, n).map((hit) => itemOf(hit, waiting));
    await Promise.race([Promise.all(waiting), new Promise((done) => { setTimeout(done, PATIENCE); })]);
    return items;
  }

  /** Shows items instead of others. Who is at one of them stays there. @param {HTMLElement[]} items */
  function replace(items) {
    const { activeElement } = document;
    const at = list.contains(activeElement) ? activeElement.href : "";
    list.replaceChildren(...items);
    if (at) ([...list.querySelectorAll("a")].find(({ href }) => href === at) ?? field).focus({ preventScroll: true });
  }

  /** Keeps what is not shown, and says how much that is. @param {Hit[]} hits */
  function keepRest(hits) {
    rest = hits;
    if (rest.length === 0 && document.activeElement === more) field.focus({ preventScroll: true });
    more.hidden = rest.length === 0;
    more.textContent = `Visa fler (${amount(rest.length)} till)`;
  }

  return {
    /** Shows the first hits, as many at least, unless something else is looked for by then. Returns whether it has. */
    async show(hits, makeItem, least, isLatest) {
      rest = hits;
      itemOf = makeItem;
      const n = Math.max(AT_ONCE, least);
      const items = await next(n);
      if (!isLatest()) return false;
      replace(items);
      keepRest(rest.slice(n));
      return true;
    },
    /** Shows the next hits, unless something else is looked for by then, and goes to the first of them. */
    async showMore(isLatest) {
      const items = await next(AT_ONCE);
      if (!isLatest()) return;
      list.append(...items);
      items[0]?.querySelector("a").focus();
      keepRest(rest.slice(AT_ONCE));
    },
    clear() {
      replace([]);
      keepRest([]);
    },
  };
}
