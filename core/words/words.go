// Package words writes the small things of a sentence: numbers, lists, capital letters.
//
// Window, terminal and core take them from here, so that a number or a list reads the
// same everywhere.
package words

import (
	"strconv"
	"strings"
)

// UpperFirst writes a text with a capital letter.
//
//go:noinline // its copies would make ptok larger
func UpperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// LowerFirst writes a text as it stands inside a sentence: "Playback ID" becomes
// "playback ID", and "RSA key" stays.
func LowerFirst(s string) string {
	if s == "" || len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// Sentence makes an error a sentence.
func Sentence(err error) string { return UpperFirst(err.Error()) + "." }

// Thousands writes a number with a comma for each thousand: 1,234,567.
func Thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Count writes a number of things: "1 row", "1,234 rows".
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func Count(n int, one string) string {
	if n != 1 {
		one += "s"
	}
	return Thousands(n) + " " + one
}

// Bytes writes a size in memory: "12 bytes", "612 KB", "1.4 MB".
func Bytes(n int64) string {
	switch {
	case n >= 1<<20:
		return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) + " MB"
	case n >= 1<<10:
		return strconv.FormatInt(n>>10, 10) + " KB"
	}
	return Count(int(n), "byte")
}

// List writes names as a sentence does: "a, b and c".
func List(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}
