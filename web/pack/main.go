// Command pack writes a WebAssembly module as a script, and the pages of the causes as HTML:
//
//	go run ./web/pack why.wasm build/web
//
// A module that is fetched needs a connection, which the policy of the page forbids. As a
// script it is loaded like any other, from a folder too that no server serves.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: pack MODULE FOLDER"))
	}
	fail(run(os.Args[1], os.Args[2]))
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run(module, folder string) error {
	b, err := os.ReadFile(module)
	if err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(folder, "why.wasm.js"))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	if err := script(w, b); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return pages("docs/causes", filepath.Join(folder, "causes"))
}

// script writes bytes as a call of playtoken.load with a text, in which each byte is the
// character of its number. So every byte is the same one or two bytes of UTF-8 wherever it
// stands, and a server that compresses finds in it what it finds in the module: in brotli
// base64 is 47 % larger than this.
func script(w io.Writer, b []byte) error {
	out := make([]byte, 0, len(b)+len(b)/2)
	out = append(out, `playtoken.load("`...)
	for _, c := range b {
		switch {
		case c == '"' || c == '\\':
			out = append(out, '\\', c)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\r':
			out = append(out, `\r`...)
		default:
			out = append(out, string(rune(c))...)
		}
	}
	out = append(out, "\");\n"...)
	_, err := w.Write(out)
	return err
}
