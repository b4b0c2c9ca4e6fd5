/**
 * An index that can be searched.
 *
 *     const { index, failure } = await loadSearch();   // failure: "missing", "version" or "damaged"
 *     const { wanted, cut, hits } = index.find({ words, profile });
 *     const pieces = await index.excerpt(hits[0].sections[0], wanted);
 *
 * Only words must be given. A profile is the ids of tags of a reader: with it only what that reader sees is found, and
 * without it all is; index.isSeen tells of a match. cut says that the query has more words than are
 * looked for. Hits come best first.
 *
 * @typedef {{entry: number, anchor: string, heading: string, audience: string, score: number}} Match the anchor is
 *   empty for the beginning of the text; the audience is as data-for has it
 * @typedef {{text: SearchText, score: number, sections: Match[]}} Hit with one section at least, best first
 * @typedef {{text: string, marked: boolean}} Piece of a sentence, and whether it is a word that was looked for
 */
class SearchIndex {
  /**
   * Throws where the data is damaged.
   * @param {object} data as generator/search/script.go writes it
   * @param {(text: number) => Promise<string[][] | undefined>} sentences loads those of a text, by its entries
   */
  constructor(data, sentences) {
    const { forms, times, stems } = decodeForms(data);
    Object.assign(this, decodeTexts(data));
    this.audiences = data.audiences;
    this.sentences = sentences;
    this.vocabulary = new Vocabulary(forms, times, data);
    this.places = decodePlaces(data, this.texts, this.entries, stems, this.vocabulary.totals);
    this.enterNames();
    const lists = [...this.places.values()];
    this.entryLevel = measureLevel(this.entries.length, lists, Int32Array.from(this.entries, (_, entry) => entry));
    this.textLevel = measureLevel(this.texts.length, lists, Int32Array.from(this.entries, ({ text }) => text));
    this.tags = indexTags(taxonomy);
  }

  /** Enters the words of titles, headings, keywords and programmes, and what is called what. */
  enterNames() {
    /** @type {Map<string, number[]>} stems → the entries that are called so */
    this.names = new Map();
    const added = new Map(); // stem → keys and counts
    const read = new Map(); // text → the stems of its words and of those that are not stop words, since many are alike
    const { forms, stop } = this.vocabulary;
    const enter = (entry, field, text, isName) => {
      if (!read.has(text)) {
        const all = wordsOf(text).map(({ low }) => ({ low, stem: forms.get(low) }));
        const words = all.filter(({ stem }) => stem);
        // A browser of another version of Unicode than the program parts words otherwise at the newest letters.
        if (words.length < all.length && ASCII.test(text)) throw new RangeError("the index lacks a word of a heading");
        const name = words.filter(({ low }) => !stop.has(low)).map(({ stem }) => stem).join(" ");
        read.set(text, { stems: words.map(({ stem }) => stem), name });
      }
      const { stems, name } = read.get(text);
      const key = (entry << FIELD_BITS) | field;
      for (const stem of stems) {
        if (!added.has(stem)) added.set(stem, []);
        const list = added.get(stem);
        if (list.at(-2) === key) list[list.length - 1]++;
        else list.push(key, 1);
      }
      if (!isName || !name) return;
      if (!this.names.has(name)) this.names.set(name, []);
      if (this.names.get(name).at(-1) !== entry) this.names.get(name).push(entry); // entries come in their order
    };
    for (const [entry, { text, anchor, heading, box }] of this.entries.entries()) {
      const { title, keywords, programme, first } = this.texts[text];
      if (entry === first) {
        enter(entry, FIELDS.title, title, true);
        for (const keyword of keywords) enter(entry, FIELDS.keywords, keyword, true);
        if (programme && programme !== title) enter(entry, FIELDS.around, programme, false);
      } else if (anchor && !box) enter(entry, FIELDS.heading, heading, true);
    }
    for (const [stem, list] of added) this.places.set(stem, mergePlaces(list, this.places.get(stem) ?? []));
  }

  /** @param {{words: string, profile?: string[]}} query */
  find({ words, profile = [] }) {
    const { wanted, cut } = interpret(this.vocabulary, words);
    const seen = this.seenBy(profile);
    const shown = Uint8Array.from(this.entries, ({ audience }) => seen[audience]);
    const textScores = scoreUnits(wanted, this.places, this.textLevel, shown);
    const entryScores = scoreUnits(wanted, this.places, this.entryLevel, shown);
    const named = this.named(wanted, shown);
    const hits = [];
    for (const [i, text] of this.texts.entries()) {
      const matches = [];
      for (let entry = text.first; entry < text.last; entry++) {
        const { anchor, heading, audience } = this.entries[entry];
        if (entryScores[entry] > 0) matches.push({ entry, anchor, heading, audience: this.audiences[audience], score: entryScores[entry] });
      }
      if (matches.length === 0) continue;
      const sections = bestMatches(matches);
      let score = textScores[i] + SECTIONS_SHARE * sections[0].score;
      if (named.has(i)) score *= NAMED_SHARE;
      if (text.front) score *= FRONT_SHARE;
      hits.push({ text, score, sections });
    }
    hits.sort((a, b) => b.score - a.score);
    return { wanted, cut, hits };
  }

  /** Which audiences a reader is of, in the order of all. @param {string[]} profile */
  seenBy(profile) {
    return this.audiences.map((audience) => profile.length === 0 || this.isSeen({ audience }, profile));
  }

  /** Whether a reader sees a match. @param {{audience: string}} match @param {string[]} profile */
  isSeen({ audience }, profile) {
    return isVisible(this.tags, parseTargets(audience), profile);
  }

  /** The texts of which the title, a heading or a keyword is just the words that are wanted. */
  named(wanted, shown) {
    const stems = wanted.flatMap(({ ways }) => ways[0]?.stems ?? []);
    const entries = this.names.get(stems.join(" ")) ?? [];
    return new Set(entries.filter((entry) => shown[entry]).map((entry) => this.entries[entry].text));
  }

  /**
   * The sentence of a match that has the most of what is wanted, in pieces; none where only the heading, title
   * or keywords answer, or the sentences cannot be loaded.
   * @param {Match} match @param {Wanted[]} wanted @returns {Promise<Piece[]>}
   */
  async excerpt(match, wanted) {
    const { text } = this.entries[match.entry];
    const sentences = (await this.sentences(text))?.[match.entry - this.texts[text].first] ?? [];
    return excerptOf(this.vocabulary.forms, sentences, wanted);
  }
}

/** Where a stem is, of two lists in the order of their keys. */
function mergePlaces(a, b) {
  const merged = new Int32Array(a.length + b.length);
  for (let at = 0, i = 0, j = 0; at < merged.length; at += 2) {
    const first = j >= b.length || a[i] < b[j];
    merged[at] = first ? a[i] : b[j];
    merged[at + 1] = first ? a[i + 1] : b[j + 1];
    if (first) i += 2;
    else j += 2;
  }
  return merged;
}
