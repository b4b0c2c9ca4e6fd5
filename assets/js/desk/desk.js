/**
 * Lets a text be copied part by part, and each part be ticked when it has been entered.
 * @param {HTMLElement} root
 */
function copyPartByPart(root) {
  const { text } = root.dataset;
  const progress = root.querySelector("[data-progress]");
  const told = make("p", { className: "visually-hidden", role: "status" });
  root.append(told);
  show();
  document.addEventListener("preview:change", undo);
  document.addEventListener("preview:changed", show); // in the live preview parts come and go
  document.addEventListener("desk:ticks", () => {
    undo();
    show();
  });
  addEventListener("storage", tell); // another page with the same text

  function parts() {
    return [...root.querySelectorAll("[data-part]")];
  }

  function undo() {
    for (const added of root.querySelectorAll(".desk__tools")) added.remove();
  }

  function show() {
    for (const part of parts()) part.append(toolsOf(part));
    const blocks = parts().filter((part) => part.hasAttribute("data-body"));
    if (blocks.length > 0) {
      const tools = make("p", { className: "desk__tools" });
      tools.append(copyButton("Kopiera hela brödtexten", "", blocks, told));
      root.querySelector("[data-whole]").append(tools);
    }
    tell();
  }

  /** The button and the tick of a part. @param {HTMLElement} part */
  function toolsOf(part) {
    const tools = make("p", { className: "desk__tools" });
    const gone = "gone" in part.dataset; // nothing to copy, but to take away
    if (!gone) tools.append(copyButton("Kopiera", part.dataset.name, [part], told));
    if ("entered" in part.dataset) {
      tools.append(make("span", { className: "desk__entered", textContent: "Inlagt, och inte ändrat sedan dess" }));
      return tools;
    }
    const box = make("input", { type: "checkbox", checked: isTicked(text, part.dataset.part) });
    const label = make("label", { className: "desk__tick" });
    label.append(box, gone ? " Taget bort på 1177" : " Inlagt", make("span", { className: "visually-hidden", textContent: `: ${part.dataset.name}` }));
    box.addEventListener("change", () => {
      if (!tick(text, part.dataset.part, box.checked)) told.textContent = "Bocken sparas inte: den här webbläsaren sparar inget.";
      tell();
    });
    tools.append(label);
    return tools;
  }

  /** Tells how much is entered, on the page and to the form that notes it. */
  function tell() {
    const all = parts();
    const left = all.filter((part) => !("entered" in part.dataset) && !part.querySelector(".desk__tick input")?.checked).length;
    progress.textContent = `${all.length - left} av ${all.length} delar inlagda.`;
    const field = root.querySelector('form[data-action="inlagd"] [name="utan"]');
    if (field) field.value = String(left);
  }
}

/** A button that copies parts. @param {string} words @param {string} name of the part @param {HTMLElement[]} parts */
function copyButton(words, name, parts, told) {
  const button = make("button", { type: "button", className: "desk__button", textContent: words });
  if (name) button.append(make("span", { className: "visually-hidden", textContent: `: ${name}` }));
  button.addEventListener("click", async () => {
    const blocks = parts.filter((part) => part.hasAttribute("data-body"));
    const html = blocks.map((part) => part.querySelector(".desk__html").innerHTML).join("");
    const done = await putOnClipboard(html, parts.map((part) => part.dataset.plain).join("\n\n"));
    told.textContent = done
      ? `Kopierat: ${name || "hela brödtexten"}.`
      : "Webbläsaren kopierar inte. Markera texten och kopiera den för hand.";
    button.toggleAttribute("data-copied", done);
    if (!done) told.className = "desk__refused";
  });
  return button;
}
