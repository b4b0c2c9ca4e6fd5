// The page where pages of 1177 are compared with the texts. Each is sent to the program by itself, which answers
// with what differs.

import { request, sentence } from "./act.js";

const desk = document.querySelector("[data-collate]");
const find = (name) => desk.querySelector(name);
const said = find("[role=status]");

/** A page looks like this as source; what is copied from a window with source has other HTML beside it. */
const source = /^\s*<(!doctype|html|head|body|main|article|section|div|p|h[1-6])\b/i;

let turn = 0;

find("#filer").addEventListener("change", () => {
  compareAll([...find("#filer").files].map(readFile));
  find("#filer").value = ""; // so that the same files can be chosen again
});
for (const type of ["dragover", "drop"]) {
  addEventListener(type, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    if (type === "drop") compareAll([...event.dataTransfer.files].map(readFile));
  });
}
find("#kod").addEventListener("paste", (event) => {
  const plain = event.clipboardData.getData("text/plain");
  const html = source.test(plain) ? plain : event.clipboardData.getData("text/html") || plain;
  event.preventDefault();
  find("#kod").value = plain.slice(0, 1000);
  compareAll([Promise.resolve({ html })]);
});

function readFile(file) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done({ fil: reader.result.slice(reader.result.indexOf(",") + 1), filnamn: file.name }));
    reader.addEventListener("error", () => done({ filnamn: file.name, fel: "Filen går inte att läsa. Är det en mapp, eller är den öppen i ett annat program?" }));
    reader.readAsDataURL(file);
  });
}

/** Compares pages one after the other, unless others have come in the meantime. */
async function compareAll(pages) {
  if (pages.length === 0) return;
  turn += 1;
  const mine = turn;
  const counts = { same: 0, differs: 0, failed: 0 };
  find(".collated").replaceChildren();
  find("[aria-labelledby=blev]").hidden = false;
  for (const [i, reading] of pages.entries()) {
    said.textContent = `Jämför ${i + 1} av ${pages.length} …`;
    const page = await reading;
    const answer = page.fel ? page : await request("jamfor", page);
    if (mine !== turn) return;
    const outcome = answer.fel ? { sida: page.filnamn ?? "Det inklistrade", inteJamford: sentence(answer.fel) } : answer;
    if (outcome.inteJamford) counts.failed += 1;
    else if (outcome.skillnader.length > 0) counts.differs += 1;
    else counts.same += 1;
    find(".collated").append(show(outcome));
  }
  said.textContent = `${pages.length} ${pages.length === 1 ? "sida" : "sidor"}: ${counts.same} lika, ${counts.differs} skiljer sig, ${counts.failed} kunde inte jämföras.`;
}

/** Makes the section of one page. */
function show({ sida, titel, adress, inteJamford, summa, kosmetiska, skillnader, runt, osynligt }) {
  const section = element("section", "");
  const heading = section.appendChild(element("h3", ""));
  if (adress) heading.append(Object.assign(element("a", titel), { href: adress }));
  else heading.append(sida);
  if (adress) section.append(element("p", `Jämförd med: ${sida}`));
  if (inteJamford) {
    section.append(element("p", `Inte jämförd: ${inteJamford}`));
    return section;
  }
  section.append(element("p", summa));
  if (skillnader.length > 0) section.append(list(skillnader));
  if (kosmetiska) section.append(element("p", kosmetiska));
  if (runt.length > 0) section.append(element("p", "Runt texten, inte jämfört:"), plainList(runt));
  if (osynligt.length > 0) section.append(element("p", `Syns inte på sidan, inte jämfört: ${osynligt.join(", ")}`));
  return section;
}

function list(differences) {
  const items = element("ol", "");
  items.className = "findings";
  for (const { vad, galler, ord, detaljer } of differences) {
    const item = items.appendChild(element("li", ""));
    item.className = `finding finding--${galler.length > 0 ? "error" : "warning"}`;
    const what = item.appendChild(element("p", ""));
    what.className = "finding__message";
    what.append(element("strong", vad));
    for (const matter of galler) what.append(" ", Object.assign(element("span", matter), { className: "matter" }));
    const words = item.appendChild(element("p", ""));
    words.append(...new DOMParser().parseFromString(ord, "text/html").body.childNodes); // of the program, which escapes it
    if (detaljer.length > 0) item.append(plainList(detaljer));
  }
  return items;
}

function plainList(lines) {
  const items = element("ul", "");
  items.append(...lines.map((line) => element("li", line)));
  return items;
}

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
