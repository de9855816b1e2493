// The verdicts on a log: why requests were refused, and each of them. The core holds the rows;
// of them only those that can be seen stand in the page.
"use strict";

const log = (() => {
  const { ask, work } = beside;
  let file = null; // what is read, or was: {blob, name}; blob is null of the tokens of a text
  let rows = 0; // that are listed
  let active = 0; // the one that the keys are at
  let opened = null; // the one whose token was read
  let cause = 0; // that is listed
  let openAlone = null; // of the page: (text, nth) are shown by themselves
  const drawn = new Map(); // rows that stand in the page, by their place

  // read judges every token of a blob, or of a text, with a public key, "" for none.
  async function read(given, name, key) {
    close();
    const blob = typeof given === "string" ? null : given;
    const own = file = { blob, name, working: true };
    show("log", true);
    show("stop", true);
    $("stop").disabled = false;
    for (const id of ["causes", "log-tools", "rows"]) show(id, false);
    banner("unknown", "", "", "");
    $("log-headline").append("Reading ", el("bdi", "", name));
    const progress = (words) => { if (file === own) $("log-about").textContent = words; };
    ask("key", key);
    if (blob === null) ask("read", given, 0, Date.now());
    const l = await (blob === null ? work(progress, "tokens", name, Date.now()) : work(progress, "log", blob, name, Date.now()));
    if (file === own) judged(l);
  }

  function banner(state, headline, detail, about) {
    const [sign, mood] = moodOf(state);
    $("log").dataset.state = state;
    $("log-banner").className = "banner " + mood;
    $("log-sign").setAttribute("href", "#icon-" + sign);
    $("log-headline").textContent = headline;
    $("log-detail").textContent = detail;
    $("log-about").textContent = about;
  }

  function judged(l) {
    file.working = false;
    choosing++;
    $("list").setAttribute("aria-busy", "false");
    show("stop", false);
    if (l === null) {
      banner("none", "This list could not be judged", "That is a fault of this page. Try a part of it.", "");
      for (const id of ["causes", "log-tools", "rows"]) show(id, false);
      return;
    }
    file.name = l.name;
    banner(l.state, l.headline, [l.detail, l.problem].filter(Boolean).join(" "), file.name + ": " + l.about);
    const causes = l.causes ?? [];
    show("causes", causes.length > 0);
    show("log-tools", l.state !== "none");
    $("causes").tBodies[0].replaceChildren(...causes.map((c, i) => {
      const [sign, mood, said] = moodOf(c.state);
      const only = button("cell", c.title, () => choose({ cause: cause === i + 1 ? 0 : i + 1 }));
      only.title = "List the rows of this cause, or all again";
      const since = [c.since && "since " + c.since, c.last && "last " + c.last, c.whom].filter(Boolean).join(", ");
      return el("tr", "", el("td", "", icon(sign, "mood-" + mood), el("span", "unseen", said)), el("td", "", only, " ", about(c.code), el("span", "under muted", since)),
        el("td", "number", c.count), el("td", "", svg("svg", { class: "bar", "aria-hidden": "true" }, svg("rect", { width: Math.max(0.02, c.part) * 100 + "%", height: "100%", rx: 4 }))),
        el("td", "muted", c.share), el("td", "time", c.since), el("td", "time muted", c.last), el("td", "muted", c.whom));
    }));
    $("which-cause").replaceChildren(...[l.every, ...causes.map((c) => c.title)].map((title, i) => {
      const o = el("option", "", title);
      o.value = i;
      return o;
    }));
    show("which-cause", causes.length > 1);
    $("heads").replaceChildren(el("span", "", el("span", "unseen", "Verdict")), ...l.heads.map((head, i) => {
      const h = el("span", "", button("sorts", head, () => choose({ by: i })));
      h.setAttribute("role", "columnheader");
      return h;
    }));
    $("heads").firstChild.setAttribute("role", "columnheader");
    $("search").value = "";
    listed(l);
    tell(sentences(l.headline, l.detail, l.problem, l.about), 0);
  }

  // choose lists other rows.
  let choosing = 0;
  async function choose(change) {
    const own = file;
    const nth = ++choosing;
    $("list").setAttribute("aria-busy", "true");
    const l = await ask("choose", JSON.stringify(change));
    if (file !== own) return;
    if (l === null) return judged(null);
    await listed(l);
    if (nth === choosing) $("list").setAttribute("aria-busy", "false");
    tell(l.count, 600);
  }

  function listed(l) {
    ({ rows, cause } = l);
    active = 0;
    closeRow();
    show("rows", rows > 0 || l.search !== "" || (l.scopes ?? []).length > 0);
    $("count").textContent = l.count;
    show("copy-rows", rows > 0);
    $("which-cause").value = cause;
    [...$("causes").tBodies[0].rows].forEach((tr, i) => {
      tr.classList.toggle("chosen", cause === i + 1);
      tr.querySelector("button").setAttribute("aria-pressed", String(cause === i + 1));
    });
    $("scopes").replaceChildren(...(l.scopes ?? []).map((words, i) => {
      const b = button("", words, async () => {
        await choose({ all: i === 1 });
        $("scopes").children[i]?.focus();
      });
      b.setAttribute("aria-pressed", String(l.all === (i === 1)));
      return b;
    }));
    [...$("heads").children].forEach((h, i) => {
      if (i === 0) return;
      const by = l.sort === i - 1;
      if (by) h.setAttribute("aria-sort", l.down ? "descending" : "ascending");
      else h.removeAttribute("aria-sort");
      const arrow = el("span", "", by ? (l.down ? " ↑" : " ↓") : "");
      arrow.setAttribute("aria-hidden", "true");
      h.firstChild.replaceChildren(l.heads[i - 1], arrow);
    });
    $("list").setAttribute("aria-rowcount", rows + 1);
    for (const e of drawn.values()) e.remove();
    drawn.clear();
    show("no-rows", rows === 0);
    $("feed").scrollTop = 0;
    return draw();
  }

  // draw puts the rows into the page that can be seen, with some before and behind. The one
  // that the keyboard is at stays until it has left.
  let high = 0; // a row, in pixels
  let drawing = null; // what is done when all of them stand there
  let again = false; // others can be seen meanwhile
  function draw() {
    again = drawing !== null;
    drawing ??= (async () => {
      do {
        again = false;
        await drawOnce();
      } while (again);
      drawing = null;
    })();
    return drawing;
  }

  async function drawOnce() {
    if ($("rows").hidden) return;
    const area = $("feed");
    if (high === 0 && rows > 0) {
      await fetchRows(active, active + 1);
      if (drawn.has(active)) measure(drawn.get(active));
    }
    area.style.setProperty("--high", rows * high + "px");
    $("space").style.height = rows * high + "px";
    const from = Math.max(0, Math.floor(area.scrollTop / (high || 1)) - 5);
    const to = Math.min(rows, from + Math.ceil(area.clientHeight / (high || 1)) + 10);
    for (const [i, e] of drawn) {
      if ((i < from || i >= to) && i !== active && e !== document.activeElement) {
        e.remove();
        drawn.delete(i);
      }
    }
    let first = from;
    while (first < to && drawn.has(first)) first++;
    let last = to;
    while (last > first && drawn.has(last - 1)) last--;
    if (first < last) await fetchRows(first, last);
    if (rows > 0 && !drawn.has(active)) await fetchRows(active, active + 1);
  }

  // fetchRows puts rows of the list that is there when they come.
  async function fetchRows(from, to) {
    const list = await ask("rows", from, to);
    list?.forEach((r, k) => { if (from + k < rows) put(r, from + k); });
  }

  // measure takes the height of rows, which is another one on a phone.
  function measure(e) {
    const now = e.getBoundingClientRect().height;
    if (now === 0 || now === high) return;
    high = now;
    for (const [i, row] of drawn) row.style.top = i * high + "px";
  }

  function put(r, i) {
    if (drawn.has(i)) return;
    const [sign, mood, said] = moodOf(r.state);
    const cell = (className, words, title) => {
      const c = el("span", className, words);
      c.setAttribute("role", "gridcell");
      if (title) c.title = title;
      return c;
    };
    const e = el("div", "line", cell("", icon(sign, "mood-" + mood)), cell("n", r.line), cell("asked", r.asked), cell("status", r.status), cell("text", r.text, r.text), cell("where", r.where, r.whole), cell("client", r.client, r.client));
    e.firstChild.append(el("span", "unseen", said));
    e.setAttribute("role", "row");
    e.setAttribute("aria-rowindex", i + 2);
    e.dataset.row = i;
    e.tabIndex = i === active ? 0 : -1;
    e.setAttribute("aria-selected", String(i === opened));
    e.style.top = i * high + "px";
    $("feed").append(e);
    drawn.set(i, e);
  }

  // go puts the keys on a row.
  async function go(to) {
    if (rows === 0) return;
    to = Math.max(0, Math.min(rows - 1, to));
    const area = $("feed");
    drawn.get(active)?.setAttribute("tabindex", "-1");
    active = to;
    if (to * high < area.scrollTop) area.scrollTop = to * high;
    if ((to + 1) * high > area.scrollTop + area.clientHeight) area.scrollTop = (to + 1) * high - area.clientHeight;
    const near = drawn.get(to);
    if (near === undefined) await draw();
    else draw();
    const e = drawn.get(to);
    if (active !== to || e === undefined) return; // they have gone on
    e.tabIndex = 0;
    e.focus({ preventScroll: true });
  }

  // open reads the token of a row.
  let opening = 0;
  async function open(i) {
    const own = ++opening;
    const o = await work(() => {}, "open", i, file.blob);
    if (own === opening && file !== null) readRow(i, o);
  }

  function readRow(i, o) {
    if (o === null || o.error) {
      toast(o?.error || "This row could not be read again");
      return;
    }
    if (opened !== null) drawn.get(opened)?.setAttribute("aria-selected", "false");
    opened = i;
    drawn.get(i)?.setAttribute("aria-selected", "true");
    const [sign, mood] = moodOf(o.state);
    $("row-title").textContent = "Line " + o.line;
    $("row-headline").className = "headline mood-" + mood;
    $("row-headline").replaceChildren(icon(sign), el("strong", "", o.headline));
    $("row-lines").replaceChildren(...(o.lines ?? []).map((line) => el("p", "", line)));
    $("row-facts").replaceChildren(...facts(o.facts ?? []));
    const alone = button("plain", "Open it alone", () => openAlone(o.text, o.nth));
    const only = button("plain", "Only this cause", async () => {
      await choose({ cause: o.cause });
      go(0);
    });
    $("row-tools").replaceChildren(...o.text ? [alone] : [], ...o.cause > 0 && cause === 0 ? [only] : []);
    show("row", true);
    show("no-row", false);
    $("row").scrollIntoView({ block: "nearest" });
    tell(sentences("Line " + o.line, o.headline, ...(o.lines ?? []), o.note), 0);
  }

  function closeRow() {
    opening++;
    opened = null;
    show("row", false);
    show("no-row", true);
  }

  // leaveRow closes the row that is read, and reports whether there is one.
  function leaveRow() {
    if (opened === null || $("rows").hidden) return false;
    drawn.get(opened)?.setAttribute("aria-selected", "false");
    closeRow();
    go(active);
    return true;
  }

  // close forgets the log.
  function close() {
    if (file !== null) ask("stop");
    file = null;
    closeRow();
    for (const id of ["log", "rows"]) show(id, false);
  }

  // stop ends the reading, and reports whether something was read: what has been judged so far
  // is listed.
  function stop() {
    if (!file?.working || $("log").hidden || $("stop").disabled) return false;
    $("stop").disabled = true;
    ask("stop");
    return true;
  }

  // fold puts the log away for what is shown by itself, or brings it back.
  function fold(away) {
    if (file === null) return;
    show("log", !away);
    show("rows", !away && !file.working && rows > 0);
    if (away) return;
    draw();
    (drawn.get(active) ?? $("text")).focus();
  }

  // What a person can do.
  let searching = 0;
  $("search").addEventListener("input", () => {
    clearTimeout(searching);
    searching = setTimeout(() => choose({ search: $("search").value }), rows > 5000 ? 250 : 0);
  });
  $("search").addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || e.isComposing || $("search").value === "") return;
    e.stopPropagation(); // it takes nothing else away
    $("search").value = "";
    choose({ search: "" });
  });
  $("which-cause").addEventListener("change", () => choose({ cause: Number($("which-cause").value) }));
  $("stop").addEventListener("click", stop);
  const copyRows = (from, to) => {
    const c = ask("copyRows", from, to);
    copy(c.then((c) => c.what), c.then((c) => c.text));
  };
  $("copy-rows").addEventListener("click", () => copyRows(0, rows));
  $("copy-row").addEventListener("click", () => copyRows(opened, opened + 1));
  $("copy-log").addEventListener("click", () => copy("Report", ask("logReport", $("mask-log").checked)));
  let scrolled = false;
  $("feed").addEventListener("scroll", () => {
    if (scrolled) return;
    scrolled = true;
    requestAnimationFrame(() => {
      scrolled = false;
      draw();
    });
  });
  new ResizeObserver(() => {
    if (drawn.size === 0) return;
    measure(drawn.values().next().value);
    draw();
  }).observe($("feed"));
  const rowOf = (e) => e.target.closest("[data-row]");
  $("feed").addEventListener("click", (e) => {
    const at = rowOf(e);
    if (at === null || String(getSelection()) !== "") return;
    go(Number(at.dataset.row));
    open(active);
  });
  $("feed").addEventListener("focusin", (e) => {
    const at = rowOf(e);
    if (at !== null && Number(at.dataset.row) !== active) go(Number(at.dataset.row));
  });
  $("feed").addEventListener("keydown", (e) => {
    const page = Math.max(1, Math.floor($("feed").clientHeight / high) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows, End: rows }[e.key];
    if (e.key === "c" && (e.ctrlKey || e.metaKey) && String(getSelection()) === "") copyRows(active, active + 1);
    else if (e.ctrlKey || e.metaKey || e.altKey) return;
    else if (by !== undefined) go(active + by);
    else if (e.key === "Enter" || e.key === " ") open(active);
    else return;
    e.preventDefault();
  });

  return {
    // ready hands over what is done to show a row alone.
    ready(alone) { openAlone = alone; },
    read, stop, close, fold, leaveRow,
    name: () => file?.name ?? "", // "" where there is no log
    listed: () => file !== null && !$("log").hidden,
  };
})();
