package keys

import "fmt"

// candidate is one of several things in a text that may be the key.
type candidate struct {
	label string // how to name it in a question
	read  func(*reader) Answer
}

// pick finds out which of several candidates is meant. A private key goes before
// a public one, and a key that is there twice counts once. Several different
// keys make it a question. The winner is read again by r, so that only what was
// noted about it is told.
func (r *reader) pick(list []candidate, question Code) Answer {
	if len(list) == 1 {
		return list[0].read(r)
	}
	answers := make([]Answer, len(list))
	for i, c := range list {
		answers[i] = c.read(r.fork())
	}
	best := distinct(answers, true)
	if len(best) == 0 && !anyOf(answers, func(a Answer) bool { return a.Private && !a.Taken() }) {
		best = distinct(answers, false)
	}
	if len(best) > 1 && !anyOf(answers, func(a Answer) bool { return a.Code != IsCertificate }) {
		best = best[:1] // a chain of certificates begins with its own
	}
	switch {
	case len(best) == 0:
		for i, a := range answers { // a locked or damaged private key says the most
			if a.Private || a.Verdict == Ask {
				return list[i].read(r)
			}
		}
		return list[0].read(r)
	case len(best) > 1:
		if n := r.opts.Choose; n >= 1 && n <= len(best) {
			return list[best[n-1]].read(r)
		}
		return whichKey(list, answers, best, question)
	}
	extra := remark{code: ExtraBlocks, repair: "other text beside the key"}
	if own := answers[best[0]].Key; !oneOf(own, answers) {
		extra = remark{code: ExtraBlocks, warning: "The certificate or public key beside this private key belongs to another key, and was left out."}
	}
	a := list[best[0]].read(r.fork())
	for _, other := range a.Codes {
		if other == ExtraBlocks {
			return a
		}
	}
	if len(list) > 1 {
		r.remark(extra)
	}
	return list[best[0]].read(r)
}

// distinct lists the taken keys, each one once.
func distinct(answers []Answer, private bool) (list []int) {
	seen := map[string]bool{}
	for i, a := range answers {
		if !a.Taken() || a.Private != private {
			continue
		}
		id := a.Key.Fingerprint()
		if a.Kind == Secret {
			id = string(a.Key.Secret().Reveal())
		}
		if !seen[id] {
			seen[id] = true
			list = append(list, i)
		}
	}
	return list
}

// oneOf reports whether the public keys beside a private one include its own
// half, or there are none.
func oneOf(own *Key, answers []Answer) bool {
	others := false
	for _, a := range answers {
		if a.Taken() && !a.Private {
			if a.Key.Fingerprint() == own.Fingerprint() {
				return true
			}
			others = true
		}
	}
	return !others
}

func anyOf(answers []Answer, is func(Answer) bool) bool {
	for _, a := range answers {
		if is(a) {
			return true
		}
	}
	return false
}

// whichKey asks which of several keys is meant.
func whichKey(list []candidate, answers []Answer, best []int, question Code) Answer {
	half := "public"
	if answers[best[0]].Private {
		half = "private"
	}
	a := ask(question, fmt.Sprintf("There are %d different %s keys in this text. Which one is meant?", len(best), half),
		"Choose one, or paste that one alone.")
	first := answers[best[0]] // stands for them all
	a = a.about(first.Kind, first.Bits, first.Private)
	for n, i := range best {
		k := answers[i].Key
		label := k.Title()
		if f := k.ShortFingerprint(); f != "" {
			label += ", sha256 " + f
		}
		if list[i].label != "" && question == ChooseKey {
			label = list[i].label + ": " + label
		}
		a.Choices = append(a.Choices, Choice{Label: label, ID: n + 1})
	}
	return a
}
