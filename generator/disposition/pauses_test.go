package disposition

import "testing"

// TestPauses checks when commas make another text of the same words.
func TestPauses(t *testing.T) {
	for _, c := range []struct {
		old, now string
		want     Class
	}{
		{"Ges inte, vänta på svar.", "Ges, inte vänta på svar.", Reworded},
		{"Ge ej, kontakta läkare vid feber.", "Ge, ej kontakta läkare vid feber.", Reworded},
		{"Aldrig, ens vid kramp ges det.", "Aldrig ens vid kramp, ges det.", Reworded},
		{"Ge den, utan mat på kvällen.", "Ge den utan mat, på kvällen.", Reworded},
		{"Alla får den, utom barn under tre.", "Alla får den utom barn, under tre.", Reworded},
		{"Ge den, om inte läkaren säger nej.", "Ge den om inte, läkaren säger nej.", Reworded},
		{"Ges inte. Vänta på svar.", "Ges. Inte vänta på svar.", Reworded},
		{"Ges inte, vänta på svar.", "Ges inte – vänta på svar", Kept},
		{"Ges inte, vänta på ”svar”.", "Ges inte, vänta på \"svar\".", Kept},
		{"Ge inte 0,5 mg till barn.", "Ge inte 0,5 mg till barn", Kept},
		{"Mät puls, längd och vikt.", "Mät puls, längd, och vikt.", Kept},
	} {
		e := accountOf(t, c.old, c.now).Entries[0]
		if e.Class != c.want || len(e.Missing) > 0 {
			t.Errorf("%q and %q: %s, want %s; %q", c.old, c.now, e.Class, c.want, e.Missing)
		}
		if e = accountOf(t, c.old, c.now, Decision{ID: e.ID, Class: Kept}).Entries[0]; e.Class != c.want {
			t.Errorf("%q and %q as decided: %s, want %s", c.old, c.now, e.Class, c.want)
		}
	}
}
