// The page where texts are pasted or dropped. What came in is sent to the program, which answers with what it
// becomes; the forms of the page send the same again to have it saved.

import { request, sentence } from "./act.js";

const desk = document.querySelector("[data-paste]");
const find = (name) => desk.querySelector(name);
const said = find(".paste__said");

/** What has come in, by the names that the program knows: html, or text, or fil (as base64) and filnamn. */
let came;
let turn = 0;

find("#klistra").addEventListener("paste", (event) => {
  const { clipboardData } = event;
  if (clipboardData.files.length > 0 && !clipboardData.types.includes("text/html")) {
    event.preventDefault();
    readFile(clipboardData.files[0]);
    return;
  }
  const html = clipboardData.getData("text/html");
  if (!html) return; // words alone go into the box, which tells of them
  event.preventDefault();
  find("#klistra").value = clipboardData.getData("text/plain");
  read({ html });
});
let typing = 0;
find("#klistra").addEventListener("input", () => {
  clearTimeout(typing);
  forget();
  typing = setTimeout(() => read({ text: find("#klistra").value }), 300);
});
find("#fil").addEventListener("change", () => {
  if (find("#fil").files.length > 0) readFile(find("#fil").files[0]);
});
for (const type of ["dragover", "drop"]) {
  addEventListener(type, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    if (type === "drop") readFile(event.dataTransfer.files[0]);
  });
}
find(".paste__copy").addEventListener("click", copy);
find("#titel").addEventListener("input", () => {
  proposeName();
  if (find("#text").value) showAsNew();
});
find("#mall").addEventListener("change", () => {
  showFolders();
  showAsNew();
});
find("#text").addEventListener("change", showForText);
// Before act.js sees it: what has come in goes with what is chosen.
addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of Object.entries(came ?? {})) formData.set(name, value);
});
showFolders();
find("#text").value = new URLSearchParams(location.search).get("text") ?? "";
if (find("#text").value) showSections();

function readFile(file) {
  find("#fil").value = ""; // so that the same file can be chosen again
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    find("#klistra").value = "";
    read({ fil: reader.result.slice(reader.result.indexOf(",") + 1), filnamn: file.name });
  });
  reader.addEventListener("error", () => tell(`Filen ${file.name} går inte att läsa. Är det en mapp, eller är den öppen i ett annat program?`));
  reader.readAsDataURL(file);
}

/** Shows what becomes of what has come in, unless something else has come in the meantime; again, it leaves the title. */
async function read(what, again = false) {
  forget();
  const mine = turn;
  if (what.text === "") return;
  tell("Läser …");
  const answer = await request("las", { ...what, mall: find("#mall").value, i: find("#text").value });
  if (mine !== turn) return;
  if (answer.fel) {
    tell(sentence(answer.fel));
    return;
  }
  came = what;
  find(".paste__result").hidden = false;
  showHTML(find(".paste__came"), answer.kom);
  showHTML(find(".paste__shown"), answer.blir);
  find(".paste__markdown").value = answer.markdown;
  find(".paste__copied").textContent = "";
  showRemarks(answer);
  if (!again) {
    find("#titel").value = answer.titel;
    proposeName();
  }
  tell(`${answer.ord} ord är lästa. ${describeRemarks(answer)}`);
}

/** Forgets what came in before, which must not be saved for what comes now. */
function forget() {
  turn += 1;
  came = undefined;
  find(".paste__result").hidden = true;
  tell("");
}

function tell(text) {
  said.textContent = text;
}

/** Shows HTML of the program, of which nothing can run: the policy of the page forbids it. */
function showHTML(place, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const named of page.querySelectorAll("[id]")) named.removeAttribute("id"); // they are those of the page
  for (const anchor of page.querySelectorAll(".section__anchor")) anchor.remove();
  for (const link of page.querySelectorAll("a[href]")) link.replaceWith(...link.childNodes);
  for (const picture of page.querySelectorAll("img")) picture.replaceWith(`[Bild: ${picture.alt || "utan beskrivning"}]`); // it is nowhere yet
  place.replaceChildren(...page.body.childNodes);
}

function describeRemarks({ anmarkningar, borta }) {
  const n = anmarkningar.length + (borta ? 1 : 0);
  if (n === 0) return "Allt kom med som det var.";
  return `${n} ${n === 1 ? "sak" : "saker"} att läsa igenom i steg 2.`;
}

function showRemarks({ anmarkningar, borta }) {
  const place = find(".paste__remarks");
  place.replaceChildren();
  const lists = new Map();
  for (const { slag, var: where, vad } of anmarkningar) lists.set(slag, [...lists.get(slag) ?? [], [where, vad]]);
  if (borta) place.append(element("p", `Syns inte i texten, skriv det för hand: ${borta}`));
  for (const [kind, list] of lists) {
    place.append(element("h3", `${kind} (${list.length})`));
    const items = element("ul", "");
    for (const [where, what] of list) {
      const item = element("li", "");
      if (where) item.append(element("q", where), ": ");
      item.append(what);
      items.append(item);
    }
    place.append(items);
  }
}

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/** Proposes the name of a file: as an address has the title. */
function proposeName() {
  const plain = find("#titel").value.toLowerCase().replace(/[åä]/g, "a").replace(/ö/g, "o").normalize("NFD").replace(/\p{M}/gu, "");
  find("#namn").value = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** Offers the folders where a text with the chosen template can lie. */
function showFolders() {
  const folders = find("#mapp");
  const guidance = find("#mall").value === "kunskapsstod";
  for (const option of folders.options) option.hidden = option.disabled = (option.value === "kliniska-kunskapsstod") !== guidance;
  if (folders.selectedOptions[0]?.disabled ?? true) folders.value = [...folders.options].find((option) => !option.disabled)?.value ?? "";
}

/** Shows what becomes of what has come in as a text of its own. */
function showAsNew() {
  find("#text").value = "";
  showForText();
}

/** Offers the sections of the chosen text, and shows what becomes of what has come in there. */
function showForText() {
  showSections();
  if (came) read(came, true);
}

/** Offers the sections of the chosen text, as its page has them. */
async function showSections() {
  const sections = find("#avsnitt");
  sections.replaceChildren(new Option("Läser …", ""));
  const name = find("#text").value;
  const answer = name ? await request("avsnitt", { i: name }) : { avsnitt: [] };
  if (name !== find("#text").value) return;
  const list = answer.avsnitt ?? [];
  sections.replaceChildren(new Option(list.length > 0 ? "Välj avsnitt" : "Texten har inga avsnitt", ""),
    ...list.map(({ id, namn, niva }) => new Option("\u00A0\u00A0".repeat(niva) + namn, id)));
}

async function copy() {
  const text = find(".paste__markdown");
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    text.select();
    document.execCommand("copy");
  }
  find(".paste__copied").textContent = "Texten är kopierad.";
}
