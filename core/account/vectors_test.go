package account_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"playtoken/core/account"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
)

// outcome is what a call gave.
type outcome struct {
	keys    []account.Key
	created account.Created
	text    string // a remark, a policy, or a secret in the open
	err     error
}

// call makes the call that a vector is about.
func call(t *testing.T, c *account.Client, p *platform.Platform, v vector) outcome {
	t.Helper()
	ctx := context.Background()
	path := v.Request.Path
	id := path[strings.LastIndex(path, "/")+1:]
	text := func(s secret.Bytes, err error) outcome { return outcome{text: string(s.Reveal()), err: err} }
	switch listPath := ""; {
	case p.Account.List != nil:
		listPath = strings.ReplaceAll(p.Account.List.Path, "{account_id}", string(credentials(t, p.Name)["account_id"].Reveal()))
		switch {
		case v.Request.Method == http.MethodPost:
			request := v.Request.Headers["Idempotency-Key"]
			if request == "" {
				request = account.NewRequest()
			}
			made, err := c.Create(ctx, request)
			return outcome{created: made, err: err}
		case v.Request.Method == http.MethodDelete:
			remark, err := c.Delete(ctx, id)
			return outcome{text: remark, err: err}
		case path == listPath:
			list, err := c.List(ctx)
			return outcome{keys: list, err: err}
		}
		k, err := c.Get(ctx, id)
		return outcome{keys: []account.Key{k}, err: err}
	case v.Request.Method == http.MethodPost:
		return text(c.RotateSecret(ctx))
	case v.Request.Method == http.MethodPut:
		var body map[string]string
		if err := json.Unmarshal(v.Request.Body, &body); err != nil || len(body) != 1 {
			t.Fatal(err, body)
		}
		for _, value := range body {
			now, err := c.SetPolicy(ctx, value)
			return outcome{text: now, err: err}
		}
	case strings.HasSuffix(path, "Policy"):
		now, err := c.Policy(ctx)
		return outcome{text: now, err: err}
	}
	return text(c.Secret(ctx))
}

// notSent are the vectors of which the client sends another request: what is checked of
// them is the reply alone.
var notSent = map[string]string{
	"fastpix list_page_1":    "pages are asked for with their greatest size",
	"fastpix list_page_3":    "a list begins with its first page",
	"fastpix list_empty":     "its request leaves out limit and offset",
	"fastpix invalid_offset": "pages count from 1",
	"mux list_page_2":        "a list begins with its first page",
}

// TestVectors: every call goes out as its vector says, by method, path, query, headers and
// body, over TLS, and its reply says what it must.
func TestVectors(t *testing.T) {
	for _, p := range all.Accounts() {
		for _, v := range vectors(t, p.Name) {
			t.Run(p.Name+" "+v.Name, func(t *testing.T) {
				s := secure(t, replies(v))
				given := credentials(t, p.Name)
				if v.Request.Headers["X-Tenant-Org-Id"] == "" {
					delete(given, "organization_id")
				}
				o := account.Options{Base: s.URL, Limits: small}
				trusting(s)(&o)
				c, err := account.New(p, given, o)
				if err != nil {
					t.Fatal(err)
				}
				got := call(t, c, p, v)
				if why := notSent[p.Name+" "+v.Name]; why == "" {
					checkRequest(t, v, s.requests()[0])
				} else {
					t.Log("the reply alone: ", why)
				}
				want, ok := wanted[p.Name+" "+v.Name]
				if !ok {
					t.Fatalf("nothing is said of it; it gave %+v", got)
				}
				want(t, v, got)
			})
		}
	}
}

func checkRequest(t *testing.T, v vector, got seen) {
	t.Helper()
	query := url.Values{}
	for name, value := range v.Request.Query {
		query.Set(name, value)
	}
	uri := v.Request.Path
	if len(query) > 0 {
		uri += "?" + query.Encode()
	}
	if got.Method != v.Request.Method {
		t.Errorf("method %s, want %s", got.Method, v.Request.Method)
	}
	if v.Request.Query != nil && got.URI != uri || v.Request.Query == nil && !strings.HasPrefix(got.URI+"?", uri+"?") {
		t.Errorf("asked for %s, want %s", got.URI, uri)
	}
	want := http.Header{"Accept": {"application/json"}, "Accept-Encoding": {"identity"}, "User-Agent": {"playtoken"}, "Connection": {"close"}}
	for name, value := range v.Request.Headers {
		want.Set(name, value)
	}
	if strings.HasPrefix(v.Request.Path, "/streams/") || v.Request.Body != nil { // so says the table of the platform; a body has a type
		want.Set("Content-Type", "application/json")
	}
	if v.Request.Method == http.MethodPost || v.Request.Method == http.MethodPut {
		want.Set("Content-Length", got.Header.Get("Content-Length")) // looked at below
	}
	if v.Request.Headers["Idempotency-Key"] == "" && got.Method == http.MethodPost && strings.HasPrefix(v.Request.Path, "/iam/") {
		want.Set("Idempotency-Key", got.Header.Get("Idempotency-Key")) // a fresh one
	}
	for name := range want {
		if got.Header.Get(name) != want.Get(name) || len(got.Header[http.CanonicalHeaderKey(name)]) != 1 {
			t.Errorf("header %s: %q, want %q", name, got.Header[name], want.Get(name))
		}
	}
	for name := range got.Header {
		if want.Get(name) == "" {
			t.Errorf("a header %s that nobody asks for: %q", name, got.Header[name])
		}
	}
	var body bytes.Buffer
	if v.Request.Body != nil {
		if err := json.Compact(&body, v.Request.Body); err != nil {
			t.Fatal(err)
		}
	}
	if got.Body != body.String() || got.Length != int64(body.Len()) {
		t.Errorf("body %q of length %d, want %q", got.Body, got.Length, body.String())
	}
}

// The outcomes, by platform and name of the vector.

type check func(t *testing.T, v vector, got outcome)

// refused is a fault with its code and its sentence.
func refused(code account.Code, message string) check {
	return func(t *testing.T, v vector, got outcome) {
		t.Helper()
		f := fault(t, got.err)
		status := v.Reply.Status
		f.Message = hostless(f.Message)
		if f.Code != code || f.Message != message || f.Status != status || len(got.keys) > 0 && got.keys[0].ID != "" {
			t.Errorf("%s, %d\n%s\nwant %s, %d\n%s", f.Code, f.Status, f.Message, code, status, message)
		}
	}
}

// lists is a list of so many keys, of which the first has this ID and moment.
func lists(n int, id, at string) check {
	return func(t *testing.T, _ vector, got outcome) {
		t.Helper()
		if got.err != nil || len(got.keys) != n {
			t.Fatalf("%d keys, %v; want %d", len(got.keys), got.err, n)
		}
		if n > 0 && (got.keys[0].ID != id || got.keys[0].CreatedAt.Format(time.RFC3339Nano) != at) {
			t.Errorf("%+v, want %s, %s", got.keys[0], id, at)
		}
	}
}

// made is a key that was made and can be used.
func made(id, at, organization string) check {
	return func(t *testing.T, v vector, got outcome) {
		t.Helper()
		m := got.created
		when := ""
		if !m.CreatedAt.IsZero() {
			when = m.CreatedAt.Format(time.RFC3339Nano)
		}
		if got.err != nil || m.ID != id || when != at || m.Organization != organization || m.Replayed {
			t.Errorf("%+v, %v; want %s, %s, %q", m, got.err, id, at, organization)
		}
		if m.Signer == nil || m.Signer.Bits() != 2048 || !m.Signer.Private() || !bytes.Equal(m.Reply.Reveal(), v.body()) {
			t.Errorf("%v, and a reply of %d bytes", m.Signer, m.Reply.Len())
		}
		if text := m.Private.Reveal(); !bytes.HasPrefix(text, []byte("LS0tLS1CRUdJTi")) || !bytes.Contains(v.body(), text) {
			t.Error("the private key is not the one of the reply as it came")
		}
	}
}

// answers is a text, or "" for nothing to remark.
func answers(text string) check {
	return func(t *testing.T, _ vector, got outcome) {
		t.Helper()
		if got.err != nil || got.text != text {
			t.Errorf("%q, %v; want %q", got.text, got.err, text)
		}
	}
}

const (
	fastpixCredentials = "FastPix does not accept this access token. Token ID and secret must be of one token, and of the workspace you mean."
	muxCredentials     = "Mux does not accept this access token for signing keys. It needs the System permission; tokens made for Video alone do not have it."
	fastevoCredentials = "Fastevo does not accept this API key for this project. (The form of its errors is not documented; it said: "
	cloudflareRight    = "Cloudflare does not let this API token manage Stream keys of account 023e105f4ecef8ad9ca31a8372d0c353. It needs Stream, Edit on that account."
	organization       = "397102d2-1ca2-49e2-a5ed-386fcfc0641c"
	ownFault           = "HOST has a fault of its own (%s). Try again later."
	formUnknown        = "HOST answered in a form that is not known. It may be a login page of a network, or the API has changed."
	madeAllTheSame     = " The key may have been made all the same; look at the list."
)

// hostless writes HOST for a server of a test.
func hostless(text string) string { return ownHost.ReplaceAllString(text, "HOST") }

var ownHost = regexp.MustCompile(`127\.0\.0\.1:\d+`)

// wanted says of each vector what the call must give.
var wanted = map[string]check{
	"fastpix create": made("3f0c6f1e-9a52-4c0d-8a61-5a0c1b7d2e44", "2026-09-14T08:21:07.51422Z", ""),
	"fastpix create_replayed": func(t *testing.T, v vector, got outcome) {
		refused(account.Replayed, "FastPix gave back a key made at Sat 3 Jan 2026, 10:00:00 UTC instead of a new one; "+
			"its ID is 973d18f7-55ef-5668-9b3c-774c99eeb5a4. Nothing was saved twice.")(t, v, got)
		if m := got.created; !m.Replayed || m.ID != "973d18f7-55ef-5668-9b3c-774c99eeb5a4" || m.Signer == nil || m.Reply.IsZero() {
			t.Errorf("%+v", m)
		}
	},
	"fastpix list_page_1":          lists(10, "93b6f76f-c0d2-5b19-bfb7-d522d4857f9a", "2026-09-27T08:15:07.234623Z"),
	"fastpix list_page_3":          lists(3, "3c6c600e-c8ec-5431-8321-203fce63b799", "2026-01-19T00:13:09.171271Z"),
	"fastpix list_one_page":        lists(23, "93b6f76f-c0d2-5b19-bfb7-d522d4857f9a", "2026-09-27T08:15:07.234623Z"),
	"fastpix list_empty":           lists(0, "", ""),
	"fastpix delete":               answers(""),
	"fastpix delete_as_documented": answers(""),
	"fastpix get": func(t *testing.T, _ vector, got outcome) {
		k := got.keys[0]
		a := importer.Import([]byte(k.PublicPEM))
		if got.err != nil || k.ID != "3f0c6f1e-9a52-4c0d-8a61-5a0c1b7d2e44" || !a.Taken() || a.Key.Private() {
			t.Fatalf("%+v, %v", k, got.err)
		}
		var body struct{ Data struct{ PrivateKey string } }
		if err := json.Unmarshal(find(t, "fastpix", "create").Reply.Body, &body); err != nil {
			t.Fatal(err)
		}
		if private := importer.Import([]byte(body.Data.PrivateKey)); private.Key.Fingerprint() != a.Key.Fingerprint() {
			t.Error("it is not the public half of the key that was created")
		}
	},
	"fastpix unauthorized": refused(account.Unauthorized, fastpixCredentials),
	"fastpix forbidden": refused(account.Forbidden, "This access token may not do that. It needs read and write permission "+
		"(and System, where FastPix offers it). Make one under Settings, Access Tokens."),
	"fastpix forbidden_credentials": refused(account.Unauthorized, fastpixCredentials),
	"fastpix not_found": refused(account.NotFound, "FastPix has no key 00000000-0000-4000-8000-000000000000 in this workspace. "+
		"It may have been deleted already, or the access token is of another workspace."),
	"fastpix invalid_offset": refused(account.Invalid, "FastPix refuses offset: must be greater than or equal to 1."),
	"fastpix invalid_id":     refused(account.Invalid, "FastPix refuses signingKeyId: is invalid."),
	"fastpix too_many":       refused(account.RateLimited, "Too many requests. HOST asks to wait 30 s."),
	"fastpix server_error":   refused(account.PlatformFault, fmt.Sprintf(ownFault, "500")),
	"fastpix timeout":        refused(account.PlatformFault, fmt.Sprintf(ownFault, "524")),
	"fastpix create_damaged": func(t *testing.T, v vector, got outcome) {
		f, m := fault(t, got.err), got.created
		if f.Code != account.NotJSON || !f.MayExist || !strings.HasPrefix(f.Message, "FastPix made the key "+m.ID+", and its private key cannot be read: ") {
			t.Errorf("%+v", f)
		}
		if m.ID != "3f0c6f1e-9a52-4c0d-8a61-5a0c1b7d2e44" || m.Signer != nil || m.Private.IsZero() || !bytes.Equal(m.Reply.Reveal(), v.body()) {
			t.Errorf("%+v: the reply is not kept whole", m)
		}
	},

	"mux create":       made("vI5KTQ78ohYriuvWKHY6COtZWXexHGLllxksOdZuya8", "2026-09-14T08:21:07Z", ""),
	"mux list_page_1":  lists(2, "vI5KTQ78ohYriuvWKHY6COtZWXexHGLllxksOdZuya8", "2026-09-14T08:21:07Z"),
	"mux list_page_2":  lists(0, "", ""),
	"mux get":          lists(1, "vI5KTQ78ohYriuvWKHY6COtZWXexHGLllxksOdZuya8", "2026-09-14T08:21:07Z"),
	"mux delete":       answers(""),
	"mux unauthorized": refused(account.Unauthorized, muxCredentials),
	"mux not_found":    refused(account.NotFound, "Mux has no key nosuchkey in this environment."),
	"mux too_many":     refused(account.RateLimited, "Too many requests. HOST asks to wait 5 s."),

	"bitmovin create":                  made("d1h2mr0ui3e8a215n4gk", "", organization),
	"bitmovin create_pkcs1":            made("d1h2mr0ui3e8a215n4gk", "", organization),
	"bitmovin create_own_organization": made("d1h2mr0ui3e8a215n4gk", "", "the default one"),
	"bitmovin list_two":                lists(2, "d1h2mr0ui3e8a215n4gk", "2026-09-14T08:21:07Z"),
	"bitmovin list_empty":              lists(0, "", ""),
	"bitmovin list_left_out":           lists(0, "", ""),
	"bitmovin delete":                  answers(""),
	"bitmovin limit": func(t *testing.T, v vector, got outcome) {
		refused(account.LimitReached, "This organization has two signing keys already, the most that Bitmovin allows. "+
			"Delete the one no longer used; tokens signed with it then stop playing.")(t, v, got)
		if f := fault(t, got.err); f.Request != "0c8f1a5b-5d7e-4c2a-8f0b-6b1f3d9e7a20" || f.MayExist {
			t.Errorf("%+v", f)
		}
	},
	"bitmovin unauthorized": refused(account.Unauthorized, "Bitmovin does not accept this API key."),
	"bitmovin forbidden": refused(account.Forbidden, "This API key may not act for the organization "+organization+
		". Check the organization ID, or ask for the right."),
	"bitmovin not_found":  refused(account.NotFound, "Bitmovin has no key 0000000000000000000a in this organization. It may have been deleted already."),
	"bitmovin too_many":   refused(account.RateLimited, "Too many requests. HOST asks to wait 10 s."),
	"bitmovin bare_error": refused(account.PlatformFault, fmt.Sprintf(ownFault, "502")),
	"bitmovin success_without_result": func(t *testing.T, v vector, got outcome) {
		refused(account.NotJSON, formUnknown)(t, v, got)
		if f := fault(t, got.err); !f.MayExist || !strings.Contains(f.Hint, "It answered 201, without data.result.keyId.") || got.created.Reply.IsZero() {
			t.Errorf("%+v", f)
		}
	},

	"fastevo get_secret":             answers("9a0364b9e99bb480dd25e1f0284c8555a0b1c2d3e4f50617283940516273849a"),
	"fastevo get_secret_paserk":      answers("k4.local.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
	"fastevo rotate":                 answers("1c8aeee6bae69e5a2d71f834873deae9a0b1c2d3e4f50617283940516273849b"),
	"fastevo set_policy_signed":      answers("signed"),
	"fastevo set_policy_empty_reply": refused(account.NotJSON, formUnknown), // of the call that reads it back, which gets the same
	"fastevo get_policy":             answers("unsigned"),
	"fastevo get_policy_restricted":  answers("restricted"),
	"fastevo unauthorized":           refused(account.Unauthorized, fastevoCredentials+"Unauthorized.)"),
	"fastevo forbidden":              refused(account.Forbidden, fastevoCredentials+"Forbidden.)"),
	"fastevo bad_policy":             refused(account.Invalid, "Fastevo refuses the value: engageKitAccessPolicy must be one of unsigned, signed."),
	"fastevo secret_empty":           refused(account.NotFound, "The project has no token signing key yet. Rotate once to make one."),
	"fastevo secret_null":            refused(account.NotFound, "The project has no token signing key yet. Rotate once to make one."),

	"cloudflare create":       made("8f926b2b01f383510025a78a4dcbf6a1", "2026-09-14T08:21:07.763937286Z", ""),
	"cloudflare list":         lists(2, "8f926b2b01f383510025a78a4dcbf6a1", "2026-09-14T08:21:07.763937286Z"),
	"cloudflare list_empty":   lists(0, "", ""),
	"cloudflare delete":       answers(""),
	"cloudflare forbidden":    refused(account.Forbidden, cloudflareRight),
	"cloudflare bad_token":    refused(account.Unauthorized, "This is not a Cloudflare API token."),
	"cloudflare unauthorized": refused(account.Unauthorized, cloudflareRight),
	"cloudflare not_found":    refused(account.NotFound, "Cloudflare has no key 00000000000000000000000000000000 in this account."),
	"cloudflare too_many":     refused(account.RateLimited, "Too many requests. HOST asks to wait 60 s."),
}
