package account

import (
	"cmp"
	"context"

	"playtoken/core/platform"
	"playtoken/core/transport"
)

// lost says why no reply came, or not all of it. sent is whether the request may have
// arrived.
func (c *Client) lost(ctx context.Context, r request, err error, sent bool) *Fault {
	u, bad := c.address(r)
	if bad != nil {
		return invalid(baseUnreadable)
	}
	l := transport.Lost(ctx, u, err, sent)
	if l.Code == platform.FaultNotJSON {
		return c.unknownForm(r, answer{}, "")
	}
	f := &Fault{Code: l.Code, Message: cmp.Or(l.Text, baseNotSafe), Hint: l.Hint, Err: l.Err}
	if sent {
		f.leaveOpen(r)
	}
	return f
}
