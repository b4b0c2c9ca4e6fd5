/**
 * What is chosen on a page lives in its address, so that a link to it shows the
 * same thing, and follows the reader from page to page.
 */

const PARAMETERS = ["som", "visning", "jamfor", "region"];

/** The address that was chosen and that the browser would not take, as in a frame without an address; else empty. */
let refused = "";

/** The address of what is chosen. */
function chosenAddress() {
  return refused || location.href;
}

/** The value of a parameter, empty when there is none. @param {string} name */
function getParameter(name) {
  return new URL(chosenAddress()).searchParams.get(name) ?? "";
}

/** The words of a parameter. @param {string} name */
function getWords(name) {
  return getParameter(name).split(",").map((word) => word.trim()).filter(Boolean);
}

/**
 * Changes parameters of the page's address; an empty value takes one away.
 * @param {Record<string, string>} changes
 */
function setParameters(changes) {
  const address = withParameters(chosenAddress(), changes);
  try {
    history.replaceState(history.state, "", address);
    refused = "";
  } catch {
    refused = address;
  }
}

/** @param {string} address @param {Record<string, string>} changes */
function withParameters(address, changes) {
  const url = new URL(address);
  for (const [name, value] of Object.entries(changes)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  url.search = url.search.replaceAll("%2C", ","); // as people write it
  return url.href;
}

/** Whether a link leads to the site. Pages opened from disk have no origin to compare. @param {HTMLAnchorElement} link */
function leadsToSite(link) {
  return link.protocol === location.protocol && link.host === location.host;
}

/** Lets a link to another page of the site keep what is chosen. @param {Event} event */
function carryParameters(event) {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (!link || !leadsToSite(link) || link.dataset.view === "own") return;
  link.href = withParameters(link.href, Object.fromEntries(PARAMETERS.map((name) => [name, getParameter(name)])));
}

for (const type of ["click", "auxclick", "contextmenu"]) {
  document.addEventListener(type, carryParameters, { capture: true });
}
