/**
 * What is found for a query, before any filter: all of it, and what the reader sees of it.
 * @typedef {{wanted: Wanted[], cut: boolean, all: Hit[], seen: Hit[]}} Answer
 */

/**
 * Answers a query. Without words it is answered by all texts, which filters then limit.
 * @param {SearchIndex} index @param {string} words @param {Reader} reader @param {Map<string, HTMLElement>} files
 * @returns {Answer}
 */
function answerTo(index, words, reader, files) {
  const { wanted, cut, hits } = index.find({ words });
  const all = words.trim() ? [...hits, ...findFiles(index, words, hits, files)] : index.texts.map((text) => ({ text, sections: [] }));
  if (reader.tags.length === 0) return { wanted, cut, all, seen: all };
  const whole = all.filter(({ text, sections }) => sections.length === 0 && seesText(index, text, reader));
  return { wanted, cut, all, seen: [...index.find({ words, profile: reader.tags }).hits, ...whole] };
}

/** Whether a reader gets a text at all. @param {SearchText} text @param {Reader} reader */
function seesText(index, text, { tags }) {
  return tags.length === 0 || index.isSeen({ audience: index.audiences[index.entries[text.first].audience] }, tags);
}

/** Whether a reader gets a part of a text at least: what is for everyone always is. @param {SearchText} text @param {Reader} reader */
function seesPart(index, { first, last }, { tags }) {
  return index.entries.slice(first, last).some(({ audience }) => index.isSeen({ audience: index.audiences[audience] }, tags));
}

/** What a filter compares with its value: a fact of the file or of the text. @param {HTMLElement} [file] @param {string} name of the filter */
function valueOf({ text }, file, name) {
  return file?.dataset[name] ?? { produkt: text.product, program: text.programme, kapitel: text.chapter, mall: text.kind }[name];
}

/** What editors know about the files of texts, by address; nothing but in the local preview. @returns {Map<string, HTMLElement>} */
function readFiles(root) {
  return new Map(Array.from(root.querySelectorAll(".search__files > li"), (item) => [item.dataset.address, item]));
}

/** The file of a text, where it is known. @param {Map<string, HTMLElement>} files @param {SearchText} text */
function fileOf(files, text) {
  return files.get(`/${text.address}`);
}

/** All that is known of a file, in small letters. @param {HTMLElement} file */
function factsOf(file) {
  return `${file.textContent} ${file.dataset.words}`.toLowerCase();
}

/** The texts of which the file has all that is typed, besides those that are found by their words. @returns {Hit[]} */
function findFiles(index, words, hits, files) {
  const typed = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = new Set(hits.map(({ text }) => text));
  const has = (text) => {
    const file = fileOf(files, text);
    return file && typed.every((word) => factsOf(file).includes(word));
  };
  return index.texts.filter((text) => !found.has(text) && has(text)).map((text) => ({ text, score: 0, sections: [] }));
}
