package cloudfront

import (
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

// compose makes one token: a URL, or cookies. The conditions stand in the order of the
// JavaScript signer.
func compose(f platform.Filled) []platform.Draft {
	header := token.NewObject(token.StringMember(cloudfront.KeyPairID, f.Get(platform.KeyID)))
	if f.Get("hash") != "SHA1" {
		header = header.With(token.StringMember(cloudfront.HashAlgorithm, f.Get("hash")))
	}
	claims := token.NewObject(token.StringMember(cloudfront.Resource, f.Get(platform.ID)))
	if !f.Expires.IsZero() {
		claims = claims.With(token.IntMember(cloudfront.Before, f.Expires.Unix()))
	}
	if start, err := time.Parse(time.RFC3339, f.Get("start")); err == nil {
		claims = claims.With(token.IntMember(cloudfront.After, start.Unix()))
	}
	if ip := f.Get("ip"); ip != "" {
		if !strings.Contains(ip, "/") {
			ip += "/32" // as the signers of AWS write one address
		}
		claims = claims.With(token.StringMember(cloudfront.Address, ip))
	}
	name := "signed URL"
	if f.Get("place") == cookies {
		name = "cookies"
	}
	return []platform.Draft{{Name: name, Draft: token.Draft{Format: cloudfront.Format, Header: header, Claims: claims, URL: toPlay(f)}}}
}

func settings(f platform.Filled) []token.Setting {
	return []token.Setting{cloudfront.Settings{
		Custom:  f.Get("policy") == custom || needsCustom(f),
		Cookies: f.Get("place") == cookies,
	}}
}

func remarks(s *platform.Signed, _ *keys.Key) (list []string) {
	if signed := s.Form.Get(platform.ID); isList(signed) && !isPattern(signed) {
		list = append(list, listAlone)
	}
	return list
}

// isList reports whether a URL is that of a playlist, which leads to further files.
func isList(url string) bool {
	path, _, _ := strings.Cut(url, "?")
	return strings.HasSuffix(path, ".m3u8") || strings.HasSuffix(path, ".mpd")
}
