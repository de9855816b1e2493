package async

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestQueueKeepsTheOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q Queue
		var got []int
		for i, takes := range []time.Duration{3, 1, 2, 0} {
			q.Add(func() {
				time.Sleep(takes)
				got = append(got, i)
			})
		}
		time.Sleep(10 * time.Nanosecond)
		q.Add(func() { got = append(got, 4) }) // after a rest
		synctest.Wait()
		if !slices.Equal(got, []int{0, 1, 2, 3, 4}) {
			t.Errorf("done %v", got)
		}
	})
}
