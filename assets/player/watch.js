// Playing a URL so that each request is seen.

import { carried, shortPath, withQuery } from "./address.js";

// Once is tried, nothing is asked again: what happened is shown.
const once = {
  default: { maxTimeToFirstByteMs: 10000, maxLoadTimeMs: 60000, timeoutRetry: null, errorRetry: null },
};

// A player that is refused segments goes on asking for others. After this many refusals
// in a row it is stopped.
const enough = 3;

const pad = (n) => String(n).padStart(2, "0");

// Log notes requests. changed is called with each that is new or has an answer.
export class Log {
  requests = [];

  constructor(first, here, changed) {
    this.first = first;
    this.here = here;
    this.changed = changed;
  }

  start(kind, address) {
    const url = new URL(address);
    const here = this.here && url.origin === this.first.origin;
    const now = new Date();
    const request = {
      kind,
      outcome: "asking",
      status: 0,
      time: [now.getHours(), now.getMinutes(), now.getSeconds()].map(pad).join(":"),
      began: performance.now(),
      short: shortPath(url, here),
      where: url.host,
      host: url.host,
      key: url.origin + url.pathname,
      hasQuery: url.search !== "",
      carried: carried(url, this.first),
    };
    this.requests.push(request);
    this.changed(request);
    return request;
  }

  // end notes an answer; header reads one of its headers, from is the address it came from
  // in the end.
  end(request, status, header, from) {
    request.ended = performance.now();
    request.ms = Math.round(request.ended - request.began);
    request.status = status;
    request.outcome = status === 0 ? "unseen" : status < 400 ? "answered" : "refused";
    request.type = header("content-type") ?? "";
    if (from && new URL(from).host !== request.host) request.redirected = new URL(from).host;
    if (request.outcome === "refused") {
      request.cause = header("playtoken-cause");
      request.standing = header("playtoken-standing");
    }
    this.changed(request);
  }

  drop(request) {
    request.ms = Math.round(performance.now() - request.began);
    request.outcome = "dropped";
    this.changed(request);
  }
}

// headerOf reads a header that the page may see. Asking for another one would leave an
// error in the console.
function headerOf(xhr) {
  const all = xhr?.getAllResponseHeaders?.().toLowerCase() ?? "";
  return (name) => (("\n" + all).includes("\n" + name + ":") ? xhr.getResponseHeader(name) : "");
}

function kindOf(context) {
  if (context.keyInfo) return "key";
  if (context.frag) return "segment";
  return context.type === "manifest" ? "playlist" : "rendition";
}

function looksLike(text) {
  if (typeof text !== "string" || text.trimStart().startsWith("#EXTM3U")) return "";
  if (text.trim() === "") return "empty";
  return { "<": "HTML or XML", "{": "JSON", "[": "JSON" }[text.trimStart()[0]] ?? "other text";
}

// watched is hls.js's loader, its requests noted in a log.
function watched(Loader, log, sent) {
  return class extends Loader {
    load(context, config, callbacks) {
      const request = log.start(kindOf(context), sent(context.url));
      this.noted = request;
      super.load(context, config, {
        ...callbacks,
        onSuccess(response, stats, c, xhr) {
          if (request.kind === "playlist") request.looksLike = looksLike(response.data);
          log.end(request, response.code || xhr?.status || 200, headerOf(xhr), xhr?.responseURL);
          callbacks.onSuccess(response, stats, c, xhr);
        },
        onError(error, c, xhr, stats) {
          log.end(request, error.code, headerOf(xhr), xhr?.responseURL);
          callbacks.onError(error, c, xhr, stats);
        },
        onTimeout(stats, c, xhr) {
          request.late = true;
          log.end(request, 0, headerOf(xhr));
          callbacks.onTimeout(stats, c, xhr);
        },
      });
    }

    abort() {
      if (this.noted?.outcome === "asking") log.drop(this.noted);
      super.abort();
    }

    destroy() {
      if (this.noted?.outcome === "asking") log.drop(this.noted);
      super.destroy();
    }
  };
}

// playHLS plays a playlist by hls.js and gives what stops it. failed is told why it gave up,
// picture which rendition is shown.
export function playHLS({ Hls, video, log, sendsQuery, failed, picture }) {
  const sent = (url) => (sendsQuery ? withQuery(url, log.first).href : url);
  const hls = new Hls({
    loader: watched(Hls.DefaultConfig.loader, log, sent),
    manifestLoadPolicy: once,
    playlistLoadPolicy: once,
    fragLoadPolicy: once,
    keyLoadPolicy: once,
    ...(sendsQuery && { xhrSetup: (xhr, url) => xhr.open("GET", sent(url)) }),
  });
  let refusals = 0;
  hls.on(Hls.Events.FRAG_LOADED, () => (refusals = 0));
  hls.on(Hls.Events.ERROR, (_, data) => {
    if (data.details === Hls.ErrorDetails.FRAG_LOAD_ERROR && ++refusals >= enough) hls.stopLoad();
    if (data.fatal) failed({ details: data.details, reason: reasonOf(data) });
  });
  hls.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) => picture(hls.levels[level]));
  hls.loadSource(log.first.href);
  hls.attachMedia(video);
  return () => hls.destroy();
}

// reasonOf is hls.js's own word for an error, unless an address stands in it.
function reasonOf(data) {
  const text = data.reason || data.error?.message || "";
  return /https?:|\/\//.test(text) ? "" : text;
}

// look asks for a picture, a file or a text, for its status: it gives the picture as a blob, of
// anything else whether it came.
export async function look(kind, log, quit) {
  const request = log.start(kind, log.first.href);
  try {
    const answer = await fetch(log.first, { signal: quit, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
    log.end(request, answer.status, (name) => answer.headers.get(name), answer.url);
    if (answer.ok && kind === "picture") return await answer.blob();
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    if (quit.aborted) log.drop(request);
    else log.end(request, 0, () => "");
    return false;
  }
}
