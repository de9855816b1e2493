package cause

import "playtoken/core/keys"

// The codes.
const (
	TokenAbsent          Code = "token_absent"
	TokenMisplaced       Code = "token_misplaced"
	TokenDamagedInURL    Code = "token_damaged_in_url"
	HeaderRefused        Code = "header_refused"
	ClaimsMalformed      Code = "claims_malformed"
	AlgUnexpected        Code = "alg_unexpected"
	HMACOverPrivateKey   Code = "hmac_over_private_key"
	KeyNotDecoded        Code = "key_not_decoded"
	RSAAlgWithoutRSAKey  Code = "rsa_alg_without_rsa_key"
	SecretEncoding       Code = "secret_encoding"
	UnknownKey           Code = "unknown_key"
	SignatureWrong       Code = "signature_wrong"
	APISecretAsKey       Code = "api_secret_as_key"
	KeyTruncated         Code = "key_truncated"
	KeyWrongKind         Code = "key_wrong_kind"
	KeyDoubleEncoded     Code = "key_double_encoded"
	KeyNewlinesLost      Code = "key_newlines_lost"
	KeyHasExtras         Code = "key_has_extras"
	KidMissing           Code = "kid_missing"
	KidMismatch          Code = "kid_mismatch"
	AudMissing           Code = "aud_missing"
	AudIsList            Code = "aud_is_list"
	AudIsPlatformName    Code = "aud_is_platform_name"
	AudMalformed         Code = "aud_malformed"
	MediaIDUsed          Code = "media_id_used"
	OtherPlaybackID      Code = "other_playback_id"
	AudOtherResource     Code = "aud_other_resource"
	OtherViewer          Code = "other_viewer"
	TimeNotNumber        Code = "time_not_number"
	TimeInMilliseconds   Code = "time_in_milliseconds"
	TimeCountedOtherwise Code = "time_counted_otherwise"
	ExpIsDuration        Code = "exp_is_duration"
	ExpBeforeIat         Code = "exp_before_iat"
	Expired              Code = "expired"
	NotYetValid          Code = "not_yet_valid"
	IssuedInFuture       Code = "issued_in_future"
	ClocksDiffer         Code = "clocks_differ"
	ExpMissing           Code = "exp_missing"
	LifeTooLong          Code = "life_too_long"
	LifeShorterThanVideo Code = "life_shorter_than_video"
	ClaimMissing         Code = "claim_missing"
	ClaimUnexpected      Code = "claim_unexpected"
	ParameterUnknown     Code = "parameter_unknown"
	OptionNotSigned      Code = "option_not_signed"
	SegmentsWithoutToken Code = "segments_without_token"
	IssUnexpected        Code = "iss_unexpected"
	SubUnexpected        Code = "sub_unexpected"
	NotTheToken          Code = "not_the_token"
)

// follows are links that hold always.
func follows(codes ...Code) []Link {
	list := make([]Link, len(codes))
	for i, c := range codes {
		list[i] = Link{To: c}
	}
	return list
}

func rows(list ...Row) []Row { return list }

// table is every cause in the order of rank: is there a token, and whole; its
// algorithm; key and signature; key ID; audience and ID; times; the rest.
var table = []Cause{
	{
		Code: TokenAbsent, Title: "there is no token",
		Follows: follows(TokenMisplaced), RuledOutBy: TokenIsThere, Explains: rows(RowKind),
	},
	{
		Code: TokenMisplaced, Title: "the token stands in the wrong place",
		RuledOutBy: StandsWholeInURL, Explains: rows(RowPath, RowPlace),
	},
	{
		Code: TokenDamagedInURL, Title: "the token is damaged in the URL",
		RuledOutBy: StandsWholeInURL, Explains: rows(RowSignature),
	},
	{Code: HeaderRefused, Title: "the header is refused", Explains: rows(RowCrit, RowB64)},
	{Code: ClaimsMalformed, Title: "the claims cannot be read", Explains: rows(RowNamed)},
	{
		Code: AlgUnexpected, Title: "the algorithm is not the platform's",
		Follows: follows(HMACOverPrivateKey, KeyNotDecoded), RuledOutBy: AlgorithmFits, Explains: rows(RowKind, RowAlg),
	},
	{
		Code: HMACOverPrivateKey, Title: "the text of a key was used as a shared secret",
		RuledOutBy: SignatureIsValid, Explains: rows(RowAlg, RowMadeBy),
	},
	{
		Code: KeyNotDecoded, Title: "the key was not decoded from base64",
		RuledOutBy: SignatureIsValid, Explains: rows(RowMadeBy),
	},
	{
		Code: RSAAlgWithoutRSAKey, Title: "RS256 with a shared secret",
		Follows: follows(AlgUnexpected), RuledOutBy: SignatureIsValid, Explains: rows(RowAlg, RowMadeBy),
	},
	{
		Code: SecretEncoding, Title: "the secret was read in another encoding",
		RuledOutBy: SignatureIsValid, Explains: rows(RowMadeBy),
	},
	{
		Code: UnknownKey, Title: "the platform does not know the key", // a key at hand proves nothing of the platform's
		Explains: rows(RowKid, RowMadeBy),
	},
	{
		Code: SignatureWrong, Title: "the signature is wrong",
		Follows:    append([]Link{{TokenDamagedInURL, TextUnreadable}}, follows(ClaimsMalformed, HeaderRefused)...),
		RuledOutBy: SignatureIsValid, Explains: rows(RowSignature, RowMadeBy),
	},
	{
		Code: APISecretAsKey, Title: "an API secret was used as the key",
		Follows: follows(AlgUnexpected), RuledOutBy: SignatureIsValid, Explains: rows(RowMadeBy),
		Keys: []keys.Code{keys.IsKeyID, keys.IsCloudKeyID},
	},
	{
		Code: KeyTruncated, Title: "the key is damaged",
		Keys: []keys.Code{
			keys.Truncated, keys.Elided, keys.PEMBodyLength, keys.PEMEmpty, keys.PEMLabelPair, keys.B64BadChar,
			keys.B64CaseLost, keys.B64Length, keys.B64PEMMissingChars, keys.KeyInconsistent, keys.KeyHalvesMismatch,
			keys.JWKFieldEmpty, keys.RSACRTMissing, keys.ECPointNotOnCurve, keys.ECCoordinateLength, keys.PASETOKeyLength,
		},
	},
	{Code: KeyWrongKind, Title: "the key is of another kind", Follows: follows(AlgUnexpected, UnknownKey), LastAsInfo: true},
	{Code: KeyDoubleEncoded, Title: "the key is encoded twice"},
	{Code: KeyNewlinesLost, Title: "the key lost its line ends"},
	{Code: KeyHasExtras, Title: "the key has something around it"},
	{Code: KidMissing, Title: "the key ID is missing", RuledOutBy: ClaimsFit, Explains: rows(RowKid)},
	{Code: KidMismatch, Title: "two key IDs differ", Follows: follows(UnknownKey), Explains: rows(RowKid)},
	{Code: AudMissing, Title: "the token has no audience", RuledOutBy: ClaimsFit, Explains: rows(RowAud)},
	{Code: AudIsList, Title: "the audience is a list", RuledOutBy: ClaimsFit, Explains: rows(RowAud)},
	{Code: AudIsPlatformName, Title: "the audience is the platform's name", RuledOutBy: ClaimsFit, Explains: rows(RowAud)},
	{Code: AudMalformed, Title: "the audience is malformed", RuledOutBy: ClaimsFit, Explains: rows(RowAud)},
	{Code: MediaIDUsed, Title: "a media ID stands in place of the playback ID", Explains: rows(RowAud, RowID)},
	{
		Code: OtherPlaybackID, Title: "the token is for another playback ID",
		Follows: follows(MediaIDUsed), RuledOutBy: IDsAgree, Explains: rows(RowAud, RowID, RowPath, RowNamed),
	},
	{
		Code: AudOtherResource, Title: "the token is for another resource",
		RuledOutBy: ResourcesAgree, Explains: rows(RowAud, RowHost, RowPath, RowNamed),
	},
	{Code: OtherViewer, Title: "the token is for another viewer", Explains: rows(RowNamed)},
	{Code: TimeNotNumber, Title: "a time has the wrong type", RuledOutBy: ExpIsAhead, Explains: rows(RowExp, RowNamed)},
	{Code: TimeInMilliseconds, Title: "a time is in milliseconds", RuledOutBy: ExpIsAhead, Explains: rows(RowExp, RowNamed)},
	{
		Code: TimeCountedOtherwise, Title: "a time is not counted in seconds since 1970",
		RuledOutBy: ExpIsAhead, Explains: rows(RowExp, RowIat, RowNbf),
	},
	{Code: ExpIsDuration, Title: "exp holds a length of time", RuledOutBy: ExpIsAhead, Explains: rows(RowExp)},
	{
		Code: ExpBeforeIat, Title: "the token ends before it begins",
		Follows:    []Link{{ExpIsDuration, Always}, {Expired, IssuedLongAgo}},
		RuledOutBy: ExpIsAhead, Explains: rows(RowExp, RowIat),
	},
	{
		Code: Expired, Title: "the token has expired",
		Follows:    []Link{{ExpIsDuration, Always}, {ExpBeforeIat, IssuedLately}},
		RuledOutBy: ExpIsAhead, Explains: rows(RowExp),
	},
	{Code: NotYetValid, Title: "the token is not yet valid", RuledOutBy: HasBegun, Explains: rows(RowNbf)},
	{
		Code: IssuedInFuture, Title: "the clock of the signer is ahead",
		Follows: []Link{{NotYetValid, BeginsWhenIssued}}, RuledOutBy: IssuedInPast, Explains: rows(RowIat),
	},
	{Code: ClocksDiffer, Title: "the platform's clock is not this machine's", LastAsInfo: true},
	{Code: ExpMissing, Title: "the token has no expiry", RuledOutBy: HasExp, Explains: rows(RowExp)},
	{Code: LifeTooLong, Title: "the token lives too long", Explains: rows(RowExp, RowLife)},
	{Code: LifeShorterThanVideo, Title: "the token ends before the video does", Explains: rows(RowExp)},
	{
		Code: ClaimMissing, Title: "a claim is missing",
		Follows: follows(TokenDamagedInURL), RuledOutBy: ClaimsFit, Explains: rows(RowNamed),
	},
	{
		Code: ClaimUnexpected, Title: "a claim is not what the platform wants",
		Follows: follows(TokenDamagedInURL), RuledOutBy: ClaimsFit, Explains: rows(RowNamed),
	},
	{Code: ParameterUnknown, Title: "a parameter is unknown to the platform", Explains: rows(RowNamed)},
	{Code: OptionNotSigned, Title: "an option of the URL is not signed", Explains: rows(RowOption)},
	{Code: SegmentsWithoutToken, Title: "the segments are asked for without a token"},
	{Code: IssUnexpected, Title: "the issuer is not one that the platform accepts", Explains: rows(RowIss)},
	{Code: SubUnexpected, Title: "the subject is not what the platform wants", Explains: rows(RowSub)},
	{Code: NotTheToken, Title: "something else refuses it, not the token", FirstAsWarning: true, LastAsInfo: true},
}
