//go:build !race

package importer_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// TestFastPixGuideKey is the key that FastPix prints damaged in its guide.
func TestFastPixGuideKey(t *testing.T) {
	a := importer.Import(read(t, "D01_seed003_original.txt"))
	if a.Code != keys.B64PEMMissingChars || a.Kind != keys.RSA || a.Bits != 2048 || !a.Private {
		t.Errorf("%q %s %d %v", a.Code, a.Kind, a.Bits, a.Private)
	}
	if want := []keys.Gap{{After: 383, Missing: 86}, {After: 1473, Missing: 18}}; !slices.Equal(a.Damage, want) {
		t.Errorf("damage %v, want %v", a.Damage, want)
	}
	const words = "characters are missing in it: 104 of 2,240, in two places: 86 after character 383 and 18 after character 1473."
	if !strings.Contains(a.Message, words) {
		t.Errorf("message %q", a.Message)
	}
}

// TestEverySingleLoss takes each character away from base64 of PEM. Every loss
// must be refused, and 95 in 100 placed within 4 characters.
func TestEverySingleLoss(t *testing.T) {
	t.Parallel()
	text := published(t)[0].PrivateKey
	if len(text) != 2240 {
		t.Fatalf("%d characters", len(text))
	}
	step := 1
	if testing.Short() {
		step = 23
	}
	tried, near := 0, 0
	for i := 0; i < len(text); i += step {
		a := importer.Import([]byte(text[:i] + text[i+1:]))
		if text[i] == '=' { // padding says nothing: all of the key is there
			if !a.Taken() || !slices.Contains(a.Codes, keys.FixedPadding) {
				t.Errorf("loss of the padding: %s %q", a.Verdict, a.Codes)
			}
			continue
		}
		if a.Verdict != importer.Reject || a.Code != keys.B64Length || a.Taken() {
			t.Errorf("loss of character %d: %s %q", i, a.Verdict, a.Code)
		}
		tried++
		if len(a.Damage) == 1 && within(a.Damage[0].After, i, 4) && a.Damage[0].Missing <= 1 {
			near++
		}
	}
	t.Logf("%d of %d single losses placed within 4 characters (%.2f in 100)", near, tried, 100*float64(near)/float64(tried))
	if near*100 < tried*95 {
		t.Errorf("only %d of %d placed", near, tried)
	}
}

func TestDoubleLosses(t *testing.T) {
	t.Parallel()
	text := published(t)[1].PrivateKey
	r := rand.New(rand.NewPCG(1, 2))
	tries := 500
	if testing.Short() {
		tries = 100
	}
	for range tries {
		i := r.IntN(len(text) - 1)
		j := i + 1 + r.IntN(len(text)-i-1)
		a := importer.Import([]byte(text[:i] + text[i+1:j] + text[j+1:]))
		if a.Verdict != importer.Reject || a.Taken() {
			t.Errorf("loss of characters %d and %d: %s", i, j, a.Verdict)
		}
	}
}

// TestBlockLosses takes two blocks of any length away. What is told about their
// lengths must be right, or left open.
func TestBlockLosses(t *testing.T) {
	t.Parallel()
	text := published(t)[0].PrivateKey
	r := rand.New(rand.NewPCG(3, 4))
	told, open := 0, 0
	for range 200 {
		i, n := 80+r.IntN(600), 1+r.IntN(100)
		j, m := i+n+300+r.IntN(800), 1+r.IntN(60)
		if n%4 == 0 || m%4 == 0 { // such a loss leaves no trace at its place
			continue
		}
		a := importer.Import([]byte(text[:i] + text[i+n:j] + text[j+m:]))
		if a.Taken() || len(a.Damage) != 2 {
			t.Errorf("%d after %d, %d after %d: %s %v", n, i, m, j-n, a.Verdict, a.Damage)
			continue
		}
		if !within(a.Damage[0].After, i, 6) || !within(a.Damage[1].After, j-n, 6) {
			t.Errorf("places %v, want %d and %d", a.Damage, i, j-n)
		}
		switch {
		case a.Damage[0].Missing == n && a.Damage[1].Missing == m:
			told++
		case a.Damage[0].Missing == 0 && a.Damage[1].Missing == 0:
			open++
		default:
			t.Errorf("damage %v, want %d and %d", a.Damage, n, m)
		}
	}
	t.Logf("lengths told %d times, left open %d times", told, open)
	if told < open {
		t.Error("too often left open")
	}
}

func TestDamage(t *testing.T) {
	text := published(t)[0].PrivateKey
	pem := string(read(t, "A01_rsa2048_pkcs8.pem"))
	wrapped := b64(pem)
	tests := []struct {
		name, text string
		codes      []keys.Code
		damage     []keys.Gap
		says       string
	}{
		{
			"in groups of four, so no trace of the place", text[:800] + text[808:],
			[]keys.Code{keys.B64PEMMissingChars, keys.B64Length},
			nil, "8 of 2,240, and where cannot be told",
		},
		{
			"a line of the PEM inside", b64(strings.Replace(pem, strings.SplitAfter(pem, "\n")[7], "", 1)),
			[]keys.Code{keys.B64PEMMissingChars, keys.PEMBodyLength},
			nil, "characters are missing",
		},
		{
			"the end", text[:1600],
			[]keys.Code{keys.Truncated, keys.B64PEMMissingChars},
			[]keys.Gap{{After: 1600, Missing: 640}},
			"1,600 of 2,240 characters are there",
		},
		{
			"PEM with wrapped body", wrapped[:900] + wrapped[905:],
			[]keys.Code{keys.B64Length},
			[]keys.Gap{{After: 900, Missing: 5}},
			"5 of 2,280, after character",
		},
		{
			"quotes around", `"` + text[:900] + text[906:] + `"`,
			[]keys.Code{keys.B64Length},
			[]keys.Gap{{After: 900, Missing: 6}},
			"6 of 2,240",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := importer.Import([]byte(tt.text))
			if a.Verdict != importer.Reject || !slices.Equal(a.Codes, tt.codes) || !strings.Contains(a.Message, tt.says) {
				t.Errorf("%s %v %q", a.Verdict, a.Codes, a.Message)
			}
			if len(a.Damage) != len(tt.damage) {
				t.Fatalf("damage %v, want %v", a.Damage, tt.damage)
			}
			for i, g := range a.Damage {
				if !within(g.After, tt.damage[i].After, 2) || g.Missing != tt.damage[i].Missing {
					t.Errorf("damage %v, want %v", a.Damage, tt.damage)
				}
			}
		})
	}
}

func within(a, b, most int) bool { return max(a, b)-min(a, b) <= most }
