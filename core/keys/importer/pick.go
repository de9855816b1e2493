package importer

import (
	"bytes"
	"fmt"
	"slices"

	"playtoken/core/keys"
)

// outcome is what became of one of several things in a text that may be the key.
type outcome struct {
	found
	label string // how to name it in a question
	err   error
}

func (o outcome) taken() bool { return o.err == nil }

// private reports whether it is or was a private key.
func (o outcome) private() bool {
	if o.taken() {
		return o.key.Private()
	}
	return refusalOf(o.err).Private
}

// damaged reports whether it is a private key of which something is missing.
func (o outcome) damaged() bool {
	return !o.taken() && o.private() && !refusalOf(o.err).Question && !elsewhere(o.err)
}

// pick finds out which of several things is meant, that all are in the text t, and says
// what stands beside it.
func pick(t input, all []outcome, question keys.Code) (found, error) {
	if len(all) == 1 {
		return all[0].found, all[0].err
	}
	won, chosen, err := choose(t, all, question)
	if err != nil || chosen {
		return won, err
	}
	extra := keys.Remark{Code: keys.ExtraBlocks, Repair: "other text beside the key"}
	switch {
	case won.key.Kind() != keys.Secret && slices.ContainsFunc(all, outcome.damaged):
		extra = besideDamaged
	case won.has(keys.ExtraBlocks):
		return won, nil
	case won.key.Kind() == keys.Secret:
		extra = keys.Remark{Code: keys.ExtraBlocks, Warning: "The public key beside this shared secret was left out."}
	case !hasOwnHalf(won.key, all):
		extra = keys.Remark{Code: keys.ExtraBlocks, Warning: "The certificate or public key beside this private key belongs to another key, and was left out."}
	}
	return won.with(extra, len(t.repairs)-t.heads), nil
}

var besideDamaged = keys.Remark{Code: keys.ExtraBlocks, Warning: "Beside this key stands a private key that is damaged. It was left out; if it is the one that is meant, copy it again."}

// choose is the choice of pick: a private key goes before a public one, and a key that is
// there twice counts once. Several different keys make it a question; chosen is true where
// that was answered.
func choose(t input, all []outcome, question keys.Code) (won found, chosen bool, err error) {
	best := distinct(all, true)
	if len(best) == 0 && !slices.ContainsFunc(all, func(o outcome) bool { return !o.taken() && o.private() }) {
		best = distinct(all, false)
	}
	if len(best) > 1 && !slices.ContainsFunc(all, func(o outcome) bool { return !o.taken() || !o.leads(keys.IsCertificate) }) {
		best = best[:1] // a chain of certificates begins with its own
	}
	switch n := t.opts.Choose; {
	case len(best) == 0: // a locked or damaged private key says the most
		worst := slices.IndexFunc(all, func(o outcome) bool { return o.private() || refusalOf(o.err).Question })
		return found{}, false, all[max(0, worst)].err
	case len(best) == 1:
		return best[0].found, false, nil
	case n >= 1 && n <= len(best):
		return best[n-1].found, true, nil
	}
	return found{}, false, whichKey(best, question)
}

// leads reports whether a remark is the first that is told.
func (f found) leads(code keys.Code) bool {
	all := slices.Concat(f.about, f.repairs)
	return len(all) > 0 && all[0].Code == code
}

// with adds a remark behind what says what the text is and the next n of those on it.
func (f found) with(m keys.Remark, n int) found {
	f.repairs = slices.Insert(slices.Clone(f.repairs), min(f.heads+n, len(f.repairs)), m)
	return f
}

// distinct lists the keys of one half that were taken, each one once.
func distinct(all []outcome, private bool) (list []outcome) {
	for _, o := range all {
		if o.taken() && o.key.Private() == private && !slices.ContainsFunc(list, func(other outcome) bool { return sameKey(other.key, o.key) }) {
			list = append(list, o)
		}
	}
	return list
}

func sameKey(a, b *keys.Key) bool {
	return a.Kind() == b.Kind() && a.Fingerprint() == b.Fingerprint() && bytes.Equal(a.Secret().Reveal(), b.Secret().Reveal())
}

// hasOwnHalf reports whether the public keys beside a private one include its own
// half, or there are none.
func hasOwnHalf(own *keys.Key, all []outcome) bool {
	public := distinct(all, false)
	return len(public) == 0 || slices.ContainsFunc(public, func(o outcome) bool { return o.key.Fingerprint() == own.Fingerprint() })
}

func whichKey(best []outcome, question keys.Code) error {
	what, first := "public keys", best[0].key // which stands for them all
	switch {
	case first.Kind() == keys.Secret:
		what = "shared secrets"
	case first.Private():
		what = "private keys"
	}
	r := keys.Ask(question, fmt.Sprintf("There are %d different %s in this text. Which one is meant?", len(best), what),
		"Choose one, or paste that one alone.").About(first.Kind(), first.Bits(), first.Private())
	for n, o := range best {
		label := o.key.Title()
		if f := o.key.ShortFingerprint(); f != "" {
			label += ", sha256 " + f
		}
		if o.label != "" && question == keys.ChooseKey {
			label = o.label + ": " + label
		}
		r.Choices = append(r.Choices, keys.Choice{Label: label, ID: n + 1})
	}
	return r
}
