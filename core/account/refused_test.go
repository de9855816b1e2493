package account_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"playtoken/core/account"
	"playtoken/core/platform/all"
)

// ask makes the calls by their names.
func ask(c *account.Client, call string) error {
	ctx := context.Background()
	var err error
	switch call {
	case "list":
		_, err = c.List(ctx)
	case "get":
		_, err = c.Get(ctx, "KEYID")
	case "create":
		_, err = c.Create(ctx, account.NewRequest())
	case "delete":
		_, err = c.Delete(ctx, "KEYID")
	case "secret":
		_, err = c.Secret(ctx)
	case "rotate":
		_, err = c.RotateSecret(ctx)
	case "policy":
		_, err = c.Policy(ctx)
	case "set_policy":
		_, err = c.SetPolicy(ctx, "signed")
	}
	return err
}

// TestRefusals: each row of what a platform refuses has its sentence; a status whose text is
// not known is read by its status, with no body, HTML or JSON of another kind.
func TestRefusals(t *testing.T) {
	const (
		noKeyFastpix  = "FastPix has no key KEYID in this workspace. It may have been deleted already, or the access token is of another workspace."
		noKeyBitmovin = "Bitmovin has no key KEYID in this organization. It may have been deleted already."
		notKnown      = "Fastevo does not know this address. The project may not have media protection."
		noAddress     = "nothing that can be read"
	)
	for _, c := range []struct {
		platform, calls string
		status          int
		body            string // "" for several that say nothing
		code            account.Code
		message         string
	}{
		{"fastpix", "list get create delete", 401, "", account.Unauthorized, fastpixCredentials},
		{"fastpix", "list get create delete", 403, `{"success":false,"error":{"code":403,"message":"x","description":"No PERMISSION for it"}}`, account.Forbidden, "This access token may not do that. It needs read and write permission (and System, where FastPix offers it). Make one under Settings, Access Tokens."},
		{"fastpix", "list get create delete", 403, "", account.Unauthorized, fastpixCredentials},
		{"fastpix", "get", 404, "", account.NotFound, noKeyFastpix},
		{"fastpix", "list create", 404, "", account.NotFound, "HOST answers 404: " + noAddress + "."},
		{"fastpix", "list get create delete", 409, `{"success":false,"error":{"code":409,"message":"two of a kind."}}`, account.Invalid, "FastPix reports a conflict: two of a kind."},
		{"fastpix", "list get create delete", 409, "", account.Invalid, "FastPix reports a conflict: " + noAddress + "."},
		{"fastpix", "list get create delete", 422, `{"success":false,"error":{"code":422,"fields":[{"field":"offset","message":"too small"},{"field":"limit","message":"too large."}]}}`, account.Invalid, "FastPix refuses offset: too small. FastPix refuses limit: too large."},
		{"fastpix", "list get create delete", 422, `{"success":false,"error":{"code":422,"message":"payload validation failed"}}`, account.Invalid, "HOST answers 422: payload validation failed."},
		{"fastpix", "list get create delete", 422, "", account.Invalid, "HOST answers 422: " + noAddress + "."},
		{"fastpix", "list get create delete", 200, `{"success":false,"error":{"code":409,"message":"x"}}`, account.Invalid, "HOST answers 200: x."},
		{"fastpix", "list get create delete", 201, `{"success":false,"error":{"description":"without permission"}}`, account.Forbidden, "This access token may not do that. It needs read and write permission (and System, where FastPix offers it). Make one under Settings, Access Tokens."},

		{"bitmovin", "create", 409, "", account.LimitReached, "This organization has two signing keys already, the most that Bitmovin allows. Delete the one no longer used; tokens signed with it then stop playing."},
		{"bitmovin", "list create delete", 401, "", account.Unauthorized, "Bitmovin does not accept this API key."},
		{"bitmovin", "list create delete", 403, "", account.Forbidden, "This API key may not act for the organization " + organization + ". Check the organization ID, or ask for the right."},
		{"bitmovin", "delete", 404, "", account.NotFound, noKeyBitmovin},
		{"bitmovin", "list create delete", 418, `{"requestId":"r-1","status":"ERROR","data":{"message":"m","developerMessage":"I am a teapot."}}`, account.Invalid, "Bitmovin answers 418: I am a teapot (request r-1)."},
		{"bitmovin", "list create delete", 418, `{"requestId":"r-1","status":"ERROR","data":{"message":"m"}}`, account.Invalid, "Bitmovin answers 418: m (request r-1)."},
		{"bitmovin", "list create delete", 400, "", account.Invalid, "Bitmovin answers 400: " + noAddress + " (request without an ID)."},
		{"bitmovin", "list create delete", 200, `{"requestId":"r-1","status":"ERROR","data":{"developerMessage":"no"}}`, account.Invalid, "Bitmovin answers 200: no (request r-1)."},

		{"fastevo", "secret rotate policy set_policy", 401, `go away`, account.Unauthorized, fastevoCredentials + "go away.)"},
		{"fastevo", "secret rotate policy set_policy", 403, `{"error":"no right"}`, account.Forbidden, fastevoCredentials + "no right.)"},
		{"fastevo", "secret rotate policy set_policy", 403, `{"error":{"message":"no right"}}`, account.Forbidden, fastevoCredentials + "no right.)"},
		{"fastevo", "secret rotate policy set_policy", 400, `{"message":"bad"}`, account.Invalid, "Fastevo refuses the value: bad."},
		{"fastevo", "secret rotate policy set_policy", 422, `{"message":"bad"}`, account.Invalid, "Fastevo refuses the value: bad."},
		{"fastevo", "secret rotate policy set_policy", 404, "", account.NotFound, notKnown},

		{"mux", "list get create delete", 401, "", account.Unauthorized, muxCredentials},
		{"mux", "list get create delete", 403, "", account.Unauthorized, muxCredentials},
		{"mux", "get delete", 404, "", account.NotFound, "Mux has no key KEYID in this environment."},
		{"mux", "list create", 400, `{"error":{"type":"invalid","messages":["one","two"]}}`, account.Invalid, "HOST answers 400: one; two."},

		{"cloudflare", "list create delete", 403, `{"success":false,"errors":[{"code":1,"message":"x"},{"code":10000,"message":"Authentication error"}]}`, account.Forbidden, cloudflareRight},
		{"cloudflare", "list create delete", 401, `{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}`, account.Unauthorized, cloudflareRight},
		{"cloudflare", "list create delete", 200, `{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}`, account.Forbidden, cloudflareRight},
		{"cloudflare", "list create delete", 401, "", account.Unauthorized, cloudflareRight},
		{"cloudflare", "list create delete", 403, "", account.Forbidden, cloudflareRight},
		{"cloudflare", "list create delete", 400, `{"success":false,"errors":[{"code":6003,"message":"Invalid request headers"}]}`, account.Unauthorized, "This is not a Cloudflare API token."},
		{"cloudflare", "list create delete", 400, `{"success":false,"errors":[{"code":60031,"message":"x"}]}`, account.Invalid, "HOST answers 400: x."},
		{"cloudflare", "delete", 404, "", account.NotFound, "Cloudflare has no key KEYID in this account."},
		{"cloudflare", "list create delete", 200, `{"success":false,"errors":[{"code":7,"message":"seven"}],"result":{"id":"a","pem":"b"}}`, account.Invalid, "HOST answers 200: seven."},
		{"cloudflare", "list create delete", 200, `{"result":[]}`, account.NotJSON, formUnknown},
		{"cloudflare", "list create delete", 200, `{"success":"yes","result":[]}`, account.Invalid, "HOST answers 200: " + noAddress + "."},
	} {
		bodies := []string{c.body}
		if c.body == "" {
			bodies = []string{"", "{}", `{"success":false,"status":"ERROR","error":null,"errors":7,"data":[]}`}
		}
		for _, body := range bodies {
			s := plain(t, says(c.status, body))
			for call := range strings.FieldsSeq(c.calls) {
				f := fault(t, ask(client(t, c.platform, s.URL), call))
				if f.Code != c.code || hostless(f.Message) != c.message || f.Status != c.status || f.MayExist != (c.code == account.NotJSON && call == "create") {
					t.Errorf("%s %s %d %s\n%s: %s\nwant %s: %s", c.platform, call, c.status, body, f.Code, hostless(f.Message), c.code, c.message)
				}
			}
		}
	}
}

// TestDefaultOrganization: a refusal where none was chosen does not speak of an empty ID.
func TestDefaultOrganization(t *testing.T) {
	s := plain(t, says(403, ""))
	given := credentials(t, "bitmovin")
	delete(given, "organization_id")
	c, err := account.New(all.AccountOf("bitmovin"), given, account.Options{Base: s.URL})
	if err != nil {
		t.Fatal(err)
	}
	want := "This API key may not act for the organization that is the default of the key's user. Check the organization ID, or ask for the right."
	if f := fault(t, ask(c, "list")); f.Message != want {
		t.Errorf("%q, want %q", f.Message, want)
	}
}

// TestDeleteOfNothing: at FastPix a key that is not there is as good as deleted.
func TestDeleteOfNothing(t *testing.T) {
	s := plain(t, says(404, `{"success":false,"error":{"code":404,"message":"Signing key Not Found"}}`))
	remark, err := client(t, "fastpix", s.URL).Delete(context.Background(), "KEYID")
	if want := "FastPix has no key KEYID in this workspace. It may have been deleted already, or the access token is of another workspace."; err != nil || remark != want {
		t.Errorf("%q, %v", remark, err)
	}
}

// TestFaultsEverywhere: what means the same on every platform, for every call.
func TestFaultsEverywhere(t *testing.T) {
	calls := map[string]string{
		"fastpix": "list get create delete", "mux": "list get create delete", "bitmovin": "list create delete",
		"cloudflare": "list create delete", "fastevo": "secret rotate policy set_policy",
	}
	for _, c := range []struct {
		status  int
		headers string // "Name: value"
		code    account.Code
		message string
		wait    time.Duration
	}{
		{408, "", account.PlatformFault, "HOST has a fault of its own (408). Try again later.", 0},
		{500, "", account.PlatformFault, "HOST has a fault of its own (500). Try again later.", 0},
		{502, "", account.PlatformFault, "HOST has a fault of its own (502). Try again later.", 0},
		{503, "Retry-After: 7", account.PlatformFault, "HOST has a fault of its own (503). Try again later.", 7 * time.Second},
		{504, "", account.PlatformFault, "HOST has a fault of its own (504). Try again later.", 0},
		{520, "", account.PlatformFault, "HOST has a fault of its own (520). Try again later.", 0},
		{527, "", account.PlatformFault, "HOST has a fault of its own (527). Try again later.", 0},
		{429, "Retry-After: 30", account.RateLimited, "Too many requests. HOST asks to wait 30 s.", 30 * time.Second},
		{429, "Retry-After: Sun, 29 Nov 2026 12:01:30 GMT", account.RateLimited, "Too many requests. HOST asks to wait 90 s.", 90 * time.Second},
		{429, "Retry-After: Sun, 29 Nov 2026 11:00:00 GMT", account.RateLimited, "Too many requests. Wait a minute.", time.Minute},
		{429, "Retry-After: -5", account.RateLimited, "Too many requests. Wait a minute.", time.Minute},
		{429, "Retry-After: 99999999999999999999", account.RateLimited, "Too many requests. Wait a minute.", time.Minute},
		{429, "Retry-After: soon", account.RateLimited, "Too many requests. Wait a minute.", time.Minute},
		{429, "", account.RateLimited, "Too many requests. Wait a minute.", time.Minute},
		{407, "", account.Proxy, "The proxy asks for a name and password.", 0},
	} {
		for p, list := range calls {
			s := plain(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Date", "Sun, 29 Nov 2026 12:00:00 GMT")
				if name, value, ok := strings.Cut(c.headers, ": "); ok {
					w.Header().Set(name, value)
				}
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, "<html>")
			})
			for call := range strings.FieldsSeq(list) {
				f := fault(t, ask(client(t, p, s.URL), call))
				message := c.message
				open := c.code == account.PlatformFault && (call == "create" || call == "rotate")
				if open && call == "create" {
					message += madeAllTheSame
				} else if open {
					message += " The secret may have been replaced all the same; read it again."
				}
				if f.Code != c.code || hostless(f.Message) != message || f.Status != c.status || f.Wait != c.wait || f.MayExist != open {
					t.Errorf("%s %s %d %q: %+v\nwant %s", p, call, c.status, c.headers, f, message)
				}
			}
		}
	}
}

// TestRetryAfterByOurClock: a date is told from our own clock where the reply has none.
func TestRetryAfterByOurClock(t *testing.T) {
	s := plain(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Date"] = nil
		w.Header().Set("Retry-After", "Sun, 29 Nov 2026 12:01:30 GMT")
		w.WriteHeader(429)
	})
	now := func(o *account.Options) {
		o.Now = func() time.Time { return time.Date(2026, 11, 29, 12, 1, 0, 0, time.UTC) }
	}
	if f := fault(t, ask(client(t, "mux", s.URL, now), "list")); f.Wait != 30*time.Second {
		t.Errorf("%+v", f)
	}
}

// TestUnknownForms: what is wanted stands elsewhere, or is something else.
func TestUnknownForms(t *testing.T) {
	for _, c := range []struct{ platform, calls, body, lacks string }{
		{"fastpix", "list", `{"success":true}`, "data"},
		{"fastpix", "list", `{"data":{"id":"a"}}`, "data"},
		{"fastpix", "list", `{"data":["a"]}`, "data"},
		{"fastpix", "list", `{"data":[{"id":""}]}`, "data.id"},
		{"fastpix", "list", `{"data":[{"id":"a"},{"ID":"b"}]}`, "data.id"},
		{"fastpix", "get", `{"success":true,"data":{"publicKey":"x"}}`, "data.signingKeyId"},
		{"fastpix", "get", `{"success":true,"data":{"signingKeyId":"another"}}`, "data.signingKeyId"},
		{"fastpix", "get", `{"success":true,"data":{"signingKeyId":"KEYID"}}`, "data.publicKey"},
		{"fastpix", "get", `{"success":true,"data":{"signingKeyId":"KEYID","publicKey":"no key"}}`, "data.publicKey"},
		{"fastpix", "create", `{"success":true,"data":null}`, "data.id"},
		{"fastpix", "create", `{"success":true,"data":{"id":{"a":1},"privateKey":"x"}}`, "data.id"},
		{"mux", "get", `{"data":[{"id":"KEYID"}]}`, "data.id"},
		{"mux", "list", `{"data":[{"id":"a\u001b[2Jb"}]}`, "data.id"},
		{"mux", "create", `{"data":{"id":"a\nb","private_key":"x"}}`, "data.id"},
		{"bitmovin", "list", `{"status":"SUCCESS","data":{"result":{"publicKeys":{}}}}`, "data.result.publicKeys"},
		{"fastevo", "secret rotate", `{}`, "tokenSigningKeySecret"},
		{"fastevo", "secret rotate", `{"tokenSigningKeySecret":5}`, "tokenSigningKeySecret"},
		{"fastevo", "secret rotate", `{"tokenSigningKeySecret":["x"]}`, "tokenSigningKeySecret"},
		{"fastevo", "rotate", `{"tokenSigningKeySecret":""}`, "tokenSigningKeySecret"},
		{"fastevo", "policy", `{"engageKitAccessPolicy":null}`, "engageKitAccessPolicy"},
		{"cloudflare", "create", `{"success":true,"result":{}}`, "result.id"},
	} {
		s := plain(t, says(200, c.body))
		for call := range strings.FieldsSeq(c.calls) {
			f := fault(t, ask(client(t, c.platform, s.URL), call))
			if f.Code != account.NotJSON || hostless(f.Message) != formUnknown || !strings.Contains(f.Hint, "It answered 200, without "+c.lacks+".") || f.MayExist != (call == "create" || call == "rotate") {
				t.Errorf("%s %s: %+v", call, c.body, f)
			}
		}
	}
	s := plain(t, says(200, "<!DOCTYPE html>\n<title>Log in to the hotel</title>"))
	f := fault(t, ask(client(t, "fastpix", s.URL), "list"))
	if want := "It answered 200, and begins with “<!DOCTYPE html> <title>Log in to the hotel</title>”."; f.Hint != want {
		t.Errorf("%q, want %q", f.Hint, want)
	}
	if f := fault(t, ask(client(t, "fastpix", s.URL), "create")); strings.Contains(f.Hint, "hotel") || !strings.HasPrefix(f.Hint, "The key may have been made all the same; look at the list. It answered 200.") {
		t.Errorf("%q: the reply to a creation is quoted", f.Hint)
	}
}
