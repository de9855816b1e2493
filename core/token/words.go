package token

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"playtoken/core/words"
)

// Title names the kind of the token on its own: "PASETO v4.local".
func (t *Token) Title() string {
	return words.UpperFirst(strings.TrimPrefix(strings.TrimPrefix(t.Format.Name(t), "an "), "a "))
}

// What the reader of JSON was waiting for.
const (
	aValue          = "a value"
	aName           = "a name in quotes"
	aColon          = "a colon"
	aCommaOrBrace   = "a comma or a closing brace"
	aCommaOrBracket = "a comma or a closing bracket"
	aDigit          = "a digit"
	anEscape        = "an escape for the control character"
	aClosingQuote   = "a closing quote"
	aKnownEscape    = "a known escape"
	fourDigits      = "four hexadecimal digits"

	textBehind = "there is text behind the value"
)

// String gives the word for a part that people see.
func (r Role) String() string {
	return [...]string{"header", "payload", "signature", "token"}[r]
}

// String gives the word for a JSON type that people see.
func (t Type) String() string {
	return [...]string{"null", "true or false", "a number", "text", "a list", "an object"}[t]
}

// nameCharacter says which character stands at the start of s, so that it can be
// read even where the character itself would not show, or would act.
func nameCharacter(s string) string {
	c, size := utf8.DecodeRuneInString(s)
	switch {
	case c == utf8.RuneError && size <= 1:
		return fmt.Sprintf("byte 0x%02X", s[0])
	case c == ' ':
		return "a space"
	case c == '\n' || c == '\r':
		return "a line break"
	case c == '\t':
		return "a tab"
	case !unicode.IsGraphic(c) || Hidden(c):
		return fmt.Sprintf("U+%04X", c)
	case c < utf8.RuneSelf:
		return fmt.Sprintf("“%c”", c)
	}
	return fmt.Sprintf("“%c” (U+%04X)", c, c)
}

// Text is the fault in one plain sentence, safe to show.
func (f Fault) Text() string {
	say := fmt.Sprintf
	switch f.Code {
	case TooLarge:
		if f.What != "" {
			return f.What
		}
		return say("The token has %d bytes, more than the %d that are read.", f.Have, f.Want)
	case NoToken:
		return "There is no token."
	case PartsMissing:
		if f.What != "" {
			return say("Nothing stands behind %s: the token itself is missing.", f.What)
		}
		return "Only the header is there: claims and signature are missing."
	case PartsTooMany:
		if f.Want > 3 {
			return say("The token has %d parts, a PASETO has 3 or 4.", f.Have)
		}
		return say("The token has %d parts, a signed token has 3.", f.Have)
	case SignatureMissing:
		if f.Have < 3 {
			return "The signature is missing: the token has 2 parts, 3 are needed."
		}
		return "The signature is missing: nothing stands behind the last dot."
	case ForeignCharacter:
		return say("The %s has a character that no token has, %s, at place %d.", f.Part, nameCharacter(f.What), f.At+1)
	case CutShort:
		if f.Want > 0 {
			return say("The %s is cut short: %d bytes are there, at least %d are needed.", f.Part, f.Have, f.Want)
		}
		return say("The %s is cut short: %d characters are there, one or more are missing.", f.Part, f.Have)
	case Elided:
		return "A part of the token is left out: three dots stand in its place, as logs and chats shorten a text."
	case TrailingBits:
		return say("The last character of the %s is not the one an encoder writes.", f.Part)
	case NotJSON:
		if f.At >= f.Have {
			return say("The %s ends too early: %s is missing at byte %d.", f.Part, f.What, f.At)
		}
		return say("The %s is not JSON: %s was due at byte %d.", f.Part, f.What, f.At)
	case NotObject:
		return say("The %s is %s, a JSON object is needed.", f.Part, f.Is)
	case TrailingText:
		return say("There is text behind the %s, from byte %d.", f.Part, f.At)
	case DuplicateMember:
		return say("The %s has two members named %s.", f.Part, Excerpt(Quote(f.What), 60))
	case InvalidUTF8:
		return say("The %s is not valid UTF-8 at byte %d.", f.Part, f.At)
	case LoneSurrogate:
		return say("The %s has half a surrogate pair at byte %d.", f.Part, f.At)
	case TooDeep:
		return say("The %s is nested more than %d levels deep.", f.Part, f.Want)
	case TooManyMembers:
		return say("The %s has more than %d members.", f.Part, f.Want)
	case LongNumber:
		return say("A number in the %s has %d characters, more than %d.", f.Part, f.Have, f.Want)
	case NoAlgorithm:
		return "The header names no algorithm."
	case CriticalHeader:
		return say("The header marks %s as critical, which no player understands.", Excerpt(f.What, 60))
	case Unencoded:
		return "The header sets b64 to false (RFC 7797), which playback tokens cannot use."
	case PayloadNotJSON:
		if f.What != "" {
			return "The payload begins with a byte order mark (U+FEFF), which JSON must not have (RFC 8259 section 8.1): the program that signed it wrote the claims as a text file."
		}
		return "The payload is no JSON object. RFC 7515 allows that, playback tokens do not."
	case Lacking:
		return say("%s is missing.", f.What)
	case Malformed:
		return f.What
	case OtherAlphabet:
		return say("The %s is written in %s, which is not how this format writes it.", f.Part, f.What)
	case Large:
		return say("The token has %d bytes. Many servers refuse a URL above %d.", f.Have, f.Want)
	}
	return string(f.Code)
}

// Said is what is wrong with the moment in one sentence, or "".
func (m TimeClaim) Said() string {
	switch m.Problem {
	case NotText:
		return fmt.Sprintf("%s is %s, a date as text is needed, such as \"2026-11-22T14:30:00.000Z\".", m.Claim, m.Is)
	case NotADate:
		return fmt.Sprintf("%s is %s, which is no date in the form of RFC 3339.", m.Claim, Excerpt(m.Raw, 40))
	case NotANumber:
		if m.Is == Null {
			return fmt.Sprintf("%s is null, a number of seconds is needed.", m.Claim)
		}
		return fmt.Sprintf("%s is %s (%s), a number of seconds is needed.", m.Claim, m.Is, Excerpt(m.Raw, 40))
	case OutOfRange:
		return fmt.Sprintf("%s is %s, which is no date a clock can reach.", m.Claim, Excerpt(m.Raw, 24))
	case InSubSeconds:
		return fmt.Sprintf("%s is %s: that is milliseconds or finer, seconds are needed.", m.Claim, Excerpt(m.Raw, 24))
	}
	return ""
}

// Who says whose way of counting it is, "" where that is nobody's in particular.
func (c Count) Who() string {
	switch {
	case c.Since == 2001:
		return "Swift and Cocoa count"
	case c.Since == 1 && c.Unit == tick:
		return "DateTime.Ticks of .NET counts"
	case c.Since == 1601 && c.Unit == tick:
		return "FILETIME of Windows counts"
	case c.Since == 1601 && c.Unit == time.Microsecond:
		return "WebKit and Chrome count"
	case c.Since == 1899:
		return "Excel and OLE count"
	}
	return ""
}

// Units names what is counted.
func (c Count) Units() string {
	return map[time.Duration]string{
		time.Nanosecond: "nanoseconds", tick: "ticks of 100 ns", time.Microsecond: "microseconds", time.Millisecond: "milliseconds",
		time.Second: "seconds", time.Minute: "minutes", 1000 * time.Second: "thousands of seconds", 24 * time.Hour: "days",
	}[c.Unit]
}

// String names what is counted, and from when: "seconds since 2001".
func (c Count) String() string {
	switch c.Since {
	case 0:
		return "a date written as digits, " + strings.NewReplacer("2006", "YYYY", "0102", "MMDD", "1504", "HHMM", "05", "SS").Replace(layouts[c.Unit])
	case 1:
		return c.Units() + " since the year 1"
	case 1899:
		return c.Units() + " since 1900"
	}
	return c.Units() + " since " + strconv.Itoa(c.Since)
}

// SaidOf is what is wrong with exp, nbf or iat in one sentence, or "".
func (t *Token) SaidOf(claim string, now time.Time) string {
	m, ok := t.Time(claim)
	if _, as, otherwise := t.Otherwise(claim, now); ok && otherwise && as != (Count{1970, time.Millisecond}) {
		is := "that counts "
		if as.Since == 0 {
			is = "that is "
		}
		return fmt.Sprintf("%s is %s: %s%s, seconds since 1970 are needed.", m.Claim, Excerpt(m.Raw, 24), is, as)
	}
	return m.Said()
}

// Words say how a secret was read, behind "The secret was"; "" where nothing is known.
func (r Reading) Words() string {
	return map[Reading]string{
		AsText: "read as text", AsRaw: "read with what stands around it", AsHex: "read as hexadecimal digits", AsBase64: "read as base64",
		AsPASERK: "read as a PASERK key", AsSHA256: "read as text and hashed with SHA-256",
		AsBase64Text: "encoded in base64 once more", AsHexText: "written in hexadecimal digits once more",
		AsUnhashed: "used without being hashed", AsDigestText: "used as the hexadecimal text of its hash", AsOtherLength: "used as it stands",
	}[r]
}

// String is the reason in one sentence, "" for none.
func (r Reason) String() string {
	say := fmt.Sprintf
	switch r.Code {
	case NoKeyGiven:
		return "No key was given."
	case NothingToCheck:
		return "This kind of token has no signature that a key here could check."
	case NotSigned:
		return "The token is not signed: its algorithm is none, which no platform accepts."
	case SecretNeeded:
		return say("The header says %s, which needs a shared secret. An %s is never used as one.", Excerpt(r.Alg, 24), r.Key)
	case KeyAndAlgorithm:
		return say("The header says %s, the key is %s. They do not go together.", Excerpt(r.Alg, 24), r.Key)
	case KeyOfOtherAlgorithm:
		return say("The header says %s, the key says of itself that it is for %s alone. They do not go together.", Excerpt(r.Alg, 24), Excerpt(r.Key, 24))
	case TextDamaged:
		return r.Said
	case SecretEmpty:
		return "The shared secret is empty: anyone could sign with it, so it proves nothing."
	case SignatureInDER:
		return "The signature is in DER form. A token needs the two numbers one behind the other (RFC 7518 section 3.4)."
	case SignedOtherwise:
		return "This key made the signature, and in another way than the header says."
	case SignatureSpelled:
		return "The signature fits once it is written as a token wants it."
	case SignatureLength:
		return say("The signature has %d bytes, one by this key has %d.", r.Have, r.Want)
	case SignatureDoesNotFit:
		return "The signature does not fit this key: the token was changed, or another key signed it."
	case SecretDoesNotFit:
		return "The signature does not fit this shared secret, in no way that its text can be read."
	case KeyUnusable:
		return "The key could not be used: " + r.Said
	case MACOfKeyText:
		return "The signature is an HMAC over the text of this key. Nobody can verify it with a public key."
	case MACOfSecret:
		return "The header says " + r.Alg + ", and the signature is an HMAC with this shared secret."
	case OpensWithSecret:
		return "The token opens with a shared secret, and this is none."
	case SealDamaged:
		return "The token is damaged: " + r.Said + "."
	case SecretDoesNotOpen:
		return "The seal covers the claims, the footer and the implicit assertion. The token does not open with this secret, however its text is read: the secret is another one, or one of the three is not what it was."
	case FooterOfOther:
		return "The secret is the right one: without the footer the token opens. The footer was put behind it after it was sealed, or changed."
	case SecretLength:
		return say("A key of v4.local has 32 bytes, and this secret has %d: it is no such key. Hashed with SHA-256 it does not open the token either.", r.Have)
	case KeyDoesNotOpen:
		return "The token does not open with this key: it is another one, or the token was changed."
	case NotOpened:
		return "The token could not be opened: " + r.Said + "."
	case NothingProves:
		return "A token of version 2 opens with this key, and nothing in it tells whether it was changed."
	case URLWantsSecret:
		return "The URL is signed with a shared secret, and this is none."
	case KeyOfOtherKind:
		return say("It is signed with a key of another kind. The one given is %s.", r.Key)
	case URLNotKnown:
		return "What is signed is made of the URL that is asked for, and that is not known."
	case NoRecipeFits:
		return "No recipe that is known here makes this signature with the secret: the secret is another one, or the recipe."
	case NoneSigned:
		if r.Have == 1 {
			return "The one key at hand did not sign it."
		}
		return say("None of the %d keys at hand signed it.", r.Have)
	}
	return ""
}
