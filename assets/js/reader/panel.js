/** @typedef {{tags: string[], other: string[], mode: string}} Choice */

const MODES = [
  { id: "", label: "Tona ned det som inte är för läsaren" },
  { id: "dolj", label: "Dölj det som inte är för läsaren" },
  { id: "taggar", label: "Visa allt, med målgrupper" },
];

/** Stands for the tags that are chosen where no persona has just them; it is shown only then. */
const OWN = { id: "eget", label: "Egna målgrupper" };

/**
 * The panel where a reader is chosen. It tells of every change.
 * @param {(choice: Choice) => void} changed
 */
function readerPanel(changed) {
  const element = make("div", { className: "reader-panel", id: "visa-som", hidden: true });
  const personas = radioGroup("Typprofil", "typprofil", [{ id: "", label: "Alla läsare" }, ...taxonomy.personas.map(({ id, name }) => ({ id, label: name })), OWN]);
  const other = personaSelect("Jämför med", "Ingen");
  const boxes = taxonomy.dimensions.map(dimensionGroup);
  const modes = radioGroup("Visning", "visning", MODES);
  const clear = make("button", { type: "button", className: "reader-panel__button", textContent: "Rensa" });
  const copy = make("button", { type: "button", className: "reader-panel__button", textContent: "Kopiera länk till denna vy" });
  const copied = make("p", { className: "reader-panel__copied", role: "status" });
  const tags = make("details", { className: "reader-panel__tags" });
  tags.append(make("summary", { textContent: "Välj egna målgrupper" }), ...boxes);
  const close = make("button", { type: "button", className: "reader-panel__button reader-panel__close", textContent: "Stäng" });
  const own = make("p", { className: "reader-panel__own", hidden: true });
  const actions = make("div", { className: "reader-panel__actions" });
  const foot = make("div", { className: "reader-panel__foot" });
  actions.append(copy, clear, copied);
  foot.append(own, close);
  element.append(personas, tags, modes, other, actions, foot);

  const inputs = () => [...tags.querySelectorAll("input")];
  const choice = () => ({
    tags: inputs().filter((input) => input.checked).map((input) => input.value),
    other: tagsOf(other.querySelector("select").value),
    mode: checkedIn(modes).value,
  });

  /** Shows a choice. @param {Choice} choice */
  function show({ tags: list, other: compared, mode }) {
    for (const input of inputs()) input.checked = list.includes(input.value);
    check(personas, list.length === 0 ? "" : personaWith(list)?.id ?? OWN.id);
    personas.lastChild.hidden = checkedIn(personas).value !== OWN.id;
    other.querySelector("select").value = personaWith(compared)?.id ?? "";
    if (list.length > 0 && !personaWith(list)) tags.open = true;
    check(modes, mode);
    own.hidden = list.length === 0 || !own.firstChild;
  }

  /** Leads to what has changed for the chosen reader. @param {string} href */
  function leadTo(href) {
    own.append(make("a", { href, textContent: "Ändringar för läsaren" }));
  }

  element.addEventListener("change", (event) => {
    if (personas.contains(event.target)) {
      const list = tagsOf(event.target.value);
      for (const input of inputs()) input.checked = list.includes(input.value);
    }
    const now = choice();
    show(now);
    changed(now);
  });
  clear.addEventListener("click", () => {
    show({ tags: [], other: [], mode: "" });
    changed(choice());
    checkedIn(personas).focus();
  });
  copy.addEventListener("click", () => copyAddress(copied));
  return { element, close, leadTo, show, focus: () => checkedIn(personas).focus() };
}

function personaSelect(label, none) {
  const element = make("label", { className: "reader-panel__field", textContent: label });
  const list = make("select", { className: "reader-panel__select" });
  list.append(new Option(none, ""), ...taxonomy.personas.map(({ id, name }) => new Option(name, id)));
  element.append(list);
  return element;
}

/** The tags of a persona. @param {string} id */
function tagsOf(id) {
  return taxonomy.personas.find((persona) => persona.id === id)?.tags ?? [];
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

/** A group of choices of which one is made. @param {{id: string, label: string}[]} choices */
function radioGroup(legend, name, choices) {
  const group = make("fieldset", { className: "reader-panel__group" });
  group.append(make("legend", { textContent: legend }));
  for (const { id, label } of choices) {
    const choice = make("label", { className: "reader-panel__choice" });
    choice.append(make("input", { type: "radio", name, value: id }), ` ${label}`);
    group.append(choice);
  }
  return group;
}

/** @param {HTMLElement} group @param {string} value */
function check(group, value) {
  for (const input of group.querySelectorAll("input")) input.checked = input.value === value;
}

const checkedIn = (group) => group.querySelector("input:checked");

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
