// What the scripts of the page build it with, and say.
"use strict";

const $ = (id) => document.getElementById(id);
const show = (id, on) => { $(id).hidden = !on; };

function el(name, className, ...children) {
  const e = document.createElement(name);
  if (className) e.className = className;
  e.append(...children.filter((c) => c !== null && c !== ""));
  return e;
}

function svg(name, attributes, ...children) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  e.append(...children);
  return e;
}

const icon = (name, mood) => svg("svg", { class: "icon " + (mood ?? ""), "aria-hidden": "true" }, svg("use", { href: "#icon-" + name }));

function button(className, words, press) {
  const b = el("button", className, words);
  b.type = "button";
  b.addEventListener("click", press);
  return b;
}

// How a verdict looks: its sign and its mood, and what is said of it aloud.
const moods = {
  fails: ["bad", "fails", "fails"], may_fail: ["warn", "careful", "may fail"], plays: ["good", "plays", "plays"],
  none: ["bad", "fails", ""], refused: ["warn", "careful", ""], key: ["info", "neutral", ""], unknown: ["info", "neutral", "nothing wrong is seen"],
  unreadable: ["warn", "careful", "could not be read"],
};
const severities = {
  error: ["bad", "mood-fails", "error"], warning: ["warn", "mood-careful", "warning"], info: ["info", "mood-neutral", "info"],
};
const marks = { yes: ["bad", "mood-fails"], "may be": ["info", "mood-neutral"], no: ["ruled", "mood-neutral"] };
const moodOf = (state) => moods[state] ?? moods.unknown;

// about leads to the page of a cause.
function about(code) {
  const a = el("a", "chip mono", code);
  a.setAttribute("href", "causes/" + code + ".html");
  a.target = "_blank";
  a.rel = "noopener";
  a.title = "About this cause, in a new tab";
  return a;
}

// facts is words and what they stand for, as a list.
const facts = (list) => list.map((f) => el("div", "", el("dt", "", f.label),
  el("dd", f.bad ? "bad" : "", f.text, f.text && f.code ? " " : "", f.code ? el("code", "", f.code) : "", f.note ? el("span", "muted", " " + f.note) : "")));

// sentences joins what is said, each with one point at its end.
const sentences = (...list) => list.filter(Boolean).map((s) => s.replace(/[.:]$/, "") + ".").join(" ");

// tell says something to those who do not see the page, once what is typed rests: they are not
// to be talked over.
const tell = (() => {
  let due = 0;
  return (words, rest = 400) => {
    clearTimeout(due);
    if (words === "") $("status").textContent = "";
    else due = setTimeout(() => { $("status").textContent = words; }, rest);
  };
})();

const toast = (() => {
  let due = 0;
  return (words) => {
    $("toast").textContent = words;
    show("toast", true);
    tell(words, 0);
    clearTimeout(due);
    due = setTimeout(() => show("toast", false), 2500);
  };
})();

// copy puts a text on the clipboard, which may be there later. Safari wants to be told at once
// that there will be one.
async function copy(what, value) {
  try {
    if (typeof value === "string") await navigator.clipboard.writeText(value);
    else await navigator.clipboard.write([new ClipboardItem({ "text/plain": value.then((text) => new Blob([text], { type: "text/plain" })) })]);
  } catch { // without a clipboard of its own, as on http
    const area = el("textarea", "unseen");
    area.value = await value;
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus({ preventScroll: true });
    if (!done) return toast("The browser does not let this page copy");
  }
  toast(await what + " copied");
}
