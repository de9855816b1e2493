package ectoken

import "strings"

// Nearest is the parameter that a misspelt name was meant to be: another case,
// other separators, up to two letters wrong, or a longer word. It is "" if none
// is near or two are equally near; for the name of a rule it is that name.
func Nearest(name string) string {
	if len(name) > 40 {
		return ""
	}
	typed, nearest, least := letters(name), "", 3
	for _, r := range rules {
		switch d := distance(typed, letters(r.Name)); {
		case d < least:
			nearest, least = r.Name, d
		case d == least:
			nearest = ""
		}
	}
	return nearest
}

// words are longer forms of what a name has in it.
var words = strings.NewReplacer("referrer", "ref", "referer", "ref", "protocol", "proto", "countries", "country", "hostname", "host")

// letters is a name without case and separators, with ec in front.
func letters(name string) string {
	s := strings.Map(func(c rune) rune {
		if c < 'a' || 'z' < c {
			return -1
		}
		return c
	}, strings.ToLower(name))
	return "ec" + words.Replace(strings.TrimPrefix(s, "ec"))
}

// distance counts the letters to insert, to drop, to replace or to swap with
// their neighbour to make b of a.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}
