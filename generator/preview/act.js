// Sends the forms that ask the program for something (data-action), and shows what it answers. An answer with a
// question (fraga) shows it, and is sent again with what it is sure of (saker) when the person says yes.

const token = document.querySelector('meta[name="provtryck-token"]')?.content;

if (token) {
  show();
  document.addEventListener("preview:changed", show);
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

async function send(form, request) {
  say(form, "Sparar …");
  try {
    const response = await fetch(`/_provtryck/gor/${form.dataset.action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Provtryck-Token": token },
      body: JSON.stringify(request),
    });
    const type = response.headers.get("Content-Type") ?? "";
    const answer = type.startsWith("application/json") ? await response.json() : { fel: "förhandsvisningen svarar inte" };
    if (answer.fraga) ask(form, request, answer);
    else say(form, answer.klart ?? sentence(answer.fel));
  } catch {
    say(form, "Förhandsvisningen svarar inte. Är programmet igång?");
  }
}

/** Makes an error of the program a sentence. */
function sentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
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
