package assets

import "testing"

// TestSummary has the sentences for what a browser cannot easily be brought to.
func TestSummary(t *testing.T) {
	type m = map[string]any
	request := func(kind, outcome string, status int, more ...string) m {
		r := m{"kind": kind, "outcome": outcome, "status": status, "carried": "query", "host": "a.example", "ended": 1000}
		for i := 0; i+1 < len(more); i += 2 {
			r[more[i]] = more[i+1]
		}
		return r
	}
	came := request("playlist", "answered", 200)
	rendition := request("rendition", "answered", 200)
	segment := request("segment", "answered", 200)
	refused := request("segment", "refused", 403)
	list := func(requests ...m) []m { return requests }
	cases := []struct {
		name  string
		facts m
		want  string // state and line
	}{
		{"asking", m{"requests": list(request("playlist", "asking", 0))}, "asking | Asking a.example"},
		{"waiting", m{"requests": list(came, rendition)}, "waiting | The playlist came (200): waiting for the picture"},
		{"the browser wants a press", m{"requests": list(came, segment), "blocked": true}, "ready | Ready: press play on the picture"},
		{"plays", m{"requests": list(came), "moved": true}, "plays | Plays: 1 request, all answered"},
		{"plays, asks on", m{"requests": list(came, segment, request("segment", "asking", 0)), "moved": true}, "plays | Plays: 3 requests, 1 still open"},
		{"plays, gave one up", m{"requests": list(came, request("segment", "dropped", 0)), "moved": true}, "plays | Plays: 2 requests, 1 given up by the player"},
		{"stands", m{"requests": list(came, segment), "moved": true, "stands": true, "time": 4.9}, "waiting | Played 4 s, waits for more: 2 requests, all answered"},
		{"to the end", m{"requests": list(came, segment), "moved": true, "ended": true, "stands": true}, "ended | Played to the end: 2 requests, all answered"},
		{"to the end, with a gap", m{"requests": list(came, refused), "moved": true, "ended": true}, "partly | Played to the end, with gaps: 1 of 2 requests failed, first 403 for a segment"},
		{"plays what it has", m{"requests": list(came, segment, refused), "moved": true, "fatal": m{"details": "fragLoadError"}}, "partly | Plays, but not all came: 1 of 3 requests failed, first 403 for a segment"},
		{"decoder gives up", m{"requests": list(came, segment), "moved": true, "stands": true, "time": 3.2, "fatal": m{"details": "", "reason": "the browser cannot decode what came"}}, "refused | Stopped after 3 s: the player gave up (the browser cannot decode what came)"},
		{"has a segment, and may start", m{"requests": list(came, segment, refused), "now": 2000}, "waiting | The playlist came (200): waiting for the picture"},
		{"has a segment, and does not start", m{"requests": list(came, segment, refused), "now": 4000}, "refused | The playlist came (200), a segment was refused (403): it was asked for with the query of the playlist"},
		{"own proof refused", m{"requests": list(came, request("segment", "refused", 403, "carried", "own"))}, "refused | The playlist came (200), the first segment was refused (403): it was asked for with a query of its own, as the playlist names it"},
		{"no query to carry", m{"requests": list(came, request("segment", "refused", 403, "carried", ""))}, "refused | The playlist came (200), the first segment was refused (403): the server does not say why"},
		{"another host", m{"requests": list(came, request("segment", "refused", 403, "carried", "none", "host", "b.example")), "sendsQuery": true}, "refused | The playlist came (200), the first segment was refused (403): b.example is another host, and the query is not sent there"},
		{"no token, but another cause", m{"requests": list(came, request("segment", "refused", 403, "carried", "none", "cause", "expired"))}, "refused | The playlist came (200), the first segment was refused (403): the token has expired"},
		{"key refused", m{"requests": list(came, request("key", "refused", 401, "carried", "none"))}, "refused | The playlist came (200), the first key was refused (401): the token does not go on to keys"},
		{"segment gone", m{"requests": list(came, request("segment", "refused", 404))}, "refused | The playlist came (200), the first segment did not come (404): there is nothing at this address, or not for this token"},
		{"segment unseen", m{"requests": list(came, request("segment", "unseen", 0))}, "unseen | The playlist came (200), for the first segment no answer was seen: the server may have refused without CORS headers, and no status is seen by a page: ask with Check, or curl"},
		{"server failed", m{"requests": list(request("playlist", "refused", 503))}, "refused | The playlist did not come: 503: the server failed"},
		{"a status with a cause", m{"requests": list(request("playlist", "refused", 404, "cause", "media_id_used"))}, "refused | Refused: 404, a media ID stands in place of the playback ID"},
		{"a cause that is newer", m{"requests": list(request("playlist", "refused", 403, "cause", "of_tomorrow"))}, "refused | Refused: 403, of_tomorrow"},
		{"offline", m{"requests": list(request("playlist", "unseen", 0)), "offline": true}, "unseen | No answer was seen for the playlist: this computer is offline"},
		{"late", m{"requests": list(request("playlist", "unseen", 0, "late", "1"))}, "failed | The playlist did not come: there was no answer in time"},
		{"JSON", m{"requests": list(request("playlist", "answered", 200, "looksLike", "JSON")), "fatal": m{"details": "manifestParsingError"}}, "failed | Does not play: the answer (200) is JSON and no HLS playlist"},
		{"JSON, of an address that promises no playlist", m{"requests": list(request("playlist", "answered", 200, "looksLike", "JSON")), "fatal": m{"details": "manifestParsingError"}, "unnamed": true}, "came | It was answered (200): JSON, and no video"},
		{"nothing, of such an address", m{"requests": list(request("playlist", "answered", 200, "looksLike", "empty")), "fatal": m{"details": "manifestParsingError"}, "unnamed": true}, "came | It was answered (200): there is nothing in it, and no video"},
		{"a picture of such an address", m{"requests": list(request("playlist", "answered", 200, "looksLike", "other text", "type", "image/jpeg")), "fatal": m{"details": "manifestParsingError"}, "unnamed": true}, "came | It was answered (200): a picture, and no video"},
		{"codecs", m{"requests": list(came), "fatal": m{"details": "manifestIncompatibleCodecsError"}}, "failed | Does not play: this browser has no decoder for its codecs"},
		{"DRM", m{"requests": list(came), "fatal": m{"details": "keySystemNoKeys"}}, "failed | Does not play: it needs DRM, which this page has not"},
		{"something new", m{"requests": list(came), "fatal": m{"details": "ofTomorrow"}}, "failed | Does not play: the player gave up (ofTomorrow)"},
		{"by itself", m{"requests": []m{}, "unwatched": true, "moved": true}, "plays | Plays: this browser plays HLS by itself, so the requests cannot be seen"},
		{"not by itself", m{"requests": []m{}, "unwatched": true, "fatal": m{"details": ""}}, "failed | Does not play: this browser plays HLS by itself, so the requests cannot be seen"},
	}
	var facts []m
	for _, c := range cases {
		c.facts["first"] = "a.example"
		facts = append(facts, c.facts)
	}
	var got []string
	node(t, `import { summary } from "./summary.js";
		console.log(JSON.stringify(JSON.parse(process.argv[2]).map((facts) => {
			const { state, headline, detail } = summary(facts);
			return state + " | " + headline + (detail ? ": " + detail : "");
		})));`, facts, &got)
	for i, c := range cases {
		if got[i] != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.name, got[i], c.want)
		}
	}
}
