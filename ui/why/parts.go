package why

import (
	"fmt"
	"unicode/utf8"

	"playtoken/core/token"
	"playtoken/ui/viewmodel"
)

// parted takes the token apart.
func (s *Structure) parted() Parted {
	t := s.shows()
	if s.token() != nil && t.Text == "" {
		return Parted{Kind: "Not read", Body: "It is too large: nothing of it was taken apart."}
	}
	d := Parted{Header: t.Header.Lines(), Claims: t.Claims.Lines(), Signature: s.signature()}
	says := len(t.Header.Members) > 0
	if t.Sealed() && t.Checkable() || t.SignsURL() && !says || t.Scheme != "" {
		d.Kind, d.Header = t.Title(), nil
	}
	if s.token() == nil && !says {
		d.Kind, d.Header = "Claims alone", nil
	}
	switch {
	case t.SignsURL() && !says:
		d.Claims, d.Body = nil, "The URL is signed itself: all of it is what the signature vouches for."
	case t.Closed():
		d.Body, d.Claims = s.closed(), nil
	case t.HasPlaintext() && t.Opened && t.Claims.Readable: // parameters, not JSON
		d.Claims = nil
		for _, m := range t.Claims.Members {
			d.Params = append(d.Params, viewmodel.Row{Label: token.Excerpt(m.Name, 40), Value: []viewmodel.Run{{Text: token.Inert(m.Value.Text), Style: viewmodel.Code}}})
		}
	case !t.Claims.Readable && len(t.Claims.Members) == 0:
		d.Payload = payload(t.Payload)
	}
	if n := len(d.Claims); n > mostClaims {
		d.All = s.all
		if !s.all {
			d.Claims, d.More = d.Claims[:mostClaims], n-mostClaims
		}
	}
	s.footer(&d)
	return d
}

// closed says of the inside of an encrypted token what is known without a key.
func (s *Structure) closed() string {
	switch t := s.shows(); {
	case !t.Checkable():
		return "Encrypted. No key here opens a JWE: only the service that it was made for reads it."
	case !t.Guessed():
		return "Encrypted. Paste the secret that it was made with, and it can be read."
	}
	return "Encrypted, not even its end can be read. Paste the key that it was made with."
}

// footer shows what a PASETO says in clear.
func (s *Structure) footer(d *Parted) {
	t := s.shows()
	if len(t.Footer) == 0 {
		return
	}
	if o, faults := token.ReadObject(t.Footer); o.Readable && len(faults) == 0 {
		d.Footer = o.Lines()
	} else {
		d.FooterText = payload(t.Footer)
	}
	d.FooterNote = "Unverified until a key opens the token."
	if t.Opened && s.found.Verified.State == token.Valid {
		d.FooterNote = "Verified together with the token."
	}
}

func (s *Structure) signature() string {
	t, state := s.found.Token, s.found.Verified.State
	switch {
	case t == nil:
		return "Signature: not there, for the token is not"
	case t.SignsURL() && len(t.Signature) == 0:
		return "Signature: " + s.checked()
	case t.Sealed() && !t.Checkable():
		return ""
	case t.Sealed() && t.Opened && state == token.Valid:
		return "Authentic: it opens with the key, and nobody changed it"
	case t.Sealed() && t.Opened:
		return "Opened; nothing in it tells whether it was changed"
	case t.Sealed() && state == token.Invalid && s.found.Verified.Reason.Code != token.FooterOfOther:
		return "Not opened: the key does not fit"
	case t.Sealed():
		return "Not opened"
	case !t.SignsURL() && (len(t.Parts) < 3 || t.Parts[2].Text == ""):
		return "Signature: missing"
	}
	return fmt.Sprintf("Signature: %d bytes, %s", len(t.Signature), s.checked())
}

// checked says in a few words what became of the signature.
func (s *Structure) checked() string {
	switch v := s.found.Verified; {
	case v.Reason.Code == token.SignedOtherwise, v.Reason.Code == token.SignatureSpelled:
		return "by the key, not as it should be"
	case v.Reason.Code == token.NoneSigned:
		return "confirmed by no key at hand"
	case s.found.Unproven():
		return "fits the saved key"
	default:
		return checked[v.State]
	}
}

var checked = map[token.State]string{
	token.Valid: "valid", token.Invalid: "does not fit the key", token.Unchecked: "not checked",
}

// mostClaims is how many lines of claims are shown until a person asks for all.
const mostClaims = 24

// payload shows what stands where claims were due.
func payload(b []byte) string {
	const most = 2000
	cut := ""
	if len(b) > most {
		b, cut = b[:most], "…"
	}
	if utf8.Valid(b) {
		return token.Inert(string(b)) + cut
	}
	return fmt.Sprintf("%x%s", b[:min(len(b), 400)], cut)
}
