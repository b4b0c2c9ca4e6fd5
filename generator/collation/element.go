package collation

import (
	"strconv"

	"golang.org/x/net/html"
)

// headingLevel returns the level of a heading, 0 for all else.
func headingLevel(n *html.Node) int {
	if len(n.Data) == 2 && n.Data[0] == 'h' && '1' <= n.Data[1] && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	if attr(n, "role") != "heading" {
		return 0
	}
	level, err := strconv.Atoi(attr(n, "aria-level"))
	if err != nil || level < 1 {
		return 2
	}
	return level
}

// surrounds reports whether an element is what all pages have around their text.
func surrounds(n *html.Node) bool {
	switch n.Data {
	case "nav", "header", "footer", "dialog":
		return true
	}
	switch attr(n, "role") {
	case "navigation", "banner", "contentinfo", "dialog", "alertdialog", "search":
		return true
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func span(n *html.Node, key string) int {
	wide, err := strconv.Atoi(attr(n, key))
	if err != nil {
		return 1
	}
	return min(max(1, wide), 1000)
}
