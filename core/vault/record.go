package vault

import (
	"cmp"
	"fmt"
	"slices"

	"playtoken/core/secret"
)

// record is a profile or an account with its items: in the file, or in memory for this
// session. An account is kept as a profile that has nothing but a name, a platform and
// credentials.
type record struct {
	Profile
	Base string `json:"base,omitempty"` // of an account
	Kept []item `json:"items,omitempty"`

	account bool
	seen    uint64 // the revision that it may be put over, 0 for any
	line    []byte // the record as JSON, once it was written or read
	rest    rest
}

// owner is what an item is tied to beside its name. Credentials go to one platform at
// one address and nowhere else, so they are tied to these too.
type owner struct {
	id             string
	account        bool
	platform, base string
}

func (r record) owner() owner {
	if r.account {
		return owner{r.ID, true, r.Platform, r.Base}
	}
	return owner{id: r.ID}
}

// shown is the profile as callers see it; home is that of what is sealed.
func (r record) shown(home Home) Profile {
	p := r.Profile.clone()
	p.Items = nil
	for _, it := range r.Kept {
		p.Items = append(p.Items, it.shown(home))
	}
	p.Home = p.Signing().Home
	return p
}

// check says why a record cannot be saved.
func (r record) check() error {
	if len(r.Kept) > maxItems {
		return fmt.Errorf("%w: %q keeps %d keys and credentials, which is the most", ErrTooLarge, r.Name, maxItems)
	}
	seen := make(map[string]bool, len(r.Kept))
	for _, it := range r.Kept {
		if err := it.check(); err != nil {
			return err
		}
		if seen[it.Name] {
			return invalid("two of its items have the same name")
		}
		if seen[it.Name] = true; r.account && it.Key != (Key{}) {
			return invalid("an account has credentials and no keys")
		}
	}
	return cmp.Or(r.Profile.check(), checkTexts(r.Base))
}

// contents counts the items of records, and those with something secret.
func contents(list []record) (items, texts int) {
	for _, r := range list {
		for _, it := range r.Kept {
			if items++; !it.text.IsZero() {
				texts++
			}
		}
	}
	return items, texts
}

// newRecord is a profile as it is kept in memory, and what is wrong with it.
func newRecord(p Profile, items []NewItem) (record, error) {
	r := record{Profile: p.clone()}
	if r.Items = nil; p.Unchanged {
		r.seen, r.Unchanged = p.Revision, false
	}
	for _, it := range items {
		it.Repairs = slices.Clone(it.Repairs)
		one := item{Item: it.Item, text: it.Text}
		if err := one.whole(); err != nil {
			return r, err
		}
		r.Kept = append(r.Kept, one)
	}
	return r, r.check()
}

// overlay is a profile of this session as callers see it, with what else the file has
// of it, nil for nothing.
func (r record) overlay(inFile *Profile) Profile {
	p := r.shown(ThisSession)
	if inFile != nil {
		for _, it := range inFile.Items {
			if _, ok := p.Item(it.Name); !ok {
				p.Items = append(p.Items, it)
			}
		}
		p.Rotation = inFile.Rotation
	}
	p.Home = ThisSession
	return p
}

// item is an item as a record keeps it: sealed in the file, as text in memory.
type item struct {
	Item
	Seal *sealed `json:"seal,omitempty"`

	rest rest

	text secret.Bytes // of a profile of this session
	own  bool         // put in during this session, and as it was since
}

// check says why an item cannot be saved.
func (it item) check() error {
	switch {
	case !validName(it.Name):
		return invalid("the name of an item has other characters than a-z, 0-9, - and _, or is longer than 64")
	case it.Role != NoRole && it.Role != Primary && it.Role != Backup:
		return invalid("a key is neither primary nor backup")
	case it.Key.Reading != AsPlatformReads && it.Key.Reading != AsText && it.Key.Reading != AsBytes:
		return invalid("a shared secret is read in no way that is known")
	case len(it.Repairs) > maxValues:
		return invalid("it has more than %d values", maxValues)
	case it.text.Len() > maxSecret:
		return invalid("a secret is longer than %d KiB", maxSecret>>10)
	}
	k := it.Key
	return checkTexts(slices.Concat(it.Repairs, []string{it.Label, it.KeyID, string(k.Kind), k.Curve, k.Fingerprint, k.PublicPEM})...)
}

// whole says what a new item lacks.
func (it item) whole() error {
	if it.text.IsZero() && (it.Key.Private || it.Key.PublicPEM == "") {
		return invalid("the secret of %q is missing", it.Name)
	}
	return it.check()
}

// shown is the item as callers see it; home is that of what is sealed.
func (it item) shown(home Home) Item {
	out := it.Item
	out.Repairs = slices.Clone(out.Repairs)
	out.Home, out.Proof = NoSecret, Unproven
	switch {
	case it.Seal != nil:
		out.Proof = it.Seal.proof
		if !it.Seal.empty() {
			out.Home = home
		}
	case home == ThisSession || it.own:
		out.Proof = Proven
		if !it.text.IsZero() {
			out.Home = home
		}
	}
	return out
}

func indexOf(list []item, name string) int {
	return slices.IndexFunc(list, func(it item) bool { return it.Name == name })
}
