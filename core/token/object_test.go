package token

import (
	"encoding/json"
	"errors"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf8"
)

// texts are strings with every character that JSON writers treat differently.
func texts() []string {
	list := []string{"", "abc", `"`, `\`, `/`, "</script>", "a&b", "'", "é", "😀", "\u2028\u2029", "\u00ad\u200b\u202e\ufeff", "\u007f\u0080\u009f", "\ufffd", "\U0010ffff", "a\"b\\c\nd"}
	for c := rune(0); c < 0x21; c++ {
		list = append(list, string(c), "x"+string(c)+"y")
	}
	return list
}

// TestQuoteIsStringify holds Quote against the function it is to equal.
func TestQuoteIsStringify(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed, which has JSON.stringify")
	}
	in, err := json.Marshal(texts())
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "-e", `const fs=require("fs");console.log(JSON.stringify(JSON.parse(fs.readFileSync(0,"utf8")).map(s=>JSON.stringify(s))))`)
	cmd.Stdin = strings.NewReader(string(in))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	if err := json.Unmarshal(out, &want); err != nil || len(want) != len(texts()) {
		t.Fatal(err, len(want))
	}
	for i, s := range texts() {
		if got := Quote(s); got != want[i] {
			t.Errorf("Quote(%+q) = %s, JSON.stringify says %s", s, got, want[i])
		}
	}
}

func TestQuote(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"plain", "media:1", `"media:1"`},
		{"quote and backslash", `"\`, `"\"\\"`},
		{"slash and HTML stay", "</a&b>", `"</a&b>"`},
		{"short escapes", "\b\f\n\r\t", `"\b\f\n\r\t"`},
		{"other control characters", "\x00\x1f", `"\u0000\u001f"`},
		{"DEL and the line separators stay", "\x7f\u2028\u2029", "\"\x7f\u2028\u2029\""},
		{"no UTF-8", "a\xffb", "\"a\ufffdb\""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := Quote(tc.text); got != tc.want {
				t.Errorf("%s, want %s", got, tc.want)
			}
		})
	}
	for _, s := range texts() {
		var back string
		if err := json.Unmarshal([]byte(Quote(s)), &back); err != nil || back != s {
			t.Errorf("%+q comes back as %+q: %v", s, back, err)
		}
	}
}

func TestObjectJSON(t *testing.T) {
	list, err := RawMember("groups", ` [ "a", 1.50 ] `)
	if err != nil {
		t.Fatal(err)
	}
	o := NewObject(StringMember("z", "a\"b"), IntMember("n", -7), list, StringMember("a", ""))
	const want = `{"z":"a\"b","n":-7,"groups":[ "a", 1.50 ],"a":""}`
	if got := string(o.JSON()); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := string((Object{}).JSON()); got != "{}" {
		t.Errorf("the zero object is %s", got)
	}
}

func TestObjectWith(t *testing.T) {
	o := NewObject(StringMember("a", "1"), StringMember("b", "2"))
	replaced, added := o.With(StringMember("a", "x")), o.With(StringMember("c", "3"))
	for _, tc := range []struct {
		name string
		o    Object
		want string
	}{
		{"replaced in its place", replaced, `{"a":"x","b":"2"}`},
		{"put last", added, `{"a":"1","b":"2","c":"3"}`},
		{"the first one is as it was", o, `{"a":"1","b":"2"}`},
		{"into the zero object", (Object{}).With(IntMember("n", 1)), `{"n":1}`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := string(tc.o.JSON()); got != tc.want || !tc.o.Readable {
				t.Errorf("%s, readable %v, want %s", got, tc.o.Readable, tc.want)
			}
		})
	}
}

func TestObjectGet(t *testing.T) {
	o, _ := ReadPart([]byte(`{"a":1,"n":5,"a":"last"}`), ClaimsPart)
	if o.Text("a") != "last" {
		t.Errorf("of duplicates %q, want the last", o.Text("a"))
	}
	if _, ok := o.Get("b"); ok || o.Text("b") != "" || o.Text("n") != "" {
		t.Error("an absent member or a number has a text")
	}
}

func TestRawMemberRefuses(t *testing.T) {
	for _, tc := range []struct{ name, json string }{
		{"nothing", ""},
		{"space", "  "},
		{"bare word", "hello"},
		{"two values", `1 2`},
		{"comma behind", `1,`},
		{"duplicates inside", `{"a":1,"a":2}`},
		{"half a surrogate pair", `"\ud800"`},
		{"invalid UTF-8", "\"\xff\""},
		{"number too long", strings.Repeat("1", 65)},
		{"breaking out of the object", `1,"exp":9`},
		{"one level too deep for a claim", nested(64)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			m, err := RawMember("n", tc.json)
			if !errors.Is(err, ErrJSON) {
				t.Errorf("error %v, member %+v", err, m)
			}
			if err != nil && strings.Contains(err.Error(), "header") {
				t.Errorf("speaks of the header: %v", err)
			}
		})
	}
	m, err := RawMember("n", nested(63))
	if err != nil {
		t.Fatal(err)
	}
	if o, faults := ReadPart(NewObject(m).JSON(), ClaimsPart); !o.Readable {
		t.Errorf("a member that was taken makes claims that are not: %v", faults)
	}
}

func TestInert(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"plain text stays", "media:16af5b33 é 😀", "media:16af5b33 é 😀"},
		{"line ends", "a\r\nb", `a\u000D\u000Ab`},
		{"terminal escape", "\x1b[31m", `\u001B[31m`},
		{"turned around", "a\u202eb", `a\u202Eb`},
		{"zero width", "a\u200bb\ufeff", `a\u200Bb\uFEFF`},
		{"line separator", "a\u2028b", `a\u2028b`},
		{"filler without a shape", "a\u3164b", `a\u3164b`},
		{"no UTF-8", "a\xffb", "a\ufffdb"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := Inert(tc.in); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

func TestExcerpt(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		n        int
		want     string
	}{
		{"short", "abc", 3, "abc"},
		{"cut", "abcd", 3, "abc…"},
		{"never inside a character", "aéé", 2, "a…"},
		{"safe to show", "a\u202ebcdef", 5, `a\u202Eb…`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := Excerpt(tc.in, tc.n); got != tc.want || !utf8.ValidString(got) {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}
