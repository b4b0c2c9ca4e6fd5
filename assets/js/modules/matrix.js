/**
 * Lets the columns of the matrix be sorted, and its sections be folded. Rows keep their place below what they
 * belong to: only rows beside each other change places.
 * @param {HTMLTableElement} table
 */
export default function matrix(table) {
  fold(table);
  const heads = [...table.querySelectorAll("thead th")];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "matrix__sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") !== "descending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      for (const body of table.tBodies) body.append(...sorted([...body.rows], column, descending ? -1 : 1).flat(Infinity));
    });
  });
}

/** Hides the sections until they are asked for. @param {HTMLTableElement} table */
function fold(table) {
  if (!table.querySelector(".matrix__row--section")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "matrix-fold";
  const set = (folded) => {
    table.classList.toggle("matrix--folded", folded);
    button.setAttribute("aria-expanded", String(!folded));
    button.textContent = folded ? "Visa avsnitten" : "Dölj avsnitten";
  };
  button.addEventListener("click", () => set(!table.classList.contains("matrix--folded")));
  table.parentElement.before(button);
  set(true);
}

/** Rows with all below them, sorted. */
function sorted(rows, column, sign) {
  const groups = [];
  const top = Math.min(...rows.map(level));
  for (const row of rows) {
    if (level(row) === top) groups.push([row]);
    else groups.at(-1)?.push(row);
  }
  groups.sort(([a], [b]) => sign * compare(a.cells[column], b.cells[column]));
  return groups.map(([first, ...below]) => [first, ...(below.length > 0 ? sorted(below, column, sign) : [])]);
}

const level = (row) => Number(row.dataset.level);

function compare(a, b) {
  const [x, y] = [a, b].map((cell) => cell.dataset.value ?? cell.textContent.trim());
  const numbers = Number(x) - Number(y);
  return Number.isNaN(numbers) ? x.localeCompare(y, "sv") : numbers;
}
