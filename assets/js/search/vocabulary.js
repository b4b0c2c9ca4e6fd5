const SHORTEST_PART = 4; // letters of a part of a compound
const LEAST_TIMES = 2; // that a part is in the texts as a word of its own
const LONGEST_WORD = 60; // letters of a word that is taken apart or compared with others
const SHORTEST_BASE = 5; // letters of a word that others are derived from
const SUFFIXES = "ning ing ningar else are nad skap het o al isk sk sam bar ig lig lös fri".split(" ");

/** Adds a value to the list of a key, once. */
function addTo(map, key, value) {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

/** The words of the texts and how they are related, derived as package search of the program does (vocabulary.go). */
class Vocabulary {
  /**
   * @param {Map<string, string>} forms the stem of each @param {Map<string, number>} times how often they are in the texts
   * @param {{stop: string[], endings: string[], groups: string[][][]}} data
   */
  constructor(forms, times, data) {
    if (![data.stop, data.endings].every(Array.isArray)) throw new TypeError("the index lacks lists");
    this.forms = forms; // those that only synonyms have too, which are no times in the texts
    this.times = times;
    this.stop = new Set(data.stop);
    this.endings = data.endings;
    this.totals = new Map(); // of stems
    for (const [form, stem] of forms) {
      if (times.get(form) > 0) this.totals.set(stem, (this.totals.get(stem) ?? 0) + times.get(form));
    }
    this.fold();
    this.stems = [...this.totals.keys()].sort();
    this.derive();
    this.common = new Map(); // forms and stems that are common enough to be a part of others → their stems
    for (const stem of this.stems) this.enterCommon(stem, stem);
    for (const [form, stem] of forms) if (times.get(form) > 0) this.enterCommon(form, stem);
    this.split();
    for (const [form, stem] of forms) if (times.get(form) === 0) this.enterCommon(form, stem);
    this.relate(data.groups);
  }

  /** Enters a form or stem, if it is common enough in the texts to be a part of others. */
  enterCommon(word, stem) {
    if (this.totals.get(stem) >= LEAST_TIMES && countLetters(word) >= SHORTEST_PART && !this.stop.has(word)) this.common.set(word, stem);
    else this.common.delete(word); // which is a stem too
  }

  /** Notes how forms and stems are written without accents. */
  fold() {
    this.folded = new Map();
    const add = (word, stem) => {
      const key = withoutAccents(word);
      if (key !== word) addTo(this.folded, key, stem);
    };
    for (const [form, stem] of this.forms) {
      if (this.times.get(form) === 0) continue;
      add(form, stem);
      if (stem !== form) add(stem, stem);
    }
  }

  /** Relates stems that differ by a suffix that makes one word of another: utred-a and utredning. */
  derive() {
    this.akin = new Map();
    for (const stem of this.stems) {
      for (const suffix of SUFFIXES) {
        if (!stem.endsWith(suffix)) continue;
        const base = stem.slice(0, -suffix.length);
        if (countLetters(base) < SHORTEST_BASE || !this.totals.has(base)) continue;
        addTo(this.akin, base, stem);
        addTo(this.akin, stem, base);
      }
    }
  }

  /** Takes the compounds of the texts apart. */
  split() {
    this.splits = new Map();
    this.compounds = new Map();
    for (const stem of this.stems) {
      const parts = this.parts(stem);
      if (!parts) continue;
      const [left, right] = parts;
      this.splits.set(stem, parts);
      for (const [part, head] of left === right ? [[left, false]] : [[left, false], [right, true]]) {
        if (!this.compounds.has(part)) this.compounds.set(part, []);
        this.compounds.get(part).push({ stem, head });
      }
    }
  }

  /** Relates expressions that mean the same, as stems. */
  relate(groups) {
    this.synonyms = new Map(); // by the first stem
    for (const group of groups) {
      for (const [i, stems] of group.entries()) {
        if (!this.synonyms.has(stems[0])) this.synonyms.set(stems[0], []);
        this.synonyms.get(stems[0]).push({ stems, others: group.filter((_, j) => j !== i) });
      }
    }
  }

  /** Takes a word apart into the stems of two words that are common in the texts: the longest possible last part. */
  parts(word) {
    const begins = beginsOf(word);
    if (begins.length > LONGEST_WORD) return undefined;
    for (let i = SHORTEST_PART - 1; i <= begins.length - SHORTEST_PART; i++) {
      const right = this.common.get(word.slice(begins[i]));
      const left = right && this.first(word.slice(0, begins[i]));
      if (left) return [left, right];
    }
    return undefined;
  }

  /** The longest word that a word ends with, and its stem. @returns {{part: string, stem: string} | undefined} */
  head(word) {
    const begins = beginsOf(word);
    if (begins.length > LONGEST_WORD) return undefined;
    for (let i = SHORTEST_PART - 1; i <= begins.length - SHORTEST_PART - 1; i++) {
      const part = word.slice(begins[i]);
      const stem = this.common.get(part);
      if (stem) return { part, stem };
    }
    return undefined;
  }

  /** The stem of the first part of a compound: as it is, or without a binding letter. */
  first(part) {
    return this.common.get(part) ?? ("souea".includes(part.at(-1)) ? this.common.get(part.slice(0, -1)) : undefined);
  }

  /** The stem of a word that is typed, as the texts have it: of the same form, or of one that differs by an ending. */
  stem(low) {
    const known = (word) => this.forms.get(word) ?? (this.totals.has(word) ? word : undefined);
    return known(low) ?? this.withoutEnding(low, known);
  }

  /** The stems of words that are written as low without their accents. Who types å means å. */
  unaccented(low) {
    if (low !== withoutAccents(low)) return [];
    const known = (word) => this.folded.get(word);
    return known(low) ?? this.withoutEnding(low, known) ?? [];
  }

  /** What is known of a word without one of the endings that it has. */
  withoutEnding(low, known) {
    for (const ending of this.endings) {
      if (!low.endsWith(ending)) continue;
      const base = low.slice(0, -ending.length);
      const found = countLetters(base) >= 3 ? known(base) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  /** The form in the texts that is most like a word, of equals the most common, and of those the first. */
  meant(low) {
    const letters = Array.from(low);
    if (letters.length < SHORTEST_PART || letters.length > LONGEST_WORD) return "";
    const most = letters.length >= 8 ? 2 : 1;
    let best = "";
    let least = most + 1;
    let common = 0;
    const bits = letterBits(low);
    this.bits ??= Int32Array.from(this.times.keys(), letterBits);
    let i = 0;
    for (const [form, times] of this.times) {
      if (countBits(bits ^ this.bits[i++]) > 2 * most || Math.abs(form.length - low.length) > 2 * most) continue;
      if (times === 0 || this.stop.has(form)) continue;
      const d = distance(letters, Array.from(form), Math.min(least, most));
      if (d > most || d > least || (d === least && times <= common)) continue; // forms come in their order
      [best, least, common] = [form, d, times];
    }
    return best;
  }
}
