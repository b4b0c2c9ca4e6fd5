//go:build race

package document

// deadline is the time that a text may take to parse in the tests of hostile texts.
// The race detector makes the program about ten times slower.
const deadline = 10 * maxTime
