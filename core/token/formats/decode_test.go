package formats_test

import (
	"encoding/base64"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/internal/fixtures"
)

func encode(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

// outcome is what Decode is to answer. first is the code of the fault that keeps
// the token from being verified, "" for none; also lists those that do not.
type outcome struct {
	kind     token.Kind
	readable bool
	first    token.FaultCode
	also     []token.FaultCode
}

func (w outcome) check(t *testing.T, tok *token.Token) {
	t.Helper()
	if tok.Kind != w.kind || tok.Readable() != w.readable {
		t.Errorf("%s, readable %v; want %s, %v", tok.Kind, tok.Readable(), w.kind, w.readable)
	}
	var first token.FaultCode
	if f := tok.FirstFault(); f != nil {
		first = f.Code
	}
	if first != w.first {
		t.Errorf("kept from being verified by %q, want %q", first, w.first)
	}
	var also []token.FaultCode
	for _, f := range tok.Faults {
		if !f.Blocks() {
			also = append(also, f.Code)
		}
	}
	if !slices.Equal(also, w.also) {
		t.Errorf("said besides: %q, want %q", also, w.also)
	}
}

var sound = outcome{token.JWT, true, "", nil}

// TestEdgeCases: what the text of a token says. That exp is text or past is
// nothing wrong with the text; core/diagnosis judges it.
func TestEdgeCases(t *testing.T) {
	var vectors struct {
		Cases []struct{ Name, Want, Token string }
	}
	fixtures.JSON(t, "token/formats/testdata/edge_cases.json", &vectors)
	damaged := map[string]outcome{
		`dup exp via escape \u0065xp`:           {token.JWT, true, token.DuplicateMember, nil},
		"claims trailing garbage":               {token.JWT, true, token.TrailingText, nil},
		"claims = null":                         {token.JWS, false, "", []token.FaultCode{token.PayloadNotJSON}},
		"header = null":                         {token.JWT, false, token.NotObject, nil},
		"claims lone surrogate":                 {token.JWT, true, "", []token.FaultCode{token.LoneSurrogate}},
		"depth 9999":                            {token.JWT, false, token.TooDeep, []token.FaultCode{token.Large}},
		"alg None":                              {token.JWT, true, token.SignatureMissing, nil},
		"alg array":                             {token.JWT, true, token.NoAlgorithm, nil},
		"b64:false no crit":                     {token.JWT, true, token.Unencoded, nil},
		"sig last char tweaked (malleable)":     {token.JWT, true, token.TrailingBits, nil},
		"CRLF inside payload (signed that way)": {token.JWT, false, token.ForeignCharacter, nil},
		"quotes":                                {token.JWT, false, token.ForeignCharacter, nil},
		"5 segments (JWE?)":                     {token.Unknown, false, token.CutShort, nil},
		"only dots":                             {token.Unknown, false, token.NotJSON, []token.FaultCode{token.PayloadNotJSON}},
	}
	for _, c := range vectors.Cases {
		t.Run(c.Name, func(t *testing.T) {
			want, ok := damaged[c.Name]
			if !ok {
				want = sound
			}
			want.check(t, formats.Decode(c.Token))
			delete(damaged, c.Name)
		})
	}
	if len(vectors.Cases) != 28 || len(damaged) > 0 {
		t.Errorf("%d cases; expected but not there: %v", len(vectors.Cases), damaged)
	}
}

func TestEdgeCaseTimes(t *testing.T) {
	var vectors struct {
		Cases []struct{ Name, Token string }
	}
	fixtures.JSON(t, "token/formats/testdata/edge_cases.json", &vectors)
	want := map[string]struct {
		raw     string
		problem token.TimeProblem
	}{
		"baseline":                    {"1750003600", token.TimeOK},
		"exp=0":                       {"0", token.TimeOK},
		"exp=1e-400 (underflow to 0)": {"1e-400", token.TimeOK},
		"exp string":                  {`"1750003600"`, token.NotANumber},
		"exp 1e300":                   {"1e300", token.OutOfRange},
		"exp 1.8446744073709552e19":   {"1.8446744073709552e19", token.OutOfRange},
		"exp []":                      {"[]", token.NotANumber},
	}
	for _, c := range vectors.Cases {
		w, ok := want[c.Name]
		if !ok {
			continue
		}
		delete(want, c.Name)
		m, _ := formats.Decode(c.Token).Time("exp")
		if m.Raw != w.raw || m.Problem != w.problem {
			t.Errorf("%s: exp is %q with problem %d, want %q with %d", c.Name, m.Raw, m.Problem, w.raw, w.problem)
		}
		if m.Problem == token.TimeOK && c.Name != "baseline" && m.At.Unix() != 0 {
			t.Errorf("%s: exp is %s, want 1970", c.Name, m.At)
		}
	}
	if len(want) > 0 {
		t.Errorf("not among the vectors: %v", want)
	}
}

// TestAttacks: most attacks are well-formed; what is damaged is said here, the
// rest falls to the signature.
func TestAttacks(t *testing.T) {
	var vectors struct {
		Cases []struct{ ID, Token string }
	}
	fixtures.JSON(t, "token/formats/testdata/attacks.json", &vectors)
	unsigned := outcome{token.JWT, true, token.SignatureMissing, nil}
	damaged := map[string]outcome{
		"alg-none-6": unsigned, "alg-none-12": unsigned, "alg-none-18": unsigned, "null-sig": unsigned,
		"jwe-5-parts": {token.JWE, false, "", nil},
		"dots-1e6":    {token.Unknown, false, token.PartsTooMany, []token.FaultCode{token.PayloadNotJSON}},
	}
	for _, c := range vectors.Cases {
		t.Run(c.ID, func(t *testing.T) {
			want, ok := damaged[c.ID]
			if !ok {
				want = sound
			}
			want.check(t, formats.Decode(c.Token))
			delete(damaged, c.ID)
		})
	}
	if len(vectors.Cases) < 30 || len(damaged) > 0 {
		t.Errorf("%d cases; expected but not there: %v", len(vectors.Cases), damaged)
	}
}

func TestRFCExamples(t *testing.T) {
	var vectors []struct {
		Name, Serialized, Signature string
		Input                       string `json:"signing_input"`
	}
	fixtures.JSON(t, "token/formats/testdata/rfc_small_vectors.json", &vectors)
	texts := map[string]string{}
	for _, v := range vectors {
		if v.Serialized == "" {
			v.Serialized = v.Input + "." + v.Signature
		}
		texts[v.Name] = v.Serialized
	}
	for _, tc := range []struct {
		name    string
		want    outcome
		alg     string
		payload string
	}{
		{"RFC7515 A.1", sound, "HS256", "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}"},
		{"RFC7519 6.1 unsecured", outcome{token.JWT, true, token.SignatureMissing, nil}, "none", "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}"},
		{"RFC7797 4.1", outcome{token.JWS, false, "", []token.FaultCode{token.PayloadNotJSON}}, "HS256", "$.02"},
		{"RFC7797 4.2", outcome{token.JWS, false, token.Unencoded, []token.FaultCode{token.PayloadNotJSON}}, "HS256", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tok := formats.Decode(texts[tc.name])
			tc.want.check(t, tok)
			if tok.Algorithm() != tc.alg || string(tok.Payload) != tc.payload {
				t.Errorf("alg %q, payload %q; want %q, %q", tok.Algorithm(), tok.Payload, tc.alg, tc.payload)
			}
			if !tc.want.readable {
				return
			}
			if exp, _ := tok.Time("exp"); tok.Claims.Text("iss") != "joe" || exp.At.Unix() != 1300819380 {
				t.Errorf("iss %q, exp %s", tok.Claims.Text("iss"), exp.At)
			}
			if got := tok.Claims.Members[2].Name; got != "http://example.com/is_root" {
				t.Errorf("third claim %q", got)
			}
		})
	}
}

const header = "eyJhbGciOiJSUzI1NiJ9" // {"alg":"RS256"}

// TestDamage: what is wrong, in which part and where, in a sentence.
func TestDamage(t *testing.T) {
	claims := encode(`{"aud":"media:1"}`)
	whole := header + "." + claims + ".AQID"
	for _, tc := range []struct {
		name, text string
		code       token.FaultCode
		part       token.Role
		at         int
		says       string
	}{
		{"empty", "", token.NoToken, token.OtherPart, -1, "no token"},
		{"over 64 KiB", strings.Repeat("a", token.MaxSize+1), token.TooLarge, token.OtherPart, -1, "65537"},
		{"header alone", header, token.PartsMissing, token.ClaimsPart, -1, "claims and signature are missing"},
		{"two parts", header + "." + claims, token.SignatureMissing, token.SignaturePart, -1, "2 parts"},
		{"nothing behind the last dot", header + "." + claims + ".", token.SignatureMissing, token.SignaturePart, -1, "nothing stands behind"},
		{"four parts", whole + ".x", token.PartsTooMany, token.OtherPart, -1, "4 parts"},
		{"six parts", "a.b.c.d.e.f", token.PartsTooMany, token.OtherPart, -1, "6 parts"},
		{"space in the header", header[:4] + " " + header[4:] + "." + claims + ".AQID", token.ForeignCharacter, token.HeaderPart, 4, "a space, at place 5"},
		{"line break in the claims", header + "." + claims[:3] + "\n" + claims[3:] + ".AQID", token.ForeignCharacter, token.ClaimsPart, 3, "a line break, at place 4"},
		{"tab", header + "." + claims + ".AQ\tID", token.ForeignCharacter, token.SignaturePart, 2, "a tab"},
		{"plus of the other base64", header + "." + claims + ".A+ID", token.ForeignCharacter, token.SignaturePart, 1, "“+”"},
		{"padding", header + "." + claims + ".AQI=", token.ForeignCharacter, token.SignaturePart, 3, "“=”"},
		{"letter of another alphabet", header + "." + claims + ".АQID", token.ForeignCharacter, token.SignaturePart, 0, "“А” (U+0410)"},
		{"character without a shape", header + "." + claims + ".A\u200bQID", token.ForeignCharacter, token.SignaturePart, 1, "U+200B"},
		{"byte that is no text", header + "." + claims + ".A\xffQID", token.ForeignCharacter, token.SignaturePart, 1, "byte 0xFF"},
		{"one character cut off", header + "." + claims + ".AQIDA", token.CutShort, token.SignaturePart, 5, "5 characters are there"},
		{"last character that no encoder writes", header + "." + claims + ".AR", token.TrailingBits, token.SignaturePart, 1, "last character"},
		{"header cut", header[:16] + "." + claims + ".AQID", token.NotJSON, token.HeaderPart, 12, "ends too early"},
		{"header without alg", encode(`{"typ":"JWT"}`) + "." + claims + ".AQID", token.NoAlgorithm, token.HeaderPart, -1, "names no algorithm"},
		{"header with a number as alg", encode(`{"alg":1}`) + "." + claims + ".AQID", token.NoAlgorithm, token.HeaderPart, -1, "names no algorithm"},
		{"duplicate in the header", encode(`{"alg":"RS256","\u0061lg":"none"}`) + "." + claims + ".AQID", token.DuplicateMember, token.HeaderPart, 15, `"alg"`},
		{"critical extension", encode(`{"alg":"RS256","crit":["exp"]}`) + "." + claims + ".AQID", token.CriticalHeader, token.HeaderPart, -1, `["exp"]`},
		{"text behind the header", encode(`{"alg":"RS256"}x`) + "." + claims + ".AQID", token.TrailingText, token.HeaderPart, 15, "from byte 15"},
		{"claims cut", header + "." + claims[:12] + ".AQID", token.NotJSON, token.ClaimsPart, 9, "byte 9"},
		{"JWE with a broken header", "e.b.c.d.e", token.CutShort, token.HeaderPart, 1, "cut short"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := formats.Decode(tc.text).FirstFault()
			if f == nil {
				t.Fatal("no fault")
			}
			if f.Code != tc.code || f.Part != tc.part || f.At != tc.at || !strings.Contains(f.Text(), tc.says) {
				t.Errorf("%s in the %s at %d: %s\nwant %s in the %s at %d: …%s…", f.Code, f.Part, f.At, f.Text(), tc.code, tc.part, tc.at, tc.says)
			}
		})
	}
	sound.check(t, formats.Decode(whole))
}

// TestDamagedStillReads: a support question begins with a damaged token; what is
// left of it is the evidence.
func TestDamagedStillReads(t *testing.T) {
	claims := encode(`{"kid":"k1","aud":"media:1","exp":1744866859}`)
	for _, tc := range []struct{ name, text, kid string }{
		{"signature stripped", header + "." + claims, "k1"},
		{"signature cut", header + "." + claims + ".AQIDA", "k1"},
		{"claims cut in exp", header + "." + claims[:len(claims)-8], "k1"},
		{"header lost", "." + claims + ".AQID", "k1"},
		{"cut in the first claim", header + "." + claims[:10], ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tok := formats.Decode(tc.text)
			if tok.Claims.Text("kid") != tc.kid || tok.FirstFault() == nil {
				t.Errorf("kid %q, want %q; fault %v", tok.Claims.Text("kid"), tc.kid, tok.FirstFault())
			}
		})
	}
}

func TestKinds(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		kind       token.Kind
		parts      int
	}{
		{"JWT", header + "." + encode("{}") + ".AQID", token.JWT, 3},
		{"JWT with space before the claims", header + "." + encode(" \r\n\t{}") + ".AQID", token.JWT, 3},
		{"JWS with text", header + "." + encode("hello") + ".AQID", token.JWS, 3},
		{"JWS with a list", header + "." + encode("[1]") + ".AQID", token.JWS, 3},
		{"JWS without payload", header + "..AQID", token.JWS, 3},
		{"JWE", encode(`{"alg":"RSA-OAEP","enc":"A256GCM"}`) + ".AA.AA.AA.AA", token.JWE, 5},
		{"five parts without enc", header + ".AA.AA.AA.AA", token.Unknown, 5},
		{"PASETO local", "v4.local.AAAA", token.PasetoLocal, 3},
		{"PASETO local with footer", "v4.local.AAAA.AAAA", token.PasetoLocal, 4},
		{"PASETO public", "v4.public.AAAA", token.PasetoPublic, 3},
		{"words", "hello world", token.Unknown, 1},
		{"a domain", "stream.fastpix.com", token.Unknown, 3},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tok := formats.Decode(tc.text)
			if tok.Kind != tc.kind || len(tok.Parts) != tc.parts || tok.Text != tc.text {
				t.Errorf("%s with %d parts, want %s with %d", tok.Kind, len(tok.Parts), tc.kind, tc.parts)
			}
		})
	}
}

func TestSizes(t *testing.T) {
	exact := header + "." + strings.Repeat("A", token.LargeSize-len(header)-2) + "."
	for n, want := range map[string]bool{exact: false, exact + "A": true} {
		large := slices.ContainsFunc(formats.Decode(n).Faults, func(f token.Fault) bool { return f.Code == token.Large })
		if large != want {
			t.Errorf("%d bytes are large: %v", len(n), large)
		}
	}
	huge := "eyJ" + strings.Repeat("A", token.MaxSize-3)
	if f := formats.Decode(huge).FirstFault(); f.Code == token.TooLarge {
		t.Error("64 KiB are refused, the limit is above")
	}
	if tok := formats.Decode(huge + "A"); tok.Text != "" || len(tok.Parts) > 0 || tok.FirstFault().Code != token.TooLarge {
		t.Errorf("more is read: %d parts", len(tok.Parts))
	}
}

// TestWorkIsBounded: what an attacker can make Decode do is measured in memory,
// which unlike time does not depend on the machine.
func TestWorkIsBounded(t *testing.T) {
	fill := func(prefix, unit, suffix string) string { // claims of the largest size read
		const room = (token.MaxSize-len(header)-6)/4*3 - 3
		return header + "." + encode(prefix+strings.Repeat(unit, (room-len(prefix)-len(suffix))/len(unit))+suffix) + ".AQID"
	}
	for _, tc := range []struct {
		name, text string
		limit      int // KiB
	}{
		{"a million dots", strings.Repeat(".", 1_000_000), 1},
		{"64 KiB of dots", strings.Repeat(".", token.MaxSize), 64},
		{"64 KiB of one part", strings.Repeat("A", token.MaxSize), 256},
		{"64 KiB of a PASETO's dots", "v4.local." + strings.Repeat(".", token.MaxSize-10), 64},
		{"brackets", fill(`{"a":`, "[", ""), 512},
		{"braces", fill("", `{"a":`, ""), 512},
		{"deep and wide", fill(`{"a":`+strings.Repeat("[", 62), "1,", "1"+strings.Repeat("]", 62)+"}"), 8 << 10},
		{"one text", fill(`{"a":"`, "x", `"}`), 512},
		{"escapes", fill(`{"a":"`, `\u0041`, `"}`), 512},
		{"half surrogates", fill(`{"a":"`, `\ud800`, `"}`), 512},
		{"no UTF-8", fill(`{"a":"`, "\xff", `"}`), 2 << 10}, // each byte becomes three
		{"the same name", fill(`{"a":1`, `,"a":1`, "}"), 8 << 10},
		{"items", fill(`{"a":[1`, ",1", "]}"), 8 << 10},
		{"one number", fill(`{"a":`, "1", "}"), 512},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if used := int(memoryOf(func() { formats.Decode(tc.text) }) >> 10); used > tc.limit {
				t.Errorf("%d bytes took %d KiB of memory, the limit is %d", len(tc.text), used, tc.limit)
			}
		})
	}
}

// memoryOf is how many bytes do asks for. The count of the runtime is of the
// whole program, which now and then allocates on its own account in between: the
// least of several runs is without that.
func memoryOf(do func()) uint64 {
	least := uint64(math.MaxUint64)
	for range 5 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		do()
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	return least
}

func TestTimesAndAlgorithm(t *testing.T) {
	tok := formats.Decode(header + "." + encode(`{"iat":1744780459,"exp":1744866859}`) + ".AQID")
	if tok.Algorithm() != "RS256" || tok.Life() != 24*time.Hour {
		t.Errorf("alg %q, life %s", tok.Algorithm(), tok.Life())
	}
	if _, ok := tok.Time("nbf"); ok {
		t.Error("nbf is there")
	}
	if string(tok.Signature) != "\x01\x02\x03" || tok.Parts[2].Role != token.SignaturePart {
		t.Errorf("signature %x in part %s", tok.Signature, tok.Parts[2].Role)
	}
}

// TestKindsByShape: tokens that say nothing without their key are told by their
// shape, and what they do say is read.
func TestKindsByShape(t *testing.T) {
	v3 := "fVSYBBTynMkvQECGV-Kdfp333R-MGY2fsrrpVyuqd7OiuAUsQ8ITrL0"
	sealed := "v4.local." + strings.Repeat("A", 86)
	for name, tc := range map[string]struct {
		text   string
		kind   token.Kind
		scheme string
		footer string
		first  token.FaultCode
	}{
		"Edgecast 3":                      {v3, token.EctokenV3, "", "", ""},
		"Edgecast 3, padded":              {v3 + "=", token.EctokenV3, "", "", ""},
		"Edgecast 3 in plain base64":      {strings.Replace(v3, "-", "+", 1), token.EctokenV3, "", "", ""},
		"Edgecast 2":                      {"646952e22c167f40aa", token.EctokenV2, "", "", ""},
		"too short for Edgecast 3":        {v3[:38], token.Unknown, "", "", token.TrailingBits},
		"odd number of digits":            {"646952e22c167f40a", token.Unknown, "", "", token.CutShort},
		"a header alone":                  {header + strings.Repeat("A", 20), token.JWT, "", "", ""},
		"PASETO":                          {sealed, token.PasetoLocal, "v4.local", "", ""},
		"PASETO with footer":              {sealed + "." + encode(`{"v":"1"}`), token.PasetoLocal, "v4.local", `{"v":"1"}`, ""},
		"PASETO, cut short":               {sealed[:60], token.PasetoLocal, "v4.local", "", token.CutShort},
		"PASETO, nothing inside":          {"v4.local.", token.PasetoLocal, "v4.local", "", token.PartsMissing},
		"PASETO with a foreign character": {sealed + "!", token.PasetoLocal, "v4.local", "", token.ForeignCharacter},
		"older PASETO":                    {"v2.local." + strings.Repeat("A", 86), token.Unknown, "v2.local", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			tok := formats.Decode(tc.text)
			var first token.FaultCode
			if f := tok.FirstFault(); f != nil {
				first = f.Code
			}
			if tok.Kind != tc.kind || tok.Scheme != tc.scheme || string(tok.Footer) != tc.footer || first != tc.first && tc.first != "" {
				t.Errorf("%s, scheme %q, footer %q, fault %q", tok.Kind, tok.Scheme, tok.Footer, first)
			}
			if tok.Readable() {
				t.Error("it is readable without a key")
			}
		})
	}
}

func TestOpen(t *testing.T) {
	payload := `{"contentId":"c","exp":"2024-03-06T22:20:21.633Z","iat":1709760021}`
	claims, faults := token.ReadObject([]byte(payload))
	shut := formats.Decode("v4.local." + strings.Repeat("A", 86))
	tok := shut.Open([]byte(payload), claims, faults...)
	exp, _ := tok.Time("exp")
	iat, _ := tok.Time("iat")
	if !tok.Readable() || shut.Readable() || exp.At.UnixMilli() != 1709763621633 || iat.Problem != token.NotText {
		t.Errorf("readable %v, exp %s, iat %v", tok.Readable(), exp.At, iat.Problem)
	}
	edge := formats.Decode("646952e22c167f40aa").Open([]byte("ec_expire=1257642471"), token.NewObject(token.StringMember("ec_expire", "1257642471")))
	if exp, ok := edge.Time("exp"); !ok || exp.At.Unix() != 1257642471 || exp.Claim != "ec_expire" {
		t.Errorf("%+v", exp)
	}
	for text, want := range map[string]token.TimeProblem{"soon": token.NotANumber, "1257642471000": token.InSubSeconds, "": token.NotANumber} {
		edge := formats.Decode("646952e22c167f40aa").Open(nil, token.NewObject(token.StringMember("ec_expire", text)))
		if exp, _ := edge.Time("exp"); exp.Problem != want || exp.Said() == "" {
			t.Errorf("%q: %v", text, exp.Problem)
		}
	}
}

// TestMadeIsFound: a format whose tokens are made here is found in a text by how its
// tokens begin, by the URL that they are, or where a token is due.
func TestMadeIsFound(t *testing.T) {
	for _, f := range formats.All() {
		m, makes := f.(token.Maker)
		_, begins := f.(token.Beginner)
		_, isURL := f.(token.URLReader)
		if makes && !begins && !isURL && !m.Guessed(&token.Token{Format: f}) {
			t.Errorf("%s: nothing tells its tokens in a text", f.Name(nil))
		}
	}
}
