package urlsig_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"
)

// signer makes signed URLs without the package: what it shares with it are the
// words of a recipe, and nothing of how they are followed.
type signer struct {
	signed, query, place, separator, unit, encoding, form string
	signature, expiry                                     string // names
	secret                                                string
}

// draw makes a signer at random out of the space that Find must know.
func draw(r *rand.Rand) signer {
	one := func(list ...string) string { return list[r.IntN(len(list))] }
	raw := make([]byte, 32)
	for i := range raw {
		raw[i] = byte(r.Uint32())
	}
	s := signer{
		signed:    one("path", "bare_path", "whole_url", "host_and_path"),
		query:     one("none", "all", "sorted", "others", "others_sorted"),
		place:     one("before", "behind", "absent"),
		separator: one("", ":", ".", "|", "&", "\n", "?expires="),
		unit:      one("seconds", "milliseconds"),
		encoding:  one("hex", "HEX", "base64", "base64, bare", "base64url", "base64url, bare"),
		form:      one("text", "hex", "HEX", "base64", "base64url", "base64url, bare"),
		signature: one("signature", "sig", "token", "x"),
		expiry:    one("expires", "exp", "e", "valid-until", ""),
	}
	s.secret = write(raw, s.form)
	if s.form == "text" {
		s.secret = fmt.Sprintf("plain secret %d!", r.IntN(1000))
	}
	if s.expiry == "" {
		s.place = "absent"
	}
	return s
}

func write(b []byte, encoding string) string {
	switch encoding {
	case "hex":
		return hex.EncodeToString(b)
	case "HEX":
		return fmt.Sprintf("%X", b)
	case "base64":
		return base64.StdEncoding.EncodeToString(b)
	case "base64, bare":
		return base64.RawStdEncoding.EncodeToString(b)
	case "base64url":
		return base64.URLEncoding.EncodeToString(b)
	default:
		return base64.RawURLEncoding.EncodeToString(b)
	}
}

// key is the key behind the secret.
func (s signer) key() []byte {
	var b []byte
	switch s.form {
	case "text":
		return []byte(s.secret)
	case "hex", "HEX":
		_, _ = fmt.Sscanf(s.secret, "%x", &b)
	default:
		text := strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(s.secret)
		b, _ = base64.RawStdEncoding.DecodeString(text)
	}
	return b
}

// sign puts expiry and signature behind the parameters given.
func (s signer) sign(host, path string, params []string, seconds int64) string {
	expiry := fmt.Sprint(seconds)
	if s.unit == "milliseconds" {
		expiry += "123"
	}
	all := append([]string{}, params...)
	if s.expiry != "" {
		all = append(all, s.expiry+"="+expiry)
	}
	mac := hmac.New(sha256.New, s.key())
	fmt.Fprint(mac, s.toSign(host, path, params, all, expiry))
	escaped := strings.NewReplacer("+", "%2B", "/", "%2F", "=", "%3D").Replace(write(mac.Sum(nil), s.encoding))
	return "https://" + host + path + "?" + strings.Join(append(all, s.signature+"="+escaped), "&")
}

func (s signer) toSign(host, path string, others, all []string, expiry string) string {
	text := map[string]string{
		"path": path, "bare_path": path[1:], "whole_url": "https://" + host + path, "host_and_path": host + path,
	}[s.signed]
	signed := append([]string{}, map[bool][]string{true: others, false: all}[strings.HasPrefix(s.query, "others")]...)
	if strings.HasSuffix(s.query, "sorted") {
		sort.Slice(signed, func(i, j int) bool { return strings.Split(signed[i], "=")[0] < strings.Split(signed[j], "=")[0] })
	}
	if s.query != "none" && len(signed) > 0 {
		text += "?" + strings.Join(signed, "&")
	}
	switch s.place {
	case "before":
		return expiry + s.separator + text
	case "behind":
		return text + s.separator + expiry
	}
	return text
}

// hexOf is the plain HMAC-SHA256 of a text in hex.
func hexOf(key, text string) string {
	mac := hmac.New(sha256.New, []byte(key))
	fmt.Fprint(mac, text)
	return hex.EncodeToString(mac.Sum(nil))
}
