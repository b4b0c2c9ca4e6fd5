const PARAMETER = "region";

/**
 * Shows the additions of one region, or of all. The choice lives in the
 * address, so that a shared link shows the same thing.
 * @param {HTMLElement} root holds the list of regions and the announcement
 */
export default function region(root) {
  const select = root.querySelector("select");
  const status = root.querySelector("[role=status]");
  if (!select || !status) return;

  select.value = new URL(location.href).searchParams.get(PARAMETER) ?? "";
  if (select.selectedIndex < 0) select.value = "";
  show();
  root.hidden = false;

  select.addEventListener("change", () => {
    history.replaceState(history.state, "", withRegion(location.href));
    status.textContent = describe(show());
  });
  for (const type of ["click", "auxclick", "contextmenu"]) {
    document.addEventListener(type, carry, { capture: true });
  }

  /** Hides the other regions' additions and returns how many are left. */
  function show() {
    const boxes = [...document.querySelectorAll(".box--regional[data-region]")];
    for (const box of boxes) box.hidden = select.value !== "" && box.dataset.region !== select.value;
    return boxes.filter((box) => !box.hidden).length;
  }

  /** @param {number} count */
  function describe(count) {
    const name = select.selectedOptions[0].textContent;
    if (count === 0) return `${name}: inga regionala tillägg på sidan.`;
    return `${name}: ${count} ${count === 1 ? "regionalt" : "regionala"} tillägg på sidan.`;
  }

  /** Lets a link to another page of the site keep the choice. @param {Event} event */
  function carry(event) {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && link.origin === location.origin) link.href = withRegion(link.href);
  }

  /** @param {string} address */
  function withRegion(address) {
    const url = new URL(address);
    if (select.value) url.searchParams.set(PARAMETER, select.value);
    else url.searchParams.delete(PARAMETER);
    return url.href;
  }
}
