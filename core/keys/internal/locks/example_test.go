package locks_test

import (
	"fmt"

	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/locks"
	"playtoken/core/secret"
)

// Without a password the answer is a question.
func Example() {
	_, err := locks.DEK("AES-128-CBC,0011223344556677", der.PKCS1, make([]byte, 32), secret.Bytes{})
	fmt.Println(err)
	// Output: This private key is protected with a password. Enter the password, or take it off: openssl pkey -in key.pem -out plain.pem
}
