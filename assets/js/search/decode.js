/**
 * The index that the program has written (generator/search/script.go, which says what is in it), read into what
 * a search needs.
 *
 * @typedef {{title: string, address: string, product: string, programme: string, chapter: string, kind: string,
 *   front: boolean, keywords: string[], first: number, last: number}} SearchText its entries are from first to before last
 * @typedef {{text: number, anchor: string, heading: string, audience: number, box: boolean}} SearchEntry the
 *   audience is a number in the list of all
 */

const INDEX_VERSION = 1;
const FIELDS = { title: 0, heading: 1, keywords: 2, lead: 3, around: 4, body: 5 };
const FIELD_BITS = 3;
const DIGITS = "!#$%&'()*+,-.0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
const ENDED = 60;
const SCALE = DIGITS.length - ENDED;

const digitValues = new Uint8Array(128).fill(255);
for (const [value, digit] of Array.from(DIGITS).entries()) digitValues[digit.charCodeAt(0)] = value;

/** Reads whole numbers, and throws where there are no more or what is there is no number. */
class NumberReader {
  /** @param {string} digits */
  constructor(digits) {
    this.digits = digits;
    this.at = 0;
  }

  next() {
    for (let value = 0, scale = 1; ; scale *= SCALE) {
      const digit = digitValues[this.digits.charCodeAt(this.at++)];
      if (!(digit < 255)) throw new RangeError("no number in the index");
      value += digit * scale;
      if (digit < ENDED) return value;
    }
  }

  /** Throws if there are more. */
  end() {
    if (this.at !== this.digits.length) throw new RangeError("too many numbers in the index");
  }
}

/** All numbers that are written. @param {string} digits */
function readNumbers(digits) {
  const reader = new NumberReader(digits);
  const all = [];
  while (reader.at < digits.length) all.push(reader.next());
  return all;
}

/** What a list has at an index; throws where it has nothing. */
function at(list, index) {
  if (!(index < list.length)) throw new RangeError("the index names what it does not have");
  return list[index];
}

/** @returns {{texts: SearchText[], entries: SearchEntry[]}} */
function decodeTexts(data) {
  const [facts, sections, readers] = [data.texts, data.sections, data.readers].map((digits) => new NumberReader(digits));
  const texts = [];
  const entries = [];
  let unused = 0;
  for (const [i, title] of data.titles.entries()) {
    const [product, programme, chapter, kind] = Array.from({ length: 4 }, () => at(data.labels, facts.next()));
    const front = facts.next() === 1;
    const first = entries.length;
    const last = first + facts.next();
    texts.push({ title, address: at(data.addresses, i), product, programme, chapter, kind, front, keywords: at(data.keywords, i), first, last });
    while (entries.length < last) {
      const section = (sections.next() || ++unused) - 1;
      const anchor = at(data.anchors, section);
      const reader = readers.next();
      entries.push({ text: i, anchor, heading: anchor ? at(data.headings, section) : title, audience: reader >> 1, box: reader % 2 === 1 });
      at(data.audiences, reader >> 1);
    }
  }
  for (const reader of [facts, sections, readers]) reader.end();
  return { texts, entries };
}

/**
 * The forms with how often they are in the texts, their stems, and the stems in the order of their numbers.
 * @returns {{forms: Map<string, string>, times: Map<string, number>, stems: string[]}}
 */
function decodeForms(data) {
  const forms = new Map();
  const times = new Map();
  const stems = new Set();
  const [shared, counts, cuts] = [data.shared, data.times, data.cuts].map((digits) => new NumberReader(digits));
  const stemTails = data.stemTails.split(" ");
  let form = "";
  for (const [i, tail] of (data.tails ? data.tails.split(" ") : []).entries()) {
    form = form.slice(0, shared.next()) + tail;
    const stem = form.slice(0, form.length - cuts.next()) + at(stemTails, i);
    forms.set(form, stem);
    times.set(form, counts.next());
    stems.add(stem);
  }
  for (const reader of [shared, counts, cuts]) reader.end();
  return { forms, times, stems: [...stems] };
}

/**
 * Where each stem is in leads and bodies: pairs of a key (an entry and a field) and how often.
 * @returns {Map<string, Int32Array>}
 */
function decodePlaces(data, texts, entries, stems) {
  const keys = new Int32Array(texts.length + entries.length); // by place
  let filled = 0;
  for (const { first, last } of texts) {
    keys[filled++] = (first << FIELD_BITS) | FIELDS.lead;
    for (let entry = first; entry < last; entry++) keys[filled++] = (entry << FIELD_BITS) | FIELDS.body;
  }
  const lists = readNumbers(data.lists).map((length, i) => ({ length, stem: at(stems, i) }));
  if (lists.length !== stems.length) throw new RangeError("the index has stems without places");
  lists.sort((a, b) => b.length - a.length);
  const [gaps, runs, more] = [data.gaps, data.runs, data.more].map((digits) => new NumberReader(digits));
  let once = runs.next();
  const places = new Map();
  for (const { length, stem } of lists) {
    if (length > keys.length) throw new RangeError("a stem is in more places than there are");
    const list = new Int32Array(2 * length);
    for (let i = 0, place = 0; i < 2 * length; i += 2, place++) {
      place += gaps.next();
      if (place >= keys.length) throw new RangeError("a stem is in a place that there is not");
      list[i] = keys[place];
      list[i + 1] = 1;
      if (once-- === 0) {
        list[i + 1] += 1 + more.next();
        once = runs.next();
      }
    }
    places.set(stem, list);
  }
  for (const reader of [gaps, runs, more]) reader.end();
  if (once !== 0) throw new RangeError("the index lacks places");
  return places;
}
