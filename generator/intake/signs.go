package intake

import "strings"

// raised and lowered are the signs that have a form of their own above and below the line.
const (
	plainSigns = "0123456789+-=()n"
	raised     = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"
	lowered    = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"
)

// shifted returns words as signs above or below the line, if all have such a form.
func shifted(words, element string) (string, bool) {
	forms := []rune(raised)
	if element == "sub" {
		forms = []rune(lowered)
	}
	var b strings.Builder
	for _, r := range strings.ReplaceAll(words, "−", "-") {
		i := strings.IndexRune(plainSigns, r)
		if i < 0 {
			return "", false
		}
		b.WriteRune(forms[i])
	}
	return b.String(), b.Len() > 0
}

// unshifted puts signs above and below the line back on it.
func unshifted(words string) string {
	pairs := make([]string, 0, 4*len(plainSigns))
	for i, r := range []rune(raised) {
		pairs = append(pairs, string(r), plainSigns[i:i+1])
	}
	for i, r := range []rune(lowered) {
		pairs = append(pairs, string(r), plainSigns[i:i+1])
	}
	return strings.NewReplacer(pairs...).Replace(words)
}
