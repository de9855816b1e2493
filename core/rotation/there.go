package rotation

import (
	"context"
	"errors"
	"slices"

	"playtoken/core/account"
	"playtoken/core/platform"
)

// This file asks a platform which keys it has, before a step that could not be taken back.

// Begin begins a rotation of a profile's signing key, where the platform lists that key: with
// the credentials of another workspace the profile would come to sign with a key that its
// streams do not know. That is ErrOldNotThere, unless gone says that a person knows the key was
// deleted. Whether there is room for another key is seen in the list as well.
func (k Keeper) Begin(ctx context.Context, id string, gone bool) error {
	p, err := k.Store.Get(id)
	switch {
	case err != nil:
		return err
	case p.Rotation != nil && p.Rotation.Step != over:
		return ErrNotNow
	}
	room := true
	if k.Client.Has(platform.ListKeys) {
		list, err := k.Client.List(ctx)
		switch {
		case err != nil:
			return err
		case !gone && !listed(list, p.KeyID):
			return ErrOldNotThere
		}
		room = k.Of.Rotation.Most == 0 || len(list) < k.Of.Rotation.Most
	}
	return Begin(k.Store, id, k.Of.Rotation, room, k.now())
}

// deleteBeside deletes a key that stands at the platform beside the one that signs now.
func (k Keeper) deleteBeside(ctx context.Context, old, signs string) (remark string, err error) {
	if old == signs {
		return "", ErrStillSigns
	}
	if k.Client.Has(platform.ListKeys) {
		list, err := k.Client.List(ctx)
		switch {
		case err != nil:
			return "", err
		case !listed(list, signs):
			return "", ErrNewNotThere
		case !listed(list, old):
			return gone(old), nil
		}
	}
	return k.Client.Delete(ctx, old)
}

func listed(list []account.Key, id string) bool {
	return slices.ContainsFunc(list, func(k account.Key) bool { return k.ID == id })
}

func isNotFound(err error) bool {
	var f *account.Fault
	return errors.As(err, &f) && f.Code == account.NotFound
}
