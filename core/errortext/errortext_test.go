package errortext

import (
	"slices"
	"strings"
	"testing"
)

// lines are what programs print, as people paste it.
var lines = []struct {
	text  string
	fault Fault
	whose string
}{
	{"Error: secretOrPrivateKey must be an asymmetric key when using RS256\n    at module.exports [as sign] (/app/node_modules/jsonwebtoken/sign.js:107:20)", KeyNotAsymmetric, nodeJWT},
	{"secretOrPrivateKey must have a value", KeyMissing, nodeJWT},
	{"TokenExpiredError: jwt expired\n    at /app/node_modules/jsonwebtoken/verify.js:190:21", TokenEnded, nodeJWT},
	{"JsonWebTokenError: jwt malformed", TokenNotWhole, nodeJWT},
	{`{"name":"JsonWebTokenError","message":"invalid signature"}`, SignatureRefused, nodeJWT},
	{`Error: \"alg\" parameter for \"ec\" key type must be one of: ES256, ES384 and ES512.`, KeyOtherKind, nodeJWT},
	{`JWTExpired: "exp" claim timestamp check failed`, TokenEnded, jose},
	{"JWSSignatureVerificationFailed: signature verification failed", SignatureRefused, jose},
	{`TypeError: "pkcs8" must be PKCS#8 formatted string`, KeyOtherForm, jose},
	{"JWKSNoMatchingKey: no applicable key found in the JSON Web Key Set", KeyNotFound, jose},
	{"DOMException [DataError]: Failed to execute 'importKey' on 'SubtleCrypto'", KeyOtherForm, webCrypt},
	{"Error: error:1E08010C:DECODER routines::unsupported {\n  library: 'DECODER routines',\n  reason: 'unsupported',\n  code: 'ERR_OSSL_UNSUPPORTED'\n}", KeyNotRead, node},
	{"140:error:0909006C:PEM routines:get_name:no start line:crypto/pem/pem_lib.c:745:Expecting: ANY PRIVATE KEY", KeyNotRead, openssl},
	{"error:0D0680A8:asn1 encoding routines:asn1_check_tlen:wrong tag", KeyDamaged, openssl},
	{"Error: error:0308010C:digital envelope routines::unsupported\n  code: 'ERR_OSSL_EVP_UNSUPPORTED'", OldAlgorithm, openssl},
	{"TypeError [ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE]: Invalid key object type secret, expected private.", KeyPublic, node},
	{`TypeError [ERR_INVALID_ARG_TYPE]: The "key" argument must be of type string or an instance of ArrayBuffer. Received undefined`, KeyMissing, node},
	{"PHP Warning:  openssl_sign(): supplied key param cannot be coerced into a private key in /srv/JWT.php on line 183", KeyNotRead, php},
	{"DomainException: OpenSSL unable to sign data", KeyNotRead, phpJWT},
	{"Firebase\\JWT\\ExpiredException: Expired token", TokenEnded, phpJWT},
	{"Firebase\\JWT\\BeforeValidException: Cannot handle token with iat prior to 2025-06-15T15:06:40+0000", IssuedTooLate, phpJWT},
	{"UnexpectedValueException: Wrong number of segments", TokenNotWhole, phpJWT},
	{"UnexpectedValueException: “kid” invalid, unable to lookup correct key", KeyNotFound, phpJWT},
	{"Lcobucci\\JWT\\Validation\\RequiredConstraintsViolated: The token violates some mandatory constraints, details:\n- Token signature mismatch", SignatureRefused, lcobucci},
	{"It was not possible to parse your key, reason:* error:0909006C:PEM routines", KeyNotRead, lcobucci},
	{"jwt.exceptions.ExpiredSignatureError: Signature has expired", TokenEnded, pyJWT},
	{"jwt.exceptions.InvalidKeyError: The specified key is an asymmetric key or x509 certificate and should not be used as an HMAC secret.", KeyNotSecret, pyJWT},
	{"jose.exceptions.JWTError: Error decoding token headers.", TokenNotRead, pyJOSE},
	{"ValueError: ('Could not deserialize key data. The data may be in an incorrect format', MalformedFraming)", KeyNotRead, pyCrypto},
	{"Signature verification failed", SignatureRefused, anyJWT},
	{"token contains an invalid number of segments", TokenNotWhole, goJWT},
	{"token has invalid claims: token is expired", TokenEnded, goJWT},
	{"key is of invalid type: RSA sign expects *rsa.PrivateKey", KeyOtherKind, goJWT},
	{"token signature is invalid: key is of invalid type: RSA sign expects *rsa.PrivateKey", KeyOtherKind, goJWT},
	{"NotImplementedError: Algorithm 'RS256' could not be found. Do you have cryptography installed?", PackageMissing, pyJWT},
	{"TypeError: Object of type datetime is not JSON serializable", TimeWrongType, pyJWT},
	{`Error: Bad "options.expiresIn" option the payload already has an "exp" property.`, ClaimTwice, nodeJWT},
	{"TokenError: The key option must be a string, a buffer, an object containing key/passphrase properties", KeyMissing, fastJWT},
	{"IDX10503: Signature validation failed. Token does not have a kid. Keys tried: 'System.Text.StringBuilder'.", SignatureRefused, dotnet},
	{"{\"error\": \"Signature verification raised\"}", SignatureRefused, rubyJWT},
	{"JWT::EncodeError: The given key is a String. It has to be an OpenSSL::PKey::RSA instance.", KeyNotAsymmetric, rubyJWT},
	{"token validation failed: bad message authentication code", SealBroken, paseto},
	{"Error: Invalid tag", SealBroken, paseto},
	{"Issued At claim is invalid", IssuedTooLate, anyJWT},
	{"Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters", BucketNotSigned, s3},
	{"HTTP body:\ninvalid_token", Refused, server},
	{"x509: failed to parse private key (use ParsePKCS1PrivateKey instead for this key format)", KeyOtherForm, golang},
	{"asn1: structure error: tags don't match (16 vs {class:1 tag:15})", KeyDamaged, golang},
	{"illegal base64 data at input byte 4", NotBase64, golang},
	{"com.auth0.jwt.exceptions.TokenExpiredException: The Token has expired on 2025-06-15T15:06:40Z.", TokenEnded, javaJWT},
	{"com.auth0.jwt.exceptions.JWTDecodeException: The token was expected to have 3 parts, but got 1.", TokenNotWhole, javaJWT},
	{"io.jsonwebtoken.ExpiredJwtException: JWT expired at 2025-06-15T15:06:40Z. Current time: 2025-06-16T15:06:40Z, a difference of 86400000 milliseconds.  Allowed clock skew: 0 milliseconds.", TokenEnded, jjwt},
	{"io.jsonwebtoken.ExpiredJwtException: JWT expired at 2025-06-15T15:06:40Z.", TokenEnded, jjwt},
	{"io.jsonwebtoken.security.WeakKeyException: The signing key's size is 128 bits", KeyTooShort, jjwt},
	{"code: 'ERR_JWS_INVALID'", TokenNotWhole, jose},
	{"code: 'ERR_PASETO_DECRYPTION_FAILED'", SealBroken, paseto},
	{"error:02001002:system library:fopen:No such file or directory", KeyMissing, openssl},
	{"Error: PEM_read_bio_PrivateKey failed", KeyNotRead, openssl},
	{"io.jsonwebtoken.security.SignatureException: JWT signature does not match locally computed signature. JWT validity cannot be asserted and should not be trusted.", SignatureRefused, jjwt},
	{"WeakKeyException: The specified key byte array is 80 bits which is not secure enough for any JWT HMAC-SHA algorithm.", KeyTooShort, jjwt},
	{"BadJOSEException: Signed JWT rejected: Another algorithm expected, or no matching key(s) found", KeyNotFound, nimbus},
	{"java.security.InvalidKeyException: IOException : algid parse error, not a sequence", KeyOtherForm, java},
	{"IDX10223: Lifetime validation failed. The token is expired. ValidTo (UTC): '1/1/2025'", TokenEnded, dotnet},
	{"SecurityTokenSignatureKeyNotFoundException: IDX10501: Signature validation failed. Unable to match key:", KeyNotFound, dotnet},
	{"IDX12741: JWT must have three segments (JWS) or five segments (JWE).", TokenNotWhole, dotnet},
	{"No supported key formats were found. Check that the input represents the contents of a PEM-encoded key file, not the path to such a file.", KeyNotRead, net},
	{"JWT::ExpiredSignature (Signature has expired)", TokenEnded, rubyJWT},
	{"OpenSSL::PKey::RSAError: Neither PUB key nor PRIV key: nested asn1 error", KeyNotRead, "OpenSSL in Ruby"},
	{"SecurityException: Invalid MAC for given ciphertext.", SealBroken, paseto},
	{"TypeError: v2.local secret key must be 256 bytes long symmetric key", KeyWrongLength, paseto},
	{"thread 'main' panicked at 'failed to construct paseto token: InvalidKey", KeyWrongLength, paseto},
	{"key length incorrect (19), expected 32", KeyWrongLength, paseto},
	{"PHP Fatal error:  Uncaught Exception: Secret keys must be 32 or 64 bytes long; 96 given.", KeyWrongLength, paseto},
	{"<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided. Check your Google secret key and signing method.</Message>", BucketSignature, gcs},
	{"<Code>ExpiredToken</Code>\n<Message>The provided token has expired.</Message>\n<Details>Request has expired: 120</Details>", BucketEnded, gcs},
	{"<Details>Expires parameter is not a valid long value: NaN</Details>", TimeWrongType, gcs},
	{"403 URL signature expired", URLEnded, "Meta's CDN"},
	{"URL signature mismatch", HashRefused, "Meta's CDN"},
	{`{"message":"Streaming session token is expired"}`, URLEnded, "Amazon Kinesis Video Streams"},
	{"<h1>Error 403 Forbidden</h1><p>Token expired</p>", TokenEnded, server},
	{"The ampersand (&) character is not allowed. The & operator is reserved for future use", ShellCut, "PowerShell"},
	{"Server failed to authenticate the request. Signed expiry time [Wed, 31 Aug 2022 00:00:00 GMT] has to be after signed start time [Thu, 20 Oct 2022 20:05:51 GMT]", BucketEnded, azure},
	{"chacha20poly1305: bad key length", KeyWrongLength, paseto},
	{"X-Tengine-Error:denied by req auth: no url arg auth_key", TokenNotThere, alibaba},
	{"X-Tengine-Error: denied by req auth: expired timestamp=1439469547", URLEnded, alibaba},
	{"X-Tengine-Error: denied by req auth: invalid md5hash=de7bfdc915ced05e17380a149bd760be", HashRefused, alibaba},
	{"An error occurred (SignatureDoesNotMatch) when calling the GetObject operation", BucketSignature, s3},
	{"<Error><Code>AccessDenied</Code><Message>Request is not yet valid</Message><Expires>2019-05-25T03:35:52Z</Expires>", BucketTooEarly, s3},
	{`{"type":"networkError","details":"manifestLoadError","fatal":true,"response":{"code":403}}`, ManifestNotLoaded, hls},
	{`{"type":"networkError","details":"fragLoadError","fatal":false}`, PieceNotLoaded, hls},
	{"com.google.android.exoplayer2.upstream.HttpDataSource$InvalidResponseCodeException: Response code: 403", Refused, exo},
	{"ExoPlaybackException: Source error\nCaused by: com.google.android.exoplayer2.source.UnrecognizedInputFormatException: None of the available extractors could read the stream.", NotMedia, exo},
	{"Error Domain=CoreMediaErrorDomain Code=-12660 \"(null)\"", Refused, apple},
	{"Error Domain=AVFoundationErrorDomain Code=-11828 \"Cannot Open\"", NotMedia, apple},
	{"CoreMediaErrorDomain error -42656", LicenceEnded, apple},
	{"Shaka Error 6007 (https://license.example,...)", LicenceRefused, shaka},
	{"VIDEOJS: ERROR: (CODE:4 MEDIA_ERR_SRC_NOT_SUPPORTED) The media could not be loaded, either because the server or network failed or because the format is not supported.", ManifestNotLoaded, videojs},
	{"Failed loading manifest: https://x.example/a.mpd", ManifestNotLoaded, dash},
	{"https://x.example/a.m3u8: Invalid data found when processing input", NotMedia, ffmpeg},
	{"VLC is unable to open the MRL 'https://x.example/a.m3u8'. Check the log for details.", ManifestNotLoaded, vlc},
	{"NotSupportedError: Unsupported keySystem or supportedConfigurations.", NoDRM, browser},
	{"Access to fetch at 'https://x.example/a.m3u8' from origin 'https://y.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.", CrossOrigin, browser},
	{"Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://x.example/a.m3u8.", CrossOrigin, browser},
	{"GET https://x.example/a.m3u8 net::ERR_NAME_NOT_RESOLVED", NoAnswer, browser},
	{`{"errorString":"ExoPlaybackException: ERROR_CODE_IO_BAD_HTTP_STATUS","errorCode":"22004"}`, Refused, exo},
	{"androidx.media3.common.PlaybackException: Source error, errorCode: 2004", Refused, exo},
	{`Shaka error {"severity": 2, "category": 1, "code": 1001, "data": ["https://x.example/a.m3u8", 403]}`, Refused, shaka},
	{"shaka.util.Error {severity: 2, category: 6, code: 6007}", LicenceRefused, shaka},
	{`[cast.framework] error {"detailedErrorCode": 311, "type": "ERROR"}`, ManifestNotLoaded, cast},
	{"detailedErrorCode: 301", PieceNotLoaded, cast},
	{"HLS_NETWORK_KEY_LOAD", KeyOfMediaNotLoaded, cast},
	{"There was a problem providing access to protected content. (Error Code: 232403)", Refused, jwPlayer},
	{"This video file cannot be played.\n(Error Code: 232404)", NotFound, jwPlayer},
	{"[https @ 0x55d] HTTP error 403 Forbidden\nhttps://x.example/a.m3u8: Server returned 403 Forbidden (access denied)", Refused, ffmpeg},
	{"[ffmpeg] https: HTTP error 403 Forbidden\nFailed to open https://x.example/a.m3u8.", Refused, ffmpeg},
	{"gstsouphttpsrc.c(1200): gst_soup_http_src_parse_status (): /GstPlayBin:player/GstSoupHTTPSrc:source:\nForbidden (403), URL: https://x.example/a.m3u8, Redirect to: (NULL)", Refused, gst},
	{"Failed to open https://x.example/a.m3u8.", ManifestNotLoaded, "mpv"},
	{"This playback ID is not available", NotFound, server},
	{"HTTP body:\r\nAccess denied\r\n", Refused, server},
	{"< HTTP/2 something\nForbidden", Refused, server},
	{"<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>1</RequestId><HostId>x</HostId></Error>", BucketRefused, s3},
	{"<Error><Code>AccessDenied</Code><Message>Request has expired</Message><HostId>x</HostId></Error>", BucketEnded, s3},
	{"<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided.</Message></Error>", BucketSignature, s3},
	{"<Error><Code>AuthenticationFailed</Code><Message>Server failed to authenticate the request.</Message><AuthenticationErrorDetail>Signature not valid in the specified time frame</AuthenticationErrorDetail></Error>", BucketEnded, azure},
}

// Beside a guess what the server says counts, and so does what only looks like one.
func TestGuessBesideAnAnswer(t *testing.T) {
	for _, text := range []string{
		"maybe an invalid signature? The server says: invalid signature", "I get invalid signature, why?", "could not verify: bad signature", "it is: signature mismatch", "Notice: invalid hash",
	} {
		if _, ok := Find(text); !ok {
			t.Errorf("nothing is found in %q", text)
		}
	}
}

func TestFind(t *testing.T) {
	for _, c := range lines {
		for _, text := range []string{c.text, strings.ToUpper(c.text), "Jun 15 15:06:40 web[7]: " + c.text + "\nwhat is that?"} {
			if got, ok := Find(text); !ok || got.Fault != c.fault || got.Whose != c.whose {
				t.Errorf("%s\nis %q: %s", text, got.Whose, got.Means)
			}
		}
	}
}

// What people write, and what works, is no error.
func TestFindsNothing(t *testing.T) {
	for _, text := range []string{
		"maybe an invalid signature?", "Could it be a bad signature?", "is it an invalid signature", "I think it's a hash mismatch", "It may have been a bad hash.", "No invalid signature here",
		"", "hello", "it does not play", "the video stops after an hour, please help", "HTTP/1.1 200 OK",
		"we sign with RS256 and a private key in PEM, the token has three segments",
		"Hello,\nForbidden is a word that I do not like to read.\nAnna", "Hi\nAccess denied again, as last week. What now?", "Hi\nUnauthorized people may watch it, is that right?",
		"Hi\nInvalid token or not, it should play", "the ticket has the number 2403210", "1208 people watch, 1400 more wait",
		`var E={a:"manifestLoadError",b:"manifestParsingError",c:"fragLoadError",d:"keyLoadError",e:"bufferAppendError",f:"keySystemNoAccess",g:"fragLoadTimeOut"}`,
		"#EXTM3U\n#EXT-X-VERSION:6\n#EXTINF:6,\nseg-1.ts", `{"token":"abc","expires":1750000000}`, "openssl genrsa -out a.pem 2048",
	} {
		if got, ok := Find(text); ok {
			t.Errorf("%q is %q: %s", text, got.Whose, got.Means)
		}
	}
}

// Each row says something, can be found, and no two are alike.
func TestTable(t *testing.T) {
	table := slices.Concat(tables[:]...)
	if len(table) < 300 {
		t.Fatalf("%d rows", len(table))
	}
	seen, used := map[string]bool{}, map[Fault]bool{Failed: true, LedElsewhere: true} // of which no text is known
	for _, r := range table {
		all := r.has
		if seen[all] || r.whose == "" || r.size() < 7 || all != strings.ToLower(all) {
			t.Errorf("%q of %q", all, r.whose)
		}
		seen[all], used[r.fault] = true, true
		if got, ok := Find("x " + all + " y"); !ok || got.size < r.size() && r.whose != anyJWT {
			t.Errorf("%q is found as %q: %s", all, got.Whose, got.Means)
		}
	}
	for f, words := range faults {
		if words.means == "" || words.look == "" || strings.HasSuffix(words.means, ".") || !used[Fault(f)] {
			t.Errorf("%d: %+v, used %v", f, words, used[Fault(f)])
		}
	}
}

// An error is found at both ends of a long text.
func TestLongText(t *testing.T) {
	filler := strings.Repeat("the quick brown fox jumps over it\n", 1<<20/34)
	for _, text := range []string{"jwt expired\n" + filler, filler + "\njwt expired"} {
		if got, ok := Find(text); !ok || got.Fault != TokenEnded {
			t.Errorf("%v %+v", ok, got)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("the quick brown fox jumps over it\n", 1<<20/34)
	for b.Loop() {
		Find(text)
	}
}
