// Package vault keeps profiles with their keys, and accounts with their credentials,
// sealed.
//
// A profile is what a person comes back to: a platform, what its form was filled
// with, and the keys that go with it. Names, IDs, settings, public keys and
// fingerprints are readable in the file. What is secret is an [Item] each, sealed
// under one random master key that is never in the file in the clear.
//
// # Profiles and items
//
// [Store.Put] saves a profile with new items, [Store.Secret] opens one of them.
// An item has a name within its profile:
//
//   - [SigningKey] is the key that the profile signs with: of two halves, a shared
//     secret, or a public half alone, which then has no secret and still a seal.
//   - [BackupKey] stands by, or is to be the next. [Store.Promote] makes it, or any
//     other key, the signing one.
//   - A key that another one was promoted or saved over is kept as replaced, under a
//     name that the store makes, with its key ID, the latest expiry of what it signed
//     and the time: it still explains old tokens. [Store.Remove] and [Store.Delete]
//     alone take a key away.
//   - A credential has no [Key], and is overwritten by a new one of its name.
//
// Put leaves alone what it is not given, so a list that is older than the file
// loses nothing. Everything that is readable, the [Rotation] among it, is changed
// by [Store.Edit], which is given the profile as it is by then. [Store.Signed] remembers
// until when tokens live that were signed with a key.
//
// # Accounts
//
// An [Account] is a named set of credentials for a platform's API, such as the ID and
// the secret of a token. [Store.PutAccount] saves one, [Store.OpenAccount] opens it. What
// the credentials are is shown nowhere, in no list and no error. They are tied to the
// platform and the address that they are for.
//
// # The journal
//
// Most platforms give a private key out once. [Store.Journal] opens an [Entry] before
// one is asked for, [Entry.Keep] seals the answer into space that it has reserved, and
// [Entry.Done] takes it away when the key is saved. Between the two the secrets may be
// locked, the disk full and the program killed: [Store.Journals] tells the next one what
// was left.
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
// have made, which go when their memory is used again. Idling is measured by the
// wall clock and by the one that cannot be set; setting the clock back locks.
//
// # The file
//
// Its path is [DefaultPath]:
//
//   - on Linux and the BSDs $XDG_CONFIG_HOME/playtoken/playtoken-profiles.json,
//     with ~/.config where that variable is not set
//   - on macOS ~/Library/Application Support/playtoken/playtoken-profiles.json
//   - on Windows %AppData%\playtoken\playtoken-profiles.json
//
// It is JSON. Its first line carries a SHA-256 in hexadecimal over every byte
// after those 64 digits, in every schema, past and to come:
//
//	{"playtoken": "profiles", "sha256": "8c1f…",
//	  "schema": 2,
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
//	     "settings": {"host": "…"}, "lifetime": "24h0m0s", "lifetimes": {"…": "1h0m0s"},
//	     "rotation": {"step": "…", "old": "…", "new": "…", "times": {"…": "…"}, "notes": {"…": "…"}},
//	     "created": "…", "changed": "…", "revision": 12,
//	     "items": [
//	       {"name": "signing", "role": "primary", "repairs": ["…"],
//	        "key": {"kind": "rsa", "bits": 2048, "private": true, "fingerprint": "…", "public_pem": "…"},
//	        "seal": {"schema": 2, "key": "5f0c…", "nonce": "…", "text": "…"}},
//	       {"name": "9d41…", "key_id": "…", "replaced": "…", "last_expiry": "…", "no_expiry": true,
//	        "key": {…}, "seal": {…}}
//	     ], "account": "c03f…"}
//	  ],
//	  "accounts": [                           likewise; missing where there is none
//	    {"id": "c03f…", "name": "Production", "platform": "fastpix",
//	     "created": "…", "changed": "…", "revision": 12, "base": "https://…",
//	     "items": [{"name": "token_id", "seal": {…}}, {"name": "token_secret", "seal": {…}}]}
//	  ]
//	}
//
// Everything sealed is XChaCha20-Poly1305 with a random 24-byte nonce, in base64.
// The associated data of an item is a row of netstrings: "playtoken item", the
// schema, the profile's ID, the item's name, and of its key the kind, the bits, the
// curve, "private" or "public", the characters, the fingerprint, the reading and
// the public half. That of a credential: "playtoken credential", the schema, the
// account's ID, its platform, its base, the credential's name. That of the wrapped key is "playtoken wrapped master key", a NUL
// and the key's ID; that of the proof "playtoken master key", a NUL and the ID.
//
// An entry of the journal is a file beside it, "playtoken-profiles.json.creating-ID", of
// mode 0600 and held by an advisory lock while somebody works on it. It has two lines:
//
//	{"playtoken": "creation", "sha256": "…", "schema":2,"id":"0f0e…","made":"…","note":{"host":"…"},"master":"5f0c…","key":{"nonce":"…","text":"…"}}
//	{"nonce":"…","text":"…"}jK3…
//
// The sum is over the bytes behind its 64 digits up to the end of the line, which is
// among them. "key" is 32 random bytes, the key of the entry, sealed with the master key
// "master". The second line has 21,922 characters, as many as an answer of 16 KiB takes:
// random ones of base64url until the answer is written over their beginning, sealed
// with the key of the entry. The associated data of both is a row of netstrings:
// "playtoken creation" or "playtoken answer", the schema, the ID, the time as it is
// written, the ID of the master key, and of each note, by name, the name and the text.
// On a file system that copies what it overwrites no space can be reserved.
//
// A file of schema 1 is read, and written as schema 2 with the next change; the
// older file stays as the generation before. What schema 1 sealed opens as it is
// (its associated data was "playtoken profile", "1", the profile's ID and "secret",
// with a NUL between them) and is sealed anew when the key or the protection
// changes. Exports are read likewise. A file of a newer schema is left alone.
//
// # Who can write the file
//
// The sum tells damage, it does not keep out who can write the file. They cannot
// read a secret, nor put one into the place of another, nor another public half
// beside one: its item no longer opens, with ErrSealBroken. Schema 1 did not tie
// the public half; there it is compared with the secret.
//
// While the secrets are locked nobody can look, and a public key that is not
// sealed never proves anything: [Item.Proof] says so, and then no more must be told
// of a token than that it fits what stands in the file.
//
// The address of an account cannot be changed under its credentials, nor the note of an
// entry under its answer.
//
// What they still can do: change names, settings such as a host, key IDs, roles,
// times, which account a profile names and the state of a rotation, so also give one profile the name of another;
// take out profiles, items and seals; add profiles with unsealed public keys; put back
// an older state of the file or of one item; and make it useless.
//
// # Writing
//
// Every change takes the advisory lock beside the file, reads the file anew,
// changes the profile concerned, and writes: the file as it was becomes
// "….previous.json", the new one takes its name, each by way of a temporary file
// that is synced and renamed; then the folder is synced. So two copies of the
// program do not lose each other's changes, and a program that is killed leaves
// the old state or the new one. Left-over temporary files are swept, entries of the
// journal never: one that cannot be read is told, and when it is dismissed its file gets
// ".damaged" behind its name.
//
// A profile or an account that cannot be read in a file whose sum is right stays in it as it
// is, behind those of its list, and State tells its place; all others are in use. The
// protection cannot be changed then, for nobody could open it any more.
//
// A damaged file gets a name that says so, "….damaged-20261122T143000Z.json",
// and the previous generation takes its place; State tells both. A file that is
// behind a symbolic link is kept there, under the name that it has there. A link
// that leads nowhere, a pipe or a device is left as it is: profiles live for the
// session then.
package vault
