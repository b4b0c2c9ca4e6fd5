bind({
  changes: stepThroughChanges,
  matrix: sortMatrix,
});
