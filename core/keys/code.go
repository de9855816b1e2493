package keys

// Code names a reason. Codes are stable: reports, tests and help texts may rely
// on them. The words of a message may change.
type Code string

// Remarks on a key that was taken: what its text needed.
const (
	FixedBOM             Code = "fixed_bom"              // a byte order mark at the start
	FixedDashes          Code = "fixed_dashes"           // four, six or typographic dashes
	FixedDataURI         Code = "fixed_data_uri"         // data:...;base64,
	FixedEnvLine         Code = "fixed_env_line"         // NAME=value
	FixedEscapedNewlines Code = "fixed_escaped_newlines" // line ends were written as \n
	FixedFence           Code = "fixed_fence"            // ``` of Markdown
	FixedHeaderCase      Code = "fixed_header_case"      // -----begin
	FixedHTML            Code = "fixed_html"             // tags, &amp;
	FixedIndent          Code = "fixed_indent"           // white space at the start of lines
	FixedInvisible       Code = "fixed_invisible"        // zero-width characters
	FixedLineEnds        Code = "fixed_line_ends"        // line ends of a rare kind
	FixedLookalike       Code = "fixed_lookalike"        // letters and spaces that only look right
	FixedOneLine         Code = "fixed_one_line"         // all line ends were lost
	FixedPadding         Code = "fixed_padding"          // "=" was lost
	FixedPercent         Code = "fixed_percent"          // %2B
	FixedPlusSpace       Code = "fixed_plus_space"       // + had become a space, or a space a +
	FixedQuotePrefix     Code = "fixed_quote_prefix"     // > of a mail
	FixedQuotes          Code = "fixed_quotes"           // quotes or a comma around the text
	FixedSourceCode      Code = "fixed_source_code"      // strings of a program
	FixedSpaces          Code = "fixed_spaces"           // white space that did not belong there
	FixedTrailingPercent Code = "fixed_trailing_percent" // the % that a shell prints at the end
	FixedUTF16           Code = "fixed_utf16"
	TakenFromJSON        Code = "taken_from_json"
	TakenFromYAML        Code = "taken_from_yaml"
	NulByte              Code = "nul_byte"
	DERTrailing          Code = "der_trailing"   // bytes behind the key
	ExtraBlocks          Code = "extra_blocks"   // other text beside the key
	LabelMismatch        Code = "label_mismatch" // the BEGIN line names another structure
	MissingFooter        Code = "missing_footer" // no END line, and yet whole
	NoPEMHeader          Code = "no_pem_header"  // no BEGIN line, and yet whole
)

// Remarks on a key that was taken: how it was written.
const (
	DoubleBase64     Code = "double_base64" // base64 of base64
	IsCertificate    Code = "is_certificate"
	IsCSR            Code = "is_csr"
	IsGzip           Code = "is_gzip"
	IsHex            Code = "is_hex"
	IsOpenSSH        Code = "is_openssh"
	IsSSHPublic      Code = "is_ssh_public"
	JWKLeadingZero   Code = "jwk_leading_zero"
	JWKNoPrimes      Code = "jwk_no_primes"
	JWKStdBase64     Code = "jwk_std_base64"
	JWKSDuplicateKid Code = "jwks_duplicate_kid"
	JWKSMixed        Code = "jwks_mixed"    // shared secrets beside keys of two halves
	JWKOtherUse      Code = "jwk_other_use" // use, key_ops or alg name something else than signatures
)

// Remarks on a key that was taken: what to think of it.
const (
	PublishedSample Code = "published_sample" // everyone can know it
	RSAExponent3    Code = "rsa_exponent_3"
	RSAMultiprime   Code = "rsa_multiprime"
	RSATooSmall     Code = "rsa_too_small" // under 2,048 bits; under 1,024 it is a refusal
	RSAVeryLarge    Code = "rsa_very_large"
	RSAROCA         Code = "rsa_roca" // made by a library whose keys can be broken (CVE-2017-15361)
	RSAKeyAsHMAC    Code = "rsa_key_as_hmac"
	SecretTooLong   Code = "edgecast_key_too_long" // over [Want.MaxText]
	HexOdd          Code = "hex_odd"
	HexPrefix       Code = "hex_prefix"
	HexSeparators   Code = "hex_separators"
	HMACKeyShort    Code = "hmac_key_short"
	InvisibleChars  Code = "invisible_chars"
	NonASCIISecret  Code = "non_ascii_secret"
	WeakSecret      Code = "weak_secret"
)

// Questions.
const (
	B64OrText       Code = "b64_or_text"
	ChooseKey       Code = "choose_key"
	HexOrText       Code = "hex_or_text"
	IsPKCS12        Code = "is_pkcs12"
	KeyEncrypted    Code = "key_encrypted"
	MultipleKeys    Code = "multiple_keys"
	TrailingNewline Code = "trailing_newline"
)

// Refusals: the text is something else.
const (
	Empty         Code = "empty"          // nothing but white space or zero bytes
	UnknownBinary Code = "unknown_binary" // no form known here
	IsToken       Code = "is_token"
	IsURL         Code = "is_url"
	IsKeyID       Code = "is_key_id"
	IsCloudKeyID  Code = "is_cloud_key_id"
	IsPath        Code = "is_path"
	IsPlaceholder Code = "is_placeholder"
	IsHTML        Code = "is_html"
	IsAPIError    Code = "is_api_error"
	IsErrorText   Code = "is_error_text" // of a program, about a key or a token
	IsPKCS7       Code = "is_pkcs7"
	IsPGP         Code = "is_pgp"
	IsPPK         Code = "is_ppk"
	ParamsOnly    Code = "params_only"
)

// Refusals: the text is a key, and damaged.
const (
	Truncated          Code = "truncated"      // the end is missing
	Elided             Code = "elided"         // somebody left a part out: "..."
	PEMLabelPair       Code = "pem_label_pair" // BEGIN and END do not belong together
	PEMEmpty           Code = "pem_empty"
	PEMBodyLength      Code = "pem_body_length" // shorter or longer than the key announces
	B64BadChar         Code = "b64_bad_char"
	B64CaseLost        Code = "b64_case_lost" // all capitals, or none
	B64Length          Code = "b64_length"    // not a multiple of 4
	B64PEMMissingChars Code = "b64pem_missing_chars"
	JSONDuplicate      Code = "json_duplicate"
	JWKFieldEmpty      Code = "jwk_field_empty"
	JWKKtyCase         Code = "jwk_kty_case"
	JWKNoKty           Code = "jwk_no_kty"
)

// Refusals: the text is a whole key, and cannot be used.
const (
	KeyInconsistent    Code = "key_inconsistent" // its numbers do not fit each other
	KeyHalvesMismatch  Code = "key_halves_mismatch"
	KeyTypeUnsupported Code = "key_type_unsupported"
	RSACRTMissing      Code = "rsa_crt_missing"
	RSATooLarge        Code = "rsa_too_large"
	RSAExponent        Code = "rsa_exponent"
	RSAPSSKeyOID       Code = "rsa_pss_key_oid"
	ECCurveUnsupported Code = "ec_curve_unsupported"
	ECPointNotOnCurve  Code = "ec_point_not_on_curve"
	ECCoordinateLength Code = "ec_coordinate_length"
	PASERKVersion      Code = "paserk_version"
	PASETOKeyLength    Code = "paseto_key_length"
	PublicKeyAsHMAC    Code = "public_key_as_hmac"
)
