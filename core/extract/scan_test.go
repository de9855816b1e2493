package extract

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestScanners: what is scanned by hand finds what its expression does, in texts that are put
// together at random of the pieces that it looks for.
func TestScanners(t *testing.T) {
	request := regexp.MustCompile(`(?i)(?:get|head|post|put|options) \S+ http/[\d.]+"`)
	trace := regexp.MustCompile(`(?i)\n\s+at \S|traceback \(most recent|exception in thread|\ngoroutine \d+ \[|\n\s+file ".*", line \d`)
	softEnds := regexp.MustCompile(`=[ \t]*\r?\n(?:>[> \t]*)?`)
	pieces := strings.Split(`GET |get |Put |x|/a| http/|HTTP/|1.1|"| |`+"\n|\t|\r\n|=|>|"+`at |At x|traceback|Traceback |(most recent|exception| in thread|goroutine |12| [|  File "|", line |7|"kty|kty|key|KEY|-|MII|MHcCAQEE|LS0tLS1CRUdJTi|TFMwdExTMUNSVWRKVG|k4.secret.|k|.|30|82|81|02010|0201003|2d2d2d2d|secret|Signing_Key|:|abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP|0123456789abcdef0123456789abcdef0123456789abcdef|`, "|")
	random := rand.New(rand.NewPCG(1, 2))
	found, keys := 0, 0
	for range 60_000 {
		var b strings.Builder
		for range 1 + random.IntN(9) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		text := b.String()
		if got, want := hasRequest(text), request.MatchString(text); got != want {
			t.Errorf("request %v in %q", got, text)
		} else if got {
			found++
		}
		if got, want := hasTrace(text), trace.MatchString(text); got != want {
			t.Errorf("trace %v in %q", got, text)
		}
		if got, want := withoutSoftEnds(text), softEnds.ReplaceAllString(text, ""); got != want {
			t.Errorf("%q without soft ends is %q, want %q", text, got, want)
		}
		for _, spans := range []func(string) [][2]int{pems, jwks, encodedKeys, hexKeys, named} {
			if len(spans(text)) > 0 {
				keys++
				if !mayHoldKey(text) {
					t.Errorf("no key may be in %q", text)
				}
			}
		}
	}
	if found == 0 || keys < 1000 {
		t.Errorf("%d requests and %d keys in all of them", found, keys)
	}
}

func TestContains(t *testing.T) {
	long := strings.Repeat("ab", 40)
	for _, tc := range []struct {
		text, word string
		want       bool
	}{
		{"", "", true},
		{"a", "", true},
		{"", "a", false},
		{"xab", "ab", true},
		{"xa", "ab", false},
		{"x" + long + "y", long, true},
		{long[1:], long, false},
		{"ab" + long[2:] + "c", long + "c", true},
		{long[2:] + "c" + long + "c", long + "c", true}, // of the first only the end fits
	} {
		if got := contains(tc.text, tc.word); got != tc.want {
			t.Errorf("%q in %q: %v", tc.word, tc.text, got)
		}
	}
}

func TestTrimEnd(t *testing.T) {
	for text, want := range map[string]string{
		"http://a/b.)": "http://a/b", "http://a/(b).": "http://a/(b)", "http://a/b]}),": "http://a/b",
		"http://a/[b]})": "http://a/[b]", "http://a/b…”»": "http://a/b", "http://a/é": "http://a/é", ".)": "",
	} {
		if got := TrimEnd(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestKeyReadAsName: the beginning of a key in base64 twice may read as the name of a value.
func TestKeyReadAsName(t *testing.T) {
	if rest, cut := cutKeys("see " + pemCodeTwice + ": a"); !cut || strings.Contains(rest, pemCodeTwice) {
		t.Errorf("%q, cut %v", rest, cut)
	}
}
