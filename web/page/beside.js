// The core beside the page: in a thread of its own it reads logs, while the page answers.
"use strict";

// runCore is what that thread runs, behind wasmExec; it knows nothing of the page. It is handed
// over as its text: a page that may open no connection, and one that is opened from a folder,
// can name no script for it.
function runCore() {
  let ready = null;
  const core = new Promise((done) => { ready = done; });
  globalThis.playtoken = { ready };
  const end = () => postMessage({ ended: true });
  const start = async (module) => {
    const go = new Go();
    go.run(await WebAssembly.instantiate(module, go.importObject)).then(end, end);
    await core;
    postMessage({ ready: true });
  };
  onmessageerror = end;
  onmessage = async ({ data }) => {
    if (data.module) return start(data.module).catch(end);
    const { id, name, args, late } = data;
    const done = (answer) => postMessage({ id, answer });
    const functions = await core;
    if (late) functions[name](...args, (words) => postMessage({ id, words }), done);
    else done(functions[name](...args));
  };
}

const beside = (() => {
  let module = null;
  let own = null; // the functions of the page, for a browser that gives it no thread
  let thread = null; // {worker, asked}: what it was asked, by its number
  let starting = null;
  let alone = false; // there can be no thread
  let nth = 0;

  // start is done when there is a thread, or none can be had.
  const start = () => new Promise((done) => {
    const url = URL.createObjectURL(new Blob([`"use strict";${wasmExec}wasmExec();(${runCore})();`], { type: "text/javascript" }));
    const asked = new Map();
    let worker = null;
    const end = () => {
      URL.revokeObjectURL(url);
      worker?.terminate();
      alone ||= starting !== null;
      thread = starting = null;
      for (const one of asked.values()) one.done("null");
      done();
    };
    try {
      worker = new Worker(url);
    } catch {
      return end();
    }
    worker.onerror = (e) => {
      e.preventDefault();
      end();
    };
    worker.onmessage = ({ data }) => {
      const one = asked.get(data.id);
      if (data.ended) end();
      else if (data.ready) {
        URL.revokeObjectURL(url);
        thread = { worker, asked };
        starting = null;
        done();
      } else if ("words" in data) one?.progress(data.words);
      else if (asked.delete(data.id)) one.done(data.answer);
    };
    worker.postMessage({ module });
  });

  async function call(name, args, progress) {
    if (thread === null && !alone) await (starting ??= start());
    return JSON.parse(await new Promise((done) => {
      const late = progress !== undefined;
      if (thread !== null) {
        thread.asked.set(++nth, { done, progress });
        thread.worker.postMessage({ id: nth, name, args, late });
      } else if (late) own[name](...args, progress, done); // in the page, by turns with it
      else done(own[name](...args));
    }));
  }

  return {
    // ready hands over the module, and the functions of the one that runs in the page.
    ready(compiled, functions) { [module, own] = [compiled, functions]; },
    // ask answers what a function of the core does, null where that went wrong, in the order in
    // which it is asked. work does so for one that answers late and tells how far it has come.
    ask: (name, ...args) => call(name, args),
    work: (progress, name, ...args) => call(name, args, progress),
  };
})();
