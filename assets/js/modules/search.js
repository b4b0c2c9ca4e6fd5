/** The script that searches, beside this one: only those who search load it. */
const searchScript = new URL("search.js", document.currentScript.src).href;

/** Brings a page where texts or the handbook are searched to life. The scripts in search/ do the rest. @param {HTMLElement} root */
function searchTexts(root) {
  document.addEventListener("search:ready", ({ detail }) => {
    detail.beginSearch(root, { getParameter, getWords, setParameters, withParameters, readerOf, recall, keep });
  }, { once: true });
  const script = make("script", { src: searchScript });
  script.addEventListener("load", () => script.remove()); // the live preview compares the scripts of the page
  document.head.append(script);
}

/** Leads from the field in the header to the page where texts are searched, with what is chosen. @param {SubmitEvent} event */
function leadToSearch(event) {
  const form = event.target;
  if (!form.matches(".site-search")) return;
  event.preventDefault();
  const chosen = Object.fromEntries(PARAMETERS.map((name) => [name, getParameter(name)]));
  location.assign(withParameters(form.action, { ...chosen, q: form.elements.q.value.trim() }));
}

/** The key / leads to the field, or to the page that has one, unless it is turned off. @param {KeyboardEvent} event */
function findField(event) {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || recall("snedstreck") === false) return;
  if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return;
  const ways = [...document.querySelectorAll("[role=search] [name=q], .site-header__search")];
  const way = ways.find((candidate) => candidate.getClientRects().length > 0);
  if (!way) return;
  event.preventDefault();
  if (way.href) {
    way.click();
    return;
  }
  way.focus(); // which selecting is not in every browser
  way.select();
}

document.addEventListener("submit", leadToSearch);
document.addEventListener("keydown", findField);
