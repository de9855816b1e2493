package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/report"
	"playtoken/core/keys/importer"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/jws"
	"playtoken/core/token/paseto"
	"playtoken/internal/fixtures"
)

// alive lies within the life of the golden token.
var alive = time.Unix(1744866859-3600, 0)

const whyMembers = "verdict headline kind platform signature key findings as_of as_of_from status"

// names are the names of an object's members in their order, all the way down;
// lists are told by their first item.
func names(t *testing.T, text string) string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	if first, err := d.Token(); err != nil || first != json.Delim('{') {
		t.Fatalf("no object: %v %v\n%s", first, err, text)
	}
	var list []string
	for d.More() {
		name, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			t.Fatal(err)
		}
		list = append(list, name.(string))
	}
	if _, err := d.Token(); err != nil {
		t.Fatal(err)
	}
	if rest := strings.TrimSpace(text[d.InputOffset():]); rest != "" {
		t.Errorf("more than one object: %q", rest)
	}
	return strings.Join(list, " ")
}

func TestWhyJSON(t *testing.T) {
	tok := fixtures.Token(t)
	public := file(t, fixtures.Key(t).PublicPEM())
	url := "https://stream.fastpix.com/" + goldenID + ".m3u8?token=" + tok
	const keyName = "the key given here (RSA 2048, public, sha256 c937b8c36b1edad4, a published sample)"
	expired := `{"code":"expired","severity":"error","title":"the token expired 1 year 219 days ago",` +
		`"evidence":"It ended Thu 17 Apr 2025, 05:14:19 UTC, its life was 24 hours.","fix":"Sign a fresh token.","standing":"stated"}`
	for _, c := range []struct {
		name   string
		stage  stage
		args   []string
		status int
		begins string
		has    string
	}{
		{
			"expired",
			stage{},
			[]string{tok},
			answerIsNo,
			`{"verdict":"fails","headline":"Playback fails: the token expired 1 year 219 days ago","kind":"jwt","platform":"fastpix","signature":"unchecked","key":"","findings":[`, expired,
		},
		{
			"plays",
			stage{now: alive},
			[]string{url, "--key", public},
			fine,
			`{"verdict":"plays","headline":"Plays until Thu 17 Apr 2025, 05:14:19 UTC","kind":"jwt","platform":"fastpix","signature":"valid","key":"` + keyName + `","findings":[`,
			`"code":"not_the_token","severity":"info"`,
		},
		{
			"as of",
			stage{},
			[]string{tok, "--now", "1744866858", "--key", public},
			fine,
			`{"verdict":"plays",`, "",
		},
		{"not checked", stage{now: alive}, []string{tok}, fine, `{"verdict":"unknown","headline":"Nothing wrong in the token itself; the signature was not checked, no key given",`, ""},
		{
			"another key",
			stage{now: alive},
			[]string{tok, "--key", keyData + "A01_rsa2048_pkcs8.pem"},
			answerIsNo,
			`{"verdict":"fails","headline":"Playback fails: another key signed the token, or its signature was changed","kind":"jwt","platform":"fastpix","signature":"invalid","key":"","findings":[{"code":"unknown_key",`, "",
		},
		{
			"one of two keys",
			stage{now: alive},
			[]string{tok, "--key", keyData + "A01_rsa2048_pkcs8.pem", "--key", public},
			fine,
			`{"verdict":"plays",`, `"key":"key number 2 given here (RSA 2048, public, sha256 c937b8c36b1edad4, a published sample)"`,
		},
		{
			"a damaged key is evidence",
			stage{now: alive},
			[]string{tok, "--key", keyData + "D01_seed003_original.txt"},
			fine,
			`{"verdict":"may_fail",`, `"code":"key_truncated","severity":"warning"`,
		},
		{"other ID", stage{now: alive}, []string{tok, "--id", goldenKeyID}, answerIsNo, `{"verdict":"fails",`, `"code":"other_playback_id"`},
		{"short for the video", stage{now: alive}, []string{tok, "--video-length", "2h"}, fine, `{"verdict":"may_fail",`, `"code":"life_shorter_than_video"`},
		{"clocks apart", stage{now: time.Unix(1744866859+30, 0)}, []string{tok, "--skew", "60s"}, fine, `{"verdict":"unknown",`, ""},
		{"no skew", stage{now: alive}, []string{tok, "--skew", "0s"}, fine, `{"verdict":"unknown",`, ""},
		{"platform named", stage{now: alive}, []string{compact(t, `{"alg":"HS256"}`, `{}`, "s"), "--platform", "fastpix"}, answerIsNo, `{"verdict":"fails",`, `"code":"alg_unexpected"`},
		{"standard input", stage{stdin: "  " + tok + "\n"}, nil, answerIsNo, `{"verdict":"fails",`, expired},
		{"standard input by -", stage{stdin: url}, []string{"-"}, answerIsNo, `{"verdict":"fails",`, expired},
		{"key from standard input", stage{stdin: string(fixtures.PrivateKey(t)), now: alive}, []string{tok, "--key", "-"}, fine, `{"verdict":"plays",`, "private"},
		{"no token", stage{}, []string{"hello"}, notUnderstood, `{"verdict":"unknown","headline":"There is no token in this text","kind":"unknown","platform":"","signature":"unchecked","key":"","findings":[],` + `"as_of":"2026-11-22T12:00:00Z","as_of_from":"now","status":0}` + "\n", ""},
		{"nothing", stage{}, nil, notUnderstood, `{"verdict":"unknown","headline":"There is nothing to read","kind":"unknown",`, `"findings":[]`},
		{"a key", stage{stdin: string(fixtures.PrivateKey(t))}, nil, notUnderstood, `{"verdict":"unknown","headline":"This is a key, not a token.`, `"findings":[]`},
		{"2 MiB", stage{stdin: strings.Repeat("a", 2<<20)}, nil, notUnderstood, `{"verdict":"unknown","headline":"This is too large: more than 1 MiB.`, `"findings":[]`},
		{"a URL without a token", stage{}, []string{"https://stream.fastpix.com/" + goldenID + ".m3u8"}, fine, `{"verdict":"may_fail",`, `"code":"token_absent","severity":"warning"`},
		{"a placeholder", stage{}, []string{"https://stream.fastpix.com/" + goldenID + ".m3u8?token=undefined"}, answerIsNo, `{"verdict":"fails",`, `"code":"token_absent","severity":"error"`},
		{"a URL that is signed itself", stage{}, []string{"https://media.example.com/a.jpg?sig=" + strings.Repeat("0a", 32)}, fine, `{"verdict":"unknown",`, `"kind":"signed-url"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := c.stage.run(append([]string{"why", "--json"}, c.args...)...)
			if r.status != c.status || !strings.HasPrefix(r.out, c.begins) || !strings.Contains(r.out, c.has) {
				t.Errorf("status %d, want %d; %s\n got %s\nwant %s … %s", r.status, c.status, r.err, r.out, c.begins, c.has)
			}
			if got := names(t, r.out); got != whyMembers {
				t.Errorf("members %s", got)
			}
			var answer struct{ Findings []json.RawMessage }
			if err := json.Unmarshal([]byte(r.out), &answer); err != nil {
				t.Fatal(err)
			}
			for _, f := range answer.Findings {
				if got := names(t, string(f)); got != "code severity title evidence fix standing" && got != "code severity title evidence fix standing because_of" {
					t.Errorf("members of a finding: %s", got)
				}
			}
		})
	}
}

// What follows from another finding says so, in words by its place.
func TestWhyFolded(t *testing.T) {
	tok := compact(t, `{"alg":"RS256"}`, `{"iat":1795348790,"exp":1795348780}`, strings.Repeat("s", 256)) // now is 1795348800
	r := stage{}.run("why", "--json", tok)
	if !strings.Contains(r.out, `"because_of":"exp_before_iat"}`) {
		t.Errorf("%s", r.out)
	}
	r = stage{}.run("why", tok)
	if !strings.Contains(r.out, "\n     follows from it: the token expired") {
		t.Errorf("%s", r.out)
	}
}

func TestWhyWords(t *testing.T) {
	tok := fixtures.Token(t)
	public := file(t, fixtures.Key(t).PublicPEM())
	for _, c := range []struct {
		name   string
		now    time.Time
		args   []string
		status int
		has    []string
	}{
		{"expired", now, []string{tok}, answerIsNo, []string{
			"Playback fails: the token expired 1 year 219 days ago\nIt ended Thu 17 Apr 2025, 05:14:19 UTC, its life was 24 hours.\nSign a fresh token.\n\nFindings\n  1. the token expired 1 year 219 days ago (error, expired)\n",
			"  Platform   FastPix\n", "  exp        Thu 17 Apr 2025, 05:14:19 UTC (06:14:19 here), 1 year 219 days ago\n",
		}},
		{"as of", now, []string{tok, "--now", "1744866799"}, fine, []string{"(06:14:19 here), in 1 min\n"}},
		{"plays", alive, []string{tok, "--key", public}, fine, []string{"Plays until Thu 17 Apr 2025, 05:14:19 UTC\n", "  Made by    the key given here (RSA 2048, public, sha256 c937b8c36b1edad4, a published sample)\n"}},
		{"no platform", alive, []string{compact(t, `{"alg":"RS256"}`, `{"exp":1}`, "s")}, answerIsNo, []string{"cannot be told; it may be "}},
		{"status", now, []string{tok, "--status", "401"}, answerIsNo, []string{"The answer was 401\n  ", "\n  yes     the token expired 1 year 219 days ago. It ended", "\n  may be  the signature is wrong.\n", "\n  no      Its claims are not other than FastPix wants them.\n"}},
		{"two tokens", now, []string{tok + " " + compact(t, `{"alg":"HS256"}`, `{}`, "s")}, answerIsNo, []string{"Further tokens in the text: 1. The first one was judged."}},
		{"a log", now, []string{strings.Repeat(`203.0.113.9 - - [16/Apr/2025:06:00:00 +0000] "GET /`+goldenKeyID+`.m3u8?token=`+tok+` HTTP/1.1" 403 12`+"\n", 6)}, answerIsNo, []string{"the token is for another playback ID; this is 1 of 6 requests here\n", "\nRequests in the text: 6. To judge each of them: ptok batch why\n"}},
		{"a placeholder", now, []string{"https://stream.fastpix.com/" + goldenID + ".m3u8?token=undefined"}, answerIsNo, []string{"Playback fails: the token is missing\n"}},
		{"no token", now, []string{"hello"}, notUnderstood, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{now: c.now}.run(append([]string{"why"}, c.args...)...)
			if r.status != c.status {
				t.Errorf("status %d, errors %q", r.status, r.err)
			}
			for _, s := range c.has {
				if !strings.Contains(r.out, s) {
					t.Errorf("%q is not in:\n%s", s, r.out)
				}
			}
			if c.has == nil {
				complaint(t, r)
			} else if r.err != "" {
				t.Errorf("errors %q", r.err)
			}
			for _, ch := range r.out {
				if ch != '\n' && token.Inert(string(ch)) != string(ch) {
					t.Errorf("U+%04X is in the words", ch)
				}
			}
		})
	}
}

// With a status the meaning and the causes stand behind the contract's members.
func TestWhyStatusJSON(t *testing.T) {
	r := stage{}.run("why", "--json", "--status", "401", fixtures.Token(t))
	if got := names(t, r.out); got != whyMembers+" meaning causes" || r.status != answerIsNo {
		t.Errorf("status %d, members %s", r.status, got)
	}
	if !strings.Contains(r.out, `"causes":[{"code":"expired","title":"the token expired 1 year 219 days ago","note":"`) || !strings.Contains(r.out, `"shown":true,"refuted":false,"standing":"stated"}`) {
		t.Errorf("%s", r.out)
	}
}

// The report is the one that the window gives: the core makes it.
func TestWhyReport(t *testing.T) {
	tok := fixtures.Token(t)
	text := "https://stream.fastpix.com/" + goldenID + ".m3u8?token=" + tok
	c := diagnosis.Read(text, diagnosis.Options{Now: now})
	o := report.Options{Now: now, Zone: time.FixedZone("CET", 3600)}
	masked := o
	masked.Mask = true
	for form, want := range map[string]string{
		"markdown": report.New(c, o).Markdown(), "json": string(report.New(c, o).JSON()),
		"markdown --mask": report.New(c, masked).Markdown(), "json --mask": string(report.New(c, masked).JSON()),
	} {
		r := stage{}.run(append([]string{"why", text, "--report"}, strings.Fields(form)...)...)
		if r.out != want || r.status != answerIsNo || r.err != "" {
			t.Errorf("%s: status %d, %s\n%s", form, r.status, r.err, r.out)
		}
	}
}

func TestWhyReply(t *testing.T) {
	r := stage{}.run("why", "https://stream.fastpix.com/"+goldenID+".m3u8?token="+fixtures.Token(t), "--reply")
	if r.status != answerIsNo || r.err != "" || !strings.HasPrefix(r.out, "Your link has ended: it was good until ") || strings.Contains(r.out, "oken") {
		t.Errorf("status %d, %s\n%s", r.status, r.err, r.out)
	}
	for _, more := range []string{"", "403"} {
		args := []string{"why", fixtures.Token(t), "--reply", "--json"}
		if more != "" {
			args = append(args, "--status", more)
		}
		var answer struct{ Verdict, Reply string }
		if r := (stage{}).run(args...); json.Unmarshal([]byte(r.out), &answer) != nil || r.status != answerIsNo || answer.Verdict != "fails" || !strings.HasPrefix(answer.Reply, "Your link has ended") {
			t.Errorf("status %s: %+v", more, r)
		}
	}
	if r := (stage{}).run("why", fixtures.Token(t), "--json"); strings.Contains(r.out, `"reply"`) {
		t.Error(r.out)
	}
	if r := (stage{}).run("why", "nothing in here", "--reply"); r.status != notUnderstood || r.out != "" || r.err == "" {
		t.Errorf("%+v", r)
	}
}

// TestWhySaysTheMoment: what was read of --now is said back, with its zone.
func TestWhySaysTheMoment(t *testing.T) {
	r := stage{}.run("why", fixtures.Token(t), "--now", "16.4.2025 18:00 CEST")
	if !strings.Contains(r.out, "That is as of Wed 16 Apr 2025, 16:00:00 UTC (17:00:00 here), ") {
		t.Error(r.out)
	}
	if r := (stage{}).run("why", fixtures.Token(t)); strings.Contains(r.out, "as of") {
		t.Error(r.out)
	}
}

func TestWhyUsage(t *testing.T) {
	tok := fixtures.Token(t)
	for _, c := range []struct {
		name string
		args []string
		says string
	}{
		{"two texts", []string{"a", "b"}, "one text"},
		{"no such platform", []string{tok, "--platform", "nobody"}, "no platform of that name"},
		{"bad moment", []string{tok, "--now", "soon"}, "--now is not a date"},
		{"bad skew", []string{tok, "--skew", "much"}, "--skew is not a span"},
		{"bad length", []string{tok, "--video-length", "long"}, "--video-length is not a span"},
		{"bad status", []string{tok, "--status", "forbidden"}, "--status is not a status"},
		{"status of no kind", []string{tok, "--status", "999"}, "--status is not a status"},
		{"no such report", []string{tok, "--report", "html"}, "no report of that form"},
		{"two answers", []string{tok, "--report", "json", "--json"}, "two answers"},
		{"reply and report", []string{tok, "--reply", "--report", "json"}, "two answers"},
		{"mask alone", []string{tok, "--mask"}, "--mask is for a report"},
		{"no such key", []string{tok, "--key", "no-such-file"}, "does not exist"},
		{"text and key from one input", []string{"--key", "-"}, "cannot both"},
		{"two keys from one input", []string{tok, "--key", "-", "--key", "-"}, "cannot both"},
		{"flag twice", []string{tok, "--now", "now", "--now", "now"}, "--now is given twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{}.run(append([]string{"why"}, c.args...)...)
			if r.status != wrongUsage || r.out != "" || !strings.Contains(r.err, c.says) {
				t.Errorf("status %d, output %q, errors %q", r.status, r.out, r.err)
			}
			complaint(t, r)
		})
	}
	if r := (stage{terminal: true}).run("why"); r.status != wrongUsage || !strings.Contains(r.err, "ptok why TEXT") {
		t.Errorf("%+v", r)
	}
	if r := (stage{}).run("why", tok, "--key", file(t, strings.Repeat("A", 256<<10+1))); r.status != answerIsNo || !strings.Contains(r.err, "256 KiB") {
		t.Errorf("%+v", r)
	}
}

// sealedTokens are an encrypted token of each kind with the file of its key.
func sealedTokens(t *testing.T) (fastevo, edgecast [2]string) {
	t.Helper()
	const secretHex, text = "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f", "My-secret-key-of-this-test"
	key, err := paseto.KeyFor(secret.New([]byte(secretHex)), paseto.FormHex)
	if err != nil {
		t.Fatal(err)
	}
	const claims = `{"contentId":"65e8ddc52f41619f1815a083","viewerIdentifier":"v-7","exp":"2030-01-01T00:00:00.000Z","iat":"2026-11-22T11:00:00.000Z"}`
	if fastevo[0], err = paseto.Seal([]byte(claims), []byte(`{"v":"1","p":"0123"}`), nil, key); err != nil {
		t.Fatal(err)
	}
	if edgecast[0], err = ectoken.Seal("ec_expire=1893456000&ec_url_allow=/a", secret.New([]byte(text))); err != nil {
		t.Fatal(err)
	}
	fastevo[1], edgecast[1] = file(t, secretHex), file(t, text+"\n")
	return fastevo, edgecast
}

// Encrypted tokens open with a secret in whatever form it was given, also where
// the importer would ask how to read it.
func TestDecodeSealed(t *testing.T) {
	fastevo, edgecast := sealedTokens(t)
	for _, c := range []struct {
		name   string
		args   []string
		status int
		want   string
	}{
		{
			"PASETO",
			[]string{fastevo[0], "--key", fastevo[1]},
			fine,
			`{"kind":"paseto-v4.local","platform":"fastevo","token":"` + fastevo[0] + `","header":{},"claims":{"contentId":"65e8ddc52f41619f1815a083","viewerIdentifier":"v-7","exp":"2030-01-01T00:00:00.000Z","iat":"2026-11-22T11:00:00.000Z"},` +
				`"footer":"{\"v\":\"1\",\"p\":\"0123\"}","plaintext":"","signature":"valid","times":{"exp":"2030-01-01T00:00:00Z","iat":"2026-11-22T11:00:00Z"},"url":"","others":[]}`,
		},
		{
			"PASETO without its key",
			[]string{fastevo[0]},
			fine,
			`{"kind":"paseto-v4.local","platform":"fastevo","token":"` + fastevo[0] + `","header":{},"claims":{},"footer":"{\"v\":\"1\",\"p\":\"0123\"}","plaintext":"","signature":"unchecked","times":{},"url":"","others":[]}`,
		},
		{"PASETO with another key", []string{fastevo[0], "--key", edgecast[1]}, answerIsNo, `"signature":"invalid"`},
		{
			"Edgecast",
			[]string{edgecast[0], "--key", edgecast[1]},
			fine,
			`{"kind":"ectoken-v3","platform":"edgecast","token":"` + edgecast[0] + `","header":{},"claims":{"ec_expire":"1893456000","ec_url_allow":"/a"},"footer":"",` +
				`"plaintext":"ec_expire=1893456000&ec_url_allow=/a","signature":"valid","times":{"exp":"2030-01-01T00:00:00Z"},"url":"","others":[]}`,
		},
		{
			"signed URL",
			[]string{"https://media.example.com/a.jpg?sig=" + strings.Repeat("0a", 32)},
			fine,
			`{"kind":"signed-url","platform":"","token":"","header":{},"claims":{},"footer":"","plaintext":"","signature":"unchecked","times":{},"url":"https://media.example.com/a.jpg?sig=` + strings.Repeat("0a", 32) + `","others":[]}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{}.run(append([]string{"decode", "--json"}, c.args...)...)
			if r.status != c.status || !strings.Contains(r.out, c.want) {
				t.Errorf("status %d, %s\n got %s\nwant %s", r.status, r.err, r.out, c.want)
			}
			oneObject(t, r.out)
			words := stage{}.run(append([]string{"decode"}, c.args...)...)
			if words.status != c.status || words.out == "" {
				t.Errorf("in words: %+v", words)
			}
			if why := (stage{}).run(append([]string{"why", "--json"}, c.args...)...); c.status == fine && why.status != fine {
				t.Errorf("why: status %d, %s", why.status, why.out)
			}
		})
	}
	words := stage{}.run("decode", edgecast[0], "--key", edgecast[1])
	for _, s := range []string{"Plays until Tue 1 Jan 2030", "\nPayload\n  ec_expire=1893456000&ec_url_allow=/a\n", "\nAuthenticity\n  valid for this shared secret"} {
		if !strings.Contains(words.out, s) {
			t.Errorf("%q is not in\n%s", s, words.out)
		}
	}
	words = stage{}.run("decode", fastevo[0])
	for _, s := range []string{"says nothing without its key", "\nFooter\n  {\"v\":\"1\",\"p\":\"0123\"}\n"} {
		if !strings.Contains(words.out, s) {
			t.Errorf("%q is not in\n%s", s, words.out)
		}
	}
}

// An ID that comes with a key, and every key of a set, count.
func TestWhyKeySets(t *testing.T) {
	own, other := importer.Import([]byte(fixtures.Key(t).PublicPEM())).Key, importer.Import([]byte(read(t, keyData+"A01_rsa2048_pkcs8.pem"))).Key
	set := `{"keys":[` + other.PublicJWK("other") + "," + own.PublicJWK(goldenKeyID) + `]}`
	r := stage{now: alive}.run("why", "--json", fixtures.Token(t), "--key", file(t, set))
	if r.status != fine || !strings.Contains(r.out, `"key":"the key given here, key 2 (RSA 2048, public,`) {
		t.Errorf("%+v", r)
	}
	if r := (stage{now: alive}).run("decode", "--json", fixtures.Token(t), "--key", file(t, set)); r.status != fine || !strings.Contains(r.out, `"signature":"valid"`) {
		t.Errorf("%+v", r)
	}
	// A secret in hexadecimal digits may be text or bytes: each is tried.
	const digits = "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"
	for _, want := range []importer.Want{importer.HMACSecret, importer.PASETOSecret} {
		k := importer.ImportWith([]byte(digits), importer.Options{Want: want}).Key
		tok, err := jws.Sign(token.NewObject(token.StringMember("alg", "HS256")), token.NewObject(token.StringMember("sub", "x")), k)
		if err != nil {
			t.Fatal(err)
		}
		if r := (stage{}).run("why", "--json", tok, "--key", file(t, digits)); !strings.Contains(r.out, `"signature":"valid"`) {
			t.Errorf("%s: %+v", want.Secret, r)
		}
		if r := (stage{}).run("decode", tok, "--key", file(t, digits)); r.status != fine || r.err != "" {
			t.Errorf("%s: %+v", want.Secret, r)
		}
	}
	if all.ByName("fastpix") == nil {
		t.Fatal("no platform")
	}
}
