/**
 * The function that brings each [data-module] to life. The reader comes last: it marks and copies what the others have made.
 * Every page can be read without them.
 * @type {Record<string, (root: HTMLElement) => void>}
 */
const MODULES = {
  changes: stepThroughChanges,
  contents: followContents,
  findings: siftFindings,
  matrix: sortMatrix,
  region: chooseRegion,
  round: followRound,
  "text-round": markAsRead,
  sections: foldSections,
  comments: offerComments,
  reader: showAsReader,
};

for (const [name, bind] of Object.entries(MODULES)) {
  for (const root of document.querySelectorAll(`[data-module="${name}"]`)) {
    try {
      bind(root);
    } catch (error) {
      reportError(error); // the others are still bound
    }
  }
}
