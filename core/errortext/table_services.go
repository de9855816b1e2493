package errortext

// tables are all of the error texts. Nothing joins them when the program starts.
var tables = [...][]row{printed, services, further}

const (
	brightcove = "Brightcove"
	livepeer   = "Livepeer"
	kinesis    = "Amazon Kinesis Video Streams"
	vimeo      = "Vimeo"
	cfAPI      = "the API of Cloudflare"
	flutter    = "Flutter's video player"
)

// services are what video platforms say that are not judged here, and players that hide it.
var services = []row{
	// apis.support.brightcove.com, playback restrictions, error reference.
	{`"error_subcode: "token_required"`, brightcove, TokenNotThere, 401},
	{`"error_subcode: "token_validation"`, brightcove, TokenRefused, 401},
	{`"error_subcode: "client_geo"`, brightcove, CountryRefused, 403},
	{`"error_subcode: "client_ip"`, brightcove, Blocked, 403},
	{`"error_subcode: "domain"`, brightcove, DomainRefused, 403},
	{`"error_subcode: "video_not_found"`, brightcove, NotFound, 404},

	is(livepeer, TokenNotThere, "stream is gated and requires a"),
	is(livepeer, TokenNotThere, "content is gated and requires a"),
	{"streaming session token is expired", kinesis, URLEnded, 403},
	is("Amazon IVS", TokenRefused, "invalid_playback_auth_token"),
	is(vimeo, DomainRefused, "vimeo.com/ … is not embeddable"),
	is(vimeo, DomainRefused, "because of its privacy settings, this video cannot be played here"),
	is(cfAPI, APIRefused, `"code: 10000, … "message: "authentication error"`),

	is(exo, SourceFailed, "exoplaybackexception: source error"),
	is(server, TokenEnded, "token has expired. expired at:"),
	is(browser, SourceFailed, "mediaerror: a network error caused the media download to fail"),
	is("Expo's video player", SourceFailed, "expovideo.playeritemloadexception"),
	is(flutter, SourceFailed, "platformexception(videoerror, video player had error"),
	is(apple, SourceFailed, "avfoundationerrordomain … -11800"),
	is(apple, SourceFailed, "avfoundationerrordomain … -11829"),
	is(cast, SourceFailed, `"load_failed"`),
	is(videojs, PieceNotLoaded, "problem encountered with playlist"),
	is(videojs, PieceNotLoaded, "problem encountered with the current hls playlist"),
	is(exo, LicenceEnded, "drmlicensekeyexpiredexception"), // Bitmovin's player, built on it
	is(exo, LicenceEnded, "keysexpiredexception"),
	is("MediaPlayer of Android", NotMedia, "mediaplayer … error (1, -1007)"),
	is("MediaPlayer of Android", SourceFailed, "mediaplayer … error (1, -2147483648)"),
	is("MediaPlayer of Android", NotMedia, `"extra: -1007`),

	is(server, TokenRefused, "authorization error: invalid token"),
	is(server, TokenRefused, "invalid or expired token"),
	is(server, TokenRefused, "token is invalid or expired"),
	is(server, TokenRefused, "invalid or expired jwt"),
	is(server, TokenEnded, "\ntoken expired"),
	is(server, TokenEnded, "\ntoken has expired"),
	is(server, TokenEnded, `"message: … "token expired"`),
	is(server, TokenEnded, `"error: … "token expired"`),
	is(server, TokenEnded, `"error: … "token_expired"`),
	is(server, Refused, `"error: … "authentication error"`),
	is(anyJWT, TokenRefused, "was not authenticated. failure message:"),
	is(server, TokenNotThere, "missing authorization token"),
	is(server, TokenNotThere, "no authorization token was found"),
	is(server, TokenNotThere, "no authorization header was found"),
}

const (
	joken    = "Joken (Elixir)"
	erlJOSE  = "JOSE (Erlang, Elixir)"
	jose4j   = "jose4j (Java)"
	dartJWT  = "dart_jsonwebtoken"
	swiftJWT = "SwiftJWT"
	workers  = "cloudflare-worker-jwt"
	hono     = "Hono"
	jwx      = "lestrrat-go/jwx"
	goJOSE   = "go-jose"
	joseJWT  = "jose-jwt (.NET)"
	jwtNET   = "JWT.NET"
	octokit  = "universal-github-app-jwt"
)

// further are the texts of libraries that fewer people use.
var further = []row{
	is(joken, KeyNotAsymmetric, "a map was expected for the key parameter in the signer creation"),
	is(joken, AlgorithmRefused, "couldn't recognize the signer algorithm"),
	is(joken, SignatureRefused, "{:error, :signature_error}"),
	is(joken, TokenRefused, `message: "invalid token", claim: "`),
	is(erlJOSE, KeyNotRead, "jose.jwk.from_record/1"),
	is(erlJOSE, KeyNotRead, "argumenterror … jose_jwt.erl"),
	is(erlJOSE, KeyNotRead, "jose_jwk … function_clause"),
	is(erlJOSE, KeyNotRead, "missing_required_keys"),

	is(jose, KeyNotRead, "key must be an instance of a key instantiated by jwk.askey"),
	is(jose, KeyOtherKind, "key for the … algorithm must be"),
	is(jose, AlgorithmRefused, "is not supported either by jose or your javascript runtime"),
	is(jose, KeyOtherKind, `invalid or unsupported jwk "alg"`),
	is(jose, KeyPublic, `algorithm signing must be of type "private"`),
	is(jose, KeyOtherKind, `algorithm verifying must be of type "public"`),
	is(jose, KeyNotAsymmetric, `algorithms must not be of type "secret"`),
	is(jose, KeyNotAllowed, "cryptokey does not support this operation, its usages must include"),
	is(webCrypt, KeyNotRead, `key import requires a json web key with`),
	is(octokit, KeyOtherForm, "private key is in pkcs#1 format, but only pkcs#8 is supported"),
	is("jws (Node.js)", TokenNotRead, "in json at position … jwsdecode"),
	is(workers, TokenNotRead, "error: parse_error"),
	is(workers, KeyNotRead, "secret must be a string, a jwk object or a cryptokey object"),
	is(hono, TokenEnded, "jwttokenexpired"),
	is(hono, SignatureRefused, "jwttokensignaturemismatched"),

	is(goJWT, KeyOtherKind, "\nkey is invalid\n"),
	is(goJWT, KeyOtherKind, `"key is invalid"`),
	is(goJWT, KeyOtherKind, "`key is invalid`"),
	is(goJWT, KeyOtherKind, "key is invalid or of invalid type"),
	is(goJWT, KeyNotFound, "error while executing keyfunc"),
	is(goJWT, KeyMissing, "no keyfunc was provided"),
	is(jwx, KeyOtherKind, "invalid key type *"),
	is(jwx, SignatureRefused, "could not verify message using any of the signatures or keys"),
	is(jwx, TokenEnded, `"exp" not satisfied`),
	is(jwx, TokenNotWhole, "invalid compact serialization format"),
	is(goJOSE, SignatureRefused, "go-jose … error in cryptographic primitive"),
	is(goJOSE, TokenNotWhole, "compact jws format must have three parts"),
	is(goJOSE, TokenEnded, "validation failed, token is expired (exp)"),

	is(pyJWT, KeyMissing, "expecting a string- or bytes-formatted key"),
	is(pyJWT, KeyMissing, "typeerror: expected a string value"),
	is(pyJWT, KeyPublic, "'rsapublickey' object has no attribute 'sign'"),
	is(pyJWT, KeyPublic, "rsapublickey' object has no attribute 'sign'"),
	is(pyJWT, KeyOtherKind, "publickey.verify() takes"),
	is(pyJWT, KeyOtherKind, "privatekey.sign() takes"),
	is(pyJWT, OtherRelease, "'str' object has no attribute 'decode' … jwt.encode"),
	is(pyJWT, OtherRelease, "module 'jwt' has no attribute"),
	is(pyJWT, SubjectRefused, "invalidsubjecterror"),
	is(phpJWT, OtherRelease, `jwt\jwt::encode(), 2 passed`),
	is(phpJWT, OtherRelease, `jwt\jwt::decode(): argument #2`),
	is(phpJWT, KeyMissing, `jwt\jwt::encode(): argument #2 … null given`),
	is(nodeJWT, AlgorithmRefused, `"algorithm" must be a valid string enum value`),
	is(node, OtherRelease, "of undefined (reading 'sign"),
	is(node, OtherRelease, "cannot read property 'sign"),
	is(node, OtherRelease, "signplaybackid is not a function"),
	is(node, OtherRelease, "jwt.sign is not a function"),
	is("express-jwt", TokenNotWhole, "format is authorization: bearer [token]"),
	is("jwt-decode (JavaScript)", TokenNotRead, "invalid token specified"),
	is(hls, NotMedia, "levelemptyerror"),
	is(hls, NotMedia, "levelparsingerror"),
	is(pyJWT, OtherRelease, "decode() missing 1 required … 'algorithms'"),
	is(pyJWT, OtherRelease, "it is required that you pass in a value for the \"algorithms\" argument"),

	is(jjwt, KeyNotAsymmetric, "key bytes may only be specified for hmac signatures"),
	is(jjwt, KeyNotAsymmetric, "signing keys must be privatekey instances"),
	is(jjwt, AlgorithmRefused, "unsigned claims jwts are not supported"),
	is(jjwt, AlgorithmRefused, "unsupportedjwtexception"),
	is(jjwt, TokenTooEarly, "prematurejwtexception"),
	is(jjwt, ClaimNotThere, "missingclaimexception"),
	is(javaJWT, TokenNotRead, "jwtdecodeexception … the input is not a valid base 64 encoded string"),
	is(javaJWT, AlgorithmRefused, "algorithmmismatchexception"),
	is(javaJWT, KeyOtherKind, "signature couldn't be generated"),
	is(java, KeyTooShort, "key is too short for this signature algorithm"),
	is(java, SignatureRefused, "signature length not correct: got"),
	is(jose4j, TokenEnded, "the jwt is no longer valid"),
	is(jose4j, TokenTooEarly, "the jwt is not yet valid"),
	is(jose4j, SignatureRefused, "jwt rejected due to invalid signature"),
	is(jose4j, TokenNotWhole, "invalid jose compact serialization"),

	is(net, KeyDisposed, "cannot access a disposed object … 'rsa'"),
	is(net, OtherRelease, "rsacng' to type 'system.security.cryptography.rsacryptoserviceprovider"),
	is(dotnet, TokenNotThere, "idx10000"),
	is(dotnet, NotBase64, "idx10400"),
	is(joseJWT, KeyOtherKind, "alg expects key to be of"),
	is(joseJWT, SignatureRefused, "jose.integrityexception"),
	is(jwtNET, TokenNotWhole, "token must consist of 3 delimited by dot parts"),

	is(rubyJWT, KeyNotAsymmetric, "undefined method `sign' for … string"),
	is(rubyJWT, KeyMissing, "undefined method `sign' for nil"),
	is(rubyJWT, KeyNotAsymmetric, "undefined method 'sign' for … string"), // since Ruby 3.4
	is(rubyJWT, KeyMissing, "undefined method 'sign' for nil"),
	is(rubyJWT, KeyOtherKind, "undefined method `verify' for … string"),
	is(rubyJWT, KeyOtherKind, "undefined method 'verify' for … string"),
	is(rubyJWT, OtherRelease, "/gems/jwt- … wrong number of arguments"),
	is("OpenSSL in Ruby", KeyNotRead, "pkeyerror … could not parse pkey"),
	is(rustJWT, KeyNotRead, "error(invalidkeyformat)"),
	is(rustJWT, KeyNotRead, "invalidrsakey("),
	is(rustJWT, KeyOtherKind, "error(invalidalgorithm)"),
	is(rustJWT, TokenNotWhole, "error(invalidtoken)"),
	is(rustJWT, SignatureRefused, "error(invalidsignature)"),
	is(rustJWT, TokenEnded, "error(expiredsignature)"),
	is(swiftJWT, KeyNotRead, "swiftjwt.jwterror error"),
	is(dartJWT, TokenEnded, "jwtexpiredexception"),
	is(dartJWT, SignatureRefused, "jwtinvalidexception: invalid signature"),
	is(dartJWT, KeyNotRead, "jwtundefinedexception: invalid radix"),
}
