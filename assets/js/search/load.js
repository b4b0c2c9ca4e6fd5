/** The folder of this script, which the index lies beside: on a server and from disk. */
const searchFolder = new URL("./", document.currentScript.src);

/**
 * Loads a script of the program and returns what it hands over in an event of the given name; undefined where
 * there is no such script, or it hands over nothing. From disk nothing else than scripts can be loaded.
 */
function loadData(address, event) {
  return new Promise((done) => {
    let data;
    const take = ({ detail }) => {
      if (document.currentScript === script) data = detail;
    };
    const script = make("script", { src: address });
    const finish = () => {
      document.removeEventListener(event, take);
      script.remove();
      done(data);
    };
    document.addEventListener(event, take);
    script.addEventListener("load", finish);
    script.addEventListener("error", finish);
    document.head.append(script);
  });
}

/** @type {Map<string, Promise<{index?: SearchIndex, failure?: "missing" | "version" | "damaged"}>>} */
const searchLoaded = new Map();

/** Loads the index of the texts or the handbook, once, and again after a failure. Never throws. @param {"search" | "handbook"} [name] */
function loadSearch(name = "search") {
  if (!searchLoaded.has(name)) {
    const loading = loadIndex(name).then((result) => {
      if (result.failure) searchLoaded.delete(name);
      return result;
    });
    searchLoaded.set(name, loading);
  }
  return searchLoaded.get(name);
}

async function loadIndex(name) {
  const pointer = await loadData(new URL(`../latest-${name}.js`, searchFolder).href, "search:pointer");
  if (!pointer) return { failure: "missing" };
  if (pointer.version !== INDEX_VERSION) return { failure: "version" };
  const folder = new URL(`../search/${pointer.folder}/`, searchFolder);
  const data = await loadData(new URL("index.js", folder).href, "search:index");
  if (!data) return { failure: "missing" };
  return openIndex(data, folder);
}

/** An index of data, or why there is none. @param {URL} folder where the sentences are */
function openIndex(data, folder) {
  if (data?.version !== INDEX_VERSION) return { failure: "version" };
  const loaded = new Map();
  const sentences = (text) => {
    if (!loaded.has(text)) {
      const loading = loadData(new URL(`${text}.js`, folder).href, "search:sentences").then((data) => {
        if (data?.text === text) return data.entries;
        loaded.delete(text); // to be tried again
        return undefined;
      });
      loaded.set(text, loading);
    }
    return loaded.get(text);
  };
  try {
    return { index: new SearchIndex(data, sentences) };
  } catch {
    return { failure: "damaged" };
  }
}

/** The address of a match or, without an anchor, of its text. @param {SearchText} text @param {string} [anchor] */
function addressOf(text, anchor = "") {
  const url = new URL(`../../${text.address}`, searchFolder);
  if (url.protocol === "file:") url.pathname += "index.html";
  if (anchor) url.hash = anchor;
  return url.href;
}
