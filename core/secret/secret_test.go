package secret_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"playtoken/core/secret"
)

const text = "correct horse battery staple"

func TestRevealAndNewCopy(t *testing.T) {
	in := []byte(text)
	s := secret.New(in)
	in[0] = 'X'
	if got := string(s.Reveal()); got != text {
		t.Fatalf("Reveal after changing the input = %q", got)
	}
	s.Reveal()[0] = 'X'
	if got := string(s.Reveal()); got != text {
		t.Fatalf("Reveal after changing an earlier answer = %q", got)
	}
	if s.Len() != len(text) || s.IsZero() {
		t.Fatalf("Len %d, IsZero %v", s.Len(), s.IsZero())
	}
}

func TestZeroValue(t *testing.T) {
	for name, s := range map[string]secret.Bytes{"zero": {}, "nil": secret.New(nil), "empty": secret.New([]byte{})} {
		if s.Len() != 0 || !s.IsZero() || len(s.Reveal()) != 0 {
			t.Errorf("%s: Len %d, IsZero %v", name, s.Len(), s.IsZero())
		}
		if got := fmt.Sprint(s); got != "[secret]" {
			t.Errorf("%s prints %q", name, got)
		}
	}
}

func TestCannotBeCompared(t *testing.T) {
	if reflect.TypeFor[secret.Bytes]().Comparable() {
		t.Error("two secrets can be compared with ==")
	}
}

// TestNoPrinterShowsIt sends a secret, bare and inside other values, through
// every printer of the standard library that a log line may use.
func TestNoPrinterShowsIt(t *testing.T) {
	s := secret.New([]byte(text))
	type hidden struct{ s secret.Bytes }
	type open struct{ S secret.Bytes }
	values := map[string]any{
		"bare": s, "pointer": &s, "field": open{s}, "unexported field": hidden{s},
		"slice": []secret.Bytes{s}, "map": map[string]secret.Bytes{"k": s}, "pointer to struct": &hidden{s},
	}
	for name, v := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%10.3s"} {
			check(t, name+" "+verb, fmt.Sprintf(verb, v))
		}
		var out bytes.Buffer
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", v)
		check(t, name+" slog", out.String())
		j, err := json.Marshal(v)
		if err != nil {
			t.Errorf("%s: json: %v", name, err)
		}
		check(t, name+" json", string(j))
	}
	x, err := xml.Marshal(open{s})
	if err != nil {
		t.Error(err)
	}
	check(t, "xml", string(x))
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		if got := fmt.Sprintf(verb, s); got != "[secret]" {
			t.Errorf("%s gives %q", verb, got)
		}
	}
	if j, _ := json.Marshal(s); string(j) != `"[secret]"` {
		t.Errorf("json gives %s", j)
	}
}

// check fails when out holds the text, or its start in hexadecimal or decimal.
func check(t *testing.T, name, out string) {
	t.Helper()
	for _, bad := range []string{"correct", "horse", "636f7272", "636F7272", "99 111 114"} {
		if strings.Contains(out, bad) {
			t.Errorf("%s shows the secret: %s", name, out)
		}
	}
}
