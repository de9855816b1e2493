package main

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// chunks gives its texts one a read, as a terminal does.
type chunks []string

func (c *chunks) Read(b []byte) (int, error) {
	if len(*c) == 0 {
		return 0, io.ErrUnexpectedEOF // a terminal would wait
	}
	n := copy(b, (*c)[0])
	if (*c)[0] = (*c)[0][n:]; (*c)[0] == "" {
		*c = (*c)[1:]
	}
	return n, nil
}

func TestCollect(t *testing.T) {
	const pem = "-----BEGIN PRIVATE KEY-----\rAAAA\rBBBB\r-----END PRIVATE KEY-----"
	lines := strings.ReplaceAll(pem, "\r", "\n")
	for _, c := range []struct {
		name  string
		input chunks
		want  string
		err   error
	}{
		{"paste and Enter", chunks{"LS0t", "\r"}, "LS0t\n", nil},
		{"paste with its line end", chunks{"LS0t\r"}, "LS0t\n", nil},
		{"lines of base64 in one paste", chunks{"LS0t\rAAAA\r"}, "LS0t\nAAAA\n", nil},
		{"PEM", chunks{pem + "\r"}, lines + "\n", nil},
		{"PEM without a line end", chunks{pem, "\r"}, lines + "\n", nil},
		{"PEM line by line", chunks{"-----BEGIN PRIVATE KEY-----\r", "AAAA\r", "BBBB\r", "-----END PRIVATE KEY-----\r"}, lines + "\n", nil},
		{"PEM cut off, Enter twice", chunks{"-----BEGIN PRIVATE KEY-----\r", "AAAA\r", "\r"}, "-----BEGIN PRIVATE KEY-----\nAAAA\n\n", nil},
		{"Ctrl+D", chunks{"-----BEGIN", "\x04"}, "-----BEGIN", nil},
		{"Ctrl+C", chunks{"LS0t\x03"}, "", errCancelled},
		{"typed with a slip", chunks{"a", "x", "\x7f", "b", "\r"}, "ab\n", nil},
		{"nothing to take back", chunks{"\b\b\r"}, "\n", nil},
		{"unplugged", chunks{"LS0t"}, "", io.ErrUnexpectedEOF},
		{"more than a paste holds", chunks{strings.Repeat("a", 5000), "\r"}, strings.Repeat("a", 5000) + "\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := collect(&c.input)
			if string(got) != c.want || !errors.Is(err, c.err) {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

func TestCollectEnds(t *testing.T) {
	got, err := collect(strings.NewReader(strings.Repeat("a", 2*maxKey)))
	if err != nil || len(got) <= maxKey || len(got) > maxKey+4096 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}
