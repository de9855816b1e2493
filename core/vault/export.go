package vault

import (
	"encoding/json"
	"io"
	"slices"

	"filippo.io/age"
	"filippo.io/age/armor"

	"playtoken/core/secret"
)

// exportCost is log2 of scrypt's N for what we write: age's own default, about a
// second and 256 MiB. It is also the most that an import accepts.
const exportCost = 18

// exported is the content of an export, once decrypted.
type exported struct {
	Playtoken string           `json:"playtoken"` // "export"
	Schema    int              `json:"schema"`
	Profiles  []exportedRecord `json:"profiles"`
	Accounts  []exportedRecord `json:"accounts,omitempty"`
}

type exportedRecord struct {
	Profile
	Base string         `json:"base,omitempty"`
	Kept []exportedItem `json:"items,omitempty"`
}

type exportedItem struct {
	item        // without a seal
	Text []byte `json:"secret_text,omitempty"`
}

// Export writes profiles with all their secrets, and the accounts that they name, as an
// age file under a passphrase, in its text form. No IDs means all profiles and all
// accounts. Every program that knows age can open the file: "age -d".
func (s *Store) Export(w io.Writer, passphrase secret.Bytes, ids ...string) error {
	return s.export(w, passphrase, exportCost, ids)
}

func (s *Store) export(w io.Writer, passphrase secret.Bytes, logN int, ids []string) error {
	if passphrase.IsZero() {
		return ErrNoPassphrase
	}
	text, err := s.gather(ids)
	if err != nil {
		return err
	}
	defer clear(text)
	recipient, err := age.NewScryptRecipient(string(passphrase.Reveal()))
	if err != nil {
		return err
	}
	recipient.SetWorkFactor(logN)
	outer := armor.NewWriter(w)
	inner, err := age.Encrypt(outer, recipient)
	if err != nil {
		return err
	}
	if _, err := inner.Write(text); err != nil {
		return err
	}
	if err := inner.Close(); err != nil {
		return err
	}
	return outer.Close()
}

// gather is the plain text of an export. The caller wipes it.
func (s *records) gather(ids []string) ([]byte, error) {
	out := exported{Playtoken: "export", Schema: s.file.format.schema, Profiles: []exportedRecord{}}
	defer func() {
		for _, r := range slices.Concat(out.Profiles, out.Accounts) {
			for _, it := range r.Kept {
				clear(it.Text)
			}
		}
	}()
	profiles, named := s.all(false), map[string]bool{}
	if len(ids) > 0 {
		profiles = nil
	}
	for _, id := range ids {
		r, err := s.one(id, false)
		if err != nil {
			return nil, err
		}
		profiles, named[r.Account] = append(profiles, r), true
	}
	for _, r := range profiles {
		one, err := s.opened(r)
		if err != nil {
			return nil, err
		}
		out.Profiles = append(out.Profiles, one)
	}
	for _, r := range s.all(true) {
		if len(ids) > 0 && !named[r.ID] {
			continue
		}
		one, err := s.opened(r)
		if err != nil {
			return nil, err
		}
		out.Accounts = append(out.Accounts, one)
	}
	return json.Marshal(out)
}

// opened is a record with its secrets.
func (s *records) opened(r record) (exportedRecord, error) {
	out := exportedRecord{Profile: r.Profile, Base: r.Base}
	for _, it := range r.Items {
		var text secret.Bytes
		if it.Home != NoSecret {
			var err error
			if text, err = s.text(r, it.Name); err != nil {
				return out, err
			}
		} else if it.Key.Private || it.Key.PublicPEM == "" {
			continue // somebody has taken its secret out of the file
		}
		out.Kept = append(out.Kept, exportedItem{item{Item: it}, text.Reveal()})
	}
	return out, nil
}
