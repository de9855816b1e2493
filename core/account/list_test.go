package account_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"playtoken/core/account"
)

// keysFrom writes a page of a list: the keys from one number up to before another.
func keysFrom(from, to int) string {
	var list []string
	for i := from; i < to; i++ {
		list = append(list, fmt.Sprintf(`{"created_at":"1789374067","id":"key-%d","extra":{"x":[1]}}`, i))
	}
	return "[" + strings.Join(list, ",") + "]"
}

// TestPages: how a list is asked for, and where it ends.
func TestPages(t *testing.T) {
	for _, c := range []struct {
		name, platform string
		page           func(page, limit int) string
		asked          int // pages
		keys           int
	}{
		{"fastpix, three pages", "fastpix", func(page, limit int) string {
			return fmt.Sprintf(`{"pagination":{"totalRecords":120,"currentOffset":%d,"offsetCount":3},"data":%s}`, page, keysFrom((page-1)*limit, min(page*limit, 120)))
		}, 3, 120},
		{"fastpix, a full last page", "fastpix", func(page, limit int) string {
			return fmt.Sprintf(`{"pagination":{"offsetCount":2},"data":%s}`, keysFrom((page-1)*limit, page*limit))
		}, 2, 100},
		{"fastpix, number of pages as text", "fastpix", func(page, limit int) string {
			return fmt.Sprintf(`{"pagination":{"offsetCount":"2"},"data":%s}`, keysFrom((page-1)*limit, page*limit))
		}, 2, 100},
		{"fastpix, without the number of pages", "fastpix", func(page, limit int) string {
			return fmt.Sprintf(`{"data":%s}`, keysFrom((page-1)*limit, min(page*limit, 70)))
		}, 2, 70},
		{"fastpix, gives fewer a page than asked for", "fastpix", func(page, _ int) string {
			return fmt.Sprintf(`{"pagination":{"offsetCount":3},"data":%s}`, keysFrom((page-1)*10, min(page*10, 23)))
		}, 3, 23},
		{"fastpix, the same page again", "fastpix", func(_, limit int) string {
			return fmt.Sprintf(`{"pagination":{"offsetCount":900},"data":%s}`, keysFrom(0, limit))
		}, 2, 50},
		{"fastpix, null for an empty list", "fastpix", func(int, int) string { return `{"success":true,"data":null,"pagination":null}` }, 1, 0},
		{"fastpix, a key was made meanwhile", "fastpix", func(page, limit int) string {
			from := max(0, (page-1)*limit-1)
			return fmt.Sprintf(`{"pagination":{"offsetCount":2},"data":%s}`, keysFrom(from, min(from+limit, 90)))
		}, 2, 90},
		{"fastpix, one key on two pages", "fastpix", func(page, limit int) string {
			return fmt.Sprintf(`{"pagination":{"offsetCount":2},"data":%s}`, []string{keysFrom(0, 50), keysFrom(49, 60)}[page-1])
		}, 2, 60},
		{"mux, until a page is empty", "mux", func(page, limit int) string {
			return fmt.Sprintf(`{"data":%s}`, keysFrom((page-1)*limit, max((page-1)*limit, min(page*limit, 60))))
		}, 4, 60},
		{"mux, gives fewer a page than asked for", "mux", func(page, _ int) string {
			return fmt.Sprintf(`{"data":%s}`, keysFrom((page-1)*10, max((page-1)*10, min(page*10, 23))))
		}, 4, 23},
		{"mux, the same page again", "mux", func(int, int) string { return fmt.Sprintf(`{"data":%s}`, keysFrom(0, 3)) }, 2, 3},
		{"bitmovin, all at once", "bitmovin", func(int, int) string { return `{"data":{"result":{"publicKeys":[{"keyId":"key-0"}]}}}` }, 1, 1},
		{"cloudflare, all at once", "cloudflare", func(int, int) string {
			return `{"success":true,"result":[{"key_id":"key-0"},{"id":"key-1","key_id":"x"},{"id":"","key_id":"key-2"}]}`
		}, 1, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := plain(t, func(w http.ResponseWriter, r *http.Request) {
				q := r.URL.Query()
				limit, _ := strconv.Atoi(q.Get("limit"))
				page, _ := strconv.Atoi(q.Get("offset") + q.Get("page"))
				fmt.Fprint(w, c.page(page, limit))
			})
			got, err := client(t, c.platform, s.URL).List(context.Background())
			if err != nil || len(got) != c.keys {
				t.Fatalf("%d keys, %v; want %d", len(got), err, c.keys)
			}
			for i, k := range got {
				if k.ID != fmt.Sprint("key-", i) {
					t.Fatalf("at %d stands %s", i, k.ID)
				}
			}
			var queries, want []string
			for i, r := range s.requests() {
				_, query, _ := strings.Cut(r.URI, "?")
				queries = append(queries, query)
				want = append(want, map[string]string{"fastpix": "limit=50&offset=%d", "mux": "limit=25&page=%d"}[c.platform])
				if strings.Contains(want[i], "%") {
					want[i] = fmt.Sprintf(want[i], i+1)
				}
			}
			if len(queries) != c.asked || !slices.Equal(queries, want) {
				t.Errorf("asked %q, want %d times %q", queries, c.asked, want)
			}
		})
	}
}

// TestMostPages: a list without an end is left after a thousand pages, and what came of it is
// not taken for the whole.
func TestMostPages(t *testing.T) {
	s := plain(t, func(w http.ResponseWriter, r *http.Request) {
		page, _ := strconv.Atoi(r.URL.Query().Get("page"))
		fmt.Fprintf(w, `{"data":%s}`, keysFrom(page, page+1))
	})
	got, err := client(t, "mux", s.URL).List(context.Background())
	f := fault(t, err)
	if len(got) != 1000 || len(s.requests()) != 1000 || f.Code != account.TooLarge || hostless(f.Message) != "HOST lists more than 1,000 pages of keys. Those of the first 1,000 were read." {
		t.Errorf("%d keys of %d pages, %+v", len(got), len(s.requests()), f)
	}
}

// TestFaultOnALaterPage: the keys so far come with the fault.
func TestFaultOnALaterPage(t *testing.T) {
	s := plain(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("page") != "1" {
			w.WriteHeader(500)
			return
		}
		fmt.Fprintf(w, `{"data":%s}`, keysFrom(0, 3))
	})
	got, err := client(t, "mux", s.URL).List(context.Background())
	if f := fault(t, err); len(got) != 3 || f.Code != account.PlatformFault {
		t.Errorf("%v, %v", got, err)
	}
}

// TestIDsThatAreNotShown: an ID goes to a terminal as it is, so that one which repeats a
// credential, which a terminal would obey or which fills a screen is none.
func TestIDsThatAreNotShown(t *testing.T) {
	given := string(credentials(t, "mux")["token_secret"].Reveal())
	for name, id := range map[string]string{
		"the secret": given, "the secret in capitals": strings.ToUpper(given), "the secret within": "key " + given + " key",
		"an escape": "\x1b[2Jkey", "a line end": "key\nkey", "right to left": "key\u202eyek", "long": strings.Repeat("k", 2000), "empty": "",
	} {
		text, _ := json.Marshal(id)
		s := plain(t, says(200, fmt.Sprintf(`{"data":[{"id":%s,"created_at":"1789374067"}]}`, text)))
		list, err := client(t, "mux", s.URL).List(context.Background())
		if f := fault(t, err); len(list) != 0 || f.Code != account.NotJSON || strings.Contains(f.Message+f.Hint, given) {
			t.Errorf("%s: %q, %+v", name, list, f)
		}
	}
}
