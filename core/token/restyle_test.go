package token

import (
	"bytes"
	"testing"
)

func TestRestyled(t *testing.T) {
	got := bytes.Join(Restyled([]byte(`{"a" : "x:\",y" , "b":[1, 2]}`)), []byte("\n-\n"))
	const want = "{\"a\":\"x:\\\",y\",\"b\":[1,2]}\n-\n" +
		"{\"a\": \"x:\\\",y\", \"b\": [1, 2]}\n-\n" +
		"{\n  \"a\": \"x:\\\",y\",\n  \"b\": [\n    1,\n    2\n  ]\n}\n-\n" +
		"{\n    \"a\": \"x:\\\",y\",\n    \"b\": [\n        1,\n        2\n    ]\n}\n-\n" +
		"{\n\t\"a\": \"x:\\\",y\",\n\t\"b\": [\n\t\t1,\n\t\t2\n\t]\n}"
	if string(got) != want {
		t.Errorf("%s", got)
	}
	if Restyled([]byte(`{"a":`)) != nil {
		t.Error("what is no JSON has styles")
	}
}
