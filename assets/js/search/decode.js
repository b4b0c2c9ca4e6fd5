/**
 * The index that the program has written (generator/search/script.go, which says what is in it), read into what
 * a search needs.
 *
 * @typedef {{title: string, address: string, product: string, programme: string, chapter: string, kind: string,
 *   front: boolean, keywords: string[], first: number, last: number}} SearchText its entries are from first to before last
 * @typedef {{text: number, anchor: string, heading: string, audience: number, box: boolean}} SearchEntry the
 *   audience is a number in the list of all
 */

const INDEX_VERSION = 2;
const FIELDS = { title: 0, heading: 1, keywords: 2, lead: 3, around: 4, body: 5 };
const FIELD_BITS = 3;
const FROM_WORDS = " "; // stands for what slugOf makes

const NUMBER_SIZES = 32;
const MODEL_SIZE = 4 * NUMBER_SIZES;
const SLOWEST = 6;
const SEEN = 2 ** SLOWEST - 1;
const EVEN = 2 ** 15;
const END_MARK = 0xA5C3;
const END_BITS = 16;
const MAX_MAGNITUDE = 2 * NUMBER_SIZES;
const MOST_LIKE = 63;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const MOST = 2 ** 30 - 1;

const digitValues = new Uint8Array(128).fill(255);
for (const [value, digit] of Array.from(DIGITS).entries()) digitValues[digit.charCodeAt(0)] = value;

/**
 * Reads whole numbers that generator/search/numbers.go has written, which says how, and throws where there are no more
 * or what is there is damaged.
 */
class NumberReader {
  /** @param {string} digits */
  constructor(digits) {
    this.digits = digits;
    this.at = 0;
    this.low = 0;
    this.high = MOST;
    this.value = 0;
    for (let i = 0; i < 5; i++) this.value = (this.value << 6) | this.digit();
    this.models = []; // by context: of each bit its chance and, in the lowest bits, how many bits it is of
  }

  digit() {
    const digit = digitValues[this.digits.charCodeAt(this.at++)];
    if (!(digit < 64)) throw new RangeError("no number in the index");
    return digit;
  }

  /** Reads a bit with a chance of being set, of 65,536. */
  read(chance) {
    const within = this.high - this.low;
    const middle = this.low + (within >> 16) * chance + (((within & 0xFFFF) * chance) >>> 16);
    const bit = this.value <= middle ? 1 : 0;
    if (bit === 1) this.high = middle;
    else this.low = middle + 1;
    while ((this.low ^ this.high) >> 24 === 0) {
      this.low = (this.low << 6) & MOST;
      this.high = ((this.high << 6) & MOST) | 63;
      this.value = ((this.value << 6) & MOST) | this.digit();
    }
    return bit;
  }

  /** Reads a bit by its chance, which follows it. @param {Uint32Array} model @param {number} index */
  bit(model, index) {
    const chance = model[index] >> SLOWEST;
    const seen = Math.min((model[index] & SEEN) + 1, SEEN);
    const share = 32 - Math.clz32(seen);
    const bit = this.read(chance);
    model[index] = ((bit === 1 ? chance + ((2 ** 16 - chance) >> share) : chance - (chance >> share)) << SLOWEST) | seen;
    return bit;
  }

  /** @param {number} context what is known of the number */
  next(context) {
    const model = this.models[context] ??= new Uint32Array(MODEL_SIZE).fill(EVEN << SLOWEST);
    let size = 0;
    while (this.bit(model, size) === 1) {
      if (++size === NUMBER_SIZES - 2) throw new RangeError("no number in the index");
    }
    let value = 1;
    let at = NUMBER_SIZES + 3 * size;
    for (let i = 0; i < size; i++) {
      const bit = i < 2 ? this.bit(model, at) : this.read(EVEN);
      at += 1 + bit;
      value = value * 2 + bit;
    }
    return value - 1;
  }

  /** Throws if there are more, or something was lost. */
  end() {
    for (let i = END_BITS - 1; i >= 0; i--) {
      if (this.read(EVEN) !== ((END_MARK >> i) & 1)) throw new RangeError("damaged numbers in the index");
    }
    if (this.at !== this.digits.length) throw new RangeError("too many numbers in the index");
  }
}

/** Twice the logarithm of a number, about. */
function magnitude(n) {
  const size = 32 - Math.clz32(n);
  return size < 2 ? size : 2 * size - 2 + ((n >>> (size - 2)) & 1);
}

/** What a list has at an index; throws where it has nothing. */
function at(list, index) {
  if (!(index >= 0 && index < list.length)) throw new RangeError("the index names what it does not have");
  return list[index];
}

/** The anchor, or part of an address, that is made of words in letters that unlessMade allows. @param {string} words */
function slugOf(words) {
  return withoutAccents(lowered(words)).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** @returns {{texts: SearchText[], entries: SearchEntry[]}} */
function decodeTexts(data) {
  const [facts, sections, readers] = [data.texts, data.sections, data.readers].map((digits) => new NumberReader(digits));
  const texts = [];
  const entries = [];
  const anchors = data.anchors.map((anchor, i) => (anchor === FROM_WORDS ? slugOf(at(data.headings, i)) : anchor));
  let unused = 0;
  let reader = 0;
  let section = 0;
  let audience = 0;
  for (const [i, title] of data.titles.entries()) {
    const [product, programme, chapter, kind] = Array.from({ length: 4 }, (_, i) => at(data.labels, facts.next(i)));
    const front = facts.next(4) === 1;
    const first = entries.length;
    const last = first + facts.next(5);
    let address = at(data.addresses, i);
    if (address.endsWith(FROM_WORDS)) address = address.slice(0, -FROM_WORDS.length) + slugOf(title);
    if (address && !address.includes("#")) address += "/"; // but a part of a document of the handbook has an anchor
    texts.push({ title, address, product, programme, chapter, kind, front, keywords: at(data.keywords, i), first, last });
    while (entries.length < last) {
      section = sections.next(Math.min(section, MOST_LIKE));
      const place = (section || ++unused) - 1;
      const anchor = at(anchors, place);
      reader = readers.next(Math.min(reader, MOST_LIKE));
      const step = reader >> 1;
      audience += step % 2 === 1 ? (step + 1) / 2 : -step / 2;
      at(data.audiences, audience);
      entries.push({ text: i, anchor, heading: anchor ? at(data.headings, place) : title, audience, box: reader % 2 === 1 });
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
    form = form.slice(0, shared.next(0)) + tail;
    const stem = form.slice(0, form.length - cuts.next(form.charCodeAt(form.length - 1))) + at(stemTails, i);
    forms.set(form, stem);
    times.set(form, counts.next(0));
    stems.add(stem);
  }
  for (const reader of [shared, counts, cuts]) reader.end();
  return { forms, times, stems: [...stems] };
}

/**
 * Where each stem is in leads and bodies: pairs of a key (an entry and a field) and how often.
 * @param {Map<string, number>} totals how often each stem is in the texts @returns {Map<string, Int32Array>}
 */
function decodePlaces(data, texts, entries, stems, totals) {
  const keys = []; // by place
  for (const { first, last } of texts) {
    keys.push((first << FIELD_BITS) | FIELDS.lead);
    for (let entry = first; entry < last; entry++) keys.push((entry << FIELD_BITS) | FIELDS.body);
  }
  const [lengths, magnitudes, gaps, counts] = [data.lists, data.sizes, data.gaps, data.counts].map((digits) => new NumberReader(digits));
  const lists = stems.map((stem) => ({ stem, length: lengths.next(magnitude(totals.get(stem) ?? 0)) }));
  lists.sort((a, b) => b.length - a.length);
  let before = 0;
  const sizes = keys.map(() => before = magnitudes.next(before));
  const order = Int32Array.from(Array.from(keys.keys()).sort((a, b) => sizes[b] - sizes[a]));
  const times = new Int32Array(keys.length); // how often the latest stem is in each place
  const places = new Map();
  for (const { length, stem } of lists) {
    const having = new Int32Array(length); // the places that have the stem
    const rarity = magnitude(Math.floor(order.length / length));
    for (let i = 0, next = 0, gap = 0, more = 0; i < length; i++, next++) {
      gap = gaps.next(2 * magnitude(Math.floor((8 * (order.length - next)) / (length - i))) + Math.min(gap, 1));
      next += gap;
      const place = at(order, next);
      more = counts.next((3 * rarity + Math.min(more, 2)) * MAX_MAGNITUDE + sizes[place]);
      having[i] = place;
      times[place] = more + 1;
    }
    having.sort();
    const list = new Int32Array(2 * length);
    for (let i = 0; i < length; i++) {
      list[2 * i] = keys[having[i]];
      list[2 * i + 1] = times[having[i]];
    }
    places.set(stem, list);
  }
  for (const reader of [lengths, magnitudes, gaps, counts]) reader.end();
  return places;
}
