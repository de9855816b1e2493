package vault

import (
	"maps"
	"slices"
	"sync"
)

// session is the profiles and accounts that live in memory: by wish, or until they can
// be saved. One that is in the file as well stands here with what is new of it.
type session struct {
	mu       sync.Mutex
	profiles map[string]record
}

// get returns a record, with false where it is none of this session.
func (s *session) get(id string) (record, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.profiles[id]
	return r, ok
}

func (s *session) all() []record {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.profiles))
}

// waiting are the records that would be in the file if that were possible.
func (s *session) waiting() []record {
	return slices.DeleteFunc(s.all(), func(r record) bool { return r.SessionOnly })
}

// set keeps records as they are.
func (s *session) set(list ...record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range list {
		s.profiles[r.ID] = r
	}
}

// merge adds the items that a record of this session has to a newer state of it.
func (s *session) merge(list []record) (_ []record, err error) {
	list = slices.Clone(list)
	for i, r := range list {
		here, ok := s.get(r.ID)
		if !ok {
			continue
		}
		if here.account != r.account {
			return nil, invalid("its ID is that of something else")
		}
		if list[i].Kept, err = r.over(here, nil, Schema); err != nil {
			return nil, err
		}
		if len(list[i].Kept) > maxItems {
			return nil, list[i].check()
		}
	}
	return list, nil
}

// drop forgets records, those that are in the file now or were deleted.
func (s *session) drop(list ...record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range list {
		delete(s.profiles, r.ID)
	}
}
