// Refuses what is newer than the oldest browsers: Chrome and Edge 99, Safari 15.4, Firefox 104.
import es from "eslint-plugin-es-x";

const newer = es.configs["flat/restrict-to-es2022"].rules;
// Methods are known by their names alone, and iterators have those of arrays: TestOldestBrowser looks for them.
const ofArrays = Object.keys(newer).filter((rule) => rule.startsWith("es-x/no-iterator-prototype-"));

export default [{
  files: ["**/*.js"],
  plugins: { "es-x": es },
  settings: { "es-x": { aggressive: true } },
  rules: {
    ...newer,
    ...Object.fromEntries(ofArrays.map((rule) => [rule, "off"])),
    "es-x/no-array-prototype-findlast-findlastindex": "off", // ES2023, but in Chrome 97, Safari 15.4, Firefox 104
  },
}];
