package formats_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"playtoken/core/token"
	"playtoken/core/token/formats"
)

// FuzzDecode takes each text as a token, and as the claims of one. The seeds in
// testdata/fuzz are whole tokens, odd ones, and JSON with what a lenient parser
// hides.
func FuzzDecode(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		consistent(t, formats.Decode(text))
		claims := formats.Decode(header + "." + encode(text) + ".AQID")
		consistent(t, claims)
		agrees(t, claims, text)
	})
}

// consistent are the promises that hold for any token.
func consistent(t *testing.T, tok *token.Token) {
	t.Helper()
	if len(tok.Parts) == 3 && strings.Count(tok.Text, ".") == 2 {
		if joined := tok.Parts[0].Text + "." + tok.Parts[1].Text + "." + tok.Parts[2].Text; joined != tok.Text {
			t.Errorf("the parts make %q, the text is %q", joined, tok.Text)
		}
	}
	for _, f := range tok.Faults {
		text := f.Text()
		if !utf8.ValidString(text) || token.Inert(text) != text || len(text) > 400 || !strings.HasSuffix(text, ".") {
			t.Errorf("%s is no sentence that is safe to show: %q", f.Code, text)
		}
	}
	for _, claim := range []string{"exp", "nbf", "iat"} {
		m, ok := tok.Time(claim)
		if ok && m.Usable() == (m.Said() != "") || m.Usable() && m.At.Year() > 5138 {
			t.Errorf("%s: %+v", claim, m)
		}
	}
	if tok.Readable() {
		again(t, tok)
	} else if tok.FirstFault() == nil && len(tok.Faults) == 0 && tok.Kind == token.JWT {
		t.Error("not readable, and nothing says why")
	}
}

// again writes a readable token anew and reads it back.
func again(t *testing.T, tok *token.Token) {
	t.Helper()
	text := encode(string(tok.Header.JSON())) + "." + encode(string(tok.Claims.JSON())) + ".AQID"
	if len(text) > token.MaxSize {
		return
	}
	back := formats.Decode(text)
	if !back.Readable() || !reflect.DeepEqual(back.Header, tok.Header) || !reflect.DeepEqual(back.Claims, tok.Claims) {
		t.Errorf("written anew it reads as\n%s\nnot as\n%s", back.Claims.JSON(), tok.Claims.JSON())
	}
}

// agrees holds the claims against encoding/json: both take the same texts, apart
// from the limits that only ours has, and both read the same names.
func agrees(t *testing.T, tok *token.Token, text string) {
	t.Helper()
	taken := tok.Claims.Readable
	for _, f := range tok.Faults {
		switch f.Code {
		case token.TooLarge, token.TooDeep, token.TooManyMembers:
			return
		case token.TrailingText:
			taken = false
		}
	}
	names, ok := memberNames(text)
	if taken != ok {
		t.Fatalf("%q: taken %v, encoding/json %v; faults %+v", text, taken, ok, tok.Faults)
	}
	if !ok {
		return
	}
	if len(names) != len(tok.Claims.Members) {
		t.Fatalf("%q has %d members, encoding/json reads %d", text, len(tok.Claims.Members), len(names))
	}
	for i, m := range tok.Claims.Members {
		if m.Name != names[i] {
			t.Errorf("%q: member %d is %q, encoding/json reads %q", text, i, m.Name, names[i])
		}
	}
}

// memberNames reads the names of an object in their order, duplicates too.
func memberNames(text string) (names []string, ok bool) {
	if !json.Valid([]byte(text)) {
		return nil, false
	}
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, false
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, false
		}
		names = append(names, name.(string))
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return nil, false
		}
	}
	return names, true
}
