//go:build !js

// Command wasm is built for a browser: GOOS=js GOARCH=wasm. "make web" does that.
package main

import "os"

func main() {
	os.Stderr.WriteString("This program is for a browser: make web builds the page with it.\n")
	os.Exit(2)
}
