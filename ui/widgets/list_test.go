package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestCheck(t *testing.T) {
	app(t)
	c := NewCheck("Only for this session")
	stage(t, c, 300, 40)
	for i, toggle := range []func(){
		func() { test.Tap(c) },
		func() { press(c, fyne.KeySpace) },
		func() { press(c, fyne.KeyReturn) },
		func() { press(c, fyne.KeyDown, fyne.KeyTab); c.Checked = !c.Checked },
	} {
		before := c.Checked
		if toggle(); c.Checked == before {
			t.Errorf("way %d does not tick", i)
		}
	}
	if c.AccessibilityLabel() != "Only for this session" || c.MinSize().Width < 100 {
		t.Errorf("%q, %v", c.AccessibilityLabel(), c.MinSize())
	}
}

// A list asks for little height, scrolls, and keeps its choice in sight.
func TestList(t *testing.T) {
	app(t)
	items := func(n int) (list []ListItem) {
		for i := range n {
			list = append(list, ListItem{Title: fmt.Sprintf("Item %d", i), Chip: "chip", Line: "line", Note: "note"})
		}
		return list
	}
	var chosen []int
	var confirmed []int
	l := NewList(200, func(i int) { chosen = append(chosen, i) })
	l.Confirmed = func(i int) { confirmed = append(confirmed, i) }
	stage(t, l, 300, 200)
	press(l, fyne.KeyDown, fyne.KeyReturn) // empty
	if !l.Set(items(2), 0) || l.Set(items(2), 1) {
		t.Error("does not tell when its height changes")
	}
	few := l.HeightFor(300)
	l.Set(items(100), 99)
	if few >= 200 || l.HeightFor(300) != 200 || l.page.scroll.Offset.Y < 1000 {
		t.Errorf("height %v, then %v, scrolled to %v", few, l.HeightFor(300), l.page.scroll.Offset.Y)
	}
	l.Set(items(100), 0)
	if l.page.scroll.Offset.Y > 20 {
		t.Errorf("scrolled to %v", l.page.scroll.Offset.Y)
	}
	chosen = nil
	press(l, fyne.KeyDown, fyne.KeySpace)
	test.Tap(l.items[3])
	l.FocusGained()
	if len(chosen) != 2 || chosen[0] != 1 || chosen[1] != 3 || len(confirmed) != 1 || !l.items[0].focused || l.AccessibilityLabel() != "Item 0" {
		t.Errorf("chosen %v, confirmed %v", chosen, confirmed)
	}
	if l.Set(items(100), 3); l.items[0].focused || !l.items[3].focused {
		t.Error("the line of the keyboard does not go with the choice")
	}
}

// Letters lead to the item that begins with them. A blank in a name confirms nothing.
func TestListTypedTo(t *testing.T) {
	app(t)
	var l *List
	items := []ListItem{{Title: "Archive"}, {Title: "Shop next"}, {Title: "Shop production"}, {Title: "Äther"}}
	confirmed := 0
	l = NewList(200, func(i int) { l.Set(items, i) })
	l.Confirmed = func(int) { confirmed++ }
	stage(t, l, 300, 200)
	l.Set(items, 0)
	for _, c := range []struct {
		typed string
		want  int
	}{{"sh", 1}, {"op p", 2}, {"ä", 3}, {"x", 3}, {"s", 1}, {"s", 2}, {"a", 0}} {
		for _, r := range c.typed {
			if r == ' ' {
				press(l, fyne.KeySpace)
			}
			l.TypedRune(r)
		}
		if l.chosen != c.want || confirmed != 0 {
			t.Errorf("after %q: item %d, confirmed %d times", c.typed, l.chosen, confirmed)
		}
	}
	press(l, fyne.KeyDown, fyne.KeySpace)
	if l.chosen != 1 || confirmed != 1 {
		t.Errorf("item %d, confirmed %d times", l.chosen, confirmed)
	}
}

// The first item below a heading is revealed with it.
func TestListRevealsTheHeading(t *testing.T) {
	app(t)
	var l *List
	var items []ListItem
	for i := range 60 {
		items = append(items, ListItem{Head: fmt.Sprintf("Platform %d", i/20), Title: fmt.Sprint("Item ", i), Line: "line"})
	}
	l = NewList(200, func(i int) { l.Set(items, i) })
	stage(t, l, 300, 200)
	l.Set(items, 0)
	if l.page.scroll.Offset.Y != 0 {
		t.Errorf("scrolled to %v at first", l.page.scroll.Offset.Y)
	}
	press(l, fyne.KeyEnd, fyne.KeyHome)
	if l.page.scroll.Offset.Y != 0 {
		t.Errorf("scrolled to %v after Home", l.page.scroll.Offset.Y)
	}
}
