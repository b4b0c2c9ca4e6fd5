import * as address from "../address.js";
import { compare, end } from "../reader/compare.js";
import { MODES, panel } from "../reader/panel.js";
import { reader, written } from "../reader/profile.js";
import { count, dim, leaveOut, reset, tell } from "../reader/show.js";

/**
 * "Visa som": shows every page as a reader gets it.
 * @param {HTMLElement} bar holds the link that becomes the button, and the status
 */
export default function visaSom(bar) {
  const link = bar.querySelector(".reader__open");
  const status = bar.querySelector(".reader__status");
  const page = document.querySelector(".page");
  if (!link || !status || !page) return;

  const choose = panel((choice) => {
    address.set({ som: written(choice.tags), visning: choice.mode, jamfor: written(choice.other) });
    show();
  });
  const button = upgrade(link, choose);
  bar.append(choose.element);
  show();
  document.addEventListener("preview:change", undo);
  document.addEventListener("preview:changed", show);

  function stop() {
    address.set({ jamfor: "" });
    show();
    button.focus();
  }

  /** Takes away all that has been shown for a reader. */
  function undo() {
    reset(page);
    const article = page.querySelector(".article");
    if (article) end(article);
    return article;
  }

  /** Shows what the address says. */
  function show() {
    const one = reader(address.words("som"));
    const other = reader(address.words("jamfor"));
    const mode = address.get("visning");
    const known = MODES.some(({ id }) => id === mode);
    choose.show({ tags: one.tags, other: other.tags, mode: known ? mode : "" });
    warn(bar, [...one.unknown, ...other.unknown], known ? "" : mode);

    const article = undo();
    const counted = count(page, one.tags);
    if (article && other.tags.length > 0) compare(article, one, other, stop);
    else if (mode === "taggar") tell(page);
    else if (one.tags.length > 0) (mode === "dolj" ? leaveOut : dim)(page, one.tags);

    button.querySelector(".reader__name").textContent = one.name;
    status.textContent = describe(one, other, mode, counted, Boolean(article));
  }
}

/** Makes the link, which works without script, the button of the panel. */
function upgrade(link, { element, focus }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", element.id);
  link.replaceWith(button);

  const open = (yes) => {
    element.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    if (yes) focus();
  };
  button.addEventListener("click", () => open(element.hidden));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || element.hidden) return;
    open(false);
    button.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!element.hidden && !element.contains(event.target) && !button.contains(event.target)) open(false);
  });
  return button;
}

/** Says what in the address is not known. */
function warn(bar, unknown, mode) {
  bar.querySelector(".reader__warning")?.remove();
  const texts = [];
  if (unknown.length > 0) texts.push(`Okänd målgrupp i adressen: ${unknown.join(", ")}.`);
  if (mode) texts.push(`Okänd visning i adressen: ${mode}.`);
  if (texts.length === 0) return;
  const warning = document.createElement("p");
  warning.className = "reader__warning wrap";
  warning.setAttribute("role", "alert");
  warning.textContent = texts.join(" ");
  bar.append(warning);
}

function describe(one, other, mode, { shown, hidden }, isText) {
  if (other.tags.length > 0) {
    return isText ? `Jämförelse: ${one.name} och ${other.name}.` : "Jämförelsen visas på sidor med text.";
  }
  if (mode === "taggar") return "Varje avsnitt visas med sina målgrupper.";
  if (one.tags.length === 0) return "";
  const left = mode === "dolj" ? "döljs" : "är nedtonade";
  return `Visas som ${one.name}: ${shown} avsnitt är för läsaren, ${hidden} ${left}.`;
}
