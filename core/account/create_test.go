package account_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"playtoken/core/account"
	"playtoken/core/platform/all"
)

// privateKey is that of a platform's first vector that creates one.
func privateKey(t testing.TB) string {
	t.Helper()
	var body struct{ Data struct{ PrivateKey string } }
	if err := json.Unmarshal(find(t, "fastpix", "create").Reply.Body, &body); err != nil {
		t.Fatal(err)
	}
	return body.Data.PrivateKey
}

// TestReplay: whether a reply brings a new key is told by its ID and by its age, at the clock
// of the reply or, where that says nothing, at ours.
func TestReplay(t *testing.T) {
	noon := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, platform string
		made           string // createdAt
		date           time.Time
		now            time.Time
		known          bool
		replayed       bool
	}{
		{"made just now", "fastpix", "2026-11-29T11:59:59.123456Z", noon, noon, false, false},
		{"made just now, our clock is a day ahead", "fastpix", "2026-11-29T11:59:59Z", noon, noon.AddDate(0, 0, 1), false, false},
		{"clocks of the platform are apart", "fastpix", "2026-11-29T11:55:30Z", noon, noon, false, false},
		{"made after the date", "fastpix", "2026-11-29T12:03:00Z", noon, noon, false, false},
		{"made ten minutes ago", "fastpix", "2026-11-29T11:50:00Z", noon, noon, false, true},
		{"made long ago, our clock stands still", "fastpix", "2026-01-03T10:00:00.000001Z", noon, noon.AddDate(-1, 0, 0), false, true},
		{"no date, made just now", "fastpix", "2026-11-29T11:59:59Z", time.Time{}, noon, false, false},
		{"no date, made long ago", "fastpix", "2026-01-03T10:00:00Z", time.Time{}, noon, false, true},
		{"saved already", "fastpix", "2026-11-29T11:59:59Z", noon, noon, true, true},
		{"saved already, no moment", "fastpix", "", noon, noon, true, true},
		{"no moment", "fastpix", "", noon, noon, false, false},
		{"a moment that cannot be read", "fastpix", "yesterday", noon, noon, false, false},
		{"no idempotency: age tells nothing", "mux", "1700000000", noon, noon, false, false},
		{"no idempotency: saved already", "mux", "1700000000", noon, noon, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := plain(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header()["Date"] = nil
				if !c.date.IsZero() {
					w.Header().Set("Date", c.date.Format(http.TimeFormat))
				}
				w.WriteHeader(201)
				fmt.Fprintf(w, `{"data":{"createdAt":%[1]q,"created_at":%[1]q,"privateKey":%[2]q,"private_key":%[2]q,"id":"an-id"}}`, c.made, privateKey(t))
			})
			cl := client(t, c.platform, s.URL, func(o *account.Options) {
				o.Now = func() time.Time { return c.now }
				o.Known = func(id string) bool { return c.known && id == "an-id" }
			})
			made, err := cl.Create(context.Background(), account.NewRequest())
			if made.Replayed != c.replayed || made.ID != "an-id" || made.Signer == nil || made.Reply.IsZero() {
				t.Errorf("%+v", made)
			}
			if (err != nil) != c.replayed {
				t.Fatal(err)
			}
			if c.replayed {
				f := fault(t, err)
				if f.Code != account.Replayed || f.MayExist || !strings.Contains(f.Message, " instead of a new one; its ID is an-id. Nothing was saved twice.") {
					t.Errorf("%+v", f)
				}
			}
		})
	}
}

// TestUnreadableKey: what cannot be read is kept whole and told, with the ID under which the
// platform knows it.
func TestUnreadableKey(t *testing.T) {
	for _, c := range []struct{ name, platform, body, why string }{
		{"no private key", "fastpix", `{"data":{"id":"an-id"}}`, "It is not in the reply."},
		{"null", "fastpix", `{"data":{"id":"an-id","privateKey":null}}`, "It is not in the reply."},
		{"a list", "fastpix", `{"data":{"id":"an-id","privateKey":["x"]}}`, "It is not in the reply."},
		{"a number", "cloudflare", `{"success":true,"result":{"id":"an-id","pem":5}}`, ""},
		{"nonsense", "mux", `{"data":{"id":"an-id","private_key":"!"}}`, ""},
		{"a public key", "mux", `{"data":{"id":"an-id","private_key":"-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEIqVY4nrTWQFwpAKAM3cOjMFYY0jA\nkgXQjFmA1xqL2Z4lvlMMDjb0t5FJw5Rk5YyXv7fyMTLuCVjWyXq0y3pb7g==\n-----END PUBLIC KEY-----\n"}}`, ""},
		{"a shared secret", "mux", `{"data":{"id":"an-id","private_key":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}}`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := plain(t, says(201, c.body))
			made, err := client(t, c.platform, s.URL).Create(context.Background(), account.NewRequest())
			f := fault(t, err)
			begin := all.AccountOf(c.platform).Label + " made the key an-id, and its private key cannot be read: "
			if f.Code != account.NotJSON || !f.MayExist || !strings.HasPrefix(f.Message, begin+c.why) || len(f.Message) < len(begin)+10 {
				t.Errorf("%+v", f)
			}
			if made.ID != "an-id" || made.Signer != nil || string(made.Reply.Reveal()) != c.body || !strings.HasPrefix(f.Hint, "Keep the whole reply") {
				t.Errorf("%+v, %q", made, f.Hint)
			}
			again, err := account.ReadCreated(all.AccountOf(c.platform), made.Reply) // as it was kept
			if f := fault(t, err); f.Code != account.NotJSON || !f.MayExist || f.Message != begin+strings.TrimPrefix(f.Message, begin) || again.ID != "an-id" || !again.MayHaveKey(err) {
				t.Errorf("kept: %+v", f)
			}
		})
	}
}

// TestSecondForm: Cloudflare gives a key in two forms; one that can be read is enough.
func TestSecondForm(t *testing.T) {
	var body map[string]any
	if err := json.Unmarshal(find(t, "cloudflare", "create").Reply.Body, &body); err != nil {
		t.Fatal(err)
	}
	result := body["result"].(map[string]any)
	jwk := result["jwk"].(string)
	for _, pem := range []any{nil, "", "damaged", 5} {
		result["pem"] = pem
		text, _ := json.Marshal(body)
		s := plain(t, says(200, string(text)))
		made, err := client(t, "cloudflare", s.URL).Create(context.Background(), account.NewRequest())
		if err != nil || made.Signer == nil || string(made.Private.Reveal()) != jwk {
			t.Errorf("pem %v: %v, %v", pem, made.Signer, err)
		}
	}
}

// TestReplyIsKept: of a reply of success all that came is there, also where it is none.
func TestReplyIsKept(t *testing.T) {
	whole := `{"data":{"id":"an-id","private_key":"` + privateKey(t) + `"}}`
	for name, body := range map[string]string{
		"cut":       whole[:300],
		"not JSON":  "<html>" + whole,
		"too large": whole + strings.Repeat(" ", int(small.Body)),
	} {
		s := plain(t, func(w http.ResponseWriter, _ *http.Request) {
			if name == "cut" {
				w.Header().Set("Content-Length", "4000")
			}
			fmt.Fprint(w, body)
		})
		made, err := client(t, "mux", s.URL).Create(context.Background(), account.NewRequest())
		if f := fault(t, err); !f.MayExist {
			t.Errorf("%s: %+v", name, f)
		}
		if got := made.Reply.Reveal(); len(got) == 0 || !bytes.HasPrefix([]byte(body), got) || len(got) < min(len(body), int(small.Body)) {
			t.Errorf("%s: %d bytes of %d are kept", name, len(got), len(body))
		}
	}
	s := plain(t, says(401, `{"error":{"type":"unauthorized"}}`))
	if made, err := client(t, "mux", s.URL).Create(context.Background(), account.NewRequest()); err == nil || !made.Reply.IsZero() {
		t.Errorf("a refusal is kept: %v, %v", made, err)
	}
}
