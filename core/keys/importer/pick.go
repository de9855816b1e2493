package importer

import (
	"bytes"
	"fmt"
	"slices"

	"playtoken/core/keys"
)

// candidate is one of several things in a text that may be the key.
type candidate struct {
	label string // how to name it in a question
	read  func() (found, error)
}

// outcome is what became of a candidate.
type outcome struct {
	found
	err *keys.Refusal
}

func (o outcome) taken() bool { return o.err == nil }

// private reports whether a candidate is or was a private key.
func (o outcome) private() bool {
	if o.taken() {
		return o.key.Private()
	}
	return o.err.Private
}

// damaged reports whether a candidate is a private key of which something is missing.
func (o outcome) damaged() bool {
	return !o.taken() && o.err.Private && !o.err.Question && !elsewhere(o.err)
}

// pick finds out which of several candidates is meant, that all are in the text t. A
// private key goes before a public one, and a key that is there twice counts once.
// Several different keys make it a question.
func pick(t input, list []candidate, question keys.Code) (found, error) {
	if len(list) == 1 {
		return list[0].read()
	}
	all := make([]outcome, len(list))
	for i, c := range list {
		f, err := c.read()
		if all[i].found = f; err != nil {
			all[i].err = refusalOf(err)
		}
	}
	return choose(t, list, all, question)
}

// choose is pick for candidates that were read.
func choose(t input, list []candidate, all []outcome, question keys.Code) (found, error) {
	best := distinct(all, true)
	if len(best) == 0 && !slices.ContainsFunc(all, func(o outcome) bool { return !o.taken() && o.err.Private }) {
		best = distinct(all, false)
	}
	if len(best) > 1 && !slices.ContainsFunc(all, func(o outcome) bool { return !o.taken() || !o.leads(keys.IsCertificate) }) {
		best = best[:1] // a chain of certificates begins with its own
	}
	switch {
	case len(best) == 0:
		worst := slices.IndexFunc(all, func(o outcome) bool { return o.private() || !o.taken() && o.err.Question })
		o := all[max(0, worst)] // a locked or damaged private key says the most
		if o.taken() {
			return o.found, nil
		}
		return found{}, o.err
	case len(best) > 1:
		if n := t.opts.Choose; n >= 1 && n <= len(best) {
			return all[best[n-1]].found, nil
		}
		return found{}, whichKey(list, all, best, question)
	}
	won := all[best[0]].found
	if won.key.Kind() != keys.Secret && slices.ContainsFunc(all, outcome.damaged) {
		return won.with(keys.Remark{Code: keys.ExtraBlocks, Warning: "Beside this key stands a private key that is damaged. It was left out; if it is the one that is meant, copy it again."}, len(t.repairs)-t.heads), nil
	}
	if won.has(keys.ExtraBlocks) {
		return won, nil
	}
	extra := keys.Remark{Code: keys.ExtraBlocks, Repair: "other text beside the key"}
	switch {
	case won.key.Kind() == keys.Secret:
		extra = keys.Remark{Code: keys.ExtraBlocks, Warning: "The public key beside this shared secret was left out."}
	case !hasOwnHalf(won.key, all):
		extra = keys.Remark{Code: keys.ExtraBlocks, Warning: "The certificate or public key beside this private key belongs to another key, and was left out."}
	}
	return won.with(extra, len(t.repairs)-t.heads), nil
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
func distinct(all []outcome, private bool) (list []int) {
	for i, o := range all {
		if !o.taken() || o.key.Private() != private {
			continue
		}
		same := func(j int) bool { return sameKey(all[j].key, o.key) }
		if !slices.ContainsFunc(list, same) {
			list = append(list, i)
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
	others := false
	for _, o := range all {
		if o.taken() && !o.key.Private() {
			if o.key.Fingerprint() == own.Fingerprint() {
				return true
			}
			others = true
		}
	}
	return !others
}

// whichKey asks which of several keys is meant.
func whichKey(list []candidate, all []outcome, best []int, question keys.Code) error {
	what, first := "public keys", all[best[0]].key // which stands for them all
	switch {
	case first.Kind() == keys.Secret:
		what = "shared secrets"
	case first.Private():
		what = "private keys"
	}
	r := keys.Ask(question, fmt.Sprintf("There are %d different %s in this text. Which one is meant?", len(best), what),
		"Choose one, or paste that one alone.").About(first.Kind(), first.Bits(), first.Private())
	for n, i := range best {
		label := all[i].key.Title()
		if f := all[i].key.ShortFingerprint(); f != "" {
			label += ", sha256 " + f
		}
		if list[i].label != "" && question == keys.ChooseKey {
			label = list[i].label + ": " + label
		}
		r.Choices = append(r.Choices, keys.Choice{Label: label, ID: n + 1})
	}
	return r
}
