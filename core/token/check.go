package token

import "playtoken/core/keys"

// State is the answer of cryptography alone about a token: whether its signature
// fits a key or, for an encrypted token, whether a key authenticated it. The
// words are part of ptok's contract.
type State string

// The three states.
const (
	Valid     State = "valid"
	Invalid   State = "invalid"   // a usable key was tried and does not fit
	Unchecked State = "unchecked" // no key, or none that could be used
)

// Check is the outcome of trying one token with one key.
type Check struct {
	State  State
	Key    *keys.Key // the key that was tried, nil for none
	Reason Reason    // why it is not valid; the zero Reason when it is
}

// Reason says why a token is not valid, or was not checked. Its String words it.
type Reason struct {
	Code       ReasonCode // why; which of the others are set depends on it
	Alg, Key   string     // the header's algorithm, and what the key is
	Have, Want int        // bytes of the signature; keys that were tried
	Said       string     // by what refused the key or the text, in words that are safe to show
}

// ReasonCode names a reason.
type ReasonCode int

// The reasons. The first are for every format, but NoneSigned, which core/verify gives.
// SignatureLength and SignatureDoesNotFit are for every format that signs with a key of
// two halves, SecretDoesNotFit for every one that signs with a shared secret,
// KeyOfOtherKind for every one that takes another kind of key, TextDamaged with the text
// of the first fault in Said. The rest belong to JWS, to sealed tokens and to signed URLs,
// and say so in their sentences.
const (
	NoReason       ReasonCode = iota
	NoKeyGiven                // there is none to try
	NothingToCheck            // no key could check tokens of this format
	TextDamaged               // a fault of its text stands in the way
	KeyUnusable               // the importer does not take the key
	SecretEmpty               // anyone could sign with it
	NoneSigned                // none of the keys at hand, and the token names none of them

	// Of signatures.

	NotSigned           // the algorithm is none
	SecretNeeded        // the algorithm is an HMAC, the key one of two halves
	KeyAndAlgorithm     // do not go together
	KeyOfOtherAlgorithm // the key says of itself which one it is for
	SignatureInDER      // of ECDSA, where the bare numbers are due
	SignedOtherwise     // by the key, and not as the header says
	SignatureSpelled    // as other text than it should be, and fits
	SignatureLength     // is not that of the key's signatures
	SignatureDoesNotFit // of another key, or over another text
	SecretDoesNotFit    // in no reading
	MACOfKeyText        // HMAC over the text of a key of two halves
	MACOfSecret         // HMAC where the header says otherwise

	// Of sealed tokens.

	OpensWithSecret   // and the key is none
	SealDamaged       // the text is not of the format
	SecretDoesNotOpen // in no reading
	SecretLength      // is not that of a key, which the format has of one length
	FooterOfOther     // the token opens without its footer
	KeyDoesNotOpen    // the text of the key alone is tried
	NotOpened         // for another reason, which is said
	NothingProves     // opened, and nothing tells whether it was changed

	// Of signed URLs.

	URLWantsSecret // and the key is none
	NoRecipeFits   // how it was signed is not known
	KeyOfOtherKind // than the format's
	URLNotKnown    // the text that was signed cannot be made again without it
)
