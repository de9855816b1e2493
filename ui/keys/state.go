// Package keys is the screen of the saved keys: what each is, where its secret
// lives, its halves to copy, which of them signed a token, and the keys that a
// platform has of an account.
package keys

// State is everything the screen shows, already worded: what each of its parts has
// to show. It is not changed once made, and never holds a secret.
type State struct {
	SafeState
	ListState
	DetailState
	FinderState
	Account  AccountState
	Rotation RotationState
	Left     LeftState
	Due      DueState

	Working   string // "Making a key: RSA 4096"; empty while there is nothing to wait for
	CanCancel bool   // whether that can be given up
}

// The forms in which halves of a key are copied, and the roles of a key.
var (
	PublicForms  = []string{"PEM", "One line", "JWK", "JWKS"}
	PrivateForms = []string{"PEM", "Base64", "JWK"}
	SecretForms  = []string{"Text", "JWK"}
	Roles        = []string{"None", "Primary", "Backup"}
)
