//go:build !race

package main

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/profiles"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/jws"
	"playtoken/core/token/paseto"
	"playtoken/core/vault"
)

// specimen is a token with the text of the key that made it.
type specimen struct{ name, token, key string }

// specimens are tokens of all kinds, made with new keys, whole and damaged.
func specimens(t *testing.T) (list []specimen) {
	t.Helper()
	made := map[keys.Type]*keys.Key{}
	for _, kind := range []keys.Type{keys.NewRSA2048, keys.NewP256, keys.NewEd25519, keys.NewHMAC256, keys.NewPASETO, keys.NewHex256} {
		k, err := keys.Generate(context.Background(), kind)
		if err != nil {
			t.Fatal(err)
		}
		made[kind] = k
	}
	text := func(k *keys.Key) string {
		if k.Kind() == keys.Secret {
			return string(k.SecretText().Reveal())
		}
		return string(k.PrivatePEM().Reveal())
	}
	claims := map[string]token.Object{
		"alive": token.NewObject(token.StringMember("kid", goldenKeyID), token.StringMember("aud", "media:"+goldenID), token.IntMember("exp", now.Unix()+60)),
		"dead":  token.NewObject(token.StringMember("sub", "ann@example.com"), token.IntMember("exp", 5)),
	}
	for kind, alg := range map[keys.Type]string{keys.NewRSA2048: "RS256", keys.NewP256: "ES256", keys.NewEd25519: "EdDSA", keys.NewHMAC256: "HS256"} {
		for life, c := range claims {
			s, err := jws.Sign(token.NewObject(token.StringMember("alg", alg)), c, made[kind])
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, specimen{alg + ", " + life, s, text(made[kind])})
		}
	}
	for life, exp := range map[string]string{"alive": "2030-01-01T00:00:00.000Z", "dead": "2020-01-01T00:00:00.000Z"} {
		k, err := paseto.KeyFor(made[keys.NewPASETO].SecretText(), paseto.FormDetect)
		if err != nil {
			t.Fatal(err)
		}
		s, err := paseto.Seal([]byte(`{"contentId":"65e8ddc52f41619f1815a083","exp":"`+exp+`"}`), []byte(`{"v":"1"}`), nil, k)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, specimen{"PASETO, " + life, s, text(made[keys.NewPASETO])})
		e, err := ectoken.Seal("ec_expire=1893456000&life="+life, secret.New([]byte(text(made[keys.NewHex256]))))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, specimen{"Edgecast, " + life, e, text(made[keys.NewHex256])})
	}
	for _, s := range list {
		n := len(s.token)
		list = append(
			list,
			specimen{s.name + ", in a URL", "https://stream.example.com/" + goldenID + ".m3u8?token=" + s.token + "&a=1", s.key},
			specimen{s.name + ", key damaged", s.token, s.key[:len(s.key)/2] + s.key[len(s.key)/2+9:]},
			specimen{s.name + ", key in base64", s.token, base64.StdEncoding.EncodeToString([]byte(s.key))},
			specimen{s.name + ", changed", s.token[:n/2] + "A" + s.token[n/2+1:], s.key},
		)
	}
	return list
}

// encodings are the ways in which a secret could slip out.
func encodings(s string) map[string]string {
	b := []byte(s)
	quoted, _ := json.Marshal(s)
	return map[string]string{
		"as it is": s, "base64": base64.RawStdEncoding.EncodeToString(b), "base64url": base64.RawURLEncoding.EncodeToString(b),
		"hex": hex.EncodeToString(b), "HEX": strings.ToUpper(hex.EncodeToString(b)), "percent": url.QueryEscape(s), "JSON": strings.Trim(string(quoted), `"`),
	}
}

// shows reports in which encoding a line of a key, or a piece of one, is in a text.
func shows(text, key string) string {
	for _, line := range append(strings.Split(strings.TrimSpace(key), "\n"), strings.TrimSpace(key)) {
		if len(line) < canary || strings.HasPrefix(line, "-----") && !strings.Contains(line, "\n") {
			continue
		}
		for name, form := range encodings(line) {
			for i := 0; i+2*canary <= len(form); i += 7 {
				if strings.Contains(text, form[i:i+2*canary]) && !strings.Contains(form[i:i+2*canary], "PRIVATE") {
					return name
				}
			}
			if strings.Contains(text, form) {
				return name
			}
		}
	}
	return ""
}

// TestCanary: why, its report, a comparison and a batch show neither a signature
// beyond 6 characters nor anything of a key, whatever is wrong with either. decode
// shows the token, that is its answer, and nothing of the key.
func TestCanary(t *testing.T) {
	list := specimens(t)
	if len(list) < 50 {
		t.Fatalf("%d specimens", len(list))
	}
	for i, s := range list {
		path := file(t, s.key)
		bare := s.token
		if _, in, ok := strings.Cut(bare, "token="); ok {
			bare, _, _ = strings.Cut(in, "&")
		}
		body := bare[len(bare)/2:] // of an encrypted one
		if strings.Count(bare, ".") == 2 {
			body = bare[strings.LastIndexByte(bare, '.')+1:]
		}
		other := list[(i+1)%len(list)].token
		for _, args := range [][]string{
			{"why", "--json"},
			{"why"},
			{"why", "--report", "json"},
			{"why", "--report", "markdown"},
			{"why", "--report", "markdown", "--mask"},
			{"why", "--status", "403"},
			{"compare", "--json", other},
			{"compare", other},
			{"batch", "why"},
			{"batch", "why", "--format", "json"},
			{"decode"},
			{"decode", "--json"},
		} {
			st := stage{stdin: s.token}
			all := append(append([]string{}, args...), "--key", path)
			switch args[0] {
			case "compare":
				all = append(all, "-")
			case "batch":
				all = append(all, "-")
			}
			r := st.run(all...)
			name := fmt.Sprintf("%s, %v", s.name, args[:min(2, len(args))])
			if how := shows(r.out+r.err, s.key); how != "" {
				t.Errorf("%s: the key is shown, %s\n%s%s", name, how, r.out, r.err)
			}
			if r.out == "" {
				t.Errorf("%s: no answer, %s", name, r.err)
			}
			if args[0] == "decode" {
				continue
			}
			if len(body) > 7 && (strings.Contains(r.out+r.err, body[:7]) || strings.Contains(r.out+r.err, body[len(body)-7:])) {
				t.Errorf("%s: the signature is shown\n%s%s", name, r.out, r.err)
			}
		}
	}
}

// TestCanaryOfProfiles: with a key that is saved nothing of it is shown, nor of the
// passphrase, however the command ends.
func TestCanaryOfProfiles(t *testing.T) {
	platforms := map[string]string{"RS256": "fastpix", "PASETO": "fastevo", "Edgecast": "edgecast"}
	list := slices.DeleteFunc(specimens(t), func(s specimen) bool { return strings.Count(s.name, ",") != 1 || strings.HasSuffix(s.name, "dead") })
	if len(list) != 6 {
		t.Fatalf("%d specimens", len(list))
	}
	for _, s := range list {
		kind, _, _ := strings.Cut(s.name, ",")
		form := profiles.Form{Platform: cmp.Or(platforms[kind], "jwt"), Values: map[string]string{platform.KeyID: goldenKeyID, "alg": kind}}
		home := vault.InKeyring
		if kind == "PASETO" { // one alone: to open it takes its time each time
			home = vault.UnderPassphrase
		}
		k := importer.ImportWith([]byte(s.key), importer.Options{Want: all.KeyWant(form.Platform, form.Values)}).Key
		saved := emptyShelf(t, home)
		saved.save(t, savedKey{"Canary", form, k})
		right, wrong := file(t, passphrase), file(t, "in"+passphrase)
		sign := []string{"--set", "id=" + goldenID}
		switch form.Platform {
		case "fastevo":
			sign = []string{"--id", "65e8ddc52f41619f1815a083", "--set", "viewer=v"}
		case "jwt", "edgecast":
			sign = nil
		}
		for _, args := range [][]string{
			append([]string{"sign"}, sign...),
			append([]string{"sign", "--json"}, sign...),
			append([]string{"sign", "--id", "a b", "--ttl", "none"}, sign...),
			{"batch", "sign", file(t, goldenID)},
			{"batch", "sign", "--format", "json", file(t, goldenID)},
			{"why", s.token},
			{"why", "--json", s.token},
			{"why", "--report", "json", s.token},
			{"why", "--report", "markdown", s.token},
			{"why", "--reply", s.token},
			{"compare", s.token, list[0].token},
			{"compare", "--json", list[0].token, s.token},
			{"batch", "why", file(t, s.token)},
			{"batch", "why", "--format", "summary", file(t, s.token)},
			{"decode", s.token},
			{"decode", "--json", s.token},
			{"profiles"},
			{"profiles", "--json"},
		} {
			ways := [][]string{args}
			if args[0] != "profiles" {
				ways = nil
				passes := [][]string{nil}
				if home == vault.UnderPassphrase {
					passes = append(passes, []string{"--passphrase-file", right})
				}
				if home == vault.UnderPassphrase && len(args) == 2 {
					passes = append(passes, []string{"--passphrase-file", wrong})
				}
				for _, pass := range passes {
					ways = append(ways, slices.Concat(args, []string{"--profile", "Canary"}, pass))
				}
			}
			for _, way := range ways {
				r := saved.on(stage{}).run(way...)
				if how := shows(r.out+r.err, s.key); how != "" {
					t.Errorf("%s, %v: the key is shown, %s\n%s%s", s.name, args, how, r.out, r.err)
				}
				if shows(r.out+r.err, passphrase) != "" || strings.Contains(r.out+r.err, passphrase) {
					t.Errorf("%s, %v: the passphrase is shown\n%s%s", s.name, args, r.out, r.err)
				}
				if r.out == "" && r.err == "" {
					t.Errorf("%s, %v: no answer", s.name, args)
				}
			}
		}
		// The key of the canary is one that signs.
		r := saved.on(stage{}).run(slices.Concat([]string{"sign", "--profile", "Canary"}, sign, []string{"--passphrase-file", right})...)
		if r.status != fine {
			t.Errorf("%s: %+v", s.name, r)
		}
	}
}
