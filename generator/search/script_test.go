package search

import "testing"

// TestNumbers checks how numbers are written, for those who read them.
func TestNumbers(t *testing.T) {
	for value, want := range map[int]string{0: "!", 1: "#", 59: "`", 60: "a!", 61: "b!", 89: "~!", 90: "a#", 1859: "~`", 1860: "aa!", 1_000_000: ""} {
		var n numbers
		n.add(value)
		read, scale := 0, 1
		for _, digit := range []byte(n) {
			for d := range len(digits) {
				if digits[d] == digit {
					read += d * scale
				}
			}
			scale *= len(digits) - ended
		}
		if read != value || value < 1_000_000 && string(n) != want {
			t.Errorf("%d is written %s, want %s, and read as %d", value, n, want, read)
		}
	}
}
