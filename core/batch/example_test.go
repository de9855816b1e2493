package batch_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"playtoken/core/batch"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

// A list of IDs becomes a list of tokens. What is wrong with a row is said in it.
func Example() {
	secret := importer.ImportWith([]byte("a secret of at least 32 characters"), importer.Options{Want: importer.HMACSecret})
	o := batch.SignOptions{
		Platform: all.ByName("jwt"),
		Request: platform.Request{
			Values: map[string]string{"alg": "HS256"}, Key: secret.Key,
			IssuedAt: time.Unix(1744780459, 0), ExpiresAt: time.Unix(1744866859, 0),
		},
	}
	sheet := batch.NewSheet(os.Stdout, batch.CSV)
	summary, err := batch.Sign(context.Background(), strings.NewReader("video-1\n"), o, sheet.Write, nil)
	err = errors.Join(err, sheet.Close())
	fmt.Println(summary.Rows, "rows,", summary.Failed, "failed", err)
	// Output:
	// id,token,expires_at,other_urls,remark,error
	// video-1,eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ2aWRlby0xIiwiaWF0IjoxNzQ0NzgwNDU5LCJleHAiOjE3NDQ4NjY4NTl9.xZHi7mxL2l9JM2MQD-pIGqv3Q1_3oB_9ykq8UREMeIM,2025-04-17T05:14:19Z,,,
	// 1 rows, 0 failed <nil>
}
