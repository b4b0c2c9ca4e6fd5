/** @typedef {{name: string, organisation: string, email: string}} Person */

/**
 * An answer as a W3C Web Annotation page, which is what the file has.
 * @param {{answer: string, round: string, person: Person, comments: Comment[]}} all
 */
function asAnnotations({ answer, round, person, comments }) {
  return {
    "@context": ["http://www.w3.org/ns/anno.jsonld", { provtryck: "urn:provtryck:" }],
    id: `urn:uuid:${answer}`,
    type: "AnnotationPage",
    "provtryck:round": round,
    creator: {
      type: "Person",
      ...(person.name && { name: person.name }),
      ...(person.organisation && { "provtryck:organisation": person.organisation }),
      ...(person.email && { email: `mailto:${person.email}` }),
    },
    items: comments.map(asAnnotation),
  };
}

/** @param {Comment} c */
function asAnnotation(c) {
  const body = [];
  const add = (purpose, value, more) => value && body.push({ type: "TextualBody", purpose, ...more, value });
  add("classifying", c.kind);
  add("commenting", c.text, { format: "text/plain", language: "sv" });
  add("editing", c.suggestion, { format: "text/plain" });
  const selector = [];
  if (c.section) selector.push({ type: "FragmentSelector", value: c.section });
  if (c.quote) selector.push({ type: "TextQuoteSelector", exact: c.quote, prefix: c.before, suffix: c.after });
  return {
    id: `urn:uuid:${c.id}`,
    type: "Annotation",
    motivation: c.suggestion ? "editing" : { fraga: "questioning", bra: "assessing" }[c.kind] ?? "commenting",
    created: c.created,
    modified: c.modified,
    body,
    target: {
      source: c.page,
      ...(selector.length > 0 && { selector }),
      "provtryck:version": c.version,
      ...(c.reader && { "provtryck:reader": c.reader }),
    },
  };
}

/**
 * An answer as text, for the clipboard and for e-mail.
 * @param {{answer: string, round: string, person: Person, comments: Comment[]}} all
 * @param {string} [part] "del 2 av 3"
 */
function asText({ answer, round, person, comments }, part) {
  const head = [
    `Synpunkter från förhandsvisningen${part ? ` (${part})` : ""}`, `Omgång: ${round}`, `Svar: ${answer}`, `Från: ${person.name}`,
    ...(person.organisation ? [`Organisation: ${person.organisation}`] : []),
    ...(person.email ? [`E-post: ${person.email}`] : []),
  ];
  return `${[head.join("\n"), ...comments.map(commentAsText)].join("\n\n")}\n`;
}

/** @param {Comment} c */
function commentAsText(c) {
  const line = (name, value) => value ? [`${name}: ${oneLine(value)}`] : [];
  const quoted = (name, value) => value ? [`${name}:`, ...value.split(/\r?\n|\r/).map((each) => `| ${each}`)] : [];
  return [
    `--- Synpunkt ${c.id}`,
    `Text: ${c.page}${c.section && `#${c.section}`}`,
    ...line("Avsnitt", c.heading), ...line("Slag", KIND_WORDS.get(c.kind) ?? c.kind), ...line("Version", c.version), ...line("Läsare", c.reader),
    ...line("Datum", c.created.slice(0, 10)), ...line("Ändrad", c.modified !== c.created && c.modified), ...line("Citat", c.quote), ...line("Före", c.before), ...line("Efter", c.after),
    ...quoted("Synpunkt", c.text), ...quoted("Förslag", c.suggestion),
    "--- Slut",
  ].join("\n");
}

const longestMail = 2000; // characters that programs for mail surely take in an address

/**
 * An answer as links that begin letters, and the comments that are too long for one. Words around a quote are left out
 * where there is no room for them.
 * @returns {{links: {href: string, comments: Comment[], part: string}[], long: Comment[]}}
 */
function asMails(all, reply, title) {
  const to = encodeURIComponent(reply).replaceAll("%40", "@");
  const subject = title ? `Synpunkter: ${title}` : "Synpunkter på förhandsvisningen";
  const letter = (comments, part) => {
    const about = encodeURIComponent(part ? `${subject} (${part})` : subject);
    return `mailto:${to}?subject=${about}&body=${encodeURIComponent(asText({ ...all, comments }, part).replaceAll("\n", "\r\n"))}`;
  };
  const fits = (comments) => letter(comments, "del 100 av 100").length <= longestMail;
  const parts = [];
  const long = [];
  for (const each of all.comments) {
    const comment = fits([each]) ? each : { ...each, before: "", after: "" };
    if (!fits([comment])) long.push(each);
    else if (parts.length > 0 && fits([...parts.at(-1), comment])) parts.at(-1).push(comment);
    else parts.push([comment]);
  }
  const links = parts.map((comments, i) => {
    const part = parts.length > 1 ? `del ${i + 1} av ${parts.length}` : "";
    return { href: letter(comments, part), comments, part };
  });
  return { links, long };
}
