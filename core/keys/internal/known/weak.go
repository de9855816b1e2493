package known

import (
	"strings"

	"playtoken/core/once"
)

// weakWords are what people type first.
var weakWords = strings.Fields(`secret password passw0rd passwort changeme changeit letmein qwerty admin root test
	testing default example demo hello welcome abc key mykey token mysecret mysecretkey secretkey supersecret
	topsecret qwertyuiop asdfghjkl zxcvbnm shhhh jwtsecret jwt-secret jwt_secret secret-key my-secret my-secret-key my_secret_key 123456 12345678
	1234567890 0123456789 0123456789abcdef abcdefghijklmnopqrstuvwxyz iloveyou dragon monkey foobar foo bar`)

// weakWhole is a secret that is put together of nothing but such words.
var weakWhole = once.Regexp(`^(?:(?:my|the|this|is|a|an|very|super|top|secret|secure|private|shared|signing|password|passphrase|key|keys|token|jwt|hmac|test|testing|demo|example|sample|dev|local|app|api|for|qwerty(?:uiop)?|asdf(?:ghjkl)?|zxcv(?:bnm)?)[-_ .]*)+[0-9!?.*#$]*$`)

// Weak reports whether a secret is one of the first that are tried: a
// common word, perhaps with digits behind it or several times, one character
// again and again, or a row of the keyboard.
func Weak(s string) bool {
	s = strings.ToLower(s)
	for n := 1; n <= min(8, len(s)/2); n++ {
		if strings.Repeat(s[:n], len(s)/n+1)[:len(s)] == s && (n == 1 || len(s) >= 3*n) {
			return true
		}
	}
	bare := strings.TrimRight(s, "0123456789!.?*#$ ")
	for _, w := range weakWords {
		if s == w || bare == w || strings.Trim(strings.ReplaceAll(s, w, ""), "-_. 0123456789") == "" && strings.Contains(s, w) && len(w) > 3 {
			return true
		}
	}
	if weakWhole().MatchString(s) {
		return true
	}
	rising := 0
	for i := 1; i < len(s); i++ {
		if s[i] == s[i-1]+1 {
			rising++
		}
	}
	return len(s) > 3 && rising*10 >= (len(s)-1)*9
}
