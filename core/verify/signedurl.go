package verify

import (
	"context"
	"strconv"
	"time"

	"playtoken/core/token"
	"playtoken/core/token/urlsig"
)

// SignedURL makes a token of a URL that carries its own signature, so that it is
// tried and judged like the others. Its expiry stands among the claims as exp,
// in seconds, whatever the URL calls it; nil where the URL has no signature.
func SignedURL(in Input) *token.Token {
	if in.URL == nil {
		return nil
	}
	_, expiry, ok := urlsig.Looks(in.URL)
	if !ok {
		return nil
	}
	t := &token.Token{Kind: token.SignedURL, Text: in.URL.String(), Header: token.NewObject(), Claims: token.NewObject()}
	n, err := strconv.ParseInt(in.URL.Query().Get(expiry), 10, 64)
	if expiry == "" || err != nil {
		return t
	}
	if n >= 100_000_000_000 { // milliseconds are a unit like another there
		n /= 1000
	}
	t.Claims = token.NewObject(token.IntMember("exp", n))
	return t
}

// Bounds of the search for a recipe.
const (
	longestURL = 2 << 10 // bytes
	longFind   = 300 * time.Millisecond
)

// trySignedURL checks with the recipe that was saved with the key, or looks for
// one. That none is found tells little: the platform's own may be another.
func trySignedURL(t *token.Token, k *Key) outcome {
	text := k.secretText()
	o := outcome{check: token.Check{State: token.Unchecked, Key: k.Answer.Key, Reason: "The URL is signed with a shared secret, and this is none."}}
	if text.IsZero() || looksLikeKey(text.Reveal()) {
		return o
	}
	o.usable = k.secretLike()
	o.check.Reason = "No recipe that is known here makes this signature with the secret: the secret is another one, or the recipe."
	var recipes []urlsig.Recipe
	if saved, err := urlsig.ParseRecipe(k.Values["recipe"]); err == nil && k.Values["recipe"] != "" {
		recipes = append(recipes, saved)
	}
	for _, r := range recipes {
		if res, err := urlsig.Verify(t.Text, r, text); err == nil && res.OK {
			return outcome{check: token.Check{State: token.Valid, Key: k.Answer.Key}, usable: true, recipe: r.Words()}
		}
	}
	if len(t.Text) > longestURL || k.Saved && len(recipes) > 0 {
		return o
	}
	ctx, stop := context.WithTimeout(context.Background(), longFind)
	defer stop()
	if found, _, err := urlsig.Find(ctx, t.Text, text); err == nil && len(found) > 0 {
		return outcome{check: token.Check{State: token.Valid, Key: k.Answer.Key}, usable: true, recipe: found[0].Words()}
	}
	return o
}
