package text

import (
	"encoding/hex"
	"html"
	"net/url"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/codec"
	"playtoken/core/once"
)

// mending is one thing that copying does to a text, and how to undo it. fix
// returns the text as it was when there is nothing to undo.
type mending struct {
	keys.Remark
	signs string // without one of them there is nothing to undo; "" for always
	fix   func(string) string
}

// outerMendings go from the outside in: a mail program quotes a web page that
// shows a program. innerMendings come behind the name that a value may have in a
// file of settings.
var outerMendings = []mending{
	{keys.Remark{Code: keys.FixedInvisible, Repair: "invisible characters"}, "", DropInvisible},
	{keys.Remark{Code: keys.FixedLineEnds, Repair: "line ends"}, "", fixLineEnds},
	{keys.Remark{Code: keys.FixedPercent, Repair: "percent-encoding"}, "%", fixPercent},
	{keys.Remark{Code: keys.FixedPercent, Repair: "quoted-printable"}, "=", fixQuotedPrintable},
	{keys.Remark{Code: keys.FixedInvisible, Repair: "invisible characters"}, "", DropInvisible},
	{keys.Remark{Code: keys.FixedHTML, Repair: "tags of a web page"}, "<&", fixHTML},
	{keys.Remark{Code: keys.FixedFence, Repair: "a Markdown fence"}, "`~", fixFence},
	{keys.Remark{Code: keys.FixedQuotePrefix, Repair: "the lines of a table"}, "+", fixTable},
	{keys.Remark{Code: keys.FixedQuotePrefix, Repair: "what a log puts before each line"}, "0123456789|:", fixLog},
	{keys.Remark{Code: keys.FixedQuotePrefix, Repair: "marks of a quoted mail"}, ">|+-\u2022\u2502", fixQuotePrefix},
	{keys.Remark{Code: keys.FixedQuotePrefix, Repair: "marks of a comparison"}, "-", fixComparison},
	{keys.Remark{Code: keys.FixedSourceCode, Repair: "line numbers"}, "0123456789", dropLineNumbers},
	{keys.Remark{Code: keys.FixedSourceCode, Repair: "comment marks"}, "#/-;*0123456789", fixComments},
}

var innerMendings = []mending{
	{keys.Remark{Code: keys.FixedSourceCode, Repair: "strings of a program"}, "\"'`", joinStrings},
	{keys.Remark{Code: keys.FixedEscapedNewlines, Repair: "escaped line ends"}, `\`, unescape},
	{keys.Remark{Code: keys.FixedTrailingPercent, Repair: "the % of a shell"}, "%", dropShellPercent},
}

// Outside undoes what copying did to a text with a key in it, from the outside in.
// Each repair that is in it is added to done.
func Outside(text string, done []keys.Remark) (string, []keys.Remark) {
	return undo(text, done, outerMendings)
}

// Inside undoes what stands behind the name that a value may have in a file of
// settings.
func Inside(text string, done []keys.Remark) (string, []keys.Remark) {
	text, done = undo(text, done, innerMendings)
	text, folded := Fold(text)
	for _, m := range folded {
		done = keys.Note(done, m)
	}
	return text, done
}

func undo(text string, done []keys.Remark, list []mending) (string, []keys.Remark) {
	for _, m := range list {
		if m.signs != "" && !strings.ContainsAny(text, m.signs) {
			continue
		}
		if fixed := m.fix(text); fixed != text {
			text = fixed
			done = keys.Note(done, m.Remark)
		}
	}
	return text, done
}

// fixLineEnds turns the line ends of old Macs, Unicode and terminals into ours.
func fixLineEnds(text string) string {
	if strings.Count(text, "\r") != strings.Count(text, "\r\n") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\r\n", "\n"), "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return rareLineEnds.Replace(text)
}

var rareLineEnds = strings.NewReplacer("\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n")

var (
	percentMark = once.Regexp(`(?i)%(?:25)?(?:0A|0D|20|2B|2F|3D|2D|22)`)
	plusHeader  = once.Regexp(`BEGIN\+[A-Z+]*KEY`)
)

// fixPercent undoes percent-encoding, also when it was done twice. In a form a
// "+" stands for a space; it does so here when a header shows it.
func fixPercent(text string) string {
	for range 2 {
		if !percentMark().MatchString(text) {
			break
		}
		decode := url.PathUnescape
		if plusHeader().MatchString(text) && !strings.Contains(strings.ToUpper(text), "%20") {
			decode = url.QueryUnescape
		}
		plain, err := decode(text)
		if err != nil {
			break
		}
		text = plain
	}
	return text
}

var (
	htmlMark = once.Regexp(`(?i)<(?:br|p|pre|div|span|code|td|tr|li|html|body|b|font|textarea|tt|a|samp)\b[^<>]*/?>|</[A-Za-z][\w:.-]{0,60}>|<!\[CDATA\[|&(?:amp|lt|gt|nbsp|quot|apos|newline|plus|sol|equals|hyphen|dash|#\d{1,6}|#x[0-9a-f]{1,5});`)
	htmlLine = once.Regexp(`(?i)<(?:br|/?p|/?div|/?li|/?t[drh]|/?d[dt]|/?pre)\b[^<>]*>`)
	htmlKey  = once.Regexp(`<[A-Za-z][^<>]*=\s*"([^"<>]*(?:BEGIN |LS0tLS1CRUdJTi|MII)[^"<>]{40,})"[^<>]*>`) // in an attribute
	htmlTag  = once.Regexp(`</?[A-Za-z!][^<>]*>`)
	cdata    = strings.NewReplacer("<![CDATA[", "", "]]>", "")
)

var (
	// softBreak ends a line of quoted-printable, where the text goes on in the next one; a
	// line has 76 characters at the most (RFC 2045 6.7).
	softBreak  = once.Regexp(`(?m)^[^\r\n]{60,75}=[ \t]*\r?\n`)
	mailEscape = once.Regexp(`=(?:[0-9A-F]{2}|[ \t]*\r?(?:\n|\\n|$))`)
)

// fixQuotedPrintable undoes the encoding of mails where it shows. There a "=" of the text
// is always written "=3D", which padding of base64 never is.
func fixQuotedPrintable(text string) string {
	if !strings.Contains(text, "=3D") && len(softBreak().FindAllStringIndex(text, 3)) < 3 {
		return text
	}
	return QuotedPrintable(text)
}

// QuotedPrintable undoes the encoding of mails (RFC 2045 6.7), if each "=" is one of it.
func QuotedPrintable(text string) string {
	if strings.Count(text, "=") != len(mailEscape().FindAllStringIndex(text, -1)) {
		return text
	}
	return mailEscape().ReplaceAllStringFunc(text, func(e string) string {
		b, _ := hex.DecodeString(strings.TrimRight(e[1:], codec.Space+`\n`)) // a soft break gives nothing
		return string(b)
	})
}

func fixHTML(text string) string {
	if !htmlMark().MatchString(text) {
		return text
	}
	text = htmlKey().ReplaceAllString(cdata.Replace(text), "\n$1\n")
	text = htmlTag().ReplaceAllString(htmlLine().ReplaceAllString(text, "\n"), "")
	text = html.UnescapeString(html.UnescapeString(text))
	return strings.ReplaceAll(text, "\u00a0", " ")
}

var fenceLine = once.Regexp("(?m)^[ \t]*(?:```|~~~)(?:-?[^\n`-])*$|^[ \t]*```|```[ \t]*$")

func fixFence(text string) string { return fenceLine().ReplaceAllString(text, "") }

// unescape turns written line ends into real ones: \n, \r\n, the same escaped
// once more, a backslash at the end of a line, and the \/ that PHP writes.
func unescape(text string) string {
	if !escapedLineEnd().MatchString(text) {
		return text
	}
	text = escapedTab().ReplaceAllString(escapedLineEnd().ReplaceAllString(text, "\n"), "")
	return escapedSlash().ReplaceAllString(text, "/")
}

var (
	escapedLineEnd = once.Regexp(`(?:\\+r)?\\+n|\\+r|\\+(?:u000[aAdD]|x0[aAdD]|012|015)|\\+\s*?(?:\n|$)`)
	escapedTab     = once.Regexp(`\\+t`)
	escapedSlash   = once.Regexp(`\\+/`)
)

var shellPercent = once.Regexp(`([A-Za-z0-9+/=-])%\s*$`)

// dropShellPercent drops the sign that zsh shows behind a text without a line
// end.
func dropShellPercent(text string) string { return shellPercent().ReplaceAllString(text, "$1") }
