package vault

import (
	"encoding/json"
	"io"

	"filippo.io/age"
	"filippo.io/age/armor"

	"playtoken/core/secret"
)

// exportCost is log2 of scrypt's N for what we write: age's own default, about a
// second and 256 MiB. It is also the most that an import accepts.
const exportCost = 18

// exported is the content of an export, once decrypted.
type exported struct {
	Playtoken string            `json:"playtoken"` // "export"
	Schema    int               `json:"schema"`
	Profiles  []exportedProfile `json:"profiles"`
}

type exportedProfile struct {
	Profile
	Kept []exportedItem `json:"items,omitempty"`
}

type exportedItem struct {
	item        // without a seal
	Text []byte `json:"secret_text,omitempty"`
}

// Export writes profiles with all their secrets, credentials too, as an age file
// under a passphrase, in its text form. No IDs means all profiles. Every program
// that knows age can open the file: "age -d".
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
func (s *Store) gather(ids []string) ([]byte, error) {
	if len(ids) == 0 {
		for _, p := range s.List() {
			ids = append(ids, p.ID)
		}
	}
	out := exported{Playtoken: "export", Schema: s.file.format.schema, Profiles: []exportedProfile{}}
	defer func() {
		for _, p := range out.Profiles {
			for _, it := range p.Kept {
				clear(it.Text)
			}
		}
	}()
	for _, id := range ids {
		p, err := s.Get(id)
		if err != nil {
			return nil, err
		}
		one := exportedProfile{Profile: p}
		for _, it := range p.Items {
			var text secret.Bytes
			if it.Home != NoSecret {
				if text, err = s.Secret(id, it.Name); err != nil {
					return nil, err
				}
			} else if it.Key.Private || it.Key.PublicPEM == "" {
				continue // somebody has taken its secret out of the file
			}
			one.Kept = append(one.Kept, exportedItem{item{Item: it}, text.Reveal()})
		}
		out.Profiles = append(out.Profiles, one)
	}
	return json.Marshal(out)
}
