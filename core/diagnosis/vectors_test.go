package diagnosis_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// wanted is what a hardened verifier's answer means here: the verdict, and the
// codes of which one must come first.
type wanted struct {
	state diagnosis.State
	first string // codes, any of which will do; "" for none, or an info
}

// attackCodes map the codes of attacks.json. Where a case wants something else
// its ID stands in attackCases.
var attackCodes = map[string]wanted{
	"":                   {diagnosis.Plays, ""},
	"alg_none":           {diagnosis.Fails, "alg_unexpected"},
	"signature_missing":  {diagnosis.Fails, "signature_wrong"},
	"signature_invalid":  {diagnosis.Fails, "signature_wrong unknown_key"},
	"signature_is_der":   {diagnosis.Fails, "signature_wrong"},
	"alg_key_mismatch":   {diagnosis.Fails, "hmac_over_private_key"},
	"remote_key_ignored": {diagnosis.Fails, "unknown_key signature_wrong"},
	"kid_suspicious":     {diagnosis.Fails, "unknown_key"}, // kid is only shown
	"weak_secret":        {diagnosis.Plays, "key_wrong_kind"},
	"is_jwe":             {diagnosis.Unknown, ""},
	"segments":           {diagnosis.Unknown, ""},
}

func TestAttacks(t *testing.T) {
	var vectors struct {
		Keys struct {
			RSA  string `json:"rsa_public_pem"`
			EC   string `json:"ec_public_pem"`
			HMAC string `json:"hmac_secret"`
		}
		Cases []struct{ ID, Key, Want, Code, Token string }
	}
	fixtures.JSON(t, "token/formats/testdata/attacks.json", &vectors)
	for _, c := range vectors.Cases {
		t.Run(c.ID, func(t *testing.T) {
			key := map[string]string{"rsa": vectors.Keys.RSA, "ec": vectors.Keys.EC, "hmac": vectors.Keys.HMAC}[c.Key]
			if secret, ok := strings.CutPrefix(c.Key, "hmac:"); ok {
				key = secret
			}
			want, of := attackCodes[c.Code], "jwt"
			if c.Code == "alg_not_expected" {
				want, of = wanted{diagnosis.Fails, "alg_unexpected"}, "fastpix"
			}
			got := diagnosis.Read(c.Token, diagnosis.Options{
				Keys: []verify.Key{verify.Read("", []byte(key), importer.Options{})}, Platform: all.ByName(of), Now: time.Unix(1750000000, 0),
			})
			want.check(t, got)
		})
	}
}

func (w wanted) check(t *testing.T, got diagnosis.Case) {
	t.Helper()
	first, severity := "", platform.Info
	if v := got.Verdict; len(v.Findings) > 0 {
		first, severity = string(v.Findings[0].Code), v.Findings[0].Severity
	}
	ok := slices.Contains(strings.Fields(w.first), first) || w.first == "" && severity == platform.Info
	if got.Verdict.State != w.state || !ok {
		t.Errorf("%s, first %q (%s), want %s, first %q: %s", got.Verdict.State, first, got.Verdict.Headline, w.state, w.first, got.Verified.Reason)
	}
}

// edgeCases are the wanted answers to edge_cases.json, by the case's name.
var edgeCases = map[string]wanted{
	"baseline":                              {diagnosis.Plays, ""},
	"exp=0":                                 {diagnosis.Fails, "expired"},
	"exp=1e-400 (underflow to 0)":           {diagnosis.Fails, "expired"},
	"exp string":                            {diagnosis.Fails, "time_not_number"},
	"exp 1e300":                             {diagnosis.Fails, "time_in_milliseconds"},
	"exp 1.8446744073709552e19":             {diagnosis.Fails, "time_in_milliseconds"},
	"exp []":                                {diagnosis.Fails, "time_not_number"},
	"no exp":                                {diagnosis.Plays, "exp_missing"},
	"dup exp via escape \\u0065xp":          {diagnosis.Fails, "claims_malformed"},
	"nbf future":                            {diagnosis.Fails, "not_yet_valid"},
	"claims trailing garbage":               {diagnosis.Fails, "claims_malformed"},
	"claims = null":                         {diagnosis.Fails, "claims_malformed"},
	"header = null":                         {diagnosis.Fails, "header_refused"},
	"claims lone surrogate":                 {diagnosis.MayFail, "claims_malformed"},
	"depth 9999":                            {diagnosis.Fails, "claims_malformed"},
	"alg None":                              {diagnosis.Fails, "alg_unexpected"},
	"alg 'HS256 ' space":                    {diagnosis.Fails, "alg_unexpected"},
	"alg array":                             {diagnosis.Fails, "alg_unexpected"},
	"b64:false no crit":                     {diagnosis.Fails, "header_refused"},
	"typ other (at+jwt)":                    {diagnosis.Plays, ""},
	"jku/x5u":                               {diagnosis.Plays, ""},
	"sig last char tweaked (malleable)":     {diagnosis.Fails, "signature_wrong"},
	"CRLF inside payload (signed that way)": {diagnosis.Fails, "signature_wrong"},
	"quotes":                                {diagnosis.Plays, ""},
	"5 segments (JWE?)":                     {diagnosis.Unknown, ""},
	"only dots":                             {diagnosis.Unknown, ""},
	"aud array w/ number":                   {diagnosis.Fails, "aud_malformed"},
	"sub number":                            {diagnosis.MayFail, "sub_unexpected"},
}

func TestEdgeCases(t *testing.T) {
	var vectors struct {
		Secret string `json:"hmac_secret"`
		Now    int64  `json:"now_unix"`
		Cases  []struct{ Name, Want, Token string }
	}
	fixtures.JSON(t, "token/formats/testdata/edge_cases.json", &vectors)
	for _, c := range vectors.Cases {
		t.Run(c.Name, func(t *testing.T) {
			want, ok := edgeCases[c.Name]
			if !ok {
				t.Fatal("no answer is known")
			}
			want.check(t, diagnosis.Read(c.Token, diagnosis.Options{
				Keys: []verify.Key{verify.Read("", []byte(vectors.Secret), importer.Options{Want: importer.HMACSecret})}, Now: time.Unix(vectors.Now, 0),
			}))
		})
	}
	if len(vectors.Cases) != len(edgeCases) {
		t.Errorf("%d cases, %d answers", len(vectors.Cases), len(edgeCases))
	}
}
