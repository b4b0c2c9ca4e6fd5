const LONGEST_ADDRESS = 1000; // characters of a query: servers refuse addresses that are very long

/**
 * The form: what is looked for, and the filters, which say how much each of their choices leaves. It begins with what
 * the address says.
 * @param {HTMLFormElement} form @param {Tools} tools
 */
function searchForm(form, { getParameter }) {
  const field = form.elements.q;
  const selects = [...form.querySelectorAll("select")];
  const label = form.querySelector(".search__reader"); // none in the handbook, which is for all
  const only = label?.firstElementChild; // what the reader sees

  field.value = getParameter("q");
  if (only) only.checked = getParameter("alla") !== "ja";
  for (const select of selects) {
    select.value = getParameter(select.name);
    if (select.selectedIndex < 0) select.value = "";
  }
  form.hidden = false;

  /** The name of a choice, without how much it leaves. @param {HTMLOptionElement} option */
  const nameOf = (option) => option.dataset.name ??= option.textContent; // the live preview adds options

  /** What of the hits the filters leave, or would without one of them. @param {(hit: Hit, name: string) => string} valueOf */
  function limit(hits, valueOf, except) {
    return hits.filter((hit) => selects.every((select) => select === except || !select.value || valueOf(hit, select.name) === select.value));
  }

  /** Says how many of the hits every choice leaves; without hits nothing. @param {Hit[]} [hits] */
  function countChoices(hits, valueOf) {
    for (const select of selects) {
      const others = hits && limit(hits, valueOf, select);
      for (const option of select.options) {
        const left = others?.filter((hit) => !option.value || valueOf(hit, select.name) === option.value).length;
        option.textContent = hits ? `${nameOf(option)} (${left})` : nameOf(option);
      }
    }
  }

  /** Says how much the reader sees; nothing where there is none. @param {string} [text] */
  function tellReader(text = "") {
    if (!label) return;
    label.hidden = !text;
    label.lastElementChild.textContent = text;
  }

  /** What the address says of the form. */
  function parameters() {
    const q = field.value.trim();
    const chosen = Object.fromEntries(selects.map(({ name, value }) => [name, value]));
    return { ...chosen, q: q.length > LONGEST_ADDRESS ? "" : q, alla: only && !only.checked ? "ja" : "" };
  }

  return {
    field, limit, countChoices, tellReader, parameters,
    isAsked: () => Boolean(field.value.trim()) || selects.some(({ value }) => value),
    isForAll: () => Boolean(only && !only.checked),
    choiceName(name, value) {
      const option = [...(form.elements[name]?.options ?? [])].find((candidate) => candidate.value === value);
      return option ? nameOf(option) : "";
    },
    takeFilters: () => selects.forEach((select) => { select.value = ""; }),
    takeReader: () => { only.checked = false; },
  };
}
