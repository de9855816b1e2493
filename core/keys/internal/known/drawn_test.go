//go:build !race

package known_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"playtoken/core/keys/internal/known"
)

const (
	lower  = "abcdefghijklmnopqrstuvwxyz"
	upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits = "0123456789"
)

// TestDrawnSecrets draws secrets as generators of passwords and keys do, from several
// alphabets: none is taken for something else. "..." and "****" say that a part was left out,
// so the alphabets are without "." and "*"; 20 characters may be a key ID to the last bit.
func TestDrawnSecrets(t *testing.T) {
	each := 10_000
	if testing.Short() {
		each = 500
	}
	printable := ""
	for c := '!'; c < 0x7f; c++ {
		printable += string(c)
	}
	keyID := regexp.MustCompile(`^[9a-f][0-9a-v]{18}[0g]$`)
	for name, alphabet := range map[string]string{
		"hexadecimal": digits + "abcdef", "HEXADECIMAL": digits + "ABCDEF",
		"lower": lower, "lower and digits": lower + digits, "base32": upper + "234567", "capitals and digits": upper + digits,
		"letters and digits": lower + upper + digits, "base64": lower + upper + digits + "+/", "base64url": lower + upper + digits + "-_",
		"password": lower + upper + digits + "!#$%&+-=?@^_", "printable": strings.NewReplacer(".", "", "*", "").Replace(printable),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(1, uint64(len(alphabet))))
			for range each {
				b := make([]byte, []int{16, 20, 24, 32, 40, 43, 48, 64}[random.IntN(8)])
				for i := range b {
					b[i] = alphabet[random.IntN(len(alphabet))]
				}
				if err := known.NotKey(string(b)); err != nil && !keyID.Match(b) {
					t.Errorf("%q: %v", b, err)
				}
			}
		})
	}
}

// TestSecretsBeginLikeCommands puts the words that commands and names of other things begin
// with in front of a secret.
func TestSecretsBeginLikeCommands(t *testing.T) {
	starts := strings.Fields(`gc pass gopass lpass cat type head more less bw op vault aws az kubectl doppler chamber infisical openssl
		security terraform sops base64 pbcopy gcloud secret secrets key kv env var data error config token kid id jwt file path http https
		password passphrase passw0rd Get-Content get-content put add my your insert replace string string_ null none nil true false todo
		AKIA age xprv nsec mrk alias projects ref docker jq gpg warning fatal panic usage aborted killed
		401- 404- 500- secrets- secret- pass_ pass- pass/ gc. gc/ gc- op/ aws+ !env- !secret- !include- 404+`)
	random := rand.New(rand.NewPCG(5, 6))
	alphabet := lower + upper + digits + "+-_"
	for _, start := range append(starts, strings.Fields(strings.ToUpper(strings.Join(starts, " ")))...) {
		for range 20 {
			b := make([]byte, 40)
			for i := range b {
				b[i] = alphabet[random.IntN(len(alphabet))]
			}
			if err := known.NotKey(start + string(b)); err != nil {
				t.Errorf("%s%s: %v", start, b, err)
				break
			}
		}
	}
	for _, secret := range []string{
		"gcV3xq9Jt0kLmN2pQr5sTuVwXyZ0123456789abcdEF", "password", "passphraseisverylongandgoodenough123", "pass_4f9c2b7d8e1a6c3f", "gcloudx",
		"pass the salt around the table please", "79742d8aca27cc778abf",
	} {
		if err := known.NotKey(secret); err != nil {
			t.Errorf("%s: %v", secret, err)
		}
	}
}

// TestCommandsAreKnown are those that print a key, and what else stands for one.
func TestCommandsAreKnown(t *testing.T) {
	for _, text := range []string{
		"cat key.pem", "gc .\\key.pem", "Get-Content key.pem", "Get-Content private.pem -Raw", "Get-Content -Raw key.pem", "pass shop/signing", "pass show shop/signing", "gopass show -o shop",
		"gopass shop/signing | base64 -d", "lpass show --password x", "op read 'op://a/b'", "vault kv get secret/x", "aws ssm get-parameter --name x",
		"gcloud secrets versions access latest", "sops -d secrets.yaml", "sops secrets.yaml", "sops decrypt secrets.yaml", "sops --decrypt a.yaml", "infisical export", "infisical export --env prod",
		"openssl rand -hex 32", "terraform output -raw key",
		"$SIGNING_KEY", "$signing_key", "$privateKey", "$$KEY", "$dbPassword", "$myDBPassword", "$key.pem", "${KEY}", "$HOME/key", "<your key>", "<your-key_here>",
		"!env KEY", "!secret", "!Ref Key", "secrets.KEY", "secrets['KEY']", "process.env.KEY", "404: Not found", "404 Not found", "403 - Forbidden",
		"host.example/key?x=1", "9m4e2mr0ui3e8a215n4g",
	} {
		if err := known.NotKey(text); err == nil {
			t.Errorf("%q is taken for a secret", text)
		}
	}
}
