package vault

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"

	"filippo.io/age"
	"filippo.io/age/armor"

	"playtoken/core/secret"
)

// Incoming is a profile out of an exported file.
type Incoming struct {
	Profile Profile
	Secret  secret.Bytes // empty when it had none
}

// Import saves the profiles of an exported file and returns them as they are
// kept, all or none. One that is here already, the same in all its parts, is left out; one
// with the ID of another comes in beside it under a new ID.
func (s *Store) Import(r io.Reader, passphrase secret.Bytes) ([]Profile, error) {
	list, err := s.format.readExport(r, passphrase)
	if err != nil {
		return nil, err
	}
	var coming []guest
	for _, in := range list {
		if here, err := s.Get(in.Profile.ID); err == nil {
			if alike(here, in.Profile) {
				continue
			}
			in.Profile.ID = newID()
			in.Profile.Name = cut(in.Profile.Name, maxName-len(importedMark)) + importedMark
		}
		p, err := s.ready(in.Profile, in.Secret)
		if err != nil {
			return nil, err
		}
		coming = append(coming, guest{p, in.Secret, true})
	}
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	if err := s.keep(coming); err != nil {
		return nil, err
	}
	var kept []Profile
	for _, g := range coming {
		if p, err := s.Get(g.profile.ID); err == nil {
			kept = append(kept, p)
		}
	}
	return kept, nil
}

const importedMark = " (imported)"

// ReadExport reads an exported file and saves nothing.
func ReadExport(r io.Reader, passphrase secret.Bytes) ([]Incoming, error) {
	return known.readExport(r, passphrase)
}

func (f format) readExport(r io.Reader, passphrase secret.Bytes) ([]Incoming, error) {
	if passphrase.IsZero() {
		return nil, ErrNoPassphrase
	}
	in := bufio.NewReader(io.LimitReader(r, 2*maxBytes))
	if start, _ := in.Peek(len(armor.Header)); string(start) == armor.Header {
		in = bufio.NewReader(armor.NewReader(in))
	}
	if err := affordable(in); err != nil {
		return nil, err
	}
	identity, err := age.NewScryptIdentity(string(passphrase.Reveal()))
	if err != nil {
		return nil, ErrNoPassphrase
	}
	identity.SetMaxWorkFactor(exportCost)
	plain, err := age.Decrypt(in, identity)
	if err != nil {
		var wrong *age.NoIdentityMatchError
		if errors.As(err, &wrong) {
			return nil, ErrWrongPassphrase
		}
		return nil, fmt.Errorf("%w: its head is damaged", ErrNotExport)
	}
	text, err := io.ReadAll(plain)
	defer clear(text)
	if err != nil {
		return nil, fmt.Errorf("%w: it is damaged or cut off", ErrNotExport)
	}
	return f.parseExport(text)
}

// affordable looks at the head of an age file, without taking from it:
//
//	age-encryption.org/v1
//	-> scrypt SALT LOG2(N)
func affordable(in *bufio.Reader) error {
	head, _ := in.Peek(128)
	first, rest, _ := bytes.Cut(head, []byte("\n"))
	second, _, whole := strings.Cut(string(rest), "\n")
	args := strings.Fields(second)
	if string(first) != "age-encryption.org/v1" || !whole {
		return fmt.Errorf("%w: it is not an age file", ErrNotExport)
	}
	if len(args) != 4 || args[0] != "->" || args[1] != "scrypt" {
		return fmt.Errorf("%w: it is not under a passphrase", ErrNotExport)
	}
	if logN, err := strconv.Atoi(args[3]); err != nil || logN > exportCost {
		return ErrCostTooHigh
	}
	return nil
}

func (f format) parseExport(text []byte) ([]Incoming, error) {
	var head struct {
		Playtoken string            `json:"playtoken"`
		Schema    int               `json:"schema"`
		Profiles  []json.RawMessage `json:"profiles"`
	}
	switch err := json.Unmarshal(text, &head); {
	case err != nil || head.Playtoken != "export" || head.Schema < 1:
		return nil, fmt.Errorf("%w: it holds something else", ErrNotExport)
	case head.Schema > f.schema:
		return nil, fmt.Errorf("%w (schema %d; this one knows %d)", ErrNewerSchema, head.Schema, f.schema)
	case len(head.Profiles) > maxProfiles:
		return nil, ErrTooLarge
	}
	var list []Incoming
	for i, one := range head.Profiles {
		var p exportedProfile
		if json.Unmarshal(one, &p) != nil {
			return nil, fmt.Errorf("%w: profile %d of it cannot be read", ErrNotExport, i+1)
		}
		if p.Lifetime != "" {
			p.Profile.Lifetime, _ = time.ParseDuration(p.Lifetime)
		}
		if len(p.Text) > maxSecret || p.Profile.check() != nil {
			return nil, fmt.Errorf("%w: profile %d of it is impossible", ErrNotExport, i+1)
		}
		list = append(list, Incoming{Profile: p.Profile, Secret: secret.New(p.Text)})
		clear(p.Text)
	}
	return list, nil
}

// alike compares what people have put into two profiles.
func alike(a, b Profile) bool {
	for _, p := range []*Profile{&a, &b} {
		*p = p.clone()
		p.Revision, p.Changed, p.Home, p.SessionOnly = 0, time.Time{}, NoSecret, false
		p.Created, p.Key.Created = p.Created.UTC().Round(0), p.Key.Created.UTC().Round(0)
		if len(p.Values) == 0 {
			p.Values = nil
		}
		if len(p.Key.Repairs) == 0 {
			p.Key.Repairs = nil
		}
	}
	return reflect.DeepEqual(a, b)
}

// cut shortens a text to n bytes, at the border of a character.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "")
}
