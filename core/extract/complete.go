package extract

import (
	"path"
	"slices"
	"strings"

	"playtoken/core/token"
)

// complete adds to a run what belongs to its token although the characters of a
// token end before: the next lines of a wrapped one, and the foreign characters
// of a damaged one that stands as the value of a parameter.
func (r *run) complete(text string) {
	if r.nextLines(text) || r.loggedLines(text) || r.pluses(text) || !joseBegins(r.token) && (r.evenLines(text) || r.blanks(text)) {
		return
	}
	if r.under.sep == '=' || r.under.sep == '?' || r.under.sep == '&' || r.under.sep == ':' && r.under.quoted {
		r.foreign(text)
	}
}

// nextLines takes the lines below into the token if its signature is complete
// with them.
func (r *run) nextLines(text string) bool {
	shortest := 20 // of a line; it keeps the work small where many tokens are
	inHeader := !strings.Contains(r.token, ".")
	if inHeader {
		if r.under.sep != '=' {
			return false
		}
		shortest = 4
	}
	if len(r.token) < shortest || r.end >= len(text) || !strings.ContainsAny(text[r.end:r.end+1], "\r\n \t") {
		return false
	}
	var sizes []int
	most := 0 // of them
	if !inHeader {
		if sizes = signatureSizes(r.token); len(sizes) == 0 {
			return false
		}
		most = slices.Max(sizes)
	}
	pieces := [1 + 64]string{r.token}
	size, dot := len(r.token), secondDot(r.token) // of the pieces joined
	dots := strings.Count(r.token, ".")
	at, even := r.end, true
	for lines := 1; lines < len(pieces) && size < token.MaxSize; lines++ {
		gap := at
		for at < len(text) && strings.ContainsRune(" \t\r\n>", rune(text[at])) {
			at++
		}
		start := at
		for at < len(text) && inToken(text[at]) {
			at++
		}
		if start == at || begins(text[start:]) && !strings.HasSuffix(pieces[lines-1], ".") {
			return false
		}
		if strings.Contains(text[gap:start], "\n") {
			even = even && gap-lineStart(text, gap, 50) >= 50
		}
		if dots > 2 { // the signature has a dot in it: with more behind that it is none
			return false
		}
		piece := text[start:at]
		if dot < 0 {
			if i := nthDot(piece, 2-dots); i >= 0 {
				dot = size + i
			}
		}
		dots += strings.Count(piece, ".")
		pieces[lines] = piece
		size += len(piece)
		if sizes == nil && dots > 0 { // the header is whole now and tells them
			if sizes = signatureSizes(strings.Join(pieces[:lines+1], "")); len(sizes) == 0 {
				return false
			}
			most = slices.Max(sizes)
		}
		switch left := size - dot - 1; {
		case dot >= 0 && left > most: // no signature is that long
			return false
		case dot < 0 || !slices.Contains(sizes, left):
			continue
		}
		if next := strings.TrimLeft(text[at:], " \t\r\n>"); len(next) > 30 && length(next) > 30 && !begins(next) {
			continue
		}
		r.token, r.end, r.broken = strings.Join(pieces[:lines+1], ""), at, !even
		return true
	}
	return false
}

// loggedLines takes the lines below into a token that a log has split, if its signature is
// complete with them: in front of each stands what stands in front of the first, but for digits.
func (r *run) loggedLines(text string) bool {
	const widest, most = 128, 64 // characters in front, and lines
	first := text[lineStart(text, r.start, widest+96):r.start]
	joined, at := r.token, r.end
	for range most {
		if at >= len(text) || text[at] != '\n' {
			break
		}
		end := at + 1
		for end < len(text) && text[end] != '\n' && end-at < token.MaxSize {
			end++
		}
		start := end
		for start > at+1 && inToken(text[start-1]) {
			start--
		}
		front := text[at+1 : start]
		if front == "" || start == end || len(front) > min(widest, len(first)) || begins(text[start:end]) || !alike(front, first[:len(front)]) {
			break
		}
		joined, at = joined+text[start:end], end
		if whole(joined) {
			r.token, r.end, r.broken = joined, at, true
			return true
		}
	}
	return false
}

// alike reports whether two texts of one length are the same but for their digits.
func alike(a, b string) bool {
	for i := range len(a) {
		if a[i] != b[i] && !(isDigit(a[i]) && isDigit(b[i])) {
			return false
		}
	}
	return true
}

// pluses takes what follows into the token if its signature is complete with it, written in
// the other base64, where a form or a server has made a blank of each plus.
func (r *run) pluses(text string) bool {
	const most = 64 // blanks; every sixty-fourth character is a plus
	sizes := signatureSizes(r.token)
	dot := secondDot(r.token)
	if len(sizes) == 0 || dot < 0 || r.under.sep != '=' {
		return false
	}
	longest := slices.Max(sizes)
	at := r.end
	for range most {
		start := at
		for at < len(text) && (inToken(text[at]) && text[at] != '.' || text[at] == '/' || text[at] == '+') {
			at++
		}
		signature := text[dot+1+r.start : at]
		switch n := at - r.start - dot - 1; {
		case n > longest, start == at && (start >= len(text) || text[start] != ' '):
			return false
		case slices.Contains(sizes, n) && strings.Contains(signature, " "):
			r.token, r.end, r.lostPlus = r.token[:dot+1]+strings.ReplaceAll(signature, " ", "+"), at, true
			return true
		}
		if at >= len(text) || text[at] != ' ' {
			return false
		}
		at++
	}
	return false
}

// nthDot is the place of a dot in a text, the first being 1; -1 where there are fewer.
func nthDot(text string, n int) int {
	at := -1
	for ; n > 0; n-- {
		i := strings.IndexByte(text[at+1:], '.')
		if i < 0 {
			return -1
		}
		at += i + 1
	}
	return at
}

// evenLines takes the lines below into a token whose end its text does not tell, as a
// mail has wrapped it: of one width, too narrow for a whole token, the last one
// shorter.
func (r *run) evenLines(text string) bool {
	const narrow, wide = 50, 94 // characters; a whole PASETO has 95 or more
	width := r.end - lineStart(text, r.start, wide)
	if width < narrow || width > wide {
		return false
	}
	var joined strings.Builder
	at := r.end
	for range 24 { // lines; no URL holds more
		line := at
		if strings.HasPrefix(text[at:], "\r") {
			line++
		}
		if line >= len(text) || text[line] != '\n' {
			break
		}
		line++
		start := line + few(text[line:], 8, func(c byte) bool { return c == ' ' || c == '\t' || c == '>' })
		end := start
		for end < len(text) && inToken(text[end]) {
			end++
		}
		if end == start || end-line > width || begins(text[start:]) || end < len(text) && text[end] != '\r' && text[end] != '\n' {
			break
		}
		if at == r.end {
			joined.Grow(len(r.token) + 24*wide)
			joined.WriteString(r.token)
		}
		joined.WriteString(text[start:end])
		at = end
		if end-line < width {
			break
		}
	}
	if at == r.end {
		return false
	}
	r.token, r.end = joined.String(), at
	return true
}

// blanks takes further pieces of its line into a token whose end its text does not tell, as
// one read off a picture has blanks in it. A piece is no word, and long or the last one.
func (r *run) blanks(text string) bool {
	const long = 20 // characters
	joined, at := r.token, r.end
	for range 16 {
		start := at + few(text[at:], 3, func(c byte) bool { return c == ' ' })
		end := start
		for end < len(text) && inToken(text[end]) {
			end++
		}
		last := end == len(text) || text[end] == '\n' || text[end] == '\r'
		if start == at || end == start || end < len(text) && text[end] != ' ' && !last || begins(text[start:]) ||
			!piece(text[start:end], 0) || end-start < long && !last {
			break
		}
		joined, at = joined+text[start:end], end
	}
	if at == r.end {
		return false
	}
	r.token, r.end = joined, at
	return true
}

// lineStart is where the line of a place begins, or so many bytes before it where
// that is further.
func lineStart(text string, at, most int) int {
	from := max(0, at-most)
	return from + strings.LastIndexByte(text[from:at], '\n') + 1
}

// foreign goes on to the end of the value.
func (r *run) foreign(text string) {
	end := r.end
	limit := min(len(text), r.end+token.MaxSize)
	for end < limit && !strings.ContainsRune(" \t\r\n\"'`<>|\\&#?,;:()[]{}", rune(text[end])) {
		if c, _ := encoded(text[end:]); c == '&' || c == '#' || c == '?' || c == '"' || c == '\'' || c == '>' || c == '<' {
			break
		}
		if strings.HasPrefix(text[end:], "”") || strings.HasPrefix(text[end:], "“") || strings.HasPrefix(text[end:], "’") || strings.HasPrefix(text[end:], "»") {
			break
		}
		end++
	}
	more := strings.TrimRight(text[r.end:end], "./!*")
	if tail := path.Base(more); strings.HasPrefix(more, "/") && fileType(tail) != "" {
		return // a player has hung a path onto the query
	}
	plain := unescapeAll(more)
	if plus := strings.ReplaceAll(plain, " ", "+"); slices.Contains(signatureSizes(r.token), len(r.token+plus)-secondDot(r.token)-1) {
		plain = plus
	}
	plain = strings.Join(strings.Fields(plain), "")
	plain = strings.Map(shown, strings.ToValidUTF8(plain, "\ufffd"))
	if plain == "" || strings.Trim(plain, "%") == "" || begins(plain) {
		return
	}
	r.token, r.end = r.token+plain, r.end+len(more)
}
