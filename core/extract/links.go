package extract

import (
	"net/url"
	"strings"

	"playtoken/core/once"
)

// Target is where the link leads whose text is the URL around a token, in HTML, Markdown, a mail,
// a chat or a wiki; nil for no link, and for one that leads to that URL. text is that of the paste.
func (f *Found) Target(text string) *url.URL {
	const reach = 4 << 10
	if f.URL == nil || f.URL.Host == "" || f.Place == CookieSet || f.Start > f.End || f.End > len(text) {
		return nil
	}
	begin, carried := lastHTTP(text[:f.Start]), f.Token
	if f.Place == WholeURL {
		begin, carried = f.Start, f.URL.RawQuery
	}
	if begin < 0 || f.Start-begin > reach || strings.ContainsAny(text[begin:f.Start], ends) {
		return nil
	}
	target := ""
	head, tail := text[max(0, begin-reach):begin], text[f.End:min(len(text), f.End+reach)]
	if m := linkBefore().FindStringSubmatch(head); m != nil {
		target = m[1] + m[2] + m[3] + m[4]
	} else if m := linkBehind().FindStringSubmatch(tail); m != nil && (m[1] != "" || strings.HasSuffix(head, "[")) {
		target = m[1] + m[2]
		if _, below, ok := strings.Cut(tail, "\n["+m[3]+"]:"); m[3] != "" && ok {
			target, _, _ = strings.Cut(strings.TrimLeft(below, " <"), "\n")
		}
	}
	if !beginsURL(target) {
		return nil
	}
	_, u := parse(TrimEnd(target))
	if u == nil || strings.EqualFold(u.Host, f.URL.Host) && u.Path == f.URL.Path && strings.Contains(unescapeAll(u.String()), unescapeAll(carried)) {
		return nil
	}
	return u
}

var (
	// linkBefore is the target in front of a link's text: of HTML, of Slack, of a forum, of Org.
	linkBefore = once.Regexp(`(?i)(?:<a\s[^<>]*?\bhref\s*=\s*\\?["']?([^\s"'<>]+)[^<>]*>\s*(?:<[a-z]+>\s*)*|<(http[^\s|<>]+)\||\[url=["']?([^\]\s"']+)["']?\]|\[\[([^\]\s]+)\]\[)$`)
	// linkBehind is the target behind it: of a mail; of Markdown, or of Jira; or the name of one below.
	linkBehind = once.Regexp(`^[^\s<>"'|\]]*(?: ?<(http[^\s<>]+)>|(?:\]\(<?|\|)([^\s<>()\]]+)|\]\[([^\]\s]+)\])`)
)
