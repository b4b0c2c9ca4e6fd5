/**
 * Brings each [data-module] to life with the function of its name, one kind after the other. Every page can be
 * read without them.
 * @param {Record<string, (root: HTMLElement) => void>} modules
 */
function bind(modules) {
  for (const [name, begin] of Object.entries(modules)) {
    for (const root of document.querySelectorAll(`[data-module="${name}"]`)) {
      try {
        begin(root);
      } catch (error) {
        reportError(error); // the others are still begun
      }
    }
  }
}
