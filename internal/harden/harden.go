// Package harden keeps the memory of a program that holds keys to itself.
package harden

// Process makes sure that no core file is written. It is called at the start of main. A
// system that refuses is no reason to stop.
func Process() { noCore() }

// Memory makes sure, where the system knows such a thing, that no other program of the same
// user reads this one's memory. It is called before the first key is there, and after the
// first answer of the desktop's portal, which looks at who asks: it cannot, once this is
// done. In a sandbox that the portal knows by its files nothing is done; the sandbox itself
// keeps others out.
func Memory() {
	if !sandboxed() {
		undumpable()
	}
}
