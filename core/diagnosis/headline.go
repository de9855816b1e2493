package diagnosis

import (
	"strings"

	"playtoken/core/cause"

	"playtoken/core/extract"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// conclude draws the verdict from the findings, which stand in their order.
func (v *Verdict) conclude(e Evidence) {
	if first, ok := v.leading(); ok {
		v.Detail, v.Fix = first.Evidence, first.Fix
		v.State, v.Headline = MayFail, "Playback may fail: "+first.Title
		if first.Severity == platform.Error {
			v.State, v.Headline = Fails, "Playback fails: "+first.Title
		}
		return
	}
	t := e.Token
	exp, hasExp := t.Time("exp")
	hasExp = hasExp && exp.Usable()
	end := "It has no expiry."
	if hasExp {
		end = "It runs until " + humantime.UTC(exp.At) + ", that is " + humantime.Relative(exp.At, e.Now) + "."
	}
	switch {
	case t.Text == "":
		v.State, v.Headline = Unknown, nothing(e)
	case e.Proof.Check.State == token.Valid && t.Readable() && hasExp:
		v.State, v.Headline = Plays, "Plays until "+humantime.UTC(exp.At)
		v.Detail = "That is " + humantime.Relative(exp.At, e.Now) + ". " + vouched(t) + ", and nothing in the token stands against it."
	case e.Proof.Check.State == token.Valid && t.Readable():
		v.State, v.Headline = Plays, "Plays; the token has no expiry"
		v.Detail = end + " " + vouched(t) + "."
		for _, f := range v.Findings {
			if f.Code == cause.ExpMissing {
				v.Detail = f.Evidence + " " + vouched(t) + "."
			}
		}
	case t.Kind == token.SignedURL:
		v.State, v.Headline = Unknown, "This is a signed URL, whose signature was not confirmed"
		v.Detail = end + " " + e.Proof.Check.Reason
	case t.Readable() && t.Opened:
		v.State, v.Headline = Unknown, "Nothing wrong in the token itself; nothing vouches for it"
		v.Detail = end + " " + e.Proof.Check.Reason
	case t.Readable():
		v.State, v.Headline = Unknown, "Nothing wrong in the token itself; the signature was not checked"
		v.Detail = end
		switch reason := e.Proof.Check.Reason; reason {
		case "", "No key was given.":
			v.Headline += ", no key given"
		default:
			v.Detail += " The signature was not checked: " + lowerFirst(reason)
		}
	case t.Kind == token.PasetoLocal, t.Kind.Edgecast():
		v.State, v.Headline = Unknown, "This is "+KindName(t)+", which says nothing without its key"
		if t.Kind.Edgecast() && e.Platform == nil {
			v.Headline = "This may be " + KindName(t) + ", which says nothing without its key"
		}
		v.Detail = "Give the secret that it was made with, and it can be read. " + e.Proof.Check.Reason
	case t.Kind == token.JWE:
		v.State, v.Headline = Unknown, "This is an encrypted JWT (JWE), which no key here can open"
	case t.Kind != token.Unknown || t.Scheme != "":
		v.State, v.Headline = Unknown, "This is "+KindName(t)+", which is not read here"
	default:
		v.State, v.Headline = Unknown, "This is no token that can be read here"
	}
}

// leading is the first finding that decides: no info, and none that follows from
// another.
func (v *Verdict) leading() (platform.Finding, bool) {
	for _, f := range v.Findings {
		if f.BecauseOf == "" && f.Severity != platform.Info {
			return f, true
		}
	}
	return platform.Finding{}, false
}

// nothing says what a text is that has no token in it.
func nothing(e Evidence) string {
	if e.Paste.Refusal != "" {
		return strings.TrimSuffix(token.Inert(e.Paste.Refusal), ".")
	}
	if e.Paste.Is == extract.Signed {
		return "This URL is signed itself; its signature was not checked"
	}
	return "There is nothing to read"
}

func vouched(t *token.Token) string {
	if t.Opened {
		return "The token is authentic"
	}
	return "The signature is valid"
}

func lowerFirst(s string) string {
	if s == "" || len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
