// Package once is for work that is not to be done twice.
package once

import (
	"cmp"
	"sync"
)

// Cache keeps what was worked out, by the text that it was worked out of. It is bounded:
// there are two generations, and what nobody asked for during one is forgotten. It is safe
// to be used at once by several. The zero value is ready.
type Cache[V any] struct {
	Most int // how many a generation has, 0 for 4,096

	lock       sync.RWMutex
	young, old map[string]*V
}

// Get is what was kept for a text, nil for nothing.
func (c *Cache[V]) Get(text string) *V {
	c.lock.RLock()
	v, young := c.young[text]
	if v == nil {
		v = c.old[text]
	}
	c.lock.RUnlock()
	if v != nil && !young {
		c.Put(text, v)
	}
	return v
}

// Put keeps what was worked out of a text.
func (c *Cache[V]) Put(text string, v *V) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.young == nil || len(c.young) >= cmp.Or(c.Most, 4096) {
		c.old, c.young = c.young, make(map[string]*V, 64)
	}
	c.young[text] = v
}
