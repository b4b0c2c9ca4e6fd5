/** Makes an element with what it holds. */
function makeWith(tag, properties, ...content) {
  const element = make(tag, properties);
  element.append(...content);
  return element;
}

/** A button that says to screen readers what it is about. @param {string} text @param {string} about @param {() => void} press */
function actionButton(text, about, press) {
  const button = makeWith("button", { type: "button", className: "comment-action" }, text);
  if (about) button.append(make("span", { className: "visually-hidden", textContent: ` ${about}` }));
  button.addEventListener("click", press);
  return button;
}

let fieldCount = 0;

/** A text field with its label, as [whole, field]. */
function labelled(label, field, hint = "") {
  field.id = `synpunkt-${++fieldCount}`;
  const whole = makeWith("p", { className: "comment-form__field" }, make("label", { htmlFor: field.id, textContent: label }), field);
  if (hint) {
    whole.append(make("span", { id: `${field.id}-tips`, className: "comment-form__hint", textContent: hint }));
    field.setAttribute("aria-describedby", `${field.id}-tips`);
  }
  return whole;
}

/** Who writes, as typed on this page. @type {Person | undefined} */
let typedPerson;

/** Who writes, as this page or this browser remembers it. @returns {Person} */
function recallPerson() {
  const kept = typedPerson ?? recall("granskare");
  return Object.fromEntries(["name", "organisation", "email"].map((key) => [key, oneLine(cleanText(kept?.[key]))]));
}

/** The fields for who writes, which are kept as they are typed. */
function personFields() {
  const person = recallPerson();
  const group = makeWith("fieldset", { className: "comment-form__person" }, make("legend", { textContent: "Vem är du? (frivilligt)" }));
  const add = (key, label, properties, hint) => {
    const field = make("input", { type: "text", value: person[key], maxLength: 200, ...properties });
    field.addEventListener("input", () => {
      person[key] = field.value;
      typedPerson = person;
      keep("granskare", person);
      group.dispatchEvent(new CustomEvent("comments:person", { bubbles: true }));
    });
    group.append(labelled(label, field, hint));
  };
  add("name", "Namn eller roll", { autocomplete: "name" });
  add("organisation", "Region eller kommun", { autocomplete: "organization" });
  add("email", "E-post", { type: "email", autocomplete: "email" }, "Om den som ber dig granska ska kunna svara.");
  return group;
}

/**
 * The form where a comment is written. What is typed is a draft until it is saved.
 * @param {Comment} comment @param {boolean} isNew asks who writes, the first time
 * @param {{drafted: (draft: Comment | undefined) => string, save: (comment: Comment) => void, close: () => void}} told
 */
function commentForm(comment, isNew, { drafted, save, close }) {
  const about = comment.heading || "hela texten";
  const form = make("form", { className: "comment-form", noValidate: true });
  form.setAttribute("aria-label", `Synpunkt på ${about}`);
  const kinds = kindFields(comment.kind);
  const text = make("textarea", { rows: 4, value: comment.text });
  const suggestion = make("textarea", { rows: 3, value: comment.suggestion || comment.quote });
  const difference = make("div");
  const problem = make("p", { className: "comment-form__problem", role: "alert" });

  /** The comment as the form has it; a suggestion that changes nothing is none. */
  const typed = () => ({
    ...comment,
    kind: kinds.querySelector(":checked")?.value ?? "",
    text: cleanText(text.value.trim()),
    suggestion: oneLine(suggestion.value) === comment.quote ? "" : cleanText(suggestion.value.trim()),
  });
  const compare = () => {
    const { suggestion: wanted } = typed();
    difference.replaceChildren(...(comment.quote && wanted ? [showDiff(comment.quote, wanted)] : []));
  };
  form.addEventListener("input", (event) => {
    if (event.target.closest(".comment-form__person")) return;
    const now = typed();
    problem.textContent = drafted(now.text || now.suggestion || now.kind ? now : undefined);
    compare();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const now = typed();
    if (now.text || now.suggestion || now.kind === "bra") {
      save(now);
      return;
    }
    problem.textContent = "Skriv en synpunkt eller ett förslag, och spara sedan.";
    text.focus();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  });

  if (comment.quote) form.append(makeWith("p", { className: "comment__quote" }, "Om orden: ", make("q", { textContent: comment.quote })));
  form.append(
    labelled(`Synpunkt på ${about}`, text), kinds,
    labelled("Förslag på ny lydelse (frivilligt)", suggestion, comment.quote ? "Ändra i de markerade orden. Det som skiljer visas nedanför." : ""),
    difference,
  );
  if (isNew) form.append(personFields());
  form.append(
    make("p", { className: "comment-form__hint", textContent: "Sparas bara i den här webbläsaren tills du skickar." }), problem,
    makeWith("p", { className: "comment__actions" },
      make("button", { type: "submit", className: "comment-action comment-action--main", textContent: "Spara" }),
      actionButton("Stäng", "utan att spara; utkastet finns kvar", close)),
  );
  compare();
  return { form, focus: () => text.focus() };
}

function kindFields(chosen) {
  const group = makeWith("fieldset", { className: "comment-form__kinds" }, make("legend", { textContent: "Slag (frivilligt)" }));
  const name = `slag-${++fieldCount}`;
  for (const [value, label] of KINDS) {
    group.append(makeWith("label", { className: "comment-form__kind" },
      make("input", { type: "radio", name, value, checked: value === chosen }), ` ${label}`));
  }
  return group;
}
