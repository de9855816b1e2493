package token

// FaultCode names what is wrong with the text of a token.
type FaultCode string

// The faults that a format reports. Those of base64url come from [Token.DecodePart], those
// of JSON from [ReadPart] and [ReadObject]; NoToken, Large and mostly TooLarge from
// core/token/formats, for every format alike. NoAlgorithm, CriticalHeader, Unencoded and
// PayloadNotJSON are of JWS alone; the sentences of PartsMissing, PartsTooMany and
// SignatureMissing speak of three parts, or of a PASETO. Where nothing else fits,
// Malformed is a sentence of the format's own. The verdict takes Lacking for a token that
// is not there, and what it has no other cause for as damage.
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
	NoAlgorithm      FaultCode = "no_algorithm"
	CriticalHeader   FaultCode = "critical_header"
	Unencoded        FaultCode = "unencoded_payload"
	PayloadNotJSON   FaultCode = "payload_not_json"
	Large            FaultCode = "large"
	Lacking          FaultCode = "lacking"        // a part that stands under a name of its own, which What is
	Malformed        FaultCode = "malformed"      // not as the format has it, which What says
	OtherAlphabet    FaultCode = "other_alphabet" // base64 in other letters than the format's
)

// Fault is one thing wrong with a token, and where. [Fault.Text] words it.
type Fault struct {
	Code FaultCode
	Part Role // OtherPart for the token as a whole
	At   int  // byte offset in the part's text or, for JSON, in its decoded bytes; -1 for no place
	// Have and Want are what the code counts: bytes, characters, parts.
	Have, Want int
	// What is the piece of the token that the code speaks of, as its sender wrote it,
	// or what a reader of JSON was waiting for.
	What string
	Is   Type // of NotObject
}

// Blocks reports whether the fault keeps the token from being verified. The
// others are worth saying but no reason to refuse.
func (f Fault) Blocks() bool {
	return f.Code != LoneSurrogate && f.Code != PayloadNotJSON && f.Code != Large
}
