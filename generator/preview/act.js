// Sends the forms that ask the program for something (data-action), and shows what it answers. An answer with a
// question (fraga) shows it, and is sent again with what it is sure of (saker) when the person says yes.

const token = document.querySelector('meta[name="provtryck-token"]')?.content;

if (token) {
  show();
  document.addEventListener("preview:changed", show);
  openDecision();
  addEventListener("hashchange", openDecision);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.action) return;
    event.preventDefault();
    send(form, Object.fromEntries(new FormData(form)));
  });
}

/** Shows the forms, which nothing answers without this script. */
function show() {
  for (const form of document.querySelectorAll("form[data-action]")) form.hidden = false;
}

/** Opens the form of the part that a link "Besluta" has led to. */
function openDecision() {
  const row = document.getElementById(location.hash.slice(1));
  const form = row?.querySelector("form[data-action=beslut]");
  for (let fold = form?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (form) row.scrollIntoView();
}

async function send(form, what) {
  say(form, "Sparar …");
  const answer = await request(form.dataset.action, what);
  if (answer.fraga) {
    ask(form, what, answer);
    return;
  }
  const place = say(form, answer.klart ?? sentence(answer.fel));
  if (!answer.adress) return;
  const link = document.createElement("a");
  link.href = answer.adress;
  link.textContent = "Öppna texten";
  place.append(" ", link);
}

/**
 * Asks the program for something, and returns its answer; where there is none, that as an error.
 * @param {string} action @param {Record<string, unknown>} what
 */
export async function request(action, what) {
  try {
    const response = await fetch(`/_provtryck/gor/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Provtryck-Token": token },
      body: JSON.stringify(what),
    });
    if ((response.headers.get("Content-Type") ?? "").startsWith("application/json")) return await response.json();
    if (response.status === 413) return { fel: "det är för stort" };
  } catch {
    // The program has ended, or the network has.
  }
  return { fel: "förhandsvisningen svarar inte. Är programmet igång?" };
}

/** Makes an error of the program a sentence. */
export function sentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? "" : "."}`;
}

function say(form, text) {
  const place = form.querySelector("[role=status]") ?? form.appendChild(document.createElement("div"));
  place.setAttribute("role", "status");
  place.textContent = text;
  return place;
}

function ask(form, request, { fraga, saker, ja }) {
  const place = say(form, "");
  const lines = document.createElement("pre");
  lines.textContent = fraga;
  lines.tabIndex = 0;
  const yes = document.createElement("button");
  yes.type = "button";
  yes.textContent = ja;
  yes.addEventListener("click", () => send(form, { ...request, saker }));
  place.append(lines, yes);
  yes.focus();
}
