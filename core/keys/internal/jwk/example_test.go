package jwk_test

import (
	"encoding/json"
	"fmt"

	"playtoken/core/keys/internal/jwk"
)

func Example() {
	var o jwk.Object
	err := json.Unmarshal([]byte(`{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`), &o)
	k, remarks, _ := jwk.Read(o)
	fmt.Println(k, len(remarks), err)
	// Output: [Ed25519, public, sha256 06e3fd8fda29bb60] 0 <nil>
}
