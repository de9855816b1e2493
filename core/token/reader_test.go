package token

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The reader is lenient nowhere: it takes what encoding/json takes, and names
// besides what a verifier must refuse.
func TestReaderAgreesWithEncodingJSON(t *testing.T) {
	for _, text := range jsonCorpus() {
		t.Run(name(text), func(t *testing.T) {
			o, faults := ReadPart([]byte(text), ClaimsPart)
			got := o.Readable && !hasFault(faults, TrailingText)
			want := json.Valid([]byte(text)) && strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "{")
			if got != want {
				t.Errorf("object taken: %v, encoding/json: %v, faults %v", got, want, faults)
			}
			if !got && len(faults) == 0 {
				t.Error("refused without a fault")
			}
			if _, err := RawMember("n", text); (err == nil) != json.Valid([]byte(text)) {
				t.Errorf("value taken: %v, encoding/json: %v", err, json.Valid([]byte(text)))
			}
		})
	}
}

func name(text string) string {
	if text == "" {
		return "empty"
	}
	return fmt.Sprintf("%.40q", text)
}

func hasFault(faults []Fault, code FaultCode) bool {
	return slices.ContainsFunc(faults, func(f Fault) bool { return f.Code == code })
}

// jsonCorpus is plain JSON, whole and with every syntax error: each value alone,
// in an object and in a list, and each object cut off and stained everywhere.
func jsonCorpus() []string {
	values := []string{
		"0", "-0", "1", "-1", "10", "0.5", "-0.5", "1e5", "1E5", "1e+5", "1e-5", "1.5e10", "0e0", "123456789012345678901234567890",
		"01", "-01", "+1", "1.", ".5", "-", "-.5", "1e", "1e+", "1.e5", "0x10", "1_000", "--1", "1-", "1e5.5", "Infinity", "NaN", "-Infinity",
		"true", "false", "null", "True", "tru", "truee", "nul", "nulll", "fals", "undefined",
		`""`, `"a"`, `"é"`, `"\u00e9"`, `"\u00E9"`, `"\ud83d\ude00"`, `"\""`, `"\\"`, `"\/"`, `"\b\f\n\r\t"`, `"a/b"`, "\"\u2028\"", "\"\x7f\"",
		`"\x"`, `"\u12"`, `"\u12g4"`, `"\u 123"`, `"\U0041"`, `"\u+123"`, `"\`, `"\u`, `"a`, `'a'`, `a`, "\"a\nb\"", "\"a\tb\"", "\"\x00\"", "\"\x1f\"",
		"[]", "[1]", "[1,2]", "[ 1 , 2 ]", "[[],[]]", "[1,]", "[,1]", "[1 2]", "[", "]", "[1", "[1,", "[}", "[]]", `["a":1]`,
		"{}", `{"a":1}`, `{"a":{"b":[1,{"c":null}]}}`, `{"a":1,}`, `{,"a":1}`, `{"a"}`, `{"a":}`, `{"a" 1}`, `{"a":1 "b":2}`, `{a:1}`, `{'a':1}`, `{1:2}`,
		`{null:1}`, `{"a":1`, `{"a":`, `{"a"`, `{"a`, `{"`, `{`, `}`, `{]`, `{}}`, `{"a":1}{`, `{"a"::1}`, `{"a":1;"b":2}`, `{"a":1,,"b":2}`,
		"// a\n{}", "{}// a", "/**/{}", "{}\n", "\ufeff{}", "\u00a0{}", "\v{}", "\f{}", "{\u00a0}", "{}\x00", "\x00",
		"", " ", "\t\r\n ", " {} ", "\n{\n\"a\"\t:\r1\n}\n",
	}
	corpus := slices.Clone(values)
	for _, v := range values {
		corpus = append(corpus, `{"a":`+v+`}`, `{"a":1,"b": `+v+` ,"c":2}`, `{"a":[`+v+`]}`, v+" x", v+v)
	}
	const whole = `{"a":"x\u0041","b":[1,-2.5e3,null],"c":{"d":true}}`
	for i := range len(whole) {
		corpus = append(corpus, whole[:i], whole[:i]+whole[i+1:], whole[:i]+"\x01"+whole[i:], whole[:i]+","+whole[i:], whole[:i]+"}"+whole[i:])
	}
	return slices.DeleteFunc(corpus, func(s string) bool { return hasDuplicate(s) })
}

// hasDuplicate leaves out the few texts that are JSON but refused on purpose.
func hasDuplicate(s string) bool {
	o, faults := ReadPart([]byte(s), ClaimsPart)
	return o.Readable && (hasFault(faults, DuplicateMember) || hasFault(faults, InvalidUTF8))
}

func TestReaderKeepsOrderAndSpelling(t *testing.T) {
	const text = ` { "z" : 1.0e+2 , "a":[ 1, {"x":  2} ],"é":"\u0061\/" , "10":-0,"t":true,"n":null }`
	o, faults := ReadPart([]byte(text), ClaimsPart)
	if !o.Readable || len(faults) > 0 {
		t.Fatal(o.Readable, faults)
	}
	want := []struct {
		name string
		typ  Type
		raw  string
		text string
	}{
		{"z", Number, "1.0e+2", ""},
		{"a", Array, `[ 1, {"x":  2} ]`, ""},
		{"é", Text, `"\u0061\/"`, "a/"},
		{"10", Number, "-0", ""},
		{"t", Bool, "true", ""},
		{"n", Null, "null", ""},
	}
	if len(o.Members) != len(want) {
		t.Fatalf("%d members, want %d", len(o.Members), len(want))
	}
	for i, w := range want {
		m := o.Members[i]
		if m.Name != w.name || m.Value.Type != w.typ || m.Value.Raw != w.raw || m.Value.Text != w.text {
			t.Errorf("member %d is %q %v %q %q, want %q %v %q %q", i, m.Name, m.Value.Type, m.Value.Raw, m.Value.Text, w.name, w.typ, w.raw, w.text)
		}
	}
	if x, _ := o.Get("a"); len(x.Items) != 2 || x.Items[1].Members[0].Value.Raw != "2" {
		t.Errorf("inside the list: %+v", x.Items)
	}
}

// TestReaderFaults: what encoding/json lets through, and where it stands.
func TestReaderFaults(t *testing.T) {
	long := strings.Repeat("1", 64)
	for _, tc := range []struct {
		name, text string
		code       FaultCode
		at         int
		readable   bool
	}{
		{"duplicate", `{"exp":1,"exp":2}`, DuplicateMember, 9, true},
		{"duplicate through an escape", `{"exp":1,"\u0065xp":2}`, DuplicateMember, 9, true},
		{"duplicate through an escaped slash", `{"a/b":1,"a\/b":2}`, DuplicateMember, 9, true},
		{"duplicate through a surrogate pair", `{"😀":1,"\ud83d\ude00":2}`, DuplicateMember, 10, true},
		{"duplicate further down", `{"a":{"b":1,"b":1}}`, DuplicateMember, 12, true},
		{"duplicate among many", strings.TrimSuffix(many(100), "}") + `,"\u0035f":0}`, DuplicateMember, len(many(100)), true},
		{"duplicate of the hundredth", strings.TrimSuffix(many(100), "}") + `,"63":0}`, DuplicateMember, len(many(100)), true},
		{"duplicate of the sixteenth", strings.TrimSuffix(many(16), "}") + `,"f":0}`, DuplicateMember, len(many(16)), true},
		{"duplicate of the seventeenth", strings.TrimSuffix(many(17), "}") + `,"10":0}`, DuplicateMember, len(many(17)), true},
		{"duplicate of the empty name", `{"":1,"":2}`, DuplicateMember, 6, true},
		{"same name on two levels", `{"a":{"a":1}}`, "", 0, true},
		{"names that differ in case", `{"exp":1,"Exp":2}`, "", 0, true},
		{"lone high surrogate", `{"a":"\ud800"}`, LoneSurrogate, 6, true},
		{"lone low surrogate", `{"a":"x\udc00"}`, LoneSurrogate, 7, true},
		{"surrogates the wrong way round", `{"a":"\udc00\ud800"}`, LoneSurrogate, 6, true},
		{"high surrogate before a letter", `{"a":"\ud800\u0041"}`, LoneSurrogate, 6, true},
		{"surrogate pair", `{"a":"\ud83d\ude00"}`, "", 0, true},
		{"invalid UTF-8", "{\"a\":\"\xff\"}", InvalidUTF8, 6, true},
		{"overlong UTF-8", "{\"a\":\"\xc0\xaf\"}", InvalidUTF8, 6, true},
		{"surrogate in UTF-8", "{\"a\":\"\xed\xa0\x80\"}", InvalidUTF8, 6, true},
		{"cut UTF-8", "{\"a\":\"\xe2\x82\"}", InvalidUTF8, 6, true},
		{"invalid UTF-8 in a name", "{\"\xff\":1}", InvalidUTF8, 2, true},
		{"U+FFFD itself", `{"a":"�"}`, "", 0, true},
		{"text behind", `{"a":1} x`, TrailingText, 8, true},
		{"second object behind", `{"a":1}{"a":2}`, TrailingText, 7, true},
		{"NUL behind", "{}\x00", TrailingText, 2, true},
		{"a list", `[1]`, NotObject, 0, false},
		{"null", `null`, NotObject, 0, false},
		{"text", `"{}"`, NotObject, 0, false},
		{"nothing", ``, NotJSON, 0, false},
		{"cut short", `{"a":1,"b":`, NotJSON, 11, false},
		{"number of 64 characters", `{"a":` + long + `}`, "", 0, true},
		{"number of 65 characters", `{"a":` + long + `1}`, LongNumber, 5, true},
		{"long fraction", `{"a":0.` + long + `}`, LongNumber, 5, true},
		{"64 levels", nested(64), "", 0, true},
		{"65 levels", nested(65), TooDeep, 320, false},
		{"64 levels, the last one empty", emptyNested(64), "", 0, true},
		{"65 levels, the last one empty", emptyNested(65), TooDeep, 320, false},
		{"10,000 members", many(10_000), "", 0, true},
		{"10,001 members", many(10_001), TooManyMembers, len(many(10_000)), false},
		{"10,001 items", `{"a":[` + strings.Repeat("1,", 9_999) + `1]}`, TooManyMembers, 6 + 2*9_999, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o, faults := ReadPart([]byte(tc.text), ClaimsPart)
			if o.Readable != tc.readable {
				t.Errorf("readable %v, want %v", o.Readable, tc.readable)
			}
			if tc.code == "" {
				if len(faults) > 0 {
					t.Errorf("unexpected fault %+v", faults[0])
				}
				return
			}
			if len(faults) == 0 {
				t.Fatal("no fault")
			}
			if f := faults[0]; f.Code != tc.code || f.At != tc.at || f.Part != ClaimsPart {
				t.Errorf("%s at %d of the %s, want %s at %d: %s", f.Code, f.At, f.Part, tc.code, tc.at, f.Text())
			}
		})
	}
}

// nested is n objects in each other around a number.
func nested(n int) string {
	return strings.Repeat(`{"a":`, n) + "0" + strings.Repeat("}", n)
}

func emptyNested(n int) string {
	return strings.Repeat(`{"a":`, n-1) + "{}" + strings.Repeat("}", n-1)
}

// many is an object of n different members. The name behind the last one would
// begin at its length: where the closing brace is, comes a comma.
func many(n int) string {
	var b strings.Builder
	b.WriteByte('{')
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `"%x":0`, i)
	}
	b.WriteByte('}')
	return b.String()
}

func TestReaderKeepsWhatStoodBeforeAnError(t *testing.T) {
	o, _ := ReadPart([]byte(`{"kid":"k","aud":"media:1","exp":17x`), ClaimsPart)
	if o.Readable || o.Text("kid") != "k" || o.Text("aud") != "media:1" {
		t.Errorf("readable %v, members %+v", o.Readable, o.Members)
	}
}

func TestReaderReplacesWhatIsNoText(t *testing.T) {
	for in, want := range map[string]string{
		`"\ud800x"`: "\ufffdx", "\"\xffx\"": "\ufffdx", `"\ud800\ud83d\ude00"`: "\ufffd😀",
	} {
		if o, _ := ReadPart([]byte(`{"a":`+in+`}`), ClaimsPart); o.Text("a") != want {
			t.Errorf("%s reads as %q, want %q", in, o.Text("a"), want)
		}
	}
}

// An attack repeats a fault thousands of times; a person needs to read a few.
func TestReaderReportsAlikeFaultsAFewTimes(t *testing.T) {
	_, faults := ReadPart([]byte("{\"a\":\""+strings.Repeat("\xff", 40_000)+"\""), ClaimsPart)
	if len(faults) > 20 || faults[len(faults)-1].Code != NotJSON {
		t.Errorf("%d faults, the last one %s; the one that ends the reading must be there", len(faults), faults[len(faults)-1].Code)
	}
}
