package cause_test

import (
	"fmt"
	"strings"
	"testing"

	"playtoken/core/cause"
)

func TestTable(t *testing.T) {
	seen := map[cause.Code]bool{}
	for i, c := range cause.All() {
		switch {
		case seen[c.Code] || c.Code == "" || c.Code.Rank() != i:
			t.Errorf("%q stands twice or has another rank than its row", c.Code)
		case c.Title == "" || strings.HasSuffix(c.Title, ".") || strings.Contains(c.Title, "_"):
			t.Errorf("%s: the title %q does not go into a sentence", c.Code, c.Title)
		}
		seen[c.Code] = true
	}
	for _, c := range cause.All() {
		for _, l := range c.Follows {
			if !seen[l.To] || l.To == c.Code {
				t.Errorf("%s follows from %q", c.Code, l.To)
			}
		}
	}
}

// Two causes that follow from each other would both be told under nothing: each
// way needs a condition that leaves out the other.
func TestNoCircle(t *testing.T) {
	for _, c := range cause.All() {
		for _, l := range c.Follows {
			for _, back := range cause.Of(l.To).Follows {
				if back.To == c.Code && (l.If == cause.Always || l.If == back.If) {
					t.Errorf("%s and %s follow from each other", c.Code, l.To)
				}
			}
		}
	}
}

func TestOf(t *testing.T) {
	if got := cause.Of(cause.Expired); got.Title != "the token has expired" || got.RuledOutBy != cause.ExpIsAhead {
		t.Errorf("%+v", got)
	}
	stranger := cause.Of("of_another_version")
	if stranger.Title != "of another version" || stranger.Code.Rank() != len(cause.All()) {
		t.Errorf("%+v has rank %d", stranger, stranger.Code.Rank())
	}
}

func TestPage(t *testing.T) {
	defer func(before string) { cause.Home = before }(cause.Home)
	for _, c := range []struct {
		home, code, want string
	}{
		{"", "expired", ""},
		{"https://help.example/causes/", "expired", "https://help.example/causes/expired.html"},
		{"https://help.example/causes/", "of_another_version", ""},
	} {
		cause.Home = c.home
		if got := cause.Code(c.code).Page(); got != c.want {
			t.Errorf("%s at %q has the page %q, want %q", c.code, c.home, got, c.want)
		}
	}
}

func TestRowOf(t *testing.T) {
	for member, want := range map[string]cause.Row{"kid": cause.RowKid, "exp": cause.RowExp, "named": "", "made by": "", "contentId": ""} {
		if got := cause.RowOf(member); got != want {
			t.Errorf("%s has the row %q, want %q", member, got, want)
		}
	}
}

func Example() {
	c := cause.Of(cause.ExpBeforeIat)
	fmt.Println(c.Title)
	for _, l := range c.Follows {
		fmt.Println("may follow from", l.To)
	}
	// Output:
	// the token ends before it begins
	// may follow from exp_is_duration
	// may follow from expired
}
