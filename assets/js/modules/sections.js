/**
 * Makes each section with an H2 foldable. All are open at the start, in print,
 * and when something inside is linked to or searched for.
 * @param {HTMLElement} root the article
 */
function foldSections(root) {
  let buttons = [...root.querySelectorAll(".section > h2")].map(foldable);
  const toggle = root.querySelector(".contents__toggle");

  // In the live preview headings come and go.
  document.addEventListener("preview:changed", () => {
    buttons = [...root.querySelectorAll(".section > h2")].map((heading) => heading.querySelector(".section__button") ?? foldable(heading));
  });
  if (toggle && buttons.length > 0) {
    toggle.hidden = false;
    toggle.addEventListener("click", () => {
      const open = !buttons.some(isOpen);
      for (const button of buttons) set(button, open);
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href*="#"]');
    if (link && link.pathname === location.pathname) reveal(link.hash);
  });
  addEventListener("hashchange", () => reveal(location.hash)?.scrollIntoView());

  /** @param {HTMLHeadingElement} heading */
  function foldable(heading) {
    const panel = make("div", { className: "section__panel", id: `${heading.parentElement.id}-panel` });
    while (heading.nextSibling) panel.append(heading.nextSibling);
    heading.after(panel);

    const button = make("button", { type: "button", className: "section__button" });
    button.setAttribute("aria-controls", panel.id);
    button.setAttribute("aria-expanded", "true");
    button.append(...[...heading.childNodes].filter((node) => !node.classList?.contains("section__anchor")));
    heading.prepend(button);

    button.addEventListener("click", () => set(button, !isOpen(button)));
    panel.addEventListener("beforematch", () => set(button, true));
    return button;
  }

  /** @param {HTMLButtonElement} button */
  function isOpen(button) {
    return button.getAttribute("aria-expanded") === "true";
  }

  /** @param {HTMLButtonElement} button @param {boolean} open */
  function set(button, open) {
    const panel = button.parentElement.nextElementSibling;
    button.setAttribute("aria-expanded", String(open));
    if (open) panel.removeAttribute("hidden");
    else panel.setAttribute("hidden", "until-found");
    if (toggle) toggle.textContent = buttons.some(isOpen) ? "Stäng alla" : "Öppna alla";
  }

  /** Opens the section that holds the target, and returns the target. @param {string} hash */
  function reveal(hash) {
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    const button = target && buttons.find((candidate) => candidate.closest(".section").contains(target));
    if (button && !isOpen(button)) set(button, true);
    return target;
  }
}
