// Refuses what is newer than the oldest browsers: Chrome and Edge 99, Safari 15.4, Firefox 104.
// What the language has, es-x knows; what browsers have besides, compat knows, but for methods of what is no
// global (AbortSignal.any, checkVisibility): those TestOldestBrowser takes away.
import compat from "eslint-plugin-compat";
import es from "eslint-plugin-es-x";

const newer = es.configs["flat/restrict-to-es2022"].rules;
// Methods are known by their names alone, and iterators have those of arrays: TestOldestBrowser looks for them.
const ofArrays = Object.keys(newer).filter((rule) => rule.startsWith("es-x/no-iterator-prototype-"));

export default [{
  files: ["**/*.js"],
  plugins: { compat, "es-x": es },
  languageOptions: { globals: compat.configs["flat/recommended"].languageOptions.globals },
  settings: {
    "es-x": { aggressive: true },
    targets: ["chrome >= 99", "edge >= 99", "safari >= 15.4", "ios_saf >= 15.4", "firefox >= 104"],
  },
  rules: {
    "compat/compat": "error",
    ...newer,
    ...Object.fromEntries(ofArrays.map((rule) => [rule, "off"])),
    "es-x/no-array-prototype-findlast-findlastindex": "off", // ES2023, but in Chrome 97, Safari 15.4, Firefox 104
  },
}];
