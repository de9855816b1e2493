package importer

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestLooksLikeSecret(t *testing.T) {
	bytes := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(i*7 + 1)
		}
		return base64.StdEncoding.EncodeToString(b)
	}
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"64 hexadecimal digits", strings.Repeat("0badcafe", 8), true},
		{"in capitals, with 0x and a line end", "0x" + strings.Repeat("0BADCAFE", 8) + "\n", true},
		{"128 hexadecimal digits", strings.Repeat("0badcafe", 16), true},
		{"32 hexadecimal digits", strings.Repeat("0badcafe", 4), false},
		{"32 bytes in base64", bytes(32), true},
		{"64 bytes in base64", bytes(64), true},
		{"33 bytes in base64", bytes(33) + "=", false},
		{"PASERK", "k4.local." + strings.Repeat("cHBw", 10), true},
		{"a UUID", "16af5b33-cf4d-4717-9b90-ce429a124455", false},
		{"an ID of Mux", "OzUOtzMgQhOnI602zJQPmNvLtx00gJ2jNPq7KSO01BZ3zQ", false},
		{"a thumbprint (RFC 7638)", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", false},
		{"nothing", "", false},
		{"a long text", strings.Repeat("0badcafe", 64), false},
	} {
		if got := LooksLikeSecret(c.text); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
