package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"playtoken/core/keys/importer"
	"playtoken/core/ownfile"
	"playtoken/core/secret"
)

// maxKey is how much of a key file is read, in bytes.
const maxKey = 256 << 10

const keyHint = "Give --key FILE, or --key - for standard input. A key itself is never taken as an argument."

var errKeyAsArgument = usage("A key was given as an argument. Other programs can see it there, and the shell keeps it in its history.",
	"Put it in a file and give --key FILE, or --key - for standard input.")

var errKeyTooLarge = fail(answerIsNo, "The key file is larger than 256 KiB and was not read. A key is far smaller.",
	"Give the file that holds the key alone.")

// importKey reads the text of a key.
func importKey(text []byte, o importer.Options) (importer.Answer, error) {
	if len(text) > maxKey {
		return importer.Answer{}, errKeyTooLarge
	}
	a := importer.ImportWith(text, o)
	if !a.Taken() {
		return a, fail(answerIsNo, a.Message, a.Hint)
	}
	return a, nil
}

// keyText reads the text that a flag for a key names. Nothing of the flag's value is
// ever repeated: it may be a secret in the wrong place.
func (p *program) keyText(value, flag string) ([]byte, error) {
	hint := keyHint
	if !strings.HasPrefix(flag, "-") { // an argument
		hint = "Give " + flag + ", or - for standard input. A key itself is never taken as an argument."
	}
	switch {
	case value == "-" && p.InTerminal():
		return p.promptForKey()
	case value == "-":
		text, err := io.ReadAll(io.LimitReader(p.Stdin, maxKey+1))
		if err != nil {
			return nil, usage("Standard input cannot be read.", hint)
		}
		return text, nil
	case value == "":
		return nil, usage(flag+" names no file.", hint)
	}
	text, err := readUpTo(value, maxKey)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("The file that "+flag+" names does not exist.", hint)
	case err != nil:
		return nil, usage("The file that "+flag+" names cannot be read.", hint)
	}
	return text, nil
}

// readUpTo reads a file, and of a larger one a byte more than limit.
func readUpTo(name string, limit int64) ([]byte, error) {
	f, err := ownfile.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit+1))
}

// maxPassword is how much of a password file is read, in bytes.
const maxPassword = 4 << 10

// readPassword reads the file of a flag for a password. A line end behind the password is
// not part of it.
func readPassword(flag single) (secret.Bytes, error) {
	const hint = "Give a file that holds it alone."
	text, err := readUpTo(flag.value, maxPassword)
	defer clear(text)
	file := "The file that --" + flag.name + " names "
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return secret.Bytes{}, usage(file+"does not exist.", hint)
	case err != nil:
		return secret.Bytes{}, usage(file+"cannot be read.", hint)
	case len(text) == 0:
		return secret.Bytes{}, usage(file+"is empty.", hint)
	case len(text) > maxPassword:
		return secret.Bytes{}, usage(file+"is larger than 4 KiB and was not read.", hint)
	}
	return secret.New(bytes.TrimRight(unmarked(text), "\r\n")), nil
}

// promptForKey asks a person. The key is not shown while it is pasted.
func (p *program) promptForKey() ([]byte, error) {
	fmt.Fprint(p.Stderr, "Paste the key (it is not shown), then press Enter: ")
	text, err := p.ReadSecret()
	fmt.Fprintln(p.Stderr)
	if err != nil || len(strings.TrimSpace(string(text))) == 0 {
		return nil, usage("No key was given.", keyHint)
	}
	return text, nil
}
