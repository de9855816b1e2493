package sign

import (
	"bytes"
	"encoding/json"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/words"
)

// Ink is what a piece of a proof is, as its colour tells.
type Ink int

// The inks: those of a token's parts.
const (
	InkPlain Ink = iota
	InkHeader
	InkClaims
	InkSignature
)

// Piece is a piece of a signed URL or of cookies.
type Piece struct {
	Text string
	Ink  Ink
}

// proofNames are the title over what is signed, and what its button copies.
func proofNames(s *platform.Signed) (title, copies string) {
	text := s.First().Text
	switch {
	case strings.Contains(text, "://"):
		return "Signed URL", "URL"
	case strings.Contains(text, "; "):
		return "Signed cookies", "cookies"
	}
	return "Token", "token"
}

// piecesOf cuts a signed URL, or cookies, by what its parameters are; nil for a token.
func piecesOf(text string) (list []Piece) {
	add := func(text string, ink Ink) {
		if n := len(list); n > 0 && list[n-1].Ink == ink {
			list[n-1].Text += text
		} else if text != "" {
			list = append(list, Piece{text, ink})
		}
	}
	separator := "&"
	switch at := strings.IndexByte(text, '?'); {
	case strings.Contains(text, "; "):
		separator = "; "
	case !strings.Contains(text, "://"):
		return nil
	case at >= 0:
		add(text[:at+1], InkPlain)
		text = text[at+1:]
	default:
		return []Piece{{text, InkPlain}}
	}
	for i, parameter := range strings.Split(text, separator) {
		if i > 0 {
			add(separator, InkPlain)
		}
		name, _, _ := strings.Cut(parameter, "=")
		add(parameter, inkOf(name))
	}
	return list
}

// inkOf tells by its name what a parameter of a proof is.
func inkOf(name string) Ink {
	name = strings.ToLower(strings.TrimPrefix(name, "CloudFront-"))
	switch {
	case strings.HasPrefix(name, "sig"):
		return InkSignature
	case strings.HasPrefix(name, "exp"), name == "policy":
		return InkClaims
	case name == "key-pair-id", name == "hash-algorithm":
		return InkHeader
	}
	return InkPlain
}

// AllFormat is how all tokens of a form are copied at once.
type AllFormat int

// The formats.
const (
	AsJSON AllFormat = iota
	AsEnv
)

// CopyAll copies all tokens of the form, by the names that players have for them.
func (r *Result) CopyAll(as AllFormat, done func()) {
	if r.signed == nil {
		return
	}
	var b strings.Builder
	for i, t := range r.signed.Tokens {
		switch as {
		case AsEnv:
			b.WriteString(strings.ToUpper(strings.ReplaceAll(t.Name, "-", "_")) + "=" + t.Text + "\n")
		default:
			b.WriteString(map[bool]string{true: "{\n", false: ",\n"}[i == 0] + "  " + quoted(t.Name) + ": " + quoted(t.Text))
		}
	}
	if as == AsJSON {
		b.WriteString("\n}\n")
	}
	r.release()
	r.copyToken(words.Count(len(r.signed.Tokens), "token"), b.String(), done)
}

// indented is JSON with a member a line; what is none stays as it is.
func indented(text string) string {
	var b bytes.Buffer
	if json.Indent(&b, []byte(text), "", "  ") != nil {
		return text
	}
	return b.String()
}

func quoted(text string) string {
	b, _ := json.Marshal(text) // a text is always one in JSON
	return string(b)
}

// CopyPart copies what was selected of what is shown; it may hold the token.
func (r *Result) CopyPart(text string) {
	if r.signed == nil {
		return
	}
	r.release()
	r.copyToken("Selection", text, nil)
}
