package jws_test

import (
	"slices"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/internal/npm"
)

// josePerFamily is how many tokens go to jose and come back for each family.
const josePerFamily = 500

// joseKey is one key for the Node program.
type joseKey struct {
	Secret  string `json:"secret,omitempty"` // base64url
	Private string `json:"private,omitempty"`
	Public  string `json:"public,omitempty"`
}

type joseToken struct {
	Alg    string `json:"alg"`
	Token  string `json:"token"`
	Claims string `json:"claims"`
	Error  string `json:"error,omitempty"`
}

// joseQuestion is what the Node program reads; joseToken is its answer too.
type joseQuestion struct {
	Keys   map[string]joseKey `json:"keys"`
	Tokens []joseToken        `json:"tokens"`
}

func (q *joseQuestion) addKey(alg string, k *keys.Key) {
	if q.Keys == nil {
		q.Keys = map[string]joseKey{}
	}
	if k.Kind() == keys.Secret {
		q.Keys[alg] = joseKey{Secret: encode(k.Secret().Reveal())}
		return
	}
	q.Keys[alg] = joseKey{Private: string(k.PrivatePEM().Reveal()), Public: k.PublicPEM()}
}

// joseFamilies are the algorithms that need keys of one kind, in turn. The two
// slow ones get fewer tokens.
var joseFamilies = [][]string{
	{"HS256", "HS384", "HS512"},
	{"RS256", "RS384", "RS512"},
	{"PS256", "PS384", "PS512"},
	append(slices.Repeat([]string{"ES256"}, 18), "ES384", "ES512"),
	{"EdDSA", "Ed25519"},
}

// TestJose exchanges tokens with jose, the usual library of npm, in one Node
// process: each side verifies what the other one signed, and reads the same
// claims.
func TestJose(t *testing.T) {
	t.Parallel() // it takes a while
	program := npm.Script(t, "testdata/jose")
	ask := joseQuestion{Tokens: make([]joseToken, len(joseFamilies)*josePerFamily)}
	private, public := map[string]*keys.Key{}, map[string]*keys.Key{}
	for _, a := range algorithms {
		private[a.alg], public[a.alg] = a.key(), publicHalf(t, a.key())
		ask.addKey(a.alg, a.key())
	}
	eachFamily(t, "sign", func(t *testing.T, f, i int) {
		alg := joseFamilies[f][i%len(joseFamilies[f])]
		claims := newSamples(uint64(f*josePerFamily + i)).claims(t)
		text, err := jws.Sign(head(alg), claims, private[alg])
		if err != nil {
			t.Fatal(err)
		}
		ask.Tokens[f*josePerFamily+i] = joseToken{Alg: alg, Token: text, Claims: string(claims.JSON())}
	})
	var answers []joseToken
	program.Run(t, ask, &answers)
	if len(answers) != len(ask.Tokens) {
		t.Fatalf("%d answers to %d tokens", len(answers), len(ask.Tokens))
	}
	eachFamily(t, "read", func(t *testing.T, f, i int) {
		ours, theirs := ask.Tokens[f*josePerFamily+i], answers[f*josePerFamily+i]
		if !agree(t, ours, theirs, public[ours.Alg]) {
			t.Fatalf("token %d, %s: %s", i, ours.Alg, ours.Claims)
		}
	})
}

// eachFamily does one thing for each token, the families side by side.
func eachFamily(t *testing.T, name string, do func(t *testing.T, family, i int)) {
	t.Helper()
	ok := t.Run(name, func(t *testing.T) {
		for f, family := range joseFamilies {
			t.Run(family[0], func(t *testing.T) {
				t.Parallel()
				for i := range josePerFamily {
					do(t, f, i)
				}
			})
		}
	})
	if !ok {
		t.FailNow()
	}
}

// agree compares what they read in our token and we in theirs.
func agree(t *testing.T, ours, theirs joseToken, k *keys.Key) bool {
	t.Helper()
	read := formats.Decode(theirs.Token)
	check := jws.Verify(read, k)
	switch {
	case theirs.Error != "":
		t.Error("they refuse our token:", theirs.Error)
	case !sameJSON(t, theirs.Claims, ours.Claims):
		t.Error("they read our token otherwise:", theirs.Claims)
	case check.State != token.Valid:
		t.Error("we refuse their token:", check.Reason)
	case string(read.Claims.JSON()) != string(read.Payload) || !sameJSON(t, string(read.Payload), ours.Claims):
		t.Errorf("we read their token otherwise: %q", read.Claims.JSON())
	case string(formats.Decode(ours.Token).Claims.JSON()) != ours.Claims: // with every digit of every number
		t.Errorf("we read our token otherwise: %q", formats.Decode(ours.Token).Claims.JSON())
	}
	return !t.Failed()
}

// TestJoseRefuses: the comparison above means little if jose takes anything.
func TestJoseRefuses(t *testing.T) {
	t.Parallel() // it takes a while
	program := npm.Script(t, "testdata/jose")
	var ask joseQuestion
	for _, a := range algorithms {
		text := []byte(sign(t, a.alg, a.key()))
		if last := &text[len(text)-20]; *last == 'A' {
			*last = 'B'
		} else {
			*last = 'A'
		}
		ask.addKey(a.alg, a.key())
		ask.Tokens = append(ask.Tokens, joseToken{Alg: a.alg, Token: string(text), Claims: "{}"})
	}
	var answers []joseToken
	program.Run(t, ask, &answers)
	for i, a := range answers {
		if a.Claims != "" || a.Error != "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" {
			t.Errorf("%s: %q %s", ask.Tokens[i].Alg, a.Claims, a.Error)
		}
	}
	if len(answers) != len(algorithms) {
		t.Errorf("%d answers", len(answers))
	}
}
