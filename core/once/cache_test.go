package once_test

import (
	"fmt"
	"testing"

	"playtoken/core/once"
)

func TestCache(t *testing.T) {
	c := once.Cache[string]{Most: 10}
	value := "worked out"
	c.Put("asked for", &value)
	c.Put("forgotten", &value)
	for i := range 100 {
		c.Put(fmt.Sprint(i), new(string))
		if c.Get("asked for") != &value {
			t.Fatalf("what is asked for is gone after %d others", i+1)
		}
	}
	if c.Get("forgotten") != nil {
		t.Error("kept for ever")
	}
	if c.Get("99") == nil || c.Get("never put") != nil {
		t.Error("not what was put")
	}
}
