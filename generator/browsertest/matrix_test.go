package browsertest

import (
	"slices"
	"strings"
	"testing"
)

// TestMatrixSort sorts the matrix by a column and back: programmes, chapters and
// texts change places, each among its own, and the change is announced.
func TestMatrixSort(t *testing.T) {
	t.Parallel()
	server := site(t)
	ctx, _ := browser(t)
	const (
		press = `document.querySelectorAll(".matrix__sort")[2].click(); `
		state = `document.querySelectorAll("thead th")[2].getAttribute("aria-sort") ?? "none"`
		said  = `document.querySelector(".table-scroll + [role=status]").textContent`
	)
	for _, c := range []struct{ url, rows string }{
		{"/granskning/malgrupper/", `[...document.querySelectorAll(".matrix__row--0")]`},
		{"/granskning/malgrupper/", `[...document.querySelector("tbody").querySelectorAll(".matrix__row--1")]`},
		{"/granskning/malgrupper/program/adhd/", `[...document.querySelectorAll("tbody + tbody .matrix__row--1")]`},
		{"/granskning/malgrupper/program/adhd/",
			`[...document.querySelectorAll("tbody:last-of-type .matrix__row--2")]`},
	} {
		open(t, ctx, server.URL+c.url)
		values := c.rows + `.map((row) => parseInt(row.cells[2].textContent))`
		titles := c.rows + `.map((row) => row.cells[0].textContent)`
		before := evaluate[[]string](t, ctx, titles)
		if got := evaluate[string](t, ctx, press+state); got != "descending" ||
			!slices.IsSortedFunc(evaluate[[]int](t, ctx, values), func(a, b int) int { return b - a }) {
			t.Errorf("%s: sorted %s, %v", c.rows, got, evaluate[[]int](t, ctx, values))
		}
		if got := evaluate[string](t, ctx, press+state); got != "ascending" ||
			!slices.IsSorted(evaluate[[]int](t, ctx, values)) {
			t.Errorf("%s: sorted %s, %v", c.rows, got, evaluate[[]int](t, ctx, values))
		}
		if got := evaluate[string](t, ctx, said); !strings.Contains(got, "Distriktsläkare, minst först") {
			t.Errorf("announced: %q", got)
		}
		if got := evaluate[string](t, ctx, press+state); got != "none" ||
			!slices.Equal(evaluate[[]string](t, ctx, titles), before) {
			t.Errorf("%s: the order of the texts is %v, want %v", c.rows, evaluate[[]string](t, ctx, titles), before)
		}
		if len(before) < 2 {
			t.Errorf("%s: only %v", c.rows, before)
		}
	}
}
