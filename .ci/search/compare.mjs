// Compares the search with Pagefind, lunr and MiniSearch: the same texts, the same questions. A comparison is made by
// hand, at the top of the project, and is no part of .ci/run. What came of it is in docs/matvarden.md.
//
//     npm ci --prefix .ci/search
//     go build -o provtryck ./generator
//     node .ci/search/compare.mjs ./provtryck content            # how well the questions of sokprov.yaml are answered
//     node .ci/search/compare.mjs ./provtryck corpus/content     # a folder without questions: bytes and time only
//
// What is found is a text, as one page. Ours is asked in Node, by the scripts that `provtryck build` has written, which
// answer as the program does (TestSearchSame). All of the others get, of each text that our index has, its title,
// keywords, headings, lead, the title of its programme, and its sentences, weighed as ours are. Pagefind is also given
// the pages as they are built. The bytes are what the loader of each asks for, when it is run in Node, until three
// results are there, compressed by gzip unless they already are. Lunr and MiniSearch have no loader and no sentences to
// show: theirs are the script, the index and the titles. "Set" is the setting, of some fifteen, seven and seven that were
// tried, with the highest MRR of the questions that are not kept apart.

import { execFileSync } from "node:child_process";
import { setMaxListeners } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import lunr from "lunr";
import MiniSearch from "minisearch";
import * as pagefind from "pagefind";

const require = createRequire(import.meta.url);
require("lunr-languages/lunr.stemmer.support.js")(lunr);
require("lunr-languages/lunr.sv.js")(lunr);

const WEIGHTS = { title: 8, headings: 4, keywords: 6, lead: 2, programme: 2, body: 1 }; // as in generator/search/rank.go when it was compared; its body is 0.4 since
const LOOKED = 10;
const SHOWN = 3;
const TYPICAL = ["behandling", "uppföljning", "remiss utredning barn", "läkemedel biverkningar kontroll", "behanlding", "utredning vid deprssion"];

const [program, content] = process.argv.slice(2);
if (!content) throw new Error("usage: node .ci/search/compare.mjs PROGRAM CONTENT");
const work = mkdtempSync(join(tmpdir(), "comparison-"));
const site = join(work, "site");

/** What has been loaded since it was last emptied: addresses and their bytes as sent. */
let loaded = new Map();
const sent = (file, bytes) => loaded.set(file, bytes[0] === 0x1f && bytes[1] === 0x8b ? bytes.length : gzipSync(bytes, { level: 9 }).length);
const load = (file) => {
  const bytes = readFileSync(file);
  sent(file, bytes);
  return bytes;
};
const weightOf = (...files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(require.resolve(file)), { level: 9 }).length, 0);
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const sizeOf = (folder) => readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name))).reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
const timed = async (action) => {
  const begin = performance.now();
  const result = await action();
  return [result, performance.now() - begin];
};

/** A page, as far as the script of our search needs one: scripts that are added to its head are run. */
function makePage(file) {
  const document = new EventTarget();
  setMaxListeners(0, document);
  document.currentScript = { src: pathToFileURL(file).href };
  document.createElement = () => Object.assign(new EventTarget(), { setAttribute(name, value) { this[name] = value; }, append() {} });
  document.head = {
    append(script) {
      script.remove = () => {};
      try {
        const text = load(new URL(script.src)).toString();
        document.currentScript = script;
        vm.runInContext(text, context);
        document.currentScript = null;
      } catch (e) {
        if (e.code !== "ENOENT") throw e;
        queueMicrotask(() => script.dispatchEvent(new Event("error")));
        return;
      }
      queueMicrotask(() => script.dispatchEvent(new Event("load")));
    },
  };
  const context = vm.createContext({ document, URL, CustomEvent, atob });
  return { document, run: () => vm.runInContext(load(file).toString(), context) };
}

/** Our engine, opened again. */
async function openOurs() {
  const assets = join(site, "assets");
  const script = readdirSync(assets, { recursive: true }).find((name) => name.endsWith("search.js"));
  const page = makePage(join(assets, script));
  let engine;
  page.document.addEventListener("search:ready", ({ detail }) => { engine = detail; });
  page.run();
  const { index, failure } = await engine.loadSearch();
  if (failure) throw new Error(`our index: ${failure}`);
  return index;
}

/** The texts of our index, in the fields that the others get. */
async function readTexts(index) {
  return Promise.all(index.texts.map(async (text, i) => {
    const entries = index.entries.slice(text.first, text.last);
    const sentences = await index.sentences(i);
    const headings = [...new Set(entries.slice(1).filter(({ box }) => !box).map(({ heading }) => heading))];
    const [lead = "", ...rest] = sentences[0] ?? [];
    const sections = entries.slice(1).map((entry, j) => ({ heading: entry.box ? "" : entry.heading, words: sentences[j + 1].join(" ") }));
    return {
      id: text.address, title: text.title, keywords: text.keywords.join(", "), programme: text.programme === text.title ? "" : text.programme,
      lead, headings: headings.join(". "), body: [rest.join(" "), ...sections.map(({ words }) => words)].join(" "), rest: rest.join(" "), sections,
    };
  }));
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A text as a page for Pagefind, which itself weighs headings. */
const pageOf = ({ title, keywords, programme, lead, rest, sections }) => `<!doctype html><html lang="sv"><title>${escaped(title)}</title><main>
<h1 data-pagefind-weight="8">${escaped(title)}</h1><p data-pagefind-weight="6">${escaped(keywords)}</p><p data-pagefind-weight="2">${escaped(programme)}</p>
<p data-pagefind-weight="2">${escaped(lead)}</p><p>${escaped(rest)}</p>
${sections.map(({ heading, words }) => `<h2 data-pagefind-weight="4">${escaped(heading)}</h2><p>${escaped(words)}</p>`).join("\n")}</main></html>`;

let instances = 0;

/** Pagefind, over pages. */
async function makePagefind(pages, options = {}) {
  const folder = join(work, `pagefind${instances++}`);
  const [, time] = await timed(async () => {
    const { index } = await pagefind.createIndex({ rootSelector: "main", excludeSelectors: [".page-findings", ".audience-tags", ".audience-tags__all", ".metadata", ".sample-notice", ".article__kind"] });
    for (const { address, html } of pages) {
      const { errors } = await index.addHTMLFile({ url: `/${address}`, content: html });
      if (errors.length > 0) throw new Error(errors.join());
    }
    await index.writeFiles({ outputPath: folder });
  });
  const open = async () => {
    globalThis.fetch = async (address) => new Response(load(new URL(String(address).split("?")[0])));
    load(join(folder, "pagefind.js"));
    const engine = await import(`${pathToFileURL(join(folder, "pagefind.js")).href}?${instances++}`);
    await engine.options({ basePath: `${pathToFileURL(folder).href}/`, baseUrl: "/", noWorker: true, ...options });
    await engine.init("sv");
    return engine;
  };
  const engine = await open();
  return {
    time, size: readdirSync(folder, { recursive: true }).filter((name) => /pf_|pagefind\.js$|pagefind-entry|wasm\.sv|pagefind-worker/.test(name)).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
    ask: async (words) => (await Promise.all((await engine.search(words)).results.slice(0, LOOKED).map((result) => result.data()))).map(({ raw_url, url }) => (raw_url ?? url).replace(/^\//, "")),
    first: async (words) => {
      const fresh = await open();
      const { results } = await fresh.search(words);
      await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
    },
  };
}

/** lunr with its Swedish stemmer and stop words: as typed; at a lower weight as the beginning of a word, and misspelt. */
async function makeLunr(texts, { prefix, fuzzy }) {
  const [index, time] = await timed(() => lunr(function build() {
    this.use(lunr.sv);
    for (const [name, boost] of Object.entries(WEIGHTS)) this.field(name, { boost });
    for (const text of texts) this.add(text);
  }));
  const stored = JSON.stringify({ index, titles: Object.fromEntries(texts.map(({ id, title }) => [id, title])) });
  const script = weightOf("lunr/lunr.min.js", "lunr-languages/min/lunr.stemmer.support.min.js", "lunr-languages/min/lunr.sv.min.js");
  return {
    time, size: Buffer.byteLength(stored), bytes: script + gzipSync(stored, { level: 9 }).length,
    ask: (words) => index.query((query) => {
      for (const token of lunr.tokenizer(words)) {
        const [stem] = index.pipeline.run([token]).map(String);
        if (!stem) continue;
        query.term(stem, { usePipeline: false, boost: 10 });
        if (prefix) query.term(stem, { usePipeline: false, boost: prefix, wildcard: lunr.Query.wildcard.TRAILING });
        if (fuzzy && stem.length > 3) query.term(stem, { usePipeline: false, boost: fuzzy, editDistance: stem.length > 7 ? 2 : 1 });
      }
    }).slice(0, LOOKED).map(({ ref }) => ref),
  };
}

/** MiniSearch with the Swedish stemmer and stop words of lunr-languages. */
async function makeMiniSearch(texts, searchOptions) {
  const processTerm = (term) => {
    const low = term.toLowerCase();
    return lunr.sv.stopWordFilter(low) === undefined ? null : lunr.sv.stemmer(low);
  };
  const index = new MiniSearch({ fields: Object.keys(WEIGHTS), storeFields: ["title"], processTerm, searchOptions: { boost: WEIGHTS, ...searchOptions } });
  const [, time] = await timed(() => index.addAll(texts));
  const stored = JSON.stringify(index);
  const script = weightOf("minisearch", "lunr-languages/min/lunr.stemmer.support.min.js", "lunr-languages/min/lunr.sv.min.js");
  return {
    time, size: Buffer.byteLength(stored), bytes: script + gzipSync(stored, { level: 9 }).length,
    ask: (words) => index.search(words).slice(0, LOOKED).map(({ id }) => id),
  };
}

/** The questions of sokprov.yaml, with the addresses that answer: each is written on three lines or four. */
function readQuestions(texts) {
  const known = new Set(texts.map(({ id }) => id));
  let source = "";
  try {
    source = readFileSync(join(content, "_projekt", "sokprov.yaml"), "utf8");
  } catch { /* no questions */ }
  const questions = source.split(/^ {2}- fråga: /m).slice(1).map((part) => {
    const [line] = part.split("\n", 1);
    const words = line.startsWith('"') ? JSON.parse(line) : line;
    const answers = Array.from(part.matchAll(/[\w/-]+\.md/g), ([file]) => file.replace(/(^|\/)\d+-/g, "$1").replace(/(index)?\.md$/, "/").replace("//", "/"));
    if (answers.length === 0) throw new Error(`no answers: ${words}`);
    return { words, kept: /^ {4}undantag: ja/m.test(part), answers };
  });
  const missing = questions.flatMap(({ answers }) => answers).filter((answer) => !known.has(answer));
  if (missing.length > 0 && missing.length < questions.length) throw new Error(`no texts: ${missing.join(" ")}`);
  return missing.length > 0 ? [] : questions; // those of another folder's texts are not for these
}

async function rate(ask, questions) {
  let one = 0, three = 0, reciprocal = 0, none = 0;
  for (const { words, answers } of questions) {
    const found = await ask(words);
    const rank = 1 + found.findIndex((address) => answers.includes(address));
    if (rank === 1) one++;
    if (rank > 0 && rank <= 3) three++;
    if (rank > 0) reciprocal += 1 / rank;
    if (found.length === 0) none++;
  }
  const n = questions.length;
  return `${(100 * one / n).toFixed(1)} % | ${(100 * three / n).toFixed(1)} % | ${(reciprocal / n).toFixed(3)} | ${none}`;
}

const [, built] = await timed(() => execFileSync(program, ["--content", content, "build", "--out", site], { stdio: "ignore" }));
const ours = await openOurs();
const texts = await readTexts(ours);
const questions = readQuestions(texts);
const folder = join(site, "assets", "search");
console.log(`${texts.length} texts, ${questions.length} questions; the whole site is built in ${built.toFixed(0)} ms\n`);

const builtPages = texts.map(({ id }) => ({ address: id, html: readFileSync(join(site, id, "index.html"), "utf8") }));
const plainPages = texts.map((text) => ({ address: text.id, html: pageOf(text) }));
const engines = new Map();
engines.set("Provtryck", {
  size: sizeOf(folder),
  ask: (words) => ours.find({ words }).hits.slice(0, LOOKED).map(({ text }) => text.address),
  first: async (words) => {
    const index = await openOurs();
    const { wanted, hits } = index.find({ words });
    await Promise.all(hits.slice(0, SHOWN).map(({ sections }) => index.excerpt(sections[0], wanted)));
  },
});
engines.set("Pagefind, built pages", await makePagefind(builtPages));
engines.set("Pagefind", await makePagefind(plainPages));
engines.set("Pagefind, set", await makePagefind(plainPages, { ranking: { pageLength: 0 } }));
engines.set("lunr", await makeLunr(texts, {}));
engines.set("lunr, misspelt", await makeLunr(texts, { fuzzy: 1 }));
engines.set("lunr, set", await makeLunr(texts, { prefix: 1, fuzzy: 1 }));
engines.set("MiniSearch", await makeMiniSearch(texts, {}));
engines.set("MiniSearch, misspelt", await makeMiniSearch(texts, { fuzzy: 0.2 }));
engines.set("MiniSearch, set", await makeMiniSearch(texts, { fuzzy: 0.2, prefix: (term) => term.length > 3, weights: { fuzzy: 0.2, prefix: 0.2 } }));

if (questions.length > 0) {
  for (const kept of [false, true]) {
    const asked = questions.filter((question) => question.kept === kept);
    console.log(`${asked.length} questions, ${kept ? "kept apart" : "not kept apart"}\n\n| | first | among three | MRR | nothing found |\n| --- | --- | --- | --- | --- |`);
    for (const [name, { ask }] of engines) console.log(`| ${name} | ${await rate(ask, asked)} |`);
    console.log();
  }
}
console.log("| | bytes for a first query, gzip | index on disk | time to index, ms |\n| --- | --- | --- | --- |");
for (const [name, engine] of engines) {
  let bytes = engine.bytes;
  let each = "";
  if (engine.first) {
    const all = [];
    for (const words of TYPICAL) {
      loaded = new Map();
      await engine.first(words);
      all.push([...loaded.values()].reduce((a, b) => a + b, 0));
    }
    bytes = median(all);
    each = ` (${Math.min(...all)}–${Math.max(...all)})`;
  }
  console.log(`| ${name} | ${bytes}${each} | ${engine.size} | ${engine.time?.toFixed(0) ?? "in the build"} |`);
}
await pagefind.close();
rmSync(work, { recursive: true });
