package intake

import "testing"

// TestDiffering quotes lines so that what has changed in them is seen.
func TestDiffering(t *testing.T) {
	const long = "Gå igenom dagboken tillsammans och fråga om snarkning, smärta och oro. "
	for _, c := range []struct{ name, before, after, was, is string }{
		{"a short line", "Ta 2-5 mg.", "Ta 2–5 mg.", "Ta 2-5 mg.", "Ta 2–5 mg."},
		{"late in a long line", long + "Ta 2-5 mg till natten.", long + "Ta 2–5 mg till natten.",
			"… smärta och oro. Ta 2-5 mg till natten.", "… smärta och oro. Ta 2–5 mg till natten."},
		{"early in a long line", "Ta 2-5 mg. " + long, "Ta 2–5 mg. " + long,
			"Ta 2-5 mg. Gå igenom dagboken tillsammans och fråga om snark …", "Ta 2–5 mg. Gå igenom dagboken tillsammans och fråga om snark …"},
		{"something removed last", long + "Slut  ", long + "Slut", "… smärta och oro. Slut  ", "… smärta och oro. Slut"},
		{"in one long word", "https://exempel.se/" + "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz" + "-1", "https://exempel.se/" + "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz" + "–1",
			"… cdefghijklmnopqrstuvwxyz-1", "… cdefghijklmnopqrstuvwxyz–1"},
		{"between letters of two bytes", "ååååååååå äääääääää ööööööööö ååååååååå äääääääää ööööööööö é", "ååååååååå äääääääää ööööööööö ååååååååå äääääääää ööööööööö è",
			"… äääääääää ööööööööö é", "… äääääääää ööööööööö è"},
	} {
		if was, is := differing(c.before, c.after); was != c.was || is != c.is {
			t.Errorf("%s: got\n%s\n%s\nwant\n%s\n%s", c.name, was, is, c.was, c.is)
		}
	}
}
