package answer

import (
	"fmt"

	"playtoken/core/token"
	"playtoken/core/words"
)

// The sentences of the page itself. Those of a verdict are the core's.
const (
	noToken = "No token found"
	notRead = "This is not a token that can be read here."
	wanted  = "Paste the whole URL, player tag or log line, or what the player said, such as 403."

	publicKey    = "This is a public key, not a token"
	publicKeyUse = "Signatures are checked with it from now on. Paste the token to read."
	privateKey   = "This is a private key, or a part of one"
	sharedSecret = "This is a shared secret, or a hash, and no token"
	notKept      = "It was taken out of the field and is not kept."
	whereSecrets = "No page should be given a secret. What only a secret can tell, the program Playtoken tells on your own machine."
	keyBeside    = "A key stood beside it. It was taken out of the field and is not kept."
	wantsPublic  = "A public key is wanted: PEM, JWK, or a set of JWKs."
	givenHere    = "the key given here"

	noTokenInLog = "No token found in any line"
	nothingRead  = "Nothing of it was read"
	cancelled    = "Cancelled."

	noneHere     = "none that is judged here"
	mayBe        = "may be "
	cannotBeTold = "cannot be told"
)

func rowsCopied(n int) string { return words.Count(n, "row") }

func severalKeys(n int) string { return fmt.Sprintf("%d public keys, each is tried", n) }

// madeBy says what a key has to do with a token.
func madeBy(s token.State) string {
	if s == token.Valid {
		return "Made by"
	}
	return "Tried with"
}

// answered names an answer by its status, 0 for a text alone.
func answered(status int) string {
	if status == 0 {
		return "What was said"
	}
	return fmt.Sprintf("The answer was %d", status)
}
