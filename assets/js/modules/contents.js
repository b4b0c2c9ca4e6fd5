/**
 * Marks the section being read in the list of contents.
 * @param {HTMLElement} root the navigation that holds the list
 */
function followContents(root) {
  const fold = root.querySelector("details");
  // On a wide screen the list is shown without its summary: then it is open in every sense.
  if (fold && getComputedStyle(fold.firstElementChild).display === "none") fold.open = true;

  const links = new Map();
  const inView = new Set();
  let current;

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inView.add(target);
      else inView.delete(target);
    }
    const section = [...links.keys()].findLast((candidate) => inView.has(candidate));
    if (section) mark(links.get(section));
    else if (scrollY < innerHeight / 4) mark(undefined);
  }, { rootMargin: "-20% 0px -75% 0px" });

  observe();
  document.addEventListener("preview:changed", observe); // in the live preview sections come and go

  function observe() {
    observer.disconnect();
    links.clear();
    inView.clear();
    for (const link of root.querySelectorAll(".contents__link")) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest(".section");
      if (!section) continue;
      links.set(section, link);
      observer.observe(section);
    }
  }

  /** @param {HTMLAnchorElement | undefined} link */
  function mark(link) {
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    if (link) keepInView(link);
  }

  /** Scrolls the list alone, never the page. @param {HTMLAnchorElement} link */
  function keepInView(link) {
    const list = root.getBoundingClientRect();
    const line = link.getBoundingClientRect();
    if (line.top < list.top) root.scrollTop -= list.top - line.top;
    if (line.bottom > list.bottom) root.scrollTop += line.bottom - list.bottom;
  }
}
