/**
 * Shows the additions of one region, or of all.
 * @param {HTMLElement} root holds the list of regions and the announcement
 */
function chooseRegion(root) {
  const select = root.querySelector("select");
  const status = root.querySelector("[role=status]");
  if (!select || !status) return;

  select.value = getParameter("region");
  if (select.selectedIndex < 0) select.value = "";
  show();
  root.hidden = false;
  document.addEventListener("preview:changed", show);

  select.addEventListener("change", () => {
    setParameters({ region: select.value });
    status.textContent = describe(show());
  });

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
}
