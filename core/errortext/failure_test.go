package errortext

import (
	"strings"
	"testing"
)

// Words of a failure that no table knows tell what kind it is.
func TestFailure(t *testing.T) {
	for text, want := range map[string]Fault{
		`Get "https://x.example/a?token=": dial tcp: lookup x.example: no such host`: NoAnswer,
		`Get "https://x.example/a?token= ": EOF`:                                     NoAnswer,
		"x.example: Connection refused":                                              NoAnswer,
		"curl: (35) error:0A000152:SSL routines::unsafe":                             NoAnswer,
		"java.net.SocketTimeoutException: timeout":                                   TooSlow,
		"context deadline exceeded (Client.Timeout exceeded)":                        TooSlow,
		"CORS Missing Allow Origin":                                                  CrossOrigin,
		"java.io.FileNotFoundException: https://x.example/a":                         Failed,
		"2025-06-15 15:06:30 ERROR [player] a":                                       Failed,
		`{"success":false}`:                                                          Failed,
		`{"code":"TOKEN_EXPIRED"}`:                                                   Failed,
		"curl: (3) URL malformed":                                                    Failed,
		"Shaka Error MANIFEST.X (4032)":                                              Failed,
	} {
		if got, ok := Failure(text); !ok || got.Fault != want {
			t.Errorf("%q is %v, %d, want %d", text, ok, got.Fault, want)
		}
	}
}

// What waits for a failure, or says that there is none, is none.
func TestFailureIsNone(t *testing.T) {
	for _, text := range []string{
		"", "https://x.example/a", `{"error":null}`, `{"errors":[],"success":true}`, `{"error":""}`, "error: undefined", "onError: (e) => {}", "LOG_LEVEL=error",
		`catch (error) { console.error("failed to load", error) }`, "except requests.exceptions.RequestException: pass", "error: Error | null", "case Hls.ErrorTypes.NETWORK_ERROR: retry()",
		"TLSv1.3 (OUT), TLS handshake, Client hello (1):", "no error so far", "error=-", "Error: it failed" + strings.Repeat(" and a page of text", 500),
	} {
		if got, ok := Failure(text); ok {
			t.Errorf("%.60q is %d", text, got.Fault)
		}
	}
}
