package output

import "testing"

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"<!doctype html>\n<html>", "<!doctype html><html>", true},
		{"<p>a  b\n</p>", "<p>a b </p>", true},
		{"<p>a b</p>", "<p>ab</p>", false},
		{"<div> </div>", "<div></div>", false},
		{"<p\n  class=\"x\">a", "<p class=\"x\">a", true},
		{"<p title=\"a  b\">", "<p title=\"a b\">", false},
		{"<pre>a  b</pre> ", "<pre>a  b</pre>", true},
		{"<pre>a  b</pre>", "<pre>a b</pre>", false},
		{"<pre class=\"x\">a\n\nb</pre>", "<pre class=\"x\">a\nb</pre>", false},
		{"<prefix>a  b</prefix>", "<prefix>a b</prefix>", true},
		{"<p>a", "<p>a<b>", false},
		{"", " ", true},
	} {
		if got := alike([]byte(c.a), []byte(c.b)); got != c.want {
			t.Errorf("alike(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
		if c.want {
			if err := SameDOM([]byte(c.a), []byte(c.b)); err != nil {
				t.Errorf("alike but not the same DOM: %q, %q: %v", c.a, c.b, err)
			}
		}
	}
}
