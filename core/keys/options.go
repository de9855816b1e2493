package keys

import "playtoken/core/secret"

// Options are for [ImportWith]. The zero value is what [Import] does.
type Options struct {
	Password secret.Bytes // opens a locked key; empty when there is none
	Want     Want
	Choose   int // the ID of a [Choice] from the answer before; 0 when there was no question
}

// Choice is one way to answer a question: a key out of several, or a reading of
// a secret. Its label holds no part of a secret.
type Choice struct {
	Label string
	ID    int // for [Options.Choose]; the first one is 1
}
