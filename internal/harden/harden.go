// Package harden keeps the memory of a program that holds keys to itself.
package harden

// Process makes sure that no core file is written and, where the system knows
// such a thing, that no other program of the same user reads this one's memory.
// It is called at the start of main. A system that refuses is no reason to stop.
func Process() { process() }
