package errortext

import (
	"regexp"
	"strings"

	"playtoken/core/once"
)

// mostNear is how much text around an address is looked at for words of a failure, in bytes:
// more is a log or a page, whose errors are of other things.
const mostNear = 8 << 10

// failures are the words by which programs tell that a request failed, of whatever library they
// are, in small letters, and what they tell of.
var failures = []struct {
	words func() *regexp.Regexp
	fault Fault
}{
	{once.Regexp(`no such host|connection (?:was |has been )?(?:refused|reset|closed|aborted)|connect(?:ion)? failed|name or service not known|nameresolution|unable to resolve|failed to resolve|(?:could not|couldn't|cannot|can't) resolve|unknown ?host|` +
		`hostname could not be found|econn(?:refused|reset|aborted)|\benotfound|eai_again|certificate[_ ](?:verify[_ ]failed|has expired|is not trusted)|cert_has_expired|failed to verify certificate|trust anchor for|handshake(?:exception| fail| timeout)|` +
		`appears to be offline|empty reply from|recv failure|unknown domain|dns error|(?:xios|type)error: network error|network is unreachable|ssl routines|: eof(?:\s|$)`), NoAnswer},
	{once.Regexp(`timed out|timeout (?:of \d|exceeded)|timeoutexception|deadline exceeded|etimedout|i/o timeout`), TooSlow},
	{once.Regexp(`cors (?:error|missing|fail)`), CrossOrigin},
	{once.Regexp(`\((?:failed|blocked:[\w-]+)\)|ns_error_\w|input/output error|(?:could not|couldn't|cannot|can't|unable to|failed to) (?:be )?(?:connect|load|open|play|fetch|reach|download|access|establish|retrieve)|fetch failed|curl: \(\d|request blocked|the requested url|` +
		`(?:success|ok|allowed|authorized): false|"(?:result|outcome|action|decision): "(?:denied|deny|blocked|rejected|refused|failed|failure|error)"|(?:denied|forbidden|unauthorized)exception|<error>|(?:^|[^\w.])[a-z_]+_(?:error|failed|invalid|expired|denied|refused|not_found)(?:[^\w=(.]|$)|error code: \d|\berror (?:[\w.]+ )?\(?\d{3,6}\b|` +
		`\[(?:\w+:)?(?:error|crit|alert|emerg|fatal)\]|\b(?:level|severity): ?"(?:error|fatal|crit)|\b(?:level|severity)=(?:error|fatal|crit)|` +
		`"(?:code|type|reason|status|message|messages|title|detail|msg): \[?"[^"]{0,80}(?:expired|invalid|denied|forbidden|failed|not[ _]found|unauthori|error|refused|missing)`), Failed},
	{once.Regexp(`(?:errors?|exception): +[^\s=()$]{2}`), Failed},
}

// capital is a word by which a log marks the line of an error.
var capital = once.Regexp(`(?:^|[\s|\[])(?:ERROR|FATAL|SEVERE|CRITICAL)(?:[\s|\]:]|$)`)

// Failure tells whether the text around an address says, in words of no known text, that what was
// asked for did not come.
func Failure(text string) (Text, bool) {
	if len(text) > mostNear {
		return Text{}, false
	}
	plain := Plain(text)
	for _, f := range failures {
		for _, m := range f.words().FindAllStringIndex(plain, 8) {
			if isTold(plain, m[0], m[1]) {
				return failed(f.fault, m[1]-m[0]), true
			}
		}
	}
	if m := capital().FindStringIndex(text); m != nil {
		return failed(Failed, m[1]-m[0]), true
	}
	return Text{}, false
}

// page is what shows that a page came, and led an answer that leads elsewhere.
var (
	page = once.Regexp(`content-type: ?text/html|"mimetype: "text/html|<!doctype html|<html[ >]`)
	led  = once.Regexp(`\nlocation: ?\S|\n< location: ?\S|"redirecturl: "[^"]`)
	good = once.Regexp(`http/[\d.]+ 20`)
)

// Other tells whether an answer that was no refusal is none that plays, by the text around the
// address: a page, or one that leads elsewhere and was not followed. Of several requests that
// cannot be told.
func Other(text string, status int) (Text, bool) {
	if len(text) > mostNear {
		return Text{}, false
	}
	plain := "\n" + Plain(text)
	switch {
	case strings.Count(plain, "starteddatetime") > 1:
	case status/100 == 2 && page().MatchString(plain):
		return failed(NotMedia, 1), true
	case status/100 == 3 && status != 304 && led().MatchString(plain) && !good().MatchString(plain):
		return failed(LedElsewhere, 1), true
	}
	return Text{}, false
}

func failed(f Fault, size int) Text {
	return Text{Whose: "the message", Fault: f, Means: faults[f].means, Look: faults[f].look, size: size}
}

// isTold reports whether words of a failure are told, and not a member without a value, or a piece
// of code that waits for one.
func isTold(text string, start, end int) bool {
	line := text[strings.LastIndexByte(text[:start], '\n')+1 : start]
	if i := strings.LastIndexAny(line, "\"'`"); i > 0 && strings.HasSuffix(strings.TrimRight(line[:i], " "), "(") && !strings.ContainsAny(line[i:], ")") {
		return false // an argument
	}
	if strings.HasSuffix(line, "on") || strings.Contains(line, "except ") || strings.Contains(line, "catch") || strings.Contains(line, "case ") {
		return false
	}
	name, value, member := strings.Cut(text[start:end], ": ")
	return !member || !strings.HasPrefix(name, "err") || !noValue().MatchString(value+text[end:min(len(text), end+16)])
}

// noValue is what stands in place of an error where there is none, or its type in code.
var noValue = once.Regexp(`^(?:null|undefined|none|nil|false|true|string|any|unknown|error|[\w.]*(?:error|exception)\??\s*[),;{=]|function|async|err\b|e\b|\\?["']{2}|\[\]|\{\})`)
