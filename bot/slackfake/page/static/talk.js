// What the page asks of the workspace, and what it tells the person.

export const me = document.body.dataset;

let last = Promise.resolve();

// act has the person do something and gives what became of it. One act follows the other, as keys and clicks do.
export function act(what) {
  const next = last.then(() => send(what));
  last = next.catch(() => {});
  return next;
}

const send = (what) => told("/do", { headers: { "Content-Type": "application/json" }, body: JSON.stringify({ as: me.as, in: me.in, ...what }) });

// told sends something to the workspace, tells the person what it has to say, and gives what became of it.
export async function told(path, what) {
  let became;
  try {
    const answer = await fetch(path, { method: "POST", ...what });
    became = { ok: answer.ok, ...(await answer.json()) };
  } catch {
    became = { ok: false, toast: "The workspace does not answer. Is the demo still running?" };
  }
  if (became.toast) toast(became.toast);
  return became;
}

// toast shows words for a while; they are read out. What is said already is not said twice; a note is no fault.
export function toast(words, kind = "fault") {
  const all = document.getElementById("toasts");
  if ([...all.children].some((one) => one.dataset.words === words)) return;
  const box = document.createElement("p");
  box.dir = "auto";
  box.className = kind;
  box.dataset.words = words;
  box.textContent = words;
  const away = document.createElement("button");
  away.type = "button";
  away.className = "plain";
  away.ariaLabel = "Dismiss";
  away.textContent = "×";
  away.addEventListener("click", () => box.remove());
  box.append(away);
  all.append(box);
  setTimeout(() => box.remove(), 8000);
}

// shut closes every open menu but the one given.
export function shut(but) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== but) menu.open = false;
}
