// Opens pages in one headless Chromium and tells what each shows.
// The question is {executablePath, sandbox, visits: [Visit]}, the answer a list of Seen: the
// types in internal/chromium.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const { executablePath, sandbox, visits } = JSON.parse(readFileSync(0, "utf8"));
// Pages of one server share a process: starting one costs more than most visits.
const browser = await chromium.launch({ executablePath, chromiumSandbox: sandbox, headless: true, args: ["--process-per-site"] });
const usual = { width: 1280, height: 800 };
const context = await browser.newContext({ viewport: usual, permissions: ["clipboard-read", "clipboard-write"] });
try {
  // A page waits more than it works: three at a time keep two cores busy.
  const answers = [];
  const open = visits.entries();
  const work = async () => {
    for (const [i, v] of open) answers[i] = await visit(v);
  };
  await Promise.all([work(), work(), work()]);
  process.stdout.write(JSON.stringify(answers));
} finally {
  await browser.close();
}

async function visit(v) {
  const page = await context.newPage();
  if (v.width) await page.setViewportSize({ width: v.width, height: v.height || usual.height });
  await page.emulateMedia({ colorScheme: v.dark ? "dark" : "light" });
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  if (v.noMediaSource) {
    await page.addInitScript("delete window.MediaSource; delete window.ManagedMediaSource; delete window.WebKitMediaSource");
  }
  if (v.noAutoplay) {
    await page.addInitScript('HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException("refused", "NotAllowedError"))');
  }
  await page.goto(v.url, { waitUntil: "load" });
  const filled = v.fill !== "";
  if (filled) await page.locator("#url").fill(v.fill);
  if (v.sendQuery) await page.locator("#query").check();
  if (v.press) await page.locator("#play").click();
  if (v.until || v.press) await reach(page, v);
  let copied = "";
  if (v.copy) {
    await page.locator("#copy").click();
    await page.locator("#copy-text", { hasText: "Copied" }).waitFor();
    copied = await page.evaluate(() => navigator.clipboard.readText());
  }
  if (v.screenshot) await page.screenshot({ path: v.screenshot, fullPage: v.wholePage });
  const seen = await page.evaluate(shown);
  await page.close();
  return { ...seen, copied, errors };
}

// reach waits for what the visit wants to see, and no longer than it may.
async function reach(page, v) {
  try {
    await page.waitForFunction(
      (until) => {
        const video = document.querySelector("video");
        const state = document.querySelector("#summary")?.dataset.state;
        let played = 0;
        for (let i = 0; i < (video?.played.length ?? 0); i++) played += video.played.end(i) - video.played.start(i);
        if (until === "plays") return state === undefined ? played > 0.3 : ["plays", "partly", "ended"].includes(state);
        if (until === "stops") return ["refused", "unseen", "failed", "came"].includes(state);
        return state === until;
      },
      v.until,
      { timeout: v.seconds * 1000, polling: 50 },
    );
  } catch (error) {
    if (error.name !== "TimeoutError") throw error;
  }
}

function shown() {
  const text = (selector, within = document) => within.querySelector(selector)?.textContent.trim() ?? "";
  return {
    title: document.title,
    address: location.href,
    currentTime: document.querySelector("video")?.currentTime ?? 0,
    state: document.querySelector("#summary")?.dataset.state ?? "",
    summary: text("#summary"),
    count: text("#count"),
    button: text("#play"),
    problem: text("#problem-text"),
    overflows: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    text: document.body.innerText,
    requests: [...document.querySelectorAll("#requests > li")].map((row) => ({
      outcome: row.dataset.outcome,
      status: parseInt(text(".status", row)) || 0,
      kind: text(".kind", row),
      path: text(".path", row),
      cause: text(".chip", row),
      notes: [...row.querySelectorAll(".why, .note")].map((note) => note.innerText.trim()),
    })),
  };
}
