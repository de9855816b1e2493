package account

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
)

// replying is a transport that answers everything with one reply.
type replying struct {
	status int
	body   []byte
}

func (r replying) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: r.status, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(r.body))}, nil
}

// FuzzReply: whatever a server says, no call panics, nothing is taken that is not there, and
// no fault is without words or has a credential in them.
func FuzzReply(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.json")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		var file struct {
			Calls []struct {
				Reply struct {
					Status int
					Body   json.RawMessage
				}
			}
		}
		if err := json.Unmarshal(text, &file); err != nil {
			f.Fatal(err)
		}
		for _, c := range file.Calls {
			f.Add(c.Reply.Status, []byte(c.Reply.Body))
		}
	}
	f.Add(200, []byte(`{"data":[{"id":[{"id":1e999}]}],"result":{"pem":{}},"success":1}`))
	f.Add(429, []byte(`<html>`))
	f.Add(302, []byte(nil))

	const canary = "canary-of-a-credential"
	var clients []*Client
	for _, p := range all.Accounts() {
		given := map[string]secret.Bytes{}
		for _, c := range p.Account.Credentials {
			text := canary
			if !c.Secret {
				text = "0123456789abcdef0123456789abcdef"
			}
			given[c.Name] = secret.New([]byte(text))
		}
		c, err := New(p, given, Options{Limits: Limits{Body: 16 << 10}})
		if err != nil {
			f.Fatal(err)
		}
		clients = append(clients, c)
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		ctx := context.Background()
		for _, shared := range clients {
			c := *shared
			c.transport = replying{status, body}
			check := func(err error) {
				if err == nil {
					if status/100 != 2 && status != http.StatusNotFound {
						t.Fatalf("%d is a success", status)
					}
					return
				}
				var fault *Fault
				if !errors.As(err, &fault) {
					t.Fatalf("%T", err)
				}
				told := fault.Message + fault.Hint + fault.Request
				if fault.Code == "" || fault.Message == "" || !utf8.ValidString(told) || strings.ContainsFunc(told, unicode.IsControl) {
					t.Fatalf("%+v", fault)
				}
				if strings.Contains(strings.ToLower(told), canary) || len(told) > 12000 {
					t.Fatalf("%d bytes: %s", len(told), told)
				}
			}
			list, err := c.List(ctx)
			check(err)
			for _, k := range list {
				if k.ID == "" {
					t.Fatalf("%+v", k)
				}
			}
			k, err := c.Get(ctx, "an-id")
			if check(err); err == nil && k.ID != "an-id" {
				t.Fatalf("%+v", k)
			}
			made, err := c.Create(ctx, "a-request")
			if check(err); err == nil && (made.ID == "" || made.Private.IsZero() || made.Signer == nil || made.Replayed || made.Reply.IsZero()) {
				t.Fatalf("%+v", made)
			}
			if c.Has(platform.CreateKey) && status/100 == 2 && len(body) > 0 && made.Reply.IsZero() {
				t.Fatal("the reply is lost")
			}
			_, err = c.Delete(ctx, "an-id")
			check(err)
			for _, ask := range []func(context.Context) (secret.Bytes, error){c.Secret, c.RotateSecret} {
				s, err := ask(ctx)
				if check(err); err == nil && s.IsZero() {
					t.Fatal("an empty secret")
				}
			}
			now, err := c.SetPolicy(ctx, "signed")
			if check(err); err == nil && now == "" {
				t.Fatal("an empty policy")
			}
		}
	})
}
