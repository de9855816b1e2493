package foreign

import (
	"net/url"
	"strings"
)

// host is whose the hosts with some ends are.
type host struct{ ends, name string }

// hosts are the hosts of video platforms that are not judged here, by the ends of their names.
// In front of each is where the vendor names it.
var hosts = []host{
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
	if name := named(u, hosts); name != "" {
		return &Found{Host: true, Name: name, InPath: name == inPath}
	}
	return nil
}

// named is the name that a table has for the host of a URL, "" for none.
func named(u *url.URL, table []host) string {
	asked := "." + strings.ToLower(u.Hostname())
	for _, h := range table {
		for end := range strings.FieldsSeq(h.ends) {
			if strings.HasSuffix(asked, end) {
				return h.name
			}
		}
	}
	return ""
}

// links are the hosts of filters of mails, of senders that count clicks, and of short links,
// whose links do not have in them where they lead.
var links = []host{
	{".mimecast.com .mimecastprotect.com", "Mimecast"},
	{".edgepilot.com", "AppRiver"},
	{".emailprotection.link", "the mail filter of a provider"},
	{".inky.com", "INKY"},
	{".sendgrid.net", "SendGrid"},
	{".list-manage.com .mandrillapp.com", "Mailchimp"},
	{".hubspotlinks.com", "HubSpot"},
	{".pstmrk.it", "Postmark"},
	{".bit.ly .t.co .tinyurl.com .lnkd.in .aka.ms .rebrand.ly .goo.gl .is.gd .ow.ly", "a shortener"},
}

// OfLink tells whose a link is that hides where it leads; nil for any other.
func OfLink(u *url.URL) *Found {
	if u == nil || strings.Trim(u.Path, "/") == "" {
		return nil
	}
	if name := named(u, links); name != "" {
		return &Found{Hides: true, Name: name}
	}
	return nil
}
