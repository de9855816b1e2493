package token

import "fmt"

// FaultCode names what is wrong with the text of a token.
type FaultCode string

// The faults that Decode reports.
const (
	TooLarge         FaultCode = "too_large"
	NoToken          FaultCode = "no_token"
	PartsMissing     FaultCode = "parts_missing"
	PartsTooMany     FaultCode = "parts_too_many"
	SignatureMissing FaultCode = "signature_missing"
	ForeignCharacter FaultCode = "foreign_character"
	CutShort         FaultCode = "cut_short"
	Elided           FaultCode = "elided" // shortened for the eye, with dots for what is left out
	TrailingBits     FaultCode = "trailing_bits"
	NotJSON          FaultCode = "not_json"
	NotObject        FaultCode = "not_object"
	TrailingText     FaultCode = "trailing_text"
	DuplicateMember  FaultCode = "duplicate_member"
	InvalidUTF8      FaultCode = "invalid_utf8"
	LoneSurrogate    FaultCode = "lone_surrogate"
	TooDeep          FaultCode = "too_deep"
	TooManyMembers   FaultCode = "too_many_members"
	LongNumber       FaultCode = "long_number"
	CriticalHeader   FaultCode = "critical_header"
	Unencoded        FaultCode = "unencoded_payload"
	PayloadNotJSON   FaultCode = "payload_not_json"
	Large            FaultCode = "large"
)

// Fault is one thing wrong with a token: where, and in words.
type Fault struct {
	Code FaultCode
	Part Role
	At   int    // byte offset in the part's text or, for JSON, in its decoded bytes; -1 for no place
	Text string // one plain sentence
}

// Blocks reports whether the fault keeps the token from being verified. The
// others are worth saying but no reason to refuse.
func (f Fault) Blocks() bool {
	return f.Code != LoneSurrogate && f.Code != PayloadNotJSON && f.Code != Large
}

func faultf(code FaultCode, part Role, at int, format string, args ...any) Fault {
	return Fault{Code: code, Part: part, At: at, Text: fmt.Sprintf(format, args...)}
}
