package diagnosis_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// neighbour is a token, a URL or cookies that a vendor's own code made.
type neighbour struct {
	ID, Verdict, URL, Token, Request, Key string
	Cause                                 cause.Code
	Now                                   int64
	Tokens, Cookies                       map[string]string
	Client                                struct{ IP string }
}

func (v neighbour) texts() (list []string) {
	switch {
	case v.Cookies != nil:
		cookies := []string{}
		for name, value := range v.Cookies {
			cookies = append(cookies, name+"="+value)
		}
		slices.Sort(cookies)
		return []string{"curl -H 'Cookie: " + strings.Join(cookies, "; ") + "' '" + v.Request + "'"}
	case v.URL != "":
		return []string{v.URL}
	case v.Token != "":
		return []string{v.Token}
	}
	for _, t := range v.Tokens {
		list = append(list, t)
	}
	return list
}

func neighbours(t *testing.T, path string) (list []neighbour, keyOf func(neighbour) verify.Key) {
	t.Helper()
	var file struct {
		Keys    map[string]json.RawMessage
		Vectors []neighbour
	}
	fixtures.JSON(t, path, &file)
	return file.Vectors, func(v neighbour) verify.Key {
		name := v.Key
		switch {
		case strings.Contains(v.ID, "ecdsa"):
			name = "ecdsa"
		case name == "":
			name = "signing"
		}
		var pair struct {
			Kid       string
			KeyPairID string `json:"key_pair_id"`
			Base64    string `json:"private_key_base64"`
			PEM       string `json:"private_key_pem"`
		}
		if err := json.Unmarshal(file.Keys[name], &pair); err != nil {
			t.Fatal(err)
		}
		k := verify.Read("the key given here", []byte(pair.Base64+pair.PEM), importer.Options{})
		k.ID = pair.Kid + pair.KeyPairID
		return k
	}
}

// TestNeighbours: what plays at its platform plays here, what is refused has its cause in
// front, and of what is not established nobody says that it plays.
func TestNeighbours(t *testing.T) {
	for name, path := range map[string]string{
		"mux": "platform/mux/testdata/vectors.json", "cloudfront": "token/cloudfront/testdata/vectors.json",
	} {
		list, keyOf := neighbours(t, path)
		for _, v := range list {
			for _, text := range v.texts() {
				t.Run(v.ID, func(t *testing.T) {
					c := diagnosis.Read(text, diagnosis.Options{Keys: []verify.Key{keyOf(v)}, Now: time.Unix(v.Now, 0)})
					if c.Platform == nil || c.Platform.Name != name {
						t.Fatalf("it is not told to be of %s: %s", name, c.Verdict.Headline)
					}
					checkNeighbour(t, v, c)
				})
			}
		}
	}
}

func checkNeighbour(t *testing.T, v neighbour, c diagnosis.Case) {
	t.Helper()
	state, lead := c.Verdict.State, cause.Code("")
	if f := c.Verdict.Leading(); f != nil {
		lead = f.Code
	}
	switch {
	case v.Verdict == "ok" && c.Verified.State != token.Valid:
		t.Errorf("the signature is %s: %s", c.Verified.State, c.Verified.Reason)
	case v.Verdict == "ok" && v.Client.IP != "":
		// Which address the viewer has is not known here.
		if state != diagnosis.MayFail || lead != cause.NotTheToken {
			t.Errorf("%s, %s: %s", state, lead, c.Verdict.Headline)
		}
	case v.Verdict == "ok" && state != diagnosis.Plays:
		t.Errorf("%s, %s: %s", state, lead, c.Verdict.Headline)
	case v.Verdict == "ok":
		opensOne := c.Platform.Name == "cloudfront" && !strings.ContainsAny(c.Token.Claims.Text("Resource"), "*?") && strings.HasSuffix(c.Token.Claims.Text("Resource"), ".m3u8")
		says := func(f platform.Finding) bool { return f.Code == cause.SegmentsWithoutToken }
		if said := slices.ContainsFunc(c.Verdict.Findings, says); said != opensOne {
			t.Errorf("that the playlist alone is signed is said: %v, of %s", said, c.Token.Claims.JSON())
		}
	case state == diagnosis.Plays || lead != v.Cause:
		t.Errorf("%s, %s first, want %s: %s", state, lead, v.Cause, c.Verdict.Headline)
	case v.Verdict == "refused" && state != diagnosis.Fails && lead != cause.TokenAbsent && lead != cause.NotTheToken:
		// A URL without a signature may be public, and an address cannot be seen.
		t.Errorf("%s: %s", state, c.Verdict.Headline)
	}
	for _, f := range c.Verdict.Findings {
		if f.Title == "" || f.Evidence == "" || f.Fix == "" && f.Severity != platform.Info {
			t.Errorf("%s is not whole: %+v", f.Code, f)
		}
	}
}
