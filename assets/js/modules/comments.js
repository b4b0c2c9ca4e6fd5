/** The script that comments are written with, beside this one: few readers need it. */
const feedbackScript = new URL("feedback.js", document.currentScript.src).href;

/** @type {Promise<void> | undefined} */
let feedbackLoaded;

/** Loads it, once; after a failure anew. */
function loadFeedback() {
  return feedbackLoaded ??= new Promise((done, failed) => {
    const script = make("script", { src: feedbackScript });
    script.addEventListener("load", () => done());
    script.addEventListener("error", () => {
      feedbackLoaded = undefined;
      script.remove();
      failed(new Error(feedbackScript));
    });
    document.head.append(script);
  });
}

/**
 * Offers reviewers to comment on each section of a text, and on words that are selected. What they write, and
 * how it is sent, is in the scripts in feedback/, which take over when they are needed: now, where this browser
 * has comments, else at the first button or selection.
 * @param {HTMLElement} root stands below the text, or on the card of a round
 */
function offerComments(root) {
  const line = root.dataset.version ? roundToAnswer() : undefined;
  if (line) Object.assign(root.dataset, { round: line.dataset.round, title: line.dataset.title, reply: line.dataset.reply });
  if (recall(`synpunkter:${root.dataset.round || "utan-omgang"}`)) loadFeedback().catch(reportError);
  if (!root.dataset.version) return;

  offer();
  document.addEventListener("preview:changed", offer); // in the live preview sections come and go
  document.addEventListener("selectionchange", () => {
    const { anchorNode, isCollapsed } = getSelection();
    if (!isCollapsed && anchorNode?.parentElement?.closest(".section")) loadFeedback().catch(reportError);
  });

  function offer() {
    for (const heading of document.querySelectorAll(".article__body .section > [id]:is(h2, h3, h4, h5, h6)")) {
      const section = heading.parentElement;
      const panel = section.querySelector(":scope > .section__panel");
      if ((panel ?? section).querySelector(":scope > .comment-place")) continue;
      const place = make("div", { className: "comment-place" });
      place.append(commentButton(heading.id, sectionTitle(section)));
      if (panel) panel.prepend(place);
      else heading.after(place);
    }
    if (!root.firstChild) root.append(commentButton("", "hela texten"));
  }
}

/** The round that a text is in: of several the first that is not over. */
function roundToAnswer() {
  const lines = [...document.querySelectorAll(".text-round")];
  return lines.find(({ dataset }) => Date.parse(dataset.last) + 86_400_000 > Date.now()) ?? lines[0];
}

/** A button that begins a comment on a section. @param {string} section its id @param {string} title */
function commentButton(section, title) {
  const button = make("button", { type: "button", className: "comment-button", textContent: "Lämna synpunkt" });
  button.append(make("span", { className: "visually-hidden", textContent: ` på ${title}` }));
  Object.assign(button.dataset, { section, title });
  button.addEventListener("click", async () => {
    try {
      await loadFeedback();
      document.dispatchEvent(new CustomEvent("comments:write", { detail: button }));
    } catch (error) {
      button.after(make("span", { role: "alert", textContent: " Det gick inte att öppna. Ladda om sidan och försök igen." }));
      reportError(error);
    }
  });
  return button;
}
