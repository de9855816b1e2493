// Package probe has one careful look at a playable URL: what it answers, what its manifest
// names, and whether the token goes on to it.
//
// Each call of [Client.Ask] is one request that a person asks for by the name of its host, and
// [Client.Follow] one for a rendition and one for the beginning of its first segment:
//
//   - A GET, or for a licence of DRM a POST with nothing in it; never a HEAD, which edges
//     answer in other ways.
//   - Only https, but for addresses of this machine. Time and size have limits ([Limits]).
//   - The token goes to the URL's own host alone, and to others that the person names. A
//     redirect is followed within these, five times at most, and shown ([Hop]); what a manifest
//     names is asked for as it stands there, and nothing is added to it.
//
// An answer is joined with what the token says by [Answer.Judge]. No text in an answer or a
// fault has the token in it, nor a piece of it.
package probe
