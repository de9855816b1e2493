package transport_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"

	"playtoken/core/transport"
)

// A request that fails is told in sentences, with the code of the fault.
func Example() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	l.Close() // nobody listens there any more

	ctx := context.Background()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+l.Addr().String(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, sent, err := transport.Send(transport.New(r.URL, transport.Limits{}, nil), r)
	lost := transport.Lost(ctx, r.URL, err, sent)
	fmt.Println(sent, lost.Code)
	fmt.Println(strings.ReplaceAll(lost.Text, transport.Named(r.URL), "HOST"))
	// Output:
	// false unreachable
	// HOST does not take the connection.
}
