package importer

import (
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/internal/known"
	"playtoken/core/once"
	"playtoken/core/secret"
)

func readPrinted(t input, b []byte) (found, error) {
	keyOnly := t.keyOnly
	t = t.into("a list of bytes", string(b)).note(keys.FixedSourceCode, "a list of bytes")
	t.keyOnly = keyOnly
	return readBytes(t)
}

// readMembers chooses among the texts of a document. Keys of two halves go before
// secrets, which stand beside them as passwords of something else, unless a secret is
// what is wanted.
func readMembers(t input, w gathered) (found, error) {
	kinds := t.opts.Want.Kinds
	asSecret := len(w.keys) == 0 || len(kinds) == 1 && kinds[0] == keys.Secret && len(w.secrets) > 0
	first, second := w.keys, w.secrets
	if asSecret {
		if first, second = likeliest(w.secrets); len(w.keys) > 0 {
			second = w.keys
		}
	}
	f, err := readFirst(t, w, first, asSecret)
	if err != nil && !asSecret && len(second) > 0 {
		if r := refusalOf(err); !r.Private && !r.Question && !elsewhere(r) && r.Code != keys.Truncated { // none of them is a key
			first, second = likeliest(second)
			f, err = readFirst(t, w, first, true)
		}
	}
	if err != nil {
		return f, err
	}
	f = w.beside(f)
	if asSecret {
		second = slices.Concat(first, second)
	}
	if names := leftAside(second, f); names != "" {
		f = f.with(keys.Remark{Code: keys.ExtraBlocks, Repair: "left aside: " + names}, len(f.repairs))
	}
	return f, nil
}

// elsewhere reports whether a refusal says that a key is meant whose value is not there.
func elsewhere(err error) bool {
	return slices.Contains([]keys.Code{keys.Elided, keys.IsPlaceholder, keys.IsCloudKeyID, keys.IsPath}, refusalOf(err).Code)
}

// toSign is the name of a secret that is there to sign with.
var toSign = once.Regexp(`(?i)jwt|sign|playback|hmac`)

// readFirst reads members that are alike, and picks one.
func readFirst(t input, w gathered, list []member, asSecret bool) (found, error) {
	t.keyOnly = !asSecret
	var all []outcome
	signing := 0
	for _, m := range list {
		f, err := readMember(t, w, m)
		f.at = m.Node
		all = append(all, outcome{f, m.name, err})
		if toSign().MatchString(m.name) {
			signing++
		}
	}
	for i, o := range all { // another secret beside it is for something else
		if asSecret && !o.taken() && elsewhere(o.err) && toSign().MatchString(list[i].name) && signing == 1 {
			return found{}, o.err
		}
	}
	if len(all) == 1 {
		return all[0].found, all[0].err
	}
	won, _, err := choose(t, all, keys.ChooseKey) // a public key beside its private one is no stranger
	if err == nil && slices.ContainsFunc(all, outcome.damaged) {
		won = won.with(besideDamaged, len(t.repairs)-t.heads)
	}
	return won, err
}

// readMember reads one, with the one password that stands in the document where it is
// locked and none was given.
func readMember(t input, w gathered, m member) (found, error) {
	inner := t.with(m.text)
	if m.of64 {
		inner = t.into("base64", m.text)
		inner.keyOnly = t.keyOnly
	}
	f, err := readBytes(inner)
	if err != nil && len(w.passwords) == 1 && t.opts.Password.IsZero() {
		if r := refusalOf(err); r.Question && r.Code == keys.KeyEncrypted {
			o := *t.opts
			o.Password = secret.New([]byte(w.passwords[0].text))
			inner.opts = &o
			if opened, wrong := readBytes(inner.note(keys.ExtraBlocks, "the password that stands beside the key")); wrong == nil {
				return opened, nil
			}
		}
	}
	return f, err
}

// likeliest parts secrets by their names: one that is called a secret goes before one
// that is called a key, which often is the name of one.
func likeliest(list []member) (best, rest []member) {
	rank := func(m member) int {
		name := strings.ToLower(m.name)
		switch {
		case name == "key":
			return 0
		case strings.Contains(name, "client"), name == "app_key", name == "secret_key_base": // of the framework
			return 1
		}
		return 2
	}
	top := 0
	for _, m := range list {
		if known.NotKey(strings.TrimSpace(m.text)) == nil || toSign().MatchString(m.name) {
			top = max(top, rank(m))
		}
	}
	for _, m := range list {
		if rank(m) == top {
			best = append(best, m)
		} else {
			rest = append(rest, m)
		}
	}
	if len(best) == 0 {
		return list, nil
	}
	return best, rest
}

func leftAside(list []member, f found) string {
	var names []string
	for _, m := range list {
		if f.key.Kind() == keys.Secret && string(f.key.SecretText().Reveal()) == m.text {
			continue
		}
		if name := m.name; plainName().MatchString(name) && !slices.Contains(names, name) && len(names) < 4 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// plainName is a name that can be told: it is no secret itself.
var plainName = once.Regexp(`^[A-Za-z_][A-Za-z_. -]{0,40}\d{0,3}$`)
