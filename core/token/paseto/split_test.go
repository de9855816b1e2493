package paseto

import (
	"errors"
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	body := strings.Repeat("A", 86) // 64 bytes of zero
	ok := Header + body
	tests := map[string]struct {
		text string
		want error
		says string // in the error
		at   int    // of a PlaceError
	}{
		"no footer": {text: ok},
		"footer":    {text: ok + ".Zm9v"},

		"nothing":       {"", ErrVersion, "does not begin with v4.local", 0},
		"JWT":           {"eyJhbGciOiJub25lIn0.e30.AQID", ErrVersion, "does not begin with v4.local", 0},
		"v4.public":     {"v4.public." + body, ErrVersion, "it is v4.public", 0},
		"v3.local":      {"v3.local." + body, ErrVersion, "it is v3.local", 0},
		"v2.local":      {"v2.local." + body, ErrVersion, "it is v2.local", 0},
		"header only":   {"v2.public", ErrVersion, "it is v2.public", 0},
		"capitals":      {"V4.LOCAL." + body, ErrVersion, "does not begin", 0},
		"a key":         {"k4.local." + body, ErrVersion, "does not begin", 0},
		"no body":       {"v4.local", ErrParts, "no body", 0},
		"empty body":    {"v4.local..Zm9v", ErrParts, "no body", 0},
		"five parts":    {ok + ".Zm9v.Zm9v", ErrParts, "1 parts more", 0},
		"dot at end":    {ok + ".", ErrParts, "ends with a dot", 0},
		"63 bytes":      {Header + strings.Repeat("A", 84), ErrTooShort, "this one has 63", 0},
		"padding":       {ok + "==", ErrPadding, "the body", 95},
		"padded footer": {ok + ".Zg==", ErrPadding, "the footer", 98},

		"space":         {ok + " ", ErrBase64, `" "`, 95},
		"line end":      {Header + "AA\n" + body, ErrBase64, `"\n" at character 12`, 11},
		"base64":        {Header + "A+" + body, ErrBase64, `"+"`, 10},
		"= within":      {Header + "A=" + body, ErrBase64, `"="`, 10},
		"accent":        {ok + ".Zm9vé", ErrBase64, `"\u00e9"`, 100},
		"no UTF-8":      {ok + ".\xff", ErrBase64, `"\xff"`, 96},
		"one too many":  {ok + "AAA", ErrBase64, "missing or too many", 97},
		"trailing bits": {Header + body[:85] + "B", ErrBase64, "no encoder sets", 94},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p, err := Split(tt.text)
			if tt.want == nil {
				if err != nil || len(p.Body) != 64 || p.Version != "v4" || p.Purpose != "local" {
					t.Errorf("Split = %+v, %v", p, err)
				}
				return
			}
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) {
				t.Fatalf("%v, want %v with %q", err, tt.want, tt.says)
			}
			var place *PlaceError
			if errors.As(err, &place) != (tt.at > 0) || tt.at > 0 && place.At != tt.at {
				t.Errorf("place %+v, want byte %d", place, tt.at)
			}
		})
	}
}

func TestSplitNamesTheKind(t *testing.T) {
	if p, _ := Split("v3.public.AAAA"); p.Version != "v3" || p.Purpose != "public" || p.Body != nil {
		t.Errorf("%+v", p)
	}
}
