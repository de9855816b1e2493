package why

import (
	"slices"

	"playtoken/core/batch/listing"
)

// Filter chooses which rows of the log's list are shown, and in which order.
type Filter struct{ log *Log }

// relist lists anew after a change of the filter.
func (c *Filter) relist(change func(*listing.Filter)) {
	if v := c.log.list; v != nil && !v.working {
		f := v.list.Filter()
		if change(&f); v.list.Choose(f) {
			v.show()
			c.log.update()
		}
	}
}

// ChooseCause lists the rows of one cause, 0 of all.
func (c *Filter) ChooseCause(i int) { c.relist(func(f *listing.Filter) { f.Cause = i }) }

// OnlyThis lists the rows with the cause of the open one.
func (c *Filter) OnlyThis() {
	if v := c.log.list; v != nil && v.opened >= 0 {
		c.ChooseCause(slices.Index(v.list.Causes, v.shown[v.opened].Code) + 1)
	}
}

// ChooseScope lists the rows in trouble, or with 1 all.
func (c *Filter) ChooseScope(i int) {
	c.relist(func(f *listing.Filter) {
		if f.All = i == 1; f.All {
			f.Cause = 0
		}
	})
}

// Search lists the rows in which a text occurs: in ID, client, agent, path or cause.
func (c *Filter) Search(text string) { c.relist(func(f *listing.Filter) { f.Search = text }) }

// Sort sorts by a column, and by the one that it is sorted by the other way round.
func (c *Filter) Sort(by listing.Column) {
	c.relist(func(f *listing.Filter) { *f = f.By(by) })
}
