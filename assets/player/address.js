// Addresses: what a person typed, and how a request is shown without its token.

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

// read tells what was typed: {url, here} or {problem}. It is `here` when this edge is
// asked, and only then may it be asked without a press of the button.
export function read(text, base) {
  text = text.trim().replace(/^["'<(]+|["'>)]+$/g, "");
  if (text === "") return { problem: "" };
  if (text.startsWith("//")) text = "https:" + text;
  if (!text.startsWith("/") && !/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    if (!/^[^\s/]+\.[^\s/]+\//.test(text)) return { problem: "This is no URL: it begins with https:// or, of this edge, with /." };
    text = "https://" + text;
  }
  let url;
  try {
    url = new URL(text, base);
  } catch {
    return { problem: "This is no URL: its host cannot be read." };
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return { problem: "Only http and https addresses are played." };
  if (url.username || url.password) return { problem: "A name or password in front of the host is not sent: take it out of the URL." };
  if (url.protocol === "http:" && !loopback.test(url.hostname)) {
    return { problem: "http would send the token unprotected: only https is played from outside." };
  }
  url.hash = "";
  const here = url.origin === new URL(base).origin;
  if (here && !hostPiece(url)) return { problem: "An address of this edge begins with the host of a platform: /stream.example.com/ID.m3u8" };
  return { url, here };
}

// hostPiece is the host that an address of this edge begins with, "" where it has none: a page
// of its own, or a token in the wrong place. The edge itself reads it more closely (core/edge).
function hostPiece(url) {
  const [piece, ...behind] = url.pathname.slice(1).split("/");
  const host = /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)+|[a-z0-9-]+(?=:))(:\d{1,5})?$/i;
  return behind.length > 0 && host.test(piece) && !piece.startsWith("eyJ") ? piece : "";
}

// platformHost is the host that is meant: of this edge it is the first piece of the path.
export function platformHost(url, here) {
  return (here && hostPiece(url)) || url.host;
}

// kindOf tells what an address opens, by its ending: "hls", "picture", "movie", "text" or
// "dash"; without an ending it may be a playlist, or what a player is told.
export function kindOf(url) {
  const ending = /\.([a-z0-9]+)$/i.exec(url.pathname)?.[1].toLowerCase();
  if (["jpg", "jpeg", "png", "webp", "gif", "avif"].includes(ending)) return "picture";
  if (["mp4", "m4a", "m4v", "mov", "webm", "mp3"].includes(ending)) return "movie";
  if (["json", "vtt", "srt", "txt"].includes(ending)) return "text";
  if (ending === "mpd") return "dash";
  return "hls";
}

// shortPath is the end of a path, its long pieces cut in the middle and a token in it
// left out. There is no query in it.
export function shortPath(url, here) {
  const pieces = url.pathname.split("/").slice(1);
  if (here && pieces.length > 1) pieces.shift();
  return pieces.slice(-2).map(shortPiece).join("/") || "/";
}

function shortPiece(piece) {
  piece = decode(piece);
  if (/^ey[\w-]+\.[\w-]*\.|[=~]/.test(piece)) return "[token]"; // a JWT, or named values
  const [, name, ending] = /^(.*?)(\.[a-z0-9]{1,5})?$/is.exec(piece);
  return cut(name, 24) + (ending ?? "");
}

// cut shortens a text in the middle, to its first eight characters and its last four.
function cut(text, most) {
  return text.length > most ? text.slice(0, 8) + "…" + text.slice(-4) : text;
}

// cutHost shortens a host in the middle: its end says whose it is.
export function cutHost(host) {
  return host.length > 40 ? host.slice(0, 12) + "…" + host.slice(-26) : host;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// carried tells what a request has of the first one's query: "query" all of it, "none"
// when it has no query at all, "own" another one, and "" where there was none to carry.
export function carried(url, first) {
  const wanted = [...first.searchParams];
  if (wanted.length === 0) return "";
  if (url.search === "") return "none";
  return wanted.every(([name, value]) => url.searchParams.getAll(name).includes(value)) ? "query" : "own";
}

// withQuery adds the first one's query, byte for byte, to a request to the same origin.
// Another host never gets it, nor does the same one without TLS.
export function withQuery(url, first) {
  url = new URL(url);
  const query = first.search.slice(1);
  if (url.origin === first.origin && query !== "" && !url.search.includes(query)) {
    url.search += (url.search ? "&" : "") + query;
  }
  return url;
}
