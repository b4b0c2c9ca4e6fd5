/** Words of texts and queries, as package search of the program divides and compares them. */

const WORD = /[\p{L}\p{Nd}][\p{L}\p{Nd}\p{Mn}\u00AD]*/gu;
const ASCII = /^[\0-\x7F]*$/;

/** The words of a text: where they begin and end, and in small letters. @param {string} text */
function wordsOf(text) {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ begin: index, end: index + word.length, low: lowered(word) }));
}

/** A word in small letters, in one Unicode form and without soft hyphens. @param {string} word */
function lowered(word) {
  if (ASCII.test(word)) return word.toLowerCase();
  // Letter by letter, and one letter of each: a browser makes ς of the last Σ in a word, and two of İ.
  const small = Array.from(word.replaceAll("\u00AD", ""), (letter) => String.fromCodePoint(letter.toLowerCase().codePointAt(0)));
  return small.join("").normalize("NFC");
}

const WITHOUT_ACCENTS = { æ: "a", ø: "o", ß: "ss" };

/** A word in small letters without its accents. @param {string} low */
function withoutAccents(low) {
  if (ASCII.test(low)) return low;
  const plain = low.replace(/[åä]/g, "a").replaceAll("ö", "o"); // most words have no others
  if (ASCII.test(plain)) return plain;
  return plain.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[æøß]/g, (letter) => WITHOUT_ACCENTS[letter]);
}

/** How many characters a word has. @param {string} word */
function countLetters(word) {
  return ASCII.test(word) ? word.length : Array.from(word).length;
}

/** Where each character of a word begins. @param {string} word */
function beginsOf(word) {
  const begins = [];
  for (let at = 0; at < word.length; at += word.codePointAt(at) > 0xFFFF ? 2 : 1) begins.push(at);
  return begins;
}

/** Which letters a word has, as bits. One mistake changes two of them at most. @param {string} word */
function letterBits(word) {
  let bits = 0;
  for (const letter of word) bits |= 1 << (letter.codePointAt(0) % 32);
  return bits;
}

/** How many bits a number has. */
function countBits(bits) {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * How many letters must be inserted, deleted, replaced or swapped with their neighbour to make one word the
 * other, or one more than most when it is more than that.
 * @param {string[]} a its letters @param {string[]} b @param {number} most
 */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[b.length], most + 1);
}
