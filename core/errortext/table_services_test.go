package errortext

import "testing"

// What services and the libraries of fewer people print, as they were pasted.
func TestFindFurther(t *testing.T) {
	for _, c := range []struct {
		text  string
		fault Fault
		whose string
	}{
		{`[{"error_code":"ACCESS_DENIED","error_subcode":"TOKEN_REQUIRED","message":"A JSON Web Token (JWT) is required."}]`, TokenNotThere, brightcove},
		{`[{"error_code": "ACCESS_DENIED", "error_subcode": "CLIENT_GEO", "client_geo": "us"}]`, CountryRefused, brightcove},
		{`{"error_code":"ACCESS_DENIED","error_subcode":"DOMAIN"}`, DomainRefused, brightcove},
		{`{"errors":["access denied, stream is gated and requires an access key"]}`, TokenNotThere, livepeer},
		{`[{"error":"token is for another channel","error_code":"invalid_playback_auth_token"}]`, TokenRefused, "Amazon IVS"},
		{`{"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"result":null}`, APIRefused, cfAPI},
		{"PlatformException(VideoError, Video player had error androidx.media3.exoplayer.ExoPlaybackException: Source error, null, null)", SourceFailed, flutter},
		{`Cast Error: {"code":"session_error","description":"LOAD_FAILED"}`, SourceFailed, cast},
		{" [player 2.6.0] MediaError: A network error caused the media download to fail.\n    at l.emit (a4634e51.js:1:199740)", SourceFailed, browser},
		{`{"message": "The operation couldn’t be completed. (ExpoVideo.PlayerItemLoadException error 1.)"}`, SourceFailed, "Expo's video player"},
		{`{type: "networkError", details: "manifestLoadError", fatal: true, response: {code: 0, text: ""}}`, CrossOrigin, hls},
		{`{"type":"networkError","details":"manifestLoadError","response":{"code":0,"text":""}}`, CrossOrigin, hls},
		{"TypeError: ECPublicKey.verify() takes 3 positional arguments but 4 were given", KeyOtherKind, pyJWT},
		{"TypeError: EllipticCurvePrivateKey.sign() takes 3 positional arguments but 4 were given", KeyOtherKind, pyJWT},
		{`Error Domain=AVFoundationErrorDomain Code=-11800 "The operation could not be completed"`, SourceFailed, apple},
		{"E OoyalaPlayer: This video was not authorized: Authorization Error: invalid token", TokenRefused, server},
		{`{"status":403,"error":"Forbidden","message":"Invalid Hash"}`, HashRefused, server},
		{"HTTP/1.1 403\nForbidden\nsignature mismatch", SignatureRefused, server},
		{"<h1>403</h1><p>Bad hash</p>", HashRefused, server},
		{"403 | Invalid signature.", SignatureRefused, server},
		{"HTTP/1.1 410 Gone\nLink expired", URLEnded, server},
		{`{"error":"url expired"}`, URLEnded, server},
		{"TypeError: Cannot read properties of undefined (reading 'signPlaybackId')\n    at handler (/app/api/token.js:12:30)", OtherRelease, node},
		{"TypeError: Cannot read property 'sign' of undefined", OtherRelease, node},
		{"TypeError: mux.jwt.signPlaybackId is not a function", OtherRelease, node},
		{"TypeError: jwt.sign is not a function", OtherRelease, node},
		{"java.lang.RuntimeException: com.bitmovin.player.api.deficiency.exception.DrmLicenseKeyExpiredException", LicenceEnded, exo},
		{"E/MyPlayer: com.bitmovin.player.DrmLicenseKeyExpiredException\n  at com.bitmovin.player.offline.OfflineContentManager.getOfflineSourceItem", LicenceEnded, exo},
		{"Internal runtime error. com.google.android.exoplayer.drm.KeysExpiredException", LicenceEnded, exo},
		{"DrmSession$DrmSessionException: android.media.MediaDrm$MediaDrmStateException: Failed to handle key response: General DRM error", LicenceRefused, exo},
		{"Shaka Error DRM.EXPIRED", LicenceEnded, shaka},
		{"[cast.framework.media.ShakaPlayer] category: 6 code: 6003", LicenceRefused, shaka},
		{"Shaka Error 4022 ()", NotMedia, shaka},
		{"shaka.util.Error {severity: 2, category: 3, code: 3015}", NotPlayable, shaka},
		{"[368][ProtectionController] License request failed (201). Retrying it... Pending retries: 3", LicenceRefused, "The player"},
		{"failed to verify signature: failed to verify id token signature", SignatureRefused, anyJWT},
		{"Error: Imported HMAC key length (0) must be a non-zero value", KeyMissing, jose},
		{"TypeError: Zero-length key is not supported.", KeyMissing, webCrypt},
		{"Error: NETWORK_ERROR MANIFEST_LOAD_ERROR", ManifestNotLoaded, theo},
		{"[SOURCE_ERROR] 1203: SOURCE_MANIFEST_INVALID", NotMedia, bitmovin},
		{"NETWORK_SEGMENT_DOWNLOAD_TIMEOUT", TooSlow, bitmovin},
		{"Tymon\\JWTAuth\\Exceptions\\TokenExpiredException: Token has expired", TokenEnded, anyJWT},
		{"Tymon\\JWTAuth\\Exceptions\\TokenInvalidException: Token Signature could not be verified.", TokenRefused, anyJWT},
		{"uncaught: token expired\nToken expired 1003", TokenEnded, server},
		{"** (Joken.Error) A map was expected for the key parameter in the signer creation.", KeyNotAsymmetric, joken},
		{"** (ArgumentError) argument error: [[], {:jose_jws}]\n    (jose) src/jose_jwt.erl:184: :jose_jwt.sign/3", KeyNotRead, erlJOSE},
		{"TypeError: key must be an instance of a key instantiated by JWK.asKey, or a valid JWK.asKey input", KeyNotRead, jose},
		{`500 DataError HMAC "jwk" key import requires a JSON Web Key with Key Type parameter ("kty") equal to "oct" (encountered "undefined").`, KeyNotRead, webCrypt},
		{"Private Key is in PKCS#1 format, but only PKCS#8 is supported.", KeyOtherForm, octokit},
		{"It always returns \"key is invalid\" error.", KeyOtherKind, goJWT},
		{"AttributeError: 'RSAPublicKey' object has no attribute 'sign'", KeyPublic, pyJWT},
		{"AttributeError: 'str' object has no attribute 'decode'\n    token = jwt.encode(payload, key).decode('utf-8')", OtherRelease, pyJWT},
		{"AttributeError: module 'jwt' has no attribute 'encode'", OtherRelease, pyJWT},
		{"Base64-encoded key bytes may only be specified for HMAC signatures.", KeyNotAsymmetric, jjwt},
		{"The Token's Signature couldn't be generated when signing using the Algorithm: SHA512withRSA", KeyOtherKind, javaJWT},
		{"couldn't be generated when signing using the Algorithm: SHA512withRSA\nCaused by: java.security.SignatureException: Key is too short for this signature algorithm", KeyTooShort, java},
		{"Unable to verify RSA signature. Signature length not correct: got 512 but was expecting 256", SignatureRefused, java},
		{"undefined method 'sign' for an instance of String (NoMethodError)", KeyNotAsymmetric, rubyJWT},
		{"undefined method 'sign' for nil (NoMethodError)", KeyMissing, rubyJWT},
		{"NoMethodError - undefined method `verify' for #<String:0x00000003e86478>:\n    /gems/json-jwt-1.5.2/lib/json/jws.rb:94:in `valid?'", KeyOtherKind, rubyJWT},
		{"undefined method 'verify' for an instance of String", KeyOtherKind, rubyJWT},
		{"/gems/jwt-2.2.3/lib/jwt/security_utils.rb:20:in `verify': wrong number of arguments (given 3, expected 1) (ArgumentError)", OtherRelease, rubyJWT},
		{`[INF] "CustomAuthentication" was not authenticated. Failure message: "Invalid token."`, TokenRefused, anyJWT},
		{"Bearer was not authenticated. Failure message: IDX10223: Lifetime validation failed.", TokenEnded, dotnet},
		{`{"status":"error","error":"authentication error"}`, Refused, server},
		{"SyntaxError: Unexpected token y in JSON at position 0\n    at Object.jwsDecode [as decode] (/node_modules/jws/lib/verify-stream.js:71:20)", TokenNotRead, "jws (Node.js)"},
		{`TypeError: CryptoKey instances for asymmetric algorithm signing must be of type "private"`, KeyPublic, jose},
		{`TypeError: CryptoKey instances for asymmetric algorithm verifying must be of type "public"`, KeyOtherKind, jose},
		{`TypeError: KeyObject instances for asymmetric algorithms must not be of type "secret"`, KeyNotAsymmetric, jose},
		{"token is unverifiable: error while executing keyfunc: no key for kid", KeyNotFound, goJWT},
		{"token is unverifiable: no keyfunc was provided", KeyMissing, goJWT},
		{"io.jsonwebtoken.UnsupportedJwtException: Cannot verify RS256 signatures with a secret key", AlgorithmRefused, jjwt},
		{"jwt.exceptions.InvalidSubjectError: Subject must be a string", SubjectRefused, pyJWT},
		{`Too few arguments to function Firebase\JWT\JWT::encode(), 2 passed in /app/index.php on line 20 and at least 3 expected`, OtherRelease, phpJWT},
		{`Firebase\JWT\JWT::decode(): Argument #2 ($keyOrKeyArray) must be of type Firebase\JWT\Key|ArrayAccess|array, string given`, OtherRelease, phpJWT},
		{`Uncaught TypeError: Firebase\JWT\JWT::encode(): Argument #2 ($key) must be of type string, null given`, KeyMissing, phpJWT},
		{`Error: "algorithm" must be a valid string enum value`, AlgorithmRefused, nodeJWT},
		{"This playback is using signed URLs and the playback-token has expired. Expired at: Mar 1, 2024, 10:00:00 AM.", TokenEnded, server},
		{"UnauthorizedError: No Authorization header was found", TokenNotThere, server},
		{"UnauthorizedError: Format is Authorization: Bearer [token]", TokenNotWhole, "express-jwt"},
		{"InvalidTokenError: Invalid token specified: missing part #2", TokenNotRead, "jwt-decode (JavaScript)"},
		{`{"type":"networkError","details":"levelEmptyError","fatal":true}`, NotMedia, hls},
		{"InvalidKeyException: RS256 signing keys must be PrivateKey instances.", KeyNotAsymmetric, jjwt},
		{"JWTDecodeException: The input is not a valid base 64 encoded string.", TokenNotRead, javaJWT},
		{"Additional details: [[1] The JWT is no longer valid - the evaluation time", TokenEnded, jose4j},
		{"System.ObjectDisposedException: Cannot access a disposed object.\nObject name: 'RSA'.", KeyDisposed, net},
		{"Unable to cast object of type 'System.Security.Cryptography.RSACng' to type 'System.Security.Cryptography.RSACryptoServiceProvider'.", OtherRelease, net},
		{"NoMethodError: undefined method `sign' for \"-----BEGIN RSA\":String", KeyNotAsymmetric, rubyJWT},
		{"called `Result::unwrap()` on an `Err` value: Error(InvalidKeyFormat)", KeyNotRead, rustJWT},
		{"(SwiftJWT.JWTError error 1.)", KeyNotRead, swiftJWT},
		{"Unhandled exception:\nJWTExpiredException: jwt expired", TokenEnded, dartJWT},
	} {
		if got, ok := Find(c.text); !ok || got.Fault != c.fault || got.Whose != c.whose {
			t.Errorf("%s\nis %q: %s", c.text, got.Whose, got.Means)
		}
	}
	for _, text := range []string{
		"is the token expired already?", "is the link expired already?", "our domain is example.com, the key is valid", "the load failed because of me", "decode the token with jwt.decode", `{"code":10000}`,
	} {
		if got, ok := Find(text); ok {
			t.Errorf("%q is %q: %s", text, got.Whose, got.Means)
		}
	}
}
