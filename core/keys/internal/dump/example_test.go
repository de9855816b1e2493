package dump_test

import (
	"fmt"

	"playtoken/core/keys/internal/dump"
)

func Example() {
	b, form, ok := dump.Bytes("byte[] key = {48, -126, 1, 34, 48, 13, 6, 9, 42, -122, 72, -122, -9, 13, 1, 1};")
	fmt.Printf("%s, %x %t\n", form, b[:4], ok)
	k, ok := dump.XML("<RSAKeyValue><Modulus>AQAB</Modulus><Exponent>Aw==</Exponent></RSAKeyValue>")
	fmt.Println(k.Form, k.Numbers["n"], k.Numbers["e"], ok)
	// Output:
	// a list of bytes, 30820122 true
	// XML of .NET 65537 3 true
}
