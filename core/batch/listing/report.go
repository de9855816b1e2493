package listing

import (
	"strings"
)

// Report is the list for a ticket: what was refused, since when and whom, as Markdown. about
// is [List.About], problem why the list is not whole, "" for none. With mask no client is
// named.
func (l *List) Report(name, about, problem string, mask bool) string {
	headline, detail := l.Head()
	var b strings.Builder
	b.WriteString("## " + headline + "\n\n" + cellText(name) + ": " + about + "\n")
	if detail != "" {
		b.WriteString("\n" + detail + "\n")
	}
	if len(l.Causes) > 0 {
		b.WriteString("\n| Cause | Count | Share | Since (UTC) | Last (UTC) | Whom |\n|---|---|---|---|---|---|\n")
	}
	for _, r := range l.Table() {
		b.WriteString("| " + strings.Join([]string{r.Title, r.Count, r.Share, r.Since, r.Last, cellText(whom(l.Sum.Spread[r.Code], mask))}, " | ") + " |\n")
	}
	if problem != "" {
		b.WriteString("\n" + problem + "\n")
	}
	return b.String()
}

// cellText is a text for a table in Markdown.
func cellText(text string) string {
	return strings.NewReplacer("|", "\\|", "`", "'", "<", "\\<", "[", "\\[", "*", "\\*").Replace(text)
}
