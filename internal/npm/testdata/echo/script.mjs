// Gives back the JSON that it is handed.
import { readFileSync } from "node:fs";

const value = JSON.parse(readFileSync(0, "utf8"));
if (value === "fail") throw new Error("asked to fail");
process.stdout.write(JSON.stringify(value));
