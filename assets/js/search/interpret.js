/**
 * What a query looks for, as package search of the program takes it (query.go).
 *
 * @typedef {{stems: string[], weight: number}} Way stems that answer when all of them are there, and their worth
 * @typedef {{typed: string, meant: string, part: string, known: boolean, ways: Way[]}} Wanted a word that is looked for; what it
 *   was taken for, where it is misspelled; its end, where the texts have only that; whether the texts have it or something like it; all that it is found by
 */

const MOST_WORDS = 32;

// How much a hit is worth by the way it was found: query.go says why.
const WORTH = {
  sameForm: 1,
  withoutOwn: 0.4,
  unaccented: 0.85,
  misspelled: 0.8,
  synonymous: 0.7,
  derived: 0.5,
  onlyHead: 0.5,
  compoundHead: 0.5,
  compoundPart: 0.4,
  apart: 0.6,
};

/** What a query looks for, and whether it has more words than are looked for. @param {Vocabulary} vocabulary */
function interpret(vocabulary, query) {
  let typed = [...new Set(wordsOf(query).map(({ low }) => low))];
  const telling = typed.filter((word) => !vocabulary.stop.has(word));
  if (telling.length > 0) typed = telling;
  const cut = typed.length > MOST_WORDS;
  const wanted = typed.slice(0, MOST_WORDS).flatMap((word) => interpretWord(vocabulary, word));
  addExpressions(vocabulary, wanted);
  for (const word of wanted) {
    addRelated(vocabulary, word);
    word.known = word.ways.length > 0;
  }
  return { wanted, cut };
}

/** What a word looks for: itself, or its parts where the texts have only those. @returns {Wanted[]} */
function interpretWord(vocabulary, typed) {
  const wanted = { typed, meant: "", part: "", known: false, ways: [] };
  const stem = vocabulary.stem(typed);
  if (stem) addWay(wanted, WORTH.sameForm, [stem]);
  for (const other of vocabulary.unaccented(typed)) addWay(wanted, stem ? WORTH.withoutOwn : WORTH.unaccented, [other]);
  if (wanted.ways.length > 0) return [wanted];
  const parts = vocabulary.parts(typed);
  if (parts) return parts.map((part) => ({ ...wanted, ways: [{ stems: [part], weight: WORTH.sameForm }] }));
  if (/\p{Nd}/u.test(typed)) return [wanted]; // another dose, year or code is not what was meant
  wanted.meant = vocabulary.meant(typed);
  const head = wanted.meant ? undefined : vocabulary.head(typed);
  if (wanted.meant) addWay(wanted, WORTH.misspelled, [vocabulary.forms.get(wanted.meant)]);
  else if (head) {
    wanted.part = head.part;
    addWay(wanted, WORTH.onlyHead, [head.stem]);
  }
  return [wanted];
}

/** Adds a way that is not there yet. @param {Wanted} wanted */
function addWay(wanted, weight, stems) {
  if (!wanted.ways.some((way) => sameStems(way.stems, stems))) wanted.ways.push({ stems, weight });
}

function sameStems(a, b) {
  return a.length === b.length && a.every((stem, i) => stem === b[i]);
}

/** Adds to every word of an expression the others that mean the same. @param {Wanted[]} wanted */
function addExpressions(vocabulary, wanted) {
  const first = wanted.map(({ ways }) => ways[0]);
  const stems = first.map((way) => way?.stems[0] ?? "");
  for (const [i, stem] of stems.entries()) {
    for (const synonym of vocabulary.synonyms.get(stem) ?? []) {
      if (!sameStems(synonym.stems, stems.slice(i, i + synonym.stems.length))) continue;
      for (const j of synonym.stems.keys()) {
        for (const other of synonym.others) addWay(wanted[i + j], WORTH.synonymous * first[i + j].weight, other);
      }
    }
  }
}

/** Adds the compounds that a word is a part of, and the parts of one that is a compound. @param {Wanted} wanted */
function addRelated(vocabulary, wanted) {
  for (const { stems, weight } of [...wanted.ways]) {
    if (stems.length > 1) continue;
    const parts = vocabulary.splits.get(stems[0]);
    if (parts) addWay(wanted, WORTH.apart * weight, parts);
    for (const akin of vocabulary.akin.get(stems[0]) ?? []) addWay(wanted, WORTH.derived * weight, [akin]);
    for (const { stem, head } of vocabulary.compounds.get(stems[0]) ?? []) {
      addWay(wanted, (head ? WORTH.compoundHead : WORTH.compoundPart) * weight, [stem]);
    }
  }
  wanted.ways.sort((a, b) => b.weight - a.weight || compareWords(a.stems.join(" "), b.stems.join(" ")));
}

function compareWords(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
