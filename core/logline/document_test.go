package logline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"playtoken/core/logline"
)

func TestDocument(t *testing.T) {
	const a, b = `{"request":{"url":"https://h/a?x=\"]}"},"list":[1,{"b":[]}]}`, `{"c":"ü"}`
	for text, want := range map[string][]string{
		`{"log":{"version":"1.2","creator":{"name":"x"},"pages":[{"id":"p"}],"entries":[` + a + "," + b + `]}}`: {a, b},
		"[\n" + a + ",\n" + b + "\n]":            {a, b},
		`{"entries":[]}`:                         nil,
		`{"log":{"entries":[` + a + `,{"c":"cut`: {a, `{"c":"cut`},
		`{"request":{"url":"a"}}`:                nil,
	} {
		for _, size := range []int{1, 7, len(text)} {
			var got []string
			d := logline.Document{Most: 1000, MostText: 1000}
			for i := 0; i < len(text); i += size {
				d.Take(text[i:min(len(text), i+size)], func(it logline.Item) {
					if it.Long || text[it.Start:it.End] != string(it.Text) {
						t.Errorf("%+v", it)
					}
					got = append(got, string(it.Text))
				})
			}
			if rest := d.Rest(); rest != nil {
				got = append(got, string(rest.Text))
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s by %d: %q", text, size, got)
			}
		}
	}
}

func TestDocumentBounds(t *testing.T) {
	d := logline.Document{Most: 100, MostText: 10}
	var got []string
	give := func(it logline.Item) { got = append(got, fmt.Sprint(it.Long, " ", string(it.Text))) }
	d.Take(`[{"a":"`+strings.Repeat("x", 500)+`","b":1},{"c":`+strings.Repeat("1", 500)+`},{"d":"123456789\"0"}]`, give)
	want := []string{`false {"a":"xxxxxxxxxx","b":1}`, `true {"c":` + strings.Repeat("1", 95), `false {"d":"123456789\""}`}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestBeginsDocument(t *testing.T) {
	for text, want := range map[string]bool{
		`{"log": {"version":"1.2","pages":[],"entries": [ {`: true,
		"[\r\n {": true, "[{": true, "": false, "{}": false, `{"time":1,"entries":0}`: false, "[2025-10-09 08:53:26] x": false, `["a"]`: false, `{"a":[{`: false,
	} {
		if logline.BeginsDocument(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
