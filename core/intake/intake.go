// Package intake finds the token in whatever was pasted.
//
// People paste a bare token, a playback URL, a header line, a cURL command.
// [Read] answers with the token inside and the URL around it, or with one
// sentence that says what the text is instead. It never looks anything up.
package intake

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"
)

// MaxSize is how much text is read, in bytes. More is refused at once.
const MaxSize = 1 << 20

// Paste is what was found in a pasted text.
type Paste struct {
	// Before, Token and After are the text in its order, line ends and hidden
	// characters inside the token taken out.
	Before, Token, After string
	URL                  *url.URL // around the token, nil for none
	Others               []string // further tokens, in the order of the text
	What                 string   // "token", "playback URL", "cURL command", ...
	// Refusal says what the text is when there is no token in it, "" for an
	// empty text. HasKey marks a key, which must not be shown.
	Refusal string
	HasKey  bool
}

// Read looks for tokens in a text.
func Read(text string) Paste {
	switch {
	case len(text) > MaxSize:
		return Paste{Refusal: fmt.Sprintf("This is too large: %s. Nothing above 1 MiB is read.", size(len(text)))}
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return Paste{Refusal: "This is binary data, not text. Paste the token or the URL as text."}
	}
	text = strings.TrimSpace(invisible.Replace(text))
	if text == "" {
		return Paste{}
	}
	if looksLikeKey(text) {
		return Paste{HasKey: true, Refusal: "This is a key, not a token. It belongs in the key field."}
	}
	if whole, after, ok := bare(text); ok {
		p := Paste{Token: whole, After: after, What: "token"}
		p.others(find(after))
		return p
	}
	found := find(text)
	if len(found) == 0 {
		return Paste{Refusal: otherwise(text)}
	}
	first := found[0]
	p := Paste{Before: text[:first.start], Token: first.token, After: text[first.end:]}
	p.others(found[1:])
	p.URL = around(text, first.start)
	p.What = form(text, p.URL != nil)
	if strings.Trim(p.Before+p.After, wrapping) == "" {
		p.What = "token"
	}
	return p
}

// wrapping are the marks that come along when a token is copied out of code or
// a sentence.
const wrapping = " \t\r\n\"'`“”‘’„‚«»,;.()[]<>\\"

func (p *Paste) others(found []run) {
	seen := map[string]bool{p.Token: true}
	for _, f := range found {
		if !seen[f.token] {
			seen[f.token] = true
			p.Others = append(p.Others, f.token)
		}
	}
}

// size writes a number of bytes as people read it.
func size(n int) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d KiB", n>>10)
}

// invisible takes out what a mail or a chat slips between characters.
var invisible = strings.NewReplacer("\ufeff", "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\u00ad", "")

// looksLikeKey knows PEM, its base64 and the base64 of that, DER in base64 (the
// first byte of a key is always that of a sequence), and a JWK.
func looksLikeKey(text string) bool {
	for _, mark := range []string{"PRIVATE KEY-", "PUBLIC KEY-", "LS0tLS1CRUdJTi", "TFMwdExTMUNSVWRKVG", `"kty`} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return strings.HasPrefix(text, "MII")
}
