package cloudfront

import (
	"playtoken/core/cause"
	"playtoken/core/platform"
)

// denied are the causes of AccessDenied, the likeliest first.
var denied = []cause.Code{
	cause.Expired, cause.SignatureWrong, cause.OtherPlaybackID, cause.OptionNotSigned, cause.SegmentsWithoutToken, cause.NotYetValid,
	cause.AlgUnexpected, cause.NotTheToken,
}

const noSignatureCame = "No Key-Pair-Id came, and so no signature: neither parameters nor cookies."

// statuses are the answers of the edge: XML with a Code and a Message. They carry no
// header for other origins, so that a page of a browser sees a network error.
var statuses = []platform.Status{
	platform.Answer(200, "", "The signature was taken, or none is demanded here.", nil, platform.Seen),
	platform.Answer(403, "<HostId>", "The bucket behind CloudFront refused, and not CloudFront: it may not read the file, or there is none of that name. The signature is not the cause.", []cause.Code{cause.NotTheToken}, platform.Seen),
	platform.Answer(403, "block access from your country", "CloudFront refuses the country from which it was asked. The signature is not the cause.", []cause.Code{cause.NotTheToken}, platform.Seen),
	platform.Answer(403, "MissingKey", noSignatureCame, []cause.Code{cause.TokenAbsent, cause.SegmentsWithoutToken}, platform.Seen),
	platform.Answer(403, "Missing Key-Pair-Id", noSignatureCame, []cause.Code{cause.TokenAbsent, cause.SegmentsWithoutToken}, platform.Seen),
	platform.Answer(403, "InvalidKey", "The key pair ID is in no key group of this behaviour.", []cause.Code{cause.UnknownKey}, platform.Seen),
	platform.Answer(403, "Unknown Key", "The key pair ID is in no key group of this behaviour.", []cause.Code{cause.UnknownKey}, platform.Seen),
	platform.Answer(403, "MalformedSignature", "The signature is no base64 in the letters of CloudFront.", []cause.Code{cause.TokenDamagedInURL}, platform.Seen),
	platform.Answer(403, "Could not unencode Signature", "The signature is no base64 in the letters of CloudFront.", []cause.Code{cause.TokenDamagedInURL}, platform.Seen),
	platform.Answer(403, "MalformedPolicy", "The policy cannot be read.", []cause.Code{cause.ClaimsMalformed, cause.TokenDamagedInURL}, platform.Seen),
	platform.Answer(403, "Malformed Policy", "The policy cannot be read.", []cause.Code{cause.ClaimsMalformed, cause.TokenDamagedInURL}, platform.Seen),
	platform.Answer(403, "AccessDenied", "The signature was refused: it has ended, is for another URL, or does not fit. The bucket behind may answer so as well.", denied, platform.Seen),
	platform.Answer(403, "Access denied", "The signature was refused: it has ended, is for another URL, or does not fit. The bucket behind may answer so as well.", denied, platform.Seen),
	platform.Answer(403, "", "No signature came, or it was refused; the bucket behind may answer so as well.", append([]cause.Code{cause.TokenAbsent, cause.UnknownKey, cause.TokenDamagedInURL}, denied...), platform.Seen),
	platform.Answer(404, "", "There is no such file behind CloudFront; the signature is not the cause.", []cause.Code{cause.NotTheToken}, platform.Inferred),
}
