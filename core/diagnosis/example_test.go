package diagnosis_test

import (
	"fmt"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
)

// What was pasted is read once, and judged as of a moment.
func Example() {
	const pasted = "https://stream.mux.com/DS00Spx1CV902MCtPj5WknGlR102V5HFkDe.m3u8"
	now := time.Date(2025, 4, 16, 12, 0, 0, 0, time.UTC)
	c := diagnosis.Read(pasted, diagnosis.Options{Now: now})
	fmt.Println(c.Platform.Label, "-", c.Verdict.State)
	fmt.Println(c.Verdict.Headline)
	for _, f := range c.Verdict.Findings {
		fmt.Println(f.Code, f.Severity, "-", f.Fix)
	}
	// Output:
	// Mux - may_fail
	// Playback may fail: there is no token
	// token_absent warning - Add a token, unless the ID is public.
}

// Judge draws the verdict anew, without reading again: as of another moment, with
// another length of the video.
func ExampleCase_Judge() {
	secret := verify.Read("our secret", []byte("a secret of at least 32 characters"), importer.Options{Want: importer.HMACSecret})
	pasted, err := jws.Sign(token.NewObject(token.StringMember("alg", "HS256")), token.NewObject(token.IntMember("exp", 1744866859)), secret.Answer.Key)
	if err != nil {
		fmt.Println(err)
		return
	}
	o := diagnosis.Options{Keys: []verify.Key{secret}, Now: time.Unix(1744866859, 0).Add(-time.Hour)}
	c := diagnosis.Read(pasted, o)
	fmt.Println(c.Verdict.Headline)
	o.Now = o.Now.Add(2 * time.Hour)
	fmt.Println(c.Judge(o).Headline)
	// Output:
	// Plays until Thu 17 Apr 2025, 05:14:19 UTC
	// Playback fails: the token expired 1 h ago
}
