// Package rotation takes signing keys from a platform into a store, and changes one key
// for the next, without losing either.
//
// # A key is never lost
//
// [Keeper.Create] opens an entry of the store's journal before it asks, seals the reply into
// it as soon as it is there, saves the key, and closes the entry when the key is safe. What
// stands between is found by [Left] when the program starts again. Where the store cannot
// take the key it comes back in [Made.Unsaved], to be shown once.
//
// # Steps
//
// A platform says which steps a rotation has ([platform.Rotation]); how far one has come is
// kept with the profile ([vault.Rotation]), so that it goes on after days and in another
// window. [Of] is the plan as it stands at a moment. Each step is one function, and each
// refuses what is not its turn with [ErrNotNow]: two windows do not do one step twice. A
// program may end, and a person may change something by hand, between any two of them:
// [Keeper.Begin] and [Keeper.DeleteOld] ask the platform which keys it has, and no key that
// signs is deleted.
//
// The old key stays in the store as replaced, since it still explains old tokens. When it can
// be deleted at the platform without ending a token is known only of tokens that were signed
// here ([Safe]).
package rotation
