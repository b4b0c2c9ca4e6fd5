/** What is ticked as entered, in this browser: the keys of parts by the files of texts. */
const TICKS = "inlaggning";

/** @returns {Record<string, string[]>} */
function allTicks() {
  return ticksIn(recall(TICKS)) ?? {};
}

/** Returns the ticks in a value that came from outside; undefined where it is something else. @param {unknown} value */
function ticksIn(value) {
  if (!value || typeof value !== "object" || Array.isArray(value)) return undefined;
  const areKeys = (keys) => Array.isArray(keys) && keys.every((key) => typeof key === "string");
  return Object.values(value).every(areKeys) ? value : undefined;
}

/** Sets or takes away a tick, and returns whether this browser keeps it. */
function tick(text, key, on) {
  const all = allTicks(); // read anew: other pages may be open
  const keys = new Set(Object.hasOwn(all, text) ? all[text] : []);
  if (on) keys.add(key);
  else keys.delete(key);
  return keep(TICKS, { ...all, [text]: [...keys] });
}

/** @param {string} text @param {string} key */
function isTicked(text, key) {
  const all = allTicks();
  return Object.hasOwn(all, text) && all[text].includes(key);
}

/**
 * Lets the ticks of a text, or of all, be saved in a file and read from one, to hand them to somebody else.
 * @param {HTMLElement} root
 */
function carryTicks(root) {
  const { text } = root.dataset;
  const status = make("p", { className: "desk-file__status", role: "status" });
  const save = make("button", { type: "button", className: "desk__button", textContent: "Spara bockarna i en fil" });
  const choose = make("input", { type: "file", accept: ".json,application/json", className: "desk-file__choose" });
  const label = make("label", { className: "desk-file__label", textContent: "Läs in bockar från en fil " });
  label.append(choose);
  root.append(save, label, status);

  save.addEventListener("click", () => {
    const all = allTicks();
    const chosen = text ? { [text]: all[text] ?? [] } : all;
    const file = new Blob([JSON.stringify({ inlaggning: chosen }, null, 2)], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(file), download: "inlagda-delar.json" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    status.textContent = `Filen inlagda-delar.json är hämtad, med ${count(chosen)}.`;
  });
  choose.addEventListener("change", async () => {
    const [file] = choose.files;
    if (!file) return;
    status.textContent = await takeTicks(file);
    choose.value = ""; // so that the same file can be chosen again
    document.dispatchEvent(new CustomEvent("desk:ticks"));
  });
}

/** Adds the ticks of a file to those that are here, and returns what is told. @param {File} file */
async function takeTicks(file) {
  let read;
  try {
    read = ticksIn(JSON.parse(await file.text()).inlaggning);
  } catch {
    // It is no JSON.
  }
  if (!read) return "Filen har inga bockar. Välj en fil som är sparad med Spara bockarna i en fil.";
  const all = allTicks();
  const joined = { ...all };
  for (const [text, keys] of Object.entries(read)) joined[text] = [...new Set([...(Object.hasOwn(all, text) ? all[text] : []), ...keys])];
  return keep(TICKS, joined) ? `Inläst: ${count(read)}.` : "Bockarna går inte att spara i den här webbläsaren.";
}

/** @param {Record<string, string[]>} ticks */
function count(ticks) {
  const number = Object.values(ticks).flat().length;
  const texts = Object.values(ticks).filter((keys) => keys.length > 0).length;
  return `${number} ${number === 1 ? "bock" : "bockar"} i ${texts} ${texts === 1 ? "text" : "texter"}`;
}
