bind({
  desk: copyPartByPart,
  ticks: carryTicks,
});
