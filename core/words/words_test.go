package words_test

import (
	"errors"
	"testing"

	"playtoken/core/words"
)

func TestWords(t *testing.T) {
	for name, c := range map[string]struct{ got, want string }{
		"capital letter":         {words.UpperFirst("token"), "Token"},
		"capital letter of none": {words.UpperFirst(""), ""},
		"small letter":           {words.LowerFirst("Playback ID"), "playback ID"},
		"an abbreviation stays":  {words.LowerFirst("RSA key"), "RSA key"},
		"one letter":             {words.LowerFirst("A"), "a"},
		"sentence":               {words.Sentence(errors.New("there is no key")), "There is no key."},
		"no thousand":            {words.Thousands(999), "999"},
		"thousands":              {words.Thousands(1234567), "1,234,567"},
		"none":                   {words.Count(0, "row"), "0 rows"},
		"one":                    {words.Count(1, "row"), "1 row"},
		"many":                   {words.Count(1000, "row"), "1,000 rows"},
		"just below a thousand":  {words.Count(999, "row"), "999 rows"},
		"millions":               {words.Count(1234567, "row"), "1,234,567 rows"},
		"an empty list":          {words.List(nil), ""},
		"a list of one":          {words.List([]string{"a"}), "a"},
		"a list of three":        {words.List([]string{"a", "b", "c"}), "a, b and c"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
}
