// Goes through the page Why? in headless Chromium that has no network.
// The question is {executablePath, sandbox, atOnce, visits: [Visit]}, the answer a list of [Seen], one
// for each "see" of a visit: the types in internal/webtest.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const { executablePath, sandbox, atOnce, visits } = JSON.parse(readFileSync(0, "utf8"));
const answers = [];
const open = visits.entries();
// All pages of a browser have one clipboard: what is done at the same time needs its own.
const work = async () => {
  const browser = await chromium.launch({ executablePath, chromiumSandbox: sandbox, headless: true });
  try {
    for (const [i, v] of open) answers[i] = await visit(browser, v, i);
  } finally {
    await browser.close();
  }
};
await Promise.all(Array.from({ length: atOnce }, work));
process.stdout.write(JSON.stringify(answers));

async function visit(browser, v, i) {
  const context = await browser.newContext({
    viewport: { width: v.width || 1120, height: v.height || 800 },
    colorScheme: v.dark ? "dark" : "light",
    forcedColors: v.forced ? "active" : "none",
    reducedMotion: v.still ? "reduce" : "no-preference",
    permissions: ["clipboard-read", "clipboard-write"],
    timezoneId: "UTC",
  });
  const page = await context.newPage();
  const errors = [];
  const requests = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => requests.push(request.url()));
  if (v.clock) await page.clock.setFixedTime(new Date(v.clock));
  if (!v.online) await context.setOffline(true);
  if (v.print) await page.emulateMedia({ media: "print" });
  if (v.early) {
    await page.addInitScript((text) => addEventListener("DOMContentLoaded", () => { // behind the scripts of the page
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "early.log"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }), v.early);
  }
  await page.goto(v.url, { waitUntil: "load" });
  await page.waitForFunction(() => document.body.dataset.state !== "loading", undefined, { timeout: 60000 });
  const seen = [];
  for (const [k, s] of v.steps.entries()) {
    if (s.do === "see") await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
    if (s.do === "see") seen.push({ ...(await page.evaluate(shown)), errors: errors.splice(0), requests: requests.splice(0), threads: page.workers().length, worked: s.text === "trace" ? worked(await browser.stopTracing()) : 0, copied: s.text === "clipboard" ? await page.evaluate(() => navigator.clipboard.readText()) : "" });
    else await step(page, s).catch((e) => { throw new Error(`visit ${i}, step ${k}, ${s.do} ${s.text.slice(0, 60)}: ${e.message}`); });
  }
  await context.close();
  return seen;
}

// worked is the processor's time of the longest task of the page's own thread, in milliseconds.
function worked(trace) {
  const events = JSON.parse(trace.toString()).traceEvents;
  const main = new Set(events.filter((e) => e.name === "thread_name" && e.args.name === "CrRendererMain").map((e) => e.pid + " " + e.tid));
  return Math.max(...events.filter((e) => main.has(e.pid + " " + e.tid)).map((e) => (e.tdur ?? 0) / 1000));
}

async function step(page, s) {
  switch (s.do) {
    case "press":
      for (const key of s.text.split(" ")) await page.keyboard.press(key);
      return;
    case "type":
      return page.keyboard.insertText(s.text);
    case "paste":
      await page.evaluate((text) => navigator.clipboard.writeText(text), s.text);
      return page.keyboard.press("ControlOrMeta+V");
    case "tab": // to what a selector finds, as far as the keys of it go
      for (let i = 0; i < 80; i++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((to) => document.activeElement.matches(to), s.text)) return;
      }
      throw new Error("Tab does not reach " + s.text);
    case "key": // as if it was pasted there; "" takes the one away that was given
      return page.evaluate((text) => {
        if (document.getElementById("key-taken").hidden === false) document.getElementById("forget").click();
        const field = document.getElementById("key");
        field.value = text;
        if (text !== "") field.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
      }, s.text);
    case "fill":
      return page.locator("#text").fill(s.text);
    case "wait":
      return page.locator(s.text).first().waitFor({ timeout: 30000 });
    case "gone":
      return page.locator(s.text).first().waitFor({ state: "hidden", timeout: 30000 });
    case "pick": // a choice of a list, by its words
      return page.locator("select:visible").selectOption({ label: s.text });
    case "hash":
      return page.evaluate((hash) => { location.hash = hash; }, s.text);
    case "choose":
      if (s.text === "") return page.locator("#file").setInputFiles(s.name); // it is on the disk
      return page.locator("#file").setInputFiles({ name: s.name, mimeType: "text/plain", buffer: Buffer.from(s.text, s.encoding || "utf8") });
    case "drop":
      return page.evaluate(({ name, text }) => {
        const transfer = new DataTransfer();
        for (const one of name.split("|")) transfer.items.add(new File([text], one));
        for (const type of ["dragenter", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
      }, s);
    case "connect": // every way in which a page asks a server: each has to be refused
      return page.evaluate(async (to) => {
        const tried = {};
        const refused = [];
        document.addEventListener("securitypolicyviolation", (e) => refused.push(e.effectiveDirective));
        await fetch(to).then(() => { tried.fetch = "went"; }, (e) => { tried.fetch = String(e); });
        await new Promise((done) => {
          const x = new XMLHttpRequest();
          x.onloadend = () => { tried.xhr = String(x.status); done(); };
          x.open("GET", to);
          try { x.send(); } catch (e) { tried.xhr = String(e); done(); }
        });
        try { tried.beacon = String(navigator.sendBeacon(to, "x")); } catch (e) { tried.beacon = String(e); }
        try { tried.events = String(new EventSource(to).readyState); } catch (e) { tried.events = String(e); }
        try { tried.socket = String(new WebSocket(to.replace("http", "ws")).readyState); } catch (e) { tried.socket = String(e); }
        // A thread of the page is under the same policy.
        const within = `onmessage = async ({ data: to }) => {
          const told = [];
          addEventListener("securitypolicyviolation", (e) => told.push(e.effectiveDirective));
          await fetch(to).catch(() => {});
          try { new WebSocket(to.replace("http", "ws")); } catch {}
          try { importScripts(to + "/script.js"); } catch {}
          setTimeout(() => postMessage(told));
        };`;
        const worker = new Worker(URL.createObjectURL(new Blob([within])));
        const told = new Promise((done) => { worker.onmessage = (e) => done(e.data); });
        worker.postMessage(to);
        refused.push(...(await told).map((directive) => "thread:" + directive));
        await new Promise((done) => { const i = new Image(); i.onerror = i.onload = done; i.src = to + "/picture"; });
        await new Promise((done) => setTimeout(done));
        document.body.dataset.refused = [...new Set(refused)].sort().join(" ");
      }, s.text);
    case "trace": // see tells from now on what the longest task of the page has cost
      return page.context().browser().startTracing(page, { categories: ["toplevel"] });
    case "shot":
      return page.screenshot({ path: s.text, fullPage: true });
  }
  throw new Error("no step " + s.do);
}

function shown() {
  const text = (id) => {
    const e = document.getElementById(id);
    return e && e.checkVisibility() ? e.innerText.trim() : "";
  };
  const all = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
  const focused = document.activeElement;
  return {
    address: location.href,
    state: document.getElementById("verdict").checkVisibility() ? document.getElementById("verdict").dataset.state : "",
    headline: text("headline") && document.getElementById("headline").textContent,
    lines: all("#lines > p").map((p) => p.textContent),
    code: text("code"),
    findings: all("#findings > li").map((li) => ({ code: li.dataset.code, text: li.querySelector(".says").textContent.replace(/^(error|warning|info): /, "") })),
    field: document.getElementById("text").value,
    what: text("what"),
    said: text("said"),
    reply: text("reply-text"),
    life: text("life"),
    facts: all("#facts > div").map((d) => [...d.children].map((c) => c.textContent).join(": ")),
    seal: text("seal"),
    key: text("key-taken"),
    keyField: document.getElementById("key").value,
    keyProblem: text("key-problem"),
    log: text("log-headline"),
    logAbout: text("log-about"),
    causes: all("#causes tbody tr").map((tr) => [...tr.cells].map((c) => c.innerText.trim()).filter(Boolean).join(" | ")),
    count: text("count"),
    rows: all("#feed .line").sort((a, b) => a.dataset.row - b.dataset.row).map((e) => [...e.children].slice(1).map((c) => c.innerText.trim()).join(" | ")),
    sorted: all("#heads [aria-sort]").map((h) => h.innerText.trim() + " " + h.getAttribute("aria-sort")).join(),
    row: text("row"),
    status: document.getElementById("status").textContent,
    toast: text("toast"),
    focus: focused.id || focused.dataset.row || focused.textContent.trim(),
    refused: document.body.dataset.refused ?? "",
    overflows: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    inks: [...new Set((all("#feed [aria-selected=true] span").length > 0 ? all("#feed [aria-selected=true] span") : all("#headline")).map((e) => getComputedStyle(e).color))],
    buttons: all("button").length,
    links: all("main a").map((a) => a.getAttribute("href")),
    loaded: performance.timing.loadEventEnd - performance.timeOrigin,
    ready: performance.getEntriesByName("playtoken-ready")[0]?.startTime ?? 0,
  };
}
