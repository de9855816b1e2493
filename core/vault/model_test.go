package vault

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// modelled is what a profile should be: its name, and the texts of its items, those
// of replaced keys under no name.
type modelled struct {
	name     string
	items    map[string]string
	replaced []string
}

func (m *modelled) String() string {
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(m.items)) {
		texts = append(texts, name+":"+m.items[name])
	}
	slices.Sort(m.replaced)
	return fmt.Sprintf("%s{%s; %s}", m.name, strings.Join(texts, " "), strings.Join(m.replaced, " "))
}

// model is two copies of the program on one file, and what should be in it.
type model struct {
	t      *testing.T
	random *rand.Rand
	path   string
	ring   *ring
	copies [2]*Store
	want   map[string]*modelled
	pass   string
	texts  int
	log    []string
}

func (m *model) text() string {
	m.texts++
	return fmt.Sprint(m.texts)
}

// fresh is one of the copies, up to date and unlocked.
func (m *model) fresh(i int) *Store {
	s := m.copies[i]
	if err := s.Reload(); err != nil {
		m.t.Fatal(m.log, err)
	}
	if s.State().Locked {
		if err := s.Unlock(sec(m.pass)); err != nil {
			m.t.Fatal(m.log, err)
		}
	}
	return s
}

// step does something, and returns whether it should have gone and whether it did.
func (m *model) step() (should bool, err error) {
	s, id := m.fresh(m.random.IntN(2)), fmt.Sprint("p", m.random.IntN(3))
	item := []string{SigningKey, BackupKey, "next", "api"}[m.random.IntN(4)]
	op := []string{"put", "put", "put", "remove", "promote", "rename", "delete", "protect", "keyring", "lock", "restart"}[m.random.IntN(11)]
	m.log = append(m.log, op+" "+id+" "+item)
	w := m.want[id]
	has := w != nil && w.items[item] != ""
	switch op {
	case "put":
		text := m.text()
		given := keyOf(item, text, true)
		if item == "api" {
			given = credential(item, text)
		}
		if w == nil {
			w = &modelled{items: map[string]string{}}
			m.want[id] = w
		}
		if old, ok := w.items[item]; ok && item != "api" {
			w.replaced = append(w.replaced, old)
		}
		w.name, w.items[item] = "n"+text, text
		_, err = s.Put(Profile{ID: id, Name: w.name}, given)
	case "remove":
		if err = s.Remove(id, item); has {
			delete(w.items, item)
		}
		return has, err
	case "promote":
		should = has && item != SigningKey && item != "api"
		if err = s.Promote(id, item); should {
			if old, ok := w.items[SigningKey]; ok {
				w.replaced = append(w.replaced, old)
			}
			w.items[SigningKey] = w.items[item]
			delete(w.items, item)
		}
		return should, err
	case "rename":
		if err = rename(s, id, "renamed"); w != nil {
			w.name = "renamed"
		}
		return w != nil, err
	case "delete":
		err = s.Delete(id)
		delete(m.want, id)
		return w != nil, err
	case "protect":
		m.pass = m.text()
		err = s.ChangeProtection(UnderPassphrase, sec(m.pass))
	case "keyring":
		err = s.ChangeProtection(InKeyring, sec(""))
	case "lock":
		s.Lock()
	case "restart":
		m.copies[m.random.IntN(2)] = openAt(m.t, m.path, m.ring)
	}
	return true, err
}

// state is what the store has, as the model would have it.
func (m *model) state(s *Store) map[string]string {
	out := map[string]string{}
	for _, p := range s.List() {
		one := &modelled{name: p.Name, items: map[string]string{}}
		for _, it := range p.Items {
			text, err := s.Secret(p.ID, it.Name)
			if err != nil || it.Proof != Proven {
				m.t.Errorf("%v: %s of %s: %q, %v", m.log, it.Name, p.ID, it.Proof, err)
			}
			if it.Replaced.IsZero() {
				one.items[it.Name] = string(text.Reveal())
			} else {
				one.replaced = append(one.replaced, string(text.Reveal()))
			}
		}
		out[p.ID] = one.String()
	}
	return out
}

// TestAnyOrder does things in any order, in two copies of the program: after each
// both have what was put in, and the keyring has one key at most.
func TestAnyOrder(t *testing.T) {
	for seed := range uint64(6) {
		m := &model{t: t, random: rand.New(rand.NewPCG(seed, 1)), path: storePath(t), ring: newRing(), want: map[string]*modelled{}}
		for i := range m.copies {
			m.copies[i] = openAt(t, m.path, m.ring)
		}
		for range 40 {
			if should, err := m.step(); should != (err == nil) || errors.Is(err, ErrNotSaved) {
				t.Fatal(m.log, err)
			}
			want := map[string]string{}
			for id, w := range m.want {
				want[id] = w.String()
			}
			for i := range m.copies {
				if got := m.state(m.fresh(i)); !maps.Equal(got, want) {
					t.Fatalf("%v\ngot  %v\nwant %v", m.log, got, want)
				}
			}
			if m.ring.size() > 1 {
				t.Fatalf("%v: %d keys in the keyring", m.log, m.ring.size())
			}
		}
	}
}
