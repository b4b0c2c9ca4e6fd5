// Hands the engine to the script that has loaded this one.
document.dispatchEvent(new CustomEvent("search:ready", { detail: { loadSearch, openIndex, addressOf, beginSearch } }));
