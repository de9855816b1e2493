package extract

import (
	"encoding/base64"
	"net/url"
	"strings"

	"playtoken/core/once"
	"playtoken/core/words"
)

// Form is what a pasted text is.
type Form string

// The forms.
const (
	Token    Form = "token"
	URL      Form = "url"
	TagForm  Form = "tag"
	Curl     Form = "curl"
	Headers  Form = "header"
	Log      Form = "log"
	Verbose  Form = "curl_output" // what cURL says with -v
	HAR      Form = "har"
	Trace    Form = "trace"
	JSON     Form = "json"
	Manifest Form = "manifest"
	Key      Form = "key"
	ID       Form = "id"
	WebPage  Form = "web_page"
	Signed   Form = "signed_url" // a URL whose signature is a parameter
	Cookies  Form = "cookies"    // that sign the URLs they go with
	Plain    Form = "text"
	Nothing  Form = "nothing"
	TooLarge Form = "too_large"
	Binary   Form = "binary"
)

// words names a form as people read it, with how many requests it is of.
func (f Form) words(requests int) string {
	if requests > 1 {
		switch f {
		case Log:
			return "log of " + words.Count(requests, "request")
		case HAR:
			return "HAR of " + words.Count(requests, "request")
		}
	}
	switch f {
	case URL:
		return "playback URL"
	case TagForm:
		return "player tag"
	case Curl:
		return "cURL command"
	case Headers:
		return "authorization header"
	case Log:
		return "log line"
	case Verbose:
		return "output of cURL"
	case HAR:
		return "HAR entry"
	case Trace:
		return "stack trace"
	case JSON:
		return "JSON"
	case Signed:
		return "signed URL"
	case Cookies:
		return "signed cookies"
	case WebPage:
		return "web page"
	}
	return string(f)
}

var (
	// Of all three the beginning of a text is enough, in small letters.
	curlLine    = once.Regexp(`^(?:[$#%>] ?)?(?:sudo |time )?curl(?:\.exe)? `)
	headerLine  = once.Regexp(`^(?:bearer |(?:proxy-)?authorization ?:|x-[a-z-]*(?:token|auth|jwt)[a-z-]* ?:)`)
	verboseLine = once.Regexp(`(?mi)^(?:> (?:get|head|post) /|< http/\d|\* (?:trying|connected to|host) )`)
	logLine     = once.Regexp(`^\[?\d{4}[-/]\d\d[-/]\d\d[t ]\d\d:\d\d|^(?:\d{1,3}\.){3}\d{1,3} |^http/\d|^\[?(?:error|warn|info|debug)\b|^[a-z]{3} +\d{1,2} \d\d:\d\d:\d\d |^(?:get|post|head) https?://|^[<>*] `)
)

// form names the form of a text by its beginning.
func form(text string, inURL bool, tag *Tag) Form {
	begin := text[:min(len(text), 4096)]
	start := strings.ToLower(begin[:min(len(begin), 128)])
	switch {
	case strings.Contains(start, "curl") && curlLine().MatchString(start):
		return Curl
	case strings.HasPrefix(start, "#extm3u") || containsFold(begin, "\n#extinf") || containsFold(begin, "<mpd"):
		return Manifest
	case tag != nil || strings.HasPrefix(start, "<") && !strings.HasPrefix(start, "<http"):
		return TagForm
	case strings.HasPrefix(start, "{") && (containsFold(begin, `"request"`) && containsFold(begin, `"url"`) || containsFold(begin, `"entries"`)):
		return HAR
	case strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[") && strings.Contains(begin, `"`) || strings.HasPrefix(start, `"{\"`):
		return JSON
	case start != "" && strings.IndexByte("bpax", start[0]) >= 0 && headerLine().MatchString(start):
		return Headers
	case hasTrace(begin):
		return Trace
	case inURL && !strings.ContainsAny(text, " \n\t"):
		return URL
	case strings.IndexAny(start, "<>*") == 0 && verboseLine().MatchString(begin):
		return Verbose
	case hasRequest(begin) || logLine().MatchString(start):
		return Log
	}
	return Plain
}

func page(text string) bool {
	lower := strings.ToLower(text[:min(len(text), 256)])
	return strings.HasPrefix(lower, "<!doctype html") || strings.HasPrefix(lower, "<html")
}

// otherwise says what a text without a token is.
func otherwise(text, id string, decoded *Decoded) string {
	lower := strings.ToLower(text[:min(len(text), 256)])
	switch {
	case page(text):
		return "This is a web page, not a token."
	case beginsURL(lower):
		return "There is no token in this URL. A private video needs one."
	case caseLost(text):
		return "This was a token once: its capital and small letters are lost, and it cannot be read without them. Copy it again."
	case id != "":
		return "This is an ID alone, a key ID or a playback ID. Paste the token or the URL."
	case strings.Contains(text, untold):
		return "This is code that puts a URL together: what its variables hold is not told in it. Paste the URL as it is asked for."
	case decoded != nil:
		return decoded.Said
	}
	return "There is no token in this text."
}

// caseLost reports whether a text is a signed token of which all letters were made
// small, or capital.
func caseLost(text string) bool {
	text = strings.Trim(text, wrapping)
	parts := strings.Split(text, ".")
	return len(parts) == 3 && len(parts[0]) > 10 && len(parts[1]) > 10 && hasFoldPrefix(text, "eyj") &&
		allInToken(text) && (strings.ToLower(text) == text || strings.ToUpper(text) == text)
}

// CaseLost reports whether what stands in the token's place was a signed token
// before all of its letters were made small, or capital.
func (a Absent) CaseLost() bool { return caseLost(a.Value) }

// ids are the shapes of IDs: a UUID (key and playback IDs of FastPix), 20
// characters of base32hex (streams of Bitmovin), 24 and 32 hexadecimal digits
// (contents of Fastevo, media of FastPix).
var ids = once.Regexp(`^(?:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[0-9a-v]{20}|[0-9a-f]{24}|[0-9a-f]{32})$`)

// id is the ID that a text consists of, or "".
func id(text string) string {
	if len(text) > 80 {
		return ""
	}
	text = strings.Trim(text, wrapping)
	if ids().MatchString(text) && strings.ContainsAny(text, "0123456789") && strings.ContainsAny(text, "abcdefghijklmnopqrstuvABCDEF") {
		return text
	}
	return ""
}

// isSigned reports whether a URL has a signature of 32 bytes as a parameter, as
// the Engage Kit of Fastevo has it.
func isSigned(u *url.URL) bool {
	for _, piece := range strings.Split(u.RawQuery, "&") {
		name, value, _ := strings.Cut(piece, "=")
		switch joined(name, "-_") {
		case "sig", "signature", "sign", "hmac", "hash", "tokensig", "urlsig", "urlsignature", "mac", "s":
			if is32Bytes(unescape(value)) {
				return true
			}
		}
	}
	return false
}

func is32Bytes(s string) bool {
	if len(s) == 64 {
		return allHex(s)
	}
	s = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(s, "="))
	b, err := base64.RawURLEncoding.DecodeString(s)
	return err == nil && len(b) == 32
}
