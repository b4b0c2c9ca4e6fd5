/** @typedef {{tags: string[], other: string[], mode: string}} Choice */

const MODES = [
  { id: "", label: "Tona ned det som inte är för läsaren" },
  { id: "dolj", label: "Dölj det som inte är för läsaren" },
  { id: "taggar", label: "Visa allt, med målgrupper" },
];

/**
 * The panel where a reader is chosen. It tells of every change.
 * @param {(choice: Choice) => void} changed
 */
function readerPanel(changed) {
  const element = make("div", { className: "reader-panel", id: "visa-som", hidden: true });
  const personas = personaSelect("Typprofil", "Alla läsare");
  const other = personaSelect("Jämför med", "Ingen");
  const boxes = taxonomy.dimensions.map(dimensionGroup);
  const modes = modeGroup();
  const clear = make("button", { type: "button", className: "reader-panel__button", textContent: "Rensa" });
  const copy = make("button", { type: "button", className: "reader-panel__button", textContent: "Kopiera länk till denna vy" });
  const copied = make("p", { className: "reader-panel__copied", role: "status" });
  const tags = make("details", { className: "reader-panel__tags" });
  tags.append(make("summary", { textContent: "Välj egna målgrupper" }), ...boxes);
  const close = make("button", { type: "button", className: "reader-panel__button reader-panel__close", textContent: "Stäng" });
  const own = make("p", { className: "reader-panel__own", hidden: true });
  const actions = make("div", { className: "reader-panel__actions" });
  actions.append(copy, clear, close, copied);
  element.append(personas, own, tags, modes, other, actions);

  const inputs = () => [...tags.querySelectorAll("input")];
  const choice = () => ({
    tags: inputs().filter((input) => input.checked).map((input) => input.value),
    other: chosenTags(other),
    mode: modes.querySelector("input:checked").value,
  });

  /** Shows a choice. @param {Choice} choice */
  function show({ tags: list, other: compared, mode }) {
    for (const input of inputs()) input.checked = list.includes(input.value);
    listOf(personas).value = list.length === 0 ? "" : personaWith(list)?.id ?? "eget";
    listOf(other).value = personaWith(compared)?.id ?? "";
    if (list.length > 0 && !personaWith(list)) tags.open = true;
    for (const input of modes.querySelectorAll("input")) input.checked = input.value === mode;
    own.hidden = list.length === 0 || !own.firstChild;
  }

  /** Leads to what has changed for the chosen reader. @param {string} href */
  function leadTo(href) {
    own.append(make("a", { href, textContent: "Ändringar för läsaren" }));
  }

  element.addEventListener("change", (event) => {
    if (event.target === listOf(personas)) {
      for (const input of inputs()) input.checked = chosenTags(personas).includes(input.value);
    }
    const now = choice();
    show(now);
    changed(now);
  });
  clear.addEventListener("click", () => {
    show({ tags: [], other: [], mode: "" });
    changed(choice());
    listOf(personas).focus();
  });
  copy.addEventListener("click", () => copyAddress(copied));
  return { element, close, leadTo, show, focus: () => listOf(personas).focus() };
}

function personaSelect(label, none) {
  const element = make("label", { className: "reader-panel__field", textContent: label });
  const list = make("select", { className: "reader-panel__select" });
  list.append(new Option(none, ""), ...taxonomy.personas.map(({ id, name }) => new Option(name, id)));
  if (label === "Typprofil") {
    const own = new Option("Egna målgrupper", "eget");
    own.disabled = true;
    list.append(own);
  }
  element.append(list);
  return element;
}

const listOf = (field) => field.querySelector("select");

/** The tags of the persona that is chosen in a field. */
function chosenTags(field) {
  return taxonomy.personas.find(({ id }) => id === listOf(field).value)?.tags ?? [];
}

/** A group of checkboxes, indented as the tags lie under each other. */
function dimensionGroup({ id, label, tags }) {
  const group = make("fieldset", { className: "reader-panel__group" });
  group.append(make("legend", { textContent: label }));
  const list = (under) => {
    const below = tags.filter((tag) => tag.under === under);
    const element = make("ul", { className: "reader-panel__list" });
    for (const tag of below) {
      const item = make("li");
      const box = make("label", { className: "reader-panel__choice" });
      box.append(make("input", { type: "checkbox", value: tag.id, name: id }), ` ${tag.label}`);
      item.append(box);
      if (tags.some((other) => other.under === tag.id)) item.append(list(tag.id));
      element.append(item);
    }
    return element;
  };
  group.append(list(undefined));
  return group;
}

function modeGroup() {
  const group = make("fieldset", { className: "reader-panel__group reader-panel__modes" });
  group.append(make("legend", { textContent: "Visning" }));
  for (const { id, label } of MODES) {
    const choice = make("label", { className: "reader-panel__choice" });
    choice.append(make("input", { type: "radio", name: "visning", value: id }), ` ${label}`);
    group.append(choice);
  }
  return group;
}

/** Copies the address, or shows it to be copied by hand. @param {HTMLElement} copied */
async function copyAddress(copied) {
  try {
    await navigator.clipboard.writeText(chosenAddress());
    copied.textContent = "Länken är kopierad.";
  } catch {
    const field = make("input", { className: "reader-panel__address", readOnly: true, value: chosenAddress() });
    field.setAttribute("aria-label", "Länk till denna vy");
    copied.replaceChildren("Kopiera länken: ", field);
    field.select();
  }
}
