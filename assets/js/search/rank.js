// BM25F with the constants of rank.go, which says where they are from. Sums are made in the same order as there,
// so that scores are the same to the last digit.
const K1 = 1.2;
const B = 0.75;
const FIELD_WEIGHTS = [8, 4, 6, 2, 2, 0.4];
const SECTIONS_SHARE = 0.5;
const FRONT_SHARE = 0.7;
const NAMED_SHARE = 1.5;
const MOST_SECTIONS = 3;
const RARITY_STEPS = 2 ** 20;

/**
 * The words in each field of every unit that is ranked, and their means over those that have any.
 * @param {number} units how many there are @param {Int32Array[]} lists @param {Int32Array} unitOf the unit of each entry
 */
function measureLevel(units, lists, unitOf) {
  const count = FIELD_WEIGHTS.length;
  const lengths = new Int32Array(units * count);
  for (const list of lists) {
    for (let i = 0; i < list.length; i += 2) {
      lengths[unitOf[list[i] >> FIELD_BITS] * count + (list[i] & ((1 << FIELD_BITS) - 1))] += list[i + 1];
    }
  }
  const means = FIELD_WEIGHTS.map((_, field) => {
    let sum = 0;
    let having = 0;
    for (let i = field; i < lengths.length; i += count) {
      sum += lengths[i];
      if (lengths[i] > 0) having++;
    }
    return Math.max(sum, 1) / Math.max(having, 1);
  });
  return { units, lengths, means, unitOf };
}

/** How often a stem is in each unit that has it, weighed by field and by the length of the field. */
function frequencies(list, level, shown) {
  const { lengths, means, unitOf } = level;
  const units = [];
  const times = [];
  let last = -1;
  for (let i = 0; i < list.length; i += 2) {
    const entry = list[i] >> FIELD_BITS;
    if (!shown[entry]) continue;
    const field = list[i] & ((1 << FIELD_BITS) - 1);
    const unit = unitOf[entry];
    const weight = (FIELD_WEIGHTS[field] * list[i + 1]) / (1 - B + (B * lengths[unit * FIELD_WEIGHTS.length + field]) / means[field]);
    if (unit === last) {
      times[times.length - 1] += weight;
    } else {
      units.push(unit);
      times.push(weight);
      last = unit;
    }
  }
  return { units, times };
}

/** How often two things are together in the units that have both: as often as the rarer. */
function together(a, b) {
  const both = { units: [], times: [] };
  for (let i = 0, j = 0; i < a.units.length && j < b.units.length; ) {
    if (a.units[i] < b.units[j]) i++;
    else if (a.units[i] > b.units[j]) j++;
    else {
      both.units.push(a.units[i]);
      both.times.push(Math.min(a.times[i++], b.times[j++]));
    }
  }
  return both;
}

/**
 * The score of every unit: of each word the best way that it is found in, and of the sum a share for how many of
 * the words are found.
 * @param {Wanted[]} wanted @param {Map<string, Int32Array>} places
 */
function scoreUnits(wanted, places, level, shown) {
  const total = new Float64Array(level.units);
  const found = new Int32Array(level.units);
  const best = new Float64Array(level.units);
  const known = new Map();
  const of = (stem) => {
    if (!known.has(stem)) known.set(stem, frequencies(places.get(stem) ?? [], level, shown));
    return known.get(stem);
  };
  for (const { ways } of wanted) {
    best.fill(0);
    for (const { stems, weight } of ways) {
      const { units, times } = stems.map(of).reduce(together);
      const rarity = Math.round(RARITY_STEPS * Math.log(1 + (level.units - units.length + 0.5) / (units.length + 0.5))) / RARITY_STEPS;
      const worth = weight * rarity;
      for (let i = 0; i < units.length; i++) {
        const score = (worth * times[i] * (K1 + 1)) / (K1 + times[i]);
        if (score > best[units[i]]) best[units[i]] = score;
      }
    }
    for (let unit = 0; unit < level.units; unit++) {
      if (best[unit] > 0) {
        total[unit] += best[unit];
        found[unit]++;
      }
    }
  }
  for (let unit = 0; unit < level.units; unit++) total[unit] *= found[unit] / wanted.length;
  return total;
}

/** The best matches of a text, one for each section. */
function bestMatches(matches) {
  const kept = [];
  for (const match of matches.sort((a, b) => b.score - a.score)) {
    if (kept.length < MOST_SECTIONS && !kept.some(({ anchor }) => anchor === match.anchor)) kept.push(match);
  }
  return kept;
}
