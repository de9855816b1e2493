package urlsig_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"playtoken/core/token/urlsig"
)

// The two ways to save the default recipe. They must read for ever.
const (
	defaultText = "signed=path&query=none&expiry=behind&separator=%3A&unit=seconds&encoding=hex&secret=text&signature_param=signature&expiry_param=expires"
	defaultJSON = `{"signed":"path","query":"none","expiry":"behind","separator":":","unit":"seconds","encoding":"hex","secret":"text","signature_param":"signature","expiry_param":"expires"}`
)

func TestSaved(t *testing.T) {
	r := urlsig.Default()
	if r.String() != defaultText {
		t.Errorf("String: %s", r)
	}
	b, err := json.Marshal(r)
	if err != nil || string(b) != defaultJSON {
		t.Errorf("JSON: %s, %v", b, err)
	}
	for name, text := range map[string]string{"whole": defaultText, "empty": " \n", "part": "unit=seconds"} {
		if got, err := urlsig.ParseRecipe(text); err != nil || got != r {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
	var back urlsig.Recipe
	if err := json.Unmarshal(b, &back); err != nil || back != r {
		t.Errorf("from JSON: %s, %v", back, err)
	}
}

func TestParseRecipeRefuses(t *testing.T) {
	tests := map[string]struct{ text, says string }{
		"no recipe":        {"the path, then the expiry", "no member"},
		"unknown member":   {"signd=path", `no member "signd"`},
		"unknown word":     {"encoding=base32", `encoding cannot be "base32"`},
		"other signed":     {"signed=body", "signed cannot be"},
		"other query":      {"query=some", "query cannot be"},
		"other expiry":     {"expiry=above", "expiry cannot be"},
		"other unit":       {"unit=days", "unit cannot be"},
		"other secret":     {"secret=rot13", "secret cannot be"},
		"twice":            {"unit=seconds&unit=milliseconds", "unit is there twice"},
		"half an escape":   {"separator=%3", "must read"},
		"long separator":   {"separator=" + strings.Repeat("-", 33), "at most 32 bytes"},
		"no signature":     {"signature_param=", "signature needs a parameter name"},
		"one name":         {"signature_param=expires", "same parameter name"},
		"expiry nowhere":   {"expiry_param=", "does not carry"},
		"name with a line": {"expiry_param=a%0Ab", "printable"},
		"name not UTF-8":   {"signature_param=%FF", "printable"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if r, err := urlsig.ParseRecipe(tt.text); !errors.Is(err, urlsig.ErrRecipe) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%s, %v; want %q", r, err, tt.says)
			}
		})
	}
}

func TestWords(t *testing.T) {
	tests := map[string]struct{ recipe, want string }{
		"default": {"", `HMAC-SHA256 of the path without the query, ":", the expiry in seconds; the secret as text; the signature in hex as "signature"; the expiry in seconds as "expires"`},
		"before": {
			"expiry=before&separator=%0A&signed=whole_url&query=sorted&unit=milliseconds&encoding=base64url_raw&secret=hex",
			`HMAC-SHA256 of the expiry in milliseconds, a line end, the whole URL with the query sorted by name; the secret read from hex; the signature in base64url as "signature"; the expiry in milliseconds as "expires"`,
		},
		"not signed": {"expiry=absent", `HMAC-SHA256 of the path without the query; the secret as text; the signature in hex as "signature"; the expiry in seconds as "expires", not signed`},
		"no expiry":  {"expiry=absent&expiry_param=&signature_param=%E6%BC%A2", `HMAC-SHA256 of the path without the query; the secret as text; the signature in hex as "\u6f22"; no expiry`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r, err := urlsig.ParseRecipe(tt.recipe)
			if got := r.Words(); err != nil || got != tt.want {
				t.Errorf("%v\n got %s\nwant %s", err, got, tt.want)
			}
		})
	}
}

// TestWordsLackNothing: each choice has words of its own.
func TestWordsLackNothing(t *testing.T) {
	seen := map[string]string{}
	for _, list := range [][]string{
		{"signed=path", "signed=whole_url", "signed=host_and_path", "signed=bare_path"},
		{"query=all", "query=sorted", "query=others", "query=others_sorted"},
		{"expiry=before", "expiry=absent"},
		{"unit=milliseconds"},
		{"encoding=hex_upper", "encoding=base64", "encoding=base64_raw", "encoding=base64url", "encoding=base64url_raw"},
		{"secret=hex", "secret=base64"},
		{"separator=", "separator=+", "separator=%0A", "separator=."},
	} {
		for _, member := range list {
			r, err := urlsig.ParseRecipe(member)
			if err != nil {
				t.Fatal(err)
			}
			if other, ok := seen[r.Words()]; ok {
				t.Errorf("%s and %s both read %q", member, other, r.Words())
			}
			seen[r.Words()] = member
		}
	}
}

func FuzzParseRecipe(f *testing.F) {
	f.Add("")
	f.Add(defaultText)
	r := rand.New(rand.NewPCG(9, 10))
	for range 10 {
		s := draw(r)
		f.Add("signed=" + s.signed + "&query=" + s.query + "&expiry=" + s.place + "&expiry_param=" + s.expiry + "&signature_param=" + s.signature)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := urlsig.ParseRecipe(text)
		if err != nil {
			if !errors.Is(err, urlsig.ErrRecipe) || r != (urlsig.Recipe{}) {
				t.Errorf("%v, %v", r, err)
			}
			return
		}
		again, err := urlsig.ParseRecipe(r.String())
		if err != nil || again != r {
			t.Errorf("%q comes back as %q, %v", r.String(), again.String(), err)
		}
		b, err := json.Marshal(r)
		var back urlsig.Recipe
		if err != nil || json.Unmarshal(b, &back) != nil || back != r {
			t.Errorf("%s is lost in JSON: %s, %v", r, b, err)
		}
		if words := r.Words(); strings.ContainsAny(words, "\n\r") {
			t.Errorf("%q is more than a line", words)
		}
	})
}
