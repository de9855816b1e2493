package all_test

import (
	"fmt"
	"time"

	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

// A form is filled in, and answers with tokens and the URLs that they open, or with what
// is wrong with it.
func Example() {
	p := all.ByName("jwt")
	secret := importer.ImportWith([]byte("a secret of at least 32 characters"), importer.Options{Want: all.KeyWant(p.Name, nil)})
	signed, problems := p.Make(platform.Request{
		Values:   map[string]string{"alg": "HS256", platform.ID: "a-video", "url": "https://video.example/a.m3u8"},
		Key:      secret.Key,
		IssuedAt: time.Unix(1744780459, 0), // it lives as long as is usual
	})
	if signed == nil {
		fmt.Println(problems)
		return
	}
	fmt.Println(string(signed.First().Claims.JSON()))
	for _, u := range signed.URLs() {
		fmt.Println(u.Name, u.URL[:50])
	}

	_, problems = p.Make(platform.Request{Values: map[string]string{"alg": "RS256"}, Key: secret.Key, IssuedAt: time.Now()})
	fmt.Println(problems[0].Field, "-", problems[0].Text)
	// Output:
	// {"sub":"a-video","iat":1744780459,"exp":1744784059}
	// URL https://video.example/a.m3u8?token=eyJhbGciOiJIUzI
	// key - RS256 is not for this key (shared secret, 34 characters). It can sign with HS256, HS384, HS512.
}
