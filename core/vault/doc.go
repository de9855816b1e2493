// Package vault keeps profiles, with secrets that are sealed.
//
// A profile is what a person comes back to: platform, key, key ID, host,
// lifetime. Names, IDs, public keys and fingerprints are readable in the file;
// the secret of each profile is sealed under one random master key, and that key
// is never in the file in the clear.
//
//	store := vault.Open(path, vault.SystemKeyring(), nil)
//	p, err := store.Put(vault.Profile{Name: "Shop"}, secret.New(pem))
//	text, err := store.Secret(p.ID)
//
// Open always returns a store to work with. [Store.State] tells how it stands,
// and [State.Mark] is the sentence to show for as long as secrets are not kept.
// Errors are named by cause; [Hint] says what to do about one.
//
// # Where the master key lives
//
//   - In the keyring of the operating system, as 44 base64 characters under the
//     service "Playtoken" and an account of its own for every key. No step waits
//     for the keyring longer than 3 seconds, nor for a question still open.
//   - Wrapped by a passphrase, in the file: argon2id with 3 passes over 64 MiB,
//     4 lanes. A file may ask for up to 16 passes, 256 MiB, 16 lanes.
//   - Nowhere, when there is neither: then profiles live for this session, and
//     go into the file as soon as a keyring answers or a passphrase is set.
//
// A lock, by the user or after idling, wipes the key from memory. It does not
// reach copies that the Go runtime, a cipher's own state or a keyring's library
// have made, which go when their memory is used again.
//
// # The file
//
// It is JSON. Its first line carries a SHA-256 in hexadecimal over every byte
// after those 64 digits, in this schema and in all to come:
//
//	{"playtoken": "profiles", "sha256": "8c1f…",
//	  "schema": 1,
//	  "revision": 12,                         one more with every change
//	  "saved": "2026-11-22T14:30:00Z",
//	  "key": {                                missing until there is a secret
//	    "id": "5f0c…",                        the account in the keyring
//	    "home": "passphrase",                 or "keyring"; then no cost and no wrapped
//	    "cost": {"name": "argon2id", "time": 3, "memory_kib": 65536, "threads": 4, "salt": "…"},
//	    "wrapped": {"nonce": "…", "text": "…"},
//	    "proof": {"nonce": "…", "text": "…"}  an empty text: knows the right key
//	  },
//	  "profiles": [                           a line each, here broken up
//	    {"id": "0b7e…", "name": "Shop", "platform": "fastpix", "key_id": "…",
//	     "values": {"host": "…"}, "lifetime": "24h0m0s",
//	     "key": {"kind": "RSA 2048, private", "fingerprint": "…", "public_pem": "…", "role": "primary", "repairs": ["…"]},
//	     "created": "…", "changed": "…", "revision": 12,
//	     "secret": {"schema": 1, "key": "5f0c…", "nonce": "…", "text": "…"}}
//	  ]
//	}
//
// Everything sealed is XChaCha20-Poly1305 with a random 24-byte nonce, in base64.
// Its associated data, with a NUL between the parts, is
//
//	a profile's secret    "playtoken profile"  schema  profile ID  "secret"
//	the wrapped key       "playtoken wrapped master key"  key ID
//	the proof             "playtoken master key"  key ID
//
// The sum tells damage, it does not keep out who can write the file: they could
// change a host or put an older state back, but not read a secret, nor move one
// to another profile.
//
// A file of an older schema is read and written as the present one with the next
// change. One of a newer schema is left alone.
//
// # Writing
//
// Every change takes the advisory lock beside the file, reads the file anew,
// changes the profile concerned, and writes: the file as it was becomes
// "….previous.json", the new one takes its name, each by way of a temporary file
// that is synced and renamed; then the folder is synced. So two copies of the
// program do not lose each other's changes, and a program that is killed leaves
// the old state or the new one. Left-over temporary files are swept.
//
// A damaged file gets a name that says so, "….damaged-20261122T143000Z.json",
// and the previous generation takes its place; State tells both.
//
// # Where things are
//
//	profile.go, state.go, errors.go    what callers see
//	store.go, put.go, secrets.go       profiles in and out; found.go the first key
//	unlock.go, protect.go              lock, unlock, change of protection
//	change.go                          read, merge, write
//	files.go, load.go                  generations, lock, damage; fs.go the seam below
//	document.go, envelope.go, schema.go the format
//	seal.go, passphrase.go             what is sealed and how
//	keyring.go                         3 seconds; keyring_system.go who is asked
//	export.go, import.go               profiles as an age file
package vault
