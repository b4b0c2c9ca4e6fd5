// Refuses what is newer than the oldest browsers, but for what may be missing.
export default {
  plugins: ["stylelint-no-unsupported-browser-features"],
  rules: {
    "plugin/no-unsupported-browser-features": [true, {
      browsers: ["chrome 99", "edge 99", "safari 15.4", "firefox 104"],
      ignorePartialSupport: true,
      ignore: [
        "css-container-queries", // the list of contents stands above the text, a comparison in one column
        "css-content-visibility", // long pages are slower
        "css-has", // looks only
        "css-media-scripting", // the notice that Visa som does not work comes after two seconds
        "css-overscroll-behavior", // the page scrolls on when a list has ended
        "css-paged-media", // page numbers; the mark has another way (provtryck-bar.css)
        "css-widows-orphans", // looks only
        "text-size-adjust", // Safari has its own name, Firefox does not change sizes
        "viewport-unit-variants", // vh comes first
      ],
    }],
  },
};
