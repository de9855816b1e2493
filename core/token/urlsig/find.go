package urlsig

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"math"
	"slices"
	"sort"

	"playtoken/core/secret"
)

// How many parameters are tried as the signature, and how many as the expiry, the
// likeliest first. A playback URL has fewer of both.
const (
	mostSignatures = 8
	mostExpiries   = 16
)

// Find tries every recipe on one genuine signed URL and returns those that make
// its signature, the plainest first. Several of them may fit one URL and differ
// on the next: a second URL decides. tried counts the recipes.
//
// Any parameter of 32 bytes may be the signature, and any number the expiry. A
// usual URL takes some milliseconds; one of many kilobytes with dozens of both can
// take seconds, until the context ends.
//
// Find returns ErrURL, ErrSecret for an empty secret, ErrNoSignature when no
// parameter can be one, and the context's error along with what was found before
// it ended.
func Find(ctx context.Context, rawURL string, s secret.Bytes) (found []Recipe, tried int, err error) {
	return find(ctx, rawURL, s, math.MaxInt)
}

// search is Find with a bound that does not hang on the speed of the machine: how
// many texts are signed. What is found until then, the likeliest parameters first, is
// the answer.
func search(rawURL string, s secret.Bytes, most int) []Recipe {
	found, _, _ := find(context.Background(), rawURL, s, most)
	return found
}

func find(ctx context.Context, rawURL string, s secret.Bytes, most int) (found []Recipe, tried int, err error) {
	l, err := readLink(rawURL)
	if err != nil {
		return nil, 0, err
	}
	keys, err := readKeys(s)
	if err != nil {
		return nil, 0, err
	}
	signatures := l.signatures()
	if len(signatures) == 0 {
		return nil, 0, ErrNoSignature
	}
	f := finder{link: l, keys: keys, left: most}
	for _, signature := range signatures {
		for i, expiry := range l.expiries() {
			if err = f.pair(ctx, signature, expiry, i); err != nil {
				return f.ranked(), f.tried, err
			}
		}
	}
	return f.ranked(), f.tried, nil
}

// keyed is an HMAC that remembers its key.
type keyed struct {
	form SecretForm
	hash hash.Hash
}

// readKeys reads the secret in every form that it has.
func readKeys(s secret.Bytes) (list []keyed, err error) {
	for _, form := range secretForms {
		key, bad := form.key(s)
		if bad != nil {
			if form == SecretText {
				return nil, bad
			}
			continue
		}
		list = append(list, keyed{form, hmac.New(sha256.New, key)})
		clear(key)
	}
	return list, nil
}

// signatures lists the parameters that may be the signature, the likeliest first.
func (l link) signatures() (list []param) {
	for _, p := range l.query {
		if _, times := l.get(p.name); times == 1 && named(p.name) && signatureShape(p) {
			list = append(list, p)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return signatureRank(list[i]) < signatureRank(list[j]) })
	return list[:min(len(list), mostSignatures)]
}

// expiries lists the parameters that may be the expiry, the likeliest first. The
// last is the empty one, for a URL without expiry.
func (l link) expiries() (list []param) {
	for _, p := range l.query {
		_, ok := number(p.value)
		if _, times := l.get(p.name); ok && times == 1 && named(p.name) {
			list = append(list, p)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return expiryRank(list[i]) < expiryRank(list[j]) })
	return append(list[:min(len(list), mostExpiries)], param{})
}

// finder looks for recipes on one URL.
type finder struct {
	link  link
	keys  []keyed
	left  int // texts that may still be signed
	tried int
	found []ranked
}

// ranked is a recipe and how far it is from the plainest one.
type ranked struct {
	Recipe
	far int
}

func (f *finder) ranked() []Recipe {
	sort.SliceStable(f.found, func(i, j int) bool { return f.found[i].far < f.found[j].far })
	var list []Recipe
	for _, r := range f.found {
		list = append(list, r.Recipe)
	}
	return list
}

// pair tries every recipe with one parameter as signature and one as expiry. far
// is added to the distance of each, which is the sum of how far its choices stand
// from the head of their lists.
func (f *finder) pair(ctx context.Context, signature, expiry param, far int) error {
	p := pair{finder: f, signature: signature.signature(), expiry: expiry.value, known: map[string][]SecretForm{}}
	p.want, _ = signatureBytes(p.signature)
	r := Recipe{SignatureParam: signature.name, ExpiryParam: expiry.name, Unit: unitOf(expiry.value)}
	for i, start := range starts {
		for j, query := range queriesFor(expiry) {
			if err := ctx.Err(); err != nil {
				return err
			}
			r.Signed, r.Query = start, query
			base := f.link.base(r)
			for _, place := range placesFor(expiry) {
				r.Expiry = place
				k := slices.Index(places, place)
				for m, separator := range separatorsFor(expiry, place) {
					r.Separator = separator
					p.try(r, base, far+i+j+k+m)
				}
			}
		}
	}
	return nil
}

// pair is one parameter as the signature and one as the expiry.
type pair struct {
	*finder
	signature, expiry string
	want              []byte
	known             map[string][]SecretForm // what fits a text; many recipes make the same text
}

// try compares one recipe with each reading of the secret, and in each encoding
// that the signature may have.
func (p pair) try(r Recipe, base string, far int) {
	p.tried += len(p.keys) * len(encodings)
	text := r.join(base, p.expiry)
	forms, done := p.known[text]
	if !done {
		forms = p.fitting(text, p.want)
		p.known[text] = forms
	}
	for _, form := range forms {
		r.Secret = form
		for i, e := range encodings {
			if _, ok := e.decode(p.signature); ok {
				r.Encoding = e
				p.found = append(p.found, ranked{r, far + i + slices.Index(secretForms, form)})
			}
		}
	}
}

// fitting lists the readings of the secret that make the signature of a text.
func (f *finder) fitting(text string, want []byte) (forms []SecretForm) {
	var sum [sha256.Size]byte
	f.left--
	for _, k := range f.keys {
		k.hash.Reset()
		k.hash.Write([]byte(text))
		if bytes.Equal(k.hash.Sum(sum[:0]), want) {
			forms = append(forms, k.form)
		}
	}
	return forms
}
