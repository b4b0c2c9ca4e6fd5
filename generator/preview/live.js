// Keeps the page like the latest build: takes in what has changed, says what is
// wrong and which other page has changed, and says when the preview cannot be
// reached. Only the preview adds it.

import { patch } from "./patch.js";

const events = "/_provtryck/events";
const patience = 2000; // ms without a connection before anything is said
const firstDelay = 500; // ms before the first new attempt, doubled for each
const longestDelay = 10000;
const fresh = 3000; // ms that a change is marked
const following = "provtryck-folj"; // in sessionStorage while changes are followed

const { content, dataset } = buildOf(document);
let build = content;

const connection = place("provtryck-connection");
const note = place("provtryck-note");
const status = place("provtryck-status");

/** Makes a place for messages, which are read out when they come. */
function place(name) {
  const element = document.createElement("div");
  element.className = name;
  element.setAttribute("role", "status");
  document.body.append(element);
  return element;
}

function buildOf(page) {
  return page.querySelector('meta[name="provtryck-build"]');
}

// The connection.

let stream = null;
let delay = firstDelay;
let attempt = 0; // timer of the next attempt
let warning = 0; // timer of the notice

function connect() {
  disconnect();
  stream = new EventSource(events);
  stream.onopen = restored;
  stream.onmessage = (event) => {
    if (event.data !== build) update();
  };
  stream.onerror = lost;
}

function disconnect() {
  clearTimeout(attempt);
  stream?.close();
  stream = null;
}

function restored() {
  clearTimeout(warning);
  warning = 0;
  delay = firstDelay;
  connection.textContent = "";
}

function lost() {
  disconnect();
  warning ||= setTimeout(() => {
    connection.textContent =
      "Förhandsvisningen är avstängd. Starta provtryck igen, så ansluter sidan av sig själv.";
  }, patience);
  attempt = setTimeout(connect, delay);
  delay = Math.min(delay * 2, longestDelay);
}

// A browser allows six connections to one host. Pages that nobody looks at
// leave theirs to others, and catch up when they are shown again.
function attend() {
  if (document.hidden) disconnect();
  else connect();
}

document.addEventListener("visibilitychange", attend);
addEventListener("pagehide", disconnect);
addEventListener("pageshow", attend);

// The page.

let updating = false;
let again = false;

async function update() {
  again = true;
  if (updating) return;
  updating = true;
  while (again) {
    again = false;
    await take();
  }
  updating = false;
}

/** Fetches the page again and takes in what has changed. */
async function take() {
  let answer, text;
  try {
    answer = await fetch(location.pathname + location.search, { cache: "no-store" });
    text = await answer.text();
  } catch {
    lost(); // better an old page with a notice than the browser's error page
    return;
  }
  if (answer.redirected) {
    location.replace(answer.url + location.hash); // the text has moved
    return;
  }
  const next = new DOMParser().parseFromString(text, "text/html");
  const now = buildOf(next);
  if (String(answer.status) !== dataset.status || !now || !sameScripts(next)) {
    location.reload();
    return;
  }
  try {
    const touched = keepingPlace(() => change(next));
    styles(next);
    pictures(next, now.content);
    document.title = next.title;
    mark(touched);
    build = now.content;
    tell(next, touched);
  } catch (error) {
    console.warn(error);
    location.reload();
  }
}

function change(next) {
  document.dispatchEvent(new CustomEvent("preview:change"));
  const touched = patch(next);
  document.dispatchEvent(new CustomEvent("preview:changed"));
  return touched;
}

function sameScripts(next) {
  const list = (page) => [...page.querySelectorAll("head script[src]")].map((script) => script.getAttribute("src")).join(" ");
  return list(next) === list(document);
}

/** Style sheets are changed when the new one is there, so that the page is never without. */
function styles(next) {
  const sheets = (page) => [...page.querySelectorAll('head link[rel="stylesheet"]')];
  const wanted = sheets(next).map((link) => link.getAttribute("href"));
  const had = sheets(document);
  const gone = had.filter((link) => !wanted.includes(link.getAttribute("href")));
  for (const href of wanted) {
    if (had.some((link) => link.getAttribute("href") === href)) continue;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.addEventListener("load", () => gone.forEach((old) => old.remove()));
    document.head.append(link);
  }
}

/** Pictures keep their address; those that have changed are fetched again. */
function pictures(next, id) {
  const changed = next.getElementById("provtryck-live").dataset.pictures.split(" ");
  const missed = number(id) !== number(build) + 1; // builds that this page has not heard of
  for (const picture of document.images) {
    const { origin, pathname } = new URL(picture.src);
    if (origin === location.origin && (missed || changed.includes(pathname))) {
      picture.src = `${pathname}?${encodeURIComponent(id)}`;
    }
  }
}

function number(id) {
  return Number(id.slice(id.lastIndexOf("-") + 1));
}

/** Changes the page while what the reader looks at stays where it is. */
function keepingPlace(change) {
  const focused = document.activeElement;
  const way = [];
  for (let y = 120; y < innerHeight && way.length === 0; y += 40) {
    for (let at = document.elementFromPoint(innerWidth / 2, y); at?.closest("main"); at = at.parentElement) {
      way.push([at, at.getBoundingClientRect().top]);
    }
  }
  const root = document.documentElement;
  root.style.overflowAnchor = "none";
  const result = change();
  const [mark, top] = way.find(([element]) => element.isConnected && element.offsetParent) ?? [];
  if (mark && scrollY > 0) scrollBy({ top: mark.getBoundingClientRect().top - top, behavior: "instant" });
  root.style.overflowAnchor = "";
  if (focused?.id && !focused.isConnected) document.getElementById(focused.id)?.focus({ preventScroll: true });
  return result;
}

function mark(touched) {
  for (const element of touched) {
    const block = element.closest("p, li, td, th, dt, dd, figure, pre, table, h1, h2, h3, h4, h5, h6, section, aside, div");
    if (!block || !block.closest("main") || block.matches("main, article, .article__body")) continue;
    block.classList.add("provtryck-fresh");
    setTimeout(() => block.classList.remove("provtryck-fresh"), fresh);
  }
}

/** Says what has changed: here, or on another page with a link there. */
function tell(next, touched) {
  const links = [...next.querySelectorAll(".provtryck-changes a")];
  const here = links.some((link) => new URL(link.href, location).pathname === location.pathname);
  status.textContent = "";
  if (touched.size > 0) status.textContent = "Sidan är uppdaterad.";
  if (here || links.length === 0) return;
  if (follows()) {
    const to = new URL(links[0].getAttribute("href"), location);
    to.search = location.search;
    location.assign(to);
    return;
  }
  suggest(links);
}

function suggest(links) {
  const text = document.createElement("p");
  text.append(links.length === 1 ? "Du har ändrat en annan sida: " : "Du har ändrat andra sidor: ");
  links.forEach((link, i) => {
    if (i > 0) text.append(", ");
    text.append(document.importNode(link, true));
  });
  const box = document.createElement("input");
  box.type = "checkbox";
  const label = document.createElement("label");
  box.addEventListener("change", () => {
    try {
      sessionStorage.setItem(following, "ja");
      location.assign(links[0].getAttribute("href") + location.search);
    } catch {
      label.textContent = "Webbläsaren tillåter inte att valet sparas. Välj länken i stället, vid varje ändring.";
    }
  });
  label.append(box, " Följ mina ändringar");
  note.replaceChildren(text, label, closer());
}

function closer() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "provtryck-close";
  button.textContent = "Stäng";
  return button;
}

/** Whether changes are followed. A browser that keeps nothing refuses even the question. */
function follows() {
  try {
    return sessionStorage.getItem(following) !== null;
  } catch {
    return false;
  }
}

if (follows()) {
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "provtryck-close";
  stop.textContent = "Sluta följa";
  stop.addEventListener("click", () => sessionStorage.removeItem(following));
  const text = document.createElement("p");
  text.textContent = "Sidan följer dina ändringar.";
  note.replaceChildren(text, stop);
}

// What is said can be closed, with its button or with Esc.

const messages = ".provtryck-alert, .provtryck-note > *";

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.matches(".provtryck-close")) return;
  const alert = event.target.closest(".provtryck-alert");
  if (alert) alert.hidden = true;
  else note.replaceChildren();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (!document.querySelector(messages)) return;
  for (const alert of document.querySelectorAll(".provtryck-alert")) alert.hidden = true;
  note.replaceChildren();
});
