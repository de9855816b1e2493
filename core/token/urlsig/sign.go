package urlsig

import (
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"time"

	"playtoken/core/secret"
)

// Why a URL is not signed or not checked, beside ErrURL, ErrRecipe and ErrSecret.
var (
	ErrNoSignature = errors.New("the URL has no signature")
	ErrNoExpiry    = errors.New("there is no expiry")
	ErrTwice       = errors.New("a parameter stands in the URL more than once")
)

// Sign puts the expiry, if the recipe has one, and then the signature behind the
// other parameters of a URL; old ones are replaced. A recipe without expiry does
// not look at the time. Sign returns ErrURL, ErrRecipe, ErrSecret, or ErrNoExpiry
// when the time is before 1970, as the zero time is.
func Sign(rawURL string, expires time.Time, r Recipe, s secret.Bytes) (string, error) {
	l, key, err := prepare(rawURL, r, s)
	if err != nil {
		return "", err
	}
	defer clear(key)
	l = l.without(r.SignatureParam)
	expiry := ""
	if r.ExpiryParam != "" {
		if expires.Unix() <= 0 {
			return "", fmt.Errorf("%w: the recipe wants one", ErrNoExpiry)
		}
		expiry = r.Unit.count(expires)
		l = l.without(r.ExpiryParam)
		l.query = append(l.query, newParam(r.ExpiryParam, expiry))
	}
	signature := r.Encoding.encode(sum(key, l.text(r, expiry)))
	l.query = append(l.query, newParam(r.SignatureParam, signature))
	return l.String(), nil
}

// Result is what a check has found.
type Result struct {
	OK      bool      // the signature is the one that recipe and secret make
	Expires time.Time // UTC; zero when the recipe has no expiry. Not compared with any clock
}

// Verify makes the signature of a URL anew and compares. A wrong signature is no
// error. It returns ErrURL, ErrRecipe, ErrSecret, ErrNoSignature, ErrNoExpiry
// when the parameter is missing or no number, or ErrTwice.
func Verify(rawURL string, r Recipe, s secret.Bytes) (Result, error) {
	l, key, err := prepare(rawURL, r, s)
	if err != nil {
		return Result{}, err
	}
	defer clear(key)
	signature, times := l.get(r.SignatureParam)
	switch {
	case times == 0:
		return Result{}, fmt.Errorf("%w: %+q is missing", ErrNoSignature, r.SignatureParam)
	case times > 1:
		return Result{}, fmt.Errorf("%w: %+q", ErrTwice, r.SignatureParam)
	}
	var result Result
	var expiry param
	if r.ExpiryParam != "" {
		expiry, times = l.get(r.ExpiryParam)
		n, ok := number(expiry.value)
		switch {
		case times > 1:
			return Result{}, fmt.Errorf("%w: %+q", ErrTwice, r.ExpiryParam)
		case !ok:
			return Result{}, fmt.Errorf("%w: %+q is missing or not a number", ErrNoExpiry, r.ExpiryParam)
		}
		result.Expires = r.Unit.time(n)
	}
	want := r.Encoding.encode(sum(key, l.text(r, expiry.value)))
	result.OK = hmac.Equal([]byte(want), []byte(signature.signature()))
	return result, nil
}

func prepare(rawURL string, r Recipe, s secret.Bytes) (link, []byte, error) {
	if err := r.check(); err != nil {
		return link{}, nil, err
	}
	l, err := readLink(rawURL)
	if err != nil {
		return link{}, nil, err
	}
	key, err := r.Secret.key(s)
	return l, key, err
}

func sum(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

func (u Unit) count(t time.Time) string {
	if u == Milliseconds {
		return strconv.FormatInt(t.UnixMilli(), 10)
	}
	return strconv.FormatInt(t.Unix(), 10)
}

func (u Unit) time(n int64) time.Time {
	if u == Milliseconds {
		return time.UnixMilli(n).UTC()
	}
	return time.Unix(n, 0).UTC()
}

// number reads digits as they are usually written: 15 at most, which is some
// 30,000 years in milliseconds, and no zero in front.
func number(text string) (int64, bool) {
	if text == "" || len(text) > 15 || text[0] == '0' {
		return 0, false
	}
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}
