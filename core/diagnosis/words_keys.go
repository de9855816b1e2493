package diagnosis

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
)

func madeWithSecret(t *token.Token) platform.Words {
	return platform.Words{
		Title:    "the signature was made with a shared secret",
		Evidence: fmt.Sprintf("The header says %s, and the signature is an HMAC with the secret given.", excerptAlg(t)),
		Fix:      "Sign with the private key of the platform.",
	}
}

// signWith says what a token is signed with whose signer took the text of a key for a
// secret.
func signWith(e *evidence) string {
	want := rightAlgorithm(e)
	switch k := e.verified.By; {
	case want == "":
		return "Sign with the algorithm that goes with the key"
	case k != nil && k.Answer.Taken() && !slices.Contains(jws.Algorithms(k.Answer.Key), want):
		return "Sign with " + want + " and a key for it, which this one is not"
	}
	return "Sign with " + want
}

func keyNotDecoded(e *evidence) platform.Words {
	return platform.Words{
		Title:    "the base64 text of the key was used as a shared secret",
		Evidence: "The " + excerptAlg(e.Token) + " signature is an HMAC over the base64 text of the key, which was not decoded.",
		Fix:      signWith(e) + ": decode the base64 first, and give the library the key itself.",
	}
}

func keyTextAsSecret(e *evidence) platform.Words {
	what := map[token.Misuse]string{token.PEMText: "PEM text", token.DERBytes: "decoded bytes", token.KeyText: "text"}[e.verified.Misuse]
	half := "a key"
	if k := e.verified.By; k != nil && k.Answer.Taken() {
		half = map[bool]string{true: "a private key", false: "a public key"}[k.Answer.Private]
	}
	return platform.Words{
		Title:    "the text of " + half + " was used as a shared secret",
		Evidence: "The " + excerptAlg(e.Token) + " signature is an HMAC over the " + what + " of the key.",
		Fix:      signWith(e) + ": give the library the key itself, not its text as a secret.",
	}
}

func nameSigned(k *verify.Key) platform.Words {
	is := map[keys.Code]string{
		keys.IsPath: "the path of a key file", keys.IsCloudKeyID: "the name of a key in a cloud", keys.IsURL: "an address",
		keys.IsToken: "a token", keys.IsHTML: "a page of HTML", keys.IsAPIError: "an error message", keys.IsPlaceholder: "a placeholder",
	}[k.Answer.Code]
	if is == "" {
		is = "the ID of the key"
	}
	return platform.Words{
		Title:    "the token is signed with " + is + ", not with a key",
		Evidence: strings.TrimSpace("The signature fits this text itself. " + k.Answer.Message),
		Fix:      "Let the signer load the key, and sign again. Whoever checks the token has to have the same key.",
	}
}

const (
	useSecretOfProject = "Use the secret of the same project, and the footer and the assertion that the token was sealed with; or sign a fresh token."
	useKeyOfRule       = "Use the primary or the backup key of the rule that guards this path, or make a fresh token with it."
)

func doesNotOpen(why token.Reason, fix string) platform.Words {
	return platform.Words{Title: "the token does not open with the key", Evidence: why.String(), Fix: fix}
}

func footerChanged(why token.Reason) platform.Words {
	return platform.Words{
		Title: "the footer was changed after the token was sealed", Evidence: why.String(),
		Fix: "Seal the token with its footer: the seal covers it, and nothing can be put there later.",
	}
}

func edited(t *token.Token) platform.Words {
	if t.SignsURL() {
		return platform.Words{
			Title:    "the URL or its policy was changed after it was signed",
			Evidence: "The key did make this signature, for another policy: the URL, the end or the policy was changed after signing.",
			Fix:      "Sign it again: what is signed cannot be edited.",
		}
	}
	return platform.Words{
		Title:    "the token was changed after it was signed",
		Evidence: "The key did make this signature, for another header or other claims.",
		Fix:      "Sign the token again with the platform's key: a signed token cannot be edited.",
	}
}

// signerSlipped words a signature of the right key that was made in another way than the
// header says.
func signerSlipped(t *token.Token, s jws.Slip) platform.Words {
	alg := excerptAlg(t)
	var did []string
	if s.Hash != "" {
		did = append(did, "with "+s.Hash)
	}
	switch s.Scheme {
	case "":
	case jws.PlainHash:
		did = append(did, "as a plain hash of text and secret, which is no HMAC")
	default:
		did = append(did, "with the padding of "+s.Scheme)
	}
	if what := signedInput[s.Input]; what != "" {
		did = append(did, "over "+what)
	}
	how := strings.Join(did, ", ")
	return platform.Words{
		Title:    "the signature was made " + how,
		Evidence: "The key is right, and nobody changed the token. The signer made the signature " + how + "; " + alg + " is made " + rightWay(alg) + " over header and payload as they stand in the token.",
		Fix:      slipFix(alg, s),
	}
}

// signedInput words what was signed in place of header and payload as they stand.
var signedInput = map[jws.Input]string{
	jws.WithLineEnd: "the text with a line end behind it", jws.WithDot: "the text with a dot behind it",
	jws.WithPadding: "parts that end with =", jws.InStdBase64: "parts in standard base64",
	jws.NotEncoded: "the JSON, which was not encoded", jws.PayloadOnly: "the payload alone",
	jws.Reencoded: "a payload whose JSON is written in another way",
	jws.InUTF16:   "the text in UTF-16, two bytes a character",
	jws.DigestOf:  "the digest of the text, which was hashed twice", jws.DigestText: "the hexadecimal digits of its digest",
}

// rightWay is how a signature of an algorithm is made.
func rightWay(alg string) string {
	way := "with Ed25519"
	if len(alg) == 5 && alg != "EdDSA" {
		way = "with SHA-" + alg[2:]
	}
	switch {
	case strings.HasPrefix(alg, "RS"):
		way += " and " + jws.PKCS1
	case strings.HasPrefix(alg, "PS"):
		way += " and " + jws.PSS + ", the salt as long as the hash,"
	}
	return way
}

func slipFix(alg string, s jws.Slip) string {
	switch {
	case s.Input == jws.WithLineEnd:
		return "Hand the text to the signer without a line end: printf '%s' or echo -n in place of echo."
	case s.Input == jws.Reencoded:
		return "Encode the payload once, and put that same text into the token and into the signature."
	case s.Input == jws.InUTF16:
		return "Let the signer take the bytes of the text in UTF-8 or ASCII: Encoding.ASCII in place of Encoding.Unicode."
	case s.Input != jws.NoInput:
		return "Sign the two parts with the dot between them exactly as they stand in the token."
	case s.Scheme == jws.PlainHash:
		return "Let the signer use HMAC, with the secret as its key."
	case s.Scheme != "" && s.Hash == "":
		return "Let the signer pad the signature as " + alg + " wants it, or name in the header what it does."
	}
	return "Let the signer use the hash of " + alg + ", or name in the header the one that it uses."
}

func signatureInDER(why token.Reason) platform.Words {
	return platform.Words{
		Title: "the signature is in DER form", Evidence: why.String(),
		Fix: "Let the signer write the signature as JOSE wants it, and sign again.",
	}
}

//go:noinline // it is called in so many places that its copies would make ptok larger
func doesNotFitKey(why token.Reason) platform.Words {
	return platform.Words{
		Title: "the signature does not fit the key", Evidence: why.String(),
		Fix: "Give the key that signed the token, or sign it again with the platform's key.",
	}
}

//go:noinline // it is called in so many places that its copies would make ptok larger
func anotherKey(evidence string) platform.Words {
	return platform.Words{
		Title: "another key signed the token", Evidence: evidence,
		Fix: "Sign with a key that the platform knows now, or verify with the key that the token names.",
	}
}

// notByKey words a signature that opens to nothing: another key made it, or it is not the one
// that was made any more, as after retyping. A signature does not tell which.
func notByKey(evidence string) platform.Words {
	return platform.Words{
		Title: "another key signed the token, or its signature was changed", Evidence: evidence,
		Fix: "Copy the token again from where it was made. If that one fails too, sign with the key that it names; where the platform has another key of this ID, save or give that one.",
	}
}

// otherMade says of a key that was tried, and whose signature this is not, which one it is;
// and which one the token names.
func otherMade(tried *verify.Key, t *token.Token) string {
	said := "With " + cmp.Or(keyCalled(tried, ""), "the key that was tried") + " the signature opens to nothing."
	switch named := t.KeyID(); {
	case named == "":
		return said
	case t.Names(tried.ID):
		return said + " The token names " + shortID(named) + ", the ID that was given for this key."
	default:
		return said + " The token names the key " + shortID(named) + "."
	}
}

// savedDidNotSign says of the saved key that the token names that it did not sign it.
func savedDidNotSign(k *verify.Key) platform.Words {
	return notByKey("The token names the key " + shortID(k.ID) + ", saved as " + token.Excerpt(k.Name, 60) + ", and the signature does not fit that key.")
}

// keyAtHandIsAnother says of the key of which w tells that it does not fit that it is the wrong
// one, since the token was taken.
func keyAtHandIsAnother(v *verify.Result, w platform.Words) platform.Words {
	k := v.Best
	if v.NamedMisfits {
		k = v.Named
	}
	is := "the key at hand"
	if k.Profile != "" {
		is = "the saved key"
	}
	return platform.Words{
		Title:    is + " is not the one that signed the token",
		Evidence: w.Evidence + " The request was answered well all the same: the platform has another key than that, unless the address is open to all or the answer came out of a cache.",
		Fix:      "Save the key that the platform has of this ID, and read the text again.",
	}
}

// answeredBut is the headline on a token that was taken, of which a key at hand says something.
func answeredBut(status int, title string) string {
	return fmt.Sprintf("The answer was %d, but %s", status, title)
}

func namesAnotherKey(named, given string) string {
	return fmt.Sprintf("The token names the key %s, the one given is %s.", shortID(named), shortID(given))
}

// SignedByReplaced says of a key that made a token and was replaced since which one it is and
// when that was.
func SignedByReplaced(k *verify.Key) string {
	day := k.Replaced.UTC().Format("2 Jan 2006")
	if k.Unproven {
		return "It fits the public half saved as " + token.Excerpt(k.Name, 60) + ", which was replaced on " + day + "."
	}
	return "Signed by the key of " + token.Excerpt(k.Name, 60) + " that was replaced on " + day + "."
}

func wasReplaced(k *verify.Key) platform.Words {
	return platform.Words{
		Title:    "the key that signed the token was replaced",
		Evidence: SignedByReplaced(k) + " If it was deleted at the platform, every token of it is refused.",
		Fix:      "Look whether the platform still has the key, or sign a fresh token with the one in use.",
	}
}

// otherSigned says which key the token names, under which name it is saved where it is, and which
// one signed.
func otherSigned(named string, by, rival *verify.Key) platform.Words {
	w := platform.Words{
		Title:    "the token names another key than the one that signed it",
		Evidence: "The token names the key " + shortID(named),
		Fix:      "Sign with the key that the token names, or name the key that signs.",
	}
	if rival != nil && rival.Profile != "" {
		w.Evidence += ", saved as " + token.Excerpt(rival.Name, 60)
		w.Fix += " Where the platform has another key of this ID, save that one."
	}
	signed := "another one"
	switch has := by.ID != "" && by.ID != named; {
	case has && by.Profile != "":
		signed = "the key " + shortID(by.ID) + ", saved as " + token.Excerpt(by.Name, 60) + ","
	case has:
		signed = "the key " + shortID(by.ID)
	case by.Profile != "":
		signed = "the key saved as " + token.Excerpt(by.Name, 60)
	}
	w.Evidence += ", and " + signed + " signed it. The key is picked by the ID in the token."
	return w
}

func twoOfOneID(named string, by, other *verify.Key) platform.Words {
	called := func(k *verify.Key) string { return token.Excerpt(cmp.Or(k.Name, "the key given"), 60) }
	return platform.Words{
		Title:    "two keys at hand have the ID that the token names",
		Evidence: "The token names the key " + shortID(named) + ". That is the ID of " + called(by) + ", which signed it, and of " + called(other) + ", which is another key. A platform has one key of an ID.",
		Fix:      "Look which of them the platform has of this ID, and put the ID of the other right.",
	}
}

func isForOther(by *verify.Key, p *platform.Platform) platform.Words {
	of, _ := by.Of.(*platform.Platform)
	return platform.Words{
		Title:    "the key that signed the token is saved for another platform",
		Evidence: "It is saved as " + token.Excerpt(by.Name, 60) + ", for " + of.Label + ". Whether " + p.Label + " has it is not known here.",
		Fix:      "Sign with a key of " + p.Label + ", or save this one for it where " + p.Label + " has it.",
	}
}

func setLacks(named string, ids []string) string {
	const most = 5
	has := make([]string, 0, most)
	for _, id := range ids[:min(most, len(ids))] {
		has = append(has, shortID(id))
	}
	list := strings.Join(has, " and ")
	if n := len(has); n > 2 {
		list = strings.Join(has[:n-1], ", ") + " and " + has[n-1]
	}
	if len(ids) > most {
		list = strings.Join(has, ", ") + fmt.Sprintf(" and %d more", len(ids)-most)
	}
	return "The token names the key " + shortID(named) + ", the set has " + list + "."
}

func isNotToSign(k *verify.Key) platform.Words {
	return platform.Words{
		Title:    "the key says that it is not for signatures",
		Evidence: "The member " + k.NotToSign + " of the JWK names another use. Libraries that look at it refuse the key.",
		Fix:      "Use a key that is made for signatures, or take the member out of the JWK.",
	}
}

func forOtherAlgorithm(t *token.Token, k *verify.Key) platform.Words {
	return platform.Words{
		Title:    "the key is for another algorithm",
		Evidence: "The header says " + excerptAlg(t) + ", the JWK says that it is for " + token.Excerpt(k.Alg, 24) + ".",
		Fix:      "Sign with the algorithm of the key, or give the key that goes with the token.",
	}
}

func isTooSmall(a importer.Answer, p *platform.Platform) platform.Words {
	return platform.Words{
		Title: "the key is too small", Evidence: a.Message + " " + p.Label + " makes its keys itself, and not so small.",
		Fix: "Sign with a key that " + p.Label + " made.",
	}
}

func keyWasReplaced(id string) string {
	return "The key of the ID " + shortID(id) + " does not verify. It may have been replaced since, or be of another workspace."
}

func noneSigned(e *evidence) platform.Words {
	w := platform.Words{
		Title: "none of the keys at hand signed the token", Evidence: "The token names no key.",
		Fix: "Save the key that signed it, to check its signature.",
	}
	switch named := e.Token.KeyID(); {
	case named != "" && e.verified.Named == nil:
		w.Title = "no key at hand has the ID that the token names"
		w.Evidence = "It names " + shortID(named) + ". " + e.Check.Reason.String()
		w.Fix = "Save the key of that ID, to check its signature."
	case named != "":
		w.Evidence = "The token names " + shortID(named) + ", and that key could not be tried."
		w.Fix = "Open the key that the token names, to check its signature."
	}
	return w
}

var extrasSigned = platform.Words{
	Title:    "the key has something around it that was signed with",
	Evidence: "The token fits the text of the key with the line end, white space or quotes around it, and not without.",
	Fix:      "Take away what stands around the key, and sign again.",
}

func readAs(r token.Reading, p *platform.Platform, documented bool) platform.Words {
	w := platform.Words{
		Title:    "the secret was " + r.Words(),
		Evidence: "The token fits the secret " + r.Words() + ", and not its text as it stands.",
		Fix:      "Use the secret the same way wherever it is used.",
	}
	switch {
	case documented && (r == token.AsUnhashed || r == token.AsDigestText):
		w.Fix = "Let the signer hash the text of the key with SHA-256 and use the 32 bytes of that, as " + p.Label + " does."
	case documented:
		w.Fix = "Use the text of the key as it is: " + p.Label + " does not decode it."
	}
	return w
}

func otherLengthSealed(k *verify.Key) platform.Words {
	return platform.Words{
		Title:    "the secret was used as a key of another length",
		Evidence: fmt.Sprintf("The token opens with the %d characters of the secret as they stand. A key of v4.local has 32 bytes, and others refuse that.", len(givenText(k))),
		Fix:      "Let the signer decode the secret to the 32 bytes of the key.",
	}
}

func shortSecretSigned(k *verify.Key) platform.Words {
	return platform.Words{
		Title: "a short secret signed the token", Evidence: looksLikeAPISecret(k),
		Fix: "Sign with the private key that the platform made for signing.",
	}
}

func shortSecretGiven(k *verify.Key) platform.Words {
	return platform.Words{
		Title: "a short secret was given where a private key is due", Evidence: looksLikeAPISecret(k),
		Fix: "Give the private key that the platform made for signing.",
	}
}

func looksLikeAPISecret(k *verify.Key) string {
	has := "few characters"
	if k.Answer.Taken() {
		has = k.Answer.Key.Describe().Half()
	}
	return "It has " + has + " and no key inside: API secrets look like that."
}

func isWeak(a importer.Answer) platform.Words {
	return platform.Words{Title: "the key is weak", Evidence: a.Message, Fix: "Use a stronger key."}
}

func wasEncodedTwice(a importer.Answer) platform.Words {
	return platform.Words{Title: "the key was base64 of base64", Evidence: repairs(a), Fix: "Decode it once before it is saved."}
}

func hadLostLineEnds(a importer.Answer) platform.Words {
	return platform.Words{Title: "the key had lost its line ends", Evidence: repairs(a), Fix: "Keep the line ends of the PEM text."}
}

func hadExtras(a importer.Answer) platform.Words {
	return platform.Words{Title: "the key had something around it", Evidence: repairs(a), Fix: "Give the key without it."}
}

func hadWhiteSpace(a importer.Answer) platform.Words {
	return platform.Words{Title: "the key had white space around it", Evidence: repairs(a), Fix: "Give the key without it."}
}

func repairs(a importer.Answer) string {
	if len(a.Repairs) == 0 {
		return "It verifies after that was put right."
	}
	return "Put right while it was read: " + strings.Join(a.Repairs, ", ") + "."
}

// Titles of what the importer says of a key.
const (
	keyUnusable = "the key cannot be used"
	keyDamaged  = "the key is damaged"

	secretOfOtherLength = "the secret cannot be the key: it has another length"
	keyLocked           = "the key is locked with a password"
	isKeyID             = "this is the key's ID, not the key"
	isNoSigningKey      = "this is not a signing key"
)

func secretForRSA(t *token.Token) platform.Words {
	w := platform.Words{
		Title:    "a shared secret was given where an RSA key is due",
		Evidence: "The header says " + excerptAlg(t) + ", which needs an RSA key.", Fix: "Give the RSA key of the platform.",
	}
	if t.Algorithm() == "" { // a signed URL names none
		w.Evidence = "The signature is one of a key of two halves: no shared secret makes or checks it."
	}
	return w
}

func secretNoKey(why token.Reason) platform.Words {
	return platform.Words{
		Title: secretOfOtherLength, Evidence: why.String(),
		Fix: "Give the secret of the project: 64 hexadecimal digits, k4.local and 43 characters, or 44 characters of base64.",
	}
}

func keyOfOtherKind(t *token.Token, k *verify.Key) platform.Words {
	is := "a shared secret"
	if k.Answer.Taken() {
		is = k.Answer.Key.Title()
	}
	evidence := "The key is " + is + ", the token says " + excerptAlg(t) + "."
	switch {
	case t.Sealed():
		evidence = "The key is " + is + ". This token opens with a shared secret."
	case t.Algorithm() == "":
		evidence = "The key is " + is + ". No key of that kind makes or checks this signature."
	}
	return platform.Words{Title: "the key is of another kind", Evidence: evidence, Fix: "Give the key that goes with the token."}
}

// KeyName names a key for people, without anything of its text: "production
// (RSA 2048, private, sha256 05586d54f2af81f9)", "Archive CDN, primary key (shared
// secret, 32 characters)".
func KeyName(k *verify.Key) string {
	if !k.Answer.Taken() {
		return keyCalled(k, "")
	}
	what := k.Answer.Key.Title()
	if f := k.Answer.Key.ShortFingerprint(); f != "" {
		what += ", sha256 " + f
	}
	return keyCalled(k, what)
}

// madeBy is KeyName for the key that made a token, with how its text was read where that
// is not how it stands: "the key given here (shared secret, read as base64)".
func madeBy(r *verify.Result) string {
	if as := r.Reading.Words(); as != "" && r.Reading != token.AsText {
		return keyCalled(r.By, "shared secret, "+as)
	}
	return KeyName(r.By)
}

func keyCalled(k *verify.Key, what string) string {
	if slices.Contains(k.Answer.Codes, keys.PublishedSample) {
		what += ", a published sample"
	}
	name := token.Inert(k.Name)
	if k.Role != "" && name != "" {
		name += ", " + token.Inert(k.Role) + " key"
	}
	if !k.Replaced.IsZero() && name != "" {
		name += ", replaced on " + k.Replaced.UTC().Format("2 Jan 2006")
	}
	if k.Unproven {
		name += ", not proven"
	}
	switch {
	case what == "":
		return name
	case name == "":
		return what
	}
	return name + " (" + what + ")"
}
