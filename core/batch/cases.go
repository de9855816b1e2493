package batch

import (
	"sync"

	"playtoken/core/diagnosis"
)

// cases keeps what was found out of URLs that were asked for, for the next lines of the
// same viewer. It is bounded: two generations are kept.
type cases struct {
	lock       sync.RWMutex
	young, old map[string]*diagnosis.Case
}

// mostCases is how many a generation has, and mostURL how long a URL is that is kept.
const (
	mostCases = 2048
	mostURL   = 8 << 10
)

func (k *cases) get(url string) (diagnosis.Case, bool) {
	k.lock.RLock()
	c, young := k.young[url]
	if c == nil {
		c = k.old[url]
	}
	k.lock.RUnlock()
	if c == nil {
		return diagnosis.Case{}, false
	}
	if !young {
		k.put(url, *c)
	}
	return *c, true
}

func (k *cases) put(url string, c diagnosis.Case) {
	if len(url) > mostURL {
		return
	}
	k.lock.Lock()
	defer k.lock.Unlock()
	if k.young == nil || len(k.young) >= mostCases {
		k.old, k.young = k.young, make(map[string]*diagnosis.Case, 64)
	}
	k.young[url] = &c
}
