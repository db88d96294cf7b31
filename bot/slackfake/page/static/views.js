// Buttons, fields and forms, in messages, modals and the Home tab.
import { act, shut, toast } from "./talk.js";

const modal = document.getElementById("modal");
const ask = document.getElementById("confirm");

// where is the surface a control stands on.
function where(control) {
  const view = control.closest("form.view");
  if (view) return { view: view.dataset.view };
  if (control.closest("[data-part=home]")) return { home: true };
  const message = control.closest("article");
  return { ts: message?.dataset.ts ?? "" };
}

const names = (control) => ({ block: control.dataset.block, action: control.dataset.act, option: control.dataset.option ?? "" });

// confirmed asks what a control says is to be asked first.
function confirmed(control) {
  const says = control.dataset;
  if (!says.confirmTitle && !says.confirmText) return Promise.resolve(true);
  document.getElementById("confirm-title").textContent = says.confirmTitle ?? "";
  document.getElementById("confirm-text").textContent = says.confirmText ?? "";
  const yes = document.getElementById("confirm-yes");
  const no = document.getElementById("confirm-no");
  yes.textContent = says.confirmYes || "Yes";
  no.textContent = says.confirmNo || "No";
  yes.className = says.confirmStyle === "danger" ? "danger" : "primary";
  ask.returnValue = "no";
  yes.onclick = () => ask.close("yes");
  no.onclick = () => ask.close("no");
  ask.showModal();
  no.focus();
  return new Promise((done) => ask.addEventListener("close", () => done(ask.returnValue === "yes"), { once: true }));
}

async function press(control) {
  shut();
  if (!(await confirmed(control))) return;
  await busy(control, () => act({ do: "press", ...where(control), ...names(control) }));
}

// busy shows that the app is at work.
async function busy(control, work) {
  control.setAttribute("aria-busy", "true");
  try { return await work(); } finally { control.removeAttribute("aria-busy"); }
}

// entered is what a field holds, in words.
function entered(field) {
  if (field.matches("fieldset")) return [...field.querySelectorAll("input:checked")].map((c) => c.value);
  if (field.type === "datetime-local") return field.value ? [String(Date.parse(field.value) / 1000)] : [];
  return field.value === "" ? [] : [field.value];
}

// enter tells the workspace what a field holds, unless its form is being left.
function enter(field, words = entered(field)) {
  if (!field.isConnected || field.closest("[data-leaving]")) return Promise.resolve();
  return act({ do: "enter", ...where(field), ...names(field), words });
}

const settling = new WeakMap(); // by menu that asks the app for its options: how it takes what was typed

// A menu that asks the app for its options.
function search(box) {
  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  let found = [];
  let at = -1;
  let asked = 0;
  let chosen = true; // what stands in the field was chosen, not only typed
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const mark = (i) => {
    if (!found.length) return;
    at = (i + found.length) % found.length;
    [...list.children].forEach((o, n) => o.setAttribute("aria-selected", n === at));
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const take = async (i) => {
    const option = found[i];
    chosen = true;
    close();
    const chips = [...box.querySelectorAll(".chip")].map((c) => c.dataset.value);
    input.value = box.classList.contains("several") ? "" : option.label;
    await enter(box, box.classList.contains("several") ? [...chips, option.value] : [option.value]);
  };
  const look = async () => {
    const query = input.value.trim();
    if ([...query].length < Number(box.dataset.min)) return close();
    const turn = ++asked;
    const became = await act({ do: "search", ...where(box), ...names(box), words: [query] });
    if (turn !== asked) return;
    found = became.options ?? [];
    list.replaceChildren(...found.map((option, i) => {
      const line = document.createElement("li");
      line.role = "option";
      line.id = `${list.id}-${i}`;
      line.dir = "auto";
      line.textContent = option.label;
      line.addEventListener("pointerdown", (e) => { e.preventDefault(); take(i); });
      return line;
    }));
    if (!found.length) {
      const none = document.createElement("li");
      none.textContent = "Nothing found";
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    at = -1;
    mark(0);
  };
  let later;
  // settle chooses what was typed whole, or as the only one that begins so: who types fast does not wait for the list.
  settling.set(box, async () => {
    if (chosen || box.closest("[data-leaving]")) return;
    clearTimeout(later);
    const typed = input.value.trim().toLowerCase();
    if (typed === "") {
      chosen = true;
      if (!box.classList.contains("several")) await enter(box, []);
      return;
    }
    await look();
    close();
    const whole = found.findIndex((o) => `${o.label.toLowerCase()} `.startsWith(`${typed} `));
    const one = whole < 0 && found.length === 1 ? 0 : whole;
    if (one >= 0) await take(one);
  });
  input.addEventListener("input", () => { chosen = false; clearTimeout(later); later = setTimeout(look, 120); });
  input.addEventListener("focus", () => { if (Number(box.dataset.min) === 0) look(); });
  input.addEventListener("blur", () => {
    close();
    settling.get(box)();
  });
  input.addEventListener("keydown", (e) => {
    if (list.hidden) return;
    if (e.key === "ArrowDown") mark(at + 1);
    else if (e.key === "ArrowUp") mark(at - 1);
    else if (e.key === "Enter" && found[at]) take(at);
    else if (e.key === "Tab" && found[at]) { take(at); return; }
    else if (e.key === "Escape") { close(); e.stopPropagation(); } else return;
    e.preventDefault();
  });
}

// dress prepares what was drawn.
function dress(root) {
  for (const box of root.querySelectorAll(".search:not([data-dressed])")) { box.dataset.dressed = "yes"; search(box); }
}

// show opens the modal when there is one, and closes it when there is none.
function show() {
  const form = modal.querySelector("form.view");
  dress(modal);
  if (!form && modal.open) { modal.close(); document.getElementById("box")?.focus(); return; }
  if (!form) return;
  if (!modal.open) modal.showModal();
  if (modal.dataset.view === form.dataset.view && modal.contains(document.activeElement)) return wrong(form);
  modal.dataset.view = form.dataset.view;
  (marked(form) ?? form.querySelector("[autofocus]") ?? form.querySelector(".view-body :is(input, select, textarea, summary, button)") ?? form.querySelector("button[type=submit]") ?? form.querySelector("button"))?.focus();
}

// marked is the first field with something wrong.
const marked = (form) => form.querySelector("[aria-invalid=true], .wrong :is(input, summary)");

// wrong brings that field into view.
function wrong(form) {
  marked(form)?.focus();
}

// leave goes back from a form, or closes it with all below: what is half typed in it goes with it.
async function leave(how, form) {
  if (!form) return;
  form.dataset.leaving = "yes";
  const became = await act({ do: how, view: form.dataset.view });
  if (!became.ok) delete form.dataset.leaving;
}

async function submit(form) {
  const button = form.querySelector("button[type=submit]");
  if (!button || button.disabled) return;
  const held = document.activeElement?.closest?.("[data-do=enter]");
  if (held && form.contains(held)) await enter(held);
  button.disabled = true;
  await Promise.all([...form.querySelectorAll(".search")].map((box) => settling.get(box)()));
  await busy(button, () => act({ do: "submit", ...where(button) }));
  button.disabled = false;
  wrong(form);
}

// menuKeys are Escape, which closes the open menu, and the arrows, which go through it.
function menuKeys(e) {
  const menu = e.target.closest?.("details.menu") ?? document.querySelector("details.menu[open]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (!menu || (e.key !== "Escape" && !step) || (e.key === "Escape" && !menu.open) || (step && !menu.contains(e.target))) return;
  e.preventDefault();
  e.stopPropagation();
  if (e.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  menu.open = true;
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  items.at(at < 0 && step < 0 ? -1 : (at + step) % items.length)?.focus();
}

// unfold opens a menu upwards where there is no room below.
function unfold(menu) {
  menu.classList.remove("up");
  const room = menu.closest(".scroll, .view-body")?.getBoundingClientRect().bottom ?? innerHeight;
  menu.classList.toggle("up", menu.lastElementChild.getBoundingClientRect().bottom > room);
}

const doings = {
  press: (c) => press(c),
  submit: (c) => submit(c.closest("form.view")),
  cancel: (c) => leave("cancel", c.closest("form.view")),
  close: (c) => leave("close", c.closest("form.view")),
  shortcut: (c) => { shut(); act({ do: "shortcut", words: [c.dataset.word], ...(c.closest("article") ? where(c) : {}) }); },
  fault: async (c) => {
    const became = await act({ do: "fault", words: [c.dataset.word] });
    if (became.ok) toast(`${c.textContent}: done.`, "note");
  },
  unchoose: (c) => {
    const box = c.closest(".search");
    c.closest(".chip").remove();
    enter(box, [...box.querySelectorAll(".chip")].map((one) => one.dataset.value));
  },
};

export function controls() {
  document.addEventListener("click", (e) => {
    const menu = e.target.closest("details.menu");
    shut(menu);
    const control = e.target.closest("[data-do]");
    if (!control || !doings[control.dataset.do]) return;
    if (control.tagName !== "A") e.preventDefault();
    doings[control.dataset.do](control);
  });
  document.addEventListener("change", (e) => {
    const field = e.target.closest("[data-do=enter]");
    if (field && field.type !== "file") enter(field);
  });
  document.addEventListener("submit", (e) => {
    if (!e.target.matches("form.view")) return;
    e.preventDefault();
    submit(e.target);
  });
  document.addEventListener("keydown", menuKeys, true);
  document.addEventListener("keydown", (e) => { // who just types means the message box
    if (document.activeElement === document.body && e.key.length === 1 && !e.ctrlKey && !e.metaKey && !e.altKey) document.getElementById("box")?.focus();
  });
  document.addEventListener("toggle", (e) => {
    if (e.target.matches("details.menu[open]")) unfold(e.target);
    const message = e.target.closest("article");
    message?.classList.toggle("opened", message.querySelector("details[open]") !== null);
  }, true);
  modal.addEventListener("cancel", (e) => { e.preventDefault(); leave("cancel", modal.querySelector("form.view")); });
  document.addEventListener("drawn", (e) => { if (e.detail === "modal") show(); else dress(e.target); });
  dress(document);
  show();
}
