// The page: what is typed, what is pressed, and what the video does.

import { cutHost, kindOf, platformHost, read, shortPath } from "./address.js";
import { playerCode } from "./code.js";
import { RequestList } from "./requests.js";
import { isStream, patience, summary } from "./summary.js";
import { look, Log, playHLS } from "./watch.js";

const $ = (id) => document.getElementById(id);
const video = $("video");
const list = new RequestList($("requests"), $("count"));
const hlsType = "application/vnd.apple.mpegurl";

let target = { problem: "" }; // what is typed
let log; // of what is played
let facts;
let quit = () => {};

// typed reads the field. What is wrong is said once the field is left or Play is pressed.
function typed(tell) {
  target = read($("url").value, location.href);
  if (target.url && kindOf(target.url) === "dash") target = { problem: "This is DASH (.mpd), which this page does not play." };
  const { url, here, problem } = target;
  $("play").disabled = !url;
  $("play-text").textContent = here || !url ? "Play" : "Play from " + cutHost(url.host);
  $("play").title = here || !url ? "" : url.host;
  $("play").querySelector("use").setAttribute("href", here || !url ? "#icon-play" : "#icon-globe");
  $("copy").disabled = !url || kindOf(url) !== "hls";
  $("code").hidden = true;
  const wrong = Boolean(problem) && tell;
  $("problem").hidden = !wrong;
  $("problem-text").textContent = wrong ? problem : "";
  $("url").setAttribute("aria-invalid", String(wrong));
}

function show() {
  if (!log) return;
  facts.now = performance.now();
  const { state, headline, detail } = summary(facts);
  const signs = { plays: "ok", ended: "ok", partly: "warn", unseen: "warn", refused: "bad", failed: "bad" };
  $("summary").dataset.state = state;
  $("sign").setAttribute("href", "#icon-" + (signs[state] ?? "info"));
  // It is read aloud when it changes, and not with each request that is counted.
  if ($("headline").textContent !== headline) $("headline").textContent = headline;
  $("detail").textContent = detail ? ": " + detail : "";
  // Where nothing will come, the video's controls would turn forever.
  const none = !facts.moved && ["refused", "unseen", "failed", "came"].includes(state);
  $("none").hidden = !none;
  video.hidden = none || kindOf(log.first) === "picture";
}

function play() {
  typed(true);
  if (!target.url) return $("url").focus();
  stop();
  const { url, here } = target;
  const first = platformHost(url, here);
  const sendsQuery = $("query").checked;
  log = new Log(url, here, (request) => {
    list.show(request, log.requests);
    show();
    if (request.outcome === "refused" || request.outcome === "unseen") setTimeout(show, patience);
  });
  facts = { requests: log.requests, first, sendsQuery, time: 0, offline: !navigator.onLine, unnamed: !/\.m3u8$/i.test(url.pathname) };
  document.title = `${shortPath(url, here)} of ${first} – Playtoken`;
  $("teach").hidden = true;
  const kind = kindOf(url);
  show();
  if (kind !== "hls") return playFile(kind);
  const Hls = window.Hls;
  if (Hls?.isSupported()) {
    quit = playHLS({ Hls, video, log, sendsQuery, failed, picture: tellPicture });
    start();
  } else if (video.canPlayType(hlsType)) {
    facts.unwatched = true;
    $("picture").textContent = sendsQuery ? "This browser cannot send the query on" : "";
    $("count").textContent = "not seen";
    $("no-requests").textContent = "This browser plays HLS by itself and does not show what it asks for." + (here ? " The edge's log does." : "");
    playUnwatched();
  } else {
    failed({ details: "", reason: "this browser plays no HLS" });
  }
}

async function playFile(kind) {
  const quitter = new AbortController();
  quit = () => quitter.abort();
  const asked = log;
  const came = await look(kind, log, quitter.signal);
  if (asked !== log || !came) return;
  if (kind === "text" || kind === "movie" && isStream(log.requests[0].type)) {
    facts.taken = true;
    return show();
  }
  if (kind === "movie") return playUnwatched();
  const reader = new FileReader(); // a picture is not asked for a second time
  reader.onload = () => ($("image").src = reader.result);
  reader.readAsDataURL(came);
  $("image").hidden = false;
}

function playUnwatched() {
  video.src = log.first.href;
  start();
  show();
}

// start begins without sound, which browsers allow by themselves.
function start() {
  video.muted = true;
  video.play().catch((error) => {
    if (error.name !== "NotAllowedError") return;
    facts.blocked = true;
    show();
  });
}

function stop() {
  quit();
  quit = () => {};
  log = undefined;
  video.removeAttribute("src");
  video.load();
  $("image").hidden = true;
  $("image").removeAttribute("src");
  $("picture").textContent = "";
  $("no-requests").textContent = "Each request will stand here, the latest first.";
  list.clear();
}

function failed(fatal) {
  facts.fatal ??= fatal;
  show();
}

function tellPicture(level) {
  const size = level.width ? `${level.width} × ${level.height}, ` : "";
  $("picture").textContent = `${size}${Math.round(level.bitrate / 1000)} kbit/s`;
}

// played is for how many seconds something was shown. The video's time alone would not do:
// hls.js moves it over a gap at the beginning.
function played() {
  let sum = 0;
  for (let i = 0; i < video.played.length; i++) sum += video.played.end(i) - video.played.start(i);
  return sum;
}

// What the video does. It plays when its time goes forward, and not before.
video.addEventListener("timeupdate", () => {
  if (!log || played() < 0.25) return;
  if (video.currentTime > facts.time) facts.stands = false;
  facts.moved = true;
  facts.time = video.currentTime;
  show();
});
video.addEventListener("playing", () => log && (facts.blocked = false));
video.addEventListener("waiting", () => {
  if (!log) return;
  facts.stands = true;
  show();
});
video.addEventListener("ended", () => {
  if (!log) return;
  facts.ended = facts.moved = true;
  show();
});
video.addEventListener("error", () => {
  if (!log || !video.error) return;
  facts.stands = true;
  failed({ details: "", reason: "the browser cannot decode what came" });
});
$("image").addEventListener("load", () => {
  facts.shown = true;
  $("picture").textContent = `${$("image").naturalWidth} × ${$("image").naturalHeight}`;
  show();
});
$("image").addEventListener("error", () => {
  if ($("image").src) failed({ details: "", reason: "what came is no picture" });
});

async function copy() {
  const text = playerCode(target.url, $("query").checked);
  try {
    await navigator.clipboard.writeText(text);
  } catch { // not allowed: it can be copied from here
    $("code").value = text;
    $("code").hidden = false;
    return $("code").select();
  }
  $("copy-sign").setAttribute("href", "#icon-done");
  $("copy-text").textContent = "Copied";
  setTimeout(() => {
    $("copy-sign").setAttribute("href", "#icon-copy");
    $("copy-text").textContent = "Copy the code for this";
  }, 1500);
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  play();
});
$("url").addEventListener("input", () => typed(false));
$("url").addEventListener("change", () => typed(true));
$("query").addEventListener("change", () => ($("code").hidden = true));
$("copy").addEventListener("click", copy);

// ?url= fills the field; what is of this edge plays at once. The address bar and the
// history keep no token.
// query=on is for those whose playlists name what wants the token too.
const asked = new URLSearchParams(location.search);
const given = asked.get("url");
$("query").checked = asked.get("query") === "on";
if (given !== null) {
  history.replaceState(null, "", location.pathname);
  $("url").value = given;
}
typed(true);
if (target.here) play();
else $("url").focus();
