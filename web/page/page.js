// The page Why?: it hands what is pasted to the core of Playtoken (why.wasm.js) and shows what
// that answers. It opens no connection, and stores nothing.
"use strict";

(() => {
  const text = $("text");

  // A link may bring a text behind its #. It is taken out of the address before anything else
  // is done, so that it stays in no history and in no screenshot.
  function taken() {
    const hash = location.hash.slice(1);
    if (hash === "") return "";
    history.replaceState(null, "", location.pathname + location.search);
    try {
      // A text that was written for an address has none of these left in it. Of one that was
      // put there as it is, only what the browser itself has encoded is undone: %2E in a URL
      // may be what is wrong with it.
      if (!/[:/?&=+]/.test(hash)) return decodeURIComponent(hash);
      return hash.replace(/%(?:20|22|3C|3E|60)/g, decodeURIComponent);
    } catch {
      return hash;
    }
  }

  let compiled = null; // the core, and its functions once they are there
  let core = null;
  let publicKey = ""; // that was given
  let whole = false; // what stands in the field was given at once
  let early = null; // files that were given before
  let nth = 0; // which token of the text is judged, from 1, 0 for any
  let answer = null;
  let shown = "";
  text.value = taken();

  const page = {
    // load is called by why.wasm.js with the module: each character is a byte.
    async load(packed) {
      const bytes = new Uint8Array(packed.length);
      for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
      try {
        wasmExec();
        const go = new Go();
        const { module, instance } = await WebAssembly.instantiate(bytes, go.importObject);
        compiled = module;
        go.run(instance).then(() => broken("The page has stopped. Load it again."));
      } catch {
        broken("This browser does not run the program of the page. WebAssembly is needed, which may be switched off.");
      }
    },
    // ready is called by the core.
    ready(functions) {
      core = functions;
      beside.ready(compiled, core);
      log.ready(alone);
      document.body.dataset.state = "ready";
      if (shut) return;
      if (text.value !== "") put(text.value);
      else draw({ state: "empty", findings: [] });
      if (early !== null) open(early);
      performance.mark("playtoken-ready");
    },
  };
  Object.defineProperty(window, "playtoken", { value: Object.freeze(page) });

  let shut = false;
  function broken(why) {
    shut = true;
    document.body.dataset.state = "broken";
    banner({ state: "none", headline: "The page could not be read whole", lines: [why], findings: [] });
  }
  document.addEventListener("error", (e) => {
    if (e.target instanceof HTMLScriptElement) broken("A part of it is missing. Load it again, or tell whoever runs it.");
  }, true);

  const ask = (name, ...args) => JSON.parse(core[name](...args));

  // put fills the field with what was given whole, and shows its beginning.
  function put(given, token = 0) {
    text.value = given;
    whole = true;
    text.setSelectionRange(0, 0);
    text.scrollTop = 0;
    nth = token;
    read();
    if (token === 0) list();
    if (!log.listed()) text.focus({ preventScroll: true });
  }

  // list judges what was just given line by line, where that is a list.
  function list() {
    if (answer?.list && text.value !== "") judge(new Blob([text.value]), "Pasted lines");
  }

  // soon judges at once what is judged quickly, and a long text when the keys rest.
  let took = 0;
  let emptied = false; // by the page: why stays said until something else is there
  let waiting = 0;
  function soon() {
    clearTimeout(waiting);
    if (took < 100) {
      read();
      return;
    }
    busy(true); // what is shown is still that of the text before
    waiting = setTimeout(read, 300);
  }
  const busy = (on) => $("verdict").setAttribute("aria-busy", String(on));

  // read judges what stands in the field.
  function read() {
    if (core === null) return;
    log.fold(true);
    clearTimeout(waiting);
    busy(false);
    const begun = performance.now();
    const given = text.value;
    const a = ask("read", given, nth, Date.now());
    took = performance.now() - begun;
    if (a === null) {
      draw({ state: "none", headline: "This text could not be judged", lines: ["That is a fault of this page. Try a part of the text, such as its URL."], findings: [] });
      return;
    }
    if (a.cleaned) text.value = a.safe;
    emptied = a.cleaned && text.value === "";
    if (a.state === "key") {
      publicKey = given;
      showKey(keyOf(a));
    }
    draw(a);
  }

  function draw(a) {
    const now = JSON.stringify(a);
    if (now === shown) return;
    shown = now;
    answer = a;
    banner(a);
    const read = (a.facts ?? []).length > 0;
    show("teach", a.state === "empty");
    show("clear", a.state !== "empty" || log.name() !== "");
    show("back", log.name() !== "" && !log.listed());
    $("back").textContent = "Back to " + log.name();
    show("keys", read || a.state === "key" || a.state === "empty");
    $("paste").className = ["empty", "none", "refused", "key"].includes(a.state) ? "filled" : "plain";
    $("what").textContent = a.state === "empty" ? "or drop a log, a HAR or a mail anywhere on the page" : a.what ?? "";
    if (a.tokens > 1) {
      $("what").append(" ", button("link", "Judge all " + a.tokens, () => judge(text.value, "All tokens of the text")));
    }
    life(a.life);
    answers(a);
    parts(a);
  }

  function banner(a) {
    show("verdict", a.state !== "empty");
    if (a.state === "empty") {
      tell("");
      return;
    }
    const [sign, mood] = moodOf(a.state);
    $("verdict").dataset.state = a.state;
    $("banner").className = "banner " + mood;
    $("sign").setAttribute("href", "#icon-" + sign);
    $("headline").textContent = a.headline;
    $("lines").replaceChildren(...(a.lines ?? []).map((line) => el("p", "", line)));
    show("note", Boolean(a.note));
    $("note").textContent = a.note ?? "";
    const code = $("code");
    code.hidden = !a.code;
    if (a.code) {
      const to = about(a.code);
      code.textContent = a.code;
      code.setAttribute("href", to.getAttribute("href"));
      code.title = to.title;
    }
    const rows = (a.findings ?? []).slice(a.code ? 1 : 0).map((f) => {
      const [name, colour, word] = severities[f.severity];
      const row = el("li", f.because_of ? "follows" : "", icon(name, colour),
        el("div", "says", el("span", "unseen", word + ": "), el("strong", "", f.title), ". ", f.evidence,
          f.fix ? el("span", "muted", " " + f.fix) : "", f.inferred ? el("span", "muted", " The platform may differ.") : ""),
        about(f.code));
      row.dataset.code = f.code;
      return row;
    });
    $("findings").replaceChildren(...rows);
    tell(sentences(a.headline, ...(a.lines ?? []), a.note));
  }

  function life(l) {
    show("life", Boolean(l));
    if (!l) return;
    const marks = [
      { at: l.asked, text: l.asked_text, late: l.asked_over },
      { at: l.now, text: l.now_text, late: l.over },
    ].filter((m) => m.text);
    const told = [...marks, { at: l.begin, text: l.begin_text }, { at: l.end, text: l.end_text }].filter((m) => m.text);
    const words = el("div", "words", ...told.sort((a, b) => a.at - b.at).map((m) => el("span", m.late === undefined ? "" : m.late ? "late" : "intime", m.text)));
    const at = (part) => part * 100 + "%";
    const line = svg("svg", { "aria-hidden": "true" },
      svg("rect", { class: "whole", x: 0, y: 5, width: "100%", height: 8, rx: 4 }),
      svg("rect", { class: "lives" + (l.over ? " over" : ""), x: at(l.begin), y: 5, width: at(Math.max(0.005, l.end - l.begin)), height: 8, rx: 4 }),
      ...marks.map((m) => svg("rect", { class: "mark" + (m.late ? " late" : ""), x: at(Math.min(0.995, Math.max(0, m.at - 0.002))), y: 1, width: 4, height: 16, rx: 1.5 })));
    $("life").replaceChildren(words, line);
  }

  function answers(a) {
    const said = a.said ?? null;
    show("said", said !== null);
    if (said !== null) {
      $("said-title").textContent = said.title;
      $("meaning").textContent = said.meaning;
      $("said-causes").replaceChildren(...(said.causes ?? []).map((c) => el("li", "", icon(...marks[c.mark]),
        el("div", "says", el("span", "unseen", c.mark + ": "), c.text))));
    }
    show("reply", Boolean(a.reply));
    $("reply-text").textContent = a.reply ?? "";
    const judged = ["fails", "may_fail", "plays", "unknown"].includes(a.state);
    show("report", judged);
    $("report").classList.toggle("alone", Boolean(a.reply) === (said !== null));
    show("answers", judged || said !== null);
  }

  function parts(a) {
    show("parts", (a.facts ?? []).length > 0);
    show("token", Boolean(a.seal));
    for (const name of ["header", "claims"]) {
      const list = a[name] ?? [];
      $(name).replaceChildren(...list.flatMap((l) => [l.before, l.name ? el("b", "", l.name) : "", l.rest + "\n"]));
      for (const id of [name, name + "-title", "copy-" + name]) show(id, list.length > 0);
    }
    $("seal").textContent = a.seal ? "Signature: " + a.seal : "";
    $("facts").replaceChildren(...facts(a.facts ?? []));
  }

  // judge lists the verdicts on a log, a HAR or a list, or on all tokens of the text.
  function judge(given, name) {
    if (core === null) return;
    log.read(given, name, publicKey);
    empty();
  }

  // empty is the page beside a list.
  function empty() {
    text.value = "";
    nth = 0;
    shown = "";
    draw({ state: "empty", findings: [] });
    for (const id of ["teach", "keys"]) show(id, false);
    $("paste").className = "plain";
    $("what").textContent = "";
  }

  // alone shows a row of the list by itself; back brings the list back.
  function alone(given, token) {
    put(given, token);
    scrollTo(0, 0);
  }
  function back() {
    log.fold(false);
    empty();
  }

  // utf8 is a file in that encoding, joined several of them one behind the other, each beginning
  // on a line of its own.
  async function utf8(file) {
    const [a, b] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    const wide = a === 0xff && b === 0xfe ? "utf-16le" : a === 0xfe && b === 0xff ? "utf-16be" : "";
    return wide ? new Blob([new TextDecoder(wide).decode(await file.arrayBuffer())]) : file;
  }
  async function joined(files) {
    const parts = [];
    for (const file of files) {
      const part = await utf8(file);
      const [end] = new Uint8Array(await part.slice(-1).arrayBuffer());
      parts.push(part, ...end === 10 ? [] : ["\n"]);
    }
    return new Blob(parts);
  }

  // Files are read here, as text or line by line.
  async function open(files) {
    if (files.length === 0) return;
    if (core === null) {
      early = files;
      return;
    }
    const name = files.length === 1 ? files[0].name : files[0].name + " and " + (files.length === 2 ? files[1].name : files.length - 1 + " more files");
    const most = (1 << 20) + 1;
    let blob;
    let start;
    try {
      blob = files.length === 1 ? await utf8(files[0]) : await joined(files);
      start = new Uint8Array(await blob.slice(0, most).arrayBuffer());
    } catch {
      toast("The file could not be read");
      return;
    }
    const no = start.every((b) => b <= 32) ? "The file is empty" : packed(start) ? "The file is compressed: unpack it first" : start.includes(0) ? "The file is no text" : "";
    if (no !== "") {
      toast(no);
      return;
    }
    if (files.length > 1 || await beside.ask("isLog", start)) {
      judge(blob, name);
      return;
    }
    put(new TextDecoder().decode(start));
  }

  // packed reports whether bytes begin as gzip, zip, zstd or xz do.
  const packed = (b) => [[0x1f, 0x8b], [0x50, 0x4b, 3, 4], [0x28, 0xb5, 0x2f, 0xfd], [0xfd, 0x37, 0x7a, 0x58]].some((begin) => begin.every((c, i) => b[i] === c));

  // The public key.
  const keyOf = (a) => ({ taken: true, title: a.lines[0], print: "" });
  function showKey(k) {
    show("key-taken", k.taken);
    show("key", !k.taken);
    $("key-taken").children[0].textContent = k.title;
    $("key-taken").children[1].textContent = k.print;
    show("key-problem", !k.taken && k.problem !== "");
    $("key-problem").children[1].textContent = k.problem ?? "";
    $("key").setAttribute("aria-invalid", String(!k.taken && Boolean(k.problem)));
    if (k.taken) $("key").value = "";
    $("key-title").textContent = k.taken ? "A public key checks the signature" : "Check the signature with a public key";
    if (k.taken || k.problem) $("key-box").open = true;
  }
  // A secret does not stay in the field: at once when it was pasted, else when the field is left.
  function giveKey(left) {
    if (core === null) return;
    const given = $("key").value;
    const k = ask("key", given) ?? { taken: false, problem: "It could not be read.", secret: true };
    publicKey = k.taken ? given : "";
    if (!k.taken && !left) return;
    if (k.secret) $("key").value = "";
    showKey(k);
    if (k.taken) $("forget").focus();
    if (text.value !== "") read();
  }

  const json = (list) => list.map((l) => l.before + l.name + l.rest).join("\n");

  // What a person can do. What was given whole gives way to what is pasted next: one behind the
  // other they would be judged as one.
  text.addEventListener("paste", () => {
    const { selectionStart: from, selectionEnd: to, value } = text;
    if (whole && from === to && (to === 0 || to === value.length) && !value.endsWith("=")) text.select();
    whole = text.selectionStart === 0 && text.selectionEnd === value.length;
  });
  text.addEventListener("input", (e) => {
    if (emptied && text.value === "") return;
    nth = 0;
    if (e.inputType !== "insertFromPaste") whole = false;
    if (e.inputType === "insertFromPaste") {
      read();
      list();
    } else soon();
    // The browser shows the end of what was pasted; what it is shows at its beginning.
    if (e.inputType === "insertFromPaste" && text.selectionEnd === text.value.length) setTimeout(() => { text.scrollTop = 0; });
  });
  $("clear").addEventListener("click", clear);
  function clear() {
    log.close();
    text.value = "";
    nth = 0;
    shown = "";
    read();
    text.focus();
  }
  $("back").addEventListener("click", back);
  $("paste").addEventListener("click", async () => {
    try {
      put(await navigator.clipboard.readText());
    } catch {
      toast("The browser does not let this page read the clipboard: press " + (/Mac/.test(navigator.platform) ? "⌘V" : "Ctrl+V"));
      text.focus();
    }
  });
  const soonLog = () => { if (core !== null) beside.ask("stop"); }; // what reads it is there in time
  $("open").addEventListener("click", () => {
    soonLog();
    $("file").click();
  });
  $("file").addEventListener("change", (e) => {
    open([...e.target.files]);
    e.target.value = "";
  });
  $("copy-reply").addEventListener("click", () => copy("Reply", $("reply-text").textContent));
  $("copy-report").addEventListener("click", () => copy("Report", ask("report", $("mask").checked)));
  $("copy-header").addEventListener("click", () => copy("Header", json(answer.header)));
  $("copy-claims").addEventListener("click", () => copy("Claims", json(answer.claims)));
  $("key").addEventListener("input", (e) => giveKey(e.inputType === "insertFromPaste" || e.inputType === "insertFromDrop"));
  $("key").addEventListener("change", () => giveKey(true));
  $("forget").addEventListener("click", () => {
    ask("key", "");
    publicKey = "";
    showKey({ taken: false, problem: "" });
    $("key").focus();
    if (text.value !== "") read();
  });
  for (const button of document.querySelectorAll("[data-sample]")) {
    button.addEventListener("click", () => put(button.dataset.sample));
  }
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || e.isComposing || e.target instanceof HTMLSelectElement) return;
    if (!$("back").hidden) back();
    else if (log.stop() || log.leaveRow()) return;
    else if (text.value !== "" || log.name() !== "") clear();
  });
  window.addEventListener("hashchange", () => {
    const given = taken();
    if (given !== "") put(given);
  });

  // Dropping.
  let over = 0;
  const dragged = (e) => [...(e.dataTransfer?.types ?? [])].some((t) => t === "Files" || t === "text/plain");
  addEventListener("dragenter", (e) => { if (dragged(e) && over++ === 0) { show("drop", true); soonLog(); } });
  addEventListener("dragleave", (e) => { if (dragged(e) && --over <= 0) show("drop", false); });
  addEventListener("dragover", (e) => e.preventDefault());
  addEventListener("drop", (e) => {
    e.preventDefault();
    over = 0;
    show("drop", false);
    const files = [...e.dataTransfer.files];
    if (files.length > 0) return open(files);
    const given = e.dataTransfer.getData("text/plain");
    if (given !== "") put(given);
  });

  // What a token is changes with the clock.
  setInterval(() => { if (core !== null && text.value !== "" && !document.hidden && took < 100) read(); }, 5000);
})();
