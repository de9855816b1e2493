package probe

import "net/url"

// Inward is inward of two texts.
func Inward(from, to string) bool {
	a, _ := url.Parse(from)
	b, _ := url.Parse(to)
	return inward(a, b)
}
