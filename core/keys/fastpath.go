package keys

import (
	"encoding/base64"
	"strings"
)

// quick reads a key that is written exactly as it should be, as nearly all are:
// one PEM block with line ends, or base64 of it. It looks at each character
// once. Anything else is left to the careful way, which can say what is odd.
func (r *reader) quick(text string) (Answer, bool) {
	text = strings.Trim(text, space)
	if strings.HasPrefix(text, "LS0tLS1CRUdJTi") {
		inside, err := base64.StdEncoding.DecodeString(text) // skips line ends
		if err != nil {
			return Answer{}, false
		}
		s, der := quickPEM(strings.TrimRight(string(inside), space))
		if s == unknown {
			return Answer{}, false
		}
		r.wraps = []string{"base64"}
		return r.take(s, der), true
	}
	if s, der := quickPEM(text); s != unknown {
		return r.take(s, der), true
	}
	return Answer{}, false
}

// quickPEM is the inside of a faultless PEM block.
func quickPEM(text string) (structure, []byte) {
	text, ok := strings.CutPrefix(text, "-----BEGIN ")
	label, body, found := strings.Cut(text, "-----")
	if !ok || !found {
		return unknown, nil
	}
	want := structures[label]
	body, ended := strings.CutSuffix(body, "\n-----END "+label+"-----")
	lined := strings.HasPrefix(body, "\n") || strings.HasPrefix(body, "\r\n")
	crlf := strings.Count(body, "\r\n") + strings.Count(body[max(0, len(body)-1):], "\r")
	if want == unknown || !ended || !lined || strings.Count(body, "\r") != crlf {
		return unknown, nil
	}
	der, err := base64.StdEncoding.DecodeString(body)
	if err != nil || outline(der) != want {
		return unknown, nil
	}
	return want, der
}
