// The summary: facts about requests and the video, in one line of words.

import { causes } from "./causes.js";

const names = { playlist: "playlist", rendition: "rendition", segment: "segment", key: "key", picture: "picture", movie: "file", text: "text" };

// summary words the facts:
//   requests  in the order they were sent; outcome is "asking", "answered", "refused",
//             "unseen" (late when there was none in time) or "dropped"
//   first     the host that is asked first
//   time      how far the video is, in seconds; moved: it has gone forward; stands: it waits
//             for more; now: the moment, on the clock of the requests
//   ended, blocked (the browser wants a press before it plays), shown (a picture)
//   fatal     why the player gave up: {details, reason}; what it has goes on playing
//   taken     what came is no video, and was not to be one; unnamed: the address does not say
//             that it is a playlist
//   unwatched the browser plays HLS by itself; sendsQuery: the query goes on
// It answers {state, headline, detail}.
export function summary(facts) {
  const { requests, moved, ended } = facts;
  const bad = requests.find((r) => r.outcome === "refused" || r.outcome === "unseen");
  if (facts.unwatched) return unwatched(facts);
  if (moved && !bad) {
    const detail = requests.length + (requests.length === 1 ? " request" : " requests") + rest(requests);
    if (ended) return { state: "ended", headline: "Played to the end", detail };
    if (facts.fatal && facts.stands) return stopped(facts, failure(facts.fatal, requests));
    if (facts.stands) return { state: "waiting", headline: `Played ${Math.floor(facts.time)} s, waits for more`, detail };
    if (!facts.fatal) return { state: "plays", headline: "Plays", detail };
    return { state: "partly", headline: "Plays, but not to the end", detail: failure(facts.fatal, requests) };
  }
  if (moved) {
    if (ended) return { state: "partly", headline: "Played to the end, with gaps", detail: missed(requests, bad) };
    if (facts.stands) return stopped(facts, missed(requests, bad));
    return { state: "partly", headline: "Plays, but not all came", detail: missed(requests, bad) };
  }
  const starts = bad && mayStart(facts, bad);
  if (bad && !starts) return refused(facts, bad);
  if (facts.taken || isOther(facts)) return { state: "came", headline: `It was answered (${requests[0].status})`, detail: other(requests[0]) };
  if (facts.fatal && !starts) return { state: "failed", headline: "Does not play", detail: failure(facts.fatal, requests) };
  if (facts.shown) return { state: "plays", headline: "The picture came", detail: "200" };
  const playlist = requests[0];
  if (!playlist || playlist.outcome === "asking") return { state: "asking", headline: "Asking " + facts.first, detail: "" };
  if (facts.blocked) return { state: "ready", headline: "Ready", detail: "press play on the picture" };
  return { state: "waiting", headline: `The ${names[playlist.kind]} came (${playlist.status})`, detail: "waiting for the picture" };
}

// isStream tells files that a server sends whole and browsers do not play by themselves.
export function isStream(type) {
  return /^video\/mp2t\b/i.test(type);
}

// isOther tells an answer that is good, is no playlist, and whose address does not say that it
// is one: what a player is told, a page, a picture, or nothing at all.
function isOther({ fatal, unnamed, requests: [first] }) {
  return unnamed && fatal?.details === "manifestParsingError" && first?.outcome === "answered" && Boolean(first.looksLike);
}

function other(request) {
  const type = (request.type ?? "").split(";")[0].trim().toLowerCase();
  if (isStream(type)) return "MPEG-TS in one file, which a browser does not play by itself; mpv and VLC do";
  if (type.startsWith("image/")) return "a picture, and no video";
  const what = request.looksLike || { "application/json": "JSON", "text/html": "HTML or XML" }[type] || "text";
  return what === "empty" ? "there is nothing in it, and no video" : `${what}, and no video`;
}

// patience is for how long a video that has a segment may take to begin, in milliseconds.
export const patience = 3000;

// mayStart tells that the video has something to begin with, whatever was refused behind it.
function mayStart(facts, bad) {
  const has = facts.requests.some((r) => r.kind === "segment" && r.outcome === "answered");
  return has && facts.now - bad.ended < patience;
}

function rest(requests) {
  const count = (outcome) => requests.filter((r) => r.outcome === outcome).length;
  const [open, dropped] = [count("asking"), count("dropped")];
  if (!open && !dropped) return ", all answered";
  return (open ? `, ${open} still open` : "") + (dropped ? `, ${dropped} given up by the player` : "");
}

function stopped(facts, detail) {
  return { state: "refused", headline: `Stopped after ${Math.floor(facts.time)} s`, detail };
}

function missed(requests, bad) {
  const count = requests.filter((r) => r.outcome === "refused" || r.outcome === "unseen").length;
  const what = bad.outcome === "unseen" ? "no answer was seen for" : `${bad.status} for`;
  return `${count} of ${requests.length} requests failed, first ${what} a ${names[bad.kind]}` + why(bad);
}

function why(r) {
  return r.cause ? `, ${title(r.cause)}` : "";
}

function refused(facts, bad) {
  const first = facts.requests[0];
  const before = facts.requests.some((r) => r.kind === bad.kind && r.outcome === "answered");
  const name = names[bad.kind];
  const which = (before ? "a " : "the first ") + name;
  if (bad.late) {
    const headline = bad === first ? `The ${name} did not come` : `The ${names[first.kind]} came (${first.status}), ${which} did not`;
    return { state: "failed", headline, detail: "there was no answer in time" };
  }
  if (bad.outcome === "unseen") {
    const headline = bad === first ? `No answer was seen for the ${name}` : `The ${names[first.kind]} came (${first.status}), for ${which} no answer was seen`;
    return { state: "unseen", headline, detail: unseen(facts.offline) };
  }
  if (bad !== first) {
    const verb = isRefusal(bad.status) ? "was refused" : "did not come";
    const headline = `The ${names[first.kind]} came (${first.status}), ${which} ${verb} (${bad.status})`;
    return { state: "refused", headline, detail: onTheWay(facts, bad) };
  }
  if (!isRefusal(bad.status) && !bad.cause) {
    return { state: "refused", headline: `The ${name} did not come: ${bad.status}`, detail: meaning(bad.status) };
  }
  if (bad.cause) return { state: "refused", headline: `Refused: ${bad.status}, ${title(bad.cause)}`, detail: "" };
  return { state: "refused", headline: `Refused: ${bad.status}`, detail: "the server does not say why; paste the URL into Why?" };
}

// onTheWay says what a later request had with it of the token.
function onTheWay(facts, bad) {
  const name = names[bad.kind];
  if (bad.carried === "none" && facts.sendsQuery) return `${bad.host} is another host, and the query is not sent there`;
  if (bad.carried === "none" && (!bad.cause || bad.cause === "token_absent")) return `the token does not go on to ${name}s`;
  if (bad.cause) return title(bad.cause);
  if (!isRefusal(bad.status)) return meaning(bad.status);
  if (bad.carried === "own") return "it was asked for with a query of its own, as the playlist names it";
  if (bad.carried === "query") return "it was asked for with the query of the playlist";
  return "the server does not say why";
}

// isRefusal tells the statuses by which servers refuse a token.
function isRefusal(status) {
  return [400, 401, 402, 403, 407, 410, 412, 422, 451].includes(status);
}

function meaning(status) {
  if (status === 405) return "it wants another method, as a licence wants POST";
  if (status === 404) return "there is nothing at this address, or not for this token";
  if (status === 429) return "too many requests";
  if (status >= 500) return "the server failed";
  return "";
}

function unseen(offline) {
  if (offline) return "this computer is offline";
  return "the server may have refused without CORS headers, and no status is seen by a page: ask with Check, or curl";
}

const failures = {
  manifestParsingError: "the answer is no HLS playlist",
  manifestIncompatibleCodecsError: "this browser has no decoder for its codecs",
  bufferAddCodecError: "this browser has no decoder for its codecs",
  bufferIncompatibleCodecsError: "this browser has no decoder for its codecs",
  levelParsingError: "a rendition cannot be read as a playlist",
  levelEmptyError: "a rendition has no segments",
  fragParsingError: "a segment cannot be read: it is damaged, or needs DRM, which this page has not",
  fragDecryptError: "a segment cannot be decrypted with the key that came",
};

function failure(fatal, requests) {
  if (fatal.details === "manifestParsingError" && requests[0]?.looksLike) {
    return `the answer (${requests[0].status}) is ${requests[0].looksLike} and no HLS playlist`;
  }
  if (fatal.details.startsWith("keySystem")) return "it needs DRM, which this page has not";
  return failures[fatal.details] ?? `the player gave up (${fatal.reason ? fatal.reason : fatal.details})`;
}

function unwatched(facts) {
  const detail = "this browser plays HLS by itself, so the requests cannot be seen";
  if (facts.ended) return { state: "ended", headline: "Played to the end", detail };
  if (facts.fatal) return { state: "failed", headline: facts.moved ? `Stopped after ${Math.floor(facts.time)} s` : "Does not play", detail };
  if (facts.moved) return { state: "plays", headline: "Plays", detail };
  if (facts.blocked) return { state: "ready", headline: "Ready", detail: "press play on the picture" };
  return { state: "asking", headline: "Asking " + facts.first, detail };
}

// title says a cause in words; one that is newer than this page is shown as it is.
export function title(cause) {
  return causes[cause] ?? cause;
}

// standings say on what the edge's imitation of an answer rests.
const standings = {
  seen: "as the platform's own code has it; not documented",
  inferred: "the platform's answer is inferred",
  "not established": "how the platform answers is not established",
};

export function standing(text) {
  return text && text !== "stated" ? (standings[text] ?? text) : "";
}
