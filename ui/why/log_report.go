package why

import (
	"strings"
)

// Report is the list for a ticket: what was refused, since when and whom, as Markdown. With
// mask no client is named.
func (l *Log) report(mask bool) string {
	v := l.list
	if v == nil || v.working {
		return ""
	}
	s := l.shown()
	var b strings.Builder
	b.WriteString("## " + s.Headline + "\n\n" + cellText(s.Title) + ": " + s.About + "\n")
	if s.Detail != "" {
		b.WriteString("\n" + s.Detail + "\n")
	}
	if len(v.found.causes) > 0 {
		b.WriteString("\n| Cause | Count | Share | Since (UTC) | Last (UTC) | Whom |\n|---|---|---|---|---|---|\n")
	}
	for i, m := range v.found.causes {
		r := s.Table[i]
		b.WriteString("| " + strings.Join([]string{r.Title, r.Count, r.Share, r.Since, r.Last, cellText(whom(m, mask))}, " | ") + " |\n")
	}
	if s.Problem != "" {
		b.WriteString("\n" + s.Problem + "\n")
	}
	return b.String()
}

// cellText is a text for a table in Markdown.
func cellText(text string) string {
	return strings.NewReplacer("|", "\\|", "`", "'", "<", "\\<", "[", "\\[", "*", "\\*").Replace(text)
}
