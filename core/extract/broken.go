package extract

import "strings"

// brokenURL joins a URL that a mail has broken in front of its token, as they do behind a hyphen,
// a slash or a full stop and before a question mark: what stands in the next line goes on where
// no URL of its own does, up to the token. A break inside the token is undone where that is read.
func brokenURL(text string) string {
	if !strings.Contains(text, "\n") || !strings.Contains(text, "://") {
		return text
	}
	lines := strings.Split(text, "\n")
	out := lines[:0]
	for i := 0; i < len(lines); {
		joined, n := untilToken(lines[i:])
		out, i = append(out, joined), i+n
	}
	if len(out) == len(lines) {
		return text
	}
	return strings.Join(out, "\n")
}

// untilToken joins the first line with those in which the URL at its end goes on up to a token,
// and counts them.
func untilToken(lines []string) (joined string, n int) {
	const most, longest = 5, 400 // lines, and bytes of a URL without its token
	first := strings.TrimRight(lines[0], " \t\r")
	word := first[max(0, len(first)-longest):]
	word = word[strings.LastIndexAny(word, ends)+1:]
	at := lastHTTP(word)
	if at < 0 || schemeLength(word[at:]) == 0 || len(lines) == 1 {
		return lines[0], 1
	}
	url := word[at:]
	for n = 1; n < min(most, len(lines)); n++ {
		next := goesOn(lines[n], "")
		if next == "" && strings.Contains(lines[n], "eyJ") || next == "" && n == 1 {
			next = strings.Trim(lines[n], " \t\r>")
		}
		piece, _, more := strings.Cut(next, " ")
		if piece == "" || strings.ContainsAny(piece, `"'<>|{}`) || beginsURL(piece) {
			break
		}
		if token := tokenAt(url, piece); token >= 0 {
			if !fits(url, piece[:token]) {
				break
			}
			return first + strings.Join(pieces(lines[1:n]), "") + strings.TrimLeft(lines[n], " \t>"), n + 1
		}
		if more || !fits(url, piece) {
			break
		}
		url += piece
	}
	return lines[0], 1
}

// pieces are lines without the marks of a reply.
func pieces(lines []string) (list []string) {
	for _, line := range lines {
		list = append(list, strings.Trim(line, " \t\r>"))
	}
	return list
}

// tokenAt is where in the piece of a URL the value of a parameter begins as a token does, -1 for
// nowhere: behind a = of its own, or first where the URL ends in one.
func tokenAt(url, piece string) int {
	if strings.HasSuffix(url, "=") && begins(piece) {
		return 0
	}
	for at := 0; ; {
		i := strings.IndexByte(piece[at:], '=')
		if i < 0 {
			return -1
		}
		if at += i + 1; begins(piece[at:]) {
			return at
		}
	}
}

// fits reports whether a URL goes on with a piece. It has no token, and either breaks off where
// none ends, or the piece begins as no word does.
func fits(url, piece string) bool {
	if len(marked(url)) > 0 {
		return false
	}
	if piece == "" { // the token is next
		return strings.HasSuffix(url, "=")
	}
	if strings.IndexByte("?&./=", piece[0]) >= 0 {
		return true
	}
	host, path, hasPath := strings.Cut(url[schemeLength(url):], "/")
	switch last := url[len(url)-1]; {
	case !hasPath: // in the host
		return strings.IndexByte("./-", last) >= 0 || host == ""
	case last == '/' || last == '?' || last == '&' || last == '=':
		return !hostFirst().MatchString(piece)
	case last == '-':
		return true
	default: // in the ID
		stop := strings.IndexAny(piece, ".?/")
		return stop >= 0 && ids().MatchString(path[strings.LastIndexByte(path, '/')+1:]+piece[:stop])
	}
}
