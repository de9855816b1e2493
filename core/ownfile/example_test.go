package ownfile_test

import (
	"fmt"
	"os"
	"path/filepath"

	"playtoken/core/ownfile"
)

func Example() {
	folder, err := os.MkdirTemp("", "ownfile")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder) //nolint:errcheck // an example
	name := filepath.Join(folder, "key.pem")

	fmt.Println(ownfile.Write(name, []byte("-----BEGIN PRIVATE KEY-----")))
	text, err := os.ReadFile(name)
	fmt.Println(string(text), err)
	// Output:
	// <nil>
	// -----BEGIN PRIVATE KEY----- <nil>
}
