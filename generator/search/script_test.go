package search

import "testing"

// TestNumbers checks how numbers are written, for those who read them.
func TestNumbers(t *testing.T) {
	for value, want := range map[int]string{0: "!", 1: "#", 59: "_", 60: "`!", 61: "a!", 90: "~!", 91: "`#", 1919: "~_", 1920: "``!", 1_000_000: ""} {
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
