package account_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"

	"playtoken/core/account"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
)

// A client has the platform's data and one set of credentials. Every error is a *Fault, in
// sentences.
func Example() {
	platform := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		fmt.Fprint(w, `{"data":[{"id":"8f926b2b","createdAt":"2026-09-14T08:21:07Z"}]}`)
	}))
	defer platform.Close()

	c, err := account.New(all.AccountOf("fastpix"), map[string]secret.Bytes{
		"token_id":     secret.New([]byte("5c1d7e90")),
		"token_secret": secret.New([]byte("f1e2d3c4")),
	}, account.Options{Base: platform.URL}) // without a Base it is the platform's own
	if err != nil {
		fmt.Println(err)
		return
	}
	list, err := c.List(context.Background())
	fmt.Println(list[0].ID, list[0].CreatedAt, err)

	created, err := c.Create(context.Background(), account.NewRequest())
	var f *account.Fault
	fmt.Println(created.ID == "", errors.As(err, &f), f.Code)
	fmt.Println(f.Message)
	// Output:
	// 8f926b2b 2026-09-14 08:21:07 +0000 UTC <nil>
	// true true unauthorized
	// FastPix does not accept this access token. Token ID and secret must be of one token, and of the workspace you mean.
}
