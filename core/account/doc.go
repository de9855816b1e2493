// Package account makes the calls of the platforms' APIs for signing keys.
//
// What a platform's API is like stands as data in its package ([platform.Account]), the
// connections are those of core/transport; this makes the calls of all of them:
//
//   - One method is one call, and List one for each page. Creating is never repeated by
//     itself, listing and deleting once where the connection was cut.
//   - Credentials go into the headers that the platform names, to the host of [Client.Host]
//     alone. No redirect is followed, no cookie kept, nothing compressed is asked for.
//   - Only https, but for addresses of this machine. Proxies are those of the environment.
//   - Time and size have limits ([Limits]). JSON is read whatever the Content-Type says.
//
// Every error is a [*Fault]. None holds a credential or a key.
package account
