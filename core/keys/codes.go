package keys

// Code names a reason. Codes are stable: reports, tests and help texts may rely
// on them. The words of a message may change.
type Code string

// Remarks on a key that was taken.
const (
	FixedEscapedNewlines Code = "fixed_escaped_newlines" // line ends were written as \n
	FixedQuotes          Code = "fixed_quotes"           // quotes or a comma around the text
	DoubleBase64         Code = "double_base64"          // base64 of base64
	TakenFromJSON        Code = "taken_from_json"        // the key stood in a JSON answer
	RSAExponent3         Code = "rsa_exponent_3"         // public exponent 3
	RSATooSmall          Code = "rsa_too_small"          // under 2,048 bits; under 1,024 it is a refusal
)

// Refusals: the text is something else.
const (
	Empty         Code = "empty"          // nothing but white space
	UnknownBinary Code = "unknown_binary" // no form known here
	IsToken       Code = "is_token"
	IsURL         Code = "is_url"
	IsKeyID       Code = "is_key_id"
	IsHTML        Code = "is_html"
	IsAPIError    Code = "is_api_error"
	IsCertificate Code = "is_certificate"
	IsCSR         Code = "is_csr"
	IsOpenSSH     Code = "is_openssh"
	IsSSHPublic   Code = "is_ssh_public"
	IsPKCS12      Code = "is_pkcs12"
	IsPKCS7       Code = "is_pkcs7"
	IsPGP         Code = "is_pgp"
	IsPPK         Code = "is_ppk"
	IsGzip        Code = "is_gzip"
	ParamsOnly    Code = "params_only"
	NoPEMHeader   Code = "no_pem_header" // a key without BEGIN and END lines
	KeyEncrypted  Code = "key_encrypted"
	MultipleKeys  Code = "multiple_keys"
	ExtraBlocks   Code = "extra_blocks" // other text beside the key
)

// Refusals: the text is a key, and damaged.
const (
	Truncated          Code = "truncated"      // the end is missing
	PEMLabelPair       Code = "pem_label_pair" // BEGIN and END do not belong together
	PEMEmpty           Code = "pem_empty"
	PEMBodyLength      Code = "pem_body_length" // shorter than the key announces
	DERTrailing        Code = "der_trailing"    // longer than the key announces
	B64BadChar         Code = "b64_bad_char"
	B64Length          Code = "b64_length" // not a multiple of 4
	B64PEMMissingChars Code = "b64pem_missing_chars"
	LabelMismatch      Code = "label_mismatch" // the BEGIN line names another structure
)

// Refusals: the text is a whole key, and cannot be used.
const (
	KeyInconsistent    Code = "key_inconsistent" // its numbers do not fit each other
	KeyHalvesMismatch  Code = "key_halves_mismatch"
	KeyTypeUnsupported Code = "key_type_unsupported"
	RSACRTMissing      Code = "rsa_crt_missing"
	RSATooLarge        Code = "rsa_too_large"
	RSAExponent        Code = "rsa_exponent"
	RSAMultiprime      Code = "rsa_multiprime"
	RSAPSSKeyOID       Code = "rsa_pss_key_oid"
	ECCurveUnsupported Code = "ec_curve_unsupported"
	ECPointNotOnCurve  Code = "ec_point_not_on_curve"
)
