/** The folder that the site lies in: a server's, or one on disk. */
const siteFolder = new URL("../../", document.currentScript.src);

/** The address of the text that is open, with its changes or without, as a server has it. */
function addressOfPage() {
  return document.querySelector("[data-text]")?.dataset.text ?? `/${location.pathname.slice(siteFolder.pathname.length).replace(/index\.html$/, "")}`;
}

/** The address of a section of a text. @param {Comment} comment */
function placeOf({ page, section }) {
  const file = page.endsWith("/") && siteFolder.protocol === "file:" ? "index.html" : "";
  const url = new URL(siteFolder.href + page.replace(/^\/+/, "") + file);
  url.hash = section;
  return url.href;
}

/**
 * A comment as it is shown at its section.
 * @param {Entry} entry @param {HTMLButtonElement[]} actions
 */
function showComment(entry, actions) {
  const c = entry.draft ?? entry.saved;
  const element = make("div", { className: "comment", role: "group" });
  element.setAttribute("aria-label", `Din synpunkt på ${c.heading || "hela texten"}`);
  const state = entry.draft ? "Utkast" : isTaken(entry) ? "Hämtad för att skickas" : "Inte skickad";
  element.append(make("p", { className: "comment__head", textContent: [KINDS.get(c.kind), state].filter(Boolean).join(" · ") }));
  if (c.quote && !c.suggestion) element.append(makeWith("p", { className: "comment__quote" }, make("q", { textContent: c.quote })));
  if (c.text) element.append(make("p", { className: "comment__text", dir: "auto", textContent: c.text }));
  if (c.suggestion) {
    element.append(make("p", { className: "comment__label", textContent: "Förslag:" }),
      c.quote ? showDiff(c.quote, c.suggestion) : make("p", { className: "comment__text", dir: "auto", textContent: c.suggestion }));
  }
  element.append(makeWith("p", { className: "comment__actions" }, ...actions));
  return element;
}

/** The beginning of a comment, to tell it from others. @param {Entry} entry */
function beginningOf({ saved, draft }) {
  const c = draft ?? saved;
  const words = Array.from(oneLine(c.text || c.suggestion || c.quote));
  return words.length > 60 ? `${words.slice(0, 60).join("")}…` : words.join("");
}

/** Says of a comment in a list whether it, or a change of it, is only a draft. @param {Entry} entry */
function describeDraft({ saved, draft }) {
  if (!draft) return "";
  return saved ? " (ändringen är inte sparad)" : " (utkast)";
}

/** All comments of a round as links, by text. @param {[string, Entry][]} entries @param {string} here the text that is open */
function listComments(entries, here) {
  const texts = new Map();
  for (const [, entry] of entries) {
    const { page } = entry.draft ?? entry.saved;
    texts.set(page, [...(texts.get(page) ?? []), entry]);
  }
  return [...texts].map(([page, list]) => {
    const { title } = list[0].draft ?? list[0].saved;
    const items = list.map((entry) => {
      const c = entry.draft ?? entry.saved;
      const item = makeWith("li", {}, make("a", { href: placeOf(c), textContent: c.heading || "Hela texten" }),
        `: ${beginningOf(entry.saved ? { saved: entry.saved } : entry)}${describeDraft(entry)}`);
      if (entry.saved) item.append(makeWith("div", { className: "comments__whole" }, showComment({ ...entry, draft: undefined }, [])));
      return item;
    });
    return makeWith("div", { className: page === here ? "comments__here" : "" },
      make("p", { className: "comment__label", textContent: title }), makeWith("ul", {}, ...items));
  });
}

/** Says on the card of a round that there are comments on texts outside it, with links to where they are sent from. */
function listOthers(entries) {
  const texts = new Map(entries.map(([, { saved, draft }]) => saved ?? draft).map((c) => [c.page, c]));
  if (texts.size === 0) return [];
  const links = [...texts.values()].flatMap((c, i) => [i > 0 ? ", " : "", make("a", { href: placeOf({ page: c.page, section: "" }), textContent: c.title })]);
  return [`Du har också ${entries.length === 1 ? "en synpunkt" : `${entries.length} synpunkter`} på texter som inte är med i omgången, och skickar dem därifrån: `, ...links, "."];
}

/**
 * The ways out of the browser, all equal.
 * @param {{all: () => object, reply: string, title: string, took: (comments: Comment[], said: string) => void}} desk
 */
function waysOut({ all, reply, title, took }) {
  const to = reply || "den som bad dig granska";
  const element = make("div");
  const { links, long } = asMails(all(), reply, title);
  /** Whether a letter was sent is not known here: the person says it. */
  const opened = (some) => {
    const sent = actionButton("Jag har skickat mejlet", "", () => took(some, "Bra. Synpunkterna finns kvar här tills du tar bort dem."));
    element.querySelector(".comments__sent")?.remove();
    element.append(makeWith("p", { className: "comments__sent", role: "status" }, "Ett mejl öppnas i ditt e-postprogram. Öppnas inget, välj ett annat sätt. ", sent));
  };
  element.append(makeWith("p", { className: "comment__actions" },
    actionButton("Ladda ner fil", "", () => {
      const now = all();
      took(now.comments, `Filen ${download(now)} är hämtad. Skicka den till ${to}.`);
    }),
    actionButton("Kopiera som text", "", async () => {
      const now = all();
      if (await copyText(element, asText(now))) took(now.comments, `Texten är kopierad. Klistra in den i ett mejl till ${to}.`);
    }),
    ...links.map(({ href, comments: some, part }) => {
      const link = make("a", { className: "comment-action", href, textContent: `Skicka med e-post${part ? `: ${part}` : ""}` });
      link.addEventListener("click", () => setTimeout(() => opened(some)));
      return link;
    }),
    actionButton("Skriv ut", "", () => print())));
  if (long.length > 0) {
    element.append(make("p", { textContent: `${long.length === 1 ? "En synpunkt är" : `${long.length} synpunkter är`} för lång för e-postknappen: ${long.map((c) => c.heading || "hela texten").join(", ")}. Ladda ner filen eller kopiera som text.` }));
  }
  return element;
}

/** Saves the answer as a file, and returns its name. */
function download(all) {
  const name = `synpunkter-${all.round || "utan-omgang"}-${all.answer.slice(0, 8)}.json`;
  const file = new Blob([`${JSON.stringify(asAnnotations(all), null, 2)}\n`], { type: "application/json" });
  const link = make("a", { href: URL.createObjectURL(file), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return name;
}

/** Copies a text, or shows it to be copied by hand; returns whether it was copied. */
async function copyText(element, text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = make("textarea", { rows: 8, readOnly: true, value: text, className: "comments__copy" });
    element.querySelector(".comments__copy")?.parentElement.remove();
    element.append(labelled("Webbläsaren kan inte kopiera åt dig. Kopiera texten här:", field));
    field.select();
    return false;
  }
}
