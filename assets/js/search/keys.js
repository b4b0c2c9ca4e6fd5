/**
 * The arrows go from the field to what has been found, and Escape back.
 * @param {KeyboardEvent} event @param {HTMLInputElement} field @param {HTMLElement[]} stops what comes after the field
 * @param {() => void} clear
 */
function moveByKey(event, field, stops, clear) {
  const all = [field, ...stops];
  const at = all.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
  if (event.key === "Escape") {
    if (at > 0) field.focus();
    else if (field.value) clear();
    else field.blur();
  } else if (step && all[at + step]) all[at + step].focus();
  else return;
  event.preventDefault();
}

/** Turns the key / on and off: one without modifiers is pressed by mistake, as by those who speak to their computer. @param {Tools} tools */
function slashSwitch({ recall, keep }) {
  const button = make("button", { type: "button", className: "search__slash", textContent: "Tangenten / går till sökfältet" });
  const isOn = () => recall("snedstreck") !== false;
  const show = () => button.setAttribute("aria-pressed", String(isOn()));
  button.addEventListener("click", () => {
    keep("snedstreck", !isOn());
    show(); // what is kept: a browser that keeps nothing leaves the key on
  });
  show();
  return button;
}
