/** How the columns are sorted by one press after the other; after the last, rows stand as in the texts again. */
const TURNS = ["descending", "ascending"];
const SIGNS = { ascending: 1, descending: -1 };

/**
 * Lets the columns of the matrix be sorted, and its sections be folded. Rows keep their place below what they
 * belong to: only those beside each other change places.
 * @param {HTMLTableElement} table
 */
function sortMatrix(table) {
  foldSectionRows(table);
  const status = make("p", { className: "visually-hidden", role: "status" });
  table.parentElement.after(status);

  const bodies = [...table.tBodies].map((element) => ({ element, rows: [...element.rows] }));
  const heads = [...table.querySelectorAll("thead th")];
  heads.forEach((head, column) => {
    const turns = column === 0 ? [...TURNS].reverse() : TURNS;
    const name = head.textContent;
    makeSortButton(head).addEventListener("click", () => {
      const turn = turns[turns.indexOf(head.getAttribute("aria-sort")) + 1];
      for (const other of heads) other.removeAttribute("aria-sort");
      if (turn) head.setAttribute("aria-sort", turn);
      sortTable(table, bodies, column, SIGNS[turn] ?? 0);
      status.textContent = describeOrder(name, column, turn);
    });
  });
}

/** Makes the text of a head a button. @param {HTMLElement} head */
function makeSortButton(head) {
  const button = make("button", { type: "button", className: "matrix__sort" });
  button.append(...head.childNodes);
  head.append(button);
  return button;
}

/** Hides the sections until they are asked for. @param {HTMLTableElement} table */
function foldSectionRows(table) {
  if (!table.querySelector(".matrix__row--section")) return;
  const button = make("button", { type: "button", className: "matrix-fold" });
  const set = (folded) => {
    table.classList.toggle("matrix--folded", folded);
    button.setAttribute("aria-expanded", String(!folded));
    button.textContent = folded ? "Visa avsnitten" : "Dölj avsnitten";
  };
  button.addEventListener("click", () => set(!table.classList.contains("matrix--folded")));
  table.parentElement.before(button);
  set(true);
}

/** Sorts the rows of each body, and the bodies, each by its first row. Sign 0 is the order of the texts. */
function sortTable(table, bodies, column, sign) {
  for (const { element, rows } of bodies) element.append(...sortedGroups(rows, (row) => row, column, sign));
  for (const { element } of sortedGroups(bodies, (body) => body.rows[0], column, sign)) table.append(element);
}

/**
 * Items sorted by a cell of the row that each of them has, with all that lies below an item after it.
 * @template T
 * @param {T[]} items @param {(item: T) => HTMLTableRowElement} row
 * @param {number} column @param {number} sign
 * @returns {T[]}
 */
function sortedGroups(items, row, column, sign) {
  const level = (item) => Number(row(item).dataset.level);
  const top = Math.min(...items.map(level));
  const groups = [];
  for (const item of items) {
    if (level(item) === top) groups.push([item]);
    else groups.at(-1)?.push(item);
  }
  groups.sort(([a], [b]) => sign * compareCells(row(a).cells[column], row(b).cells[column]));
  return groups.flatMap(([first, ...below]) => [first, ...(below.length > 0 ? sortedGroups(below, row, column, sign) : [])]);
}

/** Compares cells by the number that they begin with, else as text. */
function compareCells(a, b) {
  const [x, y] = [a, b].map((cell) => cell.dataset.value ?? cell.textContent.trim());
  const numbers = a.matches("td") ? parseInt(x, 10) - parseInt(y, 10) : NaN;
  return Number.isNaN(numbers) ? x.localeCompare(y, "sv") : numbers;
}

function describeOrder(name, column, turn) {
  if (!turn) return "Tabellen är sorterad som innehållet.";
  const [up, down] = column === 0 ? ["A till Ö", "Ö till A"] : ["minst först", "störst först"];
  return `Tabellen är sorterad efter ${name}, ${turn === "ascending" ? up : down}.`;
}
