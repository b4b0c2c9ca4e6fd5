/** The names of the texts that have been marked as read in a round, as far as this browser knows. */
function readIn(round) {
  const kept = recall(`last:${round}`);
  return Array.isArray(kept) ? kept : [];
}

/** The address of the text that the page shows: as it is, or with what has changed. */
function pageOfText() {
  const about = document.querySelector("[data-text]");
  return about ? { pathname: about.dataset.text } : location;
}

/** What a text is called where it is remembered: its address without what is before the site, which a pack has. */
function textName(link) {
  return link.pathname.replace(/index\.html$/, "").split("/").slice(-4).join("/");
}

/**
 * A card of a round: how long it is open, and which of its texts have been read.
 * @param {HTMLElement} card
 */
function followRound(card) {
  const { round, first, last } = card.dataset;
  card.querySelector(".round__state").textContent = describeDays(first, last);
  const show = () => {
    const read = readIn(round);
    const profile = readerOf(getWords("som")).tags;
    const links = [...card.querySelectorAll(".round__texts a")];
    const done = links.filter((link) => read.includes(textName(link)));
    for (const link of links) {
      link.parentElement.querySelector(".round__read")?.remove();
      if (done.includes(link)) link.after(make("span", { className: "round__read", textContent: " läst" }));
    }
    card.querySelector(".round__progress").textContent = done.length > 0 ? `${done.length} av ${links.length} lästa` : "";
    const begin = card.querySelector(".round__begin");
    const next = links.find((link) => !done.includes(link) && seen(link.parentElement, profile));
    if (begin && next) begin.href = next.href;
    if (begin && done.length > 0) begin.textContent = next ? "Läs vidare" : "Läs igen";
    tellOwn(card);
  };
  show();
  document.addEventListener("reader:shown", show);
  addEventListener("pageshow", show); // also when the browser goes back to the page
}

/** Says how much of a round is for the chosen reader, who need not read the rest. @param {HTMLElement} card */
function tellOwn(card) {
  const reader = readerOf(getWords("som"));
  const items = [...card.querySelectorAll(".round__texts li")];
  const own = items.filter((item) => seen(item, reader.tags));
  const minutes = own.reduce((sum, { dataset }) => sum + Number(dataset.words), 0) / Number(card.dataset.pace);
  const time = minutes <= 10 ? "högst tio minuter" : minutes < 90 ? `ungefär ${Math.ceil(minutes / 5) * 5} minuter` : `ungefär ${Math.round(minutes / 60)} timmar`;
  card.querySelector(".round__own").textContent = reader.tags.length === 0 ? "" : `För ${reader.name}: ${own.length} av ${texts(items.length)}, ${own.length === 0 ? "inget att läsa" : time}.`;
}

/** How many days there are from today to a day, where the reader is. */
function daysTo(day) {
  const now = new Date();
  return Math.round((Date.parse(day) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / 86_400_000);
}

/** Says how long a round is open, today: "6 dagar kvar". */
function describeDays(first, last) {
  if (daysTo(last) < 0) return "Omgången är avslutad. Synpunkter som kommer nu kanske inte hinner komma med.";
  if (daysTo(first) > 0) return daysTo(first) === 1 ? "Omgången börjar i morgon." : `Omgången börjar om ${daysTo(first)} dagar.`;
  if (daysTo(last) === 0) return "I dag är sista dagen.";
  return daysTo(last) === 1 ? "1 dag kvar." : `${daysTo(last)} dagar kvar.`;
}

/**
 * The line on a text that is in a round, with a button that marks the text as read.
 * @param {HTMLElement} line
 */
function markAsRead(line) {
  const { round, last } = line.dataset;
  if (daysTo(last) < 0) line.append(" Omgången är avslutad.");
  const name = textName(pageOfText());
  const button = make("button", { type: "button", className: "text-round__read" });
  const show = () => {
    const read = readIn(round).includes(name);
    button.textContent = read ? "Läst" : "Markera som läst";
    button.setAttribute("aria-pressed", String(read));
  };
  button.addEventListener("click", () => {
    const others = readIn(round).filter((other) => other !== name);
    const read = others.length < readIn(round).length;
    if (!keep(`last:${round}`, read ? others : [...others, name])) {
      line.append(make("span", { role: "alert", textContent: " Webbläsaren kan inte spara det här." }));
    }
    show();
  });
  show();
  line.append(" ", button);
  document.addEventListener("reader:shown", () => showNearest(line.querySelectorAll(".text-round__next"), readerOf(getWords("som")).tags));
}
