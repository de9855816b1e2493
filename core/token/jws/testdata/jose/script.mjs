// Reads {keys, tokens} from standard input: keys by algorithm, as PEM or, for
// HMAC, in base64url; tokens as {alg, token, claims}. Verifies each token, signs
// the same claims anew, and writes the list of {claims, token}. Where a token is
// refused its claims are missing and error is the reason.
import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto; // Node 18 does not have it there
const { SignJWT, base64url, importPKCS8, importSPKI, jwtVerify } = await import("jose");

const { keys, tokens } = JSON.parse(readFileSync(0, "utf8"));
const ready = {};
for (const [alg, key] of Object.entries(keys)) {
  ready[alg] = key.secret
    ? { private: base64url.decode(key.secret), public: base64url.decode(key.secret) }
    : { private: await importPKCS8(key.private, alg), public: await importSPKI(key.public, alg) };
}

// All at once: the work of the signatures is done in several threads.
const answers = await Promise.all(tokens.map(async ({ alg, token, claims }) => {
  const key = ready[alg];
  const answer = { token: await new SignJWT(JSON.parse(claims)).setProtectedHeader({ alg }).sign(key.private) };
  try {
    answer.claims = JSON.stringify((await jwtVerify(token, key.public, { algorithms: [alg] })).payload);
  } catch (error) {
    answer.error = error.code;
  }
  return answer;
}));
process.stdout.write(JSON.stringify(answers));
