//go:build race

package importer_test

// raced is true when the race detector slows everything down: then the long
// tests take a part of their cases.
const raced = true
