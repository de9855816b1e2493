package cloudfront_test

import (
	"context"
	"fmt"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

// The policy of a draft stands flat among its claims; its URL is the one to play.
func Example() {
	key, err := keys.Generate(context.Background(), keys.NewP256)
	if err != nil {
		fmt.Println(err)
		return
	}
	draft := token.Draft{
		Format: cloudfront.Format,
		Header: token.NewObject(token.StringMember(cloudfront.KeyPairID, "K2JCJMDEHXQW5F")),
		Claims: token.NewObject(
			token.StringMember(cloudfront.Resource, "https://d111111abcdef8.cloudfront.net/movie/*"),
			token.IntMember(cloudfront.Before, 1744866859)),
		URL: "https://d111111abcdef8.cloudfront.net/movie/master.m3u8",
	}
	fmt.Println(string(cloudfront.Policy(draft.Claims)))
	signed, err := draft.Make(key, cloudfront.Settings{Custom: true})
	fmt.Println(signed[:67]+"…", err)
	// Output:
	// {"Statement":[{"Resource":"https://d111111abcdef8.cloudfront.net/movie/*","Condition":{"DateLessThan":{"AWS:EpochTime":1744866859}}}]}
	// https://d111111abcdef8.cloudfront.net/movie/master.m3u8?Policy=eyJT… <nil>
}
