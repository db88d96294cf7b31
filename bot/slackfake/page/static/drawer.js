// The developers' drawer: what goes over the wire, and faults.
import { act, toast } from "./talk.js";

const drawer = document.getElementById("drawer");
const button = document.getElementById("drawer-switch");
const lines = document.getElementById("crossings");
const most = 300;
let source;

function turn(open) {
  drawer.hidden = !open;
  button.setAttribute("aria-expanded", open);
  document.body.classList.toggle("with-drawer", open);
  sessionStorage.setItem("drawer", open ? "open" : "");
  source?.close();
  if (!open) return;
  lines.replaceChildren();
  source = new EventSource(`/trace${location.search}`);
  source.addEventListener("lines", (e) => {
    const end = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 60 || !lines.matches(":hover, :focus-within");
    lines.insertAdjacentHTML("beforeend", JSON.parse(e.data));
    while (lines.childElementCount > most) lines.firstElementChild.remove();
    if (end) lines.scrollTop = lines.scrollHeight;
  });
}

export function wire() {
  button.addEventListener("click", () => turn(drawer.hidden));
  document.getElementById("drawer-close").addEventListener("click", () => { turn(false); button.focus(); });
  document.getElementById("call-fault").addEventListener("submit", async (e) => {
    e.preventDefault();
    const method = document.getElementById("fault-method").value;
    const fault = document.getElementById("fault-word");
    const became = await act({ do: "fault", words: [fault.value, method] });
    if (became.ok) toast(`The next ${method} is answered with: ${fault.selectedOptions[0].textContent}.`, "note");
  });
  addEventListener("pagehide", () => source?.close());
  if (sessionStorage.getItem("drawer")) turn(true);
}
