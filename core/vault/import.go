package vault

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"

	"playtoken/core/secret"
)

// Import saves the profiles and accounts of an exported file, all or none, and returns
// the profiles as they are kept. A profile that is here already, the same in all its
// parts, is left out and counted in here; one with the ID of another comes in beside it
// under a new ID, and no two have one name. So do accounts, which are not counted.
func (s *Store) Import(r io.Reader, passphrase secret.Bytes) (kept []Profile, here int, err error) {
	list, err := s.file.format.readExport(r, passphrase)
	if err != nil {
		return nil, 0, err
	}
	coming, moved := list[:0], map[string]string{} // new IDs of accounts
	names := s.takenNames()
	for _, in := range list { // accounts first
		if now, err := s.one(in.ID, in.account); err == nil {
			if s.holds(now, in) {
				if !in.account {
					here++
				}
				continue
			}
			old := in.ID
			in.ID, in.Name = newID(), marked(in.Name, 1)
			if in.account {
				moved[old] = in.ID
			}
		}
		in.Name = names.add(in)
		in.Account = cmp.Or(moved[in.Account], in.Account)
		in.Changed = s.now().UTC().Round(0)
		coming = append(coming, in)
	}
	if len(coming) == 0 {
		return nil, here, nil
	}
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	if err := s.keep(coming); err != nil {
		return nil, 0, err
	}
	for _, r := range coming {
		if p, err := s.Get(r.ID); err == nil {
			kept = append(kept, p)
		}
	}
	return kept, here, nil
}

// nameOf tells by what a record is known to people: capitals aside, and of its kind.
type nameOf struct {
	account bool
	name    string
}

// takenNames are the names that are in use.
type takenNames map[nameOf]bool

func (s *Store) takenNames() takenNames {
	n := takenNames{}
	for _, account := range []bool{false, true} {
		for _, r := range s.all(account) {
			n[nameOf{account, strings.ToLower(r.Name)}] = true
		}
	}
	return n
}

// add takes the name of a record, with a mark where another one has it, and answers with it.
func (n takenNames) add(r record) string {
	name := r.Name
	for i := 1; n[nameOf{r.account, strings.ToLower(name)}]; i++ {
		name = marked(r.Name, i)
	}
	n[nameOf{r.account, strings.ToLower(name)}] = true
	return name
}

// marked is the name of the nth record that came with one that was taken: "Shop (imported 2)".
func marked(name string, n int) string {
	mark := " (imported)"
	if n > 1 {
		mark = " (imported " + strconv.Itoa(n) + ")"
	}
	base, _, _ := strings.Cut(name, " (imported")
	return cut(base, maxName-len(mark)) + mark
}

// readExport reads an exported file and saves nothing.
func (f format) readExport(r io.Reader, passphrase secret.Bytes) ([]record, error) {
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

func (f format) parseExport(text []byte) ([]record, error) {
	var members map[string]json.RawMessage
	var kind string
	if json.Unmarshal(text, &members) != nil || json.Unmarshal(members["playtoken"], &kind) != nil || kind != "export" {
		return nil, fmt.Errorf("%w: it holds something else", ErrNotExport)
	}
	_, err := listIn(members, "profiles") // an upgrade would only say that something is wrong
	if err == nil {
		err = f.upgrade(members)
	}
	var list []record
	for _, account := range []bool{true, false} {
		var part []record
		if err == nil {
			part, err = parseRecords(members, account)
		}
		list = append(list, part...)
	}
	switch {
	case err == nil, errors.Is(err, ErrNewerSchema), errors.Is(err, ErrTooLarge), errors.Is(err, ErrNotExport):
		return list, err
	}
	return nil, fmt.Errorf("%w: its profiles cannot be read", ErrNotExport)
}

func parseRecords(members map[string]json.RawMessage, account bool) (list []record, err error) {
	name := map[bool]string{false: "profile", true: "account"}[account]
	raw, err := listIn(members, name+"s")
	if err != nil {
		return nil, err
	}
	for i, one := range raw {
		var p exportedRecord
		if json.Unmarshal(one, &p) != nil {
			return nil, fmt.Errorf("%w: %s %d of it cannot be read", ErrNotExport, name, i+1)
		}
		var items []NewItem
		for _, it := range p.Kept {
			items = append(items, NewItem{it.Item, secret.New(it.Text)})
			clear(it.Text)
		}
		r, err := newRecord(p.Profile, items)
		if r.account, r.Base = account, p.Base; err == nil {
			err = r.check()
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %s %d of it is impossible", ErrNotExport, name, i+1)
		}
		list = append(list, r)
	}
	return list, nil
}
