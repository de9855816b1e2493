package account

import (
	"strings"
	"testing"
	"time"
)

// TestMoment: the forms in which platforms write times.
func TestMoment(t *testing.T) {
	at := time.Date(2026, 9, 14, 8, 21, 7, 0, time.UTC)
	for text, want := range map[string]time.Time{
		"2026-09-14T08:21:07Z":                  at,
		"2026-09-14T10:21:07+02:00":             at,
		"2026-09-14T08:21:07.5Z":                at.Add(500 * time.Millisecond),
		"2026-09-14T08:21:07.514220Z":           at.Add(514220 * time.Microsecond),
		"2026-09-14T08:21:07.763937286Z":        at.Add(763937286),
		"2026-09-14T08:21:07.763937286123456Z":  at.Add(763937286),
		"2026-09-14T08:21:07.000000+00:00":      at,
		"1789374067":                            at,
		"1789374067.9":                          at,
		"":                                      {},
		"0":                                     {},
		"-5":                                    {},
		"99999999999999999999":                  {},
		"yesterday":                             {},
		"2026-09-14":                            {},
		"2026-13-14T08:21:07Z":                  {},
		strings.Repeat("9", 5000):               {},
		"2026-09-14T08:21:07Z and then \x00 so": {},
	} {
		if got := moment(text); !got.Equal(want) {
			t.Errorf("%.40q is read as %v, want %v", text, got, want)
		}
	}
}

// TestParse: what is one object of JSON, and what is none.
func TestParse(t *testing.T) {
	deep := func(n int) string {
		return `{"a":` + strings.Repeat("[", n-1) + strings.Repeat("]", n-1) + "}"
	}
	for text, want := range map[string]bool{
		`{}`: true, " {\"a\":1}\r\n": true, "\ufeff{}": true, `{"a":"}{"}`: true, `{"a":"\"["}`: true, deep(deepest): true,
		"": false, "null": false, "[]": false, "7": false, `"{}"`: false, "{}{}": false, "{} x": false, `{"a":1,}`: false, "{": false,
		deep(deepest + 1): false, strings.Repeat(`{"a":`, 100000): false, "\x1f\x8b": false,
	} {
		if _, err := parse([]byte(text)); (err == nil) != want {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

// TestPlaces: where things stand in a reply.
func TestPlaces(t *testing.T) {
	doc, err := parse([]byte(`{"a":{"b":"x","n":12345678901234567890,"t":true,"z":null,"e":""},"list":[{"code":1},{"code":"2"},[{"code":3}],7,null],"texts":["one","two"]}`))
	if err != nil {
		t.Fatal(err)
	}
	for place, want := range map[string]string{
		"a.b": "x", "a.n": "12345678901234567890", "a.t": "true", "list.code": "1 2 3", "texts": "one two",
		"a": "", "a.z": "", "a.e": "", "a.b.c": "", "": "", "list": "7", "nothing": "", "a.": "",
	} {
		if got := strings.Join(doc.texts(place), " "); got != want {
			t.Errorf("at %q stands %q, want %q", place, got, want)
		}
	}
	if got := doc.text([]string{"nothing", "a.z", "a.e", "list.code", "a.n", "a.b"}); got != "12345678901234567890" {
		t.Errorf("the first is %q", got)
	}
	if list, there := doc.objects("list"); there {
		t.Errorf("what is no list of objects is one: %v", list)
	}
}
