// The reader comes last: it marks and copies what the others have made.
bind({
  contents: followContents,
  findings: siftFindings,
  region: chooseRegion,
  round: followRound,
  "text-round": markAsRead,
  sections: foldSections,
  comments: offerComments,
  search: searchTexts,
  reader: showAsReader,
});
document.addEventListener("copy", copyText);
