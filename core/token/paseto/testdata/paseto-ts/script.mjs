// Reads a list of {key, payload, footer, implicit, token} from standard input,
// opens each token, seals the same contents anew, and writes the list of
// {payload, footer, token}.
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { decrypt, encrypt } from "paseto-ts/v4";

const getRandomValues = (array) => webcrypto.getRandomValues(array);
// Claims as they are: nothing added, nothing judged.
const plain = { addExp: false, addIat: false, validatePayload: false, getRandomValues };

const answers = JSON.parse(readFileSync(0, "utf8")).map(({ key, payload, footer, implicit, token }) => {
  const opened = decrypt(key, token, { ...plain, assertion: implicit });
  return {
    payload: JSON.stringify(opened.payload),
    footer: opened.footer === "" ? "" : JSON.stringify(opened.footer),
    token: encrypt(key, payload, { ...plain, footer, assertion: implicit }),
  };
});
process.stdout.write(JSON.stringify(answers));
