// The list of requests, the latest first.

import { standing, title } from "./summary.js";

const most = 300; // rows on the page; a live stream asks forever

const signs = { asking: "dots", answered: "ok", refused: "bad", unseen: "warn", dropped: "dots" };

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", "#icon-" + name);
  svg.append(use);
  return svg;
}

function element(name, className, text) {
  const e = document.createElement(name);
  e.className = className;
  e.textContent = text ?? "";
  return e;
}

export class RequestList {
  #list;
  #count;
  #rows = new Map(); // the row of each request
  #refused = new Map(); // the first refused request of each address

  constructor(list, count) {
    this.#list = list;
    this.#count = count;
  }

  clear() {
    this.#list.replaceChildren();
    this.#rows.clear();
    this.#refused.clear();
    this.#count.textContent = "none yet";
  }

  // show draws a request anew. One that repeats a refused one is folded under it.
  show(request, all) {
    const row = this.#rows.get(request) ?? element("li", "request");
    this.#rows.set(request, row);
    this.#tell(all);
    const before = request.outcome === "refused" && this.#refused.get(request.key);
    if (before && before !== request) {
      row.remove();
      before.again = { times: (before.again?.times ?? 0) + 1, status: request.status, bare: before.hasQuery && !request.hasQuery };
      return this.show(before, all);
    }
    if (request.outcome === "refused") this.#refused.set(request.key, request);
    row.dataset.outcome = request.outcome;
    row.replaceChildren(...cells(request));
    if (!row.isConnected) this.#list.prepend(row);
    if (this.#list.childElementCount > most) this.#list.lastElementChild.remove();
  }

  #tell(all) {
    const count = (outcome) => all.filter((r) => r.outcome === outcome).length;
    const parts = [];
    if (count("refused")) parts.push(`${count("refused")} refused`);
    if (count("unseen")) parts.push(`${count("unseen")} with no answer seen`);
    this.#count.textContent = all.length + (parts.length ? ", of them " + parts.join(" and ") : "");
  }
}

const outcomes = { asking: "open", answered: "answered", refused: "refused", unseen: "no answer seen", dropped: "given up by the player" };

function cells(r) {
  const took = element("span", "took", r.outcome === "asking" ? "" : r.ms + " ms");
  const path = element("span", "path", r.short);
  path.title = r.where;
  const list = [
    icon(signs[r.outcome]),
    element("span", "time", r.time),
    element("span", "status", r.status || "–"),
    element("span", "kind", r.kind),
    path,
    took,
  ];
  list[2].append(element("span", "unseen-text", " " + outcomes[r.outcome]));
  if (r.outcome === "refused" && r.cause) {
    const why = element("span", "why");
    why.append(element("code", "chip", r.cause), " ", title(r.cause));
    list.push(why);
  }
  if (r.outcome === "refused" && standing(r.standing)) list.push(element("span", "note", standing(r.standing)));
  if (r.outcome === "unseen") {
    list.push(element("span", "note", r.late ? "no answer in time" : "no status is seen by a page: ask with Check, or curl"));
  }
  if (r.redirected) list.push(element("span", "note", "redirected to " + r.redirected));
  if (r.again) {
    const times = r.again.times > 1 ? ` ${r.again.times} times` : "";
    const again = element("span", "note again");
    again.append(icon("again"), `asked again${times}${r.again.bare ? " by the player, without a token" : ""}: ${r.again.status}`);
    list.push(again);
  }
  return list;
}
