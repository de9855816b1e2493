package damage_test

import (
	"encoding/base64"
	"fmt"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/damage"
)

func Example() {
	body := "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA" + strings.Repeat("x7Rk", 87)
	pem := "-----BEGIN PUBLIC KEY-----\n"
	for len(body) > 64 {
		pem, body = pem+body[:64]+"\n", body[64:]
	}
	chars := base64.StdEncoding.EncodeToString([]byte(pem + body + "\n-----END PUBLIC KEY-----\n"))
	torn := chars[:200] + chars[217:]
	r := damage.Find(torn).Tell(keys.Refuse(keys.B64Length, "", ""))
	fmt.Println(r.Damage[0].Missing, r.Kind)
	// Output: 17 rsa
}
