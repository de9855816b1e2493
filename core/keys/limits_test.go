package keys_test

import (
	"encoding/base64"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
)

// TestCostIsBounded reads the greatest texts that are taken at all, made to be
// slow.
func TestCostIsBounded(t *testing.T) {
	const most = 256 << 10
	fill := func(head, unit, tail string) string {
		return head + strings.Repeat(unit, (most-len(head)-len(tail))/len(unit)) + tail
	}
	r := rand.New(rand.NewPCG(5, 6))
	noise := make([]byte, most)
	for i := range noise {
		noise[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[r.IntN(64)]
	}
	key := published(t)[0].PrivateKey
	const begin, end = "-----BEGIN PRIVATE KEY-----\n", "\n-----END PRIVATE KEY-----"
	tests := map[string]string{
		"noise":                      string(noise),
		"noise behind a good start":  key[:60] + string(noise[:most-60]),
		"noise in a key":             key[:400] + string(noise[:1700]) + key[2100:],
		"zeros behind a good start":  fill(key[:60], "A", ""),
		"many damaged keys":          fill("", key[:700]+key[703:], ""),
		"a length of 16 MB":          base64.StdEncoding.EncodeToString([]byte(begin+"MIP///8CAQAw"+strings.Repeat("A", 900)+end)) + string(noise[:997]),
		"spaces in a block":          fill(begin, " ", end),
		"spaces before a character":  fill(begin, " ", "x"+end),
		"many BEGIN lines":           fill("", begin, ""),
		"half BEGIN lines":           fill("", "-----BEGIN ", ""),
		"dashes":                     fill("", "-", ""),
		"backslashes":                fill("", `\`, "x"),
		"line ends":                  fill("", "A\n", ""),
		"escaped line ends":          fill("", `\r`, ""),
		"quotes":                     fill("", `"`, "x"),
		"nested JSON":                fill("", `{"data":`, ""),
		"dots":                       fill("eyJ", ".a", ""),
		"an RSA number of a megabit": string(pemOf(t, "RSA PUBLIC KEY", struct{ N, E *big.Int }{new(big.Int).SetBit(new(big.Int).Lsh(big.NewInt(1), 1<<20), 0, 1), big.NewInt(3)})),
	}
	const limit = 5 * time.Second // they take milliseconds; the rest is for the race detector on a slow machine
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			a := keys.Import([]byte(text))
			if took := time.Since(start); took > limit {
				t.Errorf("%d bytes took %v", len(text), took)
			} else {
				t.Logf("%d bytes took %v: %s %s", len(text), took, a.Code, a.Message)
			}
			if a.Taken() {
				t.Error("taken")
			}
		})
	}
}
