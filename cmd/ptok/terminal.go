package main

import (
	"bytes"
	"errors"
	"io"
	"os"

	"golang.org/x/term"
)

// This file reads a key that is pasted into a terminal.
//
// The usual way, a line with echo off, cannot do that: the system keeps at most
// 1,024 (macOS) or 4,096 (Linux) characters of a line, a key in base64 has more,
// and of a PEM text it would take the first line and leave the rest to the shell.
// So the terminal is made raw and the keys are looked at one by one.

var errCancelled = errors.New("cancelled")

func readSecret(terminal *os.File) ([]byte, error) {
	state, err := term.MakeRaw(int(terminal.Fd()))
	if err != nil {
		return nil, err
	}
	defer func() { _ = term.Restore(int(terminal.Fd()), state) }()
	return collect(terminal)
}

// Keys that act, as a raw terminal sends them.
const (
	ctrlC     = 0x03
	ctrlD     = 0x04
	backspace = '\b'
	del       = 0x7f
)

// collect reads until Enter. What is pasted comes in few large reads, so a line
// end with more behind it is inside the paste, and one that comes last is Enter.
func collect(r io.Reader) ([]byte, error) {
	var text []byte
	chunk := make([]byte, 4096)
	for len(text) <= maxKey {
		n, err := r.Read(chunk)
		for i, c := range chunk[:n] {
			switch c {
			case ctrlC:
				return nil, errCancelled
			case ctrlD:
				return text, nil
			case backspace, del:
				text = text[:max(len(text)-1, 0)]
			case '\r', '\n':
				text = append(text, '\n')
				if i == n-1 && isWhole(text) {
					return text, nil
				}
			default:
				text = append(text, c)
			}
		}
		if err == io.EOF {
			return text, nil
		} else if err != nil {
			return nil, err
		}
	}
	return text, nil
}

// isWhole reports whether Enter ends the text: not inside a PEM text, unless it
// is pressed twice.
func isWhole(text []byte) bool {
	return !bytes.Contains(text, []byte("-----BEGIN")) || bytes.Contains(text, []byte("-----END")) || bytes.HasSuffix(text, []byte("\n\n"))
}
