// The message boxes: what is typed, and what is suggested for it.
import { me, act, told } from "./talk.js";

const known = JSON.parse(document.getElementById("commands").textContent);
const commands = { sign: /^\/[\w-]*$/, from: known.commands };
const sources = [
  { sign: /(?:^|\s)(@[\w.-]*)$/, from: known.people },
  { sign: /(?:^|\s)(#[\w-]*)$/, from: known.channels },
];

// wanted is the word before the cursor that something can be suggested for, and what.
function wanted(box, thread) {
  const before = box.value.slice(0, box.selectionStart);
  for (const source of thread ? sources : [commands, ...sources]) {
    const match = before.match(source.sign);
    if (!match) continue;
    const word = match[1] ?? match[0];
    const found = (source.from ?? []).filter((o) => o.name.toLowerCase().startsWith(word.toLowerCase()));
    return { word, start: before.length - word.length, found: found.slice(0, 30) };
  }
  return null;
}

function suggestions(box, list, usage, thread) {
  let now = null;
  let at = 0;
  const close = () => {
    now = null;
    list.hidden = true;
    list.replaceChildren();
    box.removeAttribute("aria-activedescendant");
  };
  const mark = (i) => {
    at = (i + now.found.length) % now.found.length;
    [...list.children].forEach((o, n) => o.setAttribute("aria-selected", n === at));
    box.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const take = (i) => {
    const offer = now.found[i];
    box.setRangeText(offer.name + " ", now.start, box.selectionStart, "end");
    close();
    hint();
    box.focus();
  };
  const hint = () => {
    const command = (known.commands ?? []).find((c) => box.value === c.name || box.value.startsWith(c.name + " "));
    if (!usage) return;
    usage.hidden = !command;
    usage.textContent = command ? `${command.name} ${command.usage}` : "";
  };
  const look = () => {
    hint();
    now = wanted(box, thread);
    if (!now || now.found.length === 0) return close();
    list.replaceChildren(...now.found.map((offer, i) => {
      const line = document.createElement("li");
      line.role = "option";
      line.id = `${list.id}-${i}`;
      const name = document.createElement("strong");
      name.textContent = offer.name;
      const says = document.createElement("span");
      says.textContent = [offer.says, offer.usage].filter(Boolean).join(" · ");
      line.append(name, " ", says);
      line.addEventListener("pointerdown", (e) => { e.preventDefault(); take(i); });
      return line;
    }));
    list.hidden = false;
    mark(0);
  };
  box.addEventListener("input", look);
  box.addEventListener("blur", close);
  // keys reports that a key was meant for the suggestions.
  return (e) => {
    if (!now) return false;
    const exact = now.found[at]?.name === now.word;
    if (e.key === "ArrowDown") mark(at + 1);
    else if (e.key === "ArrowUp") mark(at - 1);
    else if (e.key === "Escape") close();
    else if (e.key === "Tab" || (e.key === "Enter" && !exact)) take(at);
    else return false;
    e.preventDefault();
    return true;
  };
}

function compose(form) {
  const box = form.querySelector("textarea");
  const list = form.querySelector("[role=listbox]");
  const keys = list ? suggestions(box, list, form.querySelector(".usage"), form.dataset.thread) : () => false;
  const fit = () => { box.style.height = "auto"; box.style.height = Math.min(box.scrollHeight, 200) + "px"; };
  const send = async () => {
    const words = box.value;
    if (!words.trim()) return;
    box.value = "";
    fit();
    box.dispatchEvent(new Event("input"));
    const became = await act({ do: "say", thread: form.dataset.thread, words: [words] });
    if (!became.ok && !box.value) box.value = words;
  };
  box.addEventListener("input", fit);
  let shift = false; // Shift and Enter begin a new line
  let taken = false; // the key was meant for the suggestions
  box.addEventListener("keydown", (e) => {
    shift = e.shiftKey;
    taken = !e.isComposing && keys(e);
  });
  box.addEventListener("beforeinput", (e) => {
    if (e.inputType !== "insertLineBreak" || shift) return;
    e.preventDefault();
    if (!taken) send();
  });
  form.addEventListener("submit", (e) => { e.preventDefault(); send(); });
  return box;
}

// upload shares files, the first of them with what stands in the box.
async function upload(files, form) {
  const box = form.querySelector("textarea");
  for (const file of files) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ file, as: me.as, in: me.in, thread: form.dataset.thread, words: box.value })) body.set(name, value);
    const became = await told("/share", { body });
    if (!became.ok) return;
    box.value = "";
    box.dispatchEvent(new Event("input"));
  }
}

export function writing() {
  for (const form of document.querySelectorAll("form.composer")) {
    const box = compose(form);
    form.addEventListener("dragover", (e) => e.preventDefault());
    form.addEventListener("drop", (e) => {
      e.preventDefault();
      upload([...e.dataTransfer.files], form);
    });
    if (form.dataset.thread && matchMedia("(hover: hover)").matches) box.focus();
  }
  const file = document.getElementById("file");
  document.getElementById("attach")?.addEventListener("click", () => file.click());
  file?.addEventListener("change", () => {
    upload([...file.files], file.closest("form"));
    file.value = "";
  });
}
