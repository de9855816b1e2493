//go:build !race

package account_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"playtoken/core/account"
	"playtoken/core/platform/all"
)

// printed is a value as everything prints it that a program may use.
func printed(t *testing.T, values ...any) string {
	t.Helper()
	var b bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&b, nil))
	for _, v := range values {
		fmt.Fprintf(&b, "%v %+v %#v %s %q %x\n", v, v, v, v, v, v)
		text, _ := json.Marshal(v)
		b.Write(text)
		log.Info("value", "of", v)
		if err, ok := v.(error); ok {
			b.WriteString(err.Error())
		}
	}
	return b.String()
}

// TestNothingSecretIsPrinted: a server repeats what it was told, in its errors and in its
// replies, in every form; no error, no value and no log has a credential or a key in it.
func TestNothingSecretIsPrinted(t *testing.T) {
	canary := privateKey(t)
	var answer http.HandlerFunc
	s := plain(t, func(w http.ResponseWriter, r *http.Request) { answer(w, r) })
	for _, p := range all.Accounts() {
		credential := credentialHeader(t, p.Name)
		c := client(t, p.Name, s.URL)
		forms := append(shown(t, p.Name), credential)
		for _, f := range forms {
			forms = append(forms, base64.StdEncoding.EncodeToString([]byte(f)), url.QueryEscape(f), html.EscapeString(f), strings.ToUpper(f), strings.ToLower(f))
		}
		told := printed(t, c, *c)
		for _, f := range forms {
			if strings.Contains(told, f) {
				t.Errorf("a client of %s is printed as %s", p.Name, told)
			}
		}
		// A piece of what is hidden is no secret, and a whole form may hold another one.
		checks := append(shown(t, p.Name), credential, canary[:60], canary[len(canary)-60:])
		for _, status := range []int{200, 201, 302, 400, 401, 403, 404, 409, 418, 422, 429, 500} {
			few := forms[:1]
			if status == 400 || status == 403 || status == 418 { // those that quote
				few = forms
			}
			for _, form := range few {
				echo := "you said " + form + " and " + form + "\u0000" + form[:len(form)/2] + "\u0001" + form[len(form)/2:]
				text, _ := json.Marshal(echo)
				for _, body := range []string{
					echo,
					fmt.Sprintf(`{"success":false,"status":"ERROR","requestId":%[1]s,"message":%[1]s,"error":{"message":%[1]s,"description":%[1]s,"messages":[%[1]s],"fields":[{"field":%[1]s,"message":%[1]s}]},"data":{"message":%[1]s,"developerMessage":%[1]s},"errors":[{"code":%[1]s,"message":%[1]s}]}`, text),
					fmt.Sprintf(`{"success":true,"status":"SUCCESS","x":%[1]s,"privateKey":%[2]q}`, text, canary),
					`{"private_key":"` + canary,
					"-----BEGIN PRIVATE KEY-----\n" + canary,
				} {
					answer = func(w http.ResponseWriter, r *http.Request) {
						w.Header().Set("Location", "https://"+strings.Map(onlyHost, form)+".example/"+url.PathEscape(form))
						w.Header().Set("X-Echo", r.Header.Get("Authorization"))
						w.WriteHeader(status)
						fmt.Fprint(w, body)
					}
					for call := range strings.FieldsSeq("list get create delete secret rotate policy set_policy") {
						err := ask(c, call)
						if err == nil {
							continue
						}
						f := fault(t, err)
						out := printed(t, err, *f)
						for _, secret := range checks {
							if strings.Contains(strings.ToLower(out), strings.ToLower(secret)) {
								t.Fatalf("%s %s %d: %.20q… is told: %s", p.Name, call, status, secret, out)
							}
						}
					}
				}
			}
		}
	}
}

// onlyHost leaves what may stand in the name of a host.
func onlyHost(r rune) rune {
	if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' {
		return r
	}
	return -1
}

// TestCreatedIsNotPrinted: a key that was made, with its reply.
func TestCreatedIsNotPrinted(t *testing.T) {
	s := plain(t, replies(find(t, "mux", "create")))
	made, err := client(t, "mux", s.URL).Create(context.Background(), account.NewRequest())
	if err != nil {
		t.Fatal(err)
	}
	out := printed(t, made, &made, made.Private, made.Reply, made.Signer, made.Key)
	for _, part := range []string{string(made.Private.Reveal())[:40], "BEGIN", "private_key"} {
		if strings.Contains(out, part) {
			t.Errorf("%q is printed: %s", part, out)
		}
	}
	if !strings.Contains(out, made.ID) || !strings.Contains(out, "[secret]") {
		t.Error("the test prints nothing: ", out)
	}
}
