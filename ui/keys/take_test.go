package keys

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/ui/prompt"
)

const hex64 = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

// TestTake saves what is dropped, pasted or opened, after the questions that it
// needs.
func TestTake(t *testing.T) {
	for name, c := range map[string]struct {
		file, text string
		answers    []any
		line       string // of the list, "" where nothing is saved
		platform   string
		reading    vault.Reading
		said       string
	}{
		"PEM":                {"production", string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")), []any{"Shop"}, "RSA 2048 · ", "", "", "Saved: Shop"},
		"public":             {"", string(fixtures.File(t, "keys/importer/testdata/A30_ed25519_spki.pem")), []any{"Shop"}, "Ed25519 · ", "", "", "Saved: Shop"},
		"damaged":            {"", string(fixtures.File(t, "keys/importer/testdata/D01_seed003_original.txt")), nil, "", "", "", "characters are missing"},
		"cancelled":          {"", string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")), []any{nil}, "", "", "", ""},
		"locked":             {"", string(fixtures.File(t, "keys/importer/testdata/A10_rsa2048_pkcs1_dekinfo.pem")), []any{"wrong", "test", "Shop"}, "RSA 2048 · ", "", "", "Saved: Shop"},
		"two keys":           {"", string(fixtures.File(t, "keys/importer/testdata/D22_two_keys.pem")), []any{"RSA 2048", "Shop"}, "RSA 2048 · ", "", "", "Saved: Shop"},
		"Edgecast":           {"", hex64, []any{"Edgecast", "CDN"}, "secret · 64 characters", "Edgecast", "", "Saved: CDN"},
		"Fastevo":            {"", hex64, []any{"Fastevo", "Live"}, "secret · 32 bytes", "Fastevo MP2", "", "Saved: Live"},
		"k4.local":           {"", "k4.local.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", []any{"Live"}, "secret · 32 bytes", "Fastevo MP2", "", "Saved: Live"},
		"JWT":                {"", "a secret phrase", []any{"A JWT", "Own"}, "secret · 15 characters", "Plain JWT", "", "Saved: Own"},
		"digits as bytes":    {"", hex64, []any{"Something else", "the bytes", "Own"}, "secret · 32 bytes", "", vault.AsBytes, "Saved: Own"},
		"base64":             {"", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", []any{"Something else", "the text", "Own"}, "secret · 44 characters", "", vault.AsText, "Saved: Own"},
		"line end":           {"", "a secret phrase\n", []any{"Something else", "with the line end", "Own"}, "secret · 16 characters", "", vault.AsBytes, "Saved: Own"},
		"62 digits":          {"", hex64[:62], []any{"Edgecast", "CDN"}, "secret · 62 characters", "Edgecast", "", "Saved: CDN"},
		"62 digits, a token": {"", hex64[:62], []any{"Nothing"}, "", "", "", ""},
		"for no platform":    {"", hex64, []any{nil}, "", "", "", ""},
		"an ID":              {"", "b7158b65-302d-4fbd-9c48-503ca92bdd25", nil, "", "", "", "This is a key ID"},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, true, func(d *desk) {
				d.answer(c.answers...)
				s := d.take(c.file, c.text)
				if s.Working != "" || !strings.Contains(d.said(), c.said) || (d.said() == "") != (c.said == "") {
					t.Errorf("working %q, said %q", s.Working, d.toasts)
				}
				if c.line == "" {
					if len(s.Items) > 0 || s.Chosen != -1 {
						t.Errorf("saved %+v", s.Items)
					}
					return
				}
				if len(s.Items) != 1 || !strings.HasPrefix(s.Items[0].Line, c.line) || s.Items[0].Platform != c.platform || d.profile().Signing().Key.Reading != c.reading {
					t.Fatalf("saved %+v, key %+v", s.Items, d.profile().Signing())
				}
				if strings.HasPrefix(c.line, "secret") && (s.Fingerprint != "" || !s.Shared || s.Public != "" || d.profile().Signing().Key.PublicPEM != "") {
					t.Errorf("a shared secret shows more than its length: %+v", s)
				}
				if c.file != "" && !strings.Contains(d.asked[len(d.asked)-1], "Save the key/"+c.file+"/RSA 2048, private. Read from PEM") {
					t.Errorf("asked %q", d.asked)
				}
			})
		})
	}
}

// An import asks for the platform and the key ID where they are not in what is imported.
func TestImportAsksForWhatIsMissing(t *testing.T) {
	atDesk(t, true, func(d *desk) {
		pem := fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")
		d.answer(prompt.Named{Name: "Shop", Platform: 0, KeyID: fixtures.KeyID})
		d.take("", string(pem))
		if n := d.naming; !n.WantsID || n.KeyID != "" || len(n.Platforms) < 3 || n.Platforms[0] != "FastPix" || n.Platforms[n.Platform] != "None of these" {
			t.Errorf("asks %+v", n)
		}
		if p := d.profile(); p.Platform != "fastpix" || p.KeyID != fixtures.KeyID {
			t.Errorf("saved for %q with ID %q", p.Platform, p.KeyID)
		}
		body, err := json.Marshal(map[string]any{"data": map[string]string{"id": "a-key-id", "privateKey": base64.StdEncoding.EncodeToString(pem)}})
		if err != nil {
			t.Fatal(err)
		}
		d.answer("From the answer")
		if d.take("", string(body)); d.naming.KeyID != "a-key-id" {
			t.Errorf("asks %+v", d.naming)
		}
		d.answer("Edgecast", "A secret")
		if d.take("", strings.Repeat("0123456789abcdef", 4)); len(d.naming.Platforms) > 0 || d.naming.WantsID {
			t.Errorf("asks %+v", d.naming)
		}
	})
}

func TestRepairsAreTold(t *testing.T) {
	atDesk(t, true, func(d *desk) {
		d.answer("Shop")
		s := d.take("", `"`+strings.ReplaceAll(string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")), "\n", `\n`)+`"`)
		if s.Repaired != "escaped line ends and quotes were repaired" && s.Repaired != "quotes and escaped line ends were repaired" {
			t.Errorf("%q of %q", s.Repaired, d.profile().Signing().Repairs)
		}
	})
	for _, c := range []struct {
		list []string
		want string
	}{
		{nil, ""},
		{[]string{"quotes"}, "quotes were repaired"},
		{[]string{"the name in front of the key"}, "the name in front of the key was repaired"},
		{[]string{"a", "b", "c"}, "a, b and c were repaired"},
	} {
		if got := repaired(c.list); got != c.want {
			t.Errorf("%q: %q", c.list, got)
		}
	}
}

func TestGenerate(t *testing.T) {
	lines := map[keys.Type]string{
		keys.NewRSA2048: "RSA 2048", keys.NewP256: "P-256", keys.NewP384: "P-384", keys.NewEd25519: "Ed25519",
		keys.NewHMAC256: "secret · 43 characters", keys.NewPASETO: "secret · 32 bytes", keys.NewHex256: "secret · 64 characters",
	}
	for i, kind := range keys.Types() {
		if kind == keys.NewRSA3072 || kind == keys.NewRSA4096 {
			continue // made as the smaller one is, in many seconds
		}
		t.Run(string(kind), func(t *testing.T) {
			atDesk(t, true, func(d *desk) {
				d.answer("This machine", prompt.Named{Name: "Fresh", Kind: i, SessionOnly: i%2 == 1})
				d.p.Transfer.NewKey()
				if s := d.p.State(); s.Working != "Making a key: "+typeLabel(kind) || !s.CanCancel {
					t.Errorf("while it is made: %q", s.Working)
				}
				s := d.settle()
				if len(s.Items) != 1 || !strings.HasPrefix(s.Items[0].Line, lines[kind]) || s.Working != "" || s.Name != "Fresh" || !s.Private {
					t.Fatalf("%+v, said %q", s, d.toasts)
				}
				home, said := vault.InKeyring, "Saved: Fresh"
				if i%2 == 1 {
					home, said = vault.ThisSession, "Saved for this session only: Fresh"
				}
				if d.profile().Home != home || d.said() != said {
					t.Errorf("home %q, said %q", d.profile().Home, d.said())
				}
			})
		})
	}
}

func TestCancel(t *testing.T) {
	atDesk(t, true, func(d *desk) {
		d.answer("This machine", prompt.Named{Name: "Large", Kind: slices.Index(keys.Types(), keys.NewRSA2048)})
		d.p.Transfer.NewKey()
		d.p.Cancel()
		if s := d.settle(); s.Working != "" || s.CanCancel || len(s.Items) > 0 || len(d.toasts) > 0 {
			t.Errorf("%+v, said %q", s, d.toasts)
		}
		d.p.Cancel() // nothing to give up
		d.p.Transfer.Take("", fixtures.PrivateKey(t))
		d.p.Cancel()
		if s := d.settle(); s.Working != "" || len(s.Items) > 0 || len(d.asked) != 2 {
			t.Errorf("%+v, asked %q", s, d.asked)
		}
	})
}
