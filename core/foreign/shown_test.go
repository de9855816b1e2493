package foreign_test

import (
	"net/url"
	"testing"

	"playtoken/core/foreign"
)

func TestOfLink(t *testing.T) {
	for text, want := range map[string]string{
		"https://protect-eu.mimecast.com/s/AbC?domain=a.example": "Mimecast", "https://bit.ly/3xYz": "a shortener",
		"https://u1.ct.sendgrid.net/ls/click?upn=x": "SendGrid", "https://www.mimecast.com/": "", "https://habit.ly/x": "", "https://cat.co/x": "",
	} {
		u, _ := url.Parse(text)
		got := ""
		if f := foreign.OfLink(u); f != nil {
			got = f.Name
		}
		if got != want {
			t.Errorf("%s is of %q", text, got)
		}
	}
}

// What else is readable: a beginning, a viewer, the paths, and a signature that was cut.
func TestShown(t *testing.T) {
	for _, c := range []struct {
		url, covers, viewer string
		begin               int64
		fits, short         bool
	}{
		{"https://x.net/i/a.m3u8?hdnts=ip=192.0.2.7~st=1759995000~exp=1759995090~acl=/i/*~hmac=" + hex64, "/i/*", "192.0.2.7", 1759995000, true, false},
		{"https://x.net/v/a.m3u8?hdnts=st=1759995000~exp=1759995090~acl=%2fi%2f*!/w/*~hmac=" + hex64, "/i/*!/w/*", "", 1759995000, false, false},
		{"https://x.net/w/a.m3u8?hdnts=exp=1759995090~acl=%2fi%2f*!/w/*~hmac=" + hex64, "/i/*!/w/*", "", 0, true, false},
		{"https://x.net/exp=1759995090~acl=%2Fi%2F*~hmac=" + hex64 + "/a.m3u8", "/i/*", "", 0, true, false},
		{"https://x.net/i/a.m3u8?hdnts=exp=1759995090~acl=/*~hmac=" + hex64[:20], "/*", "", 0, true, true},
		{"https://x.net/a.m3u8?URLPrefix=aHR0cHM6Ly94Lm5ldC92Lw&Expires=1759995090&KeyName=k&Signature=" + b43, "https://x.net/v/", "", 0, false, false},
		{"https://x.net/v/a.m3u8?URLPrefix=aHR0cHM6Ly94Lm5ldC92Lw&Expires=1759995090&KeyName=k&Signature=" + b43, "https://x.net/v/", "", 0, true, false},
		{"https://b.s3.amazonaws.com/a?X-Amz-Date=20251009T070000Z&X-Amz-Expires=3600&X-Amz-Signature=" + hex64, "", "", 1759993200, true, false},
		{"https://r1.googlevideo.com/videoplayback?expire=1759995090&ip=192.0.2.7&sig=A", "", "192.0.2.7", 0, true, false},
	} {
		u, err := url.Parse(c.url)
		if err != nil {
			t.Fatal(err)
		}
		f := foreign.OfURL(u)
		if f == nil || f.Covers != c.covers || f.Viewer != c.viewer || f.Short != c.short || f.Fits(u) != c.fits || c.begin == 0 != f.Begin.IsZero() || c.begin != 0 && f.Begin.Unix() != c.begin {
			t.Errorf("%s\nis %+v, fits %v", c.url, f, f != nil && f.Fits(u))
		}
	}
}

// A signature that is encoded once too often, and ones that are not.
func TestTwice(t *testing.T) {
	for text, want := range map[string]bool{
		"https://b.s3.amazonaws.com/a?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1759995090&Signature=x%253D": true,
		"https://b.s3.amazonaws.com/a?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1759995090&Signature=x%3D":   false,
		"https://b.s3.amazonaws.com/a?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1759995090&Signature=x=":     false,
		"https://a.blob.core.windows.net/c/a.mp4?sv=2022-11-02&se=2025-10-09&sr=b&sig=x%2By%3D":                false,
		"https://a.blob.core.windows.net/c/a.mp4?sv=2022-11-02&se=2025-10-09&sr=b&sig=x%252By%253D":            true,
	} {
		u, _ := url.Parse(text)
		if f := foreign.OfURL(u); f == nil || f.Twice != want {
			t.Errorf("%s is %+v", text, f)
		}
	}
}

// The configuration of nginx tells what a URL beside it is.
func TestOfConfiguration(t *testing.T) {
	f := foreign.OfText("secure_link $arg_t,$arg_e;\nhttps://domain.example/a.m3u8?t=o7nRk4tbQcSw&e=1759995090")
	if f == nil || f.Name != "nginx (secure_link)" || f.End.Unix() != 1759995090 {
		t.Errorf("%+v", f)
	}
	if f := foreign.OfText("location / { alias /srv; }\nhttps://domain.example/a.m3u8?t=12&e=1759995090"); f != nil {
		t.Errorf("%+v", f)
	}
}

// A stream that is asked for otherwise than by HTTP.
func TestOfStream(t *testing.T) {
	f := foreign.OfText("ffplay rtmp://x.net/live/s?txSecret=" + hex32 + "&txTime=68E7B480")
	if f == nil || f.Name != "Tencent Cloud" {
		t.Errorf("%+v", f)
	}
}
