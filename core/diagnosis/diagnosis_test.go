package diagnosis_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// judge goes the whole way from a token and the URL around it, as the window does.
func judge(t testing.TB, text, around string, key *keys.Key, now time.Time) diagnosis.Verdict {
	t.Helper()
	var u *url.URL
	if around != "" {
		var err error
		if u, err = url.Parse(around); err != nil {
			t.Fatal(err)
		}
	}
	tok := formats.Decode(text)
	var given []verify.Key
	if key != nil {
		answer := importer.Answer{Verdict: importer.Accept, Key: key, Kind: key.Kind(), Private: key.Private()}
		given = []verify.Key{{Trial: token.Trial{Answer: answer}}}
	}
	c := diagnosis.Case{Token: tok, URL: u, Platform: all.Owner(tok, u), Verified: verify.Try(tok, given)}
	return c.Judge(diagnosis.Options{Now: now})
}

// verdict is what is wanted; parts of the texts are enough.
type verdict struct {
	state    diagnosis.State
	headline string
	detail   string
	codes    string // of the findings, in their order
}

func (w verdict) check(t *testing.T, v diagnosis.Verdict) {
	t.Helper()
	var codes []string
	for _, f := range v.Findings {
		if f.Code != "not_the_token" || f.Severity != platform.Info {
			codes = append(codes, string(f.Code))
		}
		if f.Title == "" || f.Evidence == "" || f.Fix == "" || f.Basis == "" || f.Severity == "" {
			t.Errorf("incomplete: %+v", f)
		}
	}
	if got := strings.Join(codes, " "); v.State != w.state || got != w.codes {
		t.Errorf("%s because of %q, want %s because of %q", v.State, got, w.state, w.codes)
	}
	if !strings.Contains(v.Headline, w.headline) || !strings.Contains(v.Detail, w.detail) {
		t.Errorf("%q\n%q\nwant …%s…\n…%s…", v.Headline, v.Detail, w.headline, w.detail)
	}
	if fails := v.State == diagnosis.Fails; fails != strings.HasPrefix(v.Headline, "Playback fails: ") || fails && v.Fix == "" {
		t.Errorf("%s, %q, fix %q", v.State, v.Headline, v.Fix)
	}
}

// TestRealTokens: a token of FastPix's own signer has nothing wrong in its life,
// and one thing after it.
func TestRealTokens(t *testing.T) {
	var list []struct {
		Token   string
		Payload struct{ Iat, Exp int64 }
	}
	fixtures.JSON(t, "diagnosis/testdata/real_tokens.json", &list)
	if len(list) == 0 {
		t.Fatal("no tokens")
	}
	for i, v := range list {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			ended := time.Unix(v.Payload.Exp, 0)
			for _, now := range []time.Time{time.Unix(v.Payload.Iat, 0), ended.Add(-12 * time.Hour), ended.Add(-time.Nanosecond)} {
				got := judge(t, v.Token, "", nil, now)
				verdict{diagnosis.Unknown, "Nothing wrong in the token itself", "It runs until " + ended.UTC().Format("Mon 2 Jan 2006, 15:04:05") + " UTC, that is ", ""}.check(t, got)
				if got.Fix != "" {
					t.Errorf("fix %q", got.Fix)
				}
			}
			for _, now := range []time.Time{ended, time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)} {
				verdict{diagnosis.Fails, "the token expired ", "its life was 24 hours", "expired"}.check(t, judge(t, v.Token, "", nil, now))
			}
			// Another key than the one that nobody has.
			verdict{diagnosis.Fails, "another key signed the token, or its signature was changed", "opens to nothing", "unknown_key"}.
				check(t, judge(t, v.Token, "", fixtures.Key(t), ended.Add(-time.Hour)))
		})
	}
	verdict{diagnosis.Fails, "expired 221 days ", "It ended Tue 14 Apr 2026, 07:07:51 UTC", "expired"}.
		check(t, judge(t, list[0].Token, "", nil, time.Date(2026, 11, 21, 7, 7, 51, 0, time.UTC)))
}

func TestGolden(t *testing.T) {
	const (
		stream = "https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8"
		other  = "https://stream.fastpix.com/99c1aaaa-0000-4000-8000-000000000001.m3u8"
	)
	exp := time.Unix(1744866859, 0)
	plays := verdict{diagnosis.Plays, "Plays until Thu 17 Apr 2025, 05:14:19 UTC", "The signature is valid, and nothing in the token stands against it.", ""}
	text, key := fixtures.Token(t), fixtures.Key(t)
	dot := strings.LastIndexByte(text, '.')
	for _, tc := range []struct {
		name, text, url string
		key             *keys.Key
		now             time.Time
		want            verdict
	}{
		{"when it was issued", text, "", key, exp.Add(-24 * time.Hour), plays},
		{"in its URL", text, stream, key, exp.Add(-time.Hour), plays},
		{"one second before its end", text, "", key, exp.Add(-time.Second), plays},
		{"at its end", text, "", key, exp, verdict{diagnosis.Fails, "the token expired just now", "It ended Thu 17 Apr 2025, 05:14:19 UTC, its life was 24 hours.", "expired"}},
		{"a second after", text, "", key, exp.Add(time.Second), verdict{diagnosis.Fails, "expired 1 s ago", "", "expired"}},
		{"2 h 14 min after", text, "", key, exp.Add(2*time.Hour + 14*time.Minute), verdict{diagnosis.Fails, "Playback fails: the token expired 2 h 14 min ago", "", "expired"}},
		{"a clock before it was issued", text, "", key, exp.Add(-24*time.Hour - 5*time.Minute), verdict{diagnosis.MayFail, "Playback may fail: the token was issued in the future", "issued in 5 min", "issued_in_future"}},
		{"no key", text, stream, nil, exp.Add(-time.Hour), verdict{diagnosis.Unknown, "Nothing wrong in the token itself", "", ""}},
		{"another ID in the URL", text, other, key, exp.Add(-time.Hour), verdict{diagnosis.Fails, "for another playback ID", "16af5b33…4455, the URL asks for 99c1aaaa…0001", "other_playback_id"}},
		{"another ID, and expired", text, other, key, exp, verdict{diagnosis.Fails, "for another playback ID", "", "other_playback_id expired"}},
		{"signature changed", text[:dot+1] + "A" + text[dot+2:], "", key, exp.Add(-time.Hour), verdict{diagnosis.Fails, "another key", "opens to nothing", "unknown_key"}},
		{"signature changed, no key", text[:dot+1] + "A" + text[dot+2:], "", nil, exp.Add(-time.Hour), verdict{diagnosis.Unknown, "Nothing wrong in the token itself", "", ""}},
		{"signature missing", text[:dot+1], "", key, exp.Add(-time.Hour), verdict{diagnosis.Fails, "the signature is missing", "behind the last dot", "signature_wrong"}},
		{"signature stripped", text[:dot], "", nil, exp.Add(-time.Hour), verdict{diagnosis.Fails, "the signature is missing", "2 parts", "signature_wrong"}},
		{"signature cut", text[:len(text)-5], "", key, exp.Add(-time.Hour), verdict{diagnosis.Fails, "cut short", "cut short", "signature_wrong"}},
		{"signature cut, its last character odd", text[:len(text)-60], "", key, exp.Add(-time.Hour), verdict{diagnosis.Fails, "the signature is cut short", "It has 211 bytes, one of RS256 has 256", "signature_wrong"}},
		{"cut in the claims", text[:100], "", key, exp.Add(-time.Hour), verdict{diagnosis.Fails, "the token is cut short", "in the middle of the payload", "signature_wrong"}},
		{"cut in the claims, a part of a byte left", text[:102], "", key, exp.Add(-time.Hour), verdict{diagnosis.Fails, "the token is cut short", "", "signature_wrong"}},
		{"cut in the header", text[:15], "", key, exp.Add(-time.Hour), verdict{diagnosis.Fails, "the token cannot be read", "", "header_refused"}},
		{"stripped and damaged is not called cut", text[:100] + "%" + text[101:dot], "", key, exp.Add(-time.Hour), verdict{diagnosis.Fails, "the token cannot be read", "“%”", "token_damaged_in_url signature_wrong"}},
		{"a character that no token has", text[:300] + "%" + text[301:], "", key, exp.Add(-time.Hour), verdict{diagnosis.Fails, "the token is damaged", "“%”", "token_damaged_in_url"}},
		{"damaged and expired", text + "=", "", key, exp, verdict{diagnosis.Fails, "the token is damaged", "“=”", "token_damaged_in_url expired"}},
		{"the public key alone", text, "", importer.Import([]byte(key.PublicPEM())).Key, exp.Add(-time.Hour), plays},
	} {
		t.Run(tc.name, func(t *testing.T) { tc.want.check(t, judge(t, tc.text, tc.url, tc.key, tc.now)) })
	}
}

const (
	iat   = 1744780459
	media = `"kid":"b7158b65-302d-4fbd-9c48-503ca92bdd25","aud":"media:16af5b33-cf4d-4717-9b90-ce429a124455"`
)

// signedText signs any header and claims with the sample key: what is judged is
// what they say, never the signature.
func signedText(t testing.TB, claims string) string {
	t.Helper()
	var members []token.Member
	var values map[string]json.RawMessage
	if err := json.Unmarshal([]byte(claims), &values); err != nil {
		t.Fatal(err)
	}
	for name, value := range values {
		m, err := token.RawMember(name, string(value))
		if err != nil {
			t.Fatal(err)
		}
		members = append(members, m)
	}
	text, err := jws.Sign(token.NewObject(token.StringMember("alg", "RS256")), token.NewObject(members...), fixtures.Key(t))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTimes(t *testing.T) {
	now := time.Unix(iat+3600, 0)
	for _, tc := range []struct {
		name, claims string
		want         verdict
	}{
		{"healthy", `"iat":1744780459,"exp":1744866859`, verdict{diagnosis.Plays, "Plays until Thu 17 Apr 2025, 05:14:19 UTC", "", ""}},
		{"healthy with nbf", `"nbf":1744780459,"iat":1744780459,"exp":1744866859`, verdict{diagnosis.Plays, "Plays until", "", ""}},
		{"nbf at this second", `"nbf":1744784059,"exp":1744866859`, verdict{diagnosis.Plays, "Plays until", "", ""}},
		{"exp with a fraction, just ahead", `"exp":1744784059.001`, verdict{diagnosis.Plays, "Plays until Wed 16 Apr 2025, 06:14:19 UTC", "", ""}},
		{"exp with an exponent", `"exp":1.744866859e9`, verdict{diagnosis.Plays, "Plays until Thu 17 Apr 2025, 05:14:19 UTC", "", ""}},
		{"no iat", `"exp":1744866859`, verdict{diagnosis.Plays, "Plays until", "", ""}},
		{"no exp", `"iat":1744780459`, verdict{diagnosis.MayFail, "the token has no expiry", "exp is missing", "exp_missing"}},
		{"expired, no iat", `"exp":1744780459`, verdict{diagnosis.Fails, "the token expired 1 h ago", "It ended Wed 16 Apr 2025, 05:14:19 UTC.", "expired"}},
		{"exp 0", `"exp":0`, verdict{diagnosis.Fails, "the token expired 55 years", "It ended Thu 1 Jan 1970", "expired"}},
		{"exp 1e-400", `"exp":1e-400`, verdict{diagnosis.Fails, "the token expired 55 years", "1970", "expired"}},
		{"nbf in the future", `"nbf":1744784119,"exp":1744866859`, verdict{diagnosis.Fails, "the token is not yet valid", "It begins Wed 16 Apr 2025, 06:15:19 UTC, in 1 min.", "not_yet_valid"}},
		{"iat in the future", `"iat":1744784119,"exp":1744866859`, verdict{diagnosis.MayFail, "issued in the future", "issued in 1 min", "issued_in_future"}},
		{"ends before it begins", `"iat":1744783999,"exp":1744783998`, verdict{diagnosis.Fails, "the token ends before it begins", "exp is 1744783998, iat is 1744783999.", "exp_before_iat expired"}},
		{"ends when it begins", `"iat":1744866859,"exp":1744866859`, verdict{diagnosis.Fails, "the token ends before it begins", "", "exp_before_iat issued_in_future"}},
		{"exp in milliseconds", `"iat":1744780459,"exp":1744866859000`, verdict{diagnosis.Fails, "exp is in milliseconds, not in seconds", "exp is 1744866859000. Divided by 1000 it is ", "time_in_milliseconds"}},
		{"exp in milliseconds, with an exponent", `"iat":1744780459,"exp":1.744866859e12`, verdict{diagnosis.Fails, "exp is in milliseconds, not in seconds", "exp is 1.744866859e12. Divided by 1000 it is Thu 17 Apr 2025", "time_in_milliseconds"}},
		{"all in milliseconds", `"nbf":1744780459000,"iat":1744780459000,"exp":1744866859000`, verdict{diagnosis.Fails, "exp, nbf and iat are in milliseconds, not in seconds", "", "time_in_milliseconds"}},
		{"exp is text", `"exp":"1744866859"`, verdict{diagnosis.Fails, "exp is not a time", "exp is text (\"1744866859\"), a number of seconds is needed.", "time_not_number"}},
		{"exp is null", `"exp":null`, verdict{diagnosis.Fails, "exp is not a time", "exp is null", "time_not_number"}},
		{"exp is 1e300", `"exp":1e300`, verdict{diagnosis.Fails, "exp is not in seconds", "exp is 1e300", "time_in_milliseconds"}},
		{"exp is 2^63", `"exp":9223372036854775808`, verdict{diagnosis.Fails, "exp is not in seconds", "exp is 9223372036854775808", "time_in_milliseconds"}},
		{"iat is text, exp is past", `"iat":"x","exp":1744780459`, verdict{diagnosis.Fails, "iat is not a time", "", "time_not_number expired"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tc.want.check(t, judge(t, signedText(t, "{"+media+","+tc.claims+"}"), "", fixtures.Key(t), now))
		})
	}
}

// TestDivisor: the fix for a time that is not in seconds is a division that
// leads to a date near now.
func TestDivisor(t *testing.T) {
	for exp, want := range map[string]string{
		"1744866859000":       "Divide it by 1000.",
		"1744866859000000":    "Divide it by 1000000.",
		"1744866859000000000": "Divide it by 1000000000.",
		"4102444800000000":    "Write it in whole seconds since 1970.",
	} {
		v := judge(t, signedText(t, "{"+media+`,"exp":`+exp+"}"), "", fixtures.Key(t), time.Unix(iat, 0))
		if v.Fix != want {
			t.Errorf("%s: %q, want %q", exp, v.Fix, want)
		}
	}
}

// Signatures of the right length that nothing made.
var (
	mac          = strings.Repeat("A", 43)
	rsaSignature = strings.Repeat("A", 342)
)

func TestOtherTokens(t *testing.T) {
	enc := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	now := time.Unix(iat+3600, 0)
	healthy := enc("{" + media + `,"iat":1744780459,"exp":1744866859}`)
	for _, tc := range []struct {
		name, text string
		key        *keys.Key
		want       verdict
	}{
		{"HS256", enc(`{"alg":"HS256"}`) + "." + healthy + "." + mac, nil, verdict{diagnosis.Fails, "the algorithm is not RS256", `"HS256"`, "alg_unexpected"}},
		{"HS256 with an RSA key", enc(`{"alg":"HS256"}`) + "." + healthy + "." + mac, fixtures.Key(t), verdict{diagnosis.Fails, "the algorithm is not RS256", "", "alg_unexpected"}},
		{"none", enc(`{"alg":"none"}`) + "." + healthy + ".", nil, verdict{diagnosis.Fails, "the token is not signed", "algorithm none", "alg_unexpected"}},
		{"none with a key and a signature", enc(`{"alg":"nOnE "}`) + "." + healthy + "." + rsaSignature, fixtures.Key(t), verdict{diagnosis.Fails, "the token is not signed", "algorithm none", "alg_unexpected"}},
		{"none without a platform", enc(`{"alg":"none"}`) + "." + enc(`{"exp":1744866859}`) + ".", nil, verdict{diagnosis.Fails, "the token is not signed", "", "alg_unexpected"}},
		{"none, expired", enc(`{"alg":"none"}`) + "." + enc(`{"exp":1000000000}`) + ".", nil, verdict{diagnosis.Fails, "the token is not signed", "", "alg_unexpected expired"}},
		{"plain JWT of no platform", enc(`{"alg":"HS256"}`) + "." + enc(`{"exp":1744866859}`) + "." + mac, nil, verdict{diagnosis.Unknown, "Nothing wrong in the token itself", "It runs until", ""}},
		{"plain JWT without exp", enc(`{"alg":"HS256"}`) + "." + enc(`{"sub":"a"}`) + "." + mac, nil, verdict{diagnosis.Unknown, "Nothing wrong in the token itself", "It has no expiry.", "exp_missing"}},
		{"key ID in the header only", enc(`{"alg":"RS256","kid":"k"}`) + "." + enc(`{"aud":"media:16af5b33-cf4d-4717-9b90-ce429a124455","exp":1744866859}`) + "." + rsaSignature, nil, verdict{diagnosis.Fails, "the key ID is missing", "header only", "kid_missing"}},
		{"several things wrong, in their order", enc(`{"alg":"HS256"}`) + "." + enc(`{"aud":"media:x","exp":1000000000}`) + "." + mac, nil, verdict{diagnosis.Fails, "the algorithm is not RS256", "", "alg_unexpected kid_missing aud_malformed expired"}},
		{"critical header", enc(`{"alg":"RS256","crit":["x"]}`) + "." + healthy + "." + rsaSignature, fixtures.Key(t), verdict{diagnosis.Fails, "verifiers refuse the header", "critical", "header_refused"}},
		{"duplicate in the header", enc(`{"alg":"RS256","alg":"RS256"}`) + "." + healthy + "." + rsaSignature, nil, verdict{diagnosis.Fails, "", "two members", "header_refused"}},
		{"duplicate claim", enc(`{"alg":"RS256"}`) + "." + enc("{"+media+`,"exp":1744866859,"\u0065xp":1744866859}`) + "." + rsaSignature, nil, verdict{diagnosis.Fails, "", `"exp"`, "claims_malformed"}},
		{"payload of text", enc(`{"alg":"RS256"}`) + "." + enc("hello") + "." + rsaSignature, nil, verdict{diagnosis.Fails, "the claims cannot be read", "no JSON object", "claims_malformed"}},
		{"large payload of text", enc(`{"alg":"RS256"}`) + "." + enc(strings.Repeat("x", 9000)) + "." + rsaSignature, nil, verdict{diagnosis.Fails, "the claims cannot be read", "no JSON object", "claims_malformed token_damaged_in_url"}},
		{"no token", "hello world", nil, verdict{diagnosis.Fails, "the token cannot be read", "a space", "token_damaged_in_url"}},
		{"nothing", "", nil, verdict{diagnosis.Fails, "there is no token", "There is no token.", "token_absent"}},
		{"too large", strings.Repeat("A", token.MaxSize+1), nil, verdict{diagnosis.Fails, "the token is too large", "65537", "token_damaged_in_url"}},
		{"JWE", enc(`{"alg":"RSA-OAEP","enc":"A256GCM"}`) + ".AA.AA.AA.AA", nil, verdict{diagnosis.Unknown, "", "", ""}},
		{"PASETO", "v4.local." + strings.Repeat("A", 86), nil, verdict{diagnosis.MayFail, "no footer", "", "claim_missing"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			v := judge(t, tc.text, "", tc.key, now)
			tc.want.check(t, v)
			if v.Headline == "" {
				t.Error("no headline")
			}
		})
	}
}

// TestHostileTokens: none of the attacks is ever said to play, whatever key of
// ours is tried and whatever the clock says.
func TestHostileTokens(t *testing.T) {
	var vectors struct {
		Keys struct {
			RSA string `json:"rsa_public_pem"`
			EC  string `json:"ec_public_pem"`
		}
		Cases []struct{ ID, Want, Token string }
	}
	fixtures.JSON(t, "token/formats/testdata/attacks.json", &vectors)
	for _, c := range vectors.Cases {
		for _, pem := range []string{vectors.Keys.RSA, vectors.Keys.EC} {
			v := judge(t, c.Token, "", importer.Import([]byte(pem)).Key, time.Unix(1750000000, 0))
			if v.State == diagnosis.Plays {
				t.Errorf("%s (%s) is said to play", c.ID, c.Want)
			}
			if c.ID == "rs512-with-rs256-profile" && pem == vectors.Keys.RSA && v.Findings[0].Code != "alg_unexpected" {
				t.Errorf("%s: %+v", c.ID, v.Findings)
			}
		}
	}
	if len(vectors.Cases) < 30 {
		t.Error("cases are missing")
	}
}

// FuzzJudge: whatever the text, there is a verdict, and only a verified
// signature makes it play.
func FuzzJudge(f *testing.F) {
	f.Add(fixtures.Token(f), "https://stream.fastpix.com/x.m3u8", int64(iat))
	f.Add("eyJhbGciOiJub25lIn0.e30.", "", int64(0))
	f.Add("", "", int64(1)<<62)
	f.Add("eyJhbGciOiJSUzI1NiJ9..AQID", "https://x", int64(-1))
	key := fixtures.Key(f)
	f.Fuzz(func(t *testing.T, text, around string, now int64) {
		if _, err := url.Parse(around); err != nil {
			return
		}
		v := judge(t, text, around, key, time.Unix(now, 0))
		if v.Headline == "" || v.State == "" || token.Inert(v.Headline) != v.Headline {
			t.Errorf("%+v", v)
		}
		for _, x := range v.Findings {
			if token.Inert(x.Evidence) != x.Evidence || len(x.Evidence) > 500 {
				t.Errorf("not fit to be shown: %q", x.Evidence)
			}
		}
		if v.State == diagnosis.Plays && jws.Verify(formats.Decode(text), key).State != token.Valid {
			t.Error("plays without a verified signature")
		}
	})
}
