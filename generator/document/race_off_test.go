//go:build !race

package document

// deadline is the time that a text may take to parse in the tests of hostile texts.
const deadline = maxTime
