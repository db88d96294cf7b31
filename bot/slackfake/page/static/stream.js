// Keeps the page up to date: messages and parts come as they stand now.
import { me, act } from "./talk.js";

const log = document.getElementById("log");
const replies = document.getElementById("replies");
const scroll = document.getElementById("scroll");
const newest = document.getElementById("newest");

const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 80;
const pinned = new WeakSet(); // boxes whose end is looked at: it stays in sight whatever grows
const toEnd = (box) => { pinned.add(box); box.scrollTop = box.scrollHeight; };

// pin keeps the end of a box in sight while it is looked at.
function pin(box, list) {
  const stay = new ResizeObserver(() => { if (pinned.has(box)) box.scrollTop = box.scrollHeight; });
  stay.observe(box);
  stay.observe(list);
  const looked = () => { if (atEnd(box)) pinned.add(box); else pinned.delete(box); };
  for (const kind of ["wheel", "touchmove", "keydown", "pointerup"]) box.addEventListener(kind, () => requestAnimationFrame(looked), { passive: true });
}

// place puts a message where its timestamp says, or in place of what it was.
function place(list, ts, html) {
  const shell = document.createElement("template");
  shell.innerHTML = html;
  const fresh = shell.content.querySelector("article");
  if (!fresh) return;
  const old = list.querySelector(`article[data-ts="${CSS.escape(ts)}"]`);
  if (old) return swap(old, fresh);
  const first = list.querySelector("article");
  const hidden = list === log && !document.getElementById("earlier").hidden;
  if (hidden && first && ts < first.dataset.ts) return;
  let after = list.lastElementChild;
  while (after && after.dataset.ts > ts) after = after.previousElementSibling;
  const box = list.closest(".scroll");
  const follow = pinned.has(box) || box.scrollHeight <= box.clientHeight || fresh.dataset.author === me.as || fresh.classList.contains("whisper");
  if (after) after.after(fresh); else list.prepend(fresh);
  if (follow) toEnd(box);
  if (follow && list === log) trim();
  if (!follow && list === log) newest.hidden = false;
  days(list);
}

// trim lets go of the oldest messages while the newest are looked at. They can be had again.
const most = 300;
function trim() {
  if (log.childElementCount <= most) return;
  while (log.childElementCount > most / 2 && !log.firstElementChild.matches(":focus-within, .opened")) log.firstElementChild.remove();
  document.getElementById("earlier").hidden = false;
  grown();
}

// grown has a long list draw only what is near the window: the heights of the rest are guesses, which a short one does without.
const grown = () => log.classList.toggle("long", log.childElementCount > most / 2);

// swap replaces an edited message and leaves the keyboard where it was.
function swap(old, fresh) {
  const at = spot(old);
  if (old.classList.contains("first-new")) fresh.classList.add("first-new");
  old.replaceWith(fresh);
  days(fresh.parentElement);
  fresh.classList.add("changed");
  find(fresh, at)?.focus({ preventScroll: true });
}

// days shows the day above the first message of each.
export function days(list) {
  let day = "";
  for (const one of list.children) {
    one.classList.toggle("first-of-day", one.dataset.day !== day);
    day = one.dataset.day;
  }
}

// spot tells which control within box has the keyboard, and find finds it again.
export function spot(box) {
  const has = document.activeElement;
  if (!has || !box.contains(has)) return null;
  const holder = has.closest("[data-act], [data-do], [href]");
  return { block: holder?.dataset.block, action: holder?.dataset.act, option: holder?.dataset.option, do: holder?.dataset.do,
    href: holder?.getAttribute("href"), tag: has.tagName, value: has.value, from: has.selectionStart, to: has.selectionEnd, typed: has.matches("textarea, input") };
}

export function find(box, at) {
  if (!at) return null;
  let chosen = "";
  if (at.action) chosen = `[data-block="${CSS.escape(at.block)}"][data-act="${CSS.escape(at.action)}"]`;
  else if (at.do) chosen = `[data-do="${at.do}"]`;
  else if (at.href) chosen = `[href="${CSS.escape(at.href)}"]`;
  if (!chosen) return null;
  const holders = [...box.querySelectorAll(chosen)];
  const holder = holders.find((h) => (h.dataset.option ?? "") === (at.option ?? "")) ?? holders[0];
  return holder?.matches("button, a, input, select, textarea, summary") ? holder : holder?.querySelector("input, summary, button");
}

// mend makes a box what it is to be and leaves alone what already is: of a list with many rows, all rows but those that changed.
function mend(box, fresh) {
  const were = [...box.children];
  const are = [...fresh.children];
  if (were.length !== are.length) return box.replaceChildren(...fresh.childNodes);
  were.forEach((old, i) => {
    if (old.isEqualNode(are[i])) return;
    if (old.matches("ul") && are[i].matches("ul")) mend(old, are[i]); else old.replaceWith(are[i]);
  });
}

// part replaces a piece of the page that has changed.
function part(name, key, html) {
  const box = document.querySelector(`[data-part="${name}"]`);
  if (!box || box.dataset.key === key) return;
  const at = spot(box);
  const open = box.querySelector("details.tour")?.open;
  box.dataset.key = key;
  const shell = document.createElement("template");
  shell.innerHTML = html;
  if (name === "rail") mend(box, shell.content); else box.replaceChildren(shell.content);
  if (open) box.querySelector("details.tour").open = true;
  const again = find(box, at);
  if (again) {
    if (at.typed && again.matches("textarea, input") && at.value !== again.value) again.value = at.value;
    again.focus({ preventScroll: true });
    if (at.from !== null && again.setSelectionRange && /^(textarea|text|search|url|tel)$/.test(again.type)) again.setSelectionRange(at.from, at.to);
  }
  box.dispatchEvent(new CustomEvent("drawn", { bubbles: true, detail: name }));
}

// read notes that what is shown was read, while somebody looks.
let marked = "";
function read() {
  const end = log?.lastElementChild?.dataset.ts;
  if (!end || end === marked || document.visibilityState !== "visible") return;
  marked = end;
  act({ do: "read", words: [end] });
}

// tall is the message if it is higher than the window: its head is what matters.
const tall = (message) => (message?.offsetHeight > scroll.clientHeight ? message : null);

// begin shows the channel from a message on, or its end.
function begin(message) {
  message?.scrollIntoView({ block: "start" });
  if (!message || atEnd(scroll)) toEnd(scroll);
}

export function listen() {
  if (log) {
    days(log);
    pin(scroll, log);
    const unread = log.querySelector(".first-new");
    begin(unread ?? tall(log.lastElementChild));
    newest.addEventListener("click", () => { toEnd(scroll); newest.hidden = true; });
    scroll.addEventListener("scroll", () => { if (atEnd(scroll)) newest.hidden = true; }, { passive: true });
    document.addEventListener("visibilitychange", read);
    read();
  }
  if (replies) {
    const box = replies.closest(".scroll");
    days(replies);
    pin(box, replies);
    toEnd(box);
  }
  follow();
}

// follow keeps the stream open while somebody looks: a browser holds only so many connections, and each window takes one.
let source;
let version = me.version; // shown so far
function follow() {
  const looked = () => {
    if (document.visibilityState === "visible") source ??= connect();
    else leave();
  };
  document.addEventListener("visibilitychange", looked);
  addEventListener("pagehide", leave);
  looked();
}

function leave() {
  source?.close();
  source = undefined;
}

function connect() {
  const stream = new EventSource(`/stream${location.search || "?"}&since=${version}`);
  const on = (kind, put) => stream.addEventListener(kind, (e) => {
    version = e.lastEventId || version;
    put(JSON.parse(e.data));
  });
  on("message", (m) => {
    const list = m.in === "thread" ? replies : log;
    if (list) place(list, m.ts, m.html);
    read();
  });
  on("gone", ({ ts }) => {
    for (const one of document.querySelectorAll(`article[data-ts="${CSS.escape(ts)}"]`)) {
      const list = one.parentElement;
      one.remove();
      days(list);
    }
  });
  on("part", (p) => part(p.part, p.key, p.html));
  stream.addEventListener("error", () => document.body.classList.add("cut-off"));
  stream.addEventListener("open", () => { document.body.classList.remove("cut-off"); document.body.dataset.live = "yes"; });
  return stream;
}

// uppermost is the first message that is seen.
function uppermost() {
  const box = scroll.getBoundingClientRect();
  return document.elementFromPoint(box.left + 60, box.top + 30)?.closest("#log > article");
}

// earlier puts the messages before the first one above it, and keeps what is looked at in its place.
export function history() {
  const button = document.getElementById("earlier");
  if (!button) return;
  let busy = false;
  const more = async () => {
    if (busy || button.hidden) return;
    busy = true;
    const first = log.firstElementChild;
    const answer = await fetch(`/earlier${location.search || "?"}&before=${first?.dataset.ts ?? ""}`);
    const shell = document.createElement("template");
    shell.innerHTML = await answer.text();
    const looked = uppermost() ?? first;
    const top = looked?.getBoundingClientRect().top;
    log.prepend(shell.content);
    button.hidden = answer.headers.get("X-More") !== "yes";
    days(log);
    grown();
    if (looked) scroll.scrollTop += looked.getBoundingClientRect().top - top;
    busy = false;
  };
  button.addEventListener("click", more);
  scroll.addEventListener("scroll", () => { if (scroll.scrollTop < 1500) more(); }, { passive: true });
}
