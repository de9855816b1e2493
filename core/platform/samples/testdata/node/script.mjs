// Reads {text, kind, keyFile} from standard input, runs the text as a program of
// that kind, "commonjs" or "module", and writes what the program printed.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const { text, kind, keyFile } = JSON.parse(readFileSync(0, "utf8"));
const printed = execFileSync(process.execPath, [`--input-type=${kind}`, "-e", text], {
  env: { ...process.env, KEY_FILE: keyFile },
  encoding: "utf8",
});
process.stdout.write(JSON.stringify(printed.trim()));
