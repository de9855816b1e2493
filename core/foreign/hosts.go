package foreign

import (
	"net/url"
	"strings"
)

// hosts are the hosts of video platforms that are not judged here, by the ends of their names.
// In front of each is where the vendor names it.
var hosts = []struct{ ends, name string }{
	// developers.cloudflare.com/stream, securing your stream.
	{".cloudflarestream.com .videodelivery.net", inPath},
	// docs.aws.amazon.com/ivs, private channels.
	{".playback.live-video.net", "Amazon IVS"},
	// docs.livepeer.org, access control.
	{".livepeer.studio .livepeercdn.studio .livepeercdn.com", "Livepeer"},
	// docs.jwplayer.com, JWT and URL token signing.
	{".jwplayer.com .jwplatform.com", "JW Player"},
	// docs.bunny.net, token authentication.
	{".b-cdn.net .mediadelivery.net", "bunny.net"},
	// docs.gumlet.com, video protection.
	{".gumlet.io", "Gumlet"},
	// docs.api.video, private videos.
	{".api.video", "api.video"},
	{".vimeo.com .vimeocdn.com", "Vimeo"},
	{".brightcove.com .brightcove.net .boltdns.net", "Brightcove"},
	{".kaltura.com", "Kaltura"},
}

// inPath is the platform that takes the token in the place of the video's ID alone.
const inPath = "Cloudflare Stream"

// OfHost tells whose the host of a URL is, where that is a platform which is not judged here;
// nil for any other. A token there is taken or refused by rules that are not known here.
func OfHost(u *url.URL) *Found {
	if u == nil {
		return nil
	}
	host := "." + strings.ToLower(u.Hostname())
	for _, h := range hosts {
		for end := range strings.FieldsSeq(h.ends) {
			if strings.HasSuffix(host, end) {
				return &Found{Host: true, Name: h.name, InPath: h.name == inPath}
			}
		}
	}
	return nil
}
