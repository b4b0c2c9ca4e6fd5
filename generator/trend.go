package main

import (
	"context"
	"slices"
	"time"

	"provtryck/generator/git"
	"provtryck/generator/page"
	"provtryck/generator/problem"
)

// trendWeeks is how many weeks back the trend goes.
const trendWeeks = 8

// trend counts what is wrong with the texts as they were at the end of each week
// in which they changed, judged by the rules of this program.
func (p *program) trend(ctx context.Context) ([]page.TrendPoint, error) {
	folder, err := git.Open(ctx, p.content)
	if err != nil {
		return nil, err
	}
	commits, err := folder.History(trendWeeks * 7 * 24 * time.Hour)
	if err != nil {
		return nil, err
	}
	var points []page.TrendPoint
	type week struct{ year, number int }
	seen := map[week]bool{}
	for _, c := range commits {
		year, number := c.Time.ISOWeek()
		if seen[week{year, number}] {
			continue
		}
		seen[week{year, number}] = true
		counts, err := p.countAt(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		points = append(points, page.TrendPoint{Date: c.Time.Format(time.DateOnly), Counts: counts})
	}
	slices.Reverse(points)
	return points, nil
}

// countAt counts the problems of a version by severity.
func (p *program) countAt(ctx context.Context, version string) (map[problem.Severity]int, error) {
	s, err := p.siteOf(ctx, version)
	if err != nil {
		return nil, err
	}
	counts := map[problem.Severity]int{}
	for _, f := range s.Problems {
		counts[f.Severity]++
	}
	return counts, nil
}
