/**
 * Lets a list of findings or comments be sifted by what its form has. What is chosen stands in the address, so
 * that a link shows the same.
 * @param {HTMLElement} root holds the form and, for each text, its findings
 */
function siftFindings(root) {
  const form = root.querySelector("form");
  const fields = [...form.querySelectorAll("select")];
  const texts = [...root.querySelectorAll(".finding-text")];

  for (const field of fields) {
    field.value = getParameter(field.name);
    if (field.selectedIndex < 0) field.value = "";
  }
  form.hidden = false;
  show();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    setParameters(Object.fromEntries(fields.map((field) => [field.name, field.value])));
    show();
  });

  /** Hides what is not chosen. A text without findings left is hidden as a whole. */
  function show() {
    let count = 0;
    for (const text of texts) {
      const items = [...text.querySelectorAll(root.dataset.item ?? ".finding")];
      for (const item of items) item.hidden = !fields.every((field) => suits(field, text) || suits(field, item));
      const left = items.filter((item) => !item.hidden).length;
      text.hidden = left === 0;
      count += left;
    }
    const { one = "1 anmärkning visas.", many = "anmärkningar visas." } = root.dataset;
    form.querySelector("[role=status]").textContent = count === 1 ? one : `${count} ${many}`;
  }
}

/** Whether an element has what is chosen in a field; what is chosen may be all. */
function suits(field, element) {
  return field.value === "" || element.dataset[field.name] === field.value;
}
